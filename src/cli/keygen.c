/* SPDX-License-Identifier: MIT */
/* keygen.c - offprint keygen: a key to sign archives with. */
#include "cli/commands.h"

#include "base/file.h"
#include "cli/say.h"
#include "pack/sign.h"
#include <stdio.h>

#define DEFAULT_FILE "offprint-key.pem"
#define MAX_PEM      (16u << 10)

/* In the order of the choices of --key-type. */
static const enum sign_kind KINDS[] = {SIGN_P384, SIGN_P256, SIGN_ED25519};

static enum op_status write_key(const struct sign_key *key, const char *path,
                                struct buf *pem, struct op_error *err)
{
    if (!key || !sign_key_pem(key, pem))
        return error_set(err, OP_NO_MEMORY, OP_STAGE_NONE, str_of(path),
                         "no key can be made");
    return file_write_secret(path, buf_str(pem), err);
}

/* The public half goes to standard output: it is for whoever verifies. */
static enum op_status make_key(enum sign_kind kind, const char *path,
                               struct op_error *err)
{
    struct buf pem, public;
    enum op_status status = sign_load(err);
    if (status != OP_OK)
        return status;
    struct sign_key *key = sign_key_new(kind);
    buf_init(&pem, MAX_PEM);
    buf_init(&public, MAX_PEM);
    status = write_key(key, path, &pem, err);
    if (status == OP_OK && sign_public_pem(key, &public))
        printf("%.*s", STR_ARG(buf_str(&public)));
    if (pem.at)
        explicit_bzero(pem.at, pem.len);
    buf_free(&pem);
    buf_free(&public);
    sign_key_free(key);
    return status;
}

int command_keygen(struct arena *arena, const struct options *options)
{
    struct op_error err;
    (void)arena;
    if (options->operand_count > 1) {
        error_set(&err, OP_USAGE, OP_STAGE_OPTIONS, S(""),
                  "keygen makes one key at a time");
        return say_failure(&err);
    }
    const char *path =
        options->operand_count ? options->operands[0] : DEFAULT_FILE;
    if (make_key(KINDS[options->key_type], path, &err) != OP_OK)
        return say_failure(&err);
    struct speaker speaker = say_setup(options);
    say(&speaker, SAY_INFO, str_of(path),
        "a new %.*s key; keep it to yourself, and give away what is printed",
        STR_ARG(sign_kind_name(KINDS[options->key_type])));
    return 0;
}
