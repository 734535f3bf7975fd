"""``scorer corpus``: check, convert, split, agree, suggest."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from typing import Any, TextIO

import click

from scorer.cli._complaints import complain
from scorer.cli._options import model_option, output_option, texts_option
from scorer.cli._output import open_output
from scorer.discover import member_names
from scorer.text.visible import escape_json

_UNREADABLE = 2


def _form_option(name: str, text: str) -> Callable[..., Any]:
    return click.option(f"--{name}", f"{name}_form", type=click.Choice(member_names("scorer.corpora")), help=text)


_paths_argument = click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path())
_from_option = _form_option("from", "Format of what is read; it is recognised otherwise.")


def _format_option(*forms: str) -> Callable[..., Any]:
    kind = click.Choice(["terminal", "json", *forms])
    return click.option("-f", "--format", "form", type=kind, default="terminal", show_default=True, help="How to write it.")


@click.group(
    short_help="Look after labelled articles: check, convert, split, compare, choose.",
    epilog="""\b
Examples:
  scorer corpus check labelled.jsonl
  scorer corpus convert labelled.jsonl labelled.csv
  scorer corpus split labelled.jsonl -o splits
  scorer corpus agree first-reader.jsonl second-reader.jsonl
  scorer corpus suggest drafts/ -n 20 -o to-label.jsonl

All but convert, which names its target, take -o, --output: where the result is written.""",
)
def corpus() -> None:
    """Look after labelled articles: check them, convert them, split them, compare readers, choose what to label next."""


@corpus.command(
    short_help="Find what is wrong with labelled articles.",
    epilog="""\b
Examples:
  scorer corpus check labelled.jsonl
  scorer corpus check train.jsonl dev.jsonl test.jsonl      (what the splits share is leakage)
  scorer corpus check drafts/ --against held-out.jsonl
  scorer corpus check --format json -o audit.json labelled.jsonl

Exit codes: 0 clean (there may be warnings), 1 errors found, 2 wrong usage or unreadable (the rest is checked).""",
)
@_paths_argument
@click.option("--against", multiple=True, type=click.Path(), metavar="PATH",
              help="Held-out articles nothing may be shared with; all PATHs are then one.")  # fmt: skip
@click.option("--runs", type=click.IntRange(0), default=5, show_default=True, metavar="N",
              help="Look for runs of N words that more than 1 % of documents share; 0 for none.")  # fmt: skip
@_from_option
@texts_option
@_format_option()
@output_option
@click.pass_context
def check(
    ctx: click.Context, paths: tuple[str, ...], against: tuple[str, ...], runs: int, from_form: str | None,
    texts: str | None, form: str, output: str,
) -> None:  # fmt: skip
    """Find wrong labels, broken offsets, duplicates, leakage and contradictory twins, and count what there is.

    Each PATH is a split of its own: a file, or a folder of files. Near copies are told, too.
    """
    import scorer

    audit = scorer.check_corpus(paths, against, from_form, texts, runs)
    with open_output(output) as stream:
        if form == "json":
            _write_json(stream, audit)
        else:
            from scorer.cli._audits import write_audit

            write_audit(stream, audit)
    ctx.exit(_UNREADABLE if _complain_of(audit["unreadable"]) else int(audit["errors"] > 0))


@corpus.command(
    short_help="Write labelled articles in another format.",
    epilog="""\b
Examples:
  scorer corpus convert labelled.jsonl labelled.csv
  scorer corpus convert export.json labelled.jsonl --from labelstudio
  scorer corpus convert labelled.jsonl folder --to brat

What the target cannot carry is said on stderr. Exit codes: 0 done, 2 something was left out, or nothing could be read.""",
)
@click.argument("source", type=click.Path())
@click.argument("target", type=click.Path())
@_from_option
@_form_option("to", "Format to write; by the suffix of TARGET otherwise.")
@texts_option
@click.pass_context
def convert(ctx: click.Context, source: str, target: str, from_form: str | None, to_form: str | None, texts: str | None) -> None:
    """Write the labelled articles of SOURCE to TARGET in another format."""
    import scorer
    from scorer.terms import count

    done = scorer.convert_corpus(source, target, from_form, to_form, texts)
    click.echo(f"{target}: {count(done['documents'], 'document')}, {count(done['paragraphs'], 'paragraph')}")
    _complain_of(f"{target}: {loss}" for loss in done["losses"])
    ctx.exit(_UNREADABLE if _complain_of([*done["problems"], *done["unreadable"]]) else 0)


@corpus.command(
    short_help="Divide labelled articles into splits that stay as they are.",
    epilog="""\b
Examples:
  scorer corpus split labelled.jsonl -o splits
  scorer corpus split labelled.jsonl more/ -o splits --shares train=.7,dev=.3 --seed spring

Exit codes: 0 done, 2 wrong usage, or something was left out (the rest is divided).""",
)
@_paths_argument
@click.option("-o", "--output", required=True, type=click.Path(file_okay=False), metavar="FOLDER",
              help="Where NAME.jsonl is written for every share.")  # fmt: skip
@click.option("--shares", default="train=.8,dev=.1,test=.1", show_default=True, metavar="NAME=PART,...",
              help="The splits and about what part of the documents each gets.")  # fmt: skip
@click.option("--seed", default="", metavar="TEXT", help="Another text, another division.")
@_from_option
@texts_option
@click.pass_context
def split(
    ctx: click.Context, paths: tuple[str, ...], output: str, shares: str, seed: str, from_form: str | None, texts: str | None
) -> None:
    """Divide the documents of all PATHs by what they say: a document stays in its split whatever is added later.

    Copies fall into the same split, near copies mostly; what the splits still share is told. Lines of JSONL are kept as they are.
    """
    import scorer
    from scorer.cli._audits import write_findings, write_levels

    done = scorer.split_corpus(paths, output, shares, seed, from_form, texts)
    parts = done["parts"]
    write_levels(sys.stdout, "part", {f"{part['file']} ({part['documents']})": part["levels"] for part in parts.values()})
    write_findings(sys.stdout, done["leaks"])
    empty = [part["file"] for part in parts.values() if not part["documents"]]
    _complain_of(f"{file}: no document fell into this split; give more documents or larger shares" for file in empty)
    ctx.exit(_UNREADABLE if _complain_of([*done["problems"], *done["unreadable"]]) else 0)


@corpus.command(
    short_help="Say how far two readers agree.",
    epilog="""\b
Examples:
  scorer corpus agree first-reader.jsonl second-reader.jsonl
  scorer corpus agree drafts/                    (files with second labels)
  scorer corpus agree --list drafts/wire.jsonl

Exit codes: 0 done, 2 wrong usage, or unreadable or unmatched documents (the rest is compared).""",
)
@click.argument("first", type=click.Path())
@click.argument("second", type=click.Path(), required=False)
@click.option("--list", "listing", is_flag=True, help="List the paragraphs on which they differ, too.")
@_from_option
@texts_option
@_format_option()
@output_option
@click.pass_context
def agree(
    ctx: click.Context, first: str, second: str | None, listing: bool, from_form: str | None, texts: str | None, form: str,
    output: str,
) -> None:  # fmt: skip
    """Compare the labels of FIRST with those of SECOND, or with the second labels that FIRST itself holds.

    Krippendorff's alpha (ordinal, over the four levels where both say a source is needed; nominal, over all five), Cohen's kappa
    for background against the rest, the share of equal levels, 95 % intervals over documents, and what is confused with what.
    """
    from scorer.agreement import measure_agreement
    from scorer.cli._audits import write_agreement, write_differences
    from scorer.curation.readings import find_differences, read_readings

    documents, problems = read_readings(first, second, from_form, texts)
    figures = measure_agreement(documents)
    with open_output(output) as stream:
        if form == "json":
            differences = [place._asdict() | {"first": one, "second": other} for place, one, other in find_differences(documents)]
            _write_json(stream, figures | ({"differences": differences} if listing else {}))
        else:
            write_agreement(stream, figures)
            if listing:
                write_differences(stream, documents)
    ctx.exit(_UNREADABLE if _complain_of(problems) else 0)


@corpus.command(
    short_help="Choose the paragraphs whose labels would help most.",
    epilog="""\b
Examples:
  scorer corpus suggest drafts/
  scorer corpus suggest drafts/*.txt -n 50 -o to-label.jsonl --format jsonl
  scorer corpus suggest labelled.jsonl --all --model my-model --by document

JSONL is the form of labelled articles: whole documents with empty labels, and the paragraphs asked for as "suggested".
Exit codes: 0 done, 2 wrong usage or unreadable input (the rest is chosen from).""",
)
@_paths_argument
@click.option("-n", "--number", type=click.IntRange(1), default=20, show_default=True, help="How many to choose.")
@click.option("--by", type=click.Choice(["paragraph", "document"]), default="paragraph", show_default=True,
              help="What to choose.")  # fmt: skip
@click.option("--all", "labelled", is_flag=True, help="Choose among those with a label, too.")
@model_option
@_from_option
@texts_option
@_format_option("jsonl")
@output_option
@click.pass_context
def suggest(
    ctx: click.Context, paths: tuple[str, ...], number: int, by: str, labelled: bool, model: str | None, from_form: str | None,
    texts: str | None, form: str, output: str,
) -> None:  # fmt: skip
    """Choose paragraphs of labelled articles or plain drafts that a model is unsure of, and that are unlike one another."""
    from scorer.curation.suggestions import read_pool, suggest_labels, to_label
    from scorer.model import load

    chosen_model = load(model)
    pool = read_pool(paths, from_form, texts)
    progress = _show_progress if sys.stderr.isatty() else None
    chosen = suggest_labels(pool.documents, chosen_model, number, labelled=labelled, whole=by == "document", progress=progress)
    with open_output(output) as stream:
        if form == "jsonl":
            from scorer.corpora._records import document_record

            for document in to_label(pool.documents, chosen):
                _write_json(stream, document_record(document))
        elif form == "json":
            _write_json(stream, [one.as_record() for one in chosen])
        else:
            from scorer.cli._audits import write_suggestions

            write_suggestions(stream, chosen)
    problems = [*pool.problems, *pool.unreadable]
    if not chosen and not problems:
        complain(f"{paths[0]}: no paragraph without a label", hint="--all chooses among the labelled ones, too")
    ctx.exit(_UNREADABLE if _complain_of(problems) else 0)


def _write_json(stream: TextIO, content: Any) -> None:
    stream.write(escape_json(json.dumps(content, ensure_ascii=False)) + "\n")


def _complain_of(problems: Iterable[str]) -> bool:
    """Whether there was anything to complain of."""
    told = list(problems)
    for problem in told:
        complain(problem)
    return bool(told)


def _show_progress(done: int, total: int) -> None:
    click.echo(f"\rdrafts {done + 1}/{total}\x1b[K", err=True, nl=done + 1 >= total)
