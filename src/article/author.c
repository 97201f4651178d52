/* SPDX-License-Identifier: MIT */
/* author.c - who wrote an article. */
#include "article/author.h"

#include "article/person.h"
#include "article/site.h"
#include "article/wording.h"
#include "html/walk.h"
#include "text/unicode.h"
#include <string.h>

/* Nodes behind the headline, or before it, in which a byline stands. */
#define NEAR_BEHIND 260
#define NEAR_BEFORE 80
/* Bytes of a byline. */
#define BYLINE_MAX 220

struct claim {
    str_list names;
    struct str source;
    double score;
    uint32_t order; /* of its place on the page; 0: none */
};

struct finder {
    struct clues *clues;
    VEC(struct claim) claims;
};

/* Nodes between the links to two authors of one article. */
#define SIDE_BY_SIDE 8
/* A claim worth to be believed beside a better one. */
#define SURE_SCORE 45
/* Below all that names somebody else. */
#define SITE_SCORE 5

/* A site that names itself as author names nobody; but a person's own site is
 * called as the person is. */
static void drop_site(struct finder *f, struct str source, str_list *names,
                      double score)
{
    size_t kept = 0;
    str_list own = {0};
    for (size_t i = 0; i < names->len; i++)
        if (!site_is(f->clues, names->at[i]))
            names->at[kept++] = names->at[i];
        else if (score >= 70)
            person_names(f->clues->page->arena, names->at[i], PERSON_LIKELY,
                         &own);
    /* "The Paper, Berlin, Germany": what is left are places. */
    if (kept < names->len)
        for (size_t i = kept; i-- > 0;)
            if (!str_has_byte(names->at[i], ' '))
                names->at[i] = names->at[--kept];
    names->len = kept;
    if (own.len == 1)
        *vec_push(&f->claims, f->clues->page->arena) =
            (struct claim){own, source, SITE_SCORE, 0};
}

static void offer(struct finder *f, struct str source, str_list names,
                  double score)
{
    drop_site(f, source, &names, score);
    if (names.len > 0)
        *vec_push(&f->claims, f->clues->page->arena) =
            (struct claim){names, source, score, 0};
}

/* --- for machines ------------------------------------------------------- */

static void add_ld_person(struct finder *f, const struct json *value,
                          str_list *names)
{
    struct arena *arena = f->clues->page->arena;
    value = jsonld_deref(f->clues->page->jsonld, value);
    if (jsonld_is(value, S("Organization")) ||
        jsonld_is(value, S("NewsMediaOrganization")) ||
        jsonld_is(value, S("Corporation")))
        return;
    const struct json *name = json_get(value, S("name"));
    if (!name && value->kind == JSON_IS_OBJECT) {
        struct str both =
            arena_printf(arena, "%.*s %.*s",
                         STR_ARG(json_text(json_get(value, S("givenName")))),
                         STR_ARG(json_text(json_get(value, S("familyName")))));
        person_names(arena, clues_clean(arena, both), PERSON_STATED, names);
        return;
    }
    if (name && name->kind == JSON_IS_ARRAY) {
        for (name = name->first; name; name = name->next)
            person_names(arena, clues_clean(arena, json_text(name)),
                         PERSON_STATED, names);
        return;
    }
    struct str text = json_text(name ? name : value);
    person_names(arena, clues_clean(arena, text), PERSON_STATED, names);
}

static void read_ld_key(struct finder *f, const struct json *object,
                        struct str key, double score)
{
    const struct json *value = json_get(object, key);
    str_list names = {0};
    if (!value)
        return;
    if (value->kind == JSON_IS_ARRAY)
        for (value = value->first; value; value = value->next)
            add_ld_person(f, value, &names);
    else
        add_ld_person(f, value, &names);
    offer(f, S("json-ld"), names, score);
}

static void read_ld(struct finder *f)
{
    const struct jsonld *jsonld = f->clues->page->jsonld;
    read_ld_key(f, f->clues->ld, S("author"), 100);
    read_ld_key(f, f->clues->ld, S("creator"), 60);
    for (size_t i = 0; i < jsonld->object_count; i++)
        if (jsonld_is(jsonld->objects[i], S("WebPage")))
            read_ld_key(f, jsonld->objects[i], S("author"), 80);
}

/* Every meta of a name: several authors often stand in several tags. */
static void read_meta(struct finder *f, const char *name, double score,
                      enum person_trust trust)
{
    struct arena *arena = f->clues->page->arena;
    str_list names = {0};
    for (size_t i = 0; i < f->clues->metas.len; i++)
        if (str_eq(f->clues->metas.at[i].name, str_of(name)))
            person_names(arena,
                         clues_clean(arena, f->clues->metas.at[i].content),
                         trust, &names);
    offer(f, str_of(name), names, score);
}

/* Slack's card: label1 "Written by", data1 the name. */
static void read_card(struct finder *f)
{
    struct str label = clues_meta(f->clues, S("twitter:label1"));
    if (str_ieq(label, S("Written by")) || str_ieq(label, S("Verfasst von")) ||
        str_ieq(label, S("Escrito por")) || str_ieq(label, S("By")) ||
        str_ieq(label, S("\u00c9crit par")))
        read_meta(f, "twitter:data1", 70, PERSON_STATED);
}

/* --- in the page -------------------------------------------------------- */

static double distance(const struct finder *f, const struct node *node)
{
    const struct clues *clues = f->clues;
    uint32_t from =
        clues->headline ? clues->headline->order : clues->body_start;
    uint32_t far =
        node->order > from ? node->order - from : (from - node->order) * 2;
    double cost = far / 40.0;
    return cost > 15 ? 15 : cost;
}

static void read_itemprops(struct finder *f)
{
    const struct clues *clues = f->clues;
    str_list names = {0};
    double nearest = 100;
    for (size_t i = 0; i < clues->itemprops.len; i++) {
        const struct node *node = clues->itemprops.at[i];
        if (!str_has_word(node_attr(node, ATTR_ITEMPROP), S("author")) ||
            clues_region(clues, node) == REGION_COMMENTS)
            continue;
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
                     PERSON_STATED, &names);
        double far = distance(f, node);
        nearest = far < nearest ? far : nearest;
    }
    offer(f, S("itemprop"), names, 78 - nearest);
}

/* hCard: <span class="author vcard"><span class="fn">Tobi</span></span> */
static bool is_vcard_name(const struct finder *f, const struct node *node)
{
    const struct page *page = f->clues->page;
    return page_facts(page, node)->text_len <= 40 &&
           (tokens_have(page_tokens(page, node), S("fn")) ||
            tokens_have(page_tokens(page, node), S("vcard")));
}

/* What an element says; of a mere label ("Author:") what stands behind it. */
static struct str byline_text(const struct finder *f, const struct node *node,
                              struct str text)
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

/* Names of an element that is called author or byline. */
static void read_bylines(struct finder *f)
{
    const struct clues *clues = f->clues;
    struct arena *arena = clues->page->arena;
    for (size_t i = 0; i < clues->bylines.len; i++) {
        const struct node *node = clues->bylines.at[i];
        if (clues_region(clues, node) != REGION_PLAIN)
            continue;
        struct str text = clues_text(clues, node);
        if (text.len > BYLINE_MAX)
            continue;
        str_list names = {0};
        bool by_rel = str_has_word(node_attr(node, ATTR_REL), S("author")) ||
                      clues_is_author_link(node);
        person_names(arena, byline_text(f, node, text),
                     by_rel || is_vcard_name(f, node) ? PERSON_LINKED
                                                      : PERSON_LIKELY,
                     &names);
        double score = (by_rel ? 68 : 62) - distance(f, node);
        if (person_lead(text) > 0)
            score += 4;
        if (text.len > 80)
            score -= 6;
        size_t before = f->claims.len;
        offer(f, by_rel ? S("rel=author") : S("byline"), names, score);
        if (by_rel && f->claims.len > before)
            f->claims.at[before].order = node->order;
    }
}

/* "By Ann Lee" in a short block near the headline. */
static void read_text(struct finder *f)
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
        if (node->kind != NODE_ELEMENT || page->facts[i].is_hidden ||
            page->facts[i].text_len < 5 || page->facts[i].text_len > 140 ||
            clues_region(clues, node) != REGION_PLAIN)
            continue;
        struct str text = clues_text(clues, node);
        size_t lead = person_lead(text);
        if (lead == 0 || lead == text.len)
            continue;
        str_list names = {0};
        person_names(page->arena, text, PERSON_LIKELY, &names);
        offer(f, S("text"), names, 50 - distance(f, node));
    }
}

/* --- the verdict -------------------------------------------------------- */

static bool is_same(struct arena *arena, const str_list *a, const str_list *b)
{
    if (a->len != b->len)
        return false;
    for (size_t i = 0; i < a->len; i++) {
        struct wording x, y;
        wording_read(arena, a->at[i], &x);
        wording_read(arena, b->at[i], &y);
        if (!wording_equal(&x, &y))
            return false;
    }
    return true;
}

static struct str join(struct arena *arena, const str_list *names)
{
    struct str all = S("");
    for (size_t i = 0; i < names->len; i++)
        all = i ? arena_printf(arena, "%.*s, %.*s", STR_ARG(all),
                               STR_ARG(names->at[i]))
                : names->at[i];
    return all;
}

static bool has_name(struct arena *arena, const str_list *names,
                     struct str name)
{
    struct wording wanted, other;
    wording_read(arena, name, &wanted);
    for (size_t i = 0; i < names->len; i++) {
        wording_read(arena, names->at[i], &other);
        if (wording_equal(&wanted, &other))
            return true;
    }
    return false;
}

/* Links to several authors stand side by side. */
static void join_links(struct finder *f, struct claim *first)
{
    struct arena *arena = f->clues->page->arena;
    uint32_t at = first->order;
    str_list all = {0};
    for (size_t i = 0; i < first->names.len; i++)
        *vec_push(&all, arena) = first->names.at[i];
    for (size_t i = 0; first->order && i < f->claims.len; i++) {
        const struct claim *c = &f->claims.at[i];
        if (c->order <= at || c->order > at + SIDE_BY_SIDE)
            continue;
        at = c->order;
        for (size_t k = 0; k < c->names.len; k++)
            if (!has_name(arena, &all, c->names.at[k]))
                *vec_push(&all, arena) = c->names.at[k];
    }
    first->names = all;
}

/* Is `more` the whole name of which `less` is the first part? */
static bool says_more(const struct claim *more, const struct claim *less)
{
    if (less->names.len != 1 || more->names.len != 1 ||
        str_eq(more->source, S("byline")) || str_eq(more->source, S("text")))
        return false;
    struct str part = less->names.at[0], whole = more->names.at[0];
    return !str_has_byte(part, ' ') && str_istarts(whole, part) &&
           whole.len > part.len && whole.at[part.len] == ' ' &&
           !str_ieq(str_from(whole, part.len + 1), part);
}

static void settle(struct finder *f, struct article *article)
{
    struct arena *arena = f->clues->page->arena;
    struct claim *best = NULL;
    for (size_t i = 0; i < f->claims.len; i++)
        if (!best || f->claims.at[i].score > best->score)
            best = &f->claims.at[i];
    if (!best)
        return;
    for (size_t i = 0; i < f->claims.len; i++)
        if (f->claims.at[i].score > SURE_SCORE &&
            says_more(&f->claims.at[i], best))
            best = &f->claims.at[i];
    join_links(f, best);
    article->authors = best->names;
    struct field_source *source =
        clues_source(f->clues, article, "authors", best->source);
    for (size_t i = 0; i < f->claims.len; i++)
        if (!is_same(arena, &f->claims.at[i].names, &best->names))
            clues_alternative(source, f->claims.at[i].source,
                              join(arena, &f->claims.at[i].names));
}

void author_read(struct clues *clues, struct article *article)
{
    struct finder f = {.clues = clues};
    read_ld(&f);
    read_meta(&f, "author", 74, PERSON_STATED);
    read_meta(&f, "article:author", 64, PERSON_LIKELY);
    read_meta(&f, "parsely-author", 85, PERSON_STATED);
    read_meta(&f, "sailthru.author", 82, PERSON_STATED);
    read_meta(&f, "citation_author", 95, PERSON_STATED);
    read_meta(&f, "dc.creator", 72, PERSON_STATED);
    read_meta(&f, "dcterms.creator", 72, PERSON_STATED);
    read_meta(&f, "dc.contributor", 50, PERSON_LIKELY);
    read_meta(&f, "byl", 84, PERSON_STATED);
    read_meta(&f, "byline", 80, PERSON_STATED);
    read_meta(&f, "article:author_name", 84, PERSON_STATED);
    read_meta(&f, "og:article:author", 60, PERSON_LIKELY);
    read_meta(&f, "authors", 74, PERSON_STATED);
    read_meta(&f, "cxenseparse:author", 74, PERSON_STATED);
    read_meta(&f, "twitter:creator", 30, PERSON_LIKELY);
    read_card(&f);
    read_itemprops(&f);
    read_bylines(&f);
    read_text(&f);
    settle(&f, article);
}
