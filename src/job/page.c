/* SPDX-License-Identifier: MIT */
/* page.c - a page of a volume. */
#include "job/page.h"

#include "base/error.h"

static const struct page_answer NO_ANSWER = {.article = NULL};

struct job_page *page_new(struct arena *arena, struct volume *volume,
                          struct str url, int level)
{
    struct job_page *page = arena_new(arena, struct job_page);
    page->ticket = (struct ticket){volume, false};
    page->url = url;
    page->level = level;
    page->answer = &NO_ANSWER;
    return page;
}

struct page_answer *page_answered(struct arena *arena, struct job_page *page)
{
    if (page->answer == &NO_ANSWER)
        page->answer = arena_new(arena, struct page_answer);
    return (struct page_answer *)page->answer;
}

void page_relate(struct arena *arena, struct job_page *page,
                 const struct bundle_relation *relation)
{
    struct page_relation **at = &page->relations;
    while (*at && (*at)->relation.from != relation->from)
        at = &(*at)->next;
    if (!*at) {
        *at = arena_new(arena, struct page_relation);
        (*at)->relation = *relation;
    } else if (relation->score > (*at)->relation.score) {
        (*at)->relation = *relation;
    }
}

const struct fault *fault_new(struct arena *arena, const struct op_error *err,
                              struct str url, const struct fault *latest)
{
    struct str text = str_of(err->text);
    struct str other = str_eq(str_of(err->url), url) ? S("") : str_of(err->url);
    if (err->status == OP_OK)
        return NULL;
    if (latest && latest->status == err->status &&
        latest->stage == err->stage && str_eq(latest->url, other) &&
        str_eq(latest->text, text))
        return latest;
    struct fault *fault = arena_new(arena, struct fault);
    *fault = (struct fault){
        .status = err->status,
        .stage = err->stage,
        .url = other.len ? arena_dup(arena, other) : other,
        .text = arena_dup(arena, text),
    };
    return fault;
}

void fault_show(const struct fault *fault, struct str url, struct op_error *err)
{
    *err = (struct op_error){.status = OP_OK};
    if (fault)
        error_set(err, fault->status, fault->stage,
                  fault->url.len ? fault->url : url, "%.*s",
                  STR_ARG(fault->text));
}
