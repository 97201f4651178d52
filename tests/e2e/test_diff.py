# SPDX-License-Identifier: MIT
"""What changed between two versions of an article."""
import os
import pty

import pytest

from archive import Archive
from conftest import LIMIT, PROSE

QUICK = ("--delay", "0", "--related", "0", "--no-images")


def story(*paragraphs, title="A morning at the harbour", head=""):
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    return (f"<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>"
            f"{title}</title>{head}</head><body><article><h1>{title}</h1>{body}"
            f"</article></body></html>")


SIX, CLERK, CRATES, LAST = PARTS = [
    f"The harbour office opens at six and the clerks are there. {PROSE}",
    f"A clerk writes all the weights into his \"book\" - slowly. {PROSE}",
    f"By seven the first crates are on their way to the station. {PROSE}",
    f"Nobody asks where the last of the boats has gone this year. {PROSE}"]


@pytest.fixture
def versions(offprint, server):
    """versions(page, page...): an archive of each, of one address."""
    def make(*pages):
        made = []
        for n, text in enumerate(pages):
            server.add("/story", text)
            name = offprint.folder / f"{n}.epub"
            run = offprint("get", *QUICK, "-o", name, server.url("/story"))
            assert run.status == 0, run.err
            made.append(name)
        return made
    return make


def changes(offprint, *arguments):
    run = offprint("diff", "--format", "json", *arguments)
    assert run.status == 0, run.err
    return run.json


@pytest.mark.parametrize("after, kinds", [
    (PARTS, []),
    ([SIX, CLERK.replace("slowly", "slwoly"), CRATES, LAST],
     [("changed", 2, 2, False)]),
    ([SIX, CLERK, CRATES], [("removed", 4, None, False)]),
    ([SIX, CLERK, "Correction: it was five, not six. " + PROSE[:90], CRATES,
      LAST], [("added", None, 3, False)]),
    ([LAST, SIX, CLERK, CRATES], [("moved", 4, 1, True)]),
    ([SIX, CRATES, LAST, CLERK.replace("slowly", "quickly")],
     [("changed", 2, 4, True)]),
    ([SIX, CLERK.replace('"book" - slowly', "\u201cbook\u201d \u2014 slowly")
      .replace(" a ", "\u00a0a "), CRATES, LAST], []),
])
def test_an_edit_is_told_as_what_it_is(offprint, versions, after, kinds):
    old, new = versions(story(*PARTS), story(*after))
    said = changes(offprint, old, new)
    assert [(c["kind"], c["from"], c["to"], c["moved"])
            for c in said["changes"]] == kinds
    assert said["changed"] == bool(kinds) and said["fields"] == []


def test_strict_tells_typography(offprint, versions):
    old, new = versions(story(*PARTS), story(
        SIX, CLERK.replace('"book"', "\u201cbook\u201d"), CRATES, LAST))
    assert not changes(offprint, old, new)["changed"]
    said = changes(offprint, "--strict", old, new)
    assert [c["kind"] for c in said["changes"]] == ["changed"]


def test_headline_authors_and_dates(offprint, versions):
    head = ("<meta name=author content='{}'><meta property=article:"
            "published_time content=2020-10-19T07:00:00Z><meta "
            "property=article:modified_time content={}>")
    old, new = versions(
        story(*PARTS, head=head.format("Ann Clerk", "2020-10-20T07:00:00Z")),
        story(*PARTS, head=head.format("Ann Clerk, Bo Weigher",
                                       "2020-10-21T07:00:00Z"),
              title="A day at the harbour"))
    said = changes(offprint, old, new)
    assert [f["name"] for f in said["fields"]] == ["title", "authors",
                                                   "modified"]
    assert said["fields"][0]["new"] == "A day at the harbour"


def test_the_words_that_changed_are_marked(offprint, versions):
    old, new = versions(story(*PARTS), story(
        SIX, CLERK, CRATES.replace("By seven", "By <script> eight").replace(
            "<script>", "&lt;script&gt;"), LAST))
    run = offprint("diff", old, new)
    assert run.status == 0 and b"\x1b" not in run.out
    text = run.out.decode()
    assert "[-seven-]{+<script> eight+}" in text.replace("-] {+", "-]{+")
    html = offprint("diff", "--format", "html", old, new).out.decode()
    assert "<del>seven</del>" in html and "<script>" not in html
    assert "&lt;script&gt; eight</ins>" in html
    unified = offprint("diff", "--format", "unified", old, new).out.decode()
    lines = [line[0] for line in unified.splitlines()]
    assert lines == ["-", "+", "@", " ", "-", "+", " "]
    assert "@@ -2,3 +2,3 @@" in unified


def test_patch_takes_the_unified_form(offprint, versions, tmp_path):
    """What is taken out and put in, moves too, makes one of the other."""
    after = [LAST, SIX, CLERK.replace("slowly", "quickly"), CRATES]
    old, new = versions(story(*PARTS), story(*after))
    run = offprint("diff", "--format", "unified", old, new)
    removed, added = [], []
    for line in run.out.decode().splitlines()[2:]:
        if line[0] in "- ":
            removed.append(line[1:].strip())
        if line[0] in "+ ":
            added.append(line[1:].strip())
    assert removed == [part.strip() for part in PARTS]
    assert added == [part.strip() for part in after]


def on_a_terminal(offprint, *arguments, **world):
    ours, theirs = pty.openpty()
    process = offprint.start(*arguments, env=world, stdout=theirs)
    os.close(theirs)
    written = b""
    try:
        while part := os.read(ours, 65536):
            written += part
    except OSError:
        pass  # a terminal ends with EIO
    os.close(ours)
    process.communicate(timeout=LIMIT)
    return written


def test_colour_on_a_terminal_alone(offprint, versions):
    pair = versions(story(*PARTS), story(SIX, CLERK, CRATES))
    assert b"\x1b[" in on_a_terminal(offprint, "diff", *pair, TERM="xterm")
    for world in ({"TERM": "dumb"}, {"TERM": "xterm", "NO_COLOR": "1"}):
        assert b"\x1b[" not in on_a_terminal(offprint, "diff", *pair, **world)


def test_versions_of_one_archive(offprint, versions):
    """Captures of one address at several times, as an archive that grows has
    them, behind each other."""
    pages = [story(*PARTS[:3]), story(*PARTS), story(*PARTS),
             story(*PARTS, title="A morning, corrected")]
    joined = offprint.folder / "all.warc.gz"
    joined.write_bytes(b"".join(Archive(p).captures for p in versions(*pages)))
    said = changes(offprint, joined)
    assert said["changes"] == []
    assert [f["name"] for f in said["fields"]] == ["title"]
    said = changes(offprint, joined, "1", "3")
    assert [c["kind"] for c in said["changes"]] == ["added"]
    assert len(said["fields"]) == 1
    assert changes(offprint, joined, "2", "2")["changed"] is False
    assert changes(offprint, joined, "1", "2999-01-01")["fields"]
    run = offprint("diff", joined, "1", "4")
    assert run.status == 2 and "it has 1 (of" in run.err


def test_what_cannot_be_compared(offprint, versions):
    [only] = versions(story(*PARTS))
    for arguments, status in [((only,), 2), ((), 2), ((only, only, "1", "2"), 2),
                              ((only, offprint.folder / "none.epub"), 3),
                              (("-f", "pdf", only, only), 2),
                              (("--url", "http://a.example/", only, only), 12)]:
        run = offprint("diff", *arguments)
        assert run.status == status and run.out == b"", run.err
        assert 1 <= len(run.err.splitlines()) <= 2  # a hint may follow


def test_an_archive_that_was_updated(offprint, server):
    """The versions that update keeps are those that diff compares."""
    url = server.url("/story")
    server.add("/story", story(*PARTS))
    assert offprint("get", *QUICK, "--library", "kept", url).status == 0
    [archive] = (offprint.folder / "kept").rglob("*.epub")
    assert offprint("diff", archive).status == 2  # one version only
    for after in ([LAST, *PARTS[:3]], [LAST, SIX, CLERK]):
        server.add("/story", story(*after))
        run = offprint("update", "--delay", "0", archive)
        assert run.status == 0, run.err
    said = changes(offprint, archive)
    assert [c["kind"] for c in said["changes"]] == ["removed"]
    said = changes(offprint, archive, "1", "2")
    assert [(c["kind"], c["from"], c["to"]) for c in said["changes"]] == [
        ("moved", 4, 1)]
    said = changes(offprint, archive, "1", "3")
    assert [c["kind"] for c in said["changes"]] == ["moved", "removed"]


def test_versions_have_the_numbers_of_their_archive(offprint, server):
    """Also when the oldest are not kept, and when one is of another article."""
    url = server.url("/story")
    server.add("/story", story(*PARTS))
    assert offprint("get", *QUICK, "-o", "a.epub", url).status == 0
    for after in (PARTS[:3], PARTS[:2], PARTS[:1] * 2):
        server.add("/story", story(*after))
        assert offprint("update", "--delay", "0", "--keep-versions", "2",
                        "a.epub").status == 0
    assert [c["kind"] for c in changes(offprint, "a.epub", "3", "4")["changes"]
            ] == ["changed"]
    run = offprint("diff", "a.epub", "1", "4")
    assert run.status == 2 and "3 (of" in run.err and "to 4" in run.err


def test_an_article_in_pages_is_compared_whole(offprint, server):
    """What changed on its second page is seen, and told as the article's."""
    following = "<link rel=next href=/story/2>"
    def publish(*second):
        server.add("/story", story(SIX, CLERK, head=following),
                   headers={"ETag": '"one"'})
        server.add("/story/2", story(*second))
    url = server.url("/story")
    publish(CRATES, LAST)
    assert offprint("get", *QUICK, "--library", "kept", url).status == 0
    [archive] = (offprint.folder / "kept").rglob("*.epub")
    about = Archive(archive).articles[0]
    assert [p["url"] for p in about["parts"]] == [server.url("/story/2")]
    asked = len(server.asked())
    run = offprint("update", "--delay", "0", "kept")
    assert "1 unchanged" in run.err, run.err
    again = [r for r in server.asked()[asked:] if r.target != "/robots.txt"]
    assert sorted(r.target for r in again) == ["/story", "/story/2"]
    publish(CRATES.replace("seven", "eight"), LAST, "Who it was: " + PROSE)
    run = offprint("update", "--delay", "0", "kept")
    assert f"{url}: changed" in run.err, run.err
    said = changes(offprint, archive)
    assert [(c["kind"], c["from"], c["to"]) for c in said["changes"]] == [
        ("changed", 3, 3), ("added", None, 5)]
    assert "1 unchanged" in offprint("update", "--delay", "0", "kept").err
    assert offprint("verify", archive).status == 0


def test_a_related_post_is_compared_by_its_address(offprint, server):
    one, two = server.url("/story"), server.url("/what-came-of-it")
    server.add("/story", story(*PARTS).replace(
        "</article>", "</article><section><h2>Related posts</h2><ul><li><a "
        "href=/what-came-of-it>What came of it</a></ul></section>"))
    server.add("/what-came-of-it", story(*PARTS, title="What came of it"))
    assert offprint("get", "--delay", "0", "-o", "a.epub", one).status == 0
    server.add("/what-came-of-it", story(*PARTS[:3], title="What came of it"))
    assert offprint("update", "--delay", "0", "a.epub").status == 0
    said = changes(offprint, "--url", two, "a.epub")
    assert [c["kind"] for c in said["changes"]] == ["removed"]
    assert offprint("diff", "a.epub").status == 2
    assert not changes(offprint, "a.epub", "1", "2")["changed"]


def test_long_paragraphs_are_shown_around_their_changes(offprint, versions):
    """In whole words, and a language without spaces is not swallowed."""
    dense = "\u6e2f\u306e\u66f8\u8a18" * 60
    old, new = versions(story(SIX, f"{PROSE} early {PROSE}", CRATES, dense),
                        story(SIX, f"{PROSE} late {PROSE}", CRATES,
                              dense + "\u6d77" * 3))
    lines = offprint("diff", old, new).out.decode().splitlines()
    changed = lines[lines.index("@ paragraph 2 changed") + 1]
    assert "[-early-] {+late+}" in changed and len(changed) < 200
    shown = changed.replace("...", "").replace("[-early-] {+late+}", "").split()
    assert len(shown) > 15 and set(shown) <= set(PROSE.split())
    changed = lines[lines.index("@ paragraph 4 changed") + 1]
    assert changed.endswith("\u8a18{+\u6d77\u6d77\u6d77+}")
