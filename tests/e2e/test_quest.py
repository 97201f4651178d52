# SPDX-License-Identifier: MIT
"""What is asked for a page besides itself: endpoints, archives, directives."""
import json
from urllib.parse import quote

import pytest

from conftest import page, png

QUICK = ("get", "--delay", "0", "-f", "zip")
PLACEHOLDER = "<div id='jp-relatedposts' class='jp-relatedposts'></div>"


# --- endpoints -----------------------------------------------------------------

@pytest.fixture
def blog(server):
    server.add("/a/", page("First", body=PLACEHOLDER))
    items = [{"id": 2, "url": server.url("/b/"), "title": "Second"},
             {"id": 3, "url": "https://elsewhere.example/c/", "title": "Ad"},
             {"id": 1, "url": server.url("/a/"), "title": "First"},
             {"url": 7}, "odd", {"url": "javascript:alert(1)"}]
    server.add("/a/?relatedposts=1", json.dumps({"items": items}),
               type="application/json")
    server.add("/b/", page("Second"))
    return server


def titles(run):
    return [a["title"] for a in run.archive().articles]


def test_a_placeholder_is_filled(offprint, blog):
    run = offprint(*QUICK, blog.url("/a/"))
    assert run.status == 0, run.err
    assert titles(run) == ["First", "Second"]
    [why] = run.archive().articles[1]["related_to"]
    assert why["kind"] == "related-section" and "endpoint" in why["reason"]
    asked = [r.target for r in blog.asked() if "relatedposts" in r.target]
    assert asked == ["/a/?relatedposts=1"]


def test_list_asks_as_well(offprint, blog):
    plan = offprint("list", "--json", "--delay", "0", blog.url("/a/")).json
    plan = plan[0] if isinstance(plan, list) else plan
    assert [r["url"] for r in plan["related"]] == [blog.url("/b/")]


@pytest.mark.parametrize("option", [("--no-endpoints",), ("--related", "0")])
def test_an_endpoint_can_be_left_alone(offprint, blog, option):
    assert titles(offprint(*QUICK, *option, blog.url("/a/"))) == ["First"]
    assert not blog.asked("/a/?relatedposts=1")


def test_no_placeholder_no_question(offprint, blog):
    filled = f"<div id='jp-relatedposts'><a href='{blog.url('/b/')}'>b</a></div>"
    blog.add("/a/", page("First", body=filled))
    offprint(*QUICK, blog.url("/a/"))
    assert not blog.asked("/a/?relatedposts=1")


@pytest.mark.parametrize("answer", ["", "{", "[]", "<html>", '{"items": 7}',
                                    '{"items":' + "[" * 5000],
                         ids=range(6))
def test_an_endpoint_may_answer_anything(offprint, blog, answer):
    blog.add("/a/?relatedposts=1", answer, type="application/json")
    run = offprint(*QUICK, blog.url("/a/"))
    assert run.status == 0 and titles(run) == ["First"]


def test_a_block_is_asked_of_the_rest_api(offprint, blog):
    rest = "/wp-json/wp/v2/posts/1"
    head = (f"<link rel=alternate type=application/json "
            f"href='{blog.url(rest)}'>")
    blog.add("/a/", page("First", head=head,
                         body="<nav class='wp-block-jetpack-related-posts'>"
                              "</nav>"))
    blog.add(rest + "?_fields=jetpack-related-posts", json.dumps(
        {"jetpack-related-posts": [{"url": blog.url("/b/"), "title": "S"}]}),
        type="application/json")
    assert titles(offprint(*QUICK, blog.url("/a/"))) == ["First", "Second"]


# --- what is gone ----------------------------------------------------------------

STAMP = "20130919044612"


@pytest.fixture
def wayback(server):
    """A stand-in: server.have(path, ...) gives it a copy of a page."""
    def have(path, body=None, known=True):
        live = server.url(path)
        copy = f"/web/{STAMP}/{live}"
        raw = f"/web/{STAMP}id_/{live}"
        closest = {"available": True, "url": server.url(copy),
                   "timestamp": STAMP, "status": "200"}
        server.add("/available?url=" + quote(live, safe=""), json.dumps(
            {"archived_snapshots": {"closest": closest} if known else {}}),
            type="application/json")
        server.add(f"/web/2id_/{live}", status=302,
                   headers={"Location": server.url(raw)})
        server.add(raw, body or page("Gone", body="<img src=/i.png alt=x>"),
                   headers={"Memento-Datetime":
                            "Thu, 19 Sep 2013 04:46:12 GMT"})
        return raw
    server.have = have
    server.options = ("--archived", "--archived-lookup",
                      server.url("/available?url="), "--archived-timegate",
                      server.url("/web/2id_/"))
    return server


@pytest.mark.parametrize("known", [True, False])
def test_a_page_that_is_gone_comes_from_the_archive(offprint, wayback, known):
    raw = wayback.have("/gone", known=known)
    image = f"/web/{STAMP}id_/{wayback.url('/i.png')}"
    wayback.add(image, png(), type="image/png")
    run = offprint(*QUICK, *wayback.options, wayback.url("/gone"))
    assert run.status == 0, run.err
    archive = run.archive()
    [article] = archive.articles
    assert article["url"] == article["final_url"] == wayback.url("/gone")
    assert article["memento"]["url"] == wayback.url(raw)
    assert article["memento"]["datetime"].startswith("2013-09-19T04:46:12")
    assert "19 September 2013" in archive.cover
    assert "was gone" in \
        archive.entries[article["file"]].decode()
    assert len(archive.metadata["articles"][0]["images"]) == 1
    asked = [bool(wayback.asked(f"/web/2id_/{wayback.url('/gone')}")),
             bool(wayback.asked("/gone"))]
    assert asked == [not known, True]
    assert offprint("verify", archive.path).status == 0
    before = dict(archive.entries)
    assert offprint("clean", archive.path).status == 0
    assert run.archive().entries == before


def test_a_related_post_that_is_gone_too(offprint, wayback):
    wayback.add("/a", page("Here", body="<p>Related post: <a "
                           "href='/the-pilot-boats-of-1913'>The pilot boats "
                           "of 1913</a></p>"))
    wayback.have("/the-pilot-boats-of-1913", page("Gone"))
    run = offprint(*QUICK, *wayback.options, wayback.url("/a"))
    assert run.status == 0, run.err
    assert titles(run) == ["Here", "Gone"]


def test_what_the_archive_lacks_is_lost_as_it_was(offprint, wayback):
    run = offprint(*QUICK, *wayback.options, wayback.url("/never"))
    assert run.status == 8
    assert f"{wayback.url('/never')}: fetch: 404 Not Found" in run.err


def test_what_is_no_copy_is_not_taken_for_one(offprint, wayback):
    wayback.add(f"/web/2id_/{wayback.url('/gone')}", page("Sorry"))
    assert offprint(*QUICK, *wayback.options,
                    wayback.url("/gone")).status == 8


@pytest.mark.parametrize("status", [403, 500])
def test_only_what_is_gone_is_looked_for(offprint, wayback, status):
    wayback.have("/there")
    wayback.add("/there", status=status)
    run = offprint(*QUICK, "--retry", "0", *wayback.options,
                   wayback.url("/there"))
    assert run.status in (6, 8)
    assert not [r for r in wayback.asked() if "available" in r.target]


def test_nobody_is_asked_without_the_option(offprint, wayback):
    wayback.have("/gone")
    assert offprint(*QUICK, wayback.url("/gone")).status == 8
    assert {r.target for r in wayback.asked()} == {"/robots.txt", "/gone"}


# --- directives ------------------------------------------------------------------

FORBIDDEN = [("<meta name=robots content='index, NOARCHIVE'>", {}),
             ("<meta name=robots content=none>", {}),
             ("", {"X-Robots-Tag": "noindex, nofollow"})]


@pytest.mark.parametrize("head, headers", FORBIDDEN)
def test_directives_hold_only_when_asked(offprint, server, head, headers):
    server.add("/a", page("Mine", head=head), headers=headers)
    assert titles(offprint(*QUICK, server.url("/a"))) == ["Mine"]
    run = offprint(*QUICK, "-o", "no.zip", "--respect-meta", server.url("/a"))
    assert run.status != 0 and "asks not to be archived" in run.err
    assert "no.zip" not in run.made()


def test_other_directives_forbid_nothing(offprint, server):
    head = ("<meta name=robots content='max-image-preview:large, nofollow'>"
            "<meta name=googlebot content=noarchive>")
    server.add("/a", page("Mine", head=head))
    assert offprint(*QUICK, "--respect-meta", server.url("/a")).status == 0
