/* SPDX-License-Identifier: MIT */
/* say.c - what goes to standard error. */
#include "cli/say.h"

#include "base/json.h"
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const char *const LEVELS[] = {"error", "warning", "info", "detail"};

struct speaker say_setup(const struct options *options)
{
    return (struct speaker){
        .is_json = options->log_format == 1,
        .level = options->verbose ? SAY_DETAIL
                 : options->quiet ? SAY_ERROR
                                  : SAY_INFO,
    };
}

/* What is said when there is no memory for anything else. */
static const char *last_words(const struct speaker *speaker)
{
    return speaker->is_json ? "{\"level\":\"error\",\"status\":\"no-memory\","
                              "\"message\":\"out of memory\"}\n"
                            : "offprint: out of memory\n";
}

/* One write a line, so that lines of several processes do not mix. */
static void put_line(struct speaker *speaker, struct buf *line)
{
    for (size_t i = 0; i < line->len; i++) {
        unsigned char c = (unsigned char)line->at[i];
        if (c < 0x20 || c == 0x7F)
            line->at[i] = '?';
    }
    buf_putc(line, '\n');
    if (speaker->line_is_dirty)
        fputs("\r\033[K", stderr);
    speaker->line_is_dirty = false;
    if (line->failed == OP_NO_MEMORY)
        fputs(last_words(speaker), stderr);
    else if (line->at)
        fwrite(line->at, 1, line->len, stderr);
    buf_free(line);
}

static void put_json(struct buf *line, enum say_level level, const char *stage,
                     const char *status, struct str url, const char *text)
{
    struct json_writer w = {.out = line};
    json_open(&w, '{');
    json_key_str(&w, "level", str_of(LEVELS[level]));
    if (stage)
        json_key_str(&w, "stage", str_of(stage));
    if (status)
        json_key_str(&w, "status", str_of(status));
    if (url.len)
        json_key_str(&w, "url", url);
    json_key_str(&w, "message", str_of(text));
    json_close(&w, '}');
}

void say(struct speaker *speaker, enum say_level level, struct str url,
         const char *format, ...)
{
    if (level > speaker->level)
        return;
    char text[1024];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    struct buf line;
    buf_init(&line, 1u << 16);
    if (speaker->is_json) {
        put_json(&line, level, NULL, NULL, url, text);
    } else {
        if (level <= SAY_WARNING)
            buf_puts(&line, "offprint: ");
        if (url.len)
            buf_printf(&line, "%.*s: ", STR_ARG(url));
        buf_printf(&line, "%s", text);
    }
    put_line(speaker, &line);
}

void say_error(struct speaker *speaker, enum say_level level,
               const struct op_error *err)
{
    if (level > speaker->level)
        return;
    struct buf line;
    buf_init(&line, 1u << 16);
    if (speaker->is_json) {
        put_json(&line, level, op_stage_name(err->stage),
                 op_status_name(err->status), str_of(err->url), err->text);
    } else {
        buf_printf(&line, "offprint: %s%s", err->url, err->url[0] ? ": " : "");
        if (err->stage > OP_STAGE_OPTIONS)
            buf_printf(&line, "%s: ", op_stage_name(err->stage));
        buf_printf(&line, "%s", err->text);
    }
    put_line(speaker, &line);
}

void say_hint(struct speaker *speaker, const struct op_error *err)
{
    if (err->status != OP_BLOCKED || speaker->has_hinted)
        return;
    speaker->has_hinted = true;
    say(speaker, SAY_INFO, S(""),
        "What lets a browser in may help: its cookies (--cookie FILE), or the "
        "page as it saved it (offprint get FILE --url URL).");
}

int say_failure(const struct op_error *err)
{
    struct speaker speaker = {.level = SAY_INFO};
    say_error(&speaker, SAY_ERROR, err);
    if (err->status == OP_USAGE)
        fputs("Try 'offprint --help'.\n", stderr);
    return op_status_exit(err->status);
}

struct str say_bytes(struct arena *arena, uint64_t bytes)
{
    static const char *const units[] = {"bytes", "kB", "MB", "GB", "TB"};
    size_t unit = 0;
    uint64_t tenths = bytes * 10;
    while (tenths >= 10000 && unit < 4) {
        tenths /= 1000;
        unit++;
    }
    if (unit == 0 || tenths >= 1000)
        return arena_printf(arena, "%llu %s", (unsigned long long)(tenths / 10),
                            units[unit]);
    return arena_printf(arena, "%llu.%llu %s",
                        (unsigned long long)(tenths / 10),
                        (unsigned long long)(tenths % 10), units[unit]);
}
