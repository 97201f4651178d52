# SPDX-License-Identifier: MIT
"""Archives that are one plain file: a page, text, JSON, lines of JSON."""
import base64
import json

import pytest

from archive import Page
from conftest import Offprint

TITLES = ("The Clerks Who Measured the Sea", "The Dockmaster of Liverpool")


@pytest.fixture(scope="module")
def made(demo, tmp_path_factory):
    """The demo site in every such form, as {format: bytes}."""
    run = Offprint(tmp_path_factory.mktemp("single"))
    assert run("get", *demo.options, "-o", "a.epub", demo.url).status == 0
    files = {}
    for form, ending in (("html", "html"), ("text", "txt"), ("json", "json"),
                         ("jsonl", "jsonl")):
        done = run("export", "-f", form, "a.epub")
        assert done.status == 0, done.err
        [name] = [n for n in done.made() if n.endswith("." + ending)]
        files[form] = (run.folder / name).read_bytes()
    return files


def test_a_page_needs_nothing_else(made):
    page = Page(made["html"].decode())
    images = 0
    for tag, name, value in page.addresses():
        if tag in ("img", "source", "link", "script", "iframe"):
            assert value.startswith("data:image/"), (tag, value[:60])
            base64.b64decode(value.partition("base64,")[2], validate=True)
            images += 1
        else:
            assert value.startswith(("#", "http")), (tag, name, value)
    assert images == 8
    assert not [t for t, _ in page.elements if t == "script"]


def test_every_jump_of_a_page_lands(made):
    page = Page(made["html"].decode())
    ids = [a["id"] for _, a in page.elements if a.get("id")]
    assert len(set(ids)) == len(ids) and {f"a{n}" for n in range(1, 7)} <= set(ids)
    jumps = {v[1:] for _, _, v in page.addresses() if v.startswith("#")}
    assert jumps - {"top"} <= set(ids)


def test_a_page_holds_all_articles(made):
    text = made["html"].decode()
    assert all(text.count(title) >= 2 for title in TITLES)
    assert "Leave a Reply" not in text and "default-src 'none'" in text


def test_text(made):
    articles = made["text"].decode().split("\n\f\n")
    assert len(articles) == 6
    assert articles[0].startswith(TITLES[0] + "\n\nBy: Ines Marlowe\n"
                                  "Published: 2023-09-14T08:30:00Z\n")
    assert "Related: label 'RELATED POST:'" in articles[1]


def test_json_and_lines_say_the_same(made):
    whole = json.loads(made["json"])
    lines = [json.loads(l) for l in made["jsonl"].decode().splitlines()]
    assert whole == lines and len(lines) == 6
    assert lines[0]["role"] == "seed" and lines[1]["role"] == "related"
    assert lines[0]["title"] == TITLES[0] and lines[0]["word_count"] > 800


def test_get_writes_them_too(offprint, demo):
    run = offprint("get", *demo.options, "-f", "jsonl", "-o", "-", demo.url)
    assert run.status == 0 and len(run.out.splitlines()) == 6
    run = offprint("get", *demo.options, "-o", "a.html", demo.url)
    assert run.status == 0 and run.made() == ["a.html"]
