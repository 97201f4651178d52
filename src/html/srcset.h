/* SPDX-License-Identifier: MIT */
/* srcset.h - the images a srcset attribute offers. */
#ifndef HTML_SRCSET_H
#define HTML_SRCSET_H

#include "base/str.h"

struct srcset_item {
    struct str url;
    struct str descriptor;  /* "2x", "640w" or empty */
    uint32_t width_px;      /* of a w descriptor; 0: none */
    uint32_t density_milli; /* of an x descriptor, 1000 = 1x; 0: none */
};

/* Take the next image out of a srcset attribute.
 *
 * rest   in/out: what is left of the attribute; borrowed, advanced past the
 *        image.
 * item   out: borrows from the attribute, valid as long as it is.
 * Returns false when no image is left. Cannot fail, allocates nothing.
 * Source: HTML Living Standard 4.8.4.2.2. */
bool srcset_next(struct str *rest, struct srcset_item *item);

/* The URL best fitting a reader's page: the smallest at least `want_px` wide,
 * else the widest; of x descriptors the one nearest 2x. Empty when none. */
struct str srcset_best(struct str srcset, uint32_t want_px);

#endif
