/* SPDX-License-Identifier: MIT */
/* mime.h - what bytes are, whatever their label says.
 * Source: WHATWG MIME Sniffing Standard. */
#ifndef NET_MIME_H
#define NET_MIME_H

#include "base/str.h"

enum mime_kind {
    MIME_UNKNOWN,
    MIME_HTML,
    MIME_XML, /* RSS, Atom, sitemap ...; XHTML counts as HTML */
    MIME_JSON,
    MIME_TEXT,
    MIME_PDF,
    MIME_JPEG,
    MIME_PNG,
    MIME_GIF,
    MIME_WEBP,
    MIME_AVIF,
    MIME_SVG,
    MIME_BMP,
    MIME_ICO,
    MIME_TIFF,
    MIME_JXL,
    MIME_HEIC,
    MIME_ZIP,
    MIME_GZIP,
    MIME_WARC,
    MIME_MHTML,
    MIME_AUDIO,
    MIME_VIDEO,
    MIME_FONT,
    MIME_BINARY,
    MIME_COUNT
};

/* The essence of a Content-Type ("text/html"), and one of its parameters, as
 * slices of the header; quotes are taken off. Empty when absent. */
struct str mime_essence(struct str content_type);
struct str mime_parameter(struct str content_type, struct str name);

/* What the bytes are, by their first kilobyte. The label decides only where
 * bytes cannot: between kinds of text, and for sound, video and fonts. */
enum mime_kind mime_sniff(struct str bytes, struct str content_type);

bool mime_is_image(enum mime_kind kind);

/* "image/jpeg", "jpg": static strings; "application/octet-stream", "bin". */
struct str mime_type(enum mime_kind kind);
struct str mime_extension(enum mime_kind kind);

/* Width and height in pixels out of an image's own header; false when it
 * cannot be told. Reads at most what is given. */
bool image_size(struct str bytes, enum mime_kind kind, uint32_t *width,
                uint32_t *height);

/* Does an SVG hold nothing that could run or load something when it is opened
 * by itself: no script, handler, entity, foreign content, outside reference?
 * In doubt, not. */
bool svg_is_harmless(struct str bytes);

#endif
