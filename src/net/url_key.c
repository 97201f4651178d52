/* SPDX-License-Identifier: MIT */
/* url_key.c - when are two URLs the same page?
 *
 * Parameters that only say where a visitor came from are dropped. A name gets
 * into the lists when it belongs to an analytics or mailing system and never
 * selects content; words that sites also use for their own ends ("ref",
 * "source", "id", "share" with a token) stay. */
#include "net/url.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* Every name that begins so. */
static const char *const TRACKING_PREFIXES[] = {
    "utm_",          /* Google Analytics, and everyone after it */
    "relatedposts_", /* Jetpack: _hit, _origin, _position */
    "mtm_",          /* Matomo */
    "matomo_",       "piwik_", "hsa_", /* HubSpot ads */
    "at_custom", /* AT Internet, with at_medium ... below */
    "guce_",     /* Yahoo consent */
};

static const char *const TRACKING_NAMES[] = {
    /* clicks: Facebook, Google, Microsoft, Yandex, X, TikTok, Instagram ... */
    "fbclid",
    "gclid",
    "gclsrc",
    "dclid",
    "gbraid",
    "wbraid",
    "msclkid",
    "yclid",
    "ymclid",
    "ysclid",
    "twclid",
    "ttclid",
    "igshid",
    "igsh",
    "li_fat_id",
    "epik",
    "rb_clickid",
    "srsltid",
    "_ga",
    "_gl",
    "guccounter",
    "ref_src",
    "ref_url",
    "_openstat",
    "spm",
    "scm",
    /* mailings: Mailchimp, HubSpot, Marketo, Drip, Vero, Omeda, Eloqua ... */
    "mc_cid",
    "mc_eid",
    "_hsenc",
    "_hsmi",
    "__hssc",
    "__hstc",
    "__hsfp",
    "mkt_tok",
    "__s",
    "vero_id",
    "vero_conv",
    "oly_enc_id",
    "oly_anon_id",
    "elqtrack",
    "elqtrackid",
    "ml_subscriber",
    "ml_subscriber_hash",
    "nr_email_referer",
    "ck_subscriber_id",
    "bbeml",
    "dm_i",
    /* campaigns: Adobe, AT Internet, Webtrekk, Piwik and publishers' own */
    "cmpid",
    "s_cid",
    "xtor",
    "at_medium",
    "at_campaign",
    "at_link_id",
    "at_link_type",
    "at_link_origin",
    "at_format",
    "at_ptr_name",
    "at_bbc_team",
    "wt_mc",
    "wt_zmc",
    "pk_campaign",
    "pk_kwd",
    "pk_source",
    "pk_medium",
    "pk_content",
    "pk_cid",
    "ns_campaign",
    "ns_mchannel",
    "ns_source",
    "ns_linkname",
    "ns_fee",
    "soc_src",
    "soc_trk",
    "smid",
    "sr_share",
    "ftag",
    "mbid",
    "ocid",
    "ito",
    "wickedid",
    /* social buttons */
    "__twitter_impression",
    "sfnsn",
    "share_id",
    "sharer_id",
};

/* WordPress' sharing buttons link to the page itself; other values of "share"
 * may be what the page shows. */
static const char *const TRACKING_PAIRS[] = {
    "share=facebook", "share=twitter",   "share=x",
    "share=linkedin", "share=pinterest", "share=tumblr",
    "share=reddit",   "share=pocket",    "share=telegram",
    "share=email",    "share=mastodon",  "share=bluesky",
    "share=threads",  "share=whatsapp",  "share=jetpack-whatsapp",
};

/* Does s begin with this word, in any case? Sets how long the word is. Most
 * words differ in the first letter, so nothing is measured before. */
static bool begins_with(struct str s, const char *word, size_t *len)
{
    for (*len = 0; word[*len]; ++*len)
        if (*len == s.len || char_lower(s.at[*len]) != word[*len])
            return false;
    return true;
}

static bool is_listed(struct str s, const char *const *list, size_t count)
{
    size_t len;
    for (size_t i = 0; i < count; i++)
        if (begins_with(s, list[i], &len) && len == s.len)
            return true;
    return false;
}

static bool is_tracking(struct str parameter)
{
    if (str_starts(parameter, S("amp;"))) /* "&amp;" escaped twice */
        str_cut(&parameter, 4);
    struct str name = str_sub(parameter, 0, str_find_byte(parameter, '='));
    size_t len;
    for (size_t i = 0; i < COUNT(TRACKING_PREFIXES); i++)
        if (begins_with(name, TRACKING_PREFIXES[i], &len))
            return true;
    return is_listed(name, TRACKING_NAMES, COUNT(TRACKING_NAMES)) ||
           is_listed(parameter, TRACKING_PAIRS, COUNT(TRACKING_PAIRS));
}

static bool is_unreserved(int c)
{
    return c > 0 && (char_is_alpha((char)c) || char_is_digit((char)c) ||
                     c == '-' || c == '.' || c == '_' || c == '~');
}

/* Copy s with escapes of unreserved characters undone, the others' digits in
 * capitals: RFC 3986 section 6.2.2. */
static void put_normalised(struct sink *out, struct str s)
{
    for (; s.len; str_cut(&s, 1)) {
        int high = *s.at == '%' && s.len > 2 ? char_hex(s.at[1]) : -1;
        int low = high < 0 ? -1 : char_hex(s.at[2]);
        if (low < 0) {
            sink_putc(out, *s.at);
            continue;
        }
        if (is_unreserved(high * 16 + low)) {
            sink_putc(out, (char)(high * 16 + low));
        } else {
            const char *hex = "0123456789ABCDEF";
            char escape[3] = {'%', hex[high], hex[low]};
            sink_put(out, str_make(escape, sizeof escape));
        }
        str_cut(&s, 2);
    }
}

typedef void put_str(struct sink *out, struct str s);

/* The query without tracking, each parameter written by `put`. */
static void put_query(struct sink *out, struct str query, put_str *put)
{
    char before = '?';
    for (struct str parameter; str_split(&query, '&', &parameter);) {
        if (parameter.len == 0 || is_tracking(parameter))
            continue;
        sink_putc(out, before);
        put(out, parameter);
        before = '&';
    }
}

static struct sink sink_on(struct arena *arena, size_t max)
{
    return (struct sink){.at = arena_alloc(arena, max + 1), .max = max};
}

static struct str finish(struct sink *out)
{
    out->at[out->len] = '\0';
    return sink_str(out);
}

static struct str without_www(struct str host)
{
    struct str rest = str_from(host, 4);
    return str_starts(host, S("www.")) && str_has_byte(rest, '.') ? rest : host;
}

struct str url_key(struct arena *arena, const struct url *url)
{
    if (!url_is_web(url))
        return url_request(arena, url, false);
    struct sink out = sink_on(arena, url->href.len);
    struct str host = url->host;
    struct str port = str_make(host.at + host.len,
                               (size_t)(url->path.at - host.at) - host.len);
    struct str path = url->path;
    path.len -= str_ends(path, S("/"));
    sink_put(&out, without_www(host));
    sink_put(&out, port);
    put_normalised(&out, path);
    put_query(&out, url->query, put_normalised);
    return finish(&out);
}

struct str url_clean(struct arena *arena, const struct url *url)
{
    if (!url_is_web(url))
        return url_request(arena, url, true);
    struct sink out = sink_on(arena, url->href.len);
    const char *path_end = url->path.at + url->path.len;
    sink_put(&out, str_make(url->href.at, (size_t)(path_end - url->href.at)));
    put_query(&out, url->query, sink_put);
    return finish(&out);
}
