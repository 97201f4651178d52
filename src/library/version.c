/* SPDX-License-Identifier: MIT */
/* version.c - the next version of an archive. */
#include "library/version.h"

#include "library/library.h"
#include "pack/pack.h"
#include <sys/stat.h>

void version_begin(struct version *version, struct arena *arena,
                   const history_list *before)
{
    *version = (struct version){.arena = arena, .before = before};
    version->date = library_now(arena);
    version->number =
        before && before->len ? before->at[before->len - 1].number + 1 : 2;
}

void version_add(struct version *version, struct history_event event)
{
    *vec_push(&version->events, version->arena) = event;
    *vec_push(&version->gone, version->arena) = S("");
}

void version_add_gone(struct version *version, struct str url, struct str title,
                      struct str reason, struct str asked)
{
    version_add(version, (struct history_event){.change = HISTORY_GONE,
                                                .url = url,
                                                .title = title,
                                                .reason = reason});
    version->gone.at[version->gone.len - 1] = asked;
}

void version_note_same(struct version *version, struct str asked,
                       struct str record)
{
    *vec_push(&version->same, version->arena) = asked;
    *vec_push(&version->records, version->arena) = record;
}

/* --- captures ---------------------------------------------------------- */

static struct str time_of(struct arena *arena, int64_t started_ms)
{
    return library_time(arena, started_ms / 1000);
}

/* Why it is gone is evidence like any other. */
static enum op_status add_gone(struct version *version, struct bundle *bundle,
                               const struct fresh *fresh, size_t index,
                               struct op_error *err)
{
    struct history_event *event = &version->events.at[index];
    const struct fresh_exchange *answer =
        version->gone.at[index].len
            ? fresh_get(fresh, version->gone.at[index].at)
            : NULL;
    struct exchange *exchange = answer ? fresh_tell(fresh, answer) : NULL;
    if (!exchange)
        return OP_OK;
    struct capture capture;
    enum op_status status =
        warc_capture(bundle->arena, bundle->spool, exchange,
                     time_of(bundle->arena, exchange->started_ms),
                     warc_reason(answer->error.status), &capture, err);
    exchange_free(exchange);
    if (status != OP_OK)
        return status;
    *vec_push(&bundle->captures, bundle->arena) = capture;
    event->warc_record =
        arena_printf(version->arena, "urn:uuid:%s", capture.response.id);
    return OP_OK;
}

static const struct capture *capture_of(const struct bundle *bundle,
                                        struct str record)
{
    struct str id = history_record_id(record);
    for (size_t i = 0; id.len && i < bundle->captures.len; i++)
        if (str_eq(str_of(bundle->captures.at[i].response.id), id))
            return &bundle->captures.at[i];
    return NULL;
}

static enum op_status add_same(const struct version *version,
                               struct bundle *bundle, const struct fresh *fresh,
                               size_t index, struct op_error *err)
{
    const struct fresh_exchange *answer =
        fresh_get(fresh, version->same.at[index].at);
    const struct capture *found =
        capture_of(bundle, version->records.at[index]);
    if (!answer || !found)
        return OP_OK;
    struct capture before = *found, capture;
    struct exchange *exchange = fresh_tell(fresh, answer);
    if (!exchange)
        return OP_OK;
    enum op_status status = warc_revisit(
        bundle->arena, bundle->spool, exchange,
        time_of(bundle->arena, exchange->started_ms), &before, &capture, err);
    exchange_free(exchange);
    if (status == OP_OK)
        *vec_push(&bundle->captures, bundle->arena) = capture;
    return status;
}

/* --- the history ------------------------------------------------------- */

static struct str id_of(const struct capture *capture)
{
    return str_of(capture->response.id[0] ? capture->response.id
                                          : capture->request.id);
}

static struct str record_of(struct bundle *bundle,
                            const struct capture *capture)
{
    return arena_printf(bundle->arena, "urn:uuid:%.*s",
                        STR_ARG(id_of(capture)));
}

/* Before there was a second version, nobody said what the first one was: all
 * that the archive held. */
static void add_first(struct bundle *bundle, const struct version *version,
                      const struct recall *recall)
{
    const capture_list *held = recall_captures(recall);
    struct history_version *first = vec_push(&bundle->history, bundle->arena);
    *first = (struct history_version){
        .number = 1,
        .date = recall_created(recall),
        .last_record = record_of(bundle, &held->at[held->len - 1]),
    };
    for (size_t i = 0; i < version->first.len; i++)
        *vec_push(&first->events, bundle->arena) = version->first.at[i];
}

static void add_version(struct bundle *bundle, const struct version *version)
{
    struct history_version *next = vec_push(&bundle->history, bundle->arena);
    *next = (struct history_version){
        .number = version->number,
        .date = version->date,
        .last_record =
            record_of(bundle, &bundle->captures.at[bundle->captures.len - 1]),
    };
    for (size_t i = 0; i < version->events.len; i++)
        *vec_push(&next->events, bundle->arena) = version->events.at[i];
}

/* A version ends with the last of its captures that is kept. */
static void move_end(struct bundle *bundle, struct str from, struct str to)
{
    for (size_t i = 0; i < bundle->history.len; i++)
        if (str_eq(bundle->history.at[i].last_record, from))
            bundle->history.at[i].last_record = to;
}

/* Captures of versions that are not kept any longer, and what leads there. */
static void drop_captures(struct bundle *bundle, const struct map *dropped)
{
    size_t kept = 0;
    for (size_t i = 0; i < bundle->captures.len; i++) {
        const struct capture *capture = &bundle->captures.at[i];
        if (!map_get(dropped, str_of(capture->response.id)))
            bundle->captures.at[kept++] = *capture;
        else if (kept)
            move_end(bundle, record_of(bundle, capture),
                     record_of(bundle, &bundle->captures.at[kept - 1]));
    }
    bundle->captures.len = kept;
}

static void make_history(const struct version *version, struct bundle *bundle,
                         const struct recall *recall)
{
    struct map dropped = {0};
    history_list before = bundle->history;
    bundle->history = (history_list){0};
    bundle->created = recall_created(recall);
    for (size_t i = 0; i < before.len; i++)
        *vec_push(&bundle->history, bundle->arena) = before.at[i];
    if (!before.len)
        add_first(bundle, version, recall);
    add_version(bundle, version);
    if (!version->keep)
        return;
    history_trim(bundle->arena, &bundle->history, version->keep, &dropped);
    drop_captures(bundle, &dropped);
}

/* --- writing ----------------------------------------------------------- */

static enum pack_format format_of(struct str path)
{
    struct stat info;
    if (stat(path.at, &info) == 0 && S_ISDIR(info.st_mode))
        return PACK_DIR;
    for (unsigned i = 0; i < PACK_FORMAT_COUNT; i++) {
        struct str ending = pack_format_extension((enum pack_format)i);
        if (ending.len && str_iends(path, ending))
            return (enum pack_format)i;
    }
    return PACK_EPUB;
}

enum op_status version_write(struct version *version,
                             const struct bundle *bundle,
                             const struct fresh *fresh,
                             const struct recall *recall, struct str path,
                             struct op_error *err)
{
    struct bundle next = *bundle;
    struct pack_options pack = {.format = format_of(path), .replaces = true};
    struct stat info;
    enum op_status status = OP_OK;
    for (size_t i = 0; status == OP_OK && i < version->events.len; i++)
        status = add_gone(version, &next, fresh, i, err);
    for (size_t i = 0; status == OP_OK && i < version->same.len; i++)
        status = add_same(version, &next, fresh, i, err);
    if (status != OP_OK)
        return status;
    make_history(version, &next, recall);
    status = pack_write(&next, path.at, &pack, err);
    if (status == OP_OK && stat(path.at, &info) == 0)
        version->written = (uint64_t)info.st_size;
    return status;
}
