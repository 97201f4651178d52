/* SPDX-License-Identifier: MIT */
/* site.c - the name of the site that publishes a page. */
#include "article/site.h"

#include "article/wording.h"
#include "net/host.h"
#include "text/unicode.h"
#include <string.h>

/* What stands between a headline and a site's name, spaces around it. */
static const struct str SEPARATORS[] = {
    STR("|"),      STR("-"),      STR("\u2013"), STR("\u2014"), STR("\u00b7"),
    STR("\u00bb"), STR("\u00ab"), STR("::"),     STR("\u2022"), STR("/"),
    STR("\u203a"), STR(">"),      STR("<"),      STR("\u2039"), STR(":"),
    STR("\u2502"), STR("~"),      STR("\u2013"), STR("\u25b7"), STR("\u2605")};

/* Where they may stand without a space before or around them. */
static const struct str BARE[] = {STR("\uff5c"), STR("|"), STR("\u2014\u2014"),
                                  STR("_")};

/* A title of more parts is none. */
#define PARTS_MAX    12

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

struct str site_strip(const struct clues *clues, struct str title)
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

static struct str ld_site(const struct clues *clues)
{
    const struct jsonld *jsonld = clues->page->jsonld;
    const struct json *publisher =
        jsonld_deref(jsonld, json_get(clues->ld, S("publisher")));
    if (publisher && publisher->kind == JSON_IS_ARRAY)
        publisher = jsonld_deref(jsonld, publisher->first);
    const struct json *name = json_get(publisher, S("name"));
    if (name && json_text(name).len > 0)
        return json_text(name);
    for (size_t i = 0; i < jsonld->object_count; i++)
        if (jsonld_is(jsonld->objects[i], S("WebSite")))
            return json_text(json_get(jsonld->objects[i], S("name")));
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

static struct str fit(const struct clues *clues, struct str name)
{
    struct str clean = clues_clean(clues->page->arena, name);
    bool ok =
        clean.len > 0 && clean.len <= 100 && !str_istarts(clean, S("http"));
    return ok ? clean : S("");
}

void site_read(struct clues *clues, struct article *article)
{
    struct {
        struct str source, name;
    } found[] = {
        {S("og:site_name"), fit(clues, clues_meta(clues, S("og:site_name")))},
        {S("json-ld"), fit(clues, ld_site(clues))},
        {S("application-name"),
         fit(clues, clues_meta(clues, S("application-name")))},
        {S("title"), fit(clues, title_site(clues))},
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
