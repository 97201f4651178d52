# SPDX-License-Identifier: MIT
"""The default archive: a book, a web archive and a data package in one ZIP."""
import hashlib
import io
import json
import os
import shutil
import struct
import subprocess
import xml.etree.ElementTree as xml
import zipfile

import pytest

import warc
from archive import Archive, sha256
from conftest import LIMIT, Offprint, page, png

OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
EPUBCHECK = "/usr/share/java/epubcheck.jar"


@pytest.fixture(scope="module")
def book(demo, tmp_path_factory):
    made = Offprint(tmp_path_factory.mktemp("book"))
    return made("get", *demo.options, demo.url)


@pytest.fixture(scope="module")
def archive(book):
    assert book.status == 0, book.err
    return book.archive()


def package(archive):
    return xml.fromstring(archive.entries["EPUB/package.opf"])


def test_it_is_the_default(book, archive):
    assert book.made() == ["the-clerks-who-measured-the-sea.epub"]
    assert archive.is_book and len(archive.articles) == 6


def test_it_begins_as_a_container_must(archive):
    with open(archive.path, "rb") as file:
        begin = file.read(58)
    assert begin == (b"PK\3\4" + struct.pack("<HHHHHIIIHH", 10, 0, 0, 0, 33,
                                             0x2CAB616F, 20, 20, 8, 0)
                     + b"mimetypeapplication/epub+zip")


def test_a_stream_reader_can_read_it(archive):
    """No entry has a data descriptor; sizes stand before the data."""
    with zipfile.ZipFile(archive.path) as file:
        for entry in file.infolist():
            assert entry.flag_bits == 0 and not entry.extra
            stored = entry.compress_type == zipfile.ZIP_STORED
            if entry.filename.endswith((".png", ".gz")):
                assert stored, entry.filename


def test_every_page_is_xml(archive):
    for name, data in archive.entries.items():
        if name.endswith((".xhtml", ".xml", ".opf", ".svg")):
            xml.fromstring(data)


def test_the_package_names_what_is_there(archive):
    root = package(archive)
    items = {i.get("href"): i for i in root.iter(OPF + "item")}
    named = {"EPUB/" + href for href in items} | {
        os.path.normpath("EPUB/" + link.get("href"))
        for link in root.iter(OPF + "link")}
    assert named == set(archive.entries) - {
        "mimetype", "META-INF/container.xml", "EPUB/package.opf"}
    ids = [i.get("id") for i in items.values()]
    spine = [i.get("idref") for i in root.iter(OPF + "itemref")]
    assert len(set(ids)) == len(ids) and set(spine) <= set(ids)
    assert len(spine) == 7
    covers = [i for i in items.values()
              if "cover-image" in (i.get("properties") or "")]
    assert len(covers) == 1


def test_the_package_tells_of_the_article(archive):
    root = package(archive)
    assert root.findtext(f".//{DC}title") == "The Clerks Who Measured the Sea"
    assert root.findtext(f".//{DC}creator") == "Ines Marlowe"
    assert root.findtext(f".//{DC}language") == "en-GB"
    assert root.findtext(f".//{DC}date") == "2023-09-14T08:30:00Z"
    assert root.findtext(f".//{DC}source").startswith("http://harbour-ledger")
    assert root.findtext(f".//{DC}identifier").startswith("urn:uuid:")


def test_links_and_images_lead_somewhere(archive):
    for name, made in archive.pages().items():
        for _, _, address in made.addresses():
            if ":" in address.split("/")[0]:
                continue
            path = address.split("#")[0]
            assert not path or os.path.normpath("EPUB/" + path) in \
                archive.entries, (name, address)


def test_the_data_package_holds_every_digest(archive):
    data = json.loads(archive.entries["datapackage.json"])
    assert data["wacz_version"] == "1.1.1"
    assert {r["path"]: (r["hash"], r["bytes"]) for r in data["resources"]} == {
        name: ("sha256:" + hashlib.sha256(content).hexdigest(), len(content))
        for name, content in archive.entries.items()
        if not name.startswith("datapackage")}
    digest = json.loads(archive.entries["datapackage-digest.json"])
    assert digest["hash"] == "sha256:" + hashlib.sha256(
        archive.entries["datapackage.json"]).hexdigest()


def test_every_line_of_the_index_finds_its_record(archive):
    records = {r.offset: r for r in warc.read(archive.captures)}
    lines = archive.entries["indexes/index.cdx"].decode().splitlines()
    assert lines == sorted(lines) and len(lines) >= 14
    for line in lines:
        surt, stamp, fields = line.split(" ", 2)
        fields = json.loads(fields)
        record = records[int(fields["offset"])]
        assert record.type == "response" and record.url == fields["url"]
        assert record.length == int(fields["length"])
        assert record.fields["WARC-Payload-Digest"] == fields["digest"]
        assert len(stamp) == 14 and surt.startswith("example,harbour-ledger)/")


def test_the_list_of_pages(archive):
    first, *pages = map(json.loads, archive.entries["pages/pages.jsonl"]
                        .decode().splitlines())
    assert first["format"] == "json-pages-1.0"
    captured = {r.url for r in warc.read(archive.captures)}
    assert len(pages) == 6 and all(p["url"] in captured for p in pages)


def test_one_file_two_names(offprint, demo):
    env = {"SOURCE_DATE_EPOCH": "1700000000"}
    for name in ("a.epub", "a.wacz"):
        assert offprint("get", *demo.options, "-o", name, demo.url,
                        env=env).status == 0
    assert sha256(offprint.folder / "a.epub") == \
        sha256(offprint.folder / "a.wacz")
    assert offprint("verify", "a.epub", "a.wacz").status == 0


def test_it_can_be_written_to_a_pipe(offprint, demo):
    run = offprint("get", *demo.options, "-f", "epub", "-o", "-", demo.url)
    assert run.status == 0 and run.made() == []
    with zipfile.ZipFile(io.BytesIO(run.out)) as file:
        assert file.testzip() is None


def test_without_evidence_it_is_a_book(offprint, demo):
    run = offprint("get", *demo.options, "--no-evidence", demo.url)
    made = run.archive()
    assert made.captures is None and not [
        n for n in made.entries if n.startswith(("pages/", "indexes/"))]
    assert "wacz_version" not in json.loads(made.entries["datapackage.json"])
    assert offprint("verify", made.path).status == 0
    run = offprint("get", *demo.options, "--no-evidence", "-f", "wacz",
                   demo.url)
    assert run.status == 2 and "evidence" in run.err


def test_a_title_is_set_where_there_is_no_picture(offprint, server):
    server.add("/a", page(title="A &lt;title&gt; &amp; a very long one " * 9))
    made = offprint("get", "--delay", "0", server.url("/a")).archive()
    cover = xml.fromstring(made.entries["EPUB/cover.svg"])
    assert "A <title> &" in "".join(cover.itertext())


def test_a_strange_format_has_a_stand_in(offprint, server):
    server.add("/a", page(body="<img src=/i.tif alt=x>"))
    server.add("/i.tif", b"II*\0" + bytes(60), type="image/tiff")
    made = offprint("get", "--delay", "0", server.url("/a")).archive()
    [item] = [i for i in package(made).iter(OPF + "item")
              if i.get("href").endswith(".tif")]
    assert item.get("fallback") == "no-image"
    assert "EPUB/no-image.svg" in made.entries


def check(path):
    if not os.path.exists(EPUBCHECK) or not shutil.which("java"):
        pytest.skip("no epubcheck")
    run = subprocess.run(["java", "-jar", EPUBCHECK, path], text=True,
                         capture_output=True, timeout=4 * LIMIT)
    assert "No errors or warnings detected" in run.stdout + run.stderr, \
        run.stdout + run.stderr


@pytest.mark.heavy
def test_epubcheck_finds_nothing(archive):
    check(archive.path)


BROKEN = (
    "<ul><p>loose</p>text<li>item</ul><dl><dd>said</dl>"
    "<em>a<div>block <ul><li>list</ul></div></em>"
    "<figure><img src=/i.png><figcaption>c</figcaption><hr></figure>"
    "<p align=center><font color=red>old</font><center>c</center>"
    "<p id=a>1<p id=a>2 <a href=#none>x</a> <a href='http://x.example/###['>y"
    "</a> <a href='javascript:alert(1)'>z</a><table><tr><td scope=col "
    "width=10>1</table><math><mrow>if <mi>x</mi></mrow></math>"
    "<svg><script>1</script><foreignObject><p>f</p></foreignObject></svg>"
    "<x-y>custom</x-y><q cite='a b'>q</q>\x01\x0c&nbsp;&copy;")


@pytest.mark.heavy
@pytest.mark.parametrize("options", [(), ("--no-evidence",), ("--no-images",)])
def test_epubcheck_finds_nothing_in_a_broken_page(offprint, server, options):
    server.add("/a", page(body=BROKEN))
    server.add("/i.png", png(), type="image/png")
    run = offprint("get", "--delay", "0", *options, server.url("/a"))
    check(run.archive().path)


@pytest.mark.heavy
def test_a_java_stream_reads_it(archive, tmp_path):
    """java.util.zip.ZipInputStream, as some readers of books use."""
    if not shutil.which("jar"):
        pytest.skip("no JDK")
    with open(archive.path, "rb") as file:
        run = subprocess.run(["jar", "-t"], stdin=file, text=True,
                             capture_output=True, timeout=LIMIT)
    assert run.returncode == 0
    assert set(run.stdout.split()) == set(archive.entries)
