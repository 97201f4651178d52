# SPDX-License-Identifier: MIT
"""The evidence: every exchange of a job, as WARC records."""
import base64
import gzip
import zipfile

import pytest

import warc
from archive import Archive, sha256
from conftest import page, png

QUICK = ("get", "--delay", "0")


@pytest.fixture
def url(server):
    server.add("/robots.txt", "User-agent: *\nDisallow: /private/\n",
               type="text/plain")
    server.add("/moved", status=301, headers={"Location": "/a"})
    server.add("/a", page(body="<img src=/i.png alt=grey><img src=/gone.png "
                               "alt=gone>"), chunked=True)
    server.add("/i.png", png(), type="image/png")
    return server.url("/moved")


def records_of(run):
    return warc.read(run.archive().captures)


def test_every_exchange_is_kept(offprint, server, url):
    run = offprint(*QUICK, url)
    assert run.status == 9, run.err
    info, *records = records_of(run)
    assert info.type == "warcinfo" and b"software: offprint/" in info.block
    assert [(r.type, r.url) for r in records] == [
        (kind, server.url(path))
        for path in ("/robots.txt", "/moved", "/a", "/i.png", "/gone.png")
        for kind in ("response", "request")]
    ids = [r.fields["WARC-Record-ID"] for r in records]
    assert len(set(ids)) == len(ids)
    for response, request in zip(records[::2], records[1::2]):
        assert request.fields["WARC-Concurrent-To"] == \
            response.fields["WARC-Record-ID"]
        assert response.fields["WARC-IP-Address"] == "127.0.0.1"


def test_heads_and_bodies_are_what_was_sent(offprint, server, url):
    by = {(r.type, r.url): r for r in records_of(offprint(*QUICK, url))}
    assert "Location: /a" in by["response", url].head
    assert by["response", server.url("/gone.png")].head.startswith(
        "HTTP/1.1 404 ")
    answer = by["response", server.url("/a")]
    assert answer.payload == server.routes["/a"].body
    assert "x-orig-transfer-encoding: chunked" in answer.head
    assert "\r\ntransfer-encoding" not in answer.head.lower()
    assert by["response", server.url("/i.png")].payload == png()
    asked = by["request", server.url("/i.png")].head
    assert asked.startswith("GET /i.png HTTP/1.1") and "Referer: " in asked


def test_a_body_stays_encoded(offprint, server):
    body = gzip.compress(page().encode())
    server.add("/a", body, headers={"Content-Encoding": "gzip"})
    records = records_of(offprint(*QUICK, server.url("/a")))
    [answer] = [r for r in records
                if r.type == "response" and r.url == server.url("/a")]
    assert answer.payload == body


def test_what_is_packed_is_not_deflated_again(offprint, server):
    """The type of a deflate block: 0 is stored (RFC 1951, section 3.2.3)."""
    server.add("/gzip", gzip.compress(page(title="One in gzip").encode()),
               headers={"Content-Encoding": "gzip"})
    server.add("/plain", page(body="<img src=/i.png alt=i><img src=/i.svg "
                                   "alt=i>"))
    server.add("/i.png", png(), type="image/png")
    server.add("/i.svg", b"<svg xmlns='http://www.w3.org/2000/svg' width='200'"
               b" height='200'><path d='M0 0h9'/></svg>", type="image/svg+xml")
    run = offprint(*QUICK, "--into", "one", "-o", "a.epub", server.url("/gzip"),
                   server.url("/plain"))
    data, types = run.archive().captures, {}
    for record in warc.read(data):
        if record.type == "response":
            head, block = data[record.offset:][:10], data[record.offset + 10]
            assert head[:8] == b"\x1f\x8b\x08\0\0\0\0\0" and head[9] == 255
            types[record.url] = block >> 1 & 3
    assert {path: types[server.url(path)] == 0
            for path in ("/gzip", "/plain", "/i.png", "/i.svg")} == {
        "/gzip": True, "/plain": False, "/i.png": True, "/i.svg": False}


def test_metadata_names_the_record(offprint, server, url):
    run = offprint(*QUICK, url)
    [answer] = [r for r in records_of(run)
                if r.type == "response" and r.url == server.url("/a")]
    named = run.archive().articles[0]["warc_record"]
    assert answer.fields["WARC-Record-ID"] == f"<{named}>"


def test_no_secret_gets_in(offprint, server, url):
    run = offprint(*QUICK, "-u", "ann:s3cret-pass", "-b", "sid=s3cret-cookie",
                   "-H", "Authorization: Bearer s3cret-token",
                   "-H", "X-Plain: kept", url)
    assert server.asked("/a")[0].headers["cookie"] == "sid=s3cret-cookie"
    for record in records_of(run):
        assert b"s3cret" not in record.block
    assert b"X-Plain: kept" in b"".join(r.block for r in records_of(run))


def everything_in(path):
    """Names and bytes of a file, of what it packs, and of the captures."""
    data = path.read_bytes()
    yield path.name, data
    if data[:2] == b"PK":
        with zipfile.ZipFile(path) as packed:
            for name in packed.namelist():
                yield name, packed.read(name)
                if name.endswith(".gz"):
                    yield name, gzip.decompress(packed.read(name))
    elif data[:2] == b"\x1f\x8b":
        yield path.name, gzip.decompress(data)


@pytest.mark.parametrize("format", ["epub", "zip", "warc", "html", "json"])
def test_no_password_of_a_url_gets_in(offprint, server, format):
    login = "Basic " + base64.b64encode(b"ann:s3cret-pass").decode()
    body = page(body=f"<img src=/i.png alt=grey>"
                     f"<a href='{server.url('/b')}'>Related: another</a>")

    def guarded(data, type):
        def answer(request, send):
            is_known = request.headers.get("authorization") == login
            head = f"200 OK\r\nContent-Type: {type}" if is_known else \
                "401 Unauthorized\r\nWWW-Authenticate: Basic"
            kept = data if is_known else b""
            send(f"HTTP/1.1 {head}\r\nContent-Length: {len(kept)}\r\n"
                 f"Connection: close\r\n\r\n".encode() + kept)
        return answer
    server.add("/a", function=guarded(body.encode(), "text/html"))
    server.add("/i.png", function=guarded(png(), "image/png"))
    url = server.url("/a").replace("//", "//ann:s3cret-pass@")
    summary = offprint.temporary / "summary"
    run = offprint(*QUICK, "-v", "-f", format, "--summary", summary, url,
                   f"ftp://ann:s3cret-pass@{server.url()[7:]}",
                   "http://ann:s3cret-pass@[bad/", cwd=offprint.folder)
    assert run.status == 2 and run.made(), run.err  # of the two that are none
    assert server.asked("/i.png")[0].headers["authorization"] == login
    assert "s3cret" not in run.err + run.out.decode() + summary.read_text()
    made = [offprint.folder / name for name in run.made()]
    files = [f for top in made
             for f in ([top] if top.is_file() else top.rglob("*"))
             if f.is_file()]
    assert files
    for name, data in (item for f in files for item in everything_in(f)):
        assert b"s3cret" not in data and login.encode() not in data, name


def test_it_can_be_left_out(offprint, url):
    run = offprint(*QUICK, "--no-evidence", url)
    archive = run.archive()
    assert archive.captures is None
    assert archive.articles[0]["warc_record"] is None
    assert offprint("verify", archive.path).status == 0


def test_it_can_be_all_there_is(offprint, url):
    env = {"SOURCE_DATE_EPOCH": "1700000000"}
    whole = offprint.folder / "whole.zip"
    alone = offprint.folder / "alone.warc.gz"
    assert offprint(*QUICK, "-o", whole, url, env=env).status == 9
    assert offprint(*QUICK, "-f", "warc", "-o", alone, url, env=env).status == 9
    assert alone.read_bytes() == Archive(whole).captures
    run = offprint(*QUICK, "-f", "warc", "--no-evidence", url)
    assert run.status == 2 and "evidence" in run.err


def test_the_same_answers_give_the_same_bytes(offprint, url):
    sums = set()
    for i in range(3):
        out = offprint.folder / f"{i}.zip"
        run = offprint(*QUICK, "-o", out, url,
                       env={"SOURCE_DATE_EPOCH": "1700000000",
                            "TZ": ("UTC", "Asia/Tokyo", "America/Lima")[i]})
        assert run.status == 9
        sums.add(sha256(out))
    assert len(sums) == 1


def test_another_reader_reads_it(offprint, url):
    warcio = pytest.importorskip("warcio.archiveiterator")
    out = offprint.folder / "a.warc.gz"
    assert offprint(*QUICK, "-f", "warc", "-o", out, url).status == 9
    with open(out, "rb") as file:
        kinds = [record.rec_type for record in warcio.ArchiveIterator(
            file, check_digests=True)]
    assert kinds == ["warcinfo"] + ["response", "request"] * 5
