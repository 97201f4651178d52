/* SPDX-License-Identifier: MIT */
/* clean_image.c - the images of an article, each by its best source. */
#include "article/clean_image.h"

#include "html/srcset.h"
#include "html/walk.h"
#include <offprint/limits.h>

/* As wide as a reader's page on a dense screen. */
#define WANTED_PX 1280
/* Up to this an image is a tracker, and up to that an icon. */
#define TRACKER_PX 3
#define ICON_PX    36
/* Of a picture that stands in the page itself, in bytes of its URL. */
#define EMBEDDED_MIN 1024
#define EMBEDDED_MAX (24u << 20)

/* Where scripts that load lazily keep the real source, best first. */
static const enum html_attr LAZY[] = {
    ATTR_DATA_ORIG_FILE,    ATTR_DATA_LARGE_FILE,  ATTR_DATA_FULL_SRC,
    ATTR_DATA_HI_RES_SRC,   ATTR_DATA_LAZY_SRC,    ATTR_DATA_ORIGINAL,
    ATTR_DATA_ORIGINAL_SRC, ATTR_DATA_SRC,         ATTR_DATA_LAZY,
    ATTR_DATA_IMAGE,        ATTR_DATA_IMG_URL,     ATTR_DATA_URL,
    ATTR_DATA_ECHO,         ATTR_DATA_DELAYED_URL, ATTR_DATA_PIN_MEDIA,
};
static const enum html_attr LAZY_SETS[] = {ATTR_DATA_SRCSET,
                                           ATTR_DATA_LAZY_SRCSET, ATTR_SRCSET};

/* --- sources ----------------------------------------------------------- */

/* Pictures that only hold the place of another. */
static bool is_placeholder(struct str src)
{
    static const struct str WORDS[] = {
        STR("placeholder"), STR("spacer"),      STR("blank."),
        STR("1x1"),         STR("pixel.gif"),   STR("transparent."),
        STR("lazyload"),    STR("loading.gif"), STR("grey.gif"),
    };
    if (!src.len || str_istarts(src, S("data:")) ||
        str_istarts(src, S("about:")))
        return true;
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++) {
        if (str_ifind(src, WORDS[i]) != STR_NONE)
            return true;
    }
    return false;
}

static struct str resolve(const struct page *page, struct str src)
{
    src = str_trim(src);
    return is_placeholder(src) ? S("") : page_resolve(page, src, true);
}

static struct str from_sets(const struct page *page, const struct node *node)
{
    for (size_t i = 0; i < sizeof LAZY_SETS / sizeof *LAZY_SETS; i++) {
        struct str set = node_attr(node, LAZY_SETS[i]);
        if (!set.len)
            continue;
        struct str url = resolve(page, srcset_best(set, WANTED_PX));
        if (url.len)
            return url;
    }
    return S("");
}

static struct str from_picture(const struct page *page, const struct node *img)
{
    if (!node_is(img->parent, TAG_PICTURE))
        return S("");
    for (const struct node *n = first_element(img->parent); n;
         n = next_element(n)) {
        struct str type = node_attr(n, ATTR_TYPE);
        if (!node_is(n, TAG_SOURCE) || str_ifind(type, S("avif")) != STR_NONE ||
            str_ifind(type, S("jxl")) != STR_NONE)
            continue;
        struct str url = from_sets(page, n);
        if (url.len)
            return url;
    }
    return S("");
}

static struct str from_lazy(const struct page *page, const struct node *img)
{
    for (size_t i = 0; i < sizeof LAZY / sizeof *LAZY; i++) {
        struct str value = node_attr(img, LAZY[i]);
        if (!value.len || value.at[0] == '{' || value.at[0] == '[')
            continue;
        struct str url = resolve(page, value);
        if (url.len)
            return url;
    }
    return S("");
}

static const struct node *twin_of(const struct node *img)
{
    const struct node *next = next_element(img);
    if (!node_is(next, TAG_NOSCRIPT) && node_is(img->parent, TAG_PICTURE))
        next = next_element(img->parent);
    return node_is(next, TAG_NOSCRIPT) ? walk_find(next, TAG_IMG) : NULL;
}

static struct str own_source(const struct page *page, const struct node *img)
{
    struct str url = from_sets(page, img);
    if (!url.len)
        url = from_lazy(page, img);
    if (!url.len)
        url = resolve(page, node_attr(img, ATTR_SRC));
    if (!url.len)
        url = from_picture(page, img);
    return url;
}

/* A picture that stands in the page itself, where nothing else is said to be
 * its source; smaller ones only hold the place. */
static struct str embedded_source(const struct node *img)
{
    struct str src = str_trim(node_attr(img, ATTR_SRC));
    bool is_picture = str_istarts(src, S("data:image/")) &&
                      src.len >= EMBEDDED_MIN && src.len <= EMBEDDED_MAX;
    return is_picture ? src : S("");
}

struct str image_source(const struct page *page, const struct node *img)
{
    struct str url = own_source(page, img);
    const struct node *twin = url.len ? NULL : twin_of(img);
    if (twin)
        url = own_source(page, twin);
    return url.len ? url : embedded_source(img);
}

/* --- what is no picture ------------------------------------------------ */

static uint32_t pixels(struct str value)
{
    size_t digits = 0;
    value = str_trim(value);
    while (digits < value.len && digits < 6 && char_is_digit(value.at[digits]))
        digits++;
    uint64_t n = 0;
    if (digits < value.len && value.at[digits] == '%')
        return 0;
    return str_to_u64(str_sub(value, 0, digits), &n) ? (uint32_t)n : 0;
}

static bool is_formula(const struct node *img)
{
    struct str class = node_attr(img, ATTR_CLASS);
    return str_has_word(class, S("latex")) || str_has_word(class, S("tex")) ||
           str_has_word(class, S("mwe-math-fallback-image-inline")) ||
           str_ifind(node_attr(img, ATTR_SRC), S("latex.php")) != STR_NONE;
}

static bool is_emoji(const struct node *img)
{
    struct str class = node_attr(img, ATTR_CLASS);
    struct str alt = node_attr(img, ATTR_ALT);
    return alt.len > 0 && alt.len <= 32 &&
           (str_has_word(class, S("emoji")) ||
            str_has_word(class, S("wp-smiley")) ||
            str_ifind(node_attr(img, ATTR_SRC), S("/emoji/")) != STR_NONE);
}

/* Does the URL count visits, or show the sign of a network to share on? */
static bool is_counter_or_sign(struct str url)
{
    static const struct str COUNTERS[] = {
        STR("piwik.php"),   STR("matomo.php"), STR("facebook.com/tr?"),
        STR(".vgwort.de/"), STR("//pixel."),   STR("/pixel?"),
        STR("/pixel/"),     STR("/beacon"),    STR("doubleclick.")};
    static const char SIGNS[] =
        "facebook twitter email whatsapp linkedin pinterest instagram reddit "
        "telegram tumblr youtube print share rss";
    for (size_t i = 0; i < sizeof COUNTERS / sizeof *COUNTERS; i++)
        if (str_ifind(url, COUNTERS[i]) != STR_NONE)
            return true;
    struct str name = str_sub(url, 0, str_until(url, "?#"));
    if (str_ifind(name, S("icon")) == STR_NONE)
        return false;
    str_cut(&name, str_rfind_byte(name, '/') + 1);
    char stem[16];
    name.len = str_until(name, ".-_");
    if (name.len == 0 || name.len > sizeof stem)
        return false;
    for (size_t i = 0; i < name.len; i++)
        stem[i] = char_lower(name.at[i]);
    return str_has_word(S(SIGNS), str_make(stem, name.len));
}

static bool is_decoration(const struct node *img, struct str url)
{
    uint32_t width = pixels(node_attr(img, ATTR_WIDTH));
    uint32_t height = pixels(node_attr(img, ATTR_HEIGHT));
    if ((width && width <= TRACKER_PX) || (height && height <= TRACKER_PX))
        return true;
    if (is_formula(img))
        return false;
    if (width && height && width <= ICON_PX && height <= ICON_PX)
        return true;
    struct str class = node_attr(img, ATTR_CLASS);
    return str_has_word(class, S("avatar")) ||
           str_has_word(class, S("gravatar")) ||
           str_has_word(class, S("icon")) ||
           str_ifind(url, S("gravatar.com/avatar")) != STR_NONE ||
           str_has_word(class, S("print-only")) || is_counter_or_sign(url);
}

/* --- copying ----------------------------------------------------------- */

static void keep_pixels(struct cleaner *c, const struct node *from,
                        struct node *to, enum html_attr id)
{
    uint32_t n = pixels(node_attr(from, id));
    if (n)
        node_set_attr(c->arena, to, id, arena_printf(c->arena, "%u", n));
}

static void append_image(struct cleaner *c, const struct node *from,
                         struct str url, struct node *into)
{
    struct node *to = node_new_element(c->arena, TAG_IMG);
    node_set_attr(c->arena, to, ATTR_SRC, url);
    node_set_attr(c->arena, to, ATTR_ALT, node_attr(from, ATTR_ALT));
    keep_pixels(c, from, to, ATTR_WIDTH);
    keep_pixels(c, from, to, ATTR_HEIGHT);
    node_append(into, to);
}

/* The best source; but where that is not at hand, and what the page itself
 * shows is, that. */
static struct str best_source(const struct cleaner *c, const struct node *img)
{
    const struct extract_options *options = c->options;
    struct str best = image_source(c->page, img);
    if (!options || !options->has ||
        (best.len && options->has(options->has_context, best.at)))
        return best;
    struct str shown = resolve(c->page, node_attr(img, ATTR_SRC));
    bool is_here = shown.len && options->has(options->has_context, shown.at);
    return is_here ? shown : best;
}

void clean_image(struct cleaner *c, const struct node *from, struct node *into)
{
    if (is_emoji(from)) {
        struct str alt = node_attr(from, ATTR_ALT);
        node_append(into, node_new_text(c->arena, alt));
        return;
    }
    if (c->keeps_no_images)
        return;
    struct str url = best_source(c, from);
    if (url.len && !is_decoration(from, url))
        append_image(c, from, url, into);
}

static bool has_image_before(const struct node *noscript)
{
    const struct node *prev = prev_element(noscript);
    return prev && (prev->tag == TAG_IMG || walk_find(prev, TAG_IMG));
}

void clean_noscript(struct cleaner *c, const struct node *from,
                    struct node *into)
{
    const struct node *img = walk_find(from, TAG_IMG);
    if (!img || has_image_before(from))
        return;
    const struct node *next = next_element(from);
    if (next && (next->tag == TAG_IMG || walk_find(next, TAG_IMG)))
        return;
    clean_image(c, img, into);
}

/* --- the list ---------------------------------------------------------- */

static struct str caption_of(struct cleaner *c, const struct node *img)
{
    const struct node *figure = node_ancestor(img, TAG_FIGURE);
    const struct node *caption =
        figure ? walk_find(figure, TAG_FIGCAPTION) : NULL;
    return caption ? node_text_folded(c->arena, caption) : S("");
}

void clean_list_images(struct cleaner *c, const struct node *root)
{
    struct article *article = c->article;
    for (struct node *n = walk_find(root, TAG_IMG); n; n = walk_next(n, root)) {
        if (!node_is(n, TAG_IMG) || article->images.len >= OP_MAX_IMAGES)
            continue;
        struct article_image *image = vec_push(&article->images, c->arena);
        *image = (struct article_image){
            .url = node_attr(n, ATTR_SRC),
            .alt = node_attr(n, ATTR_ALT),
            .caption = caption_of(c, n),
            .width = pixels(node_attr(n, ATTR_WIDTH)),
            .height = pixels(node_attr(n, ATTR_HEIGHT)),
            .node = n,
        };
    }
}
