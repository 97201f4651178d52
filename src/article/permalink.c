/* SPDX-License-Identifier: MIT */
/* permalink.c - does a URL look like that of one article? */
#include "article/permalink.h"

#include <stdlib.h>
#include <string.h>

/* Segments that lead to lists, people, goods and services, sorted bytewise. */
static const char *const HUBS[] = {
    "abo",
    "abonnement",
    "about",
    "about-us",
    "account",
    "accounts",
    "agb",
    "apply",
    "archiv",
    "archive",
    "archives",
    "attachment",
    "auteur",
    "auteurs",
    "author",
    "authors",
    "autor",
    "autore",
    "autoren",
    "autores",
    "autori",
    "byline",
    "calendar",
    "cart",
    "cat",
    "categoria",
    "categorias",
    "categorie",
    "categories",
    "category",
    "cdn-cgi",
    "cgi-bin",
    "comment",
    "comments",
    "companies",
    "company",
    "contact",
    "contact-us",
    "contributor",
    "contributors",
    "cookie-policy",
    "cookies",
    "data",
    "datenschutz",
    "disclaimer",
    "download",
    "downloads",
    "etiqueta",
    "etiquetas",
    "etiquette",
    "events",
    "faq",
    "feed",
    "feeds",
    "forum",
    "forums",
    "galleries",
    "gallery",
    "go",
    "hashtag",
    "help",
    "impressum",
    "job",
    "jobs",
    "join",
    "journaliste",
    "kategori",
    "kategoria",
    "kategorie",
    "kategorien",
    "keyword",
    "keywords",
    "kontakt",
    "label",
    "labels",
    "legal",
    "login",
    "member",
    "members",
    "mitglieder",
    "mot-cle",
    "newsletter",
    "newsletters",
    "out",
    "page",
    "people",
    "periodista",
    "person",
    "personen",
    "persons",
    "photo",
    "photos",
    "print",
    "privacy",
    "privacy-policy",
    "product",
    "products",
    "produkt",
    "produkte",
    "profil",
    "profile",
    "profiles",
    "quote",
    "quotes",
    "recommends",
    "redaktion",
    "register",
    "roundup",
    "roundups",
    "rss",
    "rubrik",
    "schlagwort",
    "schlagworte",
    "search",
    "seccion",
    "section",
    "sections",
    "serie",
    "sezione",
    "sezioni",
    "share",
    "shop",
    "signup",
    "staff",
    "stichwort",
    "store",
    "subject",
    "subjects",
    "subscribe",
    "suche",
    "sujet",
    "support",
    "tag",
    "tagged",
    "tags",
    "team",
    "tema",
    "temas",
    "temi",
    "terms",
    "terms-of-service",
    "terms-of-use",
    "thema",
    "theme",
    "themen",
    "themes",
    "topic",
    "topico",
    "topicos",
    "topics",
    "trackback",
    "u",
    "uber-uns",
    "ueber-uns",
    "user",
    "users",
    "usuarios",
    "wp-admin",
    "wp-content",
    "wp-includes",
    "wp-json",
    "wp-login.php",
};

/* First labels of hosts that serve no articles, sorted bytewise. */
static const char *const SERVICES[] = {
    "abo",       "account",   "accounts", "ads",        "api",        "app",
    "apps",      "archive",   "assets",   "auth",       "board",      "bugs",
    "bugzilla",  "calendar",  "careers",  "cdn",        "cloud",      "code",
    "community", "data",      "dev",      "developer",  "developers", "docs",
    "download",  "downloads", "events",   "files",      "forum",      "forums",
    "ftp",       "games",     "git",      "github",     "gitlab",     "groups",
    "help",      "hg",        "id",       "images",     "img",        "issues",
    "jira",      "jobs",      "kb",       "lists",      "login",      "mail",
    "maps",      "media",     "my",       "newsletter", "pages",      "player",
    "profile",   "search",    "secure",   "shop",       "ssl",        "static",
    "stats",     "status",    "store",    "subscribe",  "support",    "svn",
    "tickets",   "trac",      "tracker",  "upload",     "uploads",    "webmail",
    "wiki",      "wikis",
};

static const char *const ASSETS[] = {
    "avi", "css",  "csv",  "doc", "docx", "epub", "exe", "gif", "gz",
    "ics", "jpeg", "jpg",  "js",  "json", "m4a",  "mov", "mp3", "mp4",
    "ogg", "pdf",  "png",  "ppt", "pptx", "rar",  "rss", "svg", "txt",
    "wav", "webm", "webp", "xls", "xlsx", "xml",  "zip",
};

static int compare(const void *key, const void *item)
{
    return str_cmp(*(const struct str *)key,
                   str_of(*(const char *const *)item));
}

#define IS_ONE_OF(word, table)                                                 \
    (bsearch(&(word), (table), sizeof(table) / sizeof *(table),                \
             sizeof *(table), compare) != NULL)

/* Lower-case in a small buffer: names longer than it are in no table. */
static struct str lowered(char space[24], struct str s)
{
    if (s.len > 24)
        return S("");
    for (size_t i = 0; i < s.len; i++)
        space[i] = char_lower(s.at[i]);
    return str_make(space, s.len);
}

static size_t count_byte(struct str s, char byte)
{
    size_t count = 0;
    for (size_t i = 0; i < s.len; i++)
        count += s.at[i] == byte;
    return count;
}

static size_t longest_number(struct str s)
{
    size_t longest = 0, run = 0;
    for (size_t i = 0; i < s.len; i++) {
        run = char_is_digit(s.at[i]) ? run + 1 : 0;
        longest = run > longest ? run : longest;
    }
    return longest;
}

static struct str extension(struct str segment)
{
    size_t dot = str_rfind_byte(segment, '.');
    struct str ext = dot == STR_NONE ? S("") : str_from(segment, dot + 1);
    return ext.len >= 2 && ext.len <= 5 ? ext : S("");
}

static struct str stem(struct str segment)
{
    struct str ext = extension(segment);
    return ext.len ? str_sub(segment, 0, segment.len - ext.len - 1) : segment;
}

/* Words between the hyphens or underscores. */
static size_t slug_words(struct str segment)
{
    size_t words = 0;
    bool in_word = false;
    struct str name = stem(segment);
    for (size_t i = 0; i < name.len; i++) {
        bool joins = name.at[i] == '-' || name.at[i] == '_';
        words += !joins && !in_word;
        in_word = !joins;
    }
    return words;
}

static enum segment_kind kind_of(struct str segment)
{
    size_t digits = longest_number(segment);
    if (digits == segment.len && digits <= 4)
        return SEGMENT_NUMBER;
    if (digits >= 5 && count_byte(segment, '-') < 2)
        return SEGMENT_ID;
    if (slug_words(segment) >= 3)
        return SEGMENT_SLUG;
    return extension(segment).len ? SEGMENT_FILE : SEGMENT_WORD;
}

struct permalink permalink_of(struct str path)
{
    struct permalink link = {.count = 0};
    struct str segment;
    while (link.count < PERMALINK_SEGMENTS && str_split(&path, '/', &segment)) {
        if (!segment.len)
            continue;
        link.segments[link.count] = segment;
        link.kinds[link.count++] = kind_of(segment);
    }
    return link;
}

bool permalink_same_shape(const struct permalink *a, const struct permalink *b)
{
    if (a->count != b->count)
        return false;
    for (int i = 0; i < a->count; i++) {
        if (a->kinds[i] != b->kinds[i])
            return false;
    }
    return true;
}

bool permalink_is_dated(const struct permalink *link)
{
    return link->count >= 3 && link->segments[0].len == 4 &&
           link->kinds[0] == SEGMENT_NUMBER &&
           link->kinds[1] == SEGMENT_NUMBER &&
           link->kinds[link->count - 1] == SEGMENT_SLUG;
}

bool permalink_is_service(struct str host)
{
    char space[24];
    size_t dot = str_find_byte(host, '.');
    if (dot == STR_NONE ||
        str_find_byte(str_from(host, dot + 1), '.') == STR_NONE)
        return false;
    struct str label = lowered(space, str_sub(host, 0, dot));
    return IS_ONE_OF(label, SERVICES);
}

/* A segment that the page's own URL has in the same place is no hub there. */
static bool has_hub(const struct permalink *link, const struct permalink *own)
{
    for (int i = 0; i < link->count; i++) {
        char space[24];
        struct str segment = lowered(space, link->segments[i]);
        bool own_too = i < own->count && i < own->count - 1 &&
                       str_ieq(own->segments[i], link->segments[i]);
        if (!own_too && IS_ONE_OF(segment, HUBS))
            return true;
        if (str_starts(segment, S("tag_")) || str_starts(segment, S("tag:")))
            return true;
    }
    return link->count == 1 && str_starts(link->segments[0], S("@"));
}

static bool is_asset(struct str last)
{
    char space[24];
    struct str ext = lowered(space, extension(last));
    return IS_ONE_OF(ext, ASSETS) || str_eq(ext, S("cgi"));
}

/* A query that asks for something else than one article. */
static bool is_action(const struct url *url)
{
    static const char *const MARKS[] = {
        "replytocom=", "share=", "s=",    "q=",      "search=",
        "action=",     "print=", "login", "format=", "cat=",
        "category=",   "tag=",   "paged", "author="};
    struct str rest = url->query, part;
    while (str_split(&rest, '&', &part)) {
        for (size_t i = 0; i < sizeof MARKS / sizeof *MARKS; i++) {
            if (str_istarts(part, str_of(MARKS[i])))
                return true;
        }
    }
    return false;
}

/* ?p=123, ?id=123, ?article=123 */
static bool has_id_query(const struct url *url)
{
    struct str rest = url->query, part;
    while (str_split(&rest, '&', &part)) {
        size_t is = str_find_byte(part, '=');
        struct str value = is == STR_NONE ? S("") : str_from(part, is + 1);
        if (value.len && longest_number(value) == value.len &&
            (str_starts(part, S("p=")) || str_find(part, S("id")) < is ||
             str_starts(part, S("art")) || str_starts(part, S("news"))))
            return true;
    }
    return false;
}

static bool all_numbers(const struct permalink *link)
{
    int numbers = 0;
    while (numbers < link->count && link->kinds[numbers] == SEGMENT_NUMBER)
        numbers++;
    return numbers == link->count;
}

static bool same_folder(const struct permalink *a, const struct permalink *b)
{
    if (a->count != b->count || a->count < 2)
        return false;
    for (int i = 0; i < a->count - 1; i++) {
        if (!str_eq(a->segments[i], b->segments[i]))
            return false;
    }
    return true;
}

/* Articles here carry a number, this has none and a short name: a hub? */
static bool lacks_number(const struct url *url, const struct permalink *link,
                         const struct url *own)
{
    return longest_number(own->path) >= 4 && !longest_number(url->path) &&
           slug_words(link->segments[link->count - 1]) <= 3 && !url->query.len;
}

static bool has_name(const struct url *url, const struct permalink *link)
{
    struct str last = link->segments[link->count - 1];
    enum segment_kind kind = link->kinds[link->count - 1];
    return kind == SEGMENT_SLUG || kind == SEGMENT_ID ||
           (longest_number(url->path) >= 4 && url->path.len > 14) ||
           (kind == SEGMENT_FILE && last.len > 10) ||
           (str_has_byte(last, '%') && last.len > 20);
}

static bool has_short_name(const struct permalink *link,
                           const struct permalink *own)
{
    struct str last = link->segments[link->count - 1];
    if (slug_words(last) == 2 && last.len > 8 && link->count >= 2)
        return true;
    return last.len >= 5 && permalink_same_shape(link, own);
}

static bool is_open(const struct url *url, const struct permalink *link,
                    const struct permalink *mine)
{
    if (is_action(url) || permalink_is_service(url->host))
        return false;
    if (all_numbers(link))
        return has_id_query(url);
    return !has_hub(link, mine) && !is_asset(link->segments[link->count - 1]);
}

bool permalink_is_open(const struct url *url, const struct url *own)
{
    struct permalink link = permalink_of(url->path);
    struct permalink mine = permalink_of(own->path);
    return is_open(url, &link, &mine);
}

enum permalink_rank permalink_rank(const struct url *url, const struct url *own)
{
    struct permalink link = permalink_of(url->path);
    struct permalink mine = permalink_of(own->path);
    if (!is_open(url, &link, &mine))
        return PERMALINK_NONE;
    if (all_numbers(&link))
        return PERMALINK_SURE;
    if (same_folder(&link, &mine))
        return PERMALINK_SURE;
    if (lacks_number(url, &link, own))
        return slug_words(link.segments[link.count - 1]) >= 3 ? PERMALINK_WEAK
                                                              : PERMALINK_NONE;
    if (has_name(url, &link))
        return PERMALINK_SURE;
    return has_short_name(&link, &mine) ? PERMALINK_WEAK : PERMALINK_NONE;
}
