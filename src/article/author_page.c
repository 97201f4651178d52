/* SPDX-License-Identifier: MIT */
/* author_page.c - who a page's own elements say has written the article. */
#include "article/author_claims.h"
#include "article/person.h"
#include "html/walk.h"
#include "text/unicode.h"

/* Nodes behind the headline, or before it, in which a byline stands. */
#define NEAR_BEHIND 260
#define NEAR_BEFORE 80
/* Bytes of a byline. */
#define BYLINE_MAX 220
/* By distance(): near enough for names that may be none. */
#define NEAR_DISTANCE 2
/* rel=author away from the text counts less than all that is near it. */
#define AWAY_SCORE 34
/* Paragraphs at the end among which a signature may be, and its length. */
#define SIGNATURE_LINES 3
#define SIGNATURE_MAX   40
#define SIGNATURE_SCORE 30

static double distance(const struct author_finder *f, const struct node *node)
{
    const struct clues *clues = f->clues;
    uint32_t from =
        clues->headline ? clues->headline->order : clues->body_start;
    uint32_t far =
        node->order > from ? node->order - from : (from - node->order) * 2;
    double cost = far / 40.0;
    return cost > 15 ? 15 : cost;
}

/* --- microdata ---------------------------------------------------------- */

/* The element whose property it is. */
static const struct node *scope_of(const struct node *node)
{
    const struct node *scope = node->parent;
    while (scope && !node_has_attr(scope, ATTR_ITEMSCOPE))
        scope = scope->parent;
    return scope;
}

/* A comment, an answer, or a review within something else. */
static bool is_reply(const struct node *scope)
{
    if (!scope)
        return false;
    struct str type = str_trim(node_attr(scope, ATTR_ITEMTYPE));
    return str_iends(type, S("Comment")) || str_iends(type, S("Answer")) ||
           (str_iends(type, S("Review")) && scope_of(scope));
}

static bool is_author_property(const struct author_finder *f,
                               const struct node *node)
{
    return str_has_word(node_attr(node, ATTR_ITEMPROP), S("author")) &&
           clues_region(f->clues, node) != REGION_COMMENTS &&
           !is_reply(scope_of(node));
}

static void add_property(const struct clues *clues, const struct node *node,
                         str_list *names)
{
    const struct node *named = NULL;
    for (const struct node *n = node; n && !named; n = walk_next(n, node))
        if (n->kind == NODE_ELEMENT &&
            str_has_word(node_attr(n, ATTR_ITEMPROP), S("name")))
            named = n;
    named = named ? named : node;
    struct str text = node_attr(named, ATTR_CONTENT);
    if (text.len == 0 && page_facts(clues->page, named)->text_len < 200)
        text = clues_text(clues, named);
    person_names(clues->page->arena, clues_clean(clues->page->arena, text),
                 PERSON_STATED, names);
}

/* Of several things on the page that have authors, the one whose author
 * stands nearest to the headline. */
static void read_itemprops(struct author_finder *f)
{
    const node_list *all = &f->clues->itemprops;
    const struct node *nearest = NULL;
    double least = 100;
    for (size_t i = 0; i < all->len; i++) {
        if (!is_author_property(f, all->at[i]))
            continue;
        double far = distance(f, all->at[i]);
        nearest = far < least ? all->at[i] : nearest;
        least = far < least ? far : least;
    }
    str_list names = {0};
    for (size_t i = 0; nearest && i < all->len; i++)
        if (scope_of(all->at[i]) == scope_of(nearest) &&
            is_author_property(f, all->at[i]))
            add_property(f->clues, all->at[i], &names);
    author_claim(f, S("itemprop"), names, 78 - least);
}

/* --- bylines ------------------------------------------------------------ */

/* hCard: <span class="author vcard"><span class="fn">Tobi</span></span> */
static bool is_vcard_name(const struct author_finder *f,
                          const struct node *node)
{
    const struct page *page = f->clues->page;
    return page_facts(page, node)->text_len <= 40 &&
           (tokens_have(page_tokens(page, node), S("fn")) ||
            tokens_have(page_tokens(page, node), S("vcard")));
}

/* What an element says; of a mere label ("Author:") what stands behind it. */
static struct str byline_text(const struct author_finder *f,
                              const struct node *node, struct str text)
{
    size_t lead = person_lead(text);
    if (lead == 0 || lead < text.len || !node->next)
        return text;
    const struct node *next = node->next;
    if (next->kind == NODE_TEXT && str_trim(next->text).len == 0 && next->next)
        next = next->next;
    return next->kind == NODE_TEXT
               ? text_fold(f->clues->page->arena, utf8_clip(next->text, 200))
               : clues_text(f->clues, next);
}

static bool is_author_link(const struct node *node)
{
    return str_has_word(node_attr(node, ATTR_REL), S("author")) ||
           clues_is_author_link(node);
}

/* "Reviewed by", then a link to the reviewer. */
static bool is_of_helper(const struct clues *clues, const struct node *node)
{
    const struct node *line = node->parent;
    return page_facts(clues->page, line)->text_len <= BYLINE_MAX &&
           person_is_helper(clues_text(clues, line));
}

/* Names of an element that is called author or byline. */
static void read_byline(struct author_finder *f, const struct node *node)
{
    const struct clues *clues = f->clues;
    struct str text = clues_text(clues, node);
    if (text.len > BYLINE_MAX || is_of_helper(clues, node))
        return;
    str_list names = {0};
    bool by_rel = is_author_link(node);
    person_names(clues->page->arena, byline_text(f, node, text),
                 by_rel || is_vcard_name(f, node) ? PERSON_LINKED
                                                  : PERSON_LIKELY,
                 &names);
    double score = (by_rel ? 68 : 62) - distance(f, node);
    if (person_lead(text) > 0)
        score += 4;
    if (text.len > 80)
        score -= 6;
    size_t before = f->claims.len;
    author_claim(f, by_rel ? S("rel=author") : S("byline"), names, score);
    if (by_rel && f->claims.len > before)
        f->claims.at[before].order = node->order;
}

/* By distance(): near enough for names that may be none. */
#define NEAR_DISTANCE 2
/* rel=author away from the text, in the article's footer or beside it; links
 * to several persons are of other articles. */
static void read_away(struct author_finder *f)
{
    const node_list *all = &f->clues->bylines;
    struct str only = S("");
    str_list names = {0};
    for (size_t i = 0; i < all->len; i++) {
        if (clues_region(f->clues, all->at[i]) != REGION_AWAY ||
            !str_has_word(node_attr(all->at[i], ATTR_REL), S("author")))
            continue;
        struct str text = clues_text(f->clues, all->at[i]);
        if (only.len > 0 && text.len > 0 && !str_eq(text, only))
            return;
        only = text.len > 0 ? text : only;
    }
    person_names(f->clues->page->arena, only, PERSON_LIKELY, &names);
    author_claim(f, S("rel=author"), names, AWAY_SCORE);
}

static void read_bylines(struct author_finder *f)
{
    const node_list *all = &f->clues->bylines;
    for (size_t i = 0; i < all->len; i++)
        if (clues_region(f->clues, all->at[i]) == REGION_PLAIN)
            read_byline(f, all->at[i]);
    read_away(f);
}

/* "By Ann Lee", or one part of it: "News | By Ann Lee | 3 May". */
static void read_line(struct author_finder *f, const struct node *node)
{
    struct str text = clues_text(f->clues, node), rest = text, part;
    while (str_split(&rest, '|', &part)) {
        part = str_trim(part);
        size_t lead = person_lead(part);
        if (lead == 0 || lead == part.len)
            continue;
        str_list names = {0};
        person_names(f->clues->page->arena, part, PERSON_LIKELY, &names);
        bool is_small = char_lower(part.at[lead]) == part.at[lead];
        if (names.len == 0 && !is_small &&
            person_is_plain_lead(str_sub(part, 0, lead)))
            person_names(f->clues->page->arena, part, PERSON_LINKED, &names);
        double far = distance(f, node);
        if (names.len > 0 &&
            (far < NEAR_DISTANCE || author_is_person(names.at[0])))
            author_claim(f, S("text"), names, 50 - far);
    }
}

/* A short block near the headline. */
static void read_text(struct author_finder *f)
{
    const struct clues *clues = f->clues;
    const struct page *page = clues->page;
    if (!clues->headline)
        return;
    uint32_t at = clues->headline->order, end = at + NEAR_BEHIND;
    uint32_t from = at > NEAR_BEFORE ? at - NEAR_BEFORE : 1;
    end = end < page->node_count ? end : page->node_count;
    for (uint32_t i = from; i < end; i++) {
        const struct node *node = page->nodes[i];
        if (node->kind == NODE_ELEMENT && !page->facts[i].is_hidden &&
            page->facts[i].text_len >= 5 && page->facts[i].text_len <= 140 &&
            clues_region(clues, node) == REGION_PLAIN)
            read_line(f, node);
    }
}

/* --- below the text ----------------------------------------------------- */

/* Is a last line set apart as a signature: in italics or bold as a
 * whole? */
static bool is_set_apart(const struct page *page, const struct node *line)
{
    for (const struct node *n = line->first; n; n = n->next)
        if (n->kind == NODE_ELEMENT &&
            (n->tag == TAG_EM || n->tag == TAG_I || n->tag == TAG_STRONG ||
             n->tag == TAG_B))
            return page_facts(page, n)->text_len ==
                   page_facts(page, line)->text_len;
    return false;
}

/* An article that is signed: its last lines are no more than a name. */
static void read_signature(struct author_finder *f)
{
    const struct clues *clues = f->clues;
    const struct page *page = clues->page;
    int lines = 0;
    for (uint32_t i = clues->body_end;
         i-- > clues->body_start && lines < SIGNATURE_LINES;) {
        const struct node *node = page->nodes[i];
        if (!node_is(node, TAG_P) || page->facts[i].text_len == 0)
            continue;
        lines++;
        if (page->facts[i].text_len > SIGNATURE_MAX ||
            !is_set_apart(page, node))
            continue;
        str_list names = {0};
        struct str text = clues_text(clues, node);
        person_names(page->arena, text, PERSON_LIKELY, &names);
        if (names.len == 1 && author_is_person(names.at[0]) &&
            names.at[0].len + 4 >= text.len)
            author_claim(f, S("signature"), names, SIGNATURE_SCORE);
    }
}

void author_read_page(struct author_finder *f)
{
    read_itemprops(f);
    read_bylines(f);
    read_text(f);
    read_signature(f);
}
