# SPDX-License-Identifier: MIT
"""How it asks: headers, encodings, redirects, retries, manners, limits."""
import gzip
import json
import zlib

import pytest

from conftest import page, png

NEXT = "/2020/01/02/a-second-morning-at-the-office/"
RELATED = f"<p>RELATED POST: <a href='{NEXT}'>A second morning</a></p>"


def get(offprint, server, path, *options):
    return offprint("get", "--delay", "0", *options, server.url(path))


@pytest.mark.parametrize("coding, pack", [
    ("gzip", lambda b: gzip.compress(b)), ("deflate", lambda b: zlib.compress(b)),
    ("deflate", lambda b: zlib.compress(b)[2:-4]), ("identity", lambda b: b),
    ("GZIP", lambda b: gzip.compress(b[:500]) + gzip.compress(b[500:]))])
def test_content_codings(offprint, server, coding, pack):
    server.add("/a", pack(page().encode()), headers={"Content-Encoding": coding})
    run = get(offprint, server, "/a")
    assert run.status == 0, run.err
    assert run.archive().articles[0]["word_count"] > 200


def test_chunks(offprint, server):
    server.add("/a", page(times=40), chunked=True)
    assert get(offprint, server, "/a").archive().articles[0]["word_count"] > 1500


def test_it_says_who_it_is(offprint, server):
    server.add("/a", page())
    get(offprint, server, "/a")
    [request] = server.asked("/a")
    assert request.headers["user-agent"].startswith("offprint/0.")
    assert "+http" in request.headers["user-agent"]
    assert "gzip" in request.headers["accept-encoding"]
    assert "text/html" in request.headers["accept"]


def test_what_the_user_wants_said(offprint, server):
    server.add("/a", page())
    get(offprint, server, "/a", "-A", "me/1", "-H", "X-One: 1", "-H", "X-Two: 2",
        "-b", "a=1; b=2", "-e", "http://from.example/")
    [request] = server.asked("/a")
    assert request.headers["user-agent"] == "me/1"
    assert request.headers["x-one"] == "1" and request.headers["x-two"] == "2"
    assert request.headers["cookie"] == "a=1; b=2"
    assert request.headers["referer"] == "http://from.example/"


def test_a_cookie_file(offprint, server):
    server.add("/a", page())
    jar = offprint.home / "cookies.txt"
    jar.write_text("# Netscape HTTP Cookie File\n"
                   "127.0.0.1\tFALSE\t/\tFALSE\t0\tone\tyes\n"
                   "other.example\tFALSE\t/\tFALSE\t0\ttwo\tno\n")
    get(offprint, server, "/a", "-b", jar)
    assert server.asked("/a")[0].headers["cookie"] == "one=yes"


def test_secrets_go_to_their_host_only(offprint, server):
    import web
    other = web.Server()
    try:
        server.add("/a", status=302, headers={
            "Location": other.url("/b", "localhost")})
        other.add("/b", page())
        run = get(offprint, server, "/a", "-u", "ann:secret", "--allow-private",
                  "-b", "sid=7")
        assert run.status == 0, run.err
        assert "authorization" in server.asked("/a")[0].headers
        assert "authorization" not in other.asked("/b")[0].headers
        assert "secret" not in json.dumps(run.archive().metadata)
    finally:
        other.close()


def test_redirects_are_followed_and_kept(offprint, server):
    server.add("/a", status=301, headers={"Location": "b?x=1#part"})
    server.add("/b?x=1", status=307, headers={"Location": server.url("/c")})
    server.add("/c", page())
    article = get(offprint, server, "/a").archive().articles[0]
    assert article["url"] == server.url("/a")
    assert article["final_url"].startswith(server.url("/c"))


def test_what_may_pass_is_tried_again(offprint, server):
    from web import Route
    server.add("/a", page(), first=(
        Route(b"busy", 503, headers={"Retry-After": "0"}), Route(b"cut short", cut=0,
                                                                 reset=True)))
    run = get(offprint, server, "/a", "--retry", "3")
    assert run.status == 0, run.err
    assert len(server.asked("/a")) == 3


def test_what_will_not_pass_is_asked_once(offprint, server):
    server.add("/a", "gone", status=404)
    assert get(offprint, server, "/a", "--retry", "5").status == 8
    assert len(server.asked("/a")) == 1


def test_images_are_asked_for_with_their_page(offprint, server):
    server.add("/a", page(body="<img src='/i.png?w=1' alt=x>"))
    server.add("/i.png?w=1", png(), type="image/png")
    run = get(offprint, server, "/a")
    assert run.status == 0, run.err
    assert server.asked("/i.png?w=1")[0].headers["referer"] == server.url("/a")


def test_one_image_under_two_names_is_kept_once(offprint, server):
    server.add("/a", page(body="<img src=/1.png alt=1><img src=/2.png alt=2>"
                               "<img src=/3.png alt=3>"))
    for name, shade in (("/1.png", 1), ("/2.png", 1), ("/3.png", 3)):
        server.add(name, png(shade=shade), type="application/octet-stream")
    made = get(offprint, server, "/a").archive()
    assert sum(n.startswith("EPUB/img-") for n in made.entries) == 2
    assert len(made.articles[0]["images"]) == 3


@pytest.mark.parametrize("fail_on, status", [
    ("any", 9), ("all", 0), ("never", 0)])
def test_a_missing_image_is_a_loss(offprint, server, fail_on, status):
    server.add("/a", page(body="<img src=/gone.png alt='the old pier'>"))
    run = get(offprint, server, "/a", "--fail-on", fail_on)
    assert run.status == status, run.err
    made = run.archive()
    verdict = made.metadata["verdict"]
    assert verdict["complete"] is False
    assert verdict["images"] == {"wanted": 1, "got": 0}
    assert verdict["losses"][0]["url"] == server.url("/gone.png")
    assert "the old pier" in made.entries[made.articles[0]["file"]].decode()


def test_an_image_that_is_none(offprint, server):
    server.add("/a", page(body="<img src=/i.png alt=x>"))
    server.add("/i.png", "<html>log in first</html>", type="image/png")
    run = get(offprint, server, "/a")
    assert run.status == 9
    assert not any(n.startswith("EPUB/img-") for n in run.archive().entries)


def test_max_filesize(offprint, server):
    server.add("/a", page(body="<img src=/i.png alt=x>"))
    server.add("/i.png", png() + bytes(50_000), type="image/png")
    run = get(offprint, server, "/a", "--max-filesize", "10k")
    assert run.status == 9 and "/i.png" in run.err


def test_related_posts_ask_robots_too(offprint, server):
    server.add("/robots.txt", "User-agent: *\nDisallow: /2020/",
               type="text/plain")
    server.add("/a", page(body=RELATED))
    server.add(NEXT, page(title="A second morning"))
    run = get(offprint, server, "/a")
    assert run.status == 9 and server.asked(NEXT) == []
    [loss] = run.archive().metadata["verdict"]["losses"]
    assert (loss["url"], loss["status"]) == (server.url(NEXT), "robots")


def test_robots_is_asked_once_per_host(offprint, server):
    server.add("/a", page(body=RELATED + "<img src=/i.png alt=x>"))
    server.add("/i.png", png(), type="image/png")
    server.add(NEXT, page(title="A second morning"))
    assert get(offprint, server, "/a").status == 0
    assert len(server.asked("/robots.txt")) == 1


def test_a_pause_between_pages(offprint, server):
    server.add("/a", page(body=RELATED))
    server.add(NEXT, page(title="A second morning"))
    run = offprint("get", "--delay", "0.7", server.url("/a"))
    assert run.status == 0, run.err
    times = [server.asked(p)[0].time for p in ("/robots.txt", "/a", NEXT)]
    assert times[1] - times[0] >= 0.6 and times[2] - times[1] >= 0.6


def test_followed_links_stay_out_of_private_networks(offprint, server):
    import web
    inner = web.Server()
    try:
        target = inner.url("/i.png", "localhost")
        inner.add("/i.png", png(), type="image/png")
        server.add("/a", page(body=f"<img src='{target}' alt=x>"))
        run = get(offprint, server, "/a")
        assert run.status == 9 and inner.asked() == []
        [loss] = run.archive().metadata["verdict"]["losses"]
        assert loss["status"] == "private-address"
        for name in run.made():
            (offprint.folder / name).unlink()
        assert get(offprint, server, "/a", "--allow-private").status == 0
        assert inner.asked("/i.png")
    finally:
        inner.close()


def test_a_related_post_that_is_the_seed_again(offprint, server):
    server.add("/a", page(body=RELATED))
    server.add(NEXT, status=302, headers={"Location": "/a"})
    run = get(offprint, server, "/a")
    assert run.status == 0, run.err
    assert len(run.archive().articles) == 1


def test_a_ring_of_related_posts_ends(offprint, server):
    for n in range(4):
        after = f"/2020/01/0{(n + 1) % 4 + 1}/a-morning-of-many-{n}/"
        server.add(f"/2020/01/0{n + 1}/a-morning-of-many-{(n - 1) % 4}/", page(
            title=f"Morning number {n}",
            body=f"<p>RELATED POST: <a href='{after}'>The one after</a></p>"))
    run = get(offprint, server, "/2020/01/01/a-morning-of-many-3/",
              "--depth", "9")
    assert run.status == 0, run.err
    assert len(run.archive().articles) == 4


def test_an_active_svg_is_a_loss(offprint, server):
    server.add("/a", page(body="<img src=/1.svg alt=1><img src=/2.svg alt=2>"))
    server.add("/1.svg", "<svg xmlns='http://www.w3.org/2000/svg' width='9' "
               "height='9'><path d='M0 0'/></svg>", type="image/svg+xml")
    server.add("/2.svg", "<svg xmlns='http://www.w3.org/2000/svg' width='9' "
               "height='9' onload='alert(1)'/>", type="image/svg+xml")
    run = get(offprint, server, "/a")
    assert run.status == 9 and "active image/svg+xml" in run.err
    assert sum(n.endswith(".svg") and "img-" in n
               for n in run.archive().entries) == 1


@pytest.mark.parametrize("most, warns", [("0.2", True), ("0.4", False)])
def test_a_crawl_delay_that_is_cut(offprint, server, most, warns):
    """OP_MAX_CRAWL_DELAY_MS, by its option."""
    server.add("/robots.txt", "User-agent: *\nCrawl-delay: 0.3\n",
               type="text/plain")
    server.add("/a", page())
    run = get(offprint, server, "/a", "--max-crawl-delay", most)
    assert run.status == 0, run.err
    assert ("asks for a pause of 0.3 s between requests; 0.2 s are kept"
            in run.err) == warns


def test_a_trailing_slash_is_another_page_until_a_redirect_says_no(
        offprint, server):
    server.add("/a", page(title="The first of two mornings"))
    server.add("/a/", page(title="The second of two mornings"))
    both = ("--delay", "0", "--into", "one", "-o", "both.epub", "--overwrite",
            server.url("/a"), server.url("/a/"))
    run = offprint(*both)
    assert len(run.archive().articles) == 2, run.err
    server.add("/a", status=301, headers={"Location": "/a/"})
    run = offprint(*both)
    assert len(run.archive().articles) == 1, run.err
