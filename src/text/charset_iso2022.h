/* SPDX-License-Identifier: MIT */
/* charset_iso2022.h - ISO-2022-JP, for which iconv knows too few characters. */
#ifndef TEXT_CHARSET_ISO2022_H
#define TEXT_CHARSET_ISO2022_H

#include "base/buf.h"

/* Append the same text in EUC-JP, at most twice as long; what is broken stays
 * broken. Fails only through out->failed. */
void iso2022_to_euc(struct str bytes, struct buf *out);

#endif
