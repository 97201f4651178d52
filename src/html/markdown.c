/* SPDX-License-Identifier: MIT */
/* markdown.c - a cleaned tree as Markdown. */
#include "html/markdown.h"

#include "html/walk.h"
#include <string.h>

#define MAX_PREFIX  256 /* bytes before a line: quotes and lists in lists */
#define MAX_WAITING 32

struct markdown {
    struct buf *out;
    size_t begin;     /* of what is ours in out */
    unsigned lines;   /* newlines wanted before the next text */
    bool wants_space; /* one between the last word and the next */
    bool starts_line; /* nothing but the prefix stands in this line */
    char prefix[MAX_PREFIX];
    size_t prefix_len;
    char waiting[MAX_WAITING]; /* marks for the next word: "**", "[" */
    size_t waiting_len;
    unsigned in_row, in_heading; /* where lines cannot break */
};

/* --- words ------------------------------------------------------------- */

static void end_lines(struct markdown *m)
{
    bool is_first = m->out->len == m->begin;
    for (; m->lines > 0 && !is_first; m->lines--) {
        buf_putc(m->out, '\n');
        m->starts_line = true;
        size_t len = m->prefix_len < MAX_PREFIX ? m->prefix_len : MAX_PREFIX;
        while (m->lines > 1 && len > 0 && m->prefix[len - 1] == ' ')
            len--;
        buf_put(m->out, str_make(m->prefix, len));
    }
    m->starts_line |= is_first;
    m->lines = 0;
}

/* Everything that was put off until there is something to be written. */
static void begin_word(struct markdown *m)
{
    bool has_break = m->lines > 0;
    end_lines(m);
    if (m->wants_space && !has_break && !m->starts_line)
        buf_putc(m->out, ' ');
    m->wants_space = false;
    buf_put(m->out, str_make(m->waiting, m->waiting_len));
    m->waiting_len = 0;
}

static void put_raw(struct markdown *m, struct str text)
{
    begin_word(m);
    buf_put(m->out, text);
    m->starts_line = false;
}

static bool needs_escape(const struct markdown *m, struct str text, size_t i)
{
    char c = text.at[i];
    char next = i + 1 < text.len ? text.at[i + 1] : ' ';
    if (strchr("\\`*_[]<", c))
        return true;
    if (c == '|')
        return m->in_row > 0;
    if (c == '&')
        return char_is_alpha(next) || next == '#';
    if (c == '~')
        return next == '~';
    if (!m->starts_line)
        return false;
    return c == '#' || c == '>' || c == '=' ||
           ((c == '-' || c == '+') && (char_is_space(next) || next == c));
}

/* "1." at the beginning of a line would begin a list. */
static bool ends_number(const struct markdown *m, struct str text, size_t i)
{
    size_t digits = str_span(text, "0123456789");
    return m->starts_line && digits > 0 && digits < 10 && i == digits &&
           (text.at[i] == '.' || text.at[i] == ')');
}

static void put_text(struct markdown *m, struct str text)
{
    struct str word;
    while (text.len > 0) {
        if (char_is_space(*text.at))
            m->wants_space = true;
        if (!str_word(&text, &word))
            break;
        begin_word(m);
        for (size_t i = 0; i < word.len; i++) {
            if (needs_escape(m, word, i) || ends_number(m, word, i))
                buf_putc(m->out, '\\');
            buf_putc(m->out, word.at[i]);
            m->starts_line = m->starts_line && char_is_digit(word.at[i]);
        }
        m->starts_line = false;
    }
}

static void want_lines(struct markdown *m, unsigned lines)
{
    m->wants_space = false;
    if (m->in_row || m->in_heading)
        m->wants_space = true;
    else if (m->lines < lines)
        m->lines = lines;
}

/* --- marks around words ------------------------------------------------ */

static const char *mark_of(const struct node *node)
{
    switch (node->tag) {
    case TAG_EM:
    case TAG_I:
    case TAG_CITE:
        return "*";
    case TAG_STRONG:
    case TAG_B:
        return "**";
    case TAG_DEL:
    case TAG_S:
        return "~~";
    case TAG_SUP:
        return "<sup>";
    case TAG_SUB:
        return "<sub>";
    case TAG_A:
        return node_has_attr(node, ATTR_HREF) ? "[" : NULL;
    default:
        return NULL;
    }
}

static void open_mark(struct markdown *m, const char *mark)
{
    size_t len = strlen(mark);
    if (m->waiting_len + len > sizeof m->waiting)
        begin_word(m);
    memcpy(m->waiting + m->waiting_len, mark, len);
    m->waiting_len += len;
}

static void put_address(struct markdown *m, struct str url)
{
    bool is_odd = str_until(url, " ()<>") < url.len;
    buf_put(m->out, is_odd ? S("(<") : S("("));
    for (size_t i = 0; i < url.len; i++)
        if (url.at[i] == '<' || url.at[i] == '>' || url.at[i] == '\n')
            buf_printf(m->out, "%%%02X", (unsigned)url.at[i]);
        else
            buf_putc(m->out, url.at[i]);
    buf_put(m->out, is_odd ? S(">)") : S(")"));
}

/* Nothing was between the marks: none is written. */
static void close_mark(struct markdown *m, const struct node *node,
                       const char *mark)
{
    size_t len = strlen(mark);
    if (m->waiting_len >= len) {
        m->waiting_len -= len;
        return;
    }
    if (node->tag == TAG_A) {
        buf_putc(m->out, ']');
        put_address(m, node_attr(node, ATTR_HREF));
    } else if (*mark == '<') {
        buf_printf(m->out, "</%s", mark + 1);
    } else {
        buf_put(m->out, str_of(mark));
    }
}

/* --- code, images ------------------------------------------------------ */

static size_t longest_run(struct str text, char byte)
{
    size_t longest = 0, run = 0;
    for (size_t i = 0; i < text.len; i++) {
        run = text.at[i] == byte ? run + 1 : 0;
        longest = run > longest ? run : longest;
    }
    return longest;
}

static void put_ticks(struct markdown *m, size_t count)
{
    while (count-- > 0)
        buf_putc(m->out, '`');
}

static void put_code(struct markdown *m, const struct node *node)
{
    struct buf text;
    buf_init(&text, m->out->max);
    node_text(node, &text);
    struct str code = str_trim(buf_str(&text));
    size_t ticks = longest_run(code, '`') + 1;
    if (code.len > 0) {
        begin_word(m);
        put_ticks(m, ticks);
        buf_put(m->out, ticks > 1 ? S(" ") : S(""));
        for (size_t i = 0; i < code.len; i++)
            buf_putc(m->out, code.at[i] == '\n' ? ' ' : code.at[i]);
        buf_put(m->out, ticks > 1 ? S(" ") : S(""));
        put_ticks(m, ticks);
        m->starts_line = false;
    }
    buf_free(&text);
}

static struct str language_of(const struct node *pre)
{
    const struct node *code = first_element(pre);
    struct str class = code ? node_attr(code, ATTR_CLASS) : S(""), word;
    while (str_word(&class, &word))
        if (str_starts(word, S("language-")))
            return str_from(word, 9);
    return S("");
}

static void put_lines(struct markdown *m, const struct node *pre)
{
    struct buf text;
    buf_init(&text, m->out->max);
    node_text(pre, &text);
    struct str rest = str_trim_set(buf_str(&text), "\n"), line;
    size_t ticks = longest_run(rest, '`') + 1;
    want_lines(m, 2);
    begin_word(m);
    put_ticks(m, ticks > 3 ? ticks : 3);
    buf_put(m->out, language_of(pre));
    while (str_split(&rest, '\n', &line)) {
        m->lines = 1;
        end_lines(m);
        buf_put(m->out, line);
    }
    m->lines = 1;
    end_lines(m);
    put_ticks(m, ticks > 3 ? ticks : 3);
    buf_free(&text);
    want_lines(m, 2);
}

static void put_image(struct markdown *m, const struct node *image)
{
    put_raw(m, S("!["));
    put_text(m, node_attr(image, ATTR_ALT));
    m->wants_space = false;
    buf_putc(m->out, ']');
    put_address(m, node_attr(image, ATTR_SRC));
}

/* --- lists and quotes -------------------------------------------------- */

/* What goes deeper than the room for it is counted, but not written. */
static void push_prefix(struct markdown *m, struct str text)
{
    if (m->prefix_len + text.len <= sizeof m->prefix)
        memcpy(m->prefix + m->prefix_len, text.at, text.len);
    else if (m->prefix_len < sizeof m->prefix)
        memset(m->prefix + m->prefix_len, ' ',
               sizeof m->prefix - m->prefix_len);
    m->prefix_len += text.len;
}

static void pop_prefix(struct markdown *m, size_t len)
{
    m->prefix_len -= len;
}

/* "- " or "3. ", and how far what follows is set in. */
static struct str marker_of(const struct node *item, char out[16])
{
    unsigned number = 1;
    if (!node_is(item->parent, TAG_OL))
        return S("- ");
    for (const struct node *n = prev_element(item); n && number < 99999;
         n = prev_element(n))
        number++;
    size_t len = 0;
    for (unsigned ten = 10000; ten > 0; ten /= 10)
        if (number >= ten)
            out[len++] = (char)('0' + number / ten % 10);
    out[len++] = '.';
    out[len++] = ' ';
    return str_make(out, len);
}

static void enter_item(struct markdown *m, const struct node *item)
{
    char text[16];
    struct str marker = marker_of(item, text);
    want_lines(m, 1);
    put_raw(m, marker);
    m->starts_line = true;
    push_prefix(m, str_make("                ", marker.len));
}

static void leave_item(struct markdown *m, const struct node *item)
{
    char text[16];
    struct str marker = marker_of(item, text);
    pop_prefix(m, marker.len);
    want_lines(m, 1);
}

/* --- tables ------------------------------------------------------------ */

static bool is_cell(const struct node *node)
{
    return node_is(node, TAG_TD) || node_is(node, TAG_TH);
}

/* The line under a table's first row. */
static void put_rule(struct markdown *m, const struct node *row)
{
    m->lines = 1;
    begin_word(m);
    for (const struct node *n = first_element(row); n; n = next_element(n))
        if (is_cell(n))
            buf_puts(m->out, "| --- ");
    buf_putc(m->out, '|');
    m->starts_line = false;
}

static bool is_first_row(const struct node *row)
{
    const struct node *table = node_ancestor(row, TAG_TABLE);
    return table && walk_find(table, TAG_TR) == row;
}

static void leave_row(struct markdown *m, const struct node *row)
{
    if (m->in_row > 1) {
        m->in_row--;
        return;
    }
    put_raw(m, S(" |"));
    m->in_row--;
    if (is_first_row(row))
        put_rule(m, row);
    m->lines = 1;
}

/* --- the tree ---------------------------------------------------------- */

static unsigned heading_of(const struct node *node)
{
    return node->tag >= TAG_H1 && node->tag <= TAG_H6
               ? (unsigned)(node->tag - TAG_H1) + 1
               : 0;
}

static void enter_block(struct markdown *m, const struct node *node)
{
    unsigned level = heading_of(node);
    bool is_lead =
        (node_is(node->parent, TAG_LI) ||
         node_is(node->parent, TAG_BLOCKQUOTE) || is_cell(node->parent)) &&
        !prev_element(node);
    if (!is_lead)
        want_lines(m, node_is(node->parent, TAG_LI) &&
                              (node->tag == TAG_UL || node->tag == TAG_OL)
                          ? 1
                          : 2);
    if (level > 0 && !m->in_row) {
        put_raw(m, str_make("######", level));
        m->wants_space = true;
        m->in_heading++;
    } else if (node->tag == TAG_BLOCKQUOTE) {
        begin_word(m);
        buf_puts(m->out, "> ");
        m->starts_line = true;
        push_prefix(m, S("> "));
    }
}

static void leave_block(struct markdown *m, const struct node *node)
{
    if (heading_of(node) > 0 && m->in_heading)
        m->in_heading--;
    if (node->tag == TAG_BLOCKQUOTE)
        pop_prefix(m, 2);
    want_lines(m, 2);
}

/* Returns whether to go on with the node's children. */
static bool enter(struct markdown *m, const struct node *node)
{
    if (node->kind == NODE_TEXT)
        put_text(m, node->text);
    if (node->kind != NODE_ELEMENT)
        return true;
    const char *mark = mark_of(node);
    if (mark)
        open_mark(m, mark);
    else if (node->tag == TAG_BR && !m->in_row && !m->in_heading) {
        if (m->lines == 0 && !m->starts_line)
            buf_putc(m->out, '\\');
        want_lines(m, 1);
    } else if (node->tag == TAG_BR)
        m->wants_space = true;
    else if (node->tag == TAG_HR) {
        want_lines(m, 2);
        put_raw(m, S("* * *"));
        want_lines(m, 2);
    } else if (node->tag == TAG_IMG)
        put_image(m, node);
    else if (node->tag == TAG_PRE && !m->in_row)
        put_lines(m, node);
    else if (node->tag == TAG_CODE || node->tag == TAG_KBD)
        put_code(m, node);
    else if (node->tag == TAG_LI)
        enter_item(m, node);
    else if (node->tag == TAG_TR) {
        m->in_row++;
    } else if (is_cell(node)) {
        put_raw(m, prev_element(node) ? S(" | ") : S("| "));
    } else if (tag_is_block(node->tag))
        enter_block(m, node);
    return node->tag != TAG_PRE && node->tag != TAG_CODE &&
           node->tag != TAG_KBD && !tag_is_hidden(node->tag);
}

static void leave(struct markdown *m, const struct node *node)
{
    if (node->kind != NODE_ELEMENT)
        return;
    const char *mark = mark_of(node);
    if (mark)
        close_mark(m, node, mark);
    else if (node->tag == TAG_LI)
        leave_item(m, node);
    else if (node->tag == TAG_TR)
        leave_row(m, node);
    else if (is_cell(node))
        m->wants_space = false;
    else if (tag_is_block(node->tag) && node->tag != TAG_PRE)
        leave_block(m, node);
}

void markdown_write(const struct node *root, struct buf *out)
{
    struct markdown m = {.out = out, .begin = out->len, .starts_line = true};
    const struct node *node = root->first;
    while (node) {
        bool goes_down = enter(&m, node);
        if (goes_down && node->first) {
            node = node->first;
            continue;
        }
        leave(&m, node);
        while (!node->next) {
            node = node->parent;
            if (node == root)
                break;
            leave(&m, node);
        }
        node = node == root ? NULL : node->next;
    }
    if (out->len > m.begin)
        buf_putc(out, '\n');
}
