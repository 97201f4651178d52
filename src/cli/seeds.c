/* SPDX-License-Identifier: MIT */
/* seeds.c - URLs given by hand, and which related posts are wanted. */
#include "cli/seeds.h"

#include "base/memory.h"
#include "net/order.h"
#include "net/url.h"
#include <offprint/limits.h>
#include <stdlib.h>
#include <unistd.h>

#define MAX_PATTERN_BYTES 1000
#define MAX_READERS       4

/* "example.org/post", as one reads it out: a dot before the first slash. */
static bool lacks_scheme(struct str text)
{
    struct str host = str_sub(text, 0, str_until(text, "/?#"));
    return str_has_byte(host, '.') && !str_has_byte(text, '@') &&
           str_find(text, S("://")) == STR_NONE && host.at[0] != '.';
}

/* An error about what was typed, but for a password in it. */
static enum op_status refuse(const char *typed, const char *why,
                             struct op_error *err)
{
    char *shown = string_public_url(str_of(typed));
    enum op_status status =
        error_set(err, OP_BAD_URL, OP_STAGE_URL, str_of(shown), "%s", why);
    memory_free(shown);
    return status;
}

enum op_status seed_url(struct arena *arena, const char *text, struct str *url,
                        struct op_error *err)
{
    struct str input = str_trim(str_of(text));
    struct url parsed;
    if (input.len && lacks_scheme(input))
        input = arena_join(arena, S("https://"), input);
    if (url_parse(arena, input, NULL, &parsed) != OP_OK)
        return refuse(text, "not a URL", err);
    if (!url_is_web(&parsed))
        return refuse(text, "only http and https URLs can be fetched", err);
    *url = parsed.href;
    return OP_OK;
}

static enum op_status compile(struct arena *arena,
                              const struct text_list *texts,
                              struct pattern_list *patterns,
                              struct op_error *err)
{
    for (size_t i = 0; i < texts->len; i++) {
        struct str text = str_of(texts->at[i]);
        regex_t pattern;
        if (text.len > MAX_PATTERN_BYTES ||
            regcomp(&pattern, texts->at[i], REG_EXTENDED | REG_NOSUB))
            return error_set(err, OP_USAGE, OP_STAGE_OPTIONS, S(""),
                             "'%s' is not a regular expression", texts->at[i]);
        *vec_push(patterns, arena) = pattern;
    }
    return OP_OK;
}

static bool matches(const struct pattern_list *patterns, const char *url)
{
    for (size_t i = 0; i < patterns->len; i++)
        if (regexec(&patterns->at[i], url, 0, NULL, 0) == 0)
            return true;
    return false;
}

bool wish_wants(const struct wish *wish, struct str url)
{
    char text[OP_MAX_URL_BYTES + 1];
    size_t len = url.len < sizeof text ? url.len : sizeof text - 1;
    for (size_t i = 0; i < len; i++)
        text[i] = url.at[i];
    text[len] = '\0';
    return (!wish->include.len || matches(&wish->include, text)) &&
           !matches(&wish->exclude, text);
}

static bool is_wanted(void *context, struct str url)
{
    return wish_wants(context, url);
}

static enum op_status read_kinds(const struct options *options, unsigned *kinds,
                                 struct op_error *err)
{
    *kinds = options->kinds.len ? 0 : (1u << RELATED_KIND_COUNT) - 1;
    for (size_t i = 0; i < options->kinds.len; i++) {
        enum related_kind kind;
        if (!related_kind_of(str_of(options->kinds.at[i]), &kind))
            return error_set(err, OP_USAGE, OP_STAGE_OPTIONS, S(""),
                             "'%s' is no kind of related post",
                             options->kinds.at[i]);
        *kinds |= 1u << kind;
    }
    return OP_OK;
}

static int64_t read_epoch(void)
{
    uint64_t seconds;
    struct str text = str_of(getenv("SOURCE_DATE_EPOCH"));
    if (!str_to_u64(text, &seconds) || seconds > INT64_C(253402300799))
        return -1;
    return (int64_t)seconds;
}

/* A process for each of the first few cores: fetching takes longer. */
static size_t count_readers(const struct options *options)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    if (options->jobs)
        return (size_t)options->jobs;
    return cores < 1 ? 1 : cores < MAX_READERS ? (size_t)cores : MAX_READERS;
}

enum op_status wish_read(struct arena *arena, const struct options *options,
                         struct wish *wish, struct job_options *job,
                         struct op_error *err)
{
    *wish = (struct wish){0};
    *job = (struct job_options){
        .related = (size_t)options->related,
        .depth = options->related ? (int)options->depth : 0,
        .max_pages = (size_t)options->max_pages,
        .takes_images = options->images,
        .keeps_evidence = options->evidence,
        .asks_endpoints = options->endpoints,
        .respects_meta = options->respect_meta,
        .archive_lookup = options->archived_lookup,
        .archive_timegate =
            options->archived ? options->archived_timegate : NULL,
        .into_one = options->into == 1,
        .max_images = (size_t)options->max_images,
        .max_image_bytes = (size_t)options->max_filesize,
        .epoch = read_epoch(),
        .readers = options->sandbox ? count_readers(options) : 0,
        .is_shut_in = options->sandbox,
        .confinement = options->confinement,
        .wants = is_wanted,
        .wants_context = wish,
    };
    enum op_status status = read_kinds(options, &job->kinds, err);
    if (status == OP_OK)
        status = compile(arena, &options->include, &wish->include, err);
    if (status == OP_OK)
        status = compile(arena, &options->exclude, &wish->exclude, err);
    return status;
}

static void free_patterns(struct pattern_list *patterns)
{
    for (size_t i = 0; i < patterns->len; i++)
        regfree(&patterns->at[i]);
    patterns->len = 0;
}

void wish_free(struct wish *wish)
{
    free_patterns(&wish->include);
    free_patterns(&wish->exclude);
}
