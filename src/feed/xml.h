/* SPDX-License-Identifier: MIT */
/* xml.h - XML as it comes, event by event; the door to libxml2.
 *
 * Nothing is fetched and no tree is built. Declarations of entities are passed
 * over: what refers to one is a fault, so none can grow. What is not
 * well-formed is told as a fault, and reading goes on where that is possible.
 * All slices are borrowed for the call; a handler must not jump away. */
#ifndef FEED_XML_H
#define FEED_XML_H

#include "base/buf.h"
#include "base/error.h"

/* The attributes of an element, as the parser has them. */
struct xml_attrs {
    const unsigned char **at; /* name, prefix, namespace, begin, end */
    int count;
};

struct xml_handler {
    void *context;
    /* An element begins: its local name and namespace (may be empty). */
    void (*open)(void *context, struct str name, struct str space,
                 const struct xml_attrs *attrs);
    void (*close)(void *context);
    void (*text)(void *context, struct str text);
    /* `is_slight`: of characters or references, not of the tags. */
    void (*fault)(void *context, size_t line, bool is_slight, const char *why);
};

struct xml;

/* A parser that tells `handler`, which is copied. NULL, with err set, without
 * memory or libxml2. */
struct xml *xml_open(const struct xml_handler *handler, struct op_error *err);

/* Parse some more. */
void xml_put(struct xml *xml, struct str bytes);

/* Parse what is left. False when the document was not complete. */
bool xml_end(struct xml *xml);

/* NULL is fine. */
void xml_close(struct xml *xml);

/* The line that the parser has come to. */
size_t xml_line(const struct xml *xml);

/* Append the value of the attribute of that name (with or without a
 * namespace), or nothing. */
void xml_attr(const struct xml_attrs *attrs, struct str name, struct buf *out);

#endif
