/* SPDX-License-Identifier: MIT */
/* reading.c - strangers' pages, read by processes that can do nothing else. */
#include "job/reading.h"

#include "article/flat.h"
#include "base/box.h"
#include "base/flat.h"
#include "base/memory.h"
#include "base/worker.h"
#include <offprint/limits.h>

/* To read so many pages, or such large ones, takes longer than to start another
 * reader and bring in what it needs. */
#define QUEUE       8
#define QUEUE_BYTES (1u << 20)

/* A page that waits for its answer. */
struct request {
    void *tag;
    struct buf bytes;
};

struct reading {
    struct reading_options options;
    struct arena arena; /* the reader's, from page to page */
    struct workers *workers;
};

/* --- the reader -------------------------------------------------------- */

static void flat_page(struct flat *flat, struct reading_page *page)
{
    flat_str(flat, &page->url);
    flat_str(flat, &page->content_type);
    flat_str(flat, &page->bytes);
}

static void flat_error(struct flat *flat, struct op_error *err)
{
    struct str url = str_of(err->url), text = str_of(err->text);
    flat_small(flat, &err->status, OP_STATUS_COUNT - 1);
    flat_small(flat, &err->stage, OP_STAGE_COUNT - 1);
    flat_str(flat, &url);
    flat_str(flat, &text);
    if (!flat->out)
        error_set(err, err->status, err->stage, url, "%.*s", STR_ARG(text));
}

static enum op_status read_page(struct reading *reading, struct str request,
                                struct article **article, struct op_error *err)
{
    jmp_buf escape;
    reading->arena.escape = &escape;
    if (setjmp(escape))
        return error_set(err, reading->arena.failure, OP_STAGE_PARSE, S(""),
                         "out of memory");
    struct reading_page page = {0};
    struct flat flat = flat_reader(&reading->arena, request);
    flat_page(&flat, &page);
    return article_extract(&reading->arena, page.bytes, page.url,
                           page.content_type, &reading->options.how, article,
                           err);
}

/* The answer is an error, which may be none, and then the article. */
static void work(void *context, struct str request, struct buf *answer)
{
    struct reading *reading = context;
    struct article *article = NULL;
    struct op_error err = {0};
    enum op_status status = read_page(reading, request, &article, &err);
    struct flat flat = flat_writer(answer);
    err.status = status;
    flat_error(&flat, &err);
    if (status == OP_OK)
        article_flatten(article, answer);
    arena_reset(&reading->arena);
}

/* --- around it --------------------------------------------------------- */

struct reading *reading_open(const struct reading_options *options,
                             struct op_error *err)
{
    struct reading *reading = memory_alloc(sizeof *reading);
    if (!reading) {
        error_set(err, OP_NO_MEMORY, OP_STAGE_NONE, S(""), "out of memory");
        return NULL;
    }
    *reading = (struct reading){.options = *options};
    arena_init(&reading->arena, OP_MAX_PAGE_MEMORY);
    struct worker_plan plan = {
        .work = work,
        .context = reading,
        .processes = options->processes,
        .queue = QUEUE,
        .queue_bytes = QUEUE_BYTES,
        .max_answer = OP_MAX_PAGE_BYTES * 4ull,
        .is_shut_in = options->is_shut_in,
        .max_memory = OP_MAX_PROCESS_MEMORY,
        .max_seconds = OP_PAGE_SECONDS,
    };
    reading->workers = workers_new(&plan, err);
    if (reading->workers)
        return reading;
    reading_close(reading);
    return NULL;
}

static void forget(void *tag)
{
    struct request *request = tag;
    buf_free(&request->bytes);
    memory_free(request);
}

void reading_close(struct reading *reading)
{
    if (!reading)
        return;
    workers_free(reading->workers, forget);
    arena_free(&reading->arena);
    memory_free(reading);
}

const char *reading_isolation(const struct reading *reading)
{
    return box_text(workers_box(reading->workers));
}

bool reading_is_full(const struct reading *reading)
{
    return workers_are_full(reading->workers);
}

enum op_status reading_give(struct reading *reading,
                            const struct reading_page *page,
                            struct op_error *err)
{
    struct reading_page copy = *page;
    struct request *request = memory_alloc(sizeof *request);
    if (request) {
        request->tag = page->tag;
        buf_init(&request->bytes, SIZE_MAX / 4);
        buf_room(&request->bytes, page->bytes.len + page->url.len + 1024);
        struct flat flat = flat_writer(&request->bytes);
        flat_page(&flat, &copy);
    }
    if (!request || request->bytes.failed) {
        if (request)
            forget(request);
        return error_set(err, OP_NO_MEMORY, OP_STAGE_PARSE, page->url,
                         "no memory to read it");
    }
    workers_give(reading->workers, request, buf_str(&request->bytes));
    return OP_OK;
}

bool reading_take(struct reading *reading, struct reading_answer *answer)
{
    struct worker_result result;
    if (!workers_take(reading->workers, &result))
        return false;
    struct request *request = result.tag;
    *answer = (struct reading_answer){
        .tag = request->tag, .bytes = result.answer, .death = result.death};
    forget(request);
    return true;
}

void reading_wait(const struct reading *reading, int timeout_ms)
{
    workers_wait(reading->workers, timeout_ms);
}

int reading_fd(const struct reading *reading)
{
    return workers_fd(reading->workers);
}

/* --- the article of an answer ------------------------------------------ */

static enum op_status decode(struct arena *arena, struct str bytes,
                             struct str url, struct article **article,
                             struct op_error *err)
{
    struct op_error said = {.status = OP_OK};
    struct flat flat = flat_reader(arena, bytes);
    flat_error(&flat, &said);
    if (!flat.broken && said.status != OP_OK) {
        return error_set(err, said.status, said.stage,
                         said.url[0] ? str_of(said.url) : url, "%s", said.text);
    }
    if (!flat.broken && article_unflatten(arena, flat.in, article))
        return OP_OK;
    return error_set(err, OP_TOO_COMPLEX, OP_STAGE_PARSE, url,
                     "the process that read it talked nonsense");
}

enum op_status reading_article(struct arena *arena,
                               const struct reading_answer *answer,
                               struct str url, struct article **article,
                               struct op_error *err)
{
    if (answer->death)
        return error_set(err, OP_TOO_COMPLEX, OP_STAGE_PARSE, url,
                         "the process that read it %s", answer->death);
    jmp_buf escape, *const outer = arena->escape;
    arena->escape = &escape;
    enum op_status status;
    if (setjmp(escape))
        status = error_set(err, OP_TOO_COMPLEX, OP_STAGE_PARSE, url,
                           "too large to be kept");
    else
        status = decode(arena, answer->bytes, url, article, err);
    arena->escape = outer;
    return status;
}

enum op_status reading_one(struct arena *arena,
                           const struct reading_options *options,
                           const struct reading_page *page,
                           struct article **article, struct op_error *err)
{
    struct reading *reading = reading_open(options, err);
    if (!reading)
        return OP_NO_MEMORY;
    struct reading_answer answer;
    enum op_status status = reading_give(reading, page, err);
    if (status == OP_OK) {
        while (!reading_take(reading, &answer))
            reading_wait(reading, 1000);
        status = reading_article(arena, &answer, page->url, article, err);
    }
    reading_close(reading);
    return status;
}
