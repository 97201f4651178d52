/* SPDX-License-Identifier: MIT */
/* decode.c - take the content coding off a body: gzip, deflate, br, zstd.
 *
 * One small machine per coding behind one `step`, so that the loop, its limits
 * and its idea of "cut off" are written once. libcurl's own decoding hides a
 * body that ends early, refuses a second gzip member and bounds nothing. */
#include "net/response.h"

#include <brotli/decode.h>
#include <limits.h>
#include <offprint/limits.h>
#include <zlib.h>
#include <zstd.h>

#define CHUNK       (16u << 10)
#define WINDOW_GZIP (15 + 16) /* zlib's way to ask for gzip with its CRC */
#define ZSTD_WINDOW 23        /* 8 MiB: what RFC 9659 lets a server use */
#define GZIP_MAGIC  "\x1f\x8b"
#define ZSTD_MAGIC  "\x28\xb5\x2f\xfd"

enum coding {
    CODING_UNKNOWN,
    CODING_IDENTITY,
    CODING_GZIP,
    CODING_DEFLATE,
    CODING_BROTLI,
    CODING_ZSTD
};

enum progress { PROGRESS_MORE, PROGRESS_END, PROGRESS_BROKEN };

struct decoder {
    enum coding coding;
    bool is_raw; /* deflate without its zlib wrapper */
    struct str in;
    z_stream zlib;
    BrotliDecoderState *brotli;
    ZSTD_DStream *zstd;
};

static enum coding coding_of(struct str name)
{
    if (name.len == 0 || str_ieq(name, S("identity")))
        return CODING_IDENTITY;
    if (str_ieq(name, S("gzip")) || str_ieq(name, S("x-gzip")))
        return CODING_GZIP;
    if (str_ieq(name, S("deflate")))
        return CODING_DEFLATE;
    if (str_ieq(name, S("br")))
        return CODING_BROTLI;
    return str_ieq(name, S("zstd")) ? CODING_ZSTD : CODING_UNKNOWN;
}

static bool decoder_open(struct decoder *decoder)
{
    switch (decoder->coding) {
    case CODING_GZIP:
        return inflateInit2(&decoder->zlib, WINDOW_GZIP) == Z_OK;
    case CODING_DEFLATE:
        return inflateInit2(&decoder->zlib, MAX_WBITS) == Z_OK;
    case CODING_BROTLI:
        decoder->brotli = BrotliDecoderCreateInstance(NULL, NULL, NULL);
        return decoder->brotli != NULL;
    default:
        decoder->zstd = ZSTD_createDStream();
        return decoder->zstd &&
               !ZSTD_isError(ZSTD_DCtx_setParameter(
                   decoder->zstd, ZSTD_d_windowLogMax, ZSTD_WINDOW));
    }
}

static void decoder_close(struct decoder *decoder)
{
    if (decoder->coding == CODING_GZIP || decoder->coding == CODING_DEFLATE)
        inflateEnd(&decoder->zlib);
    if (decoder->brotli)
        BrotliDecoderDestroyInstance(decoder->brotli);
    ZSTD_freeDStream(decoder->zstd);
}

/* "deflate" means zlib, but servers that send it raw are as old as the word.
 * Only a stream that gave nothing yet may change its mind. */
static bool retry_raw(struct decoder *decoder, struct str all)
{
    if (decoder->coding != CODING_DEFLATE || decoder->is_raw ||
        decoder->zlib.total_out > 0)
        return false;
    decoder->is_raw = true;
    decoder->in = all;
    return inflateReset2(&decoder->zlib, -MAX_WBITS) == Z_OK;
}

/* One more member behind this one? Anything else there is junk. */
static bool goes_on(struct decoder *decoder, struct str magic)
{
    return str_starts(decoder->in, magic);
}

static enum progress step_zlib(struct decoder *decoder, char *out, size_t *size)
{
    z_stream *z = &decoder->zlib;
    struct str all = decoder->in;
    z->next_in = (Bytef *)(uintptr_t)all.at;
    z->avail_in = all.len < UINT_MAX ? (uInt)all.len : UINT_MAX;
    z->next_out = (Bytef *)out;
    z->avail_out = *size < UINT_MAX ? (uInt)*size : UINT_MAX;
    uInt room = z->avail_out, fed = z->avail_in;
    int code = inflate(z, Z_NO_FLUSH);
    *size = room - z->avail_out;
    str_cut(&decoder->in, fed - z->avail_in);
    if (code == Z_STREAM_END) {
        if (decoder->coding != CODING_GZIP || !goes_on(decoder, S(GZIP_MAGIC)))
            return PROGRESS_END;
        return inflateReset(z) == Z_OK ? PROGRESS_MORE : PROGRESS_BROKEN;
    }
    if (code == Z_OK || code == Z_BUF_ERROR || retry_raw(decoder, all))
        return PROGRESS_MORE;
    return PROGRESS_BROKEN;
}

static enum progress step_brotli(struct decoder *decoder, char *out,
                                 size_t *size)
{
    const uint8_t *in = (const uint8_t *)decoder->in.at;
    size_t in_len = decoder->in.len, room = *size;
    uint8_t *to = (uint8_t *)out;
    BrotliDecoderResult result = BrotliDecoderDecompressStream(
        decoder->brotli, &in_len, &in, &room, &to, NULL);
    *size -= room;
    str_cut(&decoder->in, decoder->in.len - in_len);
    return result == BROTLI_DECODER_RESULT_SUCCESS ? PROGRESS_END
           : result == BROTLI_DECODER_RESULT_ERROR ? PROGRESS_BROKEN
                                                   : PROGRESS_MORE;
}

static enum progress step_zstd(struct decoder *decoder, char *out, size_t *size)
{
    ZSTD_inBuffer in = {decoder->in.at, decoder->in.len, 0};
    ZSTD_outBuffer to = {out, *size, 0};
    size_t code = ZSTD_decompressStream(decoder->zstd, &to, &in);
    *size = to.pos;
    str_cut(&decoder->in, in.pos);
    if (ZSTD_isError(code))
        return PROGRESS_BROKEN;
    return code == 0 && !goes_on(decoder, S(ZSTD_MAGIC)) ? PROGRESS_END
                                                         : PROGRESS_MORE;
}

static enum progress step(struct decoder *decoder, char *out, size_t *size)
{
    if (decoder->coding == CODING_BROTLI)
        return step_brotli(decoder, out, size);
    if (decoder->coding == CODING_ZSTD)
        return step_zstd(decoder, out, size);
    return step_zlib(decoder, out, size);
}

/* Decode until the end mark. Beyond `limit` one byte of room is left, because
 * only a decoder that is offered room can tell that it has come to its end. */
static enum op_status decode_all(struct decoder *decoder, struct buf *out,
                                 size_t limit)
{
    for (;;) {
        char spare = 0;
        size_t left = limit > out->len ? limit - out->len : 0;
        size_t size = left < CHUNK + out->len ? left : CHUNK + out->len;
        char *to = size ? buf_room(out, size) : &spare;
        if (!to)
            return out->failed;
        size_t before = decoder->in.len, got = size ? size : 1;
        bool was_raw = decoder->is_raw;
        enum progress progress = step(decoder, to, &got);
        if (got > 0 && size == 0)
            return OP_TOO_LARGE;
        out->len += got;
        if (progress == PROGRESS_END)
            return OP_OK;
        if (progress == PROGRESS_BROKEN)
            return OP_BAD_ENCODING;
        if (got == 0 && before == decoder->in.len && was_raw == decoder->is_raw)
            return OP_TRUNCATED;
    }
}

static enum op_status explain(enum op_status status, struct str name,
                              struct op_error *err)
{
    const char *why = status == OP_TRUNCATED   ? "body is cut off"
                      : status == OP_TOO_LARGE ? "decoded body is too large"
                      : status == OP_NO_MEMORY ? "out of memory"
                                               : "body is broken";
    return error_set(err, status, OP_STAGE_DECODE, S(""),
                     "%s (Content-Encoding: %.*s)", why, STR_ARG(name));
}

/* Take one coding off. A body of no bytes has nothing to take it off from. */
static enum op_status undo(struct str name, struct str body, struct buf *out,
                           size_t limit, struct op_error *err)
{
    struct decoder decoder = {.coding = coding_of(name), .in = body};
    if (decoder.coding == CODING_IDENTITY || body.len == 0) {
        buf_put(out, body);
        return out->failed ? explain(out->failed, S("identity"), err) : OP_OK;
    }
    enum op_status status = OP_NO_MEMORY;
    if (decoder_open(&decoder))
        status = decode_all(&decoder, out, limit);
    decoder_close(&decoder);
    buf_fit(out);
    if (out->at)
        out->at[out->len] = '\0';
    return status ? explain(status, name, err) : OP_OK;
}

/* The codings in the order they were applied; identity left out. SIZE_MAX when
 * there are too many, or one that nobody knows: *bad is it. */
static size_t read_codings(struct str list, struct str *names, struct str *bad)
{
    size_t count = 0;
    struct str name;
    while (str_split(&list, ',', &name)) {
        name = str_trim(name);
        enum coding coding = coding_of(name);
        if (coding == CODING_IDENTITY)
            continue;
        *bad = name;
        if (coding == CODING_UNKNOWN || count == OP_MAX_CODINGS)
            return SIZE_MAX;
        names[count++] = name;
    }
    return count;
}

static size_t limit_of(struct str body, size_t max)
{
    size_t limit = body.len < SIZE_MAX / OP_MAX_DECODE_RATIO
                       ? body.len * OP_MAX_DECODE_RATIO
                       : SIZE_MAX;
    if (limit < OP_DECODE_RATIO_FROM)
        limit = OP_DECODE_RATIO_FROM;
    return limit < max ? limit : max;
}

enum op_status response_decode(struct str encoding, struct str body,
                               struct buf *out, struct op_error *err)
{
    struct str names[OP_MAX_CODINGS], bad = {0};
    size_t count = read_codings(encoding, names, &bad);
    if (count == SIZE_MAX)
        return error_set(err, OP_BAD_ENCODING, OP_STAGE_DECODE, S(""),
                         "Content-Encoding unknown or too deep: %.*s",
                         STR_ARG(bad));
    size_t limit = limit_of(body, out->max);
    struct buf between[2];
    buf_init(&between[0], out->max);
    buf_init(&between[1], out->max);
    enum op_status status = OP_OK;
    while (count > 1 && !status) {
        struct buf *to = &between[--count & 1];
        buf_clear(to);
        status = undo(names[count], body, to, limit, err);
        body = buf_str(to);
    }
    if (!status)
        status = undo(count ? names[0] : S(""), body, out, limit, err);
    buf_free(&between[0]);
    buf_free(&between[1]);
    return status;
}
