/* SPDX-License-Identifier: MIT */
/* hook.c - a command that is run for an article that changed. */
#include "cli/hook.h"

#include "cli/changes.h"
#include <errno.h>
#include <offprint/limits.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define MAX_INPUT_BYTES (1u << 20)
#define LOOK_AGAIN_NS   5000000

/* --- words ------------------------------------------------------------- */

/* One word off the front, unquoted into `out`; NULL when a quote is open. */
static char *take_word(struct str *rest, char *out)
{
    char quote = '\0';
    size_t i = 0;
    for (; i < rest->len; i++) {
        char c = rest->at[i];
        if (!quote && char_is_space(c))
            break;
        if (c == '\\' && quote != '\'' && i + 1 < rest->len)
            *out++ = rest->at[++i];
        else if (quote ? c == quote : c == '"' || c == '\'')
            quote = quote ? '\0' : c;
        else
            *out++ = c;
    }
    str_cut(rest, i);
    *out++ = '\0';
    return quote ? NULL : out;
}

bool hook_split(struct arena *arena, struct str command, char ***argv)
{
    VEC(char *) words = {0};
    char *out = arena_alloc(arena, 2 * command.len + 2);
    for (;;) {
        str_cut(&command, str_span(command, STR_SPACE));
        if (!command.len)
            break;
        *vec_push(&words, arena) = out;
        out = take_word(&command, out);
        if (!out)
            return false;
    }
    *vec_push(&words, arena) = NULL;
    *argv = words.at;
    return words.len > 1;
}

enum op_status hook_check(struct arena *arena, const char *command,
                          struct op_error *err)
{
    char **argv;
    if (hook_split(arena, str_of(command), &argv))
        return OP_OK;
    return error_set(err, OP_USAGE, OP_STAGE_OPTIONS, S(""),
                     "--on-change: '%s' is no command", command);
}

/* --- what it is told --------------------------------------------------- */

typedef VEC(char *) variables;

static void set(struct arena *arena, variables *env, const char *name,
                struct str value)
{
    *vec_push(env, arena) = arena_cstring(
        arena, arena_printf(arena, "OFFPRINT_%s=%.*s", name, STR_ARG(value)));
}

static char **make_environment(struct arena *arena,
                               const struct article_outcome *a)
{
    variables env = {0};
    for (char **v = environ; *v; v++)
        *vec_push(&env, arena) = *v;
    set(arena, &env, "CHANGE", article_change_name(a->change));
    set(arena, &env, "URL", a->url);
    set(arena, &env, "TITLE", a->title);
    set(arena, &env, "OLD_TITLE", a->old_title);
    set(arena, &env, "ARCHIVE", a->archive);
    set(arena, &env, "VERSION", arena_printf(arena, "%zu", a->version));
    set(arena, &env, "OLD_VERSION", arena_printf(arena, "%zu", a->old_version));
    set(arena, &env, "REASON", a->reason);
    set(arena, &env, "SINCE", a->since);
    *vec_push(&env, arena) = NULL;
    return env.at;
}

/* A file without a name, so that a command that does not read holds up
 * nobody. -1 when it cannot be had. */
static int make_input(const struct article_outcome *article)
{
    struct buf text;
    int fd = memfd_create("offprint-change", MFD_CLOEXEC);
    buf_init(&text, MAX_INPUT_BYTES);
    struct json_writer w = {.out = &text};
    changes_put_article(article, &w);
    buf_putc(&text, '\n');
    bool is_made = fd >= 0 && !text.failed &&
                   write(fd, text.at, text.len) == (ssize_t)text.len &&
                   lseek(fd, 0, SEEK_SET) == 0;
    buf_free(&text);
    if (!is_made && fd >= 0)
        close(fd);
    return is_made ? fd : -1;
}

/* --- running it -------------------------------------------------------- */

static int start(pid_t *child, char *const *argv, char *const *env, int input)
{
    posix_spawn_file_actions_t files;
    posix_spawnattr_t how;
    sigset_t defaults;
    sigemptyset(&defaults);
    sigaddset(&defaults, SIGPIPE);
    posix_spawnattr_init(&how);
    posix_spawnattr_setsigdefault(&how, &defaults);
    posix_spawnattr_setflags(&how, POSIX_SPAWN_SETSIGDEF);
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, input, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&files, STDERR_FILENO, STDOUT_FILENO);
    int failure = posix_spawnp(child, argv[0], &files, &how, argv, env);
    posix_spawn_file_actions_destroy(&files);
    posix_spawnattr_destroy(&how);
    return failure;
}

/* Its wait status; it is killed when it takes too long. */
static int await(pid_t child, bool *was_killed)
{
    int state = 0;
    int64_t until = clock_ms() + OP_HOOK_SECONDS * 1000;
    *was_killed = false;
    while (waitpid(child, &state, WNOHANG) == 0) {
        struct timespec moment = {0, LOOK_AGAIN_NS};
        if (clock_ms() > until && !*was_killed) {
            kill(child, SIGKILL);
            *was_killed = true;
        }
        nanosleep(&moment, NULL);
    }
    return state;
}

static enum op_status fail(struct op_error *err, const char *command,
                           const char *why)
{
    return error_set(err, OP_IO, OP_STAGE_NONE, S(""), "--on-change '%s': %s",
                     command, why);
}

enum op_status hook_run(struct arena *arena, const char *command,
                        const struct article_outcome *article,
                        struct op_error *err)
{
    char **argv;
    pid_t child;
    bool was_killed;
    if (!hook_split(arena, str_of(command), &argv))
        return hook_check(arena, command, err);
    int input = make_input(article);
    if (input < 0)
        return fail(err, command, "no memory for its input");
    int failure = start(&child, argv, make_environment(arena, article), input);
    close(input);
    if (failure)
        return fail(err, command, strerror(failure));
    int state = await(child, &was_killed);
    if (was_killed)
        return fail(err, command, "took too long and was ended");
    if (WIFSIGNALED(state))
        return fail(err, command, "ended by a signal");
    return WEXITSTATUS(state) == 0 ? OP_OK
                                   : fail(err, command, "ended with an error");
}
