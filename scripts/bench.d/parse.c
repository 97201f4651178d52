/* SPDX-License-Identifier: MIT */
/* parse.c - what gumbo alone costs for pages: read, parse, forget.
 *
 *   parse LIST     a file of names, one a line
 */
#include "arena.h"
#include <gumbo.h>
#include <string.h>

static char *read_file(const char *name, size_t *len)
{
    FILE *file = fopen(name, "rb");
    if (!file || fseek(file, 0, SEEK_END)) {
        perror(name);
        exit(1);
    }
    *len = (size_t)ftell(file);
    rewind(file);
    char *bytes = malloc(*len + 1);
    if (!bytes || fread(bytes, 1, *len, file) != *len)
        exit(1);
    fclose(file);
    return bytes;
}

int main(int argc, char **argv)
{
    FILE *list = argc == 2 ? fopen(argv[1], "r") : NULL;
    if (!list) {
        fputs("usage: parse LIST\n", stderr);
        return 2;
    }
    struct arena arena = {0};
    GumboOptions options = kGumboDefaultOptions;
    options.allocator = arena_take;
    options.deallocator = arena_keep;
    options.userdata = &arena;
    options.max_errors = 0;
    char name[4096];
    while (fgets(name, sizeof name, list)) {
        size_t len;
        name[strcspn(name, "\t\n")] = '\0';
        char *bytes = read_file(name, &len);
        gumbo_parse_with_options(&options, bytes, len);
        arena_restart(&arena);
        free(bytes);
    }
    fclose(list);
    return 0;
}
