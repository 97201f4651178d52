# SPDX-License-Identifier: MIT
"""Archives that mean harm, or are none: one sentence, and nothing outside."""
import os
import shutil
import tarfile
import zipfile

import pytest

from archive import Archive
from conftest import page

COMMANDS = [("info",), ("verify",), ("export", "-f", "zip", "-o", "out.zip"),
            ("clean", "-o", "out.epub"), ("extract",)]


@pytest.fixture(scope="module")
def good(demo, tmp_path_factory):
    from conftest import Offprint
    run = Offprint(tmp_path_factory.mktemp("good"))(
        "get", *demo.options, "--related", "0", "-o", "a.epub", demo.url)
    assert run.status == 0
    return run.folder / "a.epub"


@pytest.fixture(scope="module")
def harmed(good, tmp_path_factory):
    """harmed(HARM): the file it makes, made once."""
    folder, made = tmp_path_factory.mktemp("harmed"), {}

    def make(harm):
        if harm not in made:
            made[harm] = folder / harm.__name__
            harm(made[harm], good)
        return made[harm]
    return make


def zipped(path, entries):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in entries:
            file.writestr(name, data)


def many(path, good):
    zipped(path, [(f"n{i}", b"") for i in range(70000)])


def bomb(path, good):
    zeros = bytes(8 << 20)
    zipped(path, [(name, zeros) for name in (
        "EPUB/metadata.json", "archive/data.warc.gz", "datapackage.json",
        "a.html", "b.html", "c.html")])


def slip(path, good):
    zipped(path, [(name, b"out") for name in (
        "../slipped", "/tmp/slipped-by-zip", "a/../../slipped", "..\\slipped")])


def twice(path, good):
    import warnings
    entries = list(Archive(good).entries.items())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        zipped(path, entries + [entries[4], (entries[5][0], b"another")])


def links(path, good):
    with tarfile.open(path, "w") as file:
        for name, target in (("metadata.json", "/etc/passwd"),
                             ("manifest-sha256.txt", "../../x")):
            entry = tarfile.TarInfo(name)
            entry.type, entry.linkname = tarfile.SYMTYPE, target
            file.addfile(entry)


def encrypted(path, good):
    """Every entry says it is: bit 0 of its flags, in both of its headers."""
    data = bytearray(good.read_bytes())
    for mark, at in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        where = data.find(mark)
        while where >= 0:
            data[where + at] |= 1
            where = data.find(mark, where + 4)
    path.write_bytes(data)


def truncated(path, good):
    data = good.read_bytes()
    path.write_bytes(data[:len(data) * 2 // 3])


def foreign(path, good):
    zipped(path, [("word/document.xml", "<w/>"), ("mimetype", "text/plain")])


def nothing(path, good):
    path.write_bytes(b"")


def noise(path, good):
    path.write_bytes(b"PK\3\4" + bytes(range(256)) * 40)


def huge_record(path, good):
    path.write_bytes(b"WARC/1.1\r\nWARC-Type: response\r\nContent-Length: "
                     b"99999999999999\r\n\r\nHTTP/1.1 200 OK\r\n\r\n")


HARMS = [many, bomb, slip, twice, links, encrypted, truncated, foreign,
         nothing, noise, huge_record]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda c: c[0])
@pytest.mark.parametrize("harm", HARMS, ids=lambda h: h.__name__)
def test_it_costs_one_sentence(offprint, harmed, harm, command):
    path = offprint.folder / "bad.zip"
    shutil.copy(harmed(harm), path)
    before = path.read_bytes()
    beside = sorted(os.listdir(offprint.folder.parent))
    run = offprint(*command, path)
    if harm is twice and command[0] != "verify":
        assert run.status in (0, 2, 12)  # the first of each is taken
    else:
        # What is no archive may be a page, to extract: one without an article.
        no_page = (10,) if command[0] == "extract" else ()
        assert run.status in (2, 12) + no_page, (run.status, run.out, run.err)
        said = run.err.strip().splitlines()
        assert len(said) == (0 if command[0] == "verify" else 1) or \
            said[1:] == ["Try 'offprint --help'."], run.err
    assert path.read_bytes() == before
    left = set(os.listdir(offprint.folder)) - {"bad.zip"}
    assert left <= ({"out.zip", "out.epub"} if run.status == 0 else set())
    assert sorted(os.listdir(offprint.folder.parent)) == beside
    assert not os.path.exists("/tmp/slipped-by-zip")


TITLES = {
    "4 KB": "Long words about boats " * 180, "emoji": "🚢⚓🌊" * 9,
    "path": "../../x", "nothing": "", "dots": "...", "device": "CON",
    "controls": "a\x01b\x7fc\u202ed", "combining": "e\u0301" * 50}


@pytest.mark.parametrize("title", TITLES)
def test_any_title_makes_a_name(offprint, server, title):
    server.add("/a/page", page(title=TITLES[title]))
    run = offprint("get", "--delay", "0", server.url("/a/page"))
    assert run.status == 0, run.err
    [name] = run.made()
    assert name.endswith(".epub") and len(name.encode()) <= 85
    assert "/" not in name and not name.startswith(".")
    assert offprint("verify", name).status == 0


def test_names_that_differ_in_little(offprint, server):
    """By case, and by how an accent is written: two files on any system."""
    for path, title in (("/a", "Caf\u00e9 am Hafen"),
                        ("/b", "CAFE\u0301 AM HAFEN")):
        server.add(path, page(title=title))
    for form in ("epub", "dir"):
        run = offprint("get", "--delay", "0", "--into", "one", "-f", form,
                       "-o", "x." + form, server.url("/a"), server.url("/b"))
        assert run.status == 0, run.err
        names = list(Archive(offprint.folder / ("x." + form)).entries)
        assert len({n.lower() for n in names}) == len(names)
        assert all(n.isascii() for n in names)


def test_two_archives_do_not_share_a_name(offprint, server):
    for path, title in (("/a", "Harbour"), ("/b", "HARBOUR")):
        server.add(path, page(title=title))
    run = offprint("get", "--delay", "0", server.url("/a"), server.url("/b"))
    assert run.status == 0 and len({n.lower() for n in run.made()}) == 2


WILD = ("<p id=x>1</p><p id=x>2</p><p><a href='#nowhere'>n</a> <a href='#x'>x"
        "</a></p><p>\x01\x0b\ufffe \ud7ff</p><x:y z:='1' 2='3'>odd</x:y><p "
        "a\"b='c' xmlns:q='r' =>q</p><svg><a xlink:href='#x'>v</a></svg>")


@pytest.mark.parametrize("form", ["epub", "zip", "html"])
def test_a_wild_page_becomes_a_tame_one(offprint, server, form):
    server.add("/a", page(body=WILD))
    run = offprint("get", "--delay", "0", "-f", form, "-o", "x." + form,
                   server.url("/a"))
    assert run.status == 0, run.err
    if form != "html":
        assert offprint("verify", "x." + form).status == 0
