/* SPDX-License-Identifier: MIT */
/* confine.c - a run writes where it was told to, and nowhere else. */
#include "cli/confine.h"

#include "base/landlock.h"
#include "base/seccomp.h"
#include "library/library.h"
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

typedef VEC(const char *) folder_list;

/* The folder that a file, or a folder, stands in. */
static void add_around(struct arena *arena, const char *path,
                       folder_list *folders)
{
    struct str all = str_of(path);
    if (!path || strcmp(path, "-") == 0)
        return;
    while (all.len > 1 && all.at[all.len - 1] == '/')
        all.len--;
    size_t slash = str_rfind_byte(all, '/');
    struct str around =
        slash == STR_NONE ? S(".") : str_sub(all, 0, slash ? slash : 1);
    *vec_push(folders, arena) = arena_cstring(arena, around);
}

/* A library is written to, an archive replaced. */
static void add_operand(struct arena *arena, const struct options *options,
                        const char *what, folder_list *folders)
{
    bool is_replaced = options->command == COMMAND_UPDATE ||
                       (options->command == COMMAND_CLEAN && !options->output);
    if (library_is_at(what))
        *vec_push(folders, arena) = what;
    else if (is_replaced)
        add_around(arena, what, folders);
}

/* Where archives of get and export go. */
static void add_output(struct arena *arena, const struct options *options,
                       folder_list *folders)
{
    if (options_use_library(options) && options->library)
        *vec_push(folders, arena) = options->library;
    else if (options->output)
        add_around(arena, options->output, folders);
    else
        *vec_push(folders, arena) =
            options->output_dir ? options->output_dir : ".";
}

const char *const *confine_folders(struct arena *arena,
                                   const struct options *options)
{
    folder_list folders = {0};
    const char *temporary = getenv("TMPDIR");
    *vec_push(&folders, arena) = temporary && *temporary ? temporary : "/tmp";
    if (options->command == COMMAND_GET || options->command == COMMAND_EXPORT)
        add_output(arena, options, &folders);
    else if (options->library)
        *vec_push(&folders, arena) = options->library;
    if (options->command == COMMAND_CLEAN)
        add_around(arena, options->output, &folders);
    add_around(arena, options->summary, &folders);
    add_around(arena, options->report, &folders);
    for (size_t i = 0; i < options->operand_count; i++)
        add_operand(arena, options, options->operands[i], &folders);
    *vec_push(&folders, arena) = NULL;
    return folders.at;
}

static bool is_one_of(const struct options *options, unsigned commands)
{
    return commands & 1u << options->command;
}

void confine(struct arena *arena, struct options *options)
{
    const unsigned of_ours = 1u << COMMAND_KEYGEN | 1u << COMMAND_SCHEDULE |
                             1u << COMMAND_HELP | 1u << COMMAND_VERSION;
    const unsigned of_files = 1u << COMMAND_INFO | 1u << COMMAND_VERIFY |
                              1u << COMMAND_EXPORT | 1u << COMMAND_CLEAN |
                              1u << COMMAND_INDEX | 1u << COMMAND_SEARCH |
                              1u << COMMAND_DIFF;
    options->confinement = "none";
    if (!options->sandbox || is_one_of(options, of_ours))
        return;
    /* That it cannot be made shows when it is opened. */
    if (options->command == COMMAND_GET && options_use_library(options))
        (void)mkdir(options->library, 0777);
    if (landlock_confine(confine_folders(arena, options)))
        options->confinement = "landlock";
    if (is_one_of(options, of_files) || options->offline)
        (void)seccomp_confine(SECCOMP_FILES);
}
