/* SPDX-License-Identifier: MIT */
/* progress.c - how far a job is, on standard error. */
#include "cli/progress.h"

#include "text/unicode.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define LIVE_EVERY_MS  100
#define PLAIN_EVERY_MS 5000

struct progress progress_setup(const struct options *options,
                               struct speaker *speaker)
{
    const char *term = getenv("TERM"), *no_colour = getenv("NO_COLOR");
    bool is_dumb = !term || strcmp(term, "dumb") == 0;
    bool wanted = !options->quiet && !speaker->is_json;
    struct progress progress = {
        .speaker = speaker,
        .is_live = wanted && options->progress == PROGRESS_AUTO && !is_dumb &&
                   isatty(STDERR_FILENO),
        .is_plain = wanted && options->progress == PROGRESS_PLAIN,
        .started_ms = clock_ms(),
    };
    progress.drawn_ms = progress.started_ms;
    progress.has_colour = progress.is_live && !(no_colour && *no_colour);
    return progress;
}

static size_t columns(void)
{
    struct winsize size;
    if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        return size.ws_col;
    return 80;
}

/* The rate since the last drawing, half new, half old, so that it is calm. */
static void measure(struct progress *progress, uint64_t bytes, int64_t now)
{
    int64_t passed = now - progress->drawn_ms;
    uint64_t rate =
        passed > 0 ? (bytes - progress->bytes_then) * 1000 / (uint64_t)passed
                   : 0;
    progress->rate = progress->rate ? (progress->rate + rate) / 2 : rate;
    progress->bytes_then = bytes;
    progress->drawn_ms = now;
}

static struct str describe(struct arena *arena, const struct progress *progress,
                           const struct job_stats *stats)
{
    struct str losses = stats->losses
                            ? arena_printf(arena, " · %zu lost", stats->losses)
                            : S("");
    return arena_printf(arena,
                        "pages %zu/%zu · images %zu/%zu · %s · %s/s%.*s %s%s",
                        stats->pages_done, stats->pages, stats->images_done,
                        stats->images, say_bytes(arena, stats->client.bytes).at,
                        say_bytes(arena, progress->rate).at, STR_ARG(losses),
                        *stats->client.host ? "· " : "", stats->client.host);
}

/* The longest beginning that fits the terminal's width. */
static struct str fit(struct str line, size_t width)
{
    while (line.len > 0 && text_width(line) > width)
        line = utf8_clip(line, line.len - 1);
    return line;
}

void progress_show(struct progress *progress, const struct job_stats *stats)
{
    int64_t now = clock_ms();
    int64_t every = progress->is_live ? LIVE_EVERY_MS : PLAIN_EVERY_MS;
    if ((!progress->is_live && !progress->is_plain) ||
        now - progress->drawn_ms < every)
        return;
    measure(progress, stats->client.bytes, now);
    struct arena arena;
    arena_init(&arena, 1u << 20);
    struct str line = describe(&arena, progress, stats);
    if (progress->is_live) {
        line = fit(line, columns() - 1);
        const char *dim = progress->has_colour ? "\033[2m" : "";
        const char *plain = progress->has_colour ? "\033[0m" : "";
        fprintf(stderr, "\r%s%.*s%s\033[K", dim, STR_ARG(line), plain);
        fflush(stderr);
        progress->speaker->line_is_dirty = true;
    } else {
        fprintf(stderr, "%.*s\n", STR_ARG(line));
    }
    arena_free(&arena);
}

void progress_end(struct progress *progress)
{
    if (progress->speaker->line_is_dirty)
        fputs("\r\033[K", stderr);
    progress->speaker->line_is_dirty = false;
}
