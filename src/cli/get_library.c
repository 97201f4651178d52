/* SPDX-License-Identifier: MIT */
/* get_library.c - get into a library. */
#include "cli/get_library.h"

#include "cli/get_path.h"
#include "library/journal.h"
#include "net/url.h"
#include <inttypes.h>

static void tell(void *context, const char *sentence)
{
    say(context, SAY_WARNING, S(""), "%s", sentence);
}

static enum op_status refuse(struct get *get, const char *why)
{
    return error_set(get->err, OP_USAGE, OP_STAGE_OPTIONS, S(""), "%s", why);
}

/* An archive that does not say what it holds cannot be catalogued. */
static bool is_catalogued(enum pack_format format)
{
    return format <= PACK_7Z;
}

enum op_status get_library_open(struct get *get)
{
    const struct options *options = get->options;
    if (get->job.into_one)
        return refuse(get, "in a library each article has its archive");
    if (!is_catalogued(get->pack.format))
        return refuse(get, "a library holds epub, wacz, zip, dir, tar or 7z");
    struct library_options how = {
        .writes = true,
        .waits = options->wait,
        .creates = true,
        .tell = tell,
        .context = &get->speaker,
    };
    get->has_library = true;
    enum op_status status = library_open(&get->library, get->arena,
                                         options->library, &how, get->err);
    if (status == OP_OK)
        status = journal_begin_run(&get->library, get->err);
    if (status == OP_OK)
        library_twins(&get->library, &get->twins);
    get->run.arena = get->arena;
    get->run.started = library_now(get->arena);
    get->begun_ms = clock_ms();
    return status;
}

static bool is_used_up(const struct get *get)
{
    const struct options *options = get->options;
    return (options->max_time_ms > 0 &&
            clock_ms() - get->begun_ms >= options->max_time_ms) ||
           (options->quota > 0 &&
            get->report.received >= (uint64_t)options->quota);
}

bool get_library_wants(struct get *get, struct str url)
{
    if (!get->has_library)
        return true;
    if (is_used_up(get)) {
        get->seeds_left += journal_wants(&get->library, url);
        return false;
    }
    bool wants = journal_begin(&get->library, url);
    get->seeds_finished += !wants;
    return wants;
}

/* Two articles of a host with one title: the other is told by its URL, which
 * does not depend on who came first. */
static struct str new_path(struct get *get, const struct bundle *bundle)
{
    struct url url;
    struct str host = S("unknown");
    struct str from = bundle->articles.at[0].final_url;
    if (url_parse(get->arena, from, NULL, &url) == OP_OK && url.host.len)
        host = str_trim_set(url.host, "[]");
    struct str dot = pack_format_extension(get->pack.format);
    struct str name = pack_name(bundle);
    struct str path = arena_printf(
        get->arena, "%s/%.*s/%.*s%s%.*s", get->library.folder, STR_ARG(host),
        STR_ARG(name), dot.len ? "." : "", STR_ARG(dot));
    if (!get_path_exists(path.at))
        return path;
    return arena_printf(get->arena, "%s/%.*s/%.*s-%08" PRIx64 "%s%.*s",
                        get->library.folder, STR_ARG(host), STR_ARG(name),
                        str_hash(bundle->seeds.at[0], 0) & 0xFFFFFFFF,
                        dot.len ? "." : "", STR_ARG(dot));
}

struct str get_library_path(struct get *get, const struct bundle *bundle,
                            bool *is_known)
{
    const struct bundle_article *first = &bundle->articles.at[0];
    struct str known = journal_archive_of(&get->library, first->final_url);
    if (!known.len && first->article->canonical_url.len)
        known =
            journal_archive_of(&get->library, first->article->canonical_url);
    *is_known = known.len > 0;
    return *is_known ? library_path(&get->library, known)
                     : new_path(get, bundle);
}

enum op_status get_library_keep(struct get *get, const struct bundle *bundle,
                                struct str path, bool is_known)
{
    struct library *library = &get->library;
    if (is_known)
        return journal_same(library, bundle->seeds.at[0],
                            library_within(library, path), get->err);
    *vec_push(&get->run.articles, get->arena) = (struct article_outcome){
        .change = CHANGE_NEW,
        .url = arena_dup(get->arena, bundle->seeds.at[0]),
        .archive = path,
        .title = arena_dup(get->arena, bundle->articles.at[0].article->title),
        .version = 1,
        .is_seed = true,
    };
    return library_take(library, path, get->err);
}

void get_library_lose(struct get *get, const struct op_error *why)
{
    struct op_error failed;
    struct str since;
    if (!get->has_library)
        return;
    if (journal_failed(&get->library, why, &since, &failed) != OP_OK)
        say_error(&get->speaker, SAY_WARNING, &failed);
    *vec_push(&get->run.articles, get->arena) = (struct article_outcome){
        .change = CHANGE_FAILED,
        .url = arena_dup(get->arena, str_of(why->url)),
        .reason = arena_dup(get->arena, str_of(why->text)),
        .since = since,
        .status = why->status,
        .is_seed = true,
    };
}

enum op_status get_library_end(struct get *get)
{
    if (!get->has_library)
        return OP_OK;
    get->run.received = get->report.received;
    get->run.duration_ms = get->report.duration_ms;
    get->run.unchanged = get->seeds_finished;
    if (get->seeds_finished)
        say(&get->speaker, SAY_INFO, S(""),
            "%zu seed%s had been finished before", get->seeds_finished,
            get->seeds_finished == 1 ? "" : "s");
    if (!get->seeds_left)
        return OP_OK;
    return error_set(get->err, OP_LIMIT, OP_STAGE_NONE, S(""),
                     "the run's limit is reached, %zu seed%s left: the same "
                     "command goes on",
                     get->seeds_left, get->seeds_left == 1 ? " is" : "s are");
}
