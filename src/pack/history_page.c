/* SPDX-License-Identifier: MIT */
/* history_page.c - the chapter "History". */
#include "pack/history_page.h"

#include "html/serialize.h"
#include "pack/frame.h"

bool history_page_is_needed(const struct plan *plan)
{
    return plan->bundle->history.len > 0;
}

static struct str verb_of(enum history_change change)
{
    static const struct str verbs[HISTORY_CHANGE_COUNT] = {
        [HISTORY_NEW] = STR("Added"),
        [HISTORY_CHANGED] = STR("Changed"),
        [HISTORY_GONE] = STR("Disappeared"),
        [HISTORY_RETURNED] = STR("There again"),
    };
    return verbs[change];
}

static void put_title(const struct plan *plan,
                      const struct history_event *event, struct buf *out)
{
    size_t index = plan_article_of(plan, event->url, NULL);
    if (index != STR_NONE) {
        buf_puts(out, "<a href=\"");
        html_escape_attr(plan_way_from_cover(plan, plan->articles[index].file),
                         out);
        buf_puts(out, "\">");
    }
    html_escape(event->title.len ? event->title : event->url, out);
    if (index != STR_NONE)
        buf_puts(out, "</a>");
}

static void put_event(const struct plan *plan,
                      const struct history_event *event, struct buf *out)
{
    buf_puts(out, "<li><span class=\"op-kind\">");
    buf_put(out, verb_of(event->change));
    buf_puts(out, "</span> ");
    put_title(plan, event, out);
    if (event->old_title.len) {
        buf_puts(out, " <span class=\"op-reason\">before: ");
        html_escape(event->old_title, out);
        buf_puts(out, "</span>");
    }
    if (event->reason.len) {
        buf_puts(out, " <span class=\"op-reason\">");
        html_escape(event->reason, out);
        buf_puts(out, "</span>");
    }
    buf_puts(out, "</li>\n");
}

/* The newest first. */
static void put_versions(const struct plan *plan, struct buf *out)
{
    const history_list *history = &plan->bundle->history;
    for (size_t i = history->len; i-- > 0;) {
        const struct history_version *version = &history->at[i];
        buf_puts(out, "<h2>Version ");
        frame_number((size_t)version->number, out);
        buf_puts(out, ", ");
        frame_date(version->date, out);
        buf_puts(out, "</h2>\n");
        if (!version->events.len)
            continue;
        buf_puts(out, "<ul>\n");
        for (size_t k = 0; k < version->events.len; k++)
            put_event(plan, &version->events.at[k], out);
        buf_puts(out, "</ul>\n");
    }
}

void history_page_section(const struct plan *plan, struct buf *out)
{
    buf_puts(out, "<section class=\"op-history\">\n<h1>History</h1>\n");
    put_versions(plan, out);
    buf_puts(out, "</section>\n");
}

void history_page_write(const struct plan *plan, struct buf *out)
{
    struct frame frame = {
        .title = S("History"),
        .language = S("en"),
        .sheet = S("style.css"),
        .is_book = plan->layout == LAYOUT_BOOK,
        .kind = S("cover"),
    };
    frame_open(&frame, out);
    buf_puts(out, "<main>\n");
    history_page_section(plan, out);
    buf_puts(out, "</main>\n");
    frame_close(out);
}
