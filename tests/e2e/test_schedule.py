# SPDX-License-Identifier: MIT
"""The same again and again: systemd units and cron lines."""
import re
import shutil
import subprocess

import pytest

from conftest import LIMIT, page

AWKWARD = ["100% of it", "it's \"quoted\"", "back\\slash", "$HOME ${x} `id`",
           "a;b&&c|d>e", "*?[x]", "%h %%", "\u00e9t\u00e9"]


@pytest.fixture
def units(offprint):
    return offprint.home / ".config/systemd/user"


def section(text, name):
    return re.search(rf"\[{name}\]\n(.*?)(?=\n\[|\Z)", text, re.S)[1]


def words_of(value):
    """A command line by the rules of systemd.syntax(7)."""
    quoted = re.findall(r'"((?:[^"\\]|\\.)*)"(?: |$)', value)
    return [re.sub(r"\\(.)", r"\1", word).replace("%%", "%").replace("$$", "$")
            for word in quoted]


def test_units_are_written_and_hardened(offprint, units):
    run = offprint("schedule", "--daily", "--", "get", "-q", "-i", "feeds.opml",
                   "--output-dir", "kept")
    assert run.status == 0, run.err
    assert b"systemctl --user enable --now offprint-daily.timer" in run.out
    timer = (units / "offprint-daily.timer").read_text()
    assert "OnCalendar=daily" in timer and "Persistent=yes" in timer
    service = section((units / "offprint-daily.service").read_text(), "Service")
    for setting in ("ProtectSystem=strict", "NoNewPrivileges=yes",
                    "PrivateTmp=yes", "ProtectHome=read-only",
                    f"WorkingDirectory={offprint.folder}",
                    f'ReadWritePaths="-{offprint.folder}/kept"'):
        assert setting in service.splitlines()
    command = re.search("^ExecStart=(.*)$", service, re.M)[1]
    assert words_of(command)[1:] == ["get", "-q", "-i", "feeds.opml",
                                     "--output-dir", "kept"]


def test_arguments_are_quoted(offprint, units):
    run = offprint("schedule", "--hourly", "--", "list", *AWKWARD)
    assert run.status == 0, run.err
    text = (units / "offprint-hourly.service").read_text()
    command = re.search("^ExecStart=(.*)$", text, re.M)[1]
    assert words_of(command)[1:] == ["list", *AWKWARD]


def test_systemd_finds_nothing_wrong(offprint, units):
    if not shutil.which("systemd-analyze"):
        pytest.skip("no systemd-analyze")
    for n, when in enumerate((["--daily"], ["--hourly"],
                              ["--on-calendar", "Mon..Fri *-*-* 06:30"])):
        run = offprint("schedule", *when, "--name", f"n{n}", "--", "list",
                       *AWKWARD)
        assert run.status == 0, run.err
    for path in sorted(units.glob("offprint-*")):
        said = subprocess.run(
            ["systemd-analyze", "verify", "--user", "--man=no", path],
            env=offprint.environment({"XDG_RUNTIME_DIR": str(offprint.home)}),
            capture_output=True, text=True, timeout=LIMIT)
        ours = [line for line in said.stderr.splitlines() if "offprint" in line]
        assert ours == [] and said.returncode == 0, said.stderr


def test_a_dry_run_writes_nothing(offprint, units):
    run = offprint("schedule", "--dry-run", "--", "http://a.example/")
    assert run.status == 0 and not units.exists()
    assert b"[Service]" in run.out and b"[Timer]" in run.out


def test_what_is_there_is_not_replaced_by_chance(offprint, units):
    assert offprint("schedule", "--", "http://a.example/").status == 0
    run = offprint("schedule", "--", "http://b.example/")
    assert run.status == 3 and "exists" in run.err
    assert "a.example" in (units / "offprint-daily.service").read_text()
    assert offprint("schedule", "--overwrite", "--",
                    "http://b.example/").status == 0
    assert "b.example" in (units / "offprint-daily.service").read_text()


def test_schedules_are_listed_and_removed(offprint, units):
    assert offprint("schedule", "--list").out == b""
    for name in ("news", "essays"):
        assert offprint("schedule", "--name", name, "--hourly", "--",
                        f"http://{name}.example/").status == 0
    (units / "offprint-mine.timer").write_text("[Timer]\nOnCalendar=daily\n")
    lines = offprint("schedule", "--list").out.decode().splitlines()
    assert [line.split()[:2] for line in lines] == [
        ["offprint-essays", "hourly"], ["offprint-news", "hourly"]]
    (units / "timers.target.wants").mkdir()
    (units / "timers.target.wants/offprint-news.timer").symlink_to("../x")
    assert offprint("schedule", "--remove", "news").status == 0
    assert not list(units.rglob("offprint-news*"))
    assert offprint("schedule", "--remove", "news").status == 3
    run = offprint("schedule", "--remove", "mine")
    assert run.status == 3 and (units / "offprint-mine.timer").exists()


def test_a_cron_line_runs_as_it_was_given(offprint, server):
    """As cron does it: the line after its five fields, "\\%" for "%", to sh."""
    folder = offprint.folder / "it's 100%"
    folder.mkdir()
    server.add("/a%20b?x=1&y=%272%27", page())
    run = offprint("schedule", "--cron", "--", "get", "--delay", "0", "-o",
                   "a 50% \"it's\".zip", server.url("/a%20b?x=1&y='2'"),
                   cwd=folder)
    assert run.status == 0, run.err
    line = run.out.decode()
    fields, command = re.fullmatch(r"(\d+ \d+ \* \* \*) (.*)\n", line).groups()
    assert "%" not in command.replace("\\%", "")
    done = subprocess.run(["sh", "-c", command.replace("\\%", "%")],
                          env=offprint.environment({}), timeout=LIMIT,
                          capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert [p.name for p in folder.iterdir()] == ["a 50% \"it's\".zip"]


def test_cron_times(offprint):
    def line(*options):
        run = offprint("schedule", "--cron", *options, "--", "http://a.example/")
        return run.status, run.out.decode()
    assert re.match(r"\d+ \* \* \* \* cd ", line("--hourly")[1])
    assert line("--on-calendar", "*/15 * * * *")[1].startswith("*/15 * * * * cd")
    assert line("--on-calendar", "@reboot")[1].startswith("@reboot cd")
    assert line("--on-calendar", "Mon..Fri")[0] == 2
    assert line("--hourly")[1] == line("--hourly")[1]


@pytest.mark.parametrize("arguments, word", [
    ([], "after --"),
    (["--", "get", "--no-such"], "no-such"),
    (["--", "schedule", "--list"], "schedule"),
    (["--", "--help"], "help"),
    (["--daily", "--hourly", "--", "http://a.example/"], "one of"),
    (["--on-calendar", "", "--", "http://a.example/"], "time"),
    (["--name", "../x", "--", "http://a.example/"], "name"),
    (["--remove", "a/b"], "name"),
    (["--", "http://a.example/\n[Service]"], "control"),
])
def test_nonsense_writes_no_unit(offprint, units, arguments, word):
    run = offprint("schedule", *arguments)
    assert run.status == 2 and word in run.err, run.err
    assert not units.exists() and run.out == b""
