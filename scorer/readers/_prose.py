"""The prose in an XML element: XHTML and NITF alike, blocks told apart by the names of their elements."""

from __future__ import annotations

from collections.abc import Iterator

from scorer.readers._composed import Piece
from scorer.readers._trees import Element

_KINDS = {
    **dict.fromkeys("h1 h2 h3 h4 h5 h6 hl1 hl2".split(), "heading"),
    **dict.fromkeys("li dd dt tr".split(), "list"),
    **dict.fromkeys("blockquote bq".split(), "quote"),
    **dict.fromkeys("figcaption caption media-caption".split(), "caption"),
    "byline": "byline",
    "tagline": "byline",
    "dateline": "dateline",
}
_BREAKS = frozenset(_KINDS) | frozenset(
    """
    address article block body body.content body.end body.head center details div dl figure hedline hr html main media
    nitf nitf-table ol p section summary table tbody tfoot thead ul
    """.split()
)
_LEFT_OUT = frozenset(
    """
    abstract aside audio button copyrite credit datasource distributor docdata fn footer form head header iframe
    media-metadata media-producer media-reference nav note noscript object pubdata rights script select series style svg
    template textarea title tobject video
    """.split()
)
"""What is not the story's own prose."""
_SPACES = frozenset("br byttl location story.date td th".split())


def pieces_of_element(element: Element) -> Iterator[Piece]:
    """The blocks in an element, in order, each with its path below the element and where it begins."""
    walk = _Walk(element)
    walk.enter(element, "", "body")
    walk.close()
    yield from walk.pieces


class _Walk:
    """One walk, with the words of the block at hand."""

    def __init__(self, element: Element) -> None:
        self.pieces: list[Piece] = []
        self.words: list[str] = []
        self.kind = "body"
        self.place = element.place()

    def enter(self, element: Element, path: str, kind: str) -> None:
        """Read an element; below a quotation, a list or a caption everything is part of it."""
        numbers: dict[str, int] = {}
        for child in element.children:
            if isinstance(child, str):
                self.words.append(child)
                continue
            name = child.name.lower()
            numbers[name] = numbers.get(name, 0) + 1
            if name in _LEFT_OUT:
                continue
            if name not in _BREAKS:
                space = " " if name in _SPACES else ""
                self.words.append(space)
                self.enter(child, path, kind)
                self.words.append(space)
                continue
            self.close()
            inside = f"{path}{name}[{numbers[name]}]"
            kept = kind if kind != "body" else _KINDS.get(name, "body")
            self.kind, self.place = kept, f"{inside}, {child.line}:{child.column}"
            self.enter(child, inside + "/", kept)
            self.close()
            self.kind, self.place = kind, f"{path or element.name}, {element.line}:{element.column}"

    def close(self) -> None:
        """The block at hand ends."""
        self.pieces.append(Piece("".join(self.words), self.kind, self.place))
        self.words.clear()


__all__ = ["pieces_of_element"]
