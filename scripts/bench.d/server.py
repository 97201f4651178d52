# SPDX-License-Identifier: MIT
"""server - nginx over a folder, on a free port of loopback, near and far.

`near` answers at once. `far` answers through a relay that holds every byte
for half a round trip each way, and a new connection for a whole one.
"""
import asyncio
import contextlib
import os
import shutil
import socket
import subprocess
import sys
import threading
import time

ROUND_TRIP = 0.050  # seconds
CONFIGURATION = """\
worker_processes 1;
daemon off;
pid nginx.pid;
error_log error.log warn;
events {{ worker_connections 4096; }}
http {{
    types {{ text/html html; text/css css; image/png png; }}
    access_log off;
    client_body_temp_path t; proxy_temp_path t; fastcgi_temp_path t;
    uwsgi_temp_path t; scgi_temp_path t;
    sendfile on; tcp_nopush on; tcp_nodelay on;
    keepalive_requests 1000000;
    gzip on; gzip_comp_level 1; gzip_types text/css;
    open_file_cache max=4000; open_file_cache_valid 600s;
    server {{
        listen 127.0.0.1:{port} backlog=4096;
        root {root};
        rewrite ^/again/[0-9]+/(.*)$ /$1 last; # any number of URLs
    }}
}}
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(port, process):
    end = time.monotonic() + 10
    while time.monotonic() < end and process.poll() is None:
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        time.sleep(0.02)
    sys.exit("bench: nginx does not answer")


@contextlib.contextmanager
def near(root, folder):
    """nginx over `root`, its own files in `folder`; yields http://..."""
    program = shutil.which("nginx", path=os.environ["PATH"] + ":/usr/sbin")
    if not program:
        sys.exit("bench: no nginx; run scripts/install-deps bench")
    os.makedirs(folder, exist_ok=True)
    port = free_port()
    with open(f"{folder}/nginx.conf", "w") as file:
        file.write(CONFIGURATION.format(port=port, root=os.path.abspath(root)))
    process = subprocess.Popen(
        [program, "-p", os.path.abspath(folder) + "/", "-c", "nginx.conf"],
        stderr=subprocess.DEVNULL)
    try:
        wait_for(port, process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


async def hold(reader, writer, first):
    """Pass on what comes, each piece half a round trip after it came."""
    loop, queue = asyncio.get_running_loop(), asyncio.Queue()

    async def deliver():
        while True:
            due, piece = await queue.get()
            await asyncio.sleep(max(0, due - loop.time()))
            if not piece:
                break
            writer.write(piece)
            await writer.drain()
        writer.close()
    task = asyncio.create_task(deliver())
    wait = first + ROUND_TRIP / 2
    while True:
        piece = await reader.read(65536)
        queue.put_nowait((loop.time() + wait, piece))
        wait = ROUND_TRIP / 2
        if not piece:
            break
    await task


async def relay(port, ready):
    async def one(reader, writer):
        with contextlib.suppress(OSError):
            onward = await asyncio.open_connection("127.0.0.1", port)
            await asyncio.gather(hold(reader, onward[1], ROUND_TRIP),
                                 hold(onward[0], writer, 0),
                                 return_exceptions=True)
    server = await asyncio.start_server(one, "127.0.0.1", 0, backlog=512)
    ready(server.sockets[0].getsockname()[1])
    await server.serve_forever()


@contextlib.contextmanager
def far(base):
    """The server at `base`, a round trip away; yields http://..."""
    process = subprocess.Popen(
        [sys.executable, os.path.abspath(__file__), base.rsplit(":", 1)[1]],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        yield f"http://127.0.0.1:{int(process.stdout.readline())}"
    finally:
        process.terminate()
        process.wait()


def main():
    def end_with_parent():
        sys.stdin.read()
        os._exit(0)
    threading.Thread(target=end_with_parent, daemon=True).start()
    asyncio.run(relay(int(sys.argv[1]), lambda port: print(port, flush=True)))


if __name__ == "__main__":
    main()
