/* SPDX-License-Identifier: MIT */
/* clean_text.c - a cleaned tree as plain text, a line per block. */
#include "article/clean.h"
#include "html/walk.h"

struct writer {
    char *out;
    size_t len;
    bool gap, line; /* white space, or the end of a block, is due */
    int pre;        /* depth of <pre> around */
    bool says_all;  /* mute captions, too */
};

static size_t text_max(const struct node *root)
{
    size_t max = 1;
    for (const struct node *n = root; n; n = walk_next(n, root))
        max += n->kind == NODE_TEXT ? n->text.len : 3;
    return max;
}

static void put(struct writer *w, const char *at, size_t len)
{
    if (w->len && w->line)
        w->out[w->len++] = '\n';
    else if (w->len && w->gap)
        w->out[w->len++] = ' ';
    w->gap = w->line = false;
    memcpy(w->out + w->len, at, len);
    w->len += len;
}

static void put_folded(struct writer *w, struct str text)
{
    const char *at = text.at, *end = text.at + text.len;
    while (at < end) {
        const char *word = at;
        while (at < end && !char_is_space(*at))
            at++;
        if (at > word)
            put(w, word, (size_t)(at - word));
        for (; at < end && char_is_space(*at); at++)
            w->gap = true;
    }
}

static void put_exact(struct writer *w, struct str text)
{
    if (text.len)
        put(w, text.at, text.len);
}

static void edge(struct writer *w, const struct node *node, int step)
{
    if (node->kind != NODE_ELEMENT)
        return;
    w->gap |= node_is_math_gap(node);
    if (node->tag == TAG_PRE)
        w->pre += step;
    if (tag_is_block(node->tag) || node->tag == TAG_SUMMARY ||
        (node->tag == TAG_BR && step > 0))
        w->line = true;
}

static bool is_mute(const struct node *node)
{
    return (node_is(node, TAG_FIGCAPTION) || node_is(node, TAG_P)) &&
           str_eq(node_attr(node, ATTR_CLASS), CLEAN_MUTE);
}

static void write_text(struct writer *w, const struct node *body)
{
    const struct node *n = body;
    for (;;) {
        if (n->kind == NODE_TEXT && w->pre)
            put_exact(w, n->text);
        else if (n->kind == NODE_TEXT)
            put_folded(w, n->text);
        edge(w, n, 1);
        if (n->first && (w->says_all || !is_mute(n)) &&
            !tag_is_hidden(n->tag)) {
            n = n->first;
            continue;
        }
        for (;;) {
            edge(w, n, -1);
            if (n == body)
                return;
            if (n->next)
                break;
            n = n->parent;
        }
        n = n->next;
    }
}

struct str clean_text(struct arena *arena, const struct node *body)
{
    struct writer w = {.out = arena_alloc(arena, text_max(body))};
    write_text(&w, body);
    return str_make(w.out, w.len);
}

void clean_text_all(const struct node *body, struct buf *out)
{
    struct writer w = {.out = buf_room(out, text_max(body)), .says_all = true};
    if (!w.out)
        return;
    write_text(&w, body);
    out->len += w.len;
}
