/* SPDX-License-Identifier: MIT */
/* charset.c - decide which encoding a page is in. */
#include "text/charset.h"

#include "base/late.h"
#include "text/charset_utf8.h"
#include <uchardet/uchardet.h>

#define UCHARDET(X)                                                            \
    X(uchardet_, data_end)                                                     \
    X(uchardet_, delete)                                                       \
    X(uchardet_, get_charset)                                                  \
    X(uchardet_, handle_data)                                                  \
    X(uchardet_, new)

static struct {
    UCHARDET(LATE_CALL)
} uchardet;

static struct late late = {"libuchardet.so.0", UCHARDET(LATE_NAME), &uchardet,
                           0};

/* What the detector gets to see, from the first byte beyond ASCII on. */
#define DETECT_BYTES (64u << 10)

struct str charset_source_name(enum charset_source source)
{
    switch (source) {
    case CHARSET_BOM:
        return S("bom");
    case CHARSET_HEADER:
        return S("header");
    case CHARSET_META:
        return S("meta");
    case CHARSET_UTF8:
        return S("utf-8");
    case CHARSET_DETECTED:
        return S("detected");
    case CHARSET_DEFAULT:
        break;
    }
    return S("default");
}

static struct str of_bom(struct str bytes)
{
    return str_starts(bytes, S("\xEF\xBB\xBF")) ? S("utf-8")
           : str_starts(bytes, S("\xFE\xFF"))   ? S("utf-16be")
           : str_starts(bytes, S("\xFF\xFE"))   ? S("utf-16le")
                                                : S("");
}

/* UTF-16 without a mark, by how its first "<" and the ASCII letter behind it
 * are written. Source: XML 1.0, appendix F.1. */
static struct str of_shape(struct str bytes)
{
    if (bytes.len < 4)
        return S("");
    const char *at = bytes.at;
    return at[0] == '<' && !at[1] && at[2] > 0 && !at[3]   ? S("utf-16le")
           : !at[0] && at[1] == '<' && !at[2] && at[3] > 0 ? S("utf-16be")
                                                           : S("");
}

/* The bytes are UTF-8 with something beyond ASCII; a character that the end
 * cuts in half does not count against it. */
static bool looks_like_utf8(struct str bytes)
{
    size_t ascii = ascii_prefix(bytes);
    struct str rest = str_from(bytes, ascii);
    size_t valid = utf8_prefix(rest);
    if (valid == 0 || valid == rest.len)
        return valid > 0;
    bool is_whole;
    struct str tail = str_from(rest, valid);
    return tail.len < 4 && (unsigned char)tail.at[0] >= 0xC2 &&
           utf8_sequence(tail, &is_whole) == tail.len;
}

/* Labels that cannot be meant: UTF-16 for bytes without a zero, and the
 * encodings that browsers refuse to decode. */
static bool is_plausible(struct str name, struct str bytes)
{
    if (str_starts(name, S("utf-16")))
        return str_has_byte(str_sub(bytes, 0, DETECT_BYTES), '\0');
    return name.len > 0 && !str_eq(name, S("replacement"));
}

static struct str detect(struct str bytes)
{
    /* ISO-2022-JP has no byte beyond ASCII: then from the first escape. */
    size_t from = ascii_prefix(bytes);
    if (from == bytes.len)
        from = str_find_byte(bytes, '\x1B');
    struct str part = str_sub(bytes, from, DETECT_BYTES);
    bool can = part.len && late_load(&late, NULL) == OP_OK;
    uchardet_t detector = can ? uchardet.new() : NULL;
    if (!detector)
        return S("");
    struct str name = S("");
    if (uchardet.handle_data(detector, part.at, part.len) == 0) {
        uchardet.data_end(detector);
        name = charset_of_label(str_of(uchardet.get_charset(detector)));
    }
    uchardet.delete(detector);
    return name;
}

struct charset charset_of(struct str bytes, struct str header_label)
{
    struct charset charset = {of_bom(bytes), CHARSET_BOM};
    if (charset.name.len)
        return charset;
    charset = (struct charset){charset_of_label(header_label), CHARSET_HEADER};
    struct str shape = of_shape(bytes);
    if (shape.len && !str_starts(charset.name, S("utf-16")))
        return (struct charset){shape, CHARSET_DETECTED};
    if (!is_plausible(charset.name, bytes))
        charset = (struct charset){charset_prescan(bytes), CHARSET_META};
    if (str_eq(charset.name, S("utf-8")))
        return charset;
    if (looks_like_utf8(bytes))
        return (struct charset){S("utf-8"), CHARSET_UTF8};
    if (is_plausible(charset.name, bytes))
        return charset;
    charset = (struct charset){detect(bytes), CHARSET_DETECTED};
    if (is_plausible(charset.name, bytes))
        return charset;
    return (struct charset){S("windows-1252"), CHARSET_DEFAULT};
}
