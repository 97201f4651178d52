/* SPDX-License-Identifier: MIT */
/* level.c - which pages a volume asks for next: what its articles present. */
#include "job/volume.h"

#include "article/append.h"
#include "article/related.h"
#include "job/select.h"

#define MAX_OPEN 4096 /* requests, of which some hosts may be slow */

/* Whichever of two was read first asked for the other pages of the article. */
static void hand_over_parts(struct volume *volume, struct job_page *from,
                            struct job_page *to)
{
    struct page_answer *giver = page_answered(&volume->arena, from);
    struct page_answer *taker = page_answered(&volume->arena, to);
    for (size_t i = 0; i < giver->parts.len; i++) {
        giver->parts.at[i]->part_of = to;
        *vec_push(&taker->parts, &volume->arena) = giver->parts.at[i];
    }
    giver->parts.len = 0;
}

/* The same article under another URL: a redirect or a canonical link led to a
 * page that is there already. */
static void merge_page(struct volume *volume, struct job_page *page,
                       struct str url)
{
    if (!url.len || page->state != PAGE_GOT)
        return;
    struct job_page *other = volume_known(volume, url);
    if (!other || other->state == PAGE_LOST) {
        volume_name(volume, page, url);
        return;
    }
    while (other->state == PAGE_MERGED)
        other = other->merged_into;
    if (other == page || other->part_of || page->part_of)
        return;
    page->state = PAGE_MERGED;
    page->merged_into = other;
    hand_over_parts(volume, page, other);
    for (struct page_relation *r = page->relations; r; r = r->next)
        page_relate(&volume->arena, other, &r->relation);
}

static void follow(struct volume *volume, size_t from,
                   const struct related_post *post)
{
    struct job_page *page = volume->pages.at[from];
    struct job_page *target = volume_known(volume, post->url);
    bool is_new = !target;
    if (is_new && (page->level >= volume->options->depth ||
                   volume->pages.len >= volume->options->max_pages)) {
        volume->left_out += page->level < volume->options->depth;
        return;
    }
    if (is_new)
        target = volume_new_page(volume, post->url, page->level + 1);
    while (target->state == PAGE_MERGED)
        target = target->merged_into;
    /* Only what explains why it is here: a post that points back at the seed
     * does not. */
    if (target->level != page->level + 1 || target->part_of)
        return;
    struct bundle_relation relation = {
        .from = from,
        .kind = post->kind,
        .score = post->score,
        .reason = post->reason,
    };
    page_relate(&volume->arena, target, &relation);
}

static void follow_all(struct volume *volume, size_t from)
{
    const struct article *article = volume->pages.at[from]->answer->article;
    enum choice *choices =
        select_related(&volume->arena, volume->options, article);
    for (size_t i = 0; i < article->related.len; i++) {
        if (choices[i] == CHOICE_TAKEN)
            follow(volume, from, &article->related.at[i]);
        else
            volume->left_out += choices[i] == CHOICE_BUDGET;
    }
}

/* An archive loses nothing because a page shows other posts today. */
static void follow_former(struct volume *volume, size_t from)
{
    const struct job_options *options = volume->options;
    const former_list *former =
        options->keeps_former
            ? recall_former(options->recall, volume->pages.at[from]->url)
            : NULL;
    for (size_t i = 0; former && i < former->len; i++)
        follow(volume, from, &former->at[i]);
}

static void join_parts(struct volume *volume, struct job_page *page)
{
    const struct page_answer *answer = page->answer;
    for (size_t i = 0; i < answer->parts.len; i++) {
        const struct job_page *part = answer->parts.at[i];
        if (part->state != PAGE_GOT)
            continue;
        if (nextpage_is_view(&volume->arena, part->url))
            article_replace(&volume->arena, answer->article,
                            part->answer->article);
        else
            article_append(&volume->arena, answer->article,
                           part->answer->article);
    }
}

static void merge_level(struct volume *volume)
{
    for (size_t i = 0; i < volume->pages.len; i++) {
        struct job_page *page = volume->pages.at[i];
        if (page->level != volume->level)
            continue;
        merge_page(volume, page, page->answer->final_url);
        if (page->state == PAGE_GOT)
            merge_page(volume, page, page->answer->article->canonical_url);
    }
}

/* Thousands may wait, which as requests would take more memory than as pages.
 */
bool volume_may_ask(const struct volume *volume)
{
    struct client_stats now = client_stats(volume->client);
    return (size_t)now.active + now.waiting < MAX_OPEN;
}

enum request_kind volume_seed_kind(const struct job_page *page)
{
    return page->is_found ? REQUEST_PAGE : REQUEST_SEED;
}

static void ask_waiting(struct volume *volume, struct job_page *page)
{
    if (page->is_seed) {
        volume_ask_page(volume, page, volume_seed_kind(page), S(""));
        return;
    }
    size_t from = page->relations->relation.from;
    volume_ask_page(volume, page, REQUEST_PAGE,
                    volume->pages.at[from]->answer->final_url);
}

/* Ask for seeds that wait, and for what was planned. */
static void ask_pages(struct volume *volume)
{
    while (volume->pages_seen < volume->pages.len && volume_may_ask(volume)) {
        struct job_page *page = volume->pages.at[volume->pages_seen++];
        if (!page->is_asked)
            ask_waiting(volume, page);
    }
}

/* From what came of a level, the next. */
static void plan_level(struct volume *volume)
{
    size_t count = volume->pages.len;
    merge_level(volume);
    for (size_t i = 0; i < count; i++) {
        struct job_page *page = volume->pages.at[i];
        if (page->level != volume->level || page->state != PAGE_GOT ||
            page->part_of)
            continue;
        join_parts(volume, page);
        follow_all(volume, i);
        follow_former(volume, i);
    }
    volume->is_planned = volume->pages.len == count;
    volume->level++;
}

bool volume_advance(struct volume *volume, bool has_all_seeds)
{
    ask_pages(volume);
    if (!has_all_seeds || volume->pages_open > 0 ||
        volume->pages_seen < volume->pages.len)
        return false;
    if (!volume->is_planned)
        plan_level(volume);
    ask_pages(volume);
    return volume->is_planned && volume->assets_open == 0;
}
