/* SPDX-License-Identifier: MIT */
/* feed.c - the entries of a list of addresses, told by its content. */
#include "feed/feed.h"

#include "base/memory.h"
#include "feed/detect.h"
#include "feed/state.h"
#include "text/date.h"
#include "text/unicode.h"
#include <offprint/limits.h>

#define LATEST_YEAR     2999
#define MAX_ENTRY_ARENA (64u << 20)
#define MAX_TITLE_BYTES 512

/* --- one entry --------------------------------------------------------- */

/* Unix time, in whatever unit it was written. */
static int64_t read_stamp(uint64_t stamp)
{
    while (stamp > UINT64_C(100000000000))
        stamp /= 1000;
    return (int64_t)stamp;
}

static int64_t read_date(struct str text)
{
    struct date date;
    uint64_t stamp;
    text = str_trim(text);
    if (text.len > 4 && str_to_u64(text, &stamp))
        return read_stamp(stamp);
    if (text.len && date_parse(text, S(""), LATEST_YEAR, &date))
        return date_seconds(&date);
    return FEED_NO_DATE;
}

/* The URL in `text`, relative to `base`, which may be empty. */
static bool resolve(struct arena *arena, struct str text, struct str base,
                    struct url *url)
{
    struct url root;
    bool has_root = base.len && url_parse(arena, base, NULL, &root) == OP_OK;
    return url_parse(arena, text, has_root ? &root : NULL, url) == OP_OK;
}

static bool find_url(struct feed *feed, const struct feed_raw *raw,
                     struct str *out)
{
    const struct str steps[] = {raw->root, raw->base, raw->url};
    struct str base = str_of(feed->url);
    struct url url;
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        struct str step = str_trim(steps[i]);
        if (step.len && resolve(&feed->scratch, step, base, &url))
            base = url.href;
        else if (i == 2)
            return false;
    }
    *out = url.href;
    return url_is_web(&url);
}

static void emit(struct feed *feed, const struct feed_raw *raw)
{
    struct feed_entry entry = {.url = str_trim(raw->url),
                               .is_list = raw->is_list};
    int64_t first = read_date(raw->dates[0]), second = read_date(raw->dates[1]);
    entry.seconds = first > second ? first : second;
    entry.title = utf8_clip(
        text_fold(&feed->scratch, utf8_repair(&feed->scratch, raw->title)),
        MAX_TITLE_BYTES);
    if (!entry.url.len)
        feed->sink.broken(feed->sink.context, raw->line, "without an address");
    else if (feed->kind != FEED_LINES && !find_url(feed, raw, &entry.url))
        feed->sink.broken(feed->sink.context, raw->line,
                          "its address is none of the web");
    else
        feed->sink.entry(feed->sink.context, &entry);
}

void feed_emit(struct feed *feed, const struct feed_raw *raw)
{
    jmp_buf escape;
    feed->scratch.escape = &escape;
    if (setjmp(escape) == 0)
        emit(feed, raw);
    else
        feed->sink.broken(feed->sink.context, raw->line, "too complex");
    arena_reset(&feed->scratch);
}

void feed_drop(struct feed *feed, size_t n)
{
    struct str gone = str_sub(buf_str(&feed->record), 0, n);
    for (size_t at; (at = str_find_byte(gone, '\n')) != STR_NONE;) {
        str_cut(&gone, at + 1);
        feed->line++;
    }
    buf_drop(&feed->record, n);
    feed->scanned = feed->scanned > n ? feed->scanned - n : 0;
}

/* --- the list ---------------------------------------------------------- */

/* A record grows no further: it is no entry then, and the reader finds where
 * the next one begins. */
static void keep(struct feed *feed, struct str bytes)
{
    buf_put(&feed->record, bytes);
    if (feed->record.failed == OP_NO_MEMORY)
        error_set(&feed->failure, OP_NO_MEMORY, OP_STAGE_READ, S(""),
                  "no memory to read the list");
    if (feed->record.failed != OP_TOO_LARGE)
        return;
    if (!feed->is_long)
        feed->sink.broken(feed->sink.context, feed->line, "too long");
    feed_drop(feed, feed->record.len);
    feed->record.failed = OP_OK;
    feed->is_long = true;
    buf_put(&feed->record, bytes);
}

static void read_record(struct feed *feed, bool is_end)
{
    if (feed->kind == FEED_LINES)
        feed_lines_read(feed, is_end);
    else if (feed->kind == FEED_CSV)
        feed_csv_read(feed, is_end);
    else if (feed->kind == FEED_ANCHORS)
        feed_anchors_read(feed, is_end);
}

static void put_part(struct feed *feed, struct str part)
{
    if (feed->xml.xml) {
        xml_put(feed->xml.xml, part);
    } else if (feed->kind == FEED_JSON) {
        feed_json_put(feed, part);
    } else if (feed->kind != FEED_PAGE && feed->kind != FEED_OTHER) {
        keep(feed, part);
        read_record(feed, false);
    }
}

/* The kind is decided: what was held back for that is read. */
static void begin(struct feed *feed, enum detected detected)
{
    static const enum feed_kind KINDS[] = {
        [DETECTED_XML] = FEED_UNDECIDED,   [DETECTED_LINES] = FEED_LINES,
        [DETECTED_JSON] = FEED_JSON,       [DETECTED_CSV] = FEED_CSV,
        [DETECTED_ANCHORS] = FEED_ANCHORS, [DETECTED_PAGE] = FEED_PAGE,
        [DETECTED_NOTHING] = FEED_OTHER,
    };
    struct buf head = feed->record;
    feed->kind = KINDS[detected];
    buf_init(&feed->record, OP_MAX_RECORD_OF_LIST);
    bool is_open = detected != DETECTED_XML || feed_xml_open(feed);
    struct str rest = buf_str(&head);
    if (str_starts(rest, S("\xEF\xBB\xBF")))
        str_cut(&rest, 3);
    if (detected == DETECTED_XML)
        str_cut(&rest, str_span(rest, STR_SPACE));
    if (is_open)
        put_part(feed, rest);
    buf_free(&head);
}

static bool is_begun(const struct feed *feed)
{
    return feed->kind != FEED_UNDECIDED || feed->xml.xml;
}

void feed_put(struct feed *feed, struct str bytes)
{
    enum detected detected;
    while (bytes.len && feed->failure.status == OP_OK) {
        struct str part = str_cut(&bytes, OP_MAX_RECORD_OF_LIST / 4);
        if (is_begun(feed)) {
            put_part(feed, part);
            continue;
        }
        buf_put(&feed->record, part);
        if (detect(buf_str(&feed->record), false, &detected))
            begin(feed, detected);
    }
}

static enum op_status end(struct feed *feed, struct op_error *err)
{
    bool is_whole = true;
    if (feed->xml.xml)
        is_whole = feed_xml_end(feed);
    else if (feed->kind == FEED_JSON)
        is_whole = feed_json_is_over(feed);
    else
        read_record(feed, true);
    if (feed->xml.xml && feed->kind == FEED_UNDECIDED)
        feed->kind = FEED_OTHER;
    if (feed->kind == FEED_OTHER)
        return error_set(err, OP_NOT_HTML, OP_STAGE_READ, str_of(feed->url),
                         "no list of addresses: neither lines, feed, sitemap, "
                         "OPML, bookmarks nor an export");
    if (!is_whole && feed->kind != FEED_PAGE)
        return error_set(err, OP_TRUNCATED, OP_STAGE_READ, str_of(feed->url),
                         "the list breaks off in its middle");
    return OP_OK;
}

enum op_status feed_end(struct feed *feed, struct op_error *err)
{
    enum detected detected;
    if (!is_begun(feed) && detect(buf_str(&feed->record), true, &detected))
        begin(feed, detected);
    if (feed->failure.status)
        return error_set(err, feed->failure.status, OP_STAGE_READ,
                         str_of(feed->url), "%s", feed->failure.text);
    return end(feed, err);
}

struct feed *feed_open(struct str url, const struct feed_sink *sink)
{
    struct feed *feed = memory_alloc(sizeof *feed);
    if (!feed)
        return NULL;
    *feed = (struct feed){.sink = *sink, .line = 1, .url = string_copy(url)};
    arena_init(&feed->scratch, MAX_ENTRY_ARENA);
    buf_init(&feed->record, OP_MAX_RECORD_OF_LIST);
    buf_init(&feed->json.key, MAX_TITLE_BYTES);
    if (feed->url)
        return feed;
    feed_close(feed);
    return NULL;
}

void feed_close(struct feed *feed)
{
    if (!feed)
        return;
    feed_xml_close(feed);
    arena_free(&feed->scratch);
    buf_free(&feed->record);
    buf_free(&feed->json.key);
    memory_free(feed->url);
    memory_free(feed);
}

enum feed_kind feed_kind(const struct feed *feed)
{
    return feed->kind;
}

const char *feed_kind_name(enum feed_kind kind)
{
    static const char *const NAMES[] = {
        [FEED_UNDECIDED] = "list",  [FEED_LINES] = "list",
        [FEED_RSS] = "RSS feed",    [FEED_ATOM] = "Atom feed",
        [FEED_SITEMAP] = "sitemap", [FEED_SITEMAP_INDEX] = "sitemap index",
        [FEED_OPML] = "OPML",       [FEED_JSON] = "JSON list",
        [FEED_CSV] = "CSV export",  [FEED_ANCHORS] = "bookmarks",
        [FEED_PAGE] = "page",       [FEED_OTHER] = "file",
    };
    return NAMES[kind];
}
