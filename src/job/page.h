/* SPDX-License-Identifier: MIT */
/* page.h - a page of a volume, from when it is known to what came of it.
 *
 * Ten thousand may be known and wait for their turn. So what an answer brings
 * has its room when there is an answer, and a failure when there is one. */
#ifndef JOB_PAGE_H
#define JOB_PAGE_H

#include "article/article.h"
#include "pack/bundle.h"

struct volume;

/* What a request carries; the first member of pages and assets. */
struct ticket {
    struct volume *volume;
    bool is_asset;
};

enum page_state {
    PAGE_OPEN,   /* asked for */
    PAGE_GOT,    /* an article */
    PAGE_LOST,   /* fault says why */
    PAGE_MERGED, /* the same article as another page */
};

/* What is asked for, for a page: one after the other. */
enum page_quest {
    QUEST_PAGE,     /* itself */
    QUEST_LOOKUP,   /* whether an archive has it that is gone */
    QUEST_MEMENTO,  /* what the archive has (RFC 7089) */
    QUEST_ENDPOINT, /* the related posts that a script would fill in */
};

/* A struct op_error that takes no more than it says. */
struct fault {
    enum op_status status;
    enum op_stage stage;
    struct str url; /* empty: of what it is the fault of */
    struct str text;
};

/* Which article presents it, and why; the first is the one it was found on. */
struct page_relation {
    struct bundle_relation relation; /* `from`: index into the pages */
    struct page_relation *next;
};

/* What came of asking for it. */
struct page_answer {
    struct article *article;
    struct str final_url, fetched;
    struct str etag, last_modified;
    struct str memento, memento_date; /* where it was had of; or empty */
    struct str warc_record;           /* of the hop that answered */
    capture_list captures;            /* of all hops, in order of time */
    VEC(struct job_page *) parts;     /* the other pages of the article */
    struct sha256 sha256;
    int http_status;
    bool is_forbidden;   /* to be archived, by a header */
    size_t bundle_index; /* of the article it became or belongs to */
};

struct job_page {
    struct ticket ticket; /* also while it is being read */
    struct str url;
    struct job_page *part_of; /* the article's first page, or NULL */
    struct job_page *merged_into;
    struct page_relation *relations;
    const struct page_answer
        *answer;               /* never NULL: empty while there is none */
    const struct fault *fault; /* NULL: nothing went wrong */
    int level;
    uint8_t state, quest; /* enum page_state, page_quest */
    bool is_seed, is_asked;
    bool is_found; /* a seed that a list of somebody else's named */
};

/* All that is made lives on `arena`, as `url` does, and may escape it. */
struct job_page *page_new(struct arena *arena, struct volume *volume,
                          struct str url, int level);

/* The page's answer, to write to it. */
struct page_answer *page_answered(struct arena *arena, struct job_page *page);

/* It was presented so. One article presents another once: by its strongest
 * sign. */
void page_relate(struct arena *arena, struct job_page *page,
                 const struct bundle_relation *relation);

/* A failure of what `url` names, kept; NULL of one that is none. It is often
 * the `latest` (or NULL) once more: then that is returned. */
const struct fault *fault_new(struct arena *arena, const struct op_error *err,
                              struct str url, const struct fault *latest);

/* And back; of none when `fault` is NULL. */
void fault_show(const struct fault *fault, struct str url,
                struct op_error *err);

#endif
