/* SPDX-License-Identifier: MIT */
/* detect.h - what a list is, by how it begins. */
#ifndef FEED_DETECT_H
#define FEED_DETECT_H

#include "base/str.h"

enum detected {
    DETECTED_LINES,
    DETECTED_XML, /* which kind, its root element says */
    DETECTED_JSON,
    DETECTED_CSV,
    DETECTED_ANCHORS,
    DETECTED_PAGE,
    DETECTED_NOTHING /* no text at all */
};

/* Tell from the beginning; false when more of it must be seen first. With
 * `is_end` set it is always decided. */
bool detect(struct str head, bool is_end, enum detected *out);

#endif
