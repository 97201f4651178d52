/* SPDX-License-Identifier: MIT */
/* mhtml.c - the parts of a page saved as one MIME message. */
#include "pack/mhtml.h"

#include "base/buf.h"
#include "net/data_url.h"
#include "net/mime.h"
#include <offprint/limits.h>

enum {
    HEAD_MAX = 16 << 10, /* bytes of a message's headers */
    PARTS_MAX = 10000,
};

/* The headers, and what stands behind the empty line. */
static struct str split_head(struct str *text)
{
    struct str all = *text, line;
    size_t len = 0;
    while (len <= HEAD_MAX && str_split(text, '\n', &line)) {
        line = str_trim_set(line, "\r");
        if (!line.len)
            return str_sub(all, 0, len);
        len = (size_t)(text->at - all.at);
        if (!text->len)
            break;
    }
    return str_sub(all, 0, len < HEAD_MAX ? len : HEAD_MAX);
}

/* A header's value, its folded lines joined by nothing but what they are:
 * from the name to the end of the last line that begins with a blank. */
static struct str header_of(struct str head, struct str name)
{
    struct str rest = head, line;
    while (str_split(&rest, '\n', &line)) {
        size_t colon = str_find_byte(line, ':');
        if (colon == STR_NONE || !str_ieq(str_sub(line, 0, colon), name))
            continue;
        const char *from = line.at + colon + 1;
        const char *to = line.at + line.len;
        while (rest.len && (rest.at[0] == ' ' || rest.at[0] == '\t') &&
               str_split(&rest, '\n', &line))
            to = line.at + line.len;
        return str_trim(str_make(from, (size_t)(to - from)));
    }
    return S("");
}

bool mhtml_is(struct str text)
{
    struct str type = header_of(split_head(&text), S("Content-Type"));
    return str_istarts(type, S("multipart/related"));
}

struct str mhtml_source(struct str text)
{
    return header_of(split_head(&text), S("Snapshot-Content-Location"));
}

static void undo_quoted(struct str text, struct buf *out)
{
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] != '=') {
            buf_putc(out, text.at[i]);
            continue;
        }
        struct str rest = str_from(text, i + 1);
        if (str_starts(rest, S("\r\n"))) {
            i += 2;
        } else if (str_starts(rest, S("\n"))) {
            i += 1;
        } else if (rest.len >= 2 && char_hex(rest.at[0]) >= 0 &&
                   char_hex(rest.at[1]) >= 0) {
            buf_putc(out,
                     (char)(char_hex(rest.at[0]) << 4 | char_hex(rest.at[1])));
            i += 2;
        } else {
            buf_putc(out, '=');
        }
    }
}

static struct str decode(struct arena *arena, struct str coding,
                         struct str body)
{
    bool is_base64 = str_ieq(coding, S("base64"));
    if (!is_base64 && !str_ieq(coding, S("quoted-printable")))
        return body;
    struct buf out;
    buf_init(&out, body.len);
    if (is_base64)
        base64_decode(body, &out); /* what was read before a fault is kept */
    else
        undo_quoted(body, &out);
    struct str decoded = arena_dup(arena, buf_str(&out));
    buf_free(&out);
    return decoded;
}

static void add_part(struct arena *arena, struct str text, mhtml_parts *parts)
{
    struct str head = split_head(&text);
    struct str coding = header_of(head, S("Content-Transfer-Encoding"));
    *vec_push(parts, arena) = (struct mhtml_part){
        .location = header_of(head, S("Content-Location")),
        .id = str_trim_set(header_of(head, S("Content-ID")), "<>"),
        .type = header_of(head, S("Content-Type")),
        .body = decode(arena, coding, text),
    };
}

/* Where the next line begins that is the boundary; STR_NONE: none. */
static size_t next_boundary(struct str text, struct str mark)
{
    size_t from = 0;
    for (;;) {
        size_t at = str_find(str_from(text, from), mark);
        if (at == STR_NONE)
            return STR_NONE;
        at += from;
        if (at == 0 || text.at[at - 1] == '\n')
            return at;
        from = at + mark.len;
    }
}

enum op_status mhtml_read(struct arena *arena, struct str text,
                          mhtml_parts *parts, struct op_error *err)
{
    struct str head = split_head(&text);
    struct str type = header_of(head, S("Content-Type"));
    struct str boundary = mime_parameter(type, S("boundary"));
    struct str mark = arena_join(arena, S("--"), boundary);
    size_t at = boundary.len ? next_boundary(text, mark) : STR_NONE;
    while (at != STR_NONE && parts->len < PARTS_MAX) {
        str_cut(&text, at + mark.len);
        if (str_starts(text, S("--")))
            break;
        str_cut(&text, str_until(text, "\n"));
        str_cut(&text, text.len ? 1 : 0);
        at = next_boundary(text, mark);
        struct str part = str_sub(text, 0, at);
        if (str_ends(part, S("\n")))
            part.len--;
        if (str_ends(part, S("\r")))
            part.len--;
        add_part(arena, part, parts);
    }
    if (!parts->len)
        return error_set(err, OP_CORRUPT, OP_STAGE_READ, S(""),
                         "a MIME message without parts");
    return OP_OK;
}
