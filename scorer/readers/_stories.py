"""A story in XML: a NewsML-G2 item, a NITF document, an entry of a feed, each as pieces in the order they are read."""

from __future__ import annotations

from collections.abc import Iterator

from scorer.readers._composed import Piece, is_html, pieces_of_html, pieces_of_text
from scorer.readers._prose import pieces_of_element
from scorer.readers._trees import Element

_HEAD = (("headline", "heading"), ("by", "byline"), ("dateline", "dateline"))
_FULL = ("encoded", "content", "description", "summary")
"""Where a feed has an entry's text, the fullest first."""


def is_story(item: Element) -> bool:
    """Whether a NewsML-G2 item has text of its own; pictures and packages only point elsewhere."""
    return bool(_content(item))


def pieces_of_item(item: Element) -> Iterator[Piece]:
    """A NewsML-G2 item: headline, byline and dateline as its metadata has them, then the text, where they are not said again."""
    said: set[str] = set()
    meta = item.find("contentMeta")
    for name, kind in _HEAD:
        if meta is not None and (found := meta.find(name)) is not None:
            said.add(_folded(found.words()))
            yield Piece(found.words(), kind, found.place())
    for part in _content(item):
        for piece in _pieces_of_content(part):
            if _folded(piece.words) not in said:
                yield piece


def pieces_of_nitf(root: Element) -> Iterator[Piece]:
    """A NITF document: its head's headline, byline and dateline, and the text."""
    body = root.find("body")
    yield from pieces_of_element(body if body is not None else root)


def pieces_of_entry(entry: Element) -> Iterator[Piece]:
    """An entry of RSS or Atom: title, author, and its text where it is fullest."""
    title = entry.find("title")
    if title is not None:
        words = title.words()
        plain = " ".join(piece.words for piece in pieces_of_html(words, "")) if is_html(words) else words
        yield Piece(plain, "heading", title.place())
    for path in (("creator",), ("author", "name")):
        if (author := entry.find(*path)) is not None:
            yield Piece(author.words(), "byline", author.place())
            break
    for name in _FULL:
        found = entry.find(name)
        if found is None or not found.words().strip():
            continue
        if any(True for _ in found):
            yield from pieces_of_element(found)
        else:
            yield from _pieces_of_words(found, found.attributes.get("type", ""))
        return


def _content(item: Element) -> list[Element]:
    """The renditions of an item's text; of several the richest."""
    content = item.find("contentSet")
    for name in ("inlineXML", "inlineData"):
        if content is not None and (found := content.find_all(name)):
            return found[:1]
    return []


def _pieces_of_content(part: Element) -> Iterator[Piece]:
    if part.name == "inlineData":
        yield from _pieces_of_words(part, part.attributes.get("contenttype", ""))
        return
    for inside in part:
        yield from pieces_of_nitf(inside) if inside.name == "nitf" else pieces_of_element(inside)


def _pieces_of_words(element: Element, form: str) -> Iterator[Piece]:
    """Text inside an element, as HTML where it is said or seen to be."""
    words = element.words()
    html = "html" in form.lower() or (form.lower() not in ("text", "text/plain") and is_html(words))
    yield from pieces_of_html(words, element.place()) if html else pieces_of_text(words, element.place())


def _folded(words: str) -> str:
    return " ".join(words.split()).casefold()


__all__ = ["is_story", "pieces_of_entry", "pieces_of_item", "pieces_of_nitf"]
