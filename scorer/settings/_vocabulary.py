"""A house's own seed phrases, which come on top of the shipped ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from scorer.errors import SeedError
from scorer.lexicon import NEVER, Automaton, Phrase, compile_phrases, parse_phrase, phrases, words
from scorer.lexicon.patterns import Choice, Class, Element
from scorer.resources import folder
from scorer.settings._forms import Source
from scorer.settings._selectors import hint

_MISSING = re.compile(r"no word list '([^']*)'")
KEY, FILES = "vocabulary", "files"


def read_vocabulary(source: Source) -> tuple[Phrase, ...]:
    """The phrases of the table, then those of its files, in order."""
    table = source.content.get(KEY, {})
    if not isinstance(table, dict):
        source.fail("must be a table; write [vocabulary] and under it \"anon.request\" = ['asked not to be named']", KEY)
    found: list[Phrase] = []
    for place, label, lines in _entries(source, table):
        _check_label(source, label, *place)
        if not isinstance(lines, list) or not all(isinstance(line, str) for line in lines):
            source.fail("must be a list of phrases; write e.g. ['asked not to be named']", *place)
        found.extend(_parse(source, lines, label, place))
    for name in _file_names(source, table.get(FILES, [])):
        found.extend(_read_file(source, name))
    return tuple(found)


def _entries(source: Source, table: dict[str, Any]) -> Iterator[tuple[tuple[str, ...], str, Any]]:
    """Every list of phrases with its label, whether that is written as one key or as a table in a table."""
    for key, value in table.items():
        if key == FILES:
            continue
        if isinstance(value, dict):
            yield from (((KEY, key, inner), f"{key}.{inner}", lines) for inner, lines in value.items())
        else:
            yield (KEY, key), key, value


@cache
def known_labels() -> frozenset[str]:
    """What phrases may be filed under: ``family.label`` as in the seeds, and ``family.never`` for look-alikes."""
    seeds = [path for path in folder("seeds").glob("*/*.txt") if path.parent.name != "words"]
    return frozenset(f"{path.parent.name}.{label}" for path in seeds for label in (path.stem, NEVER))


def _check_label(source: Source, label: str, *place: str) -> None:
    if label not in known_labels():
        told = hint(label, known_labels()) or hint(label, {FILES})
        source.fail(f"no label {label[:60]!r}; {told}`scorer seeds` lists all", *place)


def _parse(source: Source, lines: list[str], label: str, place: tuple[str, ...]) -> Iterator[Phrase]:
    for number, line in enumerate(lines):
        problem = ""
        try:
            phrase = _phrase(line, label)
        except SeedError as error:
            phrase, problem = None, _explain(error)
        if phrase is None:
            source.fail(problem or "is an empty phrase; write words, or remove it", *place, number)
        yield phrase


def _phrase(line: str, label: str) -> Phrase | None:
    family, _, own = label.partition(".")
    phrase = parse_phrase(line, family, own, "")
    for name in _classes(phrase.elements) if phrase else ():
        words(name)  # raises where there is none
    return phrase


def _explain(error: SeedError) -> str:
    """What is wrong with a phrase; a house has no word lists of its own, so the nearest shipped one is named."""
    told = str(error).removeprefix(": ")
    missing = _MISSING.match(told)
    if not missing:
        return told
    known = [path.stem for path in (folder("seeds") / "words").glob("*.txt")]
    return f"no word list {missing[1]!r}; {hint(missing[1], known)}write the words out as (one|two)"


def _classes(elements: tuple[Element, ...]) -> Iterator[str]:
    for element in elements:
        if isinstance(element, Class):
            yield element.name
        elif isinstance(element, Choice):
            for option in element.options:
                yield from _classes(option)


def _file_names(source: Source, names: Any) -> Iterator[Path]:
    """The files behind names and globs, from the configuration's folder."""
    place = (KEY, FILES)
    if not isinstance(names, list) or not all(isinstance(name, str) and name.strip() for name in names):
        source.fail("must be a list of file names; write e.g. ['house/anon/request.txt']", *place)
    for name in names:
        path = source.folder / name
        try:
            found = sorted(source.folder.glob(name)) if "*" in name and not Path(name).is_absolute() else [path]
        except (ValueError, NotImplementedError):  # what pathlib says of a pattern it cannot follow
            found = []
        if not found or not all(one.is_file() for one in found):
            source.fail(f"no file {name!r}; name seed files by family and label, e.g. 'house/anon/request.txt'", *place)
        yield from found


def _read_file(source: Source, path: Path) -> Iterator[Phrase]:
    """The phrases of a seed file; its folder is the family and its name the label."""
    _check_label(source, f"{path.parent.name}.{path.stem}", KEY, FILES)
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        source.fail(f"{path.name} cannot be read; save it in UTF-8 where it may be read", KEY, FILES)
    for number, line in enumerate(lines, 1):
        try:
            phrase = _phrase(line, f"{path.parent.name}.{path.stem}")
        except SeedError as error:
            source.fail(f"{path.name}:{number}: {_explain(error)}", KEY, FILES)
        if phrase:
            yield phrase


@lru_cache(maxsize=8)
def compile_vocabulary(vocabulary: tuple[Phrase, ...]) -> Automaton:
    """The automaton of the shipped seeds and these phrases; a phrase that is shipped already holds as the house has it."""
    own = {(one.family, one.label, one.elements) for one in vocabulary}
    return compile_phrases([*(one for one in phrases() if (one.family, one.label, one.elements) not in own), *vocabulary])
