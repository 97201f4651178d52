# SPDX-License-Identifier: MIT
"""clean and export: the job of an archive again, from its captures alone."""
import gzip
import shutil

import pytest

import warc
from archive import Archive
from conftest import page, png

QUICK = ("get", "--delay", "0")


@pytest.fixture
def site(server):
    """A page with a related post behind a redirect, images, and losses."""
    server.add("/robots.txt", "User-agent: *\nDisallow: /private/\n",
               type="text/plain")
    server.add("/a", gzip.compress(page(body=(
        "<p>RELATED POST: <a href=/2020/05/the-weights-of-the-night>The weights of the night</a></p>"
        "<p>RELATED POST: <a href=/2020/06/the-scales-that-were-lost>The scales that were lost</a></p>"
        "<p>RELATED POST: <a href=/private/2020/07/the-clerk-who-kept-still>The clerk who kept still</a></p>"
        "<img src=/i.png alt=grey><img src=/no.png alt=none>")).encode()),
        headers={"Content-Encoding": "gzip"})
    server.add("/2020/05/the-weights-of-the-night", status=301, headers={"Location": "/b"})
    server.add("/b", page(title="The weights of the night", times=7),
               chunked=True)
    server.add("/i.png", png(), type="image/png")
    return server


@pytest.fixture
def archive(offprint, site):
    path = offprint.folder / "a.epub"
    run = offprint(*QUICK, "-o", path, site.url("/a"))
    assert run.status == 9, run.err
    assert len(Archive(path).articles) == 2
    site.close()
    site.requests.clear()
    return path


def test_cleaning_again_changes_nothing(offprint, site, archive):
    before = archive.read_bytes()
    run = offprint("clean", archive)
    assert run.status == 9, run.err
    assert archive.read_bytes() == before
    assert site.requests == []
    assert offprint("verify", archive).status == 0


def test_a_format_leads_back_to_the_first(offprint, archive):
    for name in ("b.zip", "c.dir", "d.tar.gz", "e.tar.zst", "g.tar.xz",
                 "h.7z", "i.wacz", "f.warc.gz"):
        form = name.split(".", 1)[1].replace("warc.gz", "warc")
        run = offprint("export", "-f", form, "-o", name, archive)
        assert run.status == 9, run.err
        back = offprint.folder / f"back-{name}.epub"
        run = offprint("export", "-o", back, name)
        if form != "warc":  # which tells of no refusal by robots.txt
            assert back.read_bytes() == archive.read_bytes(), name
        assert len(Archive(back).articles) == 2


def test_losses_are_told_again(offprint, archive):
    assert offprint("export", "-o", "b.zip", archive).status == 9
    first = Archive(archive).metadata["verdict"]
    again = Archive(offprint.folder / "b.zip").metadata["verdict"]
    assert again == first and len(first["losses"]) == 3
    assert {loss["status"] for loss in first["losses"]} == {
        "http-status", "robots"}


def test_parts_may_be_left_out(offprint, archive):
    run = offprint("export", "--no-evidence", "--no-images", "-o", "b.zip",
                   archive)
    made = Archive(offprint.folder / "b.zip")
    assert made.captures is None
    assert not [n for n in made.entries if n.startswith("media/")], run.err
    run = offprint("export", "-f", "epub", "-o", "c.epub", "b.zip")
    assert run.status == 12 and "no captures" in run.err


def test_an_archive_that_is_there_is_not_lost(offprint, archive):
    (offprint.folder / "b.zip").write_bytes(b"mine")
    assert offprint("export", "-o", "b.zip", archive).status == 3
    assert (offprint.folder / "b.zip").read_bytes() == b"mine"


@pytest.mark.parametrize("damage", [
    lambda b: b[:len(b) // 2], lambda b: b"no archive", lambda b: b"",
    lambda b: b[:3000] + bytes(200) + b[3200:]])
@pytest.mark.parametrize("command", [("clean",), ("export", "-f", "zip")])
def test_damage_is_told_and_nothing_is_lost(offprint, archive, command, damage):
    archive.write_bytes(damage(archive.read_bytes()))
    before = archive.read_bytes()
    names = sorted(p.name for p in offprint.folder.iterdir())
    run = offprint(*command, archive)
    if run.status in (0, 9):  # what was damaged was not needed
        return
    assert run.status == 12 and run.err.count("\n") == 1, run.err
    assert archive.read_bytes() == before
    assert sorted(p.name for p in offprint.folder.iterdir()) == names


def test_a_cut_capture_file_is_told(offprint, archive):
    data = Archive(archive).captures
    (offprint.folder / "x.warc.gz").write_bytes(data[:len(data) - 9])
    run = offprint("export", "-f", "zip", "x.warc.gz")
    assert run.status == 12, run.err
    (offprint.folder / "y.warc.gz").write_bytes(gzip.compress(b"WARC/1.1\r\n"))
    assert offprint("export", "-f", "zip", "y.warc.gz").status == 12


def test_captures_of_others_are_read(offprint, site, archive):
    """The same records in another order and without ours before them."""
    data = Archive(archive).captures
    records = warc.read(data)
    parts = [data[r.offset:r.offset + r.length] for r in records
             if r.type == "response"]
    path = offprint.folder / "x.warc.gz"
    path.write_bytes(b"".join(parts))
    run = offprint("export", "-f", "zip", "-o", "x.zip", path)
    assert run.status == 9, run.err
    assert len(Archive(offprint.folder / "x.zip").articles) == 2


def test_what_is_missing_is_said(offprint, archive):
    assert offprint("export", archive).status == 2
    assert offprint("export", "-f", "zip").status == 2
    assert offprint("clean").status == 2
    assert offprint("clean", "none.epub").status == 3
    shutil.copy("/etc/hostname", offprint.folder / "h.zip")
    assert offprint("clean", "h.zip").status == 12
