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

/* Sorted by the first letter, which says where to look. */
static const struct clue CLUES[] = {
    NOT("adjacent"),
    PAID("advert*"),
    REL("aehnlich*"),
    PAID("affiliate*"),
    REL("also-like"),
    REL("also-read"),
    REL("alsolike"),
    REL("alsoread"),
    REL("alsos"),
    NOT("archive"),
    NOT("archives"),
    NOT("author*"),
    NOT("blogroll"),
    FRAME("breadcrumb*"),
    NOT("breaking*"),
    NOT("byline*"),
    NOT("calendar*"),
    CLUE("comment", CHROME_COMMENTS),
    CLUE("commentlist", CHROME_COMMENTS),
    CLUE("comments", CHROME_COMMENTS),
    FRAME("consent"),
    FRAME("cookie*"),
    REL("correlate"),
    REL("correlati"),
    PAID("deals"),
    CLUE("discussion", CHROME_COMMENTS),
    CLUE("disqus*", CHROME_COMMENTS),
    FRAME("dropdown"),
    NOT("editors-picks"),
    FRAME("footer"),
    REL("further-reading"),
    FRAME("gdpr"),
    REL("gerelateerd*"),
    CLUE("hd", CHROME_LABEL),
    CLUE("header", CHROME_LABEL),
    CLUE("heading", CHROME_LABEL),
    CLUE("headline", CHROME_LABEL),
    NOT("headlines"),
    REL("jp-relatedposts"),
    REL("kanren"),
    CLUE("kicker", CHROME_LABEL),
    CLUE("label", CHROME_LABEL),
    NOT("latest*"),
    REL("lea-tambien"),
    REL("lees-ook"),
    REL("leesook"),
    REL("leggi-anche"),
    REL("leggianche"),
    REL("leia-tambem"),
    REL("leiatambem"),
    REL("lesen-sie-auch"),
    REL("lire-aussi"),
    REL("lireaussi"),
    FRAME("login"),
    FRAME("main-header"),
    FRAME("masthead"),
    FRAME("megamenu"),
    NOT("meistgelesen*"),
    REL("meme-sujet"),
    FRAME("menu*"),
    FRAME("modal"),
    REL("more-on"),
    REL("moreon*"),
    NOT("most-popular"),
    NOT("most-read"),
    NOT("most-shared"),
    NOT("most-viewed"),
    NOT("mostread"),
    NOT("mostviewed"),
    FRAME("nav"),
    FRAME("navbar"),
    FRAME("navigation"),
    NOT("newest"),
    FRAME("newsletter"),
    PAID("newsletter*"),
    PAID("outbrain*"),
    FRAME("page-header"),
    NOT("pager"),
    NOT("pagination"),
    NOT("popular*"),
    FRAME("popup"),
    REL("powiazan*"),
    NOT("prev"),
    NOT("previous"),
    PAID("product*"),
    REL("ralated*"),
    NOT("ranking*"),
    REL("read-also"),
    REL("read-next"),
    REL("readalso"),
    REL("readnext"),
    NOT("recent"),
    REL("recommended-articles"),
    REL("recommended-posts"),
    REL("recommended-reading"),
    REL("recommended-stories"),
    REL("relacionad*"),
    REL("relaciones"),
    REL("relate"),
    REL("related*"),
    NOT("related-categor*"),
    NOT("related-compan*"),
    NOT("related-event*"),
    NOT("related-forum*"),
    NOT("related-job*"),
    NOT("related-people"),
    PAID("related-product*"),
    NOT("related-search*"),
    NOT("related-tag*"),
    NOT("related-topic*"),
    PAID("relatedproduct*"),
    NOT("relatedsearch*"),
    NOT("relatedtag*"),
    NOT("relatedtopic*"),
    REL("relaterade*"),
    REL("relatert*"),
    CLUE("replies", CHROME_COMMENTS),
    CLUE("respond", CHROME_COMMENTS),
    PAID("revcontent*"),
    REL("rp4wp*"),
    CLUE("rubrik", CHROME_LABEL),
    NOT("searches"),
    REL("see-also"),
    REL("seealso"),
    FRAME("share"),
    NOT("share*"),
    NOT("sharing"),
    FRAME("sharing"),
    PAID("shop"),
    REL("similar*"),
    FRAME("site-header"),
    FRAME("sitemap"),
    FRAME("social"),
    NOT("social*"),
    REL("souvisejici"),
    REL("souvisejici*"),
    PAID("sponsor*"),
    FRAME("submenu"),
    PAID("subscri*"),
    FRAME("subscribe"),
    PAID("taboola*"),
    NOT("tag"),
    NOT("taglist"),
    NOT("tags"),
    NOT("ticker*"),
    CLUE("title", CHROME_LABEL),
    CLUE("titolo", CHROME_LABEL),
    CLUE("titre", CHROME_LABEL),
    CLUE("titulo", CHROME_LABEL),
    FRAME("toolbar"),
    NOT("top-stories"),
    FRAME("topbar"),
    NOT("topic"),
    NOT("topics"),
    NOT("topstories"),
    NOT("trending*"),
    REL("verwandt*"),
    REL("voir-aussi"),
    REL("wp-embedded-content"),
    CLUE("wpdiscuz*", CHROME_COMMENTS),
    REL("yarpp*"),
    PAID("zergnet*"),
    REL("zum-thema"),
    REL("zumthema"),
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

static size_t first_of(char letter)
{
    size_t low = 0, high = CLUE_COUNT;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (CLUES[mid].words.at[0] < letter)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

static unsigned traits_at(struct str name)
{
    unsigned traits = 0;
    for (size_t i = first_of(name.at[0]);
         i < CLUE_COUNT && CLUES[i].words.at[0] == name.at[0]; i++) {
        if (clue_fits(CLUES[i].words, name))
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
