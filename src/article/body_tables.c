/* SPDX-License-Identifier: MIT */
/* body_tables.c - what was learned from labelled pages. */
#include "article/body_tables.h"

#include "article/body_tables.def"
