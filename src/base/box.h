/* SPDX-License-Identifier: MIT */
/* box.h - shut a process in before it reads what strangers wrote.
 *
 * From then on it reads files, computes, and writes to what is open already:
 * no new file, no socket, no program, no process, no signal to another. What
 * the kernel lacks is left out and said. Linux 5.13 has all of it. */
#ifndef BASE_BOX_H
#define BASE_BOX_H

#include <stddef.h>

enum box_part {
    BOX_LIMITS = 1 << 0,   /* memory, files (setrlimit) */
    BOX_SECCOMP = 1 << 1,  /* system calls */
    BOX_LANDLOCK = 1 << 2, /* writing to the file system */
};

/* Shut the process in, for good; its children too. `max_memory`: of address
 * space beyond what it has, in bytes. Returns the parts that are in force.
 * Cannot fail otherwise.
 */
unsigned box_enter(size_t max_memory);

/* What box_enter would return, asked of a process made for it. */
unsigned box_try(size_t max_memory);

/* "seccomp, landlock, limits", or "none"; static. */
const char *box_text(unsigned parts);

#endif
