/* SPDX-License-Identifier: MIT */
/* body_witness.c - what a page says elsewhere about its own text. */
#include "article/body_witness.h"

#include "article/body_block.h"
#include "article/jsonld.h"
#include "html/walk.h"

/* Words of the description that a block must begin with. */
#define DESCRIPTION_WORDS 8
/* An articleBody shorter than this is a teaser. */
#define BODY_BYTES 400

struct words {
    uint32_t at[TITLE_WORDS];
    size_t len;
};

struct witness {
    struct words titles[3]; /* <title>, og:title, headline */
    struct words descriptions[2];
    struct str body;
    uint32_t *triples; /* open addressing; 0: free */
    uint32_t mask;
};

static struct words words_of(struct str text)
{
    struct words words = {0};
    while (words.len < TITLE_WORDS && word_next(&text, &words.at[words.len]))
        words.len++;
    return words;
}

static bool has(const struct words *words, uint32_t hash)
{
    for (size_t i = 0; i < words->len; i++) {
        if (words->at[i] == hash)
            return true;
    }
    return false;
}

/* Words of `text` that are in `title`, over the words of the text; a text that
 * covers less than a third of the title is only a part of it. */
static float likeness(const struct words *title, const uint32_t *words,
                      size_t count)
{
    size_t common = 0;
    for (size_t i = 0; i < count; i++)
        common += has(title, words[i]);
    if (!title->len || !count || common * 3 < title->len)
        return 0;
    return (float)common / (float)count;
}

float witness_title(const struct witness *witness, const uint32_t *words,
                    size_t count)
{
    float best = 0;
    for (int i = 0; i < 3; i++) {
        float like = likeness(&witness->titles[i], words, count);
        best = like > best ? like : best;
    }
    return best;
}

float witness_description(const struct witness *witness, struct str text)
{
    struct words words = {0};
    while (words.len < DESCRIPTION_WORDS &&
           word_next(&text, &words.at[words.len]))
        words.len++;
    float best = -1;
    for (int i = 0; i < 2; i++) {
        const struct words *d = &witness->descriptions[i];
        if (d->len < DESCRIPTION_WORDS)
            continue;
        size_t same = 0;
        while (same < words.len && words.at[same] == d->at[same])
            same++;
        float is = same == DESCRIPTION_WORDS;
        best = is > best ? is : best;
    }
    return best;
}

/* --- triples ----------------------------------------------------------- */

struct triple {
    uint32_t a, b, c;
    size_t seen;
};

/* The next three words in a row, as one number that is not 0. */
static bool triple_next(struct triple *t, struct str *rest, uint32_t *key)
{
    uint32_t hash;
    while (word_next(rest, &hash)) {
        t->a = t->b;
        t->b = t->c;
        t->c = hash;
        if (++t->seen >= 3) {
            *key = (t->a * 31 + t->b) * 2654435761u + t->c;
            *key += *key == 0;
            return true;
        }
    }
    return false;
}

static bool triple_find(const struct witness *w, uint32_t key, uint32_t *at)
{
    uint32_t i = (key * 2654435761u) >> 7 & w->mask;
    while (w->triples[i] && w->triples[i] != key)
        i = (i + 1) & w->mask;
    *at = i;
    return w->triples[i] != 0;
}

static void index_body(struct arena *arena, struct witness *w)
{
    uint32_t size = 1024;
    while (size < w->body.len && size < 1u << 24)
        size *= 2;
    w->mask = size - 1;
    w->triples = arena_array(arena, uint32_t, size);
    struct str rest = w->body;
    struct triple t = {0};
    uint32_t key, at, count = 0;
    while (count < size / 2 && triple_next(&t, &rest, &key)) {
        if (!triple_find(w, key, &at)) {
            w->triples[at] = key;
            count++;
        }
    }
}

float witness_body(const struct witness *witness, struct str text)
{
    if (!witness->triples)
        return -1;
    struct triple t = {0};
    uint32_t key, at, all = 0, found = 0;
    while (triple_next(&t, &text, &key)) {
        all++;
        found += triple_find(witness, key, &at);
    }
    return all ? (float)found / (float)all : -1;
}

struct str witness_article_body(const struct witness *witness)
{
    return witness->body;
}

/* --- collecting -------------------------------------------------------- */

static void read_meta(const struct node *node, struct witness *w)
{
    struct str name = node_attr(node, ATTR_PROPERTY);
    if (!name.len)
        name = node_attr(node, ATTR_NAME);
    struct str value = node_attr(node, ATTR_CONTENT);
    if (str_ieq(name, S("og:title")))
        w->titles[1] = words_of(value);
    else if (str_ieq(name, S("og:description")))
        w->descriptions[0] = words_of(value);
    else if (str_ieq(name, S("description")))
        w->descriptions[1] = words_of(value);
}

static void read_head(const struct page *page, struct witness *w)
{
    const struct node *head = page->doc->head;
    for (struct node *n = first_element(head); n; n = next_element(n)) {
        if (node_is(n, TAG_META))
            read_meta(n, w);
        else if (node_is(n, TAG_TITLE) && n->first && !w->titles[0].len)
            w->titles[0] = words_of(n->first->text);
    }
}

struct witness *witness_make(const struct page *page)
{
    struct witness *w = arena_new(page->arena, struct witness);
    read_head(page, w);
    const struct json *article =
        page->jsonld ? jsonld_article(page->jsonld, page->url.href) : NULL;
    if (!article)
        return w;
    w->titles[2] = words_of(json_text(json_get(article, S("headline"))));
    struct str body = json_text(json_get(article, S("articleBody")));
    if (body.len >= BODY_BYTES) {
        w->body = body;
        index_body(page->arena, w);
    }
    return w;
}
