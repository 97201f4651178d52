/* SPDX-License-Identifier: MIT */
/* provider.h - whose player stands in a frame, and which page shows the same.
 *
 * Providers are told by their address alone; nothing is fetched. */
#ifndef ARTICLE_PROVIDER_H
#define ARTICLE_PROVIDER_H

#include "net/url.h"

struct provider;

/* Who offers what this URL embeds; NULL: unknown. */
const struct provider *provider_find(const struct url *url);

/* "YouTube", static. */
struct str provider_name(const struct provider *provider);

/* The page a reader would open instead of the player: absolute, on the arena;
 * the URL itself where no better one follows from it. */
struct str provider_page(struct arena *arena, const struct provider *provider,
                         const struct url *url);

/* How a custom element (amp-youtube, lite-youtube) tells what it shows: the
 * page's URL is `page` with the value of its attribute `attr` behind it. False
 * for elements of other names. */
bool provider_of_element(struct str name, struct str *attr, struct str *page);

#endif
