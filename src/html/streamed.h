/* SPDX-License-Identifier: MIT */
/* streamed.h - put together a page that was sent in pieces.
 *
 * React sends what takes long behind the rest of the page, as hidden pieces
 * <div hidden id="S:1">, and a script puts each where <template id="B:1"> or
 * "P:1" keeps its place. Readers without scripts would find those pieces
 * hidden, and behind the footer. */
#ifndef HTML_STREAMED_H
#define HTML_STREAMED_H

#include "html/dom.h"

/* Do what that script does, and number the tree anew; a page without pieces
 * stays as it is. A piece whose place is missing, within itself or too deep
 * stays where it stands, hidden. What is shown until a piece arrives is kept:
 * the comment that ends it was left out by prescan.h. Uses the document's
 * arena. Linear. Source: React 18 and 19, "$RC" and "$RS" of
 * ReactDOMFizzInstructionSet. */
void streamed_join(struct document *doc);

#endif
