"""The rulebook as people read it: a list, one rule with its examples, and the page of the documentation."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby
from typing import Any, Protocol, TextIO

from scorer.reports._lettering import Lettering
from scorer.types import Rule

_SHOWN = 3
"""Examples of a kind that the page shows; ``scorer rule CODE`` has all."""
_FAMILIES = {
    "anonymity": "Anonymity",
    "attribution": "Attribution",
    "reply": "Right of reply",
    "hedging": "Hedging",
    "quotation": "Quotation",
    "document": "The piece as a whole",
    "health": "The text",
    "suppression": "Suppressions",
}


class Example(Protocol):
    """Copy that a rule fires on at the words ``at``, or is silent on for the reason ``why``."""

    @property
    def copy(self) -> str:
        """The copy."""
        ...

    @property
    def at(self) -> str:
        """The words marked."""
        ...

    @property
    def why(self) -> str:
        """Why the rule is silent."""
        ...


class Examples(Protocol):
    """What a rule fires on, and what it is silent on."""

    @property
    def fires(self) -> tuple[Example, ...]:
        """Copy it fires on."""
        ...

    @property
    def silent(self) -> tuple[Example, ...]:
        """Copy it is silent on."""
        ...


def describe_rule(rule: Rule, examples: Examples) -> dict[str, Any]:
    """A rule with its examples as a plain dictionary."""
    return {
        **rule._asdict(),
        "severities": list(rule.severities),
        "thresholds": dict(rule.thresholds),
        "fires": [{"copy": one.copy, "at": one.at} for one in examples.fires],
        "silent": [{"copy": one.copy, "why": one.why} for one in examples.silent],
    }


def write_list(stream: TextIO, rules: Iterable[Rule]) -> None:
    """A line a rule: code, name, severities, when it fires."""
    letters = Lettering(stream)
    for family, members in groupby(rules, lambda rule: rule.family):
        stream.write(letters.paint(_FAMILIES.get(family, family), bold=True) + "\n")
        for rule in members:
            head = f"  {letters.paint(rule.code, bold=True)} {rule.name} ({'/'.join(rule.severities)})"
            stream.write("\n".join([head, *letters.wrap(rule.summary, " " * 8)]) + "\n")


def write_rule(stream: TextIO, rule: Rule, examples: Examples) -> None:
    """All there is to know of one rule, with all its examples."""
    letters = Lettering(stream)
    lines = [letters.paint(f"{rule.code} {rule.name}", bold=True) + f" ({'/'.join(rule.severities)}, {rule.family})"]
    for name, text in _facts(rule):
        lines += letters.wrap(f"{name}: {text}" if name else text, "  ")
    for title, shown in (("Fires on", examples.fires), ("Silent on", examples.silent)):
        lines.append(letters.paint(f"{title}:", bold=True) if shown else "")
        for one in shown:
            lines += _paragraphs(one.copy, letters)
            note = f"at {letters.glyphs['open']}{one.at}{letters.glyphs['close']}" if one.at else one.why
            lines += [letters.paint(line, dim=True) for line in letters.wrap(f"- {note}", "      ")]
    stream.write("\n".join(line for line in lines if line) + "\n")


def _paragraphs(copy: str, letters: Lettering) -> list[str]:
    return [line for paragraph in copy.strip().split("\n\n") for line in letters.wrap(" ".join(paragraph.split()), "    ")]


def _facts(rule: Rule) -> list[tuple[str, str]]:
    thresholds = ", ".join(f"{rule.code}.{name} = {value:g}" for name, value in rule.thresholds.items())
    facts = [("", rule.summary), ("", rule.detail), ("why", rule.reason), ("fix", rule.fix), ("standard", rule.standard)]
    if rule.scored:
        facts.append(("", "Reads the classifier, so a retrained model may change what it finds."))
    return [(name, text) for name, text in [*facts, ("thresholds", thresholds)] if text]


def write_page(stream: TextIO, rules: Iterable[Rule], examples: Callable[[str], Examples]) -> None:
    """The page of the documentation: all rules by family, each with some of its examples."""
    listed = list(rules)
    lines = [
        "# Editorial rules",
        "",
        "Written by `scorer rules --format markdown` from the rules themselves; change them, not this page. All examples are our",
        "own, with people and places that do not exist. **Bold** words are those a finding points at.",
        "",
        "| rule | severity | fires when |",
        "|---|---|---|",
        *(_row(rule) for rule in listed),
    ]
    for family, members in groupby(listed, lambda rule: rule.family):
        lines += ["", f"## {_FAMILIES.get(family, family)}"]
        for rule in members:
            lines += ["", f"### {rule.code} {rule.name}", ""]
            lines += [f"{f'**{name.capitalize()}:** ' if name else ''}{text}\n" for name, text in _facts(rule)]
            shown = examples(rule.code)
            lines += [f"- fires: {_marked(one)}" for one in shown.fires[:_SHOWN]]
            lines += [f"- silent: {_flat(one.copy)} ({one.why})" for one in shown.silent[:_SHOWN]]
    stream.write("\n".join(lines) + "\n")


def _row(rule: Rule) -> str:
    anchor = f"{rule.code}-{rule.name}".lower()
    return f"| [{rule.code}](#{anchor}) {rule.name} | {'/'.join(rule.severities)} | {_cell(rule.summary)} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _flat(copy: str) -> str:
    """Copy on one line, a pilcrow between its paragraphs, with nothing that Markdown would take for markup."""
    parts = [" ".join(part.split()) for part in copy.strip().split("\n\n")]
    return " ¶ ".join(parts).replace("<", "&lt;").replace("*", "\\*").replace("_", "\\_").replace("`", "\\`").replace("[", "\\[")


def _marked(one: Example) -> str:
    """Copy with the words marked where they first stand."""
    words = _flat(one.at)
    return _flat(one.copy).replace(words, f"**{words}**", 1) if words else _flat(one.copy)
