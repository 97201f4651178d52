/* SPDX-License-Identifier: MIT */
/* srcset_test.c - the images of a srcset, and the best of them. */
#include "html/srcset.h"

#include "suite.h"

/* Every image as "url|descriptor|w|x;". */
static void check(const char *srcset, const char *want)
{
    struct str rest = str_of(srcset);
    struct buf got;
    buf_init(&got, 10000);
    for (struct srcset_item item; srcset_next(&rest, &item);)
        buf_printf(&got, "%.*s|%.*s|%u|%u;", STR_ARG(item.url),
                   STR_ARG(item.descriptor), item.width_px, item.density_milli);
    assert_string_equal(got.at ? got.at : "", want);
    buf_free(&got);
}

static void items_are_cut_as_the_standard_says(void **state)
{
    (void)state;
    check("", "");
    check(" , ,", "");
    check("a.png", "a.png||0|0;");
    check("a.png, b.png 2x", "a.png||0|0;b.png|2x|0|2000;");
    check("a.png 1x,b.png 1.5x", "a.png|1x|0|1000;b.png|1.5x|0|1500;");
    check("a.png 640w , b.png\n1280w 9h", "a.png|640w|640|0;"
                                          "b.png|1280w 9h|1280|0;");
    /* commas inside a URL belong to it: image services use them */
    check("/w_320,h_200/a.png 320w, /w_640,c/a.png 640w",
          "/w_320,h_200/a.png|320w|320|0;/w_640,c/a.png|640w|640|0;");
    check("data:,a 1x, b 2x", "data:,a|1x|0|1000;b|2x|0|2000;");
    check("a.png,, b.png", "a.png||0|0;b.png||0|0;");
    check("a (1,2) 2x, b", "a|(1,2) 2x|0|2000;b||0|0;");
}

static void nonsense_gives_no_size(void **state)
{
    (void)state;
    check("a xx, b -1w, c 99999999999w, d 1.2.3x, e w, f x",
          "a|xx|0|0;b|-1w|0|0;c|99999999999w|0|0;d|1.2.3x|0|0;e|w|0|0;"
          "f|x|0|0;");
    check("a 99999999999999999999x, b .5x", "a|99999999999999999999x|0|0;"
                                            "b|.5x|0|500;");
}

static void best(const char *srcset, uint32_t want_px, const char *url)
{
    struct str got = srcset_best(str_of(srcset), want_px);
    assert_true(str_eq(got, str_of(url)));
}

static void the_smallest_that_fits_wins(void **state)
{
    (void)state;
    best("a 320w, b 1280w, c 2560w", 1000, "b");
    best("c 2560w, b 1280w, a 320w", 1000, "b");
    best("a 320w, b 640w", 1000, "b");
    best("a 1000w, b 1001w", 1000, "a");
    best("a, b 1.5x, c 2x, d 4x", 1000, "c");
    best("a, d 3x", 1000, "a");
    best("a", 1000, "a");
    best("a, b 500w", 1000, "b");
    best("", 1000, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(items_are_cut_as_the_standard_says),
        cmocka_unit_test(nonsense_gives_no_size),
        cmocka_unit_test(the_smallest_that_fits_wins),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
