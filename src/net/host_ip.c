/* SPDX-License-Identifier: MIT */
/* host_ip.c - IP addresses as they stand in URLs. */
#include "net/host_ip.h"

#include <stdio.h>
#include <string.h>

#define PIECES 8 /* of an IPv6 address, 16 bits each */

/* One part of an IPv4 address: decimal, 0octal or 0xhex. Huge values are
 * capped, which the range checks then refuse. */
static bool ipv4_number(struct str part, uint64_t *value)
{
    int base = 10;
    if (part.len == 0)
        return false;
    if (str_istarts(part, S("0x"))) {
        base = 16;
        str_cut(&part, 2);
    } else if (part.len > 1 && *part.at == '0') {
        base = 8;
        str_cut(&part, 1);
    }
    *value = 0;
    for (size_t i = 0; i < part.len; i++) {
        int digit = char_hex(part.at[i]);
        if (digit < 0 || digit >= base)
            return false;
        if (*value <= UINT32_MAX)
            *value = *value * (uint64_t)base + (uint64_t)digit;
    }
    return true;
}

static struct str without_last_dot(struct str domain)
{
    if (domain.len > 1 && domain.at[domain.len - 1] == '.')
        domain.len--;
    return domain;
}

bool ipv4_is_meant(struct str domain)
{
    domain = without_last_dot(domain);
    size_t dot = str_rfind_byte(domain, '.');
    struct str last = str_from(domain, dot == STR_NONE ? 0 : dot + 1);
    uint64_t value;
    return (last.len && str_span(last, "0123456789") == last.len) ||
           ipv4_number(last, &value);
}

bool ipv4_parse(struct str text, uint8_t bytes[4])
{
    uint64_t parts[4];
    size_t count = 0;
    text = without_last_dot(text);
    for (struct str part; str_split(&text, '.', &part); count++)
        if (count == 4 || !ipv4_number(part, &parts[count]))
            return false;
    if (count == 0)
        return false;
    uint64_t address = parts[count - 1];
    if (address >= UINT64_C(1) << (8 * (5 - count)))
        return false;
    for (size_t i = 0; i + 1 < count; i++) {
        if (parts[i] > 255)
            return false;
        address |= parts[i] << (24 - 8 * i);
    }
    for (size_t i = 0; i < 4; i++)
        bytes[i] = (uint8_t)(address >> (24 - 8 * i));
    return true;
}

/* The dotted quad at the end of an IPv6 address: strictly decimal. */
static bool quad_parse(struct str text, uint8_t bytes[4])
{
    size_t count = 0;
    for (struct str part; str_split(&text, '.', &part); count++) {
        uint64_t value;
        if (count == 4 || part.len > 3 || !str_to_u64(part, &value) ||
            value > 255 || (part.len > 1 && *part.at == '0'))
            return false;
        bytes[count] = (uint8_t)value;
    }
    return count == 4;
}

/* Up to four hexadecimal digits off the front. */
static unsigned piece_cut(struct str *rest, size_t *digits)
{
    unsigned value = 0;
    for (*digits = 0; *digits < 4 && rest->len; ++*digits) {
        int digit = char_hex(*rest->at);
        if (digit < 0)
            break;
        value = value * 16 + (unsigned)digit;
        str_cut(rest, 1);
    }
    return value;
}

/* The pieces after "::" move to the end, zeros take their place. */
static void spread(uint8_t bytes[16], size_t filled, size_t gap)
{
    size_t tail = filled - gap;
    memmove(bytes + (16 - tail), bytes + gap, tail);
    memset(bytes + gap, 0, 16 - tail - gap);
}

/* Behind a piece must stand a colon and something, or the end. */
static bool colon_cut(struct str *rest)
{
    if (rest->len == 0)
        return true;
    return *str_cut(rest, 1).at == ':' && rest->len > 0;
}

bool ipv6_parse(struct str text, uint8_t bytes[16])
{
    size_t filled = 0, gap = STR_NONE;
    if (str_starts(text, S("::"))) {
        str_cut(&text, 2);
        gap = 0;
    } else if (str_starts(text, S(":"))) {
        return false;
    }
    while (text.len) {
        if (filled == 16)
            return false;
        if (*text.at == ':') {
            if (gap != STR_NONE)
                return false;
            str_cut(&text, 1);
            gap = filled;
            continue;
        }
        struct str from_here = text;
        size_t digits;
        unsigned piece = piece_cut(&text, &digits);
        if (text.len && *text.at == '.') {
            if (digits == 0 || filled > 12 ||
                !quad_parse(from_here, bytes + filled))
                return false;
            filled += 4;
            break;
        }
        if (digits == 0 || !colon_cut(&text))
            return false;
        bytes[filled++] = (uint8_t)(piece >> 8);
        bytes[filled++] = (uint8_t)piece;
    }
    if (gap == STR_NONE)
        return filled == 16;
    if (filled == 16)
        return false; /* "::" stands for one piece at least */
    spread(bytes, filled, gap);
    return true;
}

static void put_number(struct sink *out, const char *format, unsigned value)
{
    char text[16];
    int len = snprintf(text, sizeof text, format, value);
    sink_put(out, str_make(text, (size_t)len));
}

void ipv4_put(struct sink *out, const uint8_t bytes[4])
{
    for (int i = 0; i < 4; i++)
        put_number(out, i ? ".%u" : "%u", bytes[i]);
}

/* The first longest run of at least two zero pieces; length 0 when none. */
static size_t zero_run(const unsigned pieces[PIECES], size_t *len)
{
    size_t best = 0;
    *len = 0;
    for (size_t i = 0, run = 0; i < PIECES; i++) {
        run = pieces[i] ? 0 : run + 1;
        if (run > 1 && run > *len) {
            best = i + 1 - run;
            *len = run;
        }
    }
    return best;
}

void ipv6_put(struct sink *out, const uint8_t bytes[16])
{
    unsigned pieces[PIECES];
    for (size_t i = 0; i < PIECES; i++)
        pieces[i] = (unsigned)bytes[2 * i] << 8 | bytes[2 * i + 1];
    size_t run, gap = zero_run(pieces, &run);
    for (size_t i = 0; i < PIECES; i++) {
        if (run && i == gap) {
            sink_put(out, i ? S(":") : S("::"));
            i += run - 1;
            continue;
        }
        put_number(out, "%x", pieces[i]);
        if (i + 1 < PIECES)
            sink_putc(out, ':');
    }
}
