/* SPDX-License-Identifier: MIT */
/* fuzz.c - what strangers send, for libFuzzer: -DTARGET=url and so on; by
 * `make fuzz T=url SECONDS=60`. A target holds a property where there is one:
 * what does not hold aborts. */
#include "article/article.h"
#include "article/jsonld.h"
#include "base/arena.h"
#include "diff/render.h"
#include "feed/feed.h"
#include "html/parse.h"
#include "html/serialize.h"
#include "html/srcset.h"
#include "net/data_url.h"
#include "net/mime.h"
#include "net/mime_svg.h"
#include "net/response.h"
#include "net/robots.h"
#include "net/url.h"
#include "pack/mhtml.h"
#include "pack/warc_reader.h"
#include "text/charset.h"
#include "text/date.h"
#include <stdlib.h>

#define MEMORY (256u << 20)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void hold(bool holds)
{
    if (!holds)
        abort();
}

/* What is printed is parsed to itself. */
static void fuzz_url(struct arena *arena, struct str in)
{
    struct url base, url, again;
    hold(url_parse(arena, S("https://a.example/b/c?d#e"), NULL, &base) ==
         OP_OK);
    if (url_parse(arena, in, &base, &url) != OP_OK)
        return;
    hold(url_parse(arena, url.href, NULL, &again) == OP_OK);
    hold(str_eq(url.href, again.href));
    url_key(arena, &url);
    url_public(arena, &url);
}

/* Whatever comes in, UTF-8 comes out. */
static void fuzz_charset(struct arena *arena, struct str in)
{
    struct buf out;
    struct op_error err;
    (void)arena;
    buf_init(&out, MEMORY);
    if (charset_decode(in, charset_of(in, S("")), &out, &err) == OP_OK)
        hold(utf8_is_valid(buf_str(&out)));
    buf_free(&out);
}

static struct str round_trip(struct arena *arena, struct str in)
{
    struct op_error err;
    struct document *doc;
    struct parse_options options = {.timeout_ms = 20000};
    struct serialize_options form = {.form = AS_HTML};
    struct buf out;
    if (html_parse(arena, in, &options, &doc, &err) != OP_OK)
        return S("");
    buf_init(&out, MEMORY);
    html_serialize(doc->root, &form, &out);
    struct str text = arena_dup(arena, buf_str(&out));
    buf_free(&out);
    return text;
}

static void fuzz_html(struct arena *arena, struct str in)
{
    if (!utf8_is_valid(in))
        return;
    round_trip(arena, round_trip(arena, in));
}

static void fuzz_article(struct arena *arena, struct str in)
{
    struct article *article;
    struct op_error err;
    struct extract_options options = {.timeout_ms = 20000};
    if (article_extract(arena, in, S("https://a.example/2020/post"), S(""),
                        &options, &article, &err) == OP_OK)
        hold(utf8_is_valid(article->text) && utf8_is_valid(article->title));
}

static void tell_entry(void *context, const struct feed_entry *entry)
{
    buf_put(context, entry->url);
    buf_putc(context, '\n');
}

static void tell_broken(void *context, size_t line, const char *why)
{
    (void)line, (void)why;
    buf_puts(context, "broken\n");
}

static void read_list(struct str in, size_t step, struct buf *out)
{
    struct op_error err;
    struct feed_sink sink = {out, tell_entry, tell_broken};
    struct feed *feed = feed_open(S("https://a.example/b/"), &sink);
    buf_init(out, MEMORY);
    while (in.len)
        feed_put(feed, str_cut(&in, step));
    if (feed_end(feed, &err) != OP_OK)
        buf_puts(out, "failed\n");
    feed_close(feed);
}

/* Lists of lines, JSON and CSV tell the same however their bytes come. */
static void fuzz_feed(struct arena *arena, struct str in)
{
    struct buf whole, parts;
    (void)arena;
    read_list(in, SIZE_MAX, &whole);
    read_list(in, 3, &parts);
    if (!str_has_byte(in, '<'))
        hold(str_eq(buf_str(&whole), buf_str(&parts)));
    buf_free(&whole);
    buf_free(&parts);
}

/* Two texts, parted by a NUL: all paragraphs of both are in the result. */
static void fuzz_diff(struct arena *arena, struct str in)
{
    struct buf out;
    size_t middle = str_find_byte(in, '\0'), old = 0, new = 0;
    if (middle == STR_NONE)
        return;
    struct diff_side a = {.text = str_sub(in, 0, middle)};
    struct diff_side b = {.text = str_from(in, middle + 1)};
    struct diff *diff = diff_make(arena, &a, &b, false);
    for (size_t i = 0; i < diff->blocks.len; i++) {
        const struct diff_block *block = &diff->blocks.at[i];
        new += block->new_number > 0;
        old += block->old_number > 0;
        hold(!block->new_number || block->new_number == new);
    }
    struct diff *back = diff_make(arena, &b, &a, false);
    for (size_t i = 0; i < back->blocks.len; i++)
        old -= back->blocks.at[i].new_number > 0;
    hold(old == 0);
    buf_init(&out, MEMORY);
    diff_put_unified(diff, &out);
    diff_put_html(diff, &out);
    diff_put_text(diff, true, &out);
    diff_put_json(diff, &out);
    buf_free(&out);
}

static void fuzz_json(struct arena *arena, struct str in)
{
    json_text(json_get(json_parse(arena, in), S("a")));
}

static void fuzz_date(struct arena *arena, struct str in)
{
    struct date date;
    if (date_find(in, S("en"), 2030, &date))
        hold(date_format(arena, &date).len >= 4);
    if (date_parse(in, S("de"), 2030, &date))
        hold(date.year >= 1990 && date.year <= 2030);
    date_of_path(in, 2030, &date);
}

static void fuzz_srcset(struct arena *arena, struct str in)
{
    (void)arena;
    struct str best = srcset_best(in, 1280);
    hold(!best.len ||
         (best.at >= in.at && best.at + best.len <= in.at + in.len));
}

static void fuzz_robots(struct arena *arena, struct str in)
{
    robots_allows(robots_parse(arena, in, S("offprint")), S("/a/b?c=d"));
}

static void fuzz_decode(struct arena *arena, struct str in)
{
    static const struct str CODINGS[] = {STR("gzip"), STR("deflate"), STR("br"),
                                         STR("zstd"), STR("gzip, br")};
    struct op_error err;
    struct buf out;
    (void)arena;
    for (size_t i = 0; i < sizeof CODINGS / sizeof *CODINGS; i++) {
        buf_init(&out, 8u << 20);
        (void)!response_decode(CODINGS[i], in, &out, &err);
        hold(out.len <= 8u << 20);
        buf_free(&out);
    }
}

static enum op_status drop(void *context, const struct warc_fields *fields,
                           struct str block, struct spool_span member,
                           struct op_error *err)
{
    (void)context, (void)fields, (void)block, (void)member, (void)err;
    return OP_OK;
}

static void fuzz_warc(struct arena *arena, struct str in)
{
    struct op_error err;
    struct warc_reader reader;
    struct spool *spool = spool_open(&err);
    (void)arena;
    hold(spool != NULL);
    if (warc_reader_begin(&reader, spool, drop, NULL, &err) == OP_OK)
        (void)!warc_reader_put(&reader, in, &err);
    warc_reader_end(&reader);
    spool_close(spool);
}

static void fuzz_saved(struct arena *arena, struct str in)
{
    mhtml_parts parts = {0};
    struct op_error err;
    struct buf out;
    if (mhtml_is(in))
        (void)!mhtml_read(arena, in, &parts, &err);
    mhtml_source(in);
    buf_init(&out, MEMORY);
    data_url_decode(in, &out);
    hold(out.len <= in.len);
    buf_free(&out);
}

static void fuzz_image(struct arena *arena, struct str in)
{
    uint32_t width, height;
    (void)arena;
    enum mime_kind kind = mime_sniff(in, S(""));
    (void)!image_size(in, kind, &width, &height);
    svg_is_harmless(in);
}

#define CALL(name)   fuzz_##name
#define EXPAND(name) CALL(name)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static void (*const all[])(struct arena *, struct str) = {
        fuzz_url,   fuzz_charset, fuzz_html,   fuzz_article, fuzz_json,
        fuzz_date,  fuzz_srcset,  fuzz_robots, fuzz_decode,  fuzz_warc,
        fuzz_saved, fuzz_image,   fuzz_feed,   fuzz_diff,
    };
    jmp_buf escape;
    struct arena arena;
    (void)all;
    arena_init(&arena, MEMORY);
    arena.escape = &escape;
    if (setjmp(escape) == 0)
        EXPAND(TARGET)(&arena, str_make((const char *)data, size));
    arena_free(&arena);
    return 0;
}
