/* SPDX-License-Identifier: MIT */
/* parse.h - HTML bytes to our tree, by gumbo under a budget.
 *
 * gumbo runs on an arena of its own with a byte cap and a deadline, is left by
 * a jump when either is reached, and its tree is copied into ours and dropped.
 * Deeper than OP_MAX_DEPTH there are no elements: what they hold stands in
 * paragraphs at that depth (see prescan.h), or beside those that the parser put
 * in itself; attributes beyond OP_MAX_ATTRIBUTES are dropped. */
#ifndef HTML_PARSE_H
#define HTML_PARSE_H

#include "base/error.h"
#include "html/dom.h"

struct parse_options {
    size_t max_memory;  /* of gumbo; 0: by size, see OP_PARSE_MEMORY */
    int timeout_ms;     /* of gumbo's CPU; 0: so, see OP_PARSE_TIMEOUT_MS */
    struct str context; /* parse as a fragment inside this element, such as
                         * "div" or "svg path"; empty: a whole document */
    bool keeps_all;     /* what prescan.h leaves out of documents, too */
};

/* Parse a page.
 *
 * arena   where the tree will live; its own escape applies to the copy.
 * html    UTF-8 (see text/decode.h); borrowed for the call only.
 * options NULL for the defaults.
 * doc     out: head and body are there whatever the page holds.
 * Fails with OP_TOO_COMPLEX or OP_NO_MEMORY. Source: HTML 13.2. */
OP_MUST_CHECK enum op_status html_parse(struct arena *arena, struct str html,
                                        const struct parse_options *options,
                                        struct document **doc,
                                        struct op_error *err);

#endif
