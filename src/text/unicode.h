/* SPDX-License-Identifier: MIT */
/* unicode.h - human text: characters, words, case, width. By utf8proc.
 * All input is valid UTF-8; broken bytes are taken for U+FFFD. */
#ifndef TEXT_UNICODE_H
#define TEXT_UNICODE_H

#include "base/arena.h"

/* Take the next character off the front; false at the end. */
bool utf8_next(struct str *rest, uint32_t *code_point);

/* How many characters. */
size_t utf8_count(struct str s);

/* At most `max` bytes of s, cut between characters. */
struct str utf8_clip(struct str s, size_t max);

/* The same text with U+FFFD for every broken byte; s itself when none is. */
struct str utf8_repair(struct arena *arena, struct str s);

/* White space of any script (Unicode White_Space, plus U+200B and U+FEFF). */
bool char_is_blank(uint32_t code_point);

/* Of Unicode's categories Zs, and P (Pc to Po); what is ASCII and no letter,
 * digit, space or control counts as punctuation, too. */
bool char_is_space_separator(uint32_t code_point);
bool char_is_punctuation(uint32_t code_point);

/* Letter or digit of any script; a character of a script written without
 * spaces (Han, kana, Thai, Lao, Khmer, Burmese). */
bool char_is_word(uint32_t code_point);
bool char_is_unspaced(uint32_t code_point);

/* The value of a decimal digit of any script (Nd), or -1. */
int char_digit(uint32_t code_point);

/* Letter of any script, or a mark on one that spells (a vowel's, say). */
bool char_is_spelling(uint32_t code_point);

/* The letter in lower case without its accents: e for an E with an acute; 0
 * for an accent, a point of Hebrew or Arabic, or a nukta by itself. Vowels that
 * Indic scripts write as marks are no accents and stay. */
uint32_t char_unaccented(uint32_t code_point);

/* White space of any script folded to single spaces, trimmed; soft hyphens and
 * zero-width characters dropped. */
struct str text_fold(struct arena *arena, struct str s);

/* Case folded for comparing (full case folding, NFKC); white space folded. */
struct str text_casefold(struct arena *arena, struct str s);

/* Case folded, marks and compatibility forms taken off: "Ångström" gives
 * "angstrom". For names and for loose comparing. */
struct str text_unmarked(struct arena *arena, struct str s);

/* Words: runs of letters and digits; in scripts without spaces each character
 * counts as one. */
size_t text_word_count(struct str s);

/* Columns in a terminal (East Asian width, combining marks 0). */
size_t text_width(struct str s);

/* A slug: transliterated where that is sensible, lower-case ASCII letters,
 * digits and single hyphens, at most `max` bytes; may come out empty. */
struct str text_slug(struct arena *arena, struct str s, size_t max);

#endif
