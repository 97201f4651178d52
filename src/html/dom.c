/* SPDX-License-Identifier: MIT */
/* dom.c - nodes: names, attributes, and moving them about. */
#include "html/dom.h"

#include "html/walk.h"
#include <assert.h>
#include <string.h>

static const struct str TAG_NAMES[TAG_COUNT] = {
#define PARSED(id, name) [TAG_##id] = {name, sizeof name - 1},
#define OTHER(id, name)  [TAG_##id] = {name, sizeof name - 1},
#include "html/tags.def"
#undef PARSED
#undef OTHER
};

static const struct str ATTR_NAMES[ATTR_COUNT] = {
#define ATTR(id, name) [ATTR_##id] = {name, sizeof name - 1},
#include "html/attrs.def"
#undef ATTR
};

/* Binary search in a sorted table of names from index `low` on; 0: absent. */
static unsigned lookup(const struct str *names, unsigned low, unsigned high,
                       struct str name)
{
    while (low < high) {
        unsigned middle = (low + high) / 2;
        int order = str_cmp(name, names[middle]);
        if (order == 0)
            return middle;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return 0;
}

enum html_tag tag_lookup(struct str name)
{
    unsigned found = lookup(TAG_NAMES, TAG_UNKNOWN + 1, TAG_COUNT, name);
    return found ? (enum html_tag)found : TAG_UNKNOWN;
}

enum html_attr attr_lookup(struct str name)
{
    return (enum html_attr)lookup(ATTR_NAMES, 1, ATTR_COUNT, name);
}

struct str tag_name(enum html_tag tag)
{
    return TAG_NAMES[tag];
}

struct str attr_name(enum html_attr attr)
{
    return ATTR_NAMES[attr];
}

static struct attr *find_attr(const struct node *node, enum html_attr id)
{
    for (uint32_t i = 0; i < node->attr_count; i++)
        if (node->attrs[i].id == id)
            return &node->attrs[i];
    return NULL;
}

struct str node_attr(const struct node *node, enum html_attr id)
{
    const struct attr *attr = find_attr(node, id);
    return attr ? attr->value : (struct str){NULL, 0};
}

struct str node_attr_named(const struct node *node, struct str name)
{
    for (uint32_t i = 0; i < node->attr_count; i++)
        if (str_eq(node->attrs[i].name, name))
            return node->attrs[i].value;
    return (struct str){NULL, 0};
}

bool node_has_attr(const struct node *node, enum html_attr id)
{
    return find_attr(node, id) != NULL;
}

struct node *node_ancestor(const struct node *node, enum html_tag tag)
{
    struct node *up = node->parent;
    while (up && !node_is(up, tag))
        up = up->parent;
    return up;
}

struct node *node_new_element(struct arena *arena, enum html_tag tag)
{
    struct node *node = arena_new(arena, struct node);
    node->kind = NODE_ELEMENT;
    node->tag = (uint16_t)tag;
    node->text = TAG_NAMES[tag];
    return node;
}

struct node *node_new_text(struct arena *arena, struct str text)
{
    struct node *node = arena_new(arena, struct node);
    node->kind = NODE_TEXT;
    node->text = text;
    return node;
}

void node_set_attr(struct arena *arena, struct node *node, enum html_attr id,
                   struct str value)
{
    struct attr *attr = find_attr(node, id);
    if (!attr) {
        size_t size = node->attr_count * sizeof *node->attrs;
        node->attrs = arena_grow(arena, node->attrs, size, size + sizeof *attr);
        attr = &node->attrs[node->attr_count++];
        *attr = (struct attr){.id = id, .name = ATTR_NAMES[id]};
    }
    attr->value = value;
}

void node_drop_attr(struct node *node, enum html_attr id)
{
    struct attr *attr = find_attr(node, id);
    if (!attr)
        return;
    size_t behind = (size_t)(node->attrs + node->attr_count - (attr + 1));
    memmove(attr, attr + 1, behind * sizeof *attr);
    node->attr_count--;
}

void node_append(struct node *parent, struct node *child)
{
    assert(!child->parent);
    child->parent = parent;
    child->prev = parent->last;
    child->next = NULL;
    if (parent->last)
        parent->last->next = child;
    else
        parent->first = child;
    parent->last = child;
}

void node_insert_before(struct node *sibling, struct node *node)
{
    assert(!node->parent && sibling->parent);
    node->parent = sibling->parent;
    node->next = sibling;
    node->prev = sibling->prev;
    if (sibling->prev)
        sibling->prev->next = node;
    else
        sibling->parent->first = node;
    sibling->prev = node;
}

void node_detach(struct node *node)
{
    struct node *parent = node->parent;
    if (!parent)
        return;
    if (node->prev)
        node->prev->next = node->next;
    else
        parent->first = node->next;
    if (node->next)
        node->next->prev = node->prev;
    else
        parent->last = node->prev;
    node->parent = node->prev = node->next = NULL;
}

void node_unwrap(struct node *node)
{
    while (node->first) {
        struct node *child = node->first;
        node_detach(child);
        node_insert_before(node, child);
    }
    node_detach(node);
}

void node_rename(struct node *node, enum html_tag tag)
{
    node->tag = (uint16_t)tag;
    node->text = TAG_NAMES[tag];
    node->space = SPACE_HTML;
}

static struct node *copy_one(struct arena *arena, const struct node *node)
{
    struct node *copy = arena_new(arena, struct node);
    *copy = *node;
    copy->parent = copy->first = copy->last = copy->prev = copy->next = NULL;
    copy->attrs = NULL;
    if (node->attr_count) {
        copy->attrs = arena_array(arena, struct attr, node->attr_count);
        memcpy(copy->attrs, node->attrs,
               node->attr_count * sizeof *node->attrs);
    }
    return copy;
}

struct node *node_clone(struct arena *arena, const struct node *root)
{
    struct node *top = copy_one(arena, root), *into = top;
    const struct node *from = root;
    for (;;) {
        if (from->first) {
            from = from->first;
        } else {
            while (from != root && !from->next) {
                from = from->parent;
                into = into->parent;
            }
            if (from == root)
                return top;
            from = from->next;
            into = into->parent;
        }
        struct node *copy = copy_one(arena, from);
        node_append(into, copy);
        into = copy;
    }
}

uint32_t tree_number(struct node *root)
{
    uint32_t order = 0;
    struct node *node = root;
    for (;;) {
        node->order = order++;
        if (node->first) {
            node = node->first;
            continue;
        }
        node->end = order;
        while (node != root && !node->next) {
            node = node->parent;
            node->end = order;
        }
        if (node == root)
            return order;
        node = node->next;
    }
}
