/* SPDX-License-Identifier: MIT */
/* get_twin.c - articles that are nearly the same as others. */
#include "cli/get_twin.h"

/* The article's address as long as the run; mostly that of the seed, which is
 * kept already. */
static struct str lasting_url(struct get *get, const struct bundle *bundle,
                              const struct outcome *outcome)
{
    struct str url = bundle->articles.at[0].url;
    struct str seed = str_of(outcome->seed);
    return str_eq(url, seed) ? seed : arena_dup(get->arena, url);
}

struct str get_twin_find(struct get *get, const struct bundle *bundle,
                         struct str path, struct outcome *outcome)
{
    struct twin own = {
        .print =
            twin_print(bundle->arena, bundle->articles.at[0].article->text),
        .url = lasting_url(get, bundle, outcome),
        .archive = path,
    };
    const struct twin *twin = twins_find(&get->twins, own.print, own.url);
    bool is_left_out = twin && get->options->unique;
    if (twin) {
        outcome->twin = twin->url.at; /* a whole string */
        say(&get->speaker, SAY_INFO, str_of(outcome->seed),
            "nearly the same as %.*s%s", STR_ARG(twin->url),
            is_left_out ? ", left out" : "");
    }
    if (is_left_out)
        return twin->archive;
    twins_add(&get->twins, &own);
    return S("");
}
