# SPDX-License-Identifier: MIT
"""What is no article, and says so; and articles that look as if they were none.

Status 10 and 11, one sentence with the reason, and in JSON a low confidence."""
import pytest

from test_article import AFTER, BEFORE, TITLE, extract, page

SITE = "https://harbour.example"
PLACES = ("quay", "mole", "lock", "yard", "bank", "ferry", "crane", "light",
          "basin", "weir", "slip", "dock")
CHROME = ('<header><a href="/">Harbour Times</a><nav><a href="/news">News</a> '
          '<a href="/sport">Sport</a></nav></header>')
SEARCH_BOX = '<form action="/search"><input type=search name=q></form>'


def whole(body, title="Harbour Times", head="", body_class=""):
    return (f"<!DOCTYPE html><html><head><meta charset=utf-8><title>{title}"
            f"</title>{head}</head><body class='{body_class}'>{CHROME}{body}"
            f"<footer><p>All rights reserved</p></footer></body></html>"
            ).encode()


def headline(n):
    place = PLACES[n % len(PLACES)]
    return (f"/2021/03/{n + 1:02}/the-{place}-is-closed",
            f"The {place} is closed to larger boats until further notice")


def teaser(n):
    return (f"The harbour board said on day {n + 3} that the "
            f"{PLACES[n % len(PLACES)]} would stay closed while divers look at "
            f"the wall below the water line.")


def items(shape, count=10):
    return "".join(shape.format(href=headline(n)[0], title=headline(n)[1],
                                teaser=teaser(n), n=n) for n in range(count))


CARDS = ("<article><a href='{href}'><img src='/i{n}.jpg' alt=''></a>"
         "<h3><a href='{href}'>{title}</a></h3><p>{teaser}</p></article>")
LISTS = {
    "cards": f"<main>{items(CARDS)}</main>",
    "headlines with teasers": "<main>" + items(
        "<h2><a href='{href}'>{title}</a></h2><p>{teaser}</p>") + "</main>",
    "links around cards": "<div class=grid>" + items(
        "<a href='{href}'><h3>{title}</h3><p>{teaser}</p></a>") + "</div>",
    "divs": "<div id=content>" + items(
        "<div class=item><div class=t><a href='{href}'>{title}</a></div>"
        "<div class=s>{teaser}</div></div>") + "</div>",
    "bare headlines": "<ul>" + items(
        "<li><a href='{href}'>{title}</a></li>", 25) + "</ul>",
    "dates and headlines": "<table>" + items(
        "<tr><td>March {n}</td><td><a href='{href}'>{title}</a></td></tr>",
        25) + "</table>",
}


def refused(offprint, content, path, status):
    """The reason that is given, on both ways."""
    run = offprint("extract", "--url", SITE + path, "-", input=content)
    assert run.status == status, (run.status, run.err)
    assert run.out == b"" and len(run.err.splitlines()) == 1
    run = offprint("extract", "--format", "json", "--url", SITE + path, "-",
                   input=content)
    assert run.json["confidence"] <= .2
    return " ".join(run.json["warnings"])


@pytest.mark.parametrize("shape", LISTS)
@pytest.mark.parametrize("path, name, body_class, reason", [
    ("/", "Harbour Times", "home", "front page"),
    ("/category/boats/", "Boats", "archive category", "lists articles"),
    ("/tag/closed", "closed - Harbour Times", "", "lists articles"),
    ("/2021/03/", "March 2021", "", "lists articles"),
    ("/boats", "Boats", "", "lists articles"),
    ("/search?q=boats", "Results", "", "search results"),
    ("/?s=boats", "boats", "search search-results", "search results"),
    ("/suche/?begriff=x", "Suchergebnisse für „Boot“", "", "search results"),
])
def test_lists(offprint, shape, path, name, body_class, reason):
    content = whole(f"<h1>{name}</h1>{LISTS[shape]}", name,
                    body_class=body_class)
    assert reason in refused(offprint, content, path, 10)


@pytest.mark.parametrize("say", [
    "404", "404 Not Found", "Error 404", "Page not found",
    "Oops! That page can’t be found.",
    "Sorry, the page you were looking for does not exist",
    "Die Seite wurde nicht gefunden", "Diese Seite existiert nicht mehr",
    "Page introuvable", "Cette page n'existe pas", "Página no encontrada",
    "La página que buscas no existe", "Página não encontrada",
    "Pagina non trovata", "Pagina niet gevonden", "Nie znaleziono strony",
    "Sidan hittades inte", "Siden blev ikke fundet", "Страница не найдена",
    "Сторінку не знайдено", "Sayfa bulunamadı", "Stránka nenalezena",
    "A keresett oldal nem található", "Η σελίδα δεν βρέθηκε",
    "页面不存在", "找不到页面", "ページが見つかりません",
    "페이지를 찾을 수 없습니다"])
@pytest.mark.parametrize("where", ["title", "heading"])
def test_pages_that_do_not_exist(offprint, say, where):
    title = f"{say} - Harbour Times" if where == "title" else "Harbour Times"
    heading = say if where == "heading" else "Harbour Times"
    content = whole(
        f"<main><h1>{heading}</h1><p>You may have followed an old link, or "
        f"there is a slip in the address. Please go back to our front page, or "
        f"use the search box above to look for what you came for; our editors "
        f"are glad of a word about broken links.</p>{SEARCH_BOX}</main>", title)
    assert "does not exist" in refused(offprint, content, "/2021/gone", 10)


@pytest.mark.parametrize("content", [
    whole("<h1>Just a moment...</h1><p>harbour.example needs to review the "
          "security of your connection before proceeding.</p>",
          "Just a moment..."),
    whole('<div id="challenge-error-text">Enable JavaScript and cookies to '
          'continue</div><script>var a = document.createElement("script"); '
          'a.src = "/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1";'
          '</script>', "harbour.example"),
    whole('<script>var dd={"rt":"c","cid":"x","host":"geo.captcha-delivery.'
          'com"}</script><p id="cmsg">Please enable JS and disable any ad '
          'blocker</p>', "harbour.example"),
    whole('<div id="px-captcha"></div><p>Press and hold to confirm that you '
          'are a person and not a bot.</p>', "harbour.example"),
    whole('<h1>Access Denied</h1><p>You don\'t have permission to access this '
          'page on this server.</p><p>Reference 18.1</p>', "Access Denied"),
    whole('<iframe src="/_Incapsula_Resource?SWUDNSAI=31"></iframe>'
          '<p>Request unsuccessful.</p>', ""),
    whole('<p>Please stand by.</p><script src="https://x.token.awswaf.com/x/'
          'challenge.js"></script>', "harbour.example"),
    whole("<h1>Making sure you're not a bot!</h1><p>The keepers of this site "
          "have set up a guard.</p>", "Making sure you're not a bot!"),
    whole("<h1>Einen Moment…</h1><p>Ihre Verbindung wird geprüft.</p>",
          "Einen Moment…"),
    whole("<h1>harbour.example</h1><p>Один момент</p>", "Один момент…"),
    whole("<h1>harbour.example</h1><p>请稍候</p>", "请稍候…"),
    whole("<h2>Let us know you're not a robot</h2><p>Tick the box.</p>",
          "Robot or human?"),
], ids=["cloudflare", "cloudflare script", "datadome", "perimeterx", "akamai",
        "imperva", "aws", "anubis", "german", "russian", "chinese", "heading"])
def test_challenges(offprint, content):
    assert "human reader" in refused(offprint, content, "/2021/a", 11)


CONSENT = ("<p>{0} store and read information on a device, such as cookies and "
           "identifiers, and process personal data for advertising, measuring "
           "it, and learning about readers. You may change your choice at any "
           "time. {0}</p><button>Accept all</button>")


@pytest.mark.parametrize("title, body", [
    ("Before you continue", "<h1>Before you continue</h1><p>Cookies help us "
     "to deliver our pages.</p><button>Accept</button>"),
    ("We value your privacy | Harbour Times", CONSENT.format("We")),
    ("Bevor Sie fortfahren", CONSENT.format("Wir")),
    ("Harbour Times", CONSENT.format("We and our partners")),
    ("Hafenblatt", CONSENT.format("Wir und unsere Partner")),
    ("Le Port", CONSENT.format("Nous et nos partenaires")),
    ("El Puerto", CONSENT.format("Nosotros y nuestros socios")),
    ("Il Porto", CONSENT.format("Noi e i nostri partner")),
    ("De Haven", CONSENT.format("Wij en onze partners")),
])
def test_consent_pages(offprint, title, body):
    assert "consent" in refused(offprint, whole(body, title), "/2021/a", 11)


@pytest.mark.parametrize("say", [
    "Log in", "Sign in to continue", "Log into Harbour Times", "Anmelden",
    "Se connecter", "Iniciar sesión", "Logga in", "Вход", "ログイン"])
def test_login_walls(offprint, say):
    content = whole(f"<h1>{say}</h1><form method=post><label>Email <input "
                    f"type=email name=u></label><label>Password <input "
                    f"type=password name=p></label><button>{say}</button>"
                    f"</form><p>This page is for members of the reading room "
                    f"only.</p>", f"{say} | Harbour Times")
    assert "login" in refused(offprint, content, "/2021/a", 11)


def test_galleries(offprint):
    content = whole("<h1>The old port</h1>" + "".join(
        f"<img src='/p/{n}.jpg' width=800 height=600 alt=''>"
        for n in range(12)), "The old port")
    assert "without" in refused(offprint, content, "/photos/old-port", 10)


# --- articles after all ----------------------------------------------------

SHORT = BEFORE[:2]
NAMES = ["Lost page found in the old log book", "The Peugeot 404 of the pilot",
         "Access denied: why the pilots may no longer enter the outer mole",
         "How the captcha came to the harbour office", "One more step for the "
         "foreman: a second line", "Missing boy not found after third night",
         "Before you continue to dredge, measure: what a foreman learned",
         "Search results, and what they say about the harbour's trade"]
LOGIN = ("<div class=login><form><input type=email name=u><input type=password "
         "name=p><button>Log in</button></form></div>")
ROUND_UP = "".join(
    f"<h2>{n + 1}. The {PLACES[n]} of Port {n}</h2><p>{BEFORE[n % 3]} "
    f"<a href='https://port{n}.example/'>Its own page</a> tells more.</p>"
    for n in range(10))
OWN_LINKS = "".join(
    f"<h2><a href='{headline(n)[0]}'>The {PLACES[n]}</a></h2><p>"
    f"{BEFORE[n % 3]} {AFTER[n % 3]}</p><p>{AFTER[(n + 1) % 3]}</p>"
    f"<p>{BEFORE[(n + 2) % 3]}</p>" for n in range(10))
ESSAY = "".join(
    f"<figure><img src='/p/{n}.jpg' width=800 height=600><figcaption>"
    f"{(BEFORE + AFTER)[n % 6]}</figcaption></figure>" for n in range(8))
POSTS = "".join(
    f"<article class=post><h4><a href='/members/m{n}'>{PLACES[n]}fan{n}</a>"
    f"</h4><div>{(BEFORE + AFTER)[n % 6]} {AFTER[n % 3]}</div></article>"
    for n in range(10))


@pytest.mark.parametrize("name", NAMES)
def test_an_article_may_be_named_so(offprint, name):
    content = page(before=SHORT).replace(TITLE.encode(), name.encode())
    assert SHORT[0] in extract(offprint, content, "text")


@pytest.mark.parametrize("amid, end", [
    ("", LOGIN), ("", items(CARDS)), ("", LISTS["bare headlines"]),
    (ROUND_UP, ""), (OWN_LINKS, ""), (ESSAY, ""),
    ("<ul>" + items("<li><a href='{href}'>{title}</a></li>", 6) + "</ul>", ""),
    ("", f"<div id=consent>{CONSENT.format('We and our partners')}</div>"),
], ids=["login", "cards below", "headlines below", "round-up", "ten best",
        "photo essay", "list of links", "consent box"])
def test_an_article_may_have_such_parts(offprint, amid, end):
    content = page(amid, end=end)
    assert BEFORE[0] in extract(offprint, content, "text")


def test_a_short_item_with_a_login_form(offprint):
    content = page(before=SHORT, after=(), top=LOGIN)
    assert SHORT[0] in extract(offprint, content, "text")


def test_photographs_with_captions(offprint):
    text = extract(offprint, page(ESSAY, before=(), after=()), "text")
    assert AFTER[0] in text


def test_a_thread(offprint):
    content = whole(f"<h1>How deep is the channel now?</h1>{POSTS}",
                    "How deep is the channel now?")
    text = extract(offprint, content, "text", SITE + "/threads/how-deep.12/")
    assert BEFORE[0] in text


def test_an_article_in_a_folder_of_its_category(offprint):
    content = page(end=items(CARDS))
    url = SITE + "/category/boats/the-foreman"
    assert BEFORE[0] in extract(offprint, content, "text", url)
