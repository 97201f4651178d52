/* SPDX-License-Identifier: MIT */
/* chrome.c - what the class and id of an element say about its links.
 *
 * A name is cut at - _ and : into words, for "c-related__list" means related
 * and "moreontopic" does not mean topic. */
#include "article/chrome.h"

enum { NAMES_MAX = 300 }; /* bytes: longer lists are generated, not meant */

/* Words in a row, as they stand in a name; "*" at the end: any word that
 * begins so. */
struct clue {
    struct str words;
    unsigned traits;
};

#define CLUE(words, traits)                                                    \
    {                                                                          \
        {words, sizeof(words) - 1}, traits                                     \
    }
#define REL(words)   CLUE(words, CHROME_RELATED)
#define NOT(words)   CLUE(words, CHROME_UNRELATED)
#define PAID(words)  CLUE(words, CHROME_UNRELATED | CHROME_PAID)
#define FRAME(words) CLUE(words, CHROME_FRAME)

static const struct clue CLUES[] = {
    REL("related*"),
    REL("relate"),
    REL("ralated*"),
    REL("yarpp*"),
    REL("jp-relatedposts"),
    REL("rp4wp*"),
    REL("similar*"),
    REL("seealso"),
    REL("see-also"),
    REL("readalso"),
    REL("read-also"),
    REL("readnext"),
    REL("read-next"),
    REL("also-like"),
    REL("alsolike"),
    REL("also-read"),
    REL("alsoread"),
    REL("more-on"),
    REL("moreon*"),
    REL("alsos"),
    REL("further-reading"),
    REL("meme-sujet"),
    REL("lire-aussi"),
    REL("lireaussi"),
    REL("voir-aussi"),
    REL("leggi-anche"),
    REL("leggianche"),
    REL("correlati"),
    REL("correlate"),
    REL("relacionad*"),
    REL("relaciones"),
    REL("lea-tambien"),
    REL("leia-tambem"),
    REL("leiatambem"),
    REL("verwandt*"),
    REL("aehnlich*"),
    REL("zum-thema"),
    REL("zumthema"),
    REL("lesen-sie-auch"),
    REL("gerelateerd*"),
    REL("lees-ook"),
    REL("leesook"),
    REL("powiazan*"),
    REL("souvisejici"),
    REL("souvisejici*"),
    REL("relatert*"),
    REL("relaterade*"),
    REL("kanren"),
    REL("recommended-posts"),
    REL("recommended-articles"),
    REL("recommended-stories"),
    REL("recommended-reading"),
    REL("wp-embedded-content"),
    /* related, but no articles */
    NOT("related-tag*"),
    NOT("related-topic*"),
    NOT("relatedtopic*"),
    NOT("relatedtag*"),
    NOT("related-search*"),
    PAID("related-product*"),
    NOT("related-compan*"),
    NOT("related-forum*"),
    NOT("related-job*"),
    NOT("related-categor*"),
    NOT("related-people"),
    NOT("related-event*"),
    NOT("relatedsearch*"),
    PAID("relatedproduct*"),
    NOT("popular*"),
    NOT("most-read"),
    NOT("mostread"),
    NOT("most-viewed"),
    NOT("most-shared"),
    NOT("mostviewed"),
    NOT("most-popular"),
    NOT("trending*"),
    NOT("latest*"),
    NOT("recent"),
    NOT("newest"),
    NOT("tag"),
    NOT("tags"),
    NOT("taglist"),
    NOT("topic"),
    NOT("topics"),
    NOT("social*"),
    NOT("share*"),
    NOT("sharing"),
    PAID("sponsor*"),
    PAID("outbrain*"),
    PAID("taboola*"),
    PAID("zergnet*"),
    PAID("revcontent*"),
    PAID("advert*"),
    PAID("newsletter*"),
    PAID("subscri*"),
    NOT("author*"),
    NOT("byline*"),
    PAID("product*"),
    NOT("breaking*"),
    NOT("ticker*"),
    NOT("ranking*"),
    NOT("archive"),
    NOT("archives"),
    NOT("calendar*"),
    NOT("blogroll"),
    NOT("searches"),
    NOT("adjacent"),
    NOT("prev"),
    NOT("previous"),
    NOT("pager"),
    NOT("pagination"),
    NOT("headlines"),
    NOT("top-stories"),
    NOT("topstories"),
    NOT("meistgelesen*"),
    NOT("editors-picks"),
    PAID("shop"),
    PAID("affiliate*"),
    PAID("deals"),
    FRAME("nav"),
    FRAME("navbar"),
    FRAME("navigation"),
    FRAME("menu*"),
    FRAME("submenu"),
    FRAME("megamenu"),
    FRAME("dropdown"),
    FRAME("breadcrumb*"),
    FRAME("footer"),
    FRAME("topbar"),
    FRAME("masthead"),
    FRAME("cookie*"),
    FRAME("gdpr"),
    FRAME("consent"),
    FRAME("login"),
    FRAME("subscribe"),
    FRAME("newsletter"),
    FRAME("modal"),
    FRAME("popup"),
    FRAME("share"),
    FRAME("sharing"),
    FRAME("social"),
    FRAME("toolbar"),
    FRAME("site-header"),
    FRAME("main-header"),
    FRAME("page-header"),
    FRAME("sitemap"),
    CLUE("comment", CHROME_COMMENTS),
    CLUE("comments", CHROME_COMMENTS),
    CLUE("commentlist", CHROME_COMMENTS),
    CLUE("respond", CHROME_COMMENTS),
    CLUE("disqus*", CHROME_COMMENTS),
    CLUE("replies", CHROME_COMMENTS),
    CLUE("discussion", CHROME_COMMENTS),
    CLUE("wpdiscuz*", CHROME_COMMENTS),
    CLUE("title", CHROME_LABEL),
    CLUE("heading", CHROME_LABEL),
    CLUE("headline", CHROME_LABEL),
    CLUE("header", CHROME_LABEL),
    CLUE("label", CHROME_LABEL),
    CLUE("hd", CHROME_LABEL),
    CLUE("kicker", CHROME_LABEL),
    CLUE("rubrik", CHROME_LABEL),
    CLUE("titre", CHROME_LABEL),
    CLUE("titulo", CHROME_LABEL),
    CLUE("titolo", CHROME_LABEL),
};

enum { CLUE_COUNT = sizeof CLUES / sizeof *CLUES };

static bool is_joint(char c)
{
    return c == '-' || c == '_' || c == ':' || c == '/';
}

/* Equal but for the kind of joint. */
static bool same_byte(char a, char b)
{
    return a == b || (is_joint(a) && is_joint(b));
}

/* Does the clue stand at the start of `name`, up to a joint or the end (or,
 * with a star, anywhere in a word)? */
static bool clue_fits(struct str clue, struct str name)
{
    bool open = clue.at[clue.len - 1] == '*';
    size_t len = clue.len - open;
    if (name.len < len)
        return false;
    for (size_t i = 0; i < len; i++) {
        if (!same_byte(clue.at[i], name.at[i]))
            return false;
    }
    return open || name.len == len || is_joint(name.at[len]) ||
           char_is_digit(name.at[len]);
}

static unsigned traits_at(struct str name)
{
    unsigned traits = 0;
    for (size_t i = 0; i < CLUE_COUNT; i++) {
        if (CLUES[i].words.at[0] == name.at[0] &&
            clue_fits(CLUES[i].words, name))
            traits |= CLUES[i].traits;
    }
    return traits;
}

static unsigned traits_of_name(struct str name)
{
    unsigned traits = 0;
    bool starts = true;
    for (size_t i = 0; i < name.len; i++) {
        if (starts && !is_joint(name.at[i]))
            traits |= traits_at(str_from(name, i));
        starts = is_joint(name.at[i]);
    }
    return traits;
}

/* WordPress puts the post's own tags and categories on its element. */
static bool names_a_post(struct str tokens)
{
    return str_has_word(tokens, S("hentry")) ||
           str_has_word(tokens, S("type-post")) ||
           str_has_word(tokens, S("status-publish"));
}

unsigned chrome_traits(struct str tokens)
{
    if (!tokens.len || tokens.len > NAMES_MAX || names_a_post(tokens))
        return 0;
    unsigned traits = 0;
    struct str name;
    while (str_word(&tokens, &name))
        traits |= traits_of_name(name);
    return traits;
}
