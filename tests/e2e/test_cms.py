# SPDX-License-Identifier: MIT
"""Pages as content management systems make them: all of the article, once and
in order, and nothing else.

A page of cms/ has its article between {+ and +}; between {= and =} stands what
is said in the place of a guest; @P@ is a paragraph of prose.py, in English, and
@Pde@ and so on in others.
"""
import html
import json
import pathlib
import re
import zlib

import pytest

from prose import PROSE

PAGES = sorted((pathlib.Path(__file__).parent / "cms").glob("*.html"))
BLOCK = re.compile(
    r"</?(?:p|div|li|ul|ol|h[1-6]|tr|td|th|table|caption|figure|figcaption|br|"
    r"hr|dt|dd|dl|pre|blockquote|section|article|summary|details|cite|footer|"
    r"aside|img|ruby|rt|rp)\b[^>]*>")


def made(path):
    """The page, and the words of its article."""
    turns = {}

    def paragraph(match):
        lines = PROSE[match[1] or "en"]
        turn = turns.setdefault(match[1], zlib.crc32(path.stem.encode()))
        turns[match[1]] += 1
        return lines[turn % len(lines)]

    marked = re.sub(r"@P([a-z]*)@", paragraph, path.read_text("utf-8"))
    page = re.sub(r"\{=.*?=\}|\{\+|\+\}", "", marked, flags=re.S)
    said = " ".join(re.findall(r"\{\+(.*?)\+\}", marked, re.S))
    said = re.sub(r"<(script|style|noscript)\b.*?</\1>|<!--.*?-->", " ", said,
                  flags=re.S)
    said = re.sub(r"\{=|=\}", " ", said)
    return page, html.unescape(re.sub(r"<[^>]+>", "", BLOCK.sub(" ", said)))


def words(text):
    text = text.replace("\u200b", "").replace("\u200d", "")
    return re.findall(r"[\u3040-\u9fff]|[^\W_]+|[^\w\s]", text)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_the_article_and_nothing_else(offprint, path):
    page, said = made(path)
    url = re.search(r'rel="canonical" href="([^"]+)"', page)[1]
    run = offprint("extract", "--format", "text", "--url", url, "-",
                   input=page.encode())
    title, _, text = run.out.decode().partition("\n")
    assert words(title) and words(text) == words(said)
    run = offprint("extract", "--format", "json", "--url", url, "-",
                   input=page.encode())
    assert json.loads(run.out)["title"] == title
