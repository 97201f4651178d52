/* SPDX-License-Identifier: MIT */
/* person_cut.h - what stands around a person's name and is no part of it. */
#ifndef ARTICLE_PERSON_CUT_H
#define ARTICLE_PERSON_CUT_H

#include "base/str.h"

/* "By Reporter Ann Lee in Oslo, 3 May", without all but "Ann Lee"; of a name
 * that stands there twice, one. Borrows from `name`; cannot fail. */
struct str person_cut(struct str name);

#endif
