"""What pictures are drawn on: an SVG with its title, groups that say what they show, and links into a page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from textwrap import wrap
from xml.etree.ElementTree import Element, SubElement, tostring

from scorer.pictures._style import PALETTE, STYLE
from scorer.pictures._words import clean, cut, describe_draft
from scorer.types import ScoredDocument

MARGIN = 16
_NAME_COLUMNS = 60
_LINE = 17
_COLUMN = 7.2
"""Room that a character of the usual size takes, or a little less."""

_THIN, _NARROW, _WIDE = frozenset("fijlrt ,"), 4.6, 8.2


class Canvas:
    """A picture of a draft in the making; ``y`` is how far down it is drawn.

    ``links`` makes what shows a paragraph lead to it; ``bare`` leaves out style and visible heading, which the page has.
    """

    def __init__(self, kind: str, subject: str, scored: ScoredDocument, width: int, *, links: bool, bare: bool):
        self.width = width
        self.y: float = MARGIN
        self._links = links
        # what is an image has nothing inside that one could reach, so a picture with links is a group
        role = "group" if links else "img"
        self._root = Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "class": f"picture {kind}", "role": role})
        name, lines = describe_draft(scored)
        SubElement(self._root, "title").text = f"{subject}: {cut(name, _NAME_COLUMNS)}. {' '.join(lines)}"
        self._description = SubElement(self._root, "desc")
        if not bare:
            SubElement(self._root, "style").text = PALETTE + STYLE
        self._at = self._root
        self._paper = self._add("rect", {"class": "paper"})
        if not bare:
            self._head(name, lines)

    def describe(self, description: str) -> None:
        """Say what the picture shows to whoever cannot see it."""
        self._description.text = clean(description)

    def finish(self) -> str:
        """The picture as text."""
        height = _number(self.y + MARGIN)
        size = {"width": str(self.width), "height": height}
        self._root.attrib |= size | {"viewBox": f"0 0 {self.width} {height}"}
        self._paper.attrib |= size
        return tostring(self._root, encoding="unicode") + "\n"

    @contextmanager
    def group(self, title: str, paragraph: int | None = None) -> Iterator[None]:
        """What is drawn within is called ``title``, and leads to a paragraph where one is given and links are wanted."""
        above, title = self._at, clean(title)
        if self._links and paragraph is not None:
            self._at = self._add("a", {"href": f"#p{paragraph}", "aria-label": title})
        else:
            self._at = self._add("g", {})
        SubElement(self._at, "title").text = title
        yield
        self._at = above

    def text(self, x: float, y: float, words: str, look: str = "", anchor: str = "start") -> None:
        """Words on a line; ``anchor`` is which end of them ``x`` is."""
        attributes = {"x": _number(x), "y": _number(y)} | ({"class": look} if look else {})
        self._add("text", attributes | ({} if anchor == "start" else {"text-anchor": anchor})).text = clean(words)

    def rect(self, x: float, y: float, width: float, height: float, look: str) -> None:
        """A box."""
        size = {"width": _number(width), "height": _number(height)}
        self._add("rect", {"x": _number(x), "y": _number(y), **size, "class": look})

    def circle(self, x: float, y: float, radius: float, look: str) -> None:
        """A circle round a point."""
        self._add("circle", {"cx": _number(x), "cy": _number(y), "r": _number(radius), "class": look})

    def path(self, look: str, *steps: str | float, width: float | None = None) -> None:
        """A line of letters and numbers as in the ``d`` of SVG."""
        drawn = " ".join(step if isinstance(step, str) else _number(step) for step in steps)
        self._add("path", {"d": drawn, "class": look} | ({} if width is None else {"stroke-width": _number(width)}))

    def cell(self, x: float, y: float, width: float, height: float, level: str, letter: str) -> None:
        """A shade with its letter; hollow where no source is needed."""
        self.rect(x, y, width, height, f"shape {level}")
        if letter:
            self.text(x + width / 2, y + height / 2 + 4.5, letter, f"letter on-{level}", "middle")

    def flow(self, items: list[tuple[float, str]]) -> Iterator[tuple[float, float]]:
        """Where each item of a legend stands, after the room its sign and words take."""
        x: float = MARGIN
        self.y += 6
        for room, words in items:
            needed = room + sum(_NARROW if char in _THIN else _WIDE for char in words) + 18
            if x > MARGIN and x + needed > self.width:
                x, self.y = MARGIN, self.y + 24
            yield x, self.y
            x += needed
        self.y += 18 if items else 0

    def _head(self, name: str, lines: list[str]) -> None:
        self.text(MARGIN, self.y + 14, cut(name, _NAME_COLUMNS), "name")
        self.y += 22
        for line in lines:
            for part in wrap(line, int((self.width - 2 * MARGIN) / _COLUMN)):
                self.text(MARGIN, self.y + 13, part)
                self.y += _LINE
        self.y += 12

    def _add(self, tag: str, attributes: dict[str, str]) -> Element:
        return SubElement(self._at, tag, attributes)


def _number(value: float) -> str:
    return f"{round(value, 1):g}" if value < 100_000 else str(round(value))
