/* SPDX-License-Identifier: MIT */
/* facts.c - the smaller things a page says about its article. */
#include "article/facts.h"

#include "base/buf.h"
#include "html/walk.h"
#include "text/lang.h"
#include "text/unicode.h"
#include <string.h>

/* Links to licences; more are of a list of pictures. */
#define LICENCES_MAX 100
/* A block that is no sentence any more. */
#define FIELD_BYTES 600
/* Text enough to tell a language by. */
#define SAMPLE_BYTES 3000
/* Text that says more of its language than a template does. */
#define CLEAR_BYTES 400
/* "the" in SAMPLE_BYTES. */
#define CLEAR_WORDS 4

/* --- language ----------------------------------------------------------- */

/* The first words of the body behind a node, or of the page. */
static struct str sample(const struct clues *clues, uint32_t i)
{
    const struct page *page = clues->page;
    uint32_t end = clues->body_end;
    if (end <= i) {
        i = page->doc->body->order;
        end = page->doc->body->end;
    }
    char *out = arena_alloc(page->arena, SAMPLE_BYTES + 1);
    size_t len = 0;
    for (; i < end && len < SAMPLE_BYTES; i++) {
        const struct node *node = page->nodes[i];
        if (node->kind != NODE_TEXT || page->facts[i].is_hidden)
            continue;
        struct str text = utf8_clip(node->text, SAMPLE_BYTES - len);
        memcpy(out + len, text.at, text.len);
        len += text.len;
        out[len < SAMPLE_BYTES ? len++ : len] = ' ';
    }
    return str_make(out, len);
}

/* What templates come with, whatever their pages are written in. */
static bool is_default(struct str language)
{
    return str_eq(language, S("en")) || str_istarts(language, S("en-"));
}

/* Nearly every other sentence of English has one; no other language does. */
static bool is_english(struct str text)
{
    int count = 0;
    for (size_t at; count < CLEAR_WORDS; count++) {
        at = str_find(text, S(" the "));
        if (at == STR_NONE)
            return false;
        str_cut(&text, at + 4);
    }
    return true;
}

/* A long text that is clearly of another language. */
static void correct_language(const struct clues *clues,
                             struct field_source *source,
                             struct article *article)
{
    struct str text = sample(clues, clues_prose(clues));
    struct str said = article->language;
    if (text.len < CLEAR_BYTES || is_english(text))
        return;
    struct str detected = lang_detect(text);
    if (detected.len == 0 || is_default(detected))
        return;
    article->language = detected;
    clues_alternative(source, source->source, said);
    source->source = S("text");
}

void language_read(struct clues *clues, struct article *article)
{
    const struct page *page = clues->page;
    struct {
        struct str source, tag;
    } found[] = {
        {S("html lang"), page->lang},
        {S("html lang"), node_attr(page->doc->body, ATTR_LANG)},
        {S("og:locale"), clues_meta(clues, S("og:locale"))},
        {S("content-language"), clues_meta(clues, S("content-language"))},
        {S("json-ld"), json_text(json_get(clues->ld, S("inLanguage")))},
        {S("dc.language"), clues_meta(clues, S("dc.language"))},
    };
    struct field_source *source = NULL;
    for (size_t i = 0; i < sizeof found / sizeof *found; i++) {
        struct str tag = lang_canonical(page->arena, found[i].tag);
        if (tag.len == 0)
            continue;
        if (source && !str_eq(tag, article->language))
            clues_alternative(source, found[i].source, tag);
        if (source)
            continue;
        article->language = tag;
        source = clues_source(clues, article, "language", found[i].source);
    }
    if (source && is_default(article->language))
        correct_language(clues, source, article);
    if (!source) {
        article->language = lang_detect(sample(clues, clues_prose(clues)));
        if (article->language.len == 0)
            article->language = lang_detect(sample(clues, clues->body_start));
        if (article->language.len > 0)
            clues_source(clues, article, "language", S("text"));
    }
    if (str_ieq(node_attr(page->doc->html, ATTR_DIR), S("rtl")) ||
        str_ieq(node_attr(page->doc->body, ATTR_DIR), S("rtl")) ||
        lang_is_rtl(article->language))
        article->direction = S("rtl");
}

/* --- description -------------------------------------------------------- */

void description_read(struct clues *clues, struct article *article)
{
    struct str which = S("json-ld");
    struct str text =
        clues_meta_any(clues,
                       "og:description\0description\0twitter:description\0"
                       "dc.description\0dcterms.description\0dcterms.abstract\0"
                       "citation_abstract\0sailthru.description\0",
                       &which);
    if (text.len == 0)
        text = clues_clean(clues->page->arena,
                           json_text(json_get(clues->ld, S("description"))));
    bool is_template = str_starts(text, S("%")) || str_starts(text, S("{{"));
    if (text.len == 0 || str_eq(text, article->title) || is_template)
        return;
    article->description = text;
    clues_source(clues, article, "description", which);
}

/* --- canonical URL ------------------------------------------------------ */

/* "/", "/index.html", "/en/" */
static bool is_front(const struct url *url)
{
    struct str page = str_trim_set(url->path, "/");
    bool is_language =
        page.len == 2 && char_is_alpha(page.at[0]) && char_is_alpha(page.at[1]);
    return url->query.len == 0 &&
           (page.len == 0 || is_language ||
            (str_istarts(page, S("index.")) && !str_has_byte(page, '/')));
}

/* A developer's own machine. */
static bool is_local(const struct url *url)
{
    return !str_has_byte(url->host, '.') || str_starts(url->host, S("127.")) ||
           str_ends(url->host, S(".local"));
}

static struct str last_segment(struct str path)
{
    while (path.len > 0 && path.at[path.len - 1] == '/')
        path.len--;
    size_t slash = str_rfind_byte(path, '/');
    return slash == STR_NONE ? path : str_from(path, slash + 1);
}

/* The URL made absolute when it may well be this page's; else empty. */
static struct str sane_url(const struct clues *clues, struct str href)
{
    const struct page *page = clues->page;
    bool absolute = str_istarts(href, S("http"));
    struct url url;
    if (href.len == 0 || str_until(href, "{}<>\" ") < href.len ||
        (!absolute && *href.at != '/'))
        return S("");
    struct str resolved = page_resolve(page, href, true);
    if (resolved.len == 0 ||
        url_parse(page->arena, resolved, NULL, &url) != OP_OK ||
        (is_local(&url) && !str_eq(url.host, page->url.host)))
        return S("");
    if (page->url.href.len == 0 || !url_is_web(&page->url))
        return is_front(&url) ? S("") : resolved;
    if (is_front(&url) && !is_front(&page->url))
        return S("");
    if (!url_same_site(&url, &page->url) &&
        !str_eq(last_segment(url.path), last_segment(page->url.path)))
        return S("");
    return resolved;
}

void canonical_read(struct clues *clues, struct article *article)
{
    struct {
        struct str source, href;
    } found[] = {
        {S("rel=canonical"), clues_link(clues, S("canonical"))},
        {S("og:url"), clues_meta(clues, S("og:url"))},
        {S("json-ld"), json_text(json_get(clues->ld, S("url")))},
        {S("json-ld"), json_text(json_get(clues->ld, S("mainEntityOfPage")))},
    };
    struct field_source *source = NULL;
    for (size_t i = 0; i < sizeof found / sizeof *found; i++) {
        struct str url = sane_url(clues, found[i].href);
        if (url.len == 0)
            continue;
        if (source && !str_eq(url, article->canonical_url))
            clues_alternative(source, found[i].source, url);
        if (source)
            continue;
        article->canonical_url = url;
        source = clues_source(clues, article, "canonical_url", found[i].source);
    }
    struct str amp = clues_link(clues, S("amphtml"));
    if (source && amp.len > 0)
        clues_alternative(source, S("amphtml"),
                          page_resolve(clues->page, amp, true));
}

/* --- licence ------------------------------------------------------------ */

static bool is_commons(struct str href)
{
    size_t at = str_find(href, S("creativecommons.org/"));
    struct str behind = at == STR_NONE ? S("") : str_from(href, at + 20);
    return str_starts(behind, S("licenses/")) ||
           str_starts(behind, S("publicdomain/"));
}

/* Of a picture, or of something that stands in one. */
static bool is_in_figure(const struct node *node)
{
    return node_ancestor(node, TAG_FIGURE) ||
           node_ancestor(node, TAG_FIGCAPTION);
}

/* "This article is licensed under ...", in the text itself. */
static bool speaks_of_itself(const struct clues *clues, const struct node *link)
{
    static const struct str WORDS[] = {
        STR("this article"),    STR("this work"),          STR("this post"),
        STR("this text"),       STR("this page"),          STR("this content"),
        STR("our articles"),    STR("dieser artikel"),     STR("dieser text"),
        STR("dieser beitrag"),  STR("dieses werk"),        STR("cet article"),
        STR("ce texte"),        STR("este art\u00edculo"), STR("este artigo"),
        STR("questo articolo"), STR("dit artikel")};
    const struct node *block = link->parent;
    while (block && !tag_is_block(block->tag))
        block = block->parent;
    if (!block || page_facts(clues->page, block)->text_len > FIELD_BYTES)
        return false;
    struct str text = clues_text(clues, block);
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
        if (str_ifind(text, WORDS[i]) != STR_NONE)
            return true;
    return false;
}

/* A link to a licence outside the prose speaks of the page; inside, mostly of
 * some picture. */
static struct str commons_link(const struct clues *clues)
{
    const struct page *page = clues->page;
    int tried = 0;
    for (uint32_t i = 1; i < page->node_count && tried < LICENCES_MAX; i++) {
        const struct node *node = page->nodes[i];
        if (!node_is(node, TAG_A) || !is_commons(node_attr(node, ATTR_HREF)))
            continue;
        tried++;
        bool in_body = i >= clues->body_start && i < clues->body_end &&
                       clues->regions[i] == REGION_PLAIN;
        if (!is_in_figure(node) && (!in_body || speaks_of_itself(clues, node)))
            return node_attr(node, ATTR_HREF);
    }
    return S("");
}

static struct str rel_license(const struct clues *clues)
{
    for (size_t i = 0; i < clues->links.len; i++)
        if (str_has_word(node_attr(clues->links.at[i], ATTR_REL),
                         S("license")) &&
            clues_region(clues, clues->links.at[i]) != REGION_COMMENTS &&
            !is_in_figure(clues->links.at[i]))
            return str_trim(node_attr(clues->links.at[i], ATTR_HREF));
    return S("");
}

/* "All rights reserved" is no address. */
static struct str address_of(struct str text)
{
    bool is_one = str_istarts(text, S("http")) || str_starts(text, S("/"));
    return is_one && !str_has_byte(text, ' ') ? text : S("");
}

void license_read(struct clues *clues, struct article *article)
{
    struct {
        struct str source, href;
    } found[] = {
        {S("rel=license"), rel_license(clues)},
        {S("json-ld"),
         address_of(json_text(json_get(clues->ld, S("license"))))},
        {S("dcterms.license"),
         address_of(clues_meta(clues, S("dcterms.license")))},
        {S("dc.rights"), address_of(clues_meta(clues, S("dc.rights")))},
        {S("dcterms.rights"),
         address_of(clues_meta(clues, S("dcterms.rights")))},
        {S("link"), commons_link(clues)},
    };
    for (size_t i = 0; i < sizeof found / sizeof *found; i++) {
        if (found[i].href.len == 0)
            continue;
        struct str url = page_resolve(clues->page, found[i].href, true);
        if (url.len == 0)
            continue;
        article->license = url;
        clues_source(clues, article, "license", found[i].source);
        return;
    }
}
