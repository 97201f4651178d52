# SPDX-License-Identifier: MIT
"""The demo site, archived: what is in it, and what must not be."""
import os
import re
import subprocess
import time

import pytest

from archive import Archive, Page, sha256
from conftest import LIMIT, ROOT

TITLES = {
    "The Clerks Who Measured the Sea",
    "The Dockmaster of Liverpool",
    "The Well Under the Pier",
    "A Brass Computer for the Tides",
    "Reading Old Ink: How a Paper Tide Becomes a Number",
    "Where Is Zero? A Walk Along the Benchmarks",
}
CHROME = ("Leave a Reply", "Share this", "Recent Posts", "Archives", "Per Lindq",
          "Achterberg", "Accept all", "Never miss a tide", "Most Popular",
          "Proudly powered", "Skip to content", "Porpoises: A Complete List",
          "Posted in", "Painting the Breakwater")


@pytest.fixture(scope="module")
def archive(demo_run):
    return demo_run.archive()


@pytest.fixture(scope="module")
def seed(archive):
    return archive.articles[0]


def test_it_is_complete(demo_run, archive):
    assert demo_run.status == 0, demo_run.err
    assert archive.metadata["verdict"]["complete"] is True
    assert archive.metadata["verdict"]["losses"] == []


def test_the_article_and_its_five_related_posts(archive, seed):
    assert {a["title"] for a in archive.articles} == TITLES
    assert seed["role"] == "seed" and seed["title"].startswith("The Clerks")
    assert [a["role"] for a in archive.articles[1:]] == ["related"] * 5


def test_kinds_and_reasons(archive, seed):
    kinds = {}
    for article in archive.articles[1:]:
        [relation] = [r for r in article["related_to"] if r["id"] == seed["id"]]
        kinds[article["title"].split(":")[0]] = relation["kind"]
        assert relation["reason"] and relation["score"] > 0
    assert kinds == {
        "The Dockmaster of Liverpool": "inline-label",
        "The Well Under the Pier": "inline-label",
        "A Brass Computer for the Tides": "inline-label",
        "Reading Old Ink": "related-section",
        "Where Is Zero? A Walk Along the Benchmarks": "related-section"}


def test_metadata_of_the_seed(seed):
    assert seed["authors"] == ["Ines Marlowe"]
    assert seed["published"].startswith("2023-09-14")
    assert seed["modified"].startswith("2023-09-20")
    assert seed["site_name"] == "The Harbour Ledger"
    assert seed["language"] == "en-GB"
    assert seed["categories"] == ["Instruments", "Harbours"]
    assert set(seed["tags"]) == {"tide gauge", "sea level", "archives"}
    assert seed["canonical_url"] == seed["url"]
    assert 850 < seed["word_count"] < 1100
    assert seed["references"] == ["https://www.psmsl.org/"]


def test_the_moved_post_keeps_both_addresses(archive):
    moved = archive.article("The Dockmaster")
    assert moved["url"].endswith("/2019/hutchinsons-notebooks/")
    assert moved["final_url"].endswith("/2019/05/07/the-dockmaster-of-liverpool/")


def own_words(title):
    """The words of an article's text as its author wrote it."""
    for folder, _, names in os.walk(ROOT / "tests/demo/20"[:-3]):
        for name in names:
            if name != "index.html":
                continue
            with open(os.path.join(folder, name), encoding="utf-8") as file:
                source = file.read()
            if f'entry-title">{title}' in source:
                body = source.split('<div class="entry-content">')[1]
                body = body.split('<div class="sharedaddy')[0]
                body = re.sub(r"<noscript>.*?</noscript>", "", body, flags=re.S)
                return Page(body).text.split()
    raise AssertionError(title)


def test_every_word_is_there_and_no_chrome(archive):
    for article in archive.articles:
        text = archive.page(article).text
        have = text.split()
        lost = [w for w in own_words(article["title"]) if w not in have]
        lost = [w for w in lost if w not in ("RELATED", "POST:", "↩")]
        assert lost == [], article["title"]
        for chrome in CHROME:
            assert chrome not in text, article["title"]


def test_structure_is_kept(archive, seed):
    page = archive.page(seed)
    assert len(page.all("li")) >= 5 and len(page.all("tr")) == 5
    assert len(page.all("blockquote")) == 1 and len(page.all("figcaption")) >= 3
    assert page.all("html")[0].get("lang") == "en-GB"


def test_images(archive, seed):
    sizes = {(i["width"], i["height"]) for i in seed["images"]}
    assert {(960, 540), (720, 360), (640, 400)} <= sizes
    assert all(i["alt"] and i["file"] in archive.entries for i in seed["images"])
    assert sum("caption" in i and bool(i["caption"]) for i in seed["images"]) >= 3
    for name, data in archive.entries.items():
        if name.startswith("media/"):
            assert data.startswith(b"\x89PNG") and len(data) > 200  # no pixel


def test_internal_links_land(archive):
    for name, page in archive.pages().items():
        ids = {a["id"] for _, a in page.elements if a.get("id")}
        for tag, _, address in page.addresses():
            if re.match(r"[a-z][a-z0-9+.-]*:", address):
                continue
            path, _, fragment = address.partition("#")
            target = os.path.normpath(os.path.join(os.path.dirname(name), path))
            if path:
                assert target in archive.entries, (name, address)
            elif fragment:
                assert fragment in ids, (name, address)


def test_articles_link_to_each_other(archive, seed):
    page = archive.page(seed)
    here = os.path.dirname(seed["file"])
    linked = {os.path.normpath(os.path.join(here, v))
              for tag, name, v in page.addresses() if tag == "a"}
    inline = [a["file"] for a in archive.articles[1:]
              if a["related_to"][0]["kind"] == "inline-label"]
    assert set(inline) <= linked


def test_nothing_runs_and_nothing_is_fetched(archive):
    loads = ("img", "script", "iframe", "link", "source", "object", "embed",
             "video", "audio", "form", "base", "meta")
    for name, page in archive.pages().items():
        for tag, attributes in page.elements:
            assert tag not in ("script", "iframe", "object", "embed", "form",
                               "input", "button", "base"), name
            assert not any(a.startswith("on") for a in attributes), name
        for tag, attribute, value in page.addresses():
            assert not value.lower().startswith("javascript:"), name
            if tag in loads:
                assert "//" not in value, (name, tag, value)
        assert any("content-security-policy" == a.get("http-equiv", "").lower()
                   for a in page.all("meta")), name


def test_the_cover_tells(archive):
    cover = Page(archive.entries["index.html"].decode()).text
    for title in TITLES:
        assert title in cover
    assert "Ines Marlowe" in cover and "harbour-ledger.example" in cover


def test_others_can_check_it(archive, tmp_path):
    subprocess.run(["unzip", "-q", archive.path, "-d", tmp_path], check=True,
                   timeout=LIMIT)
    subprocess.run(["sha256sum", "--strict", "--quiet", "-c",
                    "manifest-sha256.txt"], cwd=tmp_path, check=True,
                   timeout=LIMIT)
    listed = archive.entries["manifest-sha256.txt"].decode().splitlines()
    names = {line.split("  ", 1)[1] for line in listed}
    assert names == set(archive.entries) - {"manifest-sha256.txt"}


def test_names_are_portable(archive):
    names = list(archive.entries)
    assert len({n.lower() for n in names}) == len(names)
    for name in names:
        assert re.fullmatch(r"[a-z0-9][a-z0-9./-]*", name), name


@pytest.mark.parametrize("world", [
    {"TZ": "Pacific/Auckland"}, {"LC_ALL": "C"}, {"LANG": "tr_TR.UTF-8"}])
def test_the_same_bytes_in_any_world(offprint, demo, world):
    fixed = {"SOURCE_DATE_EPOCH": "1700000000"}
    one = offprint("get", *demo.options, "-o", "one.zip", demo.url, env=fixed)
    old = os.umask(0o077)
    try:
        two = offprint("get", *demo.options, "-o", "two.zip", demo.url,
                       env={**fixed, **world})
    finally:
        os.umask(old)
    assert one.status == two.status == 0, two.err
    assert sha256(offprint.folder / "one.zip") == \
        sha256(offprint.folder / "two.zip")
    assert Archive(offprint.folder / "one.zip").metadata["created"] == \
        time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(1700000000))


def test_budgets(offprint, demo):
    run = offprint("get", *demo.options, "--related", "2", "--max-images", "1",
                   demo.url)
    made = run.archive()
    assert run.status == 0, run.err
    assert len(made.articles) == 3
    assert all(len([i for i in a["images"] if i["file"]]) <= 1
               for a in made.articles)


def test_without_images(offprint, demo):
    run = offprint("get", *demo.options, "--related", "0", "--no-images",
                   demo.url)
    made = run.archive()
    assert run.status == 0 and len(made.articles) == 1
    assert not any(n.startswith("media/") for n in made.entries)
    assert "A red and white lighthouse" in made.entries[
        made.articles[0]["file"]].decode()


@pytest.mark.parametrize("options, count", [
    (["--kinds", "inline-label"], 4), (["--kinds", "related-section"], 3),
    (["--include", "/20(22|21)/"], 3), (["--exclude", "tides|ink"], 4)])
def test_choices(offprint, demo, options, count):
    run = offprint("get", *demo.options, *options, demo.url)
    assert run.status == 0 and len(run.archive().articles) == count


def test_the_list_says_what_get_will_do(offprint, demo):
    run = offprint("list", "--json", *demo.options, demo.url)
    assert run.status == 0, run.err
    assert run.made() == []
    text = run.out.decode()
    for slug in ("hutchinsons-notebooks", "the-well-under-the-pier", "brass",
                 "reading-old-ink", "where-is-zero"):
        assert slug in text
    assert "painting-the-breakwater" not in text and "inline-label" in text
    plain = offprint("list", *demo.options, demo.url)
    assert plain.status == 0 and b"the-well-under-the-pier" in plain.out


def test_make_run_shows_it(tmp_path):
    program = os.environ.get("OFFPRINT", str(ROOT / "build/offprint"))
    done = subprocess.run(
        ["sh", ROOT / "scripts/demo"], cwd=ROOT, timeout=LIMIT, text=True,
        env={**os.environ, "B": os.path.dirname(program)}, capture_output=True)
    assert done.returncode == 0, done.stderr
    assert "index.html" in done.stdout
