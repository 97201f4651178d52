/* SPDX-License-Identifier: MIT */
/* notice.c - what a page that is no article calls itself. */
#include "article/notice.h"

#include "html/walk.h"
#include "text/unicode.h"

/* Bytes of a name, and of the beginning of a text, that are looked at. */
#define NAME_BYTES 400
#define TEXT_BYTES 4000
/* A name says plainly what makes up half of it; or a quarter, where two words
 * have to come together. */
#define PLAIN_SHARE 2
#define PAIR_SHARE  4

/* Phrases, case folded, separated by bars; two that have to stand in one name
 * together are joined by a plus. */

/* Of pages that stand between a robot and the page. */
static const char CHALLENGES[] =
    "just a moment|attention required|access denied|"
    "access to this page has been denied|you a robot|you are human|"
    "you are a human|you're not a robot|you're not a bot|"
    "you are not a robot|are you human|robot check|bot verification|"
    "human verification|pardon our interruption|checking your browser|"
    "checking if the site connection is secure|security check|"
    "security checkpoint|security verification|client challenge|ddos-guard|"
    "request unsuccessful|please wait...|one more step|un instant...|"
    "einen moment|einen augenblick|un momento|um momento|een ogenblik|"
    "ett ögonblick|et øjeblik|один момент|cierpliwości|bir "
    "dakika|请稍候|請稍候|"
    "しばらくお待ちください|잠시만 기다|you have been blocked|unusual "
    "traffic|captcha|"
    "press & hold";

/* Of pages that ask before they show what was asked for. */
static const char CONSENTS[] =
    "before you continue|bevor sie fortfahren|avant de continuer|"
    "antes de continuar|prima di continuare|voordat je verder|"
    "zanim przejdziesz|innan du fortsätter|your privacy choices|"
    "cookie consent|we value your privacy|we care about your privacy|"
    "your choice regarding cookies|datenschutzeinstellungen|"
    "cookie-einstellungen|ihre privatsphäre ist uns wichtig|"
    "mit werbung weiterlesen|contentpass|votre vie privée|"
    "valoramos tu privacidad|valoramos su privacidad|la tua privacy|"
    "je privacy is belangrijk|szanujemy twoją prywatność|"
    "valorizamos a sua privacidade";

/* Of pages for those who have an account. */
static const char LOGINS[] =
    "log in|login|log into|sign in|subscribe to continue|create an account|"
    "anmelden|einloggen|anmeldung|connexion|se connecter|connectez-vous|"
    "identifiez-vous|iniciar sesión|inicia sesión|iniciar sessão|entrar|"
    "accedi|inloggen|logga in|log ind|logg inn|zaloguj|вход|войти|"
    "giriş yap|登录|登入|ログイン|로그인|تسجيل الدخول";

/* Of pages that say there is none. */
static const char MISSING[] =
    "404|error 404|404 error|http 404|fehler 404|erreur 404|not found|"
    "no longer available|nicht gefunden|introuvable|no encontrad|"
    "não encontrad|non trovat|niet gevonden|nie znaleziono|hittades inte|"
    "ikke fundet|ikke funnet|не найден|не "
    "знайден|bulunamadı|页面不存在|頁面不存在|"
    "找不到|見つかりません|찾을 수 없|غير موجود|nenalezen|nem található|δεν "
    "βρέθηκε|"
    "ei löyty|page+not found|page+not be found|page+t be found|page+t find|"
    "page+doesn't exist|page+doesn’t exist|page+does not exist|"
    "page+unavailable|page+no longer|seite+nicht gefunden|seite+nicht mehr|"
    "seite+existiert nicht|artikel+nicht mehr verfügbar|page+introuvable|"
    "page+existe pas|page+existe plus|página+no encontrad|página+no existe|"
    "página+não|pagina+non trovata|pagina+non esiste|pagina+niet|"
    "strona+nie istnieje|strony+nie|sidan+inte|siden+ikke|страниц+не|"
    "сторінк+не|sayfa+bulunamadı|ページ+見つかりません|ページ+ありません|"
    "페이지+찾을 수|oldal+nem található|页面+找不到|"
    "页面+不存在|الصفحة+غير|stránka+nenalezena|sivua+ei|σελίδα+δεν";

/* Of pages that list what was searched for. */
static const char SEARCHES[] =
    "search results|results for|suchergebnisse|suche nach|"
    "résultats de recherche|résultats pour|resultados de búsqueda|"
    "resultados de la búsqueda|resultados da pesquisa|resultados da busca|"
    "resultados para|risultati della ricerca|zoekresultaten|"
    "wyniki wyszukiwania|sökresultat|søgeresultater|søkeresultater|"
    "hakutulokset|výsledky vyhledávání|результаты поиска|результати пошуку|"
    "arama sonuçları|搜索结果|搜尋結果|検索結果|검색 결과|نتائج البحث";

/* By which the texts of consent pages begin. */
static const char FORMULAS[] =
    "we and our partners|we, and our partners|"
    "store and/or access information|wir und unsere partner|"
    "wir, und unsere partner|nous et nos partenaires|"
    "nosotros y nuestros socios|noi e i nostri partner|"
    "wij en onze partners|my i nasi partnerzy|vi och våra partner|"
    "vi og vores partnere|nós e os nossos parceiros";

static const char *const PHRASES[] = {
    [NOTICE_CHALLENGE] = CHALLENGES, [NOTICE_CONSENT] = CONSENTS,
    [NOTICE_LOGIN] = LOGINS,         [NOTICE_MISSING] = MISSING,
    [NOTICE_SEARCH] = SEARCHES,
};

/* What stands between a page's name and its site's. */
static const char *const SEPARATORS[] = {" | ", " - ", " – ", " — ",
                                         " · ", " » ", " :: "};

/* --- reading ----------------------------------------------------------- */

static void add_name(const struct page *page, struct names *names,
                     struct str text)
{
    text = text_casefold(page->arena, utf8_clip(text, NAME_BYTES));
    if (text.len > 0)
        names->at[names->count++] = text;
}

void names_read(const struct page *page, struct names *names)
{
    size_t most = sizeof(names->at) / sizeof *(names->at);
    const struct node *title = walk_find(page->doc->head, TAG_TITLE);
    names->count = 0;
    if (title && title->first)
        add_name(page, names, title->first->text);
    for (uint32_t i = 0; i < page->node_count && names->count < most; i++) {
        const struct node *node = page->nodes[i];
        if ((node_is(node, TAG_H1) || node_is(node, TAG_H2)) &&
            !page->facts[i].is_hidden && page->facts[i].text_len <= NAME_BYTES)
            add_name(page, names, node_text_folded(page->arena, node));
    }
}

/* --- asking ------------------------------------------------------------ */

static enum plainness says_phrase(struct str name, struct str phrase)
{
    struct str first;
    size_t share = str_has_byte(phrase, '+') ? PAIR_SHARE : PLAIN_SHARE;
    size_t said = 0;
    while (str_split(&phrase, '+', &first)) {
        if (str_find(name, first) == STR_NONE)
            return SAID_NOT;
        said += first.len;
    }
    return said * share >= name.len ? SAID_PLAINLY : SAID_IN_PASSING;
}

static enum plainness says_any(struct str name, const char *phrases)
{
    enum plainness most = SAID_NOT;
    struct str rest = str_of(phrases), phrase;
    while (most < SAID_PLAINLY && str_split(&rest, '|', &phrase)) {
        enum plainness said = says_phrase(name, phrase);
        most = said > most ? said : most;
    }
    return most;
}

/* Take the part before the first separator off a name. */
static struct str cut_part(struct str *name)
{
    size_t at = name->len, len = 0;
    for (size_t i = 0; i < sizeof(SEPARATORS) / sizeof *(SEPARATORS); i++) {
        size_t found = str_find(*name, str_of(SEPARATORS[i]));
        if (found < at) {
            at = found;
            len = str_of(SEPARATORS[i]).len;
        }
    }
    struct str part = str_cut(name, at);
    str_cut(name, len);
    return part;
}

enum plainness names_say(const struct names *names, enum notice notice)
{
    enum plainness most = SAID_NOT;
    for (size_t i = 0; i < names->count; i++) {
        struct str name = names->at[i];
        while (name.len > 0) {
            enum plainness said = says_any(cut_part(&name), PHRASES[notice]);
            most = said > most ? said : most;
        }
    }
    return most;
}

bool notice_asks_consent(struct arena *arena, struct str text)
{
    return says_any(text_casefold(arena, utf8_clip(text, TEXT_BYTES)),
                    FORMULAS) != SAID_NOT;
}
