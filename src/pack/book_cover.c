/* SPDX-License-Identifier: MIT */
/* book_cover.c - the picture that stands for a book on a shelf. */
#include "pack/book_cover.h"

#include "html/serialize.h"
#include "pack/frame.h"
#include "text/unicode.h"

#define LINE_WIDTH  22 /* columns */
#define LINE_COUNT  8
#define LINE_HEIGHT 62
/* A smaller image is an icon, or a logo. */
#define COVER_PX 200

static bool may_be_cover(const struct bundle_asset *asset)
{
    return (asset->mime == MIME_JPEG || asset->mime == MIME_PNG ||
            asset->mime == MIME_GIF) &&
           asset->width >= COVER_PX && asset->height >= COVER_PX;
}

static size_t usable(const struct plan *plan, struct str url)
{
    size_t index = plan_asset_of(plan, url);
    return index != STR_NONE && may_be_cover(&plan->bundle->assets.at[index])
               ? index
               : STR_NONE;
}

size_t book_cover_asset(const struct plan *plan)
{
    if (plan->bundle->articles.len == 0)
        return STR_NONE;
    const struct article *article = plan->bundle->articles.at[0].article;
    size_t index = usable(plan, article->image);
    for (size_t i = 0; index == STR_NONE && i < article->images.len; i++)
        index = usable(plan, article->images.at[i].url);
    return index;
}

static void put_line(struct str text, int y, struct buf *out)
{
    buf_printf(out, "<text x=\"60\" y=\"%d\">", y);
    html_escape(text, out);
    buf_puts(out, "</text>\n");
}

/* Words to lines; a word that is wider than a line stands alone. */
static int put_title(struct str title, int y, struct buf *out)
{
    struct str line = S(""), word;
    for (int lines = 0; lines < LINE_COUNT && str_word(&title, &word);) {
        struct str longer =
            line.len ? str_make(line.at, (size_t)(word.at + word.len - line.at))
                     : word;
        if (line.len == 0 || text_width(longer) <= LINE_WIDTH) {
            line = longer;
            continue;
        }
        put_line(line, y, out);
        y += LINE_HEIGHT;
        lines++;
        line = word;
    }
    put_line(utf8_clip(line, 120), y, out);
    return y + LINE_HEIGHT;
}

void book_cover_write(const struct plan *plan, struct buf *out)
{
    const struct bundle *bundle = plan->bundle;
    const struct bundle_article *first =
        bundle->articles.len ? &bundle->articles.at[0] : NULL;
    buf_puts(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" "
                  "viewBox=\"0 0 800 1100\">\n"
                  "<rect width=\"800\" height=\"1100\" fill=\"#fdfcf9\"/>\n"
                  "<rect width=\"800\" height=\"14\" fill=\"#8c2f1b\"/>\n"
                  "<g font-family=\"serif\" font-size=\"54\" "
                  "font-weight=\"bold\" fill=\"#211e1a\">\n");
    int y =
        put_title(first ? frame_title(first) : S("An empty archive"), 180, out);
    buf_puts(out, "</g>\n<g font-family=\"sans-serif\" font-size=\"30\" "
                  "fill=\"#6a6359\">\n");
    if (first && first->article->authors.len)
        put_line(utf8_clip(first->article->authors.at[0], 80), y, out);
    if (first && first->article->site_name.len)
        put_line(utf8_clip(first->article->site_name, 80), 1020, out);
    buf_puts(out, "</g>\n</svg>\n");
}
