"""What may stand in a recipe: the keys of each table, the type and range of each value."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from typing import Any

from scorer.discover import member_names
from scorer.errors import nearest
from scorer.types import LEVELS

Check = Callable[[Any], str]
"""Says what is wrong with a value, or nothing."""

CALIBRATIONS = ("temperature", "sigmoid")
WORDS = "words"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")


def whole(low: int, high: int) -> Check:
    """A whole number within limits."""
    return lambda value: "" if _is_whole(value) and low <= value <= high else f"must be a whole number from {low} to {high}"


def number(low: float, high: float) -> Check:
    """A number within limits."""
    return lambda value: "" if _is_number(value) and low <= value <= high else f"must be a number from {low:g} to {high:g}"


def numbers(low: float, high: float) -> Check:
    """A list of numbers within limits."""

    def check(value: Any) -> str:
        right = isinstance(value, list) and 0 < len(value) <= 50 and all(_is_number(one) and low <= one <= high for one in value)
        return "" if right else f"must be a list of numbers from {low:g} to {high:g}"

    return check


def one_of(known: Callable[[], tuple[str, ...]]) -> Check:
    """A name out of a list."""

    def check(value: Any) -> str:
        told = nearest(value[:60], list(known())) if isinstance(value, str) else f"known: {', '.join(known())}"
        return "" if value in known() else f"is none; {told}"

    return check


def some_of(known: Callable[[], tuple[str, ...]]) -> Check:
    """Names out of a list."""

    def check(value: Any) -> str:
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            return f"must be a list of names; known: {', '.join(known())}"
        unknown = [one for one in value if one not in known()]
        return f"has {unknown[0][:60]!r}, which is none; {nearest(unknown[0][:60], list(known()))}" if unknown else ""

    return check


def plain_text(value: Any) -> str:
    """Any text in one line."""
    return "" if isinstance(value, str) and value.strip() and value.isprintable() else "must be a text in one line"


def truth(value: Any) -> str:
    """True or false."""
    return "" if isinstance(value, bool) else "must be true or false"


def name(value: Any) -> str:
    """A name that can be that of a folder."""
    good = isinstance(value, str) and _NAME.fullmatch(value)
    return "" if good else "must be a name of letters, digits, '_', '.' and '-'"


def digest(value: Any) -> str:
    """A SHA-256 as `scorer train` writes it."""
    good = isinstance(value, str) and _DIGEST.fullmatch(value)
    return "" if good else "must be 'sha256:' and 64 small hexadecimal digits"


def rates(value: Any) -> str:
    """A share for each level, all positive and together 1."""
    if not isinstance(value, dict) or set(value) != set(LEVELS):
        return f"must give the rate of each level: {', '.join(LEVELS)}"
    if not all(_is_number(rate) and 0 < rate < 1 for rate in value.values()):
        return "must give each level a rate between 0 and 1"
    total = sum(value.values())
    return "" if abs(total - 1) <= 0.01 else f"gives rates that add up to {total:g}, not to 1"


def natural(value: Any) -> str:
    """Rates of a corpus's own, or whether those of the table [natural] hold."""
    return "" if isinstance(value, bool) else rates(value)


def table(value: Any) -> str:
    """A table of whatever."""
    return "" if isinstance(value, dict) else "must be a table"


def group_names() -> tuple[str, ...]:
    """The feature groups, and the words."""
    return (*member_names("scorer.features"), WORDS)


def format_names() -> tuple[str, ...]:
    """The formats a corpus may be in."""
    return member_names("scorer.corpora")


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


TABLES: dict[str, dict[str, Check]] = {
    "recipe": {
        "name": name,
        "version": plain_text,
        "seed": whole(0, 2**31 - 1),
        "folds": whole(2, 20),
        "strengths": numbers(1e-6, 1e3),
        "pulls": numbers(0, 1e3),
        "words": whole(0, 10**6),
        "word_weight": number(0.01, 100),
        "least": whole(1, 10**6),
        "torn": number(0, 0.5),
        "balance": number(0, 1),
        "calibration": one_of(lambda: CALIBRATIONS),
        "frozen": plain_text,
    },
    "features": {"include": some_of(group_names), "exclude": some_of(group_names)},
    "estimator": {"class": plain_text, "parameters": table},
    "attributions": {"path": plain_text},
}
LISTS: dict[str, dict[str, Check]] = {
    "corpora": {
        "path": plain_text,
        "weight": number(0.001, 1000),
        "shipped": truth,
        "digest": digest,
        "format": one_of(format_names),
        "licence": plain_text,
        "natural": natural,
    },
    "hedges": {
        "path": plain_text,
        "weight": number(0.001, 1000),
        "shipped": truth,
        "definition": one_of(lambda: ("narrow", "wide")),
    },
}
NEEDED = {"corpora": ("path",), "hedges": ("path", "definition", "weight"), "attributions": ("path",), "estimator": ("class",)}
