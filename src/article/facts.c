/* SPDX-License-Identifier: MIT */
/* facts.c - the smaller things a page says about its article. */
#include "article/facts.h"

#include "base/buf.h"
#include "html/walk.h"
#include "text/lang.h"
#include "text/unicode.h"
#include <string.h>

/* Text enough to tell a language by. */
#define SAMPLE_BYTES 3000

/* --- language ----------------------------------------------------------- */

/* The first words of the body, or of the page. */
static struct str sample(const struct clues *clues)
{
    const struct page *page = clues->page;
    uint32_t i = clues->body_start, end = clues->body_end;
    if (end <= i) {
        i = page->doc->body->order;
        end = page->doc->body->end;
    }
    char *out = arena_alloc(page->arena, SAMPLE_BYTES + 1);
    size_t len = 0;
    for (; i < end && len < SAMPLE_BYTES; i++) {
        const struct node *node = page->nodes[i];
        if (node->kind != NODE_TEXT || page->facts[i].is_hidden)
            continue;
        struct str text = utf8_clip(node->text, SAMPLE_BYTES - len);
        memcpy(out + len, text.at, text.len);
        len += text.len;
        out[len < SAMPLE_BYTES ? len++ : len] = ' ';
    }
    return str_make(out, len);
}

void language_read(struct clues *clues, struct article *article)
{
    const struct page *page = clues->page;
    struct {
        struct str source, tag;
    } found[] = {
        {S("html lang"), page->lang},
        {S("html lang"), node_attr(page->doc->body, ATTR_LANG)},
        {S("og:locale"), clues_meta(clues, S("og:locale"))},
        {S("content-language"), clues_meta(clues, S("content-language"))},
        {S("json-ld"), json_text(json_get(clues->ld, S("inLanguage")))},
        {S("dc.language"), clues_meta(clues, S("dc.language"))},
    };
    struct field_source *source = NULL;
    for (size_t i = 0; i < sizeof found / sizeof *found; i++) {
        struct str tag = lang_canonical(page->arena, found[i].tag);
        if (tag.len == 0)
            continue;
        if (source && !str_eq(tag, article->language))
            clues_alternative(source, found[i].source, tag);
        if (source)
            continue;
        article->language = tag;
        source = clues_source(clues, article, "language", found[i].source);
    }
    if (!source) {
        article->language = lang_detect(sample(clues));
        if (article->language.len > 0)
            clues_source(clues, article, "language", S("text"));
    }
    if (str_ieq(node_attr(page->doc->html, ATTR_DIR), S("rtl")) ||
        str_ieq(node_attr(page->doc->body, ATTR_DIR), S("rtl")) ||
        lang_is_rtl(article->language))
        article->direction = S("rtl");
}

/* --- description -------------------------------------------------------- */

void description_read(struct clues *clues, struct article *article)
{
    struct str which = S("json-ld");
    struct str text =
        clues_meta_any(clues,
                       "og:description\0description\0twitter:description\0"
                       "dc.description\0dcterms.description\0dcterms.abstract\0"
                       "citation_abstract\0sailthru.description\0",
                       &which);
    if (text.len == 0)
        text = clues_clean(clues->page->arena,
                           json_text(json_get(clues->ld, S("description"))));
    if (text.len == 0 || str_eq(text, article->title))
        return;
    article->description = text;
    clues_source(clues, article, "description", which);
}

/* --- canonical URL ------------------------------------------------------ */

static struct str find_link(const struct clues *clues, struct str rel)
{
    for (size_t i = 0; i < clues->links.len; i++)
        if (node_is(clues->links.at[i], TAG_LINK) &&
            str_has_word(node_attr(clues->links.at[i], ATTR_REL), rel))
            return str_trim(node_attr(clues->links.at[i], ATTR_HREF));
    return S("");
}

static bool is_front(const struct url *url)
{
    return url->path.len <= 1 && url->query.len == 0;
}

static struct str last_segment(struct str path)
{
    while (path.len > 0 && path.at[path.len - 1] == '/')
        path.len--;
    size_t slash = str_rfind_byte(path, '/');
    return slash == STR_NONE ? path : str_from(path, slash + 1);
}

/* The URL made absolute when it may well be this page's; else empty. */
static struct str sane_url(const struct clues *clues, struct str href)
{
    const struct page *page = clues->page;
    bool absolute = str_istarts(href, S("http"));
    struct url url;
    if (href.len == 0 || str_until(href, "{}<>\" ") < href.len ||
        (!absolute && *href.at != '/'))
        return S("");
    struct str resolved = page_resolve(page, href, true);
    if (resolved.len == 0 ||
        url_parse(page->arena, resolved, NULL, &url) != OP_OK)
        return S("");
    if (page->url.href.len == 0 || !url_is_web(&page->url))
        return is_front(&url) ? S("") : resolved;
    if (is_front(&url) && !is_front(&page->url))
        return S("");
    if (!url_same_site(&url, &page->url) &&
        !str_eq(last_segment(url.path), last_segment(page->url.path)))
        return S("");
    return resolved;
}

void canonical_read(struct clues *clues, struct article *article)
{
    struct {
        struct str source, href;
    } found[] = {
        {S("rel=canonical"), find_link(clues, S("canonical"))},
        {S("og:url"), clues_meta(clues, S("og:url"))},
        {S("json-ld"), json_text(json_get(clues->ld, S("url")))},
        {S("json-ld"), json_text(json_get(clues->ld, S("mainEntityOfPage")))},
    };
    struct field_source *source = NULL;
    for (size_t i = 0; i < sizeof found / sizeof *found; i++) {
        struct str url = sane_url(clues, found[i].href);
        if (url.len == 0)
            continue;
        if (source && !str_eq(url, article->canonical_url))
            clues_alternative(source, found[i].source, url);
        if (source)
            continue;
        article->canonical_url = url;
        source = clues_source(clues, article, "canonical_url", found[i].source);
    }
    struct str amp = find_link(clues, S("amphtml"));
    if (source && amp.len > 0)
        clues_alternative(source, S("amphtml"),
                          page_resolve(clues->page, amp, true));
}

/* --- lead image --------------------------------------------------------- */

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

void image_read(struct clues *clues, struct article *article)
{
    struct str which = S("json-ld");
    struct str href = clues_meta_any(
        clues, "og:image:secure_url\0og:image\0og:image:url\0", &which);
    if (href.len == 0)
        href = ld_image(clues);
    if (href.len == 0)
        href = clues_meta_any(clues,
                              "twitter:image\0twitter:image:src\0"
                              "parsely-image-url\0sailthru.image.full\0"
                              "thumbnail\0image\0",
                              &which);
    if (href.len == 0) {
        which = S("rel=image_src");
        href = find_link(clues, S("image_src"));
    }
    struct str url = href.len ? page_resolve(clues->page, href, false) : href;
    if (url.len == 0)
        return;
    article->image = url;
    clues_source(clues, article, "image", which);
}

/* --- licence ------------------------------------------------------------ */

static bool is_commons(struct str href)
{
    return str_find(href, S("creativecommons.org/licenses/")) != STR_NONE ||
           str_find(href, S("creativecommons.org/publicdomain/")) != STR_NONE;
}

/* A link to a licence outside the prose speaks of the page; inside, of some
 * picture. */
static struct str commons_link(const struct clues *clues)
{
    const struct page *page = clues->page;
    for (uint32_t i = 1; i < page->node_count; i++) {
        if (!node_is(page->nodes[i], TAG_A))
            continue;
        struct str href = node_attr(page->nodes[i], ATTR_HREF);
        bool in_body = i >= clues->body_start && i < clues->body_end &&
                       clues->regions[i] == REGION_PLAIN;
        if (!in_body && is_commons(href))
            return href;
    }
    return S("");
}

static struct str rel_license(const struct clues *clues)
{
    for (size_t i = 0; i < clues->links.len; i++)
        if (str_has_word(node_attr(clues->links.at[i], ATTR_REL),
                         S("license")) &&
            clues_region(clues, clues->links.at[i]) != REGION_COMMENTS)
            return str_trim(node_attr(clues->links.at[i], ATTR_HREF));
    return S("");
}

void license_read(struct clues *clues, struct article *article)
{
    struct {
        struct str source, href;
    } found[] = {
        {S("rel=license"), rel_license(clues)},
        {S("json-ld"), json_text(json_get(clues->ld, S("license")))},
        {S("dcterms.license"), clues_meta(clues, S("dcterms.license"))},
        {S("link"), commons_link(clues)},
    };
    for (size_t i = 0; i < sizeof found / sizeof *found; i++) {
        if (found[i].href.len == 0)
            continue;
        struct str url = page_resolve(clues->page, found[i].href, true);
        if (url.len == 0)
            continue;
        article->license = url;
        clues_source(clues, article, "license", found[i].source);
        return;
    }
}
