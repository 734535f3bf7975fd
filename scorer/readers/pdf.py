"""The text of PDF files, by pypdf; pictures of text are not read."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from scorer.errors import UnreadableInput
from scorer.readers._composed import compose
from scorer.readers._pdf_lines import Line, is_entry_apart, is_note_mark, paragraphs_of
from scorer.text.decoding import refusal
from scorer.types import Document

if TYPE_CHECKING:
    from pypdf import PageObject

SUFFIXES = (".pdf",)
ONLY_NAMED = SUFFIXES
"""Folders hold PDF files that are no drafts, and reading one takes the extra."""
LARGEST = 64 * 1024 * 1024

_MOST_PAGES = 2000
_TAIL = 4096
"""Bytes at the end of a file, among which a whole one says where its table of contents is."""
_MOST_OBJECTS = 300_000
_LARGEST_STREAM = 16 * 1024 * 1024
_LIMITS: dict[str, Any] = {
    "array_based_stream_maximum_output_length": _LARGEST_STREAM,
    "lzw_maximum_output_length": _LARGEST_STREAM,
    "run_length_maximum_output_length": _LARGEST_STREAM,
    "zlib_maximum_output_length": _LARGEST_STREAM,
    "stream_decoding_work_maximum_length": 4 * _LARGEST_STREAM,
    "stream_parsing_work_maximum_count": 200_000,
    "xform_maximum_invocations_per_extraction": 500,
}
"""What a stream may unpack to, and how many words of the page's language it may have: a page of text has a hundredth."""
_MOST_STRETCHES = 300_000
"""Stretches of text in all; a book has a third."""
_SAVE = "export the text from the program that made it"


def read(data: bytes, name: str) -> Document:
    """The draft in a PDF file, its paragraphs found by the distances of lines."""
    try:
        from pypdf import PdfReader, apply_configuration, get_configuration
    except ImportError:
        remedy = 'install it: pip install "attribution-scorer[pdf]"'
        raise refusal(name, "reading PDF needs the extra pdf", remedy) from None
    if b"%PDF-" not in data[:1024]:
        raise refusal(name, "this is no PDF", "check that it is the right file")
    if b"startxref" not in data[-_TAIL:]:
        raise refusal(name, "this PDF breaks off", "save or fetch it again")
    if data.count(b" obj") > _MOST_OBJECTS:
        raise refusal(name, f"more than {_MOST_OBJECTS:,} objects in this PDF", _SAVE)
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it mends is nothing to act on
    try:
        with apply_configuration(get_configuration().with_overwrites(**_LIMITS)):
            reader = PdfReader(BytesIO(data), strict=False)
            encrypted = reader.is_encrypted
            number = 0 if encrypted else len(reader.pages)
            pages: list[list[Line]] = []
            left = _MOST_STRETCHES
            for page in reader.pages if 0 < number <= _MOST_PAGES else ():
                lines, stretches = _lines_of(page)
                pages.append(lines)
                left -= stretches
                if left < 0:
                    raise refusal(name, "more text than a book has", "split it into several files")
    except (MemoryError, UnreadableInput):
        raise
    except Exception as error:  # a library that mends broken files fails in many ways
        raise refusal(name, f"this PDF cannot be read ({type(error).__name__})", f"check that it is whole, or {_SAVE}") from None
    if encrypted:
        raise refusal(name, "this PDF is encrypted", "save it without a password and try again")
    if number > _MOST_PAGES:
        raise refusal(name, f"more than {_MOST_PAGES:,} pages", "split it into several files")
    if not any(pages):
        raise refusal(name, "no text in this PDF, only pictures", f"{_SAVE}, or have it recognized (OCR)")
    return compose(paragraphs_of(pages), name)


def _lines_of(page: PageObject) -> tuple[list[Line], int]:
    """The lines of a page in the order they are set, and of how many stretches of text it is made."""
    stretches = 0
    lines: list[Line] = []
    words: list[str] = []
    at: tuple[float, float, float] | None = None
    notes: list[str] = []
    apart = False
    last = (0.0, 0)

    def close() -> None:
        nonlocal at, apart
        text = " ".join("".join(words).split())
        if text and at is not None:
            lines.append(Line(text, *at, tuple(notes), apart))
        words.clear()
        notes.clear()
        at, apart = None, False

    def visit(text: str, outer: Sequence[float], inner: Sequence[float], font: object, size: float) -> None:
        nonlocal at, stretches, apart, last
        stretches += 1
        x = inner[4] * outer[0] + inner[5] * outer[2] + outer[4]
        y = inner[4] * outer[1] + inner[5] * outer[3] + outer[5]
        tall = abs(size * inner[3] * outer[3]) or 10.0
        for number, part in enumerate(text.split("\n")):
            if number:
                close()
            bare = part.strip()
            if bare and at is not None and is_note_mark(bare, words, y - at[1], tall / at[2]):
                notes.append(bare)
                continue
            if bare and at is None:
                at = (x, y, tall)
            elif bare:
                apart = apart or is_entry_apart(last, x, tall)
            if bare:
                last = (x, len(part))
            words.append(part)

    page.extract_text(visitor_text=visit)
    close()
    return lines, stretches


__all__ = ["LARGEST", "SUFFIXES", "read"]
