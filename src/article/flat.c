/* SPDX-License-Identifier: MIT */
/* flat.c - an article as plain bytes, and back. */
#include "article/flat.h"

#include "article/harmless.h"
#include "base/flat.h"
#include "html/walk.h"

/* A record of the body: a node in document order, or this. */
#define UP 0

static void flat_strs(struct flat *flat, str_list *list)
{
    flat_list(flat, list);
    for (size_t i = 0; i < list->len; i++)
        flat_str(flat, &list->at[i]);
}

/* --- the body ---------------------------------------------------------- */

static void flat_attr(struct flat *flat, struct attr *attr)
{
    flat_small(flat, &attr->id, ATTR_COUNT - 1);
    if (attr->id != ATTR_UNKNOWN && !flat->out)
        attr->name = attr_name(attr->id);
    else if (attr->id == ATTR_UNKNOWN)
        flat_str(flat, &attr->name);
    flat_str(flat, &attr->value);
}

static void flat_node(struct flat *flat, struct node *node)
{
    flat_small(flat, &node->space, SPACE_MATHML);
    flat_small(flat, &node->tag, TAG_COUNT - 1);
    if (node->kind != NODE_ELEMENT || node->tag == TAG_UNKNOWN ||
        node->space != SPACE_HTML)
        flat_str(flat, &node->text);
    else if (!flat->out)
        node->text = tag_name(node->tag);
    flat_small(flat, &node->attr_count, flat->out ? UINT32_MAX : flat->in.len);
    if (!flat->out)
        node->attrs = arena_array(flat->arena, struct attr, node->attr_count);
    for (uint32_t i = 0; i < node->attr_count; i++)
        flat_attr(flat, &node->attrs[i]);
}

static void put_body(struct flat *flat, struct node *root)
{
    uint8_t up = UP;
    tree_number(root);
    for (struct node *n = root, *next; n; n = next) {
        flat_small(flat, &n->kind, UINT8_MAX);
        flat_node(flat, n);
        next = walk_next(n, root);
        if (n->first)
            continue;
        const struct node *until = next ? next->parent : NULL;
        for (const struct node *at = n; at != until; at = at->parent) {
            flat_small(flat, &up, UINT8_MAX);
            if (at == root)
                break;
        }
    }
}

typedef VEC(struct node *) node_list;

/* The next node, below `parent`; NULL when its children are over. */
static struct node *get_node(struct flat *flat, struct node *parent)
{
    uint8_t kind = UP;
    flat_small(flat, &kind, NODE_COMMENT);
    if (kind == UP)
        return NULL;
    struct node *node = arena_new(flat->arena, struct node);
    node->kind = kind;
    flat_node(flat, node);
    if (!node_is_harmless(node))
        flat->broken = true;
    if (parent)
        node_append(parent, node);
    return node;
}

static struct node *get_body(struct flat *flat, node_list *nodes)
{
    struct node *root = get_node(flat, NULL);
    struct node *into = root;
    if (!root || root->kind != NODE_ELEMENT)
        flat->broken = true;
    else
        *vec_push(nodes, flat->arena) = root;
    while (into && !flat->broken) {
        struct node *node = get_node(flat, into);
        if (node) {
            node->order = (uint32_t)nodes->len;
            *vec_push(nodes, flat->arena) = node;
            into = node;
            continue;
        }
        into->end = (uint32_t)nodes->len;
        into = into->parent;
    }
    return root;
}

/* --- the rest ---------------------------------------------------------- */

/* An image's place in the body is told by its number there, plus one. */
static void flat_images(struct flat *flat, struct article *article,
                        const node_list *nodes)
{
    flat_list(flat, &article->images);
    for (size_t i = 0; i < article->images.len; i++) {
        struct article_image *image = &article->images.at[i];
        size_t place = image->node ? image->node->order + 1 : 0;
        flat_str(flat, &image->url);
        flat_str(flat, &image->alt);
        flat_str(flat, &image->caption);
        flat_small(flat, &image->width, UINT32_MAX);
        flat_small(flat, &image->height, UINT32_MAX);
        flat_size(flat, &place, nodes->len);
        if (!flat->out)
            image->node = place ? nodes->at[place - 1] : NULL;
    }
}

static void flat_related(struct flat *flat, struct article *article)
{
    flat_list(flat, &article->related);
    for (size_t i = 0; i < article->related.len; i++) {
        struct related_post *post = &article->related.at[i];
        flat_str(flat, &post->url);
        flat_str(flat, &post->title);
        flat_small(flat, &post->kind, RELATED_KIND_COUNT - 1);
        flat_small(flat, &post->score, 100);
        flat_str(flat, &post->reason);
    }
}

static void flat_sources(struct flat *flat, struct article *article)
{
    flat_list(flat, &article->sources);
    for (size_t i = 0; i < article->sources.len; i++) {
        struct field_source *source = &article->sources.at[i];
        flat_str(flat, &source->field);
        flat_str(flat, &source->source);
        flat_size(flat, &source->alternative_count,
                  sizeof source->alternatives / sizeof *source->alternatives);
        for (size_t k = 0; k < source->alternative_count; k++) {
            flat_str(flat, &source->alternatives[k].source);
            flat_str(flat, &source->alternatives[k].value);
        }
    }
}

static void flat_fields(struct flat *flat, struct article *article)
{
    struct str *const texts[] = {
        &article->url,         &article->canonical_url, &article->title,
        &article->subtitle,    &article->site_name,     &article->language,
        &article->description, &article->license,       &article->direction,
        &article->published,   &article->modified,      &article->image,
        &article->text,        &article->endpoint,      &article->charset.name,
    };
    str_list *const lists[] = {
        &article->authors,    &article->categories, &article->tags,
        &article->next_pages, &article->references, &article->warnings,
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        flat_str(flat, texts[i]);
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        flat_strs(flat, lists[i]);
    flat_small(flat, &article->charset.source, CHARSET_DEFAULT);
    flat_size(flat, &article->word_count, SIZE_MAX);
    flat_small(flat, &article->forbids_archive, true);
    flat_small(flat, &article->is_article, true);
    flat_small(flat, &article->refusal, OP_STATUS_COUNT - 1);
    flat_double(flat, &article->confidence);
}

void article_flatten(struct article *article, struct buf *out)
{
    struct flat flat = flat_writer(out);
    node_list all = {.len = SIZE_MAX};
    flat_fields(&flat, article);
    flat_sources(&flat, article);
    flat_related(&flat, article);
    put_body(&flat, article->body);
    flat_images(&flat, article, &all);
}

bool article_unflatten(struct arena *arena, struct str bytes,
                       struct article **article)
{
    struct flat flat = flat_reader(arena, arena_dup(arena, bytes));
    node_list nodes = {0};
    *article = arena_new(arena, struct article);
    flat_fields(&flat, *article);
    flat_sources(&flat, *article);
    flat_related(&flat, *article);
    (*article)->body = get_body(&flat, &nodes);
    flat_images(&flat, *article, &nodes);
    bool is_number = (*article)->confidence >= 0 && (*article)->confidence <= 1;
    return !flat.broken && flat.in.len == 0 && is_number;
}
