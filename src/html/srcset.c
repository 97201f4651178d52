/* SPDX-License-Identifier: MIT */
/* srcset.c - the images a srcset attribute offers. */
#include "html/srcset.h"

/* Up to the next comma outside parentheses. */
static size_t descriptor_len(struct str s)
{
    size_t n = 0;
    bool in_parens = false;
    for (; n < s.len && (in_parens || s.at[n] != ','); n++) {
        if (s.at[n] == '(')
            in_parens = true;
        else if (s.at[n] == ')')
            in_parens = false;
    }
    return n;
}

/* "1.5" in thousandths; 0 when it is no number or absurd. */
static uint32_t milli(struct str s)
{
    struct str whole = str_cut(&s, str_until(s, "."));
    uint64_t value = 0, digits = 0;
    if (whole.len && !str_to_u64(whole, &value))
        return 0;
    struct str part = str_sub(s, 1, 3);
    if (part.len && !str_to_u64(part, &digits))
        return 0;
    for (size_t i = part.len; i < 3; i++)
        digits *= 10;
    return value < 1000000 ? (uint32_t)(value * 1000 + digits) : 0;
}

static void read_descriptor(struct srcset_item *item)
{
    struct str rest = item->descriptor;
    for (struct str word; str_word(&rest, &word);) {
        struct str number = str_sub(word, 0, word.len - 1);
        uint64_t width;
        if (word.at[word.len - 1] == 'x')
            item->density_milli = milli(number);
        else if (word.at[word.len - 1] == 'w' && str_to_u64(number, &width) &&
                 width <= UINT32_MAX)
            item->width_px = (uint32_t)width;
    }
}

static size_t strip_commas(struct str *s)
{
    size_t before = s->len;
    while (s->len && s->at[s->len - 1] == ',')
        s->len--;
    return before - s->len;
}

bool srcset_next(struct str *rest, struct srcset_item *item)
{
    str_cut(rest, str_span(*rest, STR_SPACE ","));
    *item =
        (struct srcset_item){.url = str_cut(rest, str_until(*rest, STR_SPACE))};
    bool ended = strip_commas(&item->url) > 0; /* "a.png, b.png 2x" */
    str_cut(rest, str_span(*rest, STR_SPACE));
    item->descriptor =
        str_trim(str_cut(rest, ended ? 0 : descriptor_len(*rest)));
    read_descriptor(item);
    return item->url.len > 0;
}

/* Is a better than b? By w descriptors when either has one. */
static bool is_better(const struct srcset_item *a, const struct srcset_item *b,
                      uint32_t want_px)
{
    if (!b->url.len)
        return true;
    if (a->width_px || b->width_px) {
        bool a_fits = a->width_px >= want_px, b_fits = b->width_px >= want_px;
        if (a_fits != b_fits)
            return a_fits;
        return a_fits ? a->width_px < b->width_px : a->width_px > b->width_px;
    }
    int64_t x = a->density_milli ? a->density_milli : 1000;
    int64_t y = b->density_milli ? b->density_milli : 1000;
    int64_t from_x = x < 2000 ? 2000 - x : x - 2000;
    int64_t from_y = y < 2000 ? 2000 - y : y - 2000;
    return from_x < from_y;
}

struct str srcset_best(struct str srcset, uint32_t want_px)
{
    struct srcset_item best = {0}, item;
    while (srcset_next(&srcset, &item))
        if (is_better(&item, &best, want_px))
            best = item;
    return best.url;
}
