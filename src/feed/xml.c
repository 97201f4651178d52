/* SPDX-License-Identifier: MIT */
/* xml.c - XML as it comes, by libxml2's push parser. */
#include "feed/xml.h"

#include "base/late.h"
#include "base/memory.h"
#include <libxml/parser.h>

#define LIBXML(X)                                                              \
    X(xml, CreatePushParserCtxt)                                               \
    X(xml, CtxtUseOptions)                                                     \
    X(xml, FreeDoc)                                                            \
    X(xml, FreeParserCtxt)                                                     \
    X(xml, ParseChunk)                                                         \
    X(xml, SAX2GetLineNumber)

static struct {
    LIBXML(LATE_CALL)
} libxml;

static struct late late = {"libxml2.so.2", LIBXML(LATE_NAME), &libxml, 0};

/* libxml2 counts in int; more at once is no faster. */
#define STEP (1u << 20)

/* An attribute's parts in libxml2's flat list. */
enum { NAME, PREFIX, SPACE, BEGIN, END, PARTS };

struct xml {
    struct xml_handler handler;
    xmlParserCtxtPtr parser;
};

static struct str text_of(const xmlChar *text)
{
    return str_of((const char *)text);
}

static void on_open(void *context, const xmlChar *name, const xmlChar *prefix,
                    const xmlChar *space, int space_count,
                    const xmlChar **spaces, int attr_count, int default_count,
                    const xmlChar **attrs)
{
    const struct xml *xml = context;
    struct xml_attrs list = {attrs, attr_count};
    (void)prefix, (void)space_count, (void)spaces, (void)default_count;
    xml->handler.open(xml->handler.context, text_of(name), text_of(space),
                      &list);
}

static void on_close(void *context, const xmlChar *name, const xmlChar *prefix,
                     const xmlChar *space)
{
    const struct xml *xml = context;
    (void)name, (void)prefix, (void)space;
    xml->handler.close(xml->handler.context);
}

static void on_text(void *context, const xmlChar *text, int len)
{
    const struct xml *xml = context;
    xml->handler.text(xml->handler.context,
                      str_make((const char *)text, (size_t)len));
}

static bool is_slight(int code)
{
    switch (code) {
    case XML_ERR_INVALID_CHAR:
    case XML_ERR_INVALID_CHARREF:
    case XML_ERR_INVALID_DEC_CHARREF:
    case XML_ERR_INVALID_HEX_CHARREF:
    case XML_ERR_INVALID_ENCODING:
    case XML_ERR_UNDECLARED_ENTITY:
    case XML_WAR_UNDECLARED_ENTITY:
    case XML_ERR_ENTITYREF_SEMICOL_MISSING:
    case XML_ERR_NAME_REQUIRED:
        return true;
    default:
        return false;
    }
}

static void on_error(void *context, xmlErrorPtr error)
{
    const struct xml *xml = context;
    if (error->level < XML_ERR_ERROR || error->domain == XML_FROM_NAMESPACE)
        return;
    xml->handler.fault(xml->handler.context,
                       error->line > 0 ? (size_t)error->line : 0,
                       is_slight(error->code), error->message);
}

static struct xml *no_memory(struct op_error *err)
{
    error_set(err, OP_NO_MEMORY, OP_STAGE_READ, S(""), "no memory to read XML");
    return NULL;
}

struct xml *xml_open(const struct xml_handler *handler, struct op_error *err)
{
    if (late_load(&late, err) != OP_OK)
        return NULL;
    struct xml *xml = memory_alloc(sizeof *xml);
    if (!xml)
        return no_memory(err);
    /* Without entityDecl and getEntity there are no entities but XML's own. */
    xmlSAXHandler sax = {
        .initialized = XML_SAX2_MAGIC,
        .startElementNs = on_open,
        .endElementNs = on_close,
        .characters = on_text,
        .ignorableWhitespace = on_text,
        .serror = on_error,
    };
    *xml = (struct xml){.handler = *handler};
    xml->parser = libxml.CreatePushParserCtxt(&sax, xml, NULL, 0, NULL);
    if (xml->parser) {
        libxml.CtxtUseOptions(xml->parser, XML_PARSE_RECOVER | XML_PARSE_NONET);
        return xml;
    }
    memory_free(xml);
    return no_memory(err);
}

void xml_put(struct xml *xml, struct str bytes)
{
    while (bytes.len) {
        struct str step = str_cut(&bytes, STEP);
        libxml.ParseChunk(xml->parser, step.at, (int)step.len, 0);
    }
}

bool xml_end(struct xml *xml)
{
    int depth = xml->parser->nameNr;
    libxml.ParseChunk(xml->parser, NULL, 0, 1);
    return depth == 0;
}

void xml_close(struct xml *xml)
{
    if (!xml)
        return;
    libxml.FreeDoc(xml->parser->myDoc);
    libxml.FreeParserCtxt(xml->parser);
    memory_free(xml);
}

size_t xml_line(const struct xml *xml)
{
    int line = libxml.SAX2GetLineNumber(xml->parser);
    return line > 0 ? (size_t)line : 0;
}

/* The parser leaves an ampersand as a reference, for a tree to resolve. */
static void put_value(struct str value, struct buf *out)
{
    struct str ampersand = S("&#38;");
    for (size_t at; (at = str_find(value, ampersand)) != STR_NONE;) {
        buf_put(out, str_cut(&value, at + 1));
        str_cut(&value, ampersand.len - 1);
    }
    buf_put(out, value);
}

void xml_attr(const struct xml_attrs *attrs, struct str name, struct buf *out)
{
    for (int i = 0; i < attrs->count; i++) {
        const xmlChar **attr = attrs->at + (ptrdiff_t)i * PARTS;
        if (!str_eq(text_of(attr[NAME]), name))
            continue;
        put_value(str_make((const char *)attr[BEGIN],
                           (size_t)(attr[END] - attr[BEGIN])),
                  out);
        return;
    }
}
