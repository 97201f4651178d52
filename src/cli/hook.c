/* SPDX-License-Identifier: MIT */
/* hook.c - a command that is run for an article that changed. */
#include "cli/hook.h"

#include "base/flat.h"
#include "base/memory.h"
#include "base/worker.h"
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

#define MAX_INPUT_BYTES  (1u << 20)
#define MAX_ANSWER_BYTES 1000
#define MAX_RUN_MEMORY   (16u << 20) /* for an article's texts, some times */
#define LOOK_AGAIN_NS    5000000

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
    sigaddset(&defaults, SIGINT);
    sigaddset(&defaults, SIGHUP);
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

/* NULL when it ended well, else how it did not; static. */
static const char *run(struct arena *arena, char *const *argv,
                       const struct article_outcome *article)
{
    pid_t child;
    bool was_killed;
    int input = make_input(article);
    if (input < 0)
        return "no memory for its input";
    int failure = start(&child, argv, make_environment(arena, article), input);
    close(input);
    if (failure)
        return strerror(failure);
    int state = await(child, &was_killed);
    if (was_killed)
        return "took too long and was ended";
    if (WIFSIGNALED(state))
        return "ended by a signal";
    return WEXITSTATUS(state) == 0 ? NULL : "ended with an error";
}

/* --- the process that runs it ------------------------------------------ */

struct hook {
    const char *command;
    char **argv;
    struct arena arena; /* of argv; and in its process, from run to run */
    struct workers *workers;
};

static void flat_outcome(struct flat *flat, struct article_outcome *a)
{
    struct str *texts[] = {&a->url,  &a->archive, &a->title, &a->old_title,
                           &a->twin, &a->reason,  &a->since};
    flat_small(flat, &a->change, CHANGE_COUNT - 1);
    flat_small(flat, &a->status, OP_STATUS_COUNT - 1);
    flat_small(flat, &a->is_seed, 1);
    flat_size(flat, &a->version, SIZE_MAX);
    flat_size(flat, &a->old_version, SIZE_MAX);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        flat_str(flat, texts[i]);
}

/* Work of its process: the answer is what went wrong, or nothing. */
static void work(void *context, struct str request, struct buf *answer)
{
    struct hook *hook = context;
    struct article_outcome article = {0};
    struct arena arena;
    jmp_buf escape;
    arena_init(&arena, MAX_RUN_MEMORY);
    arena.escape = &escape;
    if (setjmp(escape)) {
        buf_puts(answer, "no memory to run it");
    } else {
        struct flat flat = flat_reader(&arena, request);
        flat_outcome(&flat, &article);
        const char *why = flat.broken ? "was told nonsense"
                                      : run(&arena, hook->argv, &article);
        if (why)
            buf_put(answer, str_of(why));
    }
    arena_free(&arena);
}

static bool split(struct hook *hook)
{
    jmp_buf escape;
    hook->arena.escape = &escape;
    return !setjmp(escape) &&
           hook_split(&hook->arena, str_of(hook->command), &hook->argv);
}

enum op_status hook_open(const char *command, struct hook **hook,
                         struct op_error *err)
{
    enum op_status status = OP_OK;
    struct hook *made = memory_alloc(sizeof *made);
    *hook = NULL;
    if (!made)
        return error_set(err, OP_NO_MEMORY, OP_STAGE_NONE, S(""),
                         "out of memory");
    *made = (struct hook){.command = command};
    arena_init(&made->arena, MAX_RUN_MEMORY);
    const struct worker_plan plan = {
        .work = work,
        .context = made,
        .processes = 1,
        .queue = 1,
        .max_answer = MAX_ANSWER_BYTES,
    };
    if (!split(made))
        status = error_set(err, OP_USAGE, OP_STAGE_OPTIONS, S(""),
                           "--on-change: '%s' is no command", command);
    else if (!(made->workers = workers_new(&plan, err)))
        status = err->status;
    if (status == OP_OK)
        *hook = made;
    else
        hook_close(made);
    return status;
}

void hook_close(struct hook *hook)
{
    if (!hook)
        return;
    workers_free(hook->workers, NULL);
    arena_free(&hook->arena);
    memory_free(hook);
}

static enum op_status fail(struct op_error *err, const struct hook *hook,
                           struct str why)
{
    return error_set(err, OP_IO, OP_STAGE_NONE, S(""), "--on-change '%s': %.*s",
                     hook->command, STR_ARG(why));
}

enum op_status hook_run(struct hook *hook,
                        const struct article_outcome *article,
                        struct op_error *err)
{
    struct buf request;
    struct worker_result result;
    struct article_outcome copy = *article;
    enum op_status status = OP_OK;
    buf_init(&request, MAX_RUN_MEMORY);
    struct flat flat = flat_writer(&request);
    flat_outcome(&flat, &copy);
    if (request.failed) {
        status = fail(err, hook, S("no memory to run it"));
    } else {
        workers_give(hook->workers, NULL, buf_str(&request));
        while (!workers_take(hook->workers, &result))
            workers_wait(hook->workers, 1000);
        if (result.death)
            status = fail(err, hook, str_of(result.death));
        else if (result.answer.len)
            status = fail(err, hook, result.answer);
    }
    buf_free(&request);
    return status;
}
