# SPDX-License-Identifier: MIT
"""The four ways an article is written say the same words in the same order."""
import html.parser
import re
import subprocess

import pytest

from conftest import page as short_page
from test_article import KEPT, page

FORMATS = ("text", "html", "xhtml", "markdown")
INLINE = frozenset(
    "a abbr b bdi bdo cite code del dfn em i img ins kbd mark math mfrac mi mn "
    "mo mrow msub msup mtext q rp rt ruby s samp semantics small span strong "
    "sub sup time u var wbr rb rtc".split())
EVERY = 8  # of the pages of the corpus


def words(text):
    return re.findall(r"\w+", text)


class Reader(html.parser.HTMLParser):
    """The text of HTML, a line's end at the edges of blocks."""

    def __init__(self, content):
        super().__init__()
        self.parts = []
        self.feed(content)

    def handle_starttag(self, tag, attrs):
        if tag not in INLINE:
            self.parts.append("\n")

    handle_endtag = lambda self, tag: self.handle_starttag(tag, None)

    def handle_data(self, data):
        self.parts.append(data)


def of_line(line):
    """The words of a line of Markdown: no numbers of items, no addresses."""
    mark = r"((?:[> ]|- )*)\d+\. "
    while re.match(mark, line):
        line = re.sub(mark, r"\1", line, count=1)
    line = re.sub(r"!\[(?:[^\]\\]|\\.)*\]\((?:<[^>]*>|[^)]*)\)", "", line)
    line = re.sub(r"(?<!\\)\]\((?:<[^>]*>|[^)\s]*)\)", "", line)
    line = re.sub(r"</?su[bp]>|~~|(?<!\\)[*[`]", "", line)
    return re.sub(r"\\([^\w\s]|_)", r"\1", line)


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


def said(offprint, source, content=None):
    """{format: words}; empty for a page without an article."""
    found = {}
    for format in FORMATS:
        run = offprint("extract", "--format", format, source, input=content)
        if run.status == 10:
            return {}
        assert run.status == 0, run.err
        found[format] = run.out.decode()
    return {"text": words(found["text"]),
            "html": words("".join(Reader(found["html"]).parts)),
            "xhtml": words("".join(Reader(found["xhtml"]).parts)),
            "markdown": of_markdown(found["markdown"])}


def check(found):
    for format in FORMATS[1:]:
        assert found[format] == found["text"], format


@pytest.mark.parametrize("kind", KEPT)
def test_every_kind(offprint, kind):
    check(said(offprint, "-", page(KEPT[kind][0])))


@pytest.mark.parametrize("amid", [
    "<p>1. Not an item, 2) nor this, and * no * mark, a_b, [c](d), `e`, &lt;f></p>",
    "<p># not a head</p><p>+ nor - an item</p><p>a | b</p><p>--- | ---</p>",
    "<ul><li>a<ol><li>b<pre>c\n\nd</pre></li></ol></li><li><p>e</p><p>f</p></ul>",
    "<blockquote><ul><li>g<blockquote>h</blockquote></li></ul>i</blockquote>",
    "<table><tr><th>j</th><th><ul><li>k</li></ul></th></tr><tr><td><p>l</p><p>m"
    "</p></td><td><pre>n\no | p</pre></td></tr></table>",
    "<p>q<br>r<b> s </b>t<i>u</i>v<code> w </code>x<code>y<br>z</code></p>",
    "<pre>```\nfence\n```</pre><p>soft\u00adhyphen, no\u00a0break, \u200bzero</p>",
], ids=["escapes", "starts", "lists", "quotes", "cells", "edges", "fences"])
def test_what_would_mean_something(offprint, amid):
    check(said(offprint, "-", short_page(body=amid).encode()))


def test_pages_of_the_corpus(offprint, shared):
    """A sample of real pages, where they are at hand."""
    archive = shared / "corpus/zyte.tar.zst"
    if not archive.is_file():
        pytest.skip(f"no {archive}")
    subprocess.run(["tar", "--zstd", "-xf", archive, "-C", offprint.home],
                   check=True, timeout=60)
    pages = sorted(offprint.home.glob("zyte/*/page.html"))[::EVERY]
    compared = 0
    for path in pages:
        found = said(offprint, path)
        if found:
            check(found)
            compared += 1
    assert compared > len(pages) // 2
