"""``scorer sources``."""

from __future__ import annotations

import click

from scorer.cli._drafts import work_through
from scorer.cli._options import corrections_option, drafts_argument, output_option, pager_option, text_field_option
from scorer.cli._output import open_tables_reporter, shows_bar
from scorer.discover import member_names
from scorer.reports._sources import SINGLE

_BOTH = "both"


@click.command(
    short_help="Tabulate who says what, and who answered.",
    epilog="""\b
Examples:
  scorer sources draft.md
  scorer sources --format csv -o sources.csv drafts/
  scorer sources --format csv --table replies -o replies.csv drafts/
  scorer sources --format markdown draft.md              # to paste into an issue
  scorer sources --corrections sources.toml draft.md
  cat draft.txt | scorer sources --format json - | python -m json.tool""",
)
@drafts_argument
@click.option("-f", "--format", "form", type=click.Choice(member_names("scorer.reports._sources")), default="terminal",
              show_default=True,
              help="How to write it: json is an object a draft, jsonl a line a row; parquet is an extra.")  # fmt: skip
@click.option("--table", type=click.Choice(["sources", "replies", _BOTH]),
              help="Which table; csv and parquet hold one (sources, if not told), all others default to both.")  # fmt: skip
@output_option
@pager_option
@corrections_option
@text_field_option
@click.pass_context
def sources(
    ctx: click.Context,
    drafts: tuple[str, ...],
    form: str,
    table: str | None,
    output: str,
    paged: bool,
    corrections: str | None,
    text_field: str,
) -> None:
    """Tabulate the sources of each DRAFT (a file, a folder, or - for stdin): who is credited with what and what readers are told.

    A second table holds the right of reply: who is accused of what, and how each party answered, or did not.
    """
    import scorer
    from scorer.ledger.corrections import read_corrections

    single = form in SINGLE
    if single and table == _BOTH:
        raise click.UsageError(f"{form} holds one table; ask for --table sources and --table replies in turn", ctx)
    wanted = ("sources", "replies") if table in (None, _BOTH) else (table,)
    if single:
        wanted = (table or "sources",)
    corrected = read_corrections(corrections) if corrections else None
    with open_tables_reporter(form, output, wanted, paged=paged) as reporter:
        whole = work_through(
            drafts,
            lambda draft: scorer.sources(draft, corrections=corrected),
            reporter.document,
            bar=shows_bar(output),
            field=text_field,
        )
    ctx.exit(0 if whole else 2)
