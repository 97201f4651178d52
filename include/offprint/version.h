/* SPDX-License-Identifier: MIT */
/* version.h - the one place that holds offprint's version (semver 2.0), and
 * the address that the program gives to the servers it visits. */
#ifndef OFFPRINT_VERSION_H
#define OFFPRINT_VERSION_H

#define OP_VERSION "0.1.0"

/* Where whoever runs a server learns what visited it. Whoever publishes a
 * build sets their own page: make HOMEPAGE=https://... */
#ifndef OP_HOMEPAGE
#define OP_HOMEPAGE "https://offprint.example/"
#endif

#endif
