# SPDX-License-Identifier: MIT
"""TLS and HTTP/2 that go wrong, a name server that says nothing, and servers
that let everybody wait: each beside a page that must come out whole."""
import contextlib
import re
import socket
import ssl
import struct
import subprocess
import threading

import pytest

import web
from conftest import LIMIT, ROOT, page, png
from faults import add_control, attempt, lost

# --- certificates ---------------------------------------------------------------

MADE = {  # its name in the certificate, days that it holds, who signed it
    "good": ("DNS:localhost", 2, "ca"),
    "expired": ("DNS:localhost", -1, "ca"),
    "of another": ("DNS:elsewhere.example", 2, "ca"),
    "by itself": ("DNS:localhost", 2, None),
}


@pytest.fixture(scope="session")
def certificates(tmp_path_factory):
    """A folder with ca.pem, and NAME.pem with NAME.key for every MADE."""
    folder = tmp_path_factory.mktemp("certificates")

    def openssl(*arguments):
        subprocess.run(["openssl", *arguments], cwd=folder, check=True,
                       capture_output=True, timeout=LIMIT)
    key = ("-newkey", "rsa:2048", "-nodes", "-keyout")
    openssl("req", "-x509", *key, "ca.key", "-days", "9", "-subj", "/CN=tests",
            "-out", "ca.pem")
    for name, (host, days, signer) in MADE.items():
        (folder / "names").write_text(f"subjectAltName={host}\n")
        openssl("req", *key, f"{name}.key", "-subj", "/CN=a server", "-out", "csr")
        by = (("-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial")
              if signer else ("-signkey", f"{name}.key"))
        openssl("x509", "-req", "-in", "csr", *by, "-days", str(days),
                "-extfile", "names", "-out", f"{name}.pem")
    return folder


def context(folder, name):
    return web.server_context(folder / f"{name}.pem", folder / f"{name}.key")


def of_1999(folder):
    """A server that speaks TLS 1.0 and nothing newer."""
    made = context(folder, "good")
    made.set_ciphers("ALL:@SECLEVEL=0")
    made.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    made.maximum_version = ssl.TLSVersion.TLSv1
    return made


TLS = {
    "expired": (lambda folder: context(folder, "expired"), "expired"),
    "of another": (lambda folder: context(folder, "of another"),
                   "subject name|host"),
    "by itself": (lambda folder: context(folder, "by itself"), "self.signed"),
    "TLS 1.0 alone": (of_1999, "protocol version|unsupported protocol"),
}


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion:DeprecationWarning")
@pytest.mark.parametrize("name", TLS)
def test_tls_that_cannot_be_trusted(offprint, server, certificates, name):
    make, says = TLS[name]
    with contextlib.closing(web.Server(make(certificates))) as other:
        other.add("/fault", page("Secret"))
        run, line = lost(offprint, other.url("/fault", "localhost"),
                         add_control(server), "--cacert",
                         certificates / "ca.pem")
        assert run.status == 5, run.err
        assert re.search(says, line, re.I), line
        assert other.asked() == []  # nothing was said to whom is not trusted


# --- a server of raw bytes ------------------------------------------------------

class Raw:
    """Hands each connection to `serve`, and keeps it open until it is closed."""

    def __init__(self, serve, backlog=64):
        self.serve = serve
        self.closing = threading.Event()
        self.count = self.most = self.now = 0
        self.lock = threading.Lock()
        self.socket = socket.create_server(("127.0.0.1", 0), backlog=backlog)
        self.port = self.socket.getsockname()[1]
        self.accepting = threading.Thread(target=self._accept, daemon=True)
        self.accepting.start()

    def close(self):
        self.closing.set()
        web.stop_accepting(self.socket, self.accepting)

    def _accept(self):
        with contextlib.suppress(OSError):
            while True:
                peer, _ = self.socket.accept()
                threading.Thread(target=self._one, args=(peer,),
                                 daemon=True).start()

    def _add(self, more):
        with self.lock:
            self.now += more
            self.count += more > 0
            self.most = max(self.most, self.now)

    def _one(self, peer):
        self._add(1)
        with contextlib.suppress(OSError), peer:
            peer.settimeout(web.PATIENCE)
            self.serve(peer)
        self._add(-1)


def until_closed(peer):
    """Read and say nothing."""
    while peer.recv(65536):
        pass


def greet_and_stall(peer):
    """The head of a TLS record that never comes."""
    peer.recv(65536)
    peer.sendall(b"\x16\x03\x03\x40\x00")
    until_closed(peer)


HANDSHAKES = {
    "stalls": (until_closed, 5, "timed out"),
    "stalls in a record": (greet_and_stall, 5, "timed out"),
    "ends": (lambda peer: peer.recv(65536), None, "."),
    "is plain HTTP": (lambda peer: peer.sendall(
        b"HTTP/1.1 400 Bad Request\r\n\r\n"), 5, "."),
    "is noise": (lambda peer: peer.sendall(bytes(range(256)) * 64), 5, "."),
}


@pytest.mark.parametrize("name", HANDSHAKES)
def test_a_handshake_that(offprint, server, certificates, name):
    serve, status, says = HANDSHAKES[name]
    with contextlib.closing(Raw(serve)) as other:
        run, line = lost(offprint, f"https://localhost:{other.port}/fault",
                         add_control(server), "--cacert",
                         certificates / "ca.pem", "--retry", "0")
    assert run.status in ((status,) if status else (4, 5)), run.err
    assert re.search(says, line, re.I), line
    assert run.elapsed < 20


# --- HTTP/2 (RFC 9113), frame by frame --------------------------------------------

DATA, HEADERS, RST_STREAM, SETTINGS, PUSH, PING, GOAWAY, CONTINUATION = (
    0, 1, 3, 4, 5, 6, 7, 9)
END_STREAM, END_HEADERS, ACK = 1, 4, 1
STATUS_200 = b"\x88"  # RFC 7541: from the static table
HTML = b"\x0f\x10\x09text/html"


def frame(kind, flags=0, stream=0, body=b""):
    return (struct.pack(">I", len(body))[1:] + bytes([kind, flags]) +
            struct.pack(">I", stream) + body)


def read_frames(file):
    while head := file.read(9):
        size = int.from_bytes(head[:3], "big")
        yield head[3], head[4], int.from_bytes(head[5:9], "big"), file.read(size)


BODY = page("Second protocol").encode()
WHOLE = (frame(HEADERS, END_HEADERS, 1, STATUS_200 + HTML) +
         b"".join(frame(DATA, 0, 1, part) for part in web.pieces(BODY, 1000)) +
         frame(DATA, END_STREAM, 1))
BEGUN = (frame(HEADERS, END_HEADERS, 1, STATUS_200 + HTML) +
         frame(DATA, 0, 1, BODY[:500]))
LEAVE = frame(GOAWAY, 0, 0, struct.pack(">II", 0, 0))
FULL = frame(GOAWAY, 0, 0, struct.pack(">II", 0, 11))  # ENHANCE_YOUR_CALM

FRAMES = {  # what stands behind the server's settings: exit status
    "RST_STREAM at once": (frame(RST_STREAM, 0, 1, struct.pack(">I", 7)), 4),
    "RST_STREAM in the body": (BEGUN + frame(RST_STREAM, 0, 1,
                                             struct.pack(">I", 2)), 4),
    "GOAWAY at once": (LEAVE, 4),
    "GOAWAY in the body": (BEGUN + FULL, 4),
    "the end in the body": (BEGUN, None),
    "a frame too large": (frame(DATA, 0, 1, b"x" * 20_000), None),
    "DATA before HEADERS": (frame(DATA, END_STREAM, 1, BODY[:500]), None),
    "headers without end": (frame(HEADERS, 0, 1, STATUS_200) + frame(
        CONTINUATION, 0, 1, b"\x00\x01a\x7f\x80\x7e" + b"x" * 16_000) * 40, None),
    "a broken header block": (frame(HEADERS, END_HEADERS, 1, b"\xff" * 9), None),
    "a promise nobody asked for": (frame(
        PUSH, END_HEADERS, 1, struct.pack(">I", 2) + b"\x82\x84\x87"), None),
    "a stream nobody opened": (frame(HEADERS, END_HEADERS, 8, STATUS_200), None),
    "settings that cannot be": (frame(SETTINGS, 0, 0,
                                      struct.pack(">HI", 5, 1)), None),
}


class SecondServer(Raw):
    """Speaks HTTP/2 over TLS: settings, and `answer` to the first request."""

    def __init__(self, folder, answer):
        super().__init__(self.speak)
        self.tls = context(folder, "good")
        self.tls.set_alpn_protocols(["h2"])
        self.answer = answer

    def speak(self, peer):
        with self.tls.wrap_socket(peer, server_side=True) as secure:
            file = secure.makefile("rb")
            file.read(24)  # the client's preface
            secure.sendall(frame(SETTINGS))
            for kind, flags, _, _ in read_frames(file):
                if kind == SETTINGS and not flags & ACK:
                    secure.sendall(frame(SETTINGS, ACK))
                if kind == HEADERS:
                    secure.sendall(self.answer)
                    secure.unwrap()

    def options(self, folder):
        return (f"https://localhost:{self.port}/fault", "--cacert",
                folder / "ca.pem", "--no-robots", "--retry", "0")


@pytest.mark.parametrize("name", FRAMES)
def test_http2_that_breaks_off(offprint, server, certificates, name):
    answer, status = FRAMES[name]
    with contextlib.closing(SecondServer(certificates, answer)) as other:
        url, *options = other.options(certificates)
        run, line = lost(offprint, url, add_control(server), *options)
    assert run.status in ((status,) if status else (4, 7)), run.err
    assert re.search("HTTP/2|reset|ended|answer|closed", line), line


def test_http2_that_does_not(offprint, server, certificates):
    """So the faults above are those of HTTP/2."""
    with contextlib.closing(SecondServer(certificates, WHOLE)) as other:
        url, *options = other.options(certificates)
        run, made = attempt(offprint, *options, url, add_control(server))
    assert run.status == 0 and len(made) == 2, run.err


class Together(SecondServer):
    """Answers the first stream with a page, and holds the others back until so
    many are open as the page has images."""

    def __init__(self, folder, count):
        super().__init__(folder, b"")
        self.images = count

    def speak(self, peer):
        images = "".join(f"<img src=/{n}.png alt=x>" for n in range(self.images))
        text = page("Together", body=images).encode()
        with self.tls.wrap_socket(peer, server_side=True) as secure:
            file = secure.makefile("rb")
            file.read(24)
            secure.sendall(frame(SETTINGS))
            held = []
            for kind, flags, stream, _ in read_frames(file):
                if kind == SETTINGS and not flags & ACK:
                    secure.sendall(frame(SETTINGS, ACK))
                if kind == HEADERS and stream == 1:
                    secure.sendall(reply(stream, HTML, text))
                elif kind == HEADERS:
                    held.append(stream)
                if len(held) == self.images:
                    secure.sendall(b"".join(reply(s, b"", png(shade=s))
                                            for s in held))
                    held = []


def reply(stream, headers, body):
    return (frame(HEADERS, END_HEADERS, stream, STATUS_200 + headers) +
            b"".join(frame(DATA, 0, stream, part)
                     for part in web.pieces(body, 1000)) +
            frame(DATA, END_STREAM, stream))


def test_one_connection_carries_all(offprint, certificates):
    """Its images are asked for at the same time, each on a stream."""
    with contextlib.closing(Together(certificates, 8)) as other:
        url, *options = other.options(certificates)
        run, made = attempt(offprint, *options, url)
        assert other.count == 1
    assert run.status == 0 and len(made) == 1, run.err


# --- nobody answers -------------------------------------------------------------

@pytest.fixture(scope="session")
def silent_dns(tmp_path_factory):
    made = tmp_path_factory.mktemp("shim") / "silent_dns.so"
    subprocess.run(["cc", "-O1", "-shared", "-fPIC", "-o", made,
                    ROOT / "tests/e2e/silent_dns.c"], check=True)
    return {"LD_PRELOAD": str(made)}


def test_a_name_server_that_says_nothing(offprint, server, silent_dns):
    """Costs its page the time to connect, and neither its siblings nor the end
    of the run what the resolver waits."""
    run, line = lost(offprint, "http://a.silent.example/fault",
                     add_control(server), "--retry", "0", env=silent_dns)
    assert run.status == 4 and re.search("resolve|time", line), run.err
    assert run.elapsed < 15


def test_one_question_of_the_name_server(offprint, server, silent_dns):
    """For all that is asked of a host, over connections of its own."""
    name = "www.counted.example"
    server.add("/a", page("Counted", body="".join(
        f"<img src=/{n}.png alt=x>" for n in range(12)) +
        "<p>Related post: <a href=/another-post-about-pilots>Pilots</a></p>"))
    server.add("/another-post-about-pilots", page("Pilots"))
    for n in range(12):
        server.add(f"/{n}.png", png(shade=n), type="image/png")
    run, made = attempt(offprint, "--allow-private", server.url("/a", name),
                        env=silent_dns)
    assert run.status == 0 and len(made) == 1, run.err
    assert len(server.asked()) == 15
    assert run.err.count(f"who is {name}?") == 1, run.err


def test_a_host_that_never_answers_costs_one_timeout(offprint, server):
    """It takes the first connection and says nothing; of its other pages nobody
    asks any more."""
    with contextlib.closing(Raw(until_closed)) as other:
        pages = [f"http://127.0.0.1:{other.port}/{n}" for n in range(12)]
        run, made = attempt(offprint, "-m", "2", *pages, add_control(server))
        assert other.count == 1
    assert run.status == 4 and len(made) == 1, run.err
    assert all(url in run.err for url in pages)


def test_a_server_that_lets_everybody_wait(offprint, server):
    """10,000 images of a host that takes every connection and never answers: no
    more at once than may be, in bounded time, and the page is whole but for
    them."""
    most = 40
    with contextlib.closing(Raw(until_closed, backlog=4096)) as other:
        images = "".join(f"<img src=http://127.0.0.1:{other.port}/{n}.png alt=x>"
                         for n in range(10_000))
        server.add("/many", page("Many", body=images))
        run, made = attempt(
            offprint, "--allow-private", "--retry", "0", "-m", "1",
            "--no-robots", "--parallel-max", most, "--parallel-max-host", most,
            server.url("/many"))
        assert run.status == 9 and len(made) == 1, run.err
        assert other.count <= 200  # OP_MAX_IMAGES
        assert other.most < 2 * most  # some are not closed yet
        assert run.elapsed < 40
