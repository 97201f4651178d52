/* SPDX-License-Identifier: MIT */
/* extract.c - offprint extract: the article of one page, or of many. */
#include "cli/commands.h"

#include "article/clean.h"
#include "article/encode.h"
#include "article/markdown_article.h"
#include "article/refusal.h"
#include "base/box.h"
#include "cli/pool.h"
#include "cli/say.h"
#include "cli/source.h"
#include "html/serialize.h"
#include <offprint/limits.h>
#include <stdio.h>
#include <string.h>

enum extract_format {
    AS_TEXT,
    AS_HTML_PART,
    AS_XHTML_PART,
    AS_MARKDOWN,
    AS_JSON,
    AS_JSONL
};

static const char *const FORMATS[] = {"text", "html",  "xhtml", "markdown",
                                      "json", "jsonl", NULL};

struct extraction {
    const struct options *options;
    struct input_list inputs;
    enum extract_format format;
    struct speaker speaker;
    bool reads_the_web;
    struct arena page; /* reused from page to page */
    int exit_status;   /* the lowest that is not 0 */
    size_t articles;
};

static bool find_format(struct extraction *job, bool is_many)
{
    const char *name = job->options->format;
    job->format = is_many ? AS_JSONL : AS_TEXT;
    if (!name)
        return true;
    for (int i = 0; FORMATS[i]; i++) {
        if (strcmp(FORMATS[i], name) == 0) {
            job->format = (enum extract_format)i;
            return true;
        }
    }
    return false;
}

/* --- printing ---------------------------------------------------------- */

static void put_json(const struct extraction *job, const struct input *input,
                     const struct article *article, const struct op_error *err,
                     struct buf *out)
{
    bool is_line = job->format == AS_JSONL || job->inputs.len > 1;
    struct json_writer w = {.out = out, .indent = is_line ? 0 : 1};
    json_open(&w, '{');
    json_key_str(&w, "file", str_of(input->what));
    if (article) {
        article_encode(article, &w);
    } else {
        json_key_open(&w, "error", '{');
        json_key_str(&w, "stage", str_of(op_stage_name(err->stage)));
        json_key_str(&w, "status", str_of(op_status_name(err->status)));
        json_key_str(&w, "detail", str_of(err->text));
        json_close(&w, '}');
    }
    json_close(&w, '}');
    buf_putc(out, '\n');
}

static void put_html(const struct article *article, enum serialize_form form,
                     struct buf *out)
{
    struct serialize_options as = {.form = form};
    buf_puts(out, "<article");
    if (article->language.len) {
        buf_puts(out, " lang=\"");
        html_escape_attr(article->language, out);
        buf_puts(out, "\"");
    }
    buf_put(out, article->direction.len ? S(" dir=\"rtl\">\n") : S(">\n"));
    if (article->title.len) {
        buf_puts(out, "<h1>");
        html_escape(article->title, out);
        buf_puts(out, "</h1>\n");
    }
    html_serialize_inner(article->body, &as, out);
    buf_puts(out, "\n</article>\n");
}

static void put_text(const struct article *article, struct buf *out)
{
    if (article->title.len) {
        buf_put(out, article->title);
        buf_puts(out, "\n\n");
    }
    clean_text_all(article->body, out);
    buf_puts(out, "\n");
}

static void put_article(const struct extraction *job, const struct input *input,
                        const struct article *article, struct buf *out)
{
    switch (job->format) {
    case AS_TEXT:
        put_text(article, out);
        break;
    case AS_HTML_PART:
        put_html(article, AS_HTML, out);
        break;
    case AS_XHTML_PART:
        put_html(article, AS_XHTML, out);
        break;
    case AS_MARKDOWN:
        article_markdown(article,
                         article->canonical_url.len ? article->canonical_url
                                                    : article->url,
                         article->body, out);
        break;
    default:
        put_json(job, input, article, NULL, out);
    }
}

/* --- one page ---------------------------------------------------------- */

static enum op_status read_article(struct extraction *job,
                                   const struct input *input,
                                   struct article **article,
                                   struct op_error *err)
{
    struct source source;
    jmp_buf escape;
    job->page.escape = &escape;
    if (setjmp(escape))
        return error_set(err, job->page.failure, OP_STAGE_EXTRACT,
                         str_of(input->what), "too complex");
    enum op_status status =
        source_load(&job->page, job->options, input, &source, err);
    if (status == OP_OK)
        status = source_article(&job->page, job->options, &source,
                                !job->reads_the_web, article, err);
    source_free(&source);
    if (status != OP_OK)
        error_about(err, str_of(input->what));
    return status;
}

/* Work of the pool: the result is the status of the page, then its output. */
static void extract_one(void *context, size_t index, struct buf *out)
{
    struct extraction *job = context;
    const struct input *input = &job->inputs.at[index];
    struct article *article = NULL;
    struct op_error err = {0};
    enum op_status status = read_article(job, input, &article, &err);
    if (status == OP_OK && !article->is_article) {
        status = article->refusal;
        error_set(&err, status, OP_STAGE_EXTRACT, str_of(input->what), "%s",
                  refusal_text(status));
    }
    bool is_data = job->format >= AS_JSON;
    buf_putc(out, (char)status);
    if (status != OP_OK)
        say_error(&job->speaker, SAY_ERROR, &err);
    if (article && (status == OP_OK || is_data))
        put_article(job, input, article, out);
    else if (is_data && job->inputs.len > 1)
        put_json(job, input, NULL, &err, out);
    arena_reset(&job->page);
}

static void note_status(struct extraction *job, enum op_status status)
{
    int exit_status = op_status_exit(status);
    bool is_page_fault = exit_status == 10 || exit_status == 11;
    job->articles += status == OP_OK;
    if (is_page_fault && job->inputs.len > 1)
        return;
    if (exit_status && (!job->exit_status || exit_status < job->exit_status))
        job->exit_status = exit_status;
}

static void print_result(void *context, size_t index, struct str out,
                         const char *death)
{
    struct extraction *job = context;
    /* A process that a page took over may answer anything. */
    if (!death && (!out.len || (unsigned char)*out.at >= OP_STATUS_COUNT))
        death = "talked nonsense";
    if (death) {
        struct op_error err;
        const struct input *input = &job->inputs.at[index];
        note_status(job, error_set(&err, OP_TOO_COMPLEX, OP_STAGE_PARSE,
                                   str_of(input->what),
                                   "the process that read it %s", death));
        say_error(&job->speaker, SAY_ERROR, &err);
        struct buf line;
        buf_init(&line, 1u << 20);
        if (job->format >= AS_JSON)
            put_json(job, input, NULL, &err, &line);
        fwrite(line.len ? line.at : "", 1, line.len, stdout);
        buf_free(&line);
        return;
    }
    note_status(job, (enum op_status)str_cut(&out, 1).at[0]);
    fwrite(out.at, 1, out.len, stdout);
}

static bool reads_the_web(const struct extraction *job)
{
    for (size_t i = 0; i < job->inputs.len; i++)
        if (input_is_url(job->inputs.at[i].what))
            return true;
    return false;
}

static enum op_status extract_all(struct extraction *job, struct op_error *err)
{
    /* A process that does nothing but read files given by hand. */
    bool is_shut_in = job->options->sandbox && !job->reads_the_web;
    struct pool_plan plan = {
        .count = job->inputs.len,
        .processes = (size_t)job->options->jobs,
        .is_shut_in = is_shut_in,
        .work = extract_one,
        .result = print_result,
        .context = job,
    };
    if (plan.processes > 1 && plan.count > 1)
        return pool_run(&plan, err);
    if (is_shut_in)
        box_enter(OP_MAX_PROCESS_MEMORY);
    struct buf out;
    buf_init(&out, OP_MAX_PAGE_BYTES * 8ull);
    for (size_t i = 0; i < job->inputs.len; i++) {
        buf_clear(&out);
        extract_one(job, i, &out);
        print_result(job, i, buf_str(&out),
                     !out.len || out.failed ? "ran out of room" : NULL);
    }
    buf_free(&out);
    return OP_OK;
}

int command_extract(struct arena *arena, const struct options *options)
{
    struct extraction job = {
        .options = options,
        .speaker = say_setup(options),
    };
    struct op_error err;
    if (input_collect(arena, options, &job.inputs, &err) != OP_OK ||
        input_open_archives(arena, &job.inputs, &err) != OP_OK)
        return say_failure(&err);
    if (!find_format(&job, job.inputs.len > 1)) {
        error_set(&err, OP_USAGE, OP_STAGE_OPTIONS, S(""),
                  "extract has no format '%s'", options->format);
        return say_failure(&err);
    }
    job.reads_the_web = reads_the_web(&job);
    arena_init(&job.page, OP_MAX_PAGE_MEMORY);
    enum op_status status = extract_all(&job, &err);
    arena_free(&job.page);
    if (status != OP_OK)
        return say_failure(&err);
    if (!job.exit_status && !job.articles)
        return op_status_exit(OP_NO_ARTICLE);
    return job.exit_status;
}
