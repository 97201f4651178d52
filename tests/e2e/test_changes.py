# SPDX-License-Identifier: MIT
"""What a run changed: reports for people and programs, commands for each."""
import json
import sys

import pytest

from archive import Page
from conftest import page

QUICK = ("get", "--delay", "0", "--retry", "0", "--related", "0", "-f", "zip",
         "--no-images")


@pytest.fixture
def urls(server):
    server.add("/new", page(title="Fresh <b>bread</b> & \"salt\""))
    return [server.url("/new"), server.url("/gone")]


def test_a_mail_says_what_is_new_and_what_failed(offprint, urls):
    run = offprint(*QUICK, "-q", "--report", "-", *urls)
    text = run.out.decode()
    assert text.startswith("offprint: 1 new, 1 failed, 0 unchanged; ")
    new, failed = text.split("\nNew\n")[1].split("\nFailed\n")
    assert "Fresh <b>bread</b>" in new or "Fresh bread" in new
    assert urls[0] in new and ".zip" in new
    assert urls[1] in failed and "404" in failed


def test_nothing_new_is_no_mail(offprint, urls):
    once = (*QUICK, "-q", "-n", "--report", "-", urls[0])
    assert offprint(*once).out != b""
    again = offprint(*once)
    assert again.status == 0 and again.out == b"" and again.err == ""
    loud = [word for word in once if word != "-q"]
    assert b"1 unchanged" in offprint(*loud).out


def test_a_page_of_it(offprint, urls):
    report = offprint.home / "report.html"
    offprint(*QUICK, "--report", report, *urls)
    made = Page(report.read_text())
    assert [a["href"] for a in made.all("a")] == urls
    assert "Failed" in made.text and "404" in made.text
    assert not made.all("script") and not made.all("b")


def test_programs_are_told_the_same(offprint, urls):
    report, summary = offprint.home / "r.json", offprint.home / "s.json"
    offprint(*QUICK, "--report", report, "--summary", summary, *urls)
    said = json.loads(report.read_text())
    assert json.loads(summary.read_text())["changes"]["articles"] == \
        said["articles"]
    assert (said["new"], said["changed"], said["failed"]) == (1, 0, 1)
    new, failed = sorted(said["articles"], key=lambda a: a["change"] == "failed")
    assert new["url"] == urls[0] and new["archive"].endswith(".zip")
    assert failed["reason"] == "404 Not Found" and failed["archive"] is None


HOOK = """import json, os, sys
with open(sys.argv[1], "a") as out:
    told = {k[9:]: v for k, v in os.environ.items() if k.startswith("OFFPRINT_")}
    json.dump([sys.argv[2:], told, json.load(sys.stdin)], out)
    out.write("\\n")
print("said by the command")
"""


def test_a_command_is_run_for_each_new_article(offprint, urls):
    hook, log = offprint.home / "a hook.py", offprint.home / "log"
    hook.write_text(HOOK)
    run = offprint(*QUICK, "-q", "--on-change",
                   f"{sys.executable} '{hook}' {log} \"a  b\" $HOME;id \\'x",
                   *urls)
    assert run.out == b"" and "said by the command" in run.err
    [line] = log.read_text().splitlines()
    arguments, told, data = json.loads(line)
    assert arguments == ["a  b", "$HOME;id", "'x"]
    assert told["CHANGE"] == data["change"] == "new"
    assert told["URL"] == data["url"] == urls[0]
    assert told["TITLE"] == data["title"] and "bread" in data["title"]
    assert (offprint.folder / told["ARCHIVE"]).exists()


@pytest.mark.parametrize("command, status", [
    ("/no/such/command", 3), ("false", 3), ("'open", 2), ("  ", 2)])
def test_a_command_that_fails_fails_the_run(offprint, urls, command, status):
    run = offprint(*QUICK, "-q", "--on-change", command, urls[0])
    assert run.status == status and "--on-change" in run.err
    assert len(run.made()) == (status == 3)  # nonsense is refused at once


@pytest.fixture
def copies(server):
    """A story, the same on another page but for a word, and another story."""
    other = "".join(f"<p>The lighthouse keeper's log of night {n} speaks of fog "
                    f"on bank {n * 7} and of {n + 3} ships that asked for a "
                    f"pilot before dawn broke over the eastern mole.</p>"
                    for n in range(12))
    story = page(title="A morning", times=12)
    server.add("/story", story)
    server.add("/amp/story", story.replace("paragraph 3", "passage 3"))
    server.add("/other", "<!DOCTYPE html><title>Fog</title><article><h1>Fog</h1>"
               f"{other}</article>")
    return [server.url(path) for path in ("/story", "/amp/story", "/other")]


ONE_BY_ONE = ("--parallel-max", "1")


@pytest.mark.parametrize("where", [(), ("--library", "kept")])
def test_a_copy_is_told_and_linked(offprint, copies, where):
    report = offprint.home / "r.json"
    run = offprint(*QUICK, *ONE_BY_ONE, *where, "--report", report, *copies)
    assert run.status == 0, run.err
    told = json.loads(report.read_text())["articles"]
    assert len(told) == 3 and all(a["archive"] for a in told)
    pairs = [(a["url"], a["twin"]) for a in told if a["twin"]]
    assert pairs in ([(copies[1], copies[0])], [(copies[0], copies[1])])
    assert "nearly the same as" in run.err


def test_one_of_the_copies_is_enough_when_so_asked(offprint, copies):
    run = offprint(*QUICK, *ONE_BY_ONE, "--unique", *copies)
    assert run.status == 0 and len(run.made()) == 2, run.err


def test_a_library_knows_its_twins_in_later_runs(offprint, copies):
    into = (*QUICK, "--library", "kept", "--unique")
    assert offprint(*into, copies[0]).status == 0
    run = offprint(*into, copies[1], copies[2])
    assert run.status == 0 and "nearly the same as" in run.err
    made = list((offprint.folder / "kept").rglob("*.zip"))
    assert len(made) == 2
    run = offprint(*into, *copies)
    assert run.status == 0 and "3 seeds had been finished" in run.err
