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
    GAP_MAX = 3,
    PROMO_LEVELS = 5,
    PROMO_MAX = 300,
    PROMO_REST = 4,   /* ... with so many beside it: brackets, a dash */
    READING_MAX = 15, /* links of a list that somebody chose */
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
    return str_trim(str_sub(text, at, end - at));
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
    return arena_printf(scene->arena, "label '%.*s'", STR_ARG(str_trim(label)));
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

static bool is_paragraph(const struct scene *scene, const struct node *node)
{
    return node && node->tag == TAG_P &&
           setting_of(scene, node)->plain_len >= PROMO_MIN;
}

/* Do paragraphs of the text stand before and behind it, or nearly so? */
static bool is_between_paragraphs(const struct scene *scene,
                                  const struct node *node)
{
    const struct node *before = prev_element(node);
    const struct node *after = next_element(node);
    for (int i = 0; before && !is_paragraph(scene, before) && i < GAP_MAX; i++)
        before = prev_element(before);
    for (int i = 0; after && !is_paragraph(scene, after) && i < GAP_MAX; i++)
        after = next_element(after);
    return is_paragraph(scene, before) && is_paragraph(scene, after);
}

/* All links below a node lead to the same place. */
static bool is_only_target(const struct scene *scene, const struct link *link,
                           const struct node *node)
{
    size_t i = scene_link_from(scene, node->order);
    for (int n = 0;
         i < scene->links.len && scene->links.at[i].node->order < node->end;
         i++, n++) {
        if (n > GAP_MAX || !str_eq(scene->links.at[i].key, link->key))
            return false;
    }
    return true;
}

/* A block that is nothing but one link, dropped between two paragraphs: the
 * editor's hint to another article. */
static bool is_promo(const struct scene *scene, const struct link *link)
{
    const struct node *node = link->block;
    uint32_t len = page_facts(scene->page, link->node)->text_len;
    if (len < PROMO_MIN)
        return false;
    for (int i = 0; node && i < PROMO_LEVELS && node != scene->main; i++) {
        uint32_t all = page_facts(scene->page, node)->text_len;
        bool is_bare = all - len <= PROMO_REST;
        if (all > PROMO_MAX || (!is_bare && node->tag == TAG_P) ||
            !is_only_target(scene, link, node))
            return false;
        if (is_between_paragraphs(scene, node))
            return is_bare || len * 2 > all;
        node = node->parent;
    }
    return false;
}

/* Written by hand: the theme has no class for it. */
static bool is_plain(const struct scene *scene, const struct node *node)
{
    struct str names = str_trim(page_tokens(scene->page, node));
    return !names.len || str_starts(names, S("wp-block-list"));
}

/* A list in the text that holds nothing but links to own articles. */
static bool is_in_reading_list(const struct scene *scene,
                               const struct link *link)
{
    const struct node *item = link->block, *list = item->parent;
    if (item->tag != TAG_LI || link->rank != PERMALINK_SURE ||
        !is_plain(scene, item) || !is_plain(scene, list))
        return false;
    const struct node_facts *facts = page_facts(scene->page, list);
    if (facts->text_len - facts->link_len > PROMO_REST ||
        facts->text_len < PROMO_MIN)
        return false;
    if (scene_link_from(scene, list->end) -
            scene_link_from(scene, list->order) >
        READING_MAX)
        return false;
    return scene_prose_in(scene, list->parent) > 0 ||
           scene_prose_in(scene, list->parent->parent) > 0;
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
    if (!link->is_own)
        return S("");
    if (is_promo(scene, link))
        return S("a link of its own between two paragraphs");
    return is_in_reading_list(scene, link) ? S("a list of links in the text")
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
        if (link->rank || (!link->is_own && may_cross(scene, link, match)))
            finds_add(finds, link, RELATED_INLINE_LABEL, SCORE_LABEL, reason);
    }
}
