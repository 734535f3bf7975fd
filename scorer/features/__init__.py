"""Feature groups: a feature is a function with a docstring, its name is the column.

A group is a module whose public functions take a ``View`` and return a number, or a number and the spans that made it;
``COLUMNS`` in a group adds columns counted together by its ``count(view)``. Columns are named ``group.feature``. A function
that takes a ``Page`` is asked once a document and gives a number alone, one marked ``only`` is asked where its conditions
hold, and ``REPEATS`` in a group gives columns that say again, where nobody is credited, what columns of another group say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from itertools import groupby
from types import FunctionType, ModuleType
from typing import Any

from scorer.discover import members
from scorer.features._behind import kind_behind
from scorer.features._lead import lead, rule_level
from scorer.features._view import Page, View
from scorer.features._words import PREFIX, Vocabulary, grams
from scorer.text import Text
from scorer.types import Span

Feature = Callable[[Any], Any]
Count = Callable[[Any], dict[str, tuple[float, list[Span]]]]


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
def counters() -> dict[str, Count]:
    """The groups that count many columns at once."""
    return {group: module.count for group, module in members("scorer.features").items() if hasattr(module, "count")}


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
    values, spans = row.values, row.spans
    constant = view.page.once(_constants)
    functions, counts = _asked(view.holds)
    for column, function in functions:
        if function is None:
            values.update(constant[column])
            continue
        found = function(view)
        if not found:
            continue
        if found.__class__ is tuple:
            found, spans[column] = found
        if found:
            values[column] = float(found)
    if "uncredited" in view.holds:
        for column, repeated in _repeats():
            if repeated in values:
                values[column] = values[repeated]
                if repeated in spans:
                    spans[column] = spans[repeated]
    for prefix, count in counts:
        if count is None:
            values.update(constant[prefix])
            continue
        for name, (value, places) in count(view).items():
            values[prefix + name] = value
            if places:
                spans[prefix + name] = places
    if vocabulary:
        vocabulary.add(view, values, row.places)
    return row


@cache
def _asked(holds: frozenset[str]) -> tuple[list[tuple[str, Feature | None]], list[tuple[str, Count | None]]]:
    """What to ask of a paragraph of which so much is so, in the order of columns; None stands for what its page was asked."""
    functions = [(column, one) for column, one in feature_functions().items() if _conditions(one) <= holds]
    counts = [(f"{group}.", one) for group, one in counters().items() if _conditions(one) <= holds]
    return (
        [(column, None if _of_page(one) else one) for column, one in functions if not _of_page(one) or column in _runs()],
        [(prefix, None if _of_page(one) else one) for prefix, one in counts],
    )


@cache
def _runs() -> dict[str, list[tuple[str, Feature]]]:
    """The functions of a page that follow one another in the order of columns, by the first column of each run."""
    runs = [list(run) for of_page, run in groupby(feature_functions().items(), lambda item: _of_page(item[1])) if of_page]
    return {run[0][0]: run for run in runs}


def _constants(page: Page) -> dict[str, dict[str, float]]:
    """The columns that are the same for all paragraphs of a page, by run of functions and by prefix of counters."""
    runs = {first: {column: float(value) for column, one in run if (value := one(page))} for first, run in _runs().items()}
    counts = {f"{group}.": count(page) for group, count in counters().items() if _of_page(count)}
    return runs | {prefix: {prefix + name: found[0] for name, found in counts[prefix].items()} for prefix in counts}


def _conditions(feature: Feature) -> frozenset[str]:
    return getattr(feature, "only", frozenset())


def _of_page(feature: Feature) -> bool:
    return bool(next(iter(feature.__annotations__.values())) in (Page, Page.__name__))


@cache
def _repeats() -> list[tuple[str, str]]:
    repeats = {group: getattr(module, "REPEATS", {}) for group, module in members("scorer.features").items()}
    return [(f"{group}.{name}", column) for group, named in repeats.items() for name, column in named.items()]


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
