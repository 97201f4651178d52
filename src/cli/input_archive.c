/* SPDX-License-Identifier: MIT */
/* input_archive.c - the pages of archives as what a command works on. */
#include "cli/input.h"

#include "pack/recall.h"
#include <stdio.h>
#include <sys/stat.h>

bool input_is_archive(const char *path)
{
    struct stat info;
    char lead[5] = "";
    if (stat(path, &info))
        return false;
    if (S_ISDIR(info.st_mode))
        return true;
    FILE *file = fopen(path, "rb");
    size_t got = file ? fread(lead, 1, sizeof lead, file) : 0;
    if (file)
        fclose(file);
    struct str start = str_make(lead, got);
    return str_starts(start, S("PK\3\4")) || str_starts(start, S("\x1f\x8b")) ||
           str_starts(start, S("WARC/"));
}

static enum op_status add_pages(struct arena *arena, const struct input *from,
                                struct input_list *list, struct op_error *err)
{
    struct input page = *from;
    enum op_status status = recall_open(arena, from->what, &page.recall, err);
    if (status != OP_OK)
        return status;
    str_list urls = {0};
    if (page.url)
        *vec_push(&urls, arena) = str_of(page.url);
    else
        recall_pages(page.recall, &urls);
    for (size_t i = 0; i < urls.len; i++) {
        page.url = arena_cstring(arena, urls.at[i]);
        *vec_push(list, arena) = page;
    }
    if (urls.len)
        return OP_OK;
    return error_set(err, OP_CORRUPT, OP_STAGE_READ, str_of(from->what),
                     "it holds no captured page");
}

enum op_status input_open_archives(struct arena *arena, struct input_list *list,
                                   struct op_error *err)
{
    struct input_list all = {0};
    enum op_status status = OP_OK;
    for (size_t i = 0; status == OP_OK && i < list->len; i++) {
        const struct input *input = &list->at[i];
        if (!input_is_url(input->what) && input_is_archive(input->what))
            status = add_pages(arena, input, &all, err);
        else
            *vec_push(&all, arena) = *input;
    }
    if (status == OP_OK)
        *list = all;
    return status;
}
