# SPDX-License-Identifier: MIT
"""Signatures: made, checked by others' means, and found out when they lie."""
import base64
import hashlib
import json
import os
import shutil
import stat
import subprocess
import zipfile

import pytest

from archive import sha256
from conftest import LIMIT, page

KINDS = {"p384": "ECDSA P-384", "p256": "ECDSA P-256", "ed25519": "Ed25519"}
DIGEST = "datapackage-digest.json"
EPOCH = {"SOURCE_DATE_EPOCH": "1700000000"}


@pytest.fixture
def url(server):
    server.add("/a", page())
    return server.url("/a")


def make_key(offprint, name="my.pem", kind="p384"):
    run = offprint("keygen", "--key-type", kind, name)
    assert run.status == 0, run.err
    (offprint.folder / (name + ".pub")).write_bytes(run.out)
    return name


def signed(offprint, url, key="my.pem", name="a.epub"):
    run = offprint("get", "--delay", "0", "--sign", key, "-o", name, url,
                   env=EPOCH)
    assert run.status == 0, run.err
    return offprint.folder / name


def said(path):
    with zipfile.ZipFile(path) as file:
        return json.loads(file.read(DIGEST)), file.read("datapackage.json")


def integer(number):
    """DER of a positive whole number."""
    body = number.lstrip(b"\0") or b"\0"
    body = b"\0" * (body[0] >> 7) + body
    return bytes([2, len(body)]) + body


def other_program_agrees(folder, data, kind):
    """openssl, given nothing but what stands in the archive."""
    (folder / "public.der").write_bytes(base64.b64decode(data["publicKey"]))
    (folder / "text").write_text(data["hash"])
    raw = base64.b64decode(data["signature"])
    if kind != "ed25519":
        half = len(raw) // 2
        pair = integer(raw[:half]) + integer(raw[half:])
        raw = bytes([0x30, len(pair)]) + pair
    (folder / "signature").write_bytes(raw)
    hashing = [] if kind == "ed25519" else ["-digest", "sha256"]
    run = subprocess.run(
        ["openssl", "pkeyutl", "-verify", "-rawin", *hashing, "-pubin",
         "-inkey", "public.der", "-keyform", "DER", "-in", "text",
         "-sigfile", "signature"],
        cwd=folder, capture_output=True, text=True, timeout=LIMIT)
    return "Verified Successfully" in run.stdout


def test_a_key_is_for_its_owner_alone(offprint):
    run = offprint("keygen")
    path = offprint.folder / "offprint-key.pem"
    assert run.status == 0 and stat.S_IMODE(os.stat(path).st_mode) == 0o600
    assert run.out.startswith(b"-----BEGIN PUBLIC KEY-----")
    assert b"PRIVATE" not in run.out and "PRIVATE" not in run.err
    before = path.read_bytes()
    again = offprint("keygen")
    assert again.status == 3 and "exists already" in again.err
    assert path.read_bytes() == before


@pytest.mark.parametrize("kind", KINDS)
def test_the_signature_holds(offprint, url, kind):
    made = signed(offprint, url, make_key(offprint, kind=kind))
    digest, package = said(made)
    data = digest["signedData"]
    assert set(data) == {"hash", "created", "software", "version",
                         "signature", "publicKey"}
    assert data["hash"] == digest["hash"] == \
        "sha256:" + hashlib.sha256(package).hexdigest()
    assert data["created"] == "2023-11-14T22:13:20Z"
    assert other_program_agrees(offprint.folder, data, kind)
    key = hashlib.sha256(base64.b64decode(data["publicKey"])).hexdigest()
    run = offprint("verify", made)
    assert run.status == 0 and f"signed by {key}" in run.out.decode()
    told = json.loads(offprint("verify", "--json", made).out)
    assert told["ok"] and told["signature"]["holds"]
    assert told["signature"]["kind"] == KINDS[kind]
    assert told["signature"]["fingerprint"] == key
    assert key in offprint("info", made).out.decode()


def test_ed25519_signs_the_same_each_time(offprint, url):
    key = make_key(offprint, kind="ed25519")
    assert sha256(signed(offprint, url, key)) == \
        sha256(signed(offprint, url, key, "b.wacz"))


def test_without_a_key_nothing_is_signed(offprint, url):
    offprint("get", "--delay", "0", "-o", "a.epub", url)
    assert "signedData" not in said(offprint.folder / "a.epub")[0]
    told = json.loads(offprint("verify", "--json", "a.epub").out)
    assert told["ok"] and told["signature"] is None


def test_a_given_signer_may_be_demanded(offprint, url):
    make_key(offprint, "mine")
    make_key(offprint, "other")
    made = signed(offprint, url, "mine")
    for key in ("mine", "mine.pub"):
        assert offprint("verify", "--key", key, made).status == 0
    run = offprint("verify", "--key", "other.pub", made)
    assert run.status == 12 and b"another key" in run.out
    offprint("get", "--delay", "0", "-o", "plain.epub", url)
    offprint("get", "--delay", "0", "-o", "plain.zip", url)
    for name in ("plain.epub", "plain.zip"):
        run = offprint("verify", "--key", "mine.pub", name)
        assert run.status == 12 and b"is not signed" in run.out, name


def rewrite(path, change):
    """Another digest file in a container without a fault."""
    with zipfile.ZipFile(path) as file:
        entries = [(i, file.read(i)) for i in file.infolist()]
    with zipfile.ZipFile(path, "w") as file:
        for entry, data in entries:
            if entry.filename == DIGEST:
                data = json.dumps(change(json.loads(data))).encode()
            file.writestr(entry, data)


def another_text(digest):
    digest["signedData"]["hash"] = "sha256:" + 64 * "0"
    return digest


def another_signature(digest):
    raw = bytearray(base64.b64decode(digest["signedData"]["signature"]))
    raw[3] ^= 4
    digest["signedData"]["signature"] = base64.b64encode(raw).decode()
    return digest


def no_key(digest):
    digest["signedData"]["publicKey"] = "AAAA"
    return digest


@pytest.mark.parametrize("change",
                         [another_text, another_signature, no_key])
@pytest.mark.parametrize("kind", KINDS)
def test_a_signature_that_lies_is_found(offprint, url, kind, change):
    made = signed(offprint, url, make_key(offprint, kind=kind))
    rewrite(made, change)
    run = offprint("verify", made)
    assert run.status == 12 and b"signature does not hold" in run.out


def test_any_bit_of_it_counts(offprint, url):
    """The digest file is the last entry: each bit from there to the end."""
    made = signed(offprint, url, make_key(offprint))
    whole = made.read_bytes()
    begin = whole.rindex(b"PK\3\4")
    copies = []
    for number, at in enumerate(range(begin, len(whole), 7)):
        harmed = bytearray(whole)
        harmed[at] ^= 1 << number % 8
        copies.append(offprint.folder / f"{number}.epub")
        copies[-1].write_bytes(harmed)
    run = offprint("verify", *copies)
    told = {line.split(":")[0] for line in run.out.decode().splitlines()
            if ": OK," not in line}
    assert len(copies) > 150 and len(told) == len(copies)


def test_other_commands_sign_too(offprint, url):
    make_key(offprint, kind="ed25519")
    plain = offprint("get", "--delay", "0", "-o", "plain.epub", url, env=EPOCH)
    assert plain.status == 0
    made = signed(offprint, url)
    run = offprint("export", "-f", "wacz", "--sign", "my.pem", "-o", "b.wacz",
                   "plain.epub")
    assert run.status == 0 and sha256(offprint.folder / "b.wacz") == \
        sha256(made)
    shutil.copy(offprint.folder / "plain.epub", offprint.folder / "c.epub")
    assert offprint("clean", "--sign", "my.pem", "c.epub").status == 0
    assert sha256(offprint.folder / "c.epub") == sha256(made)


@pytest.mark.parametrize("harm", ["none", "text", "format", "passphrase",
                                  "rsa"])
def test_what_cannot_sign(offprint, url, harm):
    key, options = offprint.folder / "k.pem", []
    if harm == "text":
        key.write_text("-----BEGIN PRIVATE KEY-----\nAAAA\n")
    if harm == "format":
        make_key(offprint, "k.pem")
        options = ["-f", "zip"]
    if harm in ("passphrase", "rsa"):
        algorithm = {"passphrase": ["ED25519", "-aes256", "-pass", "pass:x"],
                     "rsa": ["RSA"]}[harm]
        subprocess.run(["openssl", "genpkey", "-out", key, "-algorithm",
                        *algorithm], check=True, capture_output=True,
                       timeout=LIMIT)
    run = offprint("get", "--delay", "0", "--sign", key, *options, url)
    assert run.status == (3 if harm == "none" else 2)
    assert run.err.count("offprint: ") == 1
    assert not [name for name in run.made() if not name.startswith("k.pem")]
