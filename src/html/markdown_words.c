/* SPDX-License-Identifier: MIT */
/* markdown_words.c - the words, marks and lines that Markdown is made of. */
#include "html/markdown_words.h"

#include "html/walk.h"
#include "text/unicode.h"
#include <string.h>

/* --- words ------------------------------------------------------------- */

void markdown_end_lines(struct markdown *m)
{
    bool is_first = m->out->len == m->begin;
    if (m->breaks_line && !is_first)
        buf_putc(m->out, '\\');
    m->breaks_line = false;
    for (; m->lines > 0 && !is_first; m->lines--) {
        buf_putc(m->out, '\n');
        m->starts_line = true;
        m->digits = 0;
        size_t len = m->prefix_len < MAX_PREFIX ? m->prefix_len : MAX_PREFIX;
        while (m->lines > 1 && len > 0 && m->prefix[len - 1] == ' ')
            len--;
        buf_put(m->out, str_make(m->prefix, len));
    }
    m->starts_line |= is_first;
    m->lines = 0;
}

static void begin_space(struct markdown *m)
{
    bool has_break = m->lines > 0;
    markdown_end_lines(m);
    if (m->wants_space && !has_break && !m->starts_line) {
        buf_putc(m->out, ' ');
        m->digits = 0;
    }
    m->wants_space = false;
}

static bool ends_with(const struct markdown *m, char c)
{
    const struct buf *out = m->out;
    return out->len > m->begin && out->at[out->len - 1] == c;
}

/* "!" before a link would make an image of it. */
static void part_from_link(struct markdown *m)
{
    if (m->waiting_len > 0 && m->waiting[0] == '[' && ends_with(m, '!') &&
        !m->out->failed) {
        m->out->len--;
        buf_puts(m->out, "\\!");
    }
}

/* Everything that was put off until there is something to be written. */
void markdown_begin_word(struct markdown *m)
{
    begin_space(m);
    part_from_link(m);
    buf_put(m->out, str_make(m->waiting, m->waiting_len));
    m->waiting_len = 0;
}

void markdown_raw(struct markdown *m, struct str text)
{
    markdown_begin_word(m);
    buf_put(m->out, text);
    m->starts_line = false;
}

/* `next` is what follows c in its text, a space at the end of the word. */
static bool needs_escape(const struct markdown *m, char c, char next,
                         bool is_first)
{
    if (strchr("\\`*_[]<~", c))
        return true;
    if (c == '|')
        return m->in_row > 0;
    if (c == '&')
        return char_is_alpha(next) || next == '#' || next == '\0';
    if (c == '#' && is_first && m->in_heading)
        return true;
    if (m->digits > 0 && m->digits < 10 && (c == '.' || c == ')'))
        return true; /* "1." would begin a list */
    if (!m->starts_line)
        return false;
    return c == '#' || c == '>' || c == '=' || (c == ':' && next == '-') ||
           ((c == '-' || c == '+') && (!char_is_alpha(next) || next == c));
}

static void put_word(struct markdown *m, struct str word, bool is_last)
{
    for (size_t i = 0; i < word.len; i++) {
        char c = word.at[i];
        char next = i + 1 < word.len ? word.at[i + 1] : is_last ? '\0' : ' ';
        if (needs_escape(m, c, next, i == 0))
            buf_putc(m->out, '\\');
        buf_putc(m->out, c);
        bool is_number = m->starts_line || m->digits > 0;
        m->digits = is_number && char_is_digit(c) ? m->digits + 1 : 0;
        m->starts_line = false;
    }
}

/* The no-break and wide spaces that a word begins with. */
static size_t blanks_len(struct str word)
{
    struct str rest = word;
    size_t len = 0;
    for (uint32_t c; utf8_next(&rest, &c) && char_is_space_separator(c);)
        len = word.len - rest.len;
    return len;
}

/* No mark opens before such a space, and none closes where nothing but such
 * spaces stands in the line yet. */
static void put_blanks(struct markdown *m, struct str *word)
{
    if (m->waiting_len == 0 && m->lines == 0)
        return;
    struct str blanks = str_cut(word, blanks_len(*word));
    if (blanks.len == 0 || (m->lines > 0 && word->len == 0))
        return;
    begin_space(m);
    buf_put(m->out, blanks);
}

void markdown_text(struct markdown *m, struct str text)
{
    struct str word;
    while (text.len > 0) {
        if (char_is_space(*text.at))
            m->wants_space = true;
        if (!str_word(&text, &word))
            break;
        put_blanks(m, &word);
        if (word.len == 0)
            continue;
        markdown_begin_word(m);
        put_word(m, word, text.len == 0);
    }
}

void markdown_break(struct markdown *m)
{
    bool is_amid = m->lines == 0 && !m->starts_line;
    if (m->in_row || m->in_heading) {
        m->wants_space = true;
        return;
    }
    m->breaks_line |= is_amid;
    m->wants_space = false;
    if (m->lines == 0)
        m->lines = 1;
}

void markdown_lines(struct markdown *m, unsigned lines)
{
    m->wants_space = false;
    m->breaks_line = false;
    if (m->in_row || m->in_heading)
        m->wants_space = true;
    else if (m->lines < lines)
        m->lines = lines;
}

/* --- addresses and code ------------------------------------------------ */

void markdown_address(struct markdown *m, struct str url)
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

/* What stands in <code>; a <br> ends a line there, too. */
static void collect(const struct node *code, struct buf *text)
{
    for (const struct node *n = code; n; n = walk_next(n, code)) {
        if (n->kind == NODE_TEXT)
            buf_put(text, n->text);
        else if (n->tag == TAG_BR)
            buf_putc(text, '\n');
    }
}

/* "`a``b`" would be one code: the second is written as HTML. */
static void put_in_tags(struct markdown *m, struct str code)
{
    buf_puts(m->out, "<code>");
    m->starts_line = false;
    markdown_text(m, code);
    m->wants_space = false;
    buf_puts(m->out, "</code>");
}

static void put_in_ticks(struct markdown *m, struct str code)
{
    size_t ticks = longest_run(code, '`') + 1;
    markdown_begin_word(m);
    if (ends_with(m, '`')) {
        put_in_tags(m, code);
        return;
    }
    put_ticks(m, ticks);
    buf_put(m->out, ticks > 1 ? S(" ") : S(""));
    for (size_t i = 0; i < code.len; i++) {
        if (code.at[i] == '|' && m->in_row)
            buf_putc(m->out, '\\');
        buf_putc(m->out, code.at[i] == '\n' ? ' ' : code.at[i]);
    }
    buf_put(m->out, ticks > 1 ? S(" ") : S(""));
    put_ticks(m, ticks);
    m->starts_line = false;
}

void markdown_code(struct markdown *m, const struct node *node)
{
    struct buf text;
    buf_init(&text, m->out->max);
    collect(node, &text);
    struct str all = buf_str(&text), code = str_trim(all);
    m->wants_space |= all.len > 0 && char_is_space(all.at[0]);
    if (code.len > 0)
        put_in_ticks(m, code);
    m->wants_space |= all.len > 0 && char_is_space(all.at[all.len - 1]);
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

void markdown_pre(struct markdown *m, const struct node *pre)
{
    struct buf text;
    buf_init(&text, m->out->max);
    collect(pre, &text);
    struct str rest = str_trim_set(buf_str(&text), "\n"), line;
    size_t ticks = longest_run(rest, '`') + 1;
    markdown_lines(m, 2);
    markdown_begin_word(m);
    put_ticks(m, ticks > 3 ? ticks : 3);
    buf_put(m->out, language_of(pre));
    while (str_split(&rest, '\n', &line)) {
        m->lines = 1;
        markdown_end_lines(m);
        buf_put(m->out, line);
    }
    m->lines = 1;
    markdown_end_lines(m);
    put_ticks(m, ticks > 3 ? ticks : 3);
    buf_free(&text);
    markdown_lines(m, 2);
}
