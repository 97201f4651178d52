/* SPDX-License-Identifier: MIT */
/* serialize.c - our tree to HTML or XHTML text.
 * Source: HTML 13.3 (serialising HTML fragments); XML 1.0; XML names 1.0. */
#include "html/serialize.h"

#include "html/walk.h"

struct writer {
    const struct serialize_options *options;
    struct buf *out;
};

static const struct str NAMESPACES[] = {
    [SPACE_HTML] = STR("http://www.w3.org/1999/xhtml"),
    [SPACE_SVG] = STR("http://www.w3.org/2000/svg"),
    [SPACE_MATHML] = STR("http://www.w3.org/1998/Math/MathML"),
};

static bool is_xml(const struct writer *writer)
{
    return writer->options->form == AS_XHTML;
}

/* --- names ------------------------------------------------------------- */

/* A name without a colon, of ASCII: more than pages have, less than XML. */
static bool is_xml_name(struct str name)
{
    if (!name.len || (!char_is_alpha(name.at[0]) && name.at[0] != '_'))
        return false;
    for (size_t i = 1; i < name.len; i++) {
        char c = name.at[i];
        if (!char_is_alpha(c) && !char_is_digit(c) && c != '-' && c != '_' &&
            c != '.')
            return false;
    }
    return true;
}

/* The prefixes xml and xlink are always bound; declarations are ours to make,
 * and names of other prefixes would be bound to nothing. */
static bool is_xml_attr(const struct node *node, struct str name)
{
    if (str_starts(name, S("xml:")))
        return is_xml_name(str_from(name, 4));
    if (str_starts(name, S("xlink:")) && node->space != SPACE_HTML)
        return is_xml_name(str_from(name, 6));
    return is_xml_name(name) && !str_eq(name, S("xmlns"));
}

/* Nothing ends a plaintext element: it would swallow what follows. */
static struct str name_of(const struct node *node)
{
    return node_is(node, TAG_PLAINTEXT) ? S("pre") : node->text;
}

static bool has_tags(const struct writer *writer, const struct node *node)
{
    return node->kind == NODE_ELEMENT &&
           (!is_xml(writer) || is_xml_name(node->text));
}

static bool is_void(const struct node *node)
{
    return node->kind == NODE_ELEMENT && node->space == SPACE_HTML &&
           tag_is_void(node->tag);
}

/* --- tags -------------------------------------------------------------- */

static bool is_repeated(const struct node *node, uint32_t index)
{
    for (uint32_t i = 0; i < index; i++)
        if (str_eq(node->attrs[i].name, node->attrs[index].name))
            return true;
    return false;
}

static void write_attr(struct writer *writer, const struct node *node,
                       uint32_t index)
{
    const struct attr *attr = &node->attrs[index];
    if (is_repeated(node, index) ||
        (is_xml(writer) && !is_xml_attr(node, attr->name)))
        return;
    struct str value = attr->value;
    if (writer->options->rewrite) {
        value = writer->options->rewrite(writer->options->context, node, attr);
        if (!value.at)
            return;
    }
    buf_putc(writer->out, ' ');
    buf_put(writer->out, attr->name);
    buf_puts(writer->out, "=\"");
    html_escape_attr(value, writer->out);
    buf_putc(writer->out, '"');
}

/* Where the tree changes from HTML to SVG or MathML, or back. */
static void write_namespace(struct writer *writer, const struct node *node)
{
    const struct node *parent = node->parent;
    bool is_inside = parent && parent->kind == NODE_ELEMENT;
    if (is_inside ? parent->space == node->space
                  : node->space == SPACE_HTML && !node_is(node, TAG_HTML))
        return;
    buf_puts(writer->out, " xmlns=\"");
    buf_put(writer->out, NAMESPACES[node->space]);
    buf_putc(writer->out, '"');
    if (node->space != SPACE_HTML)
        buf_puts(writer->out, " xmlns:xlink=\"http://www.w3.org/1999/xlink\"");
}

/* The parser drops a newline that follows such a tag at once. */
static bool eats_newline(const struct node *node)
{
    return node_is(node, TAG_PRE) || node_is(node, TAG_TEXTAREA) ||
           node_is(node, TAG_LISTING) || node_is(node, TAG_PLAINTEXT);
}

static void write_start_tag(struct writer *writer, const struct node *node)
{
    buf_putc(writer->out, '<');
    buf_put(writer->out, name_of(node));
    if (is_xml(writer))
        write_namespace(writer, node);
    for (uint32_t i = 0; i < node->attr_count; i++)
        write_attr(writer, node, i);
    if (is_xml(writer) && is_void(node))
        buf_putc(writer->out, '/');
    buf_putc(writer->out, '>');
    const struct node *first = node->first;
    if (!is_xml(writer) && eats_newline(node) && first &&
        first->kind == NODE_TEXT && str_starts(first->text, S("\n")))
        buf_putc(writer->out, '\n');
}

static void write_end_tag(struct writer *writer, const struct node *node)
{
    buf_puts(writer->out, "</");
    buf_put(writer->out, name_of(node));
    buf_putc(writer->out, '>');
}

/* --- text -------------------------------------------------------------- */

/* Elements whose text HTML does not escape. */
static bool is_raw(const struct node *node)
{
    return node && (node_is(node, TAG_SCRIPT) || node_is(node, TAG_STYLE) ||
                    node_is(node, TAG_XMP) || node_is(node, TAG_IFRAME) ||
                    node_is(node, TAG_NOEMBED) || node_is(node, TAG_NOFRAMES));
}

/* Would raw text end its element, or keep it from ending? */
static bool breaks_out(struct str text, struct str name)
{
    for (size_t at; (at = str_find(text, S("</"))) != STR_NONE;) {
        str_cut(&text, at + 2);
        if (str_istarts(text, name))
            return true;
    }
    return false;
}

/* A script that opens a comment and never closes it would not end either. */
static bool stays_in(struct str text, struct str name)
{
    struct str rest = text;
    for (size_t at; (at = str_find(rest, S("<!--"))) != STR_NONE;) {
        str_cut(&rest, at + 4);
        size_t end = str_find(rest, S("-->"));
        if (end == STR_NONE)
            return false;
        str_cut(&rest, end + 3);
    }
    return !breaks_out(text, name);
}

static void write_text(struct writer *writer, const struct node *node)
{
    if (is_xml(writer) || !is_raw(node->parent))
        html_escape(node->text, writer->out);
    else if (stays_in(node->text, node->parent->text))
        buf_put(writer->out, node->text);
}

/* --- the tree ---------------------------------------------------------- */

/* Returns whether to go on with the node's children. */
static bool enter(struct writer *writer, const struct node *node)
{
    if (node->kind == NODE_TEXT)
        write_text(writer, node);
    else if (has_tags(writer, node))
        write_start_tag(writer, node);
    return !is_void(node);
}

static void leave(struct writer *writer, const struct node *node)
{
    if (has_tags(writer, node) && !is_void(node))
        write_end_tag(writer, node);
}

void html_serialize(const struct node *root,
                    const struct serialize_options *options, struct buf *out)
{
    struct writer writer = {options, out};
    const struct node *node = root;
    while (!out->failed) {
        if (enter(&writer, node) && node->first) {
            node = node->first;
            continue;
        }
        leave(&writer, node);
        while (node != root && !node->next) {
            node = node->parent;
            leave(&writer, node);
        }
        if (node == root)
            return;
        node = node->next;
    }
}

void html_serialize_inner(const struct node *root,
                          const struct serialize_options *options,
                          struct buf *out)
{
    for (const struct node *n = root->first; n && !out->failed; n = n->next)
        html_serialize(n, options, out);
}
