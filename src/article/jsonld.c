/* SPDX-License-Identifier: MIT */
/* jsonld.c - the JSON-LD blocks of a page, as one list of objects. */
#include "article/jsonld.h"

#include "article/jsonld_parse.h"
#include "base/map.h"
#include "html/walk.h"
#include <offprint/limits.h>

/* schema.org/Article and what is derived from it, as far as in use. */
static const struct str ARTICLE_TYPES[] = {
    STR("Article"),
    STR("NewsArticle"),
    STR("BlogPosting"),
    STR("ReportageNewsArticle"),
    STR("AnalysisNewsArticle"),
    STR("OpinionNewsArticle"),
    STR("BackgroundNewsArticle"),
    STR("ReviewNewsArticle"),
    STR("AskPublicNewsArticle"),
    STR("AdvertiserContentArticle"),
    STR("SatiricalArticle"),
    STR("ScholarlyArticle"),
    STR("MedicalScholarlyArticle"),
    STR("TechArticle"),
    STR("LiveBlogPosting"),
    STR("SocialMediaPosting"),
    STR("DiscussionForumPosting"),
    STR("Report"),
    STR("MediaNewsArticle"),
    STR("PodcastEpisode"),
};

/* Not articles, but what a page may be about and be written by somebody. */
static const struct str WORK_TYPES[] = {
    STR("Recipe"),      STR("Review"),   STR("HowTo"), STR("CreativeWork"),
    STR("ClaimReview"), STR("Question"), STR("Book"),
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

static bool names_type(const struct json *value, struct str type)
{
    if (value->kind != JSON_IS_STRING || !str_ends(value->text, type))
        return false;
    size_t before = value->text.len - type.len;
    return before == 0 || value->text.at[before - 1] == '/' ||
           value->text.at[before - 1] == ':';
}

bool jsonld_is(const struct json *object, struct str type)
{
    const struct json *value = json_get(object, S("@type"));
    if (!value)
        return false;
    if (value->kind != JSON_IS_ARRAY)
        return names_type(value, type);
    for (value = value->first; value; value = value->next)
        if (names_type(value, type))
            return true;
    return false;
}

static bool is_any(const struct json *object, const struct str *types,
                   size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (jsonld_is(object, types[i]))
            return true;
    return false;
}

bool jsonld_is_article(const struct json *object)
{
    return is_any(object, ARTICLE_TYPES, COUNT(ARTICLE_TYPES));
}

/* Add a value's objects: its items, its @graph, what it is mainly about. The
 * stack is a list that grows at its end while it is read. */
static void flatten(struct arena *arena, struct json *value,
                    struct json_list *out)
{
    struct json_list stack = {0};
    *vec_push(&stack, arena) = value;
    for (size_t i = 0; i < stack.len; i++) {
        struct json *at = stack.at[i];
        if (at->kind == JSON_IS_ARRAY) {
            for (struct json *item = at->first; item; item = item->next)
                *vec_push(&stack, arena) = item;
        } else if (at->kind == JSON_IS_OBJECT) {
            *vec_push(out, arena) = at;
            for (struct json *m = at->first; m; m = m->next)
                if (str_eq(m->key, S("@graph")) ||
                    str_eq(m->key, S("mainEntity")) ||
                    str_eq(m->key, S("mainEntityOfPage")))
                    *vec_push(&stack, arena) = m;
        }
    }
}

static size_t member_count(const struct json *object)
{
    size_t count = 0;
    for (const struct json *m = object->first; m; m = m->next)
        count++;
    return count;
}

/* Remember who says most under an @id, anywhere in the value. */
static void index_ids(struct arena *arena, struct json *value, struct map *ids)
{
    struct json_list stack = {0};
    *vec_push(&stack, arena) = value;
    while (stack.len > 0) {
        struct json *at = stack.at[--stack.len];
        const struct json *id = json_get(at, S("@id"));
        if (id && id->kind == JSON_IS_STRING) {
            void **slot = map_slot(ids, arena, id->text);
            if (!*slot || member_count(*slot) < member_count(at))
                *slot = at;
        }
        for (struct json *m = at->first; m; m = m->next)
            if (m->first)
                *vec_push(&stack, arena) = m;
    }
}

const struct json *jsonld_deref(const struct jsonld *jsonld,
                                const struct json *value)
{
    const struct json *id = json_get(value, S("@id"));
    if (!id || id->kind != JSON_IS_STRING || !jsonld->ids)
        return value;
    const struct json *whole = map_get(jsonld->ids, id->text);
    return whole && !json_get(value, S("name")) ? whole : value;
}

static struct str script_text(struct arena *arena, const struct node *script)
{
    struct str text = S("");
    for (const struct node *n = script->first; n; n = n->next)
        if (n->kind == NODE_TEXT)
            text = text.len ? arena_join(arena, text, n->text) : n->text;
    return text;
}

/* JSON-LD stands in a script; some frameworks write <meta
 * name="script:ld+json" content="..."> and make the script of it later. */
static struct str ld_text(struct arena *arena, const struct node *node)
{
    struct str kind = S("ld+json");
    if (node_is(node, TAG_SCRIPT) &&
        str_ifind(node_attr(node, ATTR_TYPE), kind) != STR_NONE)
        return script_text(arena, node);
    if (node_is(node, TAG_META) &&
        str_ifind(node_attr(node, ATTR_NAME), kind) != STR_NONE)
        return node_attr(node, ATTR_CONTENT);
    return S("");
}

struct jsonld *jsonld_read(struct arena *arena, const struct document *doc)
{
    struct jsonld *jsonld = arena_new(arena, struct jsonld);
    struct json_list objects = {0};
    jsonld->ids = arena_new(arena, struct map);
    size_t budget = OP_MAX_JSON_BYTES;
    for (const struct node *n = doc->root; n; n = walk_next(n, doc->root)) {
        struct str text = ld_text(arena, n);
        if (text.len == 0)
            continue;
        if (text.len > budget)
            break;
        budget -= text.len;
        struct json_list values = {0};
        json_parse_all(arena, text, SIZE_MAX, &values);
        for (size_t i = 0; i < values.len; i++) {
            flatten(arena, values.at[i], &objects);
            index_ids(arena, values.at[i], jsonld->ids);
        }
    }
    jsonld->objects = objects.at;
    jsonld->object_count = objects.len;
    return jsonld;
}

/* A URL as pages compare it: no scheme, "www.", query, fragment, last slash. */
static struct str bare_url(struct str url)
{
    size_t scheme = str_find(str_sub(url, 0, 10), S("//"));
    str_cut(&url, scheme == STR_NONE ? 0 : scheme + 2);
    if (str_istarts(url, S("www.")))
        str_cut(&url, 4);
    url.len = str_until(url, "?#");
    while (url.len > 0 && url.at[url.len - 1] == '/')
        url.len--;
    return url;
}

static int match_url(const struct json *object, struct str page_url)
{
    static const struct str KEYS[] = {STR("url"), STR("mainEntityOfPage"),
                                      STR("@id")};
    if (page_url.len == 0)
        return 0;
    int verdict = 0;
    for (size_t i = 0; i < COUNT(KEYS); i++) {
        struct str url = json_text(json_get(object, KEYS[i]));
        if (str_ieq(bare_url(url), bare_url(page_url)))
            return 2;
        if (i == 0 && str_istarts(url, S("http")) &&
            str_find_byte(bare_url(url), '/') != STR_NONE)
            verdict = -1;
    }
    return verdict;
}

static int article_score(const struct json *object, struct str url)
{
    int score = jsonld_is_article(object)                       ? 10
                : is_any(object, WORK_TYPES, COUNT(WORK_TYPES)) ? 4
                                                                : 0;
    if (score == 0)
        return 0;
    score += match_url(object, url);
    score += json_get(object, S("headline")) ? 1 : 0;
    score += json_get(object, S("datePublished")) ? 1 : 0;
    score += json_get(object, S("author")) ? 1 : 0;
    return score;
}

const struct json *jsonld_article(const struct jsonld *jsonld, struct str url)
{
    const struct json *best = NULL;
    int best_score = 0;
    for (size_t i = 0; i < jsonld->object_count; i++) {
        int score = article_score(jsonld->objects[i], url);
        if (score > best_score) {
            best = jsonld->objects[i];
            best_score = score;
        }
    }
    return best;
}
