"""Says, paragraph by paragraph, how far a news draft can be traced to an accountable source. Measures traceability, not truth.

Every verb of the command line is a function here. Nothing is imported before it is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.arguments import as_configurations, as_corrections, as_document, as_model

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path
    from typing import Any

    from scorer.curation.suggestions import Suggestion
    from scorer.evaluation.comparison import Comparison
    from scorer.ledger.corrections import Correction
    from scorer.model import Model
    from scorer.types import AnnotatedDocument, Changes, CheckedDocument, Document, ScoredDocument, SourceTables

__version__ = "0.1.0"
__all__ = [
    "annotate",
    "check",
    "check_corpus",
    "compare",
    "convert_corpus",
    "diff",
    "evaluate",
    "explain",
    "frame",
    "measure_agreement",
    "read",
    "report",
    "score",
    "sources",
    "split_corpus",
    "suggest_labels",
    "train",
]


def read(path: str | Path) -> Document:
    """The draft in a file; ``-`` is standard input."""
    from scorer.readers import read_path

    return read_path(path)


def score(
    draft: str | Document, model: Model | str | Path | None = None, *, corrections: str | Path | list[Correction] | None = None
) -> ScoredDocument:
    """The score of every paragraph of a draft (a text, or what ``read`` returns), with the evidence.

    ``corrections`` is a TOML file that merges, splits, re-kinds or renames sources (its form: ``scorer.ledger.corrections``).
    """
    from scorer.pipeline import score_document

    return score_document(as_document(draft), as_model(model), corrections=as_corrections(corrections))


def frame(
    table: Any, model: Model | str | Path | None = None, *, text: str = "text", key: str | None = None, level: str = "paragraph"
) -> Any:
    """The scores of the drafts in a pandas, polars or Arrow table, as a table of that kind (``scorer.frames``)."""
    from scorer.frames import score_frame

    return score_frame(table, as_model(model), text, key, level)


def annotate(draft: str | Document, *, corrections: str | Path | list[Correction] | None = None) -> AnnotatedDocument:
    """The cues, attributions and sources of a draft (a text, or what ``read`` returns), as a file of corrections changes them."""
    from scorer.pipeline import annotate_document

    return annotate_document(as_document(draft), corrections=as_corrections(corrections))


def sources(draft: str | Document, *, corrections: str | Path | list[Correction] | None = None) -> SourceTables:
    """Who says what in a draft (a text, or what ``read`` returns), and who answered what is said of them, with the measures."""
    from scorer.tables import tabulate

    return tabulate(annotate(draft, corrections=corrections))


def check(
    draft: str | Document,
    model: Model | str | Path | None = None,
    *,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    config: str | Path | None = None,
    corrections: str | Path | list[Correction] | None = None,
) -> CheckedDocument:
    """What the editorial rules find in a draft (a text, or what ``read`` returns), with what is allowed in it or beside it.

    ``select`` and ``ignore`` hold codes, beginnings of codes, names or families. The configuration is ``config``, else the
    nearest one upwards of a file, else that of the current folder. Paths are given as text or as ``Path``.
    """
    from scorer.checks import check_document
    from scorer.settings import automaton_for

    document = as_document(draft)
    configuration = as_configurations(config, select=select, ignore=ignore).for_path(document.name)
    return check_document(
        document,
        configuration.settings_for(document.name),
        model=as_model(model if model is not None else configuration.model),
        automaton=automaton_for(configuration),
        corrections=as_corrections(corrections),
    )


def report(
    draft: str | Document,
    model: Model | str | Path | None = None,
    *,
    config: str | Path | None = None,
    corrections: str | Path | list[Correction] | None = None,
    weights: Mapping[str, float] | None = None,
) -> str:
    """The report page of a draft (a text, or what ``read`` returns): HTML in one piece that loads nothing.

    ``weights`` change those of the check-first ranking (``scorer.priorities``); the configuration is found as by ``check``.
    """
    from scorer.draft_reports import Compiler
    from scorer.reports._pages.draft import write_draft_page

    used = None if model is None else as_model(model)
    compiler = Compiler(as_configurations(config), used, as_corrections(corrections), weights)
    return write_draft_page(compiler.report_on(as_document(draft)))


def diff(old: str | Document, new: str | Document, model: Model | str | Path | None = None) -> Changes:
    """What changed between two drafts (texts, or what ``read`` returns): words and scores, sources, replies, quotations."""
    from scorer.changes import find_changes

    return find_changes(score(old, model), score(new, model))


def explain(model: Model | str | Path | None = None) -> list[dict[str, Any]]:
    """Every feature with its documentation and its weights.

    ``weights`` by level are logits for one unit of the feature, so that an effect is value times weight; ``influence`` is the
    largest of them for one standard deviation, so that features can be compared; ``used`` says whether the model knows the
    feature. A model of another estimator than ours has no weights.
    """
    from scorer.features import columns
    from scorer.types import LEVELS

    loaded = as_model(model)
    weights = loaded.slope
    spread = dict(zip(loaded.columns, loaded.content["scale"], strict=True))
    return [
        {
            "feature": column,
            "documentation": text,
            "weights": dict(zip(LEVELS, weights[column], strict=True)) if column in weights else {},
            "influence": max(map(abs, weights[column])) * spread[column] if column in weights else 0.0,
            "used": column in spread,
        }
        for column, text in columns().items()
    ]


def train(
    recipe: str | Path | None = None,
    out: str | Path | None = None,
    texts: str | Path | None = None,
    corpora: Iterable[str | Path] = (),
    progress: Callable[[str, int, int], None] | None = None,
    *,
    start: Model | str | Path | None = None,
    jobs: int | None = None,
    store: str | Path | None = None,
    quick: bool = False,
    promote: bool = False,
    frozen: Iterable[str | Path] = (),
) -> dict[str, Any]:
    """Train a model after a recipe, or on corpora of one's own; write it to the folder ``out``, if given, and return its content.

    Texts of public corpora are looked for in ``texts``; ``progress`` is told the stage, how much of it is done, and of how much.
    ``start`` is an older model to refine (``"default"`` is the shipped one), ``store`` a folder that keeps features for the next
    time, ``quick`` leaves out ablation and learning curve. With ``promote`` the model in ``out`` is replaced only if the new one
    is not worse on the ``frozen`` corpora (default: the recipe's), and the content has a ``verdict``.
    """
    from scorer import promotion

    return promotion.train_into(
        out, recipe, texts, corpora, progress, start=start, jobs=jobs, store=store, quick=quick, promote=promote, frozen=frozen
    )


def evaluate(
    corpora: Iterable[str | Path],
    model: Model | str | Path | None = None,
    *,
    resamples: int = 1000,
    baselines: bool = False,
    recipe: str | Path | None = None,
    texts: str | Path | None = None,
    plots: str | Path | None = None,
    plot_format: str = "svg",
    progress: Callable[[str, int, int], None] | None = None,
) -> dict[str, Any]:
    """Figures that say how a model agrees with labelled corpora, with 95 % intervals from so many resamples of the documents.

    ``baselines`` adds those learned from the ``recipe``; ``plots`` is a folder to draw into, as ``svg`` or ``png``.
    """
    from scorer import evaluation

    return evaluation.evaluate(
        model,
        corpora,
        resamples=resamples,
        baselines=baselines,
        recipe=recipe,
        texts=texts,
        plots=plots,
        plot_format=plot_format,
        progress=progress,
    )


def compare(
    a: Model | str | Path | None,
    b: Model | str | Path | None,
    corpora: Iterable[str | Path],
    *,
    resamples: int = 1000,
    texts: str | Path | None = None,
    progress: Callable[[str, int, int], None] | None = None,
) -> Comparison:
    """Model B beside model A on labelled corpora: figures, their differences with doubt, paragraphs gained and lost."""
    from scorer.evaluation import comparison

    return comparison.compare(a, b, corpora, resamples=resamples, texts=texts, progress=progress)


def check_corpus(
    paths: Iterable[str | Path],
    against: Iterable[str | Path] = (),
    form: str | None = None,
    texts: str | Path | None = None,
    runs: int = 5,
) -> dict[str, Any]:
    """What is wrong with labelled corpora (each path a split), doubled, or shared with held-out ones (``curation.audits``)."""
    from scorer.curation.audits import check_corpus as check

    return check(paths, against, form, texts, runs)


def convert_corpus(
    source: str | Path,
    target: str | Path,
    from_form: str | None = None,
    to_form: str | None = None,
    texts: str | Path | None = None,
) -> dict[str, Any]:
    """Write a corpus in another format, and return what came along and what did not (``scorer.curation.conversion``)."""
    from scorer.curation.conversion import convert_corpus as convert

    return convert(source, target, from_form, to_form, texts)


def split_corpus(
    paths: Iterable[str | Path],
    out: str | Path,
    shares: Mapping[str, float] | str | None = None,
    seed: str = "",
    form: str | None = None,
    texts: str | Path | None = None,
) -> dict[str, Any]:
    """Divide corpora into a file for each share (``{"train": 0.8, "dev": 0.2}``); a document stays where it is as they grow."""
    from scorer.curation.division import split_corpus as split

    return split(paths, out, shares, seed, form, texts)


def measure_agreement(first: str | Path, second: str | Path | None = None) -> dict[str, Any]:
    """How far two readers of a corpus agree: the second's labels are in ``second``, or beside the first's."""
    from scorer import agreement
    from scorer.curation.readings import read_readings

    return agreement.measure_agreement(read_readings(first, second)[0])


def suggest_labels(
    paths: Iterable[str | Path], model: Model | str | Path | None = None, number: int = 20, *, labelled: bool = False
) -> list[Suggestion]:
    """The paragraphs of corpora and drafts whose labels would help a model most; those with a label only if ``labelled``."""
    from scorer.curation.suggestions import read_pool
    from scorer.curation.suggestions import suggest_labels as suggest

    return suggest(read_pool(paths).documents, as_model(model), number, labelled=labelled)

