"""``scorer batch``."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from scorer.cli._complaints import complain
from scorer.cli._options import model_option

if TYPE_CHECKING:
    from scorer.archives import Progress


@click.command(
    short_help="Score an archive, part by part; goes on after a kill.",
    epilog="""\b
Examples:
  scorer batch archive.jsonl.gz --out scores
  scorer batch archive.jsonl.gz --out scores             # again after a kill: goes on where it stopped
  scorer batch --text-field body --id-field url news.parquet crawl.warc.gz drafts/ --out scores
  scorer batch --level document --format jsonl stories.csv --out measures
  scorer batch --backend dask --address tcp://scheduler:8786 archive.jsonl.zst --out shared/scores

OUT holds parts/ (scores), bad/ (rows that could not be read, with the reason), journal.jsonl and, at the end, manifest.json.
Exit codes: 0 all is scored, 2 some rows were bad or nothing could be done, 130 stopped by Ctrl-C (run the same to go on).""",
)
@click.argument("inputs", nargs=-1, required=True, metavar="IN...", type=click.Path(readable=False))
@click.option("-o", "--out", required=True, type=click.Path(), metavar="FOLDER", help="Folder of the results, new or begun.")
@click.option("-f", "--format", "form", type=click.Choice(["parquet", "jsonl"]), default="parquet", show_default=True,
              help="How the scores are written; parquet is an extra.")  # fmt: skip
@click.option("--level", type=click.Choice(["paragraph", "document"]), default="paragraph", show_default=True,
              help="A row a paragraph with its score, or a row a draft with its measures.")  # fmt: skip
@click.option("--text-field", metavar="NAME", default="text", show_default=True, help="Field or column that has the text.")
@click.option("--id-field", metavar="NAME", default="id", show_default=True, help="Field or column that names each draft.")
@click.option("--part-size", type=click.IntRange(min=1), default=1000, show_default=True, metavar="N",
              help="Drafts of a part; one ends sooner after 4 MB of text.")  # fmt: skip
@click.option("-j", "--jobs", type=click.IntRange(min=-1), default=-1, metavar="N", help="Workers at once (default: all).")
@click.option("--backend", type=click.Choice(["loky", "dask", "ray", "spark"]), default="loky", show_default=True,
              help="Who works: processes of this machine, or a cluster (each an extra).")  # fmt: skip
@click.option("--address", metavar="URL", help="Where the cluster is: Dask's scheduler, Spark's master, Ray's head.")
@model_option
@click.option("--restart", is_flag=True, help="Throw away what an earlier run has done in the folder.")
@click.pass_context
def batch(
    ctx: click.Context,
    inputs: tuple[str, ...],
    out: str,
    form: str,
    level: str,
    text_field: str,
    id_field: str,
    part_size: int,
    jobs: int,
    backend: str,
    address: str | None,
    model: str | None,
    restart: bool,
) -> None:
    """Score an archive: JSON lines (also .gz, .zst), CSV, Parquet, WARC, drafts, and folders of these.

    Memory stays bounded however large it is. Stopped in any way, the same command goes on; no row is lost or doubled.
    """
    from scorer import __version__
    from scorer.archives import Crew, Plan, score_archive
    from scorer.terms import count

    plan = Plan(form, level, part_size, text_field, id_field, model)
    shown = _Display().show if sys.stderr.isatty() else None
    totals = score_archive(inputs, out, plan, Crew(backend, jobs or -1, address), shown, restart=restart, version=__version__)
    row = "paragraph" if level == "paragraph" else "row"
    kept = f", {totals.kept} of them done before" if totals.kept else ""
    scored = f"{count(totals.documents, 'draft')}, {count(totals.rows, row)}"
    click.echo(f"{out}: {scored}, {count(totals.bad, 'bad row')}, {count(totals.parts, 'part')}{kept}")
    if totals.bad:
        complain(f"{count(totals.bad, 'row')} could not be read", hint=f"{out}/bad says which, and why")
    ctx.exit(2 if totals.bad else 0)


class _Display:
    """How far it is, how fast, and how long it will take, in one line of the terminal."""

    def __init__(self, clock: Callable[[], float] = time.monotonic):
        self._clock = clock
        self._began = clock()

    def show(self, state: Progress) -> None:
        """Show the state after another part."""
        whole = state.done >= state.total
        click.echo(f"\r{self.describe(state)}\x1b[K", err=True, nl=whole)

    def describe(self, state: Progress) -> str:
        """The state in words: share of the bytes, drafts and paragraphs of this run, rate and time left."""
        seconds = max(self._clock() - self._began, 1e-3)
        here, left = state.done - state.before, state.total - state.done
        share = state.done / state.total if state.total else 1.0
        bad = f", {state.bad} bad" if state.bad else ""
        rate = f"{state.documents / seconds:,.1f} drafts/s"
        time_left = _spell(left * seconds / max(here, 1))
        return f"{share:.0%} · {state.documents:,} drafts, {state.rows:,} rows{bad} · {rate} · {time_left}"


def _spell(seconds: float) -> str:
    minutes, hours = round(seconds / 60), round(seconds / 3600)
    return f"{hours} h left" if hours >= 2 else f"{minutes} min left" if minutes >= 2 else f"{round(seconds)} s left"
