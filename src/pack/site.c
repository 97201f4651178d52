/* SPDX-License-Identifier: MIT */
/* site.c - the archive as a small web site. */
#include "pack/site.h"

#include "article/markdown_article.h"
#include "pack/chapter.h"
#include "pack/cover.h"
#include "pack/history_page.h"
#include "pack/metadata.h"
#include "pack/rewrite.h"
#include "pack/style.h"

static enum op_status put_cover(struct packer *p)
{
    cover_write(p->plan, &p->text);
    return packer_text(p, S("index.html"));
}

static enum op_status put_articles(struct packer *p)
{
    enum op_status status = OP_OK;
    for (size_t i = 0; status == OP_OK && i < p->plan->bundle->articles.len;
         i++) {
        chapter_write(&p->page, p->plan, i, &p->text);
        arena_reset(&p->page);
        status = packer_text(p, p->plan->articles[i].file);
    }
    return status;
}

static enum op_status put_history(struct packer *p)
{
    if (!history_page_is_needed(p->plan))
        return OP_OK;
    history_page_write(p->plan, &p->text);
    return packer_text(p, S(HISTORY_IN_SITE));
}

static enum op_status put_assets(struct packer *p)
{
    enum op_status status = OP_OK;
    for (size_t i = 0; status == OP_OK && i < p->plan->bundle->assets.len; i++)
        if (!p->plan->assets[i].is_again)
            status = packer_asset(p, i);
    return status;
}

static enum op_status put_metadata(struct packer *p)
{
    metadata_write(p->plan, &p->text);
    return packer_text(p, S(METADATA_NAME));
}

static enum op_status put_warc(struct packer *p)
{
    return bundle_record(p->plan->bundle, 0) ? packer_warc(p, S(SITE_WARC_NAME))
                                             : OP_OK;
}

/* Last, because only then every digest is known. */
static enum op_status put_manifest(struct packer *p)
{
    manifest_write(&p->files, &p->text);
    return packer_text(p, S(MANIFEST_NAME));
}

/* What stands behind the pages; the manifest last, of all before it. */
static enum op_status put_rest(struct packer *p)
{
    enum op_status status = put_assets(p);
    if (status == OP_OK)
        status = put_metadata(p);
    if (status == OP_OK)
        status = put_warc(p);
    return status == OP_OK ? put_manifest(p) : status;
}

/* What a reader wants first comes first, for those who read a stream. */
enum op_status site_put(struct packer *p)
{
    enum op_status status = put_cover(p);
    if (status == OP_OK)
        status = put_articles(p);
    if (status == OP_OK)
        status = put_history(p);
    if (status == OP_OK)
        status = packer_bytes(p, S("style.css"), style_sheet());
    return status == OP_OK ? put_rest(p) : status;
}

static enum op_status put_notes(struct packer *p)
{
    enum op_status status = OP_OK;
    for (size_t i = 0; status == OP_OK && i < p->plan->bundle->articles.len;
         i++) {
        const struct bundle_article *packed = &p->plan->bundle->articles.at[i];
        article_markdown(packed->article, packed->final_url,
                         rewrite_body(&p->page, p->plan, i), &p->text);
        arena_reset(&p->page);
        status = packer_text(p, p->plan->articles[i].file);
    }
    return status;
}

enum op_status site_put_notes(struct packer *p)
{
    enum op_status status = put_notes(p);
    return status == OP_OK ? put_rest(p) : status;
}
