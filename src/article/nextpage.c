/* SPDX-License-Identifier: MIT */
/* nextpage.c - the other pages of one article.
 *
 * A page of the same article has the page's own URL with a number put to it:
 * in the path (/post/2/, /post/page/2, /post-2.html) or as a parameter
 * (?page=2). That, and a link that says so (a bare number, rel=next, a pager),
 * make a next page; a next post has another path. A link beside a pager that
 * offers all on one page is better than any of them. */
#include "article/related.h"

#include "html/walk.h"
#include "text/unicode.h"
#include <offprint/limits.h>

enum {
    NUMBER_MAX = 60,   /* more pages no article has */
    TEXT_MAX = 40,     /* bytes of a link that names a page */
    PAGER_LEVELS = 4,  /* elements up to one that is called a pager */
    VIEW_MIN = 8,      /* bytes of a link to all on one page */
    STEM_MIN_PATH = 2, /* "/" alone: a front page's archive */
};

/* A URL taken apart: what all pages of an article share, and the number. */
struct numbered {
    struct str stem; /* path without number and its separator */
    struct str
        rest; /* ending of the file name, then the query without number */
    struct str query;
    unsigned number; /* 1 where the URL has none */
};

static bool take_number(struct str digits, unsigned *number)
{
    uint64_t n;
    if (digits.len == 0 || digits.len > 2 || *digits.at == '0' ||
        !str_to_u64(digits, &n) || n > NUMBER_MAX)
        return false;
    *number = (unsigned)n;
    return true;
}

/* Cut the digits off the end of `s`, if it ends in a page number. */
static bool cut_number(struct str *s, unsigned *number)
{
    size_t digits = 0;
    while (digits < s->len && char_is_digit(s->at[s->len - digits - 1]))
        digits++;
    if (!take_number(str_from(*s, s->len - digits), number))
        return false;
    s->len -= digits;
    return true;
}

static bool cut_end(struct str *s, struct str end)
{
    if (s->len <= end.len || !str_iends(*s, end))
        return false;
    s->len -= end.len;
    return true;
}

/* "/post/page/2/", "/post/2", "/post-2.html", "/post,2.html" */
static void split_path(struct str path, struct numbered *out)
{
    while (path.len > 1 && path.at[path.len - 1] == '/')
        path.len--;
    struct str stem = path;
    size_t slash = str_rfind_byte(stem, '/');
    size_t dot = str_rfind_byte(stem, '.');
    out->rest = S("");
    if (dot != STR_NONE && dot > slash + 1 && stem.len - dot <= 6) {
        out->rest = str_from(stem, dot);
        stem.len = dot;
    }
    out->stem = stem;
    if (!cut_number(&stem, &out->number) || stem.len == 0)
        return;
    if (cut_end(&stem, S("/page/")) || cut_end(&stem, S("/page-")) ||
        cut_end(&stem, S("/page")) || cut_end(&stem, S("/seite-")) ||
        cut_end(&stem, S("/seite/")) || cut_end(&stem, S("/")) ||
        cut_end(&stem, S("-page-")) || cut_end(&stem, S("-page")) ||
        cut_end(&stem, S("_page")) || cut_end(&stem, S("-seite-")) ||
        cut_end(&stem, S("-")) || cut_end(&stem, S("_")) ||
        cut_end(&stem, S(",")))
        out->stem = stem;
    else
        out->number = 1;
}

/* "page=2&id=7": the number, and what stands before and behind it. */
static void split_query(struct arena *arena, struct str query,
                        struct numbered *out)
{
    static const char NAMES[] = "page p pg paged pagenum pageno page_no "
                                "seite pagina strona";
    struct str part, kept = S("");
    while (str_split(&query, '&', &part)) {
        size_t equals = str_until(part, "=");
        unsigned number;
        if (out->number == 1 && equals < part.len &&
            str_has_word(S(NAMES), str_sub(part, 0, equals)) &&
            take_number(str_from(part, equals + 1), &number))
            out->number = number;
        else if (part.len)
            kept = arena_printf(arena, "%.*s%s%.*s", STR_ARG(kept),
                                kept.len ? "&" : "", STR_ARG(part));
    }
    out->query = kept;
}

static struct numbered split_url(struct arena *arena, const struct url *url)
{
    struct numbered n = {.number = 1};
    split_path(url->path, &n);
    struct url clean;
    struct str query = url->query;
    if (url_parse(arena, url_clean(arena, url), NULL, &clean) == OP_OK)
        query = clean.query;
    split_query(arena, query, &n);
    return n;
}

/* A slug or an id; not the month of an archive by date. */
static bool names_article(struct str stem)
{
    struct str last = str_from(stem, str_rfind_byte(stem, '/') + 1);
    return last.len > 4 || str_span(last, "0123456789") < last.len;
}

/* Does `next` number a page of the article that `own` is a page of? */
static bool is_page_of(const struct numbered *own, const struct numbered *next)
{
    return next->number > own->number && own->stem.len >= STEM_MIN_PATH &&
           names_article(own->stem) && str_eq(own->stem, next->stem) &&
           str_eq(own->query, next->query) &&
           (str_eq(own->rest, next->rest) || own->rest.len == 0 ||
            next->rest.len == 0);
}

/* --- what says so ------------------------------------------------------- */

static bool is_rel_next(const struct node *link)
{
    return str_has_word(node_attr(link, ATTR_REL), S("next"));
}

/* "2", "Page 2", "2 >": the number it links to, and little else. */
static bool names_number(struct str text, unsigned number)
{
    size_t from = str_until(text, "0123456789");
    struct str digits = str_from(text, from);
    digits.len = str_span(digits, "0123456789");
    unsigned named;
    return take_number(digits, &named) && named == number;
}

static bool is_in_pager(const struct page *page, const struct node *link)
{
    static const struct str WORDS[] = {STR("pag"), STR("page-link"),
                                       STR("pages"), STR("seiten")};
    const struct node *n = link;
    for (int i = 0; n && i < PAGER_LEVELS; i++, n = n->parent) {
        struct str tokens = page_tokens(page, n);
        for (size_t w = 0; w < sizeof WORDS / sizeof *WORDS; w++)
            if (str_find(tokens, WORDS[w]) != STR_NONE)
                return true;
    }
    return false;
}

static bool is_of_comments(const struct page *page, const struct node *link)
{
    for (const struct node *n = link; n; n = n->parent)
        if (str_find(page_tokens(page, n), S("comment")) != STR_NONE &&
            page_facts(page, n)->text_len * 2 <
                page_facts(page, page->doc->body)->text_len)
            return true;
    return false;
}

/* From a page that may itself be number 12 of something, a next one proves
 * little: /story/13 may be another story. */
static bool says_page(const struct page *page, const struct node *link,
                      unsigned number, bool is_first)
{
    if (is_first && is_rel_next(link))
        return true;
    if (link->tag != TAG_A || page_facts(page, link)->text_len > TEXT_MAX)
        return false;
    struct str text = node_text_folded(page->arena, link);
    bool is_named = names_number(text, number);
    return is_first ? is_named || is_in_pager(page, link)
                    : is_named && is_in_pager(page, link);
}

/* --- the list ----------------------------------------------------------- */

struct nexts {
    const struct page *page;
    struct numbered own;
    struct str found[NUMBER_MAX + 1]; /* by number */
};

static void look_at(struct nexts *nexts, const struct node *link)
{
    const struct page *page = nexts->page;
    struct str href = page_resolve(page, node_attr(link, ATTR_HREF), true);
    struct url url;
    if (!href.len || url_parse(page->arena, href, NULL, &url) != OP_OK ||
        !str_eq(url.host, page->url.host))
        return;
    struct numbered next = split_url(page->arena, &url);
    if (!is_page_of(&nexts->own, &next) || nexts->found[next.number].at ||
        !says_page(page, link, next.number, nexts->own.number == 1) ||
        is_of_comments(page, link))
        return;
    nexts->found[next.number] = url_clean(page->arena, &url);
}

/* May it link to a page of this article? A cheap look, as a page may hold very
 * many links: the number is in the URL's last bytes or in its query. */
static bool may_be_next(const struct node *link)
{
    struct str href = node_attr(link, ATTR_HREF);
    return href.len > 0 && (link->tag == TAG_A || link->tag == TAG_LINK) &&
           str_until(str_from(href, href.len > 24 ? href.len - 24 : 0),
                     "0123456789") < (href.len > 24 ? 24 : href.len);
}

/* --- all on one page ----------------------------------------------------- */

/* What a link says that leads to it, in lower case. */
static const struct str VIEWS[] = {
    STR("single page"),
    STR("single-page"),
    STR("on one page"),
    STR("view all pages"),
    STR("show all pages"),
    STR("auf einer seite"),
    STR("sur une seule page"),
    STR("sur une page"),
    STR("en una sola p\xC3\xA1gina"),
    STR("en una p\xC3\xA1gina"),
    STR("in un'unica pagina"),
    STR("su una sola pagina"),
    STR("op \xC3\xA9\xC3\xA9n pagina"),
    STR("numa s\xC3\xB3 p\xC3\xA1gina"),
    STR("\xD0\xBD\xD0\xB0 \xD0\xBE\xD0\xB4\xD0\xBD\xD0\xBE\xD0\xB9 "
        "\xD1\x81\xD1\x82\xD1\x80\xD0\xB0\xD0\xBD\xD0\xB8\xD1\x86"
        "\xD0\xB5"),
};

static bool says_view(const struct page *page, const struct node *link)
{
    struct str text =
        text_casefold(page->arena, node_text_folded(page->arena, link));
    for (size_t i = 0; i < sizeof VIEWS / sizeof *VIEWS; i++)
        if (str_find(text, VIEWS[i]) != STR_NONE)
            return true;
    return (str_eq(text, S("view all")) || str_eq(text, S("show all"))) &&
           is_in_pager(page, link);
}

/* The URL that `link` offers all pages at; or empty. */
static struct str view_at(const struct nexts *nexts, const struct node *link)
{
    const struct page *page = nexts->page;
    struct str none = S("");
    uint32_t text_len = page_facts(page, link)->text_len;
    if (text_len < VIEW_MIN || text_len > TEXT_MAX || !says_view(page, link) ||
        is_of_comments(page, link))
        return none;
    struct str href = page_resolve(page, node_attr(link, ATTR_HREF), true);
    struct url url;
    if (!href.len || url_parse(page->arena, href, NULL, &url) != OP_OK ||
        !str_eq(url.host, page->url.host) ||
        !str_starts(url.path, nexts->own.stem))
        return none;
    struct str clean = url_clean(page->arena, &url);
    bool is_own = str_eq(clean, url_clean(page->arena, &page->url)) ||
                  split_url(page->arena, &url).number > 1;
    return is_own ? none : clean;
}

static struct str find_view(const struct nexts *nexts)
{
    const struct page *page = nexts->page;
    struct str view = S("");
    for (uint32_t i = 1; i < page->node_count && !view.len; i++)
        if (page->nodes[i]->kind == NODE_ELEMENT &&
            page->nodes[i]->tag == TAG_A)
            view = view_at(nexts, page->nodes[i]);
    return view;
}

bool nextpage_is_view(struct arena *arena, struct str next)
{
    struct url url;
    return url_parse(arena, next, NULL, &url) == OP_OK &&
           split_url(arena, &url).number == 1;
}

static void list_nexts(const struct nexts *nexts, struct article *article)
{
    struct arena *arena = nexts->page->arena;
    str_list found = {0};
    for (unsigned n = nexts->own.number + 1; n <= NUMBER_MAX; n++)
        if (nexts->found[n].at)
            *vec_push(&found, arena) = nexts->found[n];
    struct str view = found.len ? find_view(nexts) : S("");
    if (view.len)
        *vec_push(&article->next_pages, arena) = view;
    for (size_t i = 0; i < found.len; i++)
        *vec_push(&article->next_pages, arena) = found.at[i];
}

void nextpage_find(const struct page *page, const struct body *body,
                   struct article *article)
{
    (void)body;
    if (!page->url.href.len)
        return;
    struct nexts nexts = {.page = page};
    nexts.own = split_url(page->arena, &page->url);
    size_t left = OP_MAX_LINKS;
    for (uint32_t i = 1; i < page->node_count && left > 0; i++) {
        const struct node *node = page->nodes[i];
        if (node->kind != NODE_ELEMENT || !may_be_next(node))
            continue;
        left--;
        look_at(&nexts, node);
    }
    list_nexts(&nexts, article);
}
