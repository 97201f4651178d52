/* SPDX-License-Identifier: MIT */
/* body_test.c - what is found of a page as its article. */
#include "made_page.h"

#include "base/buf.h"

static const char *many(const char *before, const char *item, int count,
                        const char *after)
{
    struct buf text;
    buf_init(&text, 64u << 20);
    buf_put(&text, str_of(before));
    for (int i = 0; i < count; i++)
        buf_put(&text, str_of(item));
    buf_put(&text, str_of(after));
    const char *made = arena_cstring(&arena, buf_str(&text));
    buf_free(&text);
    return made;
}

static struct str text_beside(const char *item, int count)
{
    read_page(&(struct made_page){
        .end = many("</article><aside><ul class=menu>", item, count,
                    "</ul></aside><article>")});
    return article->text;
}

/* On a page of very many short blocks those of one shape are judged together,
 * and the text among them as ever. */
static void test_prose_among_very_many_blocks(void **state)
{
    (void)state;
    static const char *const ITEMS[] = {
        "<li><a href=/more>More</a></li>",
        "<li><a href=/a>One</a><div><a href=/b>Two</a></div></li>",
    };
    for (size_t i = 0; i < sizeof ITEMS / sizeof *ITEMS; i++) {
        struct str few = text_beside(ITEMS[i], 100);
        assert_true(str_starts(few, S("The ferry leaves")));
        struct str all = text_beside(ITEMS[i], 12000);
        assert_int_equal(all.len, few.len);
        assert_memory_equal(all.at, few.at, few.len);
    }
}

/* A large table that is the article stays whole. */
static void test_a_table_of_very_many_cells(void **state)
{
    (void)state;
    enum { ROWS = 9000 };
    read_page(&(struct made_page){
        .below = many("<table>", "<tr><td>Rope</td><td>12</td></tr>", ROWS,
                      "</table>")});
    size_t count = 0;
    for (struct str rest = article->text;; count++) {
        size_t at = str_find(rest, S("Rope"));
        if (at == STR_NONE)
            break;
        rest = str_from(rest, at + 4);
    }
    assert_int_equal(count, ROWS + 4); /* "Ropes are coiled" */
    assert_true(str_find(article->text, S("nobody on the pier")) != STR_NONE);
}

/* Boards cut long quotations, and say so amid the text. */
static void test_a_label_below_a_quotation(void **state)
{
    (void)state;
    read_page(&(struct made_page){
        .below = PROSE "<blockquote>" PROSE
                       "<div><a>Click to expand...</a></div></blockquote>"});
    assert_true(str_find(article->text, S("nobody on the pier")) != STR_NONE);
    assert_true(str_find(article->text, S("Click")) == STR_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_prose_among_very_many_blocks),
        TEST(test_a_table_of_very_many_cells),
        TEST(test_a_label_below_a_quotation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
