# SPDX-License-Identifier: MIT
"""What programs of others make of an archive: readers, players, checkers.

They come from Debian and, by scripts/install-judges, from npm; one that is not
there is skipped by name.
"""
import http.server
import contextlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import threading
import time

import pytest

from archive import Archive
from conftest import LIMIT, Offprint
from test_heavy import browser  # noqa: F401 (a fixture)

pytestmark = pytest.mark.heavy

OFFPRINT = pathlib.Path(os.environ.get("OFFPRINT", "build/offprint"))
JUDGES = OFFPRINT.parent / "judges"
MODULES = JUDGES / "node_modules"


def judge(path):
    """A file of a judge; skips without it."""
    if not (JUDGES / path).exists():
        pytest.skip(f"no {path}; scripts/install-judges gets it")
    return JUDGES / path


def program(name):
    if not shutil.which(name):
        pytest.skip(f"no {name}")
    return name


@pytest.fixture(scope="module")
def book(demo, tmp_path_factory):
    """One archive under both of its names."""
    run = Offprint(tmp_path_factory.mktemp("judged"))(
        "get", *demo.options, "-o", "a.epub", demo.url)
    assert run.status == 0, run.err
    shutil.copy(run.folder / "a.epub", run.folder / "a.wacz")
    return run.folder / "a.epub"


def say(*command, limit=2 * LIMIT, **options):
    return subprocess.run(list(map(str, command)), text=True, timeout=limit,
                          capture_output=True, **options)


# --- containers ------------------------------------------------------------

@pytest.mark.parametrize("command", [
    ("unzip", "-tqq"), ("7z", "t", "-bd"), ("bsdtar", "-tf"),
    ("python3", "-m", "zipfile", "-t")], ids=lambda c: c[0])
def test_unpackers_are_content(book, command):
    program(command[0])
    run = say(*command, book)
    assert run.returncode == 0 and "arning" not in run.stdout + run.stderr, \
        run.stdout + run.stderr


@pytest.mark.parametrize("form", ["7z", "tar.gz", "tar.zst", "tar.xz"])
def test_other_containers_are_read_as_well(offprint, book, form):
    program("bsdtar")
    offprint("export", "-f", form, "-o", "x." + form, book)
    run = say("bsdtar", "-xf", offprint.folder / ("x." + form), "-C",
              offprint.folder)
    assert run.returncode == 0, run.stderr
    run = say("sha256sum", "--quiet", "-c", "manifest-sha256.txt",
              cwd=offprint.folder)
    assert run.returncode == 0, run.stdout


# --- captures --------------------------------------------------------------

def test_warcio_reads_every_record(book, tmp_path):
    made = Archive(book)
    (tmp_path / "data.warc.gz").write_bytes(made.captures)
    run = say(program("node"), judge("node_modules/warcio/dist/cli.js"),
              "index", tmp_path / "data.warc.gz")
    lines = [json.loads(line) for line in run.stdout.splitlines()]
    told = json.loads(say(OFFPRINT, "verify", "--json", book).stdout)
    assert run.returncode == 0 and len(lines) == told["records"] > 20
    index = made.entries["indexes/index.cdx"].decode()
    answers = [line for line in lines if line["warc-type"] == "response"]
    assert len(answers) == len(index.splitlines())
    assert all(f'"offset": "{line["offset"]}"' in index for line in answers)


# --- a site for the browser ------------------------------------------------

class Site(http.server.ThreadingHTTPServer):
    """Files under names, with ranges, as players of web archives want them."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.files, self.texts = {}, {}
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def url(self, path):
        return f"http://127.0.0.1:{self.server_address[1]}{path}"


class Handler(http.server.BaseHTTPRequestHandler):
    TYPES = {".js": "text/javascript", ".html": "text/html",
             ".json": "application/json", ".css": "text/css"}

    def find(self):
        path = self.path.split("?")[0]
        if path in self.server.texts:
            return self.server.texts[path].encode()
        for prefix, folder in self.server.files.items():
            file = pathlib.Path(folder) / path[len(prefix):].lstrip("/")
            if path.startswith(prefix) and file.is_file():
                return file.read_bytes()
        return None

    def do_GET(self):
        data = self.find()
        if data is None:
            self.send_error(404)
            return
        match = re.fullmatch(r"bytes=(\d*)-(\d*)", self.headers["Range"] or "")
        start, end = 0, len(data)
        if match:
            first, last = match.groups()
            start = int(first) if first else end - int(last)
            end = int(last) + 1 if first and last else end
        kind = pathlib.Path(self.path.split("?")[0]).suffix or ".html"
        self.send_response(206 if match else 200)
        self.send_header("Content-Type", self.TYPES.get(
            kind, "application/octet-stream"))
        self.send_header("Accept-Ranges", "bytes")
        self.send_header("Content-Length", str(end - start))
        if match:
            self.send_header("Content-Range",
                             f"bytes {start}-{end - 1}/{len(data)}")
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(data[start:end])

    do_HEAD = do_GET

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def site(book):
    with contextlib.closing(Site()) as made:
        made.close = lambda: (made.shutdown(), made.server_close())
        made.files["/book"] = book.parent
        yield made


# Every document in the page: frames, and what hides in shadow roots.
DOCUMENTS = """(() => {
    const found = [];
    const walk = root => {
        for (const e of root.querySelectorAll('*')) {
            if (e.shadowRoot) walk(e.shadowRoot);
            if (e.tagName == 'IFRAME' && e.contentDocument) {
                found.push(e.contentDocument);
                walk(e.contentDocument);
            }
        }
    };
    walk(document);
    return found.map(d => {
        const original = d.body && d.body.innerText.includes(TITLE);
        for (const url of original && !d.asked ? URLS : [])
            d.body.append(Object.assign(d.createElement('img'), {src: url}));
        d.asked = original;
        const images = [...d.images].slice(-URLS.length);
        for (const i of images)  // asked for before its worker could answer
            if (i.complete && !i.naturalWidth)
                i.src = i.src;
        return {text: d.body ? d.body.innerText : '', original,
                images: images.map(i => i.naturalWidth)};
    });
})()"""


def wait_for(browser, script, wanted):
    """Evaluate until it is what is wanted, at most for so long."""
    end = time.monotonic() + 2 * LIMIT
    while True:
        value = browser.run(script)
        if wanted(value):
            return value
        assert time.monotonic() < end, value
        browser.run("new Promise(done => setTimeout(() => done(1), 200))")


@pytest.mark.parametrize("name", ["a.epub", "a.wacz"])
def test_the_player_shows_the_original_page(browser, site, demo, name):
    site.files["/replay"] = site.files["/player"] = judge("player")
    site.texts["/play"] = (
        "<!doctype html><script src=/player/ui.js></script><replay-web-page "
        "style='height:700px;display:block' embed=replayonly "
        f"source=/book/{name} url='{demo.url}' replaybase=/replay/>")
    article = Archive(site.files["/book"] / name).articles[0]
    urls = [image["url"] for image in article["images"]]
    script = (f"{{const TITLE = {json.dumps(article['title'])}, "
              f"URLS = {json.dumps(urls)}; {DOCUMENTS}}}")
    browser.visit(site.url("/play"))
    wait_for(browser, "navigator.serviceWorker.getRegistrations()"
             ".then(all => all.some(r => r.active))", bool)
    browser.visit(site.url("/play"))  # its worker was not there at first

    def is_shown(documents):
        return any(d["original"] and all(d["images"])
                   for d in documents or [])
    [page] = [d for d in wait_for(browser, script, is_shown) if d["original"]]
    # The original, with its menu and all that is cut away in a chapter.
    assert len(page["images"]) == len(urls) == 3
    assert len(page["text"].split()) > article["word_count"]
    assert "RELATED POST" in page["text"].upper()


READERS = {"epubjs": ("node_modules/epubjs/dist/epub.min.js", """
    <script src=/modules/jszip/dist/jszip.min.js></script>
    <script src=/modules/epubjs/dist/epub.min.js></script>
    <div id=v style='width:600px;height:800px'></div><script>
    (async () => {
        const book = ePub('/book/a.epub');
        const view = book.renderTo('v', {width: 600, height: 800,
                                         flow: 'scrolled-doc'});
        const toc = (await book.loaded.navigation).toc.map(t => t.label.trim());
        const chapters = [];
        for (const item of book.spine.spineItems) {
            await view.display(item.href);
            const d = view.getContents()[0].document;
            await Promise.all([...d.images].map(i => i.decode().catch(() => 0)));
            chapters.push({text: d.body.textContent,
                           images: [...d.images].map(i => i.naturalWidth)});
        }
        window.told = {toc, chapters};
    })().catch(e => window.told = String(e));</script>"""),
    "foliate-js": ("node_modules/foliate-js/view.js", """
    <div id=v></div><script type=module>
    import '/modules/foliate-js/view.js';
    (async () => {
        const view = document.createElement('foliate-view');
        view.style = 'display:block;width:600px;height:800px';
        document.body.append(view);
        let loaded;
        view.addEventListener('load', e => loaded(e.detail.doc));
        const file = await (await fetch('/book/a.epub')).blob();
        await view.open(new File([file], 'a.epub'));
        const toc = view.book.toc.map(t => t.label.trim()), chapters = [];
        for (const section of view.book.sections.keys()) {
            const shown = new Promise(done => loaded = done);
            await view.goTo(section);
            const d = await shown;
            await Promise.all([...d.images].map(i => i.decode().catch(() => 0)));
            chapters.push({text: d.body.textContent,
                           images: [...d.images].map(i => i.naturalWidth)});
        }
        window.told = {toc, chapters};
    })().catch(e => window.told = String(e.stack));</script>""")}


@pytest.mark.parametrize("reader", READERS)
def test_a_reader_of_books_shows_it(browser, site, book, reader):
    file, text = READERS[reader]
    judge(file)
    site.files["/modules"] = MODULES
    site.texts["/read"] = "<!doctype html><meta charset=utf-8>" + text
    browser.visit(site.url("/read"))
    told = wait_for(browser, "window.told", lambda value: value)
    assert isinstance(told, dict), told
    titles = [a["title"] for a in Archive(book).articles]
    assert told["toc"][-len(titles):] == titles
    assert len(told["chapters"]) >= len(titles) + 1
    for title, chapter in zip(titles, told["chapters"][-len(titles):]):
        assert title in chapter["text"] and len(chapter["text"]) > 500
        assert all(chapter["images"]), (title, chapter["images"])
    assert sum(len(c["images"]) for c in told["chapters"]) >= 8


# --- checkers --------------------------------------------------------------

def test_another_epubcheck_finds_nothing(book):
    run = say(program("node"), judge("node_modules/.bin/epubcheck-ts"),
              "--json", "-", "--quiet", book)
    assert run.returncode == 0, run.stdout[-3000:] + run.stderr[-3000:]
    worst = [m for m in json.loads(run.stdout)["messages"]
             if m["severity"].lower() in ("fatal", "error", "warning")]
    assert worst == []


ACE = """
const ace = require('@daisy/ace-core');
const runner = require('@daisy/ace-axe-runner-puppeteer');
const {run} = runner;
runner.concurrency = 2;
runner.run = async (...page) => { // a busy machine: puppeteer asks too early
    for (let tries = 1;; tries++)
        try { return await run(...page); }
        catch (e) { if (tries == 5 || !/too early/.test(e)) throw e; }
};
ace(process.argv[1], {cwd: '.', initLogger: true, silent: true, lang: 'en'},
    runner)
    .then(() => process.exit(0), e => (console.error(e), process.exit(1)));"""


@pytest.mark.parametrize("of", ["demo", "seed"])
def test_nothing_stands_in_the_way_of_a_reader(offprint, book, request, of):
    """DAISY Ace, with axe on every page: nothing serious, nothing critical."""
    judge("node_modules/@daisy/ace-core")
    chromium = program("chromium")
    if of == "seed":
        shared = request.getfixturevalue("shared")
        way = request.getfixturevalue("replay")(shared / "seed-site/map.json")
        url = json.loads((shared / "seed-site/expected.json").read_text())["url"]
        run = offprint("get", "--delay", "0", *way, "-o", "s.epub", url)
        assert run.status in (0, 9), run.err
        book = offprint.folder / "s.epub"
    with tempfile.TemporaryDirectory() as folder:  # short: it holds a socket
        run = say(program("node"), "-e", ACE, book, cwd=JUDGES, limit=5 * LIMIT,
                  env={**os.environ, "ACE_TIMEOUT_INITIAL": "60000",
                       "PUPPETEER_EXECUTABLE_PATH": shutil.which(chromium),
                       "TMPDIR": folder})
    assert run.returncode == 0, run.stderr[-3000:]
    files = {file["earl:testSubject"]["url"]: file["assertions"]
             for file in json.loads(run.stdout)["assertions"]}
    articles = Archive(book).articles
    assert {a["file"].removeprefix("EPUB/") for a in articles} < set(files)
    assert not [(file, one["earl:test"], one["earl:result"])
                for file, found in files.items() for one in found
                if one["earl:test"]["earl:impact"] in ("serious", "critical")]


RULES = {"extends": ["html-validate:standard"], "rules": {
    # How it is written is ours to choose; what it means is not.
    "no-inline-style": "off", "void-style": "off", "long-title": "off",
    "attr-quotes": "off", "no-trailing-whitespace": "off",
    "doctype-style": "off", "text-content": "off", "no-raw-characters": "off",
    "wcag/h30": "off", "wcag/h37": "off", "tel-non-breaking": "off",
    "prefer-native-element": "off", "no-implicit-button-type": "off",
    "require-sri": "off", "heading-level": "off", "no-redundant-for": "off",
    "valid-id": ["error", {"relaxed": True}]}}


@pytest.mark.parametrize("form", ["zip", "html"])
def test_html_is_valid(offprint, book, form):
    binary = judge("node_modules/.bin/html-validate")
    offprint("export", "-f", form, "-o", "x." + form, book)
    if form == "zip":
        subprocess.run(["unzip", "-q", "x.zip"], cwd=offprint.folder,
                       check=True)
    (offprint.folder / "rules.json").write_text(json.dumps(RULES))
    pages = sorted(offprint.folder.rglob("*.html"))
    run = say(program("node"), binary, "--config", "rules.json", *pages,
              cwd=offprint.folder)
    assert pages and run.returncode == 0, run.stdout[-3000:]


PLAYER_CHECKS = """
const {readFileSync} = require('node:fs'), {subtle} = globalThis.crypto;
const {signedData: s} = JSON.parse(readFileSync(0));
const raw = text => Buffer.from(text, 'base64');
subtle.importKey('spki', raw(s.publicKey), {name: 'ECDSA', namedCurve: 'P-384'},
                 true, ['verify'])
    .then(key => subtle.verify({name: 'ECDSA', hash: 'SHA-256'}, key,
                               raw(s.signature), Buffer.from(s.hash)))
    .then(console.log);"""


def test_web_cryptography_checks_the_signature(offprint, book):
    """By the calls that players of web archives make."""
    offprint("keygen", "my.pem")
    run = offprint("export", "-f", "wacz", "--sign", "my.pem", "-o", "s.wacz",
                   book)
    assert run.status == 0, run.err
    digest = Archive(offprint.folder / "s.wacz").entries[
        "datapackage-digest.json"].decode()
    for text, wanted in ((digest, "true\n"),
                         (digest.replace("sha256:", "sha256: "), "false\n")):
        run = say(program("node"), "-e", PLAYER_CHECKS, input=text)
        assert run.stdout == wanted, run.stderr
