/* SPDX-License-Identifier: MIT */
/* related_label.c - links with an editorial label before them or in them. */
#include "article/related_find.h"

#include "article/permalink.h"
#include "html/walk.h"

enum {
    BEFORE_MAX = 100, /* bytes before a link that are read */
    STEPS_MAX = 40,   /* nodes that are walked back for them */
    CLAUSE_MAX = 70,  /* bytes of the last clause: a label is short */
    PROMO_MIN = 25,   /* characters of a link that stands alone */
    PROMO_REST = 4,   /* ... with so many beside it: brackets, a dash */
};

/* What stands before a link in its block, nearest first; up to the link
 * before it, which then is in *previous. */
struct before {
    struct str text;
    const struct node *previous;
};

/* The node before in document order, children before their parent. */
static const struct node *step_back(const struct node *node,
                                    const struct node *block)
{
    if (node->prev) {
        node = node->prev;
        return node;
    }
    node = node->parent;
    return node == block ? NULL : node;
}

static struct before text_before(const struct scene *scene,
                                 const struct link *link)
{
    struct before before = {.text = S("")};
    const struct node *node = link->node;
    struct str parts[STEPS_MAX];
    size_t count = 0, len = 0;
    for (int i = 0; i < STEPS_MAX && len < BEFORE_MAX; i++) {
        const struct node *next = step_back(node, link->block);
        if (!next)
            break;
        bool is_sibling = next == node->prev;
        node = next;
        if (!is_sibling)
            continue;
        if (node->kind == NODE_ELEMENT && tag_is_block(node->tag))
            break;
        while (node->last && setting_of(scene, node)->link == 0)
            node = node->last;
        if (setting_of(scene, node)->link) {
            before.previous = scene_node(scene, setting_of(scene, node)->link);
            break;
        }
        if (node->kind == NODE_TEXT && node->text.len) {
            parts[count++] = node->text;
            len += node->text.len;
        }
    }
    char *out = arena_alloc(scene->arena, len + 1);
    size_t at = 0;
    while (count--) {
        for (size_t i = 0; i < parts[count].len; i++)
            out[at++] = parts[count].at[i];
    }
    before.text = str_trim(str_make(out, at));
    return before;
}

static bool ends_clause(char c)
{
    return c == '.' || c == '!' || c == '?' || c == '[' || c == '(' ||
           c == '>' || c == '|';
}

/* The last clause: behind a full stop, a bracket or an arrow. */
static struct str last_clause(struct str text)
{
    size_t end = text.len;
    while (end > 0 &&
           (ends_clause(text.at[end - 1]) || char_is_space(text.at[end - 1])))
        end--;
    size_t at = end;
    while (at > 0 && !ends_clause(text.at[at - 1]))
        at--;
    return str_sub(text, at, end - at);
}

static bool is_separator(struct str text)
{
    return str_span(text, STR_SPACE ",;|/&+-") == text.len ||
           str_ieq(str_trim(text), S("and")) ||
           str_eq(str_trim(text), S("\xE2\x80\xA2"));
}

/* The label right before the link, or none. */
static struct phrase_match label_before(const struct scene *scene,
                                        struct str before)
{
    struct str clause = last_clause(before);
    if (!clause.len || clause.len > CLAUSE_MAX)
        return (struct phrase_match){0};
    struct phrase_match match =
        phrase_before_link(phrase_normal(scene->arena, clause));
    return match;
}

static struct str reason_of(const struct scene *scene, struct str label)
{
    return arena_printf(scene->arena, "label '%.*s'", STR_ARG(label));
}

bool scene_in_text(const struct scene *scene, const struct link *link)
{
    const struct setting *s = setting_of(scene, link->node);
    if (s->frame || s->comments || !node_contains(scene->main, link->node))
        return false;
    const struct node *apart = scene_node(scene, s->apart);
    if (apart && node_contains(scene->main, apart) && apart != scene->main)
        return false;
    const struct node *other = scene_node(scene, s->unrelated);
    return !other || !node_contains(scene->main, other) || other == scene->main;
}

/* A paragraph that is nothing but one link, between two paragraphs. */
static bool is_promo(const struct scene *scene, const struct link *link)
{
    const struct node_facts *facts = page_facts(scene->page, link->block);
    const struct node_facts *own = page_facts(scene->page, link->node);
    enum html_tag tag = link->block->tag;
    if (tag != TAG_P && tag != TAG_H3 && tag != TAG_H4 && tag != TAG_H5 &&
        tag != TAG_BLOCKQUOTE)
        return false;
    if (own->text_len < PROMO_MIN ||
        facts->text_len - own->text_len > PROMO_REST)
        return false;
    const struct node *before = prev_element(link->block);
    const struct node *after = next_element(link->block);
    for (int i = 0; before && before->tag != TAG_P && i < 3; i++)
        before = prev_element(before);
    for (int i = 0; after && after->tag != TAG_P && i < 3; i++)
        after = next_element(after);
    return before && after && before->tag == TAG_P && after->tag == TAG_P &&
           setting_of(scene, before)->plain_len >= PROMO_MIN &&
           setting_of(scene, after)->plain_len >= PROMO_MIN;
}

/* A label may lead to another host of the same people: a plain one, to a post
 * whose URL is built like this page's. */
static bool may_cross(const struct scene *scene, const struct link *link,
                      struct phrase_match match)
{
    if (!match.is_strong || permalink_is_service(link->url.host))
        return false;
    struct permalink mine = permalink_of(scene->page->url.path);
    struct permalink that = permalink_of(link->url.path);
    return permalink_is_dated(&mine) && permalink_same_shape(&mine, &that);
}

/* What makes of this link a labelled one; empty: nothing. */
static struct str find_label(const struct scene *scene, const struct link *link,
                             const struct link *previous,
                             struct str previous_reason,
                             struct phrase_match *match)
{
    struct before before = text_before(scene, link);
    *match = label_before(scene, before.text);
    if (match->sense == PHRASE_RELATED)
        return reason_of(scene, last_clause(before.text));
    if (match->sense == PHRASE_UNRELATED)
        return S("");
    if (previous && before.previous == previous->node && previous_reason.len &&
        is_separator(before.text))
        return previous_reason;
    struct str text = scene_link_text(scene, link);
    *match = phrase_in_link(scene->arena, text);
    if (match->sense == PHRASE_RELATED)
        return reason_of(scene, str_sub(text, 0, str_until(text, ":|")));
    return link->is_own && is_promo(scene, link)
               ? S("a link in a paragraph of its own")
               : S("");
}

void related_labels(struct finds *finds)
{
    const struct scene *scene = finds->scene;
    const struct link *previous = NULL;
    struct str reason = S("");
    for (size_t i = 0; i < scene->links.len; i++) {
        const struct link *link = &scene->links.at[i];
        if (!link->block || !scene_in_text(scene, link))
            continue;
        struct phrase_match match;
        reason = find_label(scene, link, previous, reason, &match);
        previous = link;
        if (!reason.len)
            continue;
        if (link->is_article ||
            (!link->is_own && may_cross(scene, link, match)))
            finds_add(finds, link, RELATED_INLINE_LABEL, SCORE_LABEL, reason);
    }
}
