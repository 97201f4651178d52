# SPDX-License-Identifier: MIT
"""tables - what is measured, beside what, and how much it may cost."""
import pathlib
import shutil
import subprocess
import sys

import hostile
import pages
from rounds import Row, table, take_turns

SEED = "/p/0020.html"

PYTHON = """import sys, {0}
for line in open(sys.argv[1]):
    page = open(line.strip(), errors='replace').read()
    try: {1}
    except Exception: pass
"""
NODE = """const { Readability } = require('@mozilla/readability')
const { parseHTML } = require('linkedom'), fs = require('fs')
for (const path of fs.readFileSync(process.argv[1], 'utf8').trim().split('\\n'))
  try {
    new Readability(parseHTML(fs.readFileSync(path, 'utf8')).document).parse()
  } catch {}
"""


def in_python(module, call):
    return (f"{module} (Python)", "python3", ("-c", f"import {module}"),
            ("-c", PYTHON.format(module, call)))


# Name, program, how it is told to be there, what it is given before the list.
EXTRACTORS = (
    in_python("trafilatura", "trafilatura.extract(page)"),
    in_python("readability", "readability.Document(page).summary()"),
    ("Readability (Node, linkedom)", "node",
     ("-e", "require('@mozilla/readability'), require('linkedom')"),
     ("-e", NODE)),
)


def installed(name):
    """Where a peer is; says so when it is not."""
    found = shutil.which(name)
    if not found:
        print(f"bench: no {name}; its row is left out", file=sys.stderr)
    return found


class Bench:
    """The program, the folder to work in, and how often to repeat."""

    def __init__(self, program, folder, made, rounds):
        self.program = program
        self.floor, self.parse, self.cost = made
        self.rounds, self.folder = rounds, folder
        self.out = folder / "out"
        self.targets = []

    def row(self, name, *command):
        return Row(name, command, self.sweep)

    def sweep(self):
        shutil.rmtree(self.out, ignore_errors=True)
        (self.out / "many").mkdir(parents=True)

    def take(self, rows, rounds=None):
        self.sweep()
        return take_turns(rows, rounds or self.rounds, self.cost, self.out)

    def get(self, *arguments):
        return (self.program, "-q", "--delay", "0", *arguments)

    def target(self, what, measured, most, form="{:.2f}"):
        self.targets.append((what, form.format(measured), form.format(most),
                             measured <= most))

    # --- one article -------------------------------------------------------

    def peers(self, base):
        url = base + SEED
        pages6 = [url] + [f"{base}/p/{n}.html" for n in self.related]
        wget = ("-q", "-r", "-l1", "-p", "--compression=auto", "-e", "robots=off")
        known = {
            "wget -r -l1 -p": ("wget", *wget, url),
            "wget -r -l1 -p --warc-file": ("wget", *wget, "--warc-file=w", url),
            "wget2 -p, six URLs": ("wget2", "-q", "-p", "--robots=off",
                                   "--compression=gzip", *pages6),
            "HTTrack -r2, no limits": (
                "httrack", "-%!", "-n", "-c16", "-A0", "-%c0", "-G0", url, "-O",
                "w", "-r2", "-s0", "-q", "-%v0", "-I0", "-*",
                f"+{base[7:]}/*"),
            "percollate epub, six URLs": ("percollate", "epub", "--no-cover",
                                          "-o", "p.epub", *pages6),
            "SingleFile, one page": ("single-file", url, "s.html"),
        }
        return [self.row(name, *command) for name, command in known.items()
                if installed(command[0])]

    @property
    def related(self):
        return [f"{(20 * 5 + 1 + 37 * i) % pages.PAGES:04d}" for i in range(5)]

    def article(self, base):
        url = base + SEED
        rows = [
            self.row("floor", self.floor, "-o", "f.zip", url),
            self.row("offprint -f zip --no-evidence", *self.get(
                "-f", "zip", "--no-evidence", "-o", "o.zip", url)),
            self.row("offprint (EPUB and evidence)", *self.get(
                "-o", "o.epub", url)),
        ] + self.peers(base)
        self.take(rows)
        table("An article and its five related ones, with images: 38 requests",
              rows)
        self.target("CPU, zip without evidence / floor",
                    rows[1].ratio(rows[0], "cpu"), 1.15)
        for row in rows:
            if row.name.endswith("--warc-file"):
                self.target("CPU, with evidence / wget --warc-file",
                            rows[2].ratio(row, "cpu"), 0.85)
        self.target("peak memory, MB", rows[2].median("memory"), 32, "{:.0f}")

    def packing(self, base):
        """What an archive adds, to who has everything in hand already."""
        url = base + SEED
        rows = [
            self.row("floor, nothing kept", self.floor, "-n", "-o", "f.zip", url),
            self.row("floor", self.floor, "-o", "f.zip", url),
            self.row("offprint -f text --no-evidence", *self.get(
                "-f", "text", "--no-evidence", "-o", "o.txt", url)),
            self.row("offprint (EPUB and evidence)", *self.get(
                "-o", "o.epub", url)),
        ]
        self.take(rows, 2 * self.rounds)
        table("To pack it: the same articles and images, kept and not kept", rows)
        self.target("CPU of packing / of floor's",
                    rows[3].more(rows[2], "cpu") / rows[1].more(rows[0], "cpu"),
                    1.3)

    def distant(self, base):
        url = base + SEED
        floors = [self.row(f"floor, {n} transfers at once", self.floor, "-c", n,
                           "-o", "f.zip", url) for n in (6, 16, 40)]
        mine = self.row("offprint -f zip --no-evidence", *self.get(
            "-f", "zip", "--no-evidence", "-o", "o.zip", url))
        rows = floors + [mine] + [row for row in self.peers(base)
                                  if row.name == "wget -r -l1 -p"]
        self.take(rows)
        table("The same at round trips of 50 ms", rows, ("wall",))
        best = min(floors, key=lambda row: row.median("wall"))
        self.target("wall at 50 ms / floor at its best",
                    mine.ratio(best, "wall"), 1.15)
        if len(rows) > 4:
            self.target("wall at 50 ms / wget -r -l1 -p",
                        mine.ratio(rows[4], "wall"), 0.4)

    # --- saved pages -------------------------------------------------------

    def listed(self, paths, name):
        listing = self.folder / name
        listing.write_text("".join(f"{path}\n" for path in paths))
        return listing

    def extraction(self, paths):
        listing = self.listed(paths, "pages.txt")
        rows = [
            self.row("gumbo alone", self.parse, listing),
            self.row("offprint extract", self.program, "extract", "-q",
                     "--format", "text", "-i", listing),
        ] + self.extractors(listing)
        self.take(rows)
        table(f"Reading {len(paths)} saved pages", rows)
        self.target("CPU, extract / gumbo alone",
                    rows[1].ratio(rows[0], "cpu"), 0.75)

    def extractors(self, listing):
        """Python's and Node's, as far as they are installed; each in one
        process. Node looks in NODE_PATH as well."""
        made = []
        for name, program, test, code in EXTRACTORS:
            if subprocess.run([program, *test], capture_output=True).returncode:
                print(f"bench: no {name}; its row is left out", file=sys.stderr)
            else:
                made.append(self.row(name, program, *code, listing))
        return made

    def sandbox(self, base, paths):
        """What it costs that whoever reads a page can do nothing else."""
        listing, url = self.listed(paths, "pages.txt"), base + SEED
        for what, most, command in (
                ("extract", 1.03, (self.program, "extract", "-q", "--format",
                                   "jsonl", "-i", listing)),
                ("get", 1.15, self.get("-f", "zip", "--overwrite", "-o",
                                       "o.zip", url))):
            rows = [self.row(f"offprint {what} --no-sandbox", *command,
                             "--no-sandbox"),
                    self.row(f"offprint {what}", *command)]
            self.take(rows)
            table(f"{what}, shut in", rows)
            self.target(f"CPU, {what} / --no-sandbox",
                        rows[1].ratio(rows[0], "cpu"), most)

    def processes(self, paths):
        listing = self.listed((paths * (1 + 1000 // len(paths)))[:1000], "many.txt")
        rows = [self.row(f"offprint extract -j {n}", self.program, "extract", "-q",
                         "--format", "text", "-j", n, "-i", listing)
                for n in (1, 2)]
        self.take(rows, min(self.rounds, 5))
        table("1,000 saved pages in one process, and in two", rows,
              ("wall", "cpu"))
        self.target("wall, extract -j 2 / -j 1", rows[1].ratio(rows[0], "wall"),
                    0.55)

    # --- growth ------------------------------------------------------------

    def bulk(self, base, counts):
        rows = []
        for count in counts:
            urls = [f"{base}/again/{i // pages.PAGES}/p/{i % pages.PAGES:04d}.html"
                    for i in range(count)]
            rows.append(self.row(f"offprint -i, {count:,} URLs", *self.get(
                "--related", "0", "--no-images", "--output-dir", "many",
                "--output-template", "{hash}", "-i",
                self.listed(urls, f"urls-{count}.txt"))))
        self.take(rows, 1 if counts[-1] > 1000 else min(self.rounds, 3))
        table("Many articles, an archive each", rows)
        per_page = rows[-1].median("cpu") / counts[-1]
        self.target(f"CPU per page, {counts[-1]:,} / {counts[0]:,} pages",
                    per_page / (rows[0].median("cpu") / counts[0]), 1.05)
        self.target(f"memory, {counts[-1]:,} / {counts[-2]:,} pages",
                    rows[-1].median("memory") / rows[-2].median("memory"), 1.15)

    # --- the rest ----------------------------------------------------------

    def hostile(self):
        rows = []
        for name, page in hostile.pages().items():
            path = self.folder / "hostile" / f"{name}.html"
            path.parent.mkdir(exist_ok=True)
            path.write_text(page)
            rows.append(self.row(name, self.program, "extract", path))
            rows[-1].fine = range(20)  # any answer, but no death
        self.take(rows, 1)
        dead = [row.name for row in rows if row.failed()]
        slow = max(rows, key=lambda row: row.median("cpu"))
        fat = max(rows, key=lambda row: row.median("memory"))
        print(f"\nHostile pages of 1 MB: {len(rows)}, killed by them: "
              f"{', '.join(dead) or 'none'}; slowest {slow.name}, largest "
              f"{fat.name}")
        self.target("seconds of CPU for a hostile page", slow.median("cpu"), 0.5)
        self.target("MB for a hostile page", fat.median("memory"), 256, "{:.0f}")

    def start(self):
        rows = [self.row("offprint --version", self.program, "--version"),
                self.row("curl --version", "curl", "--version")]
        self.take(rows)
        table("To start: most of it is linking", rows)
        self.target("ms of CPU, --version", rows[0].median("cpu") * 1000, 10,
                    "{:.1f}")

    def summary(self):
        print("\nWhat was wanted\n\n| | measured | at most | |\n"
              "| --- | ---: | ---: | --- |")
        for what, measured, most, met in self.targets:
            print(f"| {what} | {measured} | {most} | {'' if met else 'missed'} |")


def saved_pages(corpus, folder, count):
    """Files to read: of a corpus, evenly chosen, or made up."""
    if corpus:
        found = sorted(pathlib.Path(corpus).resolve().rglob("*.html"))
        if not found:
            sys.exit(f"bench: no *.html under {corpus}")
        return found[::max(1, len(found) // count)][:count]
    return sorted((folder / "site/p").glob("*.html"))[:count]
