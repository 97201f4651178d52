/* SPDX-License-Identifier: MIT */
/* pack.c - what an archive holds and in which order; writers know how. */
#include "pack/pack.h"

#include "pack/book.h"
#include "pack/packer.h"
#include "pack/single.h"
#include "pack/site.h"
#include <offprint/limits.h>
#include <string.h>

static const struct {
    struct str name, extension;
} FORMATS[PACK_FORMAT_COUNT] = {
    [PACK_EPUB] = {STR("epub"), STR("epub")},
    [PACK_WACZ] = {STR("wacz"), STR("wacz")},
    [PACK_ZIP] = {STR("zip"), STR("zip")},
    [PACK_DIR] = {STR("dir"), STR("")},
    [PACK_TAR_GZ] = {STR("tar.gz"), STR("tar.gz")},
    [PACK_TAR_ZST] = {STR("tar.zst"), STR("tar.zst")},
    [PACK_TAR_XZ] = {STR("tar.xz"), STR("tar.xz")},
    [PACK_7Z] = {STR("7z"), STR("7z")},
    [PACK_MARKDOWN] = {STR("markdown"), STR("")},
    [PACK_WARC] = {STR("warc"), STR("warc.gz")},
    [PACK_HTML] = {STR("html"), STR("html")},
    [PACK_TEXT] = {STR("text"), STR("txt")},
    [PACK_JSON] = {STR("json"), STR("json")},
    [PACK_JSONL] = {STR("jsonl"), STR("jsonl")},
};

struct str pack_format_name(enum pack_format format)
{
    return FORMATS[format].name;
}

struct str pack_format_extension(enum pack_format format)
{
    return FORMATS[format].extension;
}

bool pack_format_of(struct str name, enum pack_format *format)
{
    for (size_t i = 0; i < PACK_FORMAT_COUNT; i++) {
        if (!str_eq(name, FORMATS[i].name))
            continue;
        *format = (enum pack_format)i;
        return true;
    }
    return false;
}

bool pack_is_folder(enum pack_format format)
{
    return format == PACK_DIR || format == PACK_MARKDOWN;
}

bool pack_is_signable(enum pack_format format)
{
    return format == PACK_EPUB || format == PACK_WACZ;
}

struct str pack_name(const struct bundle *bundle)
{
    if (bundle->articles.len == 0)
        return S("article");
    const struct bundle_article *first = &bundle->articles.at[0];
    return plan_slug(bundle->arena, first->article->title, first->final_url,
                     OP_MAX_SLUG_BYTES);
}

static enum op_status put_all(struct packer *p)
{
    switch (p->options->format) {
    case PACK_WARC:
        return packer_warc(p, S("data.warc.gz"));
    case PACK_EPUB:
    case PACK_WACZ:
        return book_put(p);
    case PACK_MARKDOWN:
        return site_put_notes(p);
    case PACK_HTML:
        return single_put_page(p);
    case PACK_TEXT:
        return single_put_text(p);
    case PACK_JSON:
    case PACK_JSONL:
        return single_put_json(p, p->options->format == PACK_JSONL);
    default:
        return site_put(p);
    }
}

static enum plan_layout layout_of(enum pack_format format)
{
    if (pack_is_signable(format))
        return LAYOUT_BOOK;
    if (format == PACK_MARKDOWN)
        return LAYOUT_NOTES;
    return format == PACK_HTML ? LAYOUT_PAGE : LAYOUT_SITE;
}

static enum op_status write_archive(struct packer *p,
                                    const struct bundle *bundle,
                                    const char *path)
{
    p->plan = plan_make(&p->arena, bundle, layout_of(p->options->format));
    struct writer_options writer = {
        .format = p->options->format,
        .created = bundle->created,
    };
    struct writer *opened = NULL;
    enum op_status status =
        writer_open(&p->arena, path, &writer, &opened, p->err);
    if (status != OP_OK)
        return status;
    p->writer = opened;
    status = put_all(p);
    if (status != OP_OK)
        return status;
    p->writer = NULL;
    return opened->ops->commit(opened, p->options->replaces, p->err);
}

/* Where the arenas escape to: nothing below owns what packer_free does not. */
static enum op_status write_guarded(struct packer *p,
                                    const struct bundle *bundle,
                                    const char *path)
{
    if (setjmp(p->escape))
        return packer_no_memory(p);
    return write_archive(p, bundle, path);
}

enum op_status pack_write(const struct bundle *bundle, const char *path,
                          const struct pack_options *options,
                          struct op_error *err)
{
    if (pack_is_folder(options->format) && strcmp(path, "-") == 0)
        return error_set(err, OP_USAGE, OP_STAGE_OPTIONS, S(""),
                         "a folder cannot be written to standard output");
    bool is_capture =
        options->format == PACK_WARC || options->format == PACK_WACZ;
    if (is_capture && !bundle_record(bundle, 0))
        return error_set(err, OP_USAGE, OP_STAGE_OPTIONS, S(""),
                         "%.*s holds the evidence, and there is none",
                         STR_ARG(pack_format_name(options->format)));
    struct packer packer;
    packer_init(&packer, options, err);
    enum op_status status = write_guarded(&packer, bundle, path);
    packer_free(&packer);
    return status;
}
