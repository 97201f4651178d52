# SPDX-License-Identifier: MIT
"""Pages are read by processes that can do nothing else: both ways the same
archive comes out, and what kills such a process costs one page."""
import contextlib
import os
import pathlib
import signal
import threading
import time
import zipfile

import pytest

from conftest import LIMIT, Offprint, page, png

QUICK = ("get", "--delay", "0", "-f", "zip", "-o", "a.zip")
EPOCH = {"SOURCE_DATE_EPOCH": "1700000000"}
BOXED = "seccomp, landlock, limits"


def add_site(server):
    """A seed with images, a second page, and related posts."""
    server.add("/a", page("Seed", body="<img src=/i.png alt=i>" + "".join(
        f"<p>Related: <a href=/the-post-{n}>The post {n}</a></p>"
        for n in range(5)), head="<link rel=next href=/a?page=2>"))
    server.add("/a?page=2", page("Seed"))
    server.add("/i.png", png(), type="image/png")
    for n in range(5):
        server.add(f"/the-post-{n}", page(f"The post {n}", times=6 + n))


def entries(path):
    """What is in an archive, but for what says how it was made."""
    with zipfile.ZipFile(path) as file:
        every = {i.filename: file.read(i) for i in file.infolist()}
    metadata = every.pop("metadata.json").decode()
    every = {name: data for name, data in every.items()
             if not name.startswith("capture/") and "manifest" not in name
             and not name.endswith("SHA256SUMS")
             and not name.startswith("datapackage")}
    lines = [line for line in metadata.splitlines()
             if not any(word in line for word in (
                 "isolation", "confinement", "warc_record"))]
    return every, lines


def isolation(run):
    return run.archive().metadata["offprint"]["isolation"]


@pytest.mark.parametrize("more", [("-j", "1"), ("-j", "3"), ("--no-sandbox",)])
def test_an_archive_is_the_same_either_way(offprint, tmp_path, server, more):
    (tmp_path / "other").mkdir()
    add_site(server)
    run = offprint(*QUICK, server.url("/a"), env=EPOCH)
    again = Offprint(tmp_path / "other")(*QUICK, *more, server.url("/a"),
                                         env=EPOCH)
    assert run.status == again.status == 0, again.err
    assert len(run.archive().articles) == 6
    assert entries(run.folder / "a.zip") == entries(again.folder / "a.zip")
    said = "none" if more == ("--no-sandbox",) else isolation(run)
    assert isolation(again) == said


def test_what_is_in_force_is_said(offprint, server):
    said = offprint("--version", "-v").out.decode()
    server.add("/a", page())
    run = offprint(*QUICK, server.url("/a"))
    made = run.archive().metadata["offprint"]
    assert said.splitlines()[-2:] == [f"{what}: {made[what]}" for what in (
        "isolation", "confinement")]
    assert "isolation" not in offprint("--version").out.decode()
    free = offprint(*QUICK, "--no-sandbox", "--overwrite", server.url("/a"))
    assert free.archive().metadata["offprint"]["confinement"] == "none"


@pytest.mark.parametrize("command", [
    ("export", "-o", "x.zip"), ("clean", "-o", "x.zip"), ("diff",),
    ("get", "--offline", "-o", "x.zip")])
def test_a_command_on_files_has_no_network(offprint, command):
    fifo = offprint.folder / "fifo.zip"
    os.mkfifo(fifo)
    with offprint.start(*command, fifo) as process:
        if isolation_is_whole(offprint):
            until(lambda: "Seccomp:\t2" in pathlib.Path(
                f"/proc/{process.pid}/status").read_text())
        process.kill()


def is_confined(offprint):
    return "confinement: landlock" in offprint("--version", "-v").out.decode()


@pytest.mark.parametrize("command", ["get", "export"])
def test_nothing_is_written_but_to_the_output(offprint, server, command):
    """A folder that leads elsewhere: as near as one comes from outside to a
    program that was taken over."""
    elsewhere = offprint.home / "elsewhere"
    (offprint.folder / "out").mkdir()
    elsewhere.mkdir()
    (offprint.folder / "out" / "away").symlink_to(elsewhere)
    server.add("/a", page())
    assert offprint(*QUICK, server.url("/a")).status == 0
    what = ("get", "--delay", "0", server.url("/a")) if command == "get" else (
        "export", "-f", "epub", "a.zip")
    how = (*what, "--output-dir", "out", "--output-template", "away/{slug}")
    run = offprint(*how)
    if is_confined(offprint):
        assert run.status == 3 and "Permission denied" in run.err
        assert os.listdir(elsewhere) == []
    free = offprint(*how, "--no-sandbox", "--overwrite")
    assert free.status == 0, free.err
    assert len(os.listdir(elsewhere)) == 1
    assert os.listdir(offprint.temporary) == []


def test_a_command_for_changes_is_not_confined(offprint, server):
    elsewhere = offprint.home / "hooked"
    server.add("/a", page())
    run = offprint(*QUICK, "--on-change", f"cp /dev/stdin '{elsewhere}'",
                   server.url("/a"))
    assert run.status == 0, run.err
    assert server.url("/a") in elsewhere.read_text()


def test_files_that_options_name_may_be_anywhere(offprint, server):
    elsewhere = offprint.home / "elsewhere"
    elsewhere.mkdir()
    server.add("/a", page())
    run = offprint("get", "--delay", "0", "-o", elsewhere / "a.zip",
                   "--summary", offprint.home / "s.json",
                   "--report", offprint.home / "r.html", server.url("/a"))
    assert run.status == 0, run.err
    assert os.listdir(elsewhere) == ["a.zip"]
    assert (offprint.home / "s.json").exists()
    assert (offprint.home / "r.html").exists()


def children(pid):
    return [int(n) for n in pathlib.Path(
        f"/proc/{pid}/task/{pid}/children").read_text().split()]


def until(found):
    """What `found` gives once it gives something."""
    end = time.monotonic() + LIMIT
    while time.monotonic() < end:
        result = found()
        if result:
            return result
        time.sleep(0.01)
    raise AssertionError("it never came to that")


def is_sending(pid):
    """Does it wait for one of its readers to take more of a page?"""
    for path in pathlib.Path(f"/proc/{pid}/fdinfo").iterdir():
        with contextlib.suppress(FileNotFoundError):
            for line in path.read_text().splitlines():
                if line.startswith("tfd:") and int(line.split()[3], 16) & 4:
                    return True
    return False


class Held:
    """A run whose one reader is stopped while a large page is on its way."""

    def __init__(self, offprint, server, *more):
        self.answer = threading.Event()
        large = page("Large", body="<!--" + "x" * 4_000_000 + "-->").encode()

        def late(request, send):
            self.answer.wait(LIMIT)
            send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
                 b"Content-Length: %d\r\n\r\n" % len(large) + large)
        server.add("/large", function=late)
        server.add("/small", page("Small"))
        self.run = offprint.start(
            "get", "--delay", "0", "-f", "zip", "-j", "1", "-v", *more,
            server.url("/small"), server.url("/large"))
        server.wait_for("/large")
        self.reader = until(lambda: list(offprint.folder.glob("small*")) and
                            children(self.run.pid))[0]
        os.kill(self.reader, signal.SIGSTOP)
        self.answer.set()
        until(lambda: is_sending(self.run.pid))

    def end(self):
        out, err = self.run.communicate(timeout=LIMIT)
        return self.run.returncode, err.decode()


@pytest.mark.parametrize("number, did", [
    (signal.SIGKILL, "was killed"), (signal.SIGSEGV, "crashed")])
def test_what_kills_a_reader_costs_its_page(offprint, server, number, did):
    held = Held(offprint, server)
    os.kill(held.reader, number)
    with contextlib.suppress(ProcessLookupError):  # SIGKILL does not wait
        os.kill(held.reader, signal.SIGCONT)
    status, err = held.end()
    assert status == 1, err
    assert (f"offprint: {server.url('/large')}: parse: the process that read it "
            f"{did}") in err.splitlines()
    assert os.listdir(offprint.folder) == ["small.zip"]
    assert os.listdir(offprint.temporary) == []


def test_a_reader_ends_with_the_program(offprint, server):
    held = Held(offprint, server)
    os.kill(held.run.pid, signal.SIGKILL)
    held.end()
    until(lambda: not pathlib.Path(f"/proc/{held.reader}").exists()
          or "(zombie)" in pathlib.Path(
              f"/proc/{held.reader}/status").read_text())


def test_an_interrupt_ends_the_readers(offprint, server):
    held = Held(offprint, server)
    held.run.send_signal(signal.SIGINT)
    status, _ = held.end()
    assert status == -signal.SIGINT
    assert not pathlib.Path(f"/proc/{held.reader}").exists()


def test_a_reader_holds_nothing(offprint, server):
    """No secret file, no connection, no archive is open in it."""
    held = Held(offprint, server)
    status = pathlib.Path(f"/proc/{held.reader}/status").read_text()
    opened = {os.readlink(f"/proc/{held.reader}/fd/{n}").split(":")[0]
              for n in os.listdir(f"/proc/{held.reader}/fd")}
    os.kill(held.reader, signal.SIGCONT)
    assert held.end()[0] == 0
    assert opened <= {"/dev/null", "pipe", "socket"}
    if isolation_is_whole(offprint):
        assert "Seccomp:\t2" in status and "NoNewPrivs:\t1" in status


def isolation_is_whole(offprint):
    return BOXED in offprint("--version", "-v").out.decode()


def test_archives_are_looked_into_shut_in(offprint, server):
    """verify and info, by system calls that fail: none of theirs does."""
    server.add("/a", page())
    assert offprint(*QUICK, server.url("/a")).status == 0
    for command in ("verify", "info"):
        runs = [offprint(command, *more, "a.zip")
                for more in ((), ("--no-sandbox",))]
        assert runs[0].status == runs[1].status == 0, runs[0].err
        assert runs[0].out == runs[1].out and runs[0].out
    fifo = offprint.folder / "fifo"
    os.mkfifo(fifo)
    process = offprint.start("verify", "a.zip", fifo)
    status = until(lambda: "Seccomp:\t2" in (text := pathlib.Path(
        f"/proc/{process.pid}/status").read_text()) and text)
    process.kill()
    process.communicate(timeout=LIMIT)
    if isolation_is_whole(offprint):
        assert "NoNewPrivs:\t1" in status


def test_list_and_extract_read_there_too(offprint, server):
    server.add("/a", page(body="<p>Related: <a href=/the-post-1>P</a></p>"))
    for command in ("list", "extract"):
        runs = [offprint(command, "--delay", "0", *more, server.url("/a"))
                for more in ((), ("--no-sandbox",))]
        assert runs[0].status == runs[1].status == 0, runs[0].err
        assert runs[0].out == runs[1].out and runs[0].out
