# SPDX-License-Identifier: MIT
"""conftest - what every end-to-end test may ask for.

The program is $OFFPRINT (default build/offprint). It runs in an empty folder,
with no proxy, no configuration and no terminal; nothing waits for ever.
"""
import contextlib
import dataclasses
import glob
import json
import os
import pathlib
import signal
import struct
import subprocess
import sys
import time
import zlib

import pytest

import web
from archive import Archive

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("OFFPRINT", str(ROOT / "build/offprint"))
SHARED = pathlib.Path(os.environ.get("OP_SHARED", ROOT / "../shared")).resolve()
CLOCK = glob.glob("/usr/lib/*/faketime/libfaketimeMT.so.1")
LIMIT = float(os.environ.get("OFFPRINT_TEST_SECONDS", 60))


def has_sanitizers():
    """Were any built into the program?"""
    return b"__asan_init" in pathlib.Path(PROGRAM).read_bytes()


@dataclasses.dataclass
class Run:
    status: int
    out: bytes
    err: str
    elapsed: float
    folder: pathlib.Path

    @property
    def json(self):
        return json.loads(self.out)

    def made(self):
        """The names in the folder that the program ran in."""
        return sorted(os.listdir(self.folder))

    def archive(self):
        """The one archive that was written, opened."""
        assert self.status in (0, 9), self.err
        assert len(self.made()) == 1, self.made()
        return Archive(self.folder / self.made()[0])


# A small process, for a child's peak begins with that of its parent.
COUNT = """
import os, resource, sys
pid = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ)
status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime, used.ru_maxrss // 1024, status)
"""


class Offprint:
    """offprint("get", url, ...) runs the program and waits for it."""

    def __init__(self, folder):
        self.folder = folder / "cwd"
        self.temporary = folder / "tmp"
        self.home = folder / "home"
        for path in (self.folder, self.temporary, self.home):
            path.mkdir()

    def environment(self, extra):
        kept = {name: value for name, value in os.environ.items()
                if name in ("PATH", "LANG", "LD_LIBRARY_PATH")
                or name.startswith(("ASAN_", "UBSAN_"))}
        return {**kept, "HOME": str(self.home), "TMPDIR": str(self.temporary),
                **extra}

    def start(self, *arguments, env=(), stdin=subprocess.DEVNULL, **more):
        return subprocess.Popen(
            [PROGRAM, *map(str, arguments)], cwd=more.pop("cwd", self.folder),
            env=self.environment(dict(env)), stdin=stdin,
            stdout=more.pop("stdout", subprocess.PIPE),
            stderr=more.pop("stderr", subprocess.PIPE), **more)

    def cost(self, *arguments, timeout=LIMIT):
        """The seconds of CPU that its processes took, the most memory that one
        of them had, in MB, and the exit status; skips when sanitizers were
        built in, which take their own."""
        if has_sanitizers():
            pytest.skip("sanitizers take time and memory of their own")
        run = subprocess.run(
            [sys.executable, "-c", COUNT, PROGRAM, *map(str, arguments)],
            cwd=self.folder, env=self.environment({}), timeout=timeout,
            stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            stdout=subprocess.PIPE, check=True)
        seconds, memory, status = run.stdout.split()[-3:]
        return float(seconds), int(memory), int(status)

    def peak(self, *arguments, timeout=LIMIT):
        """The most memory and the exit status alone."""
        return self.cost(*arguments, timeout=timeout)[1:]

    def __call__(self, *arguments, input=None, timeout=LIMIT, **more):
        begin = time.monotonic()
        process = self.start(
            *arguments, **more,
            stdin=subprocess.DEVNULL if input is None else subprocess.PIPE)
        try:
            out, err = process.communicate(input, timeout)
        except subprocess.TimeoutExpired:
            process.kill()
            _, err = process.communicate()
            pytest.fail(f"still running after {timeout} s: {err.decode()}")
        return Run(process.returncode, out, err.decode(),
                   time.monotonic() - begin, self.folder)


@pytest.fixture
def offprint(tmp_path):
    return Offprint(tmp_path)


@pytest.fixture
def server():
    with contextlib.closing(web.Server()) as made:
        yield made


@dataclasses.dataclass
class Authority:
    ca: pathlib.Path
    context: object


@pytest.fixture
def clock(offprint):
    """clock("+3d") sets the program's clock, also while it runs; gives its
    environment."""
    if not CLOCK:
        pytest.skip("no libfaketime")
    if has_sanitizers():
        pytest.skip("a sanitizer suffers nothing loaded before it")
    file = offprint.home / "clock"

    def set_clock(when):
        file.write_text(when + "\n")
        return {"LD_PRELOAD": CLOCK[0], "FAKETIME_TIMESTAMP_FILE": str(file),
                "FAKETIME_NO_CACHE": "1", "NO_FAKE_STAT": "1",
                "FAKETIME_DONT_FAKE_MONOTONIC": "1",
                "DONT_FAKE_MONOTONIC": "1"}
    return set_clock


@pytest.fixture(scope="session")
def authority(tmp_path_factory):
    """A throwaway CA and its certificate for localhost and 127.0.0.1."""
    folder = tmp_path_factory.mktemp("ca")

    def openssl(*arguments):
        subprocess.run(["openssl", *arguments], cwd=folder, check=True,
                       capture_output=True, timeout=LIMIT)
    (folder / "names").write_text(
        "subjectAltName=DNS:localhost,IP:127.0.0.1\n")
    openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
            "-subj", "/CN=offprint tests", "-keyout", "ca.key", "-out", "ca.pem")
    openssl("req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost",
            "-keyout", "site.key", "-out", "site.csr")
    openssl("x509", "-req", "-in", "site.csr", "-CA", "ca.pem", "-CAkey",
            "ca.key", "-CAcreateserial", "-days", "2", "-extfile", "names",
            "-out", "site.pem")
    return Authority(folder / "ca.pem", web.server_context(
        folder / "site.pem", folder / "site.key"))


@pytest.fixture
def secure_server(authority):
    with contextlib.closing(web.Server(authority.context)) as made:
        yield made


@pytest.fixture(scope="session")
def shared():
    """The folder of test material beside the project; skips without it."""
    if not SHARED.is_dir():
        pytest.skip(f"no {SHARED}")
    return SHARED


@dataclasses.dataclass
class Child:
    """A server in a process of its own that says its port first."""
    process: subprocess.Popen
    port: int

    def stop(self):
        self.process.stdin.close()
        self.process.terminate()
        self.process.wait(LIMIT)


def child(*command):
    process = subprocess.Popen([sys.executable, *map(str, command)], text=True,
                               stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    return Child(process, int(process.stdout.readline().split()[-1]))


@pytest.fixture(scope="session")
def replay(shared, tmp_path_factory):
    """replay(MAP) serves captured pages; gives the options that lead there."""
    ca = tmp_path_factory.mktemp("replay")
    children = []

    def start(site, *arguments):
        made = child(shared / "tools/replay.py", site, "--ca", ca, *arguments)
        children.append(made)
        return ["-x", f"http://127.0.0.1:{made.port}", "--cacert", ca / "ca.pem"]
    yield start
    for made in children:
        made.stop()


@dataclasses.dataclass
class Demo:
    url: str
    options: list


@pytest.fixture(scope="session")
def demo():
    """The demo site: its article's address, and the options that lead there."""
    made = child(ROOT / "scripts/demo-server")
    name = "harbour-ledger.example"
    yield Demo(f"http://{name}/2023/09/14/the-clerks-who-measured-the-sea/",
               ["--connect-to", f"{name}:80:127.0.0.1:{made.port}",
                "--delay", "0"])
    made.stop()


@pytest.fixture(scope="session")
def demo_run(demo, tmp_path_factory):
    """One archive of the demo site, for tests that only look at it."""
    made = Offprint(tmp_path_factory.mktemp("demo"))
    return made("get", *demo.options, "-f", "zip", "--summary", made.home / "summary.json",
                demo.url)


PROSE = ("The harbour office opens at six, when the boats of the night come in "
         "and the scales are wiped dry. A clerk writes the weights into a book, "
         "another compares them with the tickets, and by seven the first crates "
         "are on their way to the station. ")


def page(title="A morning at the harbour office", body="", head="", times=6):
    """A page with an article in it, long enough to be taken for one."""
    paragraphs = "".join(f"<p>{PROSE}This is paragraph {n} of the story.</p>\n"
                         for n in range(1, times + 1))
    return (f"<!DOCTYPE html><html lang=en><head><meta charset=utf-8>"
            f"<title>{title}</title>{head}</head><body><nav><a href=/>Home</a>"
            f"</nav><article><h1>{title}</h1>{paragraphs}{body}</article>"
            f"<footer>All rights reserved</footer></body></html>")


def png(width=64, height=48, shade=120):
    """A PNG of one grey."""
    def chunk(kind, data):
        return (struct.pack(">I", len(data)) + kind + data +
                struct.pack(">I", zlib.crc32(kind + data)))
    rows = (b"\0" + bytes([shade]) * width) * height
    return (b"\x89PNG\r\n\x1a\n" +
            chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


@pytest.fixture
def interrupt():
    """Stop a started program by a signal; gives its status and words."""
    def stop(process, number=signal.SIGINT):
        process.send_signal(number)
        out, err = process.communicate(timeout=LIMIT)
        return process.returncode, out, err.decode()
    return stop


def pytest_terminal_summary(terminalreporter, config):
    """Close with the line that .ci/run adds up."""
    count = {kind: len(terminalreporter.stats.get(kind, []))
             for kind in ("passed", "failed", "error", "skipped")}
    name = "heavy" if config.getoption("-m") == "heavy" else "e2e"
    line = (f"{name}: {count['passed']} passed, "
            f"{count['failed'] + count['error']} failed")
    if count["skipped"]:
        line += f", {count['skipped']} skipped"
    terminalreporter.write_line(line)
