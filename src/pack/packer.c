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

static enum op_status entry_begin(struct packer *p,
                                  const struct writer_entry *entry)
{
    p->written = 0;
    p->digest = digest_begin();
    return p->digest ? p->writer->ops->begin(p->writer, entry, p->err)
                     : packer_no_memory(p);
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
    struct packed_file file = {entry->name, entry->size, digest_end(p->digest)};
    p->digest = NULL;
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
    enum op_status status = entry_begin(p, entry);
    if (status == OP_OK)
        status = entry_data(p, bytes);
    return status == OP_OK ? entry_end(p, entry) : status;
}

enum op_status packer_bytes(struct packer *p, struct str name, struct str bytes)
{
    struct writer_entry entry = {.name = name, .size = bytes.len};
    return put(p, &entry, bytes);
}

static uint32_t crc_of(uint32_t crc, struct str bytes)
{
    return (uint32_t)crc32(crc, (const unsigned char *)bytes.at,
                           (unsigned)bytes.len);
}

enum op_status packer_stored(struct packer *p, struct str name,
                             struct str bytes)
{
    struct writer_entry entry = {.name = name,
                                 .size = bytes.len,
                                 .is_packed = true,
                                 .crc = crc_of(0, bytes)};
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

typedef enum op_status take_step(struct packer *p, struct str bytes,
                                 void *context);

static enum op_status each_step(struct packer *p, const struct spool *spool,
                                struct spool_span span, take_step *take,
                                void *context)
{
    char step[COPY_STEP];
    enum op_status status = OP_OK;
    for (uint64_t at = 0; status == OP_OK && at < span.len;) {
        uint64_t left = span.len - at;
        size_t n = left < sizeof step ? (size_t)left : sizeof step;
        status = spool_get(spool, span, at, step, n, p->err);
        if (status == OP_OK)
            status = take(p, str_make(step, n), context);
        at += n;
    }
    return status;
}

static enum op_status add_crc(struct packer *p, struct str bytes, void *context)
{
    uint32_t *crc = context;
    (void)p;
    *crc = crc_of(*crc, bytes);
    return OP_OK;
}

static enum op_status write_step(struct packer *p, struct str bytes,
                                 void *context)
{
    (void)context;
    return entry_data(p, bytes);
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
    const struct spool *spool = p->plan->bundle->spool;
    const struct bundle_asset *asset = &p->plan->bundle->assets.at[index];
    struct writer_entry entry = {.name = p->plan->assets[index].file,
                                 .size = asset->size,
                                 .is_packed = !shrinks(asset)};
    enum op_status status = OP_OK;
    if (entry.is_packed)
        status = each_step(p, spool, asset->bytes, add_crc, &entry.crc);
    if (status == OP_OK)
        status = entry_begin(p, &entry);
    if (status == OP_OK)
        status = each_step(p, spool, asset->bytes, write_step, NULL);
    return status == OP_OK ? entry_end(p, &entry) : status;
}

static enum op_status each_record(struct packer *p, take_step *take,
                                  void *context)
{
    const struct warc_record *record;
    enum op_status status = OP_OK;
    for (size_t at = 0;
         status == OP_OK && (record = bundle_record(p->plan->bundle, at)); at++)
        status = each_step(p, record->spool, record->span, take, context);
    return status;
}

enum op_status packer_warc(struct packer *p, struct str name)
{
    struct writer_entry entry = {.name = name,
                                 .size = bundle_warc_size(p->plan->bundle),
                                 .is_packed = true};
    enum op_status status = each_record(p, add_crc, &entry.crc);
    if (status == OP_OK)
        status = entry_begin(p, &entry);
    if (status == OP_OK)
        status = each_record(p, write_step, NULL);
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
    if (p->digest)
        digest_end(p->digest);
    buf_free(&p->text);
    arena_free(&p->page);
    arena_free(&p->arena);
}
