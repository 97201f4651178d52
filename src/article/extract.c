/* SPDX-License-Identifier: MIT */
/* extract.c - from a page's bytes to its article, stage by stage. */
#include "article/article.h"

#include "article/clean.h"
#include "article/hints.h"
#include "article/metadata.h"
#include "article/related.h"
#include "base/buf.h"
#include "html/parse.h"
#include "net/mime.h"
#include "text/unicode.h"
#include <offprint/limits.h>

static const struct str KIND_NAMES[RELATED_KIND_COUNT] = {
    [RELATED_INLINE_LABEL] = STR("inline-label"),
    [RELATED_SERIES] = STR("series"),
    [RELATED_SECTION] = STR("related-section"),
    [RELATED_JSON_LD] = STR("json-ld"),
    [RELATED_IN_BODY] = STR("in-body"),
};

struct str related_kind_name(enum related_kind kind)
{
    return KIND_NAMES[kind];
}

bool related_kind_of(struct str name, enum related_kind *kind)
{
    for (unsigned i = 0; i < RELATED_KIND_COUNT; i++) {
        if (str_eq(name, KIND_NAMES[i])) {
            *kind = (enum related_kind)i;
            return true;
        }
    }
    return false;
}

/* Bytes to UTF-8 to tree; the text in between is dropped again. */
static enum op_status parse_page(struct arena *arena, struct str bytes,
                                 struct charset charset,
                                 const struct extract_options *options,
                                 struct document **doc, struct op_error *err)
{
    struct buf text;
    buf_init(&text, OP_MAX_PAGE_BYTES * 3ull);
    enum op_status status = charset_decode(bytes, charset, &text, err);
    if (status == OP_OK) {
        struct parse_options limits = {
            .timeout_ms = options ? options->timeout_ms : 0,
        };
        status = html_parse(arena, buf_str(&text), &limits, doc, err);
    }
    buf_free(&text);
    return status;
}

/* A page may be labelled anything; its bytes must not be something else. */
static enum op_status check_kind(struct str bytes, struct str content_type,
                                 struct str url, struct op_error *err)
{
    enum mime_kind kind = mime_sniff(bytes, content_type);
    switch (kind) {
    case MIME_HTML:
    case MIME_XML:
    case MIME_TEXT:
    case MIME_UNKNOWN:
        return OP_OK;
    default:
        return error_set(err, OP_NOT_HTML, OP_STAGE_PARSE, url,
                         "not a page but %.*s", STR_ARG(mime_type(kind)));
    }
}

static struct article *detect(const struct page *page,
                              const struct extract_options *options)
{
    struct article *article = arena_new(page->arena, struct article);
    article->url = page->url.href;
    struct body *body = body_find(page);
    metadata_read(page, body, article);
    related_find(page, body, article);
    nextpage_find(page, body, article);
    hints_read(page, article);
    clean_body(page, body, options, article);
    return article;
}

static enum op_status extract(struct arena *arena, struct str bytes,
                              struct str url, struct charset charset,
                              const struct extract_options *options,
                              struct article **article, struct op_error *err)
{
    struct document *doc;
    enum op_status status =
        parse_page(arena, bytes, charset, options, &doc, err);
    if (status != OP_OK) {
        error_about(err, url);
        return status;
    }

    jmp_buf escape, *const outer = arena->escape;
    arena->escape = &escape;
    if (setjmp(escape)) {
        arena->escape = outer;
        return error_set(err, arena->failure, OP_STAGE_EXTRACT, url,
                         arena->failure == OP_NO_MEMORY
                             ? "out of memory"
                             : "too complex: memory or time ran out");
    }
    *article = detect(page_make(arena, doc, url), options);
    (*article)->charset = charset;
    arena->escape = outer;
    return OP_OK;
}

/* How much the arena may hold when a page of `len` bytes is read. */
static size_t memory_for(const struct arena *arena, size_t len)
{
    size_t left = arena->max - arena->used;
    bool is_bounded = left > OP_PAGE_MEMORY &&
                      len < (left - OP_PAGE_MEMORY) / OP_PAGE_MEMORY_PER_BYTE;
    return !is_bounded
               ? arena->max
               : arena->used + OP_PAGE_MEMORY + len * OP_PAGE_MEMORY_PER_BYTE;
}

enum op_status article_extract(struct arena *arena, struct str bytes,
                               struct str url, struct str content_type,
                               const struct extract_options *options,
                               struct article **article, struct op_error *err)
{
    enum op_status status = check_kind(bytes, content_type, url, err);
    if (status != OP_OK)
        return status;
    struct charset charset =
        charset_of(bytes, mime_parameter(content_type, S("charset")));
    size_t outer = arena->max;
    arena->max = memory_for(arena, bytes.len);
    status = extract(arena, bytes, url, charset, options, article, err);
    arena->max = outer;
    return status;
}
