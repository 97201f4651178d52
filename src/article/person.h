/* SPDX-License-Identifier: MIT */
/* person.h - names of persons in bylines. */
#ifndef ARTICLE_PERSON_H
#define ARTICLE_PERSON_H

#include "article/article.h"

enum person_trust {
    PERSON_LIKELY,  /* only two to five capitalised words, or two to five
                     * characters of a script without spaces */
    PERSON_LINKED,  /* a short text in the place of a name: one word will do */
    PERSON_STATED,  /* said for machines: all but what no person is called */
    PERSON_INDEXED, /* the same, of a catalogue: "Lee, Ann" */
};

/* Take the names out of a byline: "By Ann Lee and Bo Ek, Staff Writers |
 * Reuters" gives "Ann Lee" and "Bo Ek". What is no name of a person (roles,
 * dates, handles, addresses) is left out.
 *
 * trust  how much it is worth that a name is expected here.
 * out    in order, each once; borrowed from `byline`. */
void person_names(struct arena *arena, struct str byline,
                  enum person_trust trust, str_list *out);

/* Does the text begin as bylines do ("By ", "Von ", "Автор: ")? Gives the
 * bytes of that lead, else 0. */
size_t person_lead(struct str text);

/* Is a lead so plain that one word behind it is a name: "Posted by", "Autor:",
 * and not merely "By"? */
bool person_is_plain_lead(struct str lead);

/* "Reviewed by", "By Bo Ek. Edited by", "Editor:": is whoever is named behind
 * that text no author? */
bool person_is_helper_label(struct str text);

/* "Reviewed by Ann Lee": does the text name one who is no author? */
bool person_is_helper(struct str text);

/* "Staff Writer", "Senior Editor, Reuters": does the text say what somebody is,
 * or for whom they write? */
bool person_is_role(struct arena *arena, struct str text);

/* "김철수 기자", "Ayşe Yılmaz tarafından": does the text end with what
 * other languages begin a byline with? */
bool person_has_tail(struct str text);

#endif
