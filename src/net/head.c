/* SPDX-License-Identifier: MIT */
/* head.c - the head of an answer, taken line by line as it comes. */
#include "net/head.h"

#include "net/response.h"
#include <offprint/limits.h>

void head_init(struct head *head, struct buf *bytes)
{
    *head = (struct head){.bytes = bytes};
}

static bool refuse(struct head *head, enum op_status failure, const char *why)
{
    head->failure = failure;
    head->why = why;
    return false;
}

/* "HTTP/1.1 200 OK": the number after the first space; 0 when there is none. */
static int status_of(struct str line)
{
    struct str version, word;
    uint64_t number;
    bool has_number = str_word(&line, &version) && str_word(&line, &word) &&
                      str_to_u64(word, &number) && number < 1000;
    return has_number ? (int)number : 0;
}

static void begin(struct head *head, struct str line)
{
    buf_clear(head->bytes);
    head->status = status_of(line);
    head->has_length = head->has_transfer_coding = head->is_whole = false;
}

static bool take_length(struct head *head, struct str value)
{
    uint64_t length;
    if (!str_to_u64(value, &length))
        return refuse(head, OP_BAD_RESPONSE, "Content-Length is no number");
    if (head->has_length && length != head->length)
        return refuse(head, OP_BAD_RESPONSE, "two different Content-Lengths");
    head->has_length = true;
    head->length = length;
    return true;
}

static bool take_header(struct head *head, struct str line)
{
    size_t colon = str_find_byte(line, ':');
    if (colon == STR_NONE)
        return true;
    struct str name = str_sub(line, 0, colon);
    struct str value = str_trim(str_from(line, colon + 1));
    if (str_ieq(name, S("Content-Length")))
        return take_length(head, value);
    if (str_ieq(name, S("Transfer-Encoding")))
        head->has_transfer_coding = true;
    return true;
}

bool head_line(struct head *head, struct str line)
{
    head->total += line.len;
    if (head->total > OP_MAX_HEADER_BYTES || ++head->count > OP_MAX_HEADERS)
        return refuse(head, OP_BAD_RESPONSE, "response headers too large");
    bool is_interim = head->status >= 100 && head->status < 200;
    if (head->is_whole && !is_interim)
        return true;
    if (str_starts(line, S("HTTP/")) && (!head->status || head->is_whole))
        begin(head, line);
    buf_put(head->bytes, line);
    if (head->bytes->failed)
        return refuse(head, OP_NO_MEMORY, "out of memory");
    if (str_trim(line).len == 0)
        head->is_whole = head->status != 0;
    return take_header(head, line);
}
