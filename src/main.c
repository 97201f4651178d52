/* SPDX-License-Identifier: MIT */
/* main.c - argv to subcommand. */
#include "base/memory.h"
#include "cli/commands.h"
#include "cli/confine.h"
#include "cli/hook.h"
#include "cli/say.h"

#include <fcntl.h>
#include <locale.h>
#include <offprint/limits.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

static int run(struct arena *arena, const struct options *options)
{
    switch (options->command) {
    case COMMAND_LIST:
        return command_list(arena, options);
    case COMMAND_EXTRACT:
        return command_extract(arena, options);
    case COMMAND_INFO:
        return command_info(arena, options);
    case COMMAND_VERIFY:
        return command_verify(arena, options);
    case COMMAND_EXPORT:
        return command_export(arena, options);
    case COMMAND_CLEAN:
        return command_clean(arena, options);
    case COMMAND_KEYGEN:
        return command_keygen(arena, options);
    case COMMAND_UPDATE:
        return command_update(arena, options);
    case COMMAND_INDEX:
        return command_index(arena, options);
    case COMMAND_SEARCH:
        return command_search(arena, options);
    case COMMAND_DIFF:
        return command_diff(arena, options);
    case COMMAND_SCHEDULE:
        return command_schedule(arena, options);
    case COMMAND_HELP:
        return command_help(options);
    case COMMAND_VERSION:
        return command_version(options);
    default:
        return command_get(arena, options);
    }
}

static int read_and_run(struct arena *arena, int argc, char **argv)
{
    struct op_error err;
    jmp_buf escape;
    arena->escape = &escape;
    if (setjmp(escape)) {
        error_set(&err, OP_NO_MEMORY, OP_STAGE_NONE, S(""), "out of memory");
        return say_failure(&err);
    }
    struct options options;
    if (options_read(arena, argc, argv, &options, &err) != OP_OK)
        return say_failure(&err);
    /* A hook may do what it likes: it is run by a process that nothing of a
     * stranger's reaches but as data. */
    if (options.on_change &&
        hook_open(options.on_change, &options.hook, &err) != OP_OK)
        return say_failure(&err);
    confine(arena, &options);
    int exit_status = run(arena, &options);
    hook_close(options.hook);
    return exit_status;
}

/* Were one of the three closed, a file of ours would take its number, and what
 * is said its bytes. Writing to these fails, as it would to a closed one. */
static void hold_standard_files(void)
{
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
        if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", O_RDONLY) < 0)
            return;
}

int main(int argc, char **argv)
{
    hold_standard_files();
    /* libarchive's writers turn names into the locale's encoding. */
    setlocale(LC_CTYPE, "C.UTF-8");
    signal(SIGPIPE, SIG_IGN);
    memory_keep(OP_KEPT_MEMORY);

    struct arena arena;
    arena_init(&arena, OP_MAX_JOB_MEMORY);
    int exit_status = read_and_run(&arena, argc, argv);
    arena_free(&arena);
    /* Data that never reached its place is a failure, whatever came before. */
    if (fflush(stdout) || ferror(stdout)) {
        fputs("offprint: cannot write to standard output\n", stderr);
        return exit_status ? exit_status : op_status_exit(OP_IO);
    }
    return exit_status;
}
