"""How every file of the index begins: two letters, version, kind, length and checksum of what follows."""

from __future__ import annotations

import struct
import zlib

MAGIC = b"PJ"
VERSION = 1
"""Raised whenever an older reader could not read the files."""
ROOT, TERMS, TEXTS, COLUMNS, PINYIN, NAMES, FOLD = b"RTDCPNF"
HEADER = struct.Struct("<2sBBII")


def wrap(kind: int, payload: bytes) -> bytes:
    return HEADER.pack(MAGIC, VERSION, kind, len(payload), zlib.crc32(payload)) + payload


def deflate(data: bytes) -> bytes:
    """Raw deflate, which browsers inflate natively."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()
