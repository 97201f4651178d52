/* SPDX-License-Identifier: MIT */
/* signature.c - who signed an archive, by its datapackage-digest.json. */
#include "pack/signature.h"

#include "article/jsonld.h"
#include "pack/sign.h"

static struct str member(struct arena *arena, const struct json *object,
                         struct str key)
{
    return arena_dup(arena, json_text(json_get(object, key)));
}

enum op_status signature_read(struct arena *arena, const struct json *digest,
                              struct signature *s, struct op_error *err)
{
    const struct json *data = json_get(digest, S("signedData"));
    *s = (struct signature){.is_there = data && data->kind == JSON_IS_OBJECT};
    enum op_status status = s->is_there ? sign_load(err) : OP_OK;
    if (!s->is_there || status != OP_OK)
        return status;
    enum sign_kind kind = SIGN_KIND_COUNT;
    struct str hash = json_text(json_get(data, S("hash")));
    s->public_key = member(arena, data, S("publicKey"));
    s->domain = member(arena, data, S("domain"));
    s->created = member(arena, data, S("created"));
    s->software = member(arena, data, S("software"));
    s->holds = hash.len > 0 &&
               str_eq(hash, json_text(json_get(digest, S("hash")))) &&
               sign_check(s->public_key, hash,
                          json_text(json_get(data, S("signature"))), &kind);
    s->kind = kind < SIGN_KIND_COUNT ? sign_kind_name(kind) : S("");
    if (!sign_fingerprint(s->public_key, s->fingerprint))
        s->fingerprint[0] = '\0';
    return OP_OK;
}
