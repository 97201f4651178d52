# SPDX-License-Identifier: MIT
"""archive - look into what offprint wrote, with Python's own means."""
import hashlib
import html.parser
import json
import os
import zipfile


class Archive:
    """The entries of a zip or a folder, as {name: bytes}."""

    def __init__(self, path):
        self.path = str(path)
        if os.path.isdir(self.path):
            self.entries = dict(read_folder(self.path))
        else:
            with zipfile.ZipFile(self.path) as file:
                assert file.testzip() is None
                self.entries = {i.filename: file.read(i)
                                for i in file.infolist() if not i.is_dir()}

    @property
    def metadata(self):
        name = "EPUB/metadata.json" if self.is_book else "metadata.json"
        return json.loads(self.entries[name])

    @property
    def is_book(self):
        return "mimetype" in self.entries

    @property
    def cover(self):
        name = "EPUB/index.xhtml" if self.is_book else "index.html"
        return self.entries[name].decode()

    @property
    def captures(self):
        """The WARC file's bytes; None when it is left out."""
        return self.entries.get("archive/data.warc.gz" if self.is_book
                                else "capture/data.warc.gz")

    @property
    def articles(self):
        return self.metadata["articles"]

    def article(self, title):
        """The article whose title starts so."""
        return next(a for a in self.articles if a["title"].startswith(title))

    def page(self, article):
        return Page(self.entries[article["file"]].decode())

    def pages(self):
        return {name: Page(data.decode()) for name, data in self.entries.items()
                if name.endswith((".html", ".xhtml"))}


def read_folder(path):
    for folder, _, names in os.walk(path):
        for name in names:
            full = os.path.join(folder, name)
            with open(full, "rb") as file:
                yield os.path.relpath(full, path), file.read()


def sha256(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


class Page(html.parser.HTMLParser):
    """A page's elements as (tag, attributes), its text, and its addresses."""

    ADDRESSES = ("src", "href", "srcset", "poster", "data", "action",
                 "background", "cite", "formaction")

    INLINE = ("a", "abbr", "b", "bdi", "cite", "code", "em", "i", "img", "q",
              "s", "small", "span", "strong", "sub", "sup", "time", "u", "mark")

    def __init__(self, source):
        super().__init__()
        self.source = source
        self.elements, self.parts, self.silent = [], [], 0
        self.feed(source)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))
        self.silent += tag in ("style", "script", "title")
        self.part(tag)

    def handle_startendtag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))

    def part(self, tag):
        """Only what stands inside a line is not parted from its neighbours."""
        if tag not in self.INLINE:
            self.parts.append(" ")

    def handle_endtag(self, tag):
        self.part(tag)
        self.silent -= tag in ("style", "script", "title")

    def handle_data(self, data):
        if not self.silent:
            self.parts.append(data)

    @property
    def text(self):
        return " ".join("".join(self.parts).split())

    def all(self, tag):
        return [attributes for name, attributes in self.elements if name == tag]

    def addresses(self):
        return [(tag, name, value) for tag, attributes in self.elements
                for name, value in attributes.items() if name in self.ADDRESSES]
