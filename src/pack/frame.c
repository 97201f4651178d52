/* SPDX-License-Identifier: MIT */
/* frame.c - what every page of an archive has around it. */
#include "pack/frame.h"

#include "html/serialize.h"
#include "pack/conform.h"
#include <offprint/version.h>

static const char *const MONTHS[] = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December",
};

static void put_attr(struct buf *out, const char *name, struct str value)
{
    if (value.len == 0)
        return;
    buf_printf(out, " %s=\"", name);
    html_escape_attr(value, out);
    buf_putc(out, '"');
}

/* A page that a browser opens by itself needs its own policy; a book's reader
 * loads and runs nothing that its package does not name. */
static void put_html_head(struct buf *out)
{
    buf_puts(
        out,
        "<meta http-equiv=\"Content-Security-Policy\" content=\"" FRAME_POLICY
        "\"/>\n"
        "<meta name=\"viewport\" content=\"width=device-width, "
        "initial-scale=1\"/>\n"
        "<meta name=\"referrer\" content=\"no-referrer\"/>\n"
        "<meta name=\"robots\" content=\"noindex\"/>\n"
        "<meta name=\"color-scheme\" content=\"light dark\"/>\n");
}

void frame_open(const struct frame *frame, struct buf *out)
{
    if (frame->is_book)
        buf_puts(out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
                      "<!DOCTYPE html>\n"
                      "<html xmlns=\"http://www.w3.org/1999/xhtml\"");
    else
        buf_puts(out, "<!DOCTYPE html>\n<html");
    put_attr(out, "lang", frame->language);
    if (frame->is_book)
        put_attr(out, "xml:lang", frame->language);
    put_attr(out, "dir", frame->direction);
    buf_puts(out, ">\n<head>\n<meta charset=\"utf-8\"/>\n");
    if (!frame->is_book)
        put_html_head(out);
    buf_puts(out, "<meta name=\"generator\" content=\"offprint " OP_VERSION
                  "\"/>\n<title>");
    html_escape(frame->title, out);
    buf_puts(out, "</title>\n<link rel=\"stylesheet\" type=\"text/css\" "
                  "href=\"");
    html_escape_attr(frame->sheet, out);
    buf_puts(out, "\"/>\n</head>\n<body class=\"op-");
    html_escape_attr(frame->kind, out);
    buf_puts(out, "\">\n");
}

void frame_close(struct buf *out)
{
    buf_puts(out, "</body>\n</html>\n");
}

/* The number of `len` digits at `from`, or 0. */
static unsigned digits_at(struct str s, size_t from, size_t len)
{
    uint64_t value;
    struct str digits = str_sub(s, from, len);
    return digits.len == len && str_to_u64(digits, &value) ? (unsigned)value
                                                           : 0;
}

void frame_date(struct str iso, struct buf *out)
{
    unsigned year = digits_at(iso, 0, 4), month = 0, day = 0;
    if (year && iso.len >= 7 && iso.at[4] == '-')
        month = digits_at(iso, 5, 2);
    if (month && iso.len >= 10 && iso.at[7] == '-')
        day = digits_at(iso, 8, 2);
    buf_puts(out, "<time");
    put_attr(out, "datetime", iso);
    buf_putc(out, '>');
    if (!year || month > 12) {
        html_escape(iso, out);
    } else {
        if (day)
            buf_printf(out, "%u ", day);
        if (month)
            buf_printf(out, "%s ", MONTHS[month - 1]);
        buf_printf(out, "%u", year);
    }
    buf_puts(out, "</time>");
}

void frame_web_link(struct arena *arena, struct str url, struct str text,
                    struct buf *out)
{
    bool is_web =
        str_istarts(url, S("http://")) || str_istarts(url, S("https://"));
    struct str uri = is_web ? conform_uri(arena, url) : S("");
    if (uri.len) {
        buf_puts(out, "<a");
        put_attr(out, "href", uri);
        buf_puts(out, " rel=\"noopener noreferrer\">");
    }
    html_escape(text, out);
    if (uri.len)
        buf_puts(out, "</a>");
}

struct str frame_lang(const struct article *article)
{
    return article->language.len ? article->language : S("und");
}

void frame_language(const struct article *article, struct buf *out)
{
    put_attr(out, "lang", article->language);
    put_attr(out, "dir",
             article->direction.len ? article->direction : S("auto"));
}

void frame_number(uint64_t number, struct buf *out)
{
    if (number >= 1000) {
        frame_number(number / 1000, out);
        buf_printf(out, ",%03u", (unsigned)(number % 1000));
    } else {
        buf_printf(out, "%u", (unsigned)number);
    }
}

static void put_authors(const struct article *article, struct buf *out)
{
    for (size_t i = 0; i < article->authors.len; i++) {
        buf_put(out, i ? S(", ") : S("By "));
        buf_puts(out, "<bdi class=\"op-author\">");
        html_escape(article->authors.at[i], out);
        buf_puts(out, "</bdi>");
    }
}

/* A dot before every piece of the line but the first. */
static void put_dot(size_t start, struct buf *out)
{
    if (out->len > start)
        buf_puts(out, " <span class=\"op-dot\">·</span> ");
}

void frame_byline(const struct article *article, struct str known_site,
                  struct buf *out)
{
    size_t before = out->len;
    buf_puts(out, "<p class=\"op-byline\" lang=\"en\" dir=\"ltr\">");
    size_t start = out->len;
    put_authors(article, out);
    if (article->published.len) {
        put_dot(start, out);
        frame_date(article->published, out);
    }
    if (article->site_name.len && !str_eq(article->site_name, known_site)) {
        put_dot(start, out);
        html_escape(article->site_name, out);
    }
    if (article->word_count) {
        put_dot(start, out);
        frame_number(article->word_count, out);
        buf_puts(out, " words");
    }
    if (out->len == start)
        out->len = before;
    else
        buf_puts(out, "</p>\n");
}

struct str frame_title(const struct bundle_article *article)
{
    return article->article->title.len ? article->article->title
                                       : article->final_url;
}

struct str frame_kind(enum related_kind kind)
{
    switch (kind) {
    case RELATED_INLINE_LABEL:
        return S("Pointed to in the text");
    case RELATED_SERIES:
        return S("Same series");
    case RELATED_SECTION:
        return S("Listed as related");
    case RELATED_JSON_LD:
        return S("Named by the publisher");
    case RELATED_IN_BODY:
        return S("Linked in the prose");
    case RELATED_KIND_COUNT:
        break;
    }
    return S("Related");
}
