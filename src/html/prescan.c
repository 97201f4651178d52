/* SPDX-License-Identifier: MIT */
/* prescan.c - leave out what the parser would only copy.
 *
 * White space between a text and a tag is mostly indentation, of which one
 * character says as much: gumbo takes each for a token of its own.
 *
 * Whether <style> begins raw text depends on where it stands: inside <svg> it
 * does not, inside <select> it is no element at all. There nothing is left
 * out, and where a page may hold HTML inside of foreign content, nothing from
 * there on.
 *
 * Pages in which elements cannot lie too deep, by a count of their tags, are
 * read once; for all others it is known at every tag what is open. */
#include "html/prescan.h"

#include "html/prescan_scan.h"
#include <offprint/limits.h>
#include <string.h>

/* Elements that end foreign content, or hold HTML inside of it. */
static const char MIXING[] =
    "b big blockquote body br center code dd div dl dt em embed font h1 h2 h3 "
    "h4 h5 h6 head hr i img li listing menu meta nobr ol p pre ruby s small "
    "span strong strike sub sup table tt u ul var foreignobject desc "
    "annotation-xml";
/* Of these those that hold it, and one that may be foreign itself. */
static const char PLACES[] = "font foreignobject desc annotation-xml";
/* Foreign elements that hold HTML, but mostly do not. */
static const char TEXTUAL[] = "title mi mo mn ms mtext";
/* Elements inside of which </pre> ends no <pre> that is around them. */
static const char SCOPES[] = "applet caption marquee object select table td "
                             "template th";
/* Elements whose content is no markup but for the end tag. */
static const struct str RAW[26] = {
    ['i' - 'a'] = STR("iframe"),       ['n' - 'a'] = STR("noembed noframes"),
    ['s' - 'a'] = STR("script style"), ['t' - 'a'] = STR("textarea title"),
    ['x' - 'a'] = STR("xmp"),
};

/* Elements that have no content, by their first letter. */
static const struct str VOIDS[26] = {
    ['a' - 'a'] = STR("area"),
    ['b' - 'a'] = STR("br base basefont bgsound"),
    ['c' - 'a'] = STR("col"),
    ['e' - 'a'] = STR("embed"),
    ['f' - 'a'] = STR("frame"),
    ['h' - 'a'] = STR("hr"),
    ['i' - 'a'] = STR("img input image isindex"),
    ['k' - 'a'] = STR("keygen"),
    ['l' - 'a'] = STR("link"),
    ['m' - 'a'] = STR("meta menuitem"),
    ['p' - 'a'] = STR("param"),
    ['s' - 'a'] = STR("source"),
    ['t' - 'a'] = STR("track"),
    ['w' - 'a'] = STR("wbr"),
};

/* --- reading ----------------------------------------------------------- */

static size_t find_from(const struct scan *s, size_t at, struct str part)
{
    size_t found = str_find(str_from(s->in, at), part);
    return found == STR_NONE ? s->in.len : at + found;
}

static void skip_past(struct scan *s, struct str part)
{
    size_t end = find_from(s, s->at, part);
    s->at = end < s->in.len ? end + part.len : s->in.len;
}

/* Is there "<name" or "</name", and the name ends there? */
static bool is_tag_at(const struct scan *s, size_t at, struct str lead,
                      struct str name)
{
    struct str rest = str_from(s->in, at);
    if (!str_starts(rest, lead))
        return false;
    str_cut(&rest, lead.len);
    return rest.len > name.len && str_istarts(rest, name) &&
           (char_is_space(rest.at[name.len]) || rest.at[name.len] == '/' ||
            rest.at[name.len] == '>');
}

/* Read a tag of which '<' or "</" and the first letter are certain. */
static struct tag read_tag(struct scan *s)
{
    struct tag tag;
    tag.is_end = scan_is_byte(s, s->at + 1, '/');
    tag.closes_itself = false;
    tag.attribute_count = 0;
    size_t start = s->at;
    s->at += tag.is_end ? 2 : 1;
    size_t name = s->at;
    while (s->at < s->in.len && !char_is_space(s->in.at[s->at]) &&
           s->in.at[s->at] != '/' && s->in.at[s->at] != '>')
        s->at++;
    tag.name = str_sub(s->in, name, s->at - name);
    while (s->at < s->in.len && s->in.at[s->at] != '>') {
        bool is_slash = s->in.at[s->at] == '/';
        if (is_slash && scan_is_byte(s, s->at + 1, '>'))
            tag.closes_itself = true;
        if (is_slash || char_is_space(s->in.at[s->at]))
            s->at++;
        else
            scan_attribute(s, &tag);
    }
    s->at += s->at < s->in.len;
    tag.text = str_sub(s->in, start, s->at - start);
    return tag;
}

static void skip_comment(struct scan *s)
{
    size_t body = s->at + 4, end;
    struct str rest = str_from(s->in, body);
    if (str_starts(rest, S(">")) || str_starts(rest, S("->"))) {
        s->at = body;
        skip_past(s, S(">"));
        return;
    }
    for (end = body;; end++) {
        end = find_from(s, end, S("--"));
        if (end == s->in.len || scan_is_byte(s, end + 2, '>') ||
            str_starts(str_from(s->in, end + 2), S("!>")))
            break;
    }
    scan_leave_out(s, body, end);
    s->at = end;
    skip_past(s, S(">"));
}

/* --- raw text ---------------------------------------------------------- */

/* Where the end tag of a script begins, whose body may hold comments that may
 * hold scripts; the page's end when there is none. */
static size_t script_end(const struct scan *s)
{
    enum { PLAIN, ESCAPED, TWICE } state = PLAIN;
    struct str name = S("script");
    for (size_t i = s->at; i < s->in.len; i++) {
        if (state == PLAIN) {
            size_t next = str_find_byte(str_from(s->in, i), '<');
            if (next == STR_NONE)
                break;
            i += next;
        }
        char c = s->in.at[i];
        if (c != '<' && c != '-')
            continue;
        if (state != TWICE && is_tag_at(s, i, S("</"), name))
            return i;
        struct str rest = str_sub(s->in, i, 4);
        if (state == PLAIN && str_eq(rest, S("<!--"))) {
            state = ESCAPED;
            i++; /* "<!-->" ends it again */
        } else if (state != PLAIN && str_starts(rest, S("-->"))) {
            state = PLAIN;
        } else if (state == ESCAPED && is_tag_at(s, i, S("<"), name)) {
            state = TWICE;
        } else if (state == TWICE && is_tag_at(s, i, S("</"), name)) {
            state = ESCAPED;
        }
    }
    return s->in.len;
}

static size_t raw_end(const struct scan *s, struct str name)
{
    if (str_ieq(name, S("script")))
        return script_end(s);
    for (size_t i = s->at;; i++) {
        i = find_from(s, i, S("</"));
        if (i == s->in.len || is_tag_at(s, i, S("</"), name))
            return i;
    }
}

/* What stays of a script: nothing that could begin a state of its own. */
static size_t script_kept(struct str body)
{
    struct str kept = str_sub(body, 0, PRESCAN_SCRIPT_BYTES);
    size_t tag = str_find_byte(kept, '<');
    if (tag != STR_NONE)
        kept.len = tag;
    while (kept.len < body.len && kept.len > 0 &&
           ((unsigned char)body.at[kept.len] & 0xC0) == 0x80)
        kept.len--;
    return kept.len;
}

/* A script's body, up to `end`: what stays of it is stood for, but where there
 * is a comment, of whose states that would be the end. */
static void skip_script(struct scan *s, const struct tag *tag, size_t end)
{
    struct str body = str_sub(s->in, s->at, end - s->at);
    size_t kept = body.len;
    if (str_ifind(tag->text, S("json")) == STR_NONE)
        kept = script_kept(body);
    if (str_find(str_sub(body, 0, kept), S("<!--")) == STR_NONE)
        scan_stand_in(s, s->at, s->at + kept);
    if (kept < body.len)
        scan_leave_out(s, s->at + kept, end);
}

static void skip_raw(struct scan *s, const struct tag *tag)
{
    size_t end = raw_end(s, tag->name);
    if (end < s->in.len && !s->is_in_select) {
        if (str_ieq(tag->name, S("style")))
            scan_leave_out(s, s->at, end);
        else if (str_ieq(tag->name, S("script")))
            skip_script(s, tag, end);
    }
    s->at = end;
}

/* --- tags -------------------------------------------------------------- */

static bool is_foreign_root(struct str name)
{
    return str_ieq(name, S("svg")) || str_ieq(name, S("math"));
}

/* An element of HTML ends <svg> and <math>, with all in them, but where it has
 * a place there. */
static void see_mixing(struct scan *s, struct str name)
{
    if (s->is_unsure || str_has_word(S(PLACES), name)) {
        s->is_over = true;
        return;
    }
    s->foreign = 0;
    if (s->nesting)
        nesting_end_drawing(s->nesting);
}

static void see_foreign(struct scan *s, const struct tag *tag)
{
    if (is_foreign_root(tag->name)) {
        if (tag->is_end)
            s->foreign--;
        else
            s->foreign += !tag->closes_itself;
    } else if (tag->is_end) {
        s->is_unsure |= s->drawn == 0; /* it may close what is around them */
        s->drawn -= s->drawn > 0;
    } else if (str_has_word(S(MIXING), tag->name)) {
        see_mixing(s, tag->name);
    } else {
        s->is_unsure |= str_has_word(S(TEXTUAL), tag->name);
        s->drawn += !tag->closes_itself;
    }
}

static void see_start(struct scan *s, const struct tag *tag)
{
    bool is_select = str_ieq(tag->name, S("select"));
    if (is_foreign_root(tag->name) && !s->is_in_select) {
        s->foreign += !tag->closes_itself;
        s->drawn = 0;
        s->is_unsure = false;
    } else if (is_select) {
        s->is_in_select = !s->is_in_select;
    } else if (str_ieq(tag->name, S("plaintext")) ||
               str_ieq(tag->name, S("frameset"))) {
        s->is_over = true;
    }
    if (s->is_in_select &&
        (str_ieq(tag->name, S("textarea")) || str_ieq(tag->name, S("input")) ||
         str_ieq(tag->name, S("keygen"))))
        s->is_in_select = false;
    if (s->is_in_select && !str_ieq(tag->name, S("script")))
        return;
    if (tag->name.len >= 3 && tag->name.len <= 8 &&
        scan_is_among(RAW, tag->name))
        skip_raw(s, tag);
}

/* Know where white space counts, or might: better too long. */
static void see_spaced(struct scan *s, const struct tag *tag)
{
    enum { FOR_EVER = 1u << 30 };
    if (str_ieq(tag->name, S("pre")) || str_ieq(tag->name, S("listing"))) {
        if (!tag->is_end)
            s->spaced++;
        else if (s->spaced && s->spaced < FOR_EVER)
            s->spaced--;
    } else if (s->spaced && !tag->is_end &&
               str_has_word(S(SCOPES), tag->name)) {
        s->spaced |= FOR_EVER;
    }
}

static bool is_void(struct str name)
{
    return name.len >= 2 && scan_is_among(VOIDS, name);
}

/* Count the elements that are open: too many rather than too few. */
static void count_open(struct scan *s, const struct tag *tag)
{
    size_t key = (size_t)char_lower(tag->name.at[0]) + tag->name.len * 8;
    unsigned *alike = &s->open_alike[key % 64];
    if (tag->is_end) {
        s->open -= *alike > 0;
        *alike -= *alike > 0;
    } else if (!(s->foreign ? tag->closes_itself : is_void(tag->name))) {
        s->open++;
        ++*alike;
    }
}

/* Does the element of the tag lie too deep? */
static bool is_too_deep(struct scan *s, const struct tag *tag, bool is_foreign)
{
    if (s->is_over || s->is_in_select)
        return false;
    return tag->is_end ? nesting_end(s->nesting, tag->name)
                       : nesting_start(s->nesting, tag->name, is_foreign,
                                       tag->closes_itself);
}

static void see_tag(struct scan *s)
{
    size_t from = s->at, len = s->len, kept = s->kept;
    struct tag tag = read_tag(s);
    see_spaced(s, &tag);
    if (s->foreign)
        see_foreign(s, &tag);
    bool is_foreign = s->foreign > 0;
    if (!s->nesting) {
        count_open(s, &tag);
    } else if (is_too_deep(s, &tag, is_foreign)) {
        s->len = len;
        s->kept = kept;
        scan_leave_out(s, from, s->at);
    }
    if (is_foreign)
        return;
    if (!tag.is_end)
        see_start(s, &tag);
    else if (str_ieq(tag.name, S("select")))
        s->is_in_select = false;
}

static void see_markup(struct scan *s)
{
    struct str rest = str_sub(s->in, s->at, 9);
    bool is_end = rest.len > 1 && rest.at[1] == '/';
    size_t letter = is_end ? 2 : 1;
    if (rest.len > letter && char_is_alpha(rest.at[letter]))
        see_tag(s);
    else if (str_starts(rest, S("<!--")))
        skip_comment(s);
    else if (s->foreign && str_starts(rest, S("<![CDATA[")))
        skip_past(s, S("]]>"));
    else if (rest.len > 1 && (is_end || rest.at[1] == '!' || rest.at[1] == '?'))
        skip_past(s, S(">"));
    else
        s->at++;
}

/* --- the page ---------------------------------------------------------- */

static bool is_space(struct str text)
{
    return str_span(text, " \t\n\f\r") == text.len;
}

static void see_text(struct scan *s, size_t from, size_t to)
{
    struct nesting *n = s->nesting;
    if (n && n->hidden) {
        scan_leave_out(s, from, to);
        return;
    }
    if (n && n->owes_paragraph && !s->foreign &&
        !is_space(str_sub(s->in, from, to - from))) {
        scan_paragraph(s, from);
        n->owes_paragraph = false;
    }
    scan_text(s, from, to);
}

/* False when elements may nest too deep, and it is not known which. */
static bool scan_page(struct scan *s)
{
    while (!s->is_over) {
        size_t next = str_find_byte(str_from(s->in, s->at), '<');
        if (next == STR_NONE)
            break;
        see_text(s, s->at, s->at + next);
        s->at += next;
        see_markup(s);
        if (!s->nesting && s->open > OP_MAX_DEPTH)
            return false;
    }
    if (!s->is_over && s->nesting)
        see_text(s, s->at, s->in.len);
    if (s->kept < s->in.len)
        scan_keep(s, s->in.len);
    return true;
}

struct str html_prescan(struct arena *arena, struct str html,
                        struct standins *standins)
{
    struct scan s = {.in = html,
                     .out = arena_alloc(arena, html.len + 1),
                     .arena = arena,
                     .standins = standins};
    struct scan again = s;
    *standins = standins_for(html);
    if (!scan_page(&s)) {
        standins->texts.len = 0;
        again.nesting = nesting_new(arena, OP_MAX_DEPTH);
        s = again;
        scan_page(&s);
    }
    s.out[s.len] = '\0';
    return str_make(s.out, s.len);
}
