# SPDX-License-Identifier: MIT
"""Many archives in one folder: kept once, gone on with, found again."""
import contextlib
import os
import random
import shutil
import signal
import sqlite3

import pytest

from archive import Archive
from press import Press

QUICK = ["--delay", "0", "--related", "0"]
CATALOGUE = ".offprint/library.sqlite"


@pytest.fixture
def press(server):
    return Press(server, 12)


def archives(folder):
    return sorted(str(p.relative_to(folder)) for p in folder.rglob("*.epub"))


def dump(folder):
    """All that the catalogue knows, row by row, without its own numbers."""
    questions = [
        "SELECT path, bytes, mtime_ns, created, newest, version, complete"
        " FROM archive ORDER BY path",
        "SELECT key, url, state, archive, status, finished FROM seed ORDER BY key",
        "SELECT a.path, x.ordinal, x.key, x.url, x.final_url, x.canonical_url,"
        " x.host, x.role, x.title, x.authors, x.published, x.modified,"
        " x.language, x.words, x.fetched, x.status, x.sha256, x.prose, x.etag,"
        " x.last_modified, x.warc_record, x.version, x.gone_since,"
        " x.gone_reason, p.title, p.authors, p.text FROM article x JOIN archive a"
        " ON a.id = x.archive LEFT JOIN prose p ON p.rowid = x.id"
        " ORDER BY a.path, x.ordinal",
        "SELECT a.path, l.url, l.stage, l.status, l.detail FROM loss l"
        " JOIN archive a ON a.id = l.archive ORDER BY a.path, l.ordinal",
        "SELECT a.path, v.number, v.date, v.url, v.change, v.title, v.sha256,"
        " v.prose, v.warc_record, v.reason FROM version v JOIN archive a"
        " ON a.id = v.archive ORDER BY a.path, v.ordinal",
        "SELECT a.path, p.ordinal, p.number, p.key, p.url, p.fetched, p.sha256,"
        " p.etag, p.last_modified, p.warc_record FROM part p JOIN archive a"
        " ON a.id = p.archive ORDER BY a.path, p.ordinal, p.number",
        "SELECT a.path, x.ordinal, e.version, e.fetched, e.title, e.authors,"
        " e.published, e.language, f.text FROM edition e JOIN article x"
        " ON x.id = e.article JOIN archive a ON a.id = x.archive"
        " LEFT JOIN former f ON f.rowid = e.id"
        " ORDER BY a.path, x.ordinal, e.version"]
    with contextlib.closing(sqlite3.connect(folder / CATALOGUE)) as db:
        return [db.execute(q).fetchall() for q in questions]


def fill(offprint, press, *more, name="lib"):
    return offprint("get", *QUICK, "--library", name, *more, *press.urls())


def test_each_article_is_kept_once(offprint, press):
    assert fill(offprint, press).status == 0
    folder = offprint.folder / "lib"
    assert len(archives(folder)) == 12
    assert all(a.startswith("127.0.0.1/number-") for a in archives(folder))
    asked = len(press.server.asked())
    run = fill(offprint, press)
    assert run.status == 0 and "12 seeds had been finished" in run.err
    assert len(press.server.asked()) == asked


def test_index_finds_what_was_there(offprint, press):
    fill(offprint, press)
    folder = offprint.folder / "lib"
    before = dump(folder)
    assert len(before[0]) == 12 and len(before[2]) == 12
    assert offprint("index", "lib").status == 0
    assert dump(folder) == before
    os.remove(folder / CATALOGUE)
    assert offprint("index", "lib").status == 0
    assert dump(folder) == before


@pytest.mark.parametrize("damage", ["missing", "noise", "torn", "empty"])
def test_a_bad_catalogue_is_made_again(offprint, press, damage):
    fill(offprint, press)
    folder = offprint.folder / "lib"
    before, file = dump(folder), folder / CATALOGUE
    for beside in folder.glob(".offprint/library.sqlite-*"):
        beside.unlink()
    content = bytearray(file.read_bytes())
    if damage == "missing":
        file.unlink()
    elif damage == "noise":
        file.write_bytes(random.Random(1).randbytes(50000))
    elif damage == "torn":
        content[4096:20000] = bytes(15904)
        file.write_bytes(content)
    else:
        file.write_bytes(b"")
    run = fill(offprint, press)
    assert run.status == 0, run.err
    assert ("made again" in run.err) == (damage in ("noise", "torn"))
    assert dump(folder) == before


def test_a_newer_catalogue_is_left_alone(offprint, press):
    fill(offprint, press)
    folder = offprint.folder / "lib"
    before = dump(folder)
    with contextlib.closing(sqlite3.connect(folder / CATALOGUE)) as db:
        db.execute("PRAGMA user_version = 99")
    run = fill(offprint, press)
    assert run.status == 3 and "newer offprint" in run.err
    assert offprint("index", "lib").status == 0
    assert dump(folder) == before


def test_archives_moved_and_removed_by_hand_are_noticed(offprint, press):
    fill(offprint, press)
    folder = offprint.folder / "lib"
    first, second = archives(folder)[:2]
    (folder / "mine").mkdir()
    shutil.move(folder / first, folder / "mine/moved.epub")
    os.remove(folder / second)
    asked = len(press.asked())
    assert fill(offprint, press).status == 0
    assert len(press.asked()) == asked + 1  # the one that was removed
    assert sorted([*archives(folder), first]) == sorted(
        ["mine/moved.epub", *archives(folder)[:-1], first])
    assert len(archives(folder)) == 12


def test_search_says_where(offprint, press):
    press.articles[4].paragraphs[2] += " The Crème brûlée was a Zeppelin."
    press.publish(press.articles[4])
    fill(offprint, press)
    for query in ("zeppelin", "creme brulee", "ZEPP*", '"was a zeppelin"',
                  "author:writer zeppelin", "zeppelin site:127.0.0.1",
                  "zeppelin since:2001-01-01", "zeppelin lang:en", "zeppelin!"):
        hits = offprint("search", "--json", "lib", query).json
        assert [h["url"] for h in hits] == [press.url(press.articles[4])], query
    assert "Zeppelin" in hits[0]["snippet"] and hits[0]["version"] == 1
    assert (offprint.folder / hits[0]["archive"]).is_file()
    for query in ("zeppelin site:example.org", "zeppelin lang:de",
                  "zeppelin since:2999", "zeppelin author:nobody", "unheard"):
        assert offprint("search", "--json", "lib", query).json == []
    shown = offprint("search", "lib", "zeppelin").out.decode()
    assert press.articles[4].title in shown and ".epub" in shown


def test_search_in_a_language_without_spaces(offprint, press):
    press.articles[0].paragraphs = ["港の書記は毎朝、潮の高さを古い台帳に書き留めた。" * 9] * 5
    press.articles[0].title = "海を測った書記たち"
    press.publish(press.articles[0])
    fill(offprint, press)
    for query in ("古い台帳", "台帳", "測った書記"):
        hits = offprint("search", "--json", "lib", query).json
        assert [h["url"] for h in hits] == [press.url(press.articles[0])], query
    assert offprint("search", "--json", "lib", "大統領府").json == []


def test_search_a_library_that_cannot_be_written(offprint, press):
    fill(offprint, press)
    folder = offprint.folder / "lib"
    kept = sorted(p.name for p in (folder / ".offprint").iterdir())
    os.chmod(folder / ".offprint", 0o500)
    try:
        assert offprint("search", "--json", "lib", "tide").json
    finally:
        os.chmod(folder / ".offprint", 0o700)
    assert "library.sqlite" in kept


def test_a_second_run_says_who_holds_the_library(offprint, press):
    slow = press.articles[0]
    press.server.add(slow.path, slow.page(), hang=True, cut=10)
    first = offprint.start("get", *QUICK, "--library", "lib", press.url(slow))
    press.server.wait_for(slow.path)
    second = fill(offprint, press)
    assert second.status == 13 and f"process {first.pid}" in second.err
    waiting = offprint.start("get", *QUICK, "--library", "lib", "--wait",
                             press.url(press.articles[1]))
    first.send_signal(signal.SIGKILL)
    first.communicate()
    assert waiting.wait(30) == 0, waiting.stderr.read()
    waiting.communicate()
    press.publish(slow)
    assert fill(offprint, press).status == 0
    assert len(archives(offprint.folder / "lib")) == 12


def test_limits_end_a_run_softly(offprint, press):
    run = fill(offprint, press, "--quota", "1", "--parallel-max", "1")
    assert run.status == 13 and "left" in run.err
    done = len(archives(offprint.folder / "lib"))
    assert 0 < done < 12
    while run.status == 13:
        run = fill(offprint, press, "--quota", "1", "--parallel-max", "1")
        assert len(archives(offprint.folder / "lib")) > done or run.status == 0
        done = len(archives(offprint.folder / "lib"))
    assert run.status == 0 and done == 12
    assert len(press.asked()) == 12


def content(folder):
    """What the archives of a library hold, without when that was."""
    found = {}
    for path in archives(folder):
        made = Archive(folder / path)
        found[path] = [(a["url"], a["title"], a["prose"], a["sha256"])
                       for a in made.articles]
    return found


def test_killed_at_any_moment_it_goes_on(offprint, server):
    press = Press(server, 40)
    assert fill(offprint, press, name="whole").status == 0
    whole = content(offprint.folder / "whole")
    assert len(whole) == 40
    begun = len(press.asked())
    rng, kills = random.Random(8), 0
    for _ in range(12):
        process = offprint.start("get", *QUICK, "--library", "lib",
                                 *press.urls())
        press.wait(len(press.asked()) + rng.randint(0, 6), process)
        process.kill()
        process.communicate()
        kills += process.returncode == -signal.SIGKILL
    assert kills > 0
    assert fill(offprint, press).status == 0
    assert content(offprint.folder / "lib") == whole
    assert not list(offprint.folder.rglob("*.part-*"))
    states = {row[2] for row in dump(offprint.folder / "lib")[1]}
    assert states == {"done"}
    # At most the open articles of a run that was killed are asked for again.
    assert len(press.asked()) - begun <= 40 + 8 * kills


def test_what_makes_no_library_is_refused(offprint, press):
    url = press.urls()[0]
    for wrong in (["--into", "one"], ["-f", "html"], ["-f", "text"]):
        assert offprint("get", "--library", "lib", *wrong, url).status == 2
    assert offprint("search", "lib").status == 2
    assert offprint("search", "nowhere", "word").status == 3
    assert offprint("index", "nowhere").status == 3


def test_list_and_info_of_a_library(offprint, press):
    press.articles[2].status = 404
    press.publish(press.articles[2])
    assert fill(offprint, press).status == 8
    press.articles[3].status = 410
    press.articles[4].status = 500
    for article in press.articles[3:5]:
        press.publish(article)
    offprint("update", "--delay", "0", "--retry", "0", "--related", "0", "lib")
    about = offprint("info", "--json", "lib").json
    assert (about["archives"], about["articles"], about["seeds_left"]) == (
        11, 11, 1)
    assert about["bytes"] == sum(
        (offprint.folder / "lib" / a).stat().st_size
        for a in archives(offprint.folder / "lib"))
    assert [g["reason"][:3] for g in about["disappeared"]] == ["410"]
    assert [(f["site"], f["detail"][:3]) for f in about["failing"]] == [
        ("127.0.0.1", "500")]
    assert [n["url"] for n in about["never_had"]] == [press.urls()[2]]
    shown = offprint("info", "lib").out.decode()
    assert "Disappeared" in shown and press.articles[3].title in shown
    listed = offprint("list", "--json", "lib").json
    assert [a["archive"] for a in listed] == archives(offprint.folder / "lib")
    assert len(offprint("list", "lib").out.splitlines()) == 11
