/* SPDX-License-Identifier: MIT */
/* feed_xml.c - RSS, Atom, sitemaps and OPML.
 *
 * An entry is an element of a known name; what counts of it stands in its
 * children. A fault of the tags inside of it breaks that entry alone. Sources:
 * RSS 2.0.11, RSS 1.0, RFC 4287, sitemaps.org 0.9, OPML 2.0. */
#include "feed/state.h"
#include <offprint/limits.h>
#include <stdio.h>

#define ATOM_SPACE "http://www.w3.org/2005/Atom"
#define DC_SPACE   "http://purl.org/dc/elements/1.1/"

static const struct {
    const char *root, *entry;
    enum feed_kind kind;
} ROOTS[] = {
    {"rss", "item", FEED_RSS},
    {"RDF", "item", FEED_RSS},
    {"feed", "entry", FEED_ATOM},
    {"urlset", "url", FEED_SITEMAP},
    {"sitemapindex", "sitemap", FEED_SITEMAP_INDEX},
    {"opml", "outline", FEED_OPML},
    {"html", "", FEED_PAGE},
};
#define ROOT_COUNT (sizeof ROOTS / sizeof *ROOTS)

/* What the text of a child is; a child without a namespace of its own has the
 * entry's. */
static const struct {
    const char *space, *name;
    enum feed_part part;
} CHILDREN[] = {
    {NULL, "loc", PART_URL},         {NULL, "link", PART_URL},
    {NULL, "guid", PART_ID},         {NULL, "title", PART_TITLE},
    {NULL, "pubDate", PART_DATE},    {NULL, "published", PART_DATE},
    {NULL, "issued", PART_DATE},     {NULL, "lastmod", PART_CHANGED},
    {NULL, "updated", PART_CHANGED}, {NULL, "modified", PART_CHANGED},
    {DC_SPACE, "date", PART_DATE},   {ATOM_SPACE, "updated", PART_CHANGED},
};

static struct str part(const struct feed_xml *x, enum feed_part which)
{
    return buf_str(&x->parts[which]);
}

/* --- entries ----------------------------------------------------------- */

static void begin_entry(struct feed *feed, struct str space,
                        const struct xml_attrs *attrs)
{
    struct feed_xml *x = &feed->xml;
    for (int i = 0; i < PART_COUNT; i++)
        buf_clear(&x->parts[i]);
    buf_put(&x->parts[PART_SPACE], space);
    xml_attr(attrs, S("base"), &x->parts[PART_BASE]);
    x->entry_depth = x->depth;
    x->part_depth = 0;
    x->is_broken = x->url_is_second_best = false;
    x->id_is_url = feed->kind == FEED_RSS;
    x->line = xml_line(x->xml);
}

static void end_entry(struct feed *feed)
{
    struct feed_xml *x = &feed->xml;
    struct feed_raw raw = {
        .url = str_trim(part(x, PART_URL)),
        .title = part(x, PART_TITLE),
        .root = buf_str(&x->root_base),
        .base = part(x, PART_BASE),
        .dates = {part(x, PART_DATE), part(x, PART_CHANGED)},
        .is_list = feed->kind == FEED_SITEMAP_INDEX,
        .line = x->line,
    };
    x->entry_depth = x->part_depth = 0;
    if (!raw.url.len && x->id_is_url)
        raw.url = str_trim(part(x, PART_ID));
    if (x->parts[PART_URL].failed)
        feed->sink.broken(feed->sink.context, x->line,
                          "its address is too long");
    else if (x->is_broken)
        feed->sink.broken(feed->sink.context, x->line, x->why);
    else
        feed_emit(feed, &raw);
}

/* An outline says all in its attributes. */
static void read_outline(struct feed *feed, const struct xml_attrs *attrs)
{
    struct feed_xml *x = &feed->xml;
    begin_entry(feed, S(""), attrs);
    x->entry_depth = 0;
    struct buf *url = &x->parts[PART_URL], *title = &x->parts[PART_TITLE];
    xml_attr(attrs, S("xmlUrl"), url);
    bool is_list = url->len > 0;
    xml_attr(attrs, S("type"), &x->parts[PART_ID]);
    if (!is_list && str_ieq(part(x, PART_ID), S("link")))
        xml_attr(attrs, S("url"), url);
    if (!url->len)
        return; /* a folder */
    xml_attr(attrs, S("text"), title);
    struct feed_raw raw = {
        .url = buf_str(url),
        .title = buf_str(title),
        .root = buf_str(&x->root_base),
        .is_list = is_list,
        .line = x->line,
    };
    feed_emit(feed, &raw);
}

/* Atom's links: the alternate in HTML before others. */
static void read_link(struct feed_xml *x, const struct xml_attrs *attrs)
{
    struct buf *url = &x->parts[PART_URL], word;
    buf_init(&word, OP_MAX_URL_BYTES);
    xml_attr(attrs, S("rel"), &word);
    bool is_other = word.len && !str_ieq(buf_str(&word), S("alternate"));
    buf_clear(&word);
    xml_attr(attrs, S("type"), &word);
    bool is_html =
        !word.len || str_ifind(buf_str(&word), S("html")) != STR_NONE;
    if (!is_other && (!url->len || (is_html && x->url_is_second_best))) {
        buf_clear(url);
        xml_attr(attrs, S("href"), url);
        x->url_is_second_best = !is_html;
    }
    buf_free(&word);
}

/* --- elements ---------------------------------------------------------- */

static bool is_of(const struct feed_xml *x, const char *space, struct str given)
{
    return str_eq(given, space ? str_of(space) : part(x, PART_SPACE));
}

static void open_child(struct feed *feed, struct str name, struct str space,
                       const struct xml_attrs *attrs)
{
    struct feed_xml *x = &feed->xml;
    bool is_atom = str_eq(space, S(ATOM_SPACE)) || feed->kind == FEED_ATOM;
    if (is_atom && str_eq(name, S("link"))) {
        read_link(x, attrs);
        return;
    }
    for (size_t i = 0; i < sizeof CHILDREN / sizeof *CHILDREN; i++) {
        if (!str_eq(name, str_of(CHILDREN[i].name)) ||
            !is_of(x, CHILDREN[i].space, space))
            continue;
        x->part = CHILDREN[i].part;
        x->part_depth = x->depth;
        buf_clear(&x->parts[x->part]);
    }
    if (x->part_depth != x->depth || x->part != PART_ID)
        return;
    struct buf word;
    buf_init(&word, OP_MAX_URL_BYTES);
    xml_attr(attrs, S("isPermaLink"), &word);
    x->id_is_url = !str_ieq(buf_str(&word), S("false"));
    buf_free(&word);
}

static size_t find_root(enum feed_kind kind, struct str name)
{
    for (size_t i = 0; i < ROOT_COUNT; i++)
        if (kind == FEED_UNDECIDED ? str_eq(name, str_of(ROOTS[i].root))
                                   : kind == ROOTS[i].kind)
            return i;
    return ROOT_COUNT;
}

static void open_root(struct feed *feed, struct str name,
                      const struct xml_attrs *attrs)
{
    size_t i = find_root(FEED_UNDECIDED, name);
    feed->kind = i < ROOT_COUNT ? ROOTS[i].kind : FEED_OTHER;
    xml_attr(attrs, S("base"), &feed->xml.root_base);
}

static void on_open(void *context, struct str name, struct str space,
                    const struct xml_attrs *attrs)
{
    struct feed *feed = context;
    struct feed_xml *x = &feed->xml;
    x->depth++;
    if (feed->kind == FEED_UNDECIDED) {
        open_root(feed, name, attrs);
        return;
    }
    if (feed->kind == FEED_OTHER || feed->kind == FEED_PAGE)
        return;
    size_t root = find_root(feed->kind, S(""));
    bool is_entry = str_eq(name, str_of(ROOTS[root].entry));
    if (is_entry && feed->kind == FEED_OPML) {
        read_outline(feed, attrs);
    } else if (is_entry) {
        if (x->entry_depth) /* its end was never seen */
            end_entry(feed);
        begin_entry(feed, space, attrs);
    } else if (x->entry_depth && x->depth == x->entry_depth + 1) {
        open_child(feed, name, space, attrs);
    }
}

static void on_close(void *context)
{
    struct feed *feed = context;
    struct feed_xml *x = &feed->xml;
    if (x->part_depth == x->depth)
        x->part_depth = 0;
    if (x->entry_depth && x->entry_depth == x->depth)
        end_entry(feed);
    x->depth--;
}

static void on_text(void *context, struct str text)
{
    struct feed_xml *x = &((struct feed *)context)->xml;
    if (x->entry_depth && x->part_depth)
        buf_put(&x->parts[x->part], text);
}

/* Wrong characters harm an entry only in its address. */
static void on_fault(void *context, size_t line, bool is_slight,
                     const char *why)
{
    struct feed *feed = context;
    struct feed_xml *x = &feed->xml;
    bool in_address = x->part_depth && x->part <= PART_ID;
    x->has_lost_tags |= !is_slight;
    if (!x->entry_depth || x->is_broken || (is_slight && !in_address))
        return;
    struct str reason = str_of(why);
    reason = str_sub(reason, 0, str_until(reason, "\r\n"));
    x->is_broken = true;
    x->line = line;
    snprintf(x->why, sizeof x->why, "%.*s", STR_ARG(reason));
}

/* --- the document ------------------------------------------------------ */

bool feed_xml_open(struct feed *feed)
{
    struct feed_xml *x = &feed->xml;
    struct xml_handler handler = {.context = feed,
                                  .open = on_open,
                                  .close = on_close,
                                  .text = on_text,
                                  .fault = on_fault};
    for (int i = 0; i < PART_COUNT; i++)
        buf_init(&x->parts[i], OP_MAX_URL_BYTES);
    buf_init(&x->root_base, OP_MAX_URL_BYTES);
    x->xml = xml_open(&handler, &feed->failure);
    return x->xml != NULL;
}

bool feed_xml_end(struct feed *feed)
{
    struct feed_xml *x = &feed->xml;
    /* Where end tags were lost, elements stay open at the end. */
    bool has_lost_tags = x->has_lost_tags;
    bool is_whole = xml_end(x->xml) || has_lost_tags;
    if (x->entry_depth)
        feed->sink.broken(feed->sink.context, x->line,
                          x->is_broken ? x->why : "without its end");
    x->entry_depth = 0;
    return is_whole;
}

void feed_xml_close(struct feed *feed)
{
    struct feed_xml *x = &feed->xml;
    xml_close(x->xml);
    for (int i = 0; i < PART_COUNT; i++)
        buf_free(&x->parts[i]);
    buf_free(&x->root_base);
}
