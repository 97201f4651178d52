/* SPDX-License-Identifier: MIT */
/* dom.h - our tree of a page: small nodes, interned names, no recursion.
 *
 * Nodes, attributes and texts live on one arena and die with it; nothing is
 * freed alone. All strings are valid UTF-8. Every walk is iterative (see
 * html/walk.h): a stranger's tree may be as deep as OP_MAX_DEPTH allows. */
#ifndef HTML_DOM_H
#define HTML_DOM_H

#include "base/arena.h"
#include "base/str.h"

/* Known element names, TAG_A ... TAG_XMP; the list is tags.def. */
enum html_tag {
    TAG_NONE = 0, /* no element */
    TAG_UNKNOWN,  /* an element with another name */
#define PARSED(id, name) TAG_##id,
#define OTHER(id, name)  TAG_##id,
#include "html/tags.def"
#undef PARSED
#undef OTHER
    TAG_COUNT
};

/* Known attribute names, ATTR_ALT ...; the list is attrs.def. */
enum html_attr {
    ATTR_UNKNOWN = 0,
#define ATTR(id, name) ATTR_##id,
#include "html/attrs.def"
#undef ATTR
    ATTR_COUNT
};

enum node_kind {
    NODE_DOCUMENT,
    NODE_ELEMENT,
    NODE_TEXT,
    NODE_COMMENT,
};

enum node_space {
    SPACE_HTML,
    SPACE_SVG,
    SPACE_MATHML,
};

struct attr {
    enum html_attr id;
    struct str name; /* as parsed: lower-case in HTML, adjusted in SVG */
    struct str value;
};

struct node {
    struct node *parent, *first, *last, *prev, *next;
    uint8_t kind;  /* enum node_kind */
    uint8_t space; /* enum node_space */
    uint16_t tag;  /* enum html_tag; TAG_NONE unless an element */
    uint32_t attr_count;
    struct attr *attrs;
    struct str text; /* of text and comments; an element's name */
    /* Place in document order at the time of parsing, and one past the last
     * descendant's: b is inside a when a->order < b->order < a->end. Changing
     * the tree does not renumber; tree_number does. */
    uint32_t order, end;
};

/* A parsed page. */
struct document {
    struct arena *arena;             /* where everything lives; borrowed */
    struct node *root;               /* NODE_DOCUMENT */
    struct node *html, *head, *body; /* never NULL after html_parse */
    uint32_t node_count;             /* orders run from 0 to here */
    bool has_doctype;
    struct str doctype_name, doctype_public, doctype_system;
    bool is_quirky;
};

/* --- names ------------------------------------------------------------- */

/* The id of a lower-case name, or TAG_UNKNOWN / ATTR_UNKNOWN. */
enum html_tag tag_lookup(struct str name);
enum html_attr attr_lookup(struct str name);

/* The name of a known id, a static string. */
struct str tag_name(enum html_tag tag);
struct str attr_name(enum html_attr attr);

/* --- reading ----------------------------------------------------------- */

static inline bool node_is(const struct node *node, enum html_tag tag)
{
    return node && node->tag == tag && node->space == SPACE_HTML;
}

/* The attribute's value, or an empty str with at == NULL when it is absent
 * (a present but empty one has at != NULL). */
struct str node_attr(const struct node *node, enum html_attr id);
struct str node_attr_named(const struct node *node, struct str name);
bool node_has_attr(const struct node *node, enum html_attr id);

/* Is `inner` below `outer` (or the same)? By order and end: parsed trees. */
static inline bool node_contains(const struct node *outer,
                                 const struct node *inner)
{
    return outer->order <= inner->order && inner->order < outer->end;
}

/* The nearest ancestor with that tag, not the node itself; or NULL. */
struct node *node_ancestor(const struct node *node, enum html_tag tag);

/* --- making and changing ----------------------------------------------- */

struct node *node_new_element(struct arena *arena, enum html_tag tag);
struct node *node_new_text(struct arena *arena, struct str text);

/* Set or add an attribute; the value is borrowed. */
void node_set_attr(struct arena *arena, struct node *node, enum html_attr id,
                   struct str value);
void node_drop_attr(struct node *node, enum html_attr id);

/* Put a detached node behind the last child, or before a sibling. */
void node_append(struct node *parent, struct node *child);
void node_insert_before(struct node *sibling, struct node *node);

/* Take a node, with all below it, out of its tree. */
void node_detach(struct node *node);

/* Take a node out and leave its children in its place. */
void node_unwrap(struct node *node);

/* Make another element of it; attributes and children stay. */
void node_rename(struct node *node, enum html_tag tag);

/* A copy of a node and all below it, detached, on `arena`; strings borrowed. */
struct node *node_clone(struct arena *arena, const struct node *node);

/* Give every node below root (and root) its order and end anew; returns how
 * many there are. */
uint32_t tree_number(struct node *root);

#endif
