# SPDX-License-Identifier: MIT
"""Every limit of include/offprint/limits.h, from both sides: what just fits is
taken, one more is not. Those that are tried elsewhere say so by their name in
that test; scripts/check/limits sees to it that none is forgotten."""
import contextlib
import gzip
import json
import re
import threading
import zipfile

import pytest

import web
from conftest import ROOT, page, png

TEXT = (ROOT / "include/offprint/limits.h").read_text()


def limit(name):
    """The value of a limit, as the header writes it."""
    [value] = re.findall(rf"^#define {name} +(.+)$", TEXT, re.M)
    value = re.sub(r"(?<=\d)u(ll)?", "", value)
    assert re.fullmatch(r"[\d <()]+", value), value
    return int(eval(value))


def get(offprint, *arguments):
    """Archive as a.zip, with nothing in its way."""
    return offprint("get", "--delay", "0", "-f", "zip", "-o", "a.zip",
                    "--overwrite", *arguments)


def padded(size):
    """A page of exactly so many bytes, most of them a comment."""
    whole = page("Padded", body="<!---->").encode()
    return whole.replace(b"<!---->", b"<!--" + b"x" * (size - len(whole)) + b"-->")


def get_all(offprint, listed, *arguments):
    """Archive what a list names."""
    return offprint("get", "--delay", "0", "-f", "zip", "-i", listed,
                    *arguments)


# --- fetching -------------------------------------------------------------------

@pytest.mark.parametrize("more, status", [(0, 0), (1, 7)])
def test_bytes_of_a_page(offprint, server, more, status):
    server.add("/a", padded(limit("OP_MAX_PAGE_BYTES") + more))
    run = get(offprint, server.url("/a"))
    assert run.status == status, run.err


@pytest.mark.parametrize("more, status", [(0, 0), (1, 9)])
def test_bytes_of_an_asset(offprint, server, more, status):
    """OP_MAX_ASSET_BYTES, by its option."""
    server.add("/a", page(body="<img src=/i.png alt=x>"))
    server.add("/i.png", png().ljust(10 << 10, b"\0") + b"\0" * more,
               type="image/png")
    run = get(offprint, "--max-filesize", "10k", server.url("/a"))
    assert run.status == status, run.err


@pytest.mark.parametrize("more, status", [(0, 0), (1, 7)])
def test_stacked_codings(offprint, server, more, status):
    count = limit("OP_MAX_CODINGS") + more
    body = page().encode()
    for _ in range(count):
        body = gzip.compress(body)
    server.add("/a", body, headers={
        "Content-Encoding": ", ".join(["gzip"] * count)})
    run = get(offprint, server.url("/a"))
    assert run.status == status, run.err


@pytest.mark.parametrize("more", [0, 1])
def test_a_validator_that_is_kept(offprint, server, more):
    tag = '"' + "x" * (limit("OP_MAX_VALIDATOR_BYTES") - 2 + more) + '"'
    server.add("/a", page(), headers={"ETag": tag})
    run = get(offprint, server.url("/a"))
    assert run.status == 0, run.err
    kept = json.dumps(run.archive().metadata)
    assert (json.dumps(tag) in kept) == (more == 0)


@pytest.mark.parametrize("more, status", [(0, 0), (1, 7)])
def test_hops_of_one_url(offprint, server, more, status):
    count = limit("OP_MAX_REDIRECTS") + more
    for n in range(count):
        server.add(f"/{n}", status=302, headers={"Location": f"/{n + 1}"})
    server.add(f"/{count}", page())
    run = get(offprint, server.url("/0"))
    assert run.status == status, run.err
    assert get(offprint, "--max-redirs", count, server.url("/0")).status == 0


@pytest.mark.parametrize("more, status", [(0, 0), (1, 8)])
def test_tries(offprint, server, more, status):
    count = limit("OP_RETRIES") + more
    busy = web.Route(b"", 503, headers={"Retry-After": "0"})
    server.add("/a", page(), first=(busy,) * count)
    run = get(offprint, server.url("/a"))
    assert run.status == status, run.err


def test_the_longest_wait_for_another_try(offprint, server):
    """OP_MAX_RETRY_WAIT_MS: who asks for more is not asked again."""
    seconds = limit("OP_MAX_RETRY_WAIT_MS") // 1000
    server.add("/a", page(), first=(web.Route(
        b"", 503, headers={"Retry-After": str(seconds + 1)}),))
    assert get(offprint, server.url("/a")).status == 8
    assert len(server.asked("/a")) == 1
    server.add("/b", page(), first=(web.Route(
        b"", 503, headers={"Retry-After": "1"}),))
    assert get(offprint, server.url("/b")).status == 0
    assert get(offprint, "--retry-max-time", "0.5", server.url("/b")).status == 0


def test_the_pause_when_nobody_says_otherwise(offprint, server):
    """OP_DELAY_MS; --delay 0 takes it away."""
    server.add("/a", page())
    pause = limit("OP_DELAY_MS") / 1000
    gaps = []
    for more in ((), ("--delay", "0")):
        run = offprint("get", *more, "-f", "zip", "-o", "a.zip", "--overwrite",
                       server.url("/a"))
        assert run.status == 0, run.err
        first, second = (server.asked(path)[-1].time
                         for path in ("/robots.txt", "/a"))
        gaps.append(second - first)
    assert gaps[0] >= pause * 0.8 and gaps[1] < gaps[0]


class Waiting:
    """Answers nobody before `count` requests are there, or time is up."""

    def __init__(self, server, count, seconds):
        self.now = self.most = 0
        self.all = threading.Condition()
        for n in range(3 * count):
            server.add(f"/{n}.png", function=self.answer)
        self.count, self.seconds = count, seconds

    def answer(self, request, send):
        body = png(shade=int(re.sub(r"\D", "", request.target)) % 250)
        with self.all:
            self.now += 1
            self.most = max(self.most, self.now)
            self.all.notify_all()
            self.all.wait_for(lambda: self.most >= self.count, self.seconds)
        send(b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n"
             b"Content-Length: %d\r\n\r\n" % len(body) + body)
        with self.all:
            self.now -= 1


@pytest.mark.parametrize("options, most", [
    (("--delay", "0.001"), "OP_PARALLEL_HOST"), ((), "OP_PARALLEL"),
    (("--parallel-max-host", "3"), 3),
    (("--parallel-max-host", "99"), "OP_PARALLEL"),
    (("--parallel-max-host", "99", "--parallel-max", "20"), 20)])
def test_transfers_at_once(offprint, server, options, most):
    most = limit(most) if isinstance(most, str) else most
    waiting = Waiting(server, most, 20)
    server.add("/a", page(body="".join(
        f"<img src=/{n}.png alt=x>" for n in range(3 * most))))
    run = get(offprint, *options, server.url("/a"))
    assert run.status == 0, run.err
    assert waiting.most == most


@pytest.mark.parametrize("hops, some", [(2, True), (8, False)])
def test_cookies_that_are_kept(offprint, server, hops, some):
    """OP_MAX_COOKIES: a jar that strangers fill is emptied. What comes back
    keeps to OP_MAX_COOKIE_BYTES."""
    each = 45  # of one answer; libcurl takes 50
    assert hops * each > limit("OP_MAX_COOKIES") or some
    for n in range(hops):
        cookies = b"".join(b"Set-Cookie: c%d=%s\r\n" % (n * each + k, b"x" * 80)
                           for k in range(each))
        server.add(f"/{n}", function=lambda request, send, n=n, c=cookies: send(
            b"HTTP/1.1 302 Found\r\nLocation: /%d\r\nContent-Length: 0\r\n"
            b"Connection: close\r\n%s\r\n" % (n + 1, c)))
    server.add(f"/{hops}", page(body="<img src=/i.png alt=x>"))
    server.add("/i.png", png(), type="image/png")
    assert get(offprint, server.url("/0")).status == 0
    sent = [r.headers.get("cookie", "") for r in server.asked()]
    assert max(map(len, sent)) <= limit("OP_MAX_COOKIE_BYTES")
    assert (len(sent[-1].split(";")) > each) == some


@pytest.mark.parametrize("option, name", [
    ("--connect-timeout", "OP_CONNECT_TIMEOUT_MS"),
    ("--max-time", "OP_TRANSFER_TIMEOUT_MS")])
def test_time(offprint, server, option, name):
    """A server that takes a second, and a user who gives it less, or more; the
    default is more."""
    assert limit(name) > 5000
    late = threading.Event()

    def answer(request, send):
        late.wait(1)
        body = page().encode()
        send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
             b"Content-Length: %d\r\n\r\n" % len(body) + body)
    server.add("/a", function=answer)
    url = server.url("/a")
    with contextlib.ExitStack() as stack:
        if option == "--connect-timeout":
            import socket
            mute = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
            url = f"https://127.0.0.1:{mute.getsockname()[1]}/"
        run = get(offprint, "--retry", "0", option, "0.3", url)
    assert run.status in (4, 5) and re.search("time|long", run.err), run.err
    if option == "--max-time":
        assert get(offprint, option, "20", url).status == 0


# --- a list of seeds --------------------------------------------------------------

@pytest.mark.parametrize("more", [0, 1])
def test_lists_within_lists(offprint, server, more):
    depth = limit("OP_MAX_LIST_DEPTH") + more
    for n in range(depth):
        server.add(f"/{n}.xml", "<sitemapindex xmlns='http://www.sitemaps.org/"
                   f"schemas/sitemap/0.9'><sitemap><loc>{server.url(f'/{n + 1}.xml')}"
                   "</loc></sitemap></sitemapindex>", type="application/xml")
    server.add(f"/{depth}.xml", "<urlset xmlns='http://www.sitemaps.org/schemas/"
               f"sitemap/0.9'><url><loc>{server.url('/a')}</loc></url></urlset>",
               type="application/xml")
    server.add("/a", page())
    get_all(offprint, server.url("/0.xml"), "--no-robots")
    assert bool(server.asked("/a")) == (more == 0)


@pytest.mark.parametrize("more", [0, 1])
def test_broken_entries_that_are_told(offprint, server, tmp_path, more):
    server.add("/a", page())
    count = limit("OP_MAX_BROKEN_TOLD") + more
    (tmp_path / "list").write_text(server.url("/a") + "\n" + "".join(
        f"https://[{n}/\n" for n in range(count)))
    run = get_all(offprint, tmp_path / "list")
    told = [line for line in run.err.splitlines() if "https://[" in line]
    assert len(told) == count - more
    assert ("more entries were broken" in run.err) == bool(more)


@pytest.mark.parametrize("more, taken", [(0, True), (1, False)])
def test_bytes_of_a_list(offprint, server, tmp_path, more, taken):
    """OP_MAX_LIST_BYTES, of one that is packed."""
    server.add("/a", page())
    head = server.url("/a") + "\n"
    line = b"# " + b"".join(b"%06x" % (n * 7919 % 0xFFFFFF) for n in range(20_000))
    size = limit("OP_MAX_LIST_BYTES") - len(head) + more
    text = head.encode() + (line + b"\n") * (size // (len(line) + 1) + 1)
    with gzip.open(tmp_path / "list.gz", "wb", 1) as out:
        out.write(text[:size + len(head)])
    run = get_all(offprint, tmp_path / "list.gz")
    assert ("list.gz" not in run.err) == taken, run.err


# --- a job ------------------------------------------------------------------------

@pytest.mark.parametrize("options, count", [
    ((), "OP_RELATED"), (("--related", "3"), 3)])
def test_related_posts(offprint, server, options, count):
    count = limit(count) if isinstance(count, str) else count
    server.add("/a", page("Seed", body="".join(
        f"<p>Related: <a href=/the-post-{n}>The post {n}</a></p>"
        for n in range(count + 3))))
    for n in range(count + 3):
        server.add(f"/the-post-{n}", page(f"The post {n}"))
    run = get(offprint, *options, server.url("/a"))
    assert len(run.archive().articles) == 1 + count, run.err


@pytest.mark.parametrize("most, pages", [(3, 3), (4, 4), (9, 5)])
def test_pages_of_a_job(offprint, server, most, pages):
    """OP_MAX_PAGES, by its option."""
    server.add("/a", page("Seed", body="".join(
        f"<p>Related: <a href=/the-post-{n}>The post {n}</a></p>"
        for n in range(4))))
    for n in range(4):
        server.add(f"/the-post-{n}", page(f"The post {n}"))
    run = get(offprint, "--max-pages", most, server.url("/a"))
    assert len(run.archive().articles) == pages, run.err


@pytest.mark.parametrize("more", [0, 1])
def test_pages_of_one_article(offprint, server, more):
    """OP_MAX_NEXT_PAGES, besides the first."""
    last = limit("OP_MAX_NEXT_PAGES") + 1 + more
    numbers = "".join(f"<a href='/a?page={n}'>{n}</a> "
                      for n in range(2, last + 1))
    for n in range(1, last + 1):
        path = "/a" if n == 1 else f"/a?page={n}"
        server.add(path, page("Long", body=f"<p>Only page {n} says so here.</p>"
                              f"<div class=pagination>{numbers}</div>"))
    run = get(offprint, server.url("/a"))
    assert run.made() == ["a.zip"], run.err
    assert bool(server.asked(f"/a?page={last}")) == (more == 0), [
        r.target for r in server.asked()]


@pytest.mark.parametrize("options, more", [
    ((), 0), ((), 1), (("--max-images", "2"), 1)])
def test_images_of_one_article(offprint, server, options, more):
    count = 2 if options else limit("OP_MAX_IMAGES")
    server.add("/a", page(body="".join(
        f"<figure><img src=/i.png?{n} alt=x></figure>"
        for n in range(count + more))))
    for n in range(count + more):
        server.add(f"/i.png?{n}", png(), type="image/png")
    run = get(offprint, *options, server.url("/a"))
    assert run.made() == ["a.zip"], run.err
    assert len([r for r in server.asked() if "/i.png" in r.target]) == count


# --- an archive -------------------------------------------------------------------

def test_entries_of_an_archive(offprint):
    count = limit("OP_MAX_ENTRIES") + 1
    with zipfile.ZipFile(offprint.folder / "many.zip", "w") as out:
        for n in range(count):
            out.writestr(zipfile.ZipInfo(f"{n}"), b"")
    run = offprint("verify", "many.zip")
    said = f"{count - 1}: more than {count - 1} entries"
    assert run.status == 12 and said in run.err + run.out.decode(), run.err


@pytest.mark.parametrize("more, status", [(0, 0), (1, 12)])
def test_what_an_archive_says_of_itself(offprint, server, more, status):
    server.add("/a", page())
    size = limit("OP_MAX_METADATA_BYTES") + more
    said = json.dumps(get(offprint, server.url("/a")).archive().metadata)
    with zipfile.ZipFile(offprint.folder / "long.zip", "w",
                         zipfile.ZIP_DEFLATED) as out:
        out.writestr("metadata.json", said.ljust(size))
    run = offprint("info", "long.zip")
    assert run.status == status, run.err
