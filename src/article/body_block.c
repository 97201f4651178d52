/* SPDX-License-Identifier: MIT */
/* body_block.c - a page as a row of text blocks. */
#include "article/body_block.h"

#include "html/walk.h"

#define FNV_BASIS 2166136261u
#define FNV_PRIME 16777619u

/* --- characters -------------------------------------------------------- */

/* What a character is to the statistics. Letters of scripts without spaces
 * weigh three: two of them make a word, as six Latin letters do. */
enum char_class {
    C_SPACE,
    C_LETTER,
    C_UPPER,
    C_DIGIT,
    C_UNSPACED,
    C_COMMA,
    C_STOP,
    C_COLON,
    C_QUOTE,
    C_SYMBOL,
    C_OTHER
};

static enum char_class ascii_class(unsigned char c)
{
    if (c >= 'a' && c <= 'z')
        return C_LETTER;
    if (c >= 'A' && c <= 'Z')
        return C_UPPER;
    if (char_is_digit((char)c))
        return C_DIGIT;
    switch (c) {
    case ' ':
    case '\t':
    case '\n':
    case '\r':
    case '\f':
        return C_SPACE;
    case ',':
    case ';':
        return C_COMMA;
    case '.':
    case '!':
    case '?':
        return C_STOP;
    case ':':
        return C_COLON;
    case '"':
    case '\'':
        return C_QUOTE;
    case '|':
    case '>':
    case '<':
    case '/':
    case '+':
    case '=':
    case '#':
    case '@':
    case '*':
    case '_':
        return C_SYMBOL;
    default:
        return C_OTHER;
    }
}

static uint32_t decode(const char *at, size_t len)
{
    const unsigned char *s = (const unsigned char *)at;
    if (len == 2)
        return ((s[0] & 0x1Fu) << 6) | (s[1] & 0x3Fu);
    if (len == 3)
        return ((s[0] & 0x0Fu) << 12) | ((s[1] & 0x3Fu) << 6) | (s[2] & 0x3Fu);
    return 0x10000;
}

static enum char_class wide_class(uint32_t c)
{
    if (c == 0xA0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200B) || c == 0xFEFF)
        return C_SPACE;
    if (c == 0xAB || c == 0xBB || c == 0xB7 || c == 0xA9 || c == 0xAE)
        return C_SYMBOL;
    if (c < 0xC0)
        return C_OTHER;
    if (c >= 0x2010 && c <= 0x2BFF) {
        if (c >= 0x2018 && c <= 0x201F)
            return C_QUOTE;
        if (c == 0x2026)
            return C_STOP;
        return c >= 0x2039 && c != 0x2044 ? C_SYMBOL
               : c == 0x2022              ? C_SYMBOL
                                          : C_OTHER;
    }
    if ((c >= 0x0410 && c <= 0x042F) || (c >= 0x0391 && c <= 0x03A9) ||
        (c >= 0xC0 && c <= 0xDE))
        return C_UPPER;
    switch (c) {
    case 0x3002:
    case 0xFF01:
    case 0xFF1F:
    case 0xFF0E:
    case 0x061F:
    case 0x06D4:
    case 0x0964:
        return C_STOP;
    case 0xFF0C:
    case 0x3001:
    case 0xFF1B:
    case 0x060C:
        return C_COMMA;
    case 0xFF1A:
        return C_COLON;
    case 0x300C:
    case 0x300D:
    case 0x300E:
    case 0x300F:
        return C_QUOTE;
    case 0xFF5C:
    case 0x3010:
    case 0x3011:
    case 0xFF1E:
        return C_SYMBOL;
    default:
        break;
    }
    if ((c >= 0x3040 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) ||
        (c >= 0x0E00 && c <= 0x0EFF) || (c >= 0x1000 && c <= 0x109F) ||
        (c >= 0x1780 && c <= 0x17FF))
        return C_UNSPACED;
    return c >= 0xFF00 && c <= 0xFFEF ? C_OTHER : C_LETTER;
}

/* The class of the next character, and how many bytes it has. */
static enum char_class next_class(const char *at, const char *end, size_t *len)
{
    unsigned char c = (unsigned char)*at;
    if (c < 0x80) {
        *len = 1;
        return ascii_class(c);
    }
    size_t want = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : 2;
    *len = want <= (size_t)(end - at) ? want : (size_t)(end - at);
    return wide_class(decode(at, *len));
}

bool word_next(struct str *rest, uint32_t *hash)
{
    const char *at = rest->at, *end = rest->at + rest->len;
    uint32_t h = FNV_BASIS;
    bool inside = false;
    while (at < end) {
        size_t len;
        enum char_class class = next_class(at, end, &len);
        bool is_word = class >= C_LETTER && class <= C_UNSPACED;
        if (inside && (!is_word || class == C_UNSPACED))
            break;
        for (size_t i = 0; is_word && i < len; i++)
            h = (h ^ (unsigned char)char_lower(at[i])) * FNV_PRIME;
        inside = is_word;
        at += len;
        if (class == C_UNSPACED)
            break;
    }
    *rest = str_make(at, (size_t)(end - at));
    *hash = h;
    return inside;
}

/* --- one block --------------------------------------------------------- */

struct collector {
    const struct page *page;
    struct blocks *blocks;
    struct block block; /* being filled; from == to: still empty */
    char *out;          /* the folded text of the whole page */
    size_t len, start;
    bool gap;
    uint32_t in_link, in_strong, in_control, in_time;
    enum char_class last;
    bool in_word;
};

static uint8_t edge_of(enum char_class class)
{
    switch (class) {
    case C_LETTER:
        return CHAR_LOWER;
    case C_UPPER:
        return CHAR_UPPER;
    case C_UNSPACED:
        return CHAR_UPPER;
    case C_DIGIT:
        return CHAR_DIGIT;
    case C_STOP:
        return CHAR_STOP;
    case C_COLON:
        return CHAR_COLON;
    case C_QUOTE:
        return CHAR_QUOTE;
    default:
        return CHAR_OTHER;
    }
}

static void count_char(struct collector *c, enum char_class class)
{
    struct block *b = &c->block;
    uint32_t weight = class == C_UNSPACED ? 3 : class == C_SPACE ? 0 : 1;
    b->size += weight;
    b->link_size += c->in_link ? weight : 0;
    b->strong_size += c->in_strong ? weight : 0;
    b->commas += class == C_COMMA;
    b->digits += class == C_DIGIT;
    b->uppers += class == C_UPPER;
    b->symbols += class == C_SYMBOL;
    bool is_letter = class >= C_LETTER && class <= C_UNSPACED;
    b->letters += is_letter;
    b->words += is_letter && (!c->in_word || class == C_UNSPACED);
    c->in_word = is_letter;
    if (class == C_STOP && c->last != C_STOP)
        b->stops++;
    c->last = class;
    b->end = edge_of(class);
}

static void add_text(struct collector *c, const struct node *node)
{
    struct block *b = &c->block;
    const char *at = node->text.at, *end = at + node->text.len;
    while (at < end) {
        size_t len;
        enum char_class class = next_class(at, end, &len);
        if (class == C_SPACE) {
            c->gap = true;
            c->in_word = false;
            at += len;
            continue;
        }
        if (b->from == b->to) {
            b->from = node->order;
            b->begin = edge_of(class);
            b->hash = FNV_BASIS;
            c->start = c->len;
        } else if (c->gap) {
            c->out[c->len++] = ' ';
        }
        c->gap = false;
        b->to = node->order + 1;
        count_char(c, class);
        for (size_t i = 0; i < len; i++) {
            b->hash = (b->hash ^ (unsigned char)char_lower(at[i])) * FNV_PRIME;
            c->out[c->len++] = at[i];
        }
        at += len;
    }
}

static void begin_block(struct collector *c, struct node *owner)
{
    c->block = (struct block){.owner = owner};
    c->gap = c->in_word = false;
    c->last = C_SPACE;
}

/* The block is over; the next text belongs to `owner`. */
static void end_block(struct collector *c, struct node *owner)
{
    struct block *b = &c->block;
    if (b->from != b->to) {
        b->text = str_make(c->out + c->start, c->len - c->start);
        b->is_control = c->in_control > 0;
        b->has_time |= c->in_time > 0;
        *vec_push(&c->blocks->list, c->page->arena) = *b;
    }
    begin_block(c, owner);
}

/* --- the page ---------------------------------------------------------- */

static bool is_strong(uint16_t tag)
{
    return tag == TAG_B || tag == TAG_STRONG || tag == TAG_EM || tag == TAG_I;
}

static bool is_control(uint16_t tag)
{
    return tag == TAG_BUTTON || tag == TAG_SELECT || tag == TAG_LABEL ||
           tag == TAG_OPTION;
}

/* Two line breaks in a row end a paragraph, as <p> does. */
static bool is_double_break(const struct node *node)
{
    if (!node_is(node, TAG_BR))
        return false;
    const struct node *n = node->next;
    while (n && n->kind == NODE_TEXT && str_trim(n->text).len == 0)
        n = n->next;
    return node_is(n, TAG_BR);
}

static void enter(struct collector *c, struct node *node)
{
    uint16_t tag = node->tag;
    if (tag_is_block(tag) || is_control(tag))
        end_block(c, node);
    else if (is_double_break(node))
        end_block(c, c->block.owner);
    else if (tag == TAG_BR)
        c->gap = true;
    if (tag == TAG_A && node_has_attr(node, ATTR_HREF)) {
        c->in_link++;
        c->block.links++;
    }
    c->in_strong += is_strong(tag);
    c->in_control += is_control(tag);
    c->in_time += tag == TAG_TIME;
    c->block.has_time |= tag == TAG_TIME;
}

static struct node *block_around(struct node *node)
{
    while (node->parent && !tag_is_block(node->tag))
        node = node->parent;
    return node;
}

static void leave(struct collector *c, struct node *node)
{
    uint16_t tag = node->tag;
    if (tag_is_block(tag) || is_control(tag))
        end_block(c, node->parent ? block_around(node->parent) : node);
    c->in_link -= tag == TAG_A && node_has_attr(node, ATTR_HREF);
    c->in_strong -= is_strong(tag);
    c->in_control -= is_control(tag);
    c->in_time -= tag == TAG_TIME;
}

static size_t text_total(const struct page *page)
{
    size_t total = 1;
    for (uint32_t i = 0; i < page->node_count; i++)
        total += page->nodes[i]->kind == NODE_TEXT
                     ? page->nodes[i]->text.len + 1
                     : 0;
    return total;
}

static void visit_text(struct collector *c, const struct node *node)
{
    bool was_empty = c->block.from == c->block.to;
    add_text(c, node);
    if (was_empty && c->block.from != c->block.to)
        c->block.is_hidden = page_facts(c->page, node)->is_hidden;
}

void blocks_collect(const struct page *page, struct blocks *blocks)
{
    struct node *root = page->doc->body, *node = root;
    struct collector c = {.page = page, .blocks = blocks};
    c.out = arena_alloc(page->arena, text_total(page));
    begin_block(&c, root);
    for (;;) {
        if (node->kind == NODE_TEXT)
            visit_text(&c, node);
        else if (node->kind == NODE_ELEMENT)
            enter(&c, node);
        if (node->first && !tag_is_hidden(node->tag) &&
            node->space != SPACE_SVG) {
            node = node->first;
            continue;
        }
        for (;;) {
            if (node->kind == NODE_ELEMENT)
                leave(&c, node);
            if (node == root)
                return;
            if (node->next)
                break;
            node = node->parent;
        }
        node = node->next;
    }
}
