# SPDX-License-Identifier: MIT
"""An article in several pages is one article."""
import pytest

from conftest import PROSE, page

QUICK = ("get", "--delay", "0", "--retry", "0", "-f", "zip")
PLACES = ["at the quay", "on the bridge", "by the light"]
PAGER = ("<div class=page-links><a href='/a?page=2'>2</a> <a href='/a?page=3'>3"
         "</a> <a href='/a?view=all'>View as single page</a></div>")
HEADING = "<h2>A morning at the harbour office</h2>"


def words(places):
    return "".join(f"<p>{PROSE}{n} stood {place}.</p>"
                   for place in places for n in ("One", "Another", "A third"))


def part(*places, pager=PAGER, heading=""):
    return page(times=0, body=heading + words(places) + pager)


def pages(server):
    for n, place in enumerate(PLACES, 1):
        server.add("/a" if n == 1 else f"/a?page={n}",
                   part(place, heading=HEADING if n > 1 else ""))


def text_of(run):
    archive = run.archive()
    [article] = archive.articles
    assert article["word_count"] > 300
    return archive.page(article).text


def asked(server):
    return [r.target for r in server.asked() if r.target.startswith("/a")]


def holds_all_once(text):
    found = [text.find(f"One stood {place}") for place in PLACES]
    return (-1 not in found and found == sorted(found) and
            all(text.count(f"One stood {place}") == 1 for place in PLACES) and
            text.count("A morning at the harbour office") <= 1)


def test_all_on_one_page_is_preferred(offprint, server):
    pages(server)
    server.add("/a?view=all", part(*PLACES, pager=""))
    run = offprint(*QUICK, server.url("/a"))
    assert run.status == 0, run.err
    assert asked(server) == ["/a", "/a?view=all"]
    assert holds_all_once(text_of(run))


@pytest.mark.parametrize("view, status", [
    ({"body": "gone", "status": 404}, 9),
    ({"body": page("Another one", times=9)}, 0),
    ({"body": part(PLACES[0])}, 0)])
def test_a_view_that_is_none(offprint, server, view, status):
    """Then the numbered pages are asked for."""
    pages(server)
    server.add("/a?view=all", **view)
    run = offprint(*QUICK, server.url("/a"))
    assert run.status == status, run.err
    assert asked(server)[:2] == ["/a", "/a?view=all"]
    assert sorted(asked(server)[2:]) == ["/a?page=2", "/a?page=3"]
    assert holds_all_once(text_of(run))


def test_a_view_of_other_things(offprint, server):
    """Without a pager beside it, or elsewhere, it is a link like others."""
    link = "<a href='/{}?view=all'>View as single page</a>"
    server.add("/a", part(PLACES[0], pager=link.format("a")))
    server.add("/b", part(PLACES[0], pager=link.format("c")))
    for path in ("/a", "/b"):
        run = offprint(*QUICK, "--related", "0", "-o", f"{path[1:]}.zip",
                       server.url(path))
        assert run.status == 0, run.err
    assert not [r for r in server.asked() if "view" in r.target]
