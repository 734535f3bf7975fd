"""brat stand-off, a folder of .txt and .ann: labels are attributes of paragraphs, cues are spans, attributions events."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from scorer.corpora import CUE_FAMILIES, FLAGS, ROLES, Label, LabelledDocument, MarkedAttribution, Piece, Report, refuse
from scorer.corpora._annotations import Page, joined
from scorer.corpora._brat import read_annotations
from scorer.corpora._files import files_in, text_of
from scorer.corpora._folders import Beside, file_names, write_folder
from scorer.corpora._places import places_of
from scorer.types import KINDS, LEVELS

SUFFIXES: tuple[str, ...] = ()
CARRIES = ("title", "corpus", "genre", "meta", "level", "kind", "flags", "cues", "alt", "attributions")

_CONFIGURATION = f"""# Written beside the documents, so that brat knows what is marked in them.
[entities]
Paragraph
{chr(10).join(family.capitalize() for family in CUE_FAMILIES if family != "cue")}
Source
Cue
Content

[relations]

[events]
Attribution Source*:Source, Cue*:Cue, Content*:Content
Attribution-no-source Cue*:Cue, Content*:Content

[attributes]
Level Arg:Paragraph, Value:{"|".join(LEVELS)}
Kind Arg:Paragraph, Value:{"|".join(KINDS)}
Alt Arg:Paragraph, Value:{"|".join(LEVELS)}
{chr(10).join(f"{flag.capitalize()} Arg:Paragraph" for flag in FLAGS)}
"""


def recognises(path: Path) -> bool:
    """Whether it is a folder with ``.ann`` files in it or below, or one such file."""
    return path.suffix == ".ann" or (path.is_dir() and next(path.rglob("*.ann"), None) is not None)


def read(path: Path, report: Report = refuse, texts: Path | None = None) -> list[LabelledDocument]:
    """The documents of a folder, or of one ``.ann`` file with its ``.txt``. Raises ``CorpusError`` by ``report``.

    Paragraphs are the spans called Paragraph; text outside of them, and all text without such spans, is parted by blank lines.
    """
    folder = path if path.is_dir() else path.parent
    files = [path.with_suffix(".txt")] if path.suffix == ".ann" else files_in(folder, "**/*.txt")
    if not files:
        report(f"{path}: holds no .txt files; give the folder with .txt and .ann files")
    for lonely in files_in(folder, "**/*.ann") if path.is_dir() else ():
        if lonely.with_suffix(".txt") not in files:
            report(f"{lonely}: has no {lonely.stem}.txt beside it; its annotations are not read")
    quiet: Report = report if path.is_dir() else lambda problem: None
    beside = Beside(folder, report)
    documents = []
    for file in beside.ordered(files, quiet):
        text = text_of(file, report)
        if text is not None:
            document = read_annotations(text, file, report)
            documents.append(beside.complete(document, file))
    return documents


def write(documents: list[LabelledDocument], path: Path) -> None:
    """Write a folder with ``.txt``, ``.ann``, brat's configuration, and ``documents.json`` for what brat has no place for.
    Raises ``CorpusError`` where the folder is not empty."""
    files = {"annotation.conf": _CONFIGURATION}
    for name, document in zip(file_names(documents), documents, strict=True):
        page = joined(document, "\n\n")
        files[f"{name}.txt"] = page.text
        files[f"{name}.ann"] = "".join(f"{line}\n" for line in _Writer(page).lines(document))
    write_folder(documents, path, files)


class _Writer:
    """Numbers the annotations of a document as it writes them."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._last = dict.fromkeys("TAE#", 0)

    def lines(self, document: LabelledDocument) -> Iterator[str]:
        """All annotations of a document."""
        for at, (label, (start, end)) in enumerate(zip(document.labels, self._page.spans, strict=True)):
            paragraph, line = self._span("Paragraph", [(start, end)])
            yield line
            yield from self._attributes(label, paragraph)
            where = f"document {document.id!r}, paragraph {at + 1}"
            for family, places in places_of(label, document.paragraphs[at], where).items():
                for first, last in places:
                    yield self._span(family.capitalize(), [(start + first, start + last)])[1]
        for attribution in document.attributions:
            yield from self._event(attribution)

    def _next(self, letter: str) -> str:
        self._last[letter] += 1
        return f"{letter}{self._last[letter]}"

    def _span(self, name: str, spans: list[tuple[int, int]]) -> tuple[str, str]:
        number = self._next("T")
        offsets = ";".join(f"{start} {end}" for start, end in spans)
        words = " ".join(self._page.text[start:end] for start, end in spans)
        return number, f"{number}\t{name} {offsets}\t{' '.join(words.splitlines()) if words.strip() else ''}"

    def _attributes(self, label: Label, paragraph: str) -> Iterator[str]:
        for name, value in (("Level", label.level), ("Kind", label.kind), ("Alt", label.alt)):
            if value:
                yield f"{self._next('A')}\t{name} {paragraph} {value}"
        for flag in label.flags:
            yield f"{self._next('A')}\t{flag.capitalize()} {paragraph}"

    def _event(self, attribution: MarkedAttribution) -> Iterator[str]:
        """As PolNeAR is published: the trigger has the place of the cue, and every role is a span of its own."""
        roles = dict(zip(ROLES, (attribution.source, attribution.cue, attribution.content), strict=True))
        anchor = attribution.cue or attribution.content or attribution.source
        if not anchor:
            return
        trigger, line = self._span(attribution.type, self._offsets(anchor))
        yield line
        arguments = []
        for role, pieces in roles.items():
            if pieces:
                number, line = self._span(role.capitalize(), self._offsets(pieces))
                yield line
                arguments.append(f" {role.capitalize()}:{number}")
        event = self._next("E")
        yield f"{event}\t{attribution.type}:{trigger}{''.join(arguments)}"
        if attribution.id != event:
            yield f"{self._next('#')}\tAnnotatorNotes {event}\tid={attribution.id}"

    def _offsets(self, pieces: tuple[Piece, ...]) -> list[tuple[int, int]]:
        starts = [start for start, _ in self._page.spans]
        return [(starts[piece.paragraph] + piece.start, starts[piece.paragraph] + piece.end) for piece in pieces]
