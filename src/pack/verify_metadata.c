/* SPDX-License-Identifier: MIT */
/* verify_metadata.c - does metadata.json agree with the files? */
#include "article/jsonld.h"
#include "pack/manifest.h"
#include "pack/metadata.h"
#include "pack/verify.h"

#define WHERE v->where

static const struct json *member(const struct json *object, const char *key)
{
    return json_get(object, str_of(key));
}

static bool is_kind(const struct json *value, enum json_kind kind)
{
    return value && value->kind == kind;
}

static struct str text_of(const struct json *object, const char *key)
{
    const struct json *value = member(object, key);
    return is_kind(value, JSON_IS_STRING) ? value->text : S("");
}

static bool number_is(const struct json *object, const char *key,
                      uint64_t number)
{
    uint64_t value;
    const struct json *found = member(object, key);
    return is_kind(found, JSON_IS_NUMBER) && str_to_u64(found->text, &value) &&
           value == number;
}

static void check_image(struct verify *v, struct str id,
                        const struct json *image)
{
    struct str file = text_of(image, "file");
    if (file.len == 0)
        return;
    char hex[SHA256_HEX + 1];
    const struct sha256 *sum = map_get(&v->files, file);
    if (!sum) {
        verify_found(v, WHERE, "%.*s shows %.*s, which is not there",
                     STR_ARG(id), STR_ARG(file));
        return;
    }
    sha256_hex(*sum, hex);
    if (!str_eq(str_of(hex), text_of(image, "sha256")))
        verify_found(v, WHERE, "another SHA-256 of %.*s", STR_ARG(file));
}

static void check_article(struct verify *v, const struct json *article)
{
    struct str id = text_of(article, "id"), file = text_of(article, "file");
    if (!map_get(&v->files, file))
        verify_found(v, WHERE, "the file of %.*s is not there: %.*s",
                     STR_ARG(id), STR_ARG(file));
    const struct json *images = member(article, "images");
    for (const struct json *i = images ? images->first : NULL; i; i = i->next)
        check_image(v, id, i);
}

void verify_metadata(struct verify *v, struct str json)
{
    const struct json *root = json_parse(v->arena, json);
    const struct json *ours = member(root, "offprint");
    const struct json *articles = member(root, "articles");
    if (!is_kind(ours, JSON_IS_OBJECT) || !is_kind(articles, JSON_IS_ARRAY)) {
        verify_found(v, WHERE, "is not metadata of ours");
        return;
    }
    if (!number_is(ours, "format", METADATA_FORMAT))
        verify_found(v, WHERE, "of another format than %d", METADATA_FORMAT);
    uint64_t count = 0;
    for (const struct json *a = articles->first; a; a = a->next, count++)
        check_article(v, a);
    const struct json *got = member(member(root, "verdict"), "articles");
    if (!number_is(got, "got", count))
        verify_found(v, WHERE, "the verdict counts other articles");
}
