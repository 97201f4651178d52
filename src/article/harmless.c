/* SPDX-License-Identifier: MIT */
/* harmless.c - the second look. */
#include "article/harmless.h"

static bool is_active(uint16_t tag)
{
    switch (tag) {
    case TAG_UNKNOWN:
    case TAG_APPLET:
    case TAG_AREA:
    case TAG_AUDIO:
    case TAG_BASE:
    case TAG_BUTTON:
    case TAG_EMBED:
    case TAG_FORM:
    case TAG_FRAME:
    case TAG_FRAMESET:
    case TAG_IFRAME:
    case TAG_INPUT:
    case TAG_LINK:
    case TAG_META:
    case TAG_OBJECT:
    case TAG_SCRIPT:
    case TAG_STYLE:
    case TAG_TEMPLATE:
    case TAG_TEXTAREA:
    case TAG_VIDEO:
        return true;
    default:
        return false;
    }
}

/* Names are printed as they are. */
static bool is_name(struct str name)
{
    for (size_t i = 0; i < name.len; i++)
        if (!char_is_alpha(name.at[i]) && !char_is_digit(name.at[i]) &&
            name.at[i] != '-' && name.at[i] != ':' && name.at[i] != '_')
            return false;
    return name.len > 0;
}

static bool is_harmless_name(const struct node *node)
{
    if (node->space == SPACE_HTML)
        return !is_active(node->tag);
    enum html_tag tag = tag_lookup(node->text);
    return node->space == SPACE_MATHML && is_name(node->text) &&
           (tag == TAG_UNKNOWN || !is_active((uint16_t)tag));
}

/* Browsers skip what they do not see, before and inside a scheme. */
static bool is_script(struct str url)
{
    static const struct str SCHEMES[] = {STR("javascript:"), STR("vbscript:"),
                                         STR("data:text/")};
    char start[16];
    size_t len = 0;
    for (size_t i = 0; i < url.len && len < sizeof start; i++)
        if ((unsigned char)url.at[i] > ' ')
            start[len++] = url.at[i];
    for (size_t i = 0; i < sizeof SCHEMES / sizeof *SCHEMES; i++)
        if (str_istarts(str_make(start, len), SCHEMES[i]))
            return true;
    return false;
}

static bool is_handler(const struct attr *attr)
{
    return attr->id == ATTR_STYLE || str_istarts(attr->name, S("on")) ||
           str_ieq(attr->name, S("srcdoc")) ||
           str_ieq(attr->name, S("action")) ||
           str_ieq(attr->name, S("formaction"));
}

bool node_is_harmless(const struct node *node)
{
    if (node->kind == NODE_TEXT)
        return true;
    if (node->kind != NODE_ELEMENT || !is_harmless_name(node))
        return false;
    for (uint32_t i = 0; i < node->attr_count; i++) {
        const struct attr *attr = &node->attrs[i];
        if (!is_name(attr->name) || is_handler(attr) || is_script(attr->value))
            return false;
    }
    return true;
}
