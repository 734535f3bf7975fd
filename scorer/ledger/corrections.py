"""A fact-checker's corrections of the ledger, read from a small TOML file.

    [[merge]]                            # these are one source; it is called, and is, what the first is
    sources = ["Ibarra", "the engineer"]

    [[split]]                            # in these paragraphs another is meant: a new source, or one known by this name
    source = "Horak"
    paragraphs = [4, 7]
    name = "Jana Horak"

    [[kind]]                             # this source is of another kind
    source = "officials"
    kind = "institution"

    [[rename]]                           # this source is called otherwise
    source = "#3"
    to = "Teresa Lund"

A source is named by its number in the report ("#3"), its name, a word of its name or a mention, in capitals or not. ``document``
in an entry ("draft.md") keeps it to one of several drafts. Splits come first, then merges, kinds, names; numbers are those of
the report without corrections.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from scorer.errors import CorrectionError, nearest
from scorer.types import KINDS

VERBS = ("split", "merge", "kind", "rename")
"""What can be corrected, in the order in which it is done."""
_KEYS = {
    "merge": ("sources",),
    "split": ("source", "paragraphs", "name"),
    "kind": ("source", "kind"),
    "rename": ("source", "to"),
}
_KNOWN_KINDS = tuple(kind for kind in KINDS if kind != "na")


class Correction(NamedTuple):
    """One entry; ``where`` names file and line, ``to`` is the new name or kind, ``document`` empty where it holds for all."""

    verb: str
    where: str
    sources: tuple[str, ...]
    paragraphs: tuple[int, ...] = ()
    to: str = ""
    document: str = ""

    def concerns(self, document: str) -> bool:
        """Whether a draft of this name is meant: the path as given, or the end of it."""
        return not self.document or Path(document).parts[-len(Path(self.document).parts) :] == Path(self.document).parts


def read_corrections(path: str | Path) -> list[Correction]:
    """The corrections in a file, in the order in which they are done."""
    try:
        written = Path(path).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = (error.strerror or str(error)) if isinstance(error, OSError) else "not UTF-8"
        raise CorrectionError(f"{path}: cannot read the corrections: {reason}") from None
    return parse_corrections(written, str(path))


def parse_corrections(written: str, name: str) -> list[Correction]:
    """The corrections in a text; ``name`` is the file's, for complaints."""
    import tomllib

    try:
        content = tomllib.loads(written)
    except tomllib.TOMLDecodeError as error:
        raise CorrectionError(f"{name}: no valid TOML: {error}") from None
    for key in content:
        if key not in VERBS:
            raise CorrectionError(f"{name}: unknown correction {key!r}; {nearest(key, list(VERBS))}")
    return [
        _correction(verb, entry, f"{name}:{place}")
        for verb in VERBS
        for entry, place in zip(_entries(content, verb, name), _lines(written, verb), strict=False)
    ]


def _entries(content: dict[str, Any], verb: str, name: str) -> list[dict[str, Any]]:
    entries = content.get(verb, [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise CorrectionError(f"{name}: {verb} must be written [[{verb}]], one table an entry")
    return entries


def _lines(written: str, verb: str) -> list[str]:
    """Where the entries of a verb begin: the lines of their headers; entries written in another way are counted instead."""
    lines = written.splitlines()
    headers = [str(number) for number, line in enumerate(lines, 1) if "".join(line.split()).startswith(f"[[{verb}]]")]
    return headers + [f"{verb} {number}" for number in range(len(headers) + 1, len(lines) + 2)]


def _correction(verb: str, entry: dict[str, Any], where: str) -> Correction:
    for key in entry:
        if key not in (*_KEYS[verb], "document"):
            raise CorrectionError(f"{where}: unknown key {key!r} in {verb}; {nearest(key, [*_KEYS[verb], 'document'])}")
    for key in _KEYS[verb]:
        if key not in entry:
            raise CorrectionError(f"{where}: {verb} needs {key!r}; it has {', '.join(map(repr, entry)) or 'nothing'}")

    def value(key: str, form: Callable[[Any], bool], told: str) -> Any:
        if not form(entry[key]):
            raise CorrectionError(f"{where}: {key} must be {told}, not {entry[key]!r}")
        return entry[key]

    document = value("document", _is_name, "a file's name") if "document" in entry else ""
    if verb == "merge":
        sources = tuple(value("sources", _are_names, "a list of two or more sources"))
        return Correction(verb, where, sources, document=document)
    source = (value("source", _is_name, "the name or number of a source"),)
    if verb == "split":
        paragraphs = tuple(value("paragraphs", _are_numbers, "a list of paragraph numbers, from 1"))
        return Correction(verb, where, source, paragraphs, value("name", _is_name, "a name"), document)
    if verb == "rename":
        return Correction(verb, where, source, to=value("to", _is_name, "a name"), document=document)
    kind = value("kind", _is_name, "a kind of source")
    if kind not in _KNOWN_KINDS:
        raise CorrectionError(f"{where}: unknown kind {kind!r}; {nearest(kind, list(_KNOWN_KINDS))}")
    return Correction(verb, where, source, to=kind, document=document)


def _is_name(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _are_names(value: Any) -> bool:
    return isinstance(value, list) and len(value) > 1 and all(map(_is_name, value))


def _are_numbers(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(type(number) is int and number > 0 for number in value)
