/* SPDX-License-Identifier: MIT */
/* nesting.c - the stack of open elements, without the elements.
 *
 * Each element remembers the next one of its name further out, and what the
 * innermost scope was before: so "is there a <p> in button scope" is a
 * comparison of two places, and popping puts all of it back. */
#include "html/nesting.h"

#include "html/walk.h"

enum {
    FLAT = 1,    /* no tags are open in it, or it is around all, or there is one
                  * at most */
    NO_P = 2,    /* closes an open <p> */
    SPECIAL = 4, /* ends the search for an element that is not */
    SCOPE = 8,   /* ends the search for one that is */
    BLOCK = 16,  /* its end tag looks for it in scope, like a block's */
    FORMAT = 32, /* formatting: may be closed while what is in it is not */
    PART = 64,   /* of a table */
};

/* Void elements are flat, too. */
static const struct {
    uint8_t traits;
    struct str names;
} KINDS[] = {
    {NO_P | SPECIAL | BLOCK,
     STR("address article aside blockquote center dd details dir div dl dt "
         "fieldset figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup li "
         "listing main menu nav ol p pre section summary ul")},
    {SPECIAL, STR("noscript")},
    {SPECIAL | BLOCK, STR("button")},
    {SPECIAL | SCOPE, STR("applet marquee object template")},
    {SPECIAL | SCOPE | PART, STR("caption td th")},
    {SPECIAL | SCOPE | PART | NO_P, STR("table")},
    {SPECIAL | PART, STR("colgroup tbody tfoot thead tr")},
    {FORMAT, STR("a b big code em font i nobr s small strike strong tt u")},
    {NO_P, STR("hr")},
    {FLAT | NO_P, STR("form isindex plaintext xmp")},
    {FLAT, STR("body frameset head html iframe image menuitem noembed noframes "
               "script select style textarea title")},
};
enum { LONGEST_NAME = 16 }; /* of those that are known */

/* --- the stack --------------------------------------------------------- */

static uint32_t inner(uint32_t a, uint32_t b)
{
    return a > b ? a : b;
}

static void push(struct nesting *n, enum html_tag tag, bool is_foreign)
{
    uint8_t traits = is_foreign ? 0 : n->traits[tag];
    bool is_left_out = n->depth >= n->max_depth;
    struct open_element *open = vec_push(&n->stack, n->arena);
    *open = (struct open_element){
        .tag = tag,
        .outer = n->last[tag],
        .scope = n->scope,
        .special = n->special,
        .item = n->item,
        .is_left_out = is_left_out,
        .is_block = !is_foreign && tag_is_block(tag),
        .is_hidden = is_left_out && (is_foreign || tag_is_hidden(tag)),
    };
    uint32_t place = (uint32_t)n->stack.len;
    n->last[tag] = place;
    n->depth++;
    n->hidden += open->is_hidden;
    n->owes_paragraph = is_left_out && (n->owes_paragraph || open->is_block);
    if (traits & SCOPE)
        n->scope = place;
    if (traits & SPECIAL)
        n->special = place;
    if ((traits & SPECIAL) && tag != TAG_ADDRESS && tag != TAG_DIV &&
        tag != TAG_P)
        n->item = place;
}

/* The element is none of the open ones, whatever stands in it. */
static void forget(struct nesting *n, struct open_element *open)
{
    if (open->is_gone)
        return;
    open->is_gone = true;
    n->last[open->tag] = open->outer;
    n->depth--;
    n->hidden -= open->is_hidden;
    n->owes_paragraph |= open->is_left_out && open->is_block;
}

/* Close everything from that place on; and what is gone before it. */
static void pop_from(struct nesting *n, uint32_t place)
{
    while (n->stack.len &&
           (n->stack.len >= place || n->stack.at[n->stack.len - 1].is_gone)) {
        struct open_element *open = &n->stack.at[--n->stack.len];
        forget(n, open);
        n->scope = open->scope;
        n->special = open->special;
        n->item = open->item;
    }
}

/* Close the element there; when it is of formatting, and something special is
 * in it, that stays open. */
static void close_at(struct nesting *n, uint32_t place, enum html_tag tag)
{
    if ((n->traits[tag] & FORMAT) && n->special > place)
        forget(n, &n->stack.at[place - 1]);
    else
        pop_from(n, place);
}

static bool is_top(const struct nesting *n, enum html_tag tag)
{
    return n->last[tag] && n->last[tag] == n->stack.len;
}

/* --- where an end tag's element is, or 0 ------------------------------- */

static uint32_t innermost_heading(const struct nesting *n)
{
    uint32_t found = 0;
    for (enum html_tag tag = TAG_H1; tag <= TAG_H6; tag++)
        found = inner(found, n->last[tag]);
    return found;
}

static uint32_t innermost_table(const struct nesting *n)
{
    return inner(n->last[TAG_TABLE], n->last[TAG_TEMPLATE]);
}

/* Further out than that the element is not looked for. */
static uint32_t end_of_search(const struct nesting *n, enum html_tag tag)
{
    if (tag == TAG_P)
        return inner(n->scope, n->last[TAG_BUTTON]);
    if (tag == TAG_LI)
        return inner(n->scope, inner(n->last[TAG_OL], n->last[TAG_UL]));
    if (tag == TAG_TEMPLATE)
        return 0;
    if (n->traits[tag] & (SCOPE | PART))
        return innermost_table(n);
    if (n->traits[tag] & (BLOCK | FORMAT))
        return n->scope;
    return n->special;
}

static uint32_t find(const struct nesting *n, enum html_tag tag)
{
    uint32_t place = tag_is_heading(tag) ? innermost_heading(n) : n->last[tag];
    return place >= end_of_search(n, tag) ? place : 0;
}

/* --- what a start tag closes ------------------------------------------- */

static void close_found(struct nesting *n, enum html_tag tag)
{
    uint32_t place = find(n, tag);
    if (place)
        close_at(n, place, tag);
}

static void close_item(struct nesting *n, enum html_tag tag)
{
    uint32_t place = tag == TAG_LI ? n->last[TAG_LI]
                                   : inner(n->last[TAG_DD], n->last[TAG_DT]);
    if (place && place >= n->item)
        pop_from(n, place);
}

static void close_top(struct nesting *n, enum html_tag first, enum html_tag end)
{
    for (enum html_tag tag = first; tag <= end; tag++)
        if (is_top(n, tag)) {
            pop_from(n, n->last[tag]);
            return;
        }
}

/* Down to the innermost of these, or to the table; false when it was none. */
static bool pop_to_part(struct nesting *n, uint32_t part)
{
    uint32_t table = innermost_table(n);
    pop_from(n, inner(part, table) + 1);
    return part > table;
}

static void open_section(struct nesting *n)
{
    uint32_t section = inner(n->last[TAG_TBODY],
                             inner(n->last[TAG_THEAD], n->last[TAG_TFOOT]));
    if (!pop_to_part(n, section) && is_top(n, TAG_TABLE))
        push(n, TAG_TBODY, false);
}

/* A table closes the one around it, but in a cell. */
static void start_table(struct nesting *n)
{
    uint32_t cell =
        inner(n->last[TAG_TD], inner(n->last[TAG_TH], n->last[TAG_CAPTION]));
    if (n->last[TAG_TABLE] > inner(cell, n->last[TAG_TEMPLATE]))
        pop_from(n, n->last[TAG_TABLE]);
}

/* A part of a table closes what is open in it, and opens what must be between.
 */
static void start_part(struct nesting *n, enum html_tag tag)
{
    if (tag == TAG_TR) {
        open_section(n);
    } else if (tag != TAG_TD && tag != TAG_TH) {
        pop_to_part(n, 0);
    } else if (!pop_to_part(n, n->last[TAG_TR]) &&
               n->last[TAG_TABLE] > n->last[TAG_TEMPLATE]) {
        open_section(n);
        push(n, TAG_TR, false);
    }
}

/* False when the parser ignores the tag. */
static bool make_room(struct nesting *n, enum html_tag tag)
{
    if (tag == TAG_LI || tag == TAG_DD || tag == TAG_DT)
        close_item(n, tag);
    if (n->traits[tag] & NO_P)
        close_found(n, TAG_P);
    if (tag_is_heading(tag))
        close_top(n, TAG_H1, TAG_H6);
    else if (tag == TAG_A || tag == TAG_NOBR || tag == TAG_BUTTON)
        close_found(n, tag);
    else if (tag == TAG_OPTION || tag == TAG_OPTGROUP)
        close_top(n, TAG_OPTION, TAG_OPTION);
    else if (tag >= TAG_RB && tag <= TAG_RTC)
        close_top(n, TAG_RB, TAG_RTC);
    else if (tag == TAG_TABLE)
        start_table(n);
    else if ((n->traits[tag] & PART) && innermost_table(n))
        start_part(n, tag);
    else
        return !(n->traits[tag] & PART);
    return true;
}

/* --- public ------------------------------------------------------------ */

/* The tag of a name as it was written. To the parser all names that it does not
 * know are one. */
static enum html_tag look_up(struct str name)
{
    static const bool IS_OTHER[TAG_COUNT] = {
#define PARSED(id, name)
#define OTHER(id, name) [TAG_##id] = true,
#include "html/tags.def"
#undef PARSED
#undef OTHER
    };
    char lower[LONGEST_NAME];
    if (name.len > sizeof lower)
        return TAG_UNKNOWN;
    for (size_t i = 0; i < name.len; i++)
        lower[i] = char_lower(name.at[i]);
    enum html_tag tag = tag_lookup(str_make(lower, name.len));
    return IS_OTHER[tag] ? TAG_UNKNOWN : tag;
}

struct nesting *nesting_new(struct arena *arena, unsigned max_depth)
{
    struct nesting *n = arena_new(arena, struct nesting);
    n->arena = arena;
    n->max_depth = max_depth;
    for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++) {
        struct str names = KINDS[i].names, name;
        while (str_word(&names, &name))
            n->traits[tag_lookup(name)] = KINDS[i].traits;
    }
    return n;
}

/* An element in <svg> or <math>, or one of these itself. */
static bool start_foreign(struct nesting *n, enum html_tag tag,
                          bool closes_itself)
{
    bool is_left_out = n->depth >= n->max_depth;
    if (!closes_itself)
        push(n, tag, true);
    return is_left_out;
}

bool nesting_start(struct nesting *n, struct str name, bool is_foreign,
                   bool closes_itself)
{
    enum html_tag tag = look_up(name);
    if (is_foreign)
        return start_foreign(n, tag, closes_itself);
    if (tag == TAG_SVG || tag == TAG_MATH) {
        n->drawing = (uint32_t)n->stack.len + 1;
        return start_foreign(n, tag, closes_itself);
    }
    bool is_ignored = !make_room(n, tag);
    if (is_ignored || tag_is_void(tag) || (n->traits[tag] & FLAT))
        return n->hidden && tag_is_void(tag);
    bool is_left_out = n->depth >= n->max_depth;
    push(n, tag, false);
    return is_left_out;
}

void nesting_end_drawing(struct nesting *n)
{
    pop_from(n, n->drawing);
}

/* Would the parser look for it in vain, or make an empty <p> of it, where all
 * elements are left out? */
static bool is_idle(struct nesting *n, enum html_tag tag)
{
    bool is_searched = n->traits[tag] == 0 || (n->traits[tag] & BLOCK);
    if (n->depth < n->max_depth || tag == TAG_BR || !is_searched)
        return false;
    n->owes_paragraph |= tag == TAG_P;
    return true;
}

bool nesting_end(struct nesting *n, struct str name)
{
    enum html_tag tag = look_up(name);
    uint32_t place = find(n, tag);
    if (!place)
        return is_idle(n, tag);
    bool is_left_out = n->stack.at[place - 1].is_left_out;
    close_at(n, place, tag);
    n->owes_paragraph &= is_left_out;
    return is_left_out;
}
