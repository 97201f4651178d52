# SPDX-License-Identifier: MIT
"""press - a small newspaper whose articles are made of a seed and can change.

Press(server, 40) puts 40 articles on a web.Server that answers conditional
requests by ETag; text is words at random, the same for the same number.
"""
import hashlib
import html
import random

WORDS = """harbour tide clerk ledger ink morning gauge river bridge winter
 station paper lamp market garden stone letter window island engine copper
 weather signal record pencil village orchard railway valley measure captain
 journal summer mountain library keeper pattern column answer question record
 silver timber copper feather hollow lantern meadow narrow ocean quarry""".split()


def sentence(rng):
    words = [rng.choice(WORDS) for _ in range(rng.randint(9, 16))]
    return " ".join(words).capitalize() + "."


def paragraph(rng):
    return " ".join(sentence(rng) for _ in range(rng.randint(4, 6)))


class Article:
    def __init__(self, number):
        rng = random.Random(number)
        self.number = number
        self.path = f"/{2000 + number % 25}/{number:05}/"
        self.title = f"Number {number}: {sentence(rng)[:-1]}"
        self.paragraphs = [paragraph(rng) for _ in range(6)]
        self.related = []
        self.note = ""  # changes the bytes, and nothing that is read
        self.status = 200

    def page(self):
        body = "\n".join(f"<p>{html.escape(p)}</p>" for p in self.paragraphs)
        links = "".join(f'<li><a href="{r.path}">{html.escape(r.title)}</a></li>'
                        for r in self.related)
        links = f"<section><h2>Related posts</h2><ul>{links}</ul></section>\n" * (
            links != "")
        return (
            f'<!DOCTYPE html><html lang="en"><head><title>{self.title} - The '
            f"Press</title><!-- {self.note} -->\n"
            '<meta property="og:type" content="article">\n'
            f'<meta property="og:title" content="{html.escape(self.title)}">\n'
            f'<meta name="author" content="Ann Writer"></head><body>'
            f"<header><nav><a href='/'>Front page</a></nav></header>"
            f"<main><article><h1>{html.escape(self.title)}</h1>\n"
            f"{body}\n</article>{links}</main></body></html>\n").encode()


class Press:
    def __init__(self, server, count):
        self.server = server
        self.articles = [Article(n) for n in range(1, count + 1)]
        for article in self.articles:
            self.publish(article)

    def publish(self, article):
        """Serve the article as it is now."""
        body, status = article.page(), article.status
        tag = '"%s"' % hashlib.sha256(body).hexdigest()[:16]

        def answer(request, send):
            if status != 200:
                head, content = f"HTTP/1.1 {status} Said so\r\n", b"gone"
            elif request.headers.get("if-none-match") == tag:
                head, content = "HTTP/1.1 304 Not Modified\r\n", b""
            else:
                head, content = "HTTP/1.1 200 OK\r\n", body
            send((head + f"ETag: {tag}\r\nContent-Type: text/html; charset="
                  f"utf-8\r\nContent-Length: {len(content)}\r\n"
                  "Connection: close\r\n\r\n").encode() + content)
        self.server.add(article.path, function=answer)

    def url(self, article):
        return self.server.url(article.path)

    def urls(self):
        return [self.url(a) for a in self.articles]

    def asked(self):
        """Requests for articles so far: no robots.txt."""
        return [r for r in self.server.asked() if r.target != "/robots.txt"]

    def wait(self, count, process):
        """Return once so many articles were asked for, or the process ended."""
        def is_enough():
            return len([r for r in self.server.requests
                        if r.target != "/robots.txt"]) >= count
        with self.server.changed:
            while not is_enough() and process.poll() is None:
                self.server.changed.wait(0.05)
