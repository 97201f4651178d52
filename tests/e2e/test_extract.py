# SPDX-License-Identifier: MIT
"""extract: the article of a page, from a file, an address or standard input."""
import json

import pytest

from conftest import PROSE, page

FIELDS = {
    "url", "canonical_url", "title", "subtitle", "authors", "published",
    "modified", "site_name", "language", "description", "categories", "tags",
    "license", "image", "text", "html", "word_count", "images", "related",
    "next_pages", "references", "sources", "confidence", "warnings"}
HEAD = ('<meta name=author content="Ada Quay"><meta property="article:'
        'published_time" content="2021-03-04T05:06:07Z"><meta name=description '
        'content="Scales and crates."><link rel=canonical '
        'href="http://a.example/2021/03/a-morning/">')
URL = "http://a.example/2021/03/a-morning/?utm_source=x"


@pytest.fixture
def file(offprint):
    path = offprint.home / "page.html"
    path.write_text(page(head=HEAD, body='<p onclick="x()">Last &amp; least: '
                         '<a href="/2021/02/other-morning/">another</a>'
                         '<script>alert(1)</script></p>'))
    return path


def test_json_has_every_field(offprint, file):
    run = offprint("extract", "--format", "json", "--url", URL, file)
    assert run.status == 0, run.err
    article = run.json
    assert FIELDS <= set(article)
    assert article["file"] == str(file) and article["url"] == URL
    assert article["canonical_url"] == "http://a.example/2021/03/a-morning/"
    assert article["title"] == "A morning at the harbour office"
    assert article["authors"] == ["Ada Quay"]
    assert article["published"].startswith("2021-03-04")
    assert article["description"] == "Scales and crates."
    assert article["language"] == "en"
    assert article["modified"] is None and article["license"] is None
    assert "Last & least: another" in article["text"]
    assert "All rights reserved" not in article["text"]
    assert article["word_count"] > 200 and 0 <= article["confidence"] <= 1


def test_text(offprint, file):
    run = offprint("extract", "--format", "text", file)
    lines = run.out.decode().splitlines()
    assert run.status == 0
    assert sum(line.startswith(PROSE[:40]) for line in lines) == 6
    assert "Home" not in lines and "alert" not in run.out.decode()


@pytest.mark.parametrize("format", ["html", "xhtml"])
def test_html(offprint, file, format):
    run = offprint("extract", "--format", format, "--url", URL, file)
    text = run.out.decode()
    assert run.status == 0, run.err
    assert text.count("<p>") >= 6 and "<script" not in text
    assert "onclick" not in text and "&amp; least" in text
    assert "http://a.example/2021/02/other-morning/" in text


def test_standard_input(offprint, file):
    named = offprint("extract", "--format", "text", file)
    piped = offprint("extract", "--format", "text", "-",
                     input=file.read_bytes())
    assert piped.status == 0 and piped.out == named.out


def test_an_address(offprint, server):
    server.add("/a", page())
    run = offprint("extract", "--format", "json", server.url("/a"))
    assert run.status == 0, run.err
    assert run.json["url"] == server.url("/a") and run.json["word_count"] > 200


@pytest.mark.parametrize("jobs", [1, 2, 7])
def test_many_files_keep_their_order(offprint, jobs):
    names = []
    for n in range(25):
        path = offprint.home / f"{n:02}.html"
        path.write_text(page(title=f"Morning {n}", times=3 + n * 7 % 20))
        names.append(str(path))
    run = offprint("extract", "--format", "jsonl", "-j", jobs, *names)
    assert run.status == 0, run.err
    lines = [json.loads(line) for line in run.out.splitlines()]
    assert [line["file"] for line in lines] == names
    assert [line["title"] for line in lines] == \
        [f"Morning {n}" for n in range(25)]


def test_one_bad_file_among_good_ones(offprint, file):
    empty = offprint.home / "empty.html"
    empty.write_text("")
    run = offprint("extract", "--format", "jsonl", file, empty,
                   offprint.home / "none.html", file)
    assert run.status == 3, run.err
    good = [json.loads(line) for line in run.out.splitlines()]
    assert [g["file"] for g in good if g.get("text")] == [str(file)] * 2
    assert "empty.html" in run.err and "none.html" in run.err


@pytest.mark.parametrize("content, status", [
    (b"", 10), (b"<p>Hi.</p>", 10), (b"\x89PNG\r\n\x1a\n" + bytes(100), 10),
    (b"x", 10), (bytes(1000), 10), (b"<html><head><title>t</title>", 10),
    (b"<frameset cols='1,2'><frame src=/a><frame src=/b></frameset>", 10),
    (b"<?xml version='1.0'?><rss><channel><title>t</title></channel></rss>",
     10)])
def test_no_article(offprint, content, status):
    run = offprint("extract", "-", input=content)
    assert run.status == status and run.out == b""
    assert len(run.err.splitlines()) == 1


@pytest.mark.parametrize("encoding, label", [
    ("windows-1252", "iso-8859-1"), ("koi8-r", "koi8-r"), ("utf-16", None),
    ("shift_jis", "x-sjis"), ("gb18030", "gb2312"), ("euc-kr", "ks_c_5601-1987")])
def test_encodings(offprint, encoding, label):
    word = {"windows-1252": "Überfälle", "koi8-r": "Маяк", "utf-16": "Φάρος",
            "shift_jis": "灯台", "gb18030": "灯塔", "euc-kr": "등대"}[encoding]
    meta = f"<meta charset={label}>" if label else ""
    text = page(title=word).replace("<meta charset=utf-8>", meta)
    run = offprint("extract", "--format", "json", "-",
                   input=text.encode(encoding))
    assert run.status == 0, run.err
    assert run.json["title"] == word


@pytest.mark.parametrize("content", [
    b"<div>" * 200_000 + page().encode(),
    b"<b><i><a><font>" * 20_000 + page().encode(),
    b"<table>" * 5_000 + page().encode(),
    page(body="<p " + " ".join(f"a{n}=1" for n in range(50_000)) + ">x</p>"
         ).encode(),
    page().encode() + b"\0" * 1_000_000,
    page(body="<a href=/x>x</a>" * 100_000).encode(),
], ids=["deep", "formatting", "tables", "attributes", "zeros", "links"])
def test_hostile_pages_end_in_time(offprint, content):
    run = offprint("extract", "--format", "json", "-", input=content,
                   timeout=60)
    assert run.status in (0, 1, 10), run.err
    assert run.status == 0 or len(run.err.splitlines()) == 1


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_sandbox_changes_nothing(offprint, file, jobs):
    files = [file] * 6
    shut_in = offprint("extract", "-j", jobs, "--format", "jsonl", *files)
    free = offprint("extract", "-j", jobs, "--no-sandbox", "--format", "jsonl",
                    *files)
    assert shut_in.status == free.status == 0, shut_in.err
    assert shut_in.out == free.out and shut_in.out.count(b"\n") == 6
