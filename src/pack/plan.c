/* SPDX-License-Identifier: MIT */
/* plan.c - the name of everything in an archive. */
#include "pack/plan.h"

#include "html/walk.h"
#include "net/url.h"
#include "text/unicode.h"
#include <offprint/limits.h>
#include <string.h>

#define ASSET_HEX 12 /* digits of a digest in a name: enough to tell apart */

static bool is_device(struct str name)
{
    static const char *const DEVICES[] = {"con", "prn", "aux",
                                          "nul", "com", "lpt"};
    struct str stem = name;
    if (stem.len == 4 && char_is_digit(stem.at[3]))
        stem.len = 3; /* com1, lpt9 */
    for (size_t i = 0; i < sizeof DEVICES / sizeof *DEVICES; i++)
        if (str_ieq(stem, str_of(DEVICES[i])))
            return true;
    return false;
}

struct str plan_slug(struct arena *arena, struct str title, struct str url,
                     size_t max)
{
    struct str slug = text_slug(arena, title, max);
    struct url parsed;
    if (slug.len == 0 && url_parse(arena, url, NULL, &parsed) == OP_OK) {
        struct str place = arena_join(arena, parsed.host, parsed.path);
        slug = text_slug(arena, place, max);
    }
    if (slug.len == 0)
        return S("article");
    return is_device(slug) ? arena_join(arena, S("on-"), slug) : slug;
}

/* Digits that number all articles alike: "01" of 7, "001" of 200. */
static int digits_of(size_t count)
{
    int digits = 1;
    for (; count > 9; count /= 10)
        digits++;
    return digits < 2 ? 2 : digits;
}

static const char *const ENDINGS[] = {
    [LAYOUT_SITE] = ".html",
    [LAYOUT_BOOK] = ".xhtml",
    [LAYOUT_PAGE] = "",
    [LAYOUT_NOTES] = ".md",
};

static void name_articles(struct plan *plan)
{
    const struct bundle *bundle = plan->bundle;
    size_t count = bundle->articles.len;
    int digits = digits_of(count);
    plan->articles = arena_array(plan->arena, struct plan_article, count);
    for (size_t i = 0; i < count; i++) {
        const struct bundle_article *from = &bundle->articles.at[i];
        struct str slug = plan_slug(plan->arena, from->article->title,
                                    from->final_url, OP_MAX_SLUG_BYTES);
        struct plan_article *to = &plan->articles[i];
        to->id = arena_printf(plan->arena, "%0*zu-%.*s", digits, i + 1,
                              STR_ARG(slug));
        if (plan->layout == LAYOUT_PAGE) {
            to->file = arena_printf(plan->arena, "#a%zu", i + 1);
            continue;
        }
        to->file =
            arena_printf(plan->arena, "%s%.*s%s",
                         plan->layout == LAYOUT_BOOK ? "EPUB/" : "articles/",
                         STR_ARG(to->id), ENDINGS[plan->layout]);
    }
}

/* Name asset `index`, or give it the name of one with the same content. Twelve
 * digits collide by intent only: then all 64 are used. */
static void name_asset(struct plan *plan, struct map *taken, size_t index)
{
    const struct bundle_asset *assets = plan->bundle->assets.at;
    struct plan_asset *ours = &plan->assets[index], *before;
    char hex[SHA256_HEX + 1];
    struct str stem;
    sha256_hex(assets[index].sha256, hex);
    for (size_t digits = ASSET_HEX;; digits = SHA256_HEX) {
        stem = arena_dup(plan->arena, str_make(hex, digits));
        void **slot = map_slot(taken, plan->arena, stem);
        before = *slot;
        if (!before)
            *slot = ours;
        if (!before || memcmp(&assets[before - plan->assets].sha256,
                              &assets[index].sha256, SHA256_BYTES) == 0)
            break;
    }
    ours->is_again = before;
    if (plan->layout == LAYOUT_PAGE) {
        ours->file = before ? before->file
                            : arena_printf(plan->arena, "data:%zu", index);
        return;
    }
    ours->file =
        before ? before->file
               : arena_printf(plan->arena,
                              plan->layout == LAYOUT_BOOK ? "EPUB/img-%.*s.%.*s"
                                                          : "media/%.*s.%.*s",
                              STR_ARG(stem),
                              STR_ARG(mime_extension(assets[index].mime)));
}

static void name_assets(struct plan *plan)
{
    struct map taken = {0};
    plan->assets =
        arena_array(plan->arena, struct plan_asset, plan->bundle->assets.len);
    for (size_t i = 0; i < plan->bundle->assets.len; i++)
        name_asset(plan, &taken, i);
}

static struct str anchor_key(struct arena *arena, size_t article, struct str id)
{
    return arena_printf(arena, "%zu#%.*s", article, STR_ARG(id));
}

static void find_anchors(struct plan *plan)
{
    for (size_t i = 0; i < plan->bundle->articles.len; i++) {
        struct node *body = plan->bundle->articles.at[i].article->body;
        for (struct node *n = body; n; n = walk_next(n, body)) {
            struct str id = node_attr(n, ATTR_ID);
            if (id.len > 0)
                *map_slot(&plan->anchors, plan->arena,
                          anchor_key(plan->arena, i, id)) = n;
        }
    }
}

struct plan *plan_make(struct arena *arena, const struct bundle *bundle,
                       enum plan_layout layout)
{
    struct plan *plan = arena_new(arena, struct plan);
    plan->bundle = bundle;
    plan->layout = layout;
    plan->arena = arena;
    name_articles(plan);
    name_assets(plan);
    find_anchors(plan);
    return plan;
}

/* A book is one flat folder. */
static struct str within_book(struct str file)
{
    return file.len ? str_from(file, sizeof "EPUB/" - 1) : S("index.xhtml");
}

static void put_base64(struct str bytes, char *out)
{
    static const char DIGITS[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrs"
                                 "tuvwxyz0123456789+/";
    for (size_t i = 0; i < bytes.len; i += 3) {
        uint32_t three = 0;
        for (size_t k = 0; k < 3; k++)
            three = three << 8 |
                    (i + k < bytes.len ? (unsigned char)bytes.at[i + k] : 0);
        for (size_t k = 0; k < 4; k++)
            *out++ =
                i + k > bytes.len ? '=' : DIGITS[three >> (18 - 6 * k) & 63];
    }
}

/* An image as its own address (RFC 2397); empty when it cannot be read. */
static struct str data_url(const struct plan *plan, size_t index)
{
    struct plan_asset *ours = &plan->assets[index];
    const struct bundle_asset *asset = &plan->bundle->assets.at[index];
    if (ours->data.at)
        return ours->data;
    size_t size = (size_t)asset->size;
    char *bytes = arena_alloc(plan->arena, size + 1);
    ours->data = S("");
    if (spool_get(plan->bundle->spool, asset->bytes, 0, bytes, size, NULL) !=
        OP_OK)
        return ours->data;
    struct str lead = arena_printf(plan->arena, "data:%.*s;base64,",
                                   STR_ARG(mime_type(asset->mime)));
    size_t len = lead.len + (size + 2) / 3 * 4;
    char *out = arena_alloc(plan->arena, len + 1);
    memcpy(out, lead.at, lead.len);
    put_base64(str_make(bytes, size), out + lead.len);
    ours->data = str_make(out, len);
    return ours->data;
}

/* Sections are jumped to; an image is named "data:INDEX". */
static struct str within_page(const struct plan *plan, struct str file)
{
    uint64_t index;
    if (str_starts(file, S("data:")) && str_to_u64(str_from(file, 5), &index))
        return data_url(plan, (size_t)index);
    return file.len ? file : S("#top");
}

struct str plan_way_from_cover(const struct plan *plan, struct str file)
{
    if (plan->layout == LAYOUT_BOOK)
        return within_book(file);
    if (plan->layout == LAYOUT_PAGE)
        return within_page(plan, file);
    return file.len ? file : S("index.html");
}

struct str plan_way_from_article(const struct plan *plan, struct str file)
{
    struct str sibling = S("articles/");
    if (plan->layout == LAYOUT_BOOK)
        return within_book(file);
    if (plan->layout == LAYOUT_PAGE)
        return within_page(plan, file);
    if (file.len == 0)
        return S("../index.html");
    return str_starts(file, sibling) ? str_from(file, sibling.len)
                                     : arena_join(plan->arena, S("../"), file);
}

static size_t index_in(const struct map *map, struct str key)
{
    uintptr_t index = (uintptr_t)map_get(map, key);
    return index ? (size_t)index - 1 : STR_NONE;
}

size_t plan_article_of(const struct plan *plan, struct str url,
                       struct str *fragment)
{
    struct url parsed;
    if (url_parse(plan->arena, url, NULL, &parsed) != OP_OK ||
        !url_is_web(&parsed))
        return STR_NONE;
    if (fragment)
        *fragment = parsed.fragment;
    return index_in(&plan->bundle->article_by_url,
                    url_key(plan->arena, &parsed));
}

size_t plan_asset_of(const struct plan *plan, struct str url)
{
    return index_in(&plan->bundle->asset_by_url, url);
}

bool plan_has_anchor(const struct plan *plan, size_t article,
                     struct str fragment)
{
    struct str id = url_decode(plan->arena, fragment);
    return map_get(&plan->anchors, anchor_key(plan->arena, article, id));
}
