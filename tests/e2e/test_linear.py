# SPDX-License-Identifier: MIT
"""What a page costs grows as the page does, in links, nodes and depth; and
whatever the bytes are, time and memory have a bound.

Compared is the CPU time of a quarter of a page with that of all of it: four
times as much is linear, sixteen times quadratic."""
import json

import pytest

from test_article import AFTER, BEFORE, TITLE, page

BOUND = 10  # times, between the two
LEAST = .03  # seconds: what the program takes for nothing, and the clock's step
MOST = 20    # seconds, at any size, on a slow machine
MEMORY = 768  # MB: the parser's, the page's and the program's


def items(shape):
    return lambda count: "".join(shape.format(n) for n in range(count))


GROWING = {
    "links": (200_000, items("<a href=/a/{0}>the name {0}</a> ")),
    "list of links": (50_000, items(
        "<li><a href=/2021/03/{0}/story>A headline of number {0}</a>")),
    "cards": (50_000, items("<article><h3><a href=/2021/{0}>A headline of "
                            "number {0}</a></h3></article>")),
    "paragraphs": (200_000, items("<p>One two three four {0}.")),
    "headings": (50_000, items("<h2>Part {0}</h2><p>It has a text.</p>")),
    "comments": (200_000, items("x<!-- {0} -->")),
    "images": (100_000, items("<img src=/i/{0}.jpg alt='number {0}'>")),
    "formatting": (100_000, items("<b>x {0}</b>")),
    "tables": (50_000, items("<table><tr><td>x {0}</table>")),
    "attributes": (50_000, items("<p a=1 b=2 class='c{0}' id=i{0}>x")),
    "entities": (200_000, items("&amp;{0} ")),
}
# What nests, and what closes it again.
DEEP = {tag: (f"<{tag}>", f"</{tag}>") for tag in (
    "div", "section", "article", "blockquote", "details", "ul", "li", "dl",
    "span", "custom-element", "b", "font", "a", "p", "button", "table")}
DEEP |= {
    "lists": ("<ul><li>", "</li></ul>"),
    "definitions": ("<dl><dd>", "</dd></dl>"),
    "tables": ("<table><tr><td>", "</td></tr></table>"),
    "drawings": ("<svg><g>", "</g></svg>"),
    "formulas": ("<math><mrow>", "</mrow></math>"),
    "b and i": ("<b><i>", "</b></i>"),
    "links and divs": ("<a href=/x><div>", "</div></a>"),
    "drawings and divs": ("<svg><div>", "</div></svg>"),
    "all kinds": ("<div><i><ul><li><span><table><tr><td>",
                  "</table></span></ul></i></div>"),
    "with end tags of none": ("<div></p></b></i></ul>", "</h1></div>"),
}
INSIDE = ("Nobody had asked him for these, and he did not say what they had "
          "cost him, but the clerk put them in the minutes, line by line.")


def measure(offprint, content):
    """Seconds of CPU, MB at the most, and the exit status."""
    file = offprint.home / "page.html"
    file.write_bytes(content)
    return offprint.cost("extract", "--format", "json", "--url",
                         "https://harbour.example/2021/x", file)


@pytest.mark.parametrize("shape", GROWING)
def test_cost_grows_as_the_page(offprint, shape):
    count, make = GROWING[shape]
    few, _, _ = measure(offprint, page(make(count // 4)))
    many, memory, status = measure(offprint, page(make(count)))
    assert status in (0, 10)
    assert many <= BOUND * max(few, LEAST), (few, many)
    assert many <= MOST and memory <= MEMORY


def deep(shape, count):
    """In an article; and less of it before, and behind, where none is closed."""
    times = count // shape[0].count("<")
    opening, closing = shape
    return page(f"{opening * times}<p>{INSIDE}</p>{closing * times}",
                top=opening * (times // 10) + closing * (times // 10),
                end=opening * (times // 10))


@pytest.mark.parametrize("shape", DEEP.values(), ids=DEEP)
def test_deep_pages_are_read_in_time(offprint, shape):
    few, _, _ = measure(offprint, deep(shape, 25_000))
    many, memory, status = measure(offprint, deep(shape, 100_000))
    assert status == 0
    assert many <= BOUND * max(few, LEAST), (few, many)
    assert many <= MOST and memory <= MEMORY
    run = offprint("extract", "--format", "json", offprint.home / "page.html")
    for line in (*BEFORE, INSIDE, *AFTER):
        assert line in run.json["text"]
    assert run.json["title"] == TITLE


TEXT = " ".join(BEFORE + AFTER)


@pytest.mark.parametrize("content", [
    (TEXT + "\n").encode() * (50_000_000 // len(TEXT)),
    b"x" * 50_000_000, b"\0" * 50_000_000, b"<" * 10_000_000,
    b"&" * 10_000_000, b"<p>" * 10_000_000, b"<!--" * 5_000_000,
    b"<a href='" * 3_000_000, "海".encode() * 10_000_000,
], ids=["text", "a word", "zeros", "angles", "ampersands", "paragraphs",
        "comments", "quotes", "characters"])
def test_huge_files_have_an_end(offprint, content):
    seconds, memory, status = measure(offprint, content)
    assert status in (0, 1, 7, 10)  # 7: larger than pages may be
    assert seconds <= MOST and memory <= 2 * MEMORY


@pytest.mark.parametrize("content", [
    b"<?xml version='1.0' encoding='utf-8'?>\n" + page(),
    page().replace(b"<body>", b"").replace(b"</body>", b""),
    b"\xef\xbb\xbf" + page(), b"\0" + page(), page() + b"\0" * 100,
    page().replace(b"<p>", b"<P\0>"),
    page("<frameset cols=1,2><frame src=/a></frameset>"),
], ids=["XML", "no body", "mark", "zero", "zeros", "zeros in tags", "frames"])
def test_odd_pages_are_read(offprint, content):
    run = offprint("extract", "--format", "json", "-", input=content)
    assert run.status == 0, run.err
    article = json.loads(run.out)
    assert article["title"] == TITLE and AFTER[-1] in article["text"]


def test_a_page_that_breaks_the_parser_costs_itself(offprint):
    """gumbo's own assertion fails on the first."""
    pages = [offprint.home / name for name in ("broken.html", "fine.html")]
    pages[0].write_bytes(b"<table><svg><desc><![CDATA[z]]>x")
    pages[1].write_bytes(page())
    run = offprint("extract", "--format", "jsonl", *pages)
    assert run.status == 1, run.err
    broken, fine = map(json.loads, run.out.splitlines())
    assert broken["error"]["stage"] == "parse"
    assert fine["title"] == TITLE and "ssertion" not in run.err


@pytest.mark.parametrize("content", [
    b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40,
    b"\xff\xd8\xff\xe0\0\x10JFIF\0" + bytes(range(256)) * 40,
    b"GIF89a" + bytes(500), b"%PDF-1.7\n" + bytes(500)],
    ids=["png", "jpeg", "gif", "pdf"])
def test_other_kinds_are_told(offprint, content):
    file = offprint.home / "photo.html"
    file.write_bytes(content)
    run = offprint("extract", file)
    assert run.status == 10 and run.out == b""
    assert len(run.err.splitlines()) == 1 and "photo.html" in run.err
