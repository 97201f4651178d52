/* SPDX-License-Identifier: MIT */
/* charset_decode.c - bytes of any encoding to UTF-8; the door to iconv. */
#include "text/charset.h"

#include "text/charset_iso2022.h"
#include "text/charset_utf8.h"
#include <errno.h>
#include <iconv.h>
#include <string.h>

#define REPLACEMENT "\xEF\xBF\xBD" /* U+FFFD */
#define STEP        (16u << 10)    /* bytes of output per call of iconv */

/* What iconv calls an encoding, where it has another name or the standard
 * means a larger set than the name says. */
static const struct {
    struct str name;
    const char *iconv_name;
} ICONV_NAMES[] = {

    {STR("euc-jp"), "EUC-JP-MS"},      {STR("euc-kr"), "CP949"},
    {STR("gbk"), "GB18030"},           {STR("shift_jis"), "CP932"},
    {STR("windows-874"), "CP874"},     {STR("iso-8859-8-i"), "ISO-8859-8"},
    {STR("x-mac-cyrillic"), "MAC-UK"},
};

/* --- UTF-8 ------------------------------------------------------------- */

/* A parser of HTML makes U+FFFD of a NUL; so no text of ours ever holds one. */
static void put_without_nul(struct str valid, struct buf *out)
{
    for (size_t n; (n = str_find_byte(valid, '\0')) != STR_NONE;) {
        buf_put(out, str_cut(&valid, n));
        buf_puts(out, REPLACEMENT);
        str_cut(&valid, 1);
    }
    buf_put(out, valid);
}

static void decode_utf8(struct str bytes, struct buf *out)
{
    while (!out->failed) {
        put_without_nul(str_cut(&bytes, utf8_prefix(bytes)), out);
        if (bytes.len == 0)
            return;
        bool is_whole;
        str_cut(&bytes, utf8_sequence(bytes, &is_whole));
        buf_puts(out, REPLACEMENT);
    }
}

/* --- by iconv ---------------------------------------------------------- */

static void decode_user_defined(struct str bytes, struct buf *out)
{
    while (bytes.len && !out->failed) {
        put_without_nul(str_cut(&bytes, ascii_prefix(bytes)), out);
        if (bytes.len)
            buf_put_utf8(out, 0xF700u + (unsigned char)*str_cut(&bytes, 1).at);
    }
}

static bool is_windows(struct str name)
{
    return str_starts(name, S("windows-"));
}

/* One character that iconv refuses: in windows code pages the bytes that
 * stand for nothing are C1 controls; 0x80 is the euro of GBK. Else U+FFFD, for
 * the lead byte and a trail byte that is no ASCII. */
static void skip_broken(struct str *rest, struct str name, struct buf *out)
{
    unsigned char c = (unsigned char)rest->at[0];
    size_t n = 1;
    if (is_windows(name) && c >= 0x80 && c < 0xA0) {
        buf_put_utf8(out, c);
    } else if (c == 0x80 && str_starts(name, S("gb"))) {
        buf_put_utf8(out, 0x20AC);
    } else {
        buf_puts(out, REPLACEMENT);
        if (str_starts(name, S("utf-16")))
            n = 2;
        else if (!is_windows(name) && !str_starts(name, S("iso-8859")) &&
                 rest->len > 1 && (unsigned char)rest->at[1] >= 0x80)
            n = 2;
    }
    str_cut(rest, n);
}

/* What iconv holds back to see whether a combining mark follows. */
static void flush(iconv_t handle, struct buf *out)
{
    char step[64], *to = step;
    size_t room = sizeof step;
    iconv(handle, NULL, NULL, &to, &room);
    put_without_nul(str_make(step, (size_t)(to - step)), out);
}

/* Decode until the end, or until iconv refuses a character. */
static int convert(iconv_t handle, struct str *rest, struct buf *out)
{
    while (rest->len) {
        char step[STEP], *to = step, *from = (char *)(uintptr_t)rest->at;
        size_t room = sizeof step, left = rest->len;
        size_t done = iconv(handle, &from, &left, &to, &room);
        int why = done == (size_t)-1 ? errno : 0;
        str_cut(rest, rest->len - left);
        put_without_nul(str_make(step, (size_t)(to - step)), out);
        if (out->failed || (why && why != E2BIG))
            return why;
    }
    return 0;
}

/* Characters of Hong Kong, in Big5 where Taiwan's has nothing. */
static bool decode_hkscs(iconv_t spare, struct str *rest, struct buf *out)
{
    struct str pair = str_sub(*rest, 0, 2);
    size_t before = out->len;
    if (spare == (iconv_t)-1 || pair.len < 2)
        return false;
    int why = convert(spare, &pair, out);
    flush(spare, out);
    if (why || out->len == before)
        return false;
    str_cut(rest, 2);
    return true;
}

static void decode_by_iconv(iconv_t handle, struct str bytes, struct str name,
                            struct buf *out)
{
    iconv_t spare = (iconv_t)-1;
    if (str_eq(name, S("big5")))
        spare = iconv_open("UTF-8", "BIG5-HKSCS");
    while (bytes.len && !out->failed) {
        int why = convert(handle, &bytes, out);
        flush(handle, out);
        if (why == EINVAL) { /* the end cuts a character in half */
            buf_puts(out, REPLACEMENT);
            break;
        }
        if (why && !decode_hkscs(spare, &bytes, out))
            skip_broken(&bytes, name, out);
    }
    if (spare != (iconv_t)-1)
        iconv_close(spare);
}

static const char *iconv_name(struct str name)
{
    for (size_t i = 0; i < sizeof ICONV_NAMES / sizeof *ICONV_NAMES; i++)
        if (str_eq(ICONV_NAMES[i].name, name))
            return ICONV_NAMES[i].iconv_name;
    return name.at; /* static and terminated, see charset_of_label */
}

/* --- public ------------------------------------------------------------ */

static struct str without_bom(struct str bytes, struct str name)
{
    struct str bom = str_eq(name, S("utf-8"))      ? S("\xEF\xBB\xBF")
                     : str_eq(name, S("utf-16be")) ? S("\xFE\xFF")
                     : str_eq(name, S("utf-16le")) ? S("\xFF\xFE")
                                                   : S("");
    return str_from(bytes, str_starts(bytes, bom) ? bom.len : 0);
}

static enum op_status decode(struct str bytes, struct str name, struct buf *out)
{
    if (!str_starts(name, S("utf-16"))) /* all others have ASCII as it is */
        put_without_nul(str_cut(&bytes, ascii_prefix(bytes)), out);
    if (bytes.len == 0)
        return OP_OK;
    if (str_eq(name, S("x-user-defined"))) {
        decode_user_defined(bytes, out);
        return OP_OK;
    }
    iconv_t handle = iconv_open("UTF-8", iconv_name(name));
    if (handle == (iconv_t)-1 && errno == ENOMEM)
        return OP_NO_MEMORY;
    if (handle == (iconv_t)-1) { /* a system without it: keep what we can */
        decode_utf8(bytes, out);
        return OP_OK;
    }
    decode_by_iconv(handle, bytes, name, out);
    iconv_close(handle);
    return OP_OK;
}

static enum op_status decode_iso2022(struct str bytes, struct buf *out)
{
    struct buf euc;
    buf_init(&euc, bytes.len * 2);
    iso2022_to_euc(bytes, &euc);
    enum op_status status =
        euc.failed ? euc.failed : decode(buf_str(&euc), S("euc-jp"), out);
    buf_free(&euc);
    return status;
}

static enum op_status decode_any(struct str bytes, struct str name,
                                 struct buf *out)
{
    if (str_eq(name, S("iso-2022-jp")))
        return decode_iso2022(bytes, out);
    if (str_eq(name, S("utf-8")))
        decode_utf8(bytes, out);
    else if (str_eq(name, S("replacement")))
        buf_puts(out, REPLACEMENT);
    else
        return decode(bytes, name, out);
    return OP_OK;
}

enum op_status charset_decode(struct str bytes, struct charset charset,
                              struct buf *out, struct op_error *err)
{
    struct str rest = without_bom(bytes, charset.name);
    enum op_status status = decode_any(rest, charset.name, out);
    if (out->failed)
        status = out->failed;
    if (status == OP_TOO_LARGE)
        return error_set(err, status, OP_STAGE_DECODE, S(""),
                         "larger than %zu bytes once decoded", out->max);
    if (status)
        return error_set(err, status, OP_STAGE_DECODE, S(""),
                         "no memory to decode it");
    return OP_OK;
}
