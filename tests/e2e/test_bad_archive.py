# SPDX-License-Identifier: MIT
"""Archives that mean harm, or are none: one sentence, and nothing outside."""
import os
import shutil
import struct
import tarfile
import zipfile
import zlib

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


def zeros(megabytes):
    """So many MB of zeros deflated, a thousandth of that, and their CRC-32."""
    one, crc = bytes(1 << 20), 0
    machine = zlib.compressobj(9, zlib.DEFLATED, -15)
    parts = [machine.compress(one) + machine.flush(zlib.Z_FULL_FLUSH)
             for _ in range(2)]
    for _ in range(megabytes):
        crc = zlib.crc32(one, crc)
    return parts[0] + parts[1] * (megabytes - 1) + machine.flush(), crc


SWOLLEN = 400  # MB that come out of one entry or record


def one_entry(path, name, packed, size, crc, method=8):
    """A ZIP by hand, which may say what is not so."""
    name = name.encode()
    extra = struct.pack("<HHQQ", 1, 16, size, len(packed))
    common = struct.pack("<HHHHHIIIHH", 45, 0, method, 0, 33, crc, 0xFFFFFFFF,
                         0xFFFFFFFF, len(name), len(extra))
    local = b"PK\3\4" + common + name + extra + packed
    record = (b"PK\1\2" + struct.pack("<H", 0x32D) + common +
              struct.pack("<HHHII", 0, 0, 0, 0o100644 << 16, 0) + name + extra)
    end = struct.pack("<HHHHIIH", 0, 0, 1, 1, len(record), len(local), 0)
    path.write_bytes(local + record + b"PK\5\6" + end)


def swollen_metadata(path, good):
    packed, crc = zeros(SWOLLEN)
    one_entry(path, "EPUB/metadata.json", packed, SWOLLEN << 20, crc)


def swollen_package(path, good):
    packed, crc = zeros(SWOLLEN)
    one_entry(path, "datapackage.json", packed, SWOLLEN << 20, crc)


def swollen_page(path, good):
    packed, crc = zeros(SWOLLEN)
    one_entry(path, "EPUB/01-page.xhtml", packed, SWOLLEN << 20, crc)


def said_to_be_large(path, good):
    """Two bytes that are said to be four GB."""
    one_entry(path, "EPUB/metadata.json", zlib.compress(b"{}")[2:-4], 4 << 30, 0)


def swollen_record(path, good):
    """A WARC file that is a member of gzip, a thousand times as long inside."""
    head = (f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>"
            f"\r\nWARC-Date: 2024-05-06T07:08:09Z\r\nWARC-Target-URI: http://"
            f"page.example/\r\nContent-Type: application/http; msgtype=response"
            f"\r\nContent-Length: {SWOLLEN << 20}\r\n\r\n").encode()
    machine = zlib.compressobj(0, zlib.DEFLATED, 31)
    begin = machine.compress(head) + machine.flush(zlib.Z_FULL_FLUSH)
    path.write_bytes(begin + zeros(SWOLLEN)[0] + bytes(8))


def swollen_within(path, good):
    """That file within a book: bombs in a row."""
    swollen_record(path, good)
    packed = path.read_bytes()
    one_entry(path, "archive/data.warc.gz", packed, len(packed),
              zlib.crc32(packed), method=0)


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


BOMBS = [many, bomb, swollen_metadata, swollen_package, swollen_page,
         said_to_be_large, swollen_record, swollen_within]
HARMS = BOMBS + [slip, twice, links, encrypted, truncated, foreign, nothing,
                 noise, huge_record]


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


@pytest.mark.parametrize("command", COMMANDS, ids=lambda c: c[0])
@pytest.mark.parametrize("harm", BOMBS, ids=lambda h: h.__name__)
def test_it_costs_little_memory(offprint, harmed, harm, command):
    """No more than the limits allow: 64 MB of a text, 68 MB of a record."""
    memory, status = offprint.peak(*command, harmed(harm))
    assert status in (2, 10, 12)
    assert memory < 150


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
