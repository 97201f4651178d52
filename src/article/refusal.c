/* SPDX-License-Identifier: MIT */
/* refusal.c - is this an article at all, and if not, what is it? */
#include "article/refusal.h"

#include "html/walk.h"
#include "text/unicode.h"

/* Words. Below the first nothing is worth archiving; a page that says it is
 * missing, or that asks for a password, is shorter than the second; walls are
 * shorter than the third. */
#define LEAST_WORDS  25
#define NOTICE_WORDS 150
#define WALL_WORDS   300
/* A page of so many <article>s, none of them large, is a listing. */
#define LISTED 5
/* Below this confidence an article is called into question. */
#define DOUBT 0.5

struct phrase {
    const char *text; /* lower-case */
};

/* Titles of pages that stand between a robot and the page. */
static const struct phrase CHALLENGES[] = {
    {"just a moment"},
    {"attention required"},
    {"access denied"},
    {"access to this page has been denied"},
    {"are you a robot"},
    {"robot check"},
    {"bot verification"},
    {"human verification"},
    {"verify you are human"},
    {"verify you are a human"},
    {"pardon our interruption"},
    {"checking your browser"},
    {"security check"},
    {"client challenge"},
    {"ddos-guard"},
    {"request unsuccessful"},
    {"please wait..."},
    {"un instant..."},
    {"einen moment"},
    {"you have been blocked"},
    {"unusual traffic"},
    {"captcha"},
};

/* In the source of scripts, frames and links of such pages. */
static const struct phrase CHALLENGE_PARTS[] = {
    {"/orchestrate/chl_page"}, /* Cloudflare */
    {"/orchestrate/jsch"},
    {"/orchestrate/managed"},
    {"/cdn-cgi/l/chk_"},
    {"captcha-delivery.com"}, /* DataDome */
    {"_incapsula_resource"},  /* Imperva */
    {"/px/captcha"},          /* PerimeterX */
    {"captcha.px-cloud"},
    {"errors.edgesuite.net"}, /* Akamai */
    {"awswaf.com"},
    {"/.well-known/sgcaptcha"},
};

/* Ids and classes of such pages. */
static const struct phrase CHALLENGE_IDS[] = {
    {"challenge-form"},   {"challenge-running"},      {"cf-challenge-running"},
    {"challenge-error"},  {"cf-error-details"},       {"px-captcha"},
    {"sec-if-container"}, {"ddv1-captcha-container"},
};

static const struct phrase CONSENTS[] = {
    {"before you continue"},     {"bevor sie fortfahren"},
    {"avant de continuer"},      {"antes de continuar"},
    {"your privacy choices"},    {"cookie consent"},
    {"we value your privacy"},   {"datenschutzeinstellungen"},
    {"mit werbung weiterlesen"}, {"contentpass"},
};

static const struct phrase MISSING[] = {
    {"404"},
    {"not found"},
    {"page doesn't exist"},
    {"page does not exist"},
    {"no longer available"},
    {"page unavailable"},
    {"nicht gefunden"},
    {"nicht mehr verf\xC3\xBCgbar"},
    {"introuvable"},
    {"n'existe pas"},
    {"no encontrad"},
    {"no existe"},
    {"n\xC3\xA3o encontrad"},
    {"non trovat"},
    {"niet gevonden"},
    {"nie znaleziono"},
    {"hittades inte"},
    {"ikke fundet"},
    {"ikke funnet"},
    {"\xD0\xBD\xD0\xB5 \xD0\xBD\xD0\xB0\xD0\xB9\xD0\xB4\xD0\xB5\xD0\xBD"},
    {"bulunamad\xC4\xB1"},
    {"\xE9\xA1\xB5\xE9\x9D\xA2\xE4\xB8\x8D\xE5\xAD\x98\xE5\x9C\xA8"},
    {"\xE8\xA6\x8B\xE3\x81\xA4\xE3\x81\x8B\xE3\x82\x8A\xE3\x81\xBE"
     "\xE3\x81\x9B\xE3\x82\x93"},
};

/* Classes that content management puts on the body of a listing. */
static const struct phrase LISTING_CLASSES[] = {
    {"archive"}, {"category"}, {"search-results"}, {"tag"}, {"search"},
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const char *find_phrase(struct str text, const struct phrase *phrases,
                               size_t count)
{
    for (size_t i = 0; text.len && i < count; i++) {
        if (str_ifind(text, str_of(phrases[i].text)) != STR_NONE)
            return phrases[i].text;
    }
    return NULL;
}

/* --- what the page calls itself ---------------------------------------- */

static struct str title_text(const struct page *page)
{
    const struct node *title = walk_find(page->doc->head, TAG_TITLE);
    return title && title->first ? str_trim(title->first->text) : S("");
}

static struct str heading_text(const struct page *page)
{
    const struct node *h1 = walk_find(page->doc->body, TAG_H1);
    return h1 ? node_text_folded(page->arena, h1) : S("");
}

static const char *says(const struct page *page, const struct phrase *phrases,
                        size_t count)
{
    const char *found = find_phrase(title_text(page), phrases, count);
    return found ? found : find_phrase(heading_text(page), phrases, count);
}

static void warn(const struct page *page, struct article *article,
                 const char *text)
{
    *vec_push(&article->warnings, page->arena) = str_of(text);
}

static void refuse(const struct page *page, struct article *article,
                   enum op_status status, const char *why)
{
    if (article->refusal != OP_OK)
        return;
    article->refusal = status;
    article->is_article = false;
    if (article->confidence > 0.2)
        article->confidence = 0.2;
    warn(page, article, why);
}

/* --- walls ------------------------------------------------------------- */

static bool is_challenge_part(const struct node *node)
{
    struct str id = node_attr(node, ATTR_ID);
    struct str src = node_attr(node, ATTR_SRC);
    if (find_phrase(src, CHALLENGE_PARTS, COUNT(CHALLENGE_PARTS)))
        return true;
    for (size_t i = 0; id.len && i < COUNT(CHALLENGE_IDS); i++) {
        if (str_ieq(id, str_of(CHALLENGE_IDS[i].text)))
            return true;
    }
    return node_is(node, TAG_SCRIPT) && node->first && !src.len &&
           find_phrase(utf8_clip(node->first->text, 4096), CHALLENGE_PARTS,
                       COUNT(CHALLENGE_PARTS));
}

static bool is_password(const struct node *node)
{
    return node_is(node, TAG_INPUT) &&
           str_ieq(node_attr(node, ATTR_TYPE), S("password"));
}

struct signs {
    bool has_challenge, has_password;
};

static struct signs read_signs(const struct page *page)
{
    struct signs signs = {0};
    for (uint32_t i = 0; i < page->node_count; i++) {
        const struct node *node = page->nodes[i];
        if (node->kind != NODE_ELEMENT)
            continue;
        signs.has_challenge |= is_challenge_part(node);
        signs.has_password |=
            is_password(node) && !page_facts(page, node)->is_hidden;
    }
    return signs;
}

static void look_for_walls(const struct page *page, struct article *article)
{
    if (article->word_count >= WALL_WORDS)
        return;
    struct signs signs = read_signs(page);
    bool is_short = article->word_count < NOTICE_WORDS;
    if ((signs.has_challenge && is_short) ||
        says(page, CHALLENGES, COUNT(CHALLENGES)))
        refuse(page, article, OP_BLOCKED,
               "The site asks for proof of a human reader.");
    else if (says(page, CONSENTS, COUNT(CONSENTS)))
        refuse(page, article, OP_BLOCKED,
               "The site asks for consent before it shows the page.");
    else if (signs.has_password && is_short)
        refuse(page, article, OP_BLOCKED, "The site asks for a login.");
}

/* --- pages that are no articles ---------------------------------------- */

static void look_for_notices(const struct page *page, struct article *article)
{
    if (article->word_count < NOTICE_WORDS &&
        says(page, MISSING, COUNT(MISSING)))
        refuse(page, article, OP_NO_ARTICLE,
               "The page says that it does not exist.");
}

static bool is_front(const struct page *page)
{
    struct str path = page->url.path;
    return page->url.href.len && !page->url.query.len &&
           (path.len <= 1 || str_ieq(path, S("/index.html")) ||
            str_ieq(path, S("/index.php")));
}

static bool is_search(const struct page *page)
{
    struct str path = page->url.path;
    struct str query = page->url.query;
    return str_iends(path, S("/search")) || str_iends(path, S("/search/")) ||
           (path.len <= 1 &&
            (str_starts(query, S("s=")) || str_starts(query, S("q="))));
}

static bool is_listing_class(const struct page *page)
{
    struct str class = node_attr(page->doc->body, ATTR_CLASS);
    for (size_t i = 0; class.len && i < COUNT(LISTING_CLASSES); i++) {
        if (str_has_word(class, str_of(LISTING_CLASSES[i].text)))
            return !str_has_word(class, S("single")) &&
                   !str_has_word(class, S("single-post"));
    }
    return false;
}

/* Many <article>s of which none holds the greater part of the text. */
static bool is_row_of_articles(const struct page *page)
{
    uint32_t count = 0, total = 0, most = 0;
    for (uint32_t i = 0; i < page->node_count; i++) {
        if (!node_is(page->nodes[i], TAG_ARTICLE))
            continue;
        uint32_t len = page->facts[i].text_len;
        count++;
        total += len;
        most = len > most ? len : most;
    }
    return count >= LISTED && most * 2 < total;
}

static void look_for_listings(const struct page *page, struct article *article)
{
    bool is_sure = article->confidence >= DOUBT;
    if (is_search(page))
        refuse(page, article, OP_NO_ARTICLE, "The page lists search results.");
    else if (is_listing_class(page) && (!is_sure || is_row_of_articles(page)))
        refuse(page, article, OP_NO_ARTICLE, "The page lists articles.");
    else if (!is_sure && is_front(page))
        refuse(page, article, OP_NO_ARTICLE, "The page is a front page.");
    else if (!is_sure && is_row_of_articles(page))
        refuse(page, article, OP_NO_ARTICLE, "The page lists articles.");
}

void refusal_decide(const struct page *page, const struct body *body,
                    struct article *article)
{
    article->is_article = true;
    article->refusal = OP_OK;
    article->confidence = body->confidence;
    look_for_walls(page, article);
    look_for_notices(page, article);
    look_for_listings(page, article);
    if (article->word_count < LEAST_WORDS)
        refuse(page, article, OP_NO_ARTICLE, "The page holds no text.");
    if (article->is_article && article->confidence < DOUBT)
        warn(page, article,
             "It is not sure that this is an article, and all of it.");
}

const char *refusal_text(enum op_status refusal)
{
    return refusal == OP_BLOCKED ? "a challenge, consent or login page"
                                 : "the page holds no article";
}
