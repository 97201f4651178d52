/* SPDX-License-Identifier: MIT */
/* fuzz.c - noise for one target: the door of libFuzzer. By
 * `make fuzz T=url SECONDS=60`, which names the target in $FUZZ_TARGET. */
#include "target.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *name = getenv("FUZZ_TARGET");
    if (name && fuzz_one(name, str_make((const char *)data, size)))
        return 0;
    fputs("FUZZ_TARGET must be one of", stderr);
    for (const char *const *known = FUZZ_NAMES; *known; known++)
        fprintf(stderr, " %s", *known);
    fputs("\n", stderr);
    exit(2);
}
