/* SPDX-License-Identifier: MIT */
/* appeal_test.c - what a page asks of its readers, told from what it tells. */
#include "article/body_appeal.h"

#include "fresh_arena.h"

static bool asks(const char *text)
{
    return appeal_is(&arena, str_of(text));
}

static void test_asks(void **state)
{
    (void)state;
    assert_true(asks("Follow us on Facebook, X and Instagram."));
    assert_true(asks("LIKE US ON FACEBOOK!"));
    assert_true(asks("Folgen Sie uns auf Instagram"));
    assert_true(asks("Suivez-nous sur WhatsApp"));
    assert_true(asks("Síguenos en Twitter"));
    assert_true(asks("Obserwuj nas na Instagramie"));
    assert_true(asks("Подписывайтесь на наш Telegram"));
    assert_true(asks("关注我们的微信"));
    assert_true(asks("Sign up for our daily newsletter here."));
    assert_true(asks("Abonnieren Sie unseren Newsletter"));
    assert_true(asks("Schrijf je in voor onze nieuwsbrief!"));
}

static void test_tells(void **state)
{
    (void)state;
    assert_false(asks("Follow us into the forest, said the ranger."));
    assert_false(asks("Find us another Facebooker, he said."));
    assert_false(asks("He runs Facebook and Twitter. Follow us, he says."));
    assert_false(asks("Sign up for newsletters in your field."));
    assert_false(asks("Subscribe to our view of the world, they said."));
    assert_false(asks("The newsletter came by post."));
    assert_false(asks(""));
}

static void test_only_the_end_is_the_publishers(void **state)
{
    (void)state;
    struct str named = S("Follow The Herald on Facebook, X and Instagram.");
    assert_false(appeal_is(&arena, named));
    assert_true(appeal_ends_with(&arena, named));
    assert_false(appeal_ends_with(&arena, S("Follow the river on foot.")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_asks),
        TEST(test_tells),
        TEST(test_only_the_end_is_the_publishers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
