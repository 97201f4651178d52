/* SPDX-License-Identifier: MIT */
/* idna_known.h - cases of the IDNA suites that libidn2 2.3.3 does not pass.
 *
 * By their index in the suite. Its Unicode tables are older than the suite's
 * (characters that became valid since, capital sharp s), it refuses labels
 * over 63 bytes and odd hyphens, which browsers let through. */
#ifndef TESTS_IDNA_KNOWN_H
#define TESTS_IDNA_KNOWN_H

#include <stddef.h>

static const size_t KNOWN_TOASCII[] = {
    6, 9, 34, 45, 46, 48, 49, 65, 73, 76, 80, 81, 82, 86, 87,
};

static const size_t KNOWN_IDNA_V2[] = {
    41,   46,   47,   48,   49,   66,   67,   170,  171,  172,  173,  174,
    175,  224,  225,  226,  227,  229,  230,  231,  232,  234,  235,  236,
    237,  240,  241,  242,  243,  244,  245,  357,  379,  380,  381,  382,
    383,  384,  397,  398,  399,  525,  526,  528,  532,  535,  538,  661,
    662,  664,  666,  669,  670,  674,  676,  773,  774,  783,  879,  948,
    949,  951,  952,  956,  998,  999,  1002, 1003, 1072, 1073, 1074, 1075,
    1142, 1172, 1173, 1280, 1281, 1282, 1283, 1338, 1339, 1340, 1380, 1381,
    1386, 1397, 1398, 1527, 1529, 1530, 1533, 1534, 1538, 1541, 1542, 1559,
    1561, 1563, 1713, 1714, 1715, 1760, 1761, 1773, 1775, 1780, 1793, 1794,
    1825, 1828, 1829, 1830, 1832, 1833, 1834, 1836, 1837, 1840, 1841, 1842,
    1843, 1844, 1847, 1914, 1915, 1989, 1993, 2020, 2031, 2126, 2164, 2166,
    2169, 2337, 2338, 2339, 2382, 2384, 2385, 2388, 2389, 2393, 2396, 2397,
    2435, 2528, 2529, 2554, 2555, 2577, 2579, 2581, 2584, 2585,
};

#endif
