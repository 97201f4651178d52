/* SPDX-License-Identifier: MIT */
/* chapter.c - one article's page. */
#include "pack/chapter.h"

#include "html/serialize.h"
#include "pack/frame.h"
#include "pack/rewrite.h"

/* Our own words on a page in another language. */
#define OURS " lang=\"en\" dir=\"ltr\""

struct chapter {
    struct arena *arena;
    const struct plan *plan;
    size_t index;
    const struct bundle_article *packed;
    const struct article *article;
    struct buf *out;
};

/* <a href="../articles file">title</a> */
static void put_link(const struct chapter *c, size_t to, const char *rel)
{
    const struct bundle_article *target = &c->plan->bundle->articles.at[to];
    buf_puts(c->out, "<a href=\"");
    html_escape_attr(plan_way_from_article(c->plan, c->plan->articles[to].file),
                     c->out);
    buf_putc(c->out, '"');
    if (rel)
        buf_printf(c->out, " rel=\"%s\"", rel);
    frame_language(target->article, c->out);
    buf_putc(c->out, '>');
    html_escape(frame_title(target), c->out);
    buf_puts(c->out, "</a>");
}

static void put_relations(const struct chapter *c)
{
    if (c->packed->relations.len == 0)
        return;
    buf_puts(c->out, "<ul class=\"op-relations\"" OURS ">\n");
    for (size_t i = 0; i < c->packed->relations.len; i++) {
        const struct bundle_relation *r = &c->packed->relations.at[i];
        buf_puts(c->out, "<li><span class=\"op-kind\">");
        html_escape(frame_kind(r->kind), c->out);
        buf_puts(c->out, "</span> of ");
        put_link(c, r->from, NULL);
        if (r->reason.len) {
            buf_puts(c->out, " <span class=\"op-reason\">");
            html_escape(r->reason, c->out);
            buf_puts(c->out, "</span>");
        }
        buf_puts(c->out, "</li>\n");
    }
    buf_puts(c->out, "</ul>\n");
}

/* The page was gone: whose copy is this, and of when? */
static void put_memento(const struct chapter *c)
{
    if (!c->packed->memento.len)
        return;
    buf_puts(c->out, "<p class=\"op-memento\"" OURS
                     ">The page was gone. This is the copy that was archived "
                     "on ");
    html_escape(str_sub(c->packed->memento_date, 0, 10), c->out);
    buf_puts(c->out, ": ");
    frame_web_link(c->arena, c->packed->memento, c->packed->memento, c->out);
    buf_puts(c->out, "</p>\n");
}

static void put_header(const struct chapter *c)
{
    buf_puts(c->out, "<header class=\"op-head\">\n<h1>");
    html_escape(frame_title(c->packed), c->out);
    buf_puts(c->out, "</h1>\n");
    if (c->article->subtitle.len) {
        buf_puts(c->out, "<p class=\"op-subtitle\">");
        html_escape(c->article->subtitle, c->out);
        buf_puts(c->out, "</p>\n");
    }
    frame_byline(c->article, S(""), c->out);
    buf_puts(c->out, "<p class=\"op-source\"" OURS ">Source: ");
    frame_web_link(c->arena, c->packed->final_url, c->packed->final_url,
                   c->out);
    buf_puts(c->out, "</p>\n");
    put_memento(c);
    put_relations(c);
    buf_puts(c->out, "</header>\n");
}

/* The lead image, where the body does not show it itself. */
static void put_lead(const struct chapter *c)
{
    const struct article_image *lead =
        c->article->images.len
            ? &c->article->images.at[c->article->images.len - 1]
            : NULL;
    if (!lead || lead->node)
        return;
    size_t index = plan_asset_of(c->plan, lead->url);
    if (index == STR_NONE)
        return;
    const struct bundle_asset *asset = &c->plan->bundle->assets.at[index];
    buf_puts(c->out, "<figure class=\"op-lead\"><img src=\"");
    html_escape_attr(
        plan_way_from_article(c->plan, c->plan->assets[index].file), c->out);
    buf_puts(c->out, "\" alt=\"");
    html_escape_attr(lead->alt, c->out);
    buf_putc(c->out, '"');
    if (asset->width && asset->height)
        buf_printf(c->out, " width=\"%u\" height=\"%u\"", asset->width,
                   asset->height);
    buf_puts(c->out, "/></figure>\n");
}

static void put_body(const struct chapter *c)
{
    bool is_book = c->plan->layout == LAYOUT_BOOK;
    struct serialize_options form = {.form = is_book ? AS_XHTML : AS_HTML};
    struct node *body = rewrite_body(c->arena, c->plan, c->index);
    buf_puts(c->out, "<div class=\"op-body\">\n");
    html_serialize_inner(body, &form, c->out);
    buf_puts(c->out, "\n</div>\n");
}

/* The packed articles that this one presents as related. */
static void put_related(const struct chapter *c)
{
    size_t listed = 0;
    for (size_t i = 0; i < c->article->related.len; i++) {
        const struct related_post *post = &c->article->related.at[i];
        size_t to = plan_article_of(c->plan, post->url, NULL);
        if (to == STR_NONE || to == c->index)
            continue;
        if (listed++ == 0)
            buf_puts(c->out, "<section class=\"op-related\">\n<h2>"
                             "Related in this archive</h2>\n<ul>\n");
        buf_puts(c->out, "<li>");
        put_link(c, to, NULL);
        buf_puts(c->out, " <span class=\"op-reason\">");
        html_escape(post->reason.len ? post->reason : frame_kind(post->kind),
                    c->out);
        buf_puts(c->out, "</span></li>\n");
    }
    if (listed)
        buf_puts(c->out, "</ul>\n</section>\n");
}

static void put_up_link(const struct chapter *c, struct str text)
{
    buf_puts(c->out, "<a href=\"");
    buf_put(c->out, plan_way_from_article(c->plan, S("")));
    buf_puts(c->out, "\">");
    buf_put(c->out, text);
    buf_puts(c->out, "</a>");
}

static void put_footer(const struct chapter *c)
{
    buf_puts(c->out, "<footer class=\"op-foot\"" OURS ">\n");
    put_related(c);
    buf_puts(c->out, "<nav class=\"op-turn\" aria-label=\"Articles\">\n"
                     "<p class=\"op-prev\">");
    if (c->index > 0) {
        buf_puts(c->out, "<span>Previous</span> ");
        put_link(c, c->index - 1, "prev");
    }
    buf_puts(c->out, "</p>\n<p class=\"op-up\">");
    put_up_link(c, S("Contents"));
    buf_puts(c->out, "</p>\n<p class=\"op-next\">");
    if (c->index + 1 < c->plan->bundle->articles.len) {
        buf_puts(c->out, "<span>Next</span> ");
        put_link(c, c->index + 1, "next");
    }
    buf_puts(c->out, "</p>\n</nav>\n</footer>\n");
}

void chapter_write_section(struct arena *arena, const struct plan *plan,
                           size_t index, struct buf *out)
{
    const struct bundle_article *packed = &plan->bundle->articles.at[index];
    struct chapter c = {arena, plan, index, packed, packed->article, out};
    buf_printf(out, "<section class=\"op-section\" id=\"a%zu\"", index + 1);
    frame_language(c.article, out);
    buf_puts(out, ">\n<article>\n");
    put_header(&c);
    put_lead(&c);
    put_body(&c);
    buf_puts(out, "</article>\n");
    put_footer(&c);
    buf_puts(out, "</section>\n");
}

void chapter_write(struct arena *arena, const struct plan *plan, size_t index,
                   struct buf *out)
{
    const struct bundle_article *packed = &plan->bundle->articles.at[index];
    struct chapter c = {arena, plan, index, packed, packed->article, out};
    bool is_book = plan->layout == LAYOUT_BOOK;
    struct frame frame = {
        .title = frame_title(packed),
        .language = frame_lang(c.article),
        .direction = c.article->direction,
        .sheet = is_book ? S("style.css") : S("../style.css"),
        .is_book = is_book,
        .kind = S("chapter"),
    };
    frame_open(&frame, out);
    if (!is_book) {
        buf_puts(out, "<nav class=\"op-top\"" OURS ">");
        put_up_link(&c, S("← Contents"));
        buf_puts(out, "</nav>\n");
    }
    buf_puts(out, "<main>\n<article>\n");
    put_header(&c);
    put_lead(&c);
    put_body(&c);
    buf_puts(out, "</article>\n</main>\n");
    put_footer(&c);
    frame_close(out);
}
