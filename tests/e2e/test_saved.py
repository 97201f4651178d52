# SPDX-License-Identifier: MIT
"""Pages saved from a browser, and archives of others, as input."""
import base64
import gzip
import os

import pytest

import warc
from conftest import page, png

URL = "https://gone.example/2020/post"
SAVED = f"<!-- saved from url=(0030){URL} -->\n"
OFFLINE = ("get", "--offline", "-f", "zip")


def save(offprint, body, name="My page.html", lead=SAVED):
    (offprint.folder / name).write_text(lead + page(body=body))
    return name


def got(offprint, run):
    """The archive that a run made, beside what it was made from."""
    from archive import Archive
    [name] = [n for n in run.made() if n.endswith(".zip")]
    return Archive(offprint.folder / name)


def test_a_page_and_its_folder(offprint):
    folder = offprint.folder / "My page_files"
    folder.mkdir()
    (folder / "a b#1%.png").write_bytes(png())
    name = save(offprint, "<img src='My%20page_files/a%20b%231%25.png' "
                          "srcset='https://cdn.example/big.png 2000w' alt=x>")
    run = offprint(*OFFLINE, name)
    assert run.status == 0, run.err
    archive = got(offprint, run)
    [article] = archive.articles
    assert article["url"] == URL and article["status"] == 0
    assert [i["sha256"] is not None for i in article["images"]] == [True]
    before = dict(archive.entries)
    assert offprint("verify", archive.path).status == 0
    assert offprint("clean", archive.path).status == 0
    assert got(offprint, run).entries == before


def test_what_a_server_never_sent_is_a_resource(offprint):
    run = offprint(*OFFLINE, save(offprint, ""))
    records = warc.read(got(offprint, run).captures)
    assert [(r.type, r.url) for r in records[1:]] == [("resource", URL)]
    assert records[1].block == (offprint.folder / "My page.html").read_bytes()


@pytest.mark.parametrize("src", [
    "secret.png", "../secret.png", "/etc/passwd", "file:///etc/passwd",
    "Other_files/secret.png", "My page_files/../secret.png",
    "My page_files/link.png"])
def test_nothing_else_on_the_disk_is_taken(offprint, src):
    for folder in ("Other_files", "My page_files"):
        (offprint.folder / folder).mkdir()
        (offprint.folder / folder / "x").write_bytes(b"")
    for name in ("secret.png", "Other_files/secret.png"):
        (offprint.folder / name).write_bytes(png())
    os.symlink(offprint.folder / "secret.png",
               offprint.folder / "My page_files/link.png")
    run = offprint(*OFFLINE, save(offprint, f"<img src='{src}' alt=x>"))
    assert run.status in (0, 9), run.err
    archive = got(offprint, run)
    assert not [n for n in archive.entries if n.endswith(".png")]


def test_pictures_in_the_page_itself(offprint):
    def embedded(data, coding=";base64"):
        return f"data:image/png{coding},{base64.b64encode(data).decode()}"
    big = png(200, 200) + os.urandom(1000)
    name = save(offprint, f"<img alt=big src='{embedded(big)}'>"
                f"<img alt=dot src='{embedded(png(1, 1))}'>"
                f"<img alt=bad src='data:image/png;base64,{'!' * 2000}'>"
                f"<img alt=lie src='{embedded(b'<script>' * 500)}'>")
    run = offprint(*OFFLINE, name)
    archive = got(offprint, run)
    [article] = archive.articles
    assert {i["alt"]: i["file"] is not None for i in article["images"]} == {
        "big": True, "bad": False, "lie": False}
    assert run.status == 9 and len(run.err) < 2000
    file = next(i["file"] for i in article["images"] if i["file"])
    assert archive.entries[file] == big


def test_a_page_with_all_in_it(offprint):
    """As SingleFile writes it: the address in a comment, no file beside it."""
    picture = base64.b64encode(png(200, 200) + os.urandom(500)).decode()
    text = page(body=f"<img alt=x src=data:image/png;base64,{picture}>"
                "<img alt=y src=https://gone.example/left-out.png>",
                head="<style>p{color:red}</style>"
                f"<link rel=canonical href={URL}>")
    (offprint.folder / "one.html").write_text(text.replace(
        "<html lang=en>", "<html lang=en><!--\n Page saved with SingleFile \n"
        f" url: {URL} \n saved date: Wed Nov 25 2020 10:00:00 GMT+0100 \n-->"))
    run = offprint(*OFFLINE, "one.html")
    assert run.status == 9, run.err  # the picture that it left out
    [article] = got(offprint, run).articles
    assert article["url"] == URL
    assert [bool(i["sha256"]) for i in article["images"]] == [True, False]


def message(parts, boundary="--B--x", source=URL):
    lines = [f"From: <Saved>\r\nSnapshot-Content-Location: {source}\r\n"
             f"MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n"
             f'\ttype="text/html";\r\n\tboundary="{boundary}"\r\n\r\n']
    for type, coding, location, body in parts:
        lines.append(f"\r\n--{boundary}\r\nContent-Type: {type}\r\n"
                     f"Content-Transfer-Encoding: {coding}\r\n"
                     f"Content-Location: {location}\r\n\r\n{body}")
    return "".join(lines + [f"\r\n--{boundary}--\r\n"])


def quoted(text):
    out = "".join(c if c.isascii() and c not in "=" else
                  "".join(f"={b:02X}" for b in c.encode()) for c in text)
    return out.replace(". ", ". =\r\n")


def test_a_message_of_parts(offprint):
    picture = base64.encodebytes(png()).decode()
    text = page(body="<p>Café =20 done.</p><img src=https://gone.example/i.png>")
    (offprint.folder / "m.mhtml").write_bytes(message([
        ("text/html", "quoted-printable", URL, quoted(text)),
        ("image/png", "base64", "https://gone.example/i.png", picture),
    ]).encode())
    run = offprint(*OFFLINE, "m.mhtml")
    assert run.status == 0, run.err
    archive = got(offprint, run)
    [article] = archive.articles
    assert article["url"] == URL and article["images"][0]["sha256"]
    assert "Café =20 done." in archive.entries[article["file"]].decode()


def test_parts_that_have_but_an_id(offprint):
    picture = base64.encodebytes(png()).decode()
    text = page(body="<img src='cid:one@x' alt=one><img src=\"cid:2%20b\">"
                     "<p>Not cid:one@x in the text.</p><img src=cid:none>")
    parts = [("text/html", "8bit", URL, text),
             ("image/png", "base64", "\r\nContent-ID: <one@x>", picture),
             ("image/png", "base64", "https://gone.example/i.png"
              "\r\nContent-ID: <2 b>",
              base64.encodebytes(png(shade=9)).decode())]
    (offprint.folder / "m.mhtml").write_text(message(parts))
    run = offprint(*OFFLINE, "m.mhtml")
    archive = got(offprint, run)
    [article] = archive.articles
    assert [(i["url"].replace(URL, ""), bool(i["sha256"]))
            for i in article["images"]] == [
        ("?cid=one@x", True), ("https://gone.example/i.png", True)], run.err
    assert "Not cid:one@x in" in archive.entries[article["file"]].decode()


BROKEN = [message([]), message([]).replace("boundary", "x"), message([])[:150],
          message([("text/html", "base64", URL, "!!!")]),
          message([("text/html", "8bit", URL, "x")], source="javascript:x")]


@pytest.mark.parametrize("text", BROKEN, ids=range(len(BROKEN)))
def test_broken_messages(offprint, text):
    (offprint.folder / "m.mhtml").write_text(text)
    run = offprint(*OFFLINE, "m.mhtml")
    assert run.status not in (0, 9) and run.status < 128
    assert len(run.err.strip().splitlines()) <= 3 and run.err
    assert run.made() == ["m.mhtml"]


def test_what_is_missing_comes_from_the_web(offprint, server):
    server.add("/i.png", png(), type="image/png")
    server.add("/other-post-about-pilots", page("Other"))
    body = ("<img src=/i.png alt=x><p>Related post: <a href="
            "/other-post-about-pilots>Pilot boats of the harbour</a></p>")
    name = save(offprint, body, lead="")
    run = offprint("get", "--delay", "0", "-f", "zip", "--url",
                   server.url("/a"), name)
    assert run.status == 0, run.err
    assert not server.asked("/a")
    archive = got(offprint, run)
    assert [a["title"] for a in archive.articles][1] == "Other"
    types = {r.url: r.type for r in warc.read(archive.captures) if r.url}
    assert types[server.url("/a")] == "resource"


def test_nobody_says_where_it_came_from(offprint):
    run = offprint(*OFFLINE, save(offprint, "", lead=""))
    assert run.status == 2 and "--url" in run.err
    run = offprint("get", "--offline", "https://gone.example/")
    assert run.status == 2 and "--offline" in run.err


def test_captures_made_by_others(offprint, server):
    """A WARC file as wget writes it: no metadata of ours, not gzipped."""
    def record(url, type, body):
        head = f"HTTP/1.1 200 OK\r\nContent-Type: {type}\r\n\r\n".encode()
        block = head + body
        return (f"WARC/1.0\r\nWARC-Type: response\r\n"
                f"WARC-Record-ID: <urn:uuid:0-{len(url)}>\r\n"
                f"WARC-Date: 2020-01-02T03:04:05Z\r\nWARC-Target-URI: {url}"
                f"\r\nContent-Type: application/http;msgtype=response\r\n"
                f"Content-Length: {len(block)}\r\n\r\n").encode() + \
            block + b"\r\n\r\n"
    body = page(body="<img src=/i.png alt=x>").encode()
    data = record(URL, "text/html", body) + \
        record("https://gone.example/i.png", "image/png", png())
    for name, kept in (("w.warc", data), ("w.warc.gz", gzip.compress(data))):
        (offprint.folder / name).write_bytes(kept)
        run = offprint(*OFFLINE, "-o", name + ".zip", name)
        assert run.status == 0, run.err
        from archive import Archive
        archive = Archive(offprint.folder / (name + ".zip"))
        [article] = archive.articles
        assert article["url"] == URL and article["images"][0]["sha256"]
        assert offprint("verify", archive.path).status == 0
