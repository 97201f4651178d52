/* SPDX-License-Identifier: MIT */
/* body_state.c - an article that is only in a page's data. */
#include "article/body_state.h"

#include "article/jsonld.h"
#include "base/buf.h"
#include "base/map.h"
#include "html/walk.h"
#include <offprint/limits.h>

/* A shorter string is no paragraph. */
#define PARAGRAPH_BYTES 80
/* Less than this is no article. */
#define ARTICLE_BYTES 800

typedef VEC(const struct json *) json_list;

/* All prose under one key. */
struct prose {
    json_list strings;
    size_t bytes;
};

struct str state_article_body(const struct page *page)
{
    const struct json *article =
        page->jsonld ? jsonld_article(page->jsonld, page->url.href) : NULL;
    return article ? json_text(json_get(article, S("articleBody"))) : S("");
}

/* Long, with spaces and a sentence's end: no URL, no token, no code. */
static bool is_prose(struct str s)
{
    if (s.len < PARAGRAPH_BYTES || str_find(s, S(". ")) == STR_NONE)
        return false;
    size_t spaces = 0;
    for (size_t i = 0; i < s.len; i++)
        spaces += s.at[i] == ' ';
    return spaces * 12 > s.len && !str_has_byte(str_sub(s, 0, 2), '{');
}

static void collect(const struct page *page, const struct json *root,
                    struct map *keys)
{
    json_list stack = {0};
    *vec_push(&stack, page->arena) = root;
    while (stack.len) {
        const struct json *json = stack.at[--stack.len];
        if (json->next)
            *vec_push(&stack, page->arena) = json->next;
        if (json->first)
            *vec_push(&stack, page->arena) = json->first;
        if (json->kind != JSON_IS_STRING || !is_prose(json->text))
            continue;
        void **slot = map_slot(keys, page->arena, json->key);
        if (!*slot)
            *slot = arena_new(page->arena, struct prose);
        struct prose *prose = *slot;
        *vec_push(&prose->strings, page->arena) = json;
        prose->bytes += json->text.len;
    }
}

static struct str join(const struct page *page, const struct prose *prose)
{
    struct map seen = {0};
    char *out = arena_alloc(page->arena, prose->bytes + prose->strings.len);
    size_t len = 0;
    for (size_t i = 0; i < prose->strings.len; i++) {
        struct str s = prose->strings.at[i]->text;
        void **slot = map_slot(&seen, page->arena, s);
        if (*slot)
            continue;
        *slot = &seen;
        for (size_t k = 0; k < s.len; k++)
            out[len++] = s.at[k];
        out[len++] = '\n';
    }
    return str_make(out, len);
}

static bool is_state(const struct node *node)
{
    return node_is(node, TAG_SCRIPT) && node->first &&
           node->first->text.len <= OP_MAX_JSON_BYTES &&
           str_ieq(node_attr(node, ATTR_TYPE), S("application/json"));
}

struct str state_text(const struct page *page)
{
    struct map keys = {0};
    for (uint32_t i = 0; i < page->node_count; i++) {
        const struct node *node = page->nodes[i];
        if (!is_state(node))
            continue;
        const struct json *json = json_parse(page->arena, node->first->text);
        if (json)
            collect(page, json, &keys);
    }
    const struct prose *best = NULL;
    for (size_t i = 0; i < keys.len; i++) {
        const struct prose *prose = keys.entries[i].value;
        if (!best || prose->bytes > best->bytes)
            best = prose;
    }
    return best && best->bytes >= ARTICLE_BYTES ? join(page, best) : S("");
}
