/* SPDX-License-Identifier: MIT */
/* input.c - what a command works on. */
#include "cli/input.h"

#include "base/file.h"

#define MAX_LIST_BYTES (1u << 30)

bool input_is_url(const char *what)
{
    struct str s = str_of(what);
    size_t scheme = 0;
    while (scheme < s.len &&
           (char_is_alpha(s.at[scheme]) || char_is_digit(s.at[scheme])))
        scheme++;
    return scheme > 1 && str_starts(str_from(s, scheme), S("://"));
}

static void add_line(struct arena *arena, struct input_list *list,
                     struct str line)
{
    line = str_trim_set(line, " \r\n");
    if (!line.len || line.at[0] == '#')
        return;
    size_t tab = str_find_byte(line, '\t');
    struct str what = str_trim(str_sub(line, 0, tab));
    struct input input = {.what = arena_cstring(arena, what)};
    if (tab != STR_NONE)
        input.url = arena_cstring(arena, str_trim(str_from(line, tab)));
    *vec_push(list, arena) = input;
}

void input_operands(struct arena *arena, const struct options *options,
                    struct input_list *list)
{
    *list = (struct input_list){0};
    for (size_t i = 0; i < options->operand_count; i++)
        *vec_push(list, arena) =
            (struct input){.what = options->operands[i], .url = options->url};
}

enum op_status input_collect(struct arena *arena, const struct options *options,
                             struct input_list *list, struct op_error *err)
{
    input_operands(arena, options, list);
    if (options->input_file) {
        struct buf text;
        buf_init(&text, MAX_LIST_BYTES);
        enum op_status status = file_read(options->input_file, &text, err);
        struct str rest = arena_dup(arena, buf_str(&text)), line;
        buf_free(&text);
        if (status != OP_OK)
            return status;
        while (str_split(&rest, '\n', &line))
            add_line(arena, list, line);
    }
    if (!list->len)
        return error_set(err, OP_USAGE, OP_STAGE_OPTIONS, S(""),
                         "nothing to work on: no URL or file was given");
    return OP_OK;
}
