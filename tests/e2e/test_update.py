# SPDX-License-Identifier: MIT
"""Looking again: what changed is kept beside what was, and nothing else is."""
import contextlib
import gzip
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess

import pytest

from archive import Archive
from press import Article, Press
from test_library import CATALOGUE, QUICK, archives, dump, fill

COUNT = 40


@pytest.fixture
def press(server):
    return Press(server, COUNT)


def update(offprint, *more, name="lib", **how):
    return offprint("update", "--delay", "0", "--related", "0", *more, name,
                    **how)


def files(folder):
    return {p: (p.stat().st_mtime_ns, p.stat().st_size)
            for p in sorted(folder.rglob("*.epub"))}


def said(run):
    """{URL: what was said of it}"""
    return dict(re.findall(r"^(?:offprint: )?(http\S+): (.*)$", run.err, re.M))


def records(made):
    """The WARC's records: (type, target, whole text), member by member."""
    text = gzip.decompress(made.captures)
    found = []
    for part in re.split(rb"(?=WARC/1\.1\r\n)", text)[1:]:
        head = part.split(b"\r\n\r\n")[0].decode()
        field = dict(re.findall(r"^(WARC-[\w-]+): (.*)\r?$", head, re.M))
        found.append((field["WARC-Type"].strip(),
                      field.get("WARC-Target-URI", "").strip(), part))
    return found


def of(offprint, press, article):
    """The archive of an article."""
    with contextlib.closing(sqlite3.connect(
            offprint.folder / "lib" / CATALOGUE)) as db:
        path, = db.execute(
            "SELECT archive FROM seed WHERE url = ?",
            (press.url(article),)).fetchone()
    return Archive(offprint.folder / "lib" / path)


def test_nothing_new_is_one_request_a_page(offprint, press):
    fill(offprint, press)
    for _ in range(2):
        before, asked = files(offprint.folder / "lib"), len(press.asked())
        run = update(offprint)
        assert run.status == 0 and f"{COUNT} unchanged" in run.err, run.err
        assert "0 B written" in run.err or "0 bytes written" in run.err, run.err
        asked = press.asked()[asked:]
        assert sorted(r.target for r in asked) == sorted(
            a.path for a in press.articles)
        assert all(r.headers.get("if-none-match") for r in asked)
        assert files(offprint.folder / "lib") == before


def test_each_change_is_told_as_what_it_is(offprint, press):
    fill(offprint, press)
    typo, added, headline, moved, note, emptied, gone, byte, quotes, front = (
        press.articles[3:33:3])
    old_title = headline.title
    typo.paragraphs[2] = typo.paragraphs[2].replace("a", "e", 1)
    added.paragraphs[1] += " The committee will meet again on Thursday."
    headline.title = "A quite different headline"
    moved.paragraphs.insert(0, moved.paragraphs.pop(3))
    note.paragraphs.append("Correction: an earlier version had the wrong year.")
    emptied.paragraphs = ["This article is for subscribers."]
    gone.status = 410
    byte.note = "served by number 7"
    quotes.note = "typography"
    quotes.paragraphs = [p.replace(" ", "\u00a0", 3) for p in quotes.paragraphs]
    for article in (typo, added, headline, moved, note, emptied, gone, byte,
                    quotes):
        press.publish(article)
    press.server.add(front.path, status=301, headers={"Location": "/"})
    press.server.add("/", press.articles[0].page())
    before = files(offprint.folder / "lib")
    run = update(offprint)
    assert run.status == 0, run.err
    told = said(run)
    for article in (typo, added, headline, moved, note):
        assert told[press.url(article)].startswith("changed: "), run.err
    for article in (emptied, gone, front):
        assert told[press.url(article)].startswith("disappeared: "), run.err
    assert len(told) == 8, run.err
    assert f"before: {old_title}" in told[press.url(headline)]
    assert "410" in told[press.url(gone)]
    assert "emptied" in told[press.url(emptied)]
    assert "front page" in told[press.url(front)]
    assert f"{COUNT - 8} unchanged" in run.err
    written = {str(p) for p, state in files(offprint.folder / "lib").items()
               if before[p] != state}
    assert written == {of(offprint, press, a).path for a in (
        typo, added, headline, moved, note, emptied, gone, front)}
    again = update(offprint)
    assert again.status == 0 and not said(again), again.err
    assert f"{COUNT} unchanged" in again.err


def test_an_archive_keeps_all_its_versions(offprint, press):
    fill(offprint, press)
    article = press.articles[0]
    first = of(offprint, press, article)
    article.paragraphs[0] += " Something new was learned."
    press.publish(article)
    assert update(offprint).status == 0
    second = of(offprint, press, article)
    article.title = "The third version"
    press.publish(article)
    assert update(offprint).status == 0
    third = of(offprint, press, article)
    assert third.path == first.path
    # What was there stands at the beginning, byte for byte.
    assert second.captures.startswith(first.captures)
    assert third.captures.startswith(second.captures)
    pages = [r for r in records(third)
             if r[0] == "response" and r[1] == press.url(article)]
    assert len(pages) == 3
    history = third.metadata["history"]
    assert [v["version"] for v in history] == [1, 2, 3]
    assert [[e["change"] for e in v["events"]] for v in history] == [
        ["new"], ["changed"], ["changed"]]
    assert third.articles[0]["title"] == "The third version"
    assert third.metadata["created"] == first.metadata["created"]
    chapter = third.entries["EPUB/history.xhtml"].decode()
    assert "Version 3" in chapter and "The third version" in chapter
    assert offprint("verify", third.path).status == 0
    assert b"The third version" in offprint("info", third.path).out
    assert offprint("index", "lib").status == 0
    hit, = offprint("search", "--json", "lib", '"third version"').json
    assert (hit["version"], hit["versions"]) == (3, 3)


def test_what_an_article_said_before_is_found(offprint, press):
    """In the version that said so; the newest one comes first."""
    one, other = press.articles[:2]
    one.paragraphs[1] += " A zeppelin was seen."
    other.paragraphs[1] += " Nobody saw the airship."
    for article in (one, other):
        press.publish(article)
    fill(offprint, press)
    one.paragraphs[1] = one.paragraphs[1].replace("zeppelin", "balloon")
    one.title = "What was seen"
    other.paragraphs[3] += " It was no zeppelin either."
    for article in (one, other):
        press.publish(article)
    assert update(offprint).status == 0
    for _ in range(2):
        hits = offprint("search", "--json", "lib", "zeppelin").json
        assert [(h["url"], h["version"], h["former"]) for h in hits] == [
            (press.url(other), 2, False), (press.url(one), 1, True)]
        assert "zeppelin was seen" in hits[1]["snippet"]
        assert hits[1]["title"].startswith("Number 1")
        hit, = offprint("search", "--json", "lib", '"saw the airship"').json
        assert (hit["version"], hit["former"]) == (2, False)
        assert offprint("search", "--json", "lib", "balloon site:a.example"
                        ).json == []
        shown = offprint("search", "lib", "zeppelin").out.decode()
        assert "(no longer so; version 1 of 2)" in shown
        assert offprint("index", "lib").status == 0


def test_archives_with_versions_can_be_worked_with(offprint, press):
    fill(offprint, press)
    article, gone = press.articles[:2]
    article.paragraphs[0] += " Something new was learned."
    gone.status = 404
    for changed in (article, gone):
        press.publish(changed)
    assert update(offprint).status == 0
    for made in (of(offprint, press, a) for a in (article, gone)):
        copy = offprint.folder / "copy.epub"
        shutil.copy(made.path, copy)
        assert offprint("clean", copy).status == 0
        assert copy.read_bytes() == open(made.path, "rb").read()
        for form in ("zip", "tar.gz", "html"):
            run = offprint("export", "-f", form, "-o", f"x.{form}",
                           "--overwrite", copy)
            assert run.status == 0, run.err
        assert offprint("verify", "x.zip").status == 0
        site = Archive(offprint.folder / "x.zip")
        assert site.metadata["history"] == made.metadata["history"]
        assert "history.html" in site.entries


def test_what_is_gone_stays_and_may_return(offprint, press):
    fill(offprint, press)
    article = press.articles[5]
    before = of(offprint, press, article)
    article.status = 404
    press.publish(article)
    assert "disappeared" in update(offprint).err
    gone = of(offprint, press, article)
    assert gone.articles[0]["prose"] == before.articles[0]["prose"]
    assert gone.metadata["history"][-1]["events"][0]["reason"].startswith("404")
    assert any(b"404" in part for kind, url, part in records(gone)
               if kind == "response" and url == press.url(article))
    state = files(offprint.folder / "lib")
    assert not said(update(offprint))
    assert files(offprint.folder / "lib") == state
    article.status = 200
    press.publish(article)
    assert said(update(offprint))[press.url(article)].startswith("returned: ")
    back = of(offprint, press, article)
    assert [e["change"] for v in back.metadata["history"]
            for e in v["events"]] == ["new", "disappeared", "returned"]
    assert offprint("verify", back.path).status == 0


def test_new_related_posts_are_added_and_old_ones_kept(offprint, server):
    press = Press(server, 4)
    seed, one, two, three = press.articles
    seed.related = [one, two]
    press.publish(seed)
    get = ["get", "--delay", "0", "--library", "lib", press.url(seed)]
    assert offprint(*get).status == 0
    seed.related = [two, three]
    press.publish(seed)
    two.paragraphs[0] += " And so it went on."
    press.publish(two)
    run = offprint("update", "--delay", "0", "lib")
    told = said(run)
    assert told[press.url(three)].startswith("new: "), run.err
    assert told[press.url(two)].startswith("changed: ")
    assert set(told) == {press.url(two), press.url(three)}
    made = of(offprint, press, seed)
    assert {a["url"] for a in made.articles} == set(press.urls())
    kinds = [r[0] for r in records(made) if r[1] == press.url(one)]
    assert kinds.count("revisit") == 1 and kinds.count("response") == 1
    copy = offprint.folder / "copy.epub"
    shutil.copy(made.path, copy)
    assert offprint("clean", copy).status == 0
    assert copy.read_bytes() == open(made.path, "rb").read()
    assert offprint("verify", copy).status == 0
    asked = len(press.asked())
    assert not said(offprint("update", "--delay", "0", "lib"))
    assert len(press.asked()) == asked + 4


def test_one_page_in_many_archives_is_asked_for_once(offprint, server):
    press = Press(server, 6)
    for article in press.articles[1:]:
        article.related = [press.articles[0]]
        press.publish(article)
    get = ["get", "--delay", "0", "--library", "lib", *press.urls()]
    assert offprint(*get).status == 0
    press.articles[0].paragraphs[0] += " More is known today."
    press.publish(press.articles[0])
    asked = len(press.asked())
    run = offprint("update", "--delay", "0", "lib")
    assert run.status == 0, run.err
    assert len(press.asked()) == asked + 6
    assert len(re.findall("changed: ", run.err)) == 6  # one an archive


def test_versions_may_be_forgotten(offprint, press):
    fill(offprint, press)
    article = press.articles[0]
    for number in range(2, 6):
        article.paragraphs[0] += f" Addition {number}."
        press.publish(article)
        assert update(offprint, "--keep-versions", "2").status == 0
    made = of(offprint, press, article)
    pages = [r for r in records(made)
             if r[0] == "response" and r[1] == press.url(article)]
    assert len(pages) == 2
    assert [v["version"] for v in made.metadata["history"]] == [4, 5]
    assert offprint("verify", made.path).status == 0


def test_all_changes_keeps_other_bytes_too(offprint, press):
    fill(offprint, press)
    press.articles[0].note = "other"
    press.publish(press.articles[0])
    run = update(offprint, "--all-changes")
    assert said(run)[press.url(press.articles[0])].startswith("changed: ")


def test_what_cannot_be_reached_fails_since_then(offprint, press):
    fill(offprint, press)
    article = press.articles[7]
    article.status = 500
    press.publish(article)
    before = files(offprint.folder / "lib")
    run = update(offprint, "--retry", "0")
    assert run.status == 8, run.err
    assert "failed: " in said(run)[press.url(article)]
    since = re.search(r"since (\S+)", said(run)[press.url(article)])[1]
    run = update(offprint, "--retry", "0", "--fail-on", "never")
    assert run.status == 0
    assert f"since {since}" in said(run)[press.url(article)]
    assert files(offprint.folder / "lib") == before


def test_only_what_is_due(offprint, press):
    fill(offprint, press)
    asked = len(press.asked())
    assert update(offprint, "--older-than", "1h").status == 0
    assert update(offprint, "--changed-within", "1h").status == 0
    assert len(press.asked()) == asked + COUNT


def test_an_archive_alone_is_updated(offprint, press):
    url = press.url(press.articles[0])
    assert offprint("get", *QUICK, "-f", "zip", "-o", "a.zip", url).status == 0
    assert not said(update(offprint, name="a.zip"))
    press.articles[0].paragraphs[2] += " It did not end there."
    press.publish(press.articles[0])
    assert said(update(offprint, name="a.zip"))[url].startswith("changed: ")
    made = Archive(offprint.folder / "a.zip")
    assert len(made.metadata["history"]) == 2
    assert offprint("verify", "a.zip").status == 0
    assert not said(update(offprint, name="a.zip"))


def test_index_finds_what_updates_left(offprint, press):
    fill(offprint, press)
    press.articles[0].title = "Another title"
    press.articles[1].status = 404
    for article in press.articles[:2]:
        press.publish(article)
    assert update(offprint).status == 0
    before = dump(offprint.folder / "lib")
    os.remove(offprint.folder / "lib" / CATALOGUE)
    assert offprint("index", "lib").status == 0
    assert dump(offprint.folder / "lib") == before
    assert len(before[4]) == 4  # two articles, each new and then not
    assert [e[2] for e in before[6]] == [1]  # one of them said something else


def test_an_update_is_reported_and_acted_on(offprint, press):
    fill(offprint, press)
    press.articles[0].title = "A headline of today"
    press.publish(press.articles[0])
    run = update(offprint, "-q", "--report", "-", "--on-change",
                 "sh -c 'echo $OFFPRINT_CHANGE:$OFFPRINT_TITLE >hooked'")
    assert run.status == 0 and "A headline of today" in run.out.decode()
    assert (offprint.folder / "hooked").read_text() == (
        "changed:A headline of today\n")
    assert update(offprint, "-q", "--report", "-").out == b""


def test_what_was_chosen_once_is_chosen_again(offprint, server):
    """Which posts and images belong into an archive, unless a flag says so."""
    press = Press(server, 3)
    seed, one, two = press.articles
    seed.related = [one, two]
    press.publish(seed)
    chosen = ["--exclude", two.path, "--no-images"]
    get = ["get", "--delay", "0", "--library", "lib", *chosen, press.url(seed)]
    assert offprint(*get).status == 0
    made = of(offprint, press, seed)
    assert made.metadata["choices"] == [f"exclude={two.path}", "images=no"]
    seed.paragraphs[0] += " And then."
    press.publish(seed)
    assert offprint("update", "--delay", "0", "lib").status == 0
    again = of(offprint, press, seed)
    assert [a["url"] for a in again.articles] == [press.url(seed),
                                                  press.url(one)]
    assert again.metadata["choices"] == made.metadata["choices"]
    two.paragraphs[0] += " And that was that."
    seed.paragraphs[0] += " And at last."
    for article in (seed, two):
        press.publish(article)
    assert offprint("get", "--delay", "0", "--library", "none", "--related", "0",
                    press.url(seed)).status == 0
    assert offprint("update", "--delay", "0", "--related", "1", "none",
                    ).status == 0
    seed.note, seed.title = "more", "Another title"
    press.publish(seed)
    assert offprint("update", "--delay", "0", "--related", "1", "none",
                    ).status == 0
    [path] = (offprint.folder / "none").rglob("*.epub")
    assert len(Archive(path).articles) == 2  # a flag of today


def test_an_update_can_be_repeated_byte_by_byte(offprint, server):
    """SOURCE_DATE_EPOCH dates what was newly fetched, and nothing else."""
    press = Press(server, 3)
    seed, one, two = press.articles
    made = []
    for _ in range(2):
        seed.title, seed.related = "As it was", [one]
        press.publish(seed)
        get = ["get", "--delay", "0", "-o", "a.epub", "--overwrite",
               press.url(seed)]
        first = {"SOURCE_DATE_EPOCH": "1600000000"}
        assert offprint(*get, env=first).status == 0
        seed.title, seed.related = "As it is", [one, two]
        press.publish(seed)
        run = offprint("update", "--delay", "0", "a.epub",
                       env={"SOURCE_DATE_EPOCH": "1700000000"})
        assert run.status == 0, run.err
        made.append((offprint.folder / "a.epub").read_bytes())
    assert made[0] == made[1]
    archive = Archive(offprint.folder / "a.epub")
    assert [a["fetched"][:10] for a in archive.articles] == [
        "2023-11-14", "2020-09-13", "2023-11-14"]
    assert [v["date"][:10] for v in archive.metadata["history"]] == [
        "2020-09-13", "2023-11-14"]


def test_the_summary_of_an_update(offprint, press):
    fill(offprint, press)
    press.articles[0].title = "A headline of today"
    press.articles[1].status = 500
    for article in press.articles[:2]:
        press.publish(article)
    run = update(offprint, "--retry", "0", "--summary", "-", "-q")
    assert run.status == run.json["exit_status"] == 8
    told = {a["change"]: a["url"] for a in run.json["changes"]["articles"]}
    assert told == {"changed": press.urls()[0], "failed": press.urls()[1]}
    assert run.json["changes"]["unchanged"] == COUNT - 2


def test_an_update_killed_at_any_moment_goes_on(offprint, press):
    """No version is lost, and none is made twice."""
    fill(offprint, press)
    for article in press.articles:
        article.paragraphs[1] += " More is known today."
        press.publish(article)
    rng, kills = random.Random(5), 0
    for _ in range(6):
        process = offprint.start("update", "--delay", "0", "--related", "0",
                                 "--older-than", "0s", "lib")
        press.wait(len(press.asked()) + rng.randint(1, COUNT), process)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(rng.random() / 4)  # some way into writing
        process.kill()
        process.communicate()
        kills += process.returncode == -signal.SIGKILL
    assert kills > 0
    run = update(offprint)
    assert run.status == 0, run.err
    made = [Archive(offprint.folder / "lib" / a)
            for a in archives(offprint.folder / "lib")]
    assert [[v["version"] for v in m.metadata["history"]] for m in made] == [
        [1, 2]] * COUNT
    assert not list(offprint.folder.rglob("*.part-*"))
    assert f"{COUNT} unchanged" in update(offprint).err
    before = dump(offprint.folder / "lib")
    assert offprint("index", "lib").status == 0
    assert dump(offprint.folder / "lib") == before


def test_limits_end_an_update_softly(offprint, server):
    press = Press(server, 80)
    fill(offprint, press)
    asked = len(press.asked())
    run = update(offprint, "--quota", "1")
    assert run.status == 13 and "left" in run.err
    done = len(press.asked()) - asked
    assert 0 < done < 80
    # What was looked at is not due again.
    with contextlib.closing(sqlite3.connect(
            offprint.folder / "lib" / CATALOGUE)) as db:
        assert db.execute("SELECT count(*) FROM visit").fetchone() == (done,)
