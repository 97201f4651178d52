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

static bool read_hash(struct str text, struct sha256 *sum)
{
    struct str lead = S("sha256:");
    if (!str_starts(text, lead) || text.len != lead.len + SHA256_HEX)
        return false;
    for (size_t i = 0; i < SHA256_BYTES; i++) {
        int high = char_hex(text.at[lead.len + 2 * i]);
        int low = char_hex(text.at[lead.len + 2 * i + 1]);
        if (high < 0 || low < 0)
            return false;
        sum->bytes[i] = (unsigned char)(high << 4 | low);
    }
    return true;
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
           read_hash(json_text(json_get(resource, S("hash"))), sum);
}

static void check_digest(struct verify *v, struct str digest)
{
    const struct json *root = json_parse(v->arena, digest);
    const struct sha256 *is = map_get(&v->files, S(WACZ_PACKAGE));
    struct sha256 said;
    if (!read_hash(json_text(json_get(root, S("hash"))), &said) || !is ||
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
