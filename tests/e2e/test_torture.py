# SPDX-License-Identifier: MIT
"""Every n-th allocation fails: ours and those of all libraries, once or from
then on. Whatever n is: no crash, no hang, one sentence at least, an archive
that is whole or none, and nothing else left.

$TORTURE chooses n: a number of seeded ones (24), or "all", or "/7" for every
seventh. In a build with an allocation counter of its own (make torture) our
allocations alone fail, and the sanitizers see what leaks."""
import concurrent.futures
import os
import random
import re
import shutil
import subprocess

import pytest

from conftest import PROGRAM, ROOT, Offprint, page, png

CHOICE = os.environ.get("TORTURE", "24")
COUNTS = "torture" in PROGRAM  # is it a build that counts?
OF_MEMORY = (0, 1, 9)  # survived, out of memory, incomplete
# A library has its own words for it; the loader ends a program that has no
# memory for what a library keeps per thread.
FOREIGN = (*OF_MEMORY, 2, 3, 4, 5, 7, 10, 127)
SIDE_BY_SIDE = os.cpu_count()


def chosen(count, name):
    if CHOICE == "all":
        return range(1, count + 1)
    if CHOICE.startswith("/"):
        return range(1, count + 1, int(CHOICE[1:]))
    seeded = random.Random(name)
    return sorted(seeded.sample(range(1, count + 1), min(int(CHOICE), count)))


@pytest.fixture(scope="session")
def shim(tmp_path_factory):
    if COUNTS:
        return {"ASAN_OPTIONS": "exitcode=99:detect_leaks=1"}
    made = tmp_path_factory.mktemp("shim") / "fail_alloc.so"
    subprocess.run(["cc", "-O1", "-shared", "-fPIC", "-o", made,
                    ROOT / "tests/e2e/fail_alloc.c"], check=True)
    return {"LD_PRELOAD": str(made)}


class Torture:
    """One command in folders of its own, again and again."""

    def __init__(self, folder, shim, *arguments):
        self.folder, self.shim, self.arguments = folder, shim, arguments

    def run(self, wish, before=None):
        folder = self.folder / (wish or "count")
        folder.mkdir()
        offprint = Offprint(folder)
        if before:
            (offprint.folder / "a.zip").write_bytes(before)
        environment = {**self.shim, "FAIL_ALLOC": wish or "0"}
        if not wish:
            environment["COUNT_ALLOC"] = str(folder / "calls")
        run = offprint(*self.arguments, env=environment)
        left = os.listdir(offprint.temporary)
        self.verify(offprint, run)
        data = {name: (offprint.folder / name).read_bytes()
                for name in run.made()}
        if wish:
            shutil.rmtree(folder)
        return run, data, left

    def verify(self, offprint, run):
        """An archive that is there is whole, whenever it was written."""
        if "a.zip" in run.made():
            verified = offprint("verify", "a.zip")
            assert verified.status == 0, (run.err, verified.err, verified.out)

    def count(self):
        run, data, _ = self.run(None)
        assert run.status == 0, run.err
        calls = int((self.folder / "count/calls").read_text())
        return calls, data

    def judge(self, wish, before):
        """What is wrong with this run; None for nothing."""
        run, data, left = self.run(wish, before)
        if run.status not in (OF_MEMORY if COUNTS else FOREIGN):
            return f"{wish}: status {run.status}: {run.err[-1500:]}"
        if left or set(data) - {"a.zip"}:
            return f"{wish}: left {left} {sorted(data)}"
        if run.status and not re.search("^offprint: ", run.err, re.M):
            return f"{wish}: status {run.status}, said {run.err!r}"
        if before and run.status not in (0, 9) and data["a.zip"] != before:
            return f"{wish}: status {run.status}, and another archive"
        return None

    def go(self, before=None):
        """How many allocations failed, and what did not stand it."""
        calls, data = self.count()
        name = self.arguments[0]
        wishes = [f"{n}{more}" for more in ("", "+")
                  for n in chosen(calls, name + more)]
        before = data.get("a.zip") if before else None
        with concurrent.futures.ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
            wrong = list(filter(None, pool.map(
                lambda wish: self.judge(wish, before), wishes)))
        print(f"torture: {name}: {calls} allocations, {len(wishes)} failed, "
              f"{len(wishes) - len(wrong)} survived")
        assert not wrong, "\n".join(wrong[:20])


def test_extract(tmp_path, shim):
    (tmp_path / "page.html").write_text(page(
        body="<img src=i.png><math><mi>x</mi></math><table><tr><td>1</table>"
             "<p>Related: <a href=/2020/01/02/the-second-post/>Second</a></p>",
        head="<script type=application/ld+json>{\"@type\":\"Article\"}</script>"))
    Torture(tmp_path, shim, "extract", "--format", "json", "--url",
            "https://a.example/2020/post", tmp_path / "page.html").go()


def test_get(tmp_path, shim, server):
    server.add("/a", page(
        body="<img src=/i.png alt=i><p>Related: <a href=/the-second-post>The "
             "second post</a></p>", head="<link rel=next href=/a?page=2>"))
    server.add("/a?page=2", page())
    server.add("/the-second-post", page("The second post"))
    server.add("/i.png", png(), type="image/png")
    Torture(tmp_path, shim, "get", "--delay", "0", "--retry", "0", "-m", "20",
            "-f", "zip", "-o", "a.zip", "--overwrite",
            server.url("/a")).go(before=True)
