/* SPDX-License-Identifier: MIT */
/* optable.h - the one table of all options. */
#ifndef CLI_OPTABLE_H
#define CLI_OPTABLE_H

#include "cli/options.h"

enum option_type {
    OPTION_FLAG,   /* bool; --no-NAME sets the opposite */
    OPTION_NUMBER, /* int64_t, a whole number */
    OPTION_BYTES,  /* int64_t, with k, M, G (powers of 1024) */
    OPTION_TIME,   /* int64_t milliseconds, given in seconds (1.5) */
    OPTION_AGE,    /* int64_t seconds, given with m, h, d, w (7d) */
    OPTION_TEXT,   /* const char * */
    OPTION_LIST,   /* struct text_list, may be repeated */
    OPTION_WORDS,  /* struct text_list, separated by commas, repeatable */
    OPTION_CHOICE, /* int: index in `choices` */
};

struct option_row {
    const char *name;
    char letter;          /* 0: none */
    char type;            /* enum option_type */
    unsigned commands;    /* bit set of 1 << enum command */
    size_t offset;        /* in struct options */
    const char *argument; /* its name in the help; NULL for flags */
    const char *help;
    int64_t min, max;
    const char *const *choices; /* NULL-terminated */
};

/* Ends with a row whose name is NULL. */
extern const struct option_row OPTION_TABLE[];

/* "get" ..., indexed by enum command; and one line about each. */
extern const char *const COMMAND_NAMES[COMMAND_COUNT];

/* The defaults before anything is read. */
void options_defaults(struct options *options);

#endif
