/* SPDX-License-Identifier: MIT */
/* options.c - read flags, environment and configuration by the table. */
#include "cli/options.h"

#include "base/file.h"
#include "cli/optable.h"
#include <getopt.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_LONG   1000 /* getopt's value of row i: FIRST_LONG + i */
#define FIRST_NEGATE 2000 /* and of its --no- form */

struct reader {
    struct arena *arena;
    struct options *options;
    struct op_error *err;
};

#define usage(err, ...)                                                        \
    error_set((err), OP_USAGE, OP_STAGE_OPTIONS, S(""), __VA_ARGS__)

/* --- values ------------------------------------------------------------ */

/* Seconds with up to three decimals, as milliseconds. */
static bool parse_time(struct str s, int64_t *ms)
{
    size_t dot = str_find_byte(s, '.');
    uint64_t whole = 0, part = 0;
    struct str decimals = dot == STR_NONE ? S("") : str_from(s, dot + 1);
    if (dot != 0 && !str_to_u64(str_sub(s, 0, dot), &whole))
        return false;
    decimals = str_sub(decimals, 0, 3);
    if (decimals.len && !str_to_u64(decimals, &part))
        return false;
    for (size_t i = decimals.len; i < 3; i++)
        part *= 10;
    if (whole > INT32_MAX || (dot == 0 && !decimals.len))
        return false;
    *ms = (int64_t)(whole * 1000 + part);
    return true;
}

/* "7d": seconds, with a unit. */
static bool parse_age(struct str s, int64_t *seconds)
{
    static const struct {
        char unit;
        int64_t seconds;
    } units[] = {{'s', 1}, {'m', 60}, {'h', 3600}, {'d', 86400}, {'w', 604800}};
    uint64_t count;
    if (s.len < 2 || !str_to_u64(str_sub(s, 0, s.len - 1), &count) ||
        count > 1000000)
        return false;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (char_lower(s.at[s.len - 1]) != units[i].unit)
            continue;
        *seconds = (int64_t)count * units[i].seconds;
        return true;
    }
    return false;
}

static bool parse_bytes(struct str s, int64_t *bytes)
{
    unsigned shift = 0;
    if (s.len) {
        char unit = char_lower(s.at[s.len - 1]);
        shift = unit == 'k' ? 10 : unit == 'm' ? 20 : unit == 'g' ? 30 : 0;
    }
    uint64_t n;
    if (!str_to_u64(str_sub(s, 0, s.len - (shift > 0)), &n) ||
        n > (UINT64_C(1) << 40 >> shift))
        return false;
    *bytes = (int64_t)(n << shift);
    return true;
}

static bool parse_number(enum option_type type, struct str s, int64_t *out)
{
    if (type == OPTION_TIME)
        return parse_time(s, out);
    if (type == OPTION_BYTES)
        return parse_bytes(s, out);
    if (type == OPTION_AGE)
        return parse_age(s, out);
    uint64_t n;
    if (!str_to_u64(s, &n) || n > INT64_MAX)
        return false;
    *out = (int64_t)n;
    return true;
}

static void push(struct arena *arena, struct text_list *list, const char *text)
{
    *vec_push(list, arena) = text;
    *vec_push(list, arena) = NULL;
    list->len--;
}

static void push_words(struct arena *arena, struct text_list *list,
                       struct str words)
{
    for (struct str word; str_split(&words, ',', &word);)
        if (str_trim(word).len)
            push(arena, list, arena_cstring(arena, str_trim(word)));
}

static enum op_status set_choice(struct reader *r, const struct option_row *row,
                                 const char *value, int *out)
{
    for (int i = 0; row->choices[i]; i++) {
        if (strcmp(row->choices[i], value) == 0) {
            *out = i;
            return OP_OK;
        }
    }
    return usage(r->err, "--%s takes %s, not '%s'", row->name, row->argument,
                 value);
}

static enum op_status set_value(struct reader *r, const struct option_row *row,
                                const char *value)
{
    void *field = (char *)r->options + row->offset;
    switch ((enum option_type)row->type) {
    case OPTION_FLAG:
        *(bool *)field = strcmp(value, "no") != 0;
        break;
    case OPTION_TEXT:
        *(const char **)field = value;
        break;
    case OPTION_LIST:
        push(r->arena, field, value);
        break;
    case OPTION_WORDS:
        push_words(r->arena, field, str_of(value));
        break;
    case OPTION_CHOICE:
        return set_choice(r, row, value, field);
    case OPTION_NUMBER:
    case OPTION_BYTES:
    case OPTION_AGE:
    case OPTION_TIME: {
        int64_t n;
        if (!parse_number((enum option_type)row->type, str_of(value), &n) ||
            n < row->min || n > row->max)
            return usage(r->err, "--%s: '%s' is not a value it takes",
                         row->name, value);
        *(int64_t *)field = n;
        break;
    }
    }
    return OP_OK;
}

/* --- the configuration file and the environment -------------------------- */

static const struct option_row *find_row(struct str name)
{
    for (const struct option_row *row = OPTION_TABLE; row->name; row++)
        if (str_eq(str_of(row->name), name))
            return row;
    return NULL;
}

static bool is_yes(struct str value)
{
    return str_ieq(value, S("yes")) || str_ieq(value, S("true")) ||
           str_ieq(value, S("on")) || str_eq(value, S("1")) || !value.len;
}

static enum op_status set_setting(struct reader *r, struct str name,
                                  struct str value)
{
    const struct option_row *row = find_row(name);
    bool negated = !row && str_starts(name, S("no-"));
    if (negated)
        row = find_row(str_from(name, 3));
    if (!row || (negated && row->type != OPTION_FLAG))
        return usage(r->err, "unknown setting '%.*s'", STR_ARG(name));
    if (row->type == OPTION_FLAG)
        return set_value(r, row, is_yes(value) != negated ? "yes" : "no");
    return set_value(r, row, arena_cstring(r->arena, value));
}

static enum op_status read_config(struct reader *r)
{
    const char *base = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
    if ((!base || !*base) && (!home || !*home))
        return OP_OK;
    struct str path =
        base && *base
            ? arena_printf(r->arena, "%s/offprint/config", base)
            : arena_printf(r->arena, "%s/.config/offprint/config", home);
    struct buf text;
    buf_init(&text, 1u << 20);
    struct op_error ignored;
    if (file_read(path.at, &text, &ignored) != OP_OK) {
        buf_free(&text);
        return OP_OK;
    }
    struct str rest = arena_dup(r->arena, buf_str(&text)), line;
    buf_free(&text);
    enum op_status status = OP_OK;
    while (status == OP_OK && str_split(&rest, '\n', &line)) {
        line = str_trim(line);
        if (!line.len || line.at[0] == '#')
            continue;
        size_t equals = str_find_byte(line, '=');
        struct str value =
            equals == STR_NONE ? S("") : str_from(line, equals + 1);
        status =
            set_setting(r, str_trim(str_sub(line, 0, equals)), str_trim(value));
    }
    return status;
}

static enum op_status read_environment(struct reader *r)
{
    enum op_status status = OP_OK;
    for (const struct option_row *row = OPTION_TABLE;
         row->name && status == OP_OK; row++) {
        struct str name = arena_printf(r->arena, "OFFPRINT_%s", row->name);
        char *key = arena_cstring(r->arena, name);
        for (char *c = key + 9; *c; c++)
            *c = *c == '-' ? '_' : (char)(*c >= 'a' ? *c - 32 : *c);
        const char *value = getenv(key);
        if (value && *value)
            status = set_setting(r, str_of(row->name), str_of(value));
    }
    return status;
}

/* --- choices of an archive ---------------------------------------------- */

static bool is_choice(struct str name)
{
    static const char *const names[] = {
        "related",   "depth",        "kinds",      "include",
        "exclude",   "endpoints",    "images",     "respect-meta",
        "max-pages", "max-filesize", "max-images",
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_eq(str_of(names[i]), name))
            return true;
    return false;
}

static void add_choice(struct arena *arena, const struct option_row *row,
                       const void *value, const void *normal, str_list *out)
{
    const struct text_list *list = value;
    switch ((enum option_type)row->type) {
    case OPTION_FLAG:
        if (*(const bool *)value != *(const bool *)normal)
            *vec_push(out, arena) = arena_printf(
                arena, "%s=%s", row->name, *(const bool *)value ? "yes" : "no");
        break;
    case OPTION_LIST:
    case OPTION_WORDS:
        for (size_t i = 0; i < list->len; i++)
            *vec_push(out, arena) =
                arena_printf(arena, "%s=%s", row->name, list->at[i]);
        break;
    default:
        if (*(const int64_t *)value != *(const int64_t *)normal)
            *vec_push(out, arena) =
                arena_printf(arena, "%s=%lld", row->name,
                             (long long)*(const int64_t *)value);
    }
}

void options_choices(struct arena *arena, const struct options *options,
                     str_list *choices)
{
    struct options normal;
    options_defaults(&normal);
    for (const struct option_row *row = OPTION_TABLE; row->name; row++)
        if (is_choice(str_of(row->name)))
            add_choice(arena, row, (const char *)options + row->offset,
                       (const char *)&normal + row->offset, choices);
}

/* A stranger's archive may say anything: what makes no sense is passed over. */
static void read_choice(const struct reader *r, struct str choice)
{
    struct op_error unseen;
    struct reader quiet = {r->arena, r->options, &unseen};
    size_t equals = str_find_byte(choice, '=');
    struct str name = str_sub(choice, 0, equals);
    if (equals == STR_NONE || !is_choice(name))
        return;
    (void)set_setting(&quiet, name, str_from(choice, equals + 1));
}

/* --- argv -------------------------------------------------------------- */

struct tables {
    struct option *longs;
    char *letters;
};

static void add_long(struct option **at, const char *name, bool has_value,
                     int value)
{
    *(*at)++ = (struct option){
        name, has_value ? required_argument : no_argument, NULL, value};
}

/* getopt's tables out of ours; a leading ':' makes it tell a missing value
 * from an unknown option. */
static struct tables make_tables(struct arena *arena, unsigned command)
{
    size_t count = 0;
    while (OPTION_TABLE[count].name)
        count++;
    struct tables tables = {
        .longs = arena_array(arena, struct option, 2 * count + 1),
        .letters = arena_array(arena, char, 2 * count + 3),
    };
    struct option *at = tables.longs;
    char *letter = tables.letters;
    *letter++ = ':';
    for (int i = 0; OPTION_TABLE[i].name; i++) {
        const struct option_row *row = &OPTION_TABLE[i];
        bool has_value = row->type != OPTION_FLAG;
        if (!(row->commands & 1u << command))
            continue;
        add_long(&at, row->name, has_value, FIRST_LONG + i);
        if (row->type == OPTION_FLAG && strncmp(row->name, "no-", 3) != 0)
            add_long(&at, arena_printf(arena, "no-%s", row->name).at, false,
                     FIRST_NEGATE + i);
        if (row->letter)
            *letter++ = row->letter;
        if (row->letter && has_value)
            *letter++ = ':';
    }
    return tables;
}

static const struct option_row *row_of(int got)
{
    if (got >= FIRST_NEGATE)
        return &OPTION_TABLE[got - FIRST_NEGATE];
    if (got >= FIRST_LONG)
        return &OPTION_TABLE[got - FIRST_LONG];
    const struct option_row *row = OPTION_TABLE;
    while (row->letter != got)
        row++;
    return row;
}

static enum op_status read_flags(struct reader *r, int argc, char **argv)
{
    struct tables tables = make_tables(r->arena, r->options->command);
    enum op_status status = OP_OK;
    opterr = 0;
    optind = 0;
    int got;
    while (status == OP_OK && (got = getopt_long(argc, argv, tables.letters,
                                                 tables.longs, NULL)) != -1) {
        char letter[3] = {'-', (char)optopt, '\0'};
        const char *word = optopt && optopt < FIRST_LONG
                               ? letter
                               : argv[optind > 1 ? optind - 1 : 1];
        if (got == ':')
            return usage(r->err, "option '%s' needs a value", word);
        if (got == '?')
            return usage(r->err, "unknown option '%s' for %s", word,
                         COMMAND_NAMES[r->options->command]);
        const struct option_row *row = row_of(got);
        const char *value = got >= FIRST_NEGATE ? "no" : optarg ? optarg : "";
        status = set_value(r, row, value);
    }
    r->options->operands = argv + optind;
    r->options->operand_count = (size_t)(argc - optind);
    return status;
}

/* The command's name may stand first; without one it is get. */
static enum command take_command(int *argc, char ***argv)
{
    if (*argc < 2)
        return COMMAND_GET;
    for (int i = 0; i < COMMAND_VERSION; i++) {
        if (strcmp((*argv)[1], COMMAND_NAMES[i]) == 0) {
            --*argc;
            ++*argv;
            return (enum command)i;
        }
    }
    return COMMAND_GET;
}

static enum op_status read_all(struct reader *r, int argc, char **argv,
                               const str_list *choices)
{
    enum op_status status = read_config(r);
    if (status == OP_OK)
        status = read_environment(r);
    for (size_t i = 0; status == OP_OK && choices && i < choices->len; i++)
        read_choice(r, choices->at[i]);
    return status == OP_OK ? read_flags(r, argc, argv) : status;
}

enum op_status options_read(struct arena *arena, int argc, char **argv,
                            struct options *options, struct op_error *err)
{
    options_defaults(options);
    int given = argc;
    options->command = take_command(&argc, &argv);
    bool is_named = argc < given;
    if (options->command == COMMAND_HELP) {
        options->help_topic = argc > 1 ? argv[1] : NULL;
        return OP_OK;
    }
    options->argc = argc;
    options->argv = argv;
    struct reader r = {arena, options, err};
    enum op_status status = read_all(&r, argc, argv, NULL);
    if (status != OP_OK)
        return status;
    if (options->help) {
        if (is_named)
            options->help_topic = COMMAND_NAMES[options->command];
        options->command = COMMAND_HELP;
    } else if (options->version) {
        options->command = COMMAND_VERSION;
    }
    return OP_OK;
}

enum op_status options_choose(struct arena *arena,
                              const struct options *options,
                              const str_list *choices, struct options *chosen,
                              struct op_error *err)
{
    struct reader r = {arena, chosen, err};
    options_defaults(chosen);
    chosen->command = options->command;
    chosen->argc = options->argc;
    chosen->argv = options->argv;
    chosen->confinement = options->confinement;
    return read_all(&r, options->argc, options->argv, choices);
}

bool options_use_library(const struct options *o)
{
    bool is_elsewhere = o->output || o->output_dir || o->output_template;
    return o->command == COMMAND_UPDATE ||
           (o->command == COMMAND_GET && o->library && !is_elsewhere);
}

struct client_options options_client(const struct options *o)
{
    struct client_options client = client_defaults();
    client.user_agent = o->user_agent;
    client.headers = o->headers.at;
    client.referer = o->referer;
    client.user = o->user;
    client.cookies = o->cookie;
    client.proxy = o->proxy;
    client.ca_file = o->ca_file;
    client.is_insecure = o->insecure;
    client.resolve = o->resolve.at;
    client.connect_to = o->connect_to.at;
    client.connect_timeout_ms = (int)o->connect_timeout_ms;
    if (o->max_time_ms && !options_use_library(o))
        client.transfer_timeout_ms = (int)o->max_time_ms;
    client.bytes_per_second = (uint64_t)o->limit_rate;
    client.max_redirects = (int)o->max_redirs;
    client.retries = (int)o->retry;
    client.retry_max_ms = o->retry_max_ms;
    client.parallel_max = (int)o->parallel_max;
    client.parallel_host = (int)o->parallel_host;
    client.delay_ms = o->delay_ms;
    client.max_crawl_delay_ms = o->max_crawl_delay_ms;
    client.ignores_robots = !o->robots;
    client.allows_private = o->allow_private;
    return client;
}
