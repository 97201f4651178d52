/* SPDX-License-Identifier: MIT */
/* dates.c - when an article was published, and when it was changed last. */
#include "article/dates.h"

#include "html/walk.h"
#include "text/date.h"
#include "text/unicode.h"
#include <string.h>

#define LATEST_YEAR 2100
/* Nodes before and behind the headline that are near it. */
#define NEAR_BEFORE 120
#define NEAR_BEHIND 250
/* Bytes of a block that may be a byline; a paragraph is longer. */
#define BLOCK_MAX 240
/* By distance(): next to the headline. */
#define NEAR_HEADLINE 1.5
/* Characters of a paragraph that is no byline. */
#define PROSE_MIN 100
/* How many blocks without a name are read for a date. */
#define BLOCKS_MAX 400

/* Names of meta tags, best first. */
static const char PUBLISHED_META[] =
    "article:published_time\0og:published_time\0og:article:published_time\0"
    "rnews:datepublished\0datepublished\0article:published\0"
    "article.published\0published_time_telegram\0parsely-pub-date\0"
    "sailthru.date\0cxenseparse:recs:publishtime\0"
    "citation_online_date\0citation_publication_date\0citation_date\0"
    "dcterms.issued\0dc.date.issued\0dcterms.created\0dc.date.created\0"
    "dcterms.date\0dc.date\0dcterms.available\0dc.created\0dcsext."
    "articlefirstpublished\0"
    "pubdate\0publishdate\0publish-date\0publish_date\0publication_date\0"
    "publication-date\0published\0publisheddate\0published_date\0"
    "published-date\0originalpublicationdate\0article_date_original\0"
    "article:publish_time\0article:post_date\0article_publication_date\0"
    "shareaholic:article_published_time\0displaydate\0vr:published_time\0"
    "bt:pubdate\0iso-8601-publish-date\0datecreated\0creation_date\0"
    "date_published\0date.created\0created\0article:created\0og:pubdate\0"
    "pdate\0date\0dateline\0sdate\0doc_date\0timestamp\0";
static const char MODIFIED_META[] =
    "article:modified_time\0og:updated_time\0og:modified_time\0"
    "datemodified\0dcterms.modified\0dc.date.modified\0article:modified\0"
    "last-modified\0lastmod\0lastmodified\0modified_time\0updated_time\0"
    "revised\0modificationdate\0shareaholic:article_modified_time\0"
    "date.modified\0utime\0";

struct candidate {
    struct date date;
    struct str source;
    double score;
};

struct finder {
    struct clues *clues;
    struct str lang;
    uint32_t prose_at; /* where running text begins behind the headline */
    VEC(struct candidate) published, modified;
};

typedef VEC(struct candidate) candidate_list;

static void offer(struct finder *f, bool is_modified, struct str source,
                  const struct date *date, double score)
{
    struct candidate c = {*date, source, score};
    if (is_modified)
        *vec_push(&f->modified, f->clues->page->arena) = c;
    else
        *vec_push(&f->published, f->clues->page->arena) = c;
}

static bool offer_text(struct finder *f, bool is_modified, struct str source,
                       struct str text, double score)
{
    struct date date;
    if (!date_parse(text, f->lang, LATEST_YEAR, &date))
        return false;
    if (date.day == 0)
        score -= 50;
    offer(f, is_modified, source, &date, score);
    return true;
}

/* --- for machines ------------------------------------------------------- */

static void read_ld_object(struct finder *f, const struct json *object,
                           double score)
{
    static const struct {
        struct str key;
        double less;
        bool is_modified;
    } KEYS[] = {
        {STR("datePublished"), 0, false},
        {STR("dateCreated"), 8, false},
        {STR("uploadDate"), 20, false},
        {STR("dateModified"), 0, true},
    };
    for (size_t i = 0; i < sizeof KEYS / sizeof *KEYS; i++)
        offer_text(f, KEYS[i].is_modified, S("json-ld"),
                   json_text(json_get(object, KEYS[i].key)),
                   score - KEYS[i].less);
}

static void read_ld(struct finder *f)
{
    const struct jsonld *jsonld = f->clues->page->jsonld;
    if (f->clues->ld)
        read_ld_object(f, f->clues->ld, 100);
    for (size_t i = 0; i < jsonld->object_count; i++)
        if (jsonld->objects[i] != f->clues->ld &&
            jsonld_is(jsonld->objects[i], S("WebPage")))
            read_ld_object(f, jsonld->objects[i], 75);
}

static void read_meta(struct finder *f, bool is_modified, const char *names)
{
    for (int rank = 0; *names; names += strlen(names) + 1, rank++)
        offer_text(f, is_modified, str_of(names),
                   clues_meta(f->clues, str_of(names)), 95 - rank * 0.3);
}

/* The path of the page that a web archive shows: what stands behind the date
 * of its capture. */
static struct str archived_path(struct str path)
{
    size_t inner = str_find(path, S("/http"));
    return inner == STR_NONE || !str_starts(path, S("/web/"))
               ? path
               : str_from(path, inner + 1);
}

/* Names that nobody listed, but that speak for themselves:
 * "w-published-date". */
static void read_telling_meta(struct finder *f)
{
    for (size_t i = 0; i < f->clues->metas.len; i++) {
        const struct meta *meta = &f->clues->metas.at[i];
        bool tells = str_find(meta->name, S("publish")) != STR_NONE &&
                     (str_find(meta->name, S("date")) != STR_NONE ||
                      str_find(meta->name, S("time")) != STR_NONE);
        if (tells && meta->content.len < 40)
            offer_text(f, false, meta->name, meta->content, 72);
    }
}

static void read_url(struct finder *f)
{
    struct date date;
    struct str path = archived_path(f->clues->page->url.path);
    if (path.len == 0) {
        struct url url;
        struct str canonical = clues_meta(f->clues, S("og:url"));
        if (url_parse(f->clues->page->arena, canonical, NULL, &url) != OP_OK)
            return;
        path = url.path;
    }
    if (date_of_path(path, LATEST_YEAR, &date))
        offer(f, false, S("url"), &date, date.day ? 74 : 10);
}

/* --- near the headline -------------------------------------------------- */

/* 0 near the headline, more the farther away; large behind the body. */
static double distance(const struct finder *f, const struct node *node)
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

static bool says_modified(struct str text)
{
    static const struct str WORDS[] = {
        STR("updated"),
        STR("modified"),
        STR("aktualisiert"),
        STR("mis \u00e0 jour"),
        STR("actualizado"),
        STR("atualizado"),
        STR("aggiornato"),
        STR("bijgewerkt"),
        STR("uppdaterad"),
        STR("opdateret"),
        STR("oppdatert"),
        STR("aktualizacja"),
        STR("p\u00e4ivitetty"),
        STR("ge\u00e4ndert"),
        STR("changed"),
        STR("edited"),
        STR("last update"),
        STR("revised"),
        STR("\u043e\u0431\u043d\u043e\u0432\u043b\u0435\u043d")};
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
        if (str_ifind(text, WORDS[i]) != STR_NONE)
            return true;
    return false;
}

/* What is named a footer or a widget may be the headline's own line. */
static bool is_usable(const struct finder *f, const struct node *node)
{
    enum region region = clues_region(f->clues, node);
    return region == REGION_PLAIN ||
           (region == REGION_AWAY && node->order < f->prose_at &&
            distance(f, node) < NEAR_HEADLINE);
}

/* Microdata: content, datetime or the text of what is named datePublished. */
static void read_itemprops(struct finder *f)
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
        offer_text(f, modified, S("itemprop"), value,
                   (created ? 80 : 85) - distance(f, node) - away);
    }
}

/* What a time's or block's names say of it. */
static double name_bonus(const struct finder *f, const struct node *node,
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
            return says_modified(before->text);
        if (before->first && before->first->kind == NODE_TEXT)
            return says_modified(before->first->text);
    }
    return false;
}

static void read_time(struct finder *f, const struct node *node)
{
    bool modified;
    double score = 66 + name_bonus(f, node, &modified) - distance(f, node);
    struct str text = clues_text(f->clues, node);
    modified = modified || says_modified(text) || is_led_by_modified(node);
    struct str value = node_attr(node, ATTR_DATETIME);
    if (value.len == 0 || !offer_text(f, modified, S("time"), value, score))
        offer_text(f, modified, S("time"), text, score - 2);
}

/* An element named for a date; also title="" and data of hAtom. */
static void read_named(struct finder *f, const struct node *node)
{
    bool modified;
    double score = 58 + name_bonus(f, node, &modified) - distance(f, node);
    struct str text = clues_text(f->clues, node);
    struct date date;
    struct str title = node_attr(node, ATTR_TITLE);
    if (title.len > 0 && date_parse(title, f->lang, LATEST_YEAR, &date) &&
        date.day > 0) {
        offer(f, modified, S("class"), &date, score + 1);
        return;
    }
    if (text.len > BLOCK_MAX || !date_find(text, f->lang, LATEST_YEAR, &date))
        return;
    size_t first_digit = str_until(text, "0123456789");
    modified = modified || says_modified(str_sub(text, 0, first_digit)) ||
               is_led_by_modified(node);
    offer(f, modified, S("class"), &date, score);
}

static void read_times(struct finder *f)
{
    for (size_t i = 0; i < f->clues->times.len; i++) {
        const struct node *node = f->clues->times.at[i];
        if (!is_usable(f, node))
            continue;
        if (node->tag == TAG_TIME)
            read_time(f, node);
        else
            read_named(f, node);
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

static bool says_published(struct str text)
{
    static const struct str WORDS[] = {
        STR("published"),
        STR("posted"),
        STR("ver\u00f6ffentlicht"),
        STR("publi\u00e9"),
        STR("publicado"),
        STR("pubblicato"),
        STR("gepubliceerd"),
        STR("opublikowano"),
        STR("erstellt"),
        STR("date:"),
        STR("datum"),
        STR("stand:"),
        STR("vom "),
        STR("dodano"),
        STR("\u043e\u043f\u0443\u0431\u043b\u0438\u043a")};
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
        if (str_ifind(text, WORDS[i]) != STR_NONE)
            return true;
    return false;
}

/* Visible text of a block without a telling name. */
static void read_block(struct finder *f, const struct node *block)
{
    const struct page *page = f->clues->page;
    struct str text = block->kind == NODE_TEXT
                          ? text_fold(page->arena, utf8_clip(block->text, 600))
                          : clues_text(f->clues, block);
    struct date date;
    if (!date_find(text, f->lang, LATEST_YEAR, &date))
        return;
    struct str lead = str_sub(text, 0, str_until(text, "0123456789"));
    double score = 45 - distance(f, block);
    if (says_published(lead) || lead.len < 3)
        score += 8; /* said so, or a dateline */
    if (text.len > 120)
        score -= 8;
    if (f->clues->body_end > f->clues->body_start &&
        block->order >= f->clues->body_start && text.len > 60)
        score -= 6;
    offer(f, says_modified(lead), S("text"), &date, score);
}

static void read_text(struct finder *f)
{
    const struct page *page = f->clues->page;
    const struct node *done = NULL;
    size_t blocks = 0;
    for (uint32_t i = 1; i < page->node_count && blocks < BLOCKS_MAX; i++) {
        const struct node *node = page->nodes[i];
        if (node->kind != NODE_TEXT || page->facts[i].is_hidden ||
            str_until(node->text, "0123456789") == node->text.len ||
            !is_usable(f, node))
            continue;
        const struct node *block = block_of(page, node);
        if (block == done)
            continue;
        done = block;
        blocks++;
        read_block(f, block);
    }
}

/* --- the verdict -------------------------------------------------------- */

static const struct candidate *best_of(const struct candidate *at, size_t len)
{
    const struct candidate *best = NULL;
    for (size_t i = 0; i < len; i++)
        if (!best || at[i].score > best->score)
            best = &at[i];
    return best;
}

static bool is_same_day(const struct date *a, const struct date *b)
{
    return a->year == b->year && a->month == b->month && a->day == b->day;
}

/* A day without a time borrows the time another source gives for that day. */
static struct date with_time(const struct candidate *best,
                             const struct candidate *at, size_t len)
{
    struct date date = best->date;
    for (size_t i = 0; i < len && date.hour < 0; i++)
        if (at[i].date.hour >= 0 && at[i].score > 50 &&
            is_same_day(&date, &at[i].date))
            date = at[i].date;
    return date;
}

/* A machine's time is often that of Greenwich, the day in the URL that of the
 * newsroom: where both are a day apart, readers saw the newsroom's. */
static void prefer_local_day(const struct candidate *at, size_t len,
                             const struct candidate **best)
{
    if ((*best)->date.hour < 0)
        return;
    for (size_t i = 0; i < len; i++) {
        if (!str_eq(at[i].source, S("url")) || at[i].date.day == 0)
            continue;
        int apart = date_days(&at[i].date) - date_days(&(*best)->date);
        if (apart == 1 || apart == -1)
            *best = &at[i];
        return;
    }
}

static struct str settle(struct finder *f, struct article *article,
                         const char *field, const struct candidate *at,
                         size_t len)
{
    const struct candidate *best = best_of(at, len);
    prefer_local_day(at, len, &best);
    struct arena *arena = f->clues->page->arena;
    struct field_source *source =
        clues_source(f->clues, article, field, best->source);
    for (size_t i = 0; i < len; i++)
        if (at[i].score > 50 && !is_same_day(&at[i].date, &best->date))
            clues_alternative(source, at[i].source,
                              date_format(arena, &at[i].date));
    struct date date = with_time(best, at, len);
    return date_format(arena, &date);
}

static uint32_t find_prose(const struct clues *clues)
{
    const struct page *page = clues->page;
    uint32_t i = clues->headline ? clues->headline->order : clues->body_start;
    while (i < clues->body_end && (!node_is(page->nodes[i], TAG_P) ||
                                   page->facts[i].text_len < PROSE_MIN))
        i++;
    return i;
}

void dates_read(struct clues *clues, struct article *article)
{
    struct finder f = {.clues = clues,
                       .lang = clues->page->lang,
                       .prose_at = find_prose(clues)};
    read_ld(&f);
    read_meta(&f, false, PUBLISHED_META);
    read_meta(&f, true, MODIFIED_META);
    read_telling_meta(&f);
    read_itemprops(&f);
    read_url(&f);
    read_times(&f);
    const struct candidate *best = best_of(f.published.at, f.published.len);
    if (!best || best->score < 50)
        read_text(&f);
    if (f.published.len > 0)
        article->published =
            settle(&f, article, "published", f.published.at, f.published.len);
    const struct candidate *modified = best_of(f.modified.at, f.modified.len);
    if (!modified || (f.published.len > 0 && modified->score < 50))
        return;
    article->modified =
        settle(&f, article, "modified", f.modified.at, f.modified.len);
    if (f.published.len == 0) {
        article->published = article->modified;
        clues_source(clues, article, "published", S("modified"));
    }
}
