# SPDX-License-Identifier: MIT
"""pages - a web site made up: articles with all that surrounds one, and images.

The same seed gives the same bytes on any machine. A page has what makes real
ones dear to read: menus, icons, long class names, scripts, styles, data for
machines, deep indentation, and an article of a few thousand words.
"""
import json
import os
import random
import struct
import zlib

PAGES, IMAGES, RELATED = 240, 5, 5
AWAY = "https://elsewhere.invalid"  # where nobody follows a link
SYLLABLES = ("ba bel cor da den el fir ga hol in jor ka lum mar nor o pel quin "
             "ra sel tor u ven wil yar zen").split()
SMALL = "the of and a to in that was it for on with as by at from but not".split()
UTILITIES = ("flex items-center justify-between px-4 py-2 mt-3 text-sm "
             "font-semibold md:hidden lg:w-1/3 border-b rounded-lg "
             "hover:underline focus:ring-2 space-x-2 leading-6").split()


def word(rng):
    if rng.random() < 0.45:
        return rng.choice(SMALL)
    return "".join(rng.choice(SYLLABLES) for _ in range(rng.randint(1, 4)))


def words(rng, count):
    return " ".join(word(rng) for _ in range(count))


def sentence(rng):
    text = words(rng, rng.randint(6, 24))
    return text[0].upper() + text[1:] + rng.choice("....?!")


def title(rng):
    return words(rng, rng.randint(4, 9)).title()


def classes(rng):
    return " ".join(rng.sample(UTILITIES, rng.randint(2, 7)))


def icon(rng):
    path = " ".join("%s%.2f %.2f" % (rng.choice("MLCQ"), rng.random() * 24,
                                     rng.random() * 24) for _ in range(18))
    return ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" '
            f'class="icon"><path fill="none" d="{path}"/></svg>')


def menu(rng, count, kind):
    items = "\n".join(
        f'          <li class="{kind}__item {classes(rng)}" data-track="{i}">\n'
        f'            <a class="{kind}__link" href="{AWAY}/topic/{i}/" title="{title(rng)}">'
        f"{title(rng)}</a>\n          </li>" for i in range(count))
    return (f'    <nav class="{kind}" aria-label="{kind}">\n'
            f'        <ul class="{kind}__list">\n{items}\n        </ul>\n    </nav>\n')


def script(rng, size):
    lines, length = [], 0
    while length < size:
        line = (f"  window.{word(rng)}_{rng.randrange(999)} = function (a, b) "
                f"{{ return a < b && '{words(rng, 3)}'; }};")
        lines.append(line)
        length += len(line)
    return "<script>\n" + "\n".join(lines) + "\n</script>\n"


def style(rng, rules):
    return "<style>\n" + "\n".join(
        f".{word(rng)}-{i} {{ color: #{rng.randrange(1 << 24):06x}; "
        f"margin: {i % 30}px; }}" for i in range(rules)) + "\n</style>\n"


def teasers(rng, count):
    return "".join(
        f'      <div class="card {classes(rng)}">{icon(rng)}\n'
        f'        <h4 class="card__title"><a href="{AWAY}/topic/{rng.randrange(90)}/">'
        f'{title(rng)}</a></h4>\n        <p class="card__dek">'
        f"{sentence(rng)}</p>\n        <!-- slot {rng.randrange(9999)} -->\n"
        "      </div>\n" for _ in range(count))


def paragraph(rng):
    parts = [sentence(rng) for _ in range(rng.randint(3, 8))]
    if rng.random() < 0.4:
        parts.insert(1, f'<a href="{AWAY}/{word(rng)}/'
                        f'{rng.randrange(999)}">{words(rng, 3)}</a>')
    if rng.random() < 0.3:
        parts.insert(2, f"<em>{words(rng, 2)}</em>, said on 3 March 2019")
    return "        <p>" + " ".join(parts) + "</p>\n"


def figure(index, number):
    return (f'        <figure class="figure"><img src="/img/{index:04d}-{number}'
            f'.png" alt="Figure {number}" width="640" height="426">'
            f"<figcaption>Figure {number}.</figcaption></figure>\n")


def article(rng, index, images):
    blocks = []
    for i in range(rng.randint(18, 60)):
        if i % 7 == 6:
            blocks.append(f"        <h2>{title(rng)}</h2>\n")
        blocks.append(paragraph(rng))
    step = max(1, len(blocks) // (images + 1))
    for number in range(images):
        blocks.insert((number + 1) * step + number, figure(index, number))
    return "".join(blocks)


def related(index, pages, titles):
    chosen = []
    for i in range(pages):
        other = (index * 5 + 1 + 37 * i) % pages
        if other != index and other not in chosen and len(chosen) < RELATED:
            chosen.append(other)
    items = "".join(f'          <li><a class="related-post" href="/p/{o:04d}.html">'
                    f"{titles[o]}</a></li>\n" for o in chosen)
    return ('      <section class="related-posts">\n        <h2>Related articles'
            f"</h2>\n        <ul>\n{items}        </ul>\n      </section>\n")


def page(index, titles, images=IMAGES):
    """One article's page, of between 60 and 250 KB."""
    rng = random.Random(f"page {index}")
    data = json.dumps({
        "@context": "https://schema.org", "@type": "NewsArticle",
        "headline": titles[index], "datePublished": "2024-02-0%dT09:30:00Z" %
        (index % 9 + 1), "author": {"@type": "Person", "name": "Ada Venn"}})
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{titles[index]} | The Bench</title>\n"
        '<link rel="stylesheet" href="/assets/site.css">\n'
        '<link rel="icon" href="/assets/logo.png">\n'
        f'<meta name="author" content="Ada Venn">\n'
        f'<meta property="og:title" content="{titles[index]}">\n'
        f'<script type="application/ld+json">{data}</script>\n'
        f"{script(rng, rng.randint(4000, 60000))}{style(rng, rng.randint(40, 400))}"
        f'</head>\n<body class="post {classes(rng)}">\n'
        f'  <header class="masthead">{icon(rng)}\n{menu(rng, 40, "menu")}'
        f'{menu(rng, 25, "topics")}  </header>\n  <main>\n    <article>\n'
        f'      <h1 class="headline">{titles[index]}</h1>\n'
        '      <p class="byline">By <a rel="author" href="https://elsewhere.invalid/ada/">Ada Venn'
        '</a>, <time datetime="2024-02-01">1 February 2024</time></p>\n'
        f'      <div class="share">{"".join(icon(rng) for _ in range(6))}</div>\n'
        f'      <div class="article-body">\n{article(rng, index, images)}'
        f"      </div>\n{related(index, len(titles), titles)}    </article>\n"
        f'    <aside class="sidebar">\n{teasers(rng, 24)}    </aside>\n  </main>\n'
        f'  <footer class="footer">\n{menu(rng, 50, "links")}'
        f"{script(rng, rng.randint(2000, 30000))}  </footer>\n</body>\n</html>\n")


def all_titles(count):
    rng = random.Random("titles")
    return [title(rng) for _ in range(count)]


def png(rng, size):
    """A PNG of about so many bytes, of noise that nothing compresses."""
    width = 320
    height = max(1, size // (width + 1))
    rows = b"".join(b"\0" + rng.randbytes(width) for _ in range(height))

    def chunk(kind, body):
        check = zlib.crc32(kind + body)
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", check)
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) +
            chunk(b"IDAT", zlib.compress(rows, 0)) + chunk(b"IEND", b""))


def write(path, content):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(content if isinstance(content, bytes) else content.encode())


def write_pages(folder, count, images=IMAGES):
    """Pages alone; their paths."""
    titles = all_titles(count)
    paths = [f"{folder}/{i:04d}.html" for i in range(count)]
    for i, path in enumerate(paths):
        write(path, page(i, titles, images))
    return paths


def write_site(folder, count=PAGES):
    """Pages, their images, a stylesheet and a logo, to be served."""
    paths = write_pages(f"{folder}/p", count)
    rng = random.Random("images")
    for i in range(count):
        for number in range(IMAGES):
            size = int(20000 * 15 ** rng.random())  # up to 300 KB, most small
            write(f"{folder}/img/{i:04d}-{number}.png", png(rng, size))
    write(f"{folder}/assets/site.css", style(rng, 600))
    write(f"{folder}/assets/logo.png", png(rng, 8000))
    return paths
