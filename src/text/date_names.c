/* SPDX-License-Identifier: MIT */
/* date_names.c - words for months and time zones, in the web's languages. */
#include "text/date_names.h"

#include <string.h>

/* Full names, the forms they take beside a day, and abbreviations; folded.
 * Source: CLDR, for en es de fr pt it nl pl ru uk cs sk sv da nb fi hu ro tr
 * el bg hr sr sl id ms vi ca lt lv et he fa ar hi bn eu gl is be mk sq ga cy
 * af, and what newspapers write besides. */
static const char *const MONTHS[12] = {
    "january jan enero ene januar janvier janv janeiro gennaio gen "
    "januari styczen sty stycznia январь янв января січень січ січня "
    "leden led ledna januara tammikuu tammi tammikuuta ianuarie ian "
    "ocak oca ιανουαριου ιαν януари sijecanj sij sijecnja јануар јан "
    "gener sausis sausio janvaris jaanuar jaan ינואר ינו ژانویه "
    "ژانویهٔ يناير जनवरी जन॰ জানুয়ারি জানু urtarrila urt xaneiro "
    "xan студзень сту студзеня јануари janar eanair ean ionawr ion "
    "januarie janner ιανουαριοσ",
    "february feb febrero februar fevrier fevr fevereiro fev "
    "febbraio februari luty lut lutego февраль февр февраля лютий "
    "лют лютого unor uno unora februara helmikuu helmi helmikuuta "
    "febr februarie subat sub φεβρουαριου φεβ февруари veljaca velj "
    "veljace фебруар феб febrer vasaris vasario februaris veebruar "
    "veebr פברואר פבר فوریه فوریهٔ فبراير फ़रवरी फ़र॰ ফেব্রুয়ারি "
    "ফেব otsaila ots febreiro люты лютага фев shkurt shk feabhra "
    "feabh chwefror chw chwef feber φεβρουαριοσ",
    "march mar marzo marz mars marco maart mrt marzec marca март "
    "марта мар березень бер березня brezen bre brezna marec marts "
    "maaliskuu maalis maaliskuuta marcius marc martie mart μαρτιου "
    "μαρ ozujak ozu ozujka maret mac kovas kovo מרץ مارس मार्च মার্চ "
    "martxoa сакавік сак сакавіка marta mawrth maw mrz μαρτιοσ",
    "april apr abril abr avril avr aprile kwiecien kwi kwietnia "
    "апрель апр апреля квітень квіт квітня duben dub dubna aprila "
    "huhtikuu huhti huhtikuuta aprilis aprilie nisan nis απριλιου "
    "απρ април travanj tra travnja balandis balandzio aprill אפריל "
    "אפר آوریل أبريل अप्रैल এপ্রিল এপ্রি apirila api красавік кра "
    "красавіка prill pri aibrean aib ebrill ebr ابريل απριλιοσ",
    "may mayo mai maio maggio mag mei maj maja май мая травень трав "
    "травня kveten kve kvetna toukokuu touko toukokuuta majus mayis "
    "μαιου μαι svibanj svi svibnja мај maig geguze geguzes maijs מאי "
    "مه مهٔ مايو मई মে maiatza bealtaine beal μαιοσ",
    "june jun junio juni juin junho giugno giu czerwiec cze czerwca "
    "июнь июня июн червень черв червня cerven cvn cervna juna "
    "kesakuu kesa kesakuuta junius iunie iun haziran haz ιουνιου "
    "ιουν юни lipanj lipnja јун junij juny birzelis birzelio junijs "
    "juuni יוני ژوئن يونيو जून জুন ekaina eka xuno чэрвень чэр "
    "чэрвеня јуни qershor qer meitheamh meith mehefin meh junie "
    "ιουνιοσ",
    "july jul julio juli juillet juil julho luglio lug lipiec lipca "
    "июль июля июл липень лип липня cervenec cvc cervence jula "
    "heinakuu heina heinakuuta julius iulie iul temmuz tem ιουλιου "
    "ιουλ юли srpanj srpnja јул julij julai juliol liepa liepos "
    "julijs juuli יולי ژوئیه ژوئیهٔ يوليو जुलाई जुल॰ জুলাই জুল "
    "uztaila uzt xullo xul ліпень ліп ліпеня јули korrik korr iuil "
    "gorffennaf gor gorff julie ιουλιοσ",
    "august aug agosto ago aout augustus sierpien sie sierpnia "
    "август авг августа серпень серп серпня srpen srpna augusta "
    "augusti elokuu elo elokuuta augusztus agustos agu αυγουστου αυγ "
    "kolovoz kol kolovoza avgust avg agustus ogos ogo agost "
    "rugpjutis rugpjucio augusts אוגוסט אוג اوت أغسطس अगस्त अग॰ "
    "আগস্ট আগ abuztua abu agust жнівень жні жніўня gusht gush lunasa "
    "lun awst αυγουστοσ اغسطس",
    "september sep septiembre sept septembre setembro set settembre "
    "wrzesien wrz wrzesnia сентябрь сент сентября вересень вер "
    "вересня zari zar septembra syyskuu syys syyskuuta szeptember "
    "szept septembrie eylul eyl σεπτεμβριου σεπ септември rujan ruj "
    "rujna септембар сеп septembar setembre rugsejis rugsejo "
    "septembris ספטמבר ספט سپتامبر سبتمبر सितंबर सित॰ সেপ্টেম্বর "
    "সেপ্ট সেপ iraila ira верасень верасня shtator sht medi сен "
    "σεπτεμβριοσ",
    "october oct octubre oktober okt octobre outubro out ottobre ott "
    "pazdziernik paz pazdziernika октябрь окт октября жовтень жовт "
    "жовтня rijen rij rijna oktobra lokakuu loka lokakuuta octombrie "
    "ekim eki οκτωβριου οκτ октомври октобар oktobar spalis spalio "
    "oktobris oktoober אוקטובר אוק اکتبر أكتوبر अक्टूबर अक्टू॰ "
    "অক্টোবর অক্টো urria urr кастрычнік кас кастрычніка tetor tet "
    "hydref hyd οκτωβριοσ اكتوبر",
    "november nov noviembre novembre novembro ноябрь нояб ноября "
    "листопад лист листопада listopadu novembra marraskuu marras "
    "marraskuuta noiembrie kasim kas νοεμβριου νοε ноември studeni "
    "stu studenoga новембар нов novembar lapkritis lapkricio "
    "novembris נובמבר נוב نوامبر نوفمبر नवंबर नव॰ নভেম্বর নভে azaroa "
    "aza лістапад ліс лістапада ное nentor nen samhain samh tachwedd "
    "tach ноя νοεμβριοσ",
    "december dec diciembre dic dezember dez decembre dezembro "
    "dicembre grudzien gru grudnia декабрь дек декабря грудень груд "
    "грудня prosinec pro prosince decembra desember des joulukuu "
    "joulu joulukuuta decembrie aralik ara δεκεμβριου δεκ декември "
    "prosinac prosinca децембар дец decembar disember dis desembre "
    "gruodis gruodzio decembris detsember dets דצמבר דצמ دسامبر "
    "ديسمبر दिसंबर दिस॰ ডিসেম্বর ডিসে abendua abe decembro снежань "
    "сне снежня dhjetor dhj nollaig noll rhagfyr rhag δεκεμβριοσ",
};

/* Names of one month here and of another there. */
static const struct {
    struct str word;
    int croatian, other;
} SHARED[] = {
    {STR("listopada"), 10, 11}, {STR("listopad"), 10, 11}, {STR("lis"), 10, 11},
    {STR("lip"), 6, 7},         {STR("srp"), 7, 8},
};

static const struct {
    struct str name;
    int offset_minutes;
} ZONES[] = {
    {STR("z"), 0},      {STR("utc"), 0},    {STR("gmt"), 0},
    {STR("wet"), 0},    {STR("bst"), 60},   {STR("cet"), 60},
    {STR("mez"), 60},   {STR("cest"), 120}, {STR("mesz"), 120},
    {STR("eet"), 120},  {STR("eest"), 180}, {STR("msk"), 180},
    {STR("ist"), 330},  {STR("jst"), 540},  {STR("kst"), 540},
    {STR("est"), -300}, {STR("edt"), -240}, {STR("cst"), -360},
    {STR("cdt"), -300}, {STR("mst"), -420}, {STR("mdt"), -360},
    {STR("pst"), -480}, {STR("pdt"), -420}, {STR("aest"), 600},
    {STR("aedt"), 660}, {STR("nzst"), 720}, {STR("nzdt"), 780},
};

/* Base letters of U+00C0 to U+017F; '?' where there is none in ASCII. */
static const char LATIN[] =
    "aaaaaa?ceeeeiiii?nooooo?ouuuuy??aaaaaa?ceeeeiiii?nooooo?ouuuuy?y"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii??jjkk?llllll?"
    "?llnnnnnn???oooooo??rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzz?";

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* One code point and its length; broken bytes count as one of U+FFFD. */
static uint32_t take_point(struct str s, size_t *len)
{
    unsigned char first = (unsigned char)s.at[0];
    *len = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    if (*len == 1)
        return first;
    if (first < 0xC2 || *len > s.len) {
        *len = 1;
        return 0xFFFD;
    }
    uint32_t point = first & (0xFFu >> (*len + 1));
    for (size_t i = 1; i < *len; i++)
        point = point << 6 | ((unsigned char)s.at[i] & 0x3F);
    return point;
}

static uint32_t fold_greek(uint32_t c)
{
    switch (c) {
    case 0x386:
    case 0x3AC:
        return 0x3B1; /* alpha */
    case 0x388:
    case 0x3AD:
        return 0x3B5;
    case 0x389:
    case 0x3AE:
        return 0x3B7;
    case 0x38A:
    case 0x3AF:
    case 0x3AA:
    case 0x3CA:
    case 0x390:
        return 0x3B9;
    case 0x38C:
    case 0x3CC:
        return 0x3BF;
    case 0x38E:
    case 0x3CD:
    case 0x3AB:
    case 0x3CB:
        return 0x3C5;
    case 0x38F:
    case 0x3CE:
        return 0x3C9;
    case 0x3C2:
        return 0x3C3; /* final sigma */
    default:
        return c >= 0x391 && c <= 0x3A9 ? c + 0x20 : c;
    }
}

static uint32_t fold_point(uint32_t c)
{
    if (c < 0x80)
        return (uint32_t)(unsigned char)char_lower((char)c);
    if (c >= 0xC0 && c < 0x180 && LATIN[c - 0xC0] != '?')
        return (uint32_t)LATIN[c - 0xC0];
    if (c >= 0x386 && c < 0x3D0)
        return fold_greek(c);
    if (c >= 0x410 && c < 0x430)
        return c + 0x20;
    return c >= 0x400 && c < 0x410 ? c + 0x50 : c;
}

static bool is_letter(uint32_t c)
{
    if (c < 0x80)
        return char_is_alpha((char)c);
    if (c < 0xC0 || c == 0xD7 || c == 0xF7 || c == 0xFFFD)
        return false;
    /* Punctuation, symbols, and scripts without spaces between words. */
    return c < 0x2000 || (c >= 0x2C00 && c < 0x2E00);
}

static size_t put_point(char *out, uint32_t c)
{
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (char)(0xC0 | c >> 6);
        out[1] = (char)(0x80 | (c & 0x3F));
        return 2;
    }
    out[0] = (char)(0xE0 | c >> 12);
    out[1] = (char)(0x80 | (c >> 6 & 0x3F));
    out[2] = (char)(0x80 | (c & 0x3F));
    return 3;
}

size_t date_word(struct str s, char out[DATE_WORD_MAX], size_t *len)
{
    struct str rest = s;
    *len = 0;
    bool fits = true;
    while (rest.len > 0) {
        size_t size;
        uint32_t c = take_point(rest, &size);
        if (!is_letter(c))
            break;
        str_cut(&rest, size);
        fits = fits && *len + 4 <= DATE_WORD_MAX;
        if (fits)
            *len += put_point(out + *len, fold_point(c));
    }
    if (!fits)
        *len = 0;
    return s.len - rest.len;
}

int date_month_of(struct str word, struct str lang)
{
    bool croatian = str_istarts(lang, S("hr")) || str_istarts(lang, S("bs"));
    if (word.len < 2)
        return 0;
    for (size_t i = 0; i < COUNT(SHARED); i++)
        if (str_eq(SHARED[i].word, word))
            return croatian ? SHARED[i].croatian : SHARED[i].other;
    for (int month = 0; month < 12; month++)
        if (str_has_word(str_of(MONTHS[month]), word))
            return month + 1;
    return 0;
}

bool date_zone_of(struct str word, int *offset_minutes)
{
    for (size_t i = 0; i < COUNT(ZONES); i++) {
        if (str_eq(ZONES[i].name, word)) {
            *offset_minutes = ZONES[i].offset_minutes;
            return true;
        }
    }
    return false;
}
