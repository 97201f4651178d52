/* SPDX-License-Identifier: MIT */
/* body_furniture.c - what a page puts amid the text that is none of it. */
#include "article/body_furniture.h"

#include "article/body_whole.h"
#include "article/phrases.h"
#include "html/walk.h"

/* Letters, at most: of a label, a list of tags, and a form for an address. */
#define LABEL_SIZE  60
#define BUTTON_SIZE 25
#define TAGS_SIZE   200
#define FORM_SIZE   600
/* Letters of a list of tags that are no link: "Posted in", "Tagged". */
#define TAGS_WORDS     30
#define MOST_TAG_LISTS 3

/* Labels that are all a block says, as phrase_normal gives them. */
static const char *const LABELS[] = {
    "ad",
    "ads",
    "advert",
    "advertisement",
    "advertisement advertisement",
    "advertisement article continues below",
    "advertisement continue reading below",
    "advertisement continues below",
    "advertisement scroll to continue",
    "advertisement story continues below",
    "advertisements",
    "advertising",
    "article continues after advertisement",
    "article continues below",
    "article continues below advertisement",
    "close advertisement",
    "continue reading below",
    "paid advertisement",
    "promoted content",
    "scroll to continue",
    "skip advertisement",
    "sponsored",
    "sponsored content",
    "sponsored links",
    "story continues after advertisement",
    "story continues below",
    "story continues below advertisement",
    "this advertisement has not loaded yet",
    "this advertisement has not loaded yet but your article continues below",
    /* other languages */
    "advertentie",
    "annonce",
    "annons",
    "annonse",
    "anuncio",
    "anzeige",
    "anzeigen",
    "contenu sponsorise",
    "continua apos a publicidade",
    "continua depois da publicidade",
    "hirdetes",
    "inzerce",
    "la suite apres la publicite",
    "mainos",
    "publicidad",
    "publicidade",
    "publicitate",
    "publicite",
    "pubblicita",
    "reklam",
    "reklama",
    "reklame",
    "werbung",
    "διαφημιση",
    "реклама",
    "اعلان",
    "広告",
    "スポンサーリンク",
    "广告",
    "廣告",
    "광고",
    /* what works the page */
    "back to top",
    "email this article",
    "listen to this article",
    "print this article",
    "print this page",
    "share this article",
    "skip to content",
    "skip to main content",
};

struct furniture {
    const struct page *page;
    const struct blocks *blocks;
    const struct areas *areas;
    bool *is_kept;
};

static bool is_label(const struct furniture *f, const struct block *b)
{
    struct str text = phrase_normal(f->page->arena, b->text);
    for (size_t i = 0; i < sizeof LABELS / sizeof *LABELS; i++) {
        if (LABELS[i][0] == *text.at && str_eq(text, str_of(LABELS[i])))
            return true;
    }
    return false;
}

/* --- links ------------------------------------------------------------- */

static const struct node *next_link(const struct furniture *f,
                                    const struct block *b, uint32_t *at)
{
    for (uint32_t last = b->to; *at < last; ++*at) {
        const struct node *n = f->page->nodes[*at];
        if (n->kind != NODE_TEXT || !str_trim(n->text).len)
            continue;
        for (int up = 0; up < 3 && n; up++, n = n->parent) {
            if (!node_is(n, TAG_A))
                continue;
            *at = n->end;
            return n;
        }
    }
    return NULL;
}

/* A few words that link nowhere are a button: "Show more", "Print". */
static bool is_control(const struct furniture *f, const struct block *b)
{
    uint32_t at = b->from;
    bool is_plain = node_is(b->owner, TAG_P) || node_is(b->owner, TAG_DIV);
    if (!is_plain || b->links != 1 || b->link_size < b->size)
        return false;
    const struct node *link = next_link(f, b, &at);
    struct str href = link ? str_trim(node_attr(link, ATTR_HREF)) : S("");
    return str_istarts(href, S("javascript:")) ||
           (str_eq(href, S("#")) && b->size <= BUTTON_SIZE);
}

static bool is_tag_link(const struct node *link)
{
    static const struct str PARTS[] = {STR("/tag/"),      STR("/tags/"),
                                       STR("/category/"), STR("/categories/"),
                                       STR("/topic/"),    STR("/topics/")};
    struct str rel = node_attr(link, ATTR_REL);
    if (str_has_word(rel, S("tag")) || str_has_word(rel, S("category")))
        return true;
    struct str href = node_attr(link, ATTR_HREF);
    for (size_t i = 0; i < sizeof PARTS / sizeof *PARTS; i++) {
        if (str_ifind(href, PARTS[i]) != STR_NONE)
            return true;
    }
    return false;
}

static bool is_tag_list(const struct furniture *f, const struct block *b)
{
    if (!b->links || b->size > TAGS_SIZE || b->size - b->link_size > TAGS_WORDS)
        return false;
    uint32_t at = b->from;
    const struct node *link = next_link(f, b, &at);
    bool has_links = link != NULL;
    for (; link; link = next_link(f, b, &at)) {
        if (!is_tag_link(link))
            return false;
    }
    return has_links;
}

/* --- forms ------------------------------------------------------------- */

static bool asks_for_address(const struct node *form)
{
    for (const struct node *n = form; n; n = walk_next(n, form)) {
        if (node_is(n, TAG_INPUT) &&
            str_ieq(node_attr(n, ATTR_TYPE), S("email")))
            return true;
    }
    return false;
}

/* A form that wants an address, and does not hold the page. */
static void drop_forms(struct furniture *f)
{
    for (uint32_t i = 1; i < f->page->node_count; i++) {
        const struct node *form = f->page->nodes[i];
        uint32_t size = f->areas->at[i].size;
        if (!node_is(form, TAG_FORM) || !size || size > FORM_SIZE ||
            !asks_for_address(form))
            continue;
        size_t end = block_from(f->blocks, form->end);
        for (size_t k = block_from(f->blocks, form->order); k < end; k++)
            f->is_kept[k] = false;
    }
}

/* An article has its tags above or below it; a page where they come again and
 * again lists articles. */
static void drop_tags(struct furniture *f)
{
    size_t found[MOST_TAG_LISTS], count = 0;
    for (size_t i = 0; i < f->blocks->list.len; i++) {
        if (!f->is_kept[i] || !is_tag_list(f, &f->blocks->list.at[i]))
            continue;
        if (count == MOST_TAG_LISTS)
            return;
        found[count++] = i;
    }
    while (count > 0)
        f->is_kept[found[--count]] = false;
}

void furniture_drop(const struct page *page, const struct blocks *blocks,
                    const struct areas *areas, bool *is_kept)
{
    struct furniture f = {page, blocks, areas, is_kept};
    drop_forms(&f);
    drop_tags(&f);
    for (size_t i = 0; i < blocks->list.len; i++) {
        const struct block *b = &blocks->list.at[i];
        if (is_kept[i] && b->size <= LABEL_SIZE)
            is_kept[i] = !is_label(&f, b) && !is_control(&f, b);
    }
}
