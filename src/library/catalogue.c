/* SPDX-License-Identifier: MIT */
/* catalogue.c - archives in the tables. */
#include "library/catalogue.h"

#include "article/twin.h"
#include "net/url.h"
#include "text/unicode.h"

enum { SAMPLE = 4000, DENSE_SHARE = 5 /* one in five */ };

/* --- scripts without spaces -------------------------------------------- */

static bool is_dense_letter(uint32_t c)
{
    return (c >= 0x0E00 && c <= 0x0EFF) || /* Thai, Lao */
           (c >= 0x1000 && c <= 0x109F) || /* Myanmar */
           (c >= 0x1780 && c <= 0x17FF) || /* Khmer */
           (c >= 0x3040 && c <= 0x30FF) || /* kana */
           (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) ||
           (c >= 0x20000 && c <= 0x3FFFF);
}

bool catalogue_is_dense(struct str text)
{
    struct str rest = str_sub(text, 0, SAMPLE);
    size_t dense = 0, all = 0;
    for (uint32_t c; utf8_next(&rest, &c); all++)
        dense += is_dense_letter(c);
    return dense > 0 && dense >= all / DENSE_SHARE;
}

/* --- putting ----------------------------------------------------------- */

static struct str join(struct arena *arena, const struct json *list)
{
    struct str all = S("");
    for (const struct json *item = list ? list->first : NULL; item;
         item = item->next)
        all = all.len ? arena_printf(arena, "%.*s, %.*s", STR_ARG(all),
                                     STR_ARG(item->text))
                      : item->text;
    return all;
}

static struct str host_of(struct arena *arena, struct str text)
{
    struct url url;
    return url_parse(arena, text, NULL, &url) == OP_OK ? url.host : S("");
}

#define INTO(table)                                                            \
    "INSERT INTO " table "(rowid, title, authors, text) VALUES(?1, ?2, ?3, "   \
    "?4)"

static void put_prose(struct sql *sql, int64_t id, struct str title,
                      struct str authors, struct str text)
{
    sql_do(sql, catalogue_is_dense(text) ? INTO("dense") : INTO("prose"),
           "ittt", id, title, authors, text);
}

static void put_parts(struct sql *sql, struct arena *scratch, int64_t archive,
                      int64_t ordinal, const struct json *about)
{
    const struct json *list = json_get(about, S("parts"));
    int64_t number = 1;
    for (const struct json *part = list ? list->first : NULL; part;
         part = part->next) {
        const struct json *validators = json_get(part, S("validators"));
        struct str url = holding_text(part, "url");
        sql_do(sql,
               "INSERT INTO part(archive, ordinal, number, key, url, fetched,"
               " sha256, etag, last_modified, warc_record)"
               " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
               "iiittttttt", archive, ordinal, number++,
               holding_key(scratch, url), url, holding_text(part, "fetched"),
               holding_text(part, "sha256"), holding_text(validators, "etag"),
               holding_text(validators, "last_modified"),
               holding_text(part, "warc_record"));
    }
}

/* What the article `id` said before. */
static void put_formers(struct sql *sql, int64_t id, size_t index,
                        const struct holding *holding)
{
    for (size_t i = 0; i < holding->formers.len; i++) {
        const struct holding_former *former = &holding->formers.at[i];
        const struct edition *was = &former->edition;
        if (former->article != index)
            continue;
        sql_do(sql,
               "INSERT INTO edition(article, version, fetched, title, authors,"
               " published, language) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)",
               "iittttt", id, former->version, former->date, was->title,
               was->authors, was->published, was->language);
        sql_do(sql,
               catalogue_is_dense(was->text) ? INTO("dense_former")
                                             : INTO("former"),
               "ittt", sql_last_id(sql), was->title, was->authors, was->text);
    }
}

static void put_article(struct sql *sql, struct arena *scratch, int64_t archive,
                        size_t ordinal, const struct holding *holding)
{
    const struct holding_article *article = &holding->articles.at[ordinal];
    const struct json *about = article->about;
    const struct json *validators = json_get(about, S("validators"));
    struct str authors = join(scratch, json_get(about, S("authors")));
    struct str title = holding_text(about, "title");
    sql_do(sql,
           "INSERT INTO article(archive, ordinal, key, url, final_url,"
           " canonical_url, host, role, title, authors, published, modified,"
           " site_name, language, words, fetched, status, sha256, prose, etag,"
           " last_modified, warc_record, version, gone_since, gone_reason)"
           " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13,"
           " ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25)",
           "iitttttttttttti"
           "tit"
           "ttttitt",
           archive, (int64_t)ordinal, article->key, article->url,
           article->final_url, holding_text(about, "canonical_url"),
           host_of(scratch, article->final_url), holding_text(about, "role"),
           title, authors, holding_text(about, "published"),
           holding_text(about, "modified"), holding_text(about, "site_name"),
           holding_text(about, "language"), holding_number(about, "word_count"),
           holding_text(about, "fetched"), holding_number(about, "status"),
           holding_text(about, "sha256"), holding_text(about, "prose"),
           holding_text(validators, "etag"),
           holding_text(validators, "last_modified"),
           holding_text(about, "warc_record"), article->version,
           article->gone_since, article->gone_reason);
    int64_t id = sql_last_id(sql);
    put_prose(sql, id, title, authors, article->text);
    uint64_t print = twin_print(scratch, article->text);
    if (print)
        sql_do(sql, "INSERT INTO fingerprint(article, print) VALUES(?1, ?2)",
               "ii", id, (int64_t)print);
    put_parts(sql, scratch, archive, (int64_t)ordinal, about);
    put_formers(sql, id, ordinal, holding);
}

static void put_losses(struct sql *sql, int64_t archive,
                       const struct json *verdict)
{
    const struct json *list = json_get(verdict, S("losses"));
    int64_t ordinal = 0;
    for (const struct json *loss = list ? list->first : NULL; loss;
         loss = loss->next)
        sql_do(sql,
               "INSERT INTO loss(archive, ordinal, url, stage, status, detail)"
               " VALUES(?1, ?2, ?3, ?4, ?5, ?6)",
               "iitttt", archive, ordinal++, holding_text(loss, "url"),
               holding_text(loss, "stage"), holding_text(loss, "status"),
               holding_text(loss, "detail"));
}

static void put_seeds(struct sql *sql, struct arena *scratch, int64_t archive,
                      const struct holding *holding)
{
    const struct json *list = json_get(holding->about, S("seeds"));
    for (const struct json *seed = list ? list->first : NULL; seed;
         seed = seed->next) {
        struct str key = holding_key(scratch, seed->text);
        sql_do(sql,
               "INSERT INTO archive_seed(archive, key, url)"
               " VALUES(?1, ?2, ?3)",
               "itt", archive, key, seed->text);
        sql_do(sql,
               "INSERT INTO seed(key, url, state, archive, finished)"
               " VALUES(?1, ?2, 'done', ?3, ?4) ON CONFLICT(key) DO UPDATE"
               " SET state = 'done', archive = excluded.archive, status = NULL,"
               " finished = excluded.finished, detail = NULL,"
               " failing_since = NULL",
               "tttt", key, seed->text, holding->path,
               holding_text(holding->about, "created"));
    }
}

static void put_events(struct sql *sql, int64_t archive,
                       const struct holding *holding)
{
    for (size_t i = 0; i < holding->events.len; i++) {
        const struct holding_event *event = &holding->events.at[i];
        const struct json *about = event->about;
        sql_do(sql,
               "INSERT INTO version(archive, number, ordinal, date, url,"
               " change, title, sha256, prose, warc_record, reason)"
               " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
               "iiitttttttt", archive, event->version, (int64_t)i, event->date,
               holding_text(about, "url"), holding_text(about, "change"),
               holding_text(about, "title"), holding_text(about, "sha256"),
               holding_text(about, "prose"), holding_text(about, "warc_record"),
               holding_text(about, "reason"));
    }
}

void catalogue_put(struct sql *sql, struct arena *scratch,
                   const struct holding *holding)
{
    const struct json *about = holding->about;
    const struct json *verdict = json_get(about, S("verdict"));
    const struct json *complete = json_get(verdict, S("complete"));
    catalogue_drop(sql, holding->path);
    sql_do(sql,
           "INSERT INTO archive(path, bytes, mtime_ns, created, newest,"
           " version, complete) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)",
           "tiittii", holding->path, holding->bytes, holding->mtime_ns,
           holding_text(about, "created"), holding->newest, holding->version,
           (int64_t)(complete && str_eq(complete->text, S("true"))));
    int64_t id = sql_last_id(sql);
    for (size_t i = 0; i < holding->articles.len; i++)
        put_article(sql, scratch, id, i, holding);
    put_losses(sql, id, verdict);
    put_seeds(sql, scratch, id, holding);
    put_events(sql, id, holding);
}

int64_t catalogue_id(struct sql *sql, struct str path)
{
    return sql_number(sql, 0, "SELECT id FROM archive WHERE path = ?1", "t",
                      path);
}

#define ARTICLES " (SELECT id FROM article WHERE archive = ?1)"
#define EDITIONS " (SELECT id FROM edition WHERE article IN" ARTICLES ")"

void catalogue_drop(struct sql *sql, struct str path)
{
    int64_t id = catalogue_id(sql, path);
    if (!id)
        return;
    sql_do(sql, "DELETE FROM prose WHERE rowid IN" ARTICLES, "i", id);
    sql_do(sql, "DELETE FROM dense WHERE rowid IN" ARTICLES, "i", id);
    sql_do(sql, "DELETE FROM former WHERE rowid IN" EDITIONS, "i", id);
    sql_do(sql, "DELETE FROM dense_former WHERE rowid IN" EDITIONS, "i", id);
    sql_do(sql, "DELETE FROM archive WHERE id = ?1", "i", id);
}

void catalogue_settle(struct sql *sql)
{
    sql_do(sql,
           "UPDATE seed SET state = 'open', archive = NULL, finished = NULL"
           " WHERE archive NOT IN (SELECT path FROM archive)",
           "");
    sql_do(sql,
           "INSERT INTO seed(key, url, state, archive, finished)"
           " SELECT s.key, min(s.url), 'done', min(a.path), min(a.created)"
           " FROM archive_seed s JOIN archive a ON a.id = s.archive"
           " GROUP BY s.key HAVING true"
           " ON CONFLICT(key) DO UPDATE SET state = 'done',"
           " archive = excluded.archive, finished = excluded.finished,"
           " status = NULL, detail = NULL, failing_since = NULL"
           " WHERE seed.state <> 'done'",
           "");
}
