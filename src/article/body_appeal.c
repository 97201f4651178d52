/* SPDX-License-Identifier: MIT */
/* body_appeal.c - lines in which a page asks its readers for something.
 *
 * All words as phrase_normal gives them, separated by bars. */
#include "article/body_appeal.h"

#include "article/phrases.h"

/* Bytes of the shortest: "like us: TikTok". */
#define APPEAL_MIN 14

/* By which a line begins that asks to be followed; where, it says itself. */
static const char FOLLOW_US[] =
    "follow us|follow me|like us|find us|join us on|join me on|"
    "connect with us|folge uns|folgen sie uns|folgt uns|suivez-nous|"
    "suivez nous|retrouvez-nous|siguenos|sigueme|seguinos|siga-nos|siga nos|"
    "segue-nos|seguici|seguiteci|volg ons|obserwuj nas|polub nas|sledz nas|"
    "folg oss|folj oss|folg os|подписывайтесь на|подпишитесь на|"
    "читайте нас|следите за нами|关注我们|關注我們";

/* One of these is named, and two where nobody says "us". */
static const char NETWORKS[] =
    "facebook|twitter|instagram|youtube|tiktok|telegram|whatsapp|linkedin|"
    "pinterest|threads|bluesky|mastodon|snapchat|google news|вконтакте|"
    "телеграм|telegramie|facebooku|instagramie|twitterze|微博|微信";

static const char FOLLOW[] = "follow";

/* What is asked for, and the words by which one asks for it. */
static const char LETTERS[] =
    "newsletter|newsletters|newslettera|mailing list|boletin|nieuwsbrief|"
    "nyhetsbrev|nyhedsbrev|рассылку|邮件|電子報|メルマガ";
static const char ASKS[] =
    "sign up for our|sign up to our|signing up to our|subscribe to our|"
    "subscribing to our|join our mailing|register for our|"
    "abonnieren sie unseren|abonniere unseren|abonniert unseren|"
    "sich fur unseren|dich fur unseren|abonnez-vous a notre|"
    "inscrivez-vous a notre|suscribete a nuestro|suscribete a nuestra|"
    "suscribase a nuestro|suscribase a nuestra|iscriviti alla nostra|"
    "iscrivetevi alla nostra|assine nossa|assine a nossa|"
    "inscreva-se na nossa|schrijf je in voor onze|meld je aan voor onze|"
    "abonneer je op onze|zapisz sie do naszego|zapisz sie na nasz|"
    "подпишитесь на нашу|подписывайтесь на нашу|订阅我们|訂閱我們";

static bool begins_word(struct str text, size_t at)
{
    return at == 0 || text.at[at - 1] == ' ' ||
           (unsigned char)text.at[at] >= 0xE3;
}

static bool ends_word(struct str text, size_t at)
{
    return at >= text.len || text.at[at] == ' ' ||
           (unsigned char)text.at[at] >= 0xE3;
}

/* Does the phrase stand in the text, as words? */
static bool holds(struct str text, struct str phrase)
{
    for (size_t from = 0; from < text.len;) {
        size_t at = str_find(str_from(text, from), phrase);
        if (at == STR_NONE)
            return false;
        at += from;
        if (begins_word(text, at) && ends_word(text, at + phrase.len))
            return true;
        from = at + 1;
    }
    return false;
}

static unsigned count_held(struct str text, const char *phrases)
{
    struct str rest = str_of(phrases), phrase;
    unsigned count = 0;
    while (str_split(&rest, '|', &phrase))
        count += holds(text, phrase);
    return count;
}

static bool begins_with(struct str text, const char *phrases)
{
    struct str rest = str_of(phrases), phrase;
    while (str_split(&rest, '|', &phrase))
        if (str_starts(text, phrase) && ends_word(text, phrase.len))
            return true;
    return false;
}

bool appeal_is(struct arena *arena, struct str text)
{
    if (text.len < APPEAL_MIN)
        return false;
    struct str normal = phrase_normal(arena, text);
    return (begins_with(normal, FOLLOW_US) && count_held(normal, NETWORKS)) ||
           (count_held(normal, LETTERS) && count_held(normal, ASKS));
}

bool appeal_ends_with(struct arena *arena, struct str text)
{
    struct str normal = phrase_normal(arena, text);
    return begins_with(normal, FOLLOW) && count_held(normal, NETWORKS) > 1;
}
