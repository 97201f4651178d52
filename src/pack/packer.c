/* SPDX-License-Identifier: MIT */
/* packer.c - put the entries of an archive, one after the other. */
#include "pack/packer.h"

#include <inttypes.h>
#include <offprint/limits.h>
#include <zlib.h>

#define COPY_STEP (64u << 10)
/* What shrinks is held in memory while it does; larger images are stored. */
#define MAX_SHRUNK (4u << 20)

enum op_status packer_no_memory(const struct packer *p)
{
    return error_set(p->err, OP_NO_MEMORY, OP_STAGE_PACK, S(""),
                     "out of memory while packing");
}

/* known   the entry's digest, when it was taken before; else NULL. */
static enum op_status entry_begin(struct packer *p,
                                  const struct writer_entry *entry,
                                  const struct sha256 *known)
{
    p->written = 0;
    p->known = known;
    digest_begin(&p->digest);
    return p->writer->ops->begin(p->writer, entry, p->err);
}

static struct sha256 entry_digest(struct packer *p)
{
    return p->known ? *p->known : digest_end(&p->digest);
}

static enum op_status entry_data(struct packer *p, struct str bytes)
{
    if (!p->known)
        digest_add(&p->digest, bytes);
    p->written += bytes.len;
    return p->writer->ops->data(p->writer, bytes, p->err);
}

/* libarchive takes too few or too many bytes without a word. */
static enum op_status entry_end(struct packer *p,
                                const struct writer_entry *entry)
{
    struct packed_file file = {entry->name, entry->size, entry_digest(p)};
    if (p->written != entry->size)
        return error_set(p->err, OP_IO, OP_STAGE_PACK, entry->name,
                         "%" PRIu64 " bytes instead of %" PRIu64, p->written,
                         entry->size);
    *vec_push(&p->files, &p->arena) = file;
    return p->writer->ops->end(p->writer, p->err);
}

static enum op_status put(struct packer *p, const struct writer_entry *entry,
                          struct str bytes)
{
    enum op_status status = entry_begin(p, entry, NULL);
    if (status == OP_OK)
        status = entry_data(p, bytes);
    return status == OP_OK ? entry_end(p, entry) : status;
}

enum op_status packer_bytes(struct packer *p, struct str name, struct str bytes)
{
    struct writer_entry entry = {.name = name, .size = bytes.len};
    return put(p, &entry, bytes);
}

enum op_status packer_stored(struct packer *p, struct str name,
                             struct str bytes)
{
    const unsigned char *at = (const unsigned char *)bytes.at;
    struct writer_entry entry = {.name = name,
                                 .size = bytes.len,
                                 .is_packed = true,
                                 .crc = (uint32_t)crc32_z(0, at, bytes.len)};
    return put(p, &entry, bytes);
}

enum op_status packer_text(struct packer *p, struct str name)
{
    if (p->text.failed == OP_NO_MEMORY)
        return packer_no_memory(p);
    if (p->text.failed)
        return error_set(p->err, OP_TOO_LARGE, OP_STAGE_PACK, name,
                         "larger than an entry may be");
    enum op_status status = packer_bytes(p, name, buf_str(&p->text));
    buf_clear(&p->text);
    return status;
}

/* --- what is in a spool ------------------------------------------------ */

static enum op_status put_span(struct packer *p, const struct spool *spool,
                               struct spool_span span)
{
    char step[COPY_STEP];
    enum op_status status = OP_OK;
    for (uint64_t at = 0; status == OP_OK && at < span.len;) {
        uint64_t left = span.len - at;
        size_t n = left < sizeof step ? (size_t)left : sizeof step;
        status = spool_get(spool, span, at, step, n, p->err);
        if (status == OP_OK)
            status = entry_data(p, str_make(step, n));
        at += n;
    }
    return status;
}

/* Images are compressed already, but for these. */
static bool shrinks(const struct bundle_asset *asset)
{
    enum mime_kind mime = asset->mime;
    return asset->size <= MAX_SHRUNK && (mime == MIME_SVG || mime == MIME_BMP ||
                                         mime == MIME_ICO || mime == MIME_TIFF);
}

enum op_status packer_asset(struct packer *p, size_t index)
{
    const struct bundle_asset *asset = &p->plan->bundle->assets.at[index];
    struct writer_entry entry = {.name = p->plan->assets[index].file,
                                 .size = asset->size,
                                 .is_packed = !shrinks(asset),
                                 .crc = asset->bytes.crc};
    enum op_status status = entry_begin(p, &entry, &asset->sha256);
    if (status == OP_OK)
        status = put_span(p, p->plan->bundle->spool, asset->bytes);
    return status == OP_OK ? entry_end(p, &entry) : status;
}

static uint32_t warc_crc(const struct bundle *bundle)
{
    uint32_t crc = 0;
    const struct warc_record *record;
    for (size_t at = 0; (record = bundle_record(bundle, at)); at++)
        crc = spool_crc_join(crc, record->span);
    return crc;
}

enum op_status packer_warc(struct packer *p, struct str name)
{
    const struct bundle *bundle = p->plan->bundle;
    const struct warc_record *record;
    struct writer_entry entry = {.name = name,
                                 .size = bundle_warc_size(bundle),
                                 .is_packed = true,
                                 .crc = warc_crc(bundle)};
    enum op_status status = entry_begin(p, &entry, NULL);
    for (size_t at = 0; status == OP_OK && (record = bundle_record(bundle, at));
         at++)
        status = put_span(p, record->spool, record->span);
    return status == OP_OK ? entry_end(p, &entry) : status;
}

/* --- its life ---------------------------------------------------------- */

void packer_init(struct packer *p, const struct pack_options *options,
                 struct op_error *err)
{
    *p = (struct packer){.options = options, .err = err};
    arena_init(&p->arena, OP_MAX_JOB_MEMORY);
    arena_init(&p->page, OP_MAX_PAGE_MEMORY);
    buf_init(&p->text, OP_MAX_PAGE_MEMORY);
    p->arena.escape = p->page.escape = &p->escape;
}

void packer_free(struct packer *p)
{
    if (p->writer)
        p->writer->ops->abandon(p->writer);
    buf_free(&p->text);
    arena_free(&p->page);
    arena_free(&p->arena);
}
