/* SPDX-License-Identifier: MIT */
/* title.c - the headline of an article: a judge among what the page says. */
#include "article/title.h"

#include "article/site.h"
#include "article/wording.h"

/* Candidates beyond this are headings of a listing. */
#define CANDIDATES_MAX 40
/* Headlines are shorter, in bytes. */
#define TITLE_MAX 500

struct candidate {
    struct str text, source;
    struct node *node; /* NULL unless a heading */
    struct wording words;
    double weight; /* of its source, as witness for others */
    double score;
};

struct jury {
    struct clues *clues;
    struct candidate *at;
    size_t len;
};

static struct candidate *add(struct jury *jury, struct str source,
                             struct str text, double weight)
{
    if (text.len == 0 || text.len > TITLE_MAX || jury->len >= CANDIDATES_MAX)
        return NULL;
    struct candidate *c = &jury->at[jury->len];
    *c = (struct candidate){.text = text, .source = source, .weight = weight};
    wording_read(jury->clues->page->arena, text, &c->words);
    if (c->words.count == 0)
        return NULL;
    c->score = weight;
    jury->len++;
    return c;
}

/* --- headings ----------------------------------------------------------- */

/* A site's name at the top is often an h1 with a link to the front page. */
static bool is_logo(const struct jury *jury, const struct node *node,
                    struct str text)
{
    if (site_is(jury->clues, text))
        return true;
    struct str tokens = page_tokens(jury->clues->page, node);
    return str_find(tokens, S("logo")) != STR_NONE ||
           str_find(tokens, S("site-title")) != STR_NONE ||
           str_find(tokens, S("site-name")) != STR_NONE;
}

static bool names_title(struct str tokens)
{
    static const struct str NAMES[] = {
        {"entry-title", 11}, {"post-title", 10},     {"article-title", 13},
        {"headline", 8},     {"article__title", 14}, {"page-title", 10},
        {"post__title", 11}, {"entry__title", 12},   {"article-headline", 16},
        {"posttitle", 9},    {"articletitle", 12},   {"story-title", 11}};
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
        if (str_find(tokens, NAMES[i]) != STR_NONE)
            return true;
    return false;
}

/* How much a heading looks like the headline by itself; below 0: not. */
static double heading_weight(const struct jury *jury, struct node *node,
                             struct str text, size_t h1_count)
{
    const struct clues *clues = jury->clues;
    struct str tokens = page_tokens(clues->page, node);
    bool named = names_title(tokens) ||
                 str_has_word(node_attr(node, ATTR_ITEMPROP), S("headline"));
    double weight = node->tag == TAG_H1 ? 2.5 : named ? 1.2 : 0.3;
    if (node->tag == TAG_H1 && h1_count == 1)
        weight += 0.5;
    if (node->tag == TAG_H1 && named)
        weight += 0.4;
    if (node->tag != TAG_H1 && node->tag != TAG_H2 && !named)
        return -1;
    if (clues_region(clues, node) != REGION_PLAIN)
        weight -= 2;
    if (is_logo(jury, node, text))
        weight -= 3;
    if (clues->body_end > clues->body_start && node->order > clues->body_end)
        weight -= 1;
    if (clues->body->title == node)
        weight += 0.3;
    return weight;
}

static void add_headings(struct jury *jury)
{
    const struct clues *clues = jury->clues;
    size_t h1_count = 0;
    for (size_t i = 0; i < clues->headings.len; i++)
        h1_count += clues->headings.at[i]->tag == TAG_H1;
    for (size_t i = 0; i < clues->headings.len; i++) {
        struct node *node = clues->headings.at[i];
        if (page_facts(clues->page, node)->text_len > TITLE_MAX ||
            jury->len >= CANDIDATES_MAX - 12)
            continue;
        struct str text = site_strip(clues, clues_text(clues, node));
        double weight = heading_weight(jury, node, text, h1_count);
        struct candidate *c =
            weight > 0 ? add(jury, tag_name(node->tag), text, weight) : NULL;
        if (c)
            c->node = node;
    }
}

/* --- the rest ----------------------------------------------------------- */

static void add_meta(struct jury *jury, const char *name, double weight)
{
    struct str text = clues_meta(jury->clues, str_of(name));
    add(jury, str_of(name), site_strip(jury->clues, text), weight);
}

static void add_ld(struct jury *jury)
{
    const struct json *ld = jury->clues->ld;
    struct arena *arena = jury->clues->page->arena;
    struct str headline =
        clues_clean(arena, json_text(json_get(ld, S("headline"))));
    struct str name = clues_clean(arena, json_text(json_get(ld, S("name"))));
    add(jury, S("json-ld"), site_strip(jury->clues, headline), 1.6);
    add(jury, S("json-ld"), site_strip(jury->clues, name), 0.8);
}

/* <title> as it stands, without the site's name, and its longer parts: the
 * others say which of them is the headline. */
static void add_page_title(struct jury *jury)
{
    struct str title = jury->clues->page_title, part, rest = title;
    struct str stripped = site_strip(jury->clues, title);
    add(jury, S("title"), stripped, 1.2);
    size_t longest = 0, count = 0;
    for (; title_part(&rest, &part) && count < 8; count++)
        longest = part.len > longest ? part.len : longest;
    rest = title;
    for (size_t i = 0; i < count && title_part(&rest, &part); i++)
        if (count > 1 && part.len * 2 >= longest)
            add(jury, S("title"), part, part.len == longest ? 0.5 : 0.2);
    /* "Headline - Section - Site": all but the last, all but the first. */
    const char *end = title.at + title.len;
    rest = title;
    if (count > 2 && title_part(&rest, &part))
        add(jury, S("title"), str_make(rest.at, (size_t)(end - rest.at)), 0.2);
}

/* --- the verdict -------------------------------------------------------- */

static bool is_same_source(const struct candidate *a, const struct candidate *b)
{
    return str_eq(a->source, b->source) && !a->node && !b->node;
}

/* What others say for a candidate: the same words, or nearly. */
static double support(const struct jury *jury, const struct candidate *c)
{
    double sum = 0;
    for (size_t i = 0; i < jury->len; i++) {
        const struct candidate *w = &jury->at[i];
        if (w == c || is_same_source(w, c) || (w->node && c->node))
            continue;
        double likeness = wording_overlap(&c->words, &w->words);
        if (wording_equal(&c->words, &w->words))
            sum += w->weight;
        else if (likeness > 0.5)
            sum += w->weight * 0.6 * likeness * likeness;
        else if (wording_within(&c->words, &w->words) && c->words.count > 2)
            sum += w->weight * 0.3;
    }
    return sum;
}

static const struct candidate *judge(struct jury *jury)
{
    const struct candidate *best = NULL;
    for (size_t i = 0; i < jury->len; i++) {
        struct candidate *c = &jury->at[i];
        c->score = c->weight + support(jury, c);
        if (site_is(jury->clues, c->text))
            c->score *= 0.2;
        if (!best || c->score > best->score)
            best = c;
    }
    return best;
}

/* The heading that says what was chosen elsewhere. */
static struct node *find_headline(const struct jury *jury,
                                  const struct candidate *best)
{
    if (best->node)
        return best->node;
    struct node *found = NULL;
    double most = 0.6;
    for (size_t i = 0; i < jury->len; i++) {
        double likeness = wording_overlap(&best->words, &jury->at[i].words);
        if (jury->at[i].node && likeness > most) {
            most = likeness;
            found = jury->at[i].node;
        }
    }
    return found;
}

/* --- the subtitle ------------------------------------------------------- */

static bool names_subtitle(struct str tokens)
{
    static const struct str NAMES[] = {
        {"subtitle", 8},    {"sub-title", 9},     {"subheadline", 11},
        {"standfirst", 10}, {"sub-headline", 12}, {"deck", 4},
        {"subhead", 7},     {"sub-heading", 11},  {"dek", 3}};
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
        if (tokens_have(tokens, NAMES[i]) ||
            (NAMES[i].len > 6 && str_find(tokens, NAMES[i]) != STR_NONE))
            return true;
    return false;
}

/* What is named so among the nodes that follow the headline closely. */
static struct str subtitle_near(const struct clues *clues)
{
    const struct page *page = clues->page;
    uint32_t end = clues->headline->end + 60;
    if (end > page->node_count)
        end = page->node_count;
    for (uint32_t i = clues->headline->end; i < end; i++) {
        const struct node *node = page->nodes[i];
        const struct node_facts *facts = page_facts(page, node);
        if (node->kind != NODE_ELEMENT || facts->is_hidden ||
            facts->text_len < 10 || facts->text_len > 400)
            continue;
        if (names_subtitle(page_tokens(page, node)))
            return clues_text(clues, node);
    }
    return S("");
}

static void read_subtitle(struct clues *clues, struct article *article)
{
    struct str text =
        clues_clean(clues->page->arena,
                    json_text(json_get(clues->ld, S("alternativeHeadline"))));
    struct str source = S("json-ld");
    if (clues->headline) {
        struct str near = subtitle_near(clues);
        if (near.len > 0) {
            text = near;
            source = S("class");
        }
    }
    if (text.len == 0 || str_eq(text, article->title))
        return;
    article->subtitle = text;
    clues_source(clues, article, "subtitle", source);
}

void title_read(struct clues *clues, struct article *article)
{
    struct jury jury = {.clues = clues};
    jury.at = arena_array(clues->page->arena, struct candidate, CANDIDATES_MAX);
    add_headings(&jury);
    add_ld(&jury);
    add_meta(&jury, "og:title", 1.6);
    add_meta(&jury, "twitter:title", 0.9);
    add_meta(&jury, "parsely-title", 1);
    add_meta(&jury, "sailthru.title", 1);
    add_meta(&jury, "dc.title", 0.8);
    add_meta(&jury, "dcterms.title", 0.8);
    add_meta(&jury, "citation_title", 1.5);
    add_meta(&jury, "title", 0.6);
    add_meta(&jury, "headline", 0.8);
    add_page_title(&jury);
    const struct candidate *best = judge(&jury);
    if (!best)
        return;
    article->title = best->text;
    struct field_source *source =
        clues_source(clues, article, "title", best->source);
    for (size_t i = 0; i < jury.len; i++)
        if (!wording_equal(&jury.at[i].words, &best->words) &&
            (!jury.at[i].node || jury.at[i].node->tag == TAG_H1))
            clues_alternative(source, jury.at[i].source, jury.at[i].text);
    clues->headline = find_headline(&jury, best);
    read_subtitle(clues, article);
}
