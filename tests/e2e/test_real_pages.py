# SPDX-License-Identifier: MIT
"""Books made of pages as the web has them, before two checkers of books.

The pages lie beside the project (conftest.SHARED); without them, skipped. Each
checker looks at all books in one process: to start it is what costs.
"""
import json
import os
import shutil
import subprocess

import pytest

from conftest import LIMIT, Offprint
from test_judges import MODULES, judge, program, say

pytestmark = pytest.mark.heavy

SETS = ("zyte", "postlight", "readability", "fundus", "zhnews")
COUNT = 200
EPUBCHECK = "/usr/share/java/epubcheck.jar"


@pytest.fixture(scope="module")
def pages(shared, tmp_path_factory):
    """So many pages, evenly chosen: (file, the URL it came from)."""
    folder = tmp_path_factory.mktemp("corpus")
    for name in SETS:
        file = shared / "corpus" / (name + ".tar.zst")
        if not file.exists() or not shutil.which("zstd"):
            pytest.skip(f"no {file}, or no zstd")
        subprocess.run(["tar", "--zstd", "-xf", file, "-C", folder],
                       check=True, timeout=LIMIT)
    found = sorted(folder.glob("*/*/page.html"))
    assert len(found) > COUNT
    return [(page, url_of(page)) for page in found[::len(found) // COUNT]]


def url_of(page):
    told = json.loads((page.parent / "truth.json").read_text())
    return told["url"] or "http://page.example/"


@pytest.fixture(scope="module")
def books(pages, tmp_path_factory):
    """A book of each page that holds an article: most do."""
    offprint = Offprint(tmp_path_factory.mktemp("real"))
    for number, (page, url) in enumerate(pages):
        run = offprint("get", "-q", "--offline", "--url", url, "-o",
                       f"{number}.epub", page)
        assert run.status in (0, 9, 10, 11), (page, run.err)
    made = sorted(offprint.folder.glob("*.epub"))
    assert len(made) > 0.9 * COUNT
    return made


def lines(books):
    return "".join(f"{book}\n" for book in books)


EVERY_BOOK = """
import com.adobe.epubcheck.api.EpubCheck;
import com.adobe.epubcheck.util.*;
import java.io.*;

class EveryBook {
    static class Report extends WriterReportImpl {
        Report(StringWriter said) { super(new PrintWriter(said)); }
        @Override public void info(String file, FeatureEnum fact, String value) {}
    }
    public static void main(String[] none) throws IOException {
        int books = 0;
        BufferedReader names = new BufferedReader(new InputStreamReader(System.in));
        for (String name; (name = names.readLine()) != null; books++) {
            StringWriter said = new StringWriter();
            Report report = new Report(said);
            new EpubCheck(new File(name), report).doValidate();
            if (report.getFatalErrorCount() + report.getErrorCount()
                    + report.getWarningCount() > 0)
                System.out.println(name + said);
        }
        System.out.println(books + " books");
    }
}"""


def test_epubcheck_finds_nothing(books, tmp_path):
    if not os.path.exists(EPUBCHECK) or not shutil.which("javac"):
        pytest.skip("no epubcheck, or no JDK")
    source = tmp_path / "EveryBook.java"
    source.write_text(EVERY_BOOK)
    run = say("java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp",
              EPUBCHECK, source, input=lines(books), limit=10 * LIMIT)
    assert run.stdout == f"{len(books)} books\n", \
        run.stdout[-3000:] + run.stderr[-3000:]


EVERY_BOOK_AGAIN = """
const {EpubCheck} = await import(process.argv[1]);
const {readFileSync} = await import('node:fs');
const books = readFileSync(0, 'utf8').trim().split('\\n');
for (const book of books)
    for (const m of (await EpubCheck.validate(readFileSync(book))).messages)
        if (['fatal', 'error', 'warning'].includes(m.severity))
            console.log(book, m.severity, m.message, JSON.stringify(m.location));
console.log(books.length + ' books');"""


def test_another_epubcheck_finds_nothing(books):
    judge("node_modules/@likecoin/epubcheck-ts")
    module = MODULES.resolve() / "@likecoin/epubcheck-ts/dist/index.js"
    run = say(program("node"), "--input-type=module", "-e", EVERY_BOOK_AGAIN,
              module, input=lines(books), limit=5 * LIMIT)
    assert run.stdout == f"{len(books)} books\n", \
        run.stdout[-3000:] + run.stderr[-3000:]
