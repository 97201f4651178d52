/* SPDX-License-Identifier: MIT */
/* options.h - what the user asked for, from flags, environment and file.
 *
 * One table (optable.c) holds every option with its help; parsing, --help,
 * OFFPRINT_* and the configuration file all read that table, so they cannot
 * disagree. A flag beats OFFPRINT_NAME, which beats the file. */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include "article/article.h"
#include "base/arena.h"
#include "base/error.h"
#include "net/client.h"

enum command {
    COMMAND_GET,
    COMMAND_LIST,
    COMMAND_EXTRACT,
    COMMAND_INFO,
    COMMAND_VERIFY,
    COMMAND_EXPORT,
    COMMAND_CLEAN,
    COMMAND_KEYGEN,
    COMMAND_UPDATE,
    COMMAND_INDEX,
    COMMAND_SEARCH,
    COMMAND_DIFF,
    COMMAND_SCHEDULE,
    COMMAND_HELP,
    COMMAND_VERSION,
    COMMAND_COUNT
};

enum fail_on { FAIL_ON_ANY, FAIL_ON_ALL, FAIL_ON_NEVER };
enum progress_mode { PROGRESS_AUTO, PROGRESS_PLAIN, PROGRESS_NONE };

/* A list of texts, with a NULL behind the last. */
struct text_list {
    const char **at;
    size_t len, cap;
};

struct options {
    enum command command;
    const char *help_topic; /* of help; NULL: all */
    /* the operands, after the command's name; borrowed from argv */
    char **operands;
    size_t operand_count;

    const char *output, *output_dir, *output_template, *input_file, *format,
        *url, *summary, *sign, *key, *archived_lookup, *archived_timegate;
    const char *library;
    int into, fail_on, progress, log_format, key_type; /* choices, by index */
    int64_t related, depth, max_pages, max_images, max_filesize, jobs;
    struct text_list kinds, include, exclude, headers, resolve, connect_to;
    /* of lists of seeds */
    const char *since;
    int64_t limit;
    struct text_list feeds;
    bool images, robots, evidence, sandbox, verbose, quiet, no_clobber,
        overwrite, json, help, version;
    bool wait, all_changes;
    bool strict; /* of diff */
    const char *report, *on_change;
    struct hook *hook;       /* what runs on_change; NULL: there is none */
    const char *confinement; /* what is in force (cli/confine.h); static */
    bool unique;
    /* of schedule */
    bool daily, hourly, cron, list_all, dry_run;
    const char *on_calendar, *name, *remove;
    bool insecure, allow_private, endpoints, respect_meta, archived, offline;
    const char *user_agent, *cookie, *referer, *user, *proxy, *ca_file;
    int64_t connect_timeout_ms, max_time_ms /* 0: the default */;
    int64_t delay_ms, retry_max_ms, max_crawl_delay_ms;
    int64_t limit_rate, max_redirs, retry, parallel_max, parallel_host;
    int64_t quota, keep_versions, older_than_s, changed_within_s;

    int argc; /* all that was given; borrowed */
    char **argv;
};

/* Read configuration, environment and argv. Strings that are not borrowed from
 * argv or the environment live on `arena`. Fails with OP_USAGE. */
OP_MUST_CHECK enum op_status options_read(struct arena *arena, int argc,
                                          char **argv, struct options *options,
                                          struct op_error *err);

/* The choices of an archive, where they are not the defaults: "related=0".
 * Those which say what belongs into it, and not how it is fetched. */
void options_choices(struct arena *arena, const struct options *options,
                     str_list *choices);

/* The same options again, but with an archive's choices in the place of the
 * configuration's: flags beat them. Choices that are none are left out. */
OP_MUST_CHECK enum op_status options_choose(struct arena *arena,
                                            const struct options *options,
                                            const str_list *choices,
                                            struct options *chosen,
                                            struct op_error *err);

/* Do archives go into a library? --output and its like win over --library,
 * which may stand in the configuration. Then --max-time is the run's. */
bool options_use_library(const struct options *options);

/* What the client needs of them; borrows. */
struct client_options options_client(const struct options *options);

#endif
