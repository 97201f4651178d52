/* SPDX-License-Identifier: MIT */
/* opf.c - what an EPUB says of itself. */
#include "pack/opf.h"

#include "html/serialize.h"
#include "html/walk.h"
#include "pack/book_cover.h"
#include "pack/frame.h"
#include "pack/history_page.h"
#include "pack/wacz.h"
#include "text/lang.h"

void opf_container(const struct plan *plan, struct buf *out)
{
    (void)plan;
    buf_puts(out,
             "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
             "<container version=\"1.0\" "
             "xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\">\n"
             "<rootfiles>\n<rootfile full-path=\"EPUB/package.opf\" "
             "media-type=\"application/oebps-package+xml\"/>\n</rootfiles>\n"
             "</container>\n");
}

/* --- metadata ---------------------------------------------------------- */

static void put_element(struct buf *out, const char *name, struct str text)
{
    if (text.len == 0)
        return;
    buf_printf(out, "<%s>", name);
    html_escape(text, out);
    buf_printf(out, "</%s>\n", name);
}

static void put_elements(struct buf *out, const char *name,
                         const str_list *texts)
{
    for (size_t i = 0; i < texts->len; i++)
        put_element(out, name, texts->at[i]);
}

static void put_meta(struct buf *out, const char *property, struct str value)
{
    buf_printf(out, "<meta property=\"%s\">", property);
    html_escape(value, out);
    buf_puts(out, "</meta>\n");
}

/* The book of the same page has the same name, whenever it was made. */
static void put_identifier(const struct plan *plan, struct buf *out)
{
    char uuid[UUID_TEXT + 1];
    struct str url = S("");
    if (plan->bundle->articles.len) {
        const struct bundle_article *first = &plan->bundle->articles.at[0];
        url = first->article->canonical_url.len ? first->article->canonical_url
                                                : first->final_url;
    }
    uuid_of(url, uuid);
    buf_printf(out, "<dc:identifier id=\"id\">urn:uuid:%s</dc:identifier>\n",
               uuid);
}

static void put_access(const struct plan *plan, struct buf *out)
{
    put_meta(out, "schema:accessMode", S("textual"));
    if (plan->bundle->assets.len)
        put_meta(out, "schema:accessMode", S("visual"));
    put_meta(out, "schema:accessModeSufficient", S("textual"));
    put_meta(out, "schema:accessibilityFeature", S("structuralNavigation"));
    put_meta(out, "schema:accessibilityFeature", S("tableOfContents"));
    put_meta(out, "schema:accessibilityFeature", S("readingOrder"));
    if (plan->bundle->assets.len)
        put_meta(out, "schema:accessibilityFeature", S("alternativeText"));
    put_meta(out, "schema:accessibilityHazard", S("unknown"));
    put_meta(out, "schema:accessibilitySummary",
             S("Articles of the web, each a chapter with headings; images have "
               "the alternative text that their pages gave them."));
}

static void put_part(struct buf *out, const char *href, const char *type)
{
    buf_printf(out,
               "<link rel=\"dcterms:hasFormat\" href=\"%s\" "
               "media-type=\"%s\"/>\n",
               href, type);
}

/* What is in the file and no part of the book. */
static void put_parts(const struct plan *plan, struct buf *out)
{
    put_part(out, "metadata.json", "application/json");
    if (bundle_record(plan->bundle, 0)) {
        put_part(out, "../pages/pages.jsonl", "application/x-ndjson");
        put_part(out, "../indexes/index.cdx", "text/plain");
        put_part(out, "../archive/data.warc.gz", "application/warc");
    }
    put_part(out, "../" WACZ_PACKAGE, "application/json");
    put_part(out, "../" WACZ_DIGEST, "application/json");
}

/* The language of the first article: its words are the book's. */
static struct str book_language(const struct plan *plan)
{
    return plan->bundle->articles.len
               ? frame_lang(plan->bundle->articles.at[0].article)
               : S("en");
}

static void put_first(const struct bundle_article *first, struct buf *out)
{
    const struct article *article = first->article;
    put_element(out, "dc:title", frame_title(first));
    put_elements(out, "dc:creator", &article->authors);
    put_element(out, "dc:publisher", article->site_name);
    put_element(out, "dc:date", article->published);
    put_element(out, "dc:source", first->final_url);
    put_elements(out, "dc:subject", &article->categories);
    put_elements(out, "dc:subject", &article->tags);
    put_element(out, "dc:description", article->description);
    put_element(out, "dc:rights", article->license);
}

static void put_metadata(const struct plan *plan, struct buf *out)
{
    buf_puts(out, "<metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n");
    put_identifier(plan, out);
    if (plan->bundle->articles.len) {
        put_first(&plan->bundle->articles.at[0], out);
    } else {
        put_element(out, "dc:title", S("An empty archive"));
    }
    put_element(out, "dc:language", book_language(plan));
    put_meta(out, "dcterms:modified",
             history_newest(&plan->bundle->history, plan->bundle->created));
    put_access(plan, out);
    size_t cover = book_cover_asset(plan);
    if (cover == STR_NONE)
        buf_puts(out, "<meta name=\"cover\" content=\"cover-image\"/>\n");
    else
        buf_printf(out, "<meta name=\"cover\" content=\"i%zu\"/>\n", cover + 1);
    put_parts(plan, out);
    buf_puts(out, "</metadata>\n");
}

/* --- manifest and spine ------------------------------------------------ */

/* The formats that every reader shows (EPUB 3.3, section 3.2), but for WebP,
 * which those of EPUB 3.2 may not. */
static bool is_core(enum mime_kind mime)
{
    return mime == MIME_JPEG || mime == MIME_PNG || mime == MIME_GIF ||
           mime == MIME_SVG;
}

bool opf_needs_stand_in(const struct plan *plan)
{
    for (size_t i = 0; i < plan->bundle->assets.len; i++)
        if (!is_core(plan->bundle->assets.at[i].mime))
            return true;
    return false;
}

void opf_write_stand_in(const struct plan *plan, struct buf *out)
{
    (void)plan;
    buf_puts(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" "
                  "viewBox=\"0 0 400 60\"><text x=\"200\" y=\"36\" "
                  "text-anchor=\"middle\" font-family=\"sans-serif\" "
                  "font-size=\"16\">An image that this reader cannot show"
                  "</text></svg>\n");
}

static void put_chapter_item(const struct plan *plan, size_t index,
                             struct buf *out)
{
    const struct node *body = plan->bundle->articles.at[index].article->body;
    bool has_math = false, has_svg = false;
    for (struct node *n = (struct node *)body; n; n = walk_next(n, body)) {
        has_math |= n->kind == NODE_ELEMENT && n->space == SPACE_MATHML;
        has_svg |= n->kind == NODE_ELEMENT && n->space == SPACE_SVG;
    }
    buf_printf(out, "<item id=\"a%zu\" href=\"", index + 1);
    html_escape_attr(plan_way_from_cover(plan, plan->articles[index].file),
                     out);
    buf_puts(out, "\" media-type=\"application/xhtml+xml\"");
    if (has_math || has_svg)
        buf_printf(out, " properties=\"%s%s%s\"", has_math ? "mathml" : "",
                   has_math && has_svg ? " " : "", has_svg ? "svg" : "");
    buf_puts(out, "/>\n");
}

static void put_image_item(const struct plan *plan, size_t index, bool is_cover,
                           struct buf *out)
{
    enum mime_kind mime = plan->bundle->assets.at[index].mime;
    buf_printf(out, "<item id=\"i%zu\" href=\"", index + 1);
    html_escape_attr(plan_way_from_cover(plan, plan->assets[index].file), out);
    buf_puts(out, "\" media-type=\"");
    buf_put(out, mime_type(mime));
    buf_putc(out, '"');
    if (is_cover)
        buf_puts(out, " properties=\"cover-image\"");
    if (!is_core(mime))
        buf_puts(out, " fallback=\"no-image\"");
    buf_puts(out, "/>\n");
}

static void put_manifest(const struct plan *plan, struct buf *out)
{
    size_t cover = book_cover_asset(plan);
    buf_puts(out, "<manifest>\n"
                  "<item id=\"nav\" href=\"nav.xhtml\" media-type=\""
                  "application/xhtml+xml\" properties=\"nav\"/>\n"
                  "<item id=\"index\" href=\"index.xhtml\" media-type=\""
                  "application/xhtml+xml\"/>\n"
                  "<item id=\"style\" href=\"style.css\" media-type=\""
                  "text/css\"/>\n");
    for (size_t i = 0; i < plan->bundle->articles.len; i++)
        put_chapter_item(plan, i, out);
    if (history_page_is_needed(plan))
        buf_puts(out, "<item id=\"history\" href=\"history.xhtml\" "
                      "media-type=\"application/xhtml+xml\"/>\n");
    for (size_t i = 0; i < plan->bundle->assets.len; i++)
        if (!plan->assets[i].is_again)
            put_image_item(plan, i, i == cover, out);
    if (cover == STR_NONE)
        buf_puts(out, "<item id=\"cover-image\" href=\"" BOOK_COVER
                      "\" media-type=\"image/svg+xml\" "
                      "properties=\"cover-image\"/>\n");
    if (opf_needs_stand_in(plan))
        buf_puts(out, "<item id=\"no-image\" href=\"" OPF_STAND_IN
                      "\" media-type=\"image/svg+xml\"/>\n");
    buf_puts(out, "</manifest>\n");
}

static void put_spine(const struct plan *plan, struct buf *out)
{
    size_t count = plan->bundle->articles.len;
    bool is_rtl =
        count && plan->bundle->articles.at[0].article->direction.len > 0;
    buf_printf(out, "<spine%s>\n<itemref idref=\"index\"/>\n",
               is_rtl ? " page-progression-direction=\"rtl\"" : "");
    for (size_t i = 0; i < count; i++)
        buf_printf(out, "<itemref idref=\"a%zu\"/>\n", i + 1);
    if (history_page_is_needed(plan))
        buf_puts(out, "<itemref idref=\"history\"/>\n");
    buf_puts(out, "</spine>\n");
}

void opf_write(const struct plan *plan, struct buf *out)
{
    buf_puts(out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
                  "<package xmlns=\"http://www.idpf.org/2007/opf\" "
                  "version=\"3.0\" unique-identifier=\"id\" xml:lang=\"");
    html_escape_attr(book_language(plan), out);
    buf_puts(out, "\">\n");
    put_metadata(plan, out);
    put_manifest(plan, out);
    put_spine(plan, out);
    buf_puts(out, "</package>\n");
}

/* --- contents ---------------------------------------------------------- */

void opf_nav(const struct plan *plan, struct buf *out)
{
    buf_puts(out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
                  "<!DOCTYPE html>\n"
                  "<html xmlns=\"http://www.w3.org/1999/xhtml\" "
                  "xmlns:epub=\"http://www.idpf.org/2007/ops\" lang=\"en\" "
                  "xml:lang=\"en\">\n<head>\n<title>Contents</title>\n"
                  "<link rel=\"stylesheet\" type=\"text/css\" "
                  "href=\"style.css\"/>\n</head>\n<body>\n"
                  "<nav epub:type=\"toc\" role=\"doc-toc\" "
                  "aria-label=\"Contents\">\n<h1>Contents</h1>\n<ol>\n"
                  "<li><a href=\"index.xhtml\">About this archive</a></li>\n");
    for (size_t i = 0; i < plan->bundle->articles.len; i++) {
        const struct bundle_article *article = &plan->bundle->articles.at[i];
        buf_puts(out, "<li><a href=\"");
        html_escape_attr(plan_way_from_cover(plan, plan->articles[i].file),
                         out);
        buf_putc(out, '"');
        frame_language(article->article, out);
        buf_putc(out, '>');
        html_escape(frame_title(article), out);
        buf_puts(out, "</a></li>\n");
    }
    if (history_page_is_needed(plan))
        buf_puts(out, "<li><a href=\"history.xhtml\">History</a></li>\n");
    buf_puts(out, "</ol>\n</nav>\n</body>\n</html>\n");
}
