/* SPDX-License-Identifier: MIT */
/* author_owner.c - the person whose own site a page is of. */
#include "article/author_claims.h"
#include "article/given_name.h"
#include "article/person.h"
#include "article/site.h"
#include "text/unicode.h"

/* Nodes at the end of a page among which the copyright line is. */
#define FOOTER_NODES 400
/* Bytes of that line. */
#define LINE_MAX 200
/* Shorter family names may stand in any host by chance. */
#define FAMILY_MIN 3
/* Less than all that names somebody in the article. */
#define OWNER_SCORE 4

struct str author_without_title(struct str name)
{
    static const char TITLES[] = "dr dr. prof prof. mr mr. mrs mrs. ms ms.";
    struct str rest = name, word;
    while (str_word(&rest, &word)) {
        char folded[8];
        for (size_t i = 0; i < word.len && i < sizeof folded; i++)
            folded[i] = char_lower(word.at[i]);
        if (word.len > sizeof folded ||
            !str_has_word(S(TITLES), str_make(folded, word.len)))
            break;
        name = str_trim(rest);
    }
    return name;
}

bool author_is_person(struct str name)
{
    struct str rest = author_without_title(name), word, first = {0};
    size_t words = 0;
    for (; str_word(&rest, &word); words++)
        first = words == 0 ? word : first;
    if (words == 1) { /* "AnnLee" */
        size_t hump = 1;
        while (hump < first.len && char_is_alpha(first.at[hump]) &&
               first.at[hump] >= 'a')
            hump++;
        return hump < first.len && is_given_name(str_sub(first, 0, hump));
    }
    return words >= 2 && words <= 4 && is_given_name(first);
}

/* The host has the person's family name in it. */
static bool is_in_host(const struct clues *clues, struct str name)
{
    size_t space = str_rfind_byte(name, ' ');
    struct str family = space == STR_NONE ? name : str_from(name, space + 1);
    return family.len >= FAMILY_MIN &&
           str_ifind(clues->page->url.host, family) != STR_NONE;
}

static void claim_owner(struct author_finder *f, struct str source,
                        struct str text)
{
    struct arena *arena = f->clues->page->arena;
    str_list names = {0};
    person_names(arena, author_without_title(str_trim(text)), PERSON_LIKELY,
                 &names);
    if (names.len != 1 || !author_is_person(names.at[0]) ||
        !is_in_host(f->clues, names.at[0]))
        return;
    *vec_push(&f->claims, arena) =
        (struct claim){.names = names, .source = source, .score = OWNER_SCORE};
}

/* "(c) 2012-2020 Ann Lee. All rights reserved." behind the sign and years. */
static struct str copyright_holder(struct str line)
{
    static const struct str SIGNS[] = {STR("\u00a9"), STR("(c)"),
                                       STR("copyright")};
    size_t at = STR_NONE;
    for (size_t i = 0; i < sizeof SIGNS / sizeof *SIGNS; i++) {
        size_t found = str_ifind(line, SIGNS[i]);
        if (found == STR_NONE)
            continue;
        struct str behind = str_from(line, found + SIGNS[i].len);
        at = (size_t)(behind.at - line.at);
    }
    if (at == STR_NONE)
        return S("");
    struct str holder = str_from(line, at);
    str_cut(&holder, str_span(holder, " 0123456789-,.:"));
    while (str_starts(holder, S("\u2013")) || str_starts(holder, S("\u00a9")))
        str_cut(&holder, str_starts(holder, S("\u00a9")) ? 2 : 3);
    str_cut(&holder, str_span(holder, " 0123456789-,.:"));
    return str_sub(holder, 0, str_until(holder, ".|,"));
}

static void read_footer(struct author_finder *f)
{
    const struct page *page = f->clues->page;
    uint32_t from =
        page->node_count > FOOTER_NODES ? page->node_count - FOOTER_NODES : 1;
    for (uint32_t i = from; i < page->node_count; i++) {
        const struct node *node = page->nodes[i];
        if (node->kind != NODE_TEXT || page->facts[i].is_hidden)
            continue;
        const struct node *line = node->parent;
        if (page_facts(page, line)->text_len <= LINE_MAX)
            claim_owner(f, S("copyright"),
                        copyright_holder(clues_text(f->clues, line)));
    }
}

void author_read_owner(struct author_finder *f)
{
    const struct clues *clues = f->clues;
    struct str rest = clues->page_title, part;
    if (f->claims.len > 0 || clues->page->url.host.len == 0)
        return;
    claim_owner(f, S("site_name"), clues->site_name);
    while (title_part(&rest, &part))
        claim_owner(f, S("title"), part);
    read_footer(f);
}
