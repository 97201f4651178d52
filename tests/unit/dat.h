/* SPDX-License-Identifier: MIT */
/* dat.h - read the .dat files of html5lib-tests: cases of named sections. */
#ifndef TESTS_DAT_H
#define TESTS_DAT_H

#include "base/str.h"

#define DAT_SECTIONS 8

struct dat_case {
    struct {
        struct str name; /* "#data" */
        struct str text; /* its lines, without the last newline */
    } sections[DAT_SECTIONS];
    size_t count;
};

static inline bool dat_is_name(struct str line, bool is_first)
{
    return is_first
               ? str_eq(line, S("#data"))
               : str_eq(line, S("#errors")) || str_eq(line, S("#new-errors")) ||
                     str_eq(line, S("#document")) ||
                     str_eq(line, S("#document-fragment")) ||
                     str_eq(line, S("#script-on")) ||
                     str_eq(line, S("#script-off")) ||
                     str_eq(line, S("#encoding"));
}

/* The next case off the front of *rest; false when none is left. */
static inline bool dat_next(struct str *rest, struct dat_case *out)
{
    out->count = 0;
    struct str line;
    for (struct str before = *rest; str_split(rest, '\n', &line);
         before = *rest) {
        if (str_eq(line, S("#data")) && out->count) {
            *rest = before;
            return true;
        }
        if (dat_is_name(line, out->count == 0)) {
            out->sections[out->count].name = line;
            out->sections[out->count++].text = str_sub(*rest, 0, 0);
        } else if (out->count) {
            struct str *text = &out->sections[out->count - 1].text;
            text->len = (size_t)(line.at + line.len - text->at);
        }
    }
    return out->count > 0;
}

/* A section's text; at == NULL when the case has none. */
static inline struct str dat_section(const struct dat_case *test,
                                     struct str name)
{
    for (size_t i = 0; i < test->count; i++)
        if (str_eq(test->sections[i].name, name))
            return test->sections[i].text;
    return (struct str){NULL, 0};
}

#endif
