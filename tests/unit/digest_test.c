/* SPDX-License-Identifier: MIT */
/* digest_test.c - vectors of FIPS 180-4 and RFC 9562. */
#include "base/digest.h"

#include "suite.h"

static void check(struct sha256 sum, const char *want)
{
    char hex[SHA256_HEX + 1];
    sha256_hex(sum, hex);
    assert_string_equal(hex, want);
}

static void sums_are_those_of_the_standard(void **state)
{
    (void)state;
    check(sha256_of((struct str){NULL, 0}),
          "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    check(sha256_of(S("abc")),
          "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

/* In parts of any size: FIPS 180-4's million of "a". */
static void parts_add_up(void **state)
{
    (void)state;
    struct digest digest;
    digest_begin(&digest);
    for (int i = 0; i < 100000; i++) {
        digest_add(&digest, S("aaaaaaa"));
        digest_add(&digest, S(""));
        digest_add(&digest, S("aaa"));
    }
    check(digest_end(&digest),
          "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

/* RFC 9562 A.4 is of the DNS name space; this one was made by Python's
 * uuid.uuid5(uuid.NAMESPACE_URL, ...). */
static void a_name_has_one_uuid(void **state)
{
    (void)state;
    char uuid[UUID_TEXT + 1];
    uuid_of(S("http://www.example.com/"), uuid);
    assert_string_equal(uuid, "fcde3c85-2270-590f-9e7c-ee003d65e0e2");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sums_are_those_of_the_standard),
        cmocka_unit_test(parts_add_up),
        cmocka_unit_test(a_name_has_one_uuid),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
