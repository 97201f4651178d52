# SPDX-License-Identifier: MIT
"""What is said of a run: progress, messages, the summary."""
import contextlib
import fcntl
import json
import os
import pty
import re
import struct
import subprocess
import termios
import threading

import pytest

from conftest import LIMIT, page


@pytest.fixture
def url(server):
    server.add("/a", page(body="<img src=/gone.png alt=x>"))
    return server.url("/a")


def test_an_archive_is_told_of_when_it_is_there(offprint, server):
    """Not at the end of a long run: the second page is given once the first
    archive has been told of."""
    told = threading.Event()

    def late(request, send):
        told.wait(LIMIT)
        send(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" +
             page(title="A second morning").encode())

    server.add("/a", page(body="<img src=/gone.png alt=x>"))
    server.add("/late", b"", function=late)
    process = offprint.start("get", "--delay", "0", server.url("/a"),
                             server.url("/late"), stderr=subprocess.PIPE)
    lines = [process.stderr.readline().decode() for _ in range(2)]
    told.set()
    _, rest = process.communicate(timeout=LIMIT)
    assert "/gone.png" in lines[0] and "(missing)" in lines[0]
    assert "1 article, 0 images, 1 missing" in lines[1]
    assert b"1 article, 0 images" in rest and process.returncode == 9


def test_the_summary_is_json(offprint, url):
    summary = offprint.home / "summary.json"
    run = offprint("get", "--delay", "0", "--summary", summary, url)
    assert run.status == 9, run.err
    said = json.loads(summary.read_text())
    text = json.dumps(said)
    assert url in text and "gone.png" in text and run.made()[0] in text


def test_quiet_says_errors_only(offprint, server):
    server.add("/a", page())
    run = offprint("get", "-q", "--delay", "0", server.url("/a"))
    assert run.status == 0 and run.err == "" and run.out == b""
    run = offprint("get", "-q", "--retry", "0", server.url("/b"))
    assert run.status == 8 and len(run.err.splitlines()) == 1


def test_json_messages_are_json(offprint, url):
    run = offprint("get", "-v", "--delay", "0", "--log-format", "json", url)
    assert run.status == 9
    lines = [json.loads(line) for line in run.err.splitlines()]
    assert lines and all(isinstance(line, dict) for line in lines)
    assert any("gone.png" in json.dumps(line) for line in lines)


def test_no_escapes_without_a_terminal(offprint, server):
    title = "Bells \a and \x1b[31mcolours"
    server.add("/a", page(title=title))
    run = offprint("get", "-v", "--delay", "0", server.url("/a"))
    assert run.status == 0 and "\x1b" not in run.err and "\a" not in run.err
    assert "\r" not in run.err
    info = offprint("info", run.made()[0])
    assert b"\x1b" not in info.out and b"\a" not in info.out


def on_a_terminal(offprint, *arguments, **world):
    """What a run writes to a terminal of 60 columns, and its status."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 60, 0, 0))
    process = offprint.start(*arguments, env=world, stderr=theirs)
    os.close(theirs)
    written = b""
    with contextlib.suppress(OSError):  # a terminal ends with EIO
        while part := os.read(ours, 65536):
            written += part
    os.close(ours)
    process.communicate(timeout=LIMIT)
    return process.returncode, written


def test_progress_is_redrawn_in_place(offprint, demo):
    status, said = on_a_terminal(offprint, "get", *demo.options, demo.url,
                                 TERM="xterm")
    assert status == 0 and b"\r" in said.replace(b"\r\n", b"\n")


def test_no_colour_when_asked(offprint, demo):
    status, said = on_a_terminal(offprint, "get", *demo.options, demo.url,
                                 TERM="xterm", NO_COLOR="1")
    assert status == 0 and not re.search(rb"\x1b\[[0-9;]*m", said)


@pytest.mark.parametrize("options, world", [
    ([], {"TERM": "dumb"}), (["--progress", "plain"], {"TERM": "xterm"}),
    (["--progress", "none"], {"TERM": "xterm"})])
def test_plain_where_wanted(offprint, demo, options, world):
    status, said = on_a_terminal(offprint, "get", *options, *demo.options,
                                 demo.url, **world)
    said = said.replace(b"\r\n", b"\n")
    assert status == 0 and b"\r" not in said and b"\x1b" not in said


def test_standard_output_is_refused_on_a_terminal(offprint, server):
    server.add("/a", page())
    ours, theirs = pty.openpty()
    process = offprint.start("get", "-o", "-", server.url("/a"), stdout=theirs)
    os.close(theirs)
    _, err = process.communicate(timeout=LIMIT)
    os.close(ours)
    assert process.returncode == 2 and b"terminal" in err
