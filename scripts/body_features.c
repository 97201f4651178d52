/* SPDX-License-Identifier: MIT */
/* body_features.c - print what the body's forests would be asked, for
 * scripts/train-body, which builds and runs it.
 *
 *     body_features PAGES [PROBABILITIES]
 *
 * PAGES names a page a line. For each page, on standard output: how many
 * blocks and features, the features as floats, then each block's text and the
 * names (class and id) around it, as length and bytes. PROBABILITIES holds a
 * float per block of all pages: the first forest's, for the second's
 * features. */
#include "article/body_feature.h"
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

static void put_page(const struct page *page, FILE *probabilities)
{
    struct blocks blocks = {0};
    blocks_collect(page, &blocks);
    struct areas areas;
    areas_make(page, &blocks, &areas);
    struct features features = {0};
    features_make(page, &blocks, &areas, &features);
    uint32_t width = FIRST_FEATURES;
    if (probabilities) {
        float *first = arena_array(page->arena, float, features.count);
        if (fread(first, sizeof *first, features.count, probabilities) !=
            features.count)
            exit(1);
        features_second(page, &blocks, &areas, first, &features);
        width = ALL_FEATURES;
    }
    put_u32((uint32_t)features.count);
    put_u32(width);
    for (size_t i = 0; i < features.count; i++)
        fwrite(&features.at[i * ALL_FEATURES], sizeof(float), width, stdout);
    for (size_t i = 0; i < features.count; i++) {
        put_str(blocks.list.at[i].text);
        put_names(&areas, blocks.list.at[i].owner);
    }
}

static void do_page(const char *path, FILE *probabilities)
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
        put_page(page_make(&arena, doc, S("")), probabilities);
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
    FILE *probabilities = argc > 2 ? fopen(argv[2], "rb") : NULL;
    char line[4096];
    while (pages && fgets(line, sizeof line, pages)) {
        line[strcspn(line, "\n")] = '\0';
        do_page(line, probabilities);
    }
    return 0;
}
