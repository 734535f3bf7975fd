"""Open the zipped XML of word processors: only the parts asked for, within limits of size, expansion, depth and number.

The XML is handed over event by event and never made into a tree, so that memory follows the words and not the markup. A DOCTYPE
is refused whatever it holds: no writer of these formats makes one, and entities come in by it. Nothing is run or fetched.
"""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from typing import NoReturn, Protocol
from xml.etree.ElementTree import ParseError, XMLParser

from scorer.text.decoding import refusal

LARGEST_PART = 24 * 1024 * 1024
"""Bytes that one part may unfold to: a book of 200,000 words with all its markup takes some 15 MB."""
LARGEST_TOTAL = 40 * 1024 * 1024
"""Bytes that all parts read of one document may unfold to."""
LARGEST_DIRECTORY = 1024 * 1024
"""Bytes of the list of entries; each takes 46 and its name."""
MOST_ENTRIES = 8192
MOST_ELEMENTS = 500_000
"""A book of 40,000 words as Word writes it has some 50,000."""
DEEPEST = 200
"""Elements inside one another; tables in text boxes in tables come to some 60."""
STEEPEST = 50
"""How many times its packed size a part of more than ``_SMALL`` bytes may unfold to; prose and markup come to 5 to 20."""

_SMALL = 8 * 1024 * 1024
_CHUNK = 64 * 1024
_STILL = 16
"""Chunks in which at least one element must begin or end."""
_MOST_NAMES = 2000
"""Different names of elements and attributes: the parser keeps each of them, and the formats have some hundreds."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_END = b"PK\x05\x06"
_BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, ValueError, OverflowError, IndexError, KeyError, RuntimeError,
)  # fmt: skip
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class Listener(Protocol):
    """What is told of the elements of a part in their order."""

    def start(self, tag: str, attributes: dict[str, str], /) -> None:
        """An element begins."""
        ...

    def end(self, tag: str, /) -> None:
        """An element ends."""
        ...

    def data(self, text: str, /) -> None:
        """Characters inside an element."""
        ...


class Package:
    """The zip archive of one document. ``kind`` is what it should be ("Word document"), ``suffix`` how such files end."""

    def __init__(self, data: bytes, name: str, kind: str, suffix: str):
        self.name = name
        self.kind = kind
        self.suffix = suffix
        self._left = LARGEST_TOTAL
        if data.startswith(_OLE) and _LOCKED in data:
            self.refuse_locked()
        if data.startswith(_OLE):
            self.refuse(
                "this is an old office document or one locked with a password",
                f"open it in its program and save it as {suffix} without a password",
            )
        if not data.startswith(b"PK"):
            self.refuse_kind()
        self._check_directory(data)
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN:
            self.refuse_damaged()
        if len(self._archive.infolist()) > MOST_ENTRIES:
            self.refuse_expansion(f"more than {MOST_ENTRIES} entries")

    def refuse(self, what: str, remedy: str) -> NoReturn:
        """Say in one line why this document is not read."""
        raise refusal(self.name, what, remedy)

    def refuse_kind(self) -> NoReturn:
        """This is something else."""
        self.refuse(f"this is no {self.kind} ({self.suffix})", "give it the suffix of what it is, or save it anew in that format")

    def refuse_damaged(self) -> NoReturn:
        """This is broken or breaks off."""
        self.refuse(f"this {self.kind} is damaged or cut off, not text", "copy it anew, or open it in its program and save it")

    def refuse_expansion(self, why: str) -> NoReturn:
        """This would take too much memory or time."""
        self.refuse(f"this {self.kind} unfolds beyond the limits ({why})", "save it anew, or split it into several files")

    def refuse_elements(self) -> NoReturn:
        """This would keep the parser busy."""
        self.refuse_expansion(f"more than {MOST_ELEMENTS:,} elements")

    def refuse_locked(self) -> NoReturn:
        """This needs a password."""
        self.refuse(f"this {self.kind} is locked with a password", "save it without a password and try again")

    def __contains__(self, part: object) -> bool:
        return part in self._archive.NameToInfo

    def tell(self, part: str, listener: Listener) -> None:
        """Tell the listener every element of a part."""
        pieces = self._pieces(part, is_xml=True)
        guard = _Guard(self, listener)
        parser = XMLParser(target=guard)
        try:
            for number, piece in enumerate(pieces):
                parser.feed(piece)
                if number % _STILL == _STILL - 1:
                    guard.check_progress()
            parser.close()
        except (ParseError, LookupError, ValueError):
            self.refuse_damaged()

    def content(self, part: str) -> bytes:
        """All bytes of a small part."""
        return b"".join(self._pieces(part))

    def _pieces(self, part: str, is_xml: bool = False) -> list[bytes]:
        """A part unfolded, never by more than the limits, whatever the archive says of its size.

        Of XML what is too much is seen here, before it costs the parser's time.
        """
        info = self._archive.NameToInfo.get(part)
        if info is None:
            self.refuse_kind()
        if info.flag_bits & 1:
            self.refuse_locked()
        if info.compress_type not in _PACKINGS:
            self.refuse(f"this {self.kind} is packed in an unusual way", "open it in its program and save it anew")
        most = min(LARGEST_PART, self._left, max(_SMALL, STEEPEST * info.compress_size))
        pieces: list[bytes] = []
        size = elements = still = 0
        try:
            with self._archive.open(info) as file:
                while piece := file.read(_CHUNK):
                    pieces.append(piece)
                    size += len(piece)
                    if size > most:
                        break
                    if is_xml:
                        begun = piece.count(b"<") - piece.count(b"</")
                        elements, still = elements + begun, 0 if begun else still + 1
                        if elements > MOST_ELEMENTS or still > _STILL:
                            break
        except _BROKEN:
            self.refuse_damaged()
        if size > self._left:
            self.refuse_expansion(f"its parts to more than {LARGEST_TOTAL // 1024**2} MB")
        if size > most:
            self.refuse_expansion(f"{posixpath.basename(part)} to more than {most // 1024**2} MB")
        if elements > MOST_ELEMENTS:
            self.refuse_elements()
        if still > _STILL:
            self.refuse_expansion("1 MB without an element")
        self._left -= size
        return pieces

    def _check_directory(self, data: bytes) -> None:
        """Refuse an archive whose list of entries is missing or too long, before anything reads that list."""
        at = len(data) - 22
        if data[at : at + 4] != _END or data[-2:] != b"\0\0":
            at = data.rfind(_END, max(0, len(data) - 22 - 65535))
        if at < 0 or at + 22 > len(data):
            self.refuse_damaged()
        entries, size = struct.unpack_from("<HL", data, at + 10)
        if entries > MOST_ENTRIES or size > LARGEST_DIRECTORY or data[max(0, at - 20) : at].startswith(b"PK\x06\x07"):
            self.refuse_expansion("a list of too many entries")


class _Guard:
    """Stands between the parser and the listener and counts."""

    def __init__(self, package: Package, listener: Listener):
        self.package = package
        self.listener = listener
        self.data = listener.data
        self.names: set[str] = set()
        self.depth = 0
        self.count = 0
        self.before = (0, 0)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        self.count += 1
        self.names.add(tag)
        if attributes:
            self.names.update(attributes)
        if len(self.names) > _MOST_NAMES:
            self.package.refuse_expansion(f"more than {_MOST_NAMES:,} names of elements")
        if self.depth > DEEPEST:
            self.package.refuse_expansion(f"more than {DEEPEST} elements inside one another")
        if self.count > MOST_ELEMENTS:
            self.package.refuse_elements()
        self.listener.start(tag, attributes)

    def end(self, tag: str) -> None:
        self.depth -= 1
        self.listener.end(tag)

    def check_progress(self) -> None:
        """Refuse a tag or a text that goes on and on."""
        if self.before == (self.count, self.depth):
            self.package.refuse_expansion("1 MB without an element")
        self.before = (self.count, self.depth)

    def doctype(self, name: str, public: str | None, system: str | None) -> None:
        self.package.refuse(
            f"this {self.package.kind} declares a DOCTYPE, by which entities come in",
            "open it in its program and save it anew",
        )

    def close(self) -> None:
        return None


__all__ = ["Listener", "Package"]
