# SPDX-License-Identifier: MIT
"""The command line itself: help, version, and what makes no sense."""
import re

import pytest

COMMANDS = ("get", "list", "extract", "info", "verify")


def test_help_names_every_command(offprint):
    run = offprint("--help")
    assert run.status == 0 and run.err == ""
    for command in COMMANDS:
        assert f"offprint {command}" in run.out.decode().replace("[", "") \
            .replace("]", "")


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_a_command_in_both_ways(offprint, command):
    asked, flagged = offprint("help", command), offprint(command, "--help")
    assert asked.status == flagged.status == 0
    assert asked.out == flagged.out and b"Usage: offprint" in asked.out


@pytest.mark.parametrize("flag", ("-V", "--version"))
def test_version_names_the_libraries(offprint, flag):
    run = offprint(flag)
    assert run.status == 0
    assert run.out.decode().startswith("offprint 0.")
    assert "built with libcurl/" in run.out.decode()
    assert "uses" not in run.out.decode()


def test_version_at_length_names_what_is_loaded(offprint):
    run = offprint("--version", "-v")
    assert run.status == 0
    assert re.search(r"^uses libcurl/\S+ .*OpenSSL/", run.out.decode(), re.M)


@pytest.mark.parametrize("arguments, word", [
    (["get"], "URL"),
    ([], ""),
    (["--no-such-option", "http://a.example/"], "no-such-option"),
    (["get", "-Z", "http://a.example/"], "Z"),
    (["get", "--related", "many", "http://a.example/"], "related"),
    (["get", "--related=-1", "http://a.example/"], "related"),
    (["get", "--related"], "related"),
    (["get", "--into", "none", "http://a.example/"], "into"),
    (["get", "-f", "papyrus", "http://a.example/"], "papyrus"),
    (["get", "--include", "(", "http://a.example/"], "("),
    (["extract", "--format", "zip", "-"], "zip"),
    (["info", "--related", "3", "a.zip"], "related"),
    (["get", "gopher://a.example/"], "gopher"),
    (["get", "http://"], "http://"),
    (["get", "javascript:alert(1)"], "javascript"),
    (["list", "ftp://a.example/"], "ftp"),
])
def test_nonsense_is_told_in_one_sentence(offprint, arguments, word):
    run = offprint(*arguments)
    assert run.status == 2, run.err
    assert run.out == b"" and run.made() == []
    assert word in run.err
    assert 1 <= len(run.err.splitlines()) <= 2  # a hint may follow


def test_options_after_a_double_dash_are_operands(offprint):
    run = offprint("get", "--", "--help")
    assert run.status == 2 and run.out == b""


def test_an_option_may_be_written_in_both_ways(offprint, server):
    server.add("/", "")
    for option in (["--max-time=7"], ["--max-time", "7"], ["-m7"], ["-m", "7"]):
        assert offprint("get", *option, server.url()).status == 10


def test_the_environment_and_the_file_set_options(offprint, server):
    server.add("/", "")
    config = offprint.home / ".config/offprint/config"
    config.parent.mkdir(parents=True)
    config.write_text("# mine\nuser-agent = from the file\n")
    offprint("get", server.url())
    offprint("get", server.url(), env={"OFFPRINT_USER_AGENT": "environment"})
    offprint("get", "-A", "flag", server.url(),
             env={"OFFPRINT_USER_AGENT": "environment"})
    said = [r.headers["user-agent"] for r in server.asked("/")]
    assert said == ["from the file", "environment", "flag"]
