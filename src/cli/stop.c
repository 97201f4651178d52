/* SPDX-License-Identifier: MIT */
/* stop.c - signals that ask a run to end with what is whole kept. */
#include "cli/stop.h"

#include <stddef.h>

static volatile sig_atomic_t caught_signal;

static void on_signal(int number)
{
    caught_signal = number;
}

void stop_catch_signals(void)
{
    struct sigaction action = {.sa_handler = on_signal};
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    sigaction(SIGHUP, &action, NULL);
}

const volatile sig_atomic_t *stop_signal(void)
{
    return &caught_signal;
}

void stop_if_caught(void)
{
    if (!caught_signal)
        return;
    signal(caught_signal, SIG_DFL);
    raise(caught_signal);
}
