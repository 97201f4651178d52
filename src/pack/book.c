/* SPDX-License-Identifier: MIT */
/* book.c - the archive as a book, a web archive and a data package in one. */
#include "pack/book.h"

#include "pack/book_cover.h"
#include "pack/chapter.h"
#include "pack/cover.h"
#include "pack/history_page.h"
#include "pack/metadata.h"
#include "pack/opf.h"
#include "pack/style.h"
#include "pack/wacz.h"

typedef void write_text(const struct plan *plan, struct buf *out);

static enum op_status put_written(struct packer *p, struct str name,
                                  write_text *write)
{
    write(p->plan, &p->text);
    return packer_text(p, name);
}

static bool has_evidence(const struct packer *p)
{
    return bundle_record(p->plan->bundle, 0) != NULL;
}

static enum op_status put_chapters(struct packer *p)
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

static enum op_status put_images(struct packer *p)
{
    enum op_status status = OP_OK;
    for (size_t i = 0; status == OP_OK && i < p->plan->bundle->assets.len; i++)
        if (!p->plan->assets[i].is_again)
            status = packer_asset(p, i);
    if (status == OP_OK && book_cover_asset(p->plan) == STR_NONE)
        status = put_written(p, S("EPUB/" BOOK_COVER), book_cover_write);
    if (status == OP_OK && opf_needs_stand_in(p->plan))
        status = put_written(p, S("EPUB/" OPF_STAND_IN), opf_write_stand_in);
    return status;
}

/* What a reader of books wants. */
static enum op_status put_book(struct packer *p)
{
    enum op_status status = packer_stored(p, S("mimetype"), S(BOOK_MIMETYPE));
    if (status == OP_OK)
        status = put_written(p, S("META-INF/container.xml"), opf_container);
    if (status == OP_OK)
        status = put_written(p, S("EPUB/package.opf"), opf_write);
    if (status == OP_OK)
        status = put_written(p, S("EPUB/nav.xhtml"), opf_nav);
    if (status == OP_OK)
        status = put_written(p, S("EPUB/index.xhtml"), cover_write);
    if (status == OP_OK)
        status = put_chapters(p);
    if (status == OP_OK && history_page_is_needed(p->plan))
        status = put_written(p, S(HISTORY_IN_BOOK), history_page_write);
    if (status == OP_OK)
        status = packer_bytes(p, S("EPUB/style.css"), style_sheet_of_book());
    if (status == OP_OK)
        status = put_images(p);
    return status == OP_OK
               ? put_written(p, S(BOOK_METADATA_NAME), metadata_write)
               : status;
}

/* What a player of web archives wants; the captures are stored, because they
 * are looked into at their offsets. */
static enum op_status put_captures(struct packer *p)
{
    enum op_status status = put_written(p, S("pages/pages.jsonl"), wacz_pages);
    if (status == OP_OK)
        status = put_written(p, S("indexes/index.cdx"), wacz_index);
    return status == OP_OK ? packer_warc(p, S(BOOK_WARC_NAME)) : status;
}

/* Last, because only then every digest is known. */
static enum op_status put_package(struct packer *p)
{
    wacz_package(p->plan, &p->files, &p->text);
    struct sha256 sum = sha256_of(buf_str(&p->text));
    enum op_status status = packer_text(p, S(WACZ_PACKAGE));
    if (status != OP_OK)
        return status;
    if (!wacz_package_digest(p->plan, sum, p->options->signer, &p->text))
        return error_set(p->err, OP_NO_MEMORY, OP_STAGE_PACK, S(WACZ_DIGEST),
                         "cannot be signed");
    return packer_text(p, S(WACZ_DIGEST));
}

enum op_status book_put(struct packer *p)
{
    enum op_status status = put_book(p);
    if (status == OP_OK && has_evidence(p))
        status = put_captures(p);
    return status == OP_OK ? put_package(p) : status;
}
