# SPDX-License-Identifier: MIT
"""project - what the checks share: the files, and how a finding is said."""
import functools
import os
import re
import subprocess
import sys

os.chdir(os.path.join(os.path.dirname(os.path.abspath(__file__)), "../.."))


@functools.lru_cache(maxsize=None)
def files(pattern=r".*"):
    """Files of the project, new ones included, whose path fits a pattern."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"],
        capture_output=True, text=True, check=True).stdout.splitlines()
    return sorted({f for f in listed
                   if re.fullmatch(pattern, f) and os.path.isfile(f)})


def sources():
    """Our C: program, library, public headers and unit tests."""
    return files(r"(src|include|tests)/.*\.[ch]")


def read(path):
    with open(path, encoding="utf-8", errors="replace") as file:
        return file.read()


def code(path):
    """A C file's lines without comments, strings and characters, so that what
    is only spoken of is not found."""
    def blank(match):
        text = match.group()
        if text[0] in "\"'":
            return text[0] * 2
        return "\n" * text.count("\n") or " "
    pattern = r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\''
    return re.sub(pattern, blank, read(path), flags=re.S).split("\n")


def includes(path):
    """(line number, header, is it a system header) of a C file."""
    for number, line in enumerate(read(path).split("\n"), 1):
        match = re.match(r'\s*#\s*include\s*([<"])([^>"]+)', line)
        if match:
            yield number, match[2], match[1] == "<"


def end(findings):
    """Print "file:line: what" for each finding; the exit status says if any."""
    for path, line, what in findings:
        print(f"{path}:{line}: {what}")
    sys.exit(bool(findings))
