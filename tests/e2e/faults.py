# SPDX-License-Identifier: MIT
"""faults - a run beside a page that must come out whole, and what holds of it
whatever the other server did."""
import os
import resource

import conftest
from conftest import page, png

MEMORY = 900 << 20  # bytes of address space
IS_SANE = "asan" in conftest.PROGRAM  # that needs terabytes of it
EPOCH = {"SOURCE_DATE_EPOCH": "1700000000"}
QUICK = ("get", "--delay", "0", "-f", "zip", "--retry", "1", "-m", "4",
         "--connect-timeout", "2")


def bound():
    if not IS_SANE:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def contents(folder):
    return {name: (folder / name).read_bytes() for name in os.listdir(folder)}


def add_control(server):
    """A page with an image; its address."""
    server.add("/control", page("Control", body="<img src=/c.png alt=c>"))
    server.add("/c.png", png(), type="image/png")
    return server.url("/control")


def attempt(offprint, *arguments, env=()):
    """Archive in an empty folder; the run, and what it made, which verifies."""
    run = offprint(*QUICK, *arguments, env={**EPOCH, **dict(env)},
                   preexec_fn=bound)
    made = contents(run.folder)
    for name in made:
        if run.status in (0, 9):
            assert offprint("verify", run.folder / name).status == 0
        os.unlink(run.folder / name)
    assert os.listdir(offprint.temporary) == []
    return run, made


def said(run):
    """Its sentences in order. How much libcurl had read when it gave a peer up
    decides which of two names a reset gets."""
    return sorted(line.replace("HTTP/2 stream was", "the connection was")
                  for line in run.err.splitlines())


def lost(offprint, fault, control, *arguments, env=()):
    """The fault costs its page alone, with one sentence, twice the same; gives
    the run and that sentence."""
    _, clean = attempt(offprint, *arguments, control, env=env)
    runs = [attempt(offprint, *arguments, fault, control, env=env)
            for _ in range(2)]
    for run, made in runs:
        assert made == clean, run.err
    run, again = (run for run, _ in runs)
    lines = [line for line in run.err.splitlines()
             if line.startswith(f"offprint: {fault}: ")]
    assert lines, run.err
    assert len(set(lines)) == 1 and len(lines[0]) < 600
    assert again.status == run.status
    assert said(again) == said(run)
    return run, lines[0]
