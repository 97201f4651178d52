/* SPDX-License-Identifier: MIT */
/* confine_test.c - the folders that a command line writes to. */
#include "cli/confine.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* The folders of these words, one behind the other, but for the temporary one,
 * which comes first. */
static const char *folders(struct arena *arena, const char *line)
{
    char *argv[16] = {(char *)"offprint"}, *rest = NULL;
    int argc = 1;
    char *words = arena_cstring(arena, str_of(line));
    struct options options;
    struct op_error err;
    struct str all = S("");
    for (char *w = strtok_r(words, " ", &rest); w;
         w = strtok_r(NULL, " ", &rest))
        argv[argc++] = w;
    assert_int_equal(options_read(arena, argc, argv, &options, &err), OP_OK);
    const char *const *folder = confine_folders(arena, &options);
    assert_string_equal(*folder++, "/tmp/confined");
    for (; *folder; folder++)
        all = arena_printf(arena, "%.*s%s%s", STR_ARG(all), all.len ? " " : "",
                           *folder);
    return arena_cstring(arena, all);
}

static void test_what_each_command_writes_to(void **state)
{
    static const char *const lines[][2] = {
        {"https://a.example/", "."},
        {"get -o a.zip https://a.example/", "."},
        {"get -o /b/c/a.zip https://a.example/", "/b/c"},
        {"get -o /b/c/ https://a.example/", "/b"},
        {"get -o /a.zip https://a.example/", "/"},
        {"get -o - https://a.example/", ""},
        {"get --output-dir b https://a.example/", "b"},
        {"get --library l https://a.example/", "l"},
        {"get --library l -o b/a.zip https://a.example/", "b"},
        {"get --summary s/x.json --report r/y https://a.example/", ". s r"},
        {"get --summary - https://a.example/", "."},
        {"get --output-dir out old/a.zip", "out"},
        {"export -f epub b/a.zip", "."},
        {"export -f epub -o c/a.epub b/a.zip", "c"},
        {"clean b/a.zip", "b"},
        {"clean -o c/a.zip b/a.zip", "c"},
        {"update b/a.zip", "b"},
        {"update /usr/share b/a.zip", "/usr/share b"},
        {"update --library l", "l"},
        {"index --library l", "l"},
        {"index /usr/share", "/usr/share"},
        {"search /usr/share words", "/usr/share"},
        {"info a.zip", ""},
        {"list https://a.example/", ""},
        {"extract a.html", ""},
        {"diff b/a.zip", ""},
    };
    (void)state;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        struct arena arena;
        arena_init(&arena, 1u << 20);
        print_message("%s\n", lines[i][0]);
        assert_string_equal(folders(&arena, lines[i][0]), lines[i][1]);
        arena_free(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_each_command_writes_to),
    };
    setenv("TMPDIR", "/tmp/confined", 1);
    setenv("XDG_CONFIG_HOME", "/nowhere", 1);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
