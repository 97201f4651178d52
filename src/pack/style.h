/* SPDX-License-Identifier: MIT */
/* style.h - the style sheets of archives. */
#ifndef PACK_STYLE_H
#define PACK_STYLE_H

#include "base/str.h"

/* style.css of a web site; and of a book, whose reader has fonts, sizes and
 * colours of its own. Static. */
struct str style_sheet(void);
struct str style_sheet_of_book(void);

#endif
