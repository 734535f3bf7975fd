"""Promotion: a challenger takes a model's place only if it is not worse on documents that neither has learned from."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from scorer import model as models
from scorer.dataset import Corpus, corpus_of, texts_folder
from scorer.errors import CorpusError
from scorer.evaluation import evaluate
from scorer.evaluation.comparison import compare
from scorer.fitting import Trained, train_model
from scorer.model import Model
from scorer.model_folder import check_folder, write_folder
from scorer.recipes import read_recipe

FIGURES = ("accuracy", "macro_f1", "quadratic_kappa", "concordance", "ap_needs_checking", "ece", "log_loss")


class Verdict(NamedTuple):
    """Whether a challenger took the place, why it did not, and figures of both on the frozen documents."""

    promoted: bool
    reasons: list[str]
    before: dict[str, float | None]
    after: dict[str, float | None]


def train_into(
    out: Path | str | None,
    recipe: Path | str | None,
    texts: Path | str | None,
    corpora: Iterable[Path | str],
    progress: Callable[[str, int, int], None] | None,
    *,
    start: Model | Path | str | None,
    jobs: int | None,
    store: Path | str | None,
    quick: bool,
    promote: bool,
    frozen: Iterable[Path | str],
) -> dict[str, Any]:
    """Train a model, write it to the folder ``out`` (if given; after a contest if ``promote``), and return its content.

    What is wrong with the folder or the frozen corpora is told before the long work begins.
    """
    folder = None if out is None else check_folder(out)
    judges = read_frozen(frozen, recipe, texts) if promote and folder else None
    trained, learned = train_model(recipe, texts, corpora, progress, start=start, jobs=jobs, store=store, quick=quick)
    if folder is None:
        return trained.content
    if judges is None:
        write_folder(trained, folder)
        return trained.content
    check_unlearned(judges, learned)
    return {**trained.content, "verdict": contest(trained, folder, judges)}


def read_frozen(paths: Iterable[Path | str], recipe: Path | str | None, texts: Path | str | None) -> list[Corpus]:
    """The frozen corpora: those named, else the recipe's, beside it or below ``texts``. Raises ``CorpusError``."""
    named = list(paths)
    if not named:
        settings = read_recipe(recipe)
        beside = settings.path.parent / settings.options["frozen"]
        named = [beside if beside.exists() else texts_folder(texts) / settings.options["frozen"]]
    return [corpus_of(path, texts=texts) for path in named]


def check_unlearned(frozen: list[Corpus], learned: list[Corpus]) -> None:
    """Raises ``CorpusError`` where a frozen document is one of those that were learned from."""
    known = {tuple(document.paragraphs) for corpus in learned for document in corpus.documents}
    for corpus in frozen:
        for document in corpus.documents:
            if tuple(document.paragraphs) in known:
                where = document.where or f"{corpus.path}: {document.id}"
                raise CorpusError(f"{where}: this document is trained on, so it cannot judge; give other documents by --frozen")


def contest(trained: Trained, folder: Path, frozen: list[Corpus]) -> Verdict:
    """Write a trained model to a folder if it is not worse than the one there; what loses is kept in ``FOLDER.challenger``."""
    if not (folder / "model.json").exists():
        write_folder(trained, folder)
        return Verdict(True, [], {}, {})
    champion = models.load(folder)
    with TemporaryDirectory(prefix="scorer-") as made:
        write_folder(trained, made)
        challenger = models.load(made)
    reasons = list(compare(champion, challenger, frozen).objections)
    before, after = (_figures(evaluate(one, frozen)) for one in (champion, challenger))
    if reasons:
        write_folder(trained, folder.with_name(folder.name + ".challenger"))
        return Verdict(False, reasons, before, after)
    about = champion.about
    trained.content["card"]["promotion"] = {
        "than": f"{about['name']} {about['version']}, `{str(about['digest'])[:19]}…`",
        "frozen": [{"name": corpus.name, "digest": corpus.digest} for corpus in frozen],
        "before": before,
        "after": after,
    }
    write_folder(trained, folder)
    return Verdict(True, [], before, after)


def _figures(found: dict[str, Any]) -> dict[str, float | None]:
    return {name: None if found.get(name) is None else round(float(found[name]), 4) for name in FIGURES}
