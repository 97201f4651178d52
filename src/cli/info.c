/* SPDX-License-Identifier: MIT */
/* info.c - offprint info: what is inside an archive. */
#include "cli/commands.h"

#include "article/jsonld.h"
#include "base/box.h"
#include "cli/info.h"
#include "cli/info_library.h"
#include "cli/say.h"
#include "library/library.h"
#include "pack/reader.h"
#include <offprint/limits.h>
#include <stdio.h>
#include <string.h>

void info_print_clean(struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.at[i];
        putchar(c < 0x20 || c == 0x7F ? '?' : c);
    }
}

static struct str member(const struct json *object, const char *key)
{
    return json_text(json_get(object, str_of(key)));
}

static void print_field(const char *name, struct str value)
{
    if (!value.len)
        return;
    printf("   %-10s ", name);
    info_print_clean(value);
    putchar('\n');
}

static void print_list(const char *name, const struct json *list)
{
    const struct json *item = list ? list->first : NULL;
    if (!item)
        return;
    printf("   %-10s ", name);
    for (; item; item = item->next) {
        info_print_clean(item->text);
        fputs(item->next ? ", " : "\n", stdout);
    }
}

static size_t count(const struct json *list)
{
    size_t n = 0;
    for (const struct json *item = list ? list->first : NULL; item;
         item = item->next)
        n++;
    return n;
}

static void print_article(const struct json *article, size_t number)
{
    printf("\n%2zu ", number);
    info_print_clean(member(article, "title"));
    putchar('\n');
    print_list("by", json_get(article, S("authors")));
    print_field("published", member(article, "published"));
    print_field("site", member(article, "site_name"));
    print_field("url", member(article, "final_url"));
    const struct json *relations = json_get(article, S("related_to"));
    for (const struct json *r = relations ? relations->first : NULL; r;
         r = r->next)
        print_field("related", member(r, "reason"));
    struct str words = json_get(article, S("word_count"))
                           ? json_get(article, S("word_count"))->text
                           : S("0");
    size_t images = count(json_get(article, S("images")));
    printf("   %-10s %.*s words, %zu image%s\n", "size", STR_ARG(words), images,
           images == 1 ? "" : "s");
}

static void print_tally(const char *name, const struct json *tally)
{
    const struct json *got = json_get(tally, S("got"));
    const struct json *wanted = json_get(tally, S("wanted"));
    if (got && wanted)
        printf("   %-10s %.*s of %.*s\n", name, STR_ARG(got->text),
               STR_ARG(wanted->text));
}

static void print_verdict(const struct json *verdict)
{
    const struct json *complete = json_get(verdict, S("complete"));
    bool is_complete = complete && str_eq(complete->text, S("true"));
    printf("\n   %s\n", is_complete ? "Complete." : "Not complete.");
    print_tally("articles", json_get(verdict, S("articles")));
    print_tally("images", json_get(verdict, S("images")));
    const struct json *losses = json_get(verdict, S("losses"));
    for (const struct json *loss = losses ? losses->first : NULL; loss;
         loss = loss->next) {
        fputs("   missing    ", stdout);
        info_print_clean(member(loss, "url"));
        fputs(" (", stdout);
        info_print_clean(member(loss, "detail"));
        fputs(")\n", stdout);
    }
}

/* "version 3  2026-11-25: changed The title, disappeared Another" */
static void print_versions(const struct json *history)
{
    for (const struct json *v = history ? history->first : NULL; v;
         v = v->next) {
        const struct json *events = json_get(v, S("events"));
        const struct json *number = json_get(v, S("version"));
        printf("   version %-2.*s ", STR_ARG(number ? number->text : S("?")));
        info_print_clean(str_sub(member(v, "date"), 0, 10));
        for (const struct json *e = events ? events->first : NULL; e;
             e = e->next) {
            fputs(e == events->first ? ": " : ", ", stdout);
            info_print_clean(member(e, "change"));
            putchar(' ');
            info_print_clean(member(e, "title"));
        }
        putchar('\n');
    }
}

static void print_screen(const char *path, const struct json *metadata,
                         const struct signature *signature)
{
    printf("%s\n", path);
    print_field("captured", member(metadata, "created"));
    const struct json *tool = json_get(metadata, S("offprint"));
    print_field("offprint", member(tool, "version"));
    print_field("signed by", signature->domain.len
                                 ? signature->domain
                                 : str_of(signature->fingerprint));
    print_versions(json_get(metadata, S("history")));
    const struct json *articles = json_get(metadata, S("articles"));
    size_t number = 0;
    for (const struct json *a = articles ? articles->first : NULL; a;
         a = a->next)
        print_article(a, ++number);
    print_verdict(json_get(metadata, S("verdict")));
}

static enum op_status print_ours(struct arena *arena, const char *path,
                                 struct str json, struct op_error *err)
{
    struct signature signature;
    enum op_status status = reader_signature(arena, path, &signature, err);
    if (status == OP_OK)
        print_screen(path, json_parse(arena, json), &signature);
    return status;
}

static int info_one(struct arena *arena, const struct options *options,
                    const char *path)
{
    struct buf text;
    struct op_error err = {0};
    enum op_status status;
    buf_init(&text, OP_MAX_METADATA_BYTES);
    if (reader_is_of_others(path))
        status = info_captures(arena, path, options->json, &err);
    else
        status = reader_metadata(path, &text, &err);
    if (status == OP_OK && text.len && options->json)
        printf("%.*s\n", STR_ARG(str_trim(buf_str(&text))));
    else if (status == OP_OK && text.len)
        status = print_ours(arena, path, buf_str(&text), &err);
    buf_free(&text);
    return status == OP_OK ? 0 : say_failure(&err);
}

/* The catalogue of a library is ours, and opened to be written; the captures of
 * other programs go through a temporary store. */
static bool must_write(const struct options *options)
{
    for (size_t i = 0; i < options->operand_count; i++)
        if (library_is_at(options->operands[i]) ||
            reader_is_of_others(options->operands[i]))
            return true;
    return false;
}

int command_info(struct arena *arena, const struct options *options)
{
    struct op_error err;
    int exit_status = 0;
    if (!options->operand_count) {
        error_set(&err, OP_USAGE, OP_STAGE_OPTIONS, S(""),
                  "info needs an archive");
        return say_failure(&err);
    }
    if (options->sandbox && !must_write(options))
        box_enter(OP_MAX_PROCESS_MEMORY);
    for (size_t i = 0; i < options->operand_count; i++) {
        const char *path = options->operands[i];
        int one = library_is_at(path) ? info_library(arena, options, path)
                                      : info_one(arena, options, path);
        if (one && (!exit_status || one < exit_status))
            exit_status = one;
    }
    return exit_status;
}
