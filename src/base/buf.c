/* SPDX-License-Identifier: MIT */
/* buf.c - bytes that grow, owned, and never beyond a maximum. */
#include "base/buf.h"

#include "base/memory.h"
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void buf_init(struct buf *buf, size_t max)
{
    *buf = (struct buf){.max = max < SIZE_MAX / 4 ? max : SIZE_MAX / 4};
}

void buf_free(struct buf *buf)
{
    memory_free(buf->at);
    buf_init(buf, buf->max);
}

void buf_drop(struct buf *buf, size_t n)
{
    if (n >= buf->len) {
        buf->len = 0;
        return;
    }
    if (n)
        memmove(buf->at, buf->at + n, buf->len - n);
    buf->len -= n;
}

void buf_fit(struct buf *buf)
{
    char *at = buf->at ? memory_resize(buf->at, buf->len + 1) : NULL;
    if (!at)
        return;
    buf->at = at;
    buf->cap = buf->len + 1;
}

void buf_clear(struct buf *buf)
{
    buf->len = 0;
    buf->failed = OP_OK;
    if (buf->at)
        buf->at[0] = '\0';
}

char *buf_room(struct buf *buf, size_t more)
{
    if (buf->failed)
        return NULL;
    if (more > buf->max - buf->len) {
        buf->failed = OP_TOO_LARGE;
        return NULL;
    }
    size_t need = buf->len + more + 1;
    if (need > buf->cap) {
        size_t cap = buf->cap * 2 > need ? buf->cap * 2 : need + 60;
        char *at = memory_resize(buf->at, cap);
        if (!at) {
            buf->failed = OP_NO_MEMORY;
            return NULL;
        }
        buf->at = at;
        buf->cap = cap;
    }
    return buf->at + buf->len;
}

void buf_put(struct buf *buf, struct str s)
{
    char *room = buf_room(buf, s.len);
    if (!room)
        return;
    if (s.len)
        memcpy(room, s.at, s.len);
    buf->len += s.len;
    buf->at[buf->len] = '\0';
}

void buf_putc(struct buf *buf, char c)
{
    buf_put(buf, str_make(&c, 1));
}

void buf_printf(struct buf *buf, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int need = vsnprintf(NULL, 0, format, args);
    va_end(args);
    size_t len = need > 0 ? (size_t)need : 0;
    char *room = buf_room(buf, len);
    if (room) {
        vsnprintf(room, len + 1, format, again);
        buf->len += len;
    }
    va_end(again);
}

void buf_put_utf8(struct buf *buf, uint32_t c)
{
    if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
        c = 0xFFFD;
    char out[4];
    size_t n = 0;
    if (c < 0x80) {
        out[n++] = (char)c;
    } else if (c < 0x800) {
        out[n++] = (char)(0xC0 | c >> 6);
        out[n++] = (char)(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        out[n++] = (char)(0xE0 | c >> 12);
        out[n++] = (char)(0x80 | (c >> 6 & 0x3F));
        out[n++] = (char)(0x80 | (c & 0x3F));
    } else {
        out[n++] = (char)(0xF0 | c >> 18);
        out[n++] = (char)(0x80 | (c >> 12 & 0x3F));
        out[n++] = (char)(0x80 | (c >> 6 & 0x3F));
        out[n++] = (char)(0x80 | (c & 0x3F));
    }
    buf_put(buf, str_make(out, n));
}

struct str buf_str(const struct buf *buf)
{
    return str_make(buf->at, buf->len);
}
