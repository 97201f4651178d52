/* SPDX-License-Identifier: MIT */
/* target_cli.c - the command line and the configuration file. */
#include "target.h"

#include "cli/optable.h"
#include "cli/template.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What was read holds to the table, and fails with a sentence if it must. */
static void read_options(struct arena *arena, int argc, char **argv)
{
    struct options options;
    struct op_error err = {0};
    enum op_status status = options_read(arena, argc, argv, &options, &err);
    fuzz_hold(status == OP_OK || (status == OP_USAGE && err.text[0]));
    if (status != OP_OK)
        return;
    const char *place = (const char *)&options;
    for (const struct option_row *row = OPTION_TABLE; row->name; row++) {
        int64_t number;
        if (row->type == OPTION_NUMBER || row->type == OPTION_BYTES) {
            memcpy(&number, place + row->offset, sizeof number);
            fuzz_hold(number <= row->max);
        }
    }
    options_client(&options);
    if (options.output_template)
        (void)!template_check(options.output_template, &err);
}

/* The lines of the input are the arguments. */
void fuzz_command(struct arena *arena, struct str in)
{
    VEC(char *) words = {0};
    struct str line;
    *vec_push(&words, arena) = arena_cstring(arena, S("offprint"));
    while (words.len < 1000 && str_split(&in, '\n', &line))
        *vec_push(&words, arena) = arena_cstring(arena, line);
    int argc = (int)words.len;
    *vec_push(&words, arena) = NULL;
    setenv("XDG_CONFIG_HOME", "/nonexistent", 1);
    read_options(arena, argc, words.at);
}

/* A folder with a configuration that is always the latest input. */
static struct {
    char home[64], inner[80], file[96];
} config;

static void remove_config(void)
{
    unlink(config.file);
    rmdir(config.inner);
    rmdir(config.home);
}

static void make_config(void)
{
    if (config.home[0])
        return;
    snprintf(config.home, sizeof config.home, "/tmp/offprint-fuzz.%d",
             (int)getpid());
    snprintf(config.inner, sizeof config.inner, "%s/offprint", config.home);
    snprintf(config.file, sizeof config.file, "%s/config", config.inner);
    fuzz_hold(mkdir(config.home, 0700) == 0 && mkdir(config.inner, 0700) == 0);
    atexit(remove_config);
}

void fuzz_config(struct arena *arena, struct str in)
{
    char *argv[] = {arena_cstring(arena, S("offprint")),
                    arena_cstring(arena, S("https://a.example/")), NULL};
    make_config();
    unlink(config.file);
    fuzz_hold(symlink(fuzz_file(in), config.file) == 0);
    setenv("XDG_CONFIG_HOME", config.home, 1);
    read_options(arena, 2, argv);
}
