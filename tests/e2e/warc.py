# SPDX-License-Identifier: MIT
"""warc - read WARC 1.1 records, one gzip member each, and hold them to it."""
import dataclasses
import hashlib
import zlib


@dataclasses.dataclass
class Record:
    fields: dict  # names as written
    block: bytes
    offset: int   # of its member in the file
    length: int   # of its member

    @property
    def type(self):
        return self.fields["WARC-Type"]

    @property
    def url(self):
        return self.fields.get("WARC-Target-URI")

    @property
    def head(self):
        return self.block.partition(b"\r\n\r\n")[0].decode("latin-1")

    @property
    def payload(self):
        return self.block.partition(b"\r\n\r\n")[2]


def digest_of(data):
    return "sha256:" + hashlib.sha256(data).hexdigest()


def read(data):
    """All records; asserts what WARC and ARCHIVE.md ask of each."""
    records, offset = [], 0
    while offset < len(data):
        member = zlib.decompressobj(31)
        text = member.decompress(data[offset:])
        assert member.eof, "a member is cut"
        length = len(data) - offset - len(member.unused_data)
        records.append(parse(text, offset, length))
        offset += length
    return records


def parse(text, offset, length):
    head, _, rest = text.partition(b"\r\n\r\n")
    version, *lines = head.decode("utf-8").split("\r\n")
    assert version == "WARC/1.1"
    fields = dict(line.split(": ", 1) for line in lines)
    size = int(fields["Content-Length"])
    assert rest[size:] == b"\r\n\r\n", "the block's length is wrong"
    record = Record(fields, rest[:size], offset, length)
    assert fields["WARC-Block-Digest"] == digest_of(record.block)
    if fields["WARC-Type"] == "resource":
        assert fields["WARC-Payload-Digest"] == digest_of(record.block)
    elif "WARC-Payload-Digest" in fields:
        assert fields["WARC-Payload-Digest"] == digest_of(record.payload)
    return record
