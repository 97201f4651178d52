/* SPDX-License-Identifier: MIT */
/* prose.c - is it still the same article? */
#include "article/prose.h"

#include "text/typed.h"
#include "text/unicode.h"

#define STEP 4096

/* Text on its way into a digest, white space folded. */
struct folder {
    struct digest digest;
    char step[STEP];
    size_t len;
    bool gap; /* white space is due */
};

static void flush(struct folder *f)
{
    digest_add(&f->digest, str_make(f->step, f->len));
    f->len = 0;
}

static void put(struct folder *f, struct str bytes)
{
    if (f->len + bytes.len + 1 > STEP)
        flush(f);
    if (f->gap)
        f->step[f->len++] = ' ';
    f->gap = false;
    for (size_t i = 0; i < bytes.len; i++)
        f->step[f->len++] = bytes.at[i];
}

static bool is_space(uint32_t c)
{
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xA0 || c == 0x3000 ||
           c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F ||
           c == 0x205F || c == 0x2028 || c == 0x2029;
}

static void put_text(struct folder *f, struct str text)
{
    f->gap = false;
    uint32_t c;
    for (struct str rest = text, all = text; utf8_next(&rest, &c); all = rest) {
        struct str typed = char_as_typed(c);
        if (is_space(c))
            f->gap = true;
        else if (!char_is_invisible(c))
            put(f, typed.len ? typed : str_sub(all, 0, all.len - rest.len));
    }
    f->gap = false;
    put(f, S("\n"));
}

struct sha256 prose_digest(const struct article *article)
{
    struct folder f = {.len = 0};
    digest_begin(&f.digest);
    put_text(&f, article->title);
    put_text(&f, article->subtitle);
    for (size_t i = 0; i < article->authors.len; i++)
        put_text(&f, article->authors.at[i]);
    put(&f, S("\n"));
    put_text(&f, article->text);
    flush(&f);
    return digest_end(&f.digest);
}
