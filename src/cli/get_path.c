/* SPDX-License-Identifier: MIT */
/* get_path.c - where an archive goes. */
#include "cli/get_path.h"

#include "cli/get_library.h"
#include "cli/template.h"
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#define MAX_NUMBERED 10000 /* "name-2" ... before giving up */

bool get_path_exists(const char *path)
{
    struct stat info;
    return lstat(path, &info) == 0;
}

static struct str named_path(const struct get *get, struct arena *arena,
                             struct str name, size_t number)
{
    struct str dot = pack_format_extension(get->pack.format);
    const char *folder = get->options->output_dir;
    const char *slash = folder && *folder ? "/" : "";
    struct str again = number > 1 ? arena_printf(arena, "-%zu", number) : S("");
    return arena_printf(arena, "%s%s%.*s%.*s%s%.*s", folder ? folder : "",
                        slash, STR_ARG(name), STR_ARG(again),
                        dot.len ? "." : "", STR_ARG(dot));
}

struct str get_path_choose(struct get *get, const struct bundle *bundle,
                           bool *keeps)
{
    *keeps = false;
    if (get->has_library)
        return get_library_path(get, bundle, keeps);
    if (get->options->output)
        return str_of(get->options->output);
    struct str name = pack_name(bundle);
    const char *template = get->options->output_template;
    if (template)
        name = template_fill(template, bundle, name);
    struct str path = named_path(get, bundle->arena, name, 1);
    *keeps = get->options->no_clobber && get_path_exists(path.at);
    for (size_t n = 2; !*keeps && !get->options->overwrite &&
                       get_path_exists(path.at) && n < MAX_NUMBERED;
         n++)
        path = named_path(get, bundle->arena, name, n);
    return path;
}

/* What of a path was there when the run began. */
static size_t given_len(const struct get *get, struct str path)
{
    if (get->has_library)
        return strlen(get->library.folder);
    if (get->options->output)
        return path.len;
    return get->options->output_dir ? strlen(get->options->output_dir) : 0;
}

enum op_status get_path_make_folders(const struct get *get, struct str path,
                                     struct op_error *err)
{
    char folder[4096];
    for (size_t i = given_len(get, path) + 1; i < path.len && i < sizeof folder;
         i++) {
        if (path.at[i] != '/')
            continue;
        memcpy(folder, path.at, i);
        folder[i] = '\0';
        if (mkdir(folder, 0777) && errno != EEXIST)
            return error_set(err, OP_IO, OP_STAGE_PACK, str_of(folder),
                             "cannot make this folder: %s", strerror(errno));
    }
    return OP_OK;
}

uint64_t get_path_size(const char *path)
{
    struct stat info;
    bool is_file = stat(path, &info) == 0 && S_ISREG(info.st_mode);
    return is_file ? (uint64_t)info.st_size : 0;
}
