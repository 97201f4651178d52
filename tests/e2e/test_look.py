# SPDX-License-Identifier: MIT
"""info and verify: what an archive holds, and whether it still holds."""
import json
import random
import shutil
import zipfile

import pytest

from archive import Archive


@pytest.fixture
def archive(demo_run, offprint):
    """A copy of the demo's archive that a test may harm."""
    name = demo_run.made()[0]
    shutil.copy(demo_run.folder / name, offprint.folder / "a.zip")
    return offprint.folder / "a.zip"


def test_info_for_people(offprint, archive):
    run = offprint("info", archive)
    text = run.out.decode()
    assert run.status == 0 and run.err == ""
    for words in ("The Clerks Who Measured the Sea", "Where Is Zero?",
                  "Ines Marlowe", "2023-09-14"):
        assert words in text


def test_info_for_programs(offprint, archive):
    run = offprint("info", "--json", archive)
    assert run.status == 0
    said = run.json[0] if isinstance(run.json, list) else run.json
    assert said["articles"] == Archive(archive).articles


def test_verify_is_content(offprint, archive):
    run = offprint("verify", archive)
    assert run.status == 0, run.err
    said = offprint("verify", "--json", archive)
    assert said.status == 0 and json.loads(said.out)


def test_a_folder_and_a_tar_are_archives_too(offprint, demo):
    for name in ("folder", "a.tar.gz"):
        made = offprint("get", *demo.options, "-o", name, "-f",
                        "dir" if name == "folder" else "tar.gz", demo.url)
        assert made.status == 0, made.err
        assert offprint("verify", offprint.folder / name).status == 0
        assert b"The Clerks" in offprint("info", offprint.folder / name).out
    page = next((offprint.folder / "folder/articles").iterdir())
    page.write_bytes(page.read_bytes() + b" ")
    run = offprint("verify", offprint.folder / "folder")
    assert run.status == 12 and page.name in run.out.decode() + run.err


def test_a_flipped_byte_of_content_is_found(offprint, archive):
    """Anywhere in the data of an entry: manifest or container must notice."""
    whole = archive.read_bytes()
    with zipfile.ZipFile(archive) as file:
        spans = [(i.header_offset + 30 + len(i.filename) + 20, i.compress_size)
                 for i in file.infolist() if i.compress_size > 60]
    dice = random.Random(7)
    for _ in range(60):
        start, size = dice.choice(spans)
        at = start + dice.randrange(20, size - 20)
        archive.write_bytes(whole[:at] + bytes([whole[at] ^ 1 << dice.randrange(8)])
                            + whole[at + 1:])
        run = offprint("verify", archive)
        assert run.status == 12, f"byte {at} may change unseen"


@pytest.mark.parametrize("harm", [
    lambda b: b[:len(b) // 2], lambda b: b[:-30], lambda b: b"", lambda b: b"PK",
    lambda b: b"not a zip at all " * 100, lambda b: b[1000:]],
    ids=["half", "tail", "empty", "two", "text", "headless"])
def test_what_is_no_archive(offprint, archive, harm):
    archive.write_bytes(harm(archive.read_bytes()))
    for command in ("verify", "info"):
        run = offprint(command, archive)
        assert run.status == 12, (command, run.err)
        assert "a.zip" in run.out.decode() + run.err


def rewrite(path, change):
    """Write the archive again with its {name: bytes} changed."""
    entries = Archive(path).entries
    change(entries)
    with zipfile.ZipFile(path, "w") as file:
        for name, data in entries.items():
            file.writestr(name, data)


def first_page(entries):
    return next(n for n in entries if n.startswith("articles/"))


@pytest.mark.parametrize("change", [
    lambda e: e.pop(next(n for n in e if n.startswith("media/"))),
    lambda e: e.update({"extra.txt": b"hello"}),
    lambda e: e.update({"../evil.txt": b"hello"}),
    lambda e: e.update({first_page(e): b"<p>other</p>"}),
    lambda e: e.pop("manifest-sha256.txt"),
    lambda e: e.pop("metadata.json"),
], ids=["image lost", "one more", "climbs out", "page changed", "no manifest",
        "no metadata"])
def test_verify_finds_what_was_done_to_it(offprint, archive, change):
    rewrite(archive, change)
    run = offprint("verify", archive)
    assert run.status == 12
    assert run.out or run.err


def test_a_foreign_zip_is_not_ours(offprint):
    path = offprint.folder / "b.zip"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("readme.txt", "hello")
    assert offprint("info", path).status == 12
    assert offprint("verify", path).status == 12


def test_no_such_file(offprint):
    for command in ("info", "verify"):
        run = offprint(command, "none.zip")
        assert run.status == 3 and "none.zip" in run.err
