"""``scorer rules`` and ``scorer rule``."""

from __future__ import annotations

import click

from scorer.cli._options import output_option
from scorer.cli._output import open_output

_FORMATS = ("terminal", "json", "markdown")


@click.command(
    short_help="List the editorial rules.",
    epilog="""\b
Examples:
  scorer rules
  scorer rules --format markdown -o docs/rules.md""",
)
@click.option("-f", "--format", "form", type=click.Choice(_FORMATS), default="terminal", show_default=True)
@output_option
def rules(form: str, output: str) -> None:
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
    short_help="Explain an editorial rule, with examples.",
    epilog="""\b
Examples:
  scorer rule AN105
  scorer rule anonymous-lead --format json""",
)
@click.argument("code", metavar="CODE")
@click.option("-f", "--format", "form", type=click.Choice(_FORMATS[:2]), default="terminal", show_default=True)
@output_option
def rule(code: str, form: str, output: str) -> None:
    """Explain the rule of this CODE or name: when it fires, why, on what standard, what to do, and on what it is silent."""
    from scorer.errors import ScorerError, nearest
    from scorer.reports._records import write_line
    from scorer.reports._rulebook import describe_rule, write_rule
    from scorer.rules import rulebook
    from scorer.rules._examples import read_examples

    book = rulebook()
    named = {one.name: one.code for one in book.values()}
    known = code.upper() if code.upper() in book else named.get(code.lower(), "")
    if not known:
        raise ScorerError(f"no rule {code!r}; {nearest(code.upper(), list(book))}")
    with open_output(output) as stream:
        if form == "json":
            write_line(stream, {"schema": 1} | describe_rule(book[known], read_examples(known)))
        else:
            write_rule(stream, book[known], read_examples(known))
