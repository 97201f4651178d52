/* SPDX-License-Identifier: MIT */
/* index.c - offprint index: the catalogue of a library, made anew. */
#include "cli/commands.h"

#include "cli/say.h"
#include "library/library.h"
#include <stdio.h>

static void tell(void *context, const char *sentence)
{
    say(context, SAY_WARNING, S(""), "%s", sentence);
}

static int index_one(struct arena *arena, const struct options *options,
                     const char *folder)
{
    struct speaker speaker = say_setup(options);
    struct op_error err = {0};
    struct library library;
    struct library_options how = {
        .writes = true,
        .waits = options->wait,
        .anew = true,
        .tell = tell,
        .context = &speaker,
    };
    enum op_status status = library_open(&library, arena, folder, &how, &err);
    if (status == OP_OK) {
        int64_t archives =
            sql_number(library.sql, 0, "SELECT count(*) FROM archive", "");
        int64_t articles =
            sql_number(library.sql, 0, "SELECT count(*) FROM article", "");
        status = sql_end(library.sql, &err);
        say(&speaker, SAY_INFO, str_of(folder), "%lld archives, %lld articles",
            (long long)archives, (long long)articles);
    }
    library_close(&library);
    return status == OP_OK ? 0 : say_failure(&err);
}

int command_index(struct arena *arena, const struct options *options)
{
    struct op_error err;
    int exit_status = 0;
    if (!options->operand_count && options->library)
        return index_one(arena, options, options->library);
    if (!options->operand_count) {
        error_set(&err, OP_USAGE, OP_STAGE_OPTIONS, S(""),
                  "index needs a library");
        return say_failure(&err);
    }
    for (size_t i = 0; i < options->operand_count; i++) {
        int one = index_one(arena, options, options->operands[i]);
        if (one && (!exit_status || one < exit_status))
            exit_status = one;
    }
    return exit_status;
}
