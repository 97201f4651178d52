/* SPDX-License-Identifier: MIT */
/* frame_test.c - what is below every page or there to be pressed is no text. */
#include "article/article.h"
#include "fresh_arena.h"

#define ONE                                                                    \
    "<p>A rope of hemp for small boats, laid by hand in three strands and "    \
    "tarred, so that it lasts in salt water for many years.</p>"
#define TWO                                                                    \
    "<p>The strands are laid in the old rope walk behind the harbour, which "  \
    "is as long as the longest rope, by two people who have done so since "    \
    "they were young.</p>"
#define THREE                                                                  \
    "<p>Ten years in salt water, if it is dried once in a while, and for "     \
    "ever in a museum, where nobody pulls at it at all.</p>"

/* The text that is found; empty where there is none. */
static struct str text_of(const char *main, const char *footer)
{
    struct article *article;
    struct str page = arena_printf(
        &arena,
        "<html lang=en><title>Rope, hemp</title><main><h1>Rope, hemp</h1>%s"
        "</main><footer>%s</footer>",
        main, footer);
    assert_int_equal(article_extract(&arena, page,
                                     S("https://example.org/rope"),
                                     S("text/html"), NULL, &article, NULL),
                     OP_OK);
    return article->text;
}

static bool holds(struct str text, const char *words)
{
    return str_find(text, str_of(words)) != STR_NONE;
}

static void test_what_is_pressed_goes(void **state)
{
    (void)state;
    struct str text = text_of(
        ONE "<div><label>Length of rope in metres</label><button>Add "
            "rope to the basket</button></div><h2>How it is made</h2>" TWO,
        "");
    assert_true(holds(text, "laid by hand"));
    assert_true(holds(text, "old rope walk"));
    assert_false(holds(text, "in metres"));
    assert_false(holds(text, "basket"));
}

static void test_what_opens_text_stays(void **state)
{
    (void)state;
    struct str text =
        text_of(ONE "<h2><button>How long is it?</button></h2>" TWO
                    "<p><button>How long does it last?</button></p><div>" THREE
                    "</div>",
                "");
    assert_true(holds(text, "How long is it?"));
    assert_true(holds(text, "How long does it last?"));
}

static void test_a_footer_is_no_article(void **state)
{
    (void)state;
    struct str text =
        text_of("<div><a href=/a>Hemp</a> <a href=/b>Tar</a></div>",
                ONE TWO "<p>To order from abroad you need an address in a port "
                        "at which one of our boats calls, which is not every "
                        "port, and some patience with the mail.</p>");
    assert_int_equal(text.len, 0);
}

static void test_a_quotations_footer_stays(void **state)
{
    (void)state;
    struct str text =
        text_of(ONE TWO "<blockquote>" THREE
                        "<footer>The rope walker's wife</footer></blockquote>"
                        "<p>So she said, and she had seen a museum once, in "
                        "the town, when she was young and it rained.</p>",
                "");
    assert_true(holds(text, "The rope walker's wife"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_what_is_pressed_goes),
        TEST(test_what_opens_text_stays),
        TEST(test_a_footer_is_no_article),
        TEST(test_a_quotations_footer_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
