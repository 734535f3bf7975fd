"""Labels as JSON objects: checked when read, plain when written."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any

from scorer.corpora import CUE_FAMILIES, FLAGS, Label, Report
from scorer.corpora._places import is_place, locate, verbatim
from scorer.errors import nearest
from scorer.types import KINDS, LEVELS

_FIELDS = ("level", "kind", "flags", *CUE_FAMILIES, "alt", "places", "paragraph", "document", "hash")


def level_or_none(value: Any, what: str, where: str, report: Report) -> str:
    """The level a value names, "" for none; another one is told."""
    return _one_of(LEVELS, value, what, where, report)


def kind_or_none(value: Any, where: str, report: Report) -> str:
    """The kind a value names, "" for none; another one is told."""
    return _one_of(KINDS, value, "kind", where, report)


def _one_of(known: tuple[str, ...], value: Any, what: str, where: str, report: Report) -> str:
    if value in (None, ""):
        return ""
    if value in known:
        return str(value)
    report(f"{where}: {what} {value!r} is none of {', '.join(known)}")
    return ""


def flags_of(value: Any, where: str, report: Report) -> tuple[str, ...]:
    """The flags of a list; one that is none is told and left out."""
    if value is None:
        return ()
    if not isinstance(value, list | tuple):
        report(f"{where}: flags must be a list, not {value!r}")
        return ()
    for flag in value:
        if flag not in FLAGS:
            report(f"{where}: flag {flag!r} is none of {', '.join(FLAGS)}")
    return tuple(dict.fromkeys(flag for flag in value if flag in FLAGS))


def read_label(value: Any, text: str, where: str, report: Report) -> Label:
    """The label an object holds for a paragraph; null stands for none, and so does an object with the level ""."""
    label = read_levels(value, where, report)
    if not isinstance(value, dict):
        return label
    cues = {family: verbatim(value.get(family), text, family, where, report) for family in CUE_FAMILIES}
    return _placed(label._replace(cues=cues), value.get("places"), text, where, report)


def read_levels(value: Any, where: str, report: Report) -> Label:
    """The label an object holds, without its cues."""
    if value is None:
        return Label()
    if not isinstance(value, dict):
        report(f"{where}: a label must be an object with a level, not {value!r}")
        return Label()
    for name in value:
        if name not in _FIELDS and get_close_matches(name, _FIELDS, n=1, cutoff=0.75):
            report(f"{where}: {name!r} is no field of a label; {nearest(name, list(_FIELDS))}")
    if "level" not in value:
        report(f"{where}: level None is none of {', '.join(LEVELS)}")
    return Label(
        level_or_none(value.get("level"), "level", where, report),
        kind_or_none(value.get("kind"), where, report),
        flags_of(value.get("flags"), where, report),
        alt=level_or_none(value.get("alt"), "alt", where, report),
    )


def _placed(label: Label, value: Any, text: str, where: str, report: Report) -> Label:
    if not value:
        return label
    if not isinstance(value, dict):
        report(f"{where}: places must be an object of cue families, not {value!r}")
        return label
    kept = {}
    for family, places in value.items():
        cues = label.cues.get(family, ())
        if not isinstance(places, list) or not all(is_place(place, text) for place in places):
            report(f"{where}: places of {family} must be [start, end] within the {len(text)} characters of the paragraph")
        elif [text[place[0] : place[1]] for place in places] != list(cues):
            report(f"{where}: places of {family} do not hold its cues {list(cues)}")
        else:
            there = tuple((place[0], place[1]) for place in places)
            if list(there) != locate(text, cues):
                kept[family] = there
    return label._replace(places=kept)


def label_record(label: Label, number: int, whole: bool = True) -> dict[str, Any]:
    """A label as an object; ``whole`` writes empty lists too."""
    record: dict[str, Any] = {"paragraph": number, "level": label.level}
    if label.kind:
        record["kind"] = label.kind
    lists = {"flags": label.flags, **{family: label.cues.get(family, ()) for family in CUE_FAMILIES}}
    record |= {name: list(values) for name, values in lists.items() if values or whole}
    if label.alt:
        record["alt"] = label.alt
    if label.places:
        record["places"] = {family: [list(place) for place in places] for family, places in label.places.items()}
    return record
