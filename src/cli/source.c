/* SPDX-License-Identifier: MIT */
/* source.c - the bytes of one page, from a file or the web. */
#include "cli/source.h"

#include "base/file.h"
#include "job/reading.h"
#include "net/url.h"
#include "pack/recall.h"
#include <offprint/limits.h>

static void keep_response(void *context, void *tag, struct response *response)
{
    (void)tag;
    *(struct response **)context = response;
}

static void take_response(struct arena *arena, struct response *response,
                          struct source *source)
{
    source->url = arena_dup(arena, str_of(response->final_url));
    if (response->last)
        source->content_type = arena_dup(
            arena, exchange_header(response->last, S("content-type")));
    buf_put(&source->bytes, response->body);
}

static enum op_status load_url(struct arena *arena,
                               const struct options *options, struct str text,
                               struct source *source, struct op_error *err)
{
    struct url url;
    if (url_parse(arena, text, NULL, &url) != OP_OK || !url_is_web(&url))
        return error_set(err, OP_BAD_URL, OP_STAGE_URL, text,
                         "not an http or https URL");
    struct client_options client_options = options_client(options);
    struct response *response = NULL;
    struct client *client =
        client_new(&client_options, keep_response, &response, err);
    if (!client)
        return err->status;
    struct request request = {.url = url.href, .kind = REQUEST_SEED};
    enum op_status status = client_add(client, &request);
    while (status == OP_OK && client_run(client, 1000) > 0)
        continue;
    client_free(client);
    if (!response)
        return error_set(err, OP_NO_MEMORY, OP_STAGE_FETCH, text, "no memory");
    *err = response->error;
    status = response->error.status;
    if (status == OP_OK)
        take_response(arena, response, source);
    response_free(response);
    return status;
}

/* A page that an archive holds. */
static enum op_status load_captured(struct arena *arena,
                                    const struct input *input,
                                    struct source *source, struct op_error *err)
{
    const struct past *past = recall_past(input->recall);
    struct exchange *exchange;
    enum op_status status =
        past->recall(past->context, input->url, &exchange, err);
    if (!exchange)
        return status;
    if (status == OP_OK)
        status =
            response_decode(exchange_header(exchange, S("content-encoding")),
                            buf_str(&exchange->body), &source->bytes, err);
    source->content_type =
        arena_dup(arena, exchange_header(exchange, S("content-type")));
    exchange_free(exchange);
    return status;
}

enum op_status source_load(struct arena *arena, const struct options *options,
                           const struct input *input, struct source *source,
                           struct op_error *err)
{
    *source = (struct source){.url = str_of(input->url)};
    buf_init(&source->bytes, OP_MAX_PAGE_BYTES);
    if (input->recall)
        return load_captured(arena, input, source, err);
    if (input_is_url(input->what))
        return load_url(arena, options, str_of(input->what), source, err);
    struct url url;
    if (input->url && url_parse(arena, str_of(input->url), NULL, &url) != OP_OK)
        return error_set(err, OP_BAD_URL, OP_STAGE_URL, str_of(input->url),
                         "not a URL");
    if (input->url)
        source->url = url_public(arena, &url);
    return file_read(input->what, &source->bytes, err);
}

void source_free(struct source *source)
{
    buf_free(&source->bytes);
}

enum op_status source_article(struct arena *arena,
                              const struct options *options,
                              const struct source *source, bool is_shut_in,
                              struct article **article, struct op_error *err)
{
    struct reading_options how = {.processes = 1, .is_shut_in = true};
    struct reading_page page = {
        .bytes = buf_str(&source->bytes),
        .url = source->url,
        .content_type = source->content_type,
    };
    if (options->sandbox && !is_shut_in)
        return reading_one(arena, &how, &page, article, err);
    return article_extract(arena, page.bytes, page.url, page.content_type,
                           &how.how, article, err);
}
