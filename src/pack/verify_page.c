/* SPDX-License-Identifier: MIT */
/* verify_page.c - do the links and images of the pages lead somewhere? */
#include "html/parse.h"
#include "html/walk.h"
#include "net/url.h"
#include "pack/verify.h"
#include "text/unicode.h"
#include <offprint/limits.h>

static struct str anchor_key(struct arena *arena, struct str page,
                             struct str id)
{
    return arena_printf(arena, "%.*s#%.*s", STR_ARG(page), STR_ARG(id));
}

/* Has it a scheme ("https:", "data:") or is it "//host"? */
static bool leads_out(struct str url)
{
    size_t end = str_until(url, ":/?#");
    return str_starts(url, S("//")) || (end < url.len && url.at[end] == ':');
}

/* The name that `path` means on `page`; "" when it leaves the archive. */
static struct str resolve(struct arena *arena, struct str page, struct str path)
{
    size_t slash = str_rfind_byte(page, '/');
    struct str folder = slash == STR_NONE ? S("") : str_sub(page, 0, slash + 1);
    while (str_starts(path, S("../"))) {
        if (folder.len == 0)
            return S("");
        str_cut(&path, 3);
        size_t up = str_rfind_byte(str_sub(folder, 0, folder.len - 1), '/');
        folder = str_sub(folder, 0, up == STR_NONE ? 0 : up + 1);
    }
    return arena_join(arena, folder, path);
}

void verify_link(struct verify *v, struct str page, struct str url)
{
    if (leads_out(url))
        return;
    size_t hash = str_find_byte(url, '#');
    struct str path = str_sub(url, 0, hash == STR_NONE ? url.len : hash);
    *vec_push(&v->links, v->arena) = (struct verify_link){
        .page = page,
        .target = path.len ? resolve(v->arena, page, path) : page,
        .fragment = hash == STR_NONE
                        ? S("")
                        : arena_dup(v->arena, str_from(url, hash + 1)),
    };
}

static bool loads(const struct node *node)
{
    return !node_is(node, TAG_A) && !node_is(node, TAG_AREA);
}

static void note_url(struct verify *v, struct str page, const struct node *node,
                     enum html_attr attr)
{
    struct str url = str_trim(node_attr(node, attr));
    if (!url.at)
        return;
    if (loads(node) && leads_out(url) && !str_istarts(url, S("data:")))
        verify_found(v, page, "<%.*s> loads %.*s from elsewhere",
                     STR_ARG(node->text), STR_ARG(utf8_clip(url, 100)));
    verify_link(v, page, url);
}

static void note_node(struct verify *v, struct str page,
                      const struct node *node)
{
    struct str id = node_attr(node, ATTR_ID);
    if (id.len) {
        void **slot =
            map_slot(&v->anchors, v->arena, anchor_key(v->arena, page, id));
        if (*slot)
            verify_found(v, page, "has the id %.*s twice",
                         STR_ARG(utf8_clip(id, 100)));
        *slot = v;
    }
    if (node_is(node, TAG_SCRIPT))
        verify_found(v, page, "holds a script");
    note_url(v, page, node, ATTR_HREF);
    note_url(v, page, node, ATTR_SRC);
}

void verify_page(struct verify *v, struct str name, struct str html)
{
    struct document *doc;
    struct op_error err;
    if (html_parse(&v->page, html, NULL, &doc, &err) != OP_OK) {
        verify_found(v, name, "%s", err.text);
    } else {
        for (struct node *n = doc->root; n; n = walk_next(n, doc->root))
            if (n->kind == NODE_ELEMENT)
                note_node(v, name, n);
    }
    arena_reset(&v->page);
}

/* An id is meant as it stands or percent-encoded. */
static bool has_anchor(struct verify *v, const struct verify_link *link)
{
    struct str decoded = url_decode(v->arena, link->fragment);
    return map_get(&v->anchors,
                   anchor_key(v->arena, link->target, link->fragment)) ||
           map_get(&v->anchors, anchor_key(v->arena, link->target, decoded));
}

void verify_links(struct verify *v)
{
    for (size_t i = 0; i < v->links.len; i++) {
        const struct verify_link *link = &v->links.at[i];
        if (!map_get(&v->files, link->target))
            verify_found(v, link->page, "leads to %.*s, which is not there",
                         STR_ARG(link->target));
        else if (link->fragment.len && !has_anchor(v, link))
            verify_found(v, link->page, "leads to #%.*s, which is not in %.*s",
                         STR_ARG(link->fragment), STR_ARG(link->target));
    }
}
