/* SPDX-License-Identifier: MIT */
/* metadata.c - metadata.json: all that is known, with its sources. */
#include "pack/metadata.h"
#include "net/data_url.h"

#include "article/prose.h"
#include "base/json.h"
#include <offprint/version.h>

static void put_hex(struct json_writer *w, const char *key, struct sha256 sum)
{
    char hex[SHA256_HEX + 1];
    sha256_hex(sum, hex);
    json_key_str(w, key, str_of(hex));
}

static void put_list(struct json_writer *w, const char *key,
                     const str_list *list)
{
    json_key_strs(w, key, list->at, list->len);
}

static void put_relations(struct json_writer *w, const struct plan *plan,
                          const struct bundle_article *packed)
{
    json_key_open(w, "related_to", '[');
    for (size_t i = 0; i < packed->relations.len; i++) {
        const struct bundle_relation *r = &packed->relations.at[i];
        json_open(w, '{');
        json_key_str(w, "id", plan->articles[r->from].id);
        json_key_str(w, "kind", related_kind_name(r->kind));
        json_key_int(w, "score", r->score);
        json_key_str(w, "reason", r->reason);
        json_close(w, '}');
    }
    json_close(w, ']');
}

static void put_sources(struct json_writer *w, const struct article *article)
{
    json_key_open(w, "sources", '{');
    for (size_t i = 0; i < article->sources.len; i++) {
        const struct field_source *source = &article->sources.at[i];
        json_name(w, source->field);
        json_open(w, '{');
        json_key_str(w, "source", source->source);
        json_key_open(w, "alternatives", '[');
        for (size_t k = 0; k < source->alternative_count; k++) {
            json_open(w, '{');
            json_key_str(w, "source", source->alternatives[k].source);
            json_key_str(w, "value", source->alternatives[k].value);
            json_close(w, '}');
        }
        json_close(w, ']');
        json_close(w, '}');
    }
    json_close(w, '}');
}

static void put_size(struct json_writer *w, const char *key, uint32_t pixels)
{
    json_key(w, key);
    if (pixels)
        json_int(w, pixels);
    else
        json_nil(w);
}

static void put_image(struct json_writer *w, const struct plan *plan,
                      const struct article_image *image)
{
    size_t index = plan_asset_of(plan, image->url);
    const struct bundle_asset *asset =
        index == STR_NONE ? NULL : &plan->bundle->assets.at[index];
    json_open(w, '{');
    json_key_str(w, "url", data_url_shown(image->url));
    json_key_str_or_null(w, "file", asset ? plan->assets[index].file : S(""));
    if (asset)
        put_hex(w, "sha256", asset->sha256);
    else
        json_key_str_or_null(w, "sha256", S(""));
    put_size(w, "width", asset ? asset->width : image->width);
    put_size(w, "height", asset ? asset->height : image->height);
    json_key_str(w, "alt", image->alt);
    json_key_str_or_null(w, "caption", image->caption);
    json_close(w, '}');
}

static void put_images(struct json_writer *w, const struct plan *plan,
                       const struct article *article)
{
    json_key_open(w, "images", '[');
    for (size_t i = 0; i < article->images.len; i++)
        put_image(w, plan, &article->images.at[i]);
    json_close(w, ']');
}

/* What the page says of itself. */
static void put_fields(struct json_writer *w, const struct article *article)
{
    json_key_str_or_null(w, "title", article->title);
    put_list(w, "authors", &article->authors);
    json_key_str_or_null(w, "published", article->published);
    json_key_str_or_null(w, "modified", article->modified);
    json_key_str_or_null(w, "site_name", article->site_name);
    json_key_str_or_null(w, "language", article->language);
    json_key_str_or_null(w, "description", article->description);
    put_list(w, "categories", &article->categories);
    put_list(w, "tags", &article->tags);
    json_key_str_or_null(w, "license", article->license);
    json_key_int(w, "word_count", (int64_t)article->word_count);
}

static void put_validators(struct json_writer *w, struct str etag,
                           struct str last_modified)
{
    json_key_open(w, "validators", '{');
    json_key_str_or_null(w, "etag", etag);
    json_key_str_or_null(w, "last_modified", last_modified);
    json_close(w, '}');
}

/* The further pages of an article in several. */
static void put_parts(struct json_writer *w,
                      const struct bundle_article *packed)
{
    if (!packed->parts.len)
        return;
    json_key_open(w, "parts", '[');
    for (size_t i = 0; i < packed->parts.len; i++) {
        const struct bundle_part *part = &packed->parts.at[i];
        json_open(w, '{');
        json_key_str(w, "url", part->url);
        json_key_str_or_null(w, "fetched", part->fetched);
        put_hex(w, "sha256", part->sha256);
        json_key_str_or_null(w, "warc_record", part->warc_record);
        put_validators(w, part->etag, part->last_modified);
        json_close(w, '}');
    }
    json_close(w, ']');
}

/* How the page was had. */
static void put_exchange(struct json_writer *w,
                         const struct bundle_article *packed)
{
    const struct charset *charset = &packed->article->charset;
    json_key_str_or_null(w, "fetched", packed->fetched);
    json_key_int(w, "status", packed->http_status);
    if (packed->memento.len) {
        json_key_open(w, "memento", '{');
        json_key_str(w, "url", packed->memento);
        json_key_str(w, "datetime", packed->memento_date);
        json_close(w, '}');
    }
    json_key_open(w, "charset", '{');
    json_key_str_or_null(w, "name", charset->name);
    json_key_str_or_null(w, "source", charset_source_name(charset->source));
    json_close(w, '}');
    put_hex(w, "sha256", packed->sha256);
    put_hex(w, "prose", prose_digest(packed->article));
    json_key_str_or_null(w, "warc_record", packed->warc_record);
    put_validators(w, packed->etag, packed->last_modified);
    put_parts(w, packed);
}

static void put_article(struct json_writer *w, const struct plan *plan,
                        size_t index)
{
    const struct bundle_article *packed = &plan->bundle->articles.at[index];
    const struct article *article = packed->article;
    json_open(w, '{');
    json_key_str(w, "id", plan->articles[index].id);
    json_key_str(w, "file", plan->articles[index].file);
    json_key_str(w, "url", packed->url);
    json_key_str(w, "final_url", packed->final_url);
    json_key_str_or_null(w, "canonical_url", article->canonical_url);
    json_key_str(w, "role", packed->is_seed ? S("seed") : S("related"));
    put_relations(w, plan, packed);
    put_fields(w, article);
    put_sources(w, article);
    put_exchange(w, packed);
    put_images(w, plan, article);
    put_list(w, "references", &article->references);
    json_key(w, "confidence");
    json_decimal(w, article->confidence);
    json_close(w, '}');
}

static void put_count(struct json_writer *w, const char *key, size_t wanted,
                      size_t got)
{
    json_key_open(w, key, '{');
    json_key_int(w, "wanted", (int64_t)wanted);
    json_key_int(w, "got", (int64_t)got);
    json_close(w, '}');
}

static void put_verdict(struct json_writer *w, const struct bundle *bundle)
{
    json_key_open(w, "verdict", '{');
    json_key_bool(w, "complete", bundle_is_complete(bundle));
    put_count(w, "articles", bundle->articles_wanted, bundle->articles.len);
    put_count(w, "images", bundle->images_wanted, bundle_images_got(bundle));
    json_key_int(w, "left_out", (int64_t)bundle->left_out);
    json_key_open(w, "losses", '[');
    for (size_t i = 0; i < bundle->losses.len; i++) {
        const struct bundle_loss *loss = &bundle->losses.at[i];
        json_open(w, '{');
        json_key_str(w, "url", loss->url);
        json_key_str(w, "stage", str_of(op_stage_name(loss->stage)));
        json_key_str(w, "status", str_of(op_status_name(loss->status)));
        json_key_str(w, "detail", loss->detail);
        json_close(w, '}');
    }
    json_close(w, ']');
    json_close(w, '}');
}

void metadata_write(const struct plan *plan, struct buf *out)
{
    const struct bundle *bundle = plan->bundle;
    struct json_writer w = {.out = out, .indent = 1};
    json_open(&w, '{');
    json_key_open(&w, "offprint", '{');
    json_key_str(&w, "version", S(OP_VERSION));
    json_key_int(&w, "format", METADATA_FORMAT);
    json_key_str(&w, "isolation", str_of(bundle->isolation));
    json_key_str(&w, "confinement",
                 bundle->confinement ? str_of(bundle->confinement) : S("none"));
    json_close(&w, '}');
    json_key_str(&w, "created", bundle->created);
    put_list(&w, "seeds", &bundle->seeds);
    if (bundle->choices.len)
        put_list(&w, "choices", &bundle->choices);
    json_key_open(&w, "articles", '[');
    for (size_t i = 0; i < bundle->articles.len; i++)
        put_article(&w, plan, i);
    json_close(&w, ']');
    history_write(&w, &bundle->history);
    put_verdict(&w, bundle);
    json_close(&w, '}');
    buf_putc(out, '\n');
}
