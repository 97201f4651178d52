/* SPDX-License-Identifier: MIT */
/* changes.c - what a run changed, article by article. */
#include "cli/changes.h"

#include "base/file.h"
#include "cli/hook.h"
#include "html/serialize.h"
#include "text/typed.h"
#include <string.h>

#define MAX_REPORT_BYTES ((size_t)1 << 30)
#define MAIL_ARTICLES    100

/* In the order they are told in. */
static const struct {
    enum article_change change;
    const char *heading;
} SECTIONS[] = {
    {CHANGE_NEW, "New"},          {CHANGE_EDITED, "Changed"},
    {CHANGE_GONE, "Disappeared"}, {CHANGE_RETURNED, "There again"},
    {CHANGE_FAILED, "Failed"},
};
#define SECTION_COUNT (sizeof SECTIONS / sizeof *SECTIONS)

static size_t count(const struct run_outcome *run, enum article_change change)
{
    size_t n = 0;
    for (size_t i = 0; i < run->articles.len; i++)
        n += run->articles.at[i].change == change;
    return n;
}

bool changes_any(const struct run_outcome *run)
{
    return run->articles.len > 0;
}

static struct str name_of(const struct article_outcome *article)
{
    return article->title.len ? article->title : article->url;
}

static bool has_new_title(const struct article_outcome *article)
{
    return article->old_title.len && article->title.len &&
           !str_eq(article->old_title, article->title);
}

/* --- one line of counts ------------------------------------------------ */

static void put_counts(const struct run_outcome *run, struct buf *out)
{
    for (size_t i = 0; i < SECTION_COUNT; i++) {
        size_t n = count(run, SECTIONS[i].change);
        if (n)
            buf_printf(out, "%zu %.*s, ", n,
                       STR_ARG(article_change_name(SECTIONS[i].change)));
    }
    struct str received = say_bytes(run->arena, run->received);
    struct str written = say_bytes(run->arena, run->written);
    buf_printf(out, "%zu unchanged; %.*s received, %.*s written, %lld.%lld s",
               run->unchanged, STR_ARG(received), STR_ARG(written),
               (long long)(run->duration_ms / 1000),
               (long long)(run->duration_ms % 1000 / 100));
}

/* --- text -------------------------------------------------------------- */

static void put_line(const char *lead, struct str text, struct buf *out)
{
    if (!text.len)
        return;
    buf_put(out, str_of(lead));
    text_put_visible(text, out);
    buf_putc(out, '\n');
}

static void put_text_article(const struct article_outcome *article,
                             struct buf *out)
{
    put_line("  ", name_of(article), out);
    if (has_new_title(article))
        put_line("    was: ", article->old_title, out);
    if (article->title.len)
        put_line("    ", article->url, out);
    put_line("    ", article->archive, out);
    put_line("    nearly the same as ", article->twin, out);
    put_line("    ", article->reason, out);
    put_line("    since ", article->since, out);
}

void changes_put_text(const struct run_outcome *run, struct buf *out)
{
    buf_puts(out, "offprint: ");
    put_counts(run, out);
    buf_putc(out, '\n');
    for (size_t i = 0; i < SECTION_COUNT; i++) {
        size_t all = count(run, SECTIONS[i].change), told = 0;
        if (!all)
            continue;
        buf_printf(out, "\n%s\n", SECTIONS[i].heading);
        for (size_t k = 0; k < run->articles.len && told < MAIL_ARTICLES; k++) {
            if (run->articles.at[k].change != SECTIONS[i].change)
                continue;
            put_text_article(&run->articles.at[k], out);
            told++;
        }
        if (told < all)
            buf_printf(out, "  ... and %zu more\n", all - told);
    }
}

/* --- JSON -------------------------------------------------------------- */

void changes_put_article(const struct article_outcome *article,
                         struct json_writer *w)
{
    json_open(w, '{');
    json_key_str(w, "change", article_change_name(article->change));
    json_key_str(w, "url", article->url);
    json_key_str_or_null(w, "title", article->title);
    json_key_str_or_null(w, "old_title", article->old_title);
    json_key_str_or_null(w, "archive", article->archive);
    json_key_str_or_null(w, "twin", article->twin);
    json_key_str_or_null(w, "reason", article->reason);
    json_key_str_or_null(w, "since", article->since);
    json_key_int(w, "version", (int64_t)article->version);
    json_key_bool(w, "seed", article->is_seed);
    json_close(w, '}');
}

void changes_put_json(const struct run_outcome *run, struct json_writer *w)
{
    json_open(w, '{');
    json_key_str_or_null(w, "started", run->started);
    json_key_int(w, "duration_ms", run->duration_ms);
    json_key_int(w, "bytes_received", (int64_t)run->received);
    json_key_int(w, "bytes_written", (int64_t)run->written);
    for (size_t i = 0; i < SECTION_COUNT; i++)
        json_key_int(w, article_change_name(SECTIONS[i].change).at,
                     (int64_t)count(run, SECTIONS[i].change));
    json_key_int(w, "unchanged", (int64_t)run->unchanged);
    json_key_open(w, "articles", '[');
    for (size_t i = 0; i < run->articles.len; i++)
        changes_put_article(&run->articles.at[i], w);
    json_close(w, ']');
    json_close(w, '}');
}

/* --- a page ------------------------------------------------------------ */

#define STYLE                                                                  \
    "body{max-width:45em;margin:2em auto;padding:0 1em;"                       \
    "font:1.05em/1.5 serif}dd{margin:0 0 .3em 1.2em;font-size:.85em;"          \
    "color:#557}dt{margin-top:.8em}"                                           \
    "@media(prefers-color-scheme:dark){body{background:#111;color:#ddd}"       \
    "a{color:#9cf}dd{color:#99a}}"

static void put_note(const char *lead, struct str text, struct buf *out)
{
    if (!text.len)
        return;
    buf_printf(out, "<dd>%s", lead);
    html_escape(text, out);
    buf_puts(out, "</dd>\n");
}

static void put_html_article(const struct article_outcome *article,
                             struct buf *out)
{
    bool is_web = str_istarts(article->url, S("http://")) ||
                  str_istarts(article->url, S("https://"));
    buf_puts(out, "<dt>");
    if (is_web) {
        buf_puts(out, "<a rel=\"noreferrer\" href=\"");
        html_escape_attr(article->url, out);
        buf_puts(out, "\">");
    }
    html_escape(name_of(article), out);
    if (is_web)
        buf_puts(out, "</a>");
    buf_puts(out, "</dt>\n");
    if (has_new_title(article))
        put_note("was: ", article->old_title, out);
    put_note("", article->archive, out);
    put_note("nearly the same as ", article->twin, out);
    put_note("", article->reason, out);
    put_note("since ", article->since, out);
}

void changes_put_html(const struct run_outcome *run, struct buf *out)
{
    buf_puts(out, "<!DOCTYPE html>\n<html lang=\"en\"><head><meta "
                  "charset=\"utf-8\">\n<meta "
                  "http-equiv=\"Content-Security-Policy\" content=\"default-src"
                  " 'none'; style-src 'unsafe-inline'\">\n<meta "
                  "name=\"viewport\" content=\"width=device-width\">\n"
                  "<title>What changed</title>\n<style>" STYLE
                  "</style></head>\n<body>\n<h1>What changed");
    if (run->started.len)
        buf_printf(out, ", %.*s", STR_ARG(str_sub(run->started, 0, 10)));
    buf_puts(out, "</h1>\n<p>");
    put_counts(run, out);
    buf_puts(out, "</p>\n");
    for (size_t i = 0; i < SECTION_COUNT; i++) {
        if (!count(run, SECTIONS[i].change))
            continue;
        buf_printf(out, "<h2>%s</h2>\n<dl>\n", SECTIONS[i].heading);
        for (size_t k = 0; k < run->articles.len; k++)
            if (run->articles.at[k].change == SECTIONS[i].change)
                put_html_article(&run->articles.at[k], out);
        buf_puts(out, "</dl>\n");
    }
    buf_puts(out, "</body></html>\n");
}

/* --- at the end -------------------------------------------------------- */

static void put_by_name(const struct run_outcome *run, struct str path,
                        struct buf *out)
{
    struct json_writer w = {.out = out, .indent = 1};
    if (str_iends(path, S(".html")) || str_iends(path, S(".htm"))) {
        changes_put_html(run, out);
    } else if (str_iends(path, S(".json"))) {
        changes_put_json(run, &w);
        buf_putc(out, '\n');
    } else {
        changes_put_text(run, out);
    }
}

static enum op_status write_report(const struct run_outcome *run,
                                   const char *path, struct op_error *err)
{
    struct buf out;
    buf_init(&out, MAX_REPORT_BYTES);
    put_by_name(run, str_of(path), &out);
    enum op_status status = out.failed
                                ? error_set(err, out.failed, OP_STAGE_PACK,
                                            str_of(path), "too long")
                                : file_put(path, buf_str(&out), true, err);
    buf_free(&out);
    return status;
}

int changes_finish(const struct run_outcome *run, const struct options *options,
                   struct speaker *speaker)
{
    int exit_status = 0;
    struct op_error err;
    const char *path = options->report;
    bool is_wanted =
        path && (changes_any(run) || !options->quiet || strcmp(path, "-") != 0);
    if (is_wanted && write_report(run, path, &err) != OP_OK) {
        say_error(speaker, SAY_ERROR, &err);
        exit_status = op_status_exit(err.status);
    }
    for (size_t i = 0; options->hook && i < run->articles.len; i++) {
        const struct article_outcome *article = &run->articles.at[i];
        if (article->change == CHANGE_FAILED ||
            hook_run(options->hook, article, &err) == OP_OK)
            continue;
        say_error(speaker, SAY_ERROR, &err);
        exit_status = exit_status ? exit_status : op_status_exit(err.status);
    }
    return exit_status;
}
