/* SPDX-License-Identifier: MIT */
/* mime.c - names of what bytes are, and what Content-Type says. */
#include "net/mime.h"

static const struct {
    struct str type, extension;
} KINDS[MIME_COUNT] = {
    [MIME_UNKNOWN] = {{"application/octet-stream", 24}, {"bin", 3}},
    [MIME_HTML] = {{"text/html", 9}, {"html", 4}},
    [MIME_XML] = {{"application/xml", 15}, {"xml", 3}},
    [MIME_JSON] = {{"application/json", 16}, {"json", 4}},
    [MIME_TEXT] = {{"text/plain", 10}, {"txt", 3}},
    [MIME_PDF] = {{"application/pdf", 15}, {"pdf", 3}},
    [MIME_JPEG] = {{"image/jpeg", 10}, {"jpg", 3}},
    [MIME_PNG] = {{"image/png", 9}, {"png", 3}},
    [MIME_GIF] = {{"image/gif", 9}, {"gif", 3}},
    [MIME_WEBP] = {{"image/webp", 10}, {"webp", 4}},
    [MIME_AVIF] = {{"image/avif", 10}, {"avif", 4}},
    [MIME_SVG] = {{"image/svg+xml", 13}, {"svg", 3}},
    [MIME_BMP] = {{"image/bmp", 9}, {"bmp", 3}},
    [MIME_ICO] = {{"image/x-icon", 12}, {"ico", 3}},
    [MIME_TIFF] = {{"image/tiff", 10}, {"tif", 3}},
    [MIME_JXL] = {{"image/jxl", 9}, {"jxl", 3}},
    [MIME_HEIC] = {{"image/heic", 10}, {"heic", 4}},
    [MIME_ZIP] = {{"application/zip", 15}, {"zip", 3}},
    [MIME_GZIP] = {{"application/gzip", 16}, {"gz", 2}},
    [MIME_WARC] = {{"application/warc", 16}, {"warc", 4}},
    [MIME_MHTML] = {{"multipart/related", 17}, {"mhtml", 5}},
    [MIME_AUDIO] = {{"application/octet-stream", 24}, {"bin", 3}},
    [MIME_VIDEO] = {{"application/octet-stream", 24}, {"bin", 3}},
    [MIME_FONT] = {{"application/octet-stream", 24}, {"bin", 3}},
    [MIME_BINARY] = {{"application/octet-stream", 24}, {"bin", 3}},
};

struct str mime_essence(struct str content_type)
{
    struct str essence =
        str_trim(str_sub(content_type, 0, str_until(content_type, ";,")));
    return str_has_byte(essence, '/') ? essence : str_make(essence.at, 0);
}

/* The value at the front of *rest, quoted or not; ends before the next ';'. */
static struct str cut_value(struct str *rest)
{
    if (!str_starts(*rest, S("\"")))
        return str_trim(str_cut(rest, str_until(*rest, ";")));
    str_cut(rest, 1);
    size_t len = 0;
    while (len < rest->len && rest->at[len] != '"')
        len += rest->at[len] == '\\' && len + 1 < rest->len ? 2 : 1;
    struct str value = str_cut(rest, len);
    str_cut(rest, str_until(*rest, ";"));
    return value;
}

struct str mime_parameter(struct str content_type, struct str name)
{
    struct str rest = content_type;
    str_cut(&rest, str_until(rest, ";"));
    while (rest.len) {
        str_cut(&rest, 1);
        str_cut(&rest, str_span(rest, STR_SPACE));
        struct str key = str_trim(str_cut(&rest, str_until(rest, ";=")));
        if (!str_starts(rest, S("=")))
            continue;
        str_cut(&rest, 1);
        str_cut(&rest, str_span(rest, STR_SPACE));
        struct str value = cut_value(&rest);
        if (str_ieq(key, name))
            return value;
    }
    return S("");
}

bool mime_is_image(enum mime_kind kind)
{
    return (kind >= MIME_JPEG && kind <= MIME_HEIC);
}

struct str mime_type(enum mime_kind kind)
{
    return KINDS[kind < MIME_COUNT ? kind : MIME_UNKNOWN].type;
}

struct str mime_extension(enum mime_kind kind)
{
    return KINDS[kind < MIME_COUNT ? kind : MIME_UNKNOWN].extension;
}
