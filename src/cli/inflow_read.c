/* SPDX-License-Identifier: MIT */
/* inflow_read.c - lists of seeds: opening, fetching and reading them. */
#include "cli/inflow_state.h"

#include "feed/discover.h"
#include "net/url.h"
#include <errno.h>
#include <fcntl.h>
#include <offprint/limits.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#define STEP    (64u << 10)
#define WAIT_MS 200

/* --- lists ------------------------------------------------------------- */

void inflow_fail(struct inflow *in, const struct op_error *why)
{
    in->asker.failed(in->asker.context, why);
}

void inflow_drop_list(struct inflow *in)
{
    feed_close(in->feed);
    in->feed = NULL;
    if (in->fd > STDIN_FILENO)
        close(in->fd);
    in->fd = -1;
    response_free(in->response);
    in->response = NULL;
}

static void end_list(struct inflow *in)
{
    struct op_error err;
    enum op_status status = feed_end(in->feed, &err);
    if (status == OP_OK && feed_kind(in->feed) == FEED_PAGE)
        status = error_set(&err, OP_NOT_HTML, OP_STAGE_READ, S(""),
                           "a page, not a list; --feed finds the feed of one");
    if (status != OP_OK && !err.url[0])
        error_set(&err, err.status, err.stage, in->current.where, "%s",
                  arena_dup(&in->scratch, str_of(err.text)).at);
    if (status != OP_OK)
        inflow_fail(in, &err);
    inflow_drop_list(in);
}

static void keep_response(void *context, void *tag, struct response *response)
{
    (void)tag;
    struct inflow *in = context;
    in->response = response;
    in->is_fetching = false;
}

void inflow_add_list(struct inflow *in, struct str url, bool is_found)
{
    if (!seen_add(&in->seen_lists, url)) {
        in->repeated++;
        return;
    }
    if (in->current.depth >= OP_MAX_LIST_DEPTH ||
        in->lists.len >= OP_MAX_LISTS) {
        inflow_broken(in, 0, "a list within too many lists");
        return;
    }
    *vec_push(&in->lists, &in->arena) = (struct inflow_list){
        .where = arena_dup(&in->arena, url),
        .depth = in->current.depth + 1,
        .is_url = true,
        .is_found = is_found,
    };
}

static enum op_status begin_fetch(struct inflow *in, struct op_error *err)
{
    struct str url;
    enum op_status status =
        seed_url(&in->scratch, in->current.where.at, &url, err);
    if (status != OP_OK)
        return status;
    if (!in->client) {
        struct client_options options = options_client(in->asker.options);
        in->client = client_new(&options, keep_response, in, err);
    }
    if (!in->client)
        return err->status;
    struct request request = {
        .url = url,
        .kind = in->current.is_found ? REQUEST_PAGE : REQUEST_SEED,
        .max_bytes = OP_MAX_LIST_BYTES,
    };
    in->is_fetching = true;
    return client_add(in->client, &request);
}

static enum op_status begin_list(struct inflow *in, struct op_error *err)
{
    const struct feed_sink sink = {in, inflow_entry, inflow_broken};
    in->current = in->lists.at[in->next_list++];
    struct inflow_list *list = &in->current;
    in->feed = feed_open(list->is_url ? list->where : S(""), &sink);
    if (!in->feed)
        return error_set(err, OP_NO_MEMORY, OP_STAGE_READ, list->where,
                         "no memory to read the list");
    if (list->is_url)
        return begin_fetch(in, err);
    bool is_stdin = str_eq(list->where, S("-"));
    in->fd =
        is_stdin ? STDIN_FILENO : open(list->where.at, O_RDONLY | O_CLOEXEC);
    if (in->fd < 0)
        return error_set(err, OP_IO, OP_STAGE_READ, list->where,
                         "cannot be opened: %s", strerror(errno));
    return OP_OK;
}

/* --- bytes ------------------------------------------------------------- */

static bool is_packed(struct str bytes)
{
    return str_starts(bytes, S("\x1f\x8b"));
}

static enum op_status put_packed(struct inflow *in, struct str bytes,
                                 struct op_error *err)
{
    struct buf plain;
    buf_init(&plain, OP_MAX_LIST_BYTES);
    enum op_status status = response_decode(S("gzip"), bytes, &plain, err);
    feed_put(in->feed, buf_str(&plain));
    buf_free(&plain);
    return status;
}

/* A packed file is read as a whole: its first step has come. */
static enum op_status read_packed(struct inflow *in, struct str first,
                                  struct op_error *err)
{
    char step[STEP];
    struct buf all;
    buf_init(&all, OP_MAX_LIST_BYTES);
    buf_put(&all, first);
    ssize_t got;
    while ((got = read(in->fd, step, sizeof step)) > 0 && !all.failed)
        buf_put(&all, str_make(step, (size_t)got));
    enum op_status status = all.failed
                                ? error_set(err, all.failed, OP_STAGE_READ,
                                            S(""), "the list is too large")
                                : put_packed(in, buf_str(&all), err);
    buf_free(&all);
    return status;
}

static bool has_come(int fd, int wait_ms)
{
    struct pollfd of = {.fd = fd, .events = POLLIN};
    return poll(&of, 1, wait_ms) > 0;
}

static enum op_status read_file_step(struct inflow *in, bool waits,
                                     bool *is_later, struct op_error *err)
{
    char step[STEP];
    if (!has_come(in->fd, waits ? WAIT_MS : 0)) {
        *is_later = true;
        return OP_OK;
    }
    ssize_t got = read(in->fd, step, sizeof step);
    if (got < 0)
        return error_set(err, OP_IO, OP_STAGE_READ, in->current.where,
                         "cannot be read: %s", strerror(errno));
    struct str bytes = str_make(step, (size_t)got);
    if (feed_kind(in->feed) == FEED_UNDECIDED && is_packed(bytes)) {
        enum op_status status = read_packed(in, bytes, err);
        if (status != OP_OK)
            return status;
        got = 0;
    } else {
        feed_put(in->feed, bytes);
    }
    if (got == 0)
        end_list(in);
    return OP_OK;
}

/* The page that should have been a feed names one. */
static enum op_status follow_page(struct inflow *in, struct op_error *err)
{
    struct str url;
    enum op_status status =
        feed_discover(&in->scratch, in->response->body,
                      str_of(in->response->final_url), &url, err);
    if (status == OP_OK) {
        say(in->asker.speaker, SAY_DETAIL, in->current.where,
            "its feed is %.*s", STR_ARG(url));
        inflow_add_list(in, url, !str_starts(url, in->home));
    }
    return status;
}

static struct str origin_of(struct arena *arena, struct str url)
{
    struct url parsed;
    return url_parse(arena, url, NULL, &parsed) == OP_OK
               ? url_origin(arena, &parsed)
               : S("");
}

/* What came of a list that was cut: too long, or broken off. */
static struct str beginning_of(const struct response *response)
{
    const struct exchange *e = response->hops;
    enum op_status status = response->error.status;
    while (e && e->next)
        e = e->next;
    if (!e || e->http_status != 200 ||
        (status != OP_TOO_LARGE && status != OP_TRUNCATED) ||
        exchange_header(e, S("content-encoding")).len)
        return S("");
    return buf_str(&e->body);
}

static enum op_status read_answer(struct inflow *in, struct op_error *err)
{
    const struct response *response = in->response;
    if (!response)
        return error_set(err, OP_NO_MEMORY, OP_STAGE_FETCH, in->current.where,
                         "no memory for the answer");
    in->home = in->current.is_found
                   ? S("")
                   : origin_of(&in->arena, str_of(response->url));
    *err = response->error;
    if (err->status != OP_OK) {
        feed_put(in->feed, beginning_of(response));
        return err->status;
    }
    struct str body = response->body;
    enum op_status status = OP_OK;
    if (is_packed(body))
        status = put_packed(in, body, err);
    else
        feed_put(in->feed, body);
    if (status != OP_OK)
        return status;
    bool is_page =
        str_istarts(str_trim(body), S("<")) && feed_kind(in->feed) == FEED_PAGE;
    if (is_page && in->current.finds_feed) {
        status = follow_page(in, err);
        inflow_drop_list(in);
        return status;
    }
    end_list(in);
    return OP_OK;
}

static enum op_status fetch_step(struct inflow *in, bool waits, bool *is_later,
                                 struct op_error *err)
{
    client_run(in->client, waits ? WAIT_MS : 0);
    *is_later = in->is_fetching;
    return *is_later ? OP_OK : read_answer(in, err);
}

void inflow_read_step(struct inflow *in, bool waits, bool *is_later)
{
    struct op_error err = {0};
    enum op_status status = !in->feed ? begin_list(in, &err)
                            : in->current.is_url
                                ? fetch_step(in, waits, is_later, &err)
                                : read_file_step(in, waits, is_later, &err);
    if (status == OP_OK)
        return;
    if (!err.url[0])
        error_set(&err, err.status, err.stage, in->current.where, "%s",
                  arena_dup(&in->scratch, str_of(err.text)).at);
    inflow_fail(in, &err);
    inflow_drop_list(in);
    in->is_fetching = false;
}
