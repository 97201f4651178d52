/* SPDX-License-Identifier: MIT */
/* mime_sniff.c - what bytes are, whatever their label says. */
#include "net/mime.h"

#include <string.h>

#define SNIFFED 1024 /* bytes that are looked at */

/* Bytes that only one kind has, at `at`. */
struct magic {
    size_t at;
    struct str bytes;
    enum mime_kind kind;
};

#define M(at, literal, kind)                                                   \
    {                                                                          \
        (at), {(literal), sizeof(literal) - 1}, (kind)                         \
    }

static const struct magic MAGIC[] = {
    M(0, "\xff\xd8\xff", MIME_JPEG),
    M(0, "\x89PNG\r\n\x1a\n", MIME_PNG),
    M(0, "GIF87a", MIME_GIF),
    M(0, "GIF89a", MIME_GIF),
    M(8, "WEBPVP8", MIME_WEBP),
    M(0, "\0\0\1\0", MIME_ICO),
    M(0, "\0\0\2\0", MIME_ICO),
    M(0, "II*\0", MIME_TIFF),
    M(0, "MM\0*", MIME_TIFF),
    M(0, "\xff\x0a", MIME_JXL),
    M(0, "\0\0\0\x0cJXL \r\n\x87\n", MIME_JXL),
    M(0, "PK\3\4", MIME_ZIP),
    M(0, "PK\5\6", MIME_ZIP),
    M(0, "\x1f\x8b\x08", MIME_GZIP),
    M(0, "WARC/", MIME_WARC),
    M(0, "ID3", MIME_AUDIO),
    M(0, "OggS\0", MIME_AUDIO),
    M(0, "fLaC", MIME_AUDIO),
    M(8, "WAVE", MIME_AUDIO),
    M(8, "AIFF", MIME_AUDIO),
    M(0, ".snd", MIME_AUDIO),
    M(0, "MThd\0\0\0\6", MIME_AUDIO),
    M(8, "AVI ", MIME_VIDEO),
    M(0, "\x1a\x45\xdf\xa3", MIME_VIDEO),
    M(0, "FLV\1", MIME_VIDEO),
    M(0, "\0\0\1\xba", MIME_VIDEO),
    M(0, "\0\0\1\xb3", MIME_VIDEO),
    M(0, "wOFF", MIME_FONT),
    M(0, "wOF2", MIME_FONT),
    M(0, "OTTO", MIME_FONT),
    M(0, "ttcf", MIME_FONT),
    M(0, "\0\1\0\0\0", MIME_FONT),
    M(34, "LP", MIME_FONT), /* EOT; see is_magic */
};

/* The brands of an ISO base media file (ISO 14496-12 4.3). */
static const struct magic BRANDS[] = {
    M(0, "avif", MIME_AVIF), M(0, "avis", MIME_AVIF),  M(0, "heic", MIME_HEIC),
    M(0, "heix", MIME_HEIC), M(0, "hevc", MIME_HEIC),  M(0, "hevx", MIME_HEIC),
    M(0, "heim", MIME_HEIC), M(0, "heis", MIME_HEIC),  M(0, "mif1", MIME_HEIC),
    M(0, "msf1", MIME_HEIC), M(0, "M4A ", MIME_AUDIO), M(0, "M4B ", MIME_AUDIO),
};

/* Elements that open a page; what follows must end the tag's name. The list is
 * the standard's, and what pages without <html> begin with. */
static const char *const HTML_TAGS[] = {
    "html", "head",    "script",  "iframe",   "h1",       "h2",     "div",
    "font", "table",   "a",       "style",    "title",    "b",      "body",
    "br",   "p",       "meta",    "link",     "base",     "center", "main",
    "span", "article", "section", "noscript", "template", "header", "nav",
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

static bool is_magic(struct str bytes, const struct magic *magic)
{
    return str_starts(str_from(bytes, magic->at), magic->bytes);
}

/* The table's patterns at 8 stand in a RIFF or FORM container, EOT's has a
 * version before it. */
static bool has_container(struct str bytes, const struct magic *magic)
{
    if (magic->at == 8)
        return str_starts(bytes, S("RIFF")) || str_starts(bytes, S("FORM"));
    if (magic->at == 34)
        return str_eq(str_sub(bytes, 8, 2), S("\0\0")) ||
               str_eq(str_sub(bytes, 8, 2), S("\1\0")) ||
               str_eq(str_sub(bytes, 8, 2), S("\2\0"));
    return true;
}

static enum mime_kind brand_kind(struct str brand)
{
    for (size_t i = 0; i < COUNT(BRANDS); i++)
        if (is_magic(brand, &BRANDS[i]))
            return BRANDS[i].kind;
    return MIME_UNKNOWN;
}

/* "ftyp" with a major brand and compatible ones. "mif1" says only that there
 * is an image: a compatible brand tells which. */
static enum mime_kind sniff_ftyp(struct str bytes)
{
    if (!str_eq(str_sub(bytes, 4, 4), S("ftyp")))
        return MIME_UNKNOWN;
    size_t size =
        (unsigned char)bytes.at[2] * 256u + (unsigned char)bytes.at[3];
    struct str brands = str_sub(bytes, 8, size > 8 ? size - 8 : 0);
    enum mime_kind major = brand_kind(brands);
    if (major != MIME_HEIC)
        return major == MIME_UNKNOWN ? MIME_VIDEO : major;
    for (; brands.len >= 4; str_cut(&brands, 4))
        if (brand_kind(brands) == MIME_AVIF)
            return MIME_AVIF;
    return MIME_HEIC;
}

/* "BM" is too short to believe alone: the header's size must be a known one. */
static bool is_bmp(struct str bytes)
{
    return bytes.len >= 26 && str_starts(bytes, S("BM")) &&
           memchr("\x0c\x28\x34\x38\x40\x6c\x7c", bytes.at[14], 7) != NULL &&
           str_eq(str_sub(bytes, 15, 3), S("\0\0\0"));
}

/* A frame of MPEG audio (or ADTS): eleven set bits, a layer, a bit rate. */
static bool is_mpeg_audio(struct str bytes)
{
    if (bytes.len < 4 || (unsigned char)bytes.at[0] != 0xff)
        return false;
    unsigned second = (unsigned char)bytes.at[1];
    unsigned third = (unsigned char)bytes.at[2];
    return (second & 0xe0) == 0xe0 && (second & 0x18) != 0x08 &&
           (third & 0xf0) != 0xf0 && (third & 0x0c) != 0x0c && second < 0xfe;
}

static enum mime_kind sniff_binary(struct str bytes)
{
    for (size_t i = 0; i < COUNT(MAGIC); i++)
        if (is_magic(bytes, &MAGIC[i]) && has_container(bytes, &MAGIC[i]))
            return MAGIC[i].kind;
    if (is_bmp(bytes))
        return MIME_BMP;
    if (is_mpeg_audio(bytes))
        return MIME_AUDIO;
    return sniff_ftyp(bytes);
}

/* Bytes that no text has: WHATWG MIME Sniffing 3, "binary data byte". */
static bool is_binary(struct str bytes)
{
    for (size_t i = 0; i < bytes.len; i++) {
        unsigned char c = (unsigned char)bytes.at[i];
        if (c <= 8 || c == 0x0b || (c >= 0x0e && c <= 0x1a) ||
            (c >= 0x1c && c <= 0x1f))
            return true;
    }
    return false;
}

/* UTF-16, by its mark, or by how its first "<" is written. */
static bool is_utf16(struct str bytes)
{
    return str_starts(bytes, S("\xff\xfe")) ||
           str_starts(bytes, S("\xfe\xff")) || str_starts(bytes, S("<\0")) ||
           str_starts(bytes, S("\0<"));
}

/* The text as bytes that can be compared: no byte order mark, and one byte for
 * each ASCII character of UTF-16. */
static struct str as_ascii(struct str bytes, char scratch[SNIFFED])
{
    if (str_starts(bytes, S("\xef\xbb\xbf")))
        return str_from(bytes, 3);
    if (!is_utf16(bytes))
        return bytes;
    size_t len = 0;
    bool has_mark = bytes.at[0] == '\xff' || bytes.at[0] == '\xfe';
    for (size_t i = has_mark ? 2 : 0; i < bytes.len; i++)
        if (bytes.at[i] != '\0')
            scratch[len++] = bytes.at[i];
    return str_make(scratch, len);
}

/* Past white space, comments, processing instructions and the doctype, to the
 * root element. Says whether it passed an XML declaration or a doctype. */
static struct str skip_prolog(struct str text, bool *is_xml,
                              struct str *doctype)
{
    *is_xml = false;
    *doctype = S("");
    for (;;) {
        str_cut(&text, str_span(text, STR_SPACE));
        struct str end;
        if (str_starts(text, S("<!--")))
            end = S("-->");
        else if (str_starts(text, S("<?")) || str_istarts(text, S("<!doctype")))
            end = S(">");
        else
            return text;
        *is_xml |= str_istarts(text, S("<?xml"));
        if (str_istarts(text, S("<!doctype")))
            *doctype = str_trim(str_sub(text, 9, str_until(text, ">[")));
        size_t at = str_find(text, end);
        str_cut(&text, at == STR_NONE ? text.len : at + end.len);
    }
}

static bool opens_with(struct str text, struct str name)
{
    struct str rest = str_from(text, 1);
    if (!str_starts(text, S("<")) || !str_istarts(rest, name))
        return false;
    rest = str_from(rest, name.len);
    return rest.len == 0 || strchr(" \t\n\f\r>/", *rest.at) != NULL;
}

static bool opens_page(struct str text)
{
    for (size_t i = 0; i < COUNT(HTML_TAGS); i++)
        if (opens_with(text, str_of(HTML_TAGS[i])))
            return true;
    return false;
}

static enum mime_kind sniff_markup(struct str text)
{
    bool is_xml;
    struct str doctype;
    struct str root = skip_prolog(text, &is_xml, &doctype);
    if (opens_with(root, S("svg")) || opens_with(root, S("svg:svg")) ||
        str_istarts(doctype, S("svg")))
        return MIME_SVG;
    if (str_istarts(doctype, S("html")) || opens_with(root, S("html")))
        return MIME_HTML;
    if (is_xml || opens_with(root, S("rss")) || opens_with(root, S("feed")) ||
        opens_with(root, S("rdf:RDF")) || opens_with(root, S("urlset")))
        return MIME_XML;
    if (opens_page(root))
        return MIME_HTML;
    return MIME_UNKNOWN;
}

/* Headers of a mail message that holds a page: RFC 2557. */
static bool is_mhtml(struct str text)
{
    size_t version = str_ifind(text, S("mime-version:"));
    size_t line = str_until(text, "\r\n");
    struct str first = str_sub(text, 0, line);
    return version != STR_NONE && str_has_byte(first, ':') &&
           !str_starts(first, S("<")) &&
           str_ifind(text, S("multipart/related")) != STR_NONE;
}

static enum mime_kind label_kind(struct str type)
{
    if (str_ieq(type, S("text/html")) ||
        str_ieq(type, S("application/xhtml+xml")))
        return MIME_HTML;
    if (str_ieq(type, S("image/svg+xml")))
        return MIME_SVG;
    if (str_iends(type, S("+json")) || str_iends(type, S("/json")))
        return MIME_JSON;
    if (str_iends(type, S("+xml")) || str_iends(type, S("/xml")))
        return MIME_XML;
    if (str_istarts(type, S("audio/")))
        return MIME_AUDIO;
    if (str_istarts(type, S("video/")))
        return MIME_VIDEO;
    if (str_istarts(type, S("font/")))
        return MIME_FONT;
    return str_istarts(type, S("text/")) ? MIME_TEXT : MIME_UNKNOWN;
}

static bool looks_like_json(struct str text)
{
    text = str_trim(text);
    return (str_starts(text, S("{")) &&
            str_starts(str_trim(str_from(text, 1)), S("\""))) ||
           str_starts(text, S("[{")) || str_eq(text, S("{}"));
}

static enum mime_kind sniff_text(struct str text, enum mime_kind label)
{
    enum mime_kind markup = sniff_markup(text);
    struct str bare = str_from(text, str_span(text, STR_SPACE));
    if (str_starts(bare, S("%PDF-")))
        return MIME_PDF;
    if (markup == MIME_XML && label == MIME_SVG)
        return MIME_SVG; /* its root is further behind */
    if (markup != MIME_UNKNOWN)
        return markup;
    if (is_mhtml(bare))
        return MIME_MHTML;
    bool fits = label != MIME_SVG || str_starts(bare, S("<"));
    if (label == MIME_UNKNOWN || label == MIME_TEXT || !fits)
        return looks_like_json(text)         ? MIME_JSON
               : str_starts(bare, S("<!--")) ? MIME_HTML
                                             : MIME_TEXT;
    return label;
}

static bool is_media(enum mime_kind kind)
{
    return kind == MIME_AUDIO || kind == MIME_VIDEO || kind == MIME_FONT;
}

enum mime_kind mime_sniff(struct str bytes, struct str content_type)
{
    char scratch[SNIFFED];
    struct str head = str_sub(bytes, 0, SNIFFED);
    if (head.len == 0)
        return MIME_UNKNOWN;
    enum mime_kind label = label_kind(mime_essence(content_type));
    struct str text = as_ascii(head, scratch);
    bool has_mark = text.at != head.at;
    enum mime_kind kind = has_mark ? MIME_UNKNOWN : sniff_binary(head);
    if (kind == MIME_AUDIO && label == MIME_VIDEO)
        return MIME_VIDEO; /* Ogg holds either */
    if (kind != MIME_UNKNOWN)
        return kind;
    if (str_starts(head, S("%PDF-")))
        return MIME_PDF;
    if (!is_binary(text))
        return sniff_text(text, is_media(label) ? MIME_UNKNOWN : label);
    if (is_media(label))
        return label;
    return sniff_markup(text) == MIME_HTML ? MIME_HTML : MIME_BINARY;
}
