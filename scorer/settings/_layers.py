"""Layers of settings, the later over the earlier: the file's own, those of paths, the command line's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from scorer.rules import rulebook
from scorer.settings._selectors import codes_behind, specificity

OFF = "off"
"""In place of a severity: the rule is not asked."""


class Settings(NamedTuple):
    """What holds for one draft: the codes of the rules to ask, and what stands in place of their severities and thresholds."""

    codes: frozenset[str]
    severities: Mapping[str, str]
    thresholds: Mapping[str, Mapping[str, float]]


class Options(NamedTuple):
    """One layer of settings. ``select`` begins anew, whatever earlier layers say; none leaves it at what they select.

    ``severities`` are by selector, ``thresholds`` by code and name.
    """

    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    severities: Mapping[str, str] = {}
    thresholds: Mapping[str, Mapping[str, float]] = {}


def settle(layers: Iterable[Options]) -> Settings:
    """What layers come to. Within a layer the narrower selector holds, and of equally narrow ones ``ignore``."""
    codes = set(rulebook())
    severities: dict[str, str] = {}
    thresholds: dict[str, dict[str, float]] = {}
    for layer in layers:
        switched = _switched(layer)
        on = {code for code, wanted in switched.items() if wanted}
        codes = on if layer.select is not None else (codes | on) - (switched.keys() - on)
        severities = {code: severity for code, severity in severities.items() if severity != OFF or code not in on}
        for selector in sorted(layer.severities, key=specificity):
            severities |= dict.fromkeys(codes_behind(selector), layer.severities[selector])
        for code, numbers in layer.thresholds.items():
            thresholds[code] = {**thresholds.get(code, {}), **numbers}
    off = {code for code, severity in severities.items() if severity == OFF}
    return Settings(
        frozenset(codes - off),
        {code: severity for code, severity in sorted(severities.items()) if severity != OFF},
        dict(sorted(thresholds.items())),
    )


def _switched(layer: Options) -> dict[str, bool]:
    """The codes a layer speaks of, and whether it wants them; ``ignore`` comes after what is as narrow."""
    wanted = [(selector, True) for selector in (*(layer.select or ()), *layer.extend_select)]
    unwanted = [(selector, False) for selector in layer.ignore]
    switched: dict[str, bool] = {}
    for selector, on in sorted([*wanted, *unwanted], key=lambda pair: specificity(pair[0])):
        switched |= dict.fromkeys(codes_behind(selector), on)
    return switched
