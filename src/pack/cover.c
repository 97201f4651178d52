/* SPDX-License-Identifier: MIT */
/* cover.c - index.html: what is in the archive, what is not, and whence. */
#include "pack/cover.h"

#include "html/serialize.h"
#include "pack/frame.h"
#include "pack/history_page.h"
#include "text/unicode.h"
#include <offprint/version.h>

#define MAX_TEASER 220 /* bytes of a description under a title */

struct cover {
    const struct plan *plan;
    const struct bundle *bundle;
    struct buf *out;
};

static void put_text(const struct cover *c, struct str text)
{
    html_escape(text, c->out);
}

/* The first packed image of an article, the lead image preferred. */
static size_t image_of(const struct cover *c, const struct article *article)
{
    if (c->plan->layout == LAYOUT_PAGE) /* it stands below, once is enough */
        return STR_NONE;
    size_t lead = plan_asset_of(c->plan, article->image);
    for (size_t i = 0; lead == STR_NONE && i < article->images.len; i++)
        lead = plan_asset_of(c->plan, article->images.at[i].url);
    return lead;
}

static void put_image(const struct cover *c, size_t index, struct str alt,
                      const char *class)
{
    const struct bundle_asset *asset = &c->bundle->assets.at[index];
    buf_printf(c->out, "<img class=\"%s\" src=\"", class);
    html_escape_attr(plan_way_from_cover(c->plan, c->plan->assets[index].file),
                     c->out);
    buf_puts(c->out, "\" alt=\"");
    html_escape_attr(alt, c->out);
    buf_putc(c->out, '"');
    if (asset->width && asset->height)
        buf_printf(c->out, " width=\"%u\" height=\"%u\"", asset->width,
                   asset->height);
    buf_puts(c->out, "/>");
}

static void open_article_link(const struct cover *c, size_t index,
                              const char *class)
{
    buf_puts(c->out, "<a");
    if (class)
        buf_printf(c->out, " class=\"%s\"", class);
    buf_puts(c->out, " href=\"");
    html_escape_attr(
        plan_way_from_cover(c->plan, c->plan->articles[index].file), c->out);
    buf_puts(c->out, "\">");
}

static void put_article_link(const struct cover *c, size_t index)
{
    const struct bundle_article *packed = &c->bundle->articles.at[index];
    open_article_link(c, index, NULL);
    buf_puts(c->out, "<span");
    frame_language(packed->article, c->out);
    buf_putc(c->out, '>');
    put_text(c, frame_title(packed));
    buf_puts(c->out, "</span></a>");
}

/* --- the head: the article that was asked for -------------------------- */

static void put_hero(const struct cover *c, const struct article *article)
{
    size_t index = image_of(c, article);
    if (index == STR_NONE)
        return;
    struct str alt = S("");
    for (size_t i = 0; i < article->images.len && alt.len == 0; i++)
        if (plan_asset_of(c->plan, article->images.at[i].url) == index)
            alt = article->images.at[i].alt;
    put_image(c, index, alt, "op-hero");
    buf_putc(c->out, '\n');
}

static void put_paragraph(const struct cover *c, const char *class,
                          const struct article *article, struct str text)
{
    if (text.len == 0)
        return;
    buf_printf(c->out, "<p class=\"%s\"", class);
    frame_language(article, c->out);
    buf_putc(c->out, '>');
    put_text(c, text);
    buf_puts(c->out, "</p>\n");
}

static void put_memento(const struct cover *c,
                        const struct bundle_article *packed)
{
    if (!packed->memento.len)
        return;
    buf_puts(c->out, "<p class=\"op-why op-memento\">From an archive: its copy "
                     "of ");
    frame_date(packed->memento_date, c->out);
    buf_puts(c->out, "</p>\n");
}

static void put_head(const struct cover *c)
{
    const struct bundle_article *packed = &c->bundle->articles.at[0];
    const struct article *article = packed->article;
    buf_puts(c->out, "<header class=\"op-head\">\n<p class=\"op-kicker\">");
    put_text(c, article->site_name.len ? article->site_name : S("An offprint"));
    buf_puts(c->out, "</p>\n<h1>");
    put_article_link(c, 0);
    buf_puts(c->out, "</h1>\n");
    put_paragraph(c, "op-subtitle", article, article->subtitle);
    frame_byline(article, article->site_name, c->out);
    put_memento(c, packed);
    put_hero(c, article);
    put_paragraph(c, "op-teaser", article, article->description);
    buf_puts(c->out, "<p class=\"op-actions\">");
    open_article_link(c, 0, "op-read");
    buf_puts(c->out, "Read the article</a> ");
    frame_web_link(c->plan->arena, packed->final_url, S("Original on the web"),
                   c->out);
    buf_puts(c->out, "</p>\n</header>\n");
}

/* --- the list of articles ---------------------------------------------- */

static void put_relation(const struct cover *c,
                         const struct bundle_relation *relation)
{
    buf_puts(c->out, "<p class=\"op-why\"><span class=\"op-kind\">");
    put_text(c, frame_kind(relation->kind));
    buf_puts(c->out, "</span>");
    if (relation->from > 0) {
        buf_puts(c->out, " in ");
        put_article_link(c, relation->from);
    }
    if (relation->reason.len) {
        buf_puts(c->out, " <span class=\"op-reason\">");
        put_text(c, relation->reason);
        buf_puts(c->out, "</span>");
    }
    buf_puts(c->out, "</p>\n");
}

static void put_item(const struct cover *c, size_t index)
{
    const struct bundle_article *packed = &c->bundle->articles.at[index];
    size_t image = image_of(c, packed->article);
    buf_puts(c->out, "<li class=\"op-item\">\n");
    if (image != STR_NONE)
        put_image(c, image, S(""), "op-thumb");
    buf_puts(c->out, "<div class=\"op-about\">\n<h3>");
    put_article_link(c, index);
    buf_puts(c->out, "</h3>\n");
    frame_byline(packed->article, c->bundle->articles.at[0].article->site_name,
                 c->out);
    struct str teaser = packed->article->description;
    struct str clipped = utf8_clip(teaser, MAX_TEASER);
    if (clipped.len < teaser.len)
        clipped = arena_join(c->plan->arena, clipped, S("…"));
    put_paragraph(c, "op-teaser", packed->article, clipped);
    put_memento(c, packed);
    for (size_t i = 0; i < packed->relations.len; i++)
        put_relation(c, &packed->relations.at[i]);
    buf_puts(c->out, "</div>\n</li>\n");
}

/* The articles from `first` on that are seeds, or are none. */
static void put_list(const struct cover *c, size_t first, bool seeds,
                     struct str heading)
{
    size_t listed = 0;
    for (size_t i = first; i < c->bundle->articles.len; i++) {
        if (c->bundle->articles.at[i].is_seed != seeds)
            continue;
        if (listed++ == 0) {
            buf_puts(c->out, "<section class=\"op-list\">\n<h2>");
            put_text(c, heading);
            buf_puts(c->out, "</h2>\n<ol>\n");
        }
        put_item(c, i);
    }
    if (listed)
        buf_puts(c->out, "</ol>\n</section>\n");
}

/* --- the verdict ------------------------------------------------------- */

static void put_count(const struct cover *c, size_t count, const char *noun)
{
    frame_number(count, c->out);
    buf_printf(c->out, " %s%s", noun, count == 1 ? "" : "s");
}

static void put_of(const struct cover *c, size_t got, size_t wanted,
                   const char *noun)
{
    if (got < wanted) {
        frame_number(got, c->out);
        buf_puts(c->out, " of ");
    }
    put_count(c, got < wanted ? wanted : got, noun);
}

static void put_losses(const struct cover *c)
{
    buf_puts(c->out, "<ul class=\"op-losses\">\n");
    for (size_t i = 0; i < c->bundle->losses.len; i++) {
        const struct bundle_loss *loss = &c->bundle->losses.at[i];
        buf_puts(c->out, "<li>");
        buf_put(c->out, loss->is_image ? S("Image ") : S("Article "));
        frame_web_link(c->plan->arena, loss->url, loss->url, c->out);
        buf_puts(c->out, " <span class=\"op-reason\">");
        put_text(c, str_of(op_stage_name(loss->stage)));
        buf_puts(c->out, ": ");
        put_text(c, loss->detail.len ? loss->detail
                                     : str_of(op_status_name(loss->status)));
        buf_puts(c->out, "</span></li>\n");
    }
    buf_puts(c->out, "</ul>\n");
}

static void put_verdict(const struct cover *c)
{
    const struct bundle *bundle = c->bundle;
    bool is_complete = bundle_is_complete(bundle);
    buf_printf(c->out, "<section class=\"op-verdict op-%s\">\n<h2>%s</h2>\n<p>",
               is_complete ? "complete" : "incomplete",
               is_complete ? "Complete" : "What is missing");
    buf_put(c->out, is_complete ? S("All that was wanted is here: ")
                                : S("This archive holds "));
    put_of(c, bundle->articles.len, bundle->articles_wanted, "article");
    buf_puts(c->out, " and ");
    put_of(c, bundle_images_got(bundle), bundle->images_wanted, "image");
    buf_puts(c->out, ".");
    if (bundle->left_out) {
        buf_puts(c->out, " Left out by the limits of the job: ");
        put_count(c, bundle->left_out, "more related post");
        buf_puts(c->out, ".");
    }
    buf_puts(c->out, "</p>\n");
    if (bundle->losses.len)
        put_losses(c);
    buf_puts(c->out, "</section>\n");
}

/* --- where it comes from ----------------------------------------------- */

/* "2026-11-23T18:00:00Z" as "23 November 2026, 18:00 UTC". */
static void put_moment(const struct cover *c, struct str iso)
{
    frame_date(iso, c->out);
    if (iso.len == 20 && iso.at[10] == 'T' && iso.at[19] == 'Z') {
        buf_puts(c->out, ", ");
        put_text(c, str_sub(iso, 11, 5));
        buf_puts(c->out, " UTC");
    }
}

static void put_newest(const struct cover *c)
{
    const history_list *history = &c->bundle->history;
    if (!history->len)
        return;
    buf_puts(c->out, "</dd>\n<dt>Newest version</dt>\n<dd>");
    put_moment(c, history->at[history->len - 1].date);
    if (c->plan->layout == LAYOUT_PAGE)
        return;
    bool is_book = c->plan->layout == LAYOUT_BOOK;
    buf_printf(c->out, "; see the <a href=\"%s\">history</a>",
               is_book ? "history.xhtml" : HISTORY_IN_SITE);
}

static void put_provenance(const struct cover *c)
{
    buf_puts(c->out, "<section class=\"op-whence\">\n<h2>Where it comes from"
                     "</h2>\n<dl>\n<dt>Asked for</dt>\n");
    for (size_t i = 0; i < c->bundle->seeds.len; i++) {
        buf_puts(c->out, "<dd>");
        frame_web_link(c->plan->arena, c->bundle->seeds.at[i],
                       c->bundle->seeds.at[i], c->out);
        buf_puts(c->out, "</dd>\n");
    }
    buf_puts(c->out, "<dt>Captured</dt>\n<dd>");
    put_moment(c, c->bundle->created);
    put_newest(c);
    buf_puts(c->out, "</dd>\n<dt>Made by</dt>\n<dd>offprint " OP_VERSION
                     "</dd>\n<dt>Proof</dt>\n<dd>");
    if (c->plan->layout == LAYOUT_PAGE)
        buf_puts(c->out, "None in this form: export keeps the captures in the "
                         "archive it was made from");
    else if (c->plan->layout == LAYOUT_BOOK)
        buf_puts(c->out,
                 "This file is a ZIP: metadata.json in it says all that is "
                 "known, with its sources; datapackage.json has every file's "
                 "digest; archive/data.warc.gz, where it is, what the servers "
                 "sent, for any player of web archives");
    else
        buf_puts(c->out,
                 "<a href=\"metadata.json\">metadata.json</a>, all that is "
                 "known, with its sources; <a href=\"manifest-sha256.txt\">"
                 "manifest-sha256.txt</a>, every file's digest: <code>"
                 "sha256sum -c manifest-sha256.txt</code>");
    buf_puts(c->out, "</dd>\n</dl>\n</section>\n");
}

void cover_write_main(const struct plan *plan, struct buf *out)
{
    struct cover c = {plan, plan->bundle, out};
    buf_puts(out, "<main>\n");
    if (plan->bundle->articles.len == 0) {
        buf_puts(out, "<h1>An empty archive</h1>\n");
    } else {
        put_head(&c);
        put_list(&c, 1, true, S("Also asked for"));
        put_list(&c, 1, false, S("Related posts"));
    }
    put_verdict(&c);
    put_provenance(&c);
    buf_puts(out, "</main>\n");
}

void cover_write(const struct plan *plan, struct buf *out)
{
    const struct bundle *bundle = plan->bundle;
    struct frame frame = {
        .title = bundle->articles.len ? frame_title(&bundle->articles.at[0])
                                      : S("An empty archive"),
        .language = S("en"),
        .sheet = S("style.css"),
        .is_book = plan->layout == LAYOUT_BOOK,
        .kind = S("cover"),
    };
    frame_open(&frame, out);
    cover_write_main(plan, out);
    frame_close(out);
}
