"""Feature groups: a feature is a function with a docstring, its name is the column.

A group is a module whose public functions take a ``View`` and return a number, or a number and the spans that made it;
``COLUMNS`` in a group adds columns counted together by its ``count(view)``. Columns are named ``group.feature``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from types import FunctionType, ModuleType
from typing import Any

from scorer.discover import members
from scorer.features._behind import kind_behind
from scorer.features._lead import lead, rule_level
from scorer.features._view import Page, View
from scorer.features._words import PREFIX, Vocabulary, grams
from scorer.text import Text
from scorer.types import Span

Feature = Callable[[View], Any]


def _functions(group: ModuleType) -> Iterable[tuple[str, Feature]]:
    for name, function in sorted(vars(group).items()):
        own = isinstance(function, FunctionType) and function.__module__ == group.__name__
        if own and not name.startswith("_") and name != "count":
            yield name, function


@cache
def feature_functions() -> dict[str, Feature]:
    """Every feature function by its column."""
    return {
        f"{group}.{name}": function
        for group, module in members("scorer.features").items()
        for name, function in _functions(module)
    }


@cache
def counters() -> dict[str, Callable[[View], dict[str, tuple[float, list[Span]]]]]:
    """The groups that count many columns at once."""
    return {group: module.count for group, module in members("scorer.features").items() if hasattr(module, "COLUMNS")}


@cache
def columns() -> dict[str, str]:
    """All columns in order, with what each means."""
    named = {name: " ".join((function.__doc__ or "").split()) for name, function in feature_functions().items()}
    for group, module in members("scorer.features").items():
        named.update({f"{group}.{name}": text for name, text in getattr(module, "COLUMNS", {}).items()})
    return dict(sorted(named.items()))


class Row:
    """The features of one paragraph: ``values`` by column (those that are not zero), and what made them.

    That is ``spans`` by column, or for the words a model weighs ``places``: the tokens at which they begin.
    """

    __slots__ = ("places", "spans", "values")

    def __init__(self) -> None:
        self.values: dict[str, float] = {}
        self.spans: dict[str, list[Span]] = {}
        self.places: dict[str, list[int]] = {}

    def spans_of(self, column: str, text: Text) -> tuple[Span, ...]:
        """The stretches of text behind the value of a column."""
        if column in self.places:
            length = len(column.split(" "))
            return tuple(text.span(at, at + length) for at in self.places[column])
        return tuple(self.spans.get(column, ()))


def extract(page: Page, vocabulary: Vocabulary | None = None) -> list[Row]:
    """The features of every paragraph of a document; with a vocabulary, the words a model weighs too."""
    return [extract_row(view, vocabulary) for view in page.views]


def extract_row(view: View, vocabulary: Vocabulary | None = None) -> Row:
    """The features of one paragraph."""
    row = Row()
    values = row.values
    for name, function in _listed_functions():
        found = function(view)
        if not found:
            continue
        if found.__class__ is tuple:
            found, row.spans[name] = found
        if found:
            values[name] = float(found)
    for prefix, count in _listed_counters():
        for name, (value, spans) in count(view).items():
            values[prefix + name] = value
            if spans:
                row.spans[prefix + name] = spans
    if vocabulary:
        vocabulary.add(view, values, row.places)
    return row


@cache
def _listed_functions() -> list[tuple[str, Feature]]:
    return list(feature_functions().items())


@cache
def _listed_counters() -> list[tuple[str, Callable[[View], dict[str, tuple[float, list[Span]]]]]]:
    return [(f"{group}.", count) for group, count in counters().items()]


__all__ = [
    "PREFIX",
    "Page",
    "Row",
    "View",
    "Vocabulary",
    "columns",
    "extract",
    "extract_row",
    "feature_functions",
    "grams",
    "kind_behind",
    "lead",
    "rule_level",
]
