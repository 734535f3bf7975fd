"""Word documents: the words as they stand once every tracked change is accepted, without comments, fields and hidden text.

python-docx loses tracked insertions and leaves tables out of its paragraphs, so the XML is walked here (``_zipped``). Notes come
after the story, in the order in which it refers to them; headers, footers and macros are not looked at.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable

from scorer.readers._paragraphs import Paragraph, Tables, joined, style_kind
from scorer.readers._zipped import Package
from scorer.types import Document

SUFFIXES = (".docx", ".docm")

_WORD = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",
)
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MAIN = "word/document.xml"
_OFF = frozenset(["0", "false", "off", "none"])
_SKIPPED = frozenset(
    """
    del moveFrom pPrChange rPrChange tblPrChange tblPrExChange trPrChange tcPrChange sectPrChange tblGridChange
    numberingChange rt
    """.split()
)
"""Elements of which nothing is read: what a tracked change took away or replaced, and ruby glosses."""
_READ = frozenset(
    """
    t p r pPr trPr tbl tr tc pStyle outlineLvl numId vanish framePr footnoteReference endnoteReference footnote endnote body
    document sym val id char dropCap
    """.split()
)
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_NAMES = {space + name: name for space in _WORD for name in (*_SKIPPED, *_READ, *_SIGNS)}
"""The elements and attributes that matter, by their full names."""


def read(data: bytes, name: str) -> Document:
    """The draft in a Word document."""
    package = Package(data, name, "Word document", ".docx")
    main = next(iter(_targets(package, "").get("officeDocument", ())), _MAIN)
    parts = _targets(package, main)
    styles = _Styles()
    for part in parts.get("styles", ()):
        package.tell(part, styles)
    story = _Story(styles)
    package.tell(main, story)
    paragraphs = story.paragraphs
    for label, part_name in (("footnote", "footnotes"), ("endnote", "endnotes")):
        if story.notes[label]:
            notes = _Story(styles, label)
            for part in parts.get(part_name, ()):
                package.tell(part, notes)
            paragraphs += _referred(notes.paragraphs, story.notes[label], label)
    if not story.is_word:
        package.refuse_kind()
    return joined(paragraphs, name)


def _referred(paragraphs: list[Paragraph], references: list[str], label: str) -> list[Paragraph]:
    """The paragraphs of the notes that the story refers to, in its order and numbered by it."""
    found: list[Paragraph] = []
    by_id: dict[str, list[Paragraph]] = {}
    for paragraph in paragraphs:
        by_id.setdefault(paragraph.note, []).append(paragraph)
    for number, reference in enumerate(dict.fromkeys(references), 1):
        for paragraph in by_id.get(reference, ()):
            paragraph.note = f"{label} {number}"
            found.append(paragraph)
    return found


class _Relations:
    """The parts that one part names, by what they are to it."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.targets: dict[str, list[str]] = {}

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag.endswith("}Relationship") and attributes.get("TargetMode") != "External":
            path = posixpath.normpath(posixpath.join("/", self.folder, attributes.get("Target", ""))).lstrip("/")
            self.targets.setdefault(attributes.get("Type", "").rpartition("/")[2], []).append(path)

    def end(self, tag: str) -> None: ...

    def data(self, text: str) -> None: ...


def _targets(package: Package, part: str) -> dict[str, list[str]]:
    """The parts of the archive that ``part`` names, by what they are to it; "" is the archive itself."""
    folder, base = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{base}.rels")
    relations = _Relations(folder)
    if path in package:
        package.tell(path, relations)
    return {kind: [path for path in paths if path in package] for kind, paths in relations.targets.items()}


class _Styles:
    """The paragraph styles with the kind of block that each makes, told by its name or by that of a style it rests on."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}
        self.bases: dict[str, str] = {}
        self.kinds: dict[str, str] = {}
        self._style = ""

    def kind(self, style: str) -> str:
        """The kind of block that a style makes; "" where its words must tell."""
        for _ in range(12):  # styles may rest on one another in a circle
            if found := style_kind(self.names.get(style, style)) or self.kinds.get(style, ""):
                return found
            if style not in self.bases:
                break
            style = self.bases[style]
        return ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        space, _, local = tag.rpartition("}")
        space += "}"
        if space not in _WORD:
            return
        value = attributes.get(f"{space}val", "")
        if local == "style":
            self._style = attributes.get(f"{space}styleId", "")
        elif local == "name":
            self.names[self._style] = value
        elif local == "basedOn":
            self.bases[self._style] = value
        elif local == "outlineLvl" and value in "012345678":
            self.kinds[self._style] = "heading"
        elif local == "numId" and value != "0":
            self.kinds.setdefault(self._style, "list")

    def end(self, tag: str) -> None: ...

    def data(self, text: str) -> None: ...


class _Story:
    """The paragraphs of a part in their order; of a part with notes each has the number of its note."""

    def __init__(self, styles: _Styles, label: str = "") -> None:
        self.styles = styles
        self.label = label
        self.paragraphs: list[Paragraph] = []
        self.notes: dict[str, list[str]] = {"footnote": [], "endnote": []}
        self.is_word = False
        self._tables = Tables()
        self._open: list[Paragraph] = []  # one inside another where there is a text box
        self._hidden: list[bool] = []  # of the runs at hand
        self._words = False
        self._properties = 0
        self._row_properties = False
        self._skipped = 0  # elements open inside one that is skipped
        self._rows: list[bool] = []  # whether each row at hand is deleted
        self._note = ""
        self._ends: dict[str, Callable[[], object]] = {
            "p": self._end_paragraph, "tbl": self._tables.leave, "r": self._end_run, "pPr": self._end_properties,
            "tr": self._end_row, "trPr": self._end_row_properties, "t": self._end_words,
        }  # fmt: skip

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if self._skipped:
            self._skipped += 1
            return
        local = _NAMES.get(tag, "")
        if not local:
            self._skipped = tag == _FALLBACK
        elif local == "t":
            self._words = True
        elif local in _SKIPPED:
            if local in ("del", "moveFrom"):
                self._deleted()
            self._skipped = 1
        elif local in _SIGNS:
            if not self._properties:  # in there it is a tab stop
                self._write(_SIGNS[local])
        else:
            self._structure(local, {_NAMES.get(name, ""): value for name, value in attributes.items()})

    def _structure(self, local: str, attributes: dict[str, str]) -> None:
        if local == "r":
            self._hidden.append(False)
        elif local == "p":
            paragraph = Paragraph(cell=self._tables.at(), note=self._note)
            self._open.append(paragraph)
            if not any(self._rows):
                self.paragraphs.append(paragraph)
        elif local == "pPr":
            self._properties += 1
        elif local == "vanish":
            if self._hidden and not self._properties and attributes.get("val") not in _OFF:
                self._hidden[-1] = True
        elif local in ("pStyle", "outlineLvl", "numId"):
            self._style(local, attributes.get("val", ""))
        elif local == "tbl":
            self._tables.enter()
        elif local == "tr":
            self._tables.row()
            self._rows.append(False)
        elif local == "trPr":
            self._row_properties = True
        elif local == "framePr" and attributes.get("dropCap", "none") != "none" and self._open:
            self._open[-1].joined = True  # the large first letter of the next paragraph
        elif local == "tc":
            self._tables.cell()
        elif local in ("footnoteReference", "endnoteReference"):
            self.notes[local.removesuffix("Reference")].append(attributes.get("id", ""))
        elif local == self.label:
            self._note = attributes.get("id", "")
        elif local in ("body", "document"):
            self.is_word = True
        elif local == "sym":
            self._symbol(attributes.get("char", ""))

    def _deleted(self) -> None:
        """What a deletion among properties takes away: the row, or the end of the paragraph."""
        if self._row_properties and self._rows:
            self._rows[-1] = True
            self._tables.drop_row()
        elif self._properties and self._open:
            self._open[-1].joined = True

    def _style(self, local: str, value: str) -> None:
        if not self._open:
            return
        paragraph = self._open[-1]
        if local == "pStyle":
            paragraph.kind = self.styles.kind(value)
        elif local == "outlineLvl" and value in "012345678":
            paragraph.kind = "heading"
        elif local == "numId":
            paragraph.kind = "list" if value != "0" and not paragraph.kind else paragraph.kind

    def end(self, tag: str) -> None:
        if self._skipped:
            self._skipped -= 1
            return
        if ended := self._ends.get(_NAMES.get(tag, "")):
            ended()

    def data(self, text: str) -> None:
        if self._words and not self._skipped:
            self._write(text)

    def _write(self, text: str) -> None:
        if self._open and not (self._hidden and self._hidden[-1]):
            self._open[-1].pieces.append(text)

    def _symbol(self, code: str) -> None:
        """A sign by its number; those of symbol fonts mean nothing without the font."""
        try:
            sign = chr(int(code, 16))
        except (ValueError, OverflowError):
            return
        self._write(sign if sign.isprintable() else " ")

    def _end_words(self) -> None:
        self._words = False

    def _end_paragraph(self) -> None:
        if self._open:
            self._open.pop()

    def _end_run(self) -> None:
        if self._hidden:
            self._hidden.pop()

    def _end_properties(self) -> None:
        self._properties = max(0, self._properties - 1)

    def _end_row(self) -> None:
        if self._rows:
            self._rows.pop()

    def _end_row_properties(self) -> None:
        self._row_properties = False
