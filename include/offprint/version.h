/* SPDX-License-Identifier: MIT */
/* version.h - the one place that holds offprint's version (semver 2.0). */
#ifndef OFFPRINT_VERSION_H
#define OFFPRINT_VERSION_H

#define OP_VERSION "0.1.0"

#endif
