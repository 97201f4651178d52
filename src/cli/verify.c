/* SPDX-License-Identifier: MIT */
/* verify.c - offprint verify: is an archive whole and unchanged? */
#include "cli/commands.h"

#include "base/json.h"
#include "cli/say.h"
#include "pack/reader.h"
#include <offprint/limits.h>
#include <stdio.h>

static void print_text(const struct options *options, const char *path,
                       const finding_list *findings, size_t checked)
{
    for (size_t i = 0; i < findings->len; i++)
        printf("%s: %.*s\n", path, STR_ARG(findings->at[i]));
    if (!findings->len && !options->quiet)
        printf("%s: OK, %zu entries checked\n", path, checked);
}

static void print_json(const char *path, const finding_list *findings,
                       size_t checked)
{
    struct buf out;
    buf_init(&out, 1u << 28);
    struct json_writer w = {.out = &out, .indent = 0};
    json_open(&w, '{');
    json_key_str(&w, "archive", str_of(path));
    json_key_bool(&w, "ok", findings->len == 0);
    json_key_int(&w, "entries", (int64_t)checked);
    json_key_strs(&w, "findings", findings->at, findings->len);
    json_close(&w, '}');
    printf("%.*s\n", STR_ARG(buf_str(&out)));
    buf_free(&out);
}

static int verify_one(struct arena *arena, const struct options *options,
                      const char *path)
{
    finding_list findings = {0};
    size_t checked = 0;
    struct op_error err = {0};
    enum op_status status =
        reader_verify(arena, path, &findings, &checked, &err);
    struct speaker speaker = say_setup(options);
    if (status != OP_OK && status != OP_CORRUPT) {
        say_error(&speaker, SAY_ERROR, &err);
        return op_status_exit(status);
    }
    if (status == OP_CORRUPT && !findings.len)
        *vec_push(&findings, arena) = arena_dup(arena, str_of(err.text));
    if (options->json)
        print_json(path, &findings, checked);
    else
        print_text(options, path, &findings, checked);
    return op_status_exit(status);
}

int command_verify(struct arena *arena, const struct options *options)
{
    struct op_error err;
    int exit_status = 0;
    if (!options->operand_count) {
        error_set(&err, OP_USAGE, OP_STAGE_OPTIONS, S(""),
                  "verify needs an archive");
        return say_failure(&err);
    }
    for (size_t i = 0; i < options->operand_count; i++) {
        int one = verify_one(arena, options, options->operands[i]);
        if (one && (!exit_status || one < exit_status))
            exit_status = one;
    }
    return exit_status;
}
