# SPDX-License-Identifier: MIT
"""The machine's side: few descriptors, no place for temporary files, no memory
to start a reader with, and death at any moment."""
import os
import random
import resource
import signal
import time

import pytest

from archive import sha256
from conftest import page, png

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


@pytest.mark.parametrize("seed", range(10))
def test_killed_at_any_moment_it_leaves_old_or_new(offprint, url, seed):
    run = offprint(*QUICK, url)
    assert run.status == 0, run.err
    before = sha256(offprint.folder / "a.zip")
    process = offprint.start(*QUICK, "--overwrite", url)
    time.sleep(random.Random(seed).uniform(0, run.elapsed))
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=60)
    assert (sha256(offprint.folder / "a.zip") == before
            or offprint("verify", "a.zip").status == 0)
    again = offprint(*QUICK, "--overwrite", url)
    assert again.status == 0, again.err
    assert offprint("verify", "a.zip").status == 0


@pytest.mark.parametrize("closed", [1, 2])
def test_closed_output_is_no_crash(offprint, url, closed):
    run = offprint(*QUICK, "-v", url, preexec_fn=lambda: os.close(closed))
    assert run.status in (0, 3), run.err
    assert offprint("verify", "a.zip").status == 0
