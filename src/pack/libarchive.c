/* SPDX-License-Identifier: MIT */
/* libarchive.c - load libarchive. */
#include "pack/libarchive.h"

struct libarchive libarchive;

static struct late late = {"libarchive.so.13", LIBARCHIVE(LATE_NAME),
                           &libarchive, 0};

enum op_status libarchive_load(struct op_error *err)
{
    return late_load(&late, err);
}
