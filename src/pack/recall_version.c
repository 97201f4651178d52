/* SPDX-License-Identifier: MIT */
/* recall_version.c - an archive as it was in one of its versions. */
#include "net/url.h"
#include "pack/recall_state.h"
#include <offprint/limits.h>
#include <stdlib.h>
#include <string.h>

static const struct capture *capture_of(const struct recall *r,
                                        const struct memory *memory)
{
    return &r->captures.at[memory->capture];
}

/* --- going back -------------------------------------------------------- */

static bool is_later(const struct recall *r, const struct memory *memory,
                     const struct recall_version *version)
{
    if (!version)
        return false;
    if (!version->until_date.len)
        return memory->capture >= version->until;
    int order = str_cmp(capture_of(r, memory)->date, version->until_date);
    return order > 0 || (order == 0 && memory->capture >= version->until);
}

/* What answers for a URL: the last of its records, but for those that only say
 * that it is gone. */
void recall_go_back(struct recall *r, const struct recall_version *version)
{
    r->memories = (struct map){0};
    for (size_t i = 0; i < r->all.len; i++) {
        struct memory *memory = r->all.at[i];
        struct str id = str_of(capture_of(r, memory)->response.id);
        if (map_get(&r->voided, id) || is_later(r, memory, version))
            continue;
        void **slot = map_slot(&r->memories, r->arena, memory->url);
        memory->earlier = *slot;
        *slot = memory;
    }
}

/* --- as the history tells ---------------------------------------------- */

static void index_record(struct recall *r, const char *id, size_t index)
{
    if (*id)
        *map_slot(&r->records, r->arena, str_of(id)) =
            (void *)(uintptr_t)(index + 1);
}

/* Ids stay where they are: no capture is added any more. */
void recall_index(struct recall *r)
{
    for (size_t i = 0; i < r->captures.len; i++) {
        index_record(r, r->captures.at[i].request.id, i);
        index_record(r, r->captures.at[i].response.id, i);
    }
    for (size_t i = 0; i < r->history.len; i++)
        for (size_t k = 0; k < r->history.at[i].events.len; k++) {
            const struct history_event *event = &r->history.at[i].events.at[k];
            if (event->change == HISTORY_GONE && event->warc_record.len)
                *map_slot(&r->voided, r->arena,
                          history_record_id(event->warc_record)) = r;
        }
}

/* The captures behind the one with this id. */
static size_t after_record(const struct recall *r, struct str record)
{
    size_t after =
        (size_t)(uintptr_t)map_get(&r->records, history_record_id(record));
    return after ? after : r->captures.len;
}

static void add_told(const struct recall *r, struct str url,
                     recall_version_list *out)
{
    for (size_t i = 0; i < r->history.len; i++) {
        const struct history_version *version = &r->history.at[i];
        for (size_t k = 0; k < version->events.len; k++) {
            const struct history_event *event = &version->events.at[k];
            if (history_is_version(event) && str_eq(event->url, url))
                *vec_push(out, r->arena) = (struct recall_version){
                    .number = version->number,
                    .date = version->date,
                    .prose = event->prose,
                    .until = after_record(r, version->last_record),
                };
        }
    }
}

/* --- as the captures tell ---------------------------------------------- */

struct answer {
    struct str date;
    const struct memory *memory;
};
typedef VEC(struct answer) answer_list;

/* The good answers of one URL, newest first; none: where it led to. */
static struct str add_answers(const struct recall *r, struct str url,
                              answer_list *out)
{
    struct str bare = str_sub(url, 0, str_until(url, "#"));
    const struct memory *newest = map_get(&r->memories, bare);
    for (const struct memory *m = newest; m; m = m->earlier)
        if (capture_of(r, m)->http_status / 100 == 2 && !m->truncated.len)
            *vec_push(out, r->arena) =
                (struct answer){capture_of(r, m)->date, m};
    if (out->len || !newest)
        return S("");
    struct op_error unseen;
    struct exchange *exchange =
        recall_exchange(r, arena_dup(r->arena, bare).at, newest, &unseen);
    struct str to = exchange ? exchange_header(exchange, S("location")) : S("");
    struct url base, target;
    if (to.len && url_parse(r->arena, bare, NULL, &base) == OP_OK &&
        url_parse(r->arena, to, &base, &target) == OP_OK)
        to = target.href;
    exchange_free(exchange);
    return to;
}

static bool is_same_payload(const struct recall *r, const struct memory *a,
                            const struct memory *b)
{
    return memcmp(&capture_of(r, a)->payload, &capture_of(r, b)->payload,
                  sizeof(struct sha256)) == 0;
}

/* Captures follow each other in time, unless files were put together. */
static int by_date(const void *a, const void *b)
{
    const struct answer *one = a, *other = b;
    int order = str_cmp(one->date, other->date);
    size_t i = one->memory->capture, k = other->memory->capture;
    return order ? order : (i > k) - (i < k);
}

static void add_captured(const struct recall *r, struct str url,
                         recall_version_list *out)
{
    answer_list found = {0};
    const struct memory *before = NULL;
    for (int hop = 0; url.len && hop <= OP_MAX_REDIRECTS; hop++)
        url = add_answers(r, url, &found);
    if (found.len)
        qsort(found.at, found.len, sizeof *found.at, by_date);
    for (size_t i = 0; i < found.len; i++) {
        const struct answer *answer = &found.at[i];
        if (before && is_same_payload(r, before, answer->memory))
            continue;
        before = answer->memory;
        if (out->len) {
            out->at[out->len - 1].until_date = answer->date;
            out->at[out->len - 1].until = before->capture;
        }
        struct recall_version *version = vec_push(out, r->arena);
        *version = (struct recall_version){
            .number = (int64_t)out->len,
            .date = answer->date,
            .until = r->captures.len,
        };
    }
}

void recall_versions(const struct recall *r, struct str url,
                     recall_version_list *out)
{
    *out = (recall_version_list){0};
    add_told(r, url, out);
    if (!out->len)
        add_captured(r, url, out);
}
