/* SPDX-License-Identifier: MIT */
/* clean_make.c - the copy of one element, with the attributes it may keep. */
#include "article/clean_make.h"

#include "article/clean_code.h"
#include "html/walk.h"

/* --- attributes -------------------------------------------------------- */

static void keep_attr(struct cleaner *c, const struct node *from,
                      struct node *to, enum html_attr id)
{
    struct str value = node_attr(from, id);
    if (value.at)
        node_set_attr(c->arena, to, id, value);
}

/* A span of 1 to 1000 cells, as the standard limits it. */
static void keep_span(struct cleaner *c, const struct node *from,
                      struct node *to, enum html_attr id)
{
    uint64_t n;
    if (str_to_u64(str_trim(node_attr(from, id)), &n) && n > 1 && n <= 1000)
        keep_attr(c, from, to, id);
}

static void keep_direction(struct cleaner *c, const struct node *from,
                           struct node *to)
{
    struct str dir = str_trim(node_attr(from, ATTR_DIR));
    if (str_ieq(dir, S("rtl")) || str_ieq(dir, S("ltr")) ||
        str_ieq(dir, S("auto")))
        keep_attr(c, from, to, ATTR_DIR);
}

static bool is_language(struct str lang)
{
    for (size_t i = 0; i < lang.len; i++) {
        if (!char_is_alpha(lang.at[i]) && !char_is_digit(lang.at[i]) &&
            lang.at[i] != '-')
            return false;
    }
    return lang.len >= 2 && lang.len <= 35;
}

/* "en" and "en-GB" are one to a reader. */
static bool is_same_language(struct str a, struct str b)
{
    return str_ieq(str_sub(a, 0, str_until(a, "-_")),
                   str_sub(b, 0, str_until(b, "-_")));
}

struct str foreign_language(const struct cleaner *c, const struct node *from)
{
    struct str lang = str_trim(node_attr(from, ATTR_LANG));
    if (!is_language(lang) ||
        (!c->in_foreign && is_same_language(lang, c->article->language)))
        return S("");
    return lang;
}

static void keep_attrs_of_tag(struct cleaner *c, const struct node *from,
                              struct node *to)
{
    switch (from->tag) {
    case TAG_TD:
    case TAG_TH:
        keep_span(c, from, to, ATTR_COLSPAN);
        keep_span(c, from, to, ATTR_ROWSPAN);
        keep_attr(c, from, to, ATTR_SCOPE);
        break;
    case TAG_COL:
    case TAG_COLGROUP:
        keep_span(c, from, to, ATTR_SPAN);
        break;
    case TAG_OL:
        keep_attr(c, from, to, ATTR_START);
        keep_attr(c, from, to, ATTR_REVERSED);
        keep_attr(c, from, to, ATTR_TYPE);
        break;
    case TAG_LI:
        keep_attr(c, from, to, ATTR_VALUE);
        break;
    case TAG_TIME:
    case TAG_DEL:
    case TAG_INS:
        keep_attr(c, from, to, ATTR_DATETIME);
        break;
    case TAG_ABBR:
    case TAG_ACRONYM:
    case TAG_DFN:
        keep_attr(c, from, to, ATTR_TITLE);
        break;
    case TAG_DETAILS:
        keep_attr(c, from, to, ATTR_OPEN);
        break;
    default:
        break;
    }
}

/* An id stays when a link of the article leads to it. */
static void keep_id(struct cleaner *c, const struct node *from, struct node *to)
{
    struct str id = node_attr(from, ATTR_ID);
    struct target *target = id.len ? map_get(&c->targets, id) : NULL;
    if (!target && from->tag == TAG_A) {
        id = node_attr(from, ATTR_NAME);
        target = id.len ? map_get(&c->targets, id) : NULL;
    }
    if (!target || target->made)
        return;
    target->made = to;
    node_set_attr(c->arena, to, ATTR_ID, id);
}

struct node *make_copy(struct cleaner *c, const struct node *from,
                       enum html_tag tag)
{
    struct node *to = node_new_element(c->arena, tag);
    struct str lang = foreign_language(c, from);
    if (lang.len)
        node_set_attr(c->arena, to, ATTR_LANG, lang);
    keep_direction(c, from, to);
    keep_attrs_of_tag(c, from, to);
    keep_id(c, from, to);
    return to;
}

/* --- links ------------------------------------------------------------- */

static bool is_own_page(const struct cleaner *c, const struct url *url)
{
    const struct url *own = &c->page->url;
    return own->href.len && str_eq(url->host, own->host) &&
           str_eq(url->path, own->path) && str_eq(url->query, own->query);
}

/* The fragment when the link leads to a place in this very page. */
static struct str own_fragment(const struct cleaner *c, struct str href)
{
    if (str_starts(href, S("#")))
        return str_from(href, 1);
    size_t at = str_find_byte(href, '#');
    struct url url;
    if (at == STR_NONE || !c->page->url.href.len ||
        url_parse(c->arena, href, &c->page->base, &url) != OP_OK ||
        !is_own_page(c, &url))
        return S("");
    return str_from(href, at + 1);
}

struct node *make_link(struct cleaner *c, const struct node *from)
{
    struct str href = str_trim(node_attr(from, ATTR_HREF));
    struct node *to = make_copy(c, from, TAG_A);
    struct str fragment = href.len ? own_fragment(c, href) : S("");
    if (fragment.len && map_get(&c->targets, fragment)) {
        node_set_attr(c->arena, to, ATTR_HREF,
                      arena_join(c->arena, S("#"), fragment));
        return to;
    }
    struct str url = href.len ? page_resolve(c->page, href, false) : S("");
    if (url.len)
        node_set_attr(c->arena, to, ATTR_HREF, url);
    else if (str_istarts(href, S("mailto:")))
        node_set_attr(c->arena, to, ATTR_HREF, href);
    return to;
}

/* --- tables ------------------------------------------------------------ */

/* A table that only lays out: told by role, by a table inside it, or by
 * having a single cell in each row. */
bool table_is_layout(const struct node *table)
{
    struct str role = node_attr(table, ATTR_ROLE);
    if (str_ieq(role, S("presentation")) || str_ieq(role, S("none")))
        return true;
    size_t cells = 0, most = 0;
    const struct node *n = walk_next(table, table);
    for (; n; n = walk_next(n, table)) {
        if (n->tag == TAG_TABLE || n->tag == TAG_ARTICLE || n->tag == TAG_H1)
            return true;
        if (n->tag == TAG_TH || n->tag == TAG_CAPTION || n->tag == TAG_THEAD)
            return false;
        if (n->tag == TAG_TR)
            cells = 0;
        else if (n->tag == TAG_TD && !cell_is_gutter(n) && ++cells > most)
            most = cells;
    }
    return most < 2;
}

/* --- formulas ---------------------------------------------------------- */

/* MathML goes along whole, without what is only for machines. */
struct node *make_math(struct cleaner *c, const struct node *from)
{
    struct node *to = node_new_element(c->arena, TAG_MATH);
    to->tag = from->tag;
    to->text = from->text;
    to->space = SPACE_MATHML;
    to->attrs = arena_array(c->arena, struct attr, from->attr_count);
    for (uint32_t i = 0; i < from->attr_count; i++) {
        const struct attr *a = &from->attrs[i];
        if (a->id == ATTR_DIR || str_eq(a->name, S("display")) ||
            str_eq(a->name, S("mathvariant")) ||
            str_eq(a->name, S("stretchy")) || str_eq(a->name, S("fence")) ||
            str_eq(a->name, S("columnalign")) || str_eq(a->name, S("accent")))
            to->attrs[to->attr_count++] = *a;
    }
    return to;
}

void clean_tex(struct cleaner *c, const struct node *from, struct node *into)
{
    struct str type = node_attr(from, ATTR_TYPE);
    if (!str_istarts(type, S("math/tex")) || !from->first)
        return;
    const struct node *drawn = prev_element(from);
    struct str class = drawn ? node_attr(drawn, ATTR_CLASS) : S("");
    if (str_istarts(class, S("MathJax")) &&
        !str_has_word(class, S("MathJax_Preview")))
        return;
    bool is_display = str_ifind(type, S("display")) != STR_NONE;
    struct str tex = str_trim(from->first->text);
    node_append(into,
                node_new_text(c->arena,
                              arena_printf(c->arena, "\\%c%.*s\\%c",
                                           is_display ? '[' : '(', STR_ARG(tex),
                                           is_display ? ']' : ')')));
}

/* --- targets ----------------------------------------------------------- */

/* Which fragments do links of the article lead to? */
void find_targets(struct cleaner *c)
{
    const struct body *body = c->body;
    for (size_t i = 0; i < body->parts.len; i++) {
        const struct node *part = body->parts.at[i];
        for (uint32_t k = part->order; k < part->end; k++) {
            const struct node *node = c->page->nodes[k];
            if (!node_is(node, TAG_A) || body->is_chrome[k])
                continue;
            struct str href = str_trim(node_attr(node, ATTR_HREF));
            struct str fragment = own_fragment(c, href);
            if (!fragment.len)
                continue;
            void **slot = map_slot(&c->targets, c->arena, fragment);
            if (!*slot)
                *slot = arena_new(c->arena, struct target);
        }
    }
}

/* Links whose target did not come along lead nowhere. */
void drop_dead_links(struct cleaner *c, struct node *into)
{
    for (struct node *n = into; n; n = walk_next(n, into)) {
        struct str href = node_attr(n, ATTR_HREF);
        if (!node_is(n, TAG_A) || !str_starts(href, S("#")))
            continue;
        struct target *target = map_get(&c->targets, str_from(href, 1));
        if (!target || !target->made)
            node_drop_attr(n, ATTR_HREF);
    }
}
