"""Digests of paragraphs: what is kept of a text that must not be kept."""

from __future__ import annotations

from hashlib import sha256

from scorer.text.fillers import without_fillers
from scorer.types import Document

_LENGTH = 16


def digest_words(text: str) -> str:
    """16 hexadecimal digits of the SHA-256 of a text in UTF-8, every run of white space taken as one blank."""
    return sha256(" ".join(text.split()).encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH]


def digest_paragraphs(document: Document) -> tuple[str, ...]:
    """The digests of a document's paragraphs, in order: of the words a reader sees, whatever the markup."""
    plain = document.plain
    return tuple(digest_words(without_fillers(plain[block.start : block.end])) for block in document.blocks)
