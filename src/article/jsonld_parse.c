/* SPDX-License-Identifier: MIT */
/* jsonld_parse.c - JSON text to our tree, by jansson: the only door to it. */
#include "article/jsonld_parse.h"

#include "article/jsonld_mend.h"
#include <jansson.h>
#include <offprint/limits.h>

/* Values of one text that are looked for: pages put two or three in a row. */
#define MAX_VALUES 1000

/* jansson descends by recursion, so the depth is looked at before it runs. */
static bool is_too_deep(struct str text)
{
    size_t depth = 0;
    bool in_string = false;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        if (c == '"')
            in_string = !in_string;
        else if (in_string)
            i += c == '\\';
        else if (c == '{' || c == '[')
            depth++;
        else if ((c == '}' || c == ']') && depth > 0)
            depth--;
        if (depth > OP_MAX_JSON_DEPTH)
            return true;
    }
    return false;
}

static struct str copy_string(struct arena *arena, const json_t *from)
{
    return arena_dup(
        arena, str_make(json_string_value(from), json_string_length(from)));
}

/* A value without what is in it. */
static struct json *copy_one(struct arena *arena, const json_t *from)
{
    struct json *to = arena_new(arena, struct json);
    if (json_is_object(from)) {
        to->kind = JSON_IS_OBJECT;
    } else if (json_is_array(from)) {
        to->kind = JSON_IS_ARRAY;
    } else if (json_is_string(from)) {
        to->kind = JSON_IS_STRING;
        to->text = copy_string(arena, from);
    } else if (json_is_boolean(from)) {
        to->kind = JSON_IS_BOOL;
        to->text = json_is_true(from) ? S("true") : S("false");
    } else if (json_is_integer(from)) {
        to->kind = JSON_IS_NUMBER;
        to->text =
            arena_printf(arena, "%lld", (long long)json_integer_value(from));
    } else if (json_is_real(from)) {
        to->kind = JSON_IS_NUMBER;
        to->text = arena_printf(arena, "%.15g", json_real_value(from));
    }
    return to;
}

/* Recursion is bounded: is_too_deep was asked before. */
static struct json *copy_tree(struct arena *arena, json_t *from)
{
    struct json *to = copy_one(arena, from);
    struct json **end = &to->first;
    const char *key;
    json_t *value;
    size_t i;
    if (json_is_object(from)) {
        json_object_foreach(from, key, value)
        {
            *end = copy_tree(arena, value);
            (*end)->key = arena_dup(arena, str_of(key));
            end = &(*end)->next;
        }
    } else if (json_is_array(from)) {
        json_array_foreach(from, i, value)
        {
            *end = copy_tree(arena, value);
            end = &(*end)->next;
        }
    }
    return to;
}

/* As copy_tree, but gives jansson's memory back also when the arena escapes. */
static struct json *copy_and_free(struct arena *arena, json_t *from)
{
    jmp_buf escape, *const outer = arena->escape;
    if (setjmp(escape)) {
        json_decref(from);
        arena->escape = outer;
        longjmp(*outer, 1);
    }
    if (outer)
        arena->escape = &escape;
    struct json *to = copy_tree(arena, from);
    arena->escape = outer;
    json_decref(from);
    return to;
}

/* The value at the front of *rest, which is cut off; NULL when it is none. */
static struct json *take_value(struct arena *arena, struct str *rest)
{
    json_error_t error;
    json_t *value = json_loadb(
        rest->at, rest->len,
        JSON_DISABLE_EOF_CHECK | JSON_DECODE_ANY | JSON_ALLOW_NUL, &error);
    if (!value)
        return NULL;
    str_cut(rest, error.position > 0 ? (size_t)error.position : rest->len);
    return copy_and_free(arena, value);
}

/* All values at the front of the text; true when nothing else was left. */
static bool take_all(struct arena *arena, struct str text, size_t max,
                     struct json_list *out)
{
    while (out->len < max) {
        str_cut(&text, str_span(text, STR_SPACE ",;"));
        struct json *value = text.len > 0 ? take_value(arena, &text) : NULL;
        if (!value)
            break;
        *vec_push(out, arena) = value;
    }
    return text.len == 0 || out->len >= max;
}

void json_parse_all(struct arena *arena, struct str text, size_t max,
                    struct json_list *out)
{
    max = max < MAX_VALUES ? max : MAX_VALUES;
    if (!is_too_deep(text) && take_all(arena, text, max, out))
        return;
    struct json_list mended = {0};
    struct str better = json_mend(arena, text);
    if (!is_too_deep(better))
        take_all(arena, better, max, &mended);
    if (mended.len >= out->len)
        *out = mended;
}

struct json *json_parse(struct arena *arena, struct str text)
{
    struct json_list values = {0};
    json_parse_all(arena, text, 1, &values);
    return values.len > 0 ? values.at[0] : NULL;
}

const struct json *json_get(const struct json *object, struct str key)
{
    if (!object || object->kind != JSON_IS_OBJECT)
        return NULL;
    for (const struct json *m = object->first; m; m = m->next)
        if (str_eq(m->key, key))
            return m;
    return NULL;
}

struct str json_text(const struct json *value)
{
    static const struct str KEYS[] = {STR("name"), STR("@value"), STR("url"),
                                      STR("@id")};
    for (int step = 0; value && step < OP_MAX_JSON_DEPTH; step++) {
        if (value->kind == JSON_IS_STRING)
            return value->text;
        if (value->kind == JSON_IS_ARRAY) {
            value = value->first;
            continue;
        }
        const struct json *member = NULL;
        for (size_t i = 0; !member && i < sizeof KEYS / sizeof *KEYS; i++)
            member = json_get(value, KEYS[i]);
        value = member;
    }
    return S("");
}
