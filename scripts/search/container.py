"""How every file of the index begins: two letters, version, kind, length and checksum of what follows."""

from __future__ import annotations

import json
import struct
import zlib

MAGIC = b"PJ"
VERSION = 2
"""Raised whenever an older reader could not read the files."""
ROOT, TERMS, CARDS, TOPS, COLUMNS, PINYIN, NAMES, FOLD = b"RTDACPNF"
HEADER = struct.Struct("<2sBBII")


def wrap(kind: int, payload: bytes) -> bytes:
    return HEADER.pack(MAGIC, VERSION, kind, len(payload), zlib.crc32(payload)) + payload


def deflate(data: bytes) -> bytes:
    """Raw deflate, which browsers inflate natively."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


UTF8, GBK = 0, 1


def encoded(text: str) -> tuple[int, bytes]:
    """Text in GBK, two bytes a character, or in UTF-8 where it holds what GBK has not."""
    try:
        return GBK, text.encode("gbk")
    except UnicodeEncodeError:
        return UTF8, text.encode()


def packed(kind: int, value: object) -> bytes:
    """A file of one value: a byte for the encoding, then deflated JSON."""
    encoding, data = encoded(compact(value))
    return wrap(kind, bytes([encoding]) + deflate(data))


def compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
