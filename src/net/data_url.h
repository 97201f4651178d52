/* SPDX-License-Identifier: MIT */
/* data_url.h - bytes that stand in the URL itself. Source: RFC 2397, and the
 * "data: URL processor" of the WHATWG Fetch Standard. */
#ifndef NET_DATA_URL_H
#define NET_DATA_URL_H

#include "base/buf.h"

/* Does it begin with "data:", in whatever case? */
bool data_url_is(struct str url);

/* The media type with its parameters, a slice of the URL; may be empty. */
struct str data_url_type(struct str url);

/* How any URL is to be shown: of a data URL only what stands before the comma.
 * A slice. */
struct str data_url_shown(struct str url);

/* Append the bytes; false when the URL is none or its base64 is broken. What
 * does not fit shows in `out`. */
bool data_url_decode(struct str url, struct buf *out);

/* Append what base64 text means: white space is skipped, padding may lack;
 * false when something else stands in it. Source: RFC 4648 section 4. */
bool base64_decode(struct str text, struct buf *out);

#endif
