"""``scorer label``."""

from __future__ import annotations

from collections.abc import Sequence

import click

from scorer.cli._drafts import work_through
from scorer.cli._options import drafts_argument, model_option, output_option, text_field_option
from scorer.cli._output import open_output, shows_bar
from scorer.types import Document, Score


@click.command(
    short_help="Make a page on which drafts are labelled in the browser.",
    epilog="""\b
Examples:
  scorer label draft.md -o label.html                    # open it in a browser, label, download labels.jsonl
  scorer label drafts/ --no-suggestions -o label.html    # for a second reader, blind
  scorer train labels.jsonl --from default -o mine       # what the labels are for
\b
Exit codes: 0 done, 2 wrong usage or unreadable input (the page holds all else).""",
)
@drafts_argument
@output_option
@model_option
@text_field_option
@click.option("--no-suggestions", is_flag=True, help="Leave out what the model says, which is shown of answered paragraphs only.")
@click.pass_context
def label(
    ctx: click.Context, drafts: tuple[str, ...], output: str, model: str | None, text_field: str, no_suggestions: bool
) -> None:
    """Make one HTML page on which each DRAFT (a file, a folder, or - for stdin) is labelled paragraph by paragraph.

    The page needs no server and no network, and keeps the answers in the browser. It writes labels in the form that train
    takes.
    """
    import scorer
    from scorer.curation.sessions import write_session
    from scorer.model import load

    loaded = None if no_suggestions else load(model)
    found: list[tuple[Document, Sequence[Score]]] = []

    def prepare(draft: Document) -> tuple[Document, Sequence[Score]]:
        return draft, () if loaded is None else scorer.score(draft, loaded).scores

    whole = work_through(drafts, prepare, found.append, bar=shows_bar(output), field=text_field)
    if found:
        page = write_session(found)
        with open_output(output) as stream:
            stream.write(page)
    ctx.exit(0 if whole else 2)
