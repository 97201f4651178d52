/* SPDX-License-Identifier: MIT */
/* verify_digests.c - has every file the digest that was written down? */
#include "article/jsonld.h"
#include "pack/manifest.h"
#include "pack/verify.h"
#include "pack/wacz.h"
#include <string.h>

/* Hold the files against the paths; some files stand outside. */
static void compare(struct verify *v, const struct map *paths,
                    const char *outside)
{
    for (size_t i = 0; i < paths->len; i++) {
        const struct map_entry *want = &paths->entries[i];
        const struct sha256 *sum = map_get(&v->files, want->key);
        if (!sum)
            verify_found(v, want->key, "is missing");
        else if (memcmp(sum, want->value, sizeof *sum) != 0)
            verify_found(v, want->key,
                         "its bytes are not those of the manifest");
    }
    for (size_t i = 0; i < v->files.len; i++) {
        struct str name = v->files.entries[i].key;
        if (!map_get(paths, name) && !str_has_word(str_of(outside), name))
            verify_found(v, name, "is not in the manifest");
    }
}

void verify_manifest(struct verify *v, struct str manifest)
{
    struct map paths = {0};
    size_t line;
    if (manifest_parse(v->arena, manifest, &paths, &line))
        compare(v, &paths, MANIFEST_NAME);
    else
        verify_found(v, S(MANIFEST_NAME), "line %zu is none of a manifest",
                     line);
}

/* A resource into the map from path to digest. */
static bool read_resource(struct verify *v, const struct json *resource,
                          struct map *paths)
{
    struct sha256 *sum = arena_new(v->arena, struct sha256);
    struct str path = json_text(json_get(resource, S("path")));
    void **slot = map_slot(paths, v->arena, path);
    bool is_new = !*slot;
    *slot = sum;
    return is_new && path.len > 0 &&
           sha256_said(json_text(json_get(resource, S("hash"))), sum);
}

static void check_digest(struct verify *v, struct str digest)
{
    const struct json *root = json_parse(v->arena, digest);
    const struct sha256 *is = map_get(&v->files, S(WACZ_PACKAGE));
    struct sha256 said;
    if (!sha256_said(json_text(json_get(root, S("hash"))), &said) || !is ||
        memcmp(&said, is, sizeof said) != 0)
        verify_found(v, S(WACZ_DIGEST), "is not the digest of the package");
}

void verify_package(struct verify *v, struct str package, struct str digest)
{
    struct map paths = {0};
    const struct json *root = json_parse(v->arena, package);
    const struct json *resources = json_get(root, S("resources"));
    if (!resources || resources->kind != JSON_IS_ARRAY) {
        verify_found(v, S(WACZ_PACKAGE), "is no data package");
        return;
    }
    size_t number = 1;
    for (const struct json *r = resources->first; r; r = r->next, number++) {
        if (read_resource(v, r, &paths))
            continue;
        verify_found(v, S(WACZ_PACKAGE), "resource %zu is none", number);
        return;
    }
    compare(v, &paths, WACZ_PACKAGE " " WACZ_DIGEST);
    check_digest(v, digest);
}

void verify_signature(struct verify *v, struct str digest)
{
    struct signature *s = &v->report->signature;
    struct str where = S(WACZ_DIGEST);
    struct op_error err;
    if (signature_read(v->arena, json_parse(v->arena, digest), s, &err)) {
        verify_found(v, where, "the signature cannot be checked: %s", err.text);
        return;
    }
    if (s->is_there && !s->holds && !s->domain.len)
        verify_found(v, where, "the signature does not hold");
    if (!v->signer.len)
        return;
    if (!s->is_there)
        verify_found(v, where, "is not signed");
    else if (!str_eq(s->public_key, v->signer))
        verify_found(v, where, "is signed by another key");
}
