/* SPDX-License-Identifier: MIT */
/* template.c - names of archives as the user wants them. */
#include "cli/template.h"

#include "net/url.h"
#include "text/unicode.h"

#define HASH_DIGITS 8
#define MAX_BYTES   80 /* of what one field is filled with */

static bool is_known(struct str field)
{
    return str_has_word(S("title slug host date hash"), field);
}

/* Take the text up to the next field, and the field; false at the end. */
static bool next_piece(struct str *rest, struct str *text, struct str *field)
{
    if (rest->len == 0)
        return false;
    size_t open = str_find_byte(*rest, '{');
    *text = str_cut(rest, open == STR_NONE ? rest->len : open);
    size_t close = str_find_byte(*rest, '}');
    *field = S("");
    if (rest->len == 0)
        return true;
    str_cut(rest, 1);
    *field = str_cut(rest, close == STR_NONE ? rest->len : close - 1);
    str_cut(rest, 1);
    return true;
}

enum op_status template_check(const char *text, struct op_error *err)
{
    struct str rest = str_of(text), piece, field;
    bool has_field = false;
    while (next_piece(&rest, &piece, &field)) {
        if (field.len == 0 && rest.len == 0)
            break;
        if (!is_known(field))
            return error_set(err, OP_USAGE, OP_STAGE_OPTIONS, S(""),
                             "--output-template knows no {%.*s}",
                             STR_ARG(field));
        has_field = true;
    }
    size_t open = str_rfind_byte(str_of(text), '{');
    bool is_open =
        open != STR_NONE && !str_has_byte(str_from(str_of(text), open), '}');
    if (!has_field || is_open || str_starts(str_of(text), S("/")) ||
        str_find(str_of(text), S("..")) != STR_NONE)
        return error_set(err, OP_USAGE, OP_STAGE_OPTIONS, S(""),
                         "--output-template must be a relative path with a "
                         "field such as {slug}");
    return OP_OK;
}

static struct str host_of(struct arena *arena, const struct bundle *bundle)
{
    struct url url;
    struct str text =
        bundle->articles.len ? bundle->articles.at[0].final_url : S("");
    if (url_parse(arena, text, NULL, &url) != OP_OK)
        return S("");
    return text_slug(arena, url.host, MAX_BYTES);
}

static struct str date_of(const struct bundle *bundle)
{
    struct str date = bundle->articles.len
                          ? bundle->articles.at[0].article->published
                          : S("");
    return str_sub(date.len >= 10 ? date : bundle->created, 0, 10);
}

static struct str hash_of(struct arena *arena, const struct bundle *bundle)
{
    char hex[SHA256_HEX + 1];
    sha256_hex(sha256_of(bundle->seeds.len ? bundle->seeds.at[0] : S("")), hex);
    return arena_dup(arena, str_make(hex, HASH_DIGITS));
}

static struct str value_of(const struct bundle *bundle, struct str field,
                           struct str slug)
{
    if (str_eq(field, S("host")))
        return host_of(bundle->arena, bundle);
    if (str_eq(field, S("date")))
        return date_of(bundle);
    if (str_eq(field, S("hash")))
        return hash_of(bundle->arena, bundle);
    return slug;
}

struct str template_fill(const char *text, const struct bundle *bundle,
                         struct str slug)
{
    struct str rest = str_of(text), piece, field, all = S("");
    while (next_piece(&rest, &piece, &field)) {
        all = arena_join(bundle->arena, all, piece);
        if (field.len)
            all = arena_join(bundle->arena, all, value_of(bundle, field, slug));
    }
    return all;
}
