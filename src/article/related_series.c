/* SPDX-License-Identifier: MIT */
/* related_series.c - other parts of the same series. */
#include "article/related_find.h"

void related_series(struct finds *finds)
{
    (void)finds;
}
