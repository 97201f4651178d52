/* SPDX-License-Identifier: MIT */
/* template.h - names of archives as the user wants them. */
#ifndef CLI_TEMPLATE_H
#define CLI_TEMPLATE_H

#include "pack/bundle.h"

/* Does it hold nothing but known fields? OP_USAGE, with a sentence, if not. */
OP_MUST_CHECK enum op_status template_check(const char *text,
                                            struct op_error *err);

/* A relative path without an extension out of a checked template: {title} and
 * {slug} (the same: a portable slug), {host}, {date} (published, else
 * captured; 2026-11-23), {hash} (eight digits of the first URL's SHA-256).
 * Folders stand in the template alone: what is filled in has no '/'. On the
 * bundle's arena. */
struct str template_fill(const char *text, const struct bundle *bundle,
                         struct str slug);

#endif
