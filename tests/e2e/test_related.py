# SPDX-License-Identifier: MIT
"""What comes of the posts that an article presents, once they were asked for."""
import pytest

from conftest import page

SEED = "/2020/01/01/a-morning-of-many-mornings/"


def path(n):
    return f"/2020/02/0{n}/a-post-about-pilots-number-{n}/"


def seed(server, *links):
    server.add(SEED, page(body="".join(
        f"<p>RELATED POST: <a href='{link}'>Pilots, once more: {n}</a></p>"
        for n, link in enumerate(links))))


def get(offprint, server, *options):
    return offprint("get", "--delay", "0", "--retry", "0", "-f", "zip",
                    *options, server.url(SEED))


def test_two_addresses_of_one_article(offprint, server):
    """Told by its canonical address: there once, presented by the seed once."""
    seed(server, path(1), path(2), path(3))
    for n in (1, 2, 3):
        same = 1 if n == 2 else n
        server.add(path(n), page(f"Pilots {same}",
                                 head=f"<link rel=canonical href={path(same)}>"))
    run = get(offprint, server)
    assert run.status == 0, run.err
    archive = run.archive()
    assert [a["title"] for a in archive.articles[1:]] == ["Pilots 1", "Pilots 3"]
    assert archive.metadata["verdict"]["articles"] == {"wanted": 3, "got": 3}


@pytest.mark.parametrize("answer, stage, status, says", [
    ({"body": "no", "status": 404}, "fetch", "http-status", "404"),
    ({"body": "no", "status": 410}, "fetch", "http-status", "410"),
    ({"body": "no", "status": 403}, "fetch", "unauthorised", "403"),
    ({"body": "no", "status": 403, "headers": {"cf-mitigated": "challenge"}},
     "fetch", "blocked", "Cloudflare"),
    ({"body": "<p>Nothing much.</p>"}, "extract", "no-article", "no article"),
])
def test_a_post_that_cannot_be_had(offprint, server, answer, stage, status, says):
    """Is a loss with its reason, and costs nothing else."""
    seed(server, path(1), path(2))
    server.add(path(1), **answer)
    server.add(path(2), page("Pilots 2"))
    run = get(offprint, server)
    assert run.status == 9, run.err
    archive = run.archive()
    assert [a["title"] for a in archive.articles[1:]] == ["Pilots 2"]
    [loss] = archive.metadata["verdict"]["losses"]
    assert loss["url"] == server.url(path(1))
    assert (loss["stage"], loss["status"]) == (stage, status)
    assert says in loss["detail"]


@pytest.mark.parametrize("options, taken", [
    ((), 4), (("--related", "3"), 3), (("--max-pages", "3"), 2),
    (("--related", "0"), 0)])
def test_what_is_left_out_is_counted(offprint, server, options, taken):
    seed(server, *map(path, range(1, 5)))
    for n in range(1, 5):
        server.add(path(n), page(f"Pilots {n}"))
    run = get(offprint, server, *options)
    assert run.status == 0, run.err
    archive = run.archive()
    assert len(archive.articles) == 1 + taken
    assert archive.metadata["verdict"]["left_out"] == 4 - taken
    assert len(server.asked()) == 2 + taken


@pytest.mark.parametrize("label, crosses", [
    ("RELATED POST:", True), ("See also the notes of others:", False)])
def test_a_strong_label_crosses_domains(offprint, server, label, crosses):
    """To a post whose address is built like this one's, where it is one."""
    there = f"http://sister.example:{server.port}{path(1)}"
    here = f"http://brother.example:{server.port}{SEED}"
    server.add(SEED, page(body=f"<p>{label} <a href='{there}'>Pilots</a></p>"))
    server.add(path(1), page("Pilots"))
    names = [part for name in ("sister", "brother") for part in
             ("--resolve", f"{name}.example:{server.port}:127.0.0.1")]
    run = offprint("get", "--delay", "0", "-f", "zip", "--allow-private",
                   *names, here)
    assert run.status == 0, run.err
    assert (len(run.archive().articles) == 2) == crosses
    assert bool(server.asked(path(1))) == crosses
