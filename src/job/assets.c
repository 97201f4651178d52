/* SPDX-License-Identifier: MIT */
/* assets.c - the images of a volume: asked for once, kept once. */
#include "job/volume.h"

#include "net/data_url.h"
#include "net/mime.h"
#include <string.h>

static struct job_asset *find_asset(struct volume *volume, struct str url)
{
    void **slot = map_slot(&volume->asset_by_url, &volume->arena, url);
    if (*slot)
        return NULL;
    struct job_asset *asset = arena_new(&volume->arena, struct job_asset);
    asset->ticket = (struct ticket){volume, true};
    asset->url = url;
    *slot = asset;
    *vec_push(&volume->assets, &volume->arena) = asset;
    return asset;
}

static void ask_asset(struct volume *volume, struct job_asset *asset,
                      struct str url, struct str referer)
{
    struct request request = {
        .url = url,
        .kind = REQUEST_ASSET,
        .referer = referer,
        .max_bytes = volume->options->max_image_bytes,
        .tag = asset,
    };
    volume->stats->images++;
    if (client_add(volume->client, &request) == OP_OK) {
        volume->assets_open++;
        asset->is_open = true;
    } else {
        struct op_error err;
        error_set(&err, OP_NO_MEMORY, OP_STAGE_FETCH, asset->url,
                  "no memory for the request");
        asset->fault = volume_fault(volume, &err, asset->url);
    }
}

static enum op_status keep_bytes(struct volume *volume, struct job_asset *asset,
                                 struct str bytes, struct sha256 digest,
                                 struct op_error *err)
{
    struct bundle_asset *kept = &asset->asset;
    kept->url = asset->url;
    kept->sha256 = digest;
    kept->size = bytes.len;
    if (!image_size(bytes, kept->mime, &kept->width, &kept->height))
        kept->width = kept->height = 0;
    asset->is_got = true;
    return spool_put(volume->spool, bytes, &kept->bytes, err);
}

/* What the bytes are, if they are an image that may be kept; else the error is
 * set. */
static bool is_image(struct job_asset *asset, struct str bytes, struct str type,
                     struct op_error *err)
{
    asset->asset.mime = mime_sniff(bytes, type);
    bool is_unsafe = asset->asset.mime == MIME_SVG && !svg_is_harmless(bytes);
    if (mime_is_image(asset->asset.mime) && !is_unsafe)
        return true;
    error_set(err, OP_NOT_IMAGE, OP_STAGE_FETCH, asset->url,
              is_unsafe   ? "not a plain image but active %.*s"
              : bytes.len ? "not an image but %.*s"
                          : "empty",
              STR_ARG(mime_type(asset->asset.mime)));
    return false;
}

enum op_status asset_take(struct volume *volume, struct job_asset *asset,
                          const struct response *response, struct op_error *err)
{
    struct str bytes = response->body;
    struct op_error error = response->error;
    asset->is_open = false;
    volume->assets_open--;
    volume->stats->images_done++;
    struct str type = S("");
    if (response->last)
        type = exchange_header(response->last, S("content-type"));
    if (error.status == OP_OK && is_image(asset, bytes, type, &error))
        return keep_bytes(volume, asset, bytes,
                          evidence_digest(response, &asset->captures), err);
    asset->fault = volume_fault(volume, &error, asset->url);
    return OP_OK;
}

/* A picture that stands in its own URL. */
static enum op_status take_embedded(struct volume *volume,
                                    struct job_asset *asset,
                                    struct op_error *err)
{
    struct buf bytes;
    struct op_error error = {.status = OP_OK};
    enum op_status status = OP_OK;
    buf_init(&bytes, volume->options->max_image_bytes);
    struct str type = data_url_type(asset->url);
    if (!data_url_decode(asset->url, &bytes))
        error_set(&error, OP_NOT_IMAGE, OP_STAGE_DECODE, asset->url,
                  "a data URL that cannot be decoded");
    else if (bytes.failed)
        error_set(&error, bytes.failed, OP_STAGE_DECODE, asset->url,
                  "larger than --max-filesize");
    else if (is_image(asset, buf_str(&bytes), type, &error))
        status = keep_bytes(volume, asset, buf_str(&bytes),
                            sha256_of(buf_str(&bytes)), err);
    asset->fault = volume_fault(volume, &error, asset->url);
    buf_free(&bytes);
    return status;
}

enum op_status volume_ask_images(struct volume *volume,
                                 const struct job_page *page,
                                 struct op_error *err)
{
    const struct article *article = page->answer->article;
    size_t taken = 0;
    enum op_status status = OP_OK;
    for (size_t i = 0; i < article->images.len && status == OP_OK; i++) {
        if (taken == volume->options->max_images)
            break;
        struct str url = article->images.at[i].url;
        struct str from = url;
        bool is_embedded = data_url_is(url);
        if (page->answer->memento.len && !is_embedded)
            from = quest_image(volume, page, url);
        const struct recall *recall = volume->options->recall;
        if (recall && !is_embedded && !recall_has(recall, from))
            continue;
        struct job_asset *asset = find_asset(volume, url);
        taken++;
        if (asset && is_embedded)
            status = take_embedded(volume, asset, err);
        else if (asset)
            ask_asset(volume, asset, from, page->answer->final_url);
    }
    return status;
}
