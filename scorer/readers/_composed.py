"""Drafts put together from the fields of a file: paragraphs with a blank line between them, and where each of them came from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from scorer.errors import UnreadableInput
from scorer.readers._page import Page
from scorer.text.blocks import cut_blocks
from scorer.text.decoding import refusal
from scorer.text.fillers import without_fillers
from scorer.text.kinds import kind_of
from scorer.types import Block, Document

_LONGEST_ID = 120
_LONGEST_NAME = 40
_NO_CHARACTERS = re.compile("[\0\ud800-\udfff]")
"""What JSON can write and no text has: half a character, or none."""
_PATIENCE = 20


class Piece(NamedTuple):
    """A block to be: its words, its kind as far as the file tells ("body" where it does not), and where a person finds it."""

    words: str
    kind: str
    place: str


def compose(pieces: Iterable[Piece], name: str) -> Document:
    """The document of these pieces; white space inside them is one space, and what has no words is left out."""
    kept = [one._replace(words=words) for one in pieces if (words := " ".join(_NO_CHARACTERS.sub("\ufffd", one.words).split()))]
    blocks: list[Block] = []
    at, previous = 0, ""
    for number, one in enumerate(kept):
        previous = kind_of(one.words, number, len(kept), previous) if one.kind == "body" else one.kind
        blocks.append(Block(at, at + len(one.words), previous))
        at = blocks[-1].end + 2
    return Document("\n\n".join(one.words for one in kept), name, blocks, places=[one.place for one in kept])


def pieces_of_html(source: str, place: str) -> Iterator[Piece]:
    """The blocks of a page or of a part of one; ``place`` says what it is part of."""
    page = Page(source)
    for number, one in enumerate(page.story(), 1):
        yield Piece(without_fillers(page.plain[one.start : one.end]), one.kind, f"{place}, paragraph {number}")


def pieces_of_text(source: str, place: str) -> Iterator[Piece]:
    """The paragraphs of a plain text."""
    for number, block in enumerate(cut_blocks(source), 1):
        kind = block.kind if block.kind in ("list", "quote") else "body"
        yield Piece(source[block.start : block.end], kind, f"{place}, paragraph {number}")


def is_html(source: str) -> bool:
    """Whether a text has tags or character references in it, as texts in feeds have without saying so."""
    return Page(source).plain != source


def called(name: str, key: object, number: int) -> str:
    """The name of one of many drafts of a file: by its own key where that can be read, else by its number."""
    words = " ".join("".join(char if char.isprintable() else " " for char in str(key)).split()) if _is_key(key) else ""
    return f"{name}#{words if 0 < len(words) <= _LONGEST_ID else number}"


def listed(names: Iterable[object]) -> str:
    """Names of fields for an error: a dozen of those that look like names, as a file without a head has text in their place."""
    short = [str(name) for name in names if len(str(name)) <= _LONGEST_NAME and str(name).isprintable()]
    return ", ".join(short[:12]) or "none"


def _is_key(key: object) -> bool:
    return isinstance(key, str | int) and not isinstance(key, bool)


def while_hopeful(drafts: Iterable[Document | UnreadableInput], name: str) -> Iterator[Document | UnreadableInput]:
    """The drafts, unless so many fail at the start that the file is not what it is taken for: then the rest is left alone."""
    failed, hopeful = 0, False
    for draft in drafts:
        yield draft
        hopeful = hopeful or isinstance(draft, Document)
        failed += not hopeful
        if failed == _PATIENCE:
            what = f"none of its first {_PATIENCE} drafts can be read; the rest is left alone"
            yield refusal(name, what, "check that it is the right file, and --text-field")
            return


def only(drafts: Iterable[Document | UnreadableInput], name: str) -> Document:
    """The one draft of a file that may hold many."""
    found: Document | None = None
    failed: UnreadableInput | None = None
    for draft in drafts:
        if isinstance(draft, UnreadableInput):
            failed = failed or draft
        elif found is None:
            found = draft
        else:
            remedy = "scorer score, annotate and sources read them all; for other commands put each into its own file"
            raise refusal(name, "this file holds several drafts, not one", remedy)
    if failed or found is None:
        raise failed or refusal(name, "this file holds no draft", "check that it is the right file")
    return found


__all__ = ["Piece", "called", "compose", "is_html", "listed", "only", "pieces_of_html", "pieces_of_text", "while_hopeful"]
