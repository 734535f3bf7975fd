"""XML of newsrooms: NewsML-G2, NITF, XHTML, RSS and Atom, told apart by the root element."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from scorer.errors import UnreadableInput
from scorer.readers._composed import Piece, called, compose, only
from scorer.readers._prose import pieces_of_element
from scorer.readers._stories import is_story, pieces_of_entry, pieces_of_item, pieces_of_nitf
from scorer.readers._trees import LARGEST, Element, parse_tree
from scorer.text.decoding import refusal
from scorer.types import Document

SUFFIXES = (".xml", ".newsml", ".nitf", ".rss", ".atom")
ONLY_NAMED = (".xml",)

Told = Callable[[Element], Iterator[Piece]]


def read(data: bytes, name: str) -> Document:
    """The only draft in an XML file."""
    root = parse_tree(data, name)
    told = _ALONE.get(root.name)
    return _compose(told(root), name, root) if told else only(_drafts(root, name), name)


def read_many(data: bytes, name: str, field: str = "") -> Iterator[Document | UnreadableInput]:
    """All drafts in an XML file: the items of a news message or a feed, called by their identifiers."""
    root = parse_tree(data, name)
    told = _ALONE.get(root.name)
    if told:
        yield _compose(told(root), name, root)
    else:
        yield from _drafts(root, name)


def _drafts(root: Element, name: str) -> Iterator[Document | UnreadableInput]:
    if root.name not in _MANY:
        known = ", ".join(sorted([*_ALONE, *_MANY]))
        raise refusal(name, f"nothing is known of XML whose root element is {root.name[:60]!r}", f"known roots: {known}")
    holders, element, told = _MANY[root.name]
    holder = root.find(*holders)
    items = [item for item in holder.find_all(element) if element != "newsItem" or is_story(item)] if holder is not None else []
    if not items:
        raise refusal(name, f"no {element} in it has text", "check that it is the right file")
    for number, item in enumerate(items, 1):
        label = called(name, _key(item), number)
        try:
            yield _compose(told(item), label, item)
        except UnreadableInput as error:
            yield error


def _compose(pieces: Iterator[Piece], name: str, element: Element) -> Document:
    document = compose(pieces, name)
    if not document.blocks:
        raise refusal(name, f"no text in the {element.name} at line {element.line}", "check that it is the right file")
    return document


def _key(item: Element) -> str | None:
    """What an item calls itself: guid in RSS, id in Atom and NewsML-G2."""
    named = item.attributes.get("guid") or item.attributes.get("about")
    for tag in ("guid", "id"):
        found = item.find(tag)
        named = named or (found.words() if found is not None else None)
    return named


_ALONE: dict[str, Told] = {
    "newsItem": pieces_of_item,
    "nitf": pieces_of_nitf,
    "html": pieces_of_element,
}
_MANY: dict[str, tuple[tuple[str, ...], str, Told]] = {
    "newsMessage": (("itemSet",), "newsItem", pieces_of_item),
    "rss": (("channel",), "item", pieces_of_entry),
    "RDF": ((), "item", pieces_of_entry),
    "feed": ((), "entry", pieces_of_entry),
}
"""By root element: the way to what holds the drafts, what each is called, and how it is read."""

__all__ = ["LARGEST", "ONLY_NAMED", "SUFFIXES", "read", "read_many"]
