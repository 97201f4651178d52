# SPDX-License-Identifier: MIT
"""A large archive takes no more memory than a small one."""
import os

import pytest

import web
from conftest import page, png

pytestmark = pytest.mark.heavy

IMAGES, IMAGE_MB = 100, 2
MOST = 64  # MB of memory, for whatever is done


class Routes(dict):
    """Images of noise, each another one, made when they are asked for."""

    noise = os.urandom(IMAGE_MB << 20)

    def get(self, path, default=None):
        if not path.startswith("/img/"):
            return super().get(path, default)
        body = png() + path.encode() + self.noise
        return web.Route(body, type="image/png")


@pytest.fixture
def archive(offprint, server):
    server.routes = Routes()
    server.add("/a", page(body="".join(
        f"<p>Figure {n}</p><img src=/img/{n}.png alt=noise>"
        for n in range(IMAGES))))
    path = offprint.folder / "a.epub"
    memory, status = offprint.peak("get", "--delay", "0", "-o", path,
                                   server.url("/a"))
    assert status == 0 and memory < MOST
    assert path.stat().st_size > 2 * IMAGES * IMAGE_MB << 20
    return path


def test_memory_does_not_grow_with_the_archive(offprint, archive):
    for command in (("info", archive), ("verify", archive),
                    ("export", "-f", "zip", "-o", "b.zip", archive),
                    ("verify", "b.zip"), ("clean", archive)):
        memory, status = offprint.peak(*command)
        assert status == 0 and memory < MOST, (command, memory)
