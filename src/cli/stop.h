/* SPDX-License-Identifier: MIT */
/* stop.h - signals that ask a run to end with what is whole kept. */
#ifndef CLI_STOP_H
#define CLI_STOP_H

#include <signal.h>

/* Note SIGINT, SIGTERM and SIGHUP from now on instead of dying of them. */
void stop_catch_signals(void);

/* The signal that was caught, 0 for none; for a job to look at. */
const volatile sig_atomic_t *stop_signal(void);

/* End as whoever sent a signal expects: by that signal. Returns when none was
 * caught. */
void stop_if_caught(void);

#endif
