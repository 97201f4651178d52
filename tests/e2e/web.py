# SPDX-License-Identifier: MIT
"""web - a programmable HTTP/1.1 server on loopback that can misbehave.

A route is said by keywords (see Route) or is a function that is given the
Request and a send(bytes) and writes the answer itself. Requests are kept in
the order they came, so a test can ask what was asked, when, and how.
"""
import contextlib
import dataclasses
import socket
import ssl
import struct
import threading
import time

PATIENCE = 30  # seconds that anything here waits at most


@dataclasses.dataclass
class Request:
    method: str
    target: str
    headers: dict  # names in lower case
    time: float


@dataclasses.dataclass
class Route:
    body: bytes = b""
    status: int = 200
    type: str = "text/html; charset=utf-8"
    headers: dict = dataclasses.field(default_factory=dict)
    chunked: bool = False   # in chunks instead of with a Content-Length
    cut: int = None         # only so many bytes of the body, then the end
    reset: bool = False     # end by a TCP reset
    hang: bool = False      # headers, then nothing until the server closes
    first: tuple = ()       # Routes to answer with before this one


def stop_accepting(listener, thread):
    """Close it, but not before the thread has left it: the next server's socket
    may have this one's number."""
    with contextlib.suppress(OSError):
        listener.shutdown(socket.SHUT_RDWR)
    thread.join(PATIENCE)
    listener.close()


class Server:
    """Listens at once; close() ends it. `tls` is an ssl.SSLContext or None."""

    def __init__(self, tls=None):
        self.tls = tls
        self.routes = {}
        self.requests = []
        self.changed = threading.Condition()
        self.closing = threading.Event()
        self.socket = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = self.socket.getsockname()[1]
        self.accepting = threading.Thread(target=self._accept, daemon=True)
        self.accepting.start()

    def url(self, path="/", host="127.0.0.1"):
        return f"{'https' if self.tls else 'http'}://{host}:{self.port}{path}"

    def add(self, path, body=b"", function=None, **more):
        """Answer `path` (query included) from now on."""
        if isinstance(body, str):
            body = body.encode()
        self.routes[path] = function or Route(body=body, **more)

    def asked(self, path=None):
        """The requests so far, of all paths or of one."""
        with self.changed:
            return [r for r in self.requests if path in (None, r.target)]

    def wait_for(self, path):
        """Return once `path` has been asked for."""
        def came():
            return any(r.target == path for r in self.requests)
        with self.changed:
            assert self.changed.wait_for(came, PATIENCE), f"no one asked {path}"

    def close(self):
        self.closing.set()
        stop_accepting(self.socket, self.accepting)

    def _accept(self):
        while not self.closing.is_set():
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection,),
                             daemon=True).start()

    def _serve(self, connection):
        with contextlib.suppress(OSError), contextlib.ExitStack() as stack:
            stack.callback(connection.close)
            connection.settimeout(PATIENCE)
            if self.tls:
                connection = self.tls.wrap_socket(connection, server_side=True)
                stack.callback(connection.close)
            file = connection.makefile("rb")
            while self._one(file, connection):
                pass

    def _one(self, file, connection):
        request = read_request(file)
        if not request:
            return False
        with self.changed:
            self.requests.append(request)
            self.changed.notify_all()
            earlier = sum(r.target == request.target for r in self.requests) - 1
        route = self.routes.get(request.target)
        if route is None:
            route = Route(b"<p>not here</p>", status=404)
        if callable(route):
            route(request, connection.sendall)
            return False
        if earlier < len(route.first):
            route = route.first[earlier]
        return self._answer(route, request, connection)

    def _answer(self, route, request, connection):
        headers = {"Content-Type": route.type, **route.headers}
        body = route.body
        if route.chunked:
            headers["Transfer-Encoding"] = "chunked"
            body = b"".join(b"%x\r\n%s\r\n" % (len(part), part)
                            for part in pieces(body, 1000)) + b"0\r\n\r\n"
        else:
            headers.setdefault("Content-Length", str(len(body)))
        head = f"HTTP/1.1 {route.status} Said so\r\n" + "".join(
            f"{name}: {value}\r\n" for name, value in headers.items()
            if value is not None) + "\r\n"
        connection.sendall(head.encode("latin-1"))
        if route.hang:
            self.closing.wait(PATIENCE)
            return False
        if request.method != "HEAD":
            connection.sendall(body[:route.cut])
        if route.reset:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER,
                                  struct.pack("ii", 1, 0))
        return route.cut is None and not route.reset


def pieces(body, size):
    return [body[i:i + size] for i in range(0, len(body), size)]


def read_request(file):
    words = file.readline(65536).decode("latin-1").split()
    if len(words) != 3:
        return None
    headers = {}
    for line in iter(lambda: file.readline(65536), b""):
        name, colon, value = line.decode("latin-1").partition(":")
        if not colon:
            break
        headers[name.strip().lower()] = value.strip()
    return Request(words[0], words[1], headers, time.monotonic())


def server_context(certificate, key):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context
