"""``scorer rules`` and ``scorer rule``."""

from __future__ import annotations

from collections.abc import Mapping

import click

from scorer.cli._options import output_option
from scorer.cli._output import open_output
from scorer.types import Rule

_FORMATS = ("terminal", "json", "markdown")


@click.command(
    "rules",
    short_help="List the editorial rules.",
    epilog="""\b
Examples:
  scorer rules
  scorer rules --format markdown -o RULES.md""",
)
@click.option("-f", "--format", "form", type=click.Choice(_FORMATS), default="terminal", show_default=True, help="How to write.")
@output_option
def list_rules(form: str, output: str) -> None:
    """List the rules of scorer check: code, name, severity, and when they fire."""
    from scorer.reports._records import write_line
    from scorer.reports._rulebook import describe_rule, write_list, write_page
    from scorer.rules import rulebook
    from scorer.rules._examples import read_examples

    book = list(rulebook().values())
    with open_output(output) as stream:
        if form == "json":
            write_line(stream, {"schema": 1, "rules": [describe_rule(rule, read_examples(rule.code)) for rule in book]})
        elif form == "markdown":
            write_page(stream, book, read_examples)
        else:
            write_list(stream, book)


@click.command(
    "rule",
    short_help="Explain an editorial rule, with examples.",
    epilog="""\b
Examples:
  scorer rule AN105
  scorer rule anonymous-lead --format json""",
)
@click.argument("code", metavar="CODE")
@click.option(
    "-f", "--format", "form", type=click.Choice(_FORMATS[:2]), default="terminal", show_default=True, help="How to write."
)
@output_option
def explain_rule(code: str, form: str, output: str) -> None:
    """Explain the rule of this CODE or name: when it fires, why, on what standard, what to do, and on what it is silent."""
    from scorer.errors import ScorerError
    from scorer.reports._records import write_line
    from scorer.reports._rulebook import describe_rule, write_rule
    from scorer.rules import rulebook
    from scorer.rules._examples import read_examples

    book = rulebook()
    named = {one.name: one.code for one in book.values()}
    known = code.upper() if code.upper() in book else named.get(code.lower(), "")
    if not known:
        raise ScorerError(f"no rule {code!r}; {_nearest(code, book, named)}")
    with open_output(output) as stream:
        if form == "json":
            write_line(stream, {"schema": 1} | describe_rule(book[known], read_examples(known)))
        else:
            write_rule(stream, book[known], read_examples(known))


def _nearest(asked: str, book: Mapping[str, Rule], named: Mapping[str, str]) -> str:
    """A hint from the names where a name seems to be meant, else from the codes."""
    from scorer.errors import nearest

    meant = "-" in asked or len(asked) > max(map(len, book), default=0)
    return nearest(asked.lower(), list(named)) if meant else nearest(asked.upper(), list(book))


rules, rule = list_rules, explain_rule  # a module has the one name, so a function may not
