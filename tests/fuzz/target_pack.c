/* SPDX-License-Identifier: MIT */
/* target_pack.c - files that somebody else made. */
#include "net/data_url.h"
#include "pack/mhtml.h"
#include "pack/reader.h"
#include "pack/recall.h"
#include "pack/warc_reader.h"
#include "target.h"

static enum op_status drop(void *context, const struct warc_fields *fields,
                           struct str block, struct spool_span member,
                           struct op_error *err)
{
    (void)context, (void)fields, (void)block, (void)member, (void)err;
    return OP_OK;
}

void fuzz_warc(struct arena *arena, struct str in)
{
    struct op_error err;
    struct warc_reader reader;
    struct spool *spool = spool_open(&err);
    (void)arena;
    fuzz_hold(spool != NULL);
    if (warc_reader_begin(&reader, spool, drop, NULL, &err) == OP_OK)
        (void)!warc_reader_put(&reader, in, &err);
    warc_reader_end(&reader);
    spool_close(spool);
}

void fuzz_saved(struct arena *arena, struct str in)
{
    mhtml_parts parts = {0};
    struct op_error err;
    struct buf out;
    if (mhtml_is(in))
        (void)!mhtml_read(arena, in, &parts, &err);
    mhtml_source(in);
    buf_init(&out, FUZZ_MEMORY);
    data_url_decode(in, &out);
    fuzz_hold(out.len <= in.len);
    buf_free(&out);
}

/* All that info and verify make of a file. */
void fuzz_archive(struct arena *arena, struct str in)
{
    const char *path = fuzz_file(in);
    struct verify_report report = {0};
    struct signature signature = {0};
    struct op_error err;
    struct buf json;
    buf_init(&json, FUZZ_MEMORY);
    (void)!reader_metadata(path, &json, &err);
    buf_free(&json);
    reader_is_of_others(path);
    enum op_status status = reader_signature(arena, path, &signature, &err);
    fuzz_hold(status == OP_OK);
    status = reader_verify(arena, path, S(""), &report, &err);
    fuzz_hold(status != OP_OK || report.findings.len == 0);
    for (size_t i = 0; i < report.findings.len; i++)
        for (size_t at = 0; at < report.findings.at[i].len; at++)
            fuzz_hold((unsigned char)report.findings.at[i].at[at] >= ' ');
}

/* Its captures, as answers in the place of the network. */
void fuzz_recall(struct arena *arena, struct str in)
{
    struct recall *recall;
    struct op_error err;
    str_list pages = {0};
    if (recall_open(arena, fuzz_file(in), &recall, &err) == OP_OK)
        recall_pages(recall, &pages);
    const struct past *past = recall_past(recall);
    for (size_t i = 0; i < pages.len; i++) {
        struct exchange *exchange = NULL;
        past->knows(past->context, pages.at[i].at);
        if (past->recall(past->context, pages.at[i].at, &exchange, &err) ==
            OP_OK)
            fuzz_hold(exchange != NULL);
        exchange_free(exchange);
    }
    recall_close(recall);
}
