/* SPDX-License-Identifier: MIT */
/* former.c - what articles of an archive said before. */
#include "library/former.h"

#include "pack/recall.h"
#include <offprint/limits.h>

struct former {
    struct arena *arena;
    struct recall *recall;
    struct holding *holding;
    size_t tried;
    struct op_error *err;
};

static bool is_fatal(enum op_status status)
{
    return status == OP_NO_MEMORY || status == OP_IO;
}

static enum op_status add_one(struct former *f, size_t index,
                              const struct recall_version *version)
{
    const struct holding_article *article = &f->holding->articles.at[index];
    struct holding_former former = {
        .article = index,
        .version = version->number,
        .date = version->date,
    };
    f->tried++;
    enum op_status status = edition_read(
        f->arena, f->recall, version, article->url, 1, &former.edition, f->err);
    if (status == OP_OK)
        *vec_push(&f->holding->formers, f->arena) = former;
    return is_fatal(status) ? status : OP_OK;
}

static bool is_same_prose(struct str a, struct str b)
{
    return a.len && str_eq(a, b);
}

/* Other bytes, but the same prose as before or as now: nothing to be found. */
static enum op_status add_article(struct former *f, size_t index)
{
    const struct holding_article *article = &f->holding->articles.at[index];
    struct str now = holding_text(article->about, "prose"), before = S("");
    recall_version_list versions;
    enum op_status status = OP_OK;
    recall_versions(f->recall, article->url, &versions);
    for (size_t i = 0;
         i < versions.len && status == OP_OK && f->tried < OP_MAX_FORMERS;
         i++) {
        const struct recall_version *version = &versions.at[i];
        if (!is_same_prose(version->prose, now) &&
            !is_same_prose(version->prose, before))
            status = add_one(f, index, version);
        before = version->prose;
    }
    return status;
}

/* Did any article change? Most archives have one version only. */
static bool has_formers(const struct holding *holding)
{
    for (size_t i = 0; i < holding->articles.len; i++)
        if (holding->articles.at[i].version > 1)
            return true;
    return false;
}

enum op_status former_read(struct arena *arena, const char *path,
                           struct holding *holding, struct op_error *err)
{
    struct former f = {.arena = arena, .holding = holding, .err = err};
    if (!has_formers(holding))
        return OP_OK;
    enum op_status status = recall_open(arena, path, &f.recall, err);
    for (size_t i = 0; status == OP_OK && i < holding->articles.len; i++)
        status = add_article(&f, i);
    recall_close(f.recall);
    return is_fatal(status) ? status : OP_OK;
}
