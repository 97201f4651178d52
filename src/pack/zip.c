/* SPDX-License-Identifier: MIT */
/* zip.c - write a ZIP that asks little of its readers.
 *
 * Not by libarchive: its writer puts 20 bytes of extra field and a data
 * descriptor to every entry, which an EPUB's first entry must not have, which
 * stream readers (java.util.zip) refuse in stored entries, and which would
 * change with its version while verify holds every byte to its value. Headers
 * are complete here before their data: what is stored has its CRC beforehand,
 * what is deflated is held in memory until it is packed. So nothing is written
 * twice, and a pipe will do. */
#include "base/file.h"
#include "pack/writer.h"
#include "pack/zip_head.h"
#include <offprint/limits.h>
#include <zlib.h>

#define STEP          (64u << 10)
#define MAX_DIRECTORY (256u << 20)
#define LEVEL         6
#define MEMORY_LEVEL  8

struct zip {
    struct writer writer;
    struct file_draft draft;
    struct buf packed;    /* the entry being deflated */
    struct buf head;      /* a local header, or the end */
    struct buf directory; /* the records so far */
    struct zip_end end;
    struct zip_entry entry;
    z_stream z;
    bool has_z;
    uint64_t offset; /* in the file */
};

static enum op_status no_memory(struct str name, struct op_error *err)
{
    return error_set(err, OP_NO_MEMORY, OP_STAGE_PACK, name,
                     "out of memory while packing");
}

static enum op_status put(struct zip *zip, struct str bytes,
                          struct op_error *err)
{
    zip->offset += bytes.len;
    return file_write(&zip->draft, bytes, err);
}

static enum op_status put_buf(struct zip *zip, struct buf *buf,
                              struct op_error *err)
{
    if (buf->failed)
        return no_memory(zip->entry.name, err);
    enum op_status status = put(zip, buf_str(buf), err);
    buf_clear(buf);
    return status;
}

static enum op_status put_local(struct zip *zip, struct op_error *err)
{
    zip->entry.offset = zip->offset;
    zip_put_local(&zip->entry, &zip->head);
    return put_buf(zip, &zip->head, err);
}

static enum op_status zip_begin(struct writer *writer,
                                const struct writer_entry *from,
                                struct op_error *err)
{
    struct zip *zip = (struct zip *)writer;
    bool is_stored = from->is_packed || from->size == 0;
    zip->entry = (struct zip_entry){
        .name = from->name,
        .method = is_stored ? ZIP_STORED : ZIP_DEFLATED,
        .size = from->size,
        .packed = is_stored ? from->size : 0,
        .crc = is_stored ? from->crc : 0,
    };
    if (is_stored)
        return put_local(zip, err);
    int code = zip->has_z ? deflateReset(&zip->z)
                          : deflateInit2(&zip->z, LEVEL, Z_DEFLATED, -MAX_WBITS,
                                         MEMORY_LEVEL, Z_DEFAULT_STRATEGY);
    if (code != Z_OK)
        return no_memory(from->name, err);
    zip->has_z = true;
    return OP_OK;
}

/* Let the compressor take all it was given, and end when told so. */
static enum op_status pump(struct zip *zip, int flush, struct op_error *err)
{
    do {
        char *room = buf_room(&zip->packed, STEP);
        if (!room)
            return no_memory(zip->entry.name, err);
        zip->z.next_out = (unsigned char *)room;
        zip->z.avail_out = STEP;
        deflate(&zip->z, flush);
        zip->packed.len += STEP - zip->z.avail_out;
    } while (zip->z.avail_out == 0);
    return OP_OK;
}

static enum op_status zip_data(struct writer *writer, struct str bytes,
                               struct op_error *err)
{
    struct zip *zip = (struct zip *)writer;
    if (zip->entry.method == ZIP_STORED)
        return put(zip, bytes, err);
    enum op_status status = OP_OK;
    while (bytes.len > 0 && status == OP_OK) {
        struct str step = str_cut(&bytes, 1u << 30);
        z_const Bytef *at = (z_const Bytef *)step.at;
        zip->entry.crc =
            (uint32_t)crc32(zip->entry.crc, at, (unsigned)step.len);
        zip->z.next_in = at;
        zip->z.avail_in = (unsigned)step.len;
        status = pump(zip, Z_NO_FLUSH, err);
    }
    return status;
}

static enum op_status zip_end(struct writer *writer, struct op_error *err)
{
    struct zip *zip = (struct zip *)writer;
    enum op_status status = OP_OK;
    if (zip->entry.method == ZIP_DEFLATED) {
        status = pump(zip, Z_FINISH, err);
        zip->entry.packed = zip->packed.len;
        if (status == OP_OK)
            status = put_local(zip, err);
        if (status == OP_OK)
            status = put_buf(zip, &zip->packed, err);
    }
    zip_put_record(&zip->entry, &zip->directory);
    zip->end.count++;
    return status;
}

static void free_all(struct zip *zip)
{
    if (zip->has_z)
        deflateEnd(&zip->z);
    zip->has_z = false;
    buf_free(&zip->packed);
    buf_free(&zip->head);
    buf_free(&zip->directory);
}

static void zip_abandon(struct writer *writer)
{
    struct zip *zip = (struct zip *)writer;
    free_all(zip);
    file_abandon(&zip->draft);
}

static enum op_status zip_commit(struct writer *writer, bool replaces,
                                 struct op_error *err)
{
    struct zip *zip = (struct zip *)writer;
    zip->end.offset = zip->offset;
    zip->end.len = zip->directory.len;
    zip_put_end(&zip->end, &zip->head);
    enum op_status status = put_buf(zip, &zip->directory, err);
    if (status == OP_OK)
        status = put_buf(zip, &zip->head, err);
    if (status != OP_OK) {
        zip_abandon(writer);
        return status;
    }
    free_all(zip);
    return file_commit(&zip->draft, replaces, err);
}

static const struct writer_ops ZIP_OPS = {
    .begin = zip_begin,
    .data = zip_data,
    .end = zip_end,
    .commit = zip_commit,
    .abandon = zip_abandon,
};

enum op_status zip_open(struct arena *arena, const char *path,
                        struct writer **writer, struct op_error *err)
{
    struct zip *zip = arena_new(arena, struct zip);
    zip->writer.ops = &ZIP_OPS;
    buf_init(&zip->packed, OP_MAX_PAGE_MEMORY);
    buf_init(&zip->head, 1u << 10);
    buf_init(&zip->directory, MAX_DIRECTORY);
    enum op_status status = file_begin(&zip->draft, path, err);
    *writer = status == OP_OK ? &zip->writer : NULL;
    return status;
}
