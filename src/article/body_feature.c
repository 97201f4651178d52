/* SPDX-License-Identifier: MIT */
/* body_feature.c - what the forests are asked about: numbers of one block. */
#include "article/body_feature.h"

#include "article/body_lexicon.h"
#include "article/body_row.h"
#include "article/body_witness.h"
#include <math.h>

/* Words of a longer block say little about what kind it is. */
#define LEXICON_WORDS 25

struct shape {
    uint32_t key, count;
    uint32_t size, link_size;
};

/* The lexicon's scores of a short block's words. */
struct said {
    float mean, low, high; /* by the lexicon */
    float title;           /* how much of the title's they are */
};

/* The nearest element around a node that also holds the headline. */
struct title_way {
    uint8_t levels;
    uint32_t at;
};

struct maker {
    const struct page *page;
    const struct block *blocks;
    size_t count;
    const struct areas *areas;
    struct witness *witness;
    struct shape *shapes; /* open addressing; by a block's owner's shape */
    struct shape *texts;  /* the same, by text */
    uint32_t mask;
    uint32_t seen_prose, seen_size; /* before the current block */
    size_t first, last;             /* prose blocks of the dense candidate */
    size_t title;
    size_t heading;             /* the last one before the current block */
    struct said *said;          /* of each block */
    struct title_way *to_title; /* by order */
};

static float ratio(uint32_t part, uint32_t whole)
{
    return whole ? (float)part / (float)whole : 0;
}

static float magnitude(uint32_t n)
{
    return log2f(1 + (float)n);
}

static float clip(float x, float low, float high)
{
    return x < low ? low : x > high ? high : x;
}

static float distance(size_t from, size_t to)
{
    float d = (float)((double)to - (double)from);
    return clip(d, -40, 40);
}

static const struct area *owner(const struct maker *m, const struct block *b)
{
    return &m->areas->at[b->owner->order];
}

/* --- counting what is alike -------------------------------------------- */

static struct shape *slot(const struct maker *m, struct shape *table,
                          uint32_t key)
{
    uint32_t i = (key * 2654435761u) & m->mask;
    while (table[i].count && table[i].key != key)
        i = (i + 1) & m->mask;
    table[i].key = key;
    return &table[i];
}

static void count_alike(struct maker *m)
{
    uint32_t size = 16;
    while (size < m->count * 2)
        size *= 2;
    m->mask = size - 1;
    m->shapes = arena_array(m->page->arena, struct shape, size);
    m->texts = arena_array(m->page->arena, struct shape, size);
    for (size_t i = 0; i < m->count; i++) {
        const struct block *b = &m->blocks[i];
        struct shape *shape = slot(m, m->shapes, owner(m, b)->shape);
        shape->count++;
        shape->size += b->size;
        shape->link_size += b->link_size;
        slot(m, m->texts, b->hash)->count++;
    }
}

/* --- landmarks --------------------------------------------------------- */

static void find_prose(struct maker *m)
{
    m->first = m->count;
    m->last = 0;
    for (size_t i = 0; i < m->count; i++) {
        const struct block *b = &m->blocks[i];
        if (!block_is_prose(b) || !area_counts(m->areas, b) ||
            !node_contains(m->areas->voted, b->owner))
            continue;
        if (m->first == m->count)
            m->first = i;
        m->last = i;
    }
}

/* The headline: the first heading that is what the page calls itself; else
 * the last h1 before the prose, else the first one. */
static size_t find_title(const struct maker *m)
{
    size_t best = STR_NONE;
    float most = 0;
    for (size_t i = 0; i < m->count; i++) {
        const struct block *b = &m->blocks[i];
        uint16_t tag = b->owner->tag;
        if (b->words > TITLE_WORDS || b->is_hidden)
            continue;
        float score = 3 * m->said[i].title;
        if (score < 1.5f && tag != TAG_H1)
            continue;
        score += tag == TAG_H1 ? 2 : tag == TAG_H2 || tag == TAG_H3 ? 1 : 0;
        score += i <= m->first ? 0.5f : 0;
        score -= owner(m, b)->flags & (IN_NAV | IN_FOOTER | IN_ASIDE) ? 2 : 0;
        score -= b->link_size ? 0.25f : 0;
        if (score > most) {
            most = score;
            best = i;
        }
    }
    return best;
}

/* --- one block --------------------------------------------------------- */

static float tag_rank(const struct node *node)
{
    switch (node->tag) {
    case TAG_P:
        return 0;
    case TAG_BLOCKQUOTE:
        return 1;
    case TAG_PRE:
        return 2;
    case TAG_DD:
        return 3;
    case TAG_DT:
        return 4;
    case TAG_LI:
        return 5;
    case TAG_TD:
        return 6;
    case TAG_TH:
        return 7;
    case TAG_DIV:
        return 8;
    case TAG_SECTION:
    case TAG_ARTICLE:
    case TAG_MAIN:
    case TAG_BODY:
        return 9;
    case TAG_FIGCAPTION:
    case TAG_CAPTION:
        return 10;
    case TAG_H4:
    case TAG_H5:
    case TAG_H6:
        return 11;
    case TAG_H3:
        return 12;
    case TAG_H2:
        return 13;
    case TAG_H1:
        return 14;
    default:
        return 15;
    }
}

static struct said hear(const struct maker *m, const struct block *b)
{
    struct said said = {0};
    uint32_t words[TITLE_WORDS];
    size_t count = 0;
    struct str rest = b->text;
    if (b->words > TITLE_WORDS)
        return said;
    while (count < TITLE_WORDS && word_next(&rest, &words[count]))
        count++;
    said.title = witness_title(m->witness, words, count);
    if (b->words > LEXICON_WORDS || count == 0)
        return said;
    for (size_t i = 0; i < count; i++) {
        float score = lexicon_of_word(words[i]);
        said.mean += score;
        said.low = score < said.low ? score : said.low;
        said.high = score > said.high ? score : said.high;
    }
    said.mean /= (float)count;
    return said;
}

static bool is_heading(const struct block *b)
{
    uint16_t tag = b->owner->tag;
    if (tag >= TAG_H1 && tag <= TAG_H6)
        return true;
    return b->words <= 8 && b->strong_size == b->size && !b->link_size;
}

/* What the heading above says: "Related posts", "Comments", ... */
static void say_heading(const struct maker *m, size_t i, float *f)
{
    const struct said *said =
        m->heading == STR_NONE ? NULL : &m->said[m->heading];
    f[F_HEAD_WORDS] = said ? said->mean : 0;
    f[F_HEAD_LOW] = said ? said->low : 0;
    f[F_HEAD_TAG] = said ? tag_rank(m->blocks[m->heading].owner) : -1;
    f[F_HEAD_AWAY] = said ? distance(m->heading, i) : -1;
}

static void say_words(const struct said *said, float *f)
{
    f[F_WORD_MEAN] = said->mean;
    f[F_WORD_LOW] = said->low;
    f[F_WORD_HIGH] = said->high;
}

static void say_self(const struct maker *m, const struct block *b, float *f)
{
    f[F_SIZE] = magnitude(b->size);
    f[F_LINKS] = ratio(b->link_size, b->size);
    f[F_LINK_COUNT] = (float)b->links;
    f[F_WORD_LEN] = ratio(b->size, b->words);
    f[F_STOPS] = (float)b->stops;
    f[F_COMMAS] = (float)b->commas;
    f[F_DIGITS] = ratio(b->digits, b->size);
    f[F_UPPERS] = ratio(b->uppers, b->letters);
    f[F_SYMBOLS] = (float)b->symbols;
    f[F_STRONG] = ratio(b->strong_size, b->size);
    f[F_BEGIN] = b->begin;
    f[F_END] = b->end;
    f[F_TAG] = tag_rank(b->owner);
    f[F_HIDDEN] = b->is_hidden;
    f[F_CONTROL] = b->is_control;
    f[F_TIME] = b->has_time;
    f[F_REPEATS] = (float)slot(m, m->texts, b->hash)->count;
    f[F_IS_TITLE] = m->said[b - m->blocks].title;
    f[F_IN_JSON] = witness_body(m->witness, b->text);
    f[F_IS_DESCRIPTION] = witness_description(m->witness, b->text);
    say_words(&m->said[b - m->blocks], f);
}

static void say_ancestors(const struct maker *m, const struct block *b,
                          float *f)
{
    const struct area *a = owner(m, b);
    uint32_t flags = a->flags;
    f[F_DEPTH] = page_facts(m->page, b->owner)->depth;
    f[F_FLAGS_GOOD] = (float)(!!(flags & IN_ARTICLE) + 2 * !!(flags & IN_MAIN));
    f[F_IN_ARTICLE_BODY] = !!(flags & IN_ARTICLE_BODY);
    f[F_IN_NAV] = !!(flags & IN_NAV);
    f[F_IN_ASIDE] = !!(flags & IN_ASIDE);
    f[F_IN_HEADER] = !!(flags & IN_HEADER);
    f[F_IN_FOOTER] = !!(flags & IN_FOOTER);
    f[F_IN_FORM] = !!(flags & IN_FORM);
    f[F_IN_LIST] = !!(flags & IN_LIST);
    f[F_IN_TABLE] = !!(flags & IN_TABLE);
    f[F_IN_FIGURE] = !!(flags & IN_FIGURE);
    f[F_IN_QUOTE] = !!(flags & IN_QUOTE);
    f[F_IN_EMBED] = !!(flags & IN_EMBED);
    const struct title_way *way = &m->to_title[b->owner->order];
    f[F_TO_TITLE] = m->title == STR_NONE ? -1 : way->levels;
    f[F_TITLE_SHARE] = ratio(m->areas->at[way->at].prose, m->areas->prose);
    f[F_SIBLINGS] = magnitude(a->siblings);
    f[F_ARTICLE_SHARE] =
        a->article ? ratio(m->areas->at[a->article].prose, m->areas->prose)
                   : -1;
    f[F_ARTICLES] = (float)m->areas->articles;
    f[F_NAME_OWN] = a->name;
    f[F_NAME_LOW] = a->low;
    f[F_NAME_LOW_SHARE] =
        a->low_at ? ratio(m->areas->at[a->low_at].size, m->areas->total) : -1;
    f[F_NAME_HIGH] = a->high;
    f[F_NAME_SUM] = a->sum;
}

static void say_containers(const struct maker *m, const struct block *b,
                           float *f)
{
    const struct areas *areas = m->areas;
    uint32_t at = b->owner->order;
    if (areas->at[at].blocks < 2)
        at = areas->at[at].bigger;
    for (int i = 0; i < 3; i++) {
        const struct area *a = &areas->at[at];
        float *c = &f[F_CONTAINER + i * HOLDS_COUNT];
        c[HOLDS_BLOCKS] = magnitude(a->blocks);
        c[HOLDS_SIZE] = magnitude(a->size);
        c[HOLDS_LINKS] = ratio(a->link_size, a->size);
        c[HOLDS_SHARE] = ratio(a->size, areas->total);
        c[HOLDS_PROSE] = ratio(a->prose, a->size);
        c[HOLDS_PROSE_SHARE] = ratio(a->prose, areas->prose);
        c[HOLDS_NAME] = a->name;
        c[HOLDS_SIBLINGS] = magnitude(a->siblings);
        at = a->bigger;
    }
}

static void say_alike(const struct maker *m, const struct block *b, float *f)
{
    const struct shape *s = slot(m, m->shapes, owner(m, b)->shape);
    f[F_SHAPE_COUNT] = magnitude(s->count);
    f[F_SHAPE_SIZE] = ratio(s->size, s->count);
    f[F_SHAPE_LINKS] = ratio(s->link_size, s->size);
    f[F_SHAPE_SHARE] = ratio(s->size, m->areas->total);
}

static void say_place(const struct maker *m, size_t i, float *f)
{
    const struct areas *areas = m->areas;
    const struct area *a = owner(m, &m->blocks[i]);
    f[F_TO_DENSE] = a->to_dense;
    f[F_DENSE_SHARE] =
        ratio(areas->at[areas->dense->order].prose, areas->prose);
    f[F_TO_VOTED] = a->to_voted;
    f[F_VOTED_SHARE] =
        ratio(areas->at[areas->voted->order].prose, areas->prose);
    f[F_PLACE] = ratio((uint32_t)i, (uint32_t)m->count);
    f[F_PLACE_TEXT] = ratio(m->seen_size, areas->total);
    f[F_PROSE_BEFORE] = ratio(m->seen_prose, areas->prose);
    f[F_AFTER_TITLE] = m->title == STR_NONE ? -99 : distance(m->title, i);
    f[F_AFTER_FIRST] = distance(m->first, i);
    f[F_BEFORE_LAST] = distance(i, m->last);
    f[F_PAGE_BLOCKS] = magnitude((uint32_t)m->count);
    f[F_PAGE_PROSE] = magnitude(areas->prose);
    f[F_PAGE_LINKS] = ratio(areas->at[0].link_size, areas->total);
}

static uint32_t box_of(const struct maker *m, const struct block *b)
{
    const struct area *a = owner(m, b);
    return a->blocks < 2 ? a->bigger : b->owner->order;
}

static void say_neighbours(const struct maker *m, size_t i, float *f)
{
    static const int OFFSETS[4] = {-2, -1, 1, 2};
    for (int k = 0; k < 4; k++) {
        float *n = &f[F_NEAR + k * NEAR_COUNT];
        size_t j = i + (size_t)OFFSETS[k];
        if (j >= m->count) {
            n[NEAR_SIZE] = n[NEAR_LINKS] = n[NEAR_TAG] = -1;
            n[NEAR_SAME_SHAPE] = n[NEAR_SAME_BOX] = n[NEAR_WORDS] = 0;
            continue;
        }
        const struct block *b = &m->blocks[j];
        n[NEAR_SIZE] = magnitude(b->size);
        n[NEAR_LINKS] = ratio(b->link_size, b->size);
        n[NEAR_TAG] = tag_rank(b->owner);
        n[NEAR_SAME_SHAPE] =
            owner(m, b)->shape == owner(m, &m->blocks[i])->shape;
        n[NEAR_SAME_BOX] = box_of(m, b) == box_of(m, &m->blocks[i]);
        n[NEAR_WORDS] = m->said[j].mean;
    }
}

/* How far the next prose is on both sides, and how much stands near. */
static void say_windows(const struct maker *m, const struct features *features)
{
    size_t last = STR_NONE;
    for (size_t i = 0; i < m->count; i++) {
        float *f = features_own(features, i);
        if (f)
            f[F_TO_PROSE_BEFORE] =
                last == STR_NONE ? 40 : clip((float)(i - last), 0, 40);
        if (block_is_prose(&m->blocks[i]))
            last = i;
    }
    last = STR_NONE;
    for (size_t i = m->count; i-- > 0;) {
        float *f = features_own(features, i);
        if (f)
            f[F_TO_PROSE_AFTER] =
                last == STR_NONE ? 40 : clip((float)(last - i), 0, 40);
        if (block_is_prose(&m->blocks[i]))
            last = i;
    }
    for (size_t row = 0; row < features->count; row++) {
        size_t i = features->block[row];
        uint32_t prose = 0, all = 0;
        for (size_t j = i < 4 ? 0 : i - 4; j <= i + 4 && j < m->count; j++) {
            all += m->blocks[j].size;
            prose += block_is_prose(&m->blocks[j]) ? m->blocks[j].size : 0;
        }
        features->at[row * ALL_FEATURES + F_WINDOW_PROSE] = ratio(prose, all);
    }
}

static void find_ways_to_title(struct maker *m)
{
    const struct page *page = m->page;
    m->to_title = arena_array(page->arena, struct title_way, page->node_count);
    const struct node *title =
        m->title == STR_NONE ? NULL : m->blocks[m->title].owner;
    for (uint32_t i = 1; title && i < page->node_count; i++) {
        const struct node *node = page->nodes[i];
        struct title_way *way = &m->to_title[i];
        if (node_contains(node, title)) {
            way->at = i;
            continue;
        }
        *way = m->to_title[node->parent->order];
        way->levels = (uint8_t)(way->levels + (way->levels < 60));
    }
}

static void hear_words(struct maker *m)
{
    m->said = arena_array(m->page->arena, struct said, m->count);
    for (size_t i = 0; i < m->count; i++)
        m->said[i] = hear(m, &m->blocks[i]);
}

static void say_all(const struct maker *m, size_t i, float *f)
{
    const struct block *b = &m->blocks[i];
    say_self(m, b, f);
    say_heading(m, i, f);
    say_ancestors(m, b, f);
    say_containers(m, b, f);
    say_alike(m, b, f);
    say_place(m, i, f);
    say_neighbours(m, i, f);
}

static void clear_up(struct maker *m)
{
    struct arena *arena = m->page->arena;
    arena_drop(arena, m->shapes, m->mask + 1);
    arena_drop(arena, m->texts, m->mask + 1);
    arena_drop(arena, m->said, m->count);
    arena_drop(arena, m->to_title, m->page->node_count);
}

void features_make(const struct page *page, const struct blocks *blocks,
                   const struct areas *areas, struct features *features)
{
    struct maker m = {.page = page,
                      .blocks = blocks->list.at,
                      .count = blocks->list.len,
                      .areas = areas,
                      .witness = witness_make(page)};
    count_alike(&m);
    find_prose(&m);
    hear_words(&m);
    features->title = m.title = find_title(&m);
    m.heading = STR_NONE;
    find_ways_to_title(&m);
    rows_deal(page, blocks, areas, features);
    for (size_t i = 0; i < m.count; i++) {
        const struct block *b = &m.blocks[i];
        float *f = features_own(features, i);
        if (f)
            say_all(&m, i, f);
        if (is_heading(b))
            m.heading = i;
        if (area_counts(areas, b)) {
            m.seen_size += b->size;
            m.seen_prose += block_is_prose(b) ? b->size : 0;
        }
    }
    say_windows(&m, features);
    clear_up(&m);
}
