/* SPDX-License-Identifier: MIT */
/* target_net.c - addresses, and what comes over the wire. */
#include "net/data_url.h"
#include "net/mime.h"
#include "net/mime_svg.h"
#include "net/response.h"
#include "net/robots.h"
#include "net/url.h"
#include "target.h"

/* What is printed is parsed to itself. */
void fuzz_url(struct arena *arena, struct str in)
{
    struct url base, url, again;
    fuzz_hold(url_parse(arena, S("https://a.example/b/c?d#e"), NULL, &base) ==
              OP_OK);
    if (url_parse(arena, in, &base, &url) != OP_OK)
        return;
    fuzz_hold(url_parse(arena, url.href, NULL, &again) == OP_OK);
    fuzz_hold(str_eq(url.href, again.href));
    url_key(arena, &url);
    url_public(arena, &url);
}

void fuzz_robots(struct arena *arena, struct str in)
{
    robots_allows(robots_parse(arena, in, S("offprint")), S("/a/b?c=d"));
}

void fuzz_decode(struct arena *arena, struct str in)
{
    static const struct str CODINGS[] = {STR("gzip"), STR("deflate"), STR("br"),
                                         STR("zstd"), STR("gzip, br")};
    struct op_error err;
    struct buf out;
    (void)arena;
    for (size_t i = 0; i < sizeof CODINGS / sizeof *CODINGS; i++) {
        buf_init(&out, 8u << 20);
        (void)!response_decode(CODINGS[i], in, &out, &err);
        fuzz_hold(out.len <= 8u << 20);
        buf_free(&out);
    }
}

void fuzz_image(struct arena *arena, struct str in)
{
    uint32_t width, height;
    (void)arena;
    enum mime_kind kind = mime_sniff(in, S(""));
    (void)!image_size(in, kind, &width, &height);
    svg_is_harmless(in);
}
