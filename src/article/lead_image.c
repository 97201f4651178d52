/* SPDX-License-Identifier: MIT */
/* lead_image.c - the image that stands for an article. */
#include "article/facts.h"

#include "article/wording.h"
#include "html/walk.h"
#include "net/url.h"
#include "text/unicode.h"
#include <string.h>

/* Nodes of an ImageObject. */
#define OBJECT_NODES 50

/* What names of files say besides what is on the image. */
static const char SHAPES[] =
    "og open graph share sharing social facebook fb twitter card meta seo site "
    "website web image images img imgs picture pic photo thumb thumbnail "
    "banner "
    "white black dark light transparent color colour rgb large small square "
    "big "
    "wide horizontal vertical icon new final hd v px x header preview main "
    "page";

/* What says that nothing is on it. */
static const char NOTHING[] =
    "placeholder default blank spacer fallback avatar gravatar pixel dummy "
    "noimage missing undefined null none favicon";

/* The words of a file's name, without its ending. */
static void name_words(struct arena *arena, const struct url *url,
                       struct wording *out)
{
    struct str path = url->path;
    size_t slash = str_rfind_byte(path, '/');
    struct str name = slash == STR_NONE ? path : str_from(path, slash + 1);
    size_t dot = str_rfind_byte(name, '.');
    name = dot == STR_NONE ? name : str_sub(name, 0, dot);
    char *spaced = arena_alloc(arena, name.len + 1);
    for (size_t i = 0; i < name.len; i++)
        spaced[i] = strchr("-_.+@%", name.at[i]) ? ' ' : name.at[i];
    wording_read(arena, utf8_clip(str_make(spaced, name.len), 200), out);
}

static bool is_shape(struct str word)
{
    return str_has_word(S(SHAPES), word) ||
           str_span(word, "0123456789x") == word.len;
}

/* "logo-512.png", "og-default.jpg", a face of a service for faces: of the
 * site, and of no article; or no image's address at all. */
static bool is_stand_in(struct arena *arena, struct str href)
{
    struct url url;
    struct wording words;
    if (url_parse(arena, href, NULL, &url) != OP_OK ||
        (url.path.len <= 1 && url.query.len == 0) ||
        str_find(url.host, S("gravatar.com")) != STR_NONE)
        return true;
    name_words(arena, &url, &words);
    size_t count = words.count;
    while (count > 0 && is_shape(words.words[count - 1]))
        count--;
    if (count > 0 && (str_eq(words.words[count - 1], S("logo")) ||
                      str_eq(words.words[count - 1], S("logos"))))
        return true;
    bool says_nothing = false;
    for (size_t i = 0; i < words.count; i++) {
        bool is_nothing = str_has_word(S(NOTHING), words.words[i]);
        if (!is_nothing && !is_shape(words.words[i]))
            return false;
        says_nothing |= is_nothing;
    }
    return says_nothing;
}

static struct str ld_image(const struct clues *clues)
{
    const struct json *image = json_get(clues->ld, S("image"));
    if (image && image->kind == JSON_IS_ARRAY)
        image = image->first;
    image = jsonld_deref(clues->page->jsonld, image);
    const struct json *url = json_get(image, S("url"));
    if (!url)
        url = json_get(image, S("contentUrl"));
    return image && image->kind == JSON_IS_OBJECT ? json_text(url)
                                                  : json_text(image);
}

/* Microdata: an image, or the address of an ImageObject. */
static struct str itemprop_image(const struct clues *clues)
{
    for (size_t i = 0; i < clues->itemprops.len; i++) {
        const struct node *node = clues->itemprops.at[i];
        if (!str_has_word(node_attr(node, ATTR_ITEMPROP), S("image")) ||
            clues_region(clues, node) != REGION_PLAIN)
            continue;
        int steps = 0;
        for (const struct node *n = node; n && steps < OBJECT_NODES;
             n = walk_next(n, node), steps++) {
            bool is_address =
                n == node || str_eq(node_attr(n, ATTR_ITEMPROP), S("url"));
            struct str url = node_attr(n, ATTR_CONTENT);
            url = url.len > 0 ? url : node_attr(n, ATTR_SRC);
            if (n->kind == NODE_ELEMENT && is_address && url.len > 0)
                return url;
        }
    }
    return S("");
}

/* Take it when it is an image of the article. */
static bool take(struct clues *clues, struct article *article,
                 struct str source, struct str href)
{
    if (article->image.len > 0 || href.len == 0)
        return article->image.len > 0;
    struct str url = page_resolve(clues->page, href, false);
    if (url.len == 0 || is_stand_in(clues->page->arena, url))
        return false;
    article->image = url;
    clues_source(clues, article, "image", source);
    return true;
}

static void take_metas(struct clues *clues, struct article *article,
                       const char *names)
{
    for (; *names; names += strlen(names) + 1)
        if (take(clues, article, str_of(names),
                 clues_meta(clues, str_of(names))))
            return;
}

void image_read(struct clues *clues, struct article *article)
{
    take_metas(clues, article, "og:image:secure_url\0og:image\0og:image:url\0");
    take(clues, article, S("json-ld"), ld_image(clues));
    take(clues, article, S("itemprop"), itemprop_image(clues));
    take_metas(clues, article,
               "twitter:image\0twitter:image:src\0"
               "parsely-image-url\0sailthru.image.full\0"
               "thumbnail\0image\0");
    take(clues, article, S("rel=image_src"), clues_link(clues, S("image_src")));
}
