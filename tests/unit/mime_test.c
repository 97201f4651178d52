/* SPDX-License-Identifier: MIT */
/* mime_test.c - what bytes are, and how large an image is. */
#include "net/mime.h"

#include "suite.h"
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* --- Content-Type ------------------------------------------------------- */

/* Catches: a charset lost to quotes, spaces, capitals or other parameters. */
static void content_types_are_cut(void **state)
{
    (void)state;
    static const char *const cases[][3] = {
        {"text/html; charset=utf-8", "text/html", "utf-8"},
        {" Text/HTML ;CHARSET = \"a;b\" ; x=y", "Text/HTML", "a;b"},
        {"text/html;x=\"charset=no\";charset=yes", "text/html", "yes"},
        {"text/html;;charset;charset=yes", "text/html", "yes"},
        {"text/html, text/html; charset=a", "text/html", "a"},
        {"text/html; charset=\"open", "text/html", "open"},
        {"text/html; charset=\"a\\", "text/html", "a\\"},
        {"text/html; charset=", "text/html", ""},
        {"html", "", ""},
        {"", "", ""},
        {";", "", ""},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct str type = str_of(cases[i][0]);
        struct str charset = mime_parameter(type, S("charset"));
        if (!str_eq(mime_essence(type), str_of(cases[i][1])) ||
            !str_eq(charset, str_of(cases[i][2])))
            fail_msg("%s: %.*s", cases[i][0], STR_ARG(charset));
    }
}

/* --- sniffing ----------------------------------------------------------- */

struct sniff_case {
    struct str bytes;
    const char *type;
    enum mime_kind kind;
};

#define B(literal)                                                             \
    {                                                                          \
        (literal), sizeof(literal) - 1                                         \
    }

static void judge(const struct sniff_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        enum mime_kind kind = mime_sniff(cases[i].bytes, str_of(cases[i].type));
        if (kind != cases[i].kind)
            fail_msg("case %zu <%.*s>: %d", i, STR_ARG(cases[i].bytes),
                     (int)kind);
    }
}

/* Catches: labels believed against the bytes. */
static void binaries_are_told(void **state)
{
    (void)state;
    static const struct sniff_case cases[] = {
        {B("\xff\xd8\xff\xe0"), "text/html", MIME_JPEG},
        {B("\x89PNG\r\n\x1a\n"), "image/jpeg", MIME_PNG},
        {B("GIF89a"), "", MIME_GIF},
        {B("RIFF\4\0\0\0WEBPVP8 "), "image/png", MIME_WEBP},
        {B("RIFF\4\0\0\0WAVEfmt "), "", MIME_AUDIO},
        {B("RIFF\4\0\0\0AVI LIST"), "", MIME_VIDEO},
        {B("\0\0\0\x1c"
           "ftypavif\0\0\0\0mif1miaf"),
         "", MIME_AVIF},
        {B("\0\0\0\x18"
           "ftypmif1\0\0\0\0heicmif1"),
         "", MIME_HEIC},
        {B("\0\0\0\x18"
           "ftypmif1\0\0\0\0mif1avif"),
         "", MIME_AVIF},
        {B("\0\0\0\x18"
           "ftypheic\0\0\0\0mif1heic"),
         "", MIME_HEIC},
        {B("\0\0\0\x18"
           "ftypisom\0\0\2\0isomavc1"),
         "image/png", MIME_VIDEO},
        {B("\0\0\0\x18"
           "ftypM4A \0\0\2\0isomM4A "),
         "", MIME_AUDIO},
        {B("\xff\x0a\x00"), "", MIME_JXL},
        {B("\0\0\0\x0cJXL \r\n\x87\n"), "", MIME_JXL},
        {B("BM\0\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\1\0\0\0\1\0\0\0"), "",
         MIME_BMP},
        {B("BMW builds cars and more than cars"), "text/plain", MIME_TEXT},
        {B("\0\0\1\0\1\0"), "", MIME_ICO},
        {B("II*\0\x08\0\0\0"), "", MIME_TIFF},
        {B("MM\0*\0\0\0\x08"), "", MIME_TIFF},
        {B("%PDF-1.4\n%\xe2\xe3\0"), "text/html", MIME_PDF},
        {B("PK\3\4\x14\0"), "text/html", MIME_ZIP},
        {B("\x1f\x8b\x08\0"), "text/html", MIME_GZIP},
        {B("WARC/1.1\r\nWARC-Type: warcinfo\r\n"), "", MIME_WARC},
        {B("ID3\4\0"), "", MIME_AUDIO},
        {B("\xff\xfb\x90\x64\0"), "", MIME_AUDIO},
        {B("OggS\0\2"), "video/ogg", MIME_VIDEO},
        {B("\x1a\x45\xdf\xa3\1"), "", MIME_VIDEO},
        {B("wOF2\0\1\0\0"), "", MIME_FONT},
        {B("\1\2\3\4\5"), "text/html", MIME_BINARY},
        {B("\1\2\3\4\5"), "video/mp4", MIME_VIDEO},
        {B("\1\2\3\4\5"), "image/png", MIME_BINARY},
        {B(""), "image/png", MIME_UNKNOWN},
    };
    judge(cases, COUNT(cases));
}

/* Catches: pages missed behind what may stand before <html>. */
static void texts_are_told(void **state)
{
    (void)state;
    static const struct sniff_case cases[] = {
        {B("<!DOCTYPE html><title>a"), "", MIME_HTML},
        {B("<!doctype HTML PUBLIC \"-//W3C//DTD\">"), "image/png", MIME_HTML},
        {B("\xef\xbb\xbf\r\n\t <html lang=en>"), "text/plain", MIME_HTML},
        {B("<!-- a > b --><!-- c -->\n<html>"), "", MIME_HTML},
        {B("<!-- no end"), "", MIME_HTML},
        {B("<?xml version='1.0'?><!DOCTYPE html PUBLIC \"-//W3C\"><html>"), "",
         MIME_HTML},
        {B("<?xml version='1.0'?>\n<html xmlns='x'>"), "", MIME_HTML},
        {B("\xff\xfe<\0h\0t\0m\0l\0>\0"), "", MIME_HTML},
        {B("\xfe\xff\0<\0h\0t\0m\0l\0>"), "", MIME_HTML},
        {B("<meta charset=utf-8>"), "", MIME_HTML},
        {B("just words"), "text/html; charset=utf-8", MIME_HTML},
        {B("<html>\1\2"), "", MIME_HTML},
        {B("<htmlx>"), "", MIME_TEXT},
        {B("<?xml version='1.0'?><rss>"), "text/html", MIME_XML},
        {B("<rss version='2.0'>"), "text/html", MIME_XML},
        {B("<feed xmlns='x'>"), "", MIME_XML},
        {B("<a/>"), "application/atom+xml", MIME_HTML},
        {B("<doc/>"), "application/atom+xml", MIME_XML},
        {B("<svg xmlns='x'>"), "text/html", MIME_SVG},
        {B("<?xml version='1.0'?>\n<!-- x -->\n<svg>"), "", MIME_SVG},
        {B("<?xml version='1.0'?><!DOCTYPE svg PUBLIC 'x' [<!ENTITY a 'b'>]>"),
         "", MIME_SVG},
        {B("<?xml version='1.0'?><!-- long"), "image/svg+xml", MIME_SVG},
        {B("Not found"), "image/svg+xml", MIME_TEXT},
        {B("Not found"), "image/png", MIME_TEXT},
        {B("<html><p>Not found"), "image/svg+xml", MIME_HTML},
        {B("{\"a\": 1}"), "", MIME_JSON},
        {B("{\"a\": 1}"), "application/ld+json", MIME_JSON},
        {B("From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n"
           "Content-Type: multipart/related;\r\n"),
         "", MIME_MHTML},
        {B("plain text"), "", MIME_TEXT},
        {B("\x1b$B%F\x1b(B"), "", MIME_TEXT}, /* ISO-2022-JP */
    };
    judge(cases, COUNT(cases));
}

/* Catches: kinds without a name, and images that are none. */
static void every_kind_has_names(void **state)
{
    (void)state;
    int images = 0;
    for (int i = 0; i < MIME_COUNT; i++) {
        enum mime_kind kind = (enum mime_kind)i;
        assert_true(str_has_byte(mime_type(kind), '/'));
        assert_true(mime_extension(kind).len > 0);
        assert_true(strlen(mime_type(kind).at) == mime_type(kind).len);
        bool is_named = str_starts(mime_type(kind), S("image/"));
        assert_int_equal(mime_is_image(kind), is_named);
        images += is_named;
    }
    assert_int_equal(images, 11);
}

/* --- sizes -------------------------------------------------------------- */

struct size_case {
    struct str bytes;
    enum mime_kind kind;
    uint32_t width, height;
};

/* 640 x 480 is 0x280 x 0x1e0; made by hand from the formats' specifications. */
static const struct size_case SIZES[] = {
    {B("\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\2\x80\0\0\1\xe0\x08\6\0\0\0"),
     MIME_PNG, 640, 480},
    {B("GIF89a\x80\2\xe0\1\0\0\0"), MIME_GIF, 640, 480},
    {B("\xff\xd8\xff\xe0\0\4ab\xff\xff\xc4\0\4\0\0\xff\xc2\0\x11\x08\1\xe0\2"
       "\x80\3"),
     MIME_JPEG, 640, 480},
    /* a thumbnail's frame inside of APP1 must not count */
    {B("\xff\xd8\xff\xe1\0\x0a\xff\xc0\0\x11\x08\0\1\0\xff\xc0\0\x11\x08\1\xe0"
       "\2\x80\3"),
     MIME_JPEG, 640, 480},
    {B("RIFF\0\0\0\0WEBPVP8 \0\0\0\0\0\0\0\x9d\x01\x2a\x80\2\xe0\x41"),
     MIME_WEBP, 640, 480},
    {B("RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f\x7f\xc2\x77\0\0\0\0"), MIME_WEBP, 640,
     480},
    {B("RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\x10\0\0\0\x7f\2\0\xdf\1\0"), MIME_WEBP,
     640, 480},
    {B("BM\0\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\x80\2\0\0\x20\xfe\xff\xff"),
     MIME_BMP, 640, 480},
    {B("BM\0\0\0\0\0\0\0\0\x36\0\0\0\x0c\0\0\0\x80\2\xe0\1\1\0\1\0"), MIME_BMP,
     640, 480},
    {B("\0\0\1\0\2\0\x10\x10\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x80\0\0\0\0\0\0\0\0"
       "\0\0\0\0\0\0"),
     MIME_ICO, 256, 128},
    {B("II*\0\x08\0\0\0\2\0\0\1\3\0\1\0\0\0\x80\2\0\0\1\1\4\0\1\0\0\0\xe0\1\0"
       "\0"),
     MIME_TIFF, 640, 480},
    {B("MM\0*\0\0\0\x08\0\2\1\0\0\3\0\0\0\1\2\x80\0\0\1\1\0\4\0\0\0\1\0\0\1"
       "\xe0"),
     MIME_TIFF, 640, 480},
    {B("\0\0\0\x10"
       "ftypavif\0\0\0\0\0\0\0\x44meta\0\0\0\0\0\0\0\x38iprp"
       "\0\0\0\x30ipco\0\0\0\x14ispe\0\0\0\0\0\0\0\x40\0\0\0\x40"
       "\0\0\0\x14ispe\0\0\0\0\0\0\2\x80\0\0\1\xe0"),
     MIME_AVIF, 640, 480},
    {B("<svg width='640' height=\"480px\">"), MIME_SVG, 640, 480},
    {B("<!-- <svg width='1' height='1'> --><svg\nviewBox='-1e1,0 640 480'/>"),
     MIME_SVG, 640, 480},
    {B("<svg viewBox='0 0 4 3' width='640'>"), MIME_SVG, 640, 480},
    {B("<svg viewBox='0 0 640 480' width='100%' height='100%'>"), MIME_SVG, 640,
     480},
    {B("<svg width='5in' height='360pt'>"), MIME_SVG, 480, 480},
};

/* Catches: bytes taken in the wrong order, the wrong frame, tiles. */
static void sizes_are_read(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(SIZES); i++) {
        uint32_t width = 0, height = 0;
        if (!image_size(SIZES[i].bytes, SIZES[i].kind, &width, &height) ||
            width != SIZES[i].width || height != SIZES[i].height)
            fail_msg("case %zu: %u x %u", i, width, height);
    }
}

/* Catches: sizes made up where there are none. */
static void no_size_is_none(void **state)
{
    (void)state;
    static const struct size_case cases[] = {
        {B("\xff\xd8\xff\xda\0\4ab\xff\xc0\0\x11\x08\1\xe0\2\x80"), MIME_JPEG,
         0, 0},
        {B("\xff\xd8\xff\xe0\0\0\xff\xe0\0\0"), MIME_JPEG, 0, 0},
        {B("GIF89a\0\0\0\0"), MIME_GIF, 0, 0},
        {B("<svg>"), MIME_SVG, 0, 0},
        {B("<svg width='100%' viewBox='0 0 0 9'>"), MIME_SVG, 0, 0},
        {B("<svg width='1e99' height='-4'>"), MIME_SVG, 0, 0},
        {B("<svgx width='1' height='4'>"), MIME_SVG, 0, 0},
        {B("%PDF-1.4"), MIME_PDF, 0, 0},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        uint32_t width, height;
        if (image_size(cases[i].bytes, cases[i].kind, &width, &height))
            fail_msg("case %zu: %u x %u", i, width, height);
    }
}

/* Catches, under ASan: a read outside, whatever is broken or cut off. The copy
 * is as large as its content, so that one byte too far is seen. */
static void broken_images_are_read_safely(void **state)
{
    (void)state;
    uint32_t seed = 99, width, height;
    for (int round = 0; round < 60000; round++) {
        const struct size_case *from = &SIZES[(size_t)round % COUNT(SIZES)];
        seed = seed * 1664525 + 1013904223;
        size_t len = 1 + (seed >> 8) % from->bytes.len;
        char *copy = malloc(len);
        assert_non_null(copy);
        memcpy(copy, from->bytes.at, len);
        for (int change = round % 4; change; change--) {
            seed = seed * 1664525 + 1013904223;
            copy[(seed >> 8) % len] = (char)(seed >> 24);
        }
        struct str bytes = str_make(copy, len);
        bool has_size = image_size(bytes, from->kind, &width, &height);
        assert_int_equal(has_size, width && height);
        assert_true(mime_sniff(bytes, S("image/png")) < MIME_COUNT);
        free(copy);
    }
}

static void active_svgs_are_told(void **state)
{
    (void)state;
    static const char *const HARMLESS[] = {
        "<svg xmlns='http://www.w3.org/2000/svg'><path d='M0 0'/></svg>",
        "<svg><use xlink:href='#a'/><path fill=\"url(#b)\"/></svg>",
        "<svg><image href=\"data:image/png;base64,AA\"/></svg>",
        "<svg><text>on a = b, monotone = c</text></svg>",
        "<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'http://w3.org/x'>"
        "<svg/>",
    };
    static const char *const ACTIVE[] = {
        "<svg><script>x</script></svg>",
        "<svg OnLoad = 'x'/>",
        "<svg><g/onclick=x></g></svg>",
        "<svg><a href='javascript:x'/></svg>",
        "<svg><a xlink:href=\"&#106;avascript:x\"/></svg>",
        "<svg><image href='https://x.example/a.png'/></svg>",
        "<svg><image href='data:text/html,x'/></svg>",
        "<svg><style>@import 'x'</style></svg>",
        "<svg><path fill='url(https://x.example/f)'/></svg>",
        "<svg><foreignObject/></svg>",
        "<svg><set attributeName='href' to='x'/></svg>",
        "<!DOCTYPE svg [<!ENTITY a 'b'>]><svg>&a;</svg>",
        "<?xml-stylesheet href='#x'?><svg/>",
    };
    for (size_t i = 0; i < sizeof HARMLESS / sizeof *HARMLESS; i++)
        if (!svg_is_harmless(str_of(HARMLESS[i])))
            fail_msg("not harmless: %s", HARMLESS[i]);
    for (size_t i = 0; i < sizeof ACTIVE / sizeof *ACTIVE; i++)
        if (svg_is_harmless(str_of(ACTIVE[i])))
            fail_msg("harmless: %s", ACTIVE[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(content_types_are_cut),
        cmocka_unit_test(binaries_are_told),
        cmocka_unit_test(texts_are_told),
        cmocka_unit_test(every_kind_has_names),
        cmocka_unit_test(sizes_are_read),
        cmocka_unit_test(no_size_is_none),
        cmocka_unit_test(broken_images_are_read_safely),
        cmocka_unit_test(active_svgs_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
