/* SPDX-License-Identifier: MIT */
/* spool_test.c - bytes that leave memory, and their checksums. */
#include "base/spool.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#define WORDS "123456789"
#define CRC   0xCBF43926u /* the check value of CRC-32 */

static void test_what_was_put_comes_back(void **state)
{
    struct spool *spool = spool_open(NULL);
    struct spool_span first, second;
    char out[sizeof WORDS] = "";
    (void)state;
    assert_non_null(spool);
    assert_int_equal(spool_put(spool, S("before"), &first, NULL), OP_OK);
    assert_int_equal(spool_put(spool, S(WORDS), &second, NULL), OP_OK);
    assert_int_equal(second.offset, first.offset + first.len);
    assert_int_equal(second.crc, CRC);
    assert_int_equal(spool_get(spool, second, 3, out, 6, NULL), OP_OK);
    assert_string_equal(out, "456789");
    spool_close(spool);
}

static void test_pieces_have_the_checksum_of_the_whole(void **state)
{
    (void)state;
    for (size_t cut = 0; cut <= strlen(WORDS); cut++) {
        struct spool *spool = spool_open(NULL);
        struct spool_span whole = {.len = 0}, more;
        struct str rest = S(WORDS), begin = str_cut(&rest, cut);
        assert_non_null(spool);
        assert_int_equal(spool_put(spool, begin, &more, NULL), OP_OK);
        spool_join(&whole, more);
        assert_int_equal(spool_put(spool, rest, &more, NULL), OP_OK);
        spool_join(&whole, more);
        assert_int_equal(whole.len, strlen(WORDS));
        assert_int_equal(whole.crc, CRC);
        spool_close(spool);
    }
}

/* Of a record that is left out after all, nothing counts. */
static void test_nothing_adds_nothing(void **state)
{
    (void)state;
    struct spool_span none = {.offset = 7, .len = 0, .crc = 0x1234};
    assert_int_equal(spool_crc_join(CRC, none), CRC);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_was_put_comes_back),
        cmocka_unit_test(test_pieces_have_the_checksum_of_the_whole),
        cmocka_unit_test(test_nothing_adds_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
