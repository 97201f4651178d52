/* SPDX-License-Identifier: MIT */
/* offprint.c - the public face of the library. */
#include <offprint/offprint.h>

#include "article/encode.h"
#include "base/memory.h"
#include "job/job.h"
#include "net/url.h"
#include "pack/pack.h"

const char *op_version(void)
{
    return OP_VERSION;
}

void op_free(void *block)
{
    memory_free(block);
}

/* --- op_extract -------------------------------------------------------- */

static enum op_status encode(const struct article *article, struct buf *out,
                             struct op_error *err)
{
    struct json_writer w = {.out = out};
    json_open(&w, '{');
    article_encode(article, &w);
    json_close(&w, '}');
    if (out->failed)
        return error_set(err, out->failed, OP_STAGE_EXTRACT, S(""),
                         "no memory for the result");
    return OP_OK;
}

static enum op_status extract(struct arena *arena, struct str html,
                              struct str url, struct str content_type,
                              struct buf *out, struct op_error *err)
{
    jmp_buf escape;
    arena->escape = &escape;
    if (setjmp(escape))
        return error_set(err, arena->failure, OP_STAGE_EXTRACT, url,
                         "too complex");
    static const struct extract_options how = {0};
    struct article *article;
    enum op_status status =
        article_extract(arena, html, url, content_type, &how, &article, err);
    return status == OP_OK ? encode(article, out, err) : status;
}

enum op_status op_extract(const char *html, size_t size, const char *url,
                          const char *content_type, char **json,
                          struct op_error *err)
{
    struct arena arena;
    struct buf out;
    arena_init(&arena, OP_MAX_PAGE_MEMORY);
    buf_init(&out, OP_MAX_PAGE_BYTES * 8ull);
    enum op_status status = extract(&arena, str_make(html, size), str_of(url),
                                    str_of(content_type), &out, err);
    arena_free(&arena);
    if (status == OP_OK)
        *json = out.at;
    else
        buf_free(&out);
    return status;
}

/* --- op_archive -------------------------------------------------------- */

struct archiving {
    struct str url; /* empty once it was handed out */
    const char *path;
    struct pack_options pack;
    size_t losses;
    struct op_error failure; /* of the seed */
    struct op_error *err;
};

static enum seeds_turn next_seed(void *context, bool waits,
                                 struct job_seed *seed)
{
    struct archiving *archiving = context;
    (void)waits;
    *seed = (struct job_seed){.url = archiving->url};
    archiving->url = S("");
    return seed->url.len ? SEEDS_NEXT : SEEDS_OVER;
}

static enum op_status volume_done(void *context, const struct bundle *bundle)
{
    struct archiving *archiving = context;
    archiving->losses = bundle->losses.len;
    return pack_write(bundle, archiving->path, &archiving->pack,
                      archiving->err);
}

static void volume_failed(void *context, const struct op_error *why)
{
    struct archiving *archiving = context;
    archiving->failure = *why;
}

static void no_event(void *context, const struct job_event *event)
{
    (void)context;
    (void)event;
}

static void no_tick(void *context, const struct job_stats *stats)
{
    (void)context;
    (void)stats;
}

static enum op_status archive(struct archiving *archiving,
                              const struct op_archive_options *options)
{
    struct client_options client = client_defaults();
    client.delay_ms = options->delay_ms;
    client.ignores_robots = options->ignores_robots;
    client.proxy = options->proxy;
    client.ca_file = options->ca_file;
    client.user_agent = options->user_agent;
    struct job_options job = {
        .related = options->related,
        .depth = options->related ? options->depth : 0,
        .max_pages = OP_MAX_PAGES,
        .kinds = (1u << RELATED_KIND_COUNT) - 1,
        .takes_images = options->takes_images,
        .keeps_evidence = true,
        .max_images = OP_MAX_IMAGES,
        .max_image_bytes = OP_MAX_ASSET_BYTES,
        .epoch = -1,
        .readers = options->readers,
        .is_shut_in = true,
    };
    struct job_observer observer = {
        .context = archiving,
        .next_seed = next_seed,
        .volume_done = volume_done,
        .volume_failed = volume_failed,
        .event = no_event,
        .tick = no_tick,
    };
    enum op_status status = job_run(&client, &job, &observer, archiving->err);
    if (status == OP_OK && archiving->failure.status != OP_OK) {
        status = archiving->failure.status;
        if (archiving->err)
            *archiving->err = archiving->failure;
    }
    return status;
}

static enum op_status parse_seed(struct arena *arena, const char *text,
                                 struct str *seed, struct op_error *err)
{
    struct url url;
    jmp_buf escape;
    arena->escape = &escape;
    if (setjmp(escape))
        return error_set(err, OP_NO_MEMORY, OP_STAGE_URL, str_of(text),
                         "out of memory");
    if (url_parse(arena, str_of(text), NULL, &url) != OP_OK ||
        !url_is_web(&url))
        return error_set(err, OP_BAD_URL, OP_STAGE_URL, str_of(text),
                         "not an http or https URL");
    *seed = url.href;
    return OP_OK;
}

enum op_status op_archive(const char *url, const char *path,
                          const struct op_archive_options *options,
                          size_t *losses, struct op_error *err)
{
    static const struct op_archive_options defaults = OP_ARCHIVE_DEFAULTS;
    if (!options)
        options = &defaults;
    struct op_error unseen = {0};
    struct archiving archiving = {
        .path = path,
        .pack = {.replaces = options->replaces},
        .err = err ? err : &unseen,
    };
    if (!pack_format_of(str_of(options->format), &archiving.pack.format))
        return error_set(err, OP_USAGE, OP_STAGE_OPTIONS, S(""),
                         "no format '%s'", options->format);
    struct arena arena;
    arena_init(&arena, 1u << 20);
    enum op_status status = parse_seed(&arena, url, &archiving.url, err);
    if (status == OP_OK)
        status = archive(&archiving, options);
    arena_free(&arena);
    if (losses)
        *losses = archiving.losses;
    return status;
}
