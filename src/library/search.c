/* SPDX-License-Identifier: MIT */
/* search.c - find words in a library. */
#include "library/search.h"

#include "base/map.h"
#include "library/catalogue.h"
#include "text/unicode.h"
#include <unistd.h>

/* Trigrams begin at three characters: what is shorter is looked for in all. */
enum { SHORTEST_TRIGRAM = 3 };

struct wanted {
    struct str words; /* for FTS5; may be empty */
    struct str site, author, since, language;
};

struct query {
    struct library *library;
    struct wanted wanted;
    size_t max;
    search_list *hits;
    struct map seen; /* keys of articles */
};

/* --- the query --------------------------------------------------------- */

/* The next word, a quoted part kept together. */
static bool next_term(struct str *rest, struct str *term)
{
    str_cut(rest, str_span(*rest, STR_SPACE));
    size_t end = 0;
    for (bool quoted = false; end < rest->len; end++) {
        if (rest->at[end] == '"')
            quoted = !quoted;
        else if (!quoted && char_is_space(rest->at[end]))
            break;
    }
    *term = str_cut(rest, end);
    return term->len > 0;
}

static bool take_filter(struct str term, struct wanted *wanted)
{
    const struct {
        struct str name;
        struct str *value;
    } filters[] = {
        {S("site:"), &wanted->site},
        {S("author:"), &wanted->author},
        {S("since:"), &wanted->since},
        {S("lang:"), &wanted->language},
    };
    for (size_t i = 0; i < sizeof filters / sizeof *filters; i++) {
        if (!str_istarts(term, filters[i].name))
            continue;
        *filters[i].value =
            str_trim_set(str_from(term, filters[i].name.len), "\"");
        return true;
    }
    return false;
}

/* As an FTS5 string: in quotes, its own doubled. */
static struct str quoted(struct arena *arena, struct str text)
{
    char *out = arena_alloc(arena, 2 * text.len + 2);
    size_t len = 0;
    out[len++] = '"';
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] == '"')
            out[len++] = '"';
        out[len++] = text.at[i];
    }
    out[len++] = '"';
    return str_make(out, len);
}

static void add_word(struct arena *arena, struct str *words, struct str word)
{
    *words = words->len ? arena_printf(arena, "%.*s %.*s", STR_ARG(*words),
                                       STR_ARG(word))
                        : word;
}

static void read_query(struct arena *arena, struct str query, bool is_plain,
                       struct wanted *wanted)
{
    struct str term;
    *wanted = (struct wanted){.words = S("")};
    while (next_term(&query, &term)) {
        if (take_filter(term, wanted))
            continue;
        struct str bare = str_trim_set(term, "\"");
        add_word(arena, &wanted->words, is_plain ? quoted(arena, bare) : term);
    }
    if (!wanted->author.len)
        return;
    struct str author = arena_printf(arena, "authors : %.*s",
                                     STR_ARG(quoted(arena, wanted->author)));
    wanted->words = wanted->words.len
                        ? arena_printf(arena, "(%.*s) AND %.*s",
                                       STR_ARG(wanted->words), STR_ARG(author))
                        : author;
}

/* --- asking ------------------------------------------------------------ */

/* `of` is what tells of the version: x, the newest, or e, a former one. */
#define COLUMNS(of)                                                            \
    "SELECT t.rowid, a.path, " of ".version, a.version, " of ".title, " of     \
    ".authors, coalesce(" of ".published, " of ".fetched), x.final_url, " of   \
    ".language, x.gone_since, x.key, "
#define FILTERS(of)                                                            \
    " (?2 IS NULL OR x.host = ?2 OR x.host LIKE '%.' || ?2)"                   \
    " AND (?3 IS NULL OR coalesce(" of ".published, " of ".fetched) >= ?3)"    \
    " AND (?4 IS NULL OR " of ".language = ?4 COLLATE NOCASE"                  \
    " OR " of ".language LIKE ?4 || '-%')"
#define ARCHIVE " JOIN archive a ON a.id = x.archive"
#define NEWEST  " t JOIN article x ON x.id = t.rowid" ARCHIVE
#define FORMER                                                                 \
    " t JOIN edition e ON e.id = t.rowid JOIN article x ON x.id = "            \
    "e.article" ARCHIVE
#define RANKED(of, table, joined)                                              \
    COLUMNS(of)                                                                \
    "-t.rank FROM " table joined " WHERE t." table                             \
    " MATCH ?1 AND" FILTERS(of) " ORDER BY t.rank"
#define CONTAINED(of, table, joined)                                           \
    COLUMNS(of)                                                                \
    "1 FROM " table joined " WHERE (t.text LIKE '%' || ?1 || '%'"              \
    " OR t.title LIKE '%' || ?1 || '%') AND" FILTERS(                          \
        of) " ORDER BY " of ".published DESC, t.rowid"
#define SNIPPET(table, tokens)                                                 \
    "SELECT snippet(" table ", -1, char(1), char(2), ' … ', " tokens           \
    ") FROM " table " WHERE " table " MATCH ?1 AND rowid = ?2"

static const char BY_FILTER[] = COLUMNS(
    "x") "0 FROM article t JOIN article x ON x.id = t.id" ARCHIVE
         " WHERE ?1 IS NULL AND" FILTERS(
             "x") " ORDER BY coalesce(x.published, x.fetched) DESC, x.id";

/* What is asked of the newest versions and, for what they do not say any more,
 * of the former ones. */
enum depth { OF_NEWEST, OF_FORMER, DEPTHS };

static const char *const IN_PROSE[DEPTHS] = {RANKED("x", "prose", NEWEST),
                                             RANKED("e", "former", FORMER)};
static const char *const IN_DENSE[DEPTHS] = {
    RANKED("x", "dense", NEWEST), RANKED("e", "dense_former", FORMER)};
static const char *const IN_ALL_DENSE[DEPTHS] = {
    CONTAINED("x", "dense", NEWEST), CONTAINED("e", "dense_former", FORMER)};
static const char *const PROSE_SNIPPET[DEPTHS] = {SNIPPET("prose", "24"),
                                                  SNIPPET("former", "24")};
static const char *const DENSE_SNIPPET[DEPTHS] = {
    SNIPPET("dense", "64"), SNIPPET("dense_former", "64")};

/* How this query is asked, and how its snippets are had; NULL: there are
 * none. */
struct way {
    const char *question, *snippet;
    struct str words;
};

static struct way way_of(const struct wanted *wanted, enum depth depth)
{
    struct str words = wanted->words;
    if (!words.len)
        return (struct way){depth == OF_NEWEST ? BY_FILTER : NULL, NULL, words};
    if (!catalogue_is_dense(words))
        return (struct way){IN_PROSE[depth], PROSE_SNIPPET[depth], words};
    struct str bare = str_trim_set(words, "\"");
    if (utf8_count(bare) < SHORTEST_TRIGRAM)
        return (struct way){IN_ALL_DENSE[depth], NULL, bare};
    return (struct way){IN_DENSE[depth], DENSE_SNIPPET[depth], words};
}

static struct str snippet_of(struct library *library, const struct way *way,
                             int64_t id)
{
    struct str snippet = S("");
    if (!way->snippet)
        return snippet;
    struct sql_rows rows =
        sql_ask(library->sql, way->snippet, "ti", way->words, id);
    if (sql_next(&rows))
        snippet = arena_dup(library->arena, sql_text(&rows, 0));
    sql_stop(&rows);
    return snippet;
}

static struct search_hit hit_of(struct library *library,
                                const struct sql_rows *rows)
{
    struct arena *arena = library->arena;
    return (struct search_hit){
        .archive = library_path(library, sql_text(rows, 1)),
        .version = sql_int(rows, 2),
        .versions = sql_int(rows, 3),
        .title = arena_dup(arena, sql_text(rows, 4)),
        .authors = arena_dup(arena, sql_text(rows, 5)),
        .date = arena_dup(arena, sql_text(rows, 6)),
        .url = arena_dup(arena, sql_text(rows, 7)),
        .language = arena_dup(arena, sql_text(rows, 8)),
        .gone_since = arena_dup(arena, sql_text(rows, 9)),
        .score = sql_real(rows, 11),
    };
}

/* Articles stand in many archives, as related posts: the first one counts.
 * Archives that were taken away since the last run are passed over. */
static void ask(struct query *q, enum depth depth)
{
    struct library *library = q->library;
    const struct wanted *wanted = &q->wanted;
    struct way way = way_of(wanted, depth);
    if (!way.question)
        return;
    struct sql_rows rows =
        sql_ask(library->sql, way.question, "tttt", way.words, wanted->site,
                wanted->since, wanted->language);
    while (q->hits->len < q->max && sql_next(&rows)) {
        void **slot = map_slot(&q->seen, library->arena,
                               arena_dup(library->arena, sql_text(&rows, 10)));
        struct search_hit hit = hit_of(library, &rows);
        if (*slot || access(hit.archive.at, F_OK))
            continue;
        *slot = library;
        hit.is_former = depth == OF_FORMER;
        hit.snippet = snippet_of(library, &way, sql_int(&rows, 0));
        *vec_push(q->hits, library->arena) = hit;
    }
    sql_stop(&rows);
}

static enum op_status ask_all(struct query *q, struct op_error *err)
{
    q->seen = (struct map){0};
    q->hits->len = 0;
    ask(q, OF_NEWEST);
    ask(q, OF_FORMER);
    return sql_end(q->library->sql, err);
}

enum op_status search(struct library *library, struct str query, size_t max,
                      search_list *hits, struct op_error *err)
{
    struct query q = {.library = library, .max = max, .hits = hits};
    *hits = (search_list){0};
    read_query(library->arena, query, false, &q.wanted);
    if (!q.wanted.words.len && !q.wanted.site.len && !q.wanted.since.len &&
        !q.wanted.language.len)
        return error_set(err, OP_USAGE, OP_STAGE_OPTIONS, S(""),
                         "there is nothing to search for");
    enum op_status status = ask_all(&q, err);
    if (status != OP_USAGE)
        return status;
    read_query(library->arena, query, true, &q.wanted);
    return ask_all(&q, err);
}
