/* SPDX-License-Identifier: MIT */
/* error.c - names, exit statuses and sentences of failures. */
#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const struct {
    const char *name;
    int exit_status;
} STATUSES[OP_STATUS_COUNT] = {
    [OP_OK] = {"ok", 0},
    [OP_USAGE] = {"usage", 2},
    [OP_BAD_URL] = {"bad-url", 2},
    [OP_NO_MEMORY] = {"no-memory", 1},
    [OP_IO] = {"io", 3},
    [OP_EXISTS] = {"exists", 3},
    [OP_INTERRUPTED] = {"interrupted", 1},
    [OP_DNS] = {"dns", 4},
    [OP_CONNECT] = {"connect", 4},
    [OP_TIMEOUT] = {"timeout", 4},
    [OP_RESET] = {"reset", 4},
    [OP_TLS] = {"tls", 5},
    [OP_PRIVATE_ADDRESS] = {"private-address", 4},
    [OP_BAD_RESPONSE] = {"bad-response", 7},
    [OP_TRUNCATED] = {"truncated", 7},
    [OP_BAD_ENCODING] = {"bad-encoding", 7},
    [OP_REDIRECT] = {"redirect", 7},
    [OP_UNAUTHORISED] = {"unauthorised", 6},
    [OP_HTTP_STATUS] = {"http-status", 8},
    [OP_ROBOTS] = {"robots", 8},
    [OP_BLOCKED] = {"blocked", 11},
    [OP_TOO_LARGE] = {"too-large", 7},
    [OP_TOO_COMPLEX] = {"too-complex", 1},
    [OP_NOT_HTML] = {"not-html", 10},
    [OP_NO_ARTICLE] = {"no-article", 10},
    [OP_NOT_IMAGE] = {"not-image", 1},
    [OP_CORRUPT] = {"corrupt", 12},
    [OP_LIMIT] = {"limit", 13},
};

static const char *const STAGES[OP_STAGE_COUNT] = {
    [OP_STAGE_NONE] = "none",       [OP_STAGE_OPTIONS] = "options",
    [OP_STAGE_URL] = "url",         [OP_STAGE_GUARD] = "guard",
    [OP_STAGE_ROBOTS] = "robots",   [OP_STAGE_FETCH] = "fetch",
    [OP_STAGE_DECODE] = "decode",   [OP_STAGE_PARSE] = "parse",
    [OP_STAGE_EXTRACT] = "extract", [OP_STAGE_PACK] = "pack",
    [OP_STAGE_READ] = "read",       [OP_STAGE_VERIFY] = "verify",
};

const char *op_status_name(enum op_status status)
{
    unsigned i = (unsigned)status;
    return i < OP_STATUS_COUNT ? STATUSES[i].name : "unknown";
}

const char *op_stage_name(enum op_stage stage)
{
    unsigned i = (unsigned)stage;
    return i < OP_STAGE_COUNT ? STAGES[i] : "unknown";
}

int op_status_exit(enum op_status status)
{
    unsigned i = (unsigned)status;
    return i < OP_STATUS_COUNT ? STATUSES[i].exit_status : 1;
}

/* Drop a UTF-8 sequence that was cut in its middle; hide control bytes. */
static void tidy(char *text)
{
    size_t len = strlen(text), back = len;
    while (back > 0 && len - back < 4 && (text[back - 1] & 0xC0) == 0x80)
        back--;
    if (back > 0 && (text[back - 1] & 0xC0) == 0xC0) {
        unsigned char lead = (unsigned char)text[back - 1];
        size_t want = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
        if (len - back + 1 < want)
            text[back - 1] = '\0';
    }
    for (char *p = text; *p; p++)
        if ((unsigned char)*p < 0x20 || *p == 0x7F)
            *p = '?';
}

enum op_status error_set(struct op_error *err, enum op_status status,
                         enum op_stage stage, struct str url,
                         const char *format, ...)
{
    if (!err)
        return status;
    err->status = status;
    err->stage = stage;
    snprintf(err->url, sizeof err->url, "%.*s", STR_ARG(url));
    va_list args;
    va_start(args, format);
    vsnprintf(err->text, sizeof err->text, format, args);
    va_end(args);
    tidy(err->url);
    tidy(err->text);
    return status;
}

void error_about(struct op_error *err, struct str url)
{
    if (!err || err->url[0])
        return;
    snprintf(err->url, sizeof err->url, "%.*s", STR_ARG(url));
    tidy(err->url);
}

void error_sentence(const struct op_error *err, char *out, size_t size)
{
    const char *between = err->url[0] ? ": " : "";
    snprintf(out, size, "%s%s%s: %s", err->url, between,
             op_stage_name(err->stage), err->text);
}
