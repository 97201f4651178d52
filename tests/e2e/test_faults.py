# SPDX-License-Identifier: MIT
"""Servers that misbehave: each fault beside a page that must come out whole.

Every case is run twice. The control's archive is byte for byte that of a run
without the fault, it verifies, the fault costs one line that names URL and
cause, nothing else is left on the disk, and memory stays bounded.
"""
import gzip
import re
import zlib

import pytest

from conftest import page, png
from faults import add_control, attempt, bound, lost

PAGE = page("The other one").encode()


def raw(data):
    """An answer of exactly these bytes, then the end."""
    return lambda request, send: send(data)


def head(*lines, status="200 OK", type="text/html"):
    return "\r\n".join([f"HTTP/1.1 {status}", f"Content-Type: {type}", *lines,
                        "", ""]).encode()


def sized(body, *lines, **more):
    return raw(head(f"Content-Length: {len(body)}", *lines, **more) + body)


def chunked(*chunks):
    return raw(head("Transfer-Encoding: chunked") + b"".join(chunks))


def packed(body, coding):
    return sized(body, f"Content-Encoding: {coding}")


def endless(request, send):
    send(head())
    block = b"<p>" + b"on and on, " * 6000
    for _ in range(4000):
        send(block)


def drip(request, send):
    import time
    send(head("Content-Length: 100000"))
    for _ in range(100):
        send(b"x")
        time.sleep(0.1)


GZIP = gzip.compress(PAGE)
BOMB = gzip.compress(b"\0" * (200 << 20), 9)
STACKED = GZIP
for _ in range(6):
    STACKED = gzip.compress(STACKED)
CHUNK = b"%x\r\n%s\r\n" % (len(PAGE), PAGE)
CUT_CRC = GZIP[:-8] + b"\0\0\0\0" + GZIP[-4:]

# name: (answer, exit status beside a page that is whole, what the line says)
LOST = {
    "short": (raw(head("Content-Length: 100000") + PAGE[:50]), 7,
              "end|trunc|cut"),
    "two lengths": (raw(head(f"Content-Length: {len(PAGE)}",
                             "Content-Length: 9") + PAGE), 7, "length|HTTP"),
    "length abc": (raw(head("Content-Length: abc") + PAGE), 7, "."),
    "length -5": (raw(head("Content-Length: -5") + PAGE), 7, "."),
    "length of 20 digits": (raw(head("Content-Length: 99999999999999999999")
                                + PAGE), 7, "."),
    "no last chunk": (chunked(CHUNK), 7, "end|trunc|cut"),
    "chunk size ZZ": (chunked(b"ZZ\r\n" + PAGE), 7, "."),
    "chunk size of 17 F": (chunked(b"F" * 17 + b"\r\n" + PAGE), 7, "."),
    "chunk size 80000000": (chunked(b"80000000\r\n" + PAGE), 7, "."),
    "head cut": (raw(head("X-A: b")[:-10]), 7, "."),
    "header of 400 KB": (raw(head("X-A: " + "a" * 400_000) + PAGE), 7, "header"),
    "2000 headers": (raw(head(*[f"X-{n}: {n}" for n in range(20000)]) + PAGE),
                     7, "header"),
    "NUL in a header": (raw(head("X-A: \0b") + PAGE), 7, "."),
    "HTTP/0.9": (raw(PAGE), 7, "HTTP"),
    "ssh": (raw(b"SSH-2.0-OpenSSH_9.2\r\n"), 7, "HTTP"),
    "noise": (raw(bytes(range(256)) * 40), 7, "HTTP"),
    "nothing": (raw(b""), 4, "."),
    "only 100": (raw(b"HTTP/1.1 100 Continue\r\n\r\n"), 4, "."),
    "gzip in half": (packed(GZIP[:len(GZIP) // 2], "gzip"), 7, "end|trunc|cut"),
    "no gzip": (packed(PAGE, "gzip"), 7, "gzip"),
    "gzip with a wrong sum": (packed(CUT_CRC, "gzip"), 7, "gzip"),
    "gzip bomb": (packed(BOMB, "gzip"), 7, "larg|bytes|times"),
    "says br": (packed(PAGE, "br"), 7, "br"),
    "says snappy": (packed(PAGE, "snappy"), 7, "snappy"),
    "seven codings": (packed(STACKED, ", ".join(["gzip"] * 7)), 7, "coding"),
    "endless": (endless, 7, "larg"),
    "drip": (drip, 4, "too long"),
    "204": (raw(head(status="204 No Content")), 8, "204"),
    "206": (sized(PAGE, status="206 Partial Content"), 8, "206"),
    "304": (raw(head(status="304 Not Modified")), 8, "304"),
    "999": (sized(PAGE, status="999 Denied"), 8, "999"),
    "302 to nowhere": (raw(head(status="302 Found")), 8, "302"),
    "302 to nothing": (raw(head("Location: ", status="302 Found")), 8, "302"),
    "PNG": (sized(png()), 9, "PNG|image|png"),
    "PDF": (sized(b"%PDF-1.7\n" + b"x" * 500, type="application/pdf"), 9, "pdf"),
    "empty": (sized(b""), 9, "."),
    "one byte": (sized(b"x"), 9, "."),
}
for target in ("file:///etc/passwd", "gopher://127.0.0.1/", "data:text/html,x",
               "javascript:alert(1)", "http://10.0.0.1/", "http://[::1%25lo]/",
               "http://169.254.169.254/latest/", "http://2130706434/",
               "http://0x7f.2/", "http://[::ffff:10.0.0.1]/"):
    LOST[f"302 to {target}"] = (
        raw(head(f"Location: {target}", status="302 Found")), None, ".")

KEPT = {
    "more than its length": raw(
        head(f"Content-Length: {len(PAGE)}") + PAGE + b"HTTP/1.1 200 X\r\n\r\n"),
    "103, 102, 200": raw(b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"
                         b"HTTP/1.1 102 Processing\r\n\r\n" +
                         head(f"Content-Length: {len(PAGE)}") + PAGE),
    "trailers": chunked(CHUNK, b"0\r\nX-A: b\r\nX-B: c\r\n\r\n"),
    "two members": packed(gzip.compress(PAGE[:300]) + gzip.compress(PAGE[300:]),
                          "gzip"),
    "junk behind gzip": packed(GZIP + b"junk", "gzip"),
    "raw deflate": packed(zlib.compress(PAGE)[2:-4], "deflate"),
    "no type": raw(b"HTTP/1.1 200 OK\r\n\r\n" + PAGE),
    "called a picture": sized(PAGE, type="image/png"),
    "no reason": raw(b"HTTP/1.1 200\r\nContent-Type: text/html\r\n\r\n" + PAGE),
    "unknown charset": sized(PAGE, type="text/html; charset=klingon"),
    "UTF-16 without a mark": sized(PAGE.decode().encode("utf-16-le")),
    "NULs": sized(PAGE.replace(b"<p>", b"<p>\0")),
    "cut inside a character": sized(PAGE[:-30] + "é".encode()[:1]),
    "60 cookies of 3 KB": raw(head(*[f"Set-Cookie: c{n}={'x' * 3000}"
                                     for n in range(60)],
                                   f"Content-Length: {len(PAGE)}") + PAGE),
}


def prepare(server, answer):
    server.add("/fault", function=answer)
    return server.url("/fault"), add_control(server)


@pytest.mark.parametrize("name", LOST)
def test_a_fault_costs_its_page_alone(offprint, server, name):
    answer, status, says = LOST[name]
    run, line = lost(offprint, *prepare(server, answer))
    assert re.search(says, line, re.I), run.err
    assert run.status in ((status,) if status else (4, 7, 8)), run.err


@pytest.mark.parametrize("name", KEPT)
def test_what_can_be_read_is_kept(offprint, server, name):
    fault, control = prepare(server, KEPT[name])
    _, clean = attempt(offprint, control)
    run, made = attempt(offprint, fault, control)
    assert run.status == 0, run.err
    assert len(made) == 2 and set(clean.items()) <= set(made.items())


# --- what a list of links does --------------------------------------------------

TRAPS = {
    "a calendar": "".join(f"<a href='/calendar/2031/{m}/{d}'>next day</a>"
                          for m in range(1, 13) for d in range(1, 29)),
    "session ids": "".join(f"<a href='/the-same-long-post-about-ships?sid={n}'>"
                           f"Related: read on</a>" for n in range(500)),
    "an endless path": "<a href='a/a/a/a/a/a/a/a/a/a/a/'>Related: more</a>" * 50,
    "100,000 links": "".join(f"<p>Related: <a href='/a-post-about-ships-{n}'>"
                             f"Ships {n}</a></p>" for n in range(100_000)),
    "clones": "".join(f"<a href='/a-post-about-ships?utm_source={n}#x{n}'>"
                      f"Related: ships</a>" for n in range(500)),
}


@pytest.mark.parametrize("trap", TRAPS)
def test_traps_are_bounded(offprint, server, trap):
    """By OP_RELATED and OP_MAX_LINKS, which is five times exceeded here."""
    server.add("/a", page("Seed", body=f"<div>{TRAPS[trap]}</div>"))
    run = offprint("get", "--delay", "0", "-f", "zip", "--retry", "0",
                   server.url("/a"), preexec_fn=bound)
    assert run.status in (0, 9), run.err
    asked = [r.target for r in server.asked()]
    assert len(asked) <= 2 + 12, asked[:20]
    assert len(set(asked)) == len(asked)


# --- robots.txt -----------------------------------------------------------------

RULE = "User-agent: *\nDisallow: /fault\n"
ROBOTS = {  # its body: is /fault forbidden?
    "HTML": ("<!DOCTYPE html><title>not found</title><p>User-agent: no", False),
    "5 MB": (RULE + "# filler\n" * 600_000, True),
    "a rule behind 500 KiB": ("#" * 99 + "\n", None),
    "a line of 300 KB": ("# " + "x" * 300_000 + "\n" + RULE, True),
    "a byte order mark": ("\ufeff" + RULE, True),
    "CR alone": (RULE.replace("\n", "\r"), True),
    "CRLF": (RULE.replace("\n", "\r\n"), True),
    "no end of line": (RULE.strip(), True),
    "noise": ("\0\x01\x02: :::\n\n" * 500, False),
    "empty": ("", False),
}


@pytest.mark.parametrize("name", ROBOTS)
def test_robots_of_all_kinds(offprint, server, name):
    body, is_forbidden = ROBOTS[name]
    if is_forbidden is None:
        body, is_forbidden = body * 6000 + RULE, False
    prepare(server, sized(PAGE))
    server.add("/robots.txt", body, type="text/plain")
    run, made = attempt(offprint, server.url("/fault"))
    assert (run.status == 8 and not made) == is_forbidden, run.err
    assert bool(made) != is_forbidden
    if is_forbidden:
        assert "robots" in run.err


@pytest.mark.parametrize("status, is_forbidden", [
    (404, False), (401, False), (403, False), (410, False), (500, True),
    (503, True)])
def test_robots_that_cannot_be_had(offprint, server, status, is_forbidden):
    prepare(server, sized(PAGE))
    server.add("/robots.txt", "no", status=status)
    run, made = attempt(offprint, server.url("/fault"))
    assert bool(made) != is_forbidden, run.err


@pytest.mark.parametrize("hops, is_forbidden", [(4, True), (9, False)])
def test_robots_behind_redirects(offprint, server, hops, is_forbidden):
    prepare(server, sized(PAGE))
    for n in range(hops):
        path = "/robots.txt" if n == 0 else f"/r{n}"
        server.add(path, status=302, headers={"Location": f"/r{n + 1}"})
    server.add(f"/r{hops}", RULE, type="text/plain")
    _, made = attempt(offprint, server.url("/fault"))
    assert bool(made) != is_forbidden


# --- waiting, and where redirects lead --------------------------------------------

@pytest.mark.parametrize("value", ["99999999999999999999", "-5", "soon", "",
                                   "Fri, 31 Dec 9999 23:59:59 GMT", "1e9"])
def test_an_absurd_retry_after(offprint, server, value):
    prepare(server, sized(PAGE))
    server.add("/fault", status=503, headers={"Retry-After": value})
    run, _ = attempt(offprint, server.url("/fault"))
    assert run.status == 8 and run.elapsed < 20


@pytest.mark.parametrize("location, path", [
    ("/a b", "/a%20b"), ("\t/tab\t", "/tab"), ("/caf\u00e9", "/caf%C3%A9"),
    ("?q=1", "/fault?q=1"), ("//{host}/x", "/x"), ("./y/../z", "/z"),
    ("\\back", "/back"), ("/" + "l" * 7000, "/" + "l" * 7000)])
def test_an_odd_location(offprint, server, location, path):
    location = location.format(host=f"127.0.0.1:{server.port}")
    prepare(server, raw(
        b"HTTP/1.1 302 Found\r\nLocation: " + location.encode() +
        b"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"))
    server.add(path, PAGE)
    run, made = attempt(offprint, server.url("/fault"))
    assert run.status == 0 and len(made) == 1, run.err


@pytest.mark.parametrize("cookie", [
    "a=b; Domain=com", "a=b; Domain=elsewhere.example", "=", "a\x01=b",
    "a=b; Path=/elsewhere", "a=" + "x" * 9000])
def test_hostile_cookies(offprint, server, cookie):
    prepare(server, sized(PAGE, f"Set-Cookie: {cookie}"))
    run, _ = attempt(offprint, server.url("/fault"), server.url("/control"))
    assert run.status in (0, 7)
    for request in server.asked("/control"):
        assert len(request.headers.get("cookie", "")) < 8192
