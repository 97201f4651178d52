/* SPDX-License-Identifier: MIT */
/* verify_test.c - every damage is found, and nothing where there is none. */
#include "made_bundle.h"

#include "base/file.h"
#include "base/leftover.h"
#include "pack/pack.h"
#include "pack/reader.h"
#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
/* cmocka wants setjmp, stdarg and stddef before it. */
#include <cmocka.h>

#define FLIPS 1000 /* of each format */

static char folder[] = "/tmp/verify-test-XXXXXX";

static const char *in_folder(const char *name)
{
    static char path[256];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static int set_up(void **state)
{
    (void)state;
    return mkdtemp(folder) ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    return leftover_remove(folder) ? 0 : -1;
}

static void pack(const char *path, enum pack_format format)
{
    struct made made;
    struct pack_options options = {.format = format, .replaces = true};
    assert_true(made_open(&made));
    assert_int_equal(pack_write(&made.bundle, path, &options, NULL), OP_OK);
    made_free(&made);
}

/* Verify and keep the first finding, or the error's text. */
static enum op_status verify(const char *path, char *first, size_t size)
{
    struct arena arena;
    struct verify_report report;
    struct op_error err = {0};
    arena_init(&arena, 256u << 20);
    enum op_status status = reader_verify(&arena, path, S(""), &report, &err);
    const finding_list *findings = &report.findings;
    snprintf(first, size, "%s", err.text);
    if (findings->len)
        snprintf(first, size, "%.*s", STR_ARG(findings->at[0]));
    assert_true(status == OP_OK ? findings->len == 0 && report.entries >= 6
                                : err.status == status);
    arena_free(&arena);
    return status;
}

static void put_file(const char *path, struct str bytes)
{
    struct file_draft draft;
    assert_int_equal(file_begin(&draft, path, NULL), OP_OK);
    assert_int_equal(file_write(&draft, bytes, NULL), OP_OK);
    assert_int_equal(file_commit(&draft, true, NULL), OP_OK);
}

static void whole_archives_hold(void **state)
{
    (void)state;
    char first[256];
    for (int f = 0; f < PACK_FORMAT_COUNT; f++) {
        if (f >= PACK_WARC)
            continue;
        pack(in_folder("whole"), (enum pack_format)f);
        if (verify(in_folder("whole"), first, sizeof first) != OP_OK)
            fail_msg("format %d: %s", f, first);
        assert_true(leftover_remove(in_folder("whole")));
    }
}

static void metadata_is_read(void **state)
{
    (void)state;
    struct buf json;
    buf_init(&json, 1u << 20);
    for (int f = 0; f < PACK_FORMAT_COUNT; f++) {
        if (f >= PACK_WARC)
            continue;
        pack(in_folder("read"), (enum pack_format)f);
        buf_clear(&json);
        assert_int_equal(reader_metadata(in_folder("read"), &json, NULL),
                         OP_OK);
        assert_int_not_equal(
            str_find(buf_str(&json), S("\"The Tree & <Life>\"")), STR_NONE);
        assert_true(leftover_remove(in_folder("read")));
    }
    buf_free(&json);
}

/* Any byte may rot: data, names, or the container's own words. */
static void find_flips(enum pack_format format)
{
    struct buf bytes;
    char first[256];
    pack(in_folder("flip.zip"), format);
    buf_init(&bytes, 1u << 20);
    assert_int_equal(file_read(in_folder("flip.zip"), &bytes, NULL), OP_OK);
    uint64_t seed = 20261123;
    size_t missed = 0;
    for (int i = 0; i < FLIPS; i++) {
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        /* Half of them where the headers are: the image is most of it. */
        size_t at = (size_t)(seed >> 33) % bytes.len;
        if (i % 2)
            at = at % 2 ? at % 6000 : bytes.len - 1 - at % 3000;
        char bit = (char)(1 << (seed >> 60) % 8);
        bytes.at[at] = (char)(bytes.at[at] ^ bit);
        put_file(in_folder("flip.zip"), buf_str(&bytes));
        if (verify(in_folder("flip.zip"), first, sizeof first) == OP_OK) {
            print_message("flip of %d at %zu is not found\n", bit, at);
            missed++;
        }
        bytes.at[at] = (char)(bytes.at[at] ^ bit);
    }
    buf_free(&bytes);
    assert_int_equal(missed, 0);
}

static void flips_are_found(void **state)
{
    (void)state;
    find_flips(PACK_ZIP);
    find_flips(PACK_EPUB);
}

static size_t number_at(const struct buf *bytes, size_t at, int len)
{
    size_t value = 0;
    while (len-- > 0)
        value = value << 8 | (unsigned char)bytes->at[at + (size_t)len];
    return value;
}

/* The last byte of a packed entry: its spare bits change nothing that a reader
 * unpacks, so only a look at the bits themselves finds them. */
static void spare_bits_are_found(void **state)
{
    (void)state;
    struct buf bytes;
    char first[256];
    pack(in_folder("bits.zip"), PACK_ZIP);
    buf_init(&bytes, 1u << 20);
    assert_int_equal(file_read(in_folder("bits.zip"), &bytes, NULL), OP_OK);
    size_t at = 0, looked = 0;
    while (str_starts(str_from(buf_str(&bytes), at), S("PK\3\4"))) {
        bool is_deflated = bytes.at[at + 8] == 8;
        at +=
            30 + number_at(&bytes, at + 26, 2) + number_at(&bytes, at + 18, 4);
        for (int bit = 0; is_deflated && bit < 8; bit++) {
            bytes.at[at - 1] = (char)(bytes.at[at - 1] ^ 1 << bit);
            put_file(in_folder("bits.zip"), buf_str(&bytes));
            if (verify(in_folder("bits.zip"), first, sizeof first) == OP_OK)
                fail_msg("bit %d at %zu is not found", bit, at - 1);
            bytes.at[at - 1] = (char)(bytes.at[at - 1] ^ 1 << bit);
        }
        looked += is_deflated;
    }
    assert_int_equal(looked, 6);
    buf_free(&bytes);
}

static void truncation_is_found(void **state)
{
    (void)state;
    struct buf bytes;
    char first[256];
    for (int f = 0; f < PACK_FORMAT_COUNT; f++) {
        if (pack_is_folder((enum pack_format)f) || f >= PACK_WARC)
            continue;
        pack(in_folder("cut"), (enum pack_format)f);
        buf_init(&bytes, 1u << 20);
        assert_int_equal(file_read(in_folder("cut"), &bytes, NULL), OP_OK);
        for (size_t i = 0; i < 40; i++) {
            size_t len = bytes.len * i / 40;
            put_file(in_folder("cut"), str_make(bytes.at, len));
            if (verify(in_folder("cut"), first, sizeof first) != OP_CORRUPT)
                fail_msg("format %d cut at %zu: %s", f, len, first);
        }
        put_file(in_folder("cut"), str_make(bytes.at, bytes.len - 1));
        if (f == PACK_ZIP)
            assert_int_equal(verify(in_folder("cut"), first, sizeof first),
                             OP_CORRUPT);
        buf_free(&bytes);
    }
}

static void foreign_files_are_told(void **state)
{
    (void)state;
    char first[256];
    put_file(in_folder("foreign"), S("Dear diary, nothing of note today.\n"));
    assert_int_equal(verify(in_folder("foreign"), first, sizeof first),
                     OP_CORRUPT);
    put_file(in_folder("foreign"), S(""));
    assert_int_equal(verify(in_folder("foreign"), first, sizeof first),
                     OP_CORRUPT);
    assert_int_equal(verify(in_folder("absent"), first, sizeof first), OP_IO);
    assert_int_equal(verify("/proc/self/mem", first, sizeof first), OP_IO);
}

/* One file of a folder changed, gone, new, or a link. */
static void folders_are_held_to_the_manifest(void **state)
{
    (void)state;
    char first[256];
    pack(in_folder("f"), PACK_DIR);
    put_file(in_folder("f/style.css"), S("p{}"));
    assert_int_equal(verify(in_folder("f"), first, sizeof first), OP_CORRUPT);
    assert_non_null(strstr(first, "style.css: its bytes"));
    pack(in_folder("g"), PACK_DIR);
    assert_int_equal(unlink(in_folder("g/style.css")), 0);
    assert_int_equal(verify(in_folder("g"), first, sizeof first), OP_CORRUPT);
    assert_non_null(strstr(first, "style.css: is missing"));
    pack(in_folder("h"), PACK_DIR);
    put_file(in_folder("h/media/extra.bin"), S("x"));
    assert_int_equal(verify(in_folder("h"), first, sizeof first), OP_CORRUPT);
    assert_non_null(strstr(first, "extra.bin: is not in the manifest"));
    pack(in_folder("i"), PACK_DIR);
    assert_int_equal(symlink("/etc/passwd", in_folder("i/link")), 0);
    assert_int_equal(verify(in_folder("i"), first, sizeof first), OP_CORRUPT);
    assert_non_null(strstr(first, "link: no plain file"));
}

/* A manifest that was made anew hides nothing from the other checks. */
static void links_and_metadata_are_checked(void **state)
{
    (void)state;
    static const char PAGE[] =
        "<!DOCTYPE html><title>x</title><p id=a><a href=\"#a\">a</a>"
        "<a href=\"#b\">b</a><a href=\"../gone.html\">c</a>"
        "<img src=\"https://web.example/pixel.gif\"><script></script>";
    struct arena arena;
    struct verify_report report;
    arena_init(&arena, 64u << 20);
    pack(in_folder("j"), PACK_DIR);
    put_file(in_folder("j/articles/02-the-leaf.html"), S(PAGE));
    assert_int_equal(
        reader_verify(&arena, in_folder("j"), S(""), &report, NULL),
        OP_CORRUPT);
    struct buf all;
    buf_init(&all, 1u << 16);
    for (size_t i = 0; i < report.findings.len; i++) {
        buf_put(&all, report.findings.at[i]);
        buf_putc(&all, '\n');
    }
    static const char *const WANTED[] = {"leads to #b", "leads to gone.html",
                                         "loads https://web", "a script",
                                         "leads to #veins"};
    for (size_t i = 0; i < sizeof WANTED / sizeof *WANTED; i++)
        assert_non_null(strstr(all.at, WANTED[i]));
    assert_null(strstr(all.at, "leads to #a"));
    buf_free(&all);
    arena_free(&arena);
}

/* Names that would be written outside, or over each other, when unpacked. */
static void bad_names_are_found(void **state)
{
    (void)state;
    static const char *const NAMES[] = {"../up", "/abs",       "a//b",    "./a",
                                        "C:x",   "Index.html", "\x1b[31m"};
    char first[256];
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        struct archive *archive = archive_write_new();
        archive_write_set_format_zip(archive);
        assert_int_equal(
            archive_write_open_filename(archive, in_folder("bad.zip")),
            ARCHIVE_OK);
        const char *names[] = {"index.html", NAMES[i]};
        for (int k = 0; k < 2; k++) {
            struct archive_entry *entry = archive_entry_new();
            archive_entry_set_pathname(entry, names[k]);
            archive_entry_set_filetype(entry, AE_IFREG);
            archive_entry_set_size(entry, 0);
            assert_int_equal(archive_write_header(archive, entry), ARCHIVE_OK);
            archive_entry_free(entry);
        }
        assert_int_equal(archive_write_free(archive), ARCHIVE_OK);
        assert_int_equal(verify(in_folder("bad.zip"), first, sizeof first),
                         OP_CORRUPT);
        if (!strstr(first, "unsafe name") && !strstr(first, "comes twice"))
            fail_msg("%s: %s", NAMES[i], first);
        assert_null(strchr(first, '\x1b'));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_archives_hold),
        cmocka_unit_test(metadata_is_read),
        cmocka_unit_test(flips_are_found),
        cmocka_unit_test(spare_bits_are_found),
        cmocka_unit_test(truncation_is_found),
        cmocka_unit_test(foreign_files_are_told),
        cmocka_unit_test(folders_are_held_to_the_manifest),
        cmocka_unit_test(links_and_metadata_are_checked),
        cmocka_unit_test(bad_names_are_found),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
