/* SPDX-License-Identifier: MIT */
/* history_page.h - the chapter "History": what changed when, for readers. */
#ifndef PACK_HISTORY_PAGE_H
#define PACK_HISTORY_PAGE_H

#include "pack/plan.h"

/* Its name in a book, and in a web site. */
#define HISTORY_IN_BOOK "EPUB/history.xhtml"
#define HISTORY_IN_SITE "history.html"

/* Has the archive several versions, and so a history? */
bool history_page_is_needed(const struct plan *plan);

/* Append the page; or the section alone, for an archive of one page. */
void history_page_write(const struct plan *plan, struct buf *out);
void history_page_section(const struct plan *plan, struct buf *out);

#endif
