/* SPDX-License-Identifier: MIT */
/* target_html.c - pages, and what is made of them. */
#include "article/article.h"
#include "article/flat.h"
#include "article/jsonld.h"
#include "html/parse.h"
#include "html/serialize.h"
#include "html/srcset.h"
#include "target.h"

static struct str round_trip(struct arena *arena, struct str in)
{
    struct op_error err;
    struct document *doc;
    struct parse_options options = {.timeout_ms = 20000};
    struct serialize_options form = {.form = AS_HTML};
    struct buf out;
    if (html_parse(arena, in, &options, &doc, &err) != OP_OK)
        return S("");
    buf_init(&out, FUZZ_MEMORY);
    html_serialize(doc->root, &form, &out);
    struct str text = arena_dup(arena, buf_str(&out));
    buf_free(&out);
    return text;
}

void fuzz_html(struct arena *arena, struct str in)
{
    if (!utf8_is_valid(in))
        return;
    round_trip(arena, round_trip(arena, in));
}

void fuzz_article(struct arena *arena, struct str in)
{
    struct article *article;
    struct op_error err;
    struct extract_options options = {.timeout_ms = 20000};
    if (article_extract(arena, in, S("https://a.example/2020/post"), S(""),
                        &options, &article, &err) == OP_OK)
        fuzz_hold(utf8_is_valid(article->text) &&
                  utf8_is_valid(article->title));
}

void fuzz_json(struct arena *arena, struct str in)
{
    json_text(json_get(json_parse(arena, in), S("a")));
}

void fuzz_srcset(struct arena *arena, struct str in)
{
    (void)arena;
    struct str best = srcset_best(in, 1280);
    fuzz_hold(!best.len ||
              (best.at >= in.at && best.at + best.len <= in.at + in.len));
}

/* What a process that a page took over could say: what is believed of it is
 * said in the same bytes again. */
void fuzz_flat(struct arena *arena, struct str in)
{
    struct article *article, *again;
    struct buf once, twice;
    if (!article_unflatten(arena, in, &article))
        return;
    buf_init(&once, FUZZ_MEMORY);
    buf_init(&twice, FUZZ_MEMORY);
    article_flatten(article, &once);
    fuzz_hold(article_unflatten(arena, buf_str(&once), &again));
    article_flatten(again, &twice);
    fuzz_hold(str_eq(buf_str(&once), buf_str(&twice)));
    buf_free(&once);
    buf_free(&twice);
}
