"""``scorer seeds``."""

from __future__ import annotations

import click

from scorer.cli._drafts import work_through
from scorer.cli._options import output_option
from scorer.cli._output import open_output, shows_bar
from scorer.types import Document


@click.command(
    short_help="Count the seed phrases, and which of them occur.",
    epilog="""\b
Examples:
  scorer seeds
  scorer seeds --texts news/""",
)
@click.option("--texts", multiple=True, type=click.Path(), metavar="PATH", help="Count the hits in this file or folder.")
@output_option
@click.pass_context
def seeds(ctx: click.Context, texts: tuple[str, ...], output: str) -> None:
    """Count the seed phrases of each label, and how many of them occur in given texts."""
    from scorer.lexicon.census import count_seeds

    documents: list[Document] = []
    whole = not texts or work_through(texts, lambda draft: draft, documents.append, bar=shows_bar(output))
    tallies = count_seeds(documents)
    with open_output(output) as stream:
        stream.write(f"{'label':<32}{'entries':>8}" + f"{'firing':>8}{'hits':>8}" * bool(texts) + "\n")
        for tally in tallies:
            counted = f"{tally.firing:>8}{tally.hits:>8}" if texts else ""
            stream.write(f"{tally.family + '.' + tally.label:<32}{tally.entries:>8}{counted}\n")
        entries, firing, hits = (sum(column) for column in zip(*(tally[2:] for tally in tallies), strict=True))
        stream.write(f"{'all':<32}{entries:>8}" + f"{firing:>8}{hits:>8}" * bool(texts) + "\n")
    ctx.exit(0 if whole else 2)
