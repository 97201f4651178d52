# SPDX-License-Identifier: MIT
"""What verify finds inside an archive whose digests were all made anew."""
import gzip
import hashlib
import json
import re
import subprocess
import zipfile

import pytest

import warc
from archive import Archive
from conftest import page, png

PACKAGE, DIGEST = "datapackage.json", "datapackage-digest.json"
WARC, INDEX = "archive/data.warc.gz", "indexes/index.cdx"


def sha256(data):
    return "sha256:" + hashlib.sha256(data).hexdigest()


@pytest.fixture(scope="module")
def entries(tmp_path_factory, demo):
    """A book's entries, in their order."""
    from conftest import Offprint
    run = Offprint(tmp_path_factory.mktemp("book"))(
        "get", *demo.options, "--related", "1", demo.url)
    return run.archive().entries


def put(path, entries):
    """Write them with a data package that holds what they are now."""
    entries = dict(entries)
    package = json.loads(entries[PACKAGE])
    for resource in package["resources"]:
        data = entries[resource["path"]]
        resource["hash"], resource["bytes"] = sha256(data), len(data)
    entries[PACKAGE] = json.dumps(package).encode()
    entries[DIGEST] = json.dumps(
        {"path": PACKAGE, "hash": sha256(entries[PACKAGE])}).encode()
    with zipfile.ZipFile(path, "w") as file:
        for name, data in entries.items():
            file.writestr(name, data)
    return path


def findings(offprint, entries, **changed):
    path = put(offprint.folder / "a.epub", entries | changed)
    run = offprint("verify", "--json", path)
    told = json.loads(run.out)
    assert run.status == (0 if told["ok"] else 12) and not run.err
    # The container is Python's and not ours, which verify tells as well.
    return [f for f in told["findings"] if "ZIP" not in f]


def test_a_container_of_another_is_all_that_is_wrong(offprint, entries):
    assert findings(offprint, entries) == []


# --- records ---------------------------------------------------------------

def members(data):
    return [gzip.decompress(data[r.offset:r.offset + r.length])
            for r in warc.read(data)]


def with_captures(entries, change):
    """Other captures, and an index that leads to where they are now."""
    texts = members(entries[WARC])
    at = next(n for n, t in enumerate(texts) if b"image/png" in t)
    parts = [gzip.compress(change(t) if n == at else t, mtime=0)
             for n, t in enumerate(texts)]
    places, where = {}, 0
    for old, part in zip(warc.read(entries[WARC]), parts):
        places[old.offset] = (where, len(part))
        where += len(part)

    def move(match):
        offset, length = places[int(match[2])]
        return f'"length": "{length}","offset": "{offset}"'
    index = re.sub(r'"length": "(\d+)","offset": "(\d+)"', move,
                   entries[INDEX].decode())
    return {WARC: b"".join(parts), INDEX: index.encode()}


RECORDS = {
    "body": (lambda t: t[:-9] + bytes([t[-9] ^ 1]) + t[-8:],
             ["its block is not", "its payload is not"]),
    "head": (lambda t: t.replace(b"\r\n\r\nHTTP/1.1 200", b"\r\n\r\nHTTP/1.1 201"),
             ["its block is not", "another status"]),
    "payload digest": (lambda t: re.sub(rb"(Payload-Digest: sha256:).", rb"\1x", t),
                       ["its payload is not", "another digest"]),
    "block digest": (lambda t: re.sub(rb"(Block-Digest: sha256:).", rb"\1x", t),
                     ["its block is not"]),
    "length": (lambda t: re.sub(rb"Content-Length: (\d+)\r\n\r\nHTTP",
                                rb"Content-Length: \g<1>1\r\n\r\nHTTP", t),
               ["the captures are"]),
    "short": (lambda t: re.sub(rb"Content-Length: (\d)\d*\r\n\r\nHTTP",
                               rb"Content-Length: \1\r\n\r\nHTTP", t),
              ["length is not what it says"]),
    "url": (lambda t: re.sub(rb"(Target-URI: \S+)/", rb"\1-", t, count=1),
            ["another URL"]),
    "date": (lambda t: re.sub(rb"WARC-Date: 2", b"WARC-Date: 3", t),
             ["another time"]),
    "version": (lambda t: b"WARK" + t[4:], ["no record"]),
}


@pytest.mark.parametrize("harm", RECORDS)
def test_a_harmed_record_is_found(offprint, entries, harm):
    change, wanted = RECORDS[harm]
    found = findings(offprint, entries, **with_captures(entries, change))
    for words in wanted:
        assert any(words in f for f in found), (words, found)
    assert any(f.startswith((WARC, INDEX)) for f in found)


def test_captures_that_are_cut_off(offprint, entries):
    found = findings(offprint, entries, **{WARC: entries[WARC][:-20]})
    assert f"{WARC}: the captures are cut off" in found


def test_records_must_stand_alone_to_be_found(offprint, entries):
    """All in one gzip member: read, but no line of the index leads there."""
    one = gzip.compress(b"".join(members(entries[WARC])), mtime=0)
    found = findings(offprint, entries, **{WARC: one})
    assert found and all("no record begins" in f or "does not name" in f or
                         "another length" in f for f in found)


# --- the index -------------------------------------------------------------

def on_line(number, old, new):
    def change(lines):
        harmed = re.sub(old, new, lines[number], count=1)
        assert harmed != lines[number]
        return lines[:number] + [harmed] + lines[number + 1:]
    return change


LINES = {
    "offset": (on_line(1, r'"offset": "', '"offset": "1'),
               "no record begins"),
    "length": (on_line(1, r'"length": "', '"length": "1'),
               "another length"),
    "digest": (on_line(1, "sha256:.", "sha256:x"), "another digest"),
    "url": (on_line(1, '"url": "http', '"url": "ftp'), "another URL"),
    "status": (on_line(2, '"status": "200"', '"status": "404"'),
               "another status"),
    "time": (on_line(1, r" 20\d\d", " 1999"), "another time"),
    "key": (on_line(0, "example,", "dxample,"), "another key"),
    "json": (on_line(1, r"\{.*", "nothing"), "where its record is"),
    "no fields": (lambda lines: [lines[0], "x"] + lines[2:], "none of an index"),
    "order": (lambda lines: lines[1::-1] + lines[2:], "not in its place"),
    "missing": (lambda lines: lines[1:], "does not name the record"),
}


@pytest.mark.parametrize("harm", LINES)
def test_a_harmed_line_of_the_index_is_found(offprint, entries, harm):
    change, words = LINES[harm]
    lines = change(entries[INDEX].decode().splitlines())
    text = "".join(line + "\n" for line in lines).encode()
    found = findings(offprint, entries, **{INDEX: text})
    assert any(f.startswith(INDEX) and words in f for f in found), found


# --- pages and the package -------------------------------------------------

PAGES = {
    "tag": (lambda t: t.replace(b"</body>", b"</bodi>"), "no well-formed XML"),
    "entity": (lambda t: t.replace(b"</body>", b"&nbsp;</body>"),
               "no well-formed XML"),
    "control": (lambda t: t.replace(b"</body>", b"\x01</body>"),
                "no well-formed XML"),
    "image": (lambda t: t.replace(b"</body>", b"<img src='no.png'/></body>"),
              "leads to EPUB/no.png"),
    "link": (lambda t: t.replace(b"</body>", b"<a href='no.xhtml'/></body>"),
             "leads to EPUB/no.xhtml"),
    "fragment": (lambda t: t.replace(b"</body>", b"<a href='#no'/></body>"),
                 "leads to #no"),
    "id": (lambda t: t.replace(b"</body>", b"<p id='a'/><p id='a'/></body>"),
           "has the id a twice"),
}


@pytest.mark.parametrize("harm", PAGES)
def test_a_harmed_page_is_found(offprint, entries, harm):
    change, words = PAGES[harm]
    name = next(n for n in entries if n.startswith("EPUB/01-"))
    found = findings(offprint, entries, **{name: change(entries[name])})
    assert any(f.startswith(name) and words in f for f in found), found


def test_the_package_must_name_what_is_there(offprint, entries):
    name = "EPUB/package.opf"
    text = entries[name].replace(b'href="style.css"', b'href="other.css"')
    found = findings(offprint, entries, **{name: text})
    assert found == [f"{name}: leads to EPUB/other.css, which is not there"]


# --- archives of others ----------------------------------------------------

def sha1(data):
    import base64
    return "sha1:" + base64.b32encode(hashlib.sha1(data).digest()).decode()


def record(url, body, kind="response", **fields):
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body
    head = {"WARC-Type": kind, "WARC-Record-ID": f"<urn:uuid:{sha1(body)}>",
            "WARC-Date": "2024-05-06T07:08:09.123Z", "WARC-Target-URI": url,
            "WARC-Payload-Digest": sha1(body), "WARC-Block-Digest": sha1(block),
            "Content-Type": "application/http; msgtype=response",
            "Content-Length": str(len(block)), **fields}
    lines = "".join(f"{k}: {v}\r\n" for k, v in head.items())
    return b"WARC/1.0\r\n" + lines.encode() + b"\r\n" + block + b"\r\n\r\n"


def foreign(path, records, packed_index=True, harm=None):
    """A WACZ as other programs make them."""
    captures, lines, where = b"", [], 0
    for url, body in records:
        member = gzip.compress(record(url, body))
        lines.append("org,example)" + url.split("example.org")[1] +
                     " 20240506070809 " + json.dumps({
                         "url": url, "digest": sha1(body), "mime": "text/html",
                         "status": 200, "offset": where,
                         "length": len(member), "filename": "x.warc.gz"}))
        captures += member
        where += len(member)
    index = ("!meta {}\n" * packed_index +
             "".join(line + "\n" for line in sorted(lines))).encode()
    name = "indexes/index.cdx" + ".gz" * packed_index
    entries = {"archive/x.warc.gz": captures,
               name: gzip.compress(index) if packed_index else index,
               "pages/pages.jsonl": b'{"format":"json-pages-1.0"}\n' +
               json.dumps({"url": records[0][0]}).encode()}
    if harm:
        harm(entries)
    entries[PACKAGE] = json.dumps({
        "profile": "data-package", "wacz_version": "1.1.1",
        "software": "another program",
        "resources": [{"name": n.split("/")[-1], "path": n, "hash": sha256(d),
                       "bytes": len(d)} for n, d in entries.items()]}).encode()
    entries[DIGEST] = json.dumps(
        {"path": PACKAGE, "hash": sha256(entries[PACKAGE])}).encode()
    with zipfile.ZipFile(path, "w") as file:
        for name, data in entries.items():
            file.writestr(name, data)
    return path


RECORDS_OF_OTHERS = [
    ("http://example.org/a", page(title="Of another maker").encode()),
    ("http://example.org/b", page(title="The second one").encode())]


@pytest.mark.parametrize("packed", [False, True])
def test_a_wacz_of_others_is_verified(offprint, packed):
    path = foreign(offprint.folder / "x.wacz", RECORDS_OF_OTHERS, packed)
    run = offprint("verify", path)
    assert run.status == 0, run.out
    assert b"5 entries and 2 captured records checked" in run.out


def test_and_its_faults_are_found(offprint):
    def harm(entries):
        texts = [record(u, b) for u, b in RECORDS_OF_OTHERS]
        texts[1] = texts[1].replace(b"second", b"sec0nd")
        entries["archive/x.warc.gz"] = b"".join(
            gzip.compress(t) for t in texts)
    path = foreign(offprint.folder / "x.wacz", RECORDS_OF_OTHERS, harm=harm)
    run = offprint("verify", path)
    assert run.status == 12
    assert b"of http://example.org/b: its block is not" in run.out


@pytest.mark.parametrize("shape", ["members", "one member", "plain",
                                   "members across records"])
def test_a_warc_file_is_verified(offprint, shape):
    texts = [record(u, b) for u, b in RECORDS_OF_OTHERS]
    whole, name = b"".join(texts), "x.warc.gz"
    data = b"".join(map(gzip.compress, texts))
    if shape == "one member":
        data = gzip.compress(whole)
    if shape == "members across records":
        data = b"".join(gzip.compress(whole[i:i + 500])
                        for i in range(0, len(whole), 500))
    if shape == "plain":
        data, name = whole, "x.warc"
    (offprint.folder / name).write_bytes(data)
    run = offprint("verify", name)
    assert run.status == 0 and b"2 captured records" in run.out, run.out
    assert offprint("clean", "-o", "x.epub", name).status == 0
    assert offprint("verify", "x.epub").status == 0
    assert Archive(offprint.folder / "x.epub").articles[0]["title"] == \
        "Of another maker"
    harmed = data.replace(b"second", b"sec0nd") if shape == "plain" else \
        data[:-30]
    (offprint.folder / name).write_bytes(harmed)
    assert offprint("verify", name).status == 12


def test_wget_and_its_captures(offprint, server):
    """A real program of others, if it is there."""
    import shutil
    if not shutil.which("wget"):
        pytest.skip("no wget")
    server.add("/a", page(title="Seen by wget", body="<img src=/i.png alt=i>"))
    server.add("/i.png", png(200, 200), type="image/png")
    for options, name in (((), "w.warc.gz"),
                          (("--no-warc-compression",), "v.warc")):
        subprocess.run(
            ["wget", "-q", "-p", "-e", "robots=off", "-P", "files", *options,
             f"--warc-file={name[0]}", server.url("/a")],
            cwd=offprint.folder, check=True, timeout=60)
        run = offprint("verify", name)
        assert run.status == 0 and b"captured records checked" in run.out, \
            run.out
        for command in (("clean",), ("get", "--offline")):
            run = offprint(*command, "-o", "made.epub", "--overwrite", name)
            assert run.status == 0, run.err
            made = Archive(offprint.folder / "made.epub")
            assert [a["title"] for a in made.articles] == ["Seen by wget"]
            assert len(made.articles[0]["images"]) == 1
            assert offprint("verify", "made.epub").status == 0
        assert b"Seen by wget" in offprint("extract", "--format", "text",
                                           name).out
        info = offprint("info", name)
        assert info.status == 0 and b"/i.png" in info.out
