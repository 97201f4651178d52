/* SPDX-License-Identifier: MIT */
/* dates_page.c - the dates that readers see. */
#include "article/dates_found.h"
#include "article/dates_words.h"
#include "html/walk.h"
#include "text/date_plain.h"
#include "text/unicode.h"

/* Nodes before and behind the headline that are near it. */
#define NEAR_BEFORE 120
#define NEAR_BEHIND 250
/* Bytes of a block that may be a byline; a paragraph is longer. */
#define BLOCK_MAX 240
/* By distance(): next to the headline. */
#define NEAR_HEADLINE 1.5
#define NEAR_ASIDE    5
/* Dates that one block tells, each behind a word for what it is. */
#define CLAIMS_MAX 4
/* Words before a date that make it part of a sentence. */
#define LEAD_WORDS 3
/* What says to be a change is no other date. */
#define CHANGE_WORTH 8
/* How many blocks without a name are read for a date. */
#define BLOCKS_MAX 400

/* 0 near the headline, more the farther away; large behind the body. */
static double distance(const struct date_finder *f, const struct node *node)
{
    const struct clues *clues = f->clues;
    uint32_t from =
        clues->headline ? clues->headline->order : clues->body_start;
    double far = node->order > from ? (double)(node->order - from)
                                    : (double)(from - node->order) * 2;
    far = far / 40;
    if (clues->body_end > clues->body_start && node->order >= clues->body_end)
        far = far > 8 ? 8 : far;
    return far > 15 ? 15 : far;
}

/* Between the headline and the running text? */
static bool leads_to_prose(const struct date_finder *f, const struct node *node)
{
    const struct node *headline = f->clues->headline;
    return headline && node->order > headline->order &&
           node->order < f->prose_at;
}

/* What is named a footer or a widget may be the headline's own line, or the
 * dateline that begins the text. */
static bool is_usable(const struct date_finder *f, const struct node *node)
{
    enum region region = clues_region(f->clues, node);
    if (f->looks_aside)
        return region == REGION_AWAY &&
               (distance(f, node) < NEAR_ASIDE || leads_to_prose(f, node));
    return region == REGION_PLAIN ||
           (region == REGION_AWAY && node->order <= f->prose_at + 1 &&
            distance(f, node) < NEAR_HEADLINE);
}

/* Microdata: content, datetime or the text of what is named datePublished. */
static void read_itemprops(struct date_finder *f)
{
    for (size_t i = 0; i < f->clues->itemprops.len; i++) {
        const struct node *node = f->clues->itemprops.at[i];
        struct str prop = node_attr(node, ATTR_ITEMPROP);
        bool modified = str_has_word(prop, S("dateModified"));
        bool created = str_has_word(prop, S("dateCreated"));
        if (!modified && !created && !str_has_word(prop, S("datePublished")))
            continue;
        if (clues_region(f->clues, node) == REGION_COMMENTS)
            continue;
        struct str value = node_attr(node, ATTR_CONTENT);
        if (value.len == 0)
            value = node_attr(node, ATTR_DATETIME);
        if (value.len == 0)
            value = node_attr(node, ATTR_TITLE); /* hAtom's <abbr> */
        struct date date;
        if (value.len == 0 || !date_parse(value, f->lang, LATEST_YEAR, &date))
            value = clues_text(f->clues, node);
        double away = is_usable(f, node) ? 0 : 12;
        date_offer_text(f, modified, S("itemprop"), value,
                        (created ? 80 : 85) - distance(f, node) - away);
    }
}

/* What a time's or block's names say of it. */
static double name_bonus(const struct date_finder *f, const struct node *node,
                         bool *modified)
{
    struct str tokens = page_tokens(f->clues->page, node);
    bool published = str_find(tokens, S("publish")) != STR_NONE ||
                     str_find(tokens, S("posted")) != STR_NONE ||
                     str_find(tokens, S("entry-date")) != STR_NONE ||
                     str_find(tokens, S("post-date")) != STR_NONE ||
                     str_find(tokens, S("created")) != STR_NONE ||
                     node_has_attr(node, ATTR_PUBDATE);
    *modified = !published && (str_find(tokens, S("updated")) != STR_NONE ||
                               str_find(tokens, S("modified")) != STR_NONE);
    return published ? 8 : 0;
}

/* The words before a date: "Updated: <time>". */
static bool is_led_by_modified(const struct node *node)
{
    const struct node *before = node->prev;
    for (int i = 0; i < 2 && before; i++, before = before->prev) {
        if (before->kind == NODE_TEXT && str_trim(before->text).len > 0)
            return dates_says_modified(before->text);
        if (before->first && before->first->kind == NODE_TEXT)
            return dates_says_modified(before->first->text);
    }
    return false;
}

static void read_time(struct date_finder *f, const struct node *node)
{
    bool modified;
    double score = 66 + name_bonus(f, node, &modified) - distance(f, node);
    struct str text = clues_text(f->clues, node);
    modified =
        modified || dates_says_modified(text) || is_led_by_modified(node);
    struct str value = node_attr(node, ATTR_DATETIME);
    if (value.len == 0 ||
        !date_offer_text(f, modified, S("time"), value, score))
        date_offer_text(f, modified, S("time"), text, score - 2);
}

/* Note what was offered since: readers see it next to the headline. */
static void note_seen(struct date_finder *f, const struct node *node,
                      size_t before)
{
    if (node->order >= f->prose_at || distance(f, node) >= NEAR_HEADLINE)
        return;
    for (; before < f->published.len; before++)
        f->published.at[before].is_seen = true;
}

/* An element named for a date; also title="" and data of hAtom. */
static void read_named(struct date_finder *f, const struct node *node)
{
    bool modified;
    double score = 58 + name_bonus(f, node, &modified) - distance(f, node);
    struct str text = clues_text(f->clues, node);
    struct date date;
    struct str title = node_attr(node, ATTR_TITLE);
    if (title.len > 0 && date_parse(title, f->lang, LATEST_YEAR, &date) &&
        date.day > 0) {
        date_offer(f, modified, S("class"), &date, score + 1);
        return;
    }
    if (text.len > BLOCK_MAX || !date_find(text, f->lang, LATEST_YEAR, &date))
        return;
    struct str lead = str_sub(text, 0, date_until_digit(text));
    if (dates_says_due(lead))
        return;
    modified =
        modified || dates_says_modified(lead) || is_led_by_modified(node);
    date_offer(f, modified, S("class"), &date, score);
}

static void read_times(struct date_finder *f)
{
    for (size_t i = 0; i < f->clues->times.len; i++) {
        const struct node *node = f->clues->times.at[i];
        if (!is_usable(f, node))
            continue;
        size_t before = f->published.len;
        if (node->tag == TAG_TIME)
            read_time(f, node);
        else
            read_named(f, node);
        note_seen(f, node, before);
    }
}

static const struct node *block_of(const struct page *page,
                                   const struct node *node)
{
    const struct node *block = node->parent;
    while (block->parent && !tag_is_block(block->tag))
        block = block->parent;
    return page_facts(page, block)->text_len <= BLOCK_MAX ? block : node;
}

/* What a date in the text of a block is worth. */
static double block_score(const struct date_finder *f, const struct node *block,
                          struct str text, bool is_told)
{
    double score = (is_told ? 53 : 45) - distance(f, block);
    if (text.len > 120)
        score -= 8;
    if (f->clues->body_end > f->clues->body_start &&
        block->order >= f->clues->body_start && text.len > 60)
        score -= 6;
    return score;
}

/* "The fair will be held on 3 May 2024 in Oslo." tells of something else. */
static bool is_sentence(struct str text, struct str lead)
{
    struct str rest = lead, word;
    int words = 0;
    while (words < LEAD_WORDS && str_word(&rest, &word))
        words++;
    return words == LEAD_WORDS &&
           (str_ends(text, S(".")) || str_ends(text, S("!")) ||
            str_ends(text, S("\u3002")));
}

/* What a block says of one date. */
static void read_claim(struct date_finder *f, const struct node *block,
                       struct str text, struct str claim,
                       const struct date *date)
{
    struct str lead = str_sub(claim, 0, date_until_digit(claim));
    size_t before = f->published.len;
    bool is_modified = dates_says_modified(lead);
    bool is_told = is_modified || dates_says_published(lead) ||
                   lead.len < 3; /* or a dateline */
    if ((f->is_sure && !is_told) || dates_says_due(lead) ||
        (!is_told && is_sentence(text, lead)))
        return;
    date_offer(f, is_modified, S("text"), date,
               block_score(f, block, text, is_told) +
                   (is_modified ? CHANGE_WORTH : 0));
    if (is_told)
        note_seen(f, block, before);
}

/* Visible text of a block without a telling name: "Published 3 May, updated 5
 * May". */
static void read_block(struct date_finder *f, const struct node *block)
{
    const struct page *page = f->clues->page;
    struct str text = block->kind == NODE_TEXT
                          ? text_fold(page->arena, utf8_clip(block->text, 600))
                          : clues_text(f->clues, block);
    struct str rest = text, claim;
    struct date date;
    if (!date_find(text, f->lang, LATEST_YEAR, &date))
        return;
    for (int i = 0; i < CLAIMS_MAX && dates_next_claim(&rest, &claim); i++)
        if (claim.len == text.len ||
            date_find(claim, f->lang, LATEST_YEAR, &date))
            read_claim(f, block, text, claim, &date);
}

/* May a text hold the date? Where the page told it elsewhere, only what stands
 * next to the headline is compared with it. */
static bool is_worth_reading(const struct date_finder *f,
                             const struct node *node)
{
    return node->kind == NODE_TEXT &&
           !page_facts(f->clues->page, node)->is_hidden &&
           date_until_digit(node->text) < node->text.len &&
           is_usable(f, node) &&
           (!f->is_sure || distance(f, node) < NEAR_HEADLINE);
}

void dates_read_text(struct date_finder *f)
{
    const struct page *page = f->clues->page;
    const struct node *done = NULL, *headline = f->clues->headline;
    size_t blocks = 0;
    uint32_t from = 1, end = page->node_count;
    if (f->is_sure && headline) {
        from =
            headline->order > NEAR_BEFORE ? headline->order - NEAR_BEFORE : 1;
        end = headline->end + NEAR_BEHIND < end ? headline->end + NEAR_BEHIND
                                                : end;
    }
    for (uint32_t i = from; i < end && blocks < BLOCKS_MAX; i++) {
        if (!is_worth_reading(f, page->nodes[i]))
            continue;
        const struct node *block = block_of(page, page->nodes[i]);
        if (block == done)
            continue;
        done = block;
        blocks++;
        read_block(f, block);
    }
}

void dates_read_page(struct date_finder *f)
{
    f->prose_at = clues_prose(f->clues);
    read_itemprops(f);
    read_times(f);
}

void dates_read_aside(struct date_finder *f)
{
    f->looks_aside = true;
    read_times(f);
    for (size_t i = 1; i < f->published.len; i++)
        if (date_days(&f->published.at[i].date) !=
            date_days(&f->published.at[0].date))
            f->published.len = 0;
}
