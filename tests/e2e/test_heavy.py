# SPDX-License-Identifier: MIT
"""What a browser makes of an archive, opened from a folder without a network.

Chromium is spoken to over its own pipe protocol, so that every request it
would make is seen. The pages may use nothing but files of the archive.
"""
import contextlib
import itertools
import json
import os
import select
import shutil
import subprocess
import time

import pytest

from conftest import LIMIT, Offprint

pytestmark = pytest.mark.heavy


class Browser:
    """A headless Chromium with no way out, by --remote-debugging-pipe."""

    def __init__(self, program, folder):
        here_in, there_out = os.pipe()
        there_in, here_out = os.pipe()
        self.inbox, self.outbox = here_in, here_out
        self.buffer, self.numbers = b"", itertools.count(1)
        self.events = []

        def as_3_and_4():  # the numbers that Chromium expects
            low, high = os.dup(there_in), os.dup(there_out)
            os.dup2(low, 3)
            os.dup2(high, 4)
        self.process = subprocess.Popen(
            [program, "--headless", "--no-sandbox", "--disable-gpu",
             "--remote-debugging-pipe", f"--user-data-dir={folder}",
             "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
             "--no-first-run",
             "--disable-background-networking", "--disable-component-update",
             "--disable-sync", "--disable-dev-shm-usage", "about:blank"],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, close_fds=False, preexec_fn=as_3_and_4)
        os.close(there_in)
        os.close(there_out)
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self.session = None
        self.session = self.ask("Target.attachToTarget", targetId=target,
                                flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Runtime", "Log"):
            self.ask(domain + ".enable")

    def ask(self, method, **parameters):
        number = next(self.numbers)
        message = {"id": number, "method": method, "params": parameters}
        if getattr(self, "session", None):
            message["sessionId"] = self.session
        os.write(self.outbox, json.dumps(message).encode() + b"\0")
        while True:
            answer = self.next_message()
            if answer.get("id") == number:
                assert "error" not in answer, answer
                return answer["result"]
            self.events.append(answer)

    def next_message(self):
        end = time.monotonic() + LIMIT
        while b"\0" not in self.buffer:
            ready, _, _ = select.select([self.inbox], [], [],
                                        max(0, end - time.monotonic()))
            assert ready, "the browser does not answer"
            part = os.read(self.inbox, 1 << 16)
            assert part, "the browser is gone"
            self.buffer += part
        line, _, self.buffer = self.buffer.partition(b"\0")
        return json.loads(line)

    def open(self, path, dark=False):
        """Load a file; gives the addresses that were asked for by it."""
        self.events.clear()
        self.ask("Emulation.setEmulatedMedia", features=[
            {"name": "prefers-color-scheme", "value": "dark" if dark else ""}])
        self.visit(f"file://{path}")
        self.run("new Promise(done => requestAnimationFrame(() => done(1)))")
        return [e["params"]["request"]["url"] for e in self.events
                if e.get("method") == "Network.requestWillBeSent"]

    def visit(self, url):
        """Load an address."""
        self.events.clear()
        self.ask("Page.navigate", url=url)
        while not any(e.get("method") == "Page.loadEventFired"
                      for e in self.events):
            self.events.append(self.next_message())

    def run(self, script):
        result = self.ask("Runtime.evaluate", expression=script,
                          awaitPromise=True, returnByValue=True)
        return result["result"].get("value")

    def complaints(self):
        return [e["params"] for e in self.events if e.get("method") in
                ("Log.entryAdded", "Runtime.exceptionThrown")]

    def close(self):
        self.process.kill()
        self.process.wait(LIMIT)
        os.close(self.inbox)
        os.close(self.outbox)


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if not program:
        pytest.skip("no chromium")
    with contextlib.closing(
            Browser(program, tmp_path_factory.mktemp("browser"))) as made:
        yield made


def unpack(run, folder):
    subprocess.run(["unzip", "-q", run.folder / run.made()[0], "-d", folder],
                   check=True, timeout=LIMIT)
    pages = ["index.html"] + sorted(
        f"articles/{name}" for name in os.listdir(folder / "articles"))
    return folder, pages


@pytest.fixture(scope="module", params=["demo", "seed"])
def site(request, tmp_path_factory):
    """An archive, unpacked, and the names of its pages."""
    folder = tmp_path_factory.mktemp(request.param)
    if request.param == "demo":
        return unpack(request.getfixturevalue("demo_run"), folder)
    shared = request.getfixturevalue("shared")
    way = request.getfixturevalue("replay")(shared / "seed-site/map.json")
    expected = json.loads((shared / "seed-site/expected.json").read_text())
    offprint = Offprint(tmp_path_factory.mktemp("seed"))
    run = offprint("get", "-f", "zip", "--delay", "0", *way, expected["url"])
    return unpack(run, folder)


def test_nothing_leaves_and_all_is_shown(browser, site):
    folder, pages = site
    assert len(pages) >= 7
    for page in pages:
        asked = browser.open(folder / page)
        assert all(url.startswith((f"file://{folder}/", "data:"))
                   for url in asked), (page, asked)
        assert browser.complaints() == [], page
        blank = browser.run(
            "[...document.images].filter(i => !i.naturalWidth).map(i => i.src)")
        assert blank == [], page
        assert browser.run("document.scripts.length") == 0


def test_it_fits_a_telephone(browser, site):
    folder, pages = site
    browser.ask("Emulation.setDeviceMetricsOverride", width=360, height=740,
                deviceScaleFactor=2, mobile=True)
    try:
        for page in pages:
            browser.open(folder / page)
            wide = browser.run("document.documentElement.scrollWidth")
            assert wide <= 360, (page, wide)
    finally:
        browser.ask("Emulation.clearDeviceMetricsOverride")


def test_every_internal_link_lands(browser, site):
    folder, pages = site
    for page in pages:
        browser.open(folder / page)
        links = browser.run("[...document.links].map(l => l.href)"
                            ".filter(h => h.startsWith('file:'))")
        for link in links:
            path, _, fragment = link.removeprefix("file://").partition("#")
            assert os.path.isfile(path), (page, link)
            if fragment and path == str(folder / page):
                assert browser.run(
                    f"!!document.getElementById({json.dumps(fragment)})"), link


def luminance(colour):
    channels = [int(c) / 255 for c in
                colour[colour.index("(") + 1:-1].split(",")[:3]]
    linear = [c / 12.92 if c <= .03928 else ((c + .055) / 1.055) ** 2.4
              for c in channels]
    return sum(w * c for w, c in zip((.2126, .7152, .0722), linear))


@pytest.mark.parametrize("dark", [False, True])
def test_text_can_be_read_by_day_and_by_night(browser, site, dark):
    """Contrast of the running text, WCAG 2.1 section 1.4.3: 4.5 to 1."""
    folder, pages = site
    for page in pages[:2]:
        browser.open(folder / page, dark)
        ink = browser.run("getComputedStyle(document.querySelector('p')).color")
        paper = browser.run("""(() => {
            for (let e = document.querySelector('p'); e; e = e.parentElement) {
                let c = getComputedStyle(e).backgroundColor;
                if (c != 'rgba(0, 0, 0, 0)') return c;
            }
            return 'rgb(255, 255, 255)';
        })()""")
        low, high = sorted((luminance(ink), luminance(paper)))
        assert (high + .05) / (low + .05) >= 4.5, (page, ink, paper)


@pytest.mark.parametrize("format", ["html", "xhtml"])
def test_no_vector_runs(browser, tmp_path, format):
    """Extracted markup with no policy around it: nothing runs, nothing loads."""
    from conftest import page
    from test_active import TITLE, VECTORS, paragraphs
    offprint = Offprint(tmp_path)
    source = tmp_path / "source.html"
    source.write_text(page(TITLE, body=paragraphs(VECTORS)))
    made = tmp_path / f"made.{format}"
    made.write_bytes(offprint("extract", "--format", format, source).out)
    asked = browser.open(made)
    assert browser.run("document.body.innerText.length") > 1000
    browser.run("document.querySelectorAll('*').forEach(e => {"
                "e.dispatchEvent(new Event('click'));"
                "e.dispatchEvent(new Event('focus'))}); 1")
    assert not browser.run("window.ran || 0")
    assert not [url for url in asked if "evil.example" in url], asked
    raw = tmp_path / "raw.html"
    raw.write_text(page(body="<img src=x onerror=window.ran=1>"))
    browser.open(raw)
    assert browser.run("window.ran || 0") == 1, "the browser runs nothing at all"
