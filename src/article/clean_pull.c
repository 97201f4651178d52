/* SPDX-License-Identifier: MIT */
/* clean_pull.c - words that stand in the text, too. */
#include "article/clean_pull.h"

/* Shorter words are said twice by chance. */
#define PULL_MIN 25
/* As many are looked for in the text. */
#define MAX_PULLS 40

bool is_pull_quote(const struct node *node)
{
    struct str class = node_attr(node, ATTR_CLASS);
    size_t at = class.len ? str_ifind(class, S("pull")) : STR_NONE;
    return at != STR_NONE &&
           str_ifind(str_from(class, at), S("quote")) != STR_NONE;
}

/* The longest line of what is set apart, without its quotation marks. */
static struct str longest_line(struct str text)
{
    static const struct str MARKS[] = {
        STR("\""),     STR("'"),      STR("\u201c"),
        STR("\u201d"), STR("\u201e"), STR("\u2018"),
        STR("\u2019"), STR("\u00ab"), STR("\u00bb"),
    };
    struct str line, longest = S("");
    while (str_split(&text, '\n', &line)) {
        if (line.len > longest.len)
            longest = line;
    }
    for (size_t i = 0; i < sizeof MARKS / sizeof *MARKS; i++) {
        if (str_starts(longest, MARKS[i]))
            str_cut(&longest, MARKS[i].len);
        if (str_ends(longest, MARKS[i]))
            longest.len -= MARKS[i].len;
    }
    return str_trim(longest);
}

void drop_repeated(struct cleaner *c, const struct node *root)
{
    struct str text = c->pulls.len ? clean_text(c->arena, root) : S("");
    for (size_t i = 0; i < c->pulls.len && i < MAX_PULLS; i++) {
        struct str said = longest_line(clean_text(c->arena, c->pulls.at[i]));
        size_t at = said.len >= PULL_MIN ? str_find(text, said) : STR_NONE;
        if (at != STR_NONE &&
            str_find(str_from(text, at + said.len), said) != STR_NONE)
            node_detach(c->pulls.at[i]);
    }
}
