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

const struct warc_record *bundle_record(const struct bundle *bundle, size_t at)
{
    size_t index = at ? (at - 1) / 2 : 0;
    if (index >= bundle->captures.len)
        return NULL;
    const struct capture *capture = &bundle->captures.at[index];
    if (at == 0)
        return &bundle->warc_info;
    return at % 2 ? &capture->response : &capture->request;
}

uint64_t bundle_warc_size(const struct bundle *bundle)
{
    uint64_t size = 0;
    const struct warc_record *record;
    for (size_t at = 0; (record = bundle_record(bundle, at)); at++)
        size += record->span.len;
    return size;
}
