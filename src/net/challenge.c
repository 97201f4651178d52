/* SPDX-License-Identifier: MIT */
/* challenge.c - was it a guard before the site that answered? */
#include "net/challenge.h"

/* Such pages are small, and say at once what they are. */
#define LOOKED_AT ((size_t)64 << 10)

/* All that is given has to hold; ASCII case is ignored. */
struct mark {
    const char *guard;
    const char *header, *value; /* "": any value */
    const char *text;           /* in the body */
    bool whatever_status;
};

static const struct mark MARKS[] = {
    {"Cloudflare", "cf-mitigated", "challenge", NULL, true},
    {"Cloudflare", "server", "cloudflare", "/cdn-cgi/challenge-platform/",
     false},
    {"Cloudflare", "server", "cloudflare", "attention required! | cloudflare",
     false},
    {"AWS WAF", "x-amzn-waf-action", "", NULL, true},
    {"Vercel", "x-vercel-mitigated", "", NULL, true},
    {"DataDome", "x-dd-b", "", NULL, false},
    {"DataDome", NULL, NULL, "captcha-delivery.com", false},
    {"PerimeterX", NULL, NULL, "px-captcha", false},
    {"PerimeterX", NULL, NULL, "_pxappid", false},
    {"Akamai", "server", "akamaighost", "access denied", false},
    {"Akamai", NULL, NULL, "errors.edgesuite.net", false},
    {"Imperva", NULL, NULL, "_incapsula_resource", false},
    {"Sucuri", "x-sucuri-block", "", NULL, false},
    {"Kasada", "x-kpsdk-ct", "", NULL, false},
};

static bool is_refusal(int status)
{
    return status == 401 || status == 403 || status == 405 || status == 429 ||
           status == 503;
}

static bool holds(const struct mark *mark, const struct exchange *exchange,
                  struct str body)
{
    if (!mark->whatever_status && !is_refusal(exchange->http_status))
        return false;
    if (mark->header) {
        struct str value = exchange_header(exchange, str_of(mark->header));
        if (!value.at || str_ifind(value, str_of(mark->value)) == STR_NONE)
            return false;
    }
    return !mark->text || str_ifind(body, str_of(mark->text)) != STR_NONE;
}

const char *challenge_of(const struct exchange *exchange, struct str body)
{
    body = str_sub(body, 0, body.len < LOOKED_AT ? body.len : LOOKED_AT);
    for (size_t i = 0; i < sizeof MARKS / sizeof *MARKS; i++)
        if (holds(&MARKS[i], exchange, body))
            return MARKS[i].guard;
    return NULL;
}
