"""Which labels make the model, and whose half of the gap is whose: the figures beside those of ``scorer evaluate``.

    python tests/benchmarks/whose_gap.py --texts FOLDER [--only labels|spans]

*labels*: models of the own drafts alone, of the real articles alone, and of both, on the held-out articles. *spans*: articles
whose attributions people marked and whose levels are labelled, cross-validated with documents held out whole, once with the
attributions found here and once with the marked ones. FOLDER holds the texts (see training/README.md).
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import numpy as np
from human_spans import MarkedArticles

from scorer.dataset import Corpus, Table, corpus_of, read_corpora, tabulate, texts_folder
from scorer.evaluation import evaluate
from scorer.evaluation.spans import read_lines
from scorer.extraction import default_cache
from scorer.figures.bootstrap import contrast, draw
from scorer.figures.definitions import level_figures
from scorer.figures.judgements import gold_from, judgement_from
from scorer.figures.tallies import Tallies
from scorer.fitting import Plan, fit, learnable_rows
from scorer.fitting.learners import FromNothing
from scorer.fitting.validation import cross_validate
from scorer.model import Model
from scorer.recipes import read_recipe
from scorer.resources import folder

FIGURES = ("macro_f1", "quadratic_kappa", "concordance", "ap_needs_checking", "ece", "log_loss")
_HELD_OUT = "standoff/levels-dev.jsonl"
_MARKED = "attribution/polnear.train.jsonl"


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--texts", type=Path, default=texts_folder(None), help="default: $SCORER_TEXTS, ../shared/data")
    options.add_argument("--only", choices=["labels", "spans"])
    chosen = options.parse_args()
    if not chosen.texts.is_dir():
        options.error(f"{chosen.texts} is no folder; give the one of the texts by --texts")
    corpora = read_corpora(read_recipe(None), chosen.texts)
    print(f"{'':32}" + "".join(f"{name:>19}" for name in FIGURES))
    if chosen.only != "spans":
        compare_labels(corpora, chosen.texts)
    if chosen.only != "labels":
        compare_spans(corpora, chosen.texts)


def compare_labels(corpora: list[Corpus], texts: Path) -> None:
    """Models of parts of the labels on the held-out articles."""
    held_out = corpus_of(folder("training") / _HELD_OUT, texts=texts)
    real = [corpus for corpus in corpora if corpus.name.startswith("standoff")]
    own = [corpus for corpus in corpora if corpus not in real]
    for name, part in {"own drafts alone": own, "real articles alone": real, "both": [*real, *own]}.items():
        table = tabulate(part, store=default_cache(), jobs=2)
        content = fit(table, part, read_recipe(None).options, lambda *_: None, Plan(jobs=2))
        found = evaluate(Model(content), [held_out], resamples=0)
        _print(f"{name} ({len(table.labels)})", [found[figure] for figure in FIGURES])


def compare_spans(corpora: list[Corpus], texts: Path) -> None:
    """Attributions found here against marked ones, on the same articles and folds."""
    marked = MarkedArticles([article for _, article in read_lines(texts / _MARKED)])
    parts = [
        corpus._replace(documents=[document for document in corpus.documents if marked.covers(document.paragraphs)])
        for corpus in corpora
    ]
    parts = [corpus for corpus in parts if corpus.documents]
    ours = tabulate(parts)
    with marked.in_place_of_ours():
        theirs = tabulate(parts)
    print(f"\n{sum(len(corpus.documents) for corpus in parts)} articles, {len(ours.labels)} paragraphs, cross-validated:")
    found = [_cross_validate(table) for table in (ours, theirs)]
    for name, (figures, _) in zip(("attributions found here", "attributions marked by people"), found, strict=True):
        _print(name, [figures[figure] for figure in FIGURES])
    steps = [contrast(found[1][0][one] - found[0][0][one], found[0][1][one], found[1][1][one]) for one in FIGURES]
    _print("difference", [step.value for step in steps])
    print(f"{'  95 % interval':32}" + "".join(f"{f'{step.low:+.3f} to {step.high:+.3f}':>19}" for step in steps))


def _cross_validate(table: Table) -> tuple[dict[str, Any], dict[str, Any]]:
    options = read_recipe(None).options
    rows, _ = learnable_rows(table, options)
    strength = sorted(options["strengths"])[len(options["strengths"]) // 2]
    learner = FromNothing((strength,), options["word_weight"])
    validation = cross_validate(rows, learner, options, 2, lambda *_: None, nested=False)
    assert validation
    gold, judgement = gold_from(rows.levels), judgement_from(validation.probabilities)
    groups = np.unique(rows.groups, return_inverse=True)[1]
    draws = draw(int(groups.max()) + 1)
    assert draws is not None
    figures = level_figures(gold, judgement.probabilities, judgement.levels)
    return figures, Tallies(gold, groups, judgement).under(draws)


def _print(name: str, values: list[Any]) -> None:
    print(f"{name:32}" + "".join(f"{value:19.4f}" for value in values))


if __name__ == "__main__":
    main()
