/* SPDX-License-Identifier: MIT */
/* info_captures.c - what is inside an archive of another program. */
#include "cli/info.h"

#include "base/json.h"
#include "cli/say.h"
#include <stdio.h>

static void print_capture(const struct capture *capture)
{
    printf("   %.*s  %3d  %-24.*s ", STR_ARG(capture->date),
           capture->http_status, STR_ARG(capture->mime));
    info_print_clean(capture->url);
    putchar('\n');
}

static void print_screen(const char *path, const capture_list *captures)
{
    printf("%s\n   captures   %zu, by another program\n\n", path,
           captures->len);
    for (size_t i = 0; i < captures->len; i++)
        print_capture(&captures->at[i]);
}

static void print_json(const capture_list *captures)
{
    struct buf out;
    buf_init(&out, 1u << 30);
    struct json_writer w = {.out = &out, .indent = 0};
    json_open(&w, '{');
    json_key_open(&w, "captures", '[');
    for (size_t i = 0; i < captures->len; i++) {
        const struct capture *capture = &captures->at[i];
        json_open(&w, '{');
        json_key_str(&w, "url", capture->url);
        json_key_str(&w, "date", capture->date);
        json_key_int(&w, "status", capture->http_status);
        json_key_str_or_null(&w, "mime", capture->mime);
        json_close(&w, '}');
    }
    json_close(&w, ']');
    json_close(&w, '}');
    printf("%.*s\n", STR_ARG(buf_str(&out)));
    buf_free(&out);
}

enum op_status info_captures(struct arena *arena, const char *path,
                             bool is_json, struct op_error *err)
{
    struct recall *recall;
    enum op_status status = recall_open(arena, path, &recall, err);
    if (status == OP_OK && is_json)
        print_json(recall_captures(recall));
    else if (status == OP_OK)
        print_screen(path, recall_captures(recall));
    recall_close(recall);
    return status;
}
