/* SPDX-License-Identifier: MIT */
/* clean_code.c - code, line by line as its author wrote it. */
#include "article/clean_code.h"

#include "article/clean_make.h"
#include "html/walk.h"

/* --- languages --------------------------------------------------------- */

/* Names that stand alone as a class, beside those of the highlighter. */
static const char NAMES[] =
    "bash c clojure cpp cs csharp css d dart diff dockerfile elixir elm erlang "
    "fortran fsharp go graphql groovy haskell html ini java javascript js json "
    "jsx julia kotlin latex less lisp lua makefile markdown matlab nginx objc "
    "ocaml perl php powershell protobuf py python r rb ruby rust sass scala "
    "scheme scss sh shell sql swift tcl tex toml ts tsx typescript vim xml "
    "yaml yml zig";

static struct str named_in(struct str word)
{
    static const struct str PREFIXES[] = {STR("language-"), STR("lang-"),
                                          STR("highlight-source-"),
                                          STR("brush:"), STR("src-")};
    for (size_t i = 0; i < sizeof PREFIXES / sizeof *PREFIXES; i++) {
        if (str_istarts(word, PREFIXES[i]))
            return str_trim_set(str_from(word, PREFIXES[i].len), ";");
    }
    return str_has_word(S(NAMES), word) ? word : S("");
}

static struct str language_in(struct str class)
{
    struct str word;
    bool is_named = false;
    while (str_word(&class, &word)) {
        struct str name = is_named ? str_trim_set(word, ";") : named_in(word);
        if (name.len)
            return name;
        is_named = str_ieq(word, S("brush:"));
    }
    return S("");
}

static struct str language_of(const struct node *node)
{
    const struct node *n = node;
    for (int up = 0; n && up < 3; up++, n = n->parent) {
        struct str lang = node_attr(n, ATTR_DATA_LANG);
        if (!lang.len)
            lang = node_attr(n, ATTR_DATA_LANGUAGE);
        if (!lang.len)
            lang = language_in(node_attr(n, ATTR_CLASS));
        if (lang.len)
            return lang;
    }
    return S("");
}

static bool has_break(const struct node *code)
{
    for (const struct node *n = code->first; n; n = n->next) {
        if (node_is(n, TAG_BR))
            return true;
    }
    return false;
}

struct node *make_code(struct cleaner *c, const struct node *from)
{
    bool in_line = from->tag == TAG_CODE && (c->pre || !has_break(from));
    struct node *to = make_copy(c, from, in_line ? TAG_CODE : TAG_PRE);
    if (in_line && !node_is(from->parent, TAG_PRE))
        return to;
    struct str lang = language_of(from);
    if (lang.len && lang.len < 30 &&
        str_until(lang, STR_SPACE "\"'<>&") == lang.len)
        node_set_attr(
            c->arena, to, ATTR_CLASS,
            arena_join(c->arena, S("language-"), arena_lower(c->arena, lang)));
    return to;
}

/* --- numbers of lines -------------------------------------------------- */

/* Digits and white space, and nothing else. */
static bool holds_numbers(const struct node *node)
{
    bool has_digit = false;
    for (const struct node *n = node; n; n = walk_next(n, node)) {
        if (n->kind != NODE_TEXT)
            continue;
        struct str text = str_trim(n->text);
        if (str_span(text, "0123456789" STR_SPACE) < text.len)
            return false;
        has_digit |= text.len > 0;
    }
    return has_digit;
}

static bool is_cell(const struct node *node)
{
    return node_is(node, TAG_TD) || node_is(node, TAG_TH);
}

static bool is_numbered(const struct node *cell)
{
    return node_has_attr(cell, ATTR_DATA_LINE_NUMBER);
}

bool cell_is_gutter(const struct node *cell)
{
    if (!is_cell(cell))
        return false;
    if (is_numbered(cell) && !cell->first)
        return true;
    if (!holds_numbers(cell))
        return false;
    const struct node *beside = next_element(cell);
    if (is_numbered(cell) || !is_cell(beside))
        return is_numbered(cell);
    bool is_named = str_has_word(node_attr(cell, ATTR_CLASS), S("gutter"));
    return (walk_find(cell, TAG_PRE) && walk_find(beside, TAG_PRE)) ||
           (is_named && walk_find(beside, TAG_CODE));
}

bool table_is_code(const struct node *table)
{
    const struct node *row = walk_find(table, TAG_TR);
    const struct node *cell = row ? first_element(row) : NULL;
    return is_cell(cell) && is_numbered(cell) && cell_is_gutter(cell);
}

bool code_is_number(const struct node *node)
{
    if (is_cell(node))
        return cell_is_gutter(node);
    struct str class = node_attr(node, ATTR_CLASS);
    return class.len &&
           (str_ifind(class, S("lineno")) != STR_NONE ||
            str_ifind(class, S("linenumber")) != STR_NONE ||
            str_ifind(class, S("line-number")) != STR_NONE ||
            str_has_word(class, S("ln")) || str_has_word(class, S("lnt"))) &&
           holds_numbers(node);
}

/* --- lines ------------------------------------------------------------- */

void code_append(struct cleaner *c, struct node *into, struct str text)
{
    if (!text.len)
        return;
    if (c->line_is_due && !c->is_at_line)
        node_append(into, node_new_text(c->arena, S("\n")));
    node_append(into, node_new_text(c->arena, text));
    c->line_is_due = false;
    c->is_at_line = text.at[text.len - 1] == '\n';
}
