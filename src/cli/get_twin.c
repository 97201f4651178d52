/* SPDX-License-Identifier: MIT */
/* get_twin.c - articles that are nearly the same as others. */
#include "cli/get_twin.h"

/* A path as long as the run, where somebody will ask for it: who leaves twins
 * out. Those of a library last. */
static const char *lasting_path(struct get *get, struct str path)
{
    if (get->has_library)
        return path.at;
    return get->options->unique ? arena_cstring(get->arena, path) : NULL;
}

static void remember(struct get *get, uint64_t print, struct str url,
                     struct str path)
{
    struct twin own = {.print = print};
    if (!print)
        return;
    own.url = arena_cstring(get->arena, url);
    own.archive = lasting_path(get, path);
    twins_add(&get->twins, &own);
}

struct str get_twin_find(struct get *get, const struct bundle *bundle,
                         struct str path, struct outcome *outcome)
{
    const struct bundle_article *first = &bundle->articles.at[0];
    uint64_t print = twin_print(bundle->arena, first->article->text);
    const struct twin *twin = twins_find(&get->twins, print, first->url);
    bool is_left_out = twin && get->options->unique;
    if (twin) {
        outcome_match(&get->report, outcome, str_of(twin->url));
        say(&get->speaker, SAY_INFO, str_of(outcome->seed),
            "nearly the same as %s%s", twin->url,
            is_left_out ? ", left out" : "");
    }
    if (is_left_out)
        return str_of(twin->archive);
    remember(get, print, first->url, path);
    return S("");
}
