/* SPDX-License-Identifier: MIT */
/* flat.c - values as plain bytes, and back, by one description of them.
 *
 * Numbers are written seven bits a byte, the lowest first (LEB128). */
#include "base/flat.h"

struct flat flat_writer(struct buf *out)
{
    return (struct flat){.out = out};
}

struct flat flat_reader(struct arena *arena, struct str bytes)
{
    return (struct flat){.in = bytes, .arena = arena};
}

static void put_number(struct buf *out, uint64_t number)
{
    char bytes[10];
    size_t len = 0;
    for (; number >= 0x80; number >>= 7)
        bytes[len++] = (char)(number | 0x80);
    bytes[len++] = (char)number;
    buf_put(out, str_make(bytes, len));
}

static void break_off(struct flat *flat)
{
    flat->broken = true;
    flat->in = S("");
}

void flat_number(struct flat *flat, uint64_t *number, uint64_t max)
{
    if (flat->out) {
        put_number(flat->out, *number);
        return;
    }
    *number = 0;
    for (unsigned shift = 0; shift < 64 && flat->in.len; shift += 7) {
        unsigned char byte = (unsigned char)str_cut(&flat->in, 1).at[0];
        *number |= (uint64_t)(byte & 0x7F) << shift;
        if (byte < 0x80 && *number <= max)
            return;
        if (byte < 0x80)
            break;
    }
    *number = 0;
    break_off(flat);
}

void flat_size(struct flat *flat, size_t *size, size_t max)
{
    flat_small(flat, size, max);
}

void flat_double(struct flat *flat, double *number)
{
    if (flat->out) {
        buf_put(flat->out, str_make((const char *)number, sizeof *number));
        return;
    }
    *number = 0;
    if (flat->in.len < sizeof *number)
        break_off(flat);
    else
        memcpy(number, str_cut(&flat->in, sizeof *number).at, sizeof *number);
}

void flat_str(struct flat *flat, struct str *s)
{
    size_t len = s->len;
    flat_size(flat, &len, flat->in.len);
    if (flat->out) {
        buf_put(flat->out, *s);
        buf_putc(flat->out, '\0');
        return;
    }
    if (flat->broken || len >= flat->in.len || flat->in.at[len] != '\0') {
        break_off(flat);
        *s = S("");
        return;
    }
    *s = str_cut(&flat->in, len);
    str_cut(&flat->in, 1);
}
