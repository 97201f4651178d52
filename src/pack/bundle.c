/* SPDX-License-Identifier: MIT */
/* bundle.c - what goes into one archive, before anything is written. */
#include "pack/bundle.h"

bool bundle_is_complete(const struct bundle *bundle)
{
    return bundle->losses.len == 0 &&
           bundle->articles.len >= bundle->articles_wanted &&
           bundle_images_got(bundle) >= bundle->images_wanted;
}

size_t bundle_images_got(const struct bundle *bundle)
{
    return bundle->asset_by_url.len;
}
