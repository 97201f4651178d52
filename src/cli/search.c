/* SPDX-License-Identifier: MIT */
/* search.c - offprint search: find words in a library. */
#include "library/search.h"

#include "base/json.h"
#include "cli/commands.h"
#include "cli/say.h"
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { SHOWN = 20 }; /* when --limit does not say */

static void tell(void *context, const char *sentence)
{
    say(context, SAY_WARNING, S(""), "%s", sentence);
}

/* --- for people -------------------------------------------------------- */

static bool has_colour(void)
{
    const char *none = getenv("NO_COLOR"), *term = getenv("TERM");
    return isatty(STDOUT_FILENO) && !(none && *none) && term &&
           !str_eq(str_of(term), S("dumb"));
}

/* Marks become bold, or nothing; what could move a cursor becomes '?'. */
static void print_text(struct str text, bool colour)
{
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.at[i];
        if (c == SEARCH_MARK || c == SEARCH_MARK_END)
            fputs(!colour            ? ""
                  : c == SEARCH_MARK ? "\033[1m"
                                     : "\033[0m",
                  stdout);
        else
            putchar(c == '\n' ? ' ' : c < 0x20 || c == 0x7F ? '?' : c);
    }
}

static void print_hit(const struct search_hit *hit, bool colour)
{
    print_text(hit->title.len ? hit->title : hit->url, colour);
    fputs("\n  ", stdout);
    print_text(hit->archive, colour);
    if (hit->versions > 1)
        printf(" (%sversion %lld of %lld)",
               hit->is_former ? "no longer so; " : "", (long long)hit->version,
               (long long)hit->versions);
    fputs("\n  ", stdout);
    print_text(str_sub(hit->date, 0, 10), colour);
    if (hit->authors.len) {
        fputs(" · ", stdout);
        print_text(hit->authors, colour);
    }
    fputs(" · ", stdout);
    print_text(hit->url, colour);
    if (hit->gone_since.len)
        printf(" (gone since %.*s)", STR_ARG(str_sub(hit->gone_since, 0, 10)));
    if (hit->snippet.len) {
        fputs("\n  ", stdout);
        print_text(str_trim(hit->snippet), colour);
    }
    putchar('\n');
}

/* --- for programs ------------------------------------------------------ */

static struct str without_marks(struct arena *arena, struct str text)
{
    char *out = arena_alloc(arena, text.len + 1);
    size_t len = 0;
    for (size_t i = 0; i < text.len; i++)
        if (text.at[i] != SEARCH_MARK && text.at[i] != SEARCH_MARK_END)
            out[len++] = text.at[i];
    return str_make(out, len);
}

static void put_hit(struct arena *arena, struct json_writer *w,
                    const struct search_hit *hit)
{
    json_open(w, '{');
    json_key_str(w, "archive", hit->archive);
    json_key_int(w, "version", hit->version);
    json_key_int(w, "versions", hit->versions);
    json_key_bool(w, "former", hit->is_former);
    json_key_str_or_null(w, "title", hit->title);
    json_key_str_or_null(w, "authors", hit->authors);
    json_key_str_or_null(w, "date", hit->date);
    json_key_str(w, "url", hit->url);
    json_key_str_or_null(w, "language", hit->language);
    json_key_str_or_null(w, "gone_since", hit->gone_since);
    json_key(w, "score");
    json_decimal(w, hit->score);
    json_key_str_or_null(w, "snippet", without_marks(arena, hit->snippet));
    json_close(w, '}');
}

static void print_json(struct arena *arena, const search_list *hits)
{
    struct buf out;
    buf_init(&out, 1u << 30);
    struct json_writer w = {.out = &out, .indent = 1};
    json_open(&w, '[');
    for (size_t i = 0; i < hits->len; i++)
        put_hit(arena, &w, &hits->at[i]);
    json_close(&w, ']');
    printf("%.*s\n", STR_ARG(buf_str(&out)));
    buf_free(&out);
}

/* --- the command ------------------------------------------------------- */

/* All operands but the first, as one query. */
static struct str query_of(struct arena *arena, const struct options *options)
{
    struct str query = S("");
    for (size_t i = 1; i < options->operand_count; i++)
        query = arena_printf(arena, "%.*s %s", STR_ARG(query),
                             options->operands[i]);
    return query;
}

int command_search(struct arena *arena, const struct options *options)
{
    struct speaker speaker = say_setup(options);
    struct op_error err = {0};
    struct library library;
    search_list hits;
    struct library_options how = {.tell = tell, .context = &speaker};
    if (options->operand_count < 2) {
        error_set(&err, OP_USAGE, OP_STAGE_OPTIONS, S(""),
                  "search needs a library and a query");
        return say_failure(&err);
    }
    enum op_status status =
        library_open(&library, arena, options->operands[0], &how, &err);
    if (status == OP_OK)
        status = search(&library, query_of(arena, options),
                        options->limit ? (size_t)options->limit : SHOWN, &hits,
                        &err);
    if (status == OP_OK && options->json)
        print_json(arena, &hits);
    bool colour = has_colour();
    for (size_t i = 0; status == OP_OK && !options->json && i < hits.len; i++)
        print_hit(&hits.at[i], colour);
    library_close(&library);
    return status == OP_OK ? 0 : say_failure(&err);
}
