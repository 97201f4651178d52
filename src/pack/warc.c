/* SPDX-License-Identifier: MIT */
/* warc.c - exchanges as WARC 1.1 records. */
#include "pack/warc.h"

#include "net/mime.h"
#include "net/reason.h"
#include "pack/member.h"
#include <offprint/version.h>
#include <string.h>

#define MAX_BLOCK_HEAD (2u << 20)

/* What is compressed already is only framed; the rest as gzip would. */
enum { FRAME_ONLY = 0, DEFLATE = 6 };

/* A record being put together: its block is a head and then a body. */
struct record {
    struct str type, content_type, url, date, ip, protocol, concurrent, cut;
    struct str profile; /* of a revisit, and what it leads to */
    const struct capture *before;
    struct str head, body;
    const struct sha256 *payload; /* NULL: none is stated */
    int level;
    char id[UUID_TEXT + 1];
};

static enum op_status no_memory(struct op_error *err, struct str url)
{
    return error_set(err, OP_NO_MEMORY, OP_STAGE_PACK, url,
                     "no memory for the capture");
}

static struct sha256 block_digest(const struct record *record)
{
    struct digest digest;
    digest_begin(&digest);
    digest_add(&digest, record->head);
    digest_add(&digest, record->body);
    return digest_end(&digest);
}

static void put_field(struct buf *out, const char *name, struct str value)
{
    if (value.len)
        buf_printf(out, "%s: %.*s\r\n", name, STR_ARG(value));
}

static void put_digest(struct buf *out, const char *name, struct sha256 sum)
{
    char hex[SHA256_HEX + 1];
    sha256_hex(sum, hex);
    buf_printf(out, "%s: sha256:%s\r\n", name, hex);
}

static void name_record(struct record *record, struct sha256 block)
{
    struct buf name;
    char hex[SHA256_HEX + 1];
    buf_init(&name, MAX_BLOCK_HEAD);
    sha256_hex(block, hex);
    buf_printf(&name, "warc:%.*s:%.*s:%.*s:%s", STR_ARG(record->type),
               STR_ARG(record->url), STR_ARG(record->date), hex);
    uuid_of(buf_str(&name), record->id);
    buf_free(&name);
}

static void put_head(struct buf *out, const struct record *record,
                     struct sha256 block)
{
    buf_puts(out, "WARC/1.1\r\n");
    put_field(out, "WARC-Type", record->type);
    buf_printf(out, "WARC-Record-ID: <urn:uuid:%s>\r\n", record->id);
    put_field(out, "WARC-Date", record->date);
    put_field(out, "WARC-Target-URI", record->url);
    put_field(out, "WARC-IP-Address", record->ip);
    put_field(out, "WARC-Protocol", record->protocol);
    if (record->concurrent.len)
        buf_printf(out, "WARC-Concurrent-To: <urn:uuid:%.*s>\r\n",
                   STR_ARG(record->concurrent));
    put_field(out, "WARC-Truncated", record->cut);
    if (record->before) {
        put_field(out, "WARC-Profile", record->profile);
        buf_printf(out, "WARC-Refers-To: <urn:uuid:%s>\r\n",
                   record->before->response.id);
        put_field(out, "WARC-Refers-To-Target-URI", record->before->url);
        put_field(out, "WARC-Refers-To-Date", record->before->date);
    }
    if (record->payload)
        put_digest(out, "WARC-Payload-Digest", *record->payload);
    put_digest(out, "WARC-Block-Digest", block);
    put_field(out, "Content-Type", record->content_type);
    buf_printf(out, "Content-Length: %zu\r\n\r\n",
               record->head.len + record->body.len);
}

static enum op_status put_record(struct spool *spool, struct record *record,
                                 struct warc_record *put, struct op_error *err)
{
    struct sha256 block = block_digest(record);
    struct buf head;
    buf_init(&head, MAX_BLOCK_HEAD);
    name_record(record, block);
    put_head(&head, record, block);
    if (head.failed) {
        buf_free(&head);
        return no_memory(err, record->url);
    }
    struct member member;
    member_begin(&member, spool, record->level, err);
    member_put(&member, buf_str(&head));
    member_put(&member, record->head);
    member_put(&member, record->body);
    member_put(&member, S("\r\n\r\n"));
    buf_free(&head);
    put->spool = spool;
    memcpy(put->id, record->id, sizeof put->id);
    return member_end(&member, &put->span);
}

/* --- HTTP blocks ------------------------------------------------------- */

static int level_for(const struct exchange *exchange, struct str mime)
{
    struct str coding = exchange_header(exchange, S("content-encoding"));
    bool is_packed =
        (coding.len && !str_ieq(coding, S("identity"))) ||
        (str_istarts(mime, S("image/")) && !str_ieq(mime, S("image/svg+xml")));
    return is_packed ? FRAME_ONLY : DEFLATE;
}

/* HTTP/2 has no reasons, and some servers of HTTP/1 give none. */
static struct str reason_of(const struct exchange *exchange)
{
    struct str rest = buf_str(&exchange->head), line;
    struct str reason = S("");
    if (str_split(&rest, '\n', &line)) {
        size_t blank = str_find_byte(line, ' ');
        if (blank != STR_NONE)
            reason = str_trim(str_from(line, blank + 4));
    }
    if (!reason.len)
        reason = str_of(http_reason(exchange->http_status));
    return reason.len ? reason : S("Unknown");
}

/* The head as HTTP/1.1 would have sent it: a status line with a reason, no
 * pseudo-headers, and no transfer coding, for that is taken off. */
static void put_response_head(const struct exchange *exchange, struct buf *out)
{
    buf_printf(out, "HTTP/1.1 %03d %.*s\r\n", exchange->http_status,
               STR_ARG(reason_of(exchange)));
    struct str rest = buf_str(&exchange->head);
    for (struct header header; exchange_headers(&rest, &header);) {
        if (header.name.len == 0) /* ":status", of HTTP/2 */
            continue;
        struct str name = str_ieq(header.name, S("transfer-encoding"))
                              ? S("x-orig-transfer-encoding")
                              : header.name;
        buf_printf(out, "%.*s: %.*s\r\n", STR_ARG(name), STR_ARG(header.value));
    }
    buf_puts(out, "\r\n");
}

/* What all records of an answer say of it, and its head. */
static struct record answer_record(struct str type,
                                   const struct exchange *exchange,
                                   const struct capture *capture,
                                   const struct buf *head)
{
    return (struct record){
        .type = type,
        .content_type = S("application/http; msgtype=response"),
        .url = capture->url,
        .date = capture->date,
        .ip = str_of(exchange->ip),
        .protocol = exchange->http_major == 2 ? S("h2") : S(""),
        .head = buf_str(head),
    };
}

/* The record, and its head, whose memory ends here. */
static enum op_status put_answer(struct spool *spool, struct record *record,
                                 struct buf *head, struct capture *capture,
                                 struct op_error *err)
{
    enum op_status status =
        head->failed ? no_memory(err, capture->url)
                     : put_record(spool, record, &capture->response, err);
    buf_free(head);
    return status;
}

static enum op_status put_response(struct spool *spool,
                                   const struct exchange *exchange,
                                   struct str reason, struct capture *capture,
                                   struct op_error *err)
{
    struct buf head;
    buf_init(&head, MAX_BLOCK_HEAD);
    put_response_head(exchange, &head);
    struct record record =
        answer_record(S("response"), exchange, capture, &head);
    record.cut = exchange->is_truncated ? reason : S("");
    record.body = buf_str(&exchange->body);
    record.payload = &capture->payload;
    record.level = level_for(exchange, capture->mime);
    capture->payload = sha256_of(record.body);
    return put_answer(spool, &record, &head, capture, err);
}

/* What was saved, without any word of how a server sent it. */
static enum op_status put_resource(struct spool *spool,
                                   const struct exchange *exchange,
                                   struct capture *capture,
                                   struct op_error *err)
{
    struct record record = {
        .type = S("resource"),
        .content_type = exchange_header(exchange, S("content-type")),
        .url = capture->url,
        .date = capture->date,
        .body = buf_str(&exchange->body),
        .payload = &capture->payload,
        .level = level_for(exchange, capture->mime),
    };
    capture->payload = sha256_of(record.body);
    return put_record(spool, &record, &capture->response, err);
}

static enum op_status put_request(struct spool *spool,
                                  const struct exchange *exchange,
                                  struct capture *capture, struct op_error *err)
{
    struct record record = {
        .type = S("request"),
        .content_type = S("application/http; msgtype=request"),
        .url = capture->url,
        .date = capture->date,
        .ip = str_of(exchange->ip),
        .concurrent = str_of(capture->response.id),
        .head = buf_str(&exchange->request),
        .level = DEFLATE,
    };
    return put_record(spool, &record, &capture->request, err);
}

struct str warc_reason(enum op_status failure)
{
    switch (failure) {
    case OP_TOO_LARGE:
        return S("length");
    case OP_TIMEOUT:
        return S("time");
    case OP_TRUNCATED:
    case OP_RESET:
        return S("disconnect");
    default:
        return S("unspecified");
    }
}

enum op_status warc_capture(struct arena *arena, struct spool *spool,
                            const struct exchange *exchange, struct str date,
                            struct str reason, struct capture *capture,
                            struct op_error *err)
{
    struct str type = exchange_header(exchange, S("content-type"));
    *capture = (struct capture){
        .url = arena_dup(arena, str_of(exchange->url)),
        .date = date,
        .mime = arena_lower(arena, mime_essence(type)),
        .http_status = exchange->http_status,
    };
    enum op_status status = OP_OK;
    if (exchange->is_resource)
        status = put_resource(spool, exchange, capture, err);
    else if (exchange->http_status)
        status = put_response(spool, exchange, reason, capture, err);
    if (status == OP_OK && exchange->request.len)
        status = put_request(spool, exchange, capture, err);
    return status;
}

static enum op_status put_revisit(struct spool *spool,
                                  const struct exchange *exchange,
                                  const struct capture *before,
                                  struct capture *capture, struct op_error *err)
{
    struct buf head;
    buf_init(&head, MAX_BLOCK_HEAD);
    put_response_head(exchange, &head);
    struct record record =
        answer_record(S("revisit"), exchange, capture, &head);
    record.profile = exchange->http_status == 304
                         ? S("http://netpreserve.org/warc/1.1/revisit/"
                             "server-not-modified")
                         : S("http://netpreserve.org/warc/1.1/revisit/"
                             "identical-payload-digest");
    record.before = before;
    record.payload = &before->payload;
    record.level = DEFLATE;
    return put_answer(spool, &record, &head, capture, err);
}

enum op_status warc_revisit(struct arena *arena, struct spool *spool,
                            const struct exchange *exchange, struct str date,
                            const struct capture *before,
                            struct capture *capture, struct op_error *err)
{
    *capture = (struct capture){
        .url = arena_dup(arena, str_of(exchange->url)),
        .date = date,
        .mime = before->mime,
        .http_status = exchange->http_status,
        .payload = before->payload,
        .is_revisit = true,
    };
    enum op_status status = put_revisit(spool, exchange, before, capture, err);
    if (status == OP_OK && exchange->request.len)
        status = put_request(spool, exchange, capture, err);
    return status;
}

enum op_status warc_info(struct arena *arena, struct spool *spool,
                         struct str date, struct warc_record *put,
                         struct op_error *err)
{
    struct record record = {
        .type = S("warcinfo"),
        .content_type = S("application/warc-fields"),
        .date = date,
        .head = arena_printf(arena,
                             "software: offprint/%s\r\n"
                             "format: WARC File Format 1.1\r\n"
                             "conformsTo: http://iipc.github.io/"
                             "warc-specifications/specifications/"
                             "warc-format/warc-1.1/\r\n",
                             OP_VERSION),
        .level = DEFLATE,
    };
    return put_record(spool, &record, put, err);
}
