/* SPDX-License-Identifier: MIT */
/* finish.c - what a volume got, as a bundle in its final order. */
#include "job/volume.h"

#include "net/data_url.h"
#include "net/url.h"

static bool is_kept(const struct job_page *page)
{
    return page->state == PAGE_GOT && !page->part_of;
}

static void add_parts(struct volume *volume, const struct page_answer *first)
{
    struct bundle_article *article =
        &volume->bundle.articles.at[first->bundle_index];
    for (size_t i = 0; i < first->parts.len; i++) {
        const struct page_answer *part = first->parts.at[i]->answer;
        if (first->parts.at[i]->state == PAGE_GOT)
            *vec_push(&article->parts, &volume->arena) = (struct bundle_part){
                .url = part->final_url,
                .fetched = part->fetched,
                .sha256 = part->sha256,
                .warc_record = part->warc_record,
                .etag = part->etag,
                .last_modified = part->last_modified,
            };
    }
}

static void add_article(struct volume *volume, struct job_page *page)
{
    struct bundle *bundle = &volume->bundle;
    struct page_answer *answer = page_answered(&volume->arena, page);
    answer->bundle_index = bundle->articles.len;
    *vec_push(&bundle->articles, &volume->arena) = (struct bundle_article){
        .article = answer->article,
        .url = page->url,
        .final_url = answer->final_url,
        .fetched = answer->fetched,
        .http_status = answer->http_status,
        .sha256 = answer->sha256,
        .warc_record = answer->warc_record,
        .etag = answer->etag,
        .last_modified = answer->last_modified,
        .memento = answer->memento,
        .memento_date = answer->memento_date,
        .is_seed = page->is_seed,
    };
    add_parts(volume, answer);
}

/* Seeds, then what they present, by kind: the articles of a level stand in
 * the order in which the level was planned. */
static void add_articles(struct volume *volume)
{
    for (size_t i = 0; i < volume->pages.len; i++)
        if (is_kept(volume->pages.at[i]))
            add_article(volume, volume->pages.at[i]);
}

/* Indices into pages become indices into the bundle's articles. */
static void add_relations(struct volume *volume)
{
    for (size_t i = 0; i < volume->pages.len; i++) {
        struct job_page *page = volume->pages.at[i];
        if (!is_kept(page))
            continue;
        struct bundle_article *article =
            &volume->bundle.articles.at[page->answer->bundle_index];
        for (struct page_relation *r = page->relations; r; r = r->next) {
            struct bundle_relation relation = r->relation;
            const struct job_page *from = volume->pages.at[relation.from];
            if (from->state == PAGE_MERGED)
                from = from->merged_into;
            if (from == page || !is_kept(from))
                continue;
            relation.from = from->answer->bundle_index;
            *vec_push(&article->relations, &volume->arena) = relation;
        }
    }
}

/* A page answers for an article: as itself, merged into it, or a part of it. */
static const struct job_page *article_of(const struct job_page *page)
{
    while (page->state == PAGE_MERGED)
        page = page->merged_into;
    if (page->part_of)
        page = page->part_of;
    while (page->state == PAGE_MERGED)
        page = page->merged_into;
    return is_kept(page) ? page : NULL;
}

static void add_names(struct volume *volume)
{
    for (size_t i = 0; i < volume->page_by_key.len; i++) {
        struct map_entry *entry = &volume->page_by_key.entries[i];
        const struct job_page *page = article_of(entry->value);
        if (!page)
            continue;
        void **slot = map_slot(&volume->bundle.article_by_url, &volume->arena,
                               volume_url_key(entry->key));
        if (!*slot)
            *slot = (void *)(uintptr_t)(page->answer->bundle_index + 1);
    }
}

/* --- images ------------------------------------------------------------ */

static size_t place_asset(struct volume *volume, const struct job_asset *from)
{
    struct bundle *bundle = &volume->bundle;
    struct str digest = str_make((const char *)from->asset.sha256.bytes,
                                 sizeof from->asset.sha256.bytes);
    void **slot = map_slot(&volume->asset_by_digest, &volume->arena, digest);
    if (!*slot) {
        *vec_push(&bundle->assets, &volume->arena) = from->asset;
        *slot = (void *)(uintptr_t)bundle->assets.len;
    }
    return (size_t)(uintptr_t)*slot;
}

static void add_loss(struct volume *volume, const struct fault *fault,
                     struct str url, bool is_image)
{
    static const struct fault none = {.text = STR("")};
    const struct fault *why = fault ? fault : &none;
    *vec_push(&volume->bundle.losses, &volume->arena) = (struct bundle_loss){
        .url = url,
        .stage = why->stage,
        .status = why->status,
        .detail = why->text,
        .is_image = is_image,
    };
}

static void add_image(struct volume *volume, struct str url)
{
    struct bundle *bundle = &volume->bundle;
    struct job_asset *asset = map_get(&volume->asset_by_url, url);
    if (!asset || asset->is_counted)
        return;
    asset->is_counted = true;
    bundle->images_wanted++;
    if (!asset->is_got) {
        add_loss(volume, asset->fault, data_url_shown(asset->url), true);
        return;
    }
    *map_slot(&bundle->asset_by_url, &volume->arena, asset->url) =
        (void *)(uintptr_t)place_asset(volume, asset);
}

static void add_images(struct volume *volume)
{
    for (size_t i = 0; i < volume->bundle.articles.len; i++) {
        const struct article *article = volume->bundle.articles.at[i].article;
        for (size_t k = 0; k < article->images.len; k++)
            add_image(volume, article->images.at[k].url);
    }
}

/* --- the verdict ------------------------------------------------------- */

static void add_losses(struct volume *volume)
{
    for (size_t i = 0; i < volume->pages.len; i++) {
        const struct job_page *page = volume->pages.at[i];
        volume->bundle.articles_wanted +=
            page->state != PAGE_MERGED && !page->part_of;
        if (page->state == PAGE_LOST)
            add_loss(volume, page->fault, page->url, false);
    }
}

static struct str first_capture(const struct volume *volume)
{
    struct str first = S("");
    for (size_t i = 0; i < volume->pages.len; i++) {
        struct str fetched = volume->pages.at[i]->answer->fetched;
        if (fetched.len && (!first.len || str_cmp(fetched, first) < 0))
            first = fetched;
    }
    return first;
}

static bool has_seed(const struct volume *volume)
{
    for (size_t i = 0; i < volume->pages.len; i++)
        if (volume->pages.at[i]->is_seed &&
            volume->pages.at[i]->state != PAGE_LOST)
            return true;
    return false;
}

static void add_seeds(struct volume *volume)
{
    struct bundle *bundle = &volume->bundle;
    for (size_t i = 0; i < volume->pages.len; i++)
        if (volume->pages.at[i]->is_seed)
            *vec_push(&bundle->seeds, bundle->arena) = volume->pages.at[i]->url;
    for (size_t i = 0; i < volume->more_seeds.len; i++)
        *vec_push(&bundle->seeds, bundle->arena) = volume->more_seeds.at[i];
}

const struct bundle *volume_finish(struct volume *volume, struct op_error *why)
{
    if (!has_seed(volume)) {
        fault_show(volume->pages.at[0]->fault, volume->pages.at[0]->url, why);
        return NULL;
    }
    struct bundle *bundle = &volume->bundle;
    bundle->arena = &volume->arena;
    bundle->spool = volume->spool;
    bundle->created = first_capture(volume);
    bundle->left_out = volume->left_out;
    bundle->isolation = reading_isolation(volume->reading);
    bundle->confinement = volume->options->confinement;
    add_seeds(volume);
    const str_list *choices = volume->options->choices;
    for (size_t i = 0; choices && i < choices->len; i++)
        *vec_push(&bundle->choices, &volume->arena) = choices->at[i];
    add_articles(volume);
    add_relations(volume);
    add_names(volume);
    add_losses(volume);
    add_images(volume);
    if (volume->options->recall && volume->options->gives_captures)
        recall_give(volume->options->recall, bundle);
    if (volume->options->keeps_evidence && volume_gather(volume, why) != OP_OK)
        return NULL;
    return bundle;
}
