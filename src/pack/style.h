/* SPDX-License-Identifier: MIT */
/* style.h - the one style sheet of an archive. */
#ifndef PACK_STYLE_H
#define PACK_STYLE_H

#include "base/str.h"

/* style.css, static. */
struct str style_sheet(void);

#endif
