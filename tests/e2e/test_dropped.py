# SPDX-License-Identifier: MIT
"""What of a page is no part of its article: every kind of thing that goes.

What must go says "zebrafish", or is named where it cannot.
"""
import re

import pytest

from test_article import AFTER, BEFORE, extract, page

# name: what stands amid the text, above the article, and below it
AMID = {
    'share bar': (
        '<div class="share-bar"><span>Share this '
        'zebrafish</span><ul><li><a '
        'href="https://www.facebook.com/sharer.php?u=x">Facebook '
        'zebrafish</a></li><li><a '
        'href="https://twitter.com/intent/tweet?u=x">Tweet '
        'zebrafish</a></li></ul></div>'),
    'share plain': (
        '<p><a href="https://www.facebook.com/sharer/sharer.php?u=x">Sh'
        'are zebrafish</a> | <a '
        'href="https://twitter.com/share?u=x">Tweet zebrafish</a> | <a '
        'href="mailto:?subject=x">Email zebrafish</a></p>'),
    'newsletter': (
        '<div class="newsletter-signup"><h3>Get the zebrafish letter '
        'in your inbox</h3><p>Sign up for our zebrafish newsletter and '
        'get the best of the week every Friday '
        'morning.</p><form><input type=email '
        'placeholder="Email"><button>Subscribe '
        'zebrafish</button></form></div>'),
    'newsletter form only': (
        '<form action="/subscribe"><p>Enter your email and we send you '
        'the zebrafish letter each Friday.</p><input '
        'type=email><button>Sign up</button></form>'),
    'ad label': (
        '<div class="ad-slot"><span>Advertisement zebrafish</span><div '
        'id="div-gpt-ad-1"></div></div>'),
    'a label': (
        '<p>Advertisement</p>'),
    'a label in a div': (
        '<div>ADVERTISEMENT</div>'),
    'an expander': (
        '<p><a href="/zebrafish">Read more</a></p>'),
    'read also': (
        '<p><strong>Read also:</strong> <a href="/2020/12/ten-harbours">Ten '
        'zebrafish harbours you should see</a></p>'),
    'read also in another language': (
        '<p><a href="/2020/12/ten-harbours">Lire aussi : Dix ports zebrafish '
        'qu\'il faut voir</a></p>'),
    'follow us': (
        '<p>Follow us on <a href="https://facebook.com/z">Facebook</a> and '
        'Instagram for more zebrafish news.</p>'),
    'sign up': (
        '<p>Sign up for our <a href="/letters">zebrafish newsletter</a> and '
        'read us first.</p>'),
    'story continues': (
        '<p class="ad-label">Story continues below advertisement</p>'),
    'author bio': (
        '<div class="author-bio"><img src=/a.jpg '
        'class=avatar><h4>About the zebrafish author</h4><p>Edna Quay '
        'is a zebrafish staff writer who covers harbours and the sea. '
        'She lives in a small town with two cats and a boat.</p></div>'),
    'tags': (
        '<div class="tags">Tags: <a href=/tag/sand rel=tag>zebrafish '
        'sand</a>, <a href=/tag/mole rel=tag>zebrafish mole</a></div>'),
    'tags ul': (
        '<ul class="post-tags"><li><a href=/tag/a>zebrafish '
        'a</a></li><li><a href=/tag/b>zebrafish b</a></li></ul>'),
    'posted in': (
        '<p class="post-meta">Posted in <a '
        'href=/category/z>zebrafish</a> | Tagged <a '
        'href=/tag/x>zebrafish</a></p>'),
    'most read amid': (
        '<div class="widget popular"><h3>Most popular '
        'zebrafish</h3><ul><li><a href=/1>Ten zebrafish harbours you '
        'should see before they silt up</a></li><li><a href=/2>Why the '
        'zebrafish pilots struck</a></li></ul></div>'),
    'paywall amid': (
        '<div class="subscribe-wall"><p>You have read your last free '
        'zebrafish article this month. Subscribe to continue.</p></div>'),
    'related': (
        '<div class="related-posts"><h3>Related zebrafish '
        'posts</h3><ul><li><a href=/1>Ten zebrafish '
        'harbours</a></li><li><a href=/2>The zebrafish '
        'pilots</a></li></ul></div>'),
    'pixel': (
        '<img src="https://stats.example/zebrafish.gif" width=1 '
        'height=1><img src="https://www.facebook.com/tr?id=1&amp;zebraf'
        'ish" style="display:none">'),
    'hidden attr': (
        '<p hidden>This zebrafish is hidden from everyone who reads '
        'the page.</p>'),
    'display none': (
        '<p style="display:none">This zebrafish is hidden from '
        'everyone who reads the page.</p>'),
    'display none div': (
        '<div style="color:red;DISPLAY : none !important"><p>This '
        'zebrafish is hidden from everyone who reads the '
        'page.</p></div>'),
    'aria hidden': (
        '<span aria-hidden="true">zebrafish</span>'),
    'aria icon': (
        '<p>The line has a hundred marks <i class=icon '
        'aria-hidden=true></i><span class="material-icons" '
        'aria-hidden="true">zebrafish</span> on it, and each means a '
        'fathom.</p>'),
    'noscript': (
        '<noscript><p>Please turn on zebrafish JavaScript to read the '
        'page.</p></noscript>'),
    'noscript img': (
        '<img src="/lazy.gif" data-src="/real.jpg" '
        'alt=R><noscript><img src="/real.jpg?zebrafish" '
        'alt=R></noscript>'),
    'template': (
        '<template><p>A zebrafish template that scripts clone for each '
        'comment.</p></template>'),
    'sr-only': (
        '<p>The bank moves. <span class="sr-only">zebrafish (opens in '
        'a new window)</span> Nobody knows where.</p>'),
    'tools': (
        '<ul class="article-tools"><li><a href="#" '
        'onclick="print()">Print zebrafish</a></li><li><a '
        'href="mailto:x">Email zebrafish</a></li><li><button>Listen '
        'zebrafish to this article</button></li></ul>'),
    'print bare': (
        '<p><a href="javascript:window.print()">Print this zebrafish '
        'page</a></p>'),
    'listen': (
        '<div class="audio-player"><button aria-label="Play">Listen to '
        'this zebrafish article</button><span>6 min '
        'zebrafish</span></div>'),
    'expander': (
        '<button class="read-more">Read more zebrafish</button>'),
    'expander a': (
        '<p><a class="read-more" href="#">Continue reading '
        'zebrafish</a></p>'),
    'expander div': (
        '<div class="expand"><span role=button>Show more '
        'zebrafish</span></div>'),
    'prevnext': (
        '<nav class="post-navigation"><a href=/p>Previous zebrafish '
        'post</a> <a href=/n>Next zebrafish post</a></nav>'),
    'a label in another language': (
        '<p>WERBUNG</p>')}

ABOVE = {
    'cookie': (
        '<div id="cookie-banner" role="dialog"><p>We use zebrafish '
        'cookies to improve your experience on our site and to show '
        'you relevant advertising. By clicking accept you agree to our '
        'use of cookies.</p><button>Accept all zebrafish</button></div>'),
    'skip': (
        '<a class="skip-link" href="#content">Skip to zebrafish '
        'content</a>'),
    'skip2': (
        '<a href="#main">Skip to main zebrafish content</a>'),
    'breadcrumb': (
        '<ol class="breadcrumb"><li><a href=/>Home '
        'zebrafish</a></li><li><a href=/news>News '
        'zebrafish</a></li></ol>'),
    'nav': (
        '<nav><ul><li><a href=/a>Zebrafish</a></li><li><a '
        'href=/b>Weather zebrafish</a></li></ul></nav>'),
    'menu div': (
        '<div class="main-menu"><ul><li><a href=/a>zebrafish '
        'World</a></li><li><a href=/b>zebrafish '
        'Sport</a></li></ul></div>'),
    'login': (
        '<div class="login-box"><form><label>Zebrafish '
        'user</label><input name=u><label>Password</label><input '
        'type=password><a href=/f>Forgot zebrafish '
        'password?</a></form></div>')}

BELOW = {
    'cookie end': (
        '<div class="cc-window cc-banner"><span>This website uses '
        'zebrafish cookies to ensure you get the best experience on '
        'our website.</span> <a href="/privacy">Learn more</a><a '
        'class="cc-btn">Got it!</a></div>'),
    'gdpr': (
        '<div class="gdpr-consent"><h2>Your zebrafish '
        'privacy</h2><p>We and our 834 partners store and access '
        'information on a zebrafish device, such as cookies, and '
        'process personal data.</p></div>'),
    'author bio end': (
        '<section class="about-author"><h3>About the '
        'author</h3><p>Edna Quay is a zebrafish staff writer who '
        'covers harbours and the sea. Follow her on '
        'Twitter.</p></section>'),
    'comments': (
        '<section id="comments"><h2>3 zebrafish comments</h2><ol '
        'class="comment-list"><li class="comment"><p '
        'class=comment-author>Ned zebrafish says:</p><p>I was there '
        'that Sunday and I can tell you that the zebrafish skiff '
        'leaked like a basket all the way.</p><a '
        'href="#r">Reply</a></li><li class="comment"><p>Ann '
        'says:</p><p>My grandfather held the zebrafish line, and he '
        'never spoke of anything else after the '
        'war.</p></li></ol><form id=commentform><label>Leave a '
        'zebrafish reply</label><textarea></textarea><p>Your email '
        'zebrafish address will not be published. Required fields are '
        'marked *</p><button>Post comment</button></form></section>'),
    'comments bare': (
        '<div><h3>Comments</h3><div><b>Ned zebrafish</b> <span>2 days '
        'ago</span><p>I was there that Sunday and I can tell you that '
        'the zebrafish skiff leaked like a '
        'basket.</p></div><div><b>Ann zebrafish</b> <span>3 days '
        'ago</span><p>My grandfather held the zebrafish line for them '
        'all day.</p></div></div>'),
    'most read': (
        '<aside class="most-read"><h3>Most read '
        'zebrafish</h3><ol><li><a href=/1>Ten zebrafish harbours you '
        'should see before they silt up</a></li><li><a href=/2>Why the '
        'zebrafish pilots struck</a></li></ol></aside>'),
    'paywall': (
        '<div class="paywall"><h3>Read on with a zebrafish '
        'subscription</h3><p>This zebrafish article is for subscribers '
        'only. Subscribe now for 1 a month to keep reading and to '
        'support our journalism.</p><a href=/subscribe>Subscribe '
        'zebrafish</a></div>'),
    'related cards': (
        '<section class="related"><h2>You may also '
        'like</h2><article><a href=/1><img src=/1.jpg><h3>Ten '
        'zebrafish harbours</h3></a><p>A tour of the zebrafish coast, '
        'from the oldest mole to the newest quay, in ten '
        'stops.</p></article><article><a href=/2><img '
        'src=/2.jpg><h3>The zebrafish pilots</h3></a><p>How the men '
        'who guide the zebrafish ships came to '
        'strike.</p></article></section>'),
    'footer': (
        '<footer><div><p>Copyright 2021 zebrafish Harbour Ledger. All '
        'rights reserved. Registered in the town of Mole under number '
        '1234.</p><ul><li><a href=/imprint>Imprint '
        'zebrafish</a></li></ul></div></footer>')}


def check(offprint, content):
    html = extract(offprint, content, "html")
    for word in ("zebrafish", "advertisement", "werbung"):
        assert word not in html.lower()
    for line in BEFORE + AFTER:
        assert f"<p>{line}</p>" in html


@pytest.mark.parametrize("kind", AMID)
def test_amid_the_text(offprint, kind):
    check(offprint, page(AMID[kind]))


@pytest.mark.parametrize("kind", ABOVE)
def test_above_the_article(offprint, kind):
    check(offprint, page(top=ABOVE[kind]))


@pytest.mark.parametrize("kind", BELOW)
def test_below_the_article(offprint, kind):
    check(offprint, page(end=BELOW[kind]))


def test_all_at_once(offprint):
    check(offprint, page("".join(AMID.values()), top="".join(ABOVE.values()),
                         end="".join(BELOW.values())))


@pytest.mark.parametrize("line", [
    "<p>Copyright © 2021 Zebrafish Press. All rights reserved.</p>",
    "<p>Follow The Zebrafish on Facebook, X and Instagram.</p>"])
def test_the_last_lines_are_the_publishers(offprint, line):
    check(offprint, page().replace(f"<p>{AFTER[-1]}</p>".encode(),
                                   f"<p>{AFTER[-1]}</p>{line}".encode()))


@pytest.mark.parametrize("said", [
    "Follow us into the forest, said the ranger.",
    "Sign up for newsletters of three harbours, and compare.",
    "Copyright © 1921 stood on the chart, in small letters.",
    "Read also: the charts of 1921, which nobody has printed since.",
    'Read more of it in <a href="/2020/12/ten-harbours">ten harbours</a>, where '
    "the moles are drawn as well.",
    'Further reading: <a href="https://books.example/1">Harbours of the world'
    "</a>",
])
def test_what_only_sounds_like_it_stays(offprint, said):
    text = re.sub("<[^>]*>", "", said)
    assert text in extract(offprint, page(f"<p>{said}</p>"), "text")


def test_what_only_looks_hidden_stays(offprint):
    """A page that a script unveils, and words that the label is part of."""
    said = "An advertisement in the paper of that day tells of the survey."
    html = extract(offprint, page(f"<p>{said}</p>"), "html")
    assert said in html
    veiled = page().replace(b"<main>", b"<main style=\"display:none\">")
    assert AFTER[-1] in extract(offprint, veiled, "text")
