"""What the command line sets, checked as configuration files are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NoReturn

from scorer.errors import ConfigurationError
from scorer.settings._keys import CHOICES, doubt_choice, doubt_threshold, threshold_name
from scorer.settings._layers import Options
from scorer.settings._selectors import doubt_selector, rule_named


def parse_options(
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    extend_select: Iterable[str] = (),
    severity: Iterable[str] = (),
    threshold: Iterable[str] = (),
) -> Options:
    """A layer from what stands behind options, each given any number of times.

    Rules stand alone or with commas between (``AN,AT203``), severities as ``AN105=note``, thresholds as ``DC601.share=.4``.
    """
    return Options(
        _selectors("--select", select) or None,
        _selectors("--ignore", ignore),
        _selectors("--extend-select", extend_select),
        _severities("--severity", severity),
        _thresholds("--threshold", threshold),
    )


def _selectors(option: str, values: Iterable[str]) -> tuple[str, ...]:
    found = tuple(one for value in values for one in _split(option, value))
    for selector in found:
        if problem := doubt_selector(selector):
            _refuse(option, problem)
    return found


def _severities(option: str, values: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for assignment in (one for value in values for one in _split(option, value)):
        selector, _, severity = (part.strip() for part in assignment.partition("="))
        if not severity:
            _refuse(option, f"{assignment[:60]!r} sets nothing; write e.g. AN105=note")
        if problem := doubt_selector(selector) or ("" if severity in CHOICES else doubt_choice(severity, CHOICES)):
            _refuse(option, problem)
        found[selector] = severity
    return found


def _thresholds(option: str, values: Iterable[str]) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for assignment in (one for value in values for one in _split(option, value)):
        place, _, written = (part.strip() for part in assignment.partition("="))
        rule_name, _, name = place.partition(".")
        if not written or not name:
            _refuse(option, f"{assignment[:60]!r} sets nothing; write e.g. DC601.share=0.4")
        if problem := doubt_threshold(rule_name, name, _number(written)):
            _refuse(option, problem)
        if rule := rule_named(rule_name):
            found.setdefault(rule.code, {})[threshold_name(name)] = float(written)
    return found


def _number(written: str) -> float | str:
    try:
        return float(written)
    except ValueError:
        return written


def _split(option: str, value: str) -> list[str]:
    parts = [part for part in re.split(r"[,\s]+", value) if part]
    return parts or _refuse(option, "is empty; write e.g. AN105, or leave it out")


def _refuse(option: str, what: str) -> NoReturn:
    shown = "".join(char if char.isprintable() else "?" for char in f"{option}: {what}")
    raise ConfigurationError(shown)
