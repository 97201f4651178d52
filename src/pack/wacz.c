/* SPDX-License-Identifier: MIT */
/* wacz.c - what makes a ZIP a web archive. */
#include "pack/wacz.h"

#include "article/jsonld.h"
#include "base/json.h"
#include "net/url.h"
#include "pack/frame.h"
#include <inttypes.h>
#include <offprint/version.h>
#include <stdio.h>
#include <stdlib.h>

/* A URL three times, and some fields. */
#define MAX_LINE (128u << 10)

/* --- pages ------------------------------------------------------------- */

void wacz_pages(const struct plan *plan, struct buf *out)
{
    buf_puts(out, "{\"format\":\"json-pages-1.0\",\"id\":\"pages\","
                  "\"title\":\"All pages\"}\n");
    for (size_t i = 0; i < plan->bundle->articles.len; i++) {
        const struct bundle_article *packed = &plan->bundle->articles.at[i];
        struct json_writer w = {.out = out};
        json_open(&w, '{');
        json_key_str(&w, "id", plan->articles[i].id);
        json_key_str(&w, "url", packed->final_url);
        json_key_str(&w, "ts", packed->fetched);
        json_key_str(&w, "title", frame_title(packed));
        json_key_str(&w, "text", packed->article->text);
        json_close(&w, '}');
        buf_putc(out, '\n');
    }
}

/* --- index ------------------------------------------------------------- */

/* "www.example.org" to "org,example". */
static void put_host(struct str host, struct buf *out)
{
    if (str_starts(host, S("www.")))
        str_cut(&host, 4);
    for (bool first = true; host.len > 0; first = false) {
        size_t dot = str_rfind_byte(host, '.');
        size_t from = dot == STR_NONE ? 0 : dot + 1;
        if (!first)
            buf_putc(out, ',');
        buf_put(out, str_from(host, from));
        host = str_sub(host, 0, dot == STR_NONE ? 0 : dot);
    }
}

static void put_lower(struct str text, struct buf *out)
{
    for (size_t i = 0; i < text.len; i++)
        buf_putc(out, char_lower(text.at[i]));
}

struct str wacz_surt(struct arena *arena, struct str text)
{
    struct url url;
    struct buf out;
    if (url_parse(arena, text, NULL, &url) != OP_OK || !url_is_web(&url))
        return text;
    buf_init(&out, text.len * 2 + 64);
    if (url.host_kind == HOST_NAME)
        put_host(url.host, &out);
    else
        buf_put(&out, url.host);
    if (url.port >= 0)
        buf_printf(&out, ":%d", url.port);
    buf_putc(&out, ')');
    put_lower(url.path, &out);
    if (url.query.len) {
        buf_putc(&out, '?');
        put_lower(url.query, &out);
    }
    struct str surt = arena_dup(arena, buf_str(&out));
    buf_free(&out);
    return surt;
}

struct line {
    struct str surt, timestamp;
    const struct capture *capture;
    uint64_t offset;
};

/* "2026-11-23T18:00:00Z" as "20261123180000". */
static struct str timestamp_of(struct arena *arena, struct str date)
{
    char digits[14];
    size_t len = 0;
    for (size_t i = 0; i < date.len && len < sizeof digits; i++)
        if (char_is_digit(date.at[i]))
            digits[len++] = date.at[i];
    return arena_dup(arena, str_make(digits, len));
}

/* Bytewise, as whoever looks for a line by halving expects it. */
static int by_bytes(const void *a, const void *b)
{
    return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

static void put_line(const struct line *line, struct buf *out)
{
    const struct capture *capture = line->capture;
    char number[24], hex[SHA256_HEX + 1];
    buf_put(out, line->surt);
    buf_putc(out, ' ');
    buf_put(out, line->timestamp);
    buf_putc(out, ' ');
    struct json_writer w = {.out = out};
    json_open(&w, '{');
    json_key_str(&w, "url", capture->url);
    if (capture->mime.len)
        json_key_str(&w, "mime", capture->mime);
    snprintf(number, sizeof number, "%d", capture->http_status);
    json_key_str(&w, "status", str_of(number));
    sha256_hex(capture->payload, hex);
    json_key(&w, "digest");
    char digest[sizeof hex + 8];
    snprintf(digest, sizeof digest, "sha256:%s", hex);
    json_str(&w, str_of(digest));
    snprintf(number, sizeof number, "%" PRIu64, capture->response.span.len);
    json_key_str(&w, "length", str_of(number));
    snprintf(number, sizeof number, "%" PRIu64, line->offset);
    json_key_str(&w, "offset", str_of(number));
    json_key_str(&w, "filename", S("data.warc.gz"));
    json_close(&w, '}');
    buf_putc(out, '\n');
}

static struct str line_of(struct arena *arena, const struct line *line)
{
    struct buf text;
    buf_init(&text, MAX_LINE);
    put_line(line, &text);
    struct str kept = arena_dup(arena, buf_str(&text));
    buf_free(&text);
    return kept;
}

void wacz_index(const struct plan *plan, struct buf *out)
{
    const struct bundle *bundle = plan->bundle;
    struct str *lines =
        arena_array(plan->arena, struct str, bundle->captures.len);
    size_t count = 0;
    uint64_t offset = 0;
    const struct warc_record *record;
    for (size_t at = 0; (record = bundle_record(bundle, at)); at++) {
        bool is_response = at % 2 && record->span.len > 0;
        const struct capture *capture =
            at ? &bundle->captures.at[(at - 1) / 2] : NULL;
        if (is_response && !capture->is_revisit) {
            struct line line = {
                .surt = wacz_surt(plan->arena, capture->url),
                .timestamp = timestamp_of(plan->arena, capture->date),
                .capture = capture,
                .offset = offset,
            };
            lines[count++] = line_of(plan->arena, &line);
        }
        offset += record->span.len;
    }
    if (count)
        qsort(lines, count, sizeof *lines, by_bytes);
    for (size_t i = 0; i < count; i++)
        buf_put(out, lines[i]);
}

/* --- the data package -------------------------------------------------- */

static void put_resource(struct json_writer *w, const struct packed_file *file)
{
    char hash[SHA256_HEX + 8] = "sha256:", name[256];
    size_t len = file->name.len < sizeof name ? file->name.len : sizeof name;
    for (size_t i = 0; i < len; i++)
        name[i] = char_lower(file->name.at[i]);
    sha256_hex(file->sha256, hash + 7);
    json_open(w, '{');
    json_key_str(w, "name", str_make(name, len));
    json_key_str(w, "path", file->name);
    json_key_str(w, "hash", str_of(hash));
    json_key_int(w, "bytes", (int64_t)file->size);
    json_close(w, '}');
}

void wacz_package(const struct plan *plan, const packed_list *files,
                  struct buf *out)
{
    const struct bundle *bundle = plan->bundle;
    struct json_writer w = {.out = out, .indent = 1};
    json_open(&w, '{');
    json_key_str(&w, "profile", S("data-package"));
    if (bundle_record(bundle, 0))
        json_key_str(&w, "wacz_version", S("1.1.1"));
    if (bundle->articles.len) {
        const struct bundle_article *first = &bundle->articles.at[0];
        json_key_str(&w, "title", frame_title(first));
        if (first->article->description.len)
            json_key_str(&w, "description", first->article->description);
        json_key_str(&w, "mainPageUrl", first->final_url);
        json_key_str(&w, "mainPageDate", first->fetched);
    }
    json_key_str(&w, "created", bundle->created);
    json_key_str(&w, "modified",
                 history_newest(&bundle->history, bundle->created));
    json_key_str(&w, "software", S("offprint/" OP_VERSION));
    json_key_open(&w, "resources", '[');
    for (size_t i = 0; i < files->len; i++)
        put_resource(&w, &files->at[i]);
    json_close(&w, ']');
    json_close(&w, '}');
    buf_putc(out, '\n');
}

/* Members as the specification has them, and no others. */
static bool put_signature(const struct plan *plan, struct str hash,
                          const struct sign_key *signer, struct json_writer *w)
{
    struct str signature = sign_text(plan->arena, signer, hash);
    json_key_open(w, "signedData", '{');
    json_key_str(w, "hash", hash);
    json_key_str(w, "created", plan->bundle->created);
    json_key_str(w, "software", S("offprint/" OP_VERSION));
    json_key_str(w, "version", S("0.1.0"));
    json_key_str(w, "signature", signature);
    json_key_str(w, "publicKey", sign_public(plan->arena, signer));
    json_close(w, '}');
    return signature.len > 0;
}

bool wacz_package_digest(const struct plan *plan, struct sha256 package,
                         const struct sign_key *signer, struct buf *out)
{
    char hash[SHA256_HEX + 8] = "sha256:";
    sha256_hex(package, hash + 7);
    struct json_writer w = {.out = out, .indent = 1};
    json_open(&w, '{');
    json_key_str(&w, "path", S(WACZ_PACKAGE));
    json_key_str(&w, "hash", str_of(hash));
    bool is_signed = !signer || put_signature(plan, str_of(hash), signer, &w);
    json_close(&w, '}');
    buf_putc(out, '\n');
    return is_signed;
}

bool wacz_is_ours(struct arena *arena, struct str package)
{
    const struct json *root = json_parse(arena, package);
    return str_starts(json_text(json_get(root, S("software"))), S("offprint/"));
}
