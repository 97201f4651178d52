/* SPDX-License-Identifier: MIT */
/* dates.c - when an article was published, and when it was changed last. */
#include "article/dates.h"

#include "article/dates_found.h"
#include "text/date_plain.h"
#include "text/unicode.h"
#include <string.h>

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
    "weibo:article:create_at\0og:release_date\0"
    "pdate\0date\0dateline\0sdate\0doc_date\0timestamp\0";
static const char MODIFIED_META[] =
    "article:modified_time\0og:updated_time\0og:modified_time\0"
    "datemodified\0dcterms.modified\0dc.date.modified\0article:modified\0"
    "last-modified\0lastmod\0lastmodified\0modified_time\0updated_time\0"
    "revised\0modificationdate\0shareaholic:article_modified_time\0"
    "date.modified\0utime\0";

void date_offer(struct date_finder *f, bool is_modified, struct str source,
                const struct date *date, double score)
{
    struct date_candidate c = {*date, source, score, false, f->is_machine};
    if (is_modified)
        *vec_push(&f->modified, f->clues->page->arena) = c;
    else
        *vec_push(&f->published, f->clues->page->arena) = c;
}

/* Where readers are used to dots, a date with slashes in what is said for
 * machines is as programs write it: 10/20/2020. */
static struct str lang_of(const struct date_finder *f, struct str text)
{
    static const char DOTTED[] = "de pl ru uk cs sk fi";
    return f->is_machine && str_has_byte(text, '/') && f->lang.len >= 2 &&
                   str_has_word(S(DOTTED), str_sub(f->lang, 0, 2))
               ? S("en-US")
               : f->lang;
}

bool date_offer_text(struct date_finder *f, bool is_modified, struct str source,
                     struct str text, double score)
{
    struct date date;
    if (!date_parse(text, lang_of(f, text), LATEST_YEAR, &date))
        return false;
    if (date.day == 0)
        score -= 50;
    date_offer(f, is_modified, source, &date, score);
    return true;
}

/* --- for machines ------------------------------------------------------- */

/* A text, or the number of a clock that counts from 1970. */
static struct str ld_date(const struct json *value)
{
    return value && value->kind == JSON_IS_NUMBER ? value->text
                                                  : json_text(value);
}

static void read_ld_object(struct date_finder *f, const struct json *object,
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
        date_offer_text(f, KEYS[i].is_modified, S("json-ld"),
                        ld_date(json_get(object, KEYS[i].key)),
                        score - KEYS[i].less);
}

static void read_ld(struct date_finder *f)
{
    const struct jsonld *jsonld = f->clues->page->jsonld;
    if (f->clues->ld)
        read_ld_object(f, f->clues->ld, 100);
    for (size_t i = 0; i < jsonld->object_count; i++)
        if (jsonld->objects[i] != f->clues->ld &&
            jsonld_is(jsonld->objects[i], S("WebPage")))
            read_ld_object(f, jsonld->objects[i], 75);
}

static void read_meta(struct date_finder *f, bool is_modified,
                      const char *names)
{
    for (int rank = 0; *names; names += strlen(names) + 1, rank++)
        date_offer_text(f, is_modified, str_of(names),
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
static void read_telling_meta(struct date_finder *f)
{
    for (size_t i = 0; i < f->clues->metas.len; i++) {
        const struct meta *meta = &f->clues->metas.at[i];
        bool tells = str_find(meta->name, S("publish")) != STR_NONE &&
                     (str_find(meta->name, S("date")) != STR_NONE ||
                      str_find(meta->name, S("time")) != STR_NONE);
        if (tells && meta->content.len < 40)
            date_offer_text(f, false, meta->name, meta->content, 72);
    }
}

/* Some name the day behind the headline: "Ferry | The Herald | 28.04.2023". */
static void read_title(struct date_finder *f)
{
    struct str title = f->clues->page_title;
    size_t bar = title.len;
    while (bar > 0 && title.at[bar - 1] != '|')
        bar--;
    struct str last = str_trim(str_from(title, bar));
    if (bar > 0 && last.len < 30 && date_until_digit(last) < last.len)
        date_offer_text(f, false, S("title"), last, 60);
}

static void read_url(struct date_finder *f)
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
        date_offer(f, false, S("url"), &date, date.day ? 74 : 10);
}

/* The page's language, with the country where only og:locale has it: what
 * 12/03 means depends on it. */
static struct str dated_in(const struct clues *clues)
{
    struct str lang = clues->page->lang;
    struct str locale = clues_meta(clues, S("og:locale"));
    return lang.len == 2 && locale.len == 5 && str_istarts(locale, lang)
               ? locale
               : lang;
}

/* What was written before it was published has not been changed since. */
static void drop_earlier(struct date_finder *f, struct str published)
{
    struct date first;
    size_t kept = 0;
    if (!date_parse(published, S(""), LATEST_YEAR, &first) || first.day == 0)
        return;
    for (size_t i = 0; i < f->modified.len; i++) {
        const struct date *date = &f->modified.at[i].date;
        bool is_exact = date->hour >= 0 && first.hour >= 0 &&
                        date->has_offset && first.has_offset;
        bool is_earlier = is_exact ? date_seconds(date) < date_seconds(&first)
                                   : date_days(date) < date_days(&first);
        if (!is_earlier)
            f->modified.at[kept++] = f->modified.at[i];
    }
    f->modified.len = kept;
}

void dates_read(struct clues *clues, struct article *article)
{
    struct date_finder f = {.clues = clues, .lang = dated_in(clues)};
    f.is_machine = true;
    read_ld(&f);
    read_meta(&f, false, PUBLISHED_META);
    read_meta(&f, true, MODIFIED_META);
    f.is_machine = false;
    read_telling_meta(&f);
    read_title(&f);
    read_url(&f);
    dates_read_page(&f);
    const struct date_candidate *best =
        date_best(f.published.at, f.published.len);
    f.is_sure = best && best->score >= 50;
    dates_read_text(&f);
    if (f.published.len == 0 && f.modified.len == 0)
        dates_read_aside(&f);
    if (f.published.len > 0)
        article->published = date_settle(&f, article, "published",
                                         f.published.at, f.published.len);
    drop_earlier(&f, article->published);
    const struct date_candidate *modified =
        date_best(f.modified.at, f.modified.len);
    if (!modified || (f.published.len > 0 && modified->score < 50))
        return;
    article->modified =
        date_settle(&f, article, "modified", f.modified.at, f.modified.len);
    if (f.published.len == 0) {
        article->published = article->modified;
        clues_source(clues, article, "published", S("modified"));
    }
}
