"""Labelled corpora: one module a format, each with ``SUFFIXES`` and ``read(path)``."""

from __future__ import annotations

from typing import NamedTuple


class Label(NamedTuple):
    """What a reader said of one paragraph; ``cues`` are verbatim strings by family (anon, denial, reply, hedge)."""

    level: str
    kind: str
    flags: tuple[str, ...]
    cues: dict[str, tuple[str, ...]]
    alt: str


class LabelledDocument(NamedTuple):
    """A document with one label a paragraph."""

    id: str
    corpus: str
    genre: str
    paragraphs: list[str]
    labels: list[Label]
