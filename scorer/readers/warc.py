"""Web archives (WARC), by warcio: every page in one is a draft, called by its address."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import redirect_stderr
from io import BytesIO, StringIO
from typing import Any, NamedTuple

from scorer.errors import UnreadableInput
from scorer.readers import html
from scorer.readers._composed import called, only
from scorer.text.decoding import refusal
from scorer.types import Document

SUFFIXES = (".warc", ".warc.gz")
ONLY_NAMED = SUFFIXES
LARGEST = 128 * 1024 * 1024

_LONGEST = 8 * 1024 * 1024
_MOST = 1024 * 1024 * 1024
"""Bytes of one page, and of all that is unpacked."""
_SWELLING = 100
"""How many times its size an archive may unpack to: pages pack to a fifth, a bomb to a thousandth."""
_CHUNK = 1024 * 1024
_PAGES = ("text/html", "application/xhtml+xml")


def read(data: bytes, name: str) -> Document:
    """The only page in an archive."""
    return only(read_many(data, name), name)


def read_many(data: bytes, name: str, field: str = "") -> Iterator[Document | UnreadableInput]:
    """The pages that were answered well, in order."""
    records = open_records(BytesIO(data), name)
    if not data.startswith((b"WARC/", b"\x1f\x8b")):
        raise refusal(name, "this is no WARC", "check that it is the right file")
    whole = _is_whole(data, name)
    number, left, told = 0, _MOST, False
    while left > 0:
        try:
            page = next_page(records, name, number + 1)
        except MemoryError:
            raise
        except Exception:  # of what is broken the library says so in many ways
            whole = False
            break
        if page is None:
            break
        number += 1
        left -= len(page.content)
        told = page.broken
        yield read_page(page)
    if left <= 0:
        what = f"more than {_MOST // 1024**2} MB of pages; the rest is left alone"
        yield refusal(name, what, "split it into several files")
    elif not whole and not told:
        what = "this archive breaks off or is broken; what can be read of it is read"
        yield refusal(name, what, "check that the file is whole")
    elif not number:
        raise refusal(name, "no page in this archive", "check that it is the right file")


def open_records(stream: Any, name: str) -> Iterator[Any]:
    """The records of an archive as they come."""
    try:
        from warcio.archiveiterator import ArchiveIterator
    except ImportError:
        raise refusal(name, "reading WARC needs the extra warc", 'install it: pip install "attribution-scorer[warc]"') from None
    return iter(ArchiveIterator(stream))


class RawPage(NamedTuple):
    """A page as a server gave it: its bytes, what the draft is called, the encoding named, and whether it breaks off."""

    content: bytes
    name: str
    charset: str
    broken: bool


def next_page(records: Iterator[Any], name: str, number: int) -> RawPage | None:
    """The next page of an archive; what the library has to say of it is not for the terminal, as it may quote the page."""
    with redirect_stderr(StringIO()):
        for record in records:
            if _is_page(record):
                content = record.content_stream().read(_LONGEST + 1)
                address = called(name, record.rec_headers.get_header("WARC-Target-URI"), number)
                broken = len(content) <= _LONGEST and getattr(record.raw_stream, "limit", 0) > 0
                form = str(record.http_headers.get_header("Content-Type", ""))
                charset = form.lower().partition("charset=")[2].partition(";")[0].strip("\"' ")
                return RawPage(content, address, charset, broken)
    return None


def _is_whole(data: bytes, name: str) -> bool:
    """Whether an archive ends where a record does. One that swells beyond all measure is refused."""
    if data.startswith(b"WARC/"):
        return data.endswith(b"\r\n\r\n")
    most = min(_MOST, max(_SWELLING * len(data), 16 * _CHUNK))
    size, at, pending = 0, 0, b""
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        while pending or at < len(data):
            if not pending:
                pending, at = data[at : at + _CHUNK // 16], at + _CHUNK // 16
            if unpacker.eof:  # every record is packed by itself
                unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
            size += len(unpacker.decompress(pending, _CHUNK))
            if size > most:
                raise refusal(name, f"it unpacks to more than {most // 1024**2} MB", "split it into several files")
            pending = unpacker.unused_data if unpacker.eof else unpacker.unconsumed_tail
    except zlib.error:
        return False
    return unpacker.eof


def _is_page(record: Any) -> bool:
    """Whether a record is a page that a server gave, and not a notice that it is missing or elsewhere."""
    headers = record.http_headers
    if record.rec_type != "response" or headers is None or headers.get_statuscode() != "200":
        return False
    return str(headers.get_header("Content-Type", "")).partition(";")[0].strip().lower() in _PAGES


def read_page(page: RawPage) -> Document | UnreadableInput:
    """The draft in a page, or why there is none."""
    if len(page.content) > _LONGEST:
        return refusal(page.name, f"a page of more than {_LONGEST // 1024**2} MB", "save its text alone and try again")
    if page.broken:
        return refusal(page.name, "this page breaks off", "check that the file is whole")
    try:
        text = page.content.decode(page.charset) if page.charset else None
    except (LookupError, ValueError):
        text = None
    try:
        return html.read(page.content, page.name) if text is None else html.read_text(text, page.name)
    except UnreadableInput as error:
        return error


__all__ = ["LARGEST", "ONLY_NAMED", "SUFFIXES", "RawPage", "next_page", "open_records", "read", "read_many", "read_page"]
