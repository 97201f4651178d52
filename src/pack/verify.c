/* SPDX-License-Identifier: MIT */
/* verify.c - look through an archive: every digest, name and reference. */
#include "pack/verify.h"

#include "article/jsonld.h"
#include "base/buf.h"
#include "pack/book.h"
#include "pack/manifest.h"
#include "pack/source.h"
#include "pack/wacz.h"
#include "pack/warc_check.h"
#include "pack/zip_check.h"
#include "text/unicode.h"
#include <inttypes.h>
#include <offprint/limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#define READ_STEP (64u << 10)

/* Texts that are looked into when all entries are known. */
enum text {
    TEXT_MANIFEST,
    TEXT_METADATA,
    TEXT_PACKAGE,
    TEXT_DIGEST,
    TEXT_COUNT
};

static const struct {
    struct str name;
    enum text text;
} TEXTS[] = {
    {STR(MANIFEST_NAME), TEXT_MANIFEST},
    {STR(METADATA_NAME), TEXT_METADATA},
    {STR(BOOK_METADATA_NAME), TEXT_METADATA},
    {STR(WACZ_PACKAGE), TEXT_PACKAGE},
    {STR(WACZ_DIGEST), TEXT_DIGEST},
};

struct named_text {
    struct str name, text; /* on the arena */
};

/* What one call of reader_verify owns. */
struct look {
    struct verify v;
    struct source *source;
    FILE *file; /* a WARC file by itself */
    struct digest digest;
    struct buf text; /* of the entry being read, when it is a text of ours */
    struct str texts[TEXT_COUNT]; /* on the arena; at == NULL: none */
    VEC(struct named_text) indexes;
    struct warc_check warc; /* of the WARC file being read */
    uint64_t bytes, most;   /* unpacked so far, and at most */
    struct op_error *err;
    jmp_buf escape;
};

void verify_found(struct verify *v, struct str where, const char *format, ...)
{
    finding_list *findings = &v->report->findings;
    if (findings->len >= VERIFY_MAX_FINDINGS)
        return;
    char what[512];
    va_list args;
    va_start(args, format);
    vsnprintf(what, sizeof what, format, args);
    va_end(args);
    struct str all = arena_printf(v->arena, "%.*s: %s", STR_ARG(where), what);
    all = utf8_repair(v->arena, all);
    char *text = arena_cstring(v->arena, all);
    for (size_t i = 0; i < all.len; i++)
        if ((unsigned char)text[i] < ' ' || text[i] == 0x7F)
            text[i] = '?';
    *vec_push(findings, v->arena) = str_make(text, all.len);
}

/* --- one entry --------------------------------------------------------- */

static bool is_page(struct str name)
{
    return str_iends(name, S(".html")) || str_iends(name, S(".xhtml"));
}

static bool is_xml(struct str name)
{
    return str_ends(name, S(".xhtml")) || str_ends(name, S(".xml")) ||
           str_ends(name, S(".opf"));
}

static bool is_warc(struct str name)
{
    return str_ends(name, S(".warc.gz")) || str_ends(name, S(".warc"));
}

/* ".cdx", ".cdxj", and either packed. */
static bool is_index(struct str name)
{
    return str_starts(name, S("indexes/")) &&
           str_find(name, S(".cdx")) != STR_NONE;
}

static enum text text_of(struct str name)
{
    for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++)
        if (str_eq(name, TEXTS[i].name))
            return TEXTS[i].text;
    return TEXT_COUNT;
}

static bool is_text(struct str name)
{
    return is_page(name) || is_xml(name) || is_index(name) ||
           text_of(name) != TEXT_COUNT;
}

/* Judge a name; false when it is no file to be looked at. */
static bool admit(struct look *l, const struct source_entry *entry)
{
    if (!name_is_safe(entry->name)) {
        verify_found(&l->v, entry->name, "unsafe name");
        return false;
    }
    if (!entry->is_file) {
        verify_found(&l->v, entry->name, "no plain file");
        return false;
    }
    struct str folded = arena_lower(l->v.arena, entry->name);
    void **slot = map_slot(&l->v.folded, l->v.arena, folded);
    if (*slot)
        verify_found(&l->v, entry->name,
                     "comes twice, or differs from another name by case only");
    bool is_new = !*slot;
    *slot = l;
    return is_new;
}

/* Read the entry to its end: digest always, content for texts of ours. */
static enum op_status read_entry(struct look *l, struct str name)
{
    char step[READ_STEP];
    size_t got;
    enum op_status status;
    buf_clear(&l->text);
    if (is_warc(name))
        warc_check_begin(&l->warc, &l->v, name);
    while ((status = source_read(l->source, step, sizeof step, &got, l->err)) ==
               OP_OK &&
           got > 0) {
        struct str bytes = str_make(step, got);
        digest_add(&l->digest, bytes);
        if (l->warc.v && (status = warc_check_put(&l->warc, bytes, l->err)))
            break;
        if (is_text(name))
            buf_put(&l->text, bytes);
        l->bytes += got;
        if (l->bytes > l->most)
            return error_set(l->err, OP_CORRUPT, OP_STAGE_VERIFY, name,
                             "more than %" PRIu64 " bytes unpacked", l->most);
    }
    warc_check_end(&l->warc, status == OP_OK);
    return status;
}

static void keep_text(struct look *l, struct str name)
{
    if (!is_text(name))
        return;
    struct str text = buf_str(&l->text);
    if (l->text.failed) {
        verify_found(&l->v, name, "too large to be checked");
        return;
    }
    if (is_xml(name))
        verify_xml(&l->v, name, text);
    if (is_page(name))
        verify_page(&l->v, name, text);
    if (is_index(name))
        *vec_push(&l->indexes, l->v.arena) =
            (struct named_text){name, arena_dup(l->v.arena, text)};
    if (text_of(name) != TEXT_COUNT)
        l->texts[text_of(name)] = arena_dup(l->v.arena, text);
    if (text_of(name) == TEXT_METADATA)
        l->v.where = name;
}

static enum op_status look_at(struct look *l, const struct source_entry *entry)
{
    if (!admit(l, entry))
        return OP_OK;
    digest_begin(&l->digest);
    enum op_status status = read_entry(l, entry->name);
    struct sha256 *sum = arena_new(l->v.arena, struct sha256);
    *sum = digest_end(&l->digest);
    if (status != OP_OK)
        return status;
    *map_slot(&l->v.files, l->v.arena, entry->name) = sum;
    l->v.report->entries++;
    keep_text(l, entry->name);
    return OP_OK;
}

/* Go through all entries. What cannot be read on is a finding, and the end. */
static enum op_status look_at_all(struct look *l)
{
    struct source_entry entry = {.name = S("")};
    struct op_error *err = l->err;
    enum op_status status = OP_OK;
    for (size_t count = 0; status == OP_OK; count++) {
        status = source_next(l->source, &entry, err);
        if (status != OP_OK || l->source->is_over)
            break;
        if (count == OP_MAX_ENTRIES)
            status = error_set(err, OP_CORRUPT, OP_STAGE_VERIFY, entry.name,
                               "more than %d entries", OP_MAX_ENTRIES);
        else
            status = look_at(l, &entry);
    }
    if (status == OP_CORRUPT)
        verify_found(&l->v, entry.name.len ? entry.name : S("the archive"),
                     "%s", err->text);
    return status;
}

/* --- all of them ------------------------------------------------------- */

/* A web site has a manifest, a book a data package. */
static void check_digests(struct look *l)
{
    if (l->texts[TEXT_PACKAGE].at)
        verify_package(&l->v, l->texts[TEXT_PACKAGE], l->texts[TEXT_DIGEST]);
    else if (l->texts[TEXT_MANIFEST].at)
        verify_manifest(&l->v, l->texts[TEXT_MANIFEST]);
    else
        verify_found(&l->v, S(MANIFEST_NAME), "is missing");
    verify_signature(&l->v, l->texts[TEXT_DIGEST]);
}

static void check_indexes(struct look *l)
{
    for (size_t i = 0; i < l->indexes.len; i++)
        verify_index(&l->v, l->indexes.at[i].name, l->indexes.at[i].text);
    if (l->indexes.len && !l->v.is_foreign)
        verify_indexed(&l->v, l->indexes.at[0].name);
}

/* Web archives of other programs have a data package, and no metadata of ours;
 * how they write their container is their business. */
static bool is_foreign(struct look *l)
{
    return l->texts[TEXT_PACKAGE].at && !l->texts[TEXT_METADATA].at &&
           !wacz_is_ours(l->v.arena, l->texts[TEXT_PACKAGE]);
}

static enum op_status check_ours(struct look *l, const char *path)
{
    if (l->texts[TEXT_METADATA].at)
        verify_metadata(&l->v, l->texts[TEXT_METADATA]);
    else
        verify_found(&l->v, S(METADATA_NAME), "is missing");
    return zip_check(&l->v, path, l->err);
}

/* A WARC file by itself. */
static enum op_status look_at_warc(struct look *l, const char *path)
{
    char step[READ_STEP];
    size_t got;
    enum op_status status = OP_OK;
    l->file = fopen(path, "rb");
    if (!l->file)
        return error_set(l->err, OP_IO, OP_STAGE_VERIFY, str_of(path),
                         "cannot be opened");
    warc_check_begin(&l->warc, &l->v, S("the captures"));
    while (status == OP_OK && (got = fread(step, 1, sizeof step, l->file)) > 0)
        status = warc_check_put(&l->warc, str_make(step, got), l->err);
    warc_check_end(&l->warc, status == OP_OK);
    verify_signature(&l->v, S(""));
    return status;
}

/* What is stored comes out as it is, however much: the bound is for what
 * grows, and nothing does in a folder. */
static uint64_t most_of(const char *path)
{
    struct stat about;
    if (stat(path, &about) || !S_ISREG(about.st_mode))
        return UINT64_MAX;
    return OP_MAX_ENTRY_BYTES + (uint64_t)about.st_size;
}

static enum op_status look_through(struct look *l, const char *path)
{
    l->most = most_of(path);
    if (warc_is_file(path))
        return look_at_warc(l, path);
    enum op_status status = source_open(l->v.arena, path, &l->source, l->err);
    if (status == OP_OK)
        status = look_at_all(l);
    if (status != OP_OK)
        return status;
    l->v.is_foreign = is_foreign(l);
    check_digests(l);
    check_indexes(l);
    verify_links(&l->v);
    return l->v.is_foreign ? OP_OK : check_ours(l, path);
}

static enum op_status look_guarded(struct look *l, const char *path)
{
    l->v.page.escape = &l->escape;
    l->v.arena->escape = &l->escape;
    if (setjmp(l->escape))
        return error_set(l->err, OP_NO_MEMORY, OP_STAGE_VERIFY, str_of(path),
                         "no memory to verify it");
    return look_through(l, path);
}

enum op_status reader_verify(struct arena *arena, const char *path,
                             struct str signer, struct verify_report *report,
                             struct op_error *err)
{
    struct op_error ignored = {.status = OP_OK};
    struct look look = {
        .v = {.arena = arena, .report = report, .signer = signer},
        .err = err ? err : &ignored,
    };
    jmp_buf *outer = arena->escape;
    *report = (struct verify_report){.entries = 0};
    arena_init(&look.v.page, OP_MAX_PAGE_MEMORY);
    buf_init(&look.text, OP_MAX_METADATA_BYTES);
    enum op_status status = look_guarded(&look, path);
    arena->escape = outer;
    source_close(look.source);
    if (look.file)
        fclose(look.file);
    warc_check_end(&look.warc, false);
    buf_free(&look.text);
    arena_free(&look.v.page);
    if (status != OP_OK || report->findings.len == 0)
        return status;
    return error_set(err, OP_CORRUPT, OP_STAGE_VERIFY, str_of(path), "%.*s",
                     STR_ARG(report->findings.at[0]));
}
