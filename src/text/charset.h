/* SPDX-License-Identifier: MIT */
/* charset.h - which encoding a page is in, and its bytes as UTF-8.
 * Source: WHATWG Encoding Standard; HTML 13.2.3 (determining the encoding). */
#ifndef TEXT_CHARSET_H
#define TEXT_CHARSET_H

#include "base/buf.h"
#include "base/error.h"

enum charset_source {
    CHARSET_BOM,
    CHARSET_HEADER,   /* Content-Type */
    CHARSET_META,     /* <meta charset>, http-equiv, XML declaration */
    CHARSET_UTF8,     /* the bytes are valid UTF-8 beyond ASCII */
    CHARSET_DETECTED, /* uchardet */
    CHARSET_DEFAULT,  /* windows-1252 */
};

struct charset {
    struct str name; /* the standard's name, lower-case, static: "utf-8" */
    enum charset_source source;
};

/* "bom", "header", "meta", "utf-8", "detected", "default": static strings. */
struct str charset_source_name(enum charset_source source);

/* The encoding a label means ("latin1" -> "windows-1252"), a static string, or
 * empty for an unknown label. Case and space around are ignored. */
struct str charset_of_label(struct str label);

/* What a page's first <meta> (or XML declaration) says; empty when nothing.
 * The prescan of HTML 13.2.3.2, over 32 KiB instead of 1024 bytes. */
struct str charset_prescan(struct str bytes);

/* Decide: BOM, UTF-16 by its shape, then `header_label` (may be empty), then
 * meta, then detection; but a page that is valid UTF-8 and not pure ASCII beats
 * a stale label. */
struct charset charset_of(struct str bytes, struct str header_label);

/* Append `bytes` as valid UTF-8, without a BOM; what is broken becomes U+FFFD,
 * never an error. Fails only on out's maximum or memory. */
OP_MUST_CHECK enum op_status charset_decode(struct str bytes,
                                            struct charset charset,
                                            struct buf *out,
                                            struct op_error *err);

/* Is it all valid UTF-8 (no surrogates, no overlong forms)? */
bool utf8_is_valid(struct str bytes);

#endif
