/* SPDX-License-Identifier: MIT */
/* schedule.c - offprint schedule: the same again and again, by systemd or cron.
 *
 * It only writes units or prints a line; what then is to be done is said, not
 * done. */
#include "cli/commands.h"

#include "base/file.h"
#include "base/memory.h"
#include "cli/say.h"
#include "cli/schedule_unit.h"
#include <dirent.h>
#include <errno.h>
#include <offprint/limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAX_UNIT_BYTES (1u << 20)
#define PREFIX         "offprint-"

struct planner {
    struct arena *arena;
    const struct options *options;
    struct schedule schedule;
    struct str units; /* the folder they go to */
    struct op_error *err;
};

#define usage(p, ...)                                                          \
    error_set((p)->err, OP_USAGE, OP_STAGE_OPTIONS, S(""), __VA_ARGS__)

/* --- what is scheduled ------------------------------------------------- */

static enum op_status find_units(struct planner *p)
{
    const char *base = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
    if (base && base[0] == '/')
        p->units = arena_printf(p->arena, "%s/systemd/user", base);
    else if (home && home[0] == '/')
        p->units = arena_printf(p->arena, "%s/.config/systemd/user", home);
    else
        return usage(p, "neither XDG_CONFIG_HOME nor HOME says where units go");
    return OP_OK;
}

/* A name may be given with or without what all of them begin with. */
static enum op_status read_name(struct planner *p, const char *given,
                                struct str *name)
{
    struct str text = str_of(given);
    if (str_starts(text, S(PREFIX)))
        str_cut(&text, sizeof PREFIX - 1);
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        if (!char_is_alpha(c) && !char_is_digit(c) && c != '-' && c != '_')
            text.len = 0;
    }
    if (!text.len || text.len > 100)
        return usage(p, "'%s' is no name of letters, digits, - and _", given);
    *name = arena_printf(p->arena, PREFIX "%.*s", STR_ARG(text));
    return OP_OK;
}

static struct str absolute(struct planner *p, struct str path)
{
    if (path.len && path.at[0] == '/')
        return path;
    return arena_printf(p->arena, "%.*s/%.*s", STR_ARG(p->schedule.folder),
                        STR_ARG(path));
}

/* The folder that a file is written into, or the folder itself. */
static void add_writable(struct planner *p, const char *path, bool is_folder)
{
    if (!path || strcmp(path, "-") == 0)
        return;
    struct str full = absolute(p, str_of(path));
    size_t slash = str_rfind_byte(full, '/');
    if (!is_folder)
        full = slash ? str_sub(full, 0, slash) : S("/");
    for (size_t i = 0; i < p->schedule.writable.len; i++)
        if (str_eq(p->schedule.writable.at[i], full))
            return;
    *vec_push(&p->schedule.writable, p->arena) = full;
}

/* The arguments must be such that the program takes; what it will write to is
 * in them. */
static enum op_status read_arguments(struct planner *p)
{
    const struct options *options = p->options;
    int argc = (int)options->operand_count + 1;
    char **argv = arena_array(p->arena, char *, (size_t)argc + 1);
    struct options then;
    argv[0] = "offprint";
    for (size_t i = 0; i < options->operand_count; i++) {
        struct str word = str_of(options->operands[i]);
        argv[i + 1] = options->operands[i];
        if (!schedule_can_say(word, false))
            return usage(p, "an argument holds control characters");
        *vec_push(&p->schedule.args, p->arena) = word;
    }
    if (argc < 2)
        return usage(p, "schedule needs what to do, after --");
    enum op_status status = options_read(p->arena, argc, argv, &then, p->err);
    if (status != OP_OK)
        return status;
    if (then.command >= COMMAND_SCHEDULE)
        return usage(p, "'%s' makes no sense on a schedule",
                     options->operands[0]);
    *vec_push(&p->schedule.writable, p->arena) = p->schedule.folder;
    add_writable(p, then.library, true);
    add_writable(p, then.output_dir, true);
    add_writable(p, then.output, false);
    add_writable(p, then.summary, false);
    add_writable(p, then.report, false);
    return OP_OK;
}

static enum op_status find_program(struct planner *p)
{
    char path[4096];
    ssize_t len = readlink("/proc/self/exe", path, sizeof path);
    if (len <= 0 || (size_t)len >= sizeof path)
        return error_set(p->err, OP_IO, OP_STAGE_OPTIONS, S("/proc/self/exe"),
                         "does not say where the program is");
    p->schedule.program = arena_dup(p->arena, str_make(path, (size_t)len));
    if (!getcwd(path, sizeof path))
        return error_set(p->err, OP_IO, OP_STAGE_OPTIONS, S("."),
                         "the folder has no name: %s", strerror(errno));
    p->schedule.folder = arena_dup(p->arena, str_of(path));
    return OP_OK;
}

static enum op_status check_paths(struct planner *p)
{
    bool is_unit = !p->options->cron;
    bool can_say = schedule_can_say(p->schedule.program, is_unit) &&
                   schedule_can_say(p->schedule.folder, is_unit);
    for (size_t i = 0; i < p->schedule.writable.len; i++)
        can_say &= schedule_can_say(p->schedule.writable.at[i], is_unit);
    return can_say ? OP_OK
                   : usage(p, "a path with quotes, backslashes or control "
                              "characters cannot stand in a unit");
}

static enum op_status read_calendar(struct planner *p)
{
    const struct options *o = p->options;
    if ((o->daily + o->hourly + (o->on_calendar != NULL)) > 1)
        return usage(p, "--daily, --hourly or --on-calendar: one of them");
    struct str text = o->hourly        ? S("hourly")
                      : o->on_calendar ? str_trim(str_of(o->on_calendar))
                                       : S("daily");
    if (!text.len || !schedule_can_say(text, false))
        return usage(p, "--on-calendar: '%s' is no time", o->on_calendar);
    p->schedule.calendar = text;
    p->schedule.delay = o->on_calendar ? S("0")
                        : o->hourly    ? S("5min")
                                       : S("1h");
    const char *name = o->name          ? o->name
                       : o->hourly      ? "hourly"
                       : o->on_calendar ? "timer"
                                        : "daily";
    return read_name(p, name, &p->schedule.name);
}

static enum op_status plan(struct planner *p)
{
    enum op_status status = read_calendar(p);
    if (status == OP_OK)
        status = find_program(p);
    if (status == OP_OK)
        status = read_arguments(p);
    return status == OP_OK ? check_paths(p) : status;
}

/* --- cron -------------------------------------------------------------- */

/* Every schedule at a minute of its own, so that not all knock at once. */
static enum op_status read_fields(struct planner *p, struct str *when)
{
    uint64_t hash = 0;
    for (size_t i = 0; i < p->schedule.args.len; i++)
        hash = str_hash(p->schedule.args.at[i], hash);
    unsigned minute = (unsigned)(hash % 60);
    unsigned hour = 2 + (unsigned)(hash / 60 % 4);
    struct str rest = str_of(p->options->on_calendar), word;
    size_t words = 0;
    while (str_word(&rest, &word))
        words++;
    *when = str_trim(str_of(p->options->on_calendar));
    if (p->options->hourly)
        *when = arena_printf(p->arena, "%u * * * *", minute);
    else if (!when->len)
        *when = arena_printf(p->arena, "%u %u * * *", minute, hour);
    else if (words != 5 && !(words == 1 && when->at[0] == '@'))
        return usage(p, "--cron: '%s' has not the five fields of crontab(5)",
                     p->options->on_calendar);
    return OP_OK;
}

static enum op_status print_cron(struct planner *p)
{
    struct str when;
    struct buf line;
    enum op_status status = read_fields(p, &when);
    if (status != OP_OK)
        return status;
    buf_init(&line, MAX_UNIT_BYTES);
    schedule_put_cron(&p->schedule, when, &line);
    printf("%.*s", STR_ARG(buf_str(&line)));
    buf_free(&line);
    return OP_OK;
}

/* --- units ------------------------------------------------------------- */

static const char *path_of(struct planner *p, struct str name,
                           const char *ending)
{
    return arena_printf(p->arena, "%.*s/%.*s%s", STR_ARG(p->units),
                        STR_ARG(name), ending)
        .at;
}

/* Is the file there, and one that we made? */
static bool is_ours(const char *path, struct buf *text)
{
    struct op_error unseen;
    buf_clear(text);
    return file_read(path, text, &unseen) == OP_OK &&
           str_starts(buf_str(text), S(SCHEDULE_MARK "\n"));
}

static enum op_status make_folders(struct planner *p)
{
    char *path = arena_cstring(p->arena, p->units);
    for (char *c = path + 1;; c++) {
        char kept = *c;
        if (kept && kept != '/')
            continue;
        *c = '\0';
        if (mkdir(path, 0777) && errno != EEXIST)
            return error_set(p->err, OP_IO, OP_STAGE_OPTIONS, str_of(path),
                             "cannot make this folder: %s", strerror(errno));
        *c = kept;
        if (!kept)
            return OP_OK;
    }
}

static enum op_status write_unit(struct planner *p, const char *ending,
                                 struct str text)
{
    return file_put(path_of(p, p->schedule.name, ending), text,
                    p->options->overwrite, p->err);
}

static void say_next(const struct schedule *schedule)
{
    printf("systemctl --user daemon-reload\n"
           "systemctl --user enable --now %.*s.timer\n",
           STR_ARG(schedule->name));
}

static enum op_status write_units(struct planner *p)
{
    struct buf service, timer;
    enum op_status status = OP_OK;
    buf_init(&service, MAX_UNIT_BYTES);
    buf_init(&timer, MAX_UNIT_BYTES);
    schedule_put_service(&p->schedule, &service);
    schedule_put_timer(&p->schedule, &timer);
    if (service.failed || timer.failed) {
        status = usage(p, "the arguments are too long");
    } else if (p->options->dry_run) {
        printf("# %s\n%.*s\n", path_of(p, p->schedule.name, ".service"),
               STR_ARG(buf_str(&service)));
        printf("# %s\n%.*s", path_of(p, p->schedule.name, ".timer"),
               STR_ARG(buf_str(&timer)));
    } else {
        status = make_folders(p);
        if (status == OP_OK)
            status = write_unit(p, ".service", buf_str(&service));
        if (status == OP_OK)
            status = write_unit(p, ".timer", buf_str(&timer));
        if (status == OP_OK)
            say_next(&p->schedule);
    }
    buf_free(&service);
    buf_free(&timer);
    return status;
}

/* --- what is there ----------------------------------------------------- */

static struct str setting(struct str text, struct str key)
{
    struct str line;
    while (str_split(&text, '\n', &line))
        if (str_starts(line, key))
            return str_from(line, key.len);
    return S("");
}

static void print_one(struct planner *p, struct str name, struct buf *text)
{
    if (!is_ours(path_of(p, name, ".timer"), text))
        return;
    struct str calendar =
        arena_dup(p->arena, setting(buf_str(text), S("OnCalendar=")));
    if (!is_ours(path_of(p, name, ".service"), text))
        return;
    printf("%.*s  %.*s  %.*s\n", STR_ARG(name), STR_ARG(calendar),
           STR_ARG(setting(buf_str(text), S("ExecStart="))));
}

static int is_timer(const struct dirent *entry)
{
    struct str name = str_of(entry->d_name);
    return str_starts(name, S(PREFIX)) && str_ends(name, S(".timer"));
}

static enum op_status print_all(struct planner *p)
{
    struct dirent **names;
    struct buf text;
    int count =
        scandir(arena_cstring(p->arena, p->units), &names, is_timer, alphasort);
    if (count < 0)
        return OP_OK; /* no folder, no schedules */
    buf_init(&text, MAX_UNIT_BYTES);
    for (int i = 0; i < count; i++) {
        struct str name = str_of(names[i]->d_name);
        print_one(p, str_sub(name, 0, name.len - strlen(".timer")), &text);
        memory_free(names[i]);
    }
    memory_free(names);
    buf_free(&text);
    return OP_OK;
}

static enum op_status remove_one(struct planner *p)
{
    struct str name = S("");
    struct buf text;
    enum op_status status = read_name(p, p->options->remove, &name);
    if (status != OP_OK)
        return status;
    const char *timer = path_of(p, name, ".timer");
    const char *service = path_of(p, name, ".service");
    buf_init(&text, MAX_UNIT_BYTES);
    bool is_there = is_ours(timer, &text) && is_ours(service, &text);
    buf_free(&text);
    if (!is_there)
        return error_set(p->err, OP_IO, OP_STAGE_OPTIONS, str_of(timer),
                         "is no schedule that offprint made");
    if (p->options->dry_run) {
        printf("# %s\n# %s\n", service, timer);
        return OP_OK;
    }
    if (unlink(timer) || unlink(service))
        return error_set(p->err, OP_IO, OP_STAGE_OPTIONS, str_of(timer),
                         "cannot be removed: %s", strerror(errno));
    unlink(arena_printf(p->arena, "%.*s/timers.target.wants/%.*s.timer",
                        STR_ARG(p->units), STR_ARG(name))
               .at);
    printf("systemctl --user stop %.*s.timer\n"
           "systemctl --user daemon-reload\n",
           STR_ARG(name));
    return OP_OK;
}

int command_schedule(struct arena *arena, const struct options *options)
{
    struct op_error err;
    struct planner p = {.arena = arena, .options = options, .err = &err};
    enum op_status status = find_units(&p);
    if (status == OP_OK && options->list_all)
        status = print_all(&p);
    else if (status == OP_OK && options->remove)
        status = remove_one(&p);
    else if (status == OP_OK)
        status = plan(&p);
    if (status == OP_OK && !options->list_all && !options->remove)
        status = options->cron ? print_cron(&p) : write_units(&p);
    return status == OP_OK ? 0 : say_failure(&err);
}
