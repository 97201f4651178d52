/* SPDX-License-Identifier: MIT */
/* schedule_unit.h - a command line as systemd and cron want it written.
 *
 * Texts in, texts out. Sources: systemd.service(5), systemd.exec(5),
 * systemd.timer(5), systemd.syntax(7), crontab(5). */
#ifndef CLI_SCHEDULE_UNIT_H
#define CLI_SCHEDULE_UNIT_H

#include "base/arena.h"
#include "base/buf.h"

struct schedule {
    struct str name;          /* "offprint-daily" */
    struct str calendar;      /* systemd's expression */
    struct str delay;         /* at random up to so long: "15min" */
    struct str program;       /* absolute */
    struct str folder;        /* where it runs, absolute */
    VEC(struct str) args;     /* of the program */
    VEC(struct str) writable; /* absolute; the folder is among them */
};

/* The first line of every unit of ours. */
#define SCHEDULE_MARK "# Made by offprint schedule"

/* May it stand in a unit or a crontab at all? Newlines and other control
 * characters may not; `is_path`: nor may what a path there cannot say. */
bool schedule_can_say(struct str text, bool is_path);

/* One argument of ExecStart=, quoted. */
void schedule_put_argument(struct str argument, struct buf *out);

void schedule_put_service(const struct schedule *schedule, struct buf *out);
void schedule_put_timer(const struct schedule *schedule, struct buf *out);

/* A line for a crontab; `when`: its five fields. */
void schedule_put_cron(const struct schedule *schedule, struct str when,
                       struct buf *out);

#endif
