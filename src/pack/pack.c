/* SPDX-License-Identifier: MIT */
/* pack.c - what an archive holds and in which order; writers know how. */
#include "pack/pack.h"

#include "net/url.h"
#include "pack/chapter.h"
#include "pack/cover.h"
#include "pack/manifest.h"
#include "pack/metadata.h"
#include "pack/style.h"
#include "pack/writer.h"
#include <inttypes.h>
#include <offprint/limits.h>
#include <string.h>

#define COPY_STEP (64u << 10)
/* index.html, style.css, metadata.json and the manifest. */
#define FIXED_ENTRIES 4

static const struct {
    struct str name, extension;
} FORMATS[PACK_FORMAT_COUNT] = {
    [PACK_ZIP] = {STR("zip"), STR("zip")},
    [PACK_DIR] = {STR("dir"), STR("")},
    [PACK_TAR_GZ] = {STR("tar.gz"), STR("tar.gz")},
    [PACK_TAR_ZST] = {STR("tar.zst"), STR("tar.zst")},
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

struct str pack_name(const struct bundle *bundle)
{
    if (bundle->articles.len == 0)
        return S("article");
    const struct bundle_article *first = &bundle->articles.at[0];
    return plan_slug(bundle->arena, first->article->title, first->final_url,
                     OP_MAX_SLUG_BYTES);
}

/* All that one run of pack_write owns, so that one place can free it. */
struct packer {
    struct arena arena; /* plan, writer */
    struct arena page;  /* what one article's page takes on its way */
    struct plan *plan;
    struct writer *writer; /* NULL once it is over */
    struct buf text;       /* the entry being made */
    struct buf manifest;
    struct digest *digest; /* of the entry being written */
    uint64_t written;      /* bytes of it */
    struct op_error *err;
    jmp_buf escape;
};

/* --- entries ----------------------------------------------------------- */

static enum op_status no_memory(const struct packer *p)
{
    return error_set(p->err, OP_NO_MEMORY, OP_STAGE_PACK, S(""),
                     "out of memory while packing");
}

static enum op_status entry_begin(struct packer *p,
                                  const struct writer_entry *entry)
{
    p->written = 0;
    p->digest = digest_begin();
    return p->digest ? p->writer->ops->begin(p->writer, entry, p->err)
                     : no_memory(p);
}

static enum op_status entry_data(struct packer *p, struct str bytes)
{
    digest_add(p->digest, bytes);
    p->written += bytes.len;
    return p->writer->ops->data(p->writer, bytes, p->err);
}

/* libarchive takes too few or too many bytes without a word. */
static enum op_status entry_end(struct packer *p,
                                const struct writer_entry *entry)
{
    struct sha256 sum = digest_end(p->digest);
    p->digest = NULL;
    if (p->written != entry->size)
        return error_set(p->err, OP_IO, OP_STAGE_PACK, entry->name,
                         "%" PRIu64 " bytes instead of %" PRIu64, p->written,
                         entry->size);
    manifest_add(&p->manifest, entry->name, sum);
    return p->writer->ops->end(p->writer, p->err);
}

static enum op_status put_bytes(struct packer *p, struct str name,
                                struct str bytes)
{
    struct writer_entry entry = {.name = name, .size = bytes.len};
    enum op_status status = entry_begin(p, &entry);
    if (status == OP_OK)
        status = entry_data(p, bytes);
    return status == OP_OK ? entry_end(p, &entry) : status;
}

/* Put what was made in p->text. */
static enum op_status put_text(struct packer *p, struct str name)
{
    enum op_status failed =
        p->text.failed ? p->text.failed : p->manifest.failed;
    if (failed == OP_NO_MEMORY)
        return no_memory(p);
    if (failed)
        return error_set(p->err, OP_TOO_LARGE, OP_STAGE_PACK, name,
                         "larger than an entry may be");
    enum op_status status = put_bytes(p, name, buf_str(&p->text));
    buf_clear(&p->text);
    return status;
}

static enum op_status put_span(struct packer *p,
                               const struct writer_entry *entry,
                               struct spool_span span)
{
    char step[COPY_STEP];
    const struct spool *spool = p->plan->bundle->spool;
    enum op_status status = entry_begin(p, entry);
    for (uint64_t at = 0; status == OP_OK && at < span.len;) {
        uint64_t left = span.len - at;
        size_t n = left < sizeof step ? (size_t)left : sizeof step;
        status = spool_get(spool, span, at, step, n, p->err);
        if (status == OP_OK)
            status = entry_data(p, str_make(step, n));
        at += n;
    }
    return status == OP_OK ? entry_end(p, entry) : status;
}

/* --- the archive ------------------------------------------------------- */

static enum op_status put_cover(struct packer *p)
{
    cover_write(p->plan, &p->text);
    return put_text(p, S("index.html"));
}

static enum op_status put_articles(struct packer *p)
{
    enum op_status status = OP_OK;
    for (size_t i = 0; status == OP_OK && i < p->plan->bundle->articles.len;
         i++) {
        chapter_write(&p->page, p->plan, i, &p->text);
        arena_reset(&p->page);
        status = put_text(p, p->plan->articles[i].file);
    }
    return status;
}

/* Images are compressed already, but for these. */
static bool deflates(enum mime_kind mime)
{
    return mime == MIME_SVG || mime == MIME_BMP || mime == MIME_ICO ||
           mime == MIME_TIFF;
}

static enum op_status put_assets(struct packer *p)
{
    enum op_status status = OP_OK;
    const struct bundle *bundle = p->plan->bundle;
    for (size_t i = 0; status == OP_OK && i < bundle->assets.len; i++) {
        const struct bundle_asset *asset = &bundle->assets.at[i];
        struct writer_entry entry = {.name = p->plan->assets[i].file,
                                     .size = asset->size,
                                     .is_packed = !deflates(asset->mime)};
        if (!p->plan->assets[i].is_again)
            status = put_span(p, &entry, asset->bytes);
    }
    return status;
}

static enum op_status put_metadata(struct packer *p)
{
    metadata_write(p->plan, &p->text);
    return put_text(p, S(METADATA_NAME));
}

/* Last, because only then every digest is known. */
static enum op_status put_manifest(struct packer *p)
{
    buf_put(&p->text, buf_str(&p->manifest));
    return put_text(p, S(MANIFEST_NAME));
}

/* What a reader wants first comes first, for those who read a stream. */
static enum op_status put_all(struct packer *p)
{
    enum op_status status = put_cover(p);
    if (status == OP_OK)
        status = put_articles(p);
    if (status == OP_OK)
        status = put_bytes(p, S("style.css"), style_sheet());
    if (status == OP_OK)
        status = put_assets(p);
    if (status == OP_OK)
        status = put_metadata(p);
    return status == OP_OK ? put_manifest(p) : status;
}

static enum op_status write_archive(struct packer *p,
                                    const struct bundle *bundle,
                                    const char *path,
                                    const struct pack_options *options)
{
    p->plan = plan_make(&p->arena, bundle);
    struct writer_options writer = {
        .format = options->format,
        .entry_count =
            FIXED_ENTRIES + bundle->articles.len + bundle->assets.len,
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
    return opened->ops->commit(opened, options->replaces, p->err);
}

/* Where the arenas escape to: nothing below owns what packer_free does not. */
static enum op_status write_guarded(struct packer *p,
                                    const struct bundle *bundle,
                                    const char *path,
                                    const struct pack_options *options)
{
    if (setjmp(p->escape))
        return no_memory(p);
    return write_archive(p, bundle, path, options);
}

static void packer_init(struct packer *p, struct op_error *err)
{
    *p = (struct packer){.err = err};
    arena_init(&p->arena, OP_MAX_JOB_MEMORY);
    arena_init(&p->page, OP_MAX_PAGE_MEMORY);
    buf_init(&p->text, OP_MAX_PAGE_MEMORY);
    buf_init(&p->manifest, OP_MAX_PAGE_MEMORY);
    p->arena.escape = p->page.escape = &p->escape;
}

static void packer_free(struct packer *p)
{
    if (p->writer)
        p->writer->ops->abandon(p->writer);
    if (p->digest)
        digest_end(p->digest);
    buf_free(&p->text);
    buf_free(&p->manifest);
    arena_free(&p->page);
    arena_free(&p->arena);
}

enum op_status pack_write(const struct bundle *bundle, const char *path,
                          const struct pack_options *options,
                          struct op_error *err)
{
    if (options->format == PACK_DIR && strcmp(path, "-") == 0)
        return error_set(err, OP_USAGE, OP_STAGE_OPTIONS, S(""),
                         "a folder cannot be written to standard output");
    struct packer packer;
    packer_init(&packer, err);
    enum op_status status = write_guarded(&packer, bundle, path, options);
    packer_free(&packer);
    return status;
}
