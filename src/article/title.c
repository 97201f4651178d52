/* SPDX-License-Identifier: MIT */
/* title.c - the headline of an article: a judge among what the page says. */
#include "article/title.h"

#include "article/site.h"
#include "article/wording.h"
#include "html/walk.h"

/* Candidates beyond this are headings of a listing. */
#define CANDIDATES_MAX 40
/* Words of a headline that may have been cut short. */
#define LONG_WORDS 5
/* Headlines are shorter, in bytes. */
#define TITLE_MAX 500

/* Where a candidate stands. */
enum kind {
    H1,
    HEADING, /* an h2, or what is named headline */
    LD_HEADLINE,
    LD_NAME,
    OG,
    TWITTER,
    META,
    META_TITLE,
    PAGE,      /* <title> without the site's name */
    PAGE_PART, /* a part of <title> */
    KIND_COUNT
};

/* What a kind is worth: by itself, as witness that says the same words, and as
 * one that says nearly the same. Fitted to pages whose headline is known; so
 * are the weights below. */
struct worth {
    double own, same, near;
};

static const struct worth WORTH[KIND_COUNT] = {
    [H1] = {0.55, 0.08, -0.05},          [HEADING] = {-1.85, 1.17, 0.24},
    [LD_HEADLINE] = {1.52, 0.11, -0.20}, [LD_NAME] = {0.34, -0.03, 0.20},
    [OG] = {2.09, 1.54, 0.92},           [TWITTER] = {0.27, -0.91, -0.32},
    [META] = {-0.21, 1.19, -0.51},       [META_TITLE] = {0.03, 0.67, -0.37},
    [PAGE] = {-0.87, -0.26, 0.68},       [PAGE_PART] = {-0.33, 0.73, -0.69},
};

/* More of it on a page that calls itself NewsArticle: there the headlines for
 * sharing are made by editors. */
static const struct worth NEWS_WORTH[KIND_COUNT] = {
    [H1] = {0.48, -0.49, 0.00},
    [LD_HEADLINE] = {2.10, 0.22, 0.00},
    [OG] = {2.27, 0.50, -0.80},
};

/* On such a page, a heading that the window's title says word for word is what
 * its editors call it. */
#define HEADED_WORTH 1.0

struct candidate {
    struct str text, source;
    struct node *node; /* NULL unless a heading */
    struct wording words;
    enum kind kind;
    double score;
};

struct jury {
    struct clues *clues;
    struct candidate *at;
    size_t len;
    size_t h1_count;
    bool is_news;
};

static struct candidate *add(struct jury *jury, enum kind kind,
                             struct str source, struct str text)
{
    if (text.len == 0 || text.len > TITLE_MAX || jury->len >= CANDIDATES_MAX)
        return NULL;
    struct candidate *c = &jury->at[jury->len];
    *c = (struct candidate){.text = text, .source = source, .kind = kind};
    wording_read(jury->clues->page->arena, text, &c->words);
    if (c->words.count == 0)
        return NULL;
    jury->len++;
    return c;
}

/* --- headings ----------------------------------------------------------- */

/* A site's name at the top is often an h1 with a link to the front page. */
static bool is_logo(const struct jury *jury, const struct node *node,
                    struct str text)
{
    if (site_is(jury->clues, text))
        return true;
    struct str tokens = page_tokens(jury->clues->page, node);
    return str_find(tokens, S("logo")) != STR_NONE ||
           str_find(tokens, S("site-title")) != STR_NONE ||
           str_find(tokens, S("site-name")) != STR_NONE;
}

static bool names_title(struct str tokens)
{
    static const struct str NAMES[] = {
        STR("entry-title"), STR("post-title"),     STR("article-title"),
        STR("headline"),    STR("article__title"), STR("page-title"),
        STR("post__title"), STR("entry__title"),   STR("article-headline"),
        STR("posttitle"),   STR("articletitle"),   STR("story-title")};
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
        if (str_find(tokens, NAMES[i]) != STR_NONE)
            return true;
    return false;
}

static bool is_named(const struct jury *jury, const struct node *node)
{
    return names_title(page_tokens(jury->clues->page, node)) ||
           str_has_word(node_attr(node, ATTR_ITEMPROP), S("headline"));
}

/* The line above a headline that stands within its element; or NULL. */
static const struct node *kicker_of(const struct page *page,
                                    const struct node *heading)
{
    static const struct str NAMES[] = {
        STR("kicker"),   STR("overline"),  STR("dachzeile"), STR("topline"),
        STR("roofline"), STR("highline"),  STR("pretitle"),  STR("pre-title"),
        STR("eyebrow"),  STR("label"),     STR("surtitle"),  STR("supertitle"),
        STR("prefix"),   STR("spitzmarke")};
    const struct node *first = first_element(heading);
    while (first && first_element(first) &&
           page_facts(page, first)->text_len ==
               page_facts(page, heading)->text_len)
        first = first_element(first);
    if (!first || page_facts(page, first)->text_len * 2 >
                      page_facts(page, heading)->text_len)
        return NULL;
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
        if (str_find(page_tokens(page, first), NAMES[i]) != STR_NONE)
            return first;
    return NULL;
}

/* What a heading says, without the line above. */
static struct str heading_text(const struct clues *clues,
                               const struct node *heading)
{
    struct str text = clues_text(clues, heading);
    const struct node *kicker = kicker_of(clues->page, heading);
    struct str above = kicker ? clues_text(clues, kicker) : S("");
    if (above.len > 0 && above.len < text.len && str_starts(text, above))
        str_cut(&text, above.len);
    str_cut(&text, str_span(text, " :|"));
    return text;
}

/* Is it a candidate at all? */
static bool may_be_headline(const struct jury *jury, const struct node *node,
                            struct str text)
{
    const struct clues *clues = jury->clues;
    bool named = is_named(jury, node);
    bool away = clues_region(clues, node) != REGION_PLAIN;
    if (is_logo(jury, node, text))
        return node->tag == TAG_H1 && !away && named && !site_is(clues, text);
    if (node->tag == TAG_H1)
        return true;
    return (node->tag == TAG_H2 || named) && !away;
}

static void add_headings(struct jury *jury)
{
    const struct clues *clues = jury->clues;
    for (size_t i = 0; i < clues->headings.len; i++) {
        struct node *node = clues->headings.at[i];
        if (page_facts(clues->page, node)->text_len > TITLE_MAX ||
            jury->len >= CANDIDATES_MAX - 12)
            continue;
        struct str text = site_strip(clues, heading_text(clues, node));
        if (!may_be_headline(jury, node, text))
            continue;
        enum kind kind = node->tag == TAG_H1 ? H1 : HEADING;
        struct candidate *c = add(jury, kind, tag_name(node->tag), text);
        if (!c)
            continue;
        c->node = node;
        jury->h1_count += kind == H1;
    }
}

/* --- the rest ----------------------------------------------------------- */

static void add_meta(struct jury *jury, enum kind kind, const char *name)
{
    struct str text = clues_meta(jury->clues, str_of(name));
    add(jury, kind, str_of(name), site_strip(jury->clues, text));
}

static void add_metas(struct jury *jury)
{
    add_meta(jury, OG, "og:title");
    add_meta(jury, TWITTER, "twitter:title");
    add_meta(jury, META, "parsely-title");
    add_meta(jury, META, "sailthru.title");
    add_meta(jury, META, "dc.title");
    add_meta(jury, META, "dcterms.title");
    add_meta(jury, META, "citation_title");
    add_meta(jury, META, "headline");
    struct str text = clues_meta(jury->clues, S("title"));
    add(jury, META_TITLE, S("meta title"), site_strip(jury->clues, text));
}

static void add_ld(struct jury *jury)
{
    const struct json *ld = jury->clues->ld;
    struct arena *arena = jury->clues->page->arena;
    struct str headline =
        clues_clean(arena, json_text(json_get(ld, S("headline"))));
    struct str name = clues_clean(arena, json_text(json_get(ld, S("name"))));
    add(jury, LD_HEADLINE, S("json-ld"), site_strip(jury->clues, headline));
    add(jury, LD_NAME, S("json-ld"), site_strip(jury->clues, name));
}

/* <title> as it stands, without the site's name, and its longer parts: the
 * others say which of them is the headline. */
static void add_page_title(struct jury *jury)
{
    struct str title = jury->clues->page_title, part, rest = title;
    add(jury, PAGE, S("title"), site_strip(jury->clues, title));
    size_t longest = 0, count = 0;
    for (; title_part(&rest, &part) && count < 8; count++)
        longest = part.len > longest ? part.len : longest;
    rest = title;
    for (size_t i = 0; i < count && title_part(&rest, &part); i++)
        if (count > 1 && part.len * 2 >= longest)
            add(jury, PAGE_PART, S("title"), part);
    /* "Headline - Section - Site": all but the first. */
    rest = title;
    if (count > 2 && title_part(&rest, &part)) {
        const char *end = title.at + title.len;
        add(jury, PAGE_PART, S("title"),
            str_make(rest.at, (size_t)(end - rest.at)));
    }
}

/* --- the verdict -------------------------------------------------------- */

/* Only one can be the headline: neither headings nor what comes from one
 * place are witnesses for each other. */
static bool may_witness(const struct candidate *w, const struct candidate *c)
{
    if (w->node || c->node)
        return !(w->node && c->node);
    return w->kind != c->kind;
}

/* What others say for a candidate: each kind once, by its best witness. */
static double support(const struct jury *jury, const struct candidate *c)
{
    bool same[KIND_COUNT] = {false};
    double near[KIND_COUNT] = {0}, sum = 0;
    for (size_t i = 0; i < jury->len; i++) {
        const struct candidate *w = &jury->at[i];
        if (w == c || !may_witness(w, c))
            continue;
        double likeness = wording_overlap(&c->words, &w->words);
        likeness *= likeness;
        if (wording_equal(&c->words, &w->words))
            same[w->kind] = true;
        else if (likeness > near[w->kind])
            near[w->kind] = likeness;
    }
    same[c->kind] = true;
    if (jury->is_news && same[H1] && (same[PAGE] || same[PAGE_PART]))
        sum += HEADED_WORTH;
    same[c->kind] = false;
    for (int k = 0; k < KIND_COUNT; k++) {
        sum += same[k] ? WORTH[k].same : near[k] * WORTH[k].near;
        if (jury->is_news)
            sum += same[k] ? NEWS_WORTH[k].same : near[k] * NEWS_WORTH[k].near;
    }
    return sum;
}

/* What the place of a heading says for it. */
static double standing(const struct jury *jury, const struct candidate *c,
                       bool is_first_h1)
{
    const struct clues *clues = jury->clues;
    double sum = clues->body->title == c->node ? 2.39 : 0;
    if (is_named(jury, c->node))
        sum += c->kind == H1 ? -0.13 : -0.05;
    if (clues_region(clues, c->node) != REGION_PLAIN)
        sum += -0.79;
    if (clues->body_end > clues->body_start && c->node->order > clues->body_end)
        sum += -0.42;
    if (is_first_h1)
        sum += jury->h1_count == 1 ? -0.38 : 0.89;
    return sum;
}

static const struct candidate *judge(struct jury *jury)
{
    const struct candidate *best = NULL;
    bool met_h1 = false;
    for (size_t i = 0; i < jury->len; i++) {
        struct candidate *c = &jury->at[i];
        c->score = WORTH[c->kind].own + support(jury, c);
        if (jury->is_news)
            c->score += NEWS_WORTH[c->kind].own;
        if (c->node)
            c->score += standing(jury, c, c->kind == H1 && !met_h1);
        met_h1 = met_h1 || c->kind == H1;
        if (c->words.count < 3)
            c->score += c->words.count == 1 ? -1.02 : -0.82;
        if (site_is(jury->clues, c->text))
            c->score += -0.47;
        if (!best || c->score > best->score)
            best = c;
    }
    return best;
}

static bool is_meta(enum kind kind)
{
    return kind == OG || kind == TWITTER || kind == META || kind == META_TITLE;
}

/* Does another place than a meta, which may be cut short in the same way, say
 * just that? */
static bool has_witness(const struct jury *jury, const struct candidate *c)
{
    for (size_t i = 0; i < jury->len; i++)
        if (&jury->at[i] != c && !is_meta(jury->at[i].kind) &&
            wording_equal(&jury->at[i].words, &c->words))
            return true;
    return false;
}

/* Of "Headline | Section" the headline, when another says just that; of a
 * headline cut short (some are, at 110 characters) the heading that has it
 * whole. */
static const struct candidate *mend(const struct jury *jury,
                                    const struct candidate *best)
{
    struct str rest = best->text, part;
    struct wording words;
    bool has_more = title_part(&rest, &part) && rest.at;
    wording_read(jury->clues->page->arena, part, &words);
    for (size_t i = 0; has_more && i < jury->len; i++)
        if (jury->at[i].kind != PAGE_PART && part.len * 2 > best->text.len &&
            wording_equal(&jury->at[i].words, &words))
            return &jury->at[i];
    if (best->node || best->words.count < LONG_WORDS || has_witness(jury, best))
        return best;
    for (size_t i = 0; i < jury->len; i++)
        if (jury->at[i].kind == H1 &&
            wording_starts(&best->words, &jury->at[i].words))
            return &jury->at[i];
    return best;
}

/* The heading that says what was chosen elsewhere. */
static struct node *find_headline(const struct jury *jury,
                                  const struct candidate *best)
{
    if (best->node)
        return best->node;
    struct node *found = jury->clues->body->title;
    double most = 0.6;
    for (size_t i = 0; i < jury->len; i++) {
        double likeness = wording_overlap(&best->words, &jury->at[i].words);
        if (jury->at[i].node && likeness > most) {
            most = likeness;
            found = jury->at[i].node;
        }
    }
    return found;
}

/* --- the subtitle ------------------------------------------------------- */

static bool names_subtitle(struct str tokens)
{
    static const struct str NAMES[] = {
        STR("subtitle"),   STR("sub-title"),    STR("subheadline"),
        STR("standfirst"), STR("sub-headline"), STR("deck"),
        STR("subhead"),    STR("sub-heading"),  STR("dek")};
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
        if (tokens_have(tokens, NAMES[i]) ||
            (NAMES[i].len > 6 && str_find(tokens, NAMES[i]) != STR_NONE))
            return true;
    return false;
}

/* What is named so among the nodes that follow the headline closely. */
static struct str subtitle_near(const struct clues *clues)
{
    const struct page *page = clues->page;
    uint32_t end = clues->headline->end + 60;
    if (end > page->node_count)
        end = page->node_count;
    for (uint32_t i = clues->headline->end; i < end; i++) {
        const struct node *node = page->nodes[i];
        const struct node_facts *facts = page_facts(page, node);
        if (node->kind != NODE_ELEMENT || facts->is_hidden ||
            facts->text_len < 10 || facts->text_len > 400)
            continue;
        if (names_subtitle(page_tokens(page, node)))
            return clues_text(clues, node);
    }
    return S("");
}

static void read_subtitle(struct clues *clues, struct article *article)
{
    struct str text =
        clues_clean(clues->page->arena,
                    json_text(json_get(clues->ld, S("alternativeHeadline"))));
    struct str source = S("json-ld");
    if (clues->headline) {
        struct str near = subtitle_near(clues);
        if (near.len > 0) {
            text = near;
            source = S("class");
        }
    }
    if (text.len == 0 || str_eq(text, article->title))
        return;
    article->subtitle = text;
    clues_source(clues, article, "subtitle", source);
}

void title_read(struct clues *clues, struct article *article)
{
    struct jury jury = {.clues = clues};
    jury.at = arena_array(clues->page->arena, struct candidate, CANDIDATES_MAX);
    jury.is_news = jsonld_is(clues->ld, S("NewsArticle")) ||
                   jsonld_is(clues->ld, S("ReportageNewsArticle")) ||
                   jsonld_is(clues->ld, S("LiveBlogPosting"));
    add_headings(&jury);
    add_ld(&jury);
    add_metas(&jury);
    add_page_title(&jury);
    const struct candidate *best = judge(&jury);
    if (!best)
        return;
    best = mend(&jury, best);
    article->title = best->text;
    struct field_source *source =
        clues_source(clues, article, "title", best->source);
    for (size_t i = 0; i < jury.len; i++)
        if (!wording_equal(&jury.at[i].words, &best->words) &&
            (!jury.at[i].node || jury.at[i].node->tag == TAG_H1))
            clues_alternative(source, jury.at[i].source, jury.at[i].text);
    clues->headline = find_headline(&jury, best);
    read_subtitle(clues, article);
}
