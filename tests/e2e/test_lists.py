# SPDX-License-Identifier: MIT
"""Seeds from where people keep them: lists of every kind, whole and broken."""
import gzip
import json
import os
import pathlib
import re
import shutil
import subprocess

import pytest

from conftest import LIMIT, ROOT, has_sanitizers, page

LISTS = ROOT / "tests/feeds"
QUICK = ("get", "--delay", "0", "--retry", "0", "--related", "0", "-f", "zip",
         "--no-evidence", "--no-images")
XML = "application/xml"


@pytest.fixture
def story(server):
    """story(path, ...) makes articles there; gives their addresses."""
    def make(*paths):
        for path in paths:
            server.add(path, page(title=f"A morning at {path[1:]}"))
        return [server.url(path) for path in paths]
    return make


def asked(server):
    return [r.target for r in server.asked() if r.target != "/robots.txt"]


def rss(*links, more=""):
    items = "".join(f"<item><link>{link}</link></item>" for link in links)
    return f"<rss version='2.0'><channel>{items}{more}</channel></rss>"


def sitemap(*links, root="urlset", entry="url", more=""):
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    entries = "".join(f"<{entry}><loc>{link}</loc>{more}</{entry}>"
                      for link in links)
    return f"<{root} xmlns='{space}'>{entries}</{root}>"


def localised(name, server):
    """A list of tests/feeds/ whose addresses are all of the server, and the
    paths of its articles."""
    text = (LISTS / name).read_text(encoding="utf-8")
    return re.sub(r"https://[a-z]+\.example", server.url(""), text)


KINDS = {
    "lines.txt": ["/first", "/second", "/third"],
    "rss2.xml": ["/low?a=1&b=2", "/springs", "/undated"],
    "rss1.xml": ["/planks"],
    "rss091.xml": ["/bowline", "/sheet-bend"],
    "atom.xml": ["/log/green", "/log/2019/red"],
    "sitemap.xml": ["/cranes", "/ropes?x=1&y=2", "/old"],
    "feed.json": ["/west", "/east"],
    "omnivore.json": ["/signals", "/bells"],
    "bookmarks.html": ["/dory", "/punt?a=1&b=2"],
    "pocket.html": ["/depths", "/wrecks"],
    "pocket.csv": ["/depths", "/wrecks"],
    "instapaper.csv": ["/keepers", "/oil"],
}


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("way", ["file", "stdin", "url"])
def test_each_kind_is_told_by_its_content(offprint, server, story, name, way):
    story(*KINDS[name])
    text = localised(name, server)
    server.add("/the-list", text, type="application/octet-stream")
    (offprint.home / "list").write_text(text)
    where = {"file": offprint.home / "list", "stdin": "-",
             "url": server.url("/the-list")}[way]
    run = offprint(*QUICK, "-i", where,
                   input=text.encode() if way == "stdin" else None)
    assert run.status == 0, run.err
    got = [path for path in asked(server) if path != "/the-list"]
    wanted = [path for path in KINDS[name]
              if path != "/sheet-bend" or way == "url"]  # it needs a base
    assert sorted(got) == sorted(wanted)
    assert len(run.made()) == len(wanted)


def test_opml_leads_to_its_feeds(offprint, server, story):
    story("/low?a=1&b=2", "/springs", "/undated", "/log/green",
          "/log/2019/red", "/cranes")
    server.add("/feed?a=1&b=2", localised("rss2.xml", server), type=XML)
    server.add("/log/atom.xml", localised("atom.xml", server), type=XML)
    (offprint.home / "list").write_text(localised("opml.xml", server))
    run = offprint(*QUICK, "-i", offprint.home / "list")
    assert run.status == 0, run.err
    assert len(run.made()) == 6


def test_an_index_leads_to_its_sitemaps_and_loops_end(offprint, server, story):
    [one, two] = story("/one", "/two")
    index = dict(root="sitemapindex", entry="sitemap")
    top, packed, loop = map(server.url, ("/index.xml", "/a.xml.gz", "/b.xml"))
    server.add("/index.xml", sitemap(packed, top, loop, loop, **index), type=XML)
    server.add("/b.xml", sitemap(top, loop, **index), type=XML)
    server.add("/a.xml.gz", gzip.compress(sitemap(one, two, one).encode()),
               type="application/gzip")
    run = offprint(*QUICK, "-i", top)
    assert run.status == 0, run.err
    assert sorted(asked(server)) == ["/a.xml.gz", "/b.xml", "/index.xml",
                                     "/one", "/two"]


def test_indexes_do_not_nest_without_end(offprint, server):
    for n in range(20):
        server.add(f"/{n}", sitemap(server.url(f"/{n + 1}"), entry="sitemap",
                                    root="sitemapindex"), type=XML)
    run = offprint(*QUICK, "-i", server.url("/0"))
    assert len(asked(server)) < 6 and "too many lists" in run.err


def test_a_packed_file_is_unpacked(offprint, server, story):
    urls = story("/one", "/two")
    (offprint.home / "list.gz").write_bytes(
        gzip.compress("\n".join(urls).encode()))
    run = offprint(*QUICK, "-i", offprint.home / "list.gz")
    assert run.status == 0 and len(run.made()) == 2, run.err


def test_the_feed_of_a_front_page_is_found(offprint, server, story):
    [url] = story("/story")
    link = "<link rel=alternate type=application/rss+xml href=/rss>"
    server.add("/", page(head=link))
    server.add("/rss", rss(url), type=XML)
    run = offprint(*QUICK, "--feed", server.url("/"))
    assert run.status == 0, run.err
    assert asked(server) == ["/", "/rss", "/story"]
    run = offprint(*QUICK, "-q", "-n", "--feed", server.url("/rss"))
    assert run.status == 0 and run.err == ""


def test_a_page_is_no_list(offprint, server):
    server.add("/", page())
    run = offprint(*QUICK, "-i", server.url("/"))
    assert run.status == 10 and "--feed" in run.err and run.made() == []
    run = offprint(*QUICK, "--feed", server.url("/"))
    assert run.status == 10 and "no feed" in run.err


def test_a_list_that_cannot_be_had_fails_the_run(offprint, server, story):
    [url] = story("/story")
    run = offprint(*QUICK, "-i", offprint.home / "none")
    assert run.status == 3 and "none" in run.err
    run = offprint(*QUICK, "-i", server.url("/none"), url)
    assert run.status == 8 and len(run.made()) == 1


def test_broken_entries_are_told_and_left_out(offprint, server, story):
    story("/sound", "/signs", "/last")
    (offprint.home / "rss").write_text(localised("broken/rss-tags.xml", server))
    run = offprint(*QUICK, "-i", offprint.home / "rss")
    assert run.status == 0 and len(run.made()) == 3, run.err
    assert [line for line in (4, 6, 7) if f"line {line}:" in run.err] == [4, 6, 7]


def test_laughs_are_not_multiplied(offprint, server, story):
    story("/kept")
    (offprint.home / "rss").write_text(localised("broken/laughs.xml", server))
    run = offprint(*QUICK, "-i", offprint.home / "rss")
    assert run.status == 0 and asked(server) == ["/kept"], run.err


def test_equal_links_are_one(offprint, server, story):
    [url] = story("/story")
    server.add("/rss", rss(*[url, url + "#top", url + "?utm_source=rss"] * 3500),
               type=XML)
    run = offprint(*QUICK, "-i", server.url("/rss"))
    assert run.status == 0 and asked(server) == ["/rss", "/story"], run.err


def test_dates_and_patterns_and_a_number_choose(offprint, server, story):
    new, old, other, undated = story("/new", "/old", "/other", "/undated")
    dated = "<item><link>{}</link><pubDate>{}</pubDate></item>".format
    server.add("/rss", rss(undated, more=dated(old, "Tue, 20 Oct 2020 18:00:00 GMT")
                           + dated(new, "Wed, 20 Oct 2021 18:00:00 GMT")
                           + dated(other, "Thu, 20 Oct 2022 18:00:00 GMT")),
               type=XML)
    def choose(*options):
        before = len(server.asked())
        run = offprint(*QUICK, "-i", server.url("/rss"), *options)
        assert run.status == 0, run.err
        return sorted(r.target for r in server.asked()[before:]
                      if r.target not in ("/rss", "/robots.txt"))
    assert choose("--since", "2021-01-01") == ["/new", "/other", "/undated"]
    assert choose("--since", "7d") == ["/undated"]
    assert choose("--exclude", "un|old") == ["/new", "/other"]
    assert choose("--include", "/o") == ["/old", "/other"]
    assert choose("--limit", "2") == ["/old", "/undated"]
    assert offprint(*QUICK, "-i", server.url("/rss"), "--since",
                    "lately").status == 2


def test_list_says_what_a_list_would_fetch(offprint, server, story):
    urls = story("/one", "/two", "/three")
    server.add("/rss", rss(*urls), type=XML)
    run = offprint("list", "--json", "--delay", "0", "--limit", "2", "-i",
                   server.url("/rss"))
    assert run.status == 0, run.err
    assert [a["url"] for a in run.json] == urls[:2]


def test_work_begins_before_the_list_ends(offprint, server, story):
    first, second = story("/first", "/second")
    process = offprint.start(*QUICK, "-i", "-", stdin=subprocess.PIPE)
    process.stdin.write(f"{first}\n".encode())
    process.stdin.flush()
    server.wait_for("/first")
    process.stdin.write(f"{second}\n".encode())
    process.stdin.flush()
    server.wait_for("/second")
    _, err = process.communicate(timeout=LIMIT)
    assert process.returncode == 0, err.decode()
    assert len(os.listdir(offprint.folder)) == 2


def test_strangers_lists_reach_no_private_host(offprint, server):
    """127.0.0.1 was named by the user; what its list says of others was not."""
    server.add("/rss", rss("http://127.0.0.2:9/router"), type=XML)
    run = offprint(*QUICK, "-i", server.url("/rss"))
    assert run.status == 4 and "127.0.0.2" in run.err
    assert "private" in run.err


def peak_memory(offprint, server, *arguments, pieces, last):
    """Kilobytes taken at most, until the address that comes last is fetched."""
    if has_sanitizers():
        pytest.skip("sanitizers take memory of their own")
    process = offprint.start(*QUICK, "-q", "--no-robots", *arguments, "-i", "-",
                             stdin=subprocess.PIPE, stderr=subprocess.DEVNULL)
    for piece in pieces:
        process.stdin.write(piece)
    process.stdin.flush()
    server.wait_for(last)
    status = pathlib.Path(f"/proc/{process.pid}/status").read_text()
    process.communicate(timeout=LIMIT)
    return int(re.search(r"VmHWM:\s+(\d+) kB", status)[1])


@pytest.mark.parametrize("into", ["each", "one"])
def test_a_seed_takes_little_memory(offprint, server, story, into):
    """100,000 addresses that are all tried: no one answers at port 1. Those of
    one archive are all known and asked for at the same time. Memory comes in
    pages of 2 MB."""
    def lines(count, last):
        for n in range(count):
            yield b"http://127.0.0.1:1/%d/a/rather/long/path/of/it\n" % n
        yield server.url(last).encode() + b"\n"
    story("/few", "/many")
    few = peak_memory(offprint, server, "--into", into, last="/few",
                      pieces=lines(9_999, "/few"))
    many = peak_memory(offprint, server, "--into", into, last="/many",
                       pieces=lines(99_999, "/many"))
    assert (many - few) * 1024 <= 256 * 90_000 + 2 * (2 << 20)


ITEM = ("<item><title>Tide</title><link>{}</link><description>" +
        "water " * 300 + "</description></item>\n").format
GIGABYTE = 1_000_000_000


def items(count):
    """A feed's beginning: so many items of a site elsewhere."""
    yield b"<rss><channel>"
    block = "".join(ITEM(f"https://tide.example/{n}") for n in range(500)).encode()
    for _ in range(count // 500):
        yield block


def one_item(count):
    """The same bytes, all of one item's text."""
    yield b"<rss><channel><item><link>https://tide.example/</link><description>"
    for _ in range(count // 500):
        yield (b"water " * 160 + b"&amp; salt, ") * 1000
    yield b"</description></item>"


@pytest.mark.parametrize("begin", [items, one_item])
def test_a_feed_of_a_gigabyte_takes_no_memory(offprint, server, story, begin):
    def feed(count, last):
        yield from begin(count)
        yield ITEM(server.url(last)).encode() + b"<item>"
    story("/few", "/many")
    few = peak_memory(offprint, server, "--include", "127.0.0.1", last="/few",
                      pieces=feed(0, "/few"))
    many = peak_memory(offprint, server, "--include", "127.0.0.1", last="/many",
                       pieces=feed(GIGABYTE // 2000, "/many"))
    assert many - few < 8192


def test_a_feed_without_an_end_is_cut(offprint, server, story):
    """What came until then is taken, and the list has failed."""
    [url] = story("/story")
    sent = []

    def endless(request, send):
        send(b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n"
             b"Connection: close\r\n\r\n<rss><channel>" + ITEM(url).encode())
        for block in items(GIGABYTE // 2000):
            send(block)
            sent.append(len(block))
    server.add("/rss", function=endless)
    run = offprint(*QUICK, "--include", "story", "-i", server.url("/rss"))
    assert run.status != 0 and "/rss" in run.err, run.err
    assert sum(sent) < 100_000_000
    assert len(run.made()) == 1, run.err


def test_what_is_old_by_its_sitemap_is_not_fetched(offprint, server, story):
    """Neither articles nor whole sitemaps, by their lastmod."""
    one, two, three = story("/one", "/two", "/three")
    dated = "<{0}><loc>{1}</loc><lastmod>{2}</lastmod></{0}>".format
    new, old, packed = map(server.url, ("/new.xml", "/old.xml", "/packed.xml.gz"))
    server.add("/index.xml", sitemap(root="sitemapindex").replace("</sitemapindex>", "".join((
            dated("sitemap", new, "2024-05-01"),
            dated("sitemap", packed, "2024-05-01T10:00:00+02:00"),
            dated("sitemap", old, "2019-05-01"))) + "</sitemapindex>"), type=XML)
    server.add("/new.xml", sitemap().replace("</urlset>", "".join((
        dated("url", one, "2024-05-01"), dated("url", two, "2020-01-01")))
        + "</urlset>"), type=XML)
    server.add("/packed.xml.gz", gzip.compress(sitemap(three).encode()),
               type="application/gzip")
    run = offprint(*QUICK, "-i", server.url("/index.xml"), "--since", "2023-01-01")
    assert run.status == 0, run.err
    assert sorted(asked(server)) == ["/index.xml", "/new.xml", "/one",
                                     "/packed.xml.gz", "/three"]
    assert "2 older" in offprint(*QUICK, "-v", "-n", "-i", server.url(
        "/index.xml"), "--since", "2023-01-01").err


def test_the_lists_of_the_tests_are_well_formed():
    if not shutil.which("xmllint"):
        pytest.skip("no xmllint")
    for path in LISTS.glob("*.xml"):
        subprocess.run(["xmllint", "--noout", "--nonet", path], check=True,
                       timeout=LIMIT)
    for path in LISTS.glob("*.json"):
        json.loads(path.read_text())
    assert subprocess.run(["xmllint", "--noout", "--nonet",
                           LISTS / "broken/rss-tags.xml"], timeout=LIMIT,
                          capture_output=True).returncode != 0
