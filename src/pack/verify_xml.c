/* SPDX-License-Identifier: MIT */
/* verify_xml.c - is it well-formed? */
#include "base/buf.h"
#include "feed/xml.h"
#include "pack/verify.h"
#include <offprint/limits.h>
#include <stdio.h>

/* What the parser tells. It is not to be jumped out of, so that the arena's
 * work is done when it is over. */
struct reading {
    struct buf hrefs; /* of a package document, a line each */
    bool is_package;
    size_t line; /* of the first fault */
    char fault[128];
};

static void on_open(void *context, struct str name, struct str space,
                    const struct xml_attrs *attrs)
{
    struct reading *r = context;
    (void)space;
    if (!r->is_package ||
        (!str_eq(name, S("item")) && !str_eq(name, S("link"))))
        return;
    xml_attr(attrs, S("href"), &r->hrefs);
    buf_putc(&r->hrefs, '\n');
}

static void on_close(void *context)
{
    (void)context;
}

static void on_text(void *context, struct str text)
{
    (void)context, (void)text;
}

static void on_fault(void *context, size_t line, bool is_slight,
                     const char *why)
{
    struct reading *r = context;
    (void)is_slight;
    if (r->fault[0])
        return;
    struct str words = str_trim(str_of(why));
    r->line = line;
    snprintf(r->fault, sizeof r->fault, "%.*s",
             STR_ARG(words.len ? words : S("not well-formed")));
}

static void parse(struct reading *r, struct str text)
{
    const struct xml_handler handler = {.context = r,
                                        .open = on_open,
                                        .close = on_close,
                                        .text = on_text,
                                        .fault = on_fault};
    struct op_error err;
    struct xml *xml = xml_open(&handler, &err);
    if (!xml) {
        on_fault(r, 0, false, err.text);
        return;
    }
    xml_put(xml, text);
    if (!xml_end(xml))
        on_fault(r, xml_line(xml), false, "the document does not end");
    xml_close(xml);
}

void verify_xml(struct verify *v, struct str name, struct str text)
{
    struct reading r = {.is_package = str_ends(name, S(".opf"))};
    buf_init(&r.hrefs, OP_MAX_PAGE_BYTES);
    parse(&r, text);
    struct str all = arena_dup(v->arena, buf_str(&r.hrefs)), href;
    buf_free(&r.hrefs);
    if (r.fault[0])
        verify_found(v, name, "line %zu is no well-formed XML: %s", r.line,
                     r.fault);
    while (all.len && str_split(&all, '\n', &href))
        if (href.len)
            verify_link(v, name, href);
}
