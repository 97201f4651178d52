/* SPDX-License-Identifier: MIT */
/* seccomp.h - which system calls a process may make (Linux 3.5).
 *
 * A list of what is refused, with EPERM: what libraries call to compute and to
 * take memory differs too much from system to system to be listed. For good,
 * for children too. */
#ifndef BASE_SECCOMP_H
#define BASE_SECCOMP_H

#include <stdbool.h>

enum seccomp_reach {
    /* Files and processes of its own: no network, no program, no hold on
     * another process or on the terminal's input. */
    SECCOMP_FILES,
    /* Computing, reading files, and writing to what is open: besides, no
     * process, no signal to another, and no change to a file by its name or
     * to what is told of it. */
    SECCOMP_READS,
};

/* Takes away for good that the process gains privileges. False when the kernel
 * has no such filters, and on machines this knows no numbers of. */
bool seccomp_confine(enum seccomp_reach reach);

#endif
