/* SPDX-License-Identifier: MIT */
/* author_line.c - lines of a page that name who wrote the article. */
#include "article/author_claims.h"
#include "article/person.h"
#include "html/walk.h"
#include "text/unicode.h"

/* Nodes behind the headline, or before it, in which a byline stands. */
#define NEAR_BEHIND 260
#define NEAR_BEFORE 80
/* By distance: near enough for names that may be none. */
#define NEAR_DISTANCE 2
/* A name alone on its line, near the headline. */
#define BARE_SCORE 42
/* Bytes of a name with what its bearer is. */
#define ROLE_MAX 70
/* Characters of a line that may be a byline. */
#define LINE_MIN 5
#define LINE_MAX 140
/* Nodes around the end of the text where its author is named, the least bytes
 * of a label there, and what that is worth. */
#define NEAR_END  60
#define LABEL_MIN 5
#define END_SCORE 40
/* Elements up to that of a picture with its caption. */
#define CAPTION_DEPTH 4
/* Bytes of the rest of a date: "3 May 2020". */
#define DATE_REST 16
/* Paragraphs at the end among which a signature may be, and its length. */
#define SIGNATURE_LINES 3
#define SIGNATURE_MAX   40
#define SIGNATURE_SCORE 30

double author_distance(const struct author_finder *f, const struct node *node)
{
    const struct clues *clues = f->clues;
    uint32_t from =
        clues->headline ? clues->headline->order : clues->body_start;
    uint32_t far =
        node->order > from ? node->order - from : (from - node->order) * 2;
    double cost = far / 40.0;
    return cost > 15 ? 15 : cost;
}

static bool is_emphasis(enum html_tag tag)
{
    return tag == TAG_B || tag == TAG_I || tag == TAG_EM || tag == TAG_STRONG ||
           tag == TAG_U || tag == TAG_FONT || tag == TAG_ABBR ||
           tag == TAG_SUP || tag == TAG_SUB;
}

struct str author_line(const struct clues *clues, const struct node *node)
{
    struct arena *arena = clues->page->arena;
    const struct node *from = NULL; /* of the text before */
    struct str line = S("");
    for (const struct node *n = node->first; n; n = walk_next(n, node)) {
        if (n->kind == NODE_ELEMENT && !is_emphasis(n->tag))
            from = NULL;
        if (n->kind != NODE_TEXT || page_facts(clues->page, n)->is_hidden)
            continue;
        bool is_joined = from && (from == n->parent || is_emphasis(from->tag) ||
                                  is_emphasis(n->parent->tag));
        from = str_trim(n->text).len > 0 ? n->parent : NULL;
        if (from)
            line = arena_printf(arena, "%.*s%s%.*s", STR_ARG(line),
                                is_joined ? "" : " ", STR_ARG(n->text));
    }
    return text_fold(arena, line);
}

/* What an element says; of a mere label ("Author:") what stands behind it. */
struct str author_behind_label(const struct author_finder *f,
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

/* "3 May 2020 by Ann Lee", behind the date. */
static struct str behind_date(struct str line)
{
    static const struct str BYS[] = {STR(" by "),  STR(" von "), STR(" par "),
                                     STR(" por "), STR(" av "),  STR(" door ")};
    size_t digits = str_until(line, "0123456789");
    for (size_t i = 0; digits < line.len && i < sizeof BYS / sizeof *BYS; i++) {
        size_t at = str_ifind(str_from(line, digits), BYS[i]);
        if (at <= DATE_REST)
            return str_from(line, digits + at + 1);
    }
    return line;
}

/* Names in headings, below pictures and behind quotations are of whom they are
 * about. */
static bool is_caption(const struct page *page, const struct node *node)
{
    static const struct str NAMES[] = {
        STR("caption"), STR("credit"), STR("copyright"), STR("figure"),
        STR("crumb"),   STR("tag"),    STR("quote"),     STR("zitat")};
    const struct node *first = first_element(node);
    if (first && tag_is_heading(first->tag))
        return true;
    for (int up = 0; up < CAPTION_DEPTH && node; up++, node = node->parent) {
        if (node->tag == TAG_FIGURE || node->tag == TAG_FIGCAPTION ||
            node->tag == TAG_BLOCKQUOTE || tag_is_heading(node->tag))
            return true;
        for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
            if (str_find(page_tokens(page, node), NAMES[i]) != STR_NONE)
                return true;
    }
    return false;
}

/* Is a paragraph set apart: in italics or bold as a whole? */
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

/* "Ann Lee, Reuters", "Ann Lee, Staff Writer": the name. */
static struct str without_role(const struct author_finder *f, struct str part)
{
    size_t comma = str_find_byte(part, ',');
    if (comma == STR_NONE || part.len > ROLE_MAX ||
        str_until(part, "0123456789") < part.len || str_ends(part, S(".")))
        return part;
    struct str name = str_trim(str_sub(part, 0, comma));
    struct str role = str_trim(str_from(part, comma + 1));
    bool is_small = role.len == 0 || (*role.at >= 'a' && *role.at <= 'z');
    return !is_small && author_is_person(name) &&
                   person_is_role(f->clues->page->arena, role)
               ? name
               : part;
}

/* A line, before the text begins, that is a person's name and no more: "Ann
 * Lee"; or one part of it: "Ann Lee | Senior Writer". Set apart, also a name
 * that is not known to be one. */
static void read_bare(struct author_finder *f, const struct node *node,
                      struct str part)
{
    part = without_role(f, part);
    double far = author_distance(f, node);
    if (node->order >= f->prose_at || far >= NEAR_DISTANCE ||
        !(author_is_person(part) ||
          (node->tag == TAG_P && is_set_apart(f->clues->page, node))) ||
        is_caption(f->clues->page, node))
        return;
    str_list names = {0};
    person_names(f->clues->page->arena, part, PERSON_LIKELY, &names);
    if (names.len == 1 && names.at[0].len == part.len &&
        str_ifind(clues_text(f->clues, f->clues->headline), part) == STR_NONE)
        author_claim(f, S("text"), names, BARE_SCORE - far);
}

/* "By Ann Lee", or one part of it: "News | By Ann Lee | 3 May". */
static void read_line(struct author_finder *f, const struct node *node)
{
    struct str rest = author_line(f->clues, node), part;
    while (str_split(&rest, '|', &part)) {
        part = behind_date(str_trim(part));
        size_t lead = person_lead(part);
        if (lead > 0 && lead == part.len)
            part = author_behind_label(f, node, part);
        bool is_led = lead > 0 || person_has_tail(part);
        if (!is_led)
            read_bare(f, node, part);
        if (!is_led)
            continue;
        str_list names = {0};
        person_names(f->clues->page->arena, part, PERSON_LIKELY, &names);
        bool is_small = char_lower(part.at[lead]) == part.at[lead];
        if (names.len == 0 && !is_small &&
            person_is_plain_lead(str_sub(part, 0, lead)))
            person_names(f->clues->page->arena, part, PERSON_LINKED, &names);
        double far = author_distance(f, node);
        if (names.len > 0 &&
            (far < NEAR_DISTANCE || author_is_person(names.at[0])))
            author_claim(f, S("text"), names, 50 - far);
    }
}

static bool may_be_line(const struct author_finder *f, const struct node *node)
{
    uint32_t len = page_facts(f->clues->page, node)->text_len;
    return node->kind == NODE_ELEMENT && len >= LINE_MIN && len <= LINE_MAX &&
           !page_facts(f->clues->page, node)->is_hidden &&
           clues_region(f->clues, node) == REGION_PLAIN;
}

/* "Author", "Written by", and not merely "By". */
static bool is_label(struct str lead)
{
    return person_is_plain_lead(lead) || str_trim(lead).len >= LABEL_MIN;
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
        if (node == clues->headline)
            i = node->end - 1;
        else if (may_be_line(f, node) && !node_contains(node, clues->headline))
            read_line(f, node);
    }
}

/* --- below the text ----------------------------------------------------- */

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

/* "Author: Ann Lee" below the text. */
static void read_end(struct author_finder *f)
{
    const struct page *page = f->clues->page;
    uint32_t end = f->clues->body_end, to = end + NEAR_END;
    to = to < page->node_count ? to : page->node_count;
    uint32_t from = end > NEAR_END ? end - NEAR_END : 1;
    for (uint32_t i = from > f->prose_at ? from : f->prose_at; i < to; i++) {
        const struct node *node = page->nodes[i];
        if (!may_be_line(f, node))
            continue;
        struct str text = author_line(f->clues, node);
        size_t lead = person_lead(text);
        if (lead == 0 || !is_label(str_sub(text, 0, lead)))
            continue;
        str_list names = {0};
        person_names(page->arena, author_behind_label(f, node, text),
                     PERSON_LIKELY, &names);
        if (names.len > 0 && author_is_person(names.at[0]))
            author_claim(f, S("text"), names, END_SCORE);
    }
}

void author_read_lines(struct author_finder *f)
{
    f->prose_at = clues_prose(f->clues);
    read_text(f);
    read_end(f);
    read_signature(f);
}
