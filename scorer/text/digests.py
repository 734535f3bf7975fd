"""Digests of paragraphs: what is kept of a text that must not be kept."""

from __future__ import annotations

from hashlib import sha256

_LENGTH = 16


def digest_words(text: str) -> str:
    """16 hexadecimal digits of the SHA-256 of a text in UTF-8, every run of white space taken as one blank."""
    return sha256(" ".join(text.split()).encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH]
