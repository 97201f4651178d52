/* SPDX-License-Identifier: MIT */
/* related.c - the posts a page presents as belonging with its article. */
#include "article/related.h"

#include "article/related_find.h"
#include "html/walk.h"
#include "text/unicode.h"

#include <stdlib.h>

enum {
    TITLE_MAX = 300,  /* bytes of a title */
    TITLE_SHORT = 16, /* "Read more": another link may know better */
};

/* What a link says is worth more than what its picture is called; of the like,
 * the longer when the first says too little. */
static void improve_title(struct find *find, struct str text, bool is_said)
{
    if (text.len > TITLE_MAX || is_said < find->title_is_said)
        return;
    bool is_longer =
        find->post.title.len < TITLE_SHORT && text.len > find->post.title.len;
    if (!is_longer && !(text.len && is_said > find->title_is_said))
        return;
    find->post.title = text;
    find->title_is_said = is_said;
}

void finds_add(struct finds *finds, const struct link *link,
               enum related_kind kind, int score, struct str reason)
{
    const struct scene *scene = finds->scene;
    struct find **slot =
        (struct find **)map_slot(&finds->by_key, scene->arena, link->key);
    struct str text = link->node ? scene_link_text(scene, link) : S("");
    if (!*slot)
        *slot = arena_new(scene->arena, struct find);
    struct find *find = *slot;
    if (score > find->post.score) {
        find->post.url = url_clean(scene->arena, &link->url);
        find->post.kind = kind;
        find->post.score = score;
        find->post.reason = reason;
        find->order = link->node ? link->node->order : UINT32_MAX;
    }
    bool is_said =
        link->node && page_facts(scene->page, link->node)->text_len > 0;
    improve_title(find, utf8_clip(text, TITLE_MAX), is_said);
}

static int compare(const void *a, const void *b)
{
    const struct find *x = *(struct find *const *)a;
    const struct find *y = *(struct find *const *)b;
    if (x->post.kind != y->post.kind)
        return x->post.kind < y->post.kind ? -1 : 1;
    return x->order < y->order ? -1 : x->order > y->order;
}

/* A link that says no more than a name leads to the person. */
static bool is_author(const struct article *article, struct str title)
{
    for (size_t i = 0; i < article->authors.len; i++) {
        if (str_ieq(title, article->authors.at[i]))
            return true;
    }
    return false;
}

static void list_finds(const struct finds *finds, struct article *article)
{
    struct arena *arena = finds->scene->arena;
    size_t count = finds->by_key.len;
    struct find **sorted = arena_array(arena, struct find *, count);
    for (size_t i = 0; i < count; i++)
        sorted[i] = finds->by_key.entries[i].value;
    if (count)
        qsort(sorted, count, sizeof *sorted, compare);
    for (size_t i = 0; i < count; i++) {
        if (!is_author(article, sorted[i]->post.title))
            *vec_push(&article->related, arena) = sorted[i]->post;
    }
}

void related_find(const struct page *page, struct body *body,
                  struct article *article)
{
    struct scene *scene = scene_make(page, article->canonical_url);
    struct finds finds = {.scene = scene, .by_key = {.seed = 2}};
    related_labels(&finds);
    related_series(&finds);
    related_sections(&finds);
    related_data(&finds);
    related_prose(&finds);
    related_take_out(&finds, body);
    list_finds(&finds, article);
}
