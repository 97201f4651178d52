# SPDX-License-Identifier: MIT
"""The machine's side: few descriptors, no place for temporary files, no memory
to start a reader with, and death at any moment."""
import fcntl
import os
import random
import resource
import signal
import time

import pytest

from conftest import LIMIT, page, png

QUICK = ("get", "--delay", "0", "-f", "zip", "-o", "a.zip")


@pytest.fixture
def url(server):
    server.add("/a", page("Seed", body="<img src=/i.png alt=i>" + "".join(
        f"<p>Related: <a href=/the-post-{n}>The post {n}</a></p>"
        for n in range(5))))
    server.add("/i.png", png(), type="image/png")
    for n in range(5):
        server.add(f"/the-post-{n}", page(f"The post {n}"))
    return server.url("/a")


def only(number):
    return lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (number, number))


def test_twenty_descriptors_are_enough(offprint, url):
    run = offprint(*QUICK, url, preexec_fn=only(20))
    assert run.status == 0, run.err
    assert len(run.archive().articles) == 6


@pytest.mark.parametrize("number", range(5, 12))
def test_fewer_are_said_to_be_few(offprint, url, number):
    run = offprint(*QUICK, url, preexec_fn=only(number))
    assert run.status in (0, 1, 3, 4, 9), run.err
    assert run.status == 0 or run.err.startswith("offprint: ")
    assert set(run.made()) <= {"a.zip"}
    if run.made():
        assert offprint("verify", "a.zip").status == 0


def test_no_folder_for_temporary_files(offprint, url):
    run = offprint(*QUICK, url, env={"TMPDIR": "/nowhere/at/all"})
    assert run.status in (0, 3), run.err
    assert run.made() == (["a.zip"] if run.status == 0 else [])


def has_nameless_files(folder):
    """What is killed between making a file and taking its name back leaves it;
    not all file systems have files that never had one."""
    try:
        os.close(os.open(folder, os.O_TMPFILE | os.O_RDWR, 0o600))
    except OSError:
        return False
    return True


@pytest.mark.parametrize("form", ["zip", "dir"])
def test_killed_at_any_moment_it_leaves_old_or_new(offprint, url, form):
    """At 25 moments each; what the dead left is gone after the next run."""
    again = ("get", "--delay", "0", "-f", form, "-o", "a", "--overwrite", url)
    first = offprint(*again)
    assert first.status == 0, first.err
    moments = random.Random(form)
    for _ in range(25):
        process = offprint.start(*again)
        time.sleep(moments.uniform(0, first.elapsed))
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=60)
        assert offprint("verify", "a").status == 0
        assert set(first.made()) <= {"a", "a.part-000000"}
    run = offprint(*again)
    assert run.status == 0, run.err
    assert offprint("verify", "a").status == 0
    assert run.made() == ["a"]
    if has_nameless_files(offprint.temporary):
        assert not os.listdir(offprint.temporary)


@pytest.mark.parametrize("form", ["zip", "dir"])
def test_what_the_dead_left_is_taken_over(offprint, url, form):
    """But not what is somebody's: a link, or what is being written."""
    again = ("get", "--delay", "0", "-f", form, "-o", "a", "--overwrite", url)
    stale = offprint.folder / "a.part-000000"
    if form == "dir":
        (stale / "EPUB").mkdir(parents=True)
        (stale / "EPUB/old").write_text("old")
    else:
        stale.write_text("old " * 100_000)
    assert offprint(*again).made() == ["a"]
    assert offprint("verify", "a").status == 0
    kept = offprint.home / "kept"
    kept.write_text("kept")
    stale.symlink_to(kept)
    assert offprint(*again).made() == ["a", "a.part-000000"]
    assert kept.read_text() == "kept"
    stale.unlink()
    stale.mkdir() if form == "dir" else stale.write_text("held")
    held = os.open(stale, os.O_RDONLY)
    fcntl.flock(held, fcntl.LOCK_EX)
    assert offprint(*again).made() == ["a", "a.part-000000"]
    os.close(held)
    assert offprint(*again).made() == ["a"]


@pytest.mark.parametrize("closed", [1, 2])
def test_closed_output_is_no_crash(offprint, url, closed):
    run = offprint(*QUICK, "-v", url, preexec_fn=lambda: os.close(closed))
    assert run.status in (0, 3), run.err
    assert offprint("verify", "a.zip").status == 0


@pytest.mark.parametrize("more", [(), ("--no-sandbox",)])
@pytest.mark.parametrize("output", [
    ("-o", "out/a.zip"), ("--output-dir", "out"), ("-f", "dir", "-o", "out/a"),
    ("--output-dir", "out", "--output-template", "by-host/{host}/{slug}")])
def test_an_output_folder_that_vanishes(offprint, server, url, output, more):
    """Nothing is made in its place, and nothing is left where it went."""
    out, elsewhere = offprint.folder / "out", offprint.folder / "elsewhere"
    out.mkdir()

    def vanish(request, send):
        out.rename(elsewhere)
        send(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
    server.add("/the-post-3", function=vanish)
    run = offprint("get", "--delay", "0", "-f", "zip", *output, *more, url)
    assert run.status == 3 and "No such file or directory" in run.err
    assert run.made() == ["elsewhere"] and not os.listdir(elsewhere)
    assert os.listdir(offprint.temporary) == []


@pytest.mark.parametrize("jump", ["-3650d", "+3650d"])
def test_the_clock_jumps_in_the_middle_of_a_run(offprint, server, url, clock,
                                                jump):
    """What a run waits for is not measured by it: pauses, limits, retries."""
    def turn(request, send):
        clock(jump)
        body = page("The post 2").encode()
        send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
             b"Content-Length: %d\r\n\r\n" % len(body) + body)
    server.add("/the-post-2", function=turn)
    run = offprint("get", "--delay", "0.05", "-f", "zip", "-o", "a.zip",
                   "--parallel-max", "1", "--max-time", str(LIMIT), url,
                   env=clock("+0d"))
    assert run.status == 0, run.err
    archive = run.archive()
    assert len(archive.articles) == 6
    years = {article["fetched"][:4] for article in archive.articles}
    assert len(years) == 2
    assert offprint("verify", "a.zip").status == 0
