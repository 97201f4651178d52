/* SPDX-License-Identifier: MIT */
/* encode.c - an article as JSON: the object that `extract` prints. */
#include "article/encode.h"

#include "html/serialize.h"
#include <offprint/limits.h>

static void encode_html(const struct article *article, struct json_writer *w)
{
    struct buf html;
    buf_init(&html, OP_MAX_PAGE_BYTES * 4ull);
    static const struct serialize_options as_html = {.form = AS_HTML};
    html_serialize_inner(article->body, &as_html, &html);
    json_key_str(w, "html", buf_str(&html));
    if (html.failed && !w->out->failed)
        w->out->failed = html.failed;
    buf_free(&html);
}

static void encode_images(const struct article *article, struct json_writer *w)
{
    json_key_open(w, "images", '[');
    for (size_t i = 0; i < article->images.len; i++) {
        const struct article_image *image = &article->images.at[i];
        json_open(w, '{');
        json_key_str(w, "url", image->url);
        json_key_str(w, "alt", image->alt);
        json_key_str(w, "caption", image->caption);
        json_close(w, '}');
    }
    json_close(w, ']');
}

static void encode_related(const struct article *article, struct json_writer *w)
{
    json_key_open(w, "related", '[');
    for (size_t i = 0; i < article->related.len; i++) {
        const struct related_post *post = &article->related.at[i];
        json_open(w, '{');
        json_key_str(w, "url", post->url);
        json_key_str(w, "title", post->title);
        json_key_str(w, "kind", related_kind_name(post->kind));
        json_key_int(w, "score", post->score);
        json_key_str(w, "reason", post->reason);
        json_close(w, '}');
    }
    json_close(w, ']');
}

static void encode_sources(const struct article *article, struct json_writer *w)
{
    json_key_open(w, "sources", '{');
    for (size_t i = 0; i < article->sources.len; i++) {
        const struct field_source *source = &article->sources.at[i];
        json_name(w, source->field);
        json_str(w, source->source);
    }
    json_close(w, '}');
}

#define STRS(w, key, list) json_key_strs((w), (key), (list).at, (list).len)

static void encode_metadata(const struct article *article,
                            struct json_writer *w)
{
    json_key_str_or_null(w, "url", article->url);
    json_key_str_or_null(w, "canonical_url", article->canonical_url);
    json_key_str_or_null(w, "title", article->title);
    json_key_str_or_null(w, "subtitle", article->subtitle);
    STRS(w, "authors", article->authors);
    json_key_str_or_null(w, "published", article->published);
    json_key_str_or_null(w, "modified", article->modified);
    json_key_str_or_null(w, "site_name", article->site_name);
    json_key_str_or_null(w, "language", article->language);
    json_key_str_or_null(w, "description", article->description);
    STRS(w, "categories", article->categories);
    STRS(w, "tags", article->tags);
    json_key_str_or_null(w, "license", article->license);
    json_key_str_or_null(w, "image", article->image);
}

void article_encode(const struct article *article, struct json_writer *w)
{
    encode_metadata(article, w);
    json_key_str(w, "text", article->text);
    encode_html(article, w);
    json_key_int(w, "word_count", (int64_t)article->word_count);
    encode_images(article, w);
    encode_related(article, w);
    STRS(w, "next_pages", article->next_pages);
    STRS(w, "references", article->references);
    encode_sources(article, w);
    json_key(w, "confidence");
    json_decimal(w, article->confidence);
    STRS(w, "warnings", article->warnings);
}
