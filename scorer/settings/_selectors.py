"""What a newsroom may call rules: by code, the beginning of codes, name, family, or all of them."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches
from functools import cache

from scorer.rules import rulebook
from scorer.types import Rule

ALL = "ALL"


@cache
def codes_behind(selector: str) -> frozenset[str]:
    """The codes of the rules that a selector means; none where it is unknown."""
    rules = rulebook()
    if selector == ALL:
        return frozenset(rules)
    if len(selector) >= 2 and selector.isupper() and (found := [code for code in rules if code.startswith(selector)]):
        return frozenset(found)
    return frozenset(code for code, rule in rules.items() if selector in (rule.name, rule.family))


def specificity(selector: str) -> tuple[int, bool]:
    """How narrowly a selector speaks: what means fewer rules holds over what means more, and a rule's own name over all."""
    return -len(codes_behind(selector)), selector != ALL and rule_named(selector) is not None


def doubt_selector(selector: str) -> str:
    """What is wrong with a selector, or nothing."""
    if codes_behind(selector):
        return ""
    rules = rulebook().values()
    known = {one for rule in rules for one in (rule.code, rule.name, rule.family, rule.code[:2])} | {ALL}
    return f"no rule {selector[:60]!r}; {hint(selector, known)}`scorer rules` lists all"


def rule_named(name: str) -> Rule | None:
    """The one rule of this code or name."""
    rules = rulebook()
    return rules.get(name) or next((rule for rule in rules.values() if rule.name == name), None)


def hint(name: str, known: Collection[str]) -> str:
    """The known name nearest to one that is none, whatever its case: ``did you mean 'AN105'? `` or nothing."""
    lowered = {one.lower(): one for one in sorted(known)}
    close = get_close_matches(name.strip().lower()[:60], list(lowered), n=1)
    return f"did you mean {lowered[close[0]]!r}? " if close else ""
