"""No regular expression of the package takes more than linear time on any text: read from its automaton, and tried."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from ambiguity import Automaton, find_ambiguity
from patterns_read import ROOT, Expression, expressions

from scorer.corpora.tabular import _PLACES, _parts
from scorer.recipes._positions import locate
from scorer.settings._forms import _locate_options, _split

BOUNDED = {"readers/html.py: _CHARSET": "reads the first 4,096 bytes of a page, so that its time is bounded"}
EXCUSED = BOUNDED | {"corpora/tabular.py: _PART": "what its loop leaves over is a bar or the end, so that it never fails"}
"""Expressions that may try again, and why that does no harm."""
MADE = {
    "readers/_tags.py: compile": "the end tag of a start tag whose content is no HTML: a name of a fixed list",
    "settings/_globs.py: compile": "what a library makes of a glob, without its second tries (test_globs.py)",
}
"""Expressions that are made of what comes in, and of what they are made."""
FOUND = list(expressions())
KNOWN = [one for one in FOUND if one.pattern is not None]

KINDS = [
    # pattern, searched, whole, what is wrong with it
    (r"(a+)+b", False, False, "exponential"),
    (r"(a|a)*b", False, False, "exponential"),
    (r"(a*)*b", False, False, "exponential"),
    (r"(?:a|ab|b)*c", False, False, "exponential"),
    (r"(?:[^\\|]|\\.)+", False, True, None),
    (r"(?:[^\\|]|.)+", False, True, "exponential"),
    (r"a*a*b", False, False, "quadratic"),
    (r"a*+a*b", False, False, None),
    (r".*a.*b", False, False, "quadratic"),
    (r".+?:\d+: ", False, False, None),
    (r"\w+\s*\w+=", False, False, "quadratic"),
    (r"\w+\s+\w+=", False, False, None),
    (r"\s*,\s*", False, False, None),
    (r"\s*,\s*", True, False, "quadratic"),
    (r"(?<!\s)\s*,", True, False, None),
    (r"\s*$", True, False, "quadratic"),
    (r"\w+", True, False, None),
    (r"`++", True, False, None),
    (r"\w+ x", True, False, "quadratic"),
    (r"\b\w+ x", True, False, None),
    (r"<\w+>", True, False, None),
    (r"<[^>]*>", True, False, "quadratic"),
    (r"<[^<>]*>", True, False, None),
    (r"a{2,5}b", True, False, None),
]


@pytest.mark.parametrize(("pattern", "searched", "whole", "wrong"), KINDS)
def test_the_automaton_tells_linear_expressions_from_others(pattern: str, searched: bool, whole: bool, wrong: str | None) -> None:
    found = find_ambiguity(re.compile(pattern), searched=searched, whole=whole)
    assert (found or "linear").partition(":")[0] == (wrong or "linear")


def test_every_expression_is_read() -> None:
    assert len(KNOWN) > 70
    assert {one.place for one in FOUND if one.pattern is None} == set(MADE)


@pytest.mark.parametrize("expression", KNOWN, ids=lambda one: one.place)
def test_no_expression_tries_again(expression: Expression) -> None:
    assert expression.pattern is not None
    found = find_ambiguity(expression.pattern, searched=expression.searched, whole=expression.whole)
    if expression.place in EXCUSED:
        assert found, "no exception any more"
    else:
        assert found is None


def test_pages_hold_no_expression_but_sets_of_characters() -> None:
    scripts = sorted((ROOT / "scorer").rglob("*.js"))
    assert scripts
    for script in scripts:
        rest = re.sub(r"= /\[[^\]]++\]/[gu]*+;", "", script.read_text("utf-8"))
        assert not re.search(r"RegExp|[=(,:?&|!] */[^/*\s]", rest), script


LENGTHS = (2_000, 4_000, 8_000, 16_000)
SLACK = 3
SHORTEST = 0.02
"""Seconds of processor time below which nothing can be told from noise."""


def hostile(pattern: re.Pattern[Any]) -> list[str]:
    """What an expression reads again and again: each of its characters, and the ways into each of its loops."""
    automaton = Automaton(pattern, searched=False)
    alphabet = automaton.alphabet[:24]
    ways: dict[int, str] = {-1: ""}
    pending = [(-1, None, "")]
    while pending and len(ways) < 400:
        at, last, word = pending.pop(0)
        for character, (target, kept), _ in automaton.next((at, last)):
            if target not in ways:
                ways[target] = word + character
                pending.append((target, kept, word + character))
    words = sorted(set(ways.values()), key=len)[:12]
    return [*alphabet, *words, *(word + character for word in words[:3] for character in alphabet[:3])]


def attempts(expression: Expression) -> list[Callable[[Any], object]]:
    """The methods that the package calls on it."""
    pattern = expression.pattern
    assert pattern is not None
    empty = "" if isinstance(pattern.pattern, str) else b""
    calls: dict[str, Callable[[Any], object]] = {
        "match": pattern.match,
        "fullmatch": pattern.fullmatch,
        "search": pattern.search,
        "finditer": lambda text: sum(1 for _ in pattern.finditer(text)),
        "findall": pattern.findall,
        "split": pattern.split,
        "sub": lambda text: pattern.sub(empty, text),
        "subn": lambda text: pattern.subn(empty, text),
    }
    return [calls[name] for name in sorted(expression.methods & set(calls))]


def spent(attempt: Callable[[Any], object], text: Any, tries: int) -> float:
    """The least processor time that an attempt takes."""
    best = float("inf")
    for _ in range(tries):
        start = time.process_time()
        attempt(text)
        best = min(best, time.process_time() - start)
    return best


@pytest.mark.parametrize("expression", [one for one in KNOWN if one.place not in BOUNDED], ids=lambda one: one.place)
def test_time_grows_with_length_on_hostile_texts(expression: Expression) -> None:
    """Eight times the length takes eight times as long, not sixty-four times; what is over at once is not measured."""
    assert expression.pattern is not None
    slow = []
    for unit in hostile(expression.pattern):
        for end in ("", "\\"):
            texts: list[Any] = [unit * (length // max(1, len(unit))) + end for length in LENGTHS]
            if isinstance(expression.pattern.pattern, bytes):
                texts = [text.encode("latin-1", "replace") for text in texts]
            for attempt in attempts(expression):
                if spent(attempt, texts[-1], 1) < SHORTEST or (longest := spent(attempt, texts[-1], 3)) < SHORTEST:
                    continue
                shortest = spent(attempt, texts[0], 3)
                if longest > SLACK * max(shortest, 1e-4) * LENGTHS[-1] / LENGTHS[0]:
                    slow.append((unit, end, [spent(attempt, text, 1) for text in texts]))
    assert not slow


def test_what_was_mended_still_reads_the_same() -> None:
    """Five took quadratic time or worse on texts of one character, many times over."""
    assert _parts(r"a | b\|c | d\\") == ["a", "b|c", "d\\"]
    assert _parts("a | b\\") == ["a", "b\\"]
    assert _PLACES.findall("anon 1-2 3-4 rep 5-6, 7 x 8-9") == [("anon", " 1-2 3-4"), ("rep", " 5-6"), ("x", " 8-9")]
    assert locate("[ a . b ]\nkey = 1\n[[ c ]]\n[[c]]\n") == {("a", "b"): 1, ("a", "b", "key"): 2, ("c", 0): 3, ("c", 1): 4}
    assert _split(" a ,, b\n c ,\n") == ["a", "b", "c"]
    assert _locate_options("[scorer]\nfail-on   : note\n= x\n") == {("fail-on",): 2}
