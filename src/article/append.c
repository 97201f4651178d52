/* SPDX-License-Identifier: MIT */
/* append.c - join the pages of one article. */
#include "article/append.h"

#include "base/map.h"
#include "html/walk.h"
#include "text/unicode.h"

static bool is_heading(const struct node *node)
{
    return node->space == SPACE_HTML && node->tag >= TAG_H1 &&
           node->tag <= TAG_H6;
}

static struct str first_heading(struct arena *arena, const struct node *body)
{
    for (struct node *n = walk_next(body, body); n; n = walk_next(n, body))
        if (is_heading(n))
            return node_text_folded(arena, n);
    return S("");
}

static bool repeats(struct arena *arena, const struct article *article,
                    struct str heading, const struct node *node)
{
    struct str text = text_casefold(arena, node_text_folded(arena, node));
    return text.len > 0 &&
           (str_eq(text, text_casefold(arena, article->title)) ||
            str_eq(text, text_casefold(arena, heading)));
}

/* Add what is not there yet, by a map: lists of links may be long. */
static void add_references(struct arena *arena, struct article *article,
                           const struct article *part)
{
    struct map seen = {0};
    for (size_t i = 0; i < article->references.len; i++)
        *map_slot(&seen, arena, article->references.at[i]) = article;
    for (size_t i = 0; i < part->references.len; i++) {
        void **slot = map_slot(&seen, arena, part->references.at[i]);
        if (!*slot)
            *vec_push(&article->references, arena) = part->references.at[i];
        *slot = article;
    }
}

static bool has_related(const struct article *article, struct str url)
{
    for (size_t i = 0; i < article->related.len; i++)
        if (str_eq(article->related.at[i].url, url))
            return true;
    return false;
}

static void add_related(struct arena *arena, struct article *article,
                        const struct article *part)
{
    for (size_t i = 0; i < part->related.len; i++)
        if (!has_related(article, part->related.at[i].url))
            *vec_push(&article->related, arena) = part->related.at[i];
}

/* The last lines may speak of the page that follows. */
bool article_is_whole(const struct article *part, const struct article *page)
{
    struct str begin = str_sub(page->text, 0, page->text.len * 3 / 4);
    return part->text.len > page->text.len &&
           str_find(part->text, begin) != STR_NONE;
}

void article_replace(struct arena *arena, struct article *article,
                     const struct article *whole)
{
    article->body = whole->body;
    article->text = whole->text;
    article->word_count = whole->word_count;
    article->images = whole->images;
    add_references(arena, article, whole);
    add_related(arena, article, whole);
}

void article_append(struct arena *arena, struct article *article,
                    const struct article *part)
{
    struct str heading = first_heading(arena, article->body);
    bool at_start = true;
    for (struct node *child = part->body->first, *next; child; child = next) {
        next = child->next;
        if (at_start && is_heading(child) &&
            repeats(arena, article, heading, child))
            continue;
        at_start = at_start && child->kind != NODE_ELEMENT;
        node_detach(child);
        node_append(article->body, child);
    }
    article->text = arena_printf(arena, "%.*s\n%.*s", STR_ARG(article->text),
                                 STR_ARG(part->text));
    article->word_count += part->word_count;
    for (size_t i = 0; i < part->images.len; i++)
        if (part->images.at[i].node)
            *vec_push(&article->images, arena) = part->images.at[i];
    add_references(arena, article, part);
    add_related(arena, article, part);
}
