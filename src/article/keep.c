/* SPDX-License-Identifier: MIT */
/* keep.c - copy articles between arenas, and join their pages. */
#include "article/keep.h"

#include "base/map.h"
#include "html/walk.h"
#include "text/unicode.h"
#include <string.h>

static void keep_str(struct arena *arena, struct str *s)
{
    if (s->len)
        *s = arena_dup(arena, *s);
    else
        *s = S("");
}

/* Move a list's storage over; its items still point at the old arena. */
#define keep_items(arena, list)                                                \
    do {                                                                       \
        void *old = (list)->at;                                                \
        (list)->cap = (list)->len;                                             \
        (list)->at = arena_zeros((arena), (list)->len, sizeof *(list)->at);    \
        if ((list)->len)                                                       \
            memcpy((list)->at, old, (list)->len * sizeof *(list)->at);         \
    } while (0)

static void keep_strs(struct arena *arena, str_list *list)
{
    keep_items(arena, list);
    for (size_t i = 0; i < list->len; i++)
        keep_str(arena, &list->at[i]);
}

static void keep_node(struct arena *arena, struct node *node)
{
    keep_str(arena, &node->text);
    for (uint32_t i = 0; i < node->attr_count; i++) {
        struct attr *attr = &node->attrs[i];
        keep_str(arena, &attr->value);
        if (!attr->id)
            keep_str(arena, &attr->name);
    }
}

/* Copy the tree; images are found again by their place in it. */
static void keep_body(struct arena *arena, struct article *article)
{
    uint32_t count = tree_number(article->body);
    struct node **copies = arena_array(arena, struct node *, count);
    article->body = node_clone(arena, article->body);
    tree_number(article->body);
    const struct node *root = article->body;
    for (struct node *n = article->body; n; n = walk_next(n, root)) {
        keep_node(arena, n);
        copies[n->order] = n;
    }
    for (size_t i = 0; i < article->images.len; i++) {
        struct article_image *image = &article->images.at[i];
        if (image->node)
            image->node = copies[image->node->order];
    }
}

static void keep_images(struct arena *arena, struct article *article)
{
    keep_items(arena, &article->images);
    for (size_t i = 0; i < article->images.len; i++) {
        keep_str(arena, &article->images.at[i].url);
        keep_str(arena, &article->images.at[i].alt);
        keep_str(arena, &article->images.at[i].caption);
    }
}

static void keep_related(struct arena *arena, struct article *article)
{
    keep_items(arena, &article->related);
    for (size_t i = 0; i < article->related.len; i++) {
        keep_str(arena, &article->related.at[i].url);
        keep_str(arena, &article->related.at[i].title);
        keep_str(arena, &article->related.at[i].reason);
    }
}

static void keep_sources(struct arena *arena, struct article *article)
{
    keep_items(arena, &article->sources);
    for (size_t i = 0; i < article->sources.len; i++) {
        struct field_source *source = &article->sources.at[i];
        keep_str(arena, &source->field);
        keep_str(arena, &source->source);
        for (size_t k = 0; k < source->alternative_count; k++) {
            keep_str(arena, &source->alternatives[k].source);
            keep_str(arena, &source->alternatives[k].value);
        }
    }
}

struct article *article_keep(struct arena *arena, const struct article *article)
{
    struct article *kept = arena_new(arena, struct article);
    *kept = *article;
    struct str *const texts[] = {
        &kept->url,         &kept->canonical_url, &kept->title,
        &kept->subtitle,    &kept->site_name,     &kept->language,
        &kept->description, &kept->license,       &kept->direction,
        &kept->published,   &kept->modified,      &kept->image,
        &kept->text,        &kept->endpoint,
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        keep_str(arena, texts[i]);
    str_list *const lists[] = {
        &kept->authors,    &kept->categories, &kept->tags,
        &kept->next_pages, &kept->references, &kept->warnings,
    };
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        keep_strs(arena, lists[i]);
    keep_images(arena, kept);
    keep_body(arena, kept);
    keep_related(arena, kept);
    keep_sources(arena, kept);
    return kept;
}

/* --- pages of one article ---------------------------------------------- */

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
    for (size_t i = 0; i < part->related.len; i++)
        if (!has_related(article, part->related.at[i].url))
            *vec_push(&article->related, arena) = part->related.at[i];
}
