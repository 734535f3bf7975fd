"""Rows of WebAnno TSV 3.x taken apart: sentences, and annotations over units that may be tokens or parts of them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from scorer.corpora import Report
from scorer.corpora._files import lines_of
from scorer.corpora._utf16 import Units

FORMAT = "#FORMAT=WebAnno TSV 3"

_ROW = re.compile(r"\d+-\d+(?:\.\d+)?")
_OFFSETS = re.compile(r"(\d+)-(\d+)")
_STACKED = re.compile(r"(?:[^\\|]|\\.)+")
_NUMBERED = re.compile(r"((?:[^\\]|\\.)*?)\[(\d+)\]", re.DOTALL)
_ESCAPED = re.compile(r"\\(u[0-9a-fA-F]{4}|.)", re.DOTALL)
_SPECIAL = {"t": "\t", "n": "\n", "r": "\r", "f": "\f", "b": "\b"}
_IN_TEXT = {ord(character): f"\\{letter}" for letter, character in _SPECIAL.items()} | {ord("\\"): "\\\\"}
_IN_TEXT |= {code: f"\\{chr(code)}" for code in (*range(1, 8), *range(14, 32))}
_RESERVED = re.compile(r"->|[\\\[\]|_;*]")


class Sentence(NamedTuple):
    """A sentence: its text, and where it starts in UTF-16 units of the document."""

    where: str
    text: str
    start: int
    units: Units

    @property
    def end(self) -> int:
        """Where it ends in UTF-16 units of the document."""
        return self.start + len(self.units)


class Annotation(NamedTuple):
    """Features of a layer over a stretch, in UTF-16 units of the document; ``number`` is 0 where it stands alone."""

    where: str
    layer: str
    features: dict[str, str]
    start: int
    end: int
    number: int


def escape_text(text: str) -> str:
    """A text as it stands behind ``#Text=`` and in the rows of tokens."""
    return text.translate(_IN_TEXT)


def escape_value(value: str) -> str:
    """A feature as it stands in a cell."""
    return _RESERVED.sub(lambda found: "\\" + found[0], value).replace("\t", "\\t").replace("\n", "\\n")


def unescape(text: str) -> str:
    """The text behind escapes, those of Java (``\\u00e9``, until 3.1) too."""
    if "\\" not in text:
        return text
    return _ESCAPED.sub(_unescaped, text).encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _unescaped(found: re.Match[str]) -> str:
    name = found[1]
    return chr(int(name[1:], 16)) if len(name) > 1 else _SPECIAL.get(name, name)


def parse(path: Path, report: Report) -> tuple[list[Sentence], list[Annotation]] | None:
    """Sentences and annotations of a file; what is wrong is told and left out. None for a file in another format."""
    body = _Body(report)
    number = -1
    for number, (where, line) in enumerate(lines_of(path, report)):
        if number == 0 and not line.startswith(FORMAT):
            report(f"{where}: is no WebAnno TSV 3; the first line must be {FORMAT}.x")
            return None
        if line.startswith("#T_"):
            body.declare(line)
        elif line.startswith("#Text="):
            body.text(where, unescape(line.removeprefix("#Text=")))
        elif not line.strip() or line.startswith("#"):
            body.close()
        else:
            body.row(where, line)
    body.close()
    return None if number < 0 else (body.sentences, list(body.annotations.values()))


class _Body:
    """Collects the lines of a file."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._columns: list[tuple[str, str]] = []
        self._where = ""
        self._texts: list[str] = []
        self._sentence: Sentence | None = None
        self.sentences: list[Sentence] = []
        self.annotations: dict[object, Annotation] = {}

    def declare(self, line: str) -> None:
        """A layer has a column a feature; a slot or relation has one more, which its declaration names too."""
        layer, *features = line.partition("=")[2].split("|")
        self._columns += [(layer, feature) for feature in features or [""]]

    def text(self, where: str, text: str) -> None:
        """A line of the text of a sentence."""
        if self._sentence:
            self.close()
        self._where = self._where or where
        self._texts.append(text)

    def close(self) -> None:
        """The sentence is over; one without tokens starts one character behind the one before."""
        if self._texts and not self._sentence:
            self._begin(self.sentences[-1].end + 1 if self.sentences else 0)
        self._where, self._texts, self._sentence = "", [], None

    def _begin(self, start: int, word: str = "") -> Sentence:
        """The sentence with this word at this place."""
        text = "\n".join(self._texts)
        units = Units(text)
        self._sentence = Sentence(self._where, text, start - units.of(max(text.find(word), 0)), units)
        self.sentences.append(self._sentence)
        return self._sentence

    def row(self, where: str, line: str) -> None:
        """A token, or a part of one, with its annotations."""
        identity, offsets, form, *cells = [*line.split("\t"), "", ""][: max(3, line.count("\t") + 1)]
        found = _OFFSETS.fullmatch(offsets)
        if not _ROW.fullmatch(identity) or not found or not self._texts:
            self._report(f"{where}: is no row of a token; a number, offsets and a word below #Text are expected")
            return
        start, end, word = int(found[1]), int(found[2]), unescape(form)
        sentence = self._sentence or self._begin(start, word)
        low, high = sentence.units.back(start - sentence.start), sentence.units.back(end - sentence.start)
        if low is None or high is None or sentence.text[low:high] != word:
            self._report(f"{where}: {start}-{end} does not hold {word!r} in the sentence; offsets count UTF-16 units")
        elif len(cells) < len(self._columns):
            self._report(f"{where}: {len(cells)} columns of annotations, the header declares {len(self._columns)}")
        else:
            self._annotate(where, identity, start, end, cells)

    def _annotate(self, where: str, identity: str, start: int, end: int, cells: list[str]) -> None:
        for (layer, feature), cell in zip(self._columns, cells, strict=False):
            if cell in ("_", ""):
                continue
            for at, (value, number) in enumerate(_stacked(cell)):
                key = (layer, number) if number else (layer, identity, at)
                known = self.annotations.get(key) or Annotation(where, layer, {}, start, end, number)
                if value:
                    known.features.setdefault(feature, value)
                if not known.start <= start < end <= known.end:
                    known = known._replace(start=min(known.start, start), end=max(known.end, end))
                self.annotations[key] = known


@lru_cache(maxsize=1024)
def _stacked(cell: str) -> tuple[tuple[str, int], ...]:
    """The values of a cell, "" where there is none, with their numbers, 0 where there is none."""
    values = []
    for value in _STACKED.findall(cell):
        found = _NUMBERED.fullmatch(value)
        plain = found[1] if found else value
        values.append(("" if plain == "*" else unescape(plain), int(found[2]) if found else 0))
    return tuple(values)


class Unit(NamedTuple):
    """A row to write: a token or, with a ``part``, a part of one; characters of the sentence."""

    token: int
    part: int
    start: int
    end: int


_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")


def units_of(text: str, places: list[tuple[int, int]]) -> list[Unit]:
    """Tokens of a sentence, and parts of tokens where a place ends within one.

    White space is a token only where a place begins or ends in it, and at the start, for a sentence starts with its first token.
    """
    starts, ends = ({place[side] for place in places} for side in (0, 1))
    edges = sorted(starts | ends)
    units = []
    token = 0
    for found in _TOKEN.finditer(text):
        start, end = found.span()
        if found[0].isspace() and start and starts.isdisjoint(range(start, end)) and ends.isdisjoint(range(start + 1, end + 1)):
            continue
        token += 1
        units.append(Unit(token, 0, start, end))
        cuts = edges[bisect_right(edges, start) : bisect_left(edges, end)]
        if cuts:
            parts = pairwise([start, *cuts, end])
            units += [Unit(token, part, low, high) for part, (low, high) in enumerate(parts, 1)]
    return units


def covered(units: list[Unit], place: tuple[int, int]) -> Iterator[int]:
    """The rows, counted from 0, that carry an annotation of a place: tokens, and parts where the place ends within the token."""
    start, end = place
    whole = 0
    for at in range(bisect_left(units, start, key=_start), bisect_left(units, end, key=_start)):
        unit = units[at]
        if unit.end <= end and (not unit.part or unit.token != whole):
            whole = unit.token if not unit.part else whole
            yield at


def _start(unit: Unit) -> int:
    return unit.start
