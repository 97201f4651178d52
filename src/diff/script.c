/* SPDX-License-Identifier: MIT */
/* script.c - Myers' algorithm in linear space, with a bound on its time. */
#include "diff/script.h"

/* Edits after which a box is split where most was found in common, whether
 * that is best or not: time per item stays below twice this. */
#define MAX_EDITS 256

struct box {
    ptrdiff_t a0, a1, b0, b1; /* items a0 to a1 - 1, b0 to b1 - 1 */
};

/* The furthest points reached on each diagonal, from the front and the back;
 * a diagonal is where an item of a stands less where one of b does. */
struct reach {
    ptrdiff_t *front, *back; /* indexed by diagonal, which may be negative */
    ptrdiff_t front_min, front_max, back_min, back_max;
};

struct job {
    const uint32_t *a, *b;
    struct reach reach;
};

/* Widen or narrow the range of diagonals by one step, within the box. */
static void step_range(ptrdiff_t *points, ptrdiff_t *min, ptrdiff_t *max,
                       const struct box *box, ptrdiff_t beyond)
{
    if (*min > box->a0 - box->b1)
        points[--*min - 1] = beyond;
    else
        ++*min;
    if (*max < box->a1 - box->b0)
        points[++*max + 1] = beyond;
    else
        --*max;
}

/* One edit further from the front; true when the back was met, at *x. */
static bool step_front(struct job *job, const struct box *box, bool is_odd,
                       ptrdiff_t *x, ptrdiff_t *y)
{
    struct reach *r = &job->reach;
    step_range(r->front, &r->front_min, &r->front_max, box, -1);
    for (ptrdiff_t d = r->front_max; d >= r->front_min; d -= 2) {
        ptrdiff_t i = r->front[d - 1] >= r->front[d + 1] ? r->front[d - 1] + 1
                                                         : r->front[d + 1];
        while (i < box->a1 && i - d < box->b1 && job->a[i] == job->b[i - d])
            i++;
        r->front[d] = i;
        if (!is_odd || d < r->back_min || d > r->back_max || r->back[d] > i)
            continue;
        *x = i;
        *y = i - d;
        return true;
    }
    return false;
}

static bool step_back(struct job *job, const struct box *box, bool is_odd,
                      ptrdiff_t *x, ptrdiff_t *y)
{
    struct reach *r = &job->reach;
    step_range(r->back, &r->back_min, &r->back_max, box, PTRDIFF_MAX);
    for (ptrdiff_t d = r->back_max; d >= r->back_min; d -= 2) {
        ptrdiff_t i = r->back[d - 1] < r->back[d + 1] ? r->back[d - 1]
                                                      : r->back[d + 1] - 1;
        while (i > box->a0 && i - d > box->b0 &&
               job->a[i - 1] == job->b[i - d - 1])
            i--;
        r->back[d] = i;
        if (is_odd || d < r->front_min || d > r->front_max || i > r->front[d])
            continue;
        *x = i;
        *y = i - d;
        return true;
    }
    return false;
}

/* The point from the front that has most behind it. */
static void best_front(const struct reach *r, const struct box *box,
                       ptrdiff_t *x, ptrdiff_t *y)
{
    ptrdiff_t best = -1;
    for (ptrdiff_t d = r->front_max; d >= r->front_min; d -= 2) {
        ptrdiff_t i = r->front[d] < box->a1 ? r->front[d] : box->a1;
        if (i - d > box->b1)
            i = box->b1 + d;
        if (2 * i - d <= best || i < box->a0 || i - d < box->b0)
            continue;
        best = 2 * i - d;
        *x = i;
        *y = i - d;
    }
}

/* Where to part the box, which is not empty on either side and differs at both
 * its ends. */
static void split(struct job *job, const struct box *box, ptrdiff_t *x,
                  ptrdiff_t *y)
{
    struct reach *r = &job->reach;
    ptrdiff_t front = box->a0 - box->b0, back = box->a1 - box->b1;
    bool is_odd = ((front - back) & 1) != 0;
    r->front_min = r->front_max = front;
    r->back_min = r->back_max = back;
    r->front[front] = box->a0;
    r->back[back] = box->a1;
    for (int edits = 0; edits < MAX_EDITS; edits++)
        if (step_front(job, box, is_odd, x, y) ||
            step_back(job, box, is_odd, x, y))
            return;
    best_front(r, box, x, y);
}

static void trim(const struct job *job, struct box *box)
{
    while (box->a0 < box->a1 && box->b0 < box->b1 &&
           job->a[box->a0] == job->b[box->b0])
        box->a0++, box->b0++;
    while (box->a0 < box->a1 && box->b0 < box->b1 &&
           job->a[box->a1 - 1] == job->b[box->b1 - 1])
        box->a1--, box->b1--;
}

void diff_script(struct arena *arena, const uint32_t *a, size_t a_len,
                 const uint32_t *b, size_t b_len, bool *gone, bool *fresh)
{
    struct job job = {.a = a, .b = b};
    VEC(struct box) open = {0};
    size_t diagonals = a_len + b_len + 5;
    job.reach.front = arena_array(arena, ptrdiff_t, diagonals) + b_len + 2;
    job.reach.back = arena_array(arena, ptrdiff_t, diagonals) + b_len + 2;
    *vec_push(&open, arena) =
        (struct box){0, (ptrdiff_t)a_len, 0, (ptrdiff_t)b_len};
    while (open.len) {
        struct box box = open.at[--open.len];
        trim(&job, &box);
        if (box.a0 == box.a1 || box.b0 == box.b1) {
            for (ptrdiff_t i = box.a0; i < box.a1; i++)
                gone[i] = true;
            for (ptrdiff_t i = box.b0; i < box.b1; i++)
                fresh[i] = true;
            continue;
        }
        ptrdiff_t x = box.a0, y = box.b0;
        split(&job, &box, &x, &y);
        *vec_push(&open, arena) = (struct box){x, box.a1, y, box.b1};
        *vec_push(&open, arena) = (struct box){box.a0, x, box.b0, y};
    }
}
