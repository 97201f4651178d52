/* SPDX-License-Identifier: MIT */
/* metadata.c - what a page says about its article, and where it says it. */
#include "article/metadata.h"

#include "article/author.h"
#include "article/dates.h"
#include "article/facts.h"
#include "article/metadata_clues.h"
#include "article/site.h"
#include "article/title.h"
#include "article/topics.h"

void metadata_read(const struct page *page, const struct body *body,
                   struct article *article)
{
    struct clues *clues = clues_gather(page, body);
    site_read(clues, article);
    title_read(clues, article);
    dates_read(clues, article);
    author_read(clues, article);
    site_guess(clues, article);
    language_read(clues, article);
    description_read(clues, article);
    canonical_read(clues, article);
    image_read(clues, article);
    license_read(clues, article);
    topics_read(clues, article);
}
