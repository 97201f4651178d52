# SPDX-License-Identifier: MIT
"""The captured blog that the program was asked for, through a proxy."""
import json
import re

import pytest

from archive import Page, sha256
from conftest import Offprint

CHROME = ("Leave a Reply", "Share this", "Follow Blog", "Recent Posts", "Enter your",
          "Sign me up", "Blogroll", "Like this:", "Fill in your details")


@pytest.fixture(scope="module")
def expected(shared):
    return json.loads((shared / "seed-site/expected.json").read_text())


@pytest.fixture(scope="module")
def way(shared, replay):
    return [*replay(shared / "seed-site/map.json"), "--delay", "0"]


@pytest.fixture(scope="module")
def run(expected, way, tmp_path_factory):
    offprint = Offprint(tmp_path_factory.mktemp("seed"))
    return offprint("get", *way, expected["url"])


@pytest.fixture(scope="module")
def archive(run):
    return run.archive()


def key(url):
    """An address without what tells two spellings of it apart."""
    url = re.sub(r"^https?://(inteltoday\.org|gosint\.wordpress\.com)", "", url)
    return re.sub(r"[?#].*", "", url).strip("/")


def test_seven_articles_and_none_of_the_traps(run, archive, expected):
    assert run.status == 0, run.err
    wanted = {key(expected["url"])} | {key(r["url"]) for r in expected["related"]}
    assert {key(a["final_url"]) for a in archive.articles} == wanted
    assert archive.metadata["verdict"]["articles"] == {"wanted": 7, "got": 7}


def test_all_six_carry_their_label(archive):
    for article in archive.articles[1:]:
        kinds = {r["kind"] for r in article["related_to"]
                 if r["id"] == archive.articles[0]["id"]}
        assert kinds == {"inline-label"}, article["url"]


def test_what_is_known_of_the_seed(archive, expected):
    seed = archive.articles[0]
    assert " ".join(seed["title"].split()) == " ".join(expected["title"].split())
    assert seed["published"].startswith(expected["published"])
    assert set(expected["category"]) <= set(seed["categories"])
    assert {key(u) for u in expected["body_images"]} <= \
        {key(i["url"]).removeprefix("https://gosint.files.wordpress.com/")
         for i in seed["images"]} | {key(i["url"]) for i in seed["images"]}
    assert all(i["file"] in archive.entries for i in seed["images"])


def test_every_word_of_the_seed_and_no_chrome(archive, shared):
    source = (shared / "seed-site/files/seed.html").read_text()
    body = re.search(r'<div class="entry-content">(.*?)<div id="jp-post-flair"',
                     source, re.S)
    text = archive.page(archive.articles[0]).text
    assert body, "the seed's body is not where it was"
    lost = [w for w in Page(body[1]).text.split() if w not in text]
    assert lost == []
    for chrome in CHROME:
        assert chrome not in text


def test_the_second_page_of_a_post_is_part_of_it(archive, shared, expected):
    second = (shared / "seed-site/files/related-5-page2.html").read_text()
    body = Page(re.search(r'<div class="entry-content">(.*?)</div>', second,
                          re.S)[1]).text
    [url] = expected["page2_of_related"]
    article = next(a for a in archive.articles
                   if key(url).startswith(key(a["final_url"])))
    assert body.split(". ")[0] in archive.page(article).text


def test_again_gives_the_same_bytes(offprint, way, expected):
    fixed = {"SOURCE_DATE_EPOCH": "1603200000"}
    for name in ("one.zip", "two.zip"):
        assert offprint("get", *way, "-o", name, expected["url"],
                        env=fixed).status == 0
    assert sha256(offprint.folder / "one.zip") == \
        sha256(offprint.folder / "two.zip")


def test_deeper_there_is_a_dead_link(offprint, way, expected):
    run = offprint("get", *way, "--depth", "2", expected["url"])
    assert run.status == 8 or run.status == 9, run.err
    losses = run.archive().metadata["verdict"]["losses"] \
        if run.status == 9 else []
    assert any("a-post-that-was-deleted" in x["url"] and "404" in x["detail"]
               for x in losses), losses


def test_verify_agrees(run, offprint):
    done = offprint("verify", run.folder / run.made()[0])
    assert done.status == 0, done.err


@pytest.mark.parametrize("host, scheme", [
    ("inteltoday.org", "https"), ("gosint.wordpress.com", "http")])
def test_asked_for_by_another_name(offprint, way, expected, host, scheme):
    """A redirect of the seed leads to the same article."""
    url = expected["related"][0]["url"].replace("gosint.wordpress.com", host)
    run = offprint("get", *way, "--related", "0",
                   url.replace("https", scheme, 1))
    assert run.status == 0, run.err
    [article] = run.archive().articles
    assert key(article["final_url"]) == key(expected["related"][0]["url"])
