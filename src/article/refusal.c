/* SPDX-License-Identifier: MIT */
/* refusal.c - is this an article at all, and if not, what is it? */
#include "article/refusal.h"

#include "article/listing.h"
#include "article/notice.h"
#include "html/walk.h"
#include "text/unicode.h"

/* Words. Below the first nothing is worth archiving; a page that says it is
 * missing, or that asks for a password, is shorter than the second; walls are
 * shorter than the third. */
#define LEAST_WORDS  25
#define NOTICE_WORDS 150
#define WALL_WORDS   300
/* A page of so many images, and no text, is a gallery. */
#define GALLERY 5
/* Below this confidence an article is called into question. */
#define DOUBT 0.5

struct phrase {
    const char *text; /* lower-case */
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
    {"bm-verify="}, /* Akamai */
    {"kpsdk"},      /* Kasada */
    {"sucuri_cloudproxy_js"},
};

/* Ids and classes of such pages. */
static const struct phrase CHALLENGE_IDS[] = {
    {"challenge-form"},   {"challenge-running"},      {"cf-challenge-running"},
    {"challenge-error"},  {"cf-error-details"},       {"px-captcha"},
    {"sec-if-container"}, {"ddv1-captcha-container"},
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

static bool is_field(const struct node *node, struct str type)
{
    return node_is(node, TAG_INPUT) &&
           str_ieq(node_attr(node, ATTR_TYPE), type);
}

struct signs {
    bool has_challenge, has_password, has_email; /* fields: that are shown */
};

static struct signs read_signs(const struct page *page)
{
    struct signs signs = {0};
    for (uint32_t i = 0; i < page->node_count; i++) {
        const struct node *node = page->nodes[i];
        if (node->kind != NODE_ELEMENT)
            continue;
        bool is_shown = !page_facts(page, node)->is_hidden;
        signs.has_challenge |= is_challenge_part(node);
        signs.has_password |= is_shown && is_field(node, S("password"));
        signs.has_email |= is_shown && is_field(node, S("email"));
    }
    return signs;
}

/* Do the names say it: plainly, or in passing, of a page that is hardly an
 * article? */
static bool says(const struct names *names, enum notice notice,
                 const struct article *article)
{
    enum plainness said = names_say(names, notice);
    return said == SAID_PLAINLY ||
           (said == SAID_IN_PASSING && article->confidence < DOUBT);
}

/* Headers and sidebars have such fields, too: there has to be no text, or the
 * page has to be named for it. */
static bool asks_login(const struct signs *signs, const struct names *names,
                       const struct article *article)
{
    if (signs->has_password && article->word_count < LEAST_WORDS)
        return true;
    return (signs->has_password || signs->has_email) &&
           article->word_count < NOTICE_WORDS &&
           says(names, NOTICE_LOGIN, article);
}

static bool asks_consent(const struct page *page, const struct article *article)
{
    struct str text = article->text;
    if (article->word_count < LEAST_WORDS)
        text = node_text_folded(page->arena, page->doc->body);
    return notice_asks_consent(page->arena, text);
}

static void look_for_walls(const struct page *page, const struct names *names,
                           struct article *article)
{
    if (article->word_count >= WALL_WORDS)
        return;
    struct signs signs = read_signs(page);
    bool is_short = article->word_count < NOTICE_WORDS;
    if ((signs.has_challenge && is_short) ||
        says(names, NOTICE_CHALLENGE, article))
        refuse(page, article, OP_BLOCKED,
               "The site asks for proof of a human reader.");
    else if (says(names, NOTICE_CONSENT, article) ||
             asks_consent(page, article))
        refuse(page, article, OP_BLOCKED,
               "The site asks for consent before it shows the page.");
    else if (asks_login(&signs, names, article))
        refuse(page, article, OP_BLOCKED, "The site asks for a login.");
}

/* --- pages that are no articles ---------------------------------------- */

static void look_for_notices(const struct page *page, const struct names *names,
                             struct article *article)
{
    if (article->word_count < NOTICE_WORDS &&
        says(names, NOTICE_MISSING, article))
        refuse(page, article, OP_NO_ARTICLE,
               "The page says that it does not exist.");
}

static void look_for_listings(const struct page *page, const struct body *body,
                              const struct names *names,
                              struct article *article)
{
    bool is_sure = article->confidence >= DOUBT;
    bool is_listing = listing_is(page, body);
    enum plainness said = names_say(names, NOTICE_SEARCH);
    if (listing_is_search(page) || (is_listing && said != SAID_NOT) ||
        (!is_sure && said == SAID_PLAINLY))
        refuse(page, article, OP_NO_ARTICLE, "The page lists search results.");
    else if (listing_is_front(page) && (is_listing || !is_sure))
        refuse(page, article, OP_NO_ARTICLE, "The page is a front page.");
    else if (is_listing || (!is_sure && listing_is_classed(page)))
        refuse(page, article, OP_NO_ARTICLE, "The page lists articles.");
}

static bool is_gallery(const struct page *page)
{
    size_t images = 0;
    for (uint32_t i = 0; i < page->node_count; i++)
        images += node_is(page->nodes[i], TAG_IMG) && !page->facts[i].is_hidden;
    return images >= GALLERY;
}

static void look_for_text(const struct page *page, struct article *article)
{
    if (article->word_count >= LEAST_WORDS)
        return;
    refuse(page, article, OP_NO_ARTICLE,
           is_gallery(page) ? "The page holds images without a text."
                            : "The page holds no text.");
}

void refusal_decide(const struct page *page, const struct body *body,
                    struct article *article)
{
    article->is_article = true;
    article->refusal = OP_OK;
    article->confidence = body->confidence;
    struct names names;
    names_read(page, &names);
    look_for_walls(page, &names, article);
    look_for_notices(page, &names, article);
    look_for_listings(page, body, &names, article);
    look_for_text(page, article);
    if (article->is_article && article->confidence < DOUBT)
        warn(page, article,
             "It is not sure that this is an article, and all of it.");
}

const char *refusal_text(enum op_status refusal)
{
    return refusal == OP_BLOCKED ? "a challenge, consent or login page"
                                 : "the page holds no article";
}
