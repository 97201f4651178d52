/* SPDX-License-Identifier: MIT */
/* robots.c - what a site asks of robots.
 *
 * As lenient as Google's parser, since sites are tested against that: typing
 * errors in names, a missing colon, any line end, a byte order mark. */
#include "net/robots.h"

#include <offprint/limits.h>
#include <string.h>

#define MAX_DELAY_S 86400 /* who asks for more than a day means "never" */

#define BOM         "\xef\xbb\xbf"

enum line_kind { OTHER, USER_AGENT, ALLOW, DISALLOW, SITEMAP, CRAWL_DELAY };

static const struct {
    const char *name;
    enum line_kind kind;
} LINE_KINDS[] = {
    {"user-agent", USER_AGENT},   {"useragent", USER_AGENT},
    {"user agent", USER_AGENT},   {"allow", ALLOW},
    {"disallow", DISALLOW},       {"dissallow", DISALLOW},
    {"dissalow", DISALLOW},       {"disalow", DISALLOW},
    {"diasllow", DISALLOW},       {"disallaw", DISALLOW},
    {"sitemap", SITEMAP},         {"site-map", SITEMAP},
    {"crawl-delay", CRAWL_DELAY},
};

struct group {
    VEC(struct robots_rule) rules;
    int64_t crawl_delay_ms;
    bool is_named; /* by the line of agents that is being read */
    bool was_named;
};

struct reader {
    struct arena *arena;
    struct str agent;
    struct group ours, others; /* for the agent, and for "*" */
    bool seen_rule;            /* the next agent begins a new group */
    VEC(struct str) sitemaps;
};

static const struct robots_rule FORBID_RULE = {STR("/"), false};

const struct robots ROBOTS_FORBID_ALL = {
    .rules = (struct robots_rule *)&FORBID_RULE,
    .rule_count = 1,
    .crawl_delay_ms = -1,
};

/* The next line; CR, LF and CRLF end one. */
static bool cut_line(struct str *rest, struct str *line)
{
    if (rest->len == 0)
        return false;
    *line = str_cut(rest, str_until(*rest, "\r\n"));
    str_cut(rest, 1);
    return true;
}

/* "name: value", or "name value" when there is nothing else. */
static enum line_kind read_line(struct str line, struct str *value)
{
    line = str_trim(str_sub(line, 0, str_find_byte(line, '#')));
    size_t colon = str_find_byte(line, ':');
    size_t end = colon == STR_NONE ? str_until(line, " \t") : colon;
    struct str name = str_trim(str_sub(line, 0, end));
    *value = str_trim(str_from(line, colon == STR_NONE ? end : end + 1));
    if (colon == STR_NONE && str_until(*value, " \t") < value->len)
        return OTHER;
    for (size_t i = 0; i < sizeof LINE_KINDS / sizeof *LINE_KINDS; i++)
        if (str_istarts(name, str_of(LINE_KINDS[i].name)))
            return LINE_KINDS[i].kind;
    return OTHER;
}

static size_t token_len(struct str s)
{
    size_t n = 0;
    while (n < s.len &&
           (char_is_alpha(s.at[n]) || s.at[n] == '-' || s.at[n] == '_'))
        n++;
    return n;
}

static void name_group(struct group *group)
{
    group->is_named = group->was_named = true;
}

static void read_agent(struct reader *r, struct str value)
{
    if (r->seen_rule)
        r->ours.is_named = r->others.is_named = r->seen_rule = false;
    if (str_eq(str_sub(value, 0, str_until(value, STR_SPACE)), S("*")))
        name_group(&r->others);
    struct str token = str_sub(value, 0, token_len(value));
    if (token.len && str_ieq(token, r->agent))
        name_group(&r->ours);
}

static bool is_escape(struct str s)
{
    return s.len > 2 && *s.at == '%' && char_hex(s.at[1]) >= 0 &&
           char_hex(s.at[2]) >= 0;
}

static char hex_digit(int value)
{
    return "0123456789ABCDEF"[value & 15];
}

/* Copy s to out with escapes in capitals, as both sides of a comparison have
 * them; s may not be longer than a third of out when it `escapes` what is not
 * ASCII, which URLs have escaped already. Returns the length. */
static size_t normalise(struct str s, char *out, bool escapes)
{
    size_t len = 0;
    for (; s.len; str_cut(&s, 1)) {
        unsigned char byte = (unsigned char)*s.at;
        if (is_escape(s)) {
            out[len++] = '%';
            out[len++] = hex_digit(char_hex(s.at[1]));
            out[len++] = hex_digit(char_hex(s.at[2]));
            str_cut(&s, 2);
        } else if (escapes && byte > 0x7f) {
            out[len++] = '%';
            out[len++] = hex_digit(byte >> 4);
            out[len++] = hex_digit(byte & 15);
        } else {
            out[len++] = (char)byte;
        }
    }
    return len;
}

static void add_rule(struct reader *r, struct str pattern, bool allows)
{
    struct robots_rule rule = {pattern, allows};
    if (r->ours.is_named)
        *vec_push(&r->ours.rules, r->arena) = rule;
    if (r->others.is_named)
        *vec_push(&r->others.rules, r->arena) = rule;
}

static void read_rule(struct reader *r, struct str value, bool allows)
{
    r->seen_rule = true;
    if (value.len == 0 || !(r->ours.is_named || r->others.is_named))
        return;
    char *text = arena_alloc(r->arena, value.len * 3);
    struct str pattern = str_make(text, normalise(value, text, true));
    add_rule(r, pattern, allows);
    size_t slash = str_rfind_byte(pattern, '/');
    if (allows && slash != STR_NONE &&
        str_starts(str_from(pattern, slash), S("/index.htm")))
        add_rule(r,
                 arena_join(r->arena, str_sub(pattern, 0, slash + 1), S("$")),
                 true); /* a folder is its index */
}

/* Seconds, maybe with a fraction; -1 when it is no number. */
static int64_t delay_ms(struct str value)
{
    uint64_t seconds = 0, thousandths = 0, unit = 100;
    struct str whole = str_cut(&value, str_span(value, "0123456789"));
    if (whole.len && !str_to_u64(whole, &seconds))
        seconds = MAX_DELAY_S;
    if (value.len && (*value.at == '.' || *value.at == ',')) {
        str_cut(&value, 1);
        for (; value.len && char_is_digit(*value.at); str_cut(&value, 1)) {
            thousandths += unit * (uint64_t)(*value.at - '0');
            unit /= 10;
            whole.len++;
        }
    }
    if (whole.len == 0)
        return -1;
    if (seconds > MAX_DELAY_S)
        seconds = MAX_DELAY_S;
    return (int64_t)(seconds * 1000 + thousandths);
}

static void read_delay(struct reader *r, struct str value)
{
    int64_t ms = delay_ms(value);
    if (r->ours.is_named && ms > r->ours.crawl_delay_ms)
        r->ours.crawl_delay_ms = ms;
    if (r->others.is_named && ms > r->others.crawl_delay_ms)
        r->others.crawl_delay_ms = ms;
}

static void read_sitemap(struct reader *r, struct str value)
{
    if (value.len)
        *vec_push(&r->sitemaps, r->arena) = arena_dup(r->arena, value);
}

/* The text to look at: without a byte order mark, and without a last line that
 * the limit cut in the middle, for it would forbid more than it says. */
static struct str readable_part(struct str text)
{
    struct str part = str_sub(text, 0, OP_MAX_ROBOTS_BYTES);
    while (part.len < text.len && part.len && part.at[part.len - 1] != '\n' &&
           part.at[part.len - 1] != '\r')
        part.len--;
    if (str_starts(part, S(BOM)))
        str_cut(&part, sizeof BOM - 1);
    return part;
}

static void take_line(struct reader *r, struct str line)
{
    struct str value;
    enum line_kind kind = read_line(line, &value);
    if (kind == USER_AGENT)
        read_agent(r, value);
    else if (kind == ALLOW || kind == DISALLOW)
        read_rule(r, value, kind == ALLOW);
    else if (kind == CRAWL_DELAY)
        read_delay(r, value);
    else if (kind == SITEMAP)
        read_sitemap(r, value);
}

struct robots *robots_parse(struct arena *arena, struct str text,
                            struct str agent)
{
    struct reader r = {.arena = arena, .agent = agent};
    r.ours.crawl_delay_ms = r.others.crawl_delay_ms = -1;
    struct str rest = readable_part(text);
    for (struct str line; cut_line(&rest, &line);)
        take_line(&r, line);
    const struct group *group = r.ours.was_named ? &r.ours : &r.others;
    struct robots *robots = arena_new(arena, struct robots);
    *robots =
        (struct robots){group->rules.at, group->rules.len,
                        group->crawl_delay_ms, r.sitemaps.at, r.sitemaps.len};
    return robots;
}

/* The pieces between stars are searched one after the other, each where it
 * stands first: that finds a match when there is one, and never goes back. */
static bool matches(struct str pattern, struct str path)
{
    bool is_anchored = str_ends(pattern, S("$"));
    pattern.len -= is_anchored;
    size_t star = str_find_byte(pattern, '*');
    struct str piece = str_sub(pattern, 0, star);
    if (!str_starts(path, piece))
        return false;
    str_cut(&path, piece.len);
    if (star == STR_NONE)
        return !is_anchored || path.len == 0;
    str_cut(&pattern, star + 1);
    size_t last = str_rfind_byte(pattern, '*');
    struct str tail = str_from(pattern, last == STR_NONE ? 0 : last + 1);
    pattern.len -= tail.len;
    while (str_split(&pattern, '*', &piece)) {
        size_t found = str_find(path, piece);
        if (found == STR_NONE)
            return false;
        str_cut(&path, found + piece.len);
    }
    return is_anchored ? str_ends(path, tail)
                       : str_find(path, tail) != STR_NONE;
}

bool robots_allows(const struct robots *robots, struct str path_and_query)
{
    char text[OP_MAX_URL_BYTES];
    struct str path = path_and_query.len ? path_and_query : S("/");
    if (path.len <= sizeof text)
        path = str_make(text, normalise(path, text, false));
    if (!robots || str_eq(path, S("/robots.txt")))
        return true;
    size_t longest = 0;
    bool allows = true;
    for (size_t i = 0; i < robots->rule_count; i++) {
        const struct robots_rule *rule = &robots->rules[i];
        bool may_win = rule->pattern.len > longest ||
                       (rule->pattern.len == longest && rule->allows);
        if (may_win && matches(rule->pattern, path)) {
            longest = rule->pattern.len;
            allows = rule->allows;
        }
    }
    return allows;
}
