# SPDX-License-Identifier: MIT
"""What cannot be had: the exit status, one sentence, and nothing left."""
import gzip
import socket

import pytest

from conftest import page

QUICK = ("--retry", "0", "--delay", "0")


def refuse(offprint, url, status, *options, words=()):
    """get must fail so, say it about this URL, and leave nothing behind."""
    run = offprint("get", *QUICK, *options, url)
    assert run.status == status, run.err
    assert run.made() == [] and list(offprint.temporary.iterdir()) == []
    assert run.out == b""
    said = [line for line in run.err.splitlines() if url in line]
    assert len(said) == 1, run.err
    for word in words:
        assert word in said[0].lower(), said[0]
    return run


@pytest.mark.parametrize("code, status", [
    (404, 8), (410, 8), (500, 8), (503, 8), (429, 8),
    (401, 6), (403, 6), (407, 6)])
def test_the_server_says_no(offprint, server, code, status):
    server.add("/a", "no", status=code)
    refuse(offprint, server.url("/a"), status, words=["fetch", str(code)])


PROTECTED = "<title>example.org</title><p>Please enable JS</p><script src='{}'>"


@pytest.mark.parametrize("guard, code, headers, body", [
    ("Cloudflare", 403, {"cf-mitigated": "challenge"}, "<title>One moment"),
    ("Cloudflare", 503, {"Server": "cloudflare"},
     PROTECTED.format("/cdn-cgi/challenge-platform/h/b/x.js")),
    ("Cloudflare", 429, {"Server": "cloudflare", "Retry-After": "1"},
     "<title>Attention Required! | Cloudflare</title>"),
    ("DataDome", 403, {"X-DataDome": "protected"},
     PROTECTED.format("https://ct.captcha-delivery.com/c.js")),
    ("PerimeterX", 403, {}, "<div id='px-captcha'></div>"),
    ("Akamai", 403, {"Server": "AkamaiGHost"}, "<title>Access Denied</title>"),
    ("Imperva", 403, {}, PROTECTED.format("/_Incapsula_Resource?x=1")),
    ("AWS WAF", 202, {"x-amzn-waf-action": "challenge"}, ""),
    ("AWS WAF", 405, {"x-amzn-waf-action": "captcha"}, "<p>no"),
])
def test_a_guard_before_the_site(offprint, server, guard, code, headers, body):
    """Named, asked once, and told what helps."""
    server.add("/a", gzip.compress(body.encode()), status=code,
               headers={**headers, "Content-Encoding": "gzip"})
    run = offprint("get", "--delay", "0", server.url("/a"))
    assert run.status == 11, run.err
    assert guard in run.err and str(code) in run.err
    assert "--cookie" in run.err and "--url" in run.err
    assert len(server.asked("/a")) == 1 and run.made() == []


@pytest.mark.parametrize("code, headers, body, status", [
    (403, {"Server": "cloudflare"}, "<p>members only", 6),
    (403, {"X-DataDome": "protected"}, "<p>members only", 6),
    (503, {"Server": "AkamaiGHost"}, "<p>down for maintenance", 8),
    (404, {}, "<div id='px-captcha'></div>", 8),
    (200, {"Server": "cloudflare", "X-DataDome": "protected"},
     page(body=PROTECTED.format("/cdn-cgi/challenge-platform/x.js")), 0),
])
def test_a_site_behind_a_guard(offprint, server, code, headers, body, status):
    """Who stands before it is not yet a challenge."""
    server.add("/a", body, status=code, headers=headers)
    run = offprint("get", *QUICK, server.url("/a"))
    assert run.status == status, run.err
    assert "browser" not in run.err


def test_a_challenge_for_robots_is_a_refusal(offprint, server):
    """4xx, whoever says it: then everything may be fetched (RFC 9309)."""
    server.add("/robots.txt", "no", status=403,
               headers={"cf-mitigated": "challenge"})
    server.add("/a", page())
    run = offprint("get", *QUICK, server.url("/a"))
    assert run.status == 0, run.err


def test_no_such_host(offprint):
    refuse(offprint, "http://nobody.invalid/", 4, words=["nobody.invalid"])


def test_nobody_listens(offprint):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    refuse(offprint, f"http://127.0.0.1:{port}/", 4, words=["fetch"])


def test_an_answer_that_does_not_come(offprint, server):
    server.add("/robots.txt", "", type="text/plain")
    server.add("/a", page(), hang=True)
    run = refuse(offprint, server.url("/a"), 4, "-m", "1")
    assert run.elapsed < 10


def test_a_certificate_nobody_vouches_for(offprint, secure_server):
    secure_server.add("/a", page())
    refuse(offprint, secure_server.url("/a", "localhost"), 5,
           words=["certificate"])
    assert secure_server.asked("/a") == []


def test_a_certificate_for_another_name(offprint, secure_server, authority):
    port = secure_server.port
    refuse(offprint, f"https://other.example:{port}/a", 5, "--cacert",
           authority.ca, "--resolve", f"other.example:{port}:127.0.0.1",
           "--allow-private")


def test_https_with_its_authority(offprint, secure_server, authority):
    secure_server.add("/a", page())
    run = offprint("get", *QUICK, "--cacert", authority.ca,
                   secure_server.url("/a", "localhost"))
    assert run.status == 0, run.err


def test_insecure_is_a_choice(offprint, secure_server):
    secure_server.add("/a", page())
    assert offprint("get", *QUICK, "-k",
                    secure_server.url("/a", "localhost")).status == 0


@pytest.mark.parametrize("body, type", [
    (b"\x89PNG\r\n\x1a\n0000", "image/png"),
    (b"%PDF-1.4 and so on", "application/pdf"),
    (b'{"a": 1}', "application/json"),
    (b"\0\1\2\3" * 200, "application/octet-stream"),
])
def test_no_html(offprint, server, body, type):
    server.add("/a", body, type=type)
    refuse(offprint, server.url("/a"), 10)


@pytest.mark.parametrize("body", [
    "", " \n", "<!DOCTYPE html>", "<html><body></body></html>",
    "<html><body><nav><a href=/a>One</a> <a href=/b>Two</a></nav></body></html>",
    "<script>document.write('an article')</script>"])
def test_no_article(offprint, server, body):
    server.add("/a", body)
    refuse(offprint, server.url("/a"), 10)


def test_cut_in_the_middle(offprint, server):
    server.add("/a", page(), cut=700)
    refuse(offprint, server.url("/a"), 7)


def test_gzip_cut_in_the_middle(offprint, server):
    import gzip
    whole = gzip.compress(page(times=50).encode())
    server.add("/a", whole[:len(whole) // 2],
               headers={"Content-Encoding": "gzip"})
    refuse(offprint, server.url("/a"), 7)


def test_not_the_encoding_it_says(offprint, server):
    server.add("/a", page(), headers={"Content-Encoding": "br"})
    refuse(offprint, server.url("/a"), 7)


def test_not_http(offprint, server):
    server.add("/a", function=lambda request, send: send(b"\x16\x03 what\n\n"))
    refuse(offprint, server.url("/a"), 7)


def test_reset(offprint, server):
    server.add("/a", page(), cut=700, reset=True)
    run = offprint("get", *QUICK, server.url("/a"))
    assert run.status in (4, 7) and run.made() == []


def test_a_redirect_in_a_circle(offprint, server):
    server.add("/a", status=302, headers={"Location": "/b"})
    server.add("/b", status=302, headers={"Location": "/a"})
    refuse(offprint, server.url("/a"), 7, words=["redirect"])


def test_too_many_redirects(offprint, server):
    for n in range(6):
        server.add(f"/{n}", status=301, headers={"Location": f"/{n + 1}"})
    server.add("/6", page())
    refuse(offprint, server.url("/0"), 7, "--max-redirs", "5")
    assert offprint("get", *QUICK, "--max-redirs", "6",
                    server.url("/0")).status == 0


@pytest.mark.parametrize("target", [
    "file:///etc/passwd", "gopher://a.example/", "javascript:alert(1)", ""])
def test_a_redirect_to_nowhere_good(offprint, server, target):
    server.add("/a", status=302, headers={"Location": target})
    run = offprint("get", *QUICK, server.url("/a"))
    assert run.status in (2, 7, 8) and run.made() == []
    assert "root:" not in run.err


def test_forbidden_by_robots(offprint, server):
    server.add("/robots.txt", "User-agent: *\nDisallow: /a", type="text/plain")
    server.add("/a", page())
    refuse(offprint, server.url("/a"), 8, words=["robots"])
    assert server.asked("/a") == []
    assert offprint("get", *QUICK, "--no-robots", server.url("/a")).status == 0


def test_a_bomb_stops_early(offprint, server):
    import gzip
    bomb = gzip.compress(b"<p>aaaaaaaaaa</p>" * 12_000_000, 9)
    server.add("/a", bomb, headers={"Content-Encoding": "gzip"})
    run = refuse(offprint, server.url("/a"), 7)
    assert run.elapsed < 20


def test_two_seeds_of_which_one_fails(offprint, server):
    server.add("/a", page())
    run = offprint("get", *QUICK, server.url("/a"), server.url("/b"))
    assert run.status == 8
    assert len(run.made()) == 1 and server.url("/b") in run.err


def test_a_page_too_complex_is_named(offprint, server):
    server.add("/a", "<p>" + "<a href=x><b><i><u><font>" * 60_000 + "x")
    run = offprint("--delay", "0", server.url("/a"))
    assert run.status == 1
    [line] = run.err.splitlines()
    assert line.startswith(f"offprint: {server.url('/a')}: parse: too complex")
