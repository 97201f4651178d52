# SPDX-License-Identifier: MIT
"""The four ways an article is written say the same words in the same order.

What must differ: white space, and the marks of items ("- ", "1. ") where a list
stands in a cell of a Markdown table, which holds but a line. What an image says
(its alt text) is no text in any of them.
"""
import html.parser
import re
import shutil
import subprocess
import tarfile
import xml.etree.ElementTree

import pytest

from conftest import LIMIT, page as short_page
from test_article import KEPT, page

FORMATS = ("text", "html", "xhtml", "markdown")
INLINE = frozenset(
    "a abbr b bdi bdo cite code del dfn em i img ins kbd mark math mfrac mi mn "
    "mo mrow msub msup mtext q rp rt ruby s samp semantics small span strong "
    "sub sup time u var wbr rb rtc".split())
EVERY = 20  # of the pages of each set of the corpus


def words(text):
    return re.findall(r"\w+", text)


class Reader(html.parser.HTMLParser):
    """The text of HTML, a line's end at the edges of blocks; with the marks of
    items in cells, if they are wanted."""

    def __init__(self, content, marks_items=False):
        super().__init__()
        self.parts, self.marks_items = [], marks_items
        self.cells, self.lists = 0, []
        self.feed(content)

    def handle_starttag(self, tag, attrs):
        if tag not in INLINE:
            self.parts.append("\n")
        self.cells += tag in ("td", "th")
        if tag in ("ol", "ul"):
            start = dict(attrs).get("start", "1")
            number = int(start) if start.isdecimal() and int(start) else 1
            self.lists.append(number - 1 if tag == "ol" else None)
        elif tag == "li" and self.cells and self.marks_items:
            self.parts.append(self.mark())

    def mark(self):
        if not self.lists or self.lists[-1] is None:
            return "- "
        self.lists[-1] += 1
        return f"{self.lists[-1]}. "

    def handle_endtag(self, tag):
        if tag not in INLINE:
            self.parts.append("\n")
        self.cells -= tag in ("td", "th")
        if tag in ("ol", "ul") and self.lists:
            self.lists.pop()

    def handle_data(self, data):
        self.parts.append(data)


def of_html(content, marks_items=False):
    return "".join(Reader(content, marks_items).parts)


SYNTAX = re.compile(r"""
      \\([^\w\s]|_)                                  # 1: meant as it stands
    | (`+)(.+?)(?<!`)\2(?!`)                         # 3: code
    | !\[(?:[^\]\\]|\\.)*\]\((?:<[^>]*>|[^)\s]*)\)  # an image
    | \]\((?:<[^>]*>|[^)\s]*)\)                      # the end of a link
    | </?(?:su[bp]|[bis]|code)> | ~~ | [*[]""", re.X)


def of_line(line):
    """The words of a line of Markdown: no numbers of items, no addresses."""
    mark = r"((?:[> ]|- )*)\d+\. "
    while re.match(mark, line):
        line = re.sub(mark, r"\1", line, count=1)
    return SYNTAX.sub(lambda found: found[1] or found[3] or "", line)


def of_markdown(text):
    text = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.S)
    lines, fence = [], None
    for line in text.split("\n"):
        opens = re.match(r"(?:[> ]|- |\d+\. )*(`{3,})[^`]*$", line)
        if fence and re.match(rf"[> ]*{fence}`*\s*$", line):
            fence = None
        elif fence:
            lines.append(line)
        elif opens:
            fence = opens[1]
        else:
            lines.append(of_line(line))
    return words("\n".join(lines))


def written(offprint, source, content=None):
    """{format: text}; empty for a page without an article."""
    found = {}
    for format in FORMATS:
        run = offprint("extract", "--format", format, source, input=content)
        if run.status in (10, 11):
            return {}
        assert run.status == 0, run.err
        found[format] = run.out.decode()
    return found


def check(found):
    """Say all formats the same words?"""
    if not found:
        return
    assert words(of_html(found["html"])) == words(found["text"])
    assert words(of_html(found["xhtml"])) == words(found["text"])
    xml.etree.ElementTree.fromstring(found["xhtml"])
    assert of_markdown(found["markdown"]) == words(of_html(found["html"], True))


@pytest.mark.parametrize("kind", KEPT)
def test_every_kind(offprint, kind):
    check(written(offprint, "-", page(KEPT[kind][0])))


AMID = {
    "escapes": "<p>1. Not an item, 2) nor this, and * no * mark, a_b, [c](d), "
        "`e`, &lt;f>, ~g~, !<a href='/h'>h</a>, &amp;<i>amp;</i> R&amp;D, i ~ j</p>",
    "starts": "<p># not a head</p><p>+ nor - an item</p><p>a | b</p><p>--- | ---"
        "</p><p>1<!-- -->. nor this</p><p>2 <b>) nor</b> this</p><p>:- | -:</p>"
        "<h2># head #</h2><h2><div><h3>Two</h3></div> in one</h2><p>3</p><p>-5</p><h3>a<ul><li>"
        "b</li></ul></h3>",
    "lists": "<ul><li>a<ol><li>b<pre>c\n\nd</pre></li></ol></li><li><p>e</p>"
        "<p>f</p></ul><ul><li>g<br></li><li>h</li></ul>",
    "quotes": "<blockquote><ul><li>g<blockquote>h</blockquote></li></ul>i<br>"
        "</blockquote><blockquote>j<br>- k<br>1. l</blockquote>",
    "cells": "<table><tr><th>j</th><th><ul><li>k</li></ul></th></tr><tr><td>"
        "<p>l</p><p>m</p></td><td><pre>n\no | p</pre></td></tr><tr><td><ol start"
        "=3><li>q<li>r</ol><hr></td><td>s|t</td></tr></table>",
    "edges": "<p>q<br>r<b> s </b>t<i>u</i>v<code> w </code>x<code>y<br>z</code>"
        "<kbd>F</kbd><kbd>G_H</kbd><kbd>`</kbd></p>",
    "breaks": "<p>a<br></p><p>b <a href='/c'>c<br></a></p><p>d<b>e<br></b>f</p>"
        "<p><b>g<br></b></p><p><b>h<br>\u00a0</b> <a href='/i'>i</a></p>",
    "marks": "<p><b>T</b><b>his</b> is <b>one</b>, <b>Note:</b>this and <i>(so"
        ")</i>called, <b>of <i>(two)</i></b>kinds, a<b>\u201cb\u201d</b>c, <b>d"
        "<i>e</i></b><i>f</i>g <s>h.</s>i <i>j</i><b>k</b><s>l</s> <b>\u00a0m "
        "\u00a0</b>n <i><b>o</b><a href='/p'>p</a><b>,</b> q</i> <b>r<sup>2</sup>"
        "</b>s <i>t<b>u</b>v</i> <b>5\u20ac</b>w</p><p><b>\u6ce8\u610f\uff1a</b>"
        "\u6587\u5b57</p><p><i><cite>x</cite>,</i>y <b><code>z</code></b>z</p>",
    "matrices": "<p><math><mrow><mo>(</mo><mtable><mtr><mtd><mi>a</mi></mtd><mtd>"
        "<mi>b</mi></mtd></mtr></mtable><mo>)</mo></mrow></math></p>",
    "controls": "<p>a&#157;b &#129;c</p>",
    "fences": "<pre>```\nfence\n```</pre><p>soft\u00adhyphen, no\u00a0break, "
        "\u200bzero</p>",
}


@pytest.mark.parametrize("amid", AMID.values(), ids=AMID)
def test_what_would_mean_something(offprint, amid):
    check(written(offprint, "-", short_page(body=amid).encode()))


def bare(text):
    """All but what may differ: white space, and what is drawn as nothing."""
    return re.sub(r"[\s\u200b\ufeff]+", "", text)


def check_rendered(found):
    """Does Markdown come back from a reader of it to the letter?"""
    if not found:
        return
    text = found["markdown"].split("\n---\n", 1)[1]
    run = subprocess.run(
        ["cmark-gfm", "--unsafe", "-e", "table", "-e", "strikethrough"],
        input=text.encode(), capture_output=True, timeout=LIMIT, check=True)
    assert bare(of_html(run.stdout.decode())) == bare(of_html(found["html"], True))


@pytest.fixture(scope="session")
def pages(shared, tmp_path_factory):
    """One of so many pages of every set, where they are at hand."""
    folder = tmp_path_factory.mktemp("round")
    archives = sorted(shared.glob("corpus/*.tar.zst"))
    if not archives or not shutil.which("zstd"):
        pytest.skip(f"no {shared}/corpus, or no zstd")
    chosen = []
    for archive in archives:
        seen = 0
        with subprocess.Popen(["zstd", "-dcq", archive],
                              stdout=subprocess.PIPE) as unpacked, \
                tarfile.open(fileobj=unpacked.stdout, mode="r|") as members:
            for member in members:
                if not member.name.endswith("/page.html"):
                    continue
                if seen % EVERY == 0:
                    file = folder / f"{archive.name}-{seen}.html"
                    file.write_bytes(members.extractfile(member).read())
                    chosen.append(file)
                seen += 1
    return chosen


def test_pages_of_the_corpus(offprint, pages):
    said = [(page, written(offprint, page)) for page in pages]
    for page, found in said:
        check(found)
    assert sum(bool(found) for _, found in said) > 0.9 * len(pages) > 90


@pytest.mark.heavy
def test_markdown_of_the_corpus_is_rendered_to_the_letter(offprint, pages):
    if not shutil.which("cmark-gfm"):
        pytest.skip("no cmark-gfm")
    for page in pages:
        check_rendered(written(offprint, page))


@pytest.mark.heavy
@pytest.mark.parametrize("amid", AMID.values(), ids=AMID)
def test_what_would_mean_something_is_rendered_to_the_letter(offprint, amid):
    if not shutil.which("cmark-gfm"):
        pytest.skip("no cmark-gfm")
    check_rendered(written(offprint, "-", short_page(body=amid).encode()))
