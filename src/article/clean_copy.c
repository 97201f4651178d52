/* SPDX-License-Identifier: MIT */
/* clean_copy.c - copy the article out of its page, by allow-list. */
#include "article/clean_copy.h"

#include "article/body_area.h"
#include "article/body_parts.h"
#include "article/clean_code.h"
#include "article/clean_embed.h"
#include "article/clean_image.h"
#include "article/clean_make.h"
#include "article/clean_pull.h"
#include "html/walk.h"
#include "text/unicode.h"

/* What becomes of an element. Those not named are unwrapped: what is in them
 * stays, they do not. */
enum fate {
    UNWRAP = 0,
    KEEP,
    AS_DIV,
    DROP, /* with all that is in it */
    LINK,
    LIST_ITEM,   /* kept in a list, else a div */
    DEFINITION,  /* kept in a dl, else a div */
    TABLE,       /* kept when it holds data, else a div */
    TABLE_PART,  /* kept in a kept table, else a div */
    TABLE_FRAME, /* the same, else unwrapped */
    CAPTION,     /* kept in a figure, else a div */
    IMAGE,
    EMBED,
    CODE,
};

static const uint8_t FATES[TAG_COUNT] = {
    [TAG_P] = KEEP,
    [TAG_H1] = KEEP,
    [TAG_H2] = KEEP,
    [TAG_H3] = KEEP,
    [TAG_H4] = KEEP,
    [TAG_H5] = KEEP,
    [TAG_H6] = KEEP,
    [TAG_UL] = KEEP,
    [TAG_OL] = KEEP,
    [TAG_DL] = KEEP,
    [TAG_FIGURE] = KEEP,
    [TAG_BLOCKQUOTE] = KEEP,
    [TAG_Q] = KEEP,
    [TAG_CITE] = KEEP,
    [TAG_EM] = KEEP,
    [TAG_STRONG] = KEEP,
    [TAG_B] = KEEP,
    [TAG_I] = KEEP,
    [TAG_U] = KEEP,
    [TAG_S] = KEEP,
    [TAG_STRIKE] = KEEP,
    [TAG_DEL] = KEEP,
    [TAG_INS] = KEEP,
    [TAG_MARK] = KEEP,
    [TAG_SMALL] = KEEP,
    [TAG_SUB] = KEEP,
    [TAG_SUP] = KEEP,
    [TAG_ABBR] = KEEP,
    [TAG_ACRONYM] = KEEP,
    [TAG_DFN] = KEEP,
    [TAG_KBD] = KEEP,
    [TAG_SAMP] = KEEP,
    [TAG_VAR] = KEEP,
    [TAG_TT] = KEEP,
    [TAG_TIME] = KEEP,
    [TAG_RUBY] = KEEP,
    [TAG_RB] = KEEP,
    [TAG_RT] = KEEP,
    [TAG_RP] = KEEP,
    [TAG_RTC] = KEEP,
    [TAG_BR] = KEEP,
    [TAG_HR] = KEEP,
    [TAG_WBR] = KEEP,
    [TAG_BDI] = KEEP,
    [TAG_BDO] = KEEP,
    [TAG_DETAILS] = KEEP,
    [TAG_SUMMARY] = KEEP,
    [TAG_DIR] = KEEP,
    [TAG_MENU] = KEEP,
    [TAG_DIV] = AS_DIV,
    [TAG_ARTICLE] = AS_DIV,
    [TAG_SECTION] = AS_DIV,
    [TAG_MAIN] = AS_DIV,
    [TAG_HEADER] = AS_DIV,
    [TAG_FOOTER] = AS_DIV,
    [TAG_ASIDE] = AS_DIV,
    [TAG_NAV] = AS_DIV,
    [TAG_CENTER] = AS_DIV,
    [TAG_ADDRESS] = AS_DIV,
    [TAG_FORM] = AS_DIV,
    [TAG_FIELDSET] = AS_DIV,
    [TAG_LEGEND] = AS_DIV,
    [TAG_HGROUP] = AS_DIV,
    [TAG_BODY] = AS_DIV,
    [TAG_HTML] = AS_DIV,
    [TAG_SEARCH] = AS_DIV,
    [TAG_DIALOG] = AS_DIV,
    [TAG_A] = LINK,
    [TAG_LI] = LIST_ITEM,
    [TAG_DT] = DEFINITION,
    [TAG_DD] = DEFINITION,
    [TAG_TABLE] = TABLE,
    [TAG_CAPTION] = TABLE_PART,
    [TAG_TR] = TABLE_PART,
    [TAG_TD] = TABLE_PART,
    [TAG_TH] = TABLE_PART,
    [TAG_THEAD] = TABLE_FRAME,
    [TAG_TBODY] = TABLE_FRAME,
    [TAG_TFOOT] = TABLE_FRAME,
    [TAG_COLGROUP] = TABLE_FRAME,
    [TAG_COL] = TABLE_FRAME,
    [TAG_FIGCAPTION] = CAPTION,
    [TAG_PRE] = CODE,
    [TAG_LISTING] = CODE,
    [TAG_XMP] = CODE,
    [TAG_PLAINTEXT] = CODE,
    [TAG_CODE] = CODE,
    [TAG_IMG] = IMAGE,
    [TAG_AMP_IMG] = IMAGE,
    [TAG_IFRAME] = EMBED,
    [TAG_VIDEO] = EMBED,
    [TAG_AUDIO] = EMBED,
    [TAG_OBJECT] = EMBED,
    [TAG_EMBED] = EMBED,
    [TAG_SCRIPT] = DROP,
    [TAG_STYLE] = DROP,
    [TAG_TEMPLATE] = DROP,
    [TAG_NOSCRIPT] = DROP,
    [TAG_NOEMBED] = DROP,
    [TAG_NOFRAMES] = DROP,
    [TAG_TITLE] = DROP,
    [TAG_TEXTAREA] = DROP,
    [TAG_SELECT] = DROP,
    [TAG_INPUT] = DROP,
    [TAG_BUTTON] = UNWRAP,
    [TAG_CANVAS] = DROP,
    [TAG_APPLET] = DROP,
    [TAG_MAP] = DROP,
    [TAG_FRAME] = DROP,
    [TAG_FRAMESET] = DROP,
    [TAG_LINK] = DROP,
    [TAG_META] = DROP,
    [TAG_BASE] = DROP,
    [TAG_DATALIST] = DROP,
    [TAG_PROGRESS] = DROP,
    [TAG_METER] = DROP,
};

/* --- one element ------------------------------------------------------- */

static enum html_tag modern(uint16_t tag)
{
    switch (tag) {
    case TAG_STRIKE:
        return TAG_S;
    case TAG_TT:
        return TAG_CODE;
    case TAG_ACRONYM:
        return TAG_ABBR;
    case TAG_DIR:
    case TAG_MENU:
        return TAG_UL;
    default:
        return tag;
    }
}

static struct node *kept_ancestor(const struct node *into, enum html_tag tag)
{
    for (const struct node *n = into; n; n = n->parent) {
        if (n->tag == tag)
            return (struct node *)n;
    }
    return NULL;
}

static bool is_list(const struct node *node)
{
    return node->tag == TAG_UL || node->tag == TAG_OL;
}

static struct node *make_table_part(struct cleaner *c, const struct node *from,
                                    struct node *into)
{
    const struct node *table = node_ancestor(from, TAG_TABLE);
    const struct node *copy = table ? c->made[table->order] : NULL;
    bool is_kept =
        copy && copy->tag == TAG_TABLE && kept_ancestor(into, TAG_TABLE);
    if (!is_kept && FATES[from->tag] == TABLE_FRAME)
        return NULL;
    return make_copy(c, from, is_kept ? from->tag : TAG_DIV);
}

static struct node *make_caption(struct cleaner *c, const struct node *from,
                                 struct node *into)
{
    bool in_figure = kept_ancestor(into, TAG_FIGURE);
    struct node *to = make_copy(c, from, in_figure ? TAG_FIGCAPTION : TAG_DIV);
    if (in_figure && c->body->is_mute[from->order])
        node_set_attr(c->arena, to, ATTR_CLASS, CLEAN_MUTE);
    return to;
}

/* The copy of an element, not yet in place; NULL to unwrap it. */
static struct node *make_as_fated(struct cleaner *c, const struct node *from,
                                  struct node *into)
{
    if (node_is_caption(from) && kept_ancestor(into, TAG_FIGURE))
        return make_caption(c, from, into);
    switch ((enum fate)FATES[from->tag]) {
    case KEEP:
        return make_copy(c, from, modern(from->tag));
    case AS_DIV:
        if (is_pull_quote(from) && !walk_find(from, TAG_BLOCKQUOTE))
            return make_copy(c, from, TAG_BLOCKQUOTE);
        return make_copy(c, from, node_is_figure(from) ? TAG_FIGURE : TAG_DIV);
    case LINK:
        return make_link(c, from);
    case LIST_ITEM:
        return make_copy(c, from, is_list(into) ? TAG_LI : TAG_DIV);
    case DEFINITION:
        return make_copy(c, from,
                         kept_ancestor(into, TAG_DL) ? from->tag : TAG_DIV);
    case TABLE:
        if (table_is_code(from))
            return make_code(c, from);
        return make_copy(c, from, table_is_layout(from) ? TAG_DIV : TAG_TABLE);
    case TABLE_PART:
    case TABLE_FRAME:
        return make_table_part(c, from, into);
    case CAPTION:
        return make_caption(c, from, into);
    case CODE:
        return make_code(c, from);
    default:
        return map_get(&c->targets, node_attr(from, ATTR_ID)) ||
                       foreign_language(c, from).len
                   ? make_copy(c, from, TAG_SPAN)
                   : NULL;
    }
}

static bool is_annotation(const struct node *node)
{
    return str_ieq(node->text, S("annotation")) ||
           node->tag == TAG_ANNOTATION_XML;
}

/* The visual twin of a formula that is there as MathML as well. */
static bool is_math_twin(const struct node *node)
{
    return str_has_word(node_attr(node, ATTR_CLASS), S("katex-html"));
}

/* Does it stand in a line of its own, inside a <pre>? */
static bool is_line(const struct node *node)
{
    return tag_is_block(node->tag) && node->tag != TAG_TD &&
           node->tag != TAG_TH;
}

enum step {
    STEP_IN,   /* into the element's children */
    STEP_OVER, /* leave them out */
};

static void place(struct cleaner *c, const struct node *from, struct node *to,
                  struct node **into)
{
    node_append(*into, to);
    c->made[from->order] = to;
    *into = to;
    c->in_foreign += node_has_attr(to, ATTR_LANG);
    if (to->tag == TAG_PRE) {
        c->pre = to;
        c->line_is_due = false;
        c->is_at_line = true;
    }
}

/* Behind an element: what was opened for it is closed. */
static void leave(struct cleaner *c, const struct node *from,
                  struct node **into)
{
    struct node *to = c->made[from->order];
    c->line_is_due |= c->pre && is_line(from);
    if (!to)
        return;
    *into = to->parent;
    c->in_foreign -= node_has_attr(to, ATTR_LANG);
    if (to == c->pre)
        c->pre = NULL;
}

/* Nobody sees it, and it is no page that only a script unveils. */
static bool is_unseen(const struct cleaner *c, const struct node *node)
{
    return c->drops_hidden && page_facts(c->page, node)->is_hidden &&
           !tag_is_hidden(node->tag);
}

/* In a <pre>, words and lines are all there is. */
static enum step visit_code(struct cleaner *c, const struct node *from,
                            struct node **into)
{
    if (FATES[from->tag] == DROP || is_unseen(c, from) || code_is_number(from))
        return STEP_OVER;
    if (from->tag == TAG_BR) {
        code_append(c, *into, S("\n"));
        return STEP_OVER;
    }
    c->line_is_due |= is_line(from);
    bool is_plain = tag_is_block(from->tag) || FATES[from->tag] == IMAGE ||
                    FATES[from->tag] == EMBED;
    struct node *to = is_plain ? NULL : make_as_fated(c, from, *into);
    if (to)
        place(c, from, to, into);
    return STEP_IN;
}

/* Is it there for those who hear the page, not for those who see it? */
static bool is_only_heard(const struct node *node)
{
    static const char NAMES[] = "sr-only visually-hidden visuallyhidden "
                                "screen-reader-text screen-reader-only";
    struct str class = node_attr(node, ATTR_CLASS), word;
    while (str_word(&class, &word)) {
        char first = char_lower(word.at[0]);
        if ((first == 's' || first == 'v') && str_has_word(S(NAMES), word))
            return true;
    }
    return false;
}

static enum step visit_html(struct cleaner *c, const struct node *from,
                            struct node **into)
{
    enum fate fate = FATES[from->tag];
    if (from->tag == TAG_NOSCRIPT && !c->keeps_no_images)
        clean_noscript(c, from, *into);
    if (from->tag == TAG_SCRIPT) {
        clean_script(c, from, *into);
        clean_tex(c, from, *into);
    }
    if (fate == DROP || is_unseen(c, from) || is_math_twin(from) ||
        clean_is_title(c, from) || cell_is_gutter(from) || is_only_heard(from))
        return STEP_OVER;
    if ((from->tag == TAG_UNKNOWN || (from->tag == TAG_DIV && !from->first)) &&
        clean_custom(c, from, *into))
        return STEP_OVER;
    if (fate == IMAGE) {
        clean_image(c, from, *into);
        return STEP_OVER;
    }
    if (fate == EMBED) {
        clean_embed(c, from, *into);
        return STEP_OVER;
    }
    struct node *to = make_as_fated(c, from, *into);
    if (to && (from->tag == TAG_ASIDE || is_pull_quote(from)))
        *vec_push(&c->pulls, c->arena) = to;
    if (to && node_is_quoted_post(from)) {
        place(c, from, clean_quote(c, from, to), into);
        *into = to;
    } else if (to) {
        place(c, from, to, into);
    }
    return STEP_IN;
}

/* C1 controls, which references can make, mean nothing in a text. */
static struct str text_of(struct cleaner *c, const struct node *node)
{
    struct str text = node->text;
    if (str_find(text, S("\xC2")) == STR_NONE)
        return text;
    char *out = arena_alloc(c->arena, text.len);
    size_t len = 0;
    for (size_t i = 0; i < text.len; i++) {
        bool is_control = text.at[i] == '\xC2' && i + 1 < text.len &&
                          (unsigned char)text.at[i + 1] < 0xA0;
        if (is_control)
            i++;
        else
            out[len++] = text.at[i];
    }
    return str_make(out, len);
}

static enum step visit(struct cleaner *c, const struct node *from,
                       struct node **into)
{
    if (c->body->is_chrome[from->order])
        return STEP_OVER;
    if (from->kind == NODE_TEXT) {
        struct str text = text_of(c, from);
        c->has_begun |= str_trim(text).len > 0;
        if (c->pre)
            code_append(c, *into, text);
        else
            node_append(*into, node_new_text(c->arena, text));
        return STEP_OVER;
    }
    if (from->kind != NODE_ELEMENT || from->space == SPACE_SVG)
        return STEP_OVER;
    if (from->space != SPACE_MATHML)
        return c->pre ? visit_code(c, from, into) : visit_html(c, from, into);
    if (is_annotation(from))
        return STEP_OVER;
    place(c, from, make_math(c, from), into);
    return STEP_IN;
}

/* --- the whole --------------------------------------------------------- */

static void copy_part(struct cleaner *c, const struct node *part,
                      struct node *into)
{
    const struct node *from = part;
    for (;;) {
        enum step step = visit(c, from, &into);
        if (step == STEP_IN && from->first) {
            from = from->first;
            continue;
        }
        for (;;) {
            leave(c, from, &into);
            if (from == part)
                return;
            if (from->next)
                break;
            from = from->parent;
        }
        from = from->next;
    }
}

bool clean_is_title(const struct cleaner *cleaner, const struct node *node)
{
    if (!tag_is_heading(node->tag))
        return false;
    if (node->tag != TAG_H1 && node != cleaner->body->title &&
        cleaner->has_begun)
        return false;
    struct str title = cleaner->article->title;
    if (node == cleaner->body->title && node->tag == TAG_H1)
        return true;
    if (!title.len)
        return false;
    struct str text = node_text_folded(cleaner->arena, node);
    return str_eq(text_casefold(cleaner->arena, text),
                  text_casefold(cleaner->arena, title));
}

/* Where more is hidden than shown, a script unveils the article. */
static bool is_mostly_seen(const struct cleaner *c)
{
    uint64_t seen = 0, unseen = 0;
    for (size_t i = 0; i < c->body->parts.len; i++) {
        const struct node *part = c->body->parts.at[i];
        seen += page_facts(c->page, part)->text_len;
        for (const struct node *n = part; n; n = walk_next(n, part)) {
            if (n->kind == NODE_TEXT && page_facts(c->page, n)->is_hidden &&
                !c->body->is_chrome[n->order] && !tag_is_hidden(n->parent->tag))
                unseen += str_trim(n->text).len;
        }
    }
    return unseen < seen;
}

void clean_copy(struct cleaner *cleaner, struct node *into)
{
    find_targets(cleaner);
    const struct body *body = cleaner->body;
    cleaner->drops_hidden = is_mostly_seen(cleaner);
    for (size_t i = 0; i < body->parts.len; i++)
        copy_part(cleaner, body->parts.at[i], into);
    drop_repeated(cleaner, into);
    drop_dead_links(cleaner, into);
}
