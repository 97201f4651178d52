# SPDX-License-Identifier: MIT
"""What of a page is its article: every kind of thing that is kept, in every
format, and every kind that is dropped."""
import pytest

BEFORE = (
    "The dredger lay two days at the inner mole because its pump had lost a "
    "bearing, and nobody in the yard would say how long the part would take.",
    "On the third morning the foreman walked the quay with a lead line, dropped "
    "it every ten paces, and wrote what it said on the back of a bill.",
    "By his count the channel had lost a hand's breadth since the spring, which "
    "agreed with what the pilots had been saying for most of the summer.")
AFTER = (
    "The harbour board met that evening, heard him for an hour, and voted the "
    "money for a new bearing and for a second line to measure with.",
    "What the board did not vote was a survey of the outer bank, where the sand "
    "moves most and where no one had put down a line since the war.",
    "So the foreman went out himself, in a borrowed skiff, on the first calm "
    "Sunday, and came back with forty soundings and a cold.")
TITLE = "The foreman who measured the channel"
URL = "https://harbour.example/2021/foreman"


def page(amid="", head="", top="", end="", before=BEFORE, after=AFTER):
    """An article with something amid its text, and around it."""
    def paragraphs(lines):
        return "".join(f"<p>{line}</p>\n" for line in lines)
    return (f"<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>"
            f"{TITLE}</title>{head}</head><body><header><nav><a href=/>Home</a>"
            f" <a href=/news>News</a></nav></header>{top}<main><article><h1>"
            f"{TITLE}</h1>\n{paragraphs(before)}{amid}\n{paragraphs(after)}"
            f"</article></main>{end}<footer><p>All rights reserved</p></footer>"
            f"</body></html>").encode()


def extract(offprint, content, format, url=URL):
    run = offprint("extract", "--format", format, "--url", url, "-",
                   input=content)
    assert run.status == 0, run.err
    return run.out.decode()


def between(text):
    """What stands between the paragraphs before and those behind."""
    text = text[text.index(BEFORE[-1]) + len(BEFORE[-1]):text.index(AFTER[0])]
    return text.removeprefix("</p>").removesuffix("<p>").strip()


TABLE = ("<table><caption>Depths, in feet</caption><thead><tr><th>Place</th>"
         "<th colspan=2>Depth</th></tr></thead><tbody><tr><td rowspan=2>Inner"
         "</td><td>spring</td><td>21</td></tr><tr><td>autumn</td><td>20</td>"
         "</tr></tbody><tfoot><tr><td colspan=3>At low water</td></tr></tfoot>"
         "</table>")
CODE = "def depth(line):\n    if line:\n\n\treturn len(line)  / 6\n"
IMAGE = '<img src="{0}/lead.jpg" alt="A lead line" width="800" height="500">'
SITE = "https://harbour.example"


def embed(link, label):
    return (f'<figure class="embed"><figcaption class="aside"><a href="{link}">'
            f'{label}</a></figcaption></figure>')


# name: what stands in the page, what HTML says, what Markdown says
KEPT = {
    "headings": (
        "<h2>The bank</h2><p>It moves with every gale.</p><h3>Its edge</h3>"
        "<p>Nobody has drawn it since.</p>",
        "<h2>The bank</h2><p>It moves with every gale.</p><h3>Its edge</h3>"
        "<p>Nobody has drawn it since.</p>",
        "## The bank\n\nIt moves with every gale.\n\n### Its edge\n\nNobody has "
        "drawn it since."),
    "a paragraph's language": (
        '<p lang="de">Er schrieb es auf deutsch in sein Buch, weil er es so '
        'gelernt hatte.</p>',
        '<p lang="de">Er schrieb es auf deutsch in sein Buch, weil er es so '
        'gelernt hatte.</p>',
        "Er schrieb es auf deutsch in sein Buch, weil er es so gelernt hatte."),
    "a word's language": (
        '<p lang=en-GB>He called it <span lang="fr">le banc perdu</span>, the '
        'lost bank, on his chart.</p>',
        '<p>He called it <span lang="fr">le banc perdu</span>, the lost bank, '
        'on his chart.</p>',
        "He called it le banc perdu, the lost bank, on his chart."),
    "right to left": (
        '<p dir="rtl" lang="ar">كتب رئيس العمال الأعماق على ظهر ورقة الشحن.</p>',
        '<p lang="ar" dir="rtl">كتب رئيس العمال الأعماق على ظهر ورقة الشحن.</p>',
        "كتب رئيس العمال الأعماق على ظهر ورقة الشحن."),
    "lists": (
        "<ul><li>a line of thirty fathoms</li><li>a notebook<ul><li>and a pencil"
        "</li></ul></li></ul><ol start=3><li>Anchor</li><li>Sound</li></ol>",
        "<ul><li>a line of thirty fathoms</li><li><p>a notebook</p><ul><li>and "
        "a pencil</li></ul></li></ul><ol start=\"3\"><li>Anchor</li><li>Sound"
        "</li></ol>",
        "- a line of thirty fathoms\n- a notebook\n\n  - and a pencil\n\n"
        "3. Anchor\n4. Sound"),
    "definitions": (
        "<dl><dt>Fathom</dt><dd>Six feet, the span of a man's arms.</dd><dt>Rule"
        "</dt><dd>thus: <pre>a  b\n c</pre></dd></dl>",
        "<dl><dt>Fathom</dt><dd>Six feet, the span of a man's arms.</dd><dt>Rule"
        "</dt><dd><p>thus: </p><pre>a  b\n c</pre></dd></dl>",
        "Fathom\n\nSix feet, the span of a man's arms.\n\nRule\n\nthus:\n\n"
        "```\na  b\n c\n```"),
    "tables": (
        TABLE,
        TABLE.replace("=2", '="2"').replace("=3", '="3"'),
        "Depths, in feet\n\n| Place | Depth | |\n| --- | --- | --- |\n| Inner | "
        "spring | 21 |\n| | autumn | 20 |\n| At low water | | |"),
    "a caption below the table": (
        "<figure><table><tr><td>Inner</td><td>21</td></tr><tr><td>Outer</td><td>"
        "19</td></tr></table><figcaption>Depths in feet</figcaption></figure>",
        "<figure><table><tbody><tr><td>Inner</td><td>21</td></tr><tr><td>Outer"
        "</td><td>19</td></tr></tbody></table><figcaption>Depths in feet"
        "</figcaption></figure>",
        "| Inner | 21 |\n| --- | --- |\n| Outer | 19 |\n\nDepths in feet"),
    "figures": (
        f'<figure>{IMAGE.format("")}<figcaption>The lead line. Photo: <i>E. Quay'
        f'</i></figcaption></figure>',
        f'<figure>{IMAGE.format(SITE)}<figcaption class="aside">The lead line. '
        f'Photo: <i>E. Quay</i></figcaption></figure>',
        f"![A lead line]({SITE}/lead.jpg)\n\nThe lead line. Photo: *E. Quay*"),
    "galleries": (
        '<div class="gallery"><figure><img src="/1.jpg" alt="One"><figcaption>'
        'At dawn</figcaption></figure><figure><img src="/2.jpg" alt="Two">'
        '<figcaption>At noon</figcaption></figure></div>',
        f'<figure><img src="{SITE}/1.jpg" alt="One"><figcaption class="aside">At '
        f'dawn</figcaption></figure><figure><img src="{SITE}/2.jpg" alt="Two">'
        f'<figcaption class="aside">At noon</figcaption></figure>',
        f"![One]({SITE}/1.jpg)\n\nAt dawn\n\n![Two]({SITE}/2.jpg)\n\nAt noon"),
    "code": (
        f'<pre><code class="language-python">{CODE}</code></pre>',
        f'<pre><code class="language-python">{CODE}</code></pre>',
        f"```python\n{CODE}```"),
    "code among words": (
        "<div>He wrote the rule down like this, <code>d = n / 6</code>, and then "
        "the table:<pre>  3   18\n\n  5   30</pre>and that was that.</div>",
        "<p>He wrote the rule down like this, <code>d = n / 6</code>, and then "
        "the table:</p><pre>  3   18\n\n  5   30</pre><p>and that was that.</p>",
        "He wrote the rule down like this, `d = n / 6`, and then the table:\n\n"
        "```\n  3   18\n\n  5   30\n```\n\nand that was that."),
    "code with numbered lines": (
        "<figure class='highlight ruby'><table><tr><td class=gutter><pre>1\n2\n"
        "</pre></td><td class=code><pre><span>a = 1</span><br><span>  b</span>"
        "</pre></td></tr></table></figure>",
        '<figure><pre>a = 1\n  b</pre></figure>',
        "```\na = 1\n  b\n```"),
    "code with a row a line": (
        "<table class=highlight><tr><td data-line-number=1></td><td>a = 1</td>"
        "</tr><tr><td data-line-number=2></td><td>b = 2</td></tr></table>",
        "<pre>a = 1\nb = 2</pre>",
        "```\na = 1\nb = 2\n```"),
    "code under a button": (
        "<div class=code-toolbar><div class=toolbar><button>Copy</button></div>"
        "<pre><code class='hljs lang-js'>let d = n / 6;\n</code></pre></div>",
        '<pre><code class="language-js">let d = n / 6;\n</code></pre>',
        "```js\nlet d = n / 6;\n```"),
    "quotations": (
        "<blockquote><p>The sand comes back, he used to say, it always does.</p>"
        "<footer>— <cite>E. Quay, log</cite></footer></blockquote>",
        "<blockquote><p>The sand comes back, he used to say, it always does.</p>"
        "<p>— <cite>E. Quay, log</cite></p></blockquote>",
        "> The sand comes back, he used to say, it always does.\n>\n> — *E. Quay,"
        " log*"),
    "a pull quote that is said nowhere else": (
        '<aside class="pull-quote"><p>It was the coldest Sunday that anyone in '
        'the yard could remember.</p></aside>',
        "<blockquote><p>It was the coldest Sunday that anyone in the yard could "
        "remember.</p></blockquote>",
        "> It was the coldest Sunday that anyone in the yard could remember."),
    "footnotes": (
        '<p>The war ended that survey<sup id="r1"><a href="#n1">1</a></sup> and '
        'the next never began.</p><ol class=footnotes><li id="n1">The last sheet '
        'is of June 1914. <a href="#r1">↩</a></li></ol>',
        '<p>The war ended that survey<sup id="r1"><a href="#n1">1</a></sup> and '
        'the next never began.</p><ol><li id="n1">The last sheet is of June 1914.'
        ' <a href="#r1">↩</a></li></ol>',
        "The war ended that survey<sup>[1](#n1)</sup> and the next never began."
        "\n\n1. The last sheet is of June 1914. [↩](#r1)"),
    "MathML": (
        "<p>The depth is <math><mi>d</mi><mo>=</mo><mfrac><mi>n</mi><mn>6</mn>"
        "</mfrac></math> feet, by the marks of his line.</p>",
        "<p>The depth is <math><mi>d</mi><mo>=</mo><mfrac><mi>n</mi><mn>6</mn>"
        "</mfrac></math> feet, by the marks of his line.</p>",
        "The depth is d=n6 feet, by the marks of his line."),
    "formulas as images": (
        '<p>The depth is <img class="latex" src="/latex.php?d" alt="d = n/6" '
        'width=20 height=12> feet, by the marks of his line.</p>',
        f'<p>The depth is <img src="{SITE}/latex.php?d" alt="d = n/6" width="20" '
        f'height="12"> feet, by the marks of his line.</p>',
        f"The depth is ![d = n/6]({SITE}/latex.php?d) feet, by the marks of his "
        f"line."),
    "formulas in TeX": (
        '<p>The depth is <script type="math/tex">d = n/6</script> feet, by the '
        'marks of his line.</p>',
        "<p>The depth is \\(d = n/6\\) feet, by the marks of his line.</p>",
        "The depth is \\\\(d = n/6\\\\) feet, by the marks of his line."),
    "marks in words": (
        "<p>C<sub>57</sub>H<sub>110</sub>, at 40<sup>o</sup>, by <abbr title='At "
        "Greenwich'>GMT</abbr>, on <time datetime=1921-06-05>that Sunday</time>."
        "</p>",
        '<p>C<sub>57</sub>H<sub>110</sub>, at 40<sup>o</sup>, by <abbr title="At '
        'Greenwich">GMT</abbr>, on <time datetime="1921-06-05">that Sunday'
        '</time>.</p>',
        "C<sub>57</sub>H<sub>110</sub>, at 40<sup>o</sup>, by GMT, on that "
        "Sunday."),
    "ruby": (
        "<p>On the chart it was called <ruby>灯<rp>(</rp><rt>tō</rt><rp>)</rp>"
        "</ruby> by the pilots from the east.</p>",
        "<p>On the chart it was called <ruby>灯<rp>(</rp><rt>tō</rt><rp>)</rp>"
        "</ruby> by the pilots from the east.</p>",
        "On the chart it was called 灯(tō) by the pilots from the east."),
    "details": (
        "<details><summary>Its marks</summary><p>Leather at two and three, white "
        "calico at five, red bunting at seven.</p></details>",
        "<details><summary>Its marks</summary><p>Leather at two and three, white "
        "calico at five, red bunting at seven.</p></details>",
        "Its marks\n\nLeather at two and three, white calico at five, red bunting "
        "at seven."),
    "callouts": (
        '<div class="admonition note"><div class="title">Note</div><p>A line that '
        'has been wet shrinks by an inch in the fathom.</p></div><div class='
        '"theme-admonition"><div class="admonitionHeading_x">tip</div><p>Arm the '
        'lead with tallow, and it brings up the ground.</p></div>',
        "<p>Note</p><p>A line that has been wet shrinks by an inch in the fathom."
        "</p><p>tip</p><p>Arm the lead with tallow, and it brings up the ground."
        "</p>",
        "Note\n\nA line that has been wet shrinks by an inch in the fathom.\n\n"
        "tip\n\nArm the lead with tallow, and it brings up the ground."),
    "video": (
        '<video src="/skiff.mp4" poster="/skiff.jpg" title="The skiff" controls>'
        '</video>',
        f'<figure class="embed"><img src="{SITE}/skiff.jpg" alt="The skiff">'
        f'<figcaption class="aside"><a href="{SITE}/skiff.mp4">The skiff</a>'
        f'</figcaption></figure>',
        f"![The skiff]({SITE}/skiff.jpg)\n\n[The skiff]({SITE}/skiff.mp4)"),
    "audio with a caption": (
        "<figure><figcaption>Listen to the bell:</figcaption><audio controls "
        "src=/bell.mp3></audio></figure>",
        f'<figure class="embed"><figcaption class="aside">Listen to the bell:'
        f'</figcaption><p class="aside"><a href="{SITE}/bell.mp3">Audio</a></p>'
        f'</figure>',
        f"Listen to the bell:\n\n[Audio]({SITE}/bell.mp3)"),
    "YouTube": (
        '<iframe src="https://www.youtube.com/embed/aB_1?start=5" title="The bank"'
        '></iframe><figure><div><iframe src="https://www.youtube-nocookie.com/'
        'embed/aB_2"></iframe></div><figcaption>A film</figcaption></figure>'
        '<lite-youtube videoid=aB_3 playlabel=Sand></lite-youtube>',
        embed("https://www.youtube.com/watch?v=aB_1", "YouTube: The bank") +
        '<figure class="embed"><p class="aside"><a href="https://www.youtube.com/'
        'watch?v=aB_2">YouTube</a></p><figcaption class="aside">A film'
        '</figcaption></figure>' +
        embed("https://www.youtube.com/watch?v=aB_3", "YouTube: Sand"),
        "[YouTube: The bank](https://www.youtube.com/watch?v=aB_1)\n\n"
        "[YouTube](https://www.youtube.com/watch?v=aB_2)\n\nA film\n\n"
        "[YouTube: Sand](https://www.youtube.com/watch?v=aB_3)"),
    "Vimeo": (
        '<iframe src="https://player.vimeo.com/video/76?h=8" title="Above">'
        '</iframe>',
        embed("https://vimeo.com/76", "Vimeo: Above"),
        "[Vimeo: Above](https://vimeo.com/76)"),
    "maps": (
        '<iframe src="https://www.google.com/maps/embed?pb=!1m1!2d8.25!3d54.5!2m'
        '3"></iframe><iframe src="https://www.google.com/maps/embed/v1/place?'
        'key=K&amp;q=Outer+bank" title="The bank"></iframe>',
        embed("https://www.google.com/maps?q=54.5,8.25", "Map") +
        embed("https://www.google.com/maps?q=Outer+bank", "Map: The bank"),
        "[Map](https://www.google.com/maps?q=54.5,8.25)\n\n"
        "[Map: The bank](https://www.google.com/maps?q=Outer+bank)"),
    "gists": (
        '<script src="https://gist.github.com/quay/aa5a.js"></script>',
        embed("https://gist.github.com/quay/aa5a", "Gist"),
        "[Gist](https://gist.github.com/quay/aa5a)"),
    "tweets": (
        '<blockquote class="twitter-tweet"><p>The channel has lost a hand.</p>'
        '&mdash; Pilots (@pilots) <a href="https://twitter.com/pilots/status/1">'
        'June 6</a></blockquote><script src="https://platform.twitter.com/'
        'widgets.js"></script>',
        '<figure class="embed"><blockquote><p>The channel has lost a hand.</p><p>'
        '— Pilots (@pilots) <a href="https://twitter.com/pilots/status/1">June 6'
        '</a></p></blockquote></figure>',
        "> The channel has lost a hand.\n>\n> — Pilots (@pilots) [June 6](https:"
        "//twitter.com/pilots/status/1)"),
    "Instagram": (
        '<blockquote class="instagram-media" data-instgrm-permalink="https://www.'
        'instagram.com/p/Ab/"><p>A post shared by Pilots (@pilots)</p>'
        '</blockquote>',
        '<figure class="embed"><blockquote><p>A post shared by Pilots (@pilots)'
        '</p></blockquote><p class="aside"><a href="https://www.instagram.com/p/'
        'Ab/">Instagram</a></p></figure>',
        "> A post shared by Pilots (@pilots)\n\n[Instagram](https://www.instagram"
        ".com/p/Ab/)"),
    "TikTok": (
        '<blockquote class="tiktok-embed" cite="https://www.tiktok.com/@pilots/'
        'video/7"><section><a href="https://www.tiktok.com/@pilots">@pilots</a>'
        '<p>Dropping the lead at dawn</p></section></blockquote>',
        '<figure class="embed"><blockquote><p><a href="https://www.tiktok.com/'
        '@pilots">@pilots</a></p><p>Dropping the lead at dawn</p></blockquote>'
        '<p class="aside"><a href="https://www.tiktok.com/@pilots/video/7">TikTok'
        '</a></p></figure>',
        "> [@pilots](https://www.tiktok.com/@pilots)\n>\n> Dropping the lead at "
        "dawn\n\n[TikTok](https://www.tiktok.com/@pilots/video/7)"),
}


@pytest.mark.parametrize("kind", KEPT)
def test_kept(offprint, kind):
    amid, html, markdown = KEPT[kind]
    content = page(amid)
    assert between(extract(offprint, content, "html")) == html
    assert between(extract(offprint, content, "markdown")) == markdown


def test_text_keeps_lines_and_code(offprint):
    text = extract(offprint, page(TABLE + f"<pre>{CODE}</pre>"), "text")
    assert between(text) == ("Depths, in feet\nPlace\nDepth\nInner\nspring\n21\n"
                             "autumn\n20\nAt low water\n" + CODE.strip())


@pytest.mark.parametrize("quote", [
    '<aside class="pullquote"><p>{}</p></aside>',
    '<blockquote class="pull-quote"><p>“{}”</p></blockquote>',
    '<figure class="wp-block-pullquote"><blockquote><p>{}</p><cite>The board'
    '</cite></blockquote></figure>'])
def test_a_pull_quote_is_there_once(offprint, quote):
    said = AFTER[0][30:110]
    text = extract(offprint, page(quote.format(said)), "text")
    assert text.count(said) == 1 and "The board\n" not in text


LOGIN = ('<form method=post action=/login{0}><input name=user><input '
         'type=password name=pass></form>')
LOADING = "<div id=app>One moment ...</div>"


def app(text, before=LOADING, after=""):
    """A page that a script fills, and what it says without one."""
    return (f"<!DOCTYPE html><html lang=en><head><title>{TITLE}</title></head>"
            f"<body>{before}<noscript>{text}</noscript>{after}"
            f"</body></html>").encode()


def prose(lines):
    return "".join(f"<p>{line}</p>" for line in lines)


def test_a_page_for_those_without_script(offprint):
    content = app(f"<header><a href=/>Harbour</a></header><main><h1>{TITLE}</h1>"
                  f"{prose(BEFORE + AFTER)}</main>",
                  after=LOGIN.format(" style='display: none;'"))
    text = extract(offprint, content, "text")
    assert text.split("\n") == [TITLE, "", *BEFORE, *AFTER, ""]


def test_a_notice_for_those_without_script(offprint):
    notice = prose(["You need to enable JavaScript to read the harbour news."])
    run = offprint("extract", "--format", "json", "-", input=app(notice))
    assert run.status == 10 and b"JavaScript" not in run.out
    shown = app(notice, before=f"<main><h1>{TITLE}</h1>{prose(BEFORE + AFTER)}"
                               f"</main>")
    assert "JavaScript" not in extract(offprint, shown, "text")


@pytest.mark.parametrize("style, status", [("", 11), (" hidden", 10)])
def test_a_login_that_is_shown(offprint, style, status):
    content = app("", after=LOGIN.format(style))
    run = offprint("extract", "--format", "json", "-", input=content)
    assert run.status == status, run.err
