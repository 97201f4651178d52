/* SPDX-License-Identifier: MIT */
/* outcome.c - the names of what may come of an article. */
#include "library/outcome.h"

struct str article_change_name(enum article_change change)
{
    static const struct str names[CHANGE_COUNT] = {
        [CHANGE_NEW] = STR("new"),          [CHANGE_EDITED] = STR("changed"),
        [CHANGE_GONE] = STR("disappeared"), [CHANGE_RETURNED] = STR("returned"),
        [CHANGE_FAILED] = STR("failed"),
    };
    return names[change];
}
