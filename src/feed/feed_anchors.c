/* SPDX-License-Identifier: MIT */
/* feed_anchors.c - HTML files that are lists of links: Netscape bookmarks and
 * Pocket's export. One link at a time is cut out and given to the parser. */
#include "feed/state.h"
#include "html/parse.h"
#include "html/walk.h"
#include <offprint/limits.h>

/* Where a tag of that name begins, at or after `from`. */
static size_t find_tag(struct str text, size_t from, struct str lead)
{
    while (from < text.len) {
        size_t at = str_ifind(str_from(text, from), lead);
        if (at == STR_NONE)
            return STR_NONE;
        from += at;
        struct str next = str_sub(text, from + lead.len, 1);
        if (!next.len || char_is_space(next.at[0]) || next.at[0] == '>')
            return from;
        from++;
    }
    return STR_NONE;
}

static struct str attr(const struct node *link, struct str name)
{
    return node_attr_named(link, name);
}

static void tell_link(struct feed *feed, const struct node *link,
                      struct str title)
{
    struct str added = attr(link, S("add_date"));
    struct feed_raw raw = {
        .url = attr(link, S("href")),
        .title = title,
        .dates = {added.len ? added : attr(link, S("time_added")),
                  attr(link, S("last_modified"))},
        .line = feed->line,
    };
    feed_emit(feed, &raw);
}

static void read_link(struct feed *feed, struct str html)
{
    struct arena arena;
    struct document *doc;
    struct parse_options options = {.context = S("div")};
    jmp_buf escape;
    arena_init(&arena, OP_MAX_PAGE_MEMORY);
    arena.escape = &escape;
    if (setjmp(escape) ||
        html_parse(&arena, html, &options, &doc, NULL) != OP_OK) {
        feed->sink.broken(feed->sink.context, feed->line, "too complex");
        arena_free(&arena);
        return;
    }
    struct node *link = walk_find(doc->root, TAG_A);
    if (link)
        tell_link(feed, link, node_text_folded(&arena, link));
    arena_free(&arena);
}

/* What stands before the next link is of no use; its beginning may be cut. */
static bool skip_to_link(struct feed *feed, bool is_end)
{
    struct str text = buf_str(&feed->record);
    size_t begin = find_tag(text, 0, S("<a"));
    if (begin != STR_NONE) {
        feed_drop(feed, begin);
        feed->scanned = feed->scanned ? feed->scanned : 2;
        return true;
    }
    feed_drop(feed, is_end || text.len < 2 ? 0 : text.len - 1);
    feed->scanned = 0;
    return false;
}

void feed_anchors_read(struct feed *feed, bool is_end)
{
    feed->is_long = false;
    while (skip_to_link(feed, is_end)) {
        struct str text = buf_str(&feed->record);
        size_t close = find_tag(text, feed->scanned, S("</a"));
        size_t next = find_tag(str_sub(text, 0, close), feed->scanned, S("<a"));
        size_t end = next < close ? next : close;
        if (end == STR_NONE && !is_end) {
            feed->scanned = text.len > 3 ? text.len - 3 : 2;
            return;
        }
        read_link(feed, str_sub(text, 0, end));
        feed_drop(feed, end == STR_NONE ? text.len : end ? end : 1);
        feed->scanned = 0;
    }
}
