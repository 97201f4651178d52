/* SPDX-License-Identifier: MIT */
/* challenge.h - was it a guard before the site that answered, who lets in
 * nothing but browsers?
 *
 * Nobody tries to get past: whoever asks is told who refuses. Sources, for
 * what has one: Cloudflare, Detect a Challenge Page response (cf-mitigated);
 * AWS WAF, CAPTCHA and Challenge (x-amzn-waf-action); Vercel, Attack Challenge
 * Mode (x-vercel-mitigated). The others are told by what their pages hold. */
#ifndef NET_CHALLENGE_H
#define NET_CHALLENGE_H

#include "net/response.h"

/* Whose challenge the answer is, a static string; NULL: it is none. `body` is
 * the decoded one. */
const char *challenge_of(const struct exchange *exchange, struct str body);

#endif
