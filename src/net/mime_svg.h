/* SPDX-License-Identifier: MIT */
/* mime_svg.h - how large an SVG image wants to be shown. */
#ifndef NET_MIME_SVG_H
#define NET_MIME_SVG_H

#include "base/str.h"

/* Width and height in CSS pixels, out of the root's width and height, or out
 * of its viewBox where these are missing or relative; false when neither says.
 * Looks at the first 64 KiB. Source: SVG 2 section 8.12. */
bool svg_size(struct str text, uint32_t *width, uint32_t *height);

#endif
