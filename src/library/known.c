/* SPDX-License-Identifier: MIT */
/* known.c - the articles of an archive as they stand in the catalogue. */
#include "library/known.h"

#include "library/catalogue.h"

static void read_articles(struct arena *arena, struct sql *sql, int64_t archive,
                          known_list *known)
{
    struct sql_rows rows = sql_ask(
        sql,
        "SELECT url, title, prose, words, version, gone_since IS NOT NULL,"
        " role = 'seed' FROM article WHERE archive = ?1 ORDER BY ordinal",
        "i", archive);
    while (sql_next(&rows))
        *vec_push(known, arena) = (struct known_article){
            .url = arena_dup(arena, sql_text(&rows, 0)),
            .title = arena_dup(arena, sql_text(&rows, 1)),
            .prose = arena_dup(arena, sql_text(&rows, 2)),
            .words = sql_int(&rows, 3),
            .version = sql_int(&rows, 4),
            .is_gone = sql_int(&rows, 5),
            .is_seed = sql_int(&rows, 6),
        };
}

static void read_pages(struct arena *arena, const struct look *look,
                       int64_t archive, known_list *known)
{
    struct sql_rows rows =
        sql_ask(look->library->sql,
                "SELECT ordinal, key, warc_record, sha256 FROM page"
                " WHERE archive = ?1 ORDER BY ordinal, number",
                "i", archive);
    while (sql_next(&rows)) {
        struct known_page page = {
            .key = arena_dup(arena, sql_text(&rows, 1)),
            .warc_record = arena_dup(arena, sql_text(&rows, 2)),
            .sha256 = arena_dup(arena, sql_text(&rows, 3)),
        };
        page.now = look_get(look, page.key);
        size_t ordinal = (size_t)sql_int(&rows, 0);
        if (ordinal < known->len)
            *vec_push(&known->at[ordinal].pages, arena) = page;
    }
}

enum op_status known_read(struct arena *arena, const struct look *look,
                          struct str path, known_list *known,
                          struct op_error *err)
{
    struct sql *sql = look->library->sql;
    int64_t archive = catalogue_id(sql, path);
    read_articles(arena, sql, archive, known);
    read_pages(arena, look, archive, known);
    return sql_end(sql, err);
}

enum look_state known_page_state(const struct known_page *page)
{
    return page->now ? page->now->state : LOOK_OPEN;
}

enum look_state known_state(const struct known_article *known)
{
    enum look_state state = known_page_state(&known->pages.at[0]);
    for (size_t i = 1; i < known->pages.len && state != LOOK_GONE; i++)
        if (known_page_state(&known->pages.at[i]) == LOOK_CHANGED)
            state = LOOK_CHANGED;
    return state;
}
