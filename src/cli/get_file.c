/* SPDX-License-Identifier: MIT */
/* get_file.c - what get works from besides the web: archives, again, and pages
 * saved from a browser. */
#include "cli/get.h"

#include "pack/saved.h"
#include <offprint/limits.h>
#include <unistd.h>

/* --- again: the job of an archive, from its captures ------------------- */

static bool was_asked(void *context, struct str url)
{
    return recall_has(context, url);
}

static void add_seed(struct get *get, struct str url)
{
    *vec_push(&get->inputs, get->arena) =
        (struct input){.what = arena_cstring(get->arena, url)};
}

static enum op_status open_recall(struct get *get)
{
    enum op_status status =
        recall_open(get->arena, get->file, &get->recall, get->err);
    if (status != OP_OK)
        return status;
    const str_list *seeds = recall_seeds(get->recall);
    if (get->options->url)
        add_seed(get, str_of(get->options->url));
    for (size_t i = 0; !get->options->url && i < seeds->len; i++)
        add_seed(get, seeds->at[i]);
    get->past = *recall_past(get->recall);
    return OP_OK;
}

/* Nothing is wanted but what was asked for then. */
static void stay_in_recall(struct get *get)
{
    get->job.recall = get->recall;
    get->job.wants = was_asked;
    get->job.wants_context = get->recall;
    get->job.gives_captures = get->options->evidence;
    get->job.keeps_evidence = false;
}

/* The seeds, limits and answers of then. */
enum op_status get_prepare_again(struct get *get)
{
    enum op_status status = open_recall(get);
    if (status != OP_OK)
        return status;
    stay_in_recall(get);
    get->job.past = &get->past;
    get->job.keeps_former = recall_history(get->recall)->len > 0;
    get->job.related = get->job.max_images = SIZE_MAX;
    get->job.depth = OP_MAX_PAGES;
    get->job.max_pages = SIZE_MAX;
    get->job.into_one = true;
    if (get->options->command == COMMAND_CLEAN && !get->options->output) {
        get->cleaned.output = get->file;
        get->cleaned.overwrite = true;
        get->options = &get->cleaned;
    }
    return OP_OK;
}

/* --- files: archives, and pages saved from a browser ------------------- */

static bool is_known(void *context, struct str url)
{
    const struct past *past = context;
    return past->knows(past->context, url.at);
}

static enum op_status open_saved(struct get *get)
{
    jmp_buf escape, *const outer = get->arena->escape;
    get->arena->escape = &escape;
    if (setjmp(escape)) {
        get->arena->escape = outer;
        return error_set(get->err, OP_NO_MEMORY, OP_STAGE_READ,
                         str_of(get->file), "no memory to read it");
    }
    enum op_status status =
        saved_open(get->arena, get->file, str_of(get->options->url),
                   &get->saved, get->err);
    if (status == OP_OK) {
        add_seed(get, saved_url(get->saved));
        get->past = saved_past(get->saved);
    }
    get->arena->escape = outer;
    return status;
}

enum op_status get_prepare_file(struct get *get)
{
    bool is_offline = get->options->offline;
    enum op_status status =
        input_is_archive(get->file) ? open_recall(get) : open_saved(get);
    if (status != OP_OK)
        return status;
    get->past.asks_web = !is_offline;
    get->job.past = &get->past;
    if (is_offline && get->recall)
        stay_in_recall(get);
    if (is_offline && get->saved) {
        get->job.wants = is_known;
        get->job.wants_context = &get->past;
    }
    return OP_OK;
}

size_t get_part_operands(struct arena *arena, const struct options *options,
                         struct options *files, struct options *urls)
{
    files->operands = arena_array(arena, char *, options->operand_count);
    urls->operands = arena_array(arena, char *, options->operand_count);
    files->operand_count = urls->operand_count = 0;
    for (size_t i = 0; i < options->operand_count; i++) {
        char *what = options->operands[i];
        if (!input_is_url(what) && access(what, F_OK) == 0)
            files->operands[files->operand_count++] = what;
        else
            urls->operands[urls->operand_count++] = what;
    }
    return files->operand_count;
}
