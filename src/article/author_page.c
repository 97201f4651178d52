/* SPDX-License-Identifier: MIT */
/* author_page.c - who a page's own elements say has written the article. */
#include "article/author_claims.h"
#include "article/person.h"
#include "html/walk.h"
#include "text/unicode.h"

/* Bytes of a byline. */
#define BYLINE_MAX 220
/* Nodes before the first text of a box. */
#define LINE_NODES 200
/* An author's box counts less than any line near the headline. */
#define BOX_SCORE 30
/* Things with authors that are a list. */
#define LIST_MIN 3
/* rel=author away from the text counts less than all that is near it. */
#define AWAY_SCORE 34

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

/* Does what the property is of hold the headline or the text? */
static bool is_of_article(const struct author_finder *f,
                          const struct node *scope)
{
    const struct clues *clues = f->clues;
    return (clues->headline && node_contains(scope, clues->headline)) ||
           (scope->order <= clues->body_start &&
            scope->end > clues->body_start);
}

/* A list of other articles: each has an author, and none is this page's. */
static bool is_of_list(const struct author_finder *f)
{
    const node_list *all = &f->clues->itemprops;
    const struct node *last = NULL;
    size_t scopes = 0;
    for (size_t i = 0; i < all->len; i++) {
        const struct node *scope =
            is_author_property(f, all->at[i]) ? scope_of(all->at[i]) : NULL;
        if (!scope || scope == last)
            continue;
        if (is_of_article(f, scope))
            return false;
        last = scope;
        scopes++;
    }
    return scopes >= LIST_MIN;
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
        double far = author_distance(f, all->at[i]);
        nearest = far < least ? all->at[i] : nearest;
        least = far < least ? far : least;
    }
    str_list names = {0};
    if (is_of_list(f))
        return;
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

static bool is_author_link(const struct node *node)
{
    return str_has_word(node_attr(node, ATTR_REL), S("author")) ||
           clues_is_author_link(node);
}

/* "Reviewed by", then a link to the reviewer. */
static bool is_of_helper(const struct clues *clues, const struct node *node)
{
    const struct node *line = node->parent;
    if (page_facts(clues->page, line)->text_len <= BYLINE_MAX &&
        person_is_helper(clues_text(clues, line)))
        return true;
    const struct node *before = node->prev;
    if (before && before->kind == NODE_TEXT && !str_trim(before->text).len)
        before = before->prev;
    if (!before || page_facts(clues->page, before)->text_len > BYLINE_MAX)
        return false;
    return person_is_helper_label(before->kind == NODE_TEXT
                                      ? str_trim(before->text)
                                      : clues_text(clues, before));
}

/* "comment-author vcard", "quote-author" */
static bool is_of_other(const struct page *page, const struct node *node)
{
    struct str tokens = page_tokens(page, node);
    return str_find(tokens, S("comment-")) != STR_NONE ||
           str_find(tokens, S("quote")) != STR_NONE ||
           str_find(tokens, S("zitat")) != STR_NONE ||
           str_find(tokens, S("testimonial")) != STR_NONE;
}

/* Of an author's box, "Ann Lee Head of Ferries", the first line. */
static void read_first_line(const struct author_finder *f,
                            const struct node *box, str_list *names)
{
    int steps = 0;
    for (const struct node *n = box->first; n && steps < LINE_NODES;
         n = walk_next(n, box), steps++)
        if (n->kind == NODE_TEXT && page_facts(f->clues->page, n)->text_len) {
            person_names(f->clues->page->arena,
                         text_fold(f->clues->page->arena, n->text),
                         PERSON_LIKELY, names);
            return;
        }
}

/* An author's name with what is told of the author: the first line is a
 * person's name and no more. */
static void read_box(struct author_finder *f, const struct node *box)
{
    str_list names = {0};
    read_first_line(f, box, &names);
    if (names.len == 1 && author_is_person(names.at[0]))
        author_claim(f, S("byline"), names, BOX_SCORE);
}

/* Names of an element that is called author or byline. */
static void read_byline(struct author_finder *f, const struct node *node)
{
    const struct clues *clues = f->clues;
    if (is_of_other(clues->page, node))
        return;
    if (page_facts(clues->page, node)->text_len > BYLINE_MAX) {
        read_box(f, node);
        return;
    }
    struct str text = author_line(clues, node);
    if (is_of_helper(clues, node)) {
        person_names(clues->page->arena, text, PERSON_LINKED, &f->helpers);
        return;
    }
    str_list names = {0};
    bool by_rel = is_author_link(node);
    person_names(clues->page->arena, author_behind_label(f, node, text),
                 by_rel || is_vcard_name(f, node) ? PERSON_LINKED
                                                  : PERSON_LIKELY,
                 &names);
    if (names.len == 0)
        read_first_line(f, node, &names);
    double score = (by_rel ? 68 : 62) - author_distance(f, node);
    if (person_lead(text) > 0)
        score += 4;
    if (text.len > 80)
        score -= 6;
    size_t before = f->claims.len;
    author_claim(f, by_rel ? S("rel=author") : S("byline"), names, score);
    if (by_rel && f->claims.len > before)
        f->claims.at[before].order = node->order;
}

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

void author_read_page(struct author_finder *f)
{
    read_itemprops(f);
    read_bylines(f);
}
