/* SPDX-License-Identifier: MIT */
/* site.c - the name of the site that publishes a page. */
#include "article/site.h"

#include "article/wording.h"
#include "html/walk.h"
#include "net/host.h"
#include "text/unicode.h"
#include <string.h>

/* What stands between a headline and a site's name, spaces around it. */
static const struct str SEPARATORS[] = {
    STR("|"),      STR("-"),      STR("\u2013"), STR("\u2014"), STR("\u00b7"),
    STR("\u00bb"), STR("\u00ab"), STR("::"),     STR("\u2022"), STR("/"),
    STR("\u203a"), STR(">"),      STR("<"),      STR("\u2039"), STR(":"),
    STR("\u2502"), STR("~"),      STR("--"),     STR("\u25b7"), STR("\u2605")};

/* Where they may stand without a space before or around them. */
static const struct str BARE[] = {STR("\uff5c"), STR("|"), STR("\u2014\u2014"),
                                  STR("_")};

/* A title of more parts is none. */
#define PARTS_MAX 12

/* Nodes of an Organization. */
#define OBJECT_NODES 50
/* Words of a site's name that nothing but the window's title has. */
#define GUESS_WORDS  4

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* The length of the separator at the front, its spaces included; 0: none. */
static size_t separator_len(struct str s)
{
    for (size_t i = 0; i < 3; i++)
        if (str_starts(s, BARE[i]))
            return BARE[i].len;
    if (*s.at != ' ')
        return 0;
    struct str behind = str_from(s, 1);
    for (size_t i = 0; i < COUNT(SEPARATORS); i++) {
        struct str mark = SEPARATORS[i];
        if (str_starts(behind, mark) && behind.len > mark.len &&
            behind.at[mark.len] == ' ')
            return mark.len + 2;
    }
    return 0;
}

bool title_part(struct str *rest, struct str *part)
{
    if (!rest->at)
        return false;
    for (size_t i = 0; i < rest->len; i++) {
        size_t len = separator_len(str_from(*rest, i));
        if (len == 0)
            continue;
        *part = str_trim(str_cut(rest, i));
        str_cut(rest, len);
        return true;
    }
    *part = str_trim(*rest);
    *rest = (struct str){NULL, 0};
    return true;
}

/* Letters and digits only, lower-case: "The New-York Times" and
 * "thenewyorktimes" are the same. */
static struct str squeeze(struct arena *arena, struct str text)
{
    struct wording words;
    wording_read(arena, utf8_clip(text, 200), &words);
    char *out = arena_alloc(arena, 4 * 200 + 1);
    size_t len = 0;
    for (size_t i = 0; i < words.count; i++) {
        if (len + words.words[i].len > 800)
            break;
        memcpy(out + len, words.words[i].at, words.words[i].len);
        len += words.words[i].len;
    }
    return str_make(out, len);
}

static bool is_like_host(const struct clues *clues, struct str squeezed)
{
    struct str site = host_site(clues->page->url.host);
    struct arena *arena = clues->page->arena;
    struct str label = str_sub(site, 0, str_until(site, "."));
    if (squeezed.len < 3 || site.len == 0)
        return false;
    return str_eq(squeezed, squeeze(arena, label)) ||
           str_eq(squeezed, squeeze(arena, site)) ||
           str_eq(squeezed, squeeze(arena, clues->page->url.host));
}

bool site_is(const struct clues *clues, struct str text)
{
    struct arena *arena = clues->page->arena;
    if (text.len == 0 || text.len > 200)
        return false;
    struct str squeezed = squeeze(arena, text);
    struct str name = squeeze(arena, clues->site_name);
    if (squeezed.len == 0)
        return false;
    if (name.len > 0 && str_eq(squeezed, name))
        return true;
    if (str_starts(squeezed, S("the")) && name.len > 0 &&
        str_eq(str_from(squeezed, 3), name))
        return true;
    return is_like_host(clues, squeezed);
}

/* The bytes of what may part a title from a site's name without a space before
 * it; in scripts without spaces also of a hyphen. */
static size_t glue_len(struct str title)
{
    if (title.len > 2 && (str_has_byte(S(",("), title.at[title.len - 1]) ||
                          str_ends(title, S(" @"))))
        return 1;
    bool is_hyphen = title.len > 4 &&
                     str_has_byte(S("-_"), title.at[title.len - 1]) &&
                     (unsigned char)title.at[title.len - 2] >= 0x80;
    return is_hyphen ? 1 : 0;
}

/* "Headline, Site", "Headline (Site)", "Site: Headline" */
static struct str strip_glued(const struct clues *clues, struct str title)
{
    struct str name = clues->site_name, rest = title;
    if (name.len < 3 || title.len < name.len + 5)
        return title;
    if (clues->page->url.path.len > 1 && str_istarts(title, name) &&
        str_starts(str_from(title, name.len), S(": ")))
        return str_trim(str_from(title, name.len + 2));
    rest.len -= str_ends(rest, S(")"));
    if (!str_iends(rest, name))
        return title;
    rest = str_trim(str_sub(rest, 0, rest.len - name.len));
    size_t glue = glue_len(rest);
    return glue > 0 ? str_trim(str_sub(rest, 0, rest.len - glue)) : title;
}

static struct str strip_parts(const struct clues *clues, struct str title)
{
    struct str parts[PARTS_MAX], rest = title;
    size_t from = 0, to = 0;
    while (to < PARTS_MAX && title_part(&rest, &parts[to]))
        to++;
    if (rest.at || to == 0) /* a list, or nothing; no title */
        return title;
    while (to - from > 1 && site_is(clues, parts[to - 1]))
        to--;
    while (to - from > 1 && site_is(clues, parts[from]))
        from++;
    const char *end = parts[to - 1].at + parts[to - 1].len;
    return str_make(parts[from].at, (size_t)(end - parts[from].at));
}

struct str site_strip(const struct clues *clues, struct str title)
{
    return strip_glued(clues, strip_parts(clues, title));
}

static struct str website_name(const struct jsonld *jsonld)
{
    for (size_t i = 0; i < jsonld->object_count; i++)
        if (jsonld_is(jsonld->objects[i], S("WebSite")))
            return json_text(json_get(jsonld->objects[i], S("name")));
    return S("");
}

/* Who publishes it; a person who does has a site with a name of its own. */
static struct str ld_site(const struct clues *clues)
{
    const struct jsonld *jsonld = clues->page->jsonld;
    const struct json *publisher =
        jsonld_deref(jsonld, json_get(clues->ld, S("publisher")));
    if (publisher && publisher->kind == JSON_IS_ARRAY)
        publisher = jsonld_deref(jsonld, publisher->first);
    struct str name = json_text(json_get(publisher, S("name")));
    struct str site = website_name(jsonld);
    bool is_person = jsonld_is(publisher, S("Person")) && site.len > 0;
    return name.len > 0 && !is_person ? name : site;
}

/* Microdata: the publisher's name. */
static struct str itemprop_site(const struct clues *clues)
{
    for (size_t i = 0; i < clues->itemprops.len; i++) {
        const struct node *node = clues->itemprops.at[i];
        if (!str_has_word(node_attr(node, ATTR_ITEMPROP), S("publisher")))
            continue;
        int steps = 0;
        for (const struct node *n = node->first; n && steps < OBJECT_NODES;
             n = walk_next(n, node), steps++)
            if (n->kind == NODE_ELEMENT &&
                str_eq(node_attr(n, ATTR_ITEMPROP), S("name")))
                return node_has_attr(n, ATTR_CONTENT)
                           ? node_attr(n, ATTR_CONTENT)
                           : clues_text(clues, n);
    }
    return S("");
}

/* The last or first part of <title> that spells the host. */
static struct str title_site(const struct clues *clues)
{
    struct str rest = clues->page_title, part;
    while (title_part(&rest, &part))
        if (is_like_host(clues, squeeze(clues->page->arena, part)))
            return part;
    return S("");
}

/* "{{site.name}}", "%sitename%": what a template would have put there. */
static bool is_template(struct str text)
{
    return str_starts(text, S("{{")) ||
           (str_starts(text, S("%")) && str_ends(text, S("%")));
}

static struct str fit(const struct clues *clues, struct str name)
{
    struct str clean = clues_clean(clues->page->arena, name);
    bool ok = clean.len > 0 && clean.len <= 100 &&
              !str_istarts(clean, S("http")) && !is_template(clean);
    return ok ? clean : S("");
}

void site_read(struct clues *clues, struct article *article)
{
    struct {
        struct str source, name;
    } found[] = {
        {S("og:site_name"), fit(clues, clues_meta(clues, S("og:site_name")))},
        {S("json-ld"), fit(clues, ld_site(clues))},
        {S("citation_journal_title"),
         fit(clues, clues_meta(clues, S("citation_journal_title")))},
        {S("application-name"),
         fit(clues, clues_meta(clues, S("application-name")))},
        {S("title"), fit(clues, title_site(clues))},
        {S("itemprop"), fit(clues, itemprop_site(clues))},
        {S("apple-mobile-web-app-title"),
         fit(clues, clues_meta(clues, S("apple-mobile-web-app-title")))},
        {S("dc.publisher"), fit(clues, clues_meta(clues, S("dc.publisher")))},
    };
    struct field_source *source = NULL;
    for (size_t i = 0; i < COUNT(found); i++) {
        if (found[i].name.len == 0)
            continue;
        if (source && !str_eq(found[i].name, clues->site_name))
            clues_alternative(source, found[i].source, found[i].name);
        if (source)
            continue;
        clues->site_name = found[i].name;
        source = clues_source(clues, article, "site_name", found[i].source);
    }
    article->site_name = clues->site_name;
}

/* Is it the section that the article stands in? */
static bool is_section(const struct clues *clues, struct str part)
{
    return str_ieq(part, clues_meta(clues, S("article:section"))) ||
           str_ieq(part, json_text(json_get(clues->ld, S("articleSection"))));
}

/* "Site: Headline", as blogs have it. */
static struct str before_colon(struct str title, struct str headline)
{
    struct str front = str_sub(
        title, 0, title.len < headline.len ? 0 : title.len - headline.len);
    bool is_front =
        front.len > 2 && str_ends(front, S(": ")) && str_ends(title, headline);
    return is_front ? str_sub(front, 0, front.len - 2) : S("");
}

/* Of a title of two parts the one that is not the headline. */
static struct str beside(struct arena *arena, struct str title,
                         struct str headline)
{
    struct str rest = title, part, other = S("");
    struct wording wanted, words;
    size_t parts = 0, same = 0;
    wording_read(arena, headline, &wanted);
    for (; parts < 3 && title_part(&rest, &part); parts++) {
        wording_read(arena, part, &words);
        if (wording_equal(&words, &wanted))
            same++;
        else
            other = part;
    }
    return parts == 2 && same == 1 && !rest.at ? other : S("");
}

void site_guess(struct clues *clues, struct article *article)
{
    struct arena *arena = clues->page->arena;
    struct wording words;
    if (clues->site_name.len > 0 || !clues->headline)
        return;
    struct str headline = clues_text(clues, clues->headline);
    struct str name = beside(arena, clues->page_title, headline);
    if (name.len == 0)
        name = before_colon(clues->page_title, headline);
    wording_read(arena, name, &words);
    if (words.count == 0 || words.count > GUESS_WORDS ||
        str_istarts(name, S("by ")) || is_section(clues, name))
        return;
    clues->site_name = article->site_name = name;
    clues_source(clues, article, "site_name", S("title"));
}
