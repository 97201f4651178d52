/* SPDX-License-Identifier: MIT */
/* author.c - who wrote an article. */
#include "article/author.h"

#include "article/author_claims.h"
#include "article/person.h"
#include "article/site.h"
#include "article/wording.h"
#include "net/host.h"

/* Nodes between the links to two authors of one article. */
#define SIDE_BY_SIDE 8
/* Places at which the links beside an author's are looked at. */
#define LINKS_TRIED 4
/* A claim worth to be believed beside a better one. */
#define SURE_SCORE 45
/* A claim that readers see, worth to be believed before one they do not. */
#define SEEN_SCORE 35
/* More than any line is worth. */
#define SETTLED_SCORE 55
/* More names in a line are a list of staff. */
#define COAUTHORS_MAX 6
/* A claim that may name the site and mean its owner. */
#define SITE_TRUST 70
/* Below all that names somebody else. */
#define SITE_SCORE 5

/* A site that names itself as author names nobody; but a person's own site is
 * called as the person is. */
static void drop_site(struct author_finder *f, struct str source,
                      str_list *names, double score)
{
    size_t kept = 0;
    str_list own = {0};
    for (size_t i = 0; i < names->len; i++)
        if (!site_is(f->clues, names->at[i]))
            names->at[kept++] = names->at[i];
        else if ((score >= 100 && jsonld_is(f->clues->ld, S("NewsArticle"))) ||
                 (score >= SITE_TRUST && author_is_person(names->at[i])))
            *vec_push(&own, f->clues->page->arena) = names->at[i];
    /* "The Paper, Berlin, Germany": what is left are places. */
    if (kept < names->len)
        for (size_t i = kept; i-- > 0;)
            if (!str_has_byte(names->at[i], ' '))
                names->at[i] = names->at[--kept];
    names->len = kept;
    if (own.len == 1)
        *vec_push(&f->claims, f->clues->page->arena) =
            (struct claim){.names = own, .source = source, .score = SITE_SCORE};
}

void author_claim(struct author_finder *f, struct str source, str_list names,
                  double score)
{
    drop_site(f, source, &names, score);
    if (names.len > 0)
        *vec_push(&f->claims, f->clues->page->arena) =
            (struct claim){.names = names, .source = source, .score = score};
}

/* --- for machines ------------------------------------------------------- */

static void add_ld_person(struct author_finder *f, const struct json *value,
                          str_list *names)
{
    struct arena *arena = f->clues->page->arena;
    value = jsonld_deref(f->clues->page->jsonld, value);
    if (!jsonld_is(value, S("Person")) &&
        (jsonld_is(value, S("Organization")) ||
         jsonld_is(value, S("NewsMediaOrganization")) ||
         jsonld_is(value, S("Corporation"))))
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

static void read_ld_key(struct author_finder *f, const struct json *object,
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
    author_claim(f, S("json-ld"), names, score);
}

static void read_ld(struct author_finder *f)
{
    const struct jsonld *jsonld = f->clues->page->jsonld;
    read_ld_key(f, f->clues->ld, S("author"), 100);
    read_ld_key(f, f->clues->ld, S("creator"), 60);
    for (size_t i = 0; i < jsonld->object_count; i++)
        if (jsonld_is(jsonld->objects[i], S("WebPage")))
            read_ld_key(f, jsonld->objects[i], S("author"), 80);
}

/* "The Paper (www.paper.example)": a site that names itself. */
static bool names_host(const struct author_finder *f, struct str text)
{
    struct str site = host_site(f->clues->page->url.host);
    return site.len > 0 && !str_has_byte(text, '@') &&
           str_ifind(text, site) != STR_NONE;
}

/* Every meta of a name: several authors often stand in several tags. */
static void read_meta(struct author_finder *f, const char *name, double score,
                      enum person_trust trust)
{
    struct arena *arena = f->clues->page->arena;
    str_list names = {0};
    for (size_t i = 0; i < f->clues->metas.len; i++) {
        const struct meta *meta = &f->clues->metas.at[i];
        if (str_eq(meta->name, str_of(name)) && !names_host(f, meta->content))
            person_names(arena, clues_clean(arena, meta->content), trust,
                         &names);
    }
    size_t before = f->claims.len;
    author_claim(f, str_of(name), names, score);
    for (; before < f->claims.len; before++)
        f->claims.at[before].is_meta = true;
}

/* Slack's card: label1 "Written by", data1 the name. */
static void read_card(struct author_finder *f)
{
    struct str label = clues_meta(f->clues, S("twitter:label1"));
    if (str_ieq(label, S("Written by")) || str_ieq(label, S("Verfasst von")) ||
        str_ieq(label, S("Escrito por")) || str_ieq(label, S("By")) ||
        str_ieq(label, S("\u00c9crit par")))
        read_meta(f, "twitter:data1", 70, PERSON_STATED);
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
static void join_links(struct author_finder *f, struct claim *first)
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

static bool is_on_page(const struct page *page, struct str name)
{
    for (uint32_t i = 1; i < page->node_count; i++)
        if (page->nodes[i]->kind == NODE_TEXT && !page->facts[i].is_hidden &&
            str_ifind(page->nodes[i]->text, name) != STR_NONE)
            return true;
    return false;
}

static bool is_machine(const struct claim *claim)
{
    return claim->is_meta || str_eq(claim->source, S("json-ld"));
}

/* Two words with capitals in Greek or Cyrillic letters, of whose names nobody
 * here has a list. */
static bool is_foreign(struct arena *arena, struct str name)
{
    unsigned char first = (unsigned char)*name.at;
    str_list names = {0};
    if (first < 0xCE || first > 0xD3)
        return false;
    person_names(arena, name, PERSON_LIKELY, &names);
    return names.len == 1;
}

/* What a template says of all pages of a site: a name in a meta tag that no
 * reader gets to see but in the page's title, and that is none of a person. Or
 * what only programs call one who has an account: "alee". */
static bool is_template(const struct clues *clues, const struct claim *claim)
{
    struct str name = claim->names.at[0];
    if (!is_machine(claim) || author_is_person(name) ||
        str_eq(claim->source, S("citation_author")) ||
        is_foreign(clues->page->arena, name))
        return false;
    if (!str_has_byte(name, ' '))
        return claim->names.len == 1 && *name.at >= 'a' && *name.at <= 'z' &&
               !is_on_page(clues->page, name);
    return claim->is_meta && (!is_on_page(clues->page, name) ||
                              str_ifind(clues->page_title, name) != STR_NONE);
}

static struct claim *best_claim(struct author_finder *f)
{
    for (;;) {
        struct claim *best = NULL;
        for (size_t i = 0; i < f->claims.len; i++)
            if (!best || f->claims.at[i].score > best->score)
                best = &f->claims.at[i];
        if (!best || !is_template(f->clues, best))
            return best;
        *best = f->claims.at[--f->claims.len];
    }
}

/* Who is named for machines alone, or called the editor, may have but typed
 * the page in: a person whom readers see named is its author. */
static struct claim *prefer_seen(struct author_finder *f, struct claim *best)
{
    struct arena *arena = f->clues->page->arena;
    if (!is_machine(best))
        return best;
    bool is_helper = has_name(arena, &f->helpers, best->names.at[0]);
    for (size_t i = 0; i < best->names.len && !is_helper; i++)
        if (is_on_page(f->clues->page, best->names.at[i]))
            return best;
    struct claim *seen = NULL;
    for (size_t i = 0; i < f->claims.len; i++) {
        struct claim *c = &f->claims.at[i];
        if (!is_machine(c) && c->score > SEEN_SCORE &&
            (is_helper || author_is_person(c->names.at[0])) &&
            (!seen || c->score > seen->score))
            seen = c;
    }
    return seen ? seen : best;
}

/* That name, and behind it those of other persons? */
static bool is_led_by(struct arena *arena, const str_list *names,
                      struct str first)
{
    str_list one = {.at = &first, .len = 1};
    if (!has_name(arena, &one, names->at[0]) &&
        !has_name(arena, &one, author_without_title(names->at[0])))
        return false;
    for (size_t i = 1; i < names->len; i++)
        if (!author_is_person(names->at[i]))
            return false;
    return true;
}

/* Of one who is named for machines and several whom readers see named, that
 * one among them, all count. */
static struct claim *prefer_all(struct author_finder *f, struct claim *best)
{
    struct arena *arena = f->clues->page->arena;
    struct claim *all = best;
    if (best->names.len != 1 || !is_machine(best))
        return best;
    for (size_t i = 0; i < f->claims.len; i++) {
        struct claim *c = &f->claims.at[i];
        if (c->score > SEEN_SCORE && c->names.len > all->names.len &&
            c->names.len <= COAUTHORS_MAX &&
            is_led_by(arena, &c->names, best->names.at[0]))
            all = c;
    }
    return all;
}

/* One who is named for machines, and linked to above the text: who is linked
 * to beside that one has written the article, too. */
static struct claim *prefer_linked(struct author_finder *f, struct claim *best)
{
    struct arena *arena = f->clues->page->arena;
    uint32_t prose_at = clues_prose(f->clues);
    int tried = 0;
    if (best->names.len != 1)
        return best;
    for (size_t i = 0; tried < LINKS_TRIED && i < f->claims.len; i++) {
        struct claim *c = &f->claims.at[i];
        if (c->order > 0 && c->order < prose_at &&
            is_same(arena, &c->names, &best->names)) {
            tried++;
            struct claim linked = *c;
            join_links(f, &linked);
            if (linked.names.len > 1 && linked.names.len <= COAUTHORS_MAX)
                return c;
        }
    }
    return best;
}

static void settle(struct author_finder *f, struct article *article)
{
    struct arena *arena = f->clues->page->arena;
    struct claim *best = best_claim(f);
    if (!best)
        return;
    for (size_t i = 0; i < f->claims.len; i++)
        if (f->claims.at[i].score > SURE_SCORE &&
            says_more(&f->claims.at[i], best))
            best = &f->claims.at[i];
    best = prefer_linked(f, prefer_all(f, prefer_seen(f, best)));
    join_links(f, best);
    article->authors = best->names;
    struct field_source *source =
        clues_source(f->clues, article, "authors", best->source);
    for (size_t i = 0; i < f->claims.len; i++)
        if (!is_same(arena, &f->claims.at[i].names, &best->names))
            clues_alternative(source, f->claims.at[i].source,
                              join(arena, &f->claims.at[i].names));
}

/* Does an element that is called author name a person already? A line without
 * a name says less. */
static bool is_settled(const struct author_finder *f)
{
    for (size_t i = 0; i < f->claims.len; i++)
        if (!is_machine(&f->claims.at[i]) &&
            f->claims.at[i].score > SETTLED_SCORE &&
            author_is_person(f->claims.at[i].names.at[0]))
            return true;
    return false;
}

void author_read(struct clues *clues, struct article *article)
{
    struct author_finder f = {.clues = clues};
    read_ld(&f);
    read_meta(&f, "author", 74, PERSON_STATED);
    read_meta(&f, "article:author", 64, PERSON_LIKELY);
    read_meta(&f, "parsely-author", 85, PERSON_STATED);
    read_meta(&f, "sailthru.author", 82, PERSON_STATED);
    read_meta(&f, "citation_author", 95, PERSON_INDEXED);
    read_meta(&f, "dc.creator", 72, PERSON_STATED);
    read_meta(&f, "dcterms.creator", 72, PERSON_STATED);
    read_meta(&f, "dc.contributor", 50, PERSON_LIKELY);
    read_meta(&f, "byl", 84, PERSON_STATED);
    read_meta(&f, "byline", 80, PERSON_STATED);
    read_meta(&f, "article:author_name", 84, PERSON_STATED);
    read_meta(&f, "og:article:author", 60, PERSON_LIKELY);
    read_meta(&f, "authors", 74, PERSON_STATED);
    read_meta(&f, "articleauthor", 74, PERSON_STATED);
    read_meta(&f, "cxenseparse:author", 74, PERSON_STATED);
    read_meta(&f, "twitter:creator", 30, PERSON_LIKELY);
    read_card(&f);
    author_read_page(&f);
    if (!is_settled(&f))
        author_read_lines(&f);
    author_read_owner(&f);
    settle(&f, article);
}
