/* SPDX-License-Identifier: MIT */
/* conform.h - make a body keep the content models of HTML.
 *
 * Parsers forgive a <p> inside an <em> or a <ul>; readers of books and a second
 * parser do not, or read it as something else. Nothing of the text is lost: a
 * block among words becomes a <span class="op-block">, what stands loose in a
 * list becomes an item, a broken definition list becomes plain blocks, a time
 * that no machine can read is a time in words only. Source: HTML 3.2.5 (content
 * models), 4.4 to 4.9; MathML Core 2. */
#ifndef PACK_CONFORM_H
#define PACK_CONFORM_H

#include "html/dom.h"

/* Change the tree below `body`, whose own place allows blocks. Linear. */
void conform_body(struct arena *arena, struct node *body);

/* A web address made a URI of RFC 3986 by percent-encoding what that does not
 * allow; the same address when it is one; empty when its host can be none. */
struct str conform_uri(struct arena *arena, struct str url);

#endif
