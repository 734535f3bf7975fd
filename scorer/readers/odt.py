"""OpenDocument texts: the words with tracked changes as accepted, without annotations, fields' sources and hidden text.

What a tracked change took away is kept in one element ahead of the story (``text:tracked-changes``), which is skipped. Notes come
after the story, in its order; page headers and footers stand in another part and are not looked at.
"""

from __future__ import annotations

import re

from scorer.readers._paragraphs import Paragraph, Tables, joined, style_kind
from scorer.readers._zipped import Package
from scorer.types import Document

SUFFIXES = (".odt", ".ott")

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_SKIPPED = frozenset(
    [
        *(_TEXT + name for name in ("tracked-changes", "deletion", "note-citation", "ruby-text", "hidden-text", "script")),
        *(_OFFICE + name for name in ("annotation", "scripts", "forms", "settings", "meta", "font-face-decls", "binary-data")),
        _SVG + "title", _SVG + "desc",
    ]
)  # fmt: skip
_ITEMS = frozenset(_TEXT + name for name in ("list-item", "list-header", "index-body"))
_CELLS = frozenset(_TABLE + name for name in ("table-cell", "covered-table-cell"))
_SPACE = re.compile(r"[ \t\r\n]+")
_MOST_SPACES = 1000


def read(data: bytes, name: str) -> Document:
    """The draft in an OpenDocument text."""
    package = Package(data, name, "OpenDocument text", ".odt")
    manifest = "META-INF/manifest.xml"
    if "encrypted-package" in package or (manifest in package and b"encryption-data" in package.content(manifest)):
        package.refuse_locked()
    styles: dict[str, str] = {}
    if "styles.xml" in package:
        package.tell("styles.xml", _Styles(styles))
    story = _Story(styles)
    package.tell("content.xml", story)
    if not story.is_text:
        package.refuse_kind()
    return joined(story.paragraphs + story.notes, name)


class _Styles:
    """Which paragraph style rests on which."""

    def __init__(self, bases: dict[str, str]) -> None:
        self.bases = bases

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == _STYLE + "style" and attributes.get(_STYLE + "family") == "paragraph":
            self.bases[attributes.get(_STYLE + "name", "")] = attributes.get(_STYLE + "parent-style-name", "")

    def end(self, tag: str) -> None: ...

    def data(self, text: str) -> None: ...


class _Story(_Styles):
    """The paragraphs of the text in their order, and those of its notes."""

    def __init__(self, bases: dict[str, str]) -> None:
        super().__init__(bases)
        self.paragraphs: list[Paragraph] = []
        self.notes: list[Paragraph] = []
        self.is_text = False
        self._tables = Tables()
        self._open: list[Paragraph] = []  # one inside another where there is a text box or a note
        self._note = ""
        self._counts = {"footnote": 0, "endnote": 0}
        self._items = 0
        self._skipped = 0  # elements open inside one that is skipped

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if self._skipped:
            self._skipped += 1
        elif tag in _SKIPPED:
            self._skipped = 1
        elif tag in (_TEXT + "p", _TEXT + "h"):
            self._paragraph(tag, attributes)
        elif tag.startswith(_TEXT):
            self._inside(tag, attributes)
        elif tag == _TABLE + "table":
            self._tables.enter()
        elif tag == _TABLE + "table-row":
            self._tables.row()
        elif tag in _CELLS:
            self._tables.cell()
        elif tag == _OFFICE + "text":
            self.is_text = True
        else:
            super().start(tag, attributes)

    def _paragraph(self, tag: str, attributes: dict[str, str]) -> None:
        kind = "heading" if tag == _TEXT + "h" else self._kind(attributes.get(_TEXT + "style-name", ""))
        if not kind and self._items:
            kind = "list"
        paragraph = Paragraph(kind, () if self._note else self._tables.at(), self._note)
        self._open.append(paragraph)
        (self.notes if self._note else self.paragraphs).append(paragraph)

    def _kind(self, style: str) -> str:
        """The kind of block that a style makes by its name or by that of a style it rests on."""
        for _ in range(12):  # styles may rest on one another in a circle
            if found := style_kind(style):
                return found
            style = self.bases.get(style, "")
        return ""

    def _inside(self, tag: str, attributes: dict[str, str]) -> None:
        """Elements inside paragraphs and around them."""
        if tag == _TEXT + "s":
            count = attributes.get(_TEXT + "c", "1")
            self._write(" " * min(int(count) if count.isdecimal() else 1, _MOST_SPACES))
        elif tag == _TEXT + "tab":
            self._write("\t")
        elif tag == _TEXT + "line-break":
            self._write("\n")
        elif tag in _ITEMS:
            self._items += 1
        elif tag == _TEXT + "note":
            label = "endnote" if attributes.get(_TEXT + "note-class") == "endnote" else "footnote"
            self._counts[label] += 1
            self._note = f"{label} {self._counts[label]}"

    def end(self, tag: str) -> None:
        if self._skipped:
            self._skipped -= 1
        elif tag in (_TEXT + "p", _TEXT + "h"):
            self._open.pop()
        elif tag in _ITEMS:
            self._items -= 1
        elif tag == _TEXT + "note":
            self._note = ""
        elif tag == _TABLE + "table":
            self._tables.leave()

    def data(self, text: str) -> None:
        """White space in the file is one space; what the writer typed of it has elements of its own."""
        if self._open and not self._skipped:
            text = _SPACE.sub(" ", text)
            pieces = self._open[-1].pieces
            self._write(text.lstrip(" ") if text[0] == " " and pieces and pieces[-1][-1] in " \n" else text)

    def _write(self, text: str) -> None:
        if text and self._open:
            self._open[-1].pieces.append(text)
