"""Labels as the words and stretches an annotation tool knows: ``weak``, ``level:weak``, ``alt:weak``; ``hedge`` from 4 to 7."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from scorer.corpora import CUE_FAMILIES, FLAGS, Label, Report
from scorer.corpora._places import Place, is_place, with_places
from scorer.errors import nearest
from scorer.types import KINDS, LEVELS

_SEPARATORS = ":=/"
_KNOWN = {"level": LEVELS, "kind": KINDS, "flag": FLAGS, "alt": LEVELS, "cue": CUE_FAMILIES}
CHOICES = (*LEVELS, *KINDS, *FLAGS, *(f"alt:{level}" for level in LEVELS))

Stretch = tuple[str, Any, Any]
"""A word, start and end: what a tool says of a part of the paragraph."""


def words_of(label: Label) -> list[str]:
    """Level, kind, flags and alt as words."""
    alt = [f"alt:{label.alt}"] if label.alt else []
    return [word for word in (label.level, label.kind, *label.flags, *alt) if word]


def read_choices(words: Iterable[object], stretches: Iterable[Stretch], text: str, where: str, report: Report) -> Label:
    """The label that words about a paragraph and about stretches of it make; what is wrong is told and left out.

    A stretch whose word is no family of cues says it of the whole paragraph.
    """
    said: dict[str, list[str]] = {"level": [], "kind": [], "flag": [], "alt": []}
    places: dict[str, list[Place]] = {}
    for word in words:
        field, value = meant(word, where, report)
        if field == "cue":
            report(f"{where}: {word!r} marks words, not the whole paragraph")
        elif field:
            said[field].append(value)
    for word, start, end in stretches:
        field, value = meant(word, where, report)
        if field in said:
            said[field].append(value)
        elif field and is_place([start, end], text):
            places.setdefault(value, []).append((start, end))
        elif field:
            report(f"{where}: {word!r} from {start} to {end} is not within the {len(text)} characters of the paragraph")
    level, kind, alt = (_only(said[field], field, where, report) for field in ("level", "kind", "alt"))
    return with_places(Label(level, kind, tuple(dict.fromkeys(said["flag"])), alt=alt), text, places)


def meant(word: object, where: str, report: Report) -> tuple[str, str]:
    """The field a word is of (level, kind, flag, alt, cue) and its value; both "" for no known word, which is told."""
    name = str(word).strip().lower().replace(" ", "_").replace("-", "_")
    for separator in _SEPARATORS:
        field, found, value = name.partition(separator)
        field = "flag" if field == "flags" else field
        if found and value in _KNOWN.get(field, ()):
            return field, value
        if found and field in _KNOWN:
            report(f"{where}: {field} {value!r} is none of {', '.join(_KNOWN[field])}")
            return "", ""
    for field, known in _KNOWN.items():
        if name in known:
            return field, name
    report(f"{where}: no label {str(word)!r}; {nearest(name, [*LEVELS, *KINDS, *FLAGS, *CUE_FAMILIES])}")
    return "", ""


def _only(values: list[str], field: str, where: str, report: Report) -> str:
    different = sorted(set(values))
    if len(different) > 1:
        report(f"{where}: has the {field}s {' and '.join(different)}; keep one")
        return ""
    return different[0] if different else ""
