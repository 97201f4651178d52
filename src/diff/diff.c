/* SPDX-License-Identifier: MIT */
/* diff.c - what changed between two versions of an article. */
#include "diff/diff.h"

#include "diff/pair.h"
#include "diff/script.h"

struct work {
    struct arena *arena;
    struct lexicon lexicon;
    paragraph_list a, b;
    struct pairing pairing;
    struct diff *diff;
};

const char *diff_kind_name(enum diff_kind kind)
{
    static const char *const NAMES[] = {"same", "changed", "added", "removed",
                                        "moved"};
    return NAMES[kind];
}

/* --- words ------------------------------------------------------------- */

static uint32_t *ids_of(struct arena *arena, const struct paragraph *p)
{
    uint32_t *ids = arena_array(arena, uint32_t, p->len);
    for (size_t i = 0; i < p->len; i++)
        ids[i] = p->tokens[i].id;
    return ids;
}

/* Tokens of one kind that follow each other are one piece. */
static void put_token(struct arena *arena, piece_list *pieces,
                      enum piece_kind kind, const struct token *token)
{
    struct diff_piece *last = pieces->len ? &pieces->at[pieces->len - 1] : NULL;
    if (last && last->kind == kind) {
        last->text.len =
            (size_t)(token->text.at + token->text.len - last->text.at);
        return;
    }
    *vec_push(pieces, arena) =
        (struct diff_piece){kind, token->text, token->is_spaced};
}

static void compare_words(struct arena *arena, const struct paragraph *a,
                          const struct paragraph *b, piece_list *pieces)
{
    bool *gone = arena_array(arena, bool, a->len);
    bool *fresh = arena_array(arena, bool, b->len);
    diff_script(arena, ids_of(arena, a), a->len, ids_of(arena, b), b->len, gone,
                fresh);
    for (size_t i = 0, j = 0; i < a->len || j < b->len;) {
        if (i < a->len && gone[i]) {
            put_token(arena, pieces, PIECE_REMOVED, &a->tokens[i++]);
        } else if (j < b->len && fresh[j]) {
            put_token(arena, pieces, PIECE_ADDED, &b->tokens[j++]);
        } else {
            put_token(arena, pieces, PIECE_SAME, &b->tokens[j++]);
            i++;
        }
    }
}

/* --- paragraphs -------------------------------------------------------- */

static struct diff_block *add_block(struct work *w, enum diff_kind kind,
                                    size_t i, size_t j)
{
    struct diff_block *block = vec_push(&w->diff->blocks, w->arena);
    *block = (struct diff_block){.kind = kind};
    w->diff->counts[kind]++;
    if (i != PAIR_NONE) {
        block->old_number = i + 1;
        block->old_text = w->a.at[i].text;
    }
    if (j != PAIR_NONE) {
        block->new_number = j + 1;
        block->new_text = w->b.at[j].text;
    }
    return block;
}

static void add_fresh(struct work *w, size_t j)
{
    size_t i = w->pairing.old_of[j];
    if (i == PAIR_NONE) {
        add_block(w, DIFF_ADDED, PAIR_NONE, j);
    } else if (w->a.at[i].id == w->b.at[j].id) {
        add_block(w, DIFF_MOVED, i, j);
    } else {
        struct diff_block *block = add_block(w, DIFF_CHANGED, i, j);
        block->is_moved = w->pairing.is_moved[j];
        compare_words(w->arena, &w->a.at[i], &w->b.at[j], &block->pieces);
    }
}

static void compare_paragraphs(struct work *w)
{
    const struct pairing *p = &w->pairing;
    for (size_t i = 0, j = 0; i < w->a.len || j < w->b.len;) {
        if (i < w->a.len && p->gone[i]) {
            if (p->new_of[i] == PAIR_NONE)
                add_block(w, DIFF_REMOVED, i, PAIR_NONE);
            i++;
        } else if (j < w->b.len && p->fresh[j]) {
            add_fresh(w, j++);
        } else {
            add_block(w, DIFF_SAME, i++, j++);
        }
    }
}

/* --- fields ------------------------------------------------------------ */

static void compare_field(struct work *w, const char *name, struct str a,
                          struct str b)
{
    if (token_paragraph(&w->lexicon, a).id ==
        token_paragraph(&w->lexicon, b).id)
        return;
    *vec_push(&w->diff->fields, w->arena) = (struct diff_field){name, a, b};
}

struct diff *diff_make(struct arena *arena, const struct diff_side *a,
                       const struct diff_side *b, bool is_strict)
{
    struct work w = {
        .arena = arena,
        .lexicon = {.arena = arena, .is_strict = is_strict},
        .diff = arena_new(arena, struct diff),
    };
    w.diff->old_side = a;
    w.diff->new_side = b;
    compare_field(&w, "title", a->title, b->title);
    compare_field(&w, "authors", a->authors, b->authors);
    compare_field(&w, "published", a->published, b->published);
    compare_field(&w, "modified", a->modified, b->modified);
    token_paragraphs(&w.lexicon, a->text, &w.a);
    token_paragraphs(&w.lexicon, b->text, &w.b);
    w.pairing = pair_paragraphs(arena, &w.a, &w.b);
    compare_paragraphs(&w);
    w.diff->is_same =
        !w.diff->fields.len && w.diff->counts[DIFF_SAME] == w.diff->blocks.len;
    return w.diff;
}
