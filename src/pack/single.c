/* SPDX-License-Identifier: MIT */
/* single.c - the archive as one plain file: a page, text, or JSON. */
#include "pack/single.h"

#include "article/encode.h"
#include "html/serialize.h"
#include "pack/chapter.h"
#include "pack/cover.h"
#include "pack/frame.h"
#include "pack/history_page.h"
#include "pack/style.h"

#define PART S("the file")

static size_t article_count(const struct packer *p)
{
    return p->plan->bundle->articles.len;
}

/* --- a page ------------------------------------------------------------ */

/* Images and the style sheet are inside: nothing else is ever loaded. */
#define POLICY                                                                 \
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; "           \
    "base-uri 'none'; form-action 'none'"

static void open_page(struct packer *p)
{
    const struct bundle *bundle = p->plan->bundle;
    struct buf *out = &p->text;
    buf_puts(out,
             "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n"
             "<meta charset=\"utf-8\"/>\n"
             "<meta http-equiv=\"Content-Security-Policy\" content=\"" POLICY
             "\"/>\n"
             "<meta name=\"viewport\" content=\"width=device-width, "
             "initial-scale=1\"/>\n"
             "<meta name=\"referrer\" content=\"no-referrer\"/>\n<title>");
    html_escape(bundle->articles.len ? frame_title(&bundle->articles.at[0])
                                     : S("An empty archive"),
                out);
    buf_puts(out, "</title>\n<style>\n");
    buf_put(out, style_sheet());
    buf_puts(out, "</style>\n</head>\n<body class=\"op-cover\">\n");
}

enum op_status single_put_page(struct packer *p)
{
    open_page(p);
    cover_write_main(p->plan, &p->text);
    enum op_status status = packer_text(p, PART);
    for (size_t i = 0; status == OP_OK && i < article_count(p); i++) {
        chapter_write_section(&p->page, p->plan, i, &p->text);
        arena_reset(&p->page);
        status = packer_text(p, PART);
    }
    if (status == OP_OK && history_page_is_needed(p->plan)) {
        history_page_section(p->plan, &p->text);
        status = packer_text(p, PART);
    }
    if (status != OP_OK)
        return status;
    return packer_bytes(p, PART, S("</body>\n</html>\n"));
}

/* --- text -------------------------------------------------------------- */

static void put_line(struct buf *out, const char *name, struct str value)
{
    if (value.len)
        buf_printf(out, "%s: %.*s\n", name, STR_ARG(value));
}

static void put_article_text(const struct bundle_article *packed,
                             struct buf *out)
{
    const struct article *article = packed->article;
    buf_put(out, frame_title(packed));
    buf_puts(out, "\n\n");
    for (size_t i = 0; i < article->authors.len; i++)
        put_line(out, "By", article->authors.at[i]);
    put_line(out, "Published", article->published);
    put_line(out, "Site", article->site_name);
    put_line(out, "Source", packed->final_url);
    for (size_t i = 0; i < packed->relations.len; i++)
        put_line(out, "Related", packed->relations.at[i].reason);
    buf_putc(out, '\n');
    buf_put(out, article->text);
    buf_putc(out, '\n');
}

enum op_status single_put_text(struct packer *p)
{
    enum op_status status = OP_OK;
    for (size_t i = 0; status == OP_OK && i < article_count(p); i++) {
        if (i > 0)
            buf_puts(&p->text, "\n\f\n");
        put_article_text(&p->plan->bundle->articles.at[i], &p->text);
        status = packer_text(p, PART);
    }
    return status;
}

/* --- JSON -------------------------------------------------------------- */

static void put_article_json(const struct packer *p, size_t index,
                             struct json_writer *w)
{
    const struct bundle_article *packed = &p->plan->bundle->articles.at[index];
    json_open(w, '{');
    json_key_str(w, "id", p->plan->articles[index].id);
    json_key_str(w, "role", packed->is_seed ? S("seed") : S("related"));
    json_key_str(w, "final_url", packed->final_url);
    json_key_str_or_null(w, "fetched", packed->fetched);
    article_encode(packed->article, w);
    json_close(w, '}');
}

enum op_status single_put_json(struct packer *p, bool is_lines)
{
    enum op_status status = OP_OK;
    if (!is_lines)
        buf_puts(&p->text, "[\n");
    for (size_t i = 0; status == OP_OK && i < article_count(p); i++) {
        struct json_writer w = {.out = &p->text};
        put_article_json(p, i, &w);
        if (!is_lines && i + 1 < article_count(p))
            buf_putc(&p->text, ',');
        buf_putc(&p->text, '\n');
        status = packer_text(p, PART);
    }
    if (status == OP_OK && !is_lines)
        status = packer_bytes(p, PART, S("]\n"));
    return status;
}
