/* SPDX-License-Identifier: MIT */
/* mime.c - names of what bytes are, and what Content-Type says. */
#include "net/mime.h"

static const struct {
    struct str type, extension;
} KINDS[MIME_COUNT] = {
    [MIME_UNKNOWN] = {STR("application/octet-stream"), STR("bin")},
    [MIME_HTML] = {STR("text/html"), STR("html")},
    [MIME_XML] = {STR("application/xml"), STR("xml")},
    [MIME_JSON] = {STR("application/json"), STR("json")},
    [MIME_TEXT] = {STR("text/plain"), STR("txt")},
    [MIME_PDF] = {STR("application/pdf"), STR("pdf")},
    [MIME_JPEG] = {STR("image/jpeg"), STR("jpg")},
    [MIME_PNG] = {STR("image/png"), STR("png")},
    [MIME_GIF] = {STR("image/gif"), STR("gif")},
    [MIME_WEBP] = {STR("image/webp"), STR("webp")},
    [MIME_AVIF] = {STR("image/avif"), STR("avif")},
    [MIME_SVG] = {STR("image/svg+xml"), STR("svg")},
    [MIME_BMP] = {STR("image/bmp"), STR("bmp")},
    [MIME_ICO] = {STR("image/x-icon"), STR("ico")},
    [MIME_TIFF] = {STR("image/tiff"), STR("tif")},
    [MIME_JXL] = {STR("image/jxl"), STR("jxl")},
    [MIME_HEIC] = {STR("image/heic"), STR("heic")},
    [MIME_ZIP] = {STR("application/zip"), STR("zip")},
    [MIME_GZIP] = {STR("application/gzip"), STR("gz")},
    [MIME_WARC] = {STR("application/warc"), STR("warc")},
    [MIME_MHTML] = {STR("multipart/related"), STR("mhtml")},
    [MIME_AUDIO] = {STR("application/octet-stream"), STR("bin")},
    [MIME_VIDEO] = {STR("application/octet-stream"), STR("bin")},
    [MIME_FONT] = {STR("application/octet-stream"), STR("bin")},
    [MIME_BINARY] = {STR("application/octet-stream"), STR("bin")},
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
