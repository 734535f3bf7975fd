"""What may stand in a configuration: its keys, the type of each value, and what to say where one is wrong."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from scorer.lexicon.patterns import Phrase
from scorer.settings._forms import PER_PATH, Source
from scorer.settings._globs import Globs, doubt_glob
from scorer.settings._layers import OFF, Options
from scorer.settings._selectors import doubt_selector, hint, rule_named
from scorer.types import SEVERITIES

SEVERITY, THRESHOLDS, VOCABULARY = "severity", "thresholds", "vocabulary"
LAYER = ("select", "ignore", "extend-select", SEVERITY, THRESHOLDS)
"""What may also be set for paths."""
KEYS = (
    *LAYER, PER_PATH, "exclude", "force-exclude", "respect-gitignore", "fail-on", "baseline", "model", VOCABULARY,
)  # fmt: skip
_LARGEST = 1e300  # nan and infinity are no thresholds either
_SECTIONS = {"tool": "[tool.scorer]", "scorer": "[scorer]"}
CHOICES = (*SEVERITIES, OFF)


class Declared(NamedTuple):
    """What a configuration file declares, checked."""

    layer: Options = Options()
    per_path: tuple[tuple[Globs, Options], ...] = ()
    exclude: Globs = ()
    force_exclude: bool = False
    respect_gitignore: bool = True
    fail_on: str = "error"
    baseline: Path | None = None
    model: Path | None = None
    vocabulary: tuple[Phrase, ...] = ()


def check(source: Source) -> Declared:
    """What a file declares. Raises ``ConfigurationError`` at the first thing that is wrong."""
    content = source.content
    _check_keys(source, content, KEYS)
    fail_on = content.get("fail-on", "error")
    if fail_on not in SEVERITIES:
        source.fail(doubt_choice(fail_on, SEVERITIES), "fail-on")
    return Declared(
        _layer(source, content),
        tuple(_per_path(source)),
        _globs(source, content, "exclude"),
        _switch(source, "force-exclude", False),
        _switch(source, "respect-gitignore", True),
        fail_on,
        _path(source, "baseline"),
        _path(source, "model"),
        _vocabulary(source),
    )


def doubt_choice(value: Any, known: Iterable[str]) -> str:
    """Why a value is none of the few it may be."""
    return f"{str(value)[:60]!r} is none of {', '.join(known)}; {hint(str(value), tuple(known)) or 'write one of them'}".rstrip()


def doubt_threshold(rule_name: str, name: str, value: Any) -> str:
    """What is wrong with a threshold, or nothing."""
    rule = rule_named(rule_name)
    if rule is None:
        return doubt_selector(rule_name) or f"{rule_name!r} means several rules; name one by its code"
    if threshold_name(name) not in rule.thresholds:
        known = ", ".join(rule.thresholds)
        return f"{rule.code} has no threshold {name[:60]!r}; " + (
            f"{hint(name, rule.thresholds)}known: {known}" if known else "it has none to set"
        )
    if not isinstance(value, int | float) or isinstance(value, bool) or not abs(value) <= _LARGEST:
        return f"{str(value)[:60]!r} is no number; write e.g. {rule.thresholds[threshold_name(name)]:g}"
    return ""


def threshold_name(name: str) -> str:
    """A threshold's name as the rule has it; hyphens are as good as its underscores."""
    return name.replace("-", "_")


def _check_keys(source: Source, table: dict[str, Any], known: tuple[str, ...], *place: str | int) -> None:
    for key in table:
        if key not in known:
            if key in _SECTIONS and not place:
                source.fail(f"unknown key; keys stand at the top level here, without {_SECTIONS[key]}", key)
            source.fail(f"unknown key; {hint(key, known)}known: {', '.join(sorted(known))}", *place, key)


def _layer(source: Source, table: dict[str, Any], *place: str | int) -> Options:
    select = _selectors(source, table, "select", *place) if "select" in table else None
    return Options(
        select,
        _selectors(source, table, "ignore", *place),
        _selectors(source, table, "extend-select", *place),
        _severities(source, table.get(SEVERITY, {}), *place),
        _thresholds(source, table.get(THRESHOLDS, {}), *place),
    )


def _selectors(source: Source, table: dict[str, Any], key: str, *place: str | int) -> tuple[str, ...]:
    value = _texts(source, table, key, "rules; write e.g. ['AN105', 'attribution']", *place)
    for number, selector in enumerate(value):
        if problem := doubt_selector(selector):
            source.fail(problem, *place, key, number)
    return value


def _texts(source: Source, table: dict[str, Any], key: str, what: str, *place: str | int) -> tuple[str, ...]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        source.fail(f"must be a list of {what}", *place, key)
    return tuple(value)


def _severities(source: Source, table: Any, *place: str | int) -> dict[str, str]:
    if not isinstance(table, dict):
        source.fail("must be a table; write e.g. severity.AN105 = 'note'", *place, SEVERITY)
    for selector, severity in table.items():
        problem = doubt_selector(selector) or ("" if severity in CHOICES else doubt_choice(severity, CHOICES))
        if problem:
            source.fail(problem, *place, SEVERITY, selector)
    return dict(table)


def _thresholds(source: Source, table: Any, *place: str | int) -> dict[str, dict[str, float]]:
    """Numbers by code and name; in TOML also written as one key in quotation marks."""
    example = "write e.g. thresholds.DC601.share = 0.4"
    if not isinstance(table, dict):
        source.fail(f"must be a table; {example}", *place, THRESHOLDS)
    found: dict[str, dict[str, float]] = {}
    for key, value in table.items():
        rule_name, dot, name = key.partition(".")
        if not dot and not isinstance(value, dict):
            source.fail(doubt_threshold(rule_name, "", 0) if rule_named(rule_name) is None else f"names no threshold; {example}",
                        *place, THRESHOLDS, key)  # fmt: skip
        for inner, number in ({name: value} if dot else value).items():
            if problem := doubt_threshold(rule_name, inner, number):
                source.fail(problem, *place, THRESHOLDS, key, *([] if dot else [inner]))
            if rule := rule_named(rule_name):
                found.setdefault(rule.code, {})[threshold_name(inner)] = float(number)
    return found


def _per_path(source: Source) -> Iterable[tuple[Globs, Options]]:
    tables = source.content.get(PER_PATH, [])
    if not isinstance(tables, list) or not all(isinstance(one, dict) for one in tables):
        source.fail("must be a list of tables; write [[per-path]] above each", PER_PATH)
    for number, table in enumerate(tables):
        place = (PER_PATH, number)
        _check_keys(source, table, ("paths", *LAYER), *place)
        globs = _globs(source, table, "paths", *place)
        if not globs:
            source.fail("has no paths; add e.g. paths = ['opinion/**']", *place)
        yield globs, _layer(source, table, *place)


def _globs(source: Source, table: dict[str, Any], key: str, *place: str | int) -> Globs:
    value = _texts(source, table, key, "globs; write e.g. ['opinion/**', '*.md']", *place)
    for number, glob in enumerate(value):
        if problem := doubt_glob(glob):
            source.fail(problem, *place, key, number)
    return value


def _switch(source: Source, key: str, usual: bool) -> bool:
    value = source.content.get(key, usual)
    if not isinstance(value, bool):
        source.fail(f"{str(value)[:60]!r} is neither true nor false; write one of them", key)
    return value


def _path(source: Source, key: str) -> Path | None:
    value = source.content.get(key)
    if value is None:
        return None
    if not isinstance(value, str) or not value.strip() or not value.isprintable():
        source.fail("must be the name of a file or folder, in quotation marks in TOML", key)
    return source.folder / value


def _vocabulary(source: Source) -> tuple[Phrase, ...]:
    if VOCABULARY not in source.content:
        return ()
    from scorer.settings._vocabulary import read_vocabulary

    return read_vocabulary(source)
