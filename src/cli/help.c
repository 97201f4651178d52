/* SPDX-License-Identifier: MIT */
/* help.c - help and version, out of the table of options. */
#include "cli/commands.h"

#include "base/box.h"
#include "base/landlock.h"
#include "cli/optable.h"
#include <offprint/limits.h>
#include <offprint/version.h>
#include <stdio.h>
#include <string.h>

static const struct {
    const char *usage, *what;
} ABOUT[COMMAND_COUNT] = {
    [COMMAND_GET] = {"[get] [OPTIONS] URL...",
                     "Archive each article with its related posts."},
    [COMMAND_LIST] =
        {"list [OPTIONS] URL...|DIR",
         "Say what get would fetch, and why; or what is in a library."},
    [COMMAND_EXTRACT] = {"extract [OPTIONS] FILE|URL|-",
                         "Print the article of a page, or of many."},
    [COMMAND_INFO] = {"info [--json] ARCHIVE|DIR...",
                      "Show what is inside an archive or a library."},
    [COMMAND_VERIFY] = {"verify [--json] [--key FILE] ARCHIVE...",
                        "Check that an archive is whole and unchanged."},
    [COMMAND_EXPORT] = {"export -f FORMAT ARCHIVE...",
                        "Write an archive in another format, offline."},
    [COMMAND_CLEAN] = {"clean ARCHIVE...",
                       "Clean captured pages again, with this version."},
    [COMMAND_KEYGEN] = {"keygen [FILE]", "Make a key to sign archives with."},
    [COMMAND_UPDATE] = {"update [OPTIONS] DIR|ARCHIVE...",
                        "Look again; keep a new version of what changed."},
    [COMMAND_INDEX] = {"index [--wait] DIR...",
                       "Make the catalogue of a library anew."},
    [COMMAND_SEARCH] = {"search DIR QUERY", "Find words in a library."},
    [COMMAND_DIFF] = {"diff ARCHIVE [FROM TO | ARCHIVE]",
                      "Show what changed between two versions."},
    [COMMAND_SCHEDULE] = {"schedule [OPTIONS] -- ARGS",
                          "Run offprint ARGS again and again."},
    [COMMAND_HELP] = {"help [COMMAND]", "Show help."},
};

static void show_option(const struct option_row *row)
{
    bool negated =
        row->type == OPTION_FLAG && strncmp(row->help, "--no-", 5) == 0;
    char left[64];
    if (row->letter)
        snprintf(left, sizeof left, "-%c, --%s%s%s", row->letter, row->name,
                 row->argument ? " " : "", row->argument ? row->argument : "");
    else
        snprintf(left, sizeof left, "    --%s%s%s%s", negated ? "no-" : "",
                 row->name, row->argument ? " " : "",
                 row->argument ? row->argument : "");
    const char *help = negated ? strchr(row->help, ' ') + 1 : row->help;
    printf("  %-32s %s\n", left, help);
}

static void show_options(enum command command)
{
    puts("\nOptions:");
    for (const struct option_row *row = OPTION_TABLE; row->name; row++)
        if (row->commands & 1u << command)
            show_option(row);
}

static void show_overview(void)
{
    puts("offprint keeps a web article, and the posts it presents as related,\n"
         "in one file that opens without a network.\n\nUsage:");
    for (int i = 0; i < COMMAND_VERSION; i++)
        printf("  offprint %-30s %s\n", ABOUT[i].usage, ABOUT[i].what);
    puts("\n'offprint help COMMAND' lists the options of a command.");
}

int command_help(const struct options *options)
{
    for (int i = 0; options->help_topic && i < COMMAND_VERSION; i++) {
        if (strcmp(options->help_topic, COMMAND_NAMES[i]) != 0)
            continue;
        printf("Usage: offprint %s\n%s\n", ABOUT[i].usage, ABOUT[i].what);
        if (i == COMMAND_GET)
            puts("Commands: get, list, extract, info, verify, export, clean, "
                 "keygen, help.");
        if (i != COMMAND_HELP)
            show_options((enum command)i);
        return 0;
    }
    show_overview();
    return 0;
}

int command_version(const struct options *options)
{
    printf("offprint %s\nbuilt with %s\n", OP_VERSION, client_built_with());
    if (!options->verbose)
        return 0;
    struct op_error err;
    const char *used = client_version(&err);
    printf("uses %s\n", used ? used : err.text);
    printf("isolation: %s\nconfinement: %s\n",
           box_text(box_try(OP_MAX_PROCESS_MEMORY)),
           landlock_version() ? "landlock" : "none");
    return 0;
}
