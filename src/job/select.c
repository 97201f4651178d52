/* SPDX-License-Identifier: MIT */
/* select.c - which of an article's related posts are taken. */
#include "job/select.h"

enum choice *select_related(struct arena *arena,
                            const struct job_options *options,
                            const struct article *article)
{
    enum choice *choices =
        arena_array(arena, enum choice, article->related.len);
    size_t taken = 0;
    for (size_t i = 0; i < article->related.len; i++) {
        const struct related_post *post = &article->related.at[i];
        if (!(options->kinds & 1u << post->kind))
            choices[i] = CHOICE_KIND;
        else if (options->wants &&
                 !options->wants(options->wants_context, post->url))
            choices[i] = CHOICE_EXCLUDED;
        else if (taken == options->related)
            choices[i] = CHOICE_BUDGET;
        else
            taken++;
    }
    return choices;
}

const char *choice_text(enum choice choice)
{
    static const char *const texts[CHOICE_COUNT] = {
        [CHOICE_TAKEN] = "taken",
        [CHOICE_KIND] = "not of a kind asked for",
        [CHOICE_EXCLUDED] = "its URL is excluded",
        [CHOICE_BUDGET] = "beyond the number of related posts",
    };
    return texts[choice];
}
