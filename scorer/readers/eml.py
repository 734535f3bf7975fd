"""E-mail: the subject as a heading, and what its writer wrote, without what is quoted, forwarded or signed, and no attachment."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from scorer.errors import UnreadableInput
from scorer.readers._composed import Piece, compose, pieces_of_html
from scorer.readers._quoted import own_lines, without_quotes
from scorer.text.blocks import cut_blocks
from scorer.text.decoding import decode, refusal
from scorer.types import Document

if TYPE_CHECKING:
    from email.message import Message

SUFFIXES = (".eml",)
LARGEST = 64 * 1024 * 1024

_MOST_PARTS = 100
_MOST_BOUNDARIES = 5000
_MOST_LINES = 4_000_000
"""Lines times parts that may hold parts: the standard library asks every line at every depth whether it ends that part."""
_LONGEST_HEAD = 256 * 1024
_LONGEST_SUBJECT = 2000
_BROKEN_OFF = frozenset(["CloseBoundaryNotFoundDefect", "StartBoundaryNotFoundDefect", "NoBoundaryInMultipartDefect"])


def read(data: bytes, name: str) -> Document:
    """The draft in a message: its plain text, or else its HTML."""
    message = _parsed(data, name)
    part = next(_parts(message, "text/plain"), None) or next(_parts(message, "text/html"), None)
    if part is None:
        raise refusal(name, "no text in this message, only attachments", "save the attachment as a file and read that")
    text = _text_of(part, name)
    if "-----BEGIN PGP MESSAGE-----" in text:
        raise _encrypted(name)
    html = part.get_content_type() == "text/html"
    pieces = [Piece(_subject(message), "heading", "subject")]
    pieces += _pieces_of_html(text) if html else _pieces_of_plain(text)
    return compose(pieces, name)


def _parsed(data: bytes, name: str) -> Message:
    from email import message_from_bytes

    head = re.search(rb"\r?\n\r?\n", data[:_LONGEST_HEAD])
    if head is None and len(data) >= _LONGEST_HEAD:
        raise refusal(name, f"no message: its head is longer than {_LONGEST_HEAD // 1024} KB", "check that it is the right file")
    if data.count(b"\n--") > _MOST_BOUNDARIES:
        raise refusal(name, f"a message of more than {_MOST_BOUNDARIES:,} parts", "save its text alone and try again")
    nested = data.lower().count(b"multipart/")
    if nested > _MOST_PARTS or data.count(b"\n") * (nested + 1) > _MOST_LINES:
        raise refusal(name, "this message is too long for its parts in each other", "save its text alone and try again")
    try:
        message = message_from_bytes(data)
    except (RecursionError, ValueError, LookupError):
        raise refusal(name, "this message cannot be taken apart", "save its text alone and try again") from None
    if not any(message.get(header) for header in ("From", "Subject", "Date", "MIME-Version", "Content-Type")):
        raise refusal(name, "this is no e-mail: it has no headers", "save it as plain text with the suffix .txt")
    for part in message.walk():
        kind = part.get_content_type()
        if kind == "multipart/encrypted" or (kind.endswith("pkcs7-mime") and part.get_param("smime-type") != "signed-data"):
            raise _encrypted(name)
        if any(type(defect).__name__ in _BROKEN_OFF for defect in part.defects):
            raise refusal(name, "this message breaks off", "save it again from the mail program")
    return message


def _encrypted(name: str) -> UnreadableInput:
    return refusal(name, "this message is encrypted", "open it in the mail program and save its text")


def _parts(message: Message, kind: str) -> Iterator[Message]:
    """The parts of a kind that are shown, not attached; what is in an attached message is not of this one."""
    if message.get_content_disposition() == "attachment" or message.get_content_type() == "message/rfc822":
        return
    if not message.is_multipart():
        if message.get_content_type() == kind:
            yield message
        return
    for part in message.get_payload():
        if not isinstance(part, str):
            yield from _parts(part, kind)


def _text_of(part: Message, name: str) -> str:
    """A part's text in the encoding that it declares; in what its bytes look like, where that cannot be."""
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    charset = part.get_content_charset("")
    if charset in ("iso-8859-1", "us-ascii", "latin-1", "ascii"):
        charset = "utf-8" if _decoded(data, "utf-8") is not None else "cp1252"  # what is sent under these names
    text = _decoded(data, charset) if charset else None
    if text is None:
        text = decode(data, name)
    return text.replace("\r\n", "\n")


def _decoded(data: bytes, charset: str) -> str | None:
    try:
        return data.decode(charset)
    except (LookupError, ValueError):
        return None


def _subject(message: Message) -> str:
    from email.errors import HeaderParseError
    from email.header import decode_header, make_header

    raw = str(message.get("Subject", ""))[:_LONGEST_SUBJECT]
    try:
        subject = str(make_header(decode_header(raw)))
    except (HeaderParseError, LookupError, ValueError):
        subject = raw
    return re.sub(r"\A(?:\s*(?:re|fwd?|aw|wg)\s*:)+", "", subject, flags=re.IGNORECASE)


def _pieces_of_html(source: str) -> list[Piece]:
    """The blocks that are the writer's own; of a message all quoted, all."""
    own = list(pieces_of_html(without_quotes(source), "HTML part"))
    return own or list(pieces_of_html(source, "HTML part"))


def _pieces_of_plain(text: str) -> Iterator[Piece]:
    """The paragraphs that are the writer's own, with their line in the text; a message all quoted is read whole."""
    lines = text.split("\n")
    own = own_lines(lines)
    kept = "\n".join(line if written else "" for line, written in zip(lines, own, strict=True))
    if not kept.strip():
        kept = "\n".join(line.lstrip("> ") for line in lines)
    number, at = 1, 0
    for block in cut_blocks(kept):
        number += kept.count("\n", at, block.start)
        at = block.start
        kind = block.kind if block.kind == "list" else "body"
        yield Piece(kept[block.start : block.end], kind, f"line {number} of the text")


__all__ = ["LARGEST", "SUFFIXES", "read"]
