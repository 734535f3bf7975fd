"""How a rule is written down: a function over copy, what it stands on in its decorator, its meaning in its docstring."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from scorer.rules._copy import Copy
from scorer.types import SEVERITIES, Rule


class Hit(NamedTuple):
    """Characters ``start`` to ``end`` of the text that a rule speaks of, and one sentence on what is found there.

    ``severity`` and ``fix`` are given where they differ from the rule's own.
    """

    start: int
    end: int
    message: str
    severity: str = ""
    fix: str = ""


Find = Callable[..., Iterator[Hit]]


class Check(NamedTuple):
    """A rule with the function that applies it: ``find(copy, **thresholds)`` yields hits in order of place."""

    rule: Rule
    find: Find


def rule(
    code: str, severity: str, *, standard: str, reason: str, fix: str, others: tuple[str, ...] = (), scored: bool = False
) -> Callable[[Find], Find]:
    """Make a rule of a function ``find(copy, *, threshold=default, …)``.

    The function's name, with hyphens, is the rule's; the first sentence of its docstring says when it fires, and the rest is
    detail; its keyword-only arguments are the thresholds. ``others`` are severities that single findings may have instead.
    """
    severities = tuple(one for one in SEVERITIES if one == severity or one in others)

    def define(find: Find) -> Find:
        summary, _, detail = (inspect.getdoc(find) or "").partition("\n\n")
        thresholds: dict[str, float] = {
            name: parameter.default
            for name, parameter in inspect.signature(find).parameters.items()
            if parameter.kind is inspect.Parameter.KEYWORD_ONLY
        }
        definition: Any = find
        definition.rule = Rule(
            code, find.__name__.replace("_", "-"), find.__module__.rpartition(".")[2], severity, severities, _one_line(summary),
            _one_line(detail), standard, reason, fix, thresholds, scored,
        )  # fmt: skip
        return find

    return define


def _one_line(text: str) -> str:
    return " ".join(text.split())


__all__ = ["Check", "Copy", "Find", "Hit", "rule"]
