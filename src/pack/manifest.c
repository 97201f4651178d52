/* SPDX-License-Identifier: MIT */
/* manifest.c - manifest-sha256.txt. */
#include "pack/manifest.h"

static void put_line(struct buf *out, struct str path, struct sha256 sum)
{
    char hex[SHA256_HEX + 1];
    sha256_hex(sum, hex);
    buf_put(out, str_of(hex));
    buf_puts(out, "  ");
    buf_put(out, path);
    buf_putc(out, '\n');
}

void manifest_write(const packed_list *files, struct buf *out)
{
    for (size_t i = 0; i < files->len; i++)
        put_line(out, files->at[i].name, files->at[i].sha256);
}

/* We write small letters only. */
static bool hex_digest(struct str hex, struct sha256 *sum)
{
    char again[SHA256_HEX + 1];
    bool is_digest = sha256_read(hex, sum);
    sha256_hex(*sum, again);
    return is_digest && str_eq(str_of(again), hex);
}

static bool add_line(struct arena *arena, struct str line, struct map *paths)
{
    struct sha256 *sum = arena_new(arena, struct sha256);
    if (line.len <= SHA256_HEX + 2 ||
        !hex_digest(str_sub(line, 0, SHA256_HEX), sum) ||
        line.at[SHA256_HEX] != ' ' || line.at[SHA256_HEX + 1] != ' ')
        return false;
    void **slot = map_slot(paths, arena, str_from(line, SHA256_HEX + 2));
    if (*slot)
        return false;
    *slot = sum;
    return true;
}

bool manifest_parse(struct arena *arena, struct str text, struct map *paths,
                    size_t *line)
{
    struct str rest = text, one;
    for (*line = 1; rest.len > 0; ++*line) {
        if (!str_has_byte(rest, '\n') || !str_split(&rest, '\n', &one) ||
            !add_line(arena, one, paths))
            return false;
    }
    return true;
}
