"""XML as a small tree that knows its lines. Nothing is declared, expanded or fetched: what tries to is refused."""

from __future__ import annotations

from collections.abc import Iterator
from html.entities import html5
from typing import Any, NoReturn
from xml.parsers.expat import ExpatError, ParserCreate

from scorer.errors import UnreadableInput
from scorer.text.decoding import refusal

LARGEST = 32 * 1024 * 1024
"""Bytes of an XML file beyond which it is refused."""
_DEEPEST = 200
_MOST = 100_000
"""Elements inside each other, and in all, beyond which a file is refused: a bulletin of a thousand stories has half."""
_MOST_VALUES = 500_000
"""Signs of equality, one an attribute, beyond which a file is refused before the parser holds them all at once."""
_REMEDY = "save the story as plain text or HTML and try again"


class Element:
    """An element with its name (without its namespace), what is in it in order, and where it begins in the file."""

    __slots__ = ("attributes", "children", "column", "line", "name")

    def __init__(self, name: str, attributes: dict[str, str], line: int, column: int):
        self.name = name
        self.attributes = attributes
        self.children: list[Element | str] = []
        self.line = line
        self.column = column

    def __iter__(self) -> Iterator[Element]:
        return (child for child in self.children if isinstance(child, Element))

    def find(self, *path: str) -> Element | None:
        """The first element at the end of a path of names, looked for in first elements only."""
        here: Element | None = self
        for name in path:
            here = next((child for child in here if child.name == name), None) if here is not None else None
        return here

    def find_all(self, name: str) -> list[Element]:
        """The elements of this name directly in this one."""
        return [child for child in self if child.name == name]

    def words(self) -> str:
        """All text in it."""
        return "".join(child if isinstance(child, str) else child.words() for child in self.children)

    def place(self) -> str:
        """Where a person finds it: name, line and column."""
        return f"{self.name}, {self.line}:{self.column}"


def parse_tree(data: bytes, name: str) -> Element:
    """The root element of an XML file."""
    if data.count(b"=") > _MOST_VALUES:
        raise refusal(name, f"more than {_MOST_VALUES:,} XML attributes", _REMEDY)
    return _Parse(data, name).root


class _Parse:
    """One parse, with the elements that are still open."""

    def __init__(self, data: bytes, name: str):
        self.name = name
        self.open: list[Element] = []
        self.number = 0
        self.parser: Any = ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._words
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.EntityDeclHandler = self._entity
        self.parser.SkippedEntityHandler = self._skipped
        top = Element("", {}, 0, 0)
        self.open.append(top)
        try:
            self.parser.Parse(data, True)
        except ExpatError as error:
            what = f"this is no complete XML ({str(error).partition(':')[0]} at {error.lineno}:{error.offset + 1})"
            raise self._refusal(what, "check that the file is whole") from None
        except (LookupError, ValueError) as error:  # an encoding that nobody knows, or that takes several bytes a character
            raise self._refusal(f"its encoding cannot be read ({error})", "save it in UTF-8 and try again") from None
        self.root: Element = next(iter(top))

    def _refusal(self, what: str, remedy: str = _REMEDY) -> UnreadableInput:
        return refusal(self.name, what, remedy)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.number += 1
        if self.number > _MOST:
            raise self._refusal(f"more than {_MOST:,} XML elements")
        if len(self.open) > _DEEPEST:
            raise self._refusal(f"XML elements more than {_DEEPEST} deep in each other")
        bare = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        element = Element(name.rpartition(" ")[2], bare, self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1)
        self.open[-1].children.append(element)
        self.open.append(element)

    def _end(self, name: str) -> None:
        self.open.pop()

    def _words(self, words: str) -> None:
        self.open[-1].children.append(words)

    def _doctype(self, name: str, system: str | None, public: str | None, declares: int) -> None:
        """A document type by name is passed over, as old news files have one; nothing is ever fetched for it."""
        if declares:
            self._entity()

    def _entity(self, *_: object) -> NoReturn:
        raise self._refusal("its document type declares entities or elements of its own, which are not read")

    def _skipped(self, name: str, is_parameter: bool) -> None:
        """An entity of a document type that is not fetched: of HTML's names everybody knows the meaning."""
        if not is_parameter:
            if name + ";" not in html5:
                raise self._refusal(f"the entity &{name}; is declared nowhere in the file")
            self.open[-1].children.append(html5[name + ";"])


__all__ = ["LARGEST", "Element", "parse_tree"]
