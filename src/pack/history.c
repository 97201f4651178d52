/* SPDX-License-Identifier: MIT */
/* history.c - what changed when. */
#include "pack/history.h"

struct str history_change_name(enum history_change change)
{
    static const struct str names[HISTORY_CHANGE_COUNT] = {
        [HISTORY_NEW] = STR("new"),
        [HISTORY_CHANGED] = STR("changed"),
        [HISTORY_GONE] = STR("disappeared"),
        [HISTORY_RETURNED] = STR("returned"),
    };
    return names[change];
}

/* --- JSON -------------------------------------------------------------- */

static void write_event(struct json_writer *w,
                        const struct history_event *event)
{
    json_open(w, '{');
    json_key_str(w, "url", event->url);
    json_key_str(w, "change", history_change_name(event->change));
    json_key_str_or_null(w, "title", event->title);
    json_key_str_or_null(w, "old_title", event->old_title);
    json_key_str_or_null(w, "reason", event->reason);
    json_key_str_or_null(w, "sha256", event->sha256);
    json_key_str_or_null(w, "prose", event->prose);
    json_key_str_or_null(w, "warc_record", event->warc_record);
    json_close(w, '}');
}

void history_write(struct json_writer *w, const history_list *history)
{
    if (!history->len)
        return;
    json_key_open(w, "history", '[');
    for (size_t i = 0; i < history->len; i++) {
        const struct history_version *version = &history->at[i];
        json_open(w, '{');
        json_key_int(w, "version", version->number);
        json_key_str(w, "date", version->date);
        json_key_str_or_null(w, "last_record", version->last_record);
        json_key_open(w, "events", '[');
        for (size_t k = 0; k < version->events.len; k++)
            write_event(w, &version->events.at[k]);
        json_close(w, ']');
        json_close(w, '}');
    }
    json_close(w, ']');
}

static struct str text(const struct json *object, const char *key)
{
    const struct json *value = json_get(object, str_of(key));
    return value && value->kind == JSON_IS_STRING ? value->text : S("");
}

static struct history_event read_event(const struct json *object)
{
    struct history_event event = {
        .url = text(object, "url"),
        .title = text(object, "title"),
        .old_title = text(object, "old_title"),
        .reason = text(object, "reason"),
        .sha256 = text(object, "sha256"),
        .prose = text(object, "prose"),
        .warc_record = text(object, "warc_record"),
    };
    struct str name = text(object, "change");
    for (unsigned i = 0; i < HISTORY_CHANGE_COUNT; i++)
        if (str_eq(name, history_change_name((enum history_change)i)))
            event.change = (enum history_change)i;
    return event;
}

void history_read(struct arena *arena, const struct json *metadata,
                  history_list *history)
{
    const struct json *list = json_get(metadata, S("history"));
    for (const struct json *v = list ? list->first : NULL; v; v = v->next) {
        const struct json *number = json_get(v, S("version"));
        const struct json *events = json_get(v, S("events"));
        uint64_t n = 0;
        struct history_version *version = vec_push(history, arena);
        *version = (struct history_version){
            .date = text(v, "date"),
            .last_record = text(v, "last_record"),
        };
        if (number && str_to_u64(number->text, &n))
            version->number = (int64_t)n;
        for (const struct json *e = events ? events->first : NULL; e;
             e = e->next)
            *vec_push(&version->events, arena) = read_event(e);
    }
}

/* --- questions --------------------------------------------------------- */

struct str history_newest(const history_list *history, struct str otherwise)
{
    return history->len ? history->at[history->len - 1].date : otherwise;
}

const struct history_event *history_gone(const history_list *history,
                                         struct str url)
{
    const struct history_event *last = NULL;
    for (size_t i = 0; i < history->len; i++)
        for (size_t k = 0; k < history->at[i].events.len; k++)
            if (str_eq(history->at[i].events.at[k].url, url))
                last = &history->at[i].events.at[k];
    return last && last->change == HISTORY_GONE ? last : NULL;
}

struct str history_record_id(struct str record)
{
    struct str lead = S("urn:uuid:");
    return str_starts(record, lead) ? str_from(record, lead.len) : record;
}

/* --- dropping old versions --------------------------------------------- */

bool history_is_version(const struct history_event *event)
{
    return event->change == HISTORY_NEW || event->change == HISTORY_CHANGED;
}

static size_t count_newer(const history_list *history, size_t version,
                          struct str url)
{
    size_t newer = 0;
    for (size_t i = version + 1; i < history->len; i++)
        for (size_t k = 0; k < history->at[i].events.len; k++)
            newer += history_is_version(&history->at[i].events.at[k]) &&
                     str_eq(history->at[i].events.at[k].url, url);
    return newer;
}

void history_trim(struct arena *arena, history_list *history, size_t keep,
                  struct map *dropped)
{
    size_t left = 0;
    for (size_t i = 0; i < history->len; i++) {
        struct history_version *version = &history->at[i];
        size_t kept = 0;
        for (size_t k = 0; k < version->events.len; k++) {
            struct history_event *event = &version->events.at[k];
            bool is_old = history_is_version(event) &&
                          count_newer(history, i, event->url) >= keep;
            if (is_old)
                *map_slot(dropped, arena,
                          history_record_id(event->warc_record)) = dropped;
            else
                version->events.at[kept++] = *event;
        }
        version->events.len = kept;
    }
    for (size_t i = 0; i < history->len; i++)
        if (history->at[i].events.len || i + 1 == history->len)
            history->at[left++] = history->at[i];
    history->len = left;
}
