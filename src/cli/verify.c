/* SPDX-License-Identifier: MIT */
/* verify.c - offprint verify: is an archive whole and unchanged? */
#include "cli/commands.h"

#include "base/box.h"
#include "base/json.h"
#include "cli/say.h"
#include "pack/reader.h"
#include "pack/sign.h"
#include <offprint/limits.h>
#include <stdio.h>

static void print_signer(const struct signature *s)
{
    if (!s->is_there)
        return;
    if (s->domain.len)
        printf(", signed in the name of a host (which is not checked)");
    else
        printf(", signed by %s", s->fingerprint);
}

static void print_text(const struct options *options, const char *path,
                       const struct verify_report *report)
{
    for (size_t i = 0; i < report->findings.len; i++)
        printf("%s: %.*s\n", path, STR_ARG(report->findings.at[i]));
    if (report->findings.len || options->quiet)
        return;
    printf("%s: OK, ", path);
    if (report->entries)
        printf("%zu entries%s", report->entries,
               report->records ? " and " : "");
    if (report->records)
        printf("%zu captured records", report->records);
    fputs(" checked", stdout);
    print_signer(&report->signature);
    putchar('\n');
}

/* null where there is none. */
static void put_signature(const struct signature *s, struct json_writer *w)
{
    json_key(w, "signature");
    if (!s->is_there) {
        json_nil(w);
        return;
    }
    json_open(w, '{');
    json_key_bool(w, "holds", s->holds);
    json_key_str(w, "fingerprint", str_of(s->fingerprint));
    json_key_str_or_null(w, "kind", s->kind);
    json_key_str_or_null(w, "public_key", s->public_key);
    json_key_str_or_null(w, "domain", s->domain);
    json_key_str_or_null(w, "created", s->created);
    json_key_str_or_null(w, "software", s->software);
    json_close(w, '}');
}

static void print_json(const char *path, const struct verify_report *report)
{
    const finding_list *findings = &report->findings;
    struct buf out;
    buf_init(&out, 1u << 28);
    struct json_writer w = {.out = &out, .indent = 0};
    json_open(&w, '{');
    json_key_str(&w, "archive", str_of(path));
    json_key_bool(&w, "ok", findings->len == 0);
    json_key_int(&w, "entries", (int64_t)report->entries);
    json_key_int(&w, "records", (int64_t)report->records);
    put_signature(&report->signature, &w);
    json_key_strs(&w, "findings", findings->at, findings->len);
    json_close(&w, '}');
    printf("%.*s\n", STR_ARG(buf_str(&out)));
    buf_free(&out);
}

static int verify_one(struct arena *arena, const struct options *options,
                      struct str signer, const char *path)
{
    struct verify_report report;
    struct op_error err = {0};
    enum op_status status = reader_verify(arena, path, signer, &report, &err);
    struct speaker speaker = say_setup(options);
    if (status != OP_OK && status != OP_CORRUPT) {
        say_error(&speaker, SAY_ERROR, &err);
        return op_status_exit(status);
    }
    if (status == OP_CORRUPT && !report.findings.len)
        *vec_push(&report.findings, arena) = arena_dup(arena, str_of(err.text));
    if (options->json)
        print_json(path, &report);
    else
        print_text(options, path, &report);
    return op_status_exit(status);
}

/* --key as it would stand in an archive; empty without it. */
static enum op_status read_signer(struct arena *arena, const char *path,
                                  struct str *signer, struct op_error *err)
{
    struct sign_key *key;
    *signer = S("");
    if (!path)
        return OP_OK;
    enum op_status status = sign_public_read(path, &key, err);
    if (status != OP_OK)
        return status;
    *signer = sign_public(arena, key);
    sign_key_free(key);
    return signer->len ? OP_OK
                       : error_set(err, OP_NO_MEMORY, OP_STAGE_OPTIONS,
                                   str_of(path), "cannot be used");
}

int command_verify(struct arena *arena, const struct options *options)
{
    struct op_error err;
    struct str signer;
    int exit_status = 0;
    if (!options->operand_count) {
        error_set(&err, OP_USAGE, OP_STAGE_OPTIONS, S(""),
                  "verify needs an archive");
        return say_failure(&err);
    }
    if (read_signer(arena, options->key, &signer, &err) != OP_OK)
        return say_failure(&err);
    if (options->sandbox)
        box_enter(OP_MAX_PROCESS_MEMORY);
    for (size_t i = 0; i < options->operand_count; i++) {
        int one = verify_one(arena, options, signer, options->operands[i]);
        if (one && (!exit_status || one < exit_status))
            exit_status = one;
    }
    return exit_status;
}
