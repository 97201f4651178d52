# SPDX-License-Identifier: MIT
"""Where archives go, what they are called, and when none may be left."""
import os
import resource
import signal
import subprocess

import pytest

from archive import Archive, sha256
from conftest import LIMIT, page, png

QUICK = ("get", "--delay", "0")


@pytest.fixture
def url(server):
    server.add("/a", page(body="<img src=/i.png alt=grey>"))
    server.add("/i.png", png(), type="image/png")
    return server.url("/a")


def test_it_names_itself_after_the_title(offprint, url):
    run = offprint(*QUICK, url)
    assert run.status == 0, run.err
    assert run.made() == ["a-morning-at-the-harbour-office.epub"]


@pytest.mark.parametrize("name", [
    "../../etc/passwd", "CON", "....", "a/b\\c:d*e?", "\u202egpj.exe", "😀" * 300,
    "x" * 4000])
def test_a_title_is_no_path(offprint, server, name):
    server.add("/a", page(title=name))
    run = offprint(*QUICK, server.url("/a"))
    assert run.status == 0, run.err
    [made] = run.made()
    assert made.endswith(".epub") and len(made.encode()) <= 100
    assert not set(made) & set('/\\:*?"<>|') and not made.startswith(".")
    assert made.split(".")[0].upper() != "CON"


def test_an_existing_name_gets_a_number(offprint, url):
    assert offprint(*QUICK, url).status == 0
    first = sha256(offprint.folder / os.listdir(offprint.folder)[0])
    run = offprint(*QUICK, url)
    assert run.status == 0 and len(run.made()) == 2
    old = offprint.folder / "a-morning-at-the-harbour-office.epub"
    assert old.exists() and sha256(old) == first


def test_no_clobber_leaves_it(offprint, url):
    out = offprint.folder / "a.zip"
    out.write_bytes(b"old")
    run = offprint(*QUICK, "-n", "-o", out, url)
    assert run.status == 0 and out.read_bytes() == b"old"
    assert "a.zip is there already" in run.err
    assert run.made() == ["a.zip"]


def test_overwrite_replaces_it(offprint, url):
    out = offprint.folder / "a.zip"
    out.write_bytes(b"old")
    run = offprint(*QUICK, "--overwrite", "-o", out, url)
    assert run.status == 0 and len(Archive(out).articles) == 1
    assert run.made() == ["a.zip"]


@pytest.mark.parametrize("out", [
    "missing/a.zip", "/sys/a.zip", "file/a.zip", "folder"])
def test_no_place_to_write(offprint, url, out):
    (offprint.folder / "file").write_text("x")
    (offprint.folder / "folder").mkdir()
    run = offprint(*QUICK, "--overwrite", "-o", out, url)
    assert run.status == 3, run.err
    assert out.split("/")[0] in run.err and len(run.err.splitlines()) == 1
    assert run.made() == ["file", "folder"]


def test_output_dir(offprint, url):
    (offprint.folder / "kept").mkdir()
    assert offprint(*QUICK, "--output-dir", "kept", url).status == 0
    assert len(os.listdir(offprint.folder / "kept")) == 1
    assert offprint(*QUICK, "--output-dir", "lost", url).status == 3


def test_a_full_disk_leaves_nothing(offprint, server):
    server.add("/a", page(body="<img src=/i.png>"))
    server.add("/i.png", png() + os.urandom(300_000), type="image/png")
    old = offprint.folder / "a.zip"
    old.write_bytes(b"old")

    def small_disk():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
    run = offprint(*QUICK, "--overwrite", "-o", old, server.url("/a"),
                   preexec_fn=small_disk, restore_signals=False)
    assert run.status == 3, run.err
    assert old.read_bytes() == b"old" and run.made() == ["a.zip"]
    assert list(offprint.temporary.iterdir()) == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_leaves_nothing(offprint, server, interrupt, number):
    server.add("/a", page(body="<p>RELATED POST: <a href='/2020/01/02/a-second-"
                               "morning/'>A second morning</a></p>"))
    server.add("/2020/01/02/a-second-morning/", page(), hang=True)
    process = offprint.start(*QUICK, server.url("/a"))
    server.wait_for("/2020/01/02/a-second-morning/")
    status, _, err = interrupt(process, number)
    assert status in (128 + number, -number), err
    assert os.listdir(offprint.folder) == []
    assert os.listdir(offprint.temporary) == []


def test_killed_it_leaves_the_old_archive(offprint, server, interrupt):
    server.add("/a", page(body="<img src=/i.png>"))
    server.add("/i.png", png(), hang=True)
    old = offprint.folder / "a.zip"
    old.write_bytes(b"old")
    process = offprint.start(*QUICK, "--overwrite", "-o", old, server.url("/a"))
    server.wait_for("/i.png")
    interrupt(process, signal.SIGKILL)
    assert old.read_bytes() == b"old"


def test_to_standard_output(offprint, url):
    run = offprint(*QUICK, "-o", "-", url)
    assert run.status == 0 and run.made() == []
    (offprint.folder / "a.zip").write_bytes(run.out)
    assert len(Archive(offprint.folder / "a.zip").articles) == 1


def test_standard_output_takes_one_archive(offprint, url):
    run = offprint(*QUICK, "-o", "-", url, url + "?2")
    assert run.status == 2 and run.out == b""


@pytest.mark.parametrize("format, name", [
    ("zip", ".zip"), ("dir", ""), ("tar.gz", ".tar.gz"), ("tar.zst", ".tar.zst")])
def test_formats(offprint, url, format, name):
    run = offprint(*QUICK, "-f", format, url)
    assert run.status == 0, run.err
    assert run.made() == ["a-morning-at-the-harbour-office" + name]
    path = offprint.folder / run.made()[0]
    if format.startswith("tar"):
        listed = subprocess.run(["tar", "tf", path], capture_output=True,
                                text=True, timeout=LIMIT)
        if format == "tar.zst" and "zstd: Cannot exec" in listed.stderr:
            pytest.skip("no zstd program")
        names = listed.stdout.splitlines()
    else:
        names = Archive(path).entries
    assert {"index.html", "metadata.json", "manifest-sha256.txt"} <= set(names)


def test_several_seeds_each_or_in_one(offprint, server):
    for n in (1, 2, 3):
        server.add(f"/{n}", page(title=f"Morning number {n} at the harbour"))
    seeds = [server.url(f"/{n}") for n in (1, 2, 3)]
    run = offprint(*QUICK, *seeds)
    assert run.status == 0 and len(run.made()) == 3
    run = offprint(*QUICK, "--into", "one", "-o", "all.zip", *seeds)
    assert run.status == 0, run.err
    made = Archive(offprint.folder / "all.zip")
    assert [a["role"] for a in made.articles] == ["seed"] * 3
    assert made.metadata["seeds"] == seeds


@pytest.mark.parametrize("from_stdin", [True, False])
def test_seeds_from_a_file(offprint, server, from_stdin):
    for n in (1, 2):
        server.add(f"/{n}", page(title=f"Morning number {n} at the harbour"))
    lines = f"# mine\r\n{server.url('/1')}\r\n\r\n  {server.url('/2')}\n".encode()
    (offprint.home / "list").write_bytes(lines)
    run = offprint(*QUICK, "-i", "-" if from_stdin else offprint.home / "list",
                   input=lines if from_stdin else None)
    assert run.status == 0, run.err
    assert len(run.made()) == 2


def test_several_names_cannot_be_one(offprint, server):
    server.add("/a", page())
    run = offprint(*QUICK, "-o", "a.zip", server.url("/a"), server.url("/b"))
    assert run.status == 2 and run.made() == []


@pytest.mark.parametrize("template, made", [
    ("{date}/{slug}", "2020-10-20/a-morning-at-the-harbour-office.epub"),
    ("{host}-{title}", "127-0-0-1-a-morning-at-the-harbour-office.epub"),
    ("x/{hash}.y", None)])
def test_a_template_names_it(offprint, server, template, made):
    server.add("/a", page(head="<meta property=article:published_time "
                               "content=2020-10-20T07:00:12Z>"))
    run = offprint(*QUICK, "--output-template", template, server.url("/a"))
    assert run.status == 0, run.err
    [path] = [p for p in offprint.folder.rglob("*.epub")]
    name = str(path.relative_to(offprint.folder))
    assert name == made if made else len(name) == len("x/12345678.y.epub")


@pytest.mark.parametrize("options, made", [
    ((), "a-morning-at-the-harbour-office"),
    (("--output-template", "of/{date}-{host}"), "of/2020-10-20-127-0-0-1")])
def test_equal_names_are_numbered(offprint, server, options, made):
    for path in ("/a", "/b", "/c"):
        server.add(path, page(head="<meta property=article:published_time "
                                   "content=2020-10-20T07:00:12Z>"
                                   f"<link rel=canonical href={path}>"))
    for paths in (("/a", "/b"), ("/c",)):
        run = offprint(*QUICK, *options, *map(server.url, paths))
        assert run.status == 0, run.err
    found = {str(path.relative_to(offprint.folder)): Archive(path).articles
             for path in offprint.folder.rglob("*.epub")}
    assert sorted(found) == [made + "-2.epub", made + "-3.epub", made + ".epub"]
    assert {article["url"] for articles in found.values()
            for article in articles} == set(map(server.url, ("/a", "/b", "/c")))


@pytest.mark.parametrize("template", [
    "{nothing}", "plain", "/{slug}", "../{slug}", "{slug", "{}"])
def test_a_bad_template_is_refused(offprint, url, template):
    run = offprint(*QUICK, "--output-template", template, url)
    assert run.status == 2 and run.err.count("\n") == 2 and run.made() == []


@pytest.mark.parametrize("form", ["tar.xz", "7z"])
def test_other_containers(offprint, url, form):
    env = {"SOURCE_DATE_EPOCH": "1700000000"}
    for name in ("a." + form, "b." + form):
        run = offprint(*QUICK, "-f", form, "-o", name, url, env=env)
        assert run.status == 0, run.err
        assert offprint("verify", name).status == 0
    assert sha256(offprint.folder / ("a." + form)) == \
        sha256(offprint.folder / ("b." + form))
    assert offprint("export", "-o", "c.zip", "a." + form).status == 0
