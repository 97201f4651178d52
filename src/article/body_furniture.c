/* SPDX-License-Identifier: MIT */
/* body_furniture.c - what a page puts amid the text that is none of it. */
#include "article/body_furniture.h"

#include "article/body_appeal.h"
#include "article/body_sign.h"
#include "article/body_whole.h"
#include "article/phrases.h"
#include "html/walk.h"
#include "net/host.h"

/* Letters, at most: of a label, a line that asks for something or points
 * elsewhere, a copyright notice, a list of tags, and a form for an address. */
#define LABEL_SIZE  60
#define LINE_SIZE   160
#define RIGHTS_SIZE 80
/* So many of the last blocks may be a publisher's. */
#define MOST_ENDINGS 3
#define BUTTON_SIZE  25
#define TAGS_SIZE    200
#define FORM_SIZE    600
/* Bytes of the shortest label: "ad". */
#define LABEL_MIN 2
/* Bytes of a line that leads away that are neither label nor link. */
#define POINTER_REST 12
/* So many lines below a label. */
#define MOST_POINTERS 10
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
    "click to expand",
    "copy link",
    "email this article",
    "listen to article",
    "listen to this article",
    "listen to this story",
    "pin it",
    "print this article",
    "print this page",
    "share on facebook",
    "share on twitter",
    "share this",
    "share this article",
    "share this story",
    "skip to content",
    "skip to main content",
    "artikel anhoren",
    "artikel drucken",
    "artikel teilen",
    "ascolta l'articolo",
    "compartir este articulo",
    "condividi questo articolo",
    "deel dit artikel",
    "ecouter cet article",
    "ecouter l'article",
    "escuchar este articulo",
    "imprimer cet article",
    "luister naar dit artikel",
    "partager cet article",
    "posluchaj artykulu",
    "udostepnij artykul",
    "поделиться статьей",
    "この記事をシェア",
};

/* The same, where they are neither a heading nor followed by a colon. */
static const char *const EXPANDERS[] = {
    "continue reading", "load more",    "read more",        "see more",
    "show less",        "show more",    "view more",        "czytaj dalej",
    "czytaj wiecej",    "las mer",      "lees meer",        "lees verder",
    "leer mas",         "leggi di piu", "leggi tutto",      "leia mais",
    "ler mais",         "les mer",      "lire la suite",    "lire plus",
    "mehr anzeigen",    "mehr lesen",   "pokaz wiecej",     "seguir leyendo",
    "toon meer",        "ver mais",     "ver mas",          "voir plus",
    "weiterlesen",      "читать далее", "читать полностью", "показать еще",
    "阅读全文",         "阅读更多",     "閱讀更多",         "查看更多",
    "続きを読む",       "もっと見る",   "더보기",
};

struct furniture {
    const struct page *page;
    const struct blocks *blocks;
    const struct areas *areas;
    bool *is_kept;
};

static bool is_one_of(struct str text, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (list[i][0] == *text.at && str_eq(text, str_of(list[i])))
            return true;
    }
    return false;
}

static bool is_label(const struct furniture *f, const struct block *b)
{
    if (b->text.len < LABEL_MIN)
        return false;
    struct str text = phrase_normal(f->page->arena, b->text);
    if (is_one_of(text, LABELS, sizeof LABELS / sizeof *LABELS))
        return true;
    return b->end != CHAR_COLON && !tag_is_heading(b->owner->tag) &&
           is_one_of(text, EXPANDERS, sizeof EXPANDERS / sizeof *EXPANDERS);
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

/* --- lines that lead away ---------------------------------------------- */

static bool is_own(const struct page *page, const struct node *link)
{
    struct url url;
    struct str href = page_resolve(page, node_attr(link, ATTR_HREF), true);
    return href.len > 0 && page->url.href.len > 0 &&
           url_parse(page->arena, href, NULL, &url) == OP_OK &&
           str_eq(host_site(url.host), host_site(page->url.host));
}

/* The part before the first colon says "Read also", or the like. */
static size_t label_len(const struct furniture *f, struct str text)
{
    size_t colon = str_until(text, ":"),
           wide = str_find(text, S("\xEF\xBC\x9A"));
    size_t len = wide < colon ? wide : colon;
    if (len == text.len || len > LABEL_SIZE)
        return 0;
    struct str label = phrase_normal(f->page->arena, str_sub(text, 0, len));
    struct phrase_match match = phrase_of_label(label);
    bool is_all = label.len <= match.text.len + POINTER_REST;
    return match.sense == PHRASE_RELATED && is_all ? len : 0;
}

/* "Read also: [another post of this site]", and nothing else: it is among the
 * related posts. */
static bool is_pointer(const struct furniture *f, const struct block *b)
{
    if (!b->links || tag_is_heading(b->owner->tag))
        return false;
    size_t label = label_len(f, b->text);
    uint32_t at = b->from;
    if (!label || b->size - b->link_size > label + POINTER_REST)
        return false;
    const struct node *link = next_link(f, b, &at);
    return link && is_own(f->page, link);
}

/* A line that is nothing but a link to this site. */
static bool is_own_link(const struct furniture *f, const struct block *b)
{
    uint32_t at = b->from;
    if (b->links != 1 || b->link_size < b->size ||
        tag_is_heading(b->owner->tag) || node_is(b->owner, TAG_TD))
        return false;
    const struct node *link = next_link(f, b, &at);
    return link && is_own(f->page, link);
}

/* "Read also:", and below it a link a line: they are among the related posts.
 * Returns the last block that was looked at. */
static size_t drop_pointers(struct furniture *f, size_t i)
{
    const struct block *b = &f->blocks->list.at[i];
    bool is_kept_below = false;
    size_t end = i + 1;
    if (b->links || b->size > LABEL_SIZE || tag_is_heading(b->owner->tag))
        return i;
    while (end < f->blocks->list.len && end <= i + MOST_POINTERS &&
           is_own_link(f, &f->blocks->list.at[end]))
        is_kept_below |= f->is_kept[end++];
    if (end == i + 1 || (is_kept_below && b->end != CHAR_COLON))
        return i;
    struct str label = phrase_normal(f->page->arena, b->text);
    struct phrase_match match = phrase_of_label(label);
    if (match.sense != PHRASE_RELATED ||
        label.len > match.text.len + POINTER_REST)
        return i;
    for (size_t k = i; k < end; k++)
        f->is_kept[k] = false;
    return end - 1;
}

/* The last line of an article says whose it is. */
static bool is_rights(const struct block *b)
{
    static const struct str SIGNS[] = {
        STR("\xC2\xA9"), STR("(c) "), STR("copyright:"),
        STR("copyright \xC2\xA9"), STR("copyright (c)")};
    for (size_t i = 0; i < sizeof SIGNS / sizeof *SIGNS; i++) {
        if (str_istarts(b->text, SIGNS[i]))
            return b->size <= RIGHTS_SIZE;
    }
    return false;
}

/* What the last lines are that are kept. */
static void drop_endings(struct furniture *f)
{
    size_t i = f->blocks->list.len;
    for (int seen = 0; i > 1 && seen < MOST_ENDINGS; i--) {
        const struct block *b = &f->blocks->list.at[i - 1];
        if (!f->is_kept[i - 1])
            continue;
        f->is_kept[i - 1] = !(seen == 0 && is_rights(b)) &&
                            !(b->size <= LINE_SIZE &&
                              appeal_ends_with(f->page->arena, b->text)) &&
                            !sign_is(f->page->arena, b);
        seen++;
    }
}

/* --- tags -------------------------------------------------------------- */

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
        const struct block *b = &f->blocks->list.at[i];
        if (!f->is_kept[i] || !is_tag_list(f, b) ||
            f->areas->at[b->owner->order].flags & IN_EMBED)
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
        if (is_kept[i] && b->size <= LINE_SIZE)
            is_kept[i] = !is_pointer(&f, b) && !appeal_is(page->arena, b->text);
    }
    for (size_t i = 0; i < blocks->list.len; i++) {
        if (is_kept[i])
            i = drop_pointers(&f, i);
    }
    drop_endings(&f);
}
