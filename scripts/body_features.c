/* SPDX-License-Identifier: MIT */
/* body_features.c - print what the body's forests would be asked, for
 * scripts/train-body, which builds and runs it.
 *
 *     body_features PAGES [FIRST [SECOND]]
 *
 * PAGES names a page a line. For each page, on standard output: how many
 * blocks and features, the features as floats, then each block's text and the
 * names (class and id) around it, as length and bytes. FIRST holds a
 * float per block of all pages: the first forest's probability, for the
 * second's features. With SECOND too, a page's verdict features are all that
 * is printed. */
#include "article/body_verdict.h"
#include "base/file.h"
#include "html/parse.h"
#include "text/charset.h"
#include <offprint/limits.h>
#include <stdlib.h>
#include <string.h>

static void put_u32(uint32_t n)
{
    fwrite(&n, sizeof n, 1, stdout);
}

static void put_str(struct str s)
{
    put_u32((uint32_t)s.len);
    fwrite(s.at, 1, s.len, stdout);
}

/* The names of elements that do not hold nearly all of the page. */
static void put_names(const struct areas *areas, const struct node *node)
{
    struct buf names;
    buf_init(&names, 1 << 20);
    for (; node && node->kind == NODE_ELEMENT; node = node->parent) {
        if ((float)areas->at[node->order].size > 0.8f * (float)areas->total)
            break;
        buf_put(&names, node_attr(node, ATTR_CLASS));
        buf_puts(&names, " ");
        buf_put(&names, node_attr(node, ATTR_ID));
        buf_puts(&names, " ");
    }
    put_str(buf_str(&names));
    buf_free(&names);
}

static FILE *probabilities[2]; /* of the first and the second forest */

static float *read_probabilities(struct arena *arena, FILE *from, size_t count)
{
    float *p = arena_array(arena, float, count);
    if (fread(p, sizeof *p, count, from) != count)
        exit(1);
    return p;
}

static void put_blocks(const struct blocks *blocks, const struct areas *areas,
                       const struct features *features, uint32_t width)
{
    put_u32((uint32_t)blocks->list.len);
    put_u32(width);
    for (size_t i = 0; i < blocks->list.len; i++)
        fwrite(features_of(features, i), sizeof(float), width, stdout);
    for (size_t i = 0; i < blocks->list.len; i++) {
        put_str(blocks->list.at[i].text);
        put_names(areas, blocks->list.at[i].owner);
    }
}

static void put_page(const struct page *page)
{
    struct blocks blocks = {0};
    blocks_collect(page, &blocks);
    struct areas areas;
    areas_make(page, &blocks, &areas);
    struct features features = {0};
    features_make(page, &blocks, &areas, &features);
    if (!probabilities[0]) {
        put_blocks(&blocks, &areas, &features, FIRST_FEATURES);
        return;
    }
    float *first =
        read_probabilities(page->arena, probabilities[0], blocks.list.len);
    features_second(page, &blocks, &areas, first, &features);
    if (!probabilities[1]) {
        put_blocks(&blocks, &areas, &features, ALL_FEATURES);
        return;
    }
    float *second =
        read_probabilities(page->arena, probabilities[1], blocks.list.len);
    float verdict[VERDICT_FEATURES];
    verdict_features(page, &blocks, &areas, &features, first, second, verdict);
    put_u32(1);
    put_u32(VERDICT_FEATURES);
    fwrite(verdict, sizeof(float), VERDICT_FEATURES, stdout);
    put_str(S(""));
    put_str(S(""));
}

static void do_page(const char *path)
{
    struct buf bytes, text;
    buf_init(&bytes, OP_MAX_PAGE_BYTES);
    buf_init(&text, OP_MAX_PAGE_BYTES * 3ull);
    struct op_error err;
    struct arena arena;
    arena_init(&arena, OP_MAX_PAGE_MEMORY);
    struct document *doc;
    struct parse_options options = {.timeout_ms = 10000};
    if (file_read(path, &bytes, &err) == OP_OK &&
        charset_decode(buf_str(&bytes), charset_of(buf_str(&bytes), S("")),
                       &text, &err) == OP_OK &&
        html_parse(&arena, buf_str(&text), &options, &doc, &err) == OP_OK) {
        put_page(page_make(&arena, doc, S("")));
    } else {
        put_u32(0);
        put_u32(0);
    }
    arena_free(&arena);
    buf_free(&text);
    buf_free(&bytes);
}

int main(int argc, char **argv)
{
    if (argc < 2)
        return 2;
    FILE *pages = fopen(argv[1], "r");
    for (int i = 0; i < 2; i++)
        probabilities[i] = argc > 2 + i ? fopen(argv[2 + i], "rb") : NULL;
    char line[4096];
    while (pages && fgets(line, sizeof line, pages)) {
        line[strcspn(line, "\n")] = '\0';
        do_page(line);
    }
    return 0;
}
