# SPDX-License-Identifier: MIT
"""A library on a bad day: disks that are full or gone, clocks that jump,
catalogues of other times."""
import contextlib
import os
import shutil
import sqlite3
import subprocess
import textwrap
import threading

import pytest

from archive import Archive
from conftest import LIMIT, PROGRAM, page
from press import Press
from test_library import CATALOGUE, QUICK, archives, content, dump, fill
from test_update import said, update

@pytest.fixture
def press(server):
    return Press(server, 12)


# --- disks -------------------------------------------------------------------

def on_a_small_disk(offprint, script, megabytes):
    """Run a shell script in a file system of its own at "$PWD/disk", with $GET
    and the program's status in $?; gives what it printed."""
    (offprint.folder / "disk").mkdir()
    begin = f"""
        mount -t tmpfs -o size={megabytes}m none disk || exit 77
        echo mounted
        """
    run = subprocess.run(
        ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c",
         textwrap.dedent(begin + script)], cwd=offprint.folder,
        env=offprint.environment({"GET": f"{PROGRAM} get {' '.join(QUICK)} -q "
                                  "--library disk/lib -i urls",
                                  "PROGRAM": PROGRAM}),
        capture_output=True, text=True, timeout=LIMIT)
    if "mounted" not in run.stdout:
        pytest.skip(f"no small disk to be had: {run.stderr.strip()}")
    return run


def test_a_full_disk_stops_a_run_which_goes_on_with_space(offprint, server):
    press = Press(server, 30)
    (offprint.folder / "urls").write_text("\n".join(press.urls()))
    assert fill(offprint, press, name="whole").status == 0
    run = on_a_small_disk(offprint, """
        head -c 7800000 /dev/zero >disk/filler
        $GET; echo status $?
        ls disk/lib/127.0.0.1 | grep -c epub
        rm disk/filler
        $GET; echo status $?
        $PROGRAM update --delay 0 --related 0 -q disk/lib; echo status $?
        cp -r disk/lib lib
        """, 8)
    lines = run.stdout.split("\n")
    assert lines[1] == "status 3" and "full" in run.stderr.replace(
        "No space left", "full"), run
    assert 0 <= int(lines[2]) < 30
    assert lines[3:5] == ["status 0", "status 0"], run
    assert content(offprint.folder / "lib") == content(offprint.folder / "whole")
    assert not list((offprint.folder / "lib").rglob("*.part-*"))


def test_an_update_on_a_full_disk_loses_nothing(offprint, press):
    (offprint.folder / "urls").write_text("\n".join(press.urls()))
    fill(offprint, press)
    for article in press.articles:
        article.paragraphs[0] += " More is known today."
        press.publish(article)
    run = on_a_small_disk(offprint, """
        cp -r lib disk/lib
        dd if=/dev/zero of=disk/filler bs=4k 2>/dev/null
        $PROGRAM update --delay 0 --related 0 -q disk/lib; echo status $?
        $PROGRAM verify -q disk/lib/*/*.epub; echo status $?
        rm disk/filler
        $PROGRAM update --delay 0 --related 0 -q disk/lib; echo status $?
        rm -r lib; cp -r disk/lib lib
        """, 12)
    assert run.stdout.split("\n")[1:4] == ["status 3", "status 0", "status 0"], run
    made = [Archive(offprint.folder / "lib" / a)
            for a in archives(offprint.folder / "lib")]
    assert [len(m.metadata["history"]) for m in made] == [2] * 12
    for article in made:
        assert any(b"More is known today" in e for e in article.entries.values())


def test_a_disk_that_vanishes(offprint, press):
    """The folder goes in the middle of a run: nothing is made in its place."""
    gone = threading.Event()
    slow = press.articles[5]

    def vanish(request, send):
        os.rename(offprint.folder / "lib", offprint.folder / "elsewhere")
        gone.set()
        send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close"
             b"\r\n\r\n" + slow.page())
    press.server.add(slow.path, function=vanish)
    run = fill(offprint, press, "--parallel-max", "1")
    assert gone.is_set() and run.status == 3, run.err
    assert not (offprint.folder / "lib").exists()
    assert not list(offprint.temporary.iterdir())
    os.rename(offprint.folder / "elsewhere", offprint.folder / "lib")
    press.publish(slow)
    assert fill(offprint, press).status == 0
    assert len(archives(offprint.folder / "lib")) == 12
    os.rename(offprint.folder / "lib", offprint.folder / "elsewhere")
    for command in ("update", "search", "index"):
        run = offprint(command, "lib", *["tide"] * (command == "search"))
        assert run.status == 3 and "lib" in run.err
    assert not (offprint.folder / "lib").exists()


# --- clocks ------------------------------------------------------------------

@pytest.mark.parametrize("jump", ["-3650d", "+3650d"])
def test_the_clock_jumps_in_the_middle_of_a_run(offprint, press, clock, jump):
    middle = press.articles[6]
    served = press.server.routes[middle.path]

    def turn(request, send):
        clock(jump)
        served(request, send)
    press.server.add(middle.path, function=turn)
    run = offprint("get", *QUICK, "--parallel-max", "1", "--library", "lib",
                   *press.urls(), env=clock("+0d"))
    assert run.status == 0, run.err
    folder = offprint.folder / "lib"
    assert len(archives(folder)) == 12
    years = {Archive(folder / a).metadata["created"][:4] for a in archives(folder)}
    assert len(years) == 2
    middle.title = "Another headline"
    press.publish(middle)
    run = update(offprint)
    assert list(said(run)) == [press.url(middle)], run.err
    assert "11 unchanged" in run.err
    before = dump(folder)
    os.remove(folder / CATALOGUE)
    assert offprint("index", "lib").status == 0
    assert dump(folder) == before


def test_a_clock_that_went_back_leaves_versions_in_order(offprint, press, clock):
    """Also what is due is found: nobody waits for a time that was a mistake."""
    article = press.articles[0]
    get = ["get", *QUICK, "--library", "lib", press.url(article)]
    assert offprint(*get, env=clock("+3650d")).status == 0
    for word in ("first", "second"):
        article.paragraphs[0] += f" The {word} thing."
        press.publish(article)
        run = update(offprint, "--older-than", "1d", env=clock("+0d"))
        if word == "first":
            assert said(run), run.err
    assert said(update(offprint))
    [path] = archives(offprint.folder / "lib")
    made = Archive(offprint.folder / "lib" / path)
    assert [v["version"] for v in made.metadata["history"]] == [1, 2, 3]
    diff = offprint("diff", "--format", "json", "lib/" + path, "1", "2").json
    assert [c["kind"] for c in diff["changes"]] == ["changed"]
    assert offprint("verify", "lib/" + path).status == 0


# --- catalogues of other times -----------------------------------------------

def test_an_older_catalogue_is_brought_up(offprint, press):
    """One of the first version, of which nothing but its tables is left."""
    fill(offprint, press)
    folder = offprint.folder / "lib"
    before = dump(folder)
    with contextlib.closing(sqlite3.connect(folder / CATALOGUE)) as db:
        db.executescript("DROP VIEW page; DROP TABLE part; DROP TABLE edition;"
                         "DROP TABLE former; DROP TABLE dense_former;"
                         "DROP TABLE fingerprint; DROP TABLE visit;"
                         "PRAGMA user_version = 1;")
    assert offprint("search", "--json", "lib", "tide").json
    run = update(offprint)
    assert run.status == 0 and "12 unchanged" in run.err, run.err
    assert dump(folder) == before


def test_a_library_that_cannot_be_written(offprint, press):
    if os.getuid() == 0 and not shutil.which("setpriv"):
        pytest.skip("root may write everywhere")
    fill(offprint, press)
    folder = offprint.folder / "lib"
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    as_nobody = (["setpriv", "--reuid=65534", "--clear-groups", "--bounding-set",
                  "-all", "--inh-caps", "-all"] if os.getuid() == 0 else [])
    if as_nobody:
        for path in [offprint.folder, *offprint.folder.parents]:
            if path.stat().st_mode & 1 == 0:
                path.chmod(path.stat().st_mode | 0o755)

    def run(*arguments):
        return subprocess.run(
            [*as_nobody, PROGRAM, *arguments], cwd=offprint.folder,
            env=offprint.environment({"TMPDIR": "/tmp"}), capture_output=True,
            text=True, timeout=LIMIT)
    try:
        found = run("search", "--json", "lib", "tide")
        assert found.returncode == 0 and "tide" in found.stdout, found
        assert run("info", "lib").returncode == 0
        for command in (["update", "--delay", "0", "lib"], ["index", "lib"]):
            failed = run(*command)
            assert failed.returncode == 3, failed
            assert "Permission denied" in failed.stderr
    finally:
        for path in [folder, *folder.rglob("*")]:
            path.chmod(0o755 if path.is_dir() else 0o644)
    assert update(offprint).status == 0
