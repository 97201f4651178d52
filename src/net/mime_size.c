/* SPDX-License-Identifier: MIT */
/* mime_size.c - how large an image is, out of its own header.
 *
 * Numbers are read by get(), which gives 0 for what is not there: so no format
 * needs checks of its own, and a size of 0 is no size. */
#include "net/mime.h"
#include "net/mime_svg.h"

struct size {
    uint32_t width, height;
};

enum order { BIG, LITTLE };

/* A number of `count` bytes at `at`, 0 when not all of it is there. */
static uint32_t get(struct str bytes, size_t at, size_t count, enum order order)
{
    uint32_t value = 0;
    if (at > bytes.len || bytes.len - at < count)
        return 0;
    for (size_t i = 0; i < count; i++) {
        size_t k = order == BIG ? i : count - 1 - i;
        value = value << 8 | (unsigned char)bytes.at[at + k];
    }
    return value;
}

static struct size png_size(struct str bytes)
{
    if (!str_eq(str_sub(bytes, 12, 4), S("IHDR")))
        return (struct size){0};
    return (struct size){get(bytes, 16, 4, BIG), get(bytes, 20, 4, BIG)};
}

static struct size gif_size(struct str bytes)
{
    return (struct size){get(bytes, 6, 2, LITTLE), get(bytes, 8, 2, LITTLE)};
}

static struct size bmp_size(struct str bytes)
{
    if (get(bytes, 14, 4, LITTLE) == 12) /* OS/2 */
        return (struct size){get(bytes, 18, 2, LITTLE),
                             get(bytes, 20, 2, LITTLE)};
    uint32_t height = get(bytes, 22, 4, LITTLE);
    if (height > INT32_MAX) /* negative: stored from top to bottom */
        height = 0 - height;
    return (struct size){get(bytes, 18, 4, LITTLE), height};
}

/* Of the largest picture in it. */
static struct size ico_size(struct str bytes)
{
    struct size best = {0};
    size_t count = get(bytes, 4, 2, LITTLE);
    for (size_t i = 0; i < count && 6 + 16 * (i + 1) <= bytes.len; i++) {
        uint32_t width = get(bytes, 6 + 16 * i, 1, LITTLE);
        uint32_t height = get(bytes, 7 + 16 * i, 1, LITTLE);
        struct size size = {width ? width : 256, height ? height : 256};
        if (size.width > best.width)
            best = size;
    }
    return best;
}

/* A start of frame: all of C0 to CF but tables and reserved ones. */
static bool is_frame(uint32_t marker)
{
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 &&
           marker != 0xc8 && marker != 0xcc;
}

/* Segments follow each other by their lengths; anything between them, which
 * some cameras leave, is skipped up to the next 0xff. ITU T.81 B.1. */
static struct size jpeg_size(struct str bytes)
{
    str_cut(&bytes, 2);
    while (bytes.len > 3) {
        size_t mark = str_find_byte(bytes, '\xff');
        if (mark == STR_NONE)
            break;
        str_cut(&bytes, mark);
        uint32_t marker = get(bytes, 1, 1, BIG);
        if (marker == 0xff) {
            str_cut(&bytes, 1);
            continue;
        }
        if (is_frame(marker))
            return (struct size){get(bytes, 7, 2, BIG), get(bytes, 5, 2, BIG)};
        bool is_bare =
            marker == 0 || marker == 1 || (marker >= 0xd0 && marker <= 0xd8);
        if (marker == 0xd9 || marker == 0xda)
            break;
        str_cut(&bytes, is_bare ? 2 : 2 + (size_t)get(bytes, 2, 2, BIG));
    }
    return (struct size){0};
}

/* RFC 9649: lossy, lossless and extended. */
static struct size webp_size(struct str bytes)
{
    struct str chunk = str_sub(bytes, 12, 4);
    if (str_eq(chunk, S("VP8X")) && bytes.len >= 30)
        return (struct size){get(bytes, 24, 3, LITTLE) + 1,
                             get(bytes, 27, 3, LITTLE) + 1};
    if (str_eq(chunk, S("VP8L")) && bytes.len >= 25 && bytes.at[20] == 0x2f) {
        uint32_t bits = get(bytes, 21, 4, LITTLE);
        return (struct size){(bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1};
    }
    if (str_eq(chunk, S("VP8 ")) &&
        str_eq(str_sub(bytes, 23, 3), S("\x9d\x01\x2a")))
        return (struct size){get(bytes, 26, 2, LITTLE) & 0x3fff,
                             get(bytes, 28, 2, LITTLE) & 0x3fff};
    return (struct size){0};
}

/* The next box of an ISO base media file: ISO 14496-12 4.2. Every one takes
 * eight bytes at least. */
static bool cut_box(struct str *rest, struct str *type, struct str *content)
{
    if (rest->len < 8)
        return false;
    size_t size = get(*rest, 0, 4, BIG), header = 8;
    *type = str_sub(*rest, 4, 4);
    if (size == 1 && get(*rest, 8, 4, BIG) == 0) {
        size = get(*rest, 12, 4, BIG);
        header = 16;
    } else if (size == 0) {
        size = rest->len;
    }
    if (size < header)
        return false;
    *content = str_from(str_cut(rest, size), header);
    return true;
}

static struct str find_box(struct str boxes, struct str type)
{
    for (struct str have, content; cut_box(&boxes, &have, &content);)
        if (str_eq(have, type))
            return content;
    return S("");
}

/* The largest "ispe": tiles and thumbnails have smaller ones of their own.
 * ISO 23008-12 6.5.3. */
static struct size heif_size(struct str bytes)
{
    struct size best = {0};
    struct str meta = str_from(find_box(bytes, S("meta")), 4);
    struct str boxes = find_box(find_box(meta, S("iprp")), S("ipco"));
    for (struct str type, content; cut_box(&boxes, &type, &content);) {
        struct size size = {get(content, 4, 4, BIG), get(content, 8, 4, BIG)};
        if (str_eq(type, S("ispe")) && (uint64_t)size.width * size.height >
                                           (uint64_t)best.width * best.height)
            best = size;
    }
    return best;
}

/* ImageWidth and ImageLength, SHORT or LONG, of the first directory. */
static struct size tiff_size(struct str bytes)
{
    enum order order = str_starts(bytes, S("M")) ? BIG : LITTLE;
    struct size size = {0};
    size_t directory = get(bytes, 4, 4, order);
    size_t count = get(bytes, directory, 2, order);
    for (size_t i = 0; i < count; i++) {
        size_t entry = directory + 2 + 12 * i;
        uint32_t tag = get(bytes, entry, 2, order);
        bool is_short = get(bytes, entry + 2, 2, order) == 3;
        uint32_t value = get(bytes, entry + 8, is_short ? 2 : 4, order);
        if (tag == 256)
            size.width = value;
        else if (tag == 257)
            size.height = value;
    }
    return size;
}

typedef struct size read_size(struct str bytes);

static read_size *const READERS[MIME_COUNT] = {
    [MIME_JPEG] = jpeg_size, [MIME_PNG] = png_size,   [MIME_GIF] = gif_size,
    [MIME_WEBP] = webp_size, [MIME_AVIF] = heif_size, [MIME_HEIC] = heif_size,
    [MIME_BMP] = bmp_size,   [MIME_ICO] = ico_size,   [MIME_TIFF] = tiff_size,
};

bool image_size(struct str bytes, enum mime_kind kind, uint32_t *width,
                uint32_t *height)
{
    if (kind == MIME_SVG)
        return svg_size(bytes, width, height);
    struct size size = {0};
    if (kind < MIME_COUNT && READERS[kind])
        size = READERS[kind](bytes);
    *width = size.width;
    *height = size.height;
    return size.width && size.height;
}
