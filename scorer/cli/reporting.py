"""``scorer report``."""

from __future__ import annotations

import click

from scorer.cli._drafts import work_through
from scorer.cli._folders import FileNames, is_folder, place_in, prepare_folder
from scorer.cli._options import (
    corrections_option,
    drafts_argument,
    model_option,
    place_option,
    text_field_option,
    weights_option,
)
from scorer.cli._output import open_output, shows_bar
from scorer.errors import ScorerError

_INDEX = "index.html"


@click.command(
    short_help="Write a page for the browser with all that is found.",
    epilog="""\b
Examples:
  scorer report draft.docx -o report.html
  scorer report drafts/ -o reports/                      # a page a draft, and reports/index.html
  scorer report --weight figure=1 draft.md -o report.html
  cat draft.txt | scorer report - > report.html
\b
Exit codes: 0 done, 2 wrong usage or a draft that cannot be read (the pages of all others are written).""",
)
@drafts_argument
@place_option
@model_option
@corrections_option
@click.option("--config", type=click.Path(), metavar="FILE", help="Configuration of the checks, instead of the nearest one.")
@weights_option
@text_field_option
@click.pass_context
def report(
    ctx: click.Context,
    drafts: tuple[str, ...],
    output: str,
    model: str | None,
    corrections: str | None,
    config: str | None,
    weights: dict[str, float],
    text_field: str,
) -> None:
    """Write a page on each DRAFT (a file, a folder, or - for stdin) that opens in any browser, without a network.

    Verdict, strip, who says what, right of reply, what to check first, findings, every paragraph with its evidence and with
    what would raise its score, suppressions. One draft goes to the file of -o, or to stdout; several go to a folder, with an
    index that shows them side by side.
    """
    from scorer.arguments import as_configurations, as_corrections
    from scorer.draft_reports import Compiler
    from scorer.model import load
    from scorer.pipeline import collector_at_rest
    from scorer.readers import expand
    from scorer.reports._pages.draft import write_draft_page
    from scorer.reports._pages.index import Card, make_card, write_index_page
    from scorer.types import DraftReport

    compiler = Compiler(as_configurations(config), load(model) if model else None, as_corrections(corrections), weights)
    many = len(expand(drafts)) > 1
    folder = prepare_folder(output) if is_folder(output, many) else None
    if many and folder is None:
        raise click.UsageError("several drafts make several pages; name a folder, -o reports/", ctx)
    names = FileNames(".html", taken=(_INDEX,))
    cards: list[Card] = []
    alone: list[str] = []  # the page that goes to one place is kept until it is sure to be the only one

    def deliver(compiled: DraftReport) -> None:
        if alone:
            raise ScorerError(f"{compiled.name}: a second draft does not fit one page; name a folder, -o reports/")
        with collector_at_rest():
            page = write_draft_page(compiled, _INDEX if folder else "")
        if folder is None:
            alone.append(page)
            return
        name = names.name_after(compiled.name)
        with open_output(place_in(folder, name)) as stream:
            stream.write(page)
        cards.append(make_card(compiled, name))

    whole = work_through(drafts, compiler.report_on, deliver, bar=shows_bar(output), field=text_field)
    for page in alone:
        with open_output(output) as stream:
            stream.write(page)
    if folder is not None:
        with open_output(place_in(folder, _INDEX)) as stream:
            stream.write(write_index_page(cards))
    ctx.exit(0 if whole else 2)
