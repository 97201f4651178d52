/* SPDX-License-Identifier: MIT */
/* parse.c - HTML bytes to our tree; the one door to gumbo. */
#include "html/parse.h"

#include "html/assertion.h"
#include "html/prescan.h"
#include "html/walk.h"
#include "text/unicode.h"
#include <gumbo.h>
#include <offprint/limits.h>
#include <string.h>

static const uint16_t TAGS[GUMBO_TAG_LAST] = {
#define PARSED(id, name) [GUMBO_TAG_##id] = TAG_##id,
#define OTHER(id, name)
#include "html/tags.def"
#undef PARSED
#undef OTHER
};

static void *gumbo_alloc(void *arena, size_t size)
{
    return arena_alloc(arena, size);
}

/* gumbo frees nothing itself: dropping its arena does, without recursion. It
 * is a good place to look at the clock, for states that never allocate. */
static void gumbo_free(void *userdata, void *block)
{
    struct arena *arena = userdata;
    (void)block;
    if ((++arena->ticks & 255) == 0)
        arena_check(arena);
}

static void set_context(GumboOptions *options, struct str context)
{
    options->fragment_namespace = GUMBO_NAMESPACE_HTML;
    if (str_starts(context, S("svg ")))
        options->fragment_namespace = GUMBO_NAMESPACE_SVG;
    if (str_starts(context, S("math ")))
        options->fragment_namespace = GUMBO_NAMESPACE_MATHML;
    size_t blank = str_find_byte(context, ' ');
    struct str name =
        blank == STR_NONE ? context : str_from(context, blank + 1);
    options->fragment_context = gumbo_tagn_enum(name.at, (unsigned)name.len);
}

/* --- copying ----------------------------------------------------------- */

struct copying {
    struct arena *arena; /* of the copies */
    const struct standins *standins;
};

/* A text of gumbo's: what stands for another is that. */
static struct str copy_text(const struct copying *c, const char *text)
{
    return standins_resolve(c->standins, c->arena, str_of(text));
}

static struct str dup_name(struct arena *arena, const char *name)
{
    return arena_dup(arena, str_of(name));
}

static uint8_t space_of(GumboNamespaceEnum space)
{
    return space == GUMBO_NAMESPACE_SVG      ? SPACE_SVG
           : space == GUMBO_NAMESPACE_MATHML ? SPACE_MATHML
                                             : SPACE_HTML;
}

static struct attr copy_attr(const struct copying *c,
                             const GumboAttribute *from)
{
    struct arena *arena = c->arena;
    struct str name = str_of(from->name);
    struct attr to = {.id = attr_lookup(name)};
    to.name = to.id ? attr_name(to.id) : arena_dup(arena, name);
    if (from->attr_namespace == GUMBO_ATTR_NAMESPACE_XLINK)
        to.name = arena_join(arena, S("xlink:"), name);
    else if (from->attr_namespace == GUMBO_ATTR_NAMESPACE_XML)
        to.name = arena_join(arena, S("xml:"), name);
    else if (from->attr_namespace == GUMBO_ATTR_NAMESPACE_XMLNS &&
             !str_eq(name, S("xmlns")))
        to.name = arena_join(arena, S("xmlns:"), name);
    if (from->attr_namespace != GUMBO_ATTR_NAMESPACE_NONE)
        to.id = ATTR_UNKNOWN;
    to.value = copy_text(c, from->value);
    return to;
}

/* The name of an element that gumbo does not know, from the source text. */
static struct str unknown_name(struct arena *arena, const GumboElement *from)
{
    GumboStringPiece piece = from->original_tag;
    gumbo_tag_from_original_text(&piece);
    if (from->tag_namespace == GUMBO_NAMESPACE_SVG) {
        const char *adjusted = gumbo_normalize_svg_tagname(&piece);
        if (adjusted)
            return dup_name(arena, adjusted);
    }
    return arena_lower(arena, str_make(piece.data, piece.length));
}

static void copy_element(const struct copying *c, const GumboElement *from,
                         struct node *to)
{
    struct arena *arena = c->arena;
    to->kind = NODE_ELEMENT;
    to->space = space_of(from->tag_namespace);
    to->tag = TAGS[from->tag];
    to->text = to->tag ? tag_name(to->tag) : unknown_name(arena, from);
    if (!to->tag)
        to->tag = (uint16_t)tag_lookup(to->text);
    if (to->tag == TAG_FOREIGNOBJECT && to->space == SPACE_SVG)
        to->text = S("foreignObject");
    uint32_t count = from->attributes.length;
    if (count > OP_MAX_ATTRIBUTES)
        count = OP_MAX_ATTRIBUTES;
    if (count)
        to->attrs = arena_array(arena, struct attr, count);
    to->attr_count = count;
    for (uint32_t i = 0; i < count; i++)
        to->attrs[i] = copy_attr(c, from->attributes.data[i]);
}

static const GumboVector *children_of(const GumboNode *node)
{
    if (node->type == GUMBO_NODE_DOCUMENT)
        return &node->v.document.children;
    if (node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE)
        return &node->v.element.children;
    return &kGumboEmptyVector;
}

static struct node *copy_node(const struct copying *c, const GumboNode *from)
{
    struct node *to = arena_new(c->arena, struct node);
    switch (from->type) {
    case GUMBO_NODE_DOCUMENT:
        to->kind = NODE_DOCUMENT;
        break;
    case GUMBO_NODE_ELEMENT:
    case GUMBO_NODE_TEMPLATE:
        copy_element(c, &from->v.element, to);
        break;
    case GUMBO_NODE_COMMENT:
        to->kind = NODE_COMMENT;
        to->text = copy_text(c, from->v.text.text);
        break;
    default:
        to->kind = NODE_TEXT;
        to->text = copy_text(c, from->v.text.text);
        break;
    }
    return to;
}

/* The children to copy. What an element beyond the depth holds comes to stand
 * behind it: a script's text must not. */
static const GumboVector *copied_children(const GumboNode *node, size_t depth)
{
    if (depth > OP_MAX_DEPTH && node->type == GUMBO_NODE_ELEMENT &&
        tag_is_hidden(TAGS[node->v.element.tag]))
        return &kGumboEmptyVector;
    return children_of(node);
}

/* Copy the whole tree, numbering on the way. Below OP_MAX_DEPTH a child is
 * appended to the deepest allowed ancestor instead of to its parent. */
static struct node *copy_tree(const struct copying *c, const GumboNode *root,
                              uint32_t *count)
{
    struct node *top = copy_node(c, root), *into = top;
    const GumboNode *from = root;
    size_t depth = 0;
    *count = 1;
    for (;;) {
        const GumboVector *children = copied_children(from, depth);
        if (children->length > 0) {
            from = children->data[0];
            depth++;
        } else {
            for (;;) {
                if (from == root) {
                    top->end = *count;
                    return top;
                }
                if (depth <= OP_MAX_DEPTH)
                    into->end = *count;
                const GumboVector *row = children_of(from->parent);
                if (from->index_within_parent + 1 < row->length) {
                    from = row->data[from->index_within_parent + 1];
                    if (depth <= OP_MAX_DEPTH)
                        into = into->parent;
                    break;
                }
                from = from->parent;
                if (depth-- <= OP_MAX_DEPTH)
                    into = into->parent;
            }
        }
        struct node *node = copy_node(c, from);
        node->order = (*count)++;
        node->end = *count;
        node_append(into, node);
        if (depth <= OP_MAX_DEPTH)
            into = node;
    }
}

static void find_parts(struct document *doc)
{
    doc->html = walk_find(doc->root, TAG_HTML);
    if (!doc->html)
        doc->html = doc->root;
    for (struct node *n = doc->html->first; n; n = n->next) {
        if (node_is(n, TAG_HEAD) && !doc->head)
            doc->head = n;
        else if ((node_is(n, TAG_BODY) || node_is(n, TAG_FRAMESET)) &&
                 !doc->body)
            doc->body = n;
    }
    if (!doc->head)
        doc->head = doc->html;
    if (!doc->body)
        doc->body = doc->html;
}

static struct document *copy_document(const struct copying *c,
                                      const GumboOutput *output)
{
    struct arena *arena = c->arena;
    const GumboDocument *from = &output->document->v.document;
    struct document *doc = arena_new(arena, struct document);
    doc->arena = arena;
    doc->root = copy_tree(c, output->document, &doc->node_count);
    doc->has_doctype = from->has_doctype;
    doc->is_quirky = from->doc_type_quirks_mode == GUMBO_DOCTYPE_QUIRKS;
    if (from->has_doctype) {
        doc->doctype_name = dup_name(arena, from->name);
        doc->doctype_public = dup_name(arena, from->public_identifier);
        doc->doctype_system = dup_name(arena, from->system_identifier);
    }
    find_parts(doc);
    return doc;
}

/* --- mending ----------------------------------------------------------- */

static void repair_texts(struct document *doc)
{
    for (struct node *n = doc->root; n; n = walk_next(n, doc->root)) {
        n->text = utf8_repair(doc->arena, n->text);
        for (uint32_t i = 0; i < n->attr_count; i++)
            n->attrs[i].value = utf8_repair(doc->arena, n->attrs[i].value);
    }
}

/* --- public ------------------------------------------------------------ */

static enum op_status parse_failed(const struct arena *scratch, size_t max,
                                   struct op_error *err)
{
    if (scratch->failure == OP_NO_MEMORY)
        return error_set(err, OP_NO_MEMORY, OP_STAGE_PARSE, S(""),
                         "out of memory while parsing");
    if (assertion_failed())
        return error_set(err, OP_TOO_COMPLEX, OP_STAGE_PARSE, S(""),
                         "too complex: the parser is at odds with itself");
    if (scratch->is_late)
        return error_set(err, OP_TOO_COMPLEX, OP_STAGE_PARSE, S(""),
                         "too complex: the parser's time ran out");
    return error_set(err, OP_TOO_COMPLEX, OP_STAGE_PARSE, S(""),
                     "too complex: the parser needs more than %zu MB",
                     max >> 20);
}

/* Everything on the scratch arena, whose escape is set. */
static const GumboOutput *run_gumbo(struct arena *scratch, struct str html,
                                    const struct parse_options *options,
                                    struct standins *standins)
{
    GumboOptions gumbo = kGumboDefaultOptions;
    gumbo.allocator = gumbo_alloc;
    gumbo.deallocator = gumbo_free;
    gumbo.userdata = scratch;
    gumbo.max_errors = 0;
    if (options->context.len)
        set_context(&gumbo, options->context);
    else if (!options->keeps_all)
        html = html_prescan(scratch, html, standins);
    assertion_escapes(scratch);
    const GumboOutput *output =
        gumbo_parse_with_options(&gumbo, html.at ? html.at : "", html.len);
    assertion_escapes(NULL);
    return output;
}

static size_t memory_for(size_t len)
{
    const size_t most = OP_MAX_PARSE_MEMORY, least = OP_PARSE_MEMORY;
    if (len > (most - least) / OP_PARSE_MEMORY_PER_BYTE)
        return most;
    return least + len * OP_PARSE_MEMORY_PER_BYTE;
}

static int timeout_for(size_t len)
{
    size_t megabytes = len >> 20;
    if (megabytes > 1000) /* more than there is memory for */
        megabytes = 1000;
    return OP_PARSE_TIMEOUT_MS + OP_PARSE_TIMEOUT_PER_MB_MS * (int)megabytes;
}

enum op_status html_parse(struct arena *arena, struct str html,
                          const struct parse_options *options,
                          struct document **doc, struct op_error *err)
{
    const struct parse_options wanted =
        options ? *options : (struct parse_options){0};
    size_t max = wanted.max_memory ? wanted.max_memory : memory_for(html.len);
    int timeout = wanted.timeout_ms ? wanted.timeout_ms : timeout_for(html.len);

    struct arena scratch;
    arena_init(&scratch, max);
    arena_set_deadline(&scratch, timeout);
    jmp_buf out_of_budget, out_of_arena, *const outer = arena->escape;
    scratch.escape = &out_of_budget;
    if (setjmp(out_of_budget)) {
        assertion_escapes(NULL);
        enum op_status status = parse_failed(&scratch, max, err);
        arena_free(&scratch);
        return status;
    }
    struct standins standins = {.is_closed = true}; /* until a prescan */
    const GumboOutput *output = run_gumbo(&scratch, html, &wanted, &standins);

    /* The page's arena may give up during the copy: free ours, then go on to
     * whoever owns that arena. */
    arena->escape = &out_of_arena;
    if (setjmp(out_of_arena)) {
        arena->escape = outer;
        arena_free(&scratch);
        return error_set(err, arena->failure, OP_STAGE_PARSE, S(""),
                         "too complex: the page needs too much memory");
    }
    *doc = copy_document(&(struct copying){arena, &standins}, output);
    if (standins.is_closed && html_largest_reference(html) > 0x10FFFF)
        repair_texts(*doc);
    arena->escape = outer;
    arena_free(&scratch);
    return OP_OK;
}
