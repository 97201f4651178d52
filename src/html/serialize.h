/* SPDX-License-Identifier: MIT */
/* serialize.h - our tree to HTML or XHTML text. */
#ifndef HTML_SERIALIZE_H
#define HTML_SERIALIZE_H

#include "base/buf.h"
#include "html/dom.h"

enum serialize_form {
    AS_HTML,  /* HTML 13.3: void elements without slash, raw script text */
    AS_XHTML, /* well-formed XML: only the five entities, illegal characters
               * and names that are no XML names dropped, namespaces declared
               * on svg and math */
};

struct serialize_options {
    enum serialize_form form;
    /* Asked for every attribute before it is written; may be NULL. Returns the
     * value to write (at == NULL: leave the attribute out). `context` is
     * handed through. What it returns must live until the next call. */
    struct str (*rewrite)(void *context, const struct node *node,
                          const struct attr *attr);
    void *context;
};

/* Append `root` and all below it (of a document: its children), without
 * comments and doctype. An element whose name is no XML name leaves its
 * children in AS_XHTML; script text that would end its element too early is
 * left out. Fails only through out->failed. */
void html_serialize(const struct node *root,
                    const struct serialize_options *options, struct buf *out);

/* Append the children of `root` only. */
void html_serialize_inner(const struct node *root,
                          const struct serialize_options *options,
                          struct buf *out);

/* Append text or an attribute's value (in double quotes) escaped, for both
 * forms: & < > and, in attributes, ". Control characters (C0, C1) and
 * noncharacters are dropped. The one place where text of strangers enters
 * pages of ours. */
void html_escape(struct str text, struct buf *out);
void html_escape_attr(struct str value, struct buf *out);

#endif
