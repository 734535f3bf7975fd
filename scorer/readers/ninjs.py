"""ninjs, the news in JSON: headline, byline and text, in the words of versions 1 to 3."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from scorer.readers._composed import Piece, compose, pieces_of_html, pieces_of_text
from scorer.text.decoding import decode, refusal
from scorer.types import Document

SUFFIXES = (".json", ".ninjs")
ONLY_NAMED = (".json",)
LARGEST = 8 * 1024 * 1024

_HEAD = (("headline", "heading"), ("byline", "byline"), ("dateline", "dateline"))
_BODIES = ("body_xhtml", "body_html", "body_text")
_KNOWN = "headline, byline, body_html, body_xhtml, body_text, or headlines and bodies"


def read(data: bytes, name: str) -> Document:
    """The draft in a ninjs file."""
    try:
        item = json.loads(decode(data, name))
    except (ValueError, RecursionError) as error:
        where = f" at {error.lineno}:{error.colno}" if isinstance(error, json.JSONDecodeError) else ""
        raise refusal(name, f"this is no complete JSON{where}", "check that the file is whole") from None
    pieces = list(_pieces(item)) if isinstance(item, dict) else []
    if not any(piece.kind not in ("heading", "byline", "dateline") for piece in pieces):
        raise refusal(name, "this JSON holds no text of a ninjs item", f"known keys: {_KNOWN}")
    return compose(pieces, name)


def _pieces(item: dict[str, Any]) -> Iterator[Piece]:
    said: set[str] = set()
    for key, kind in _HEAD:
        for place, words, form in _values(item, key, key + "s"):
            if "html" in form:
                words = " ".join(piece.words for piece in pieces_of_html(words, place))
            said.add(_folded(words))
            yield Piece(words, kind, place)
            break
    for piece in _body(item):
        if _folded(piece.words) not in said:
            yield piece


def _body(item: dict[str, Any]) -> Iterator[Piece]:
    """The text, from where it says most of its own form."""
    found = [entry for key in _BODIES for entry in _values(item, key, "") if entry[1].strip()]
    found = found or sorted(_values(item, "", "bodies"), key=lambda entry: "html" not in entry[2])
    for place, words, form in found[:1]:
        yield from pieces_of_html(words, place) if "html" in form or "html" in place else pieces_of_text(words, place)


def _values(item: dict[str, Any], key: str, several: str) -> Iterator[tuple[str, str, str]]:
    """The texts under a key of version 1, or in the list that later versions have: where, what, and in which form."""
    if isinstance(item.get(key), str):
        yield key, item[key], ""
    listed = item.get(several)
    for number, entry in enumerate(listed if isinstance(listed, list) else []):
        if isinstance(entry, dict) and isinstance(entry.get("value"), str):
            yield f"{several}[{number}]", entry["value"], str(entry.get("contentType") or entry.get("contenttype") or "")


def _folded(words: str) -> str:
    return " ".join(words.split()).casefold()


__all__ = ["LARGEST", "ONLY_NAMED", "SUFFIXES", "read"]
