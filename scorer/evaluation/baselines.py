"""Baselines on the same paragraphs: what a model must beat, learned from the corpora of its recipe."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from threadpoolctl import threadpool_limits

from scorer.corpora import LabelledDocument
from scorer.dataset import Corpus, Table, align, joined, label_rows, read_corpora, tabulate
from scorer.errors import CorpusError
from scorer.evaluation.cases import Progress, judge
from scorer.features import columns
from scorer.figures.bootstrap import Matrix as Draws
from scorer.figures.bootstrap import contrast, interval
from scorer.figures.definitions import HEADLINES, all_figures
from scorer.figures.judgements import ORDER, Cases, Judgement, Matrix, Vector
from scorer.figures.tallies import Tallies
from scorer.fitting import fit
from scorer.model import Model
from scorer.pipeline import rows_of
from scorer.readers import read_text
from scorer.recipes import Recipe

BASELINES = {
    "majority": "the commonest level of the training labels, always, with their shares as probabilities",
    "rules": "the labelling guide's procedure followed by rule; probabilities: what was labelled where it said so in training",
    "words": "bag of words: which words and pairs occur, logistic regression",
    "no context": "the model's recipe without the columns that look beyond the paragraph",
    "alone": "the model's recipe on paragraphs read one by one: not even who is meant by a pronoun is known",
}
GROUPS = frozenset(("flow", "genre", "habits", "neighbours"))
"""The feature groups all of whose columns look beyond the paragraph."""
_OTHERS = """
    acts.opens_person continuation.after_attributed continuation.after_quotes continuation.around_attributed
    continuation.bare_after_data continuation.bare_after_identifiable continuation.bare_after_unnamed
    continuation.bare_run continuation.before_attributed continuation.before_quotes continuation.before_weasel
    continuation.data_run continuation.opens_the_source continuation.pronoun_after_identifiable
    continuation.pronoun_after_unnamed continuation.repeats_source continuation.speaker_known forms.after_question
    forms.answers_in_interview forms.asking forms.first_person_after_question forms.first_person_among_questions
    forms.follows_colon forms.interview forms.label_among_labels forms.lone_label forms.only_asks forms.transcript
    membership.faceless_beside membership.member_before membership.member_follows membership.member_quoted_next
    membership.nobody_named_near narration.figures_kept narration.figures_unkept origin.counted_and_described
    origin.described origin.explained_and_described origin.explained_bare origin.explained_half origin.several_unnamed
    polls.carried polls.carried_near polls.compared polls.unkept profile.main_share profile.names_main profile.titled
    quotation.continued record.first_block record.last_block record.position record.second_block records.record_tells
    records.record_tells_alone
"""
CONTEXT = frozenset(_OTHERS.split()) | {name for name in columns() if name.partition(".")[0] in GROUPS}
"""The columns that look beyond the paragraph: at its neighbours, its place, rates of the document, or what the document tells of
a source anywhere. (Who "she" is, and so the kind of a source, is resolved before any column is counted, and stays; so does
what the document tells of surnames to those who read its clauses.)"""

_SMOOTHING = 1.0
_WORD_STRENGTH = 0.1  # the best of those tried with documents of the recipe's corpora held out
_LEAST_PARAGRAPHS = 2


class _Lesson(NamedTuple):
    """What baselines learn from: corpora, their texts, level (index into ``ORDER``) and weight of each labelled paragraph."""

    corpora: list[Corpus]
    texts: list[str]
    levels: Vector
    weights: Vector


def compare_baselines(
    cases: Cases,
    judgement: Judgement,
    draws: Draws | None,
    recipe: Recipe,
    texts: Path | str | None = None,
    progress: Progress | None = None,
) -> tuple[dict[str, Any], list[str]]:
    """The figures of every baseline by name, and what must be said about them, a line each.

    Each has ``about``, its figures, ``intervals``, and ``beaten``: for each headline figure the model's less the baseline's,
    its interval and p by the paired bootstrap. Nothing is learned from a document that is evaluated. A corpus that the
    recipe names and is missing is told, and the rest learned from.
    """
    corpora, notes = _read_lessons(recipe, texts)
    corpora, left_out = leave_out(corpora, cases.documents)
    if left_out:
        notes.append(f"baselines: nothing was learned from {left_out} of the recipe's documents, which are among those evaluated")
    lesson = _lesson(corpora)
    if not len(lesson.levels):
        return {}, [*notes, "baselines: no labelled paragraph of the recipe is left to learn from; give --texts or --recipe"]
    labels = [case.label for case in cases.cases]
    own = None if draws is None else Tallies.of(cases, judgement).under(draws)
    figures = all_figures(labels, judgement)
    found = {}
    for name, baseline in _judge_all(cases, lesson, recipe.options, notes, progress).items():
        theirs = all_figures(labels, baseline)
        found[name] = {"about": BASELINES[name], **theirs, "intervals": {}, "beaten": {}}
        if own is None or draws is None:
            continue
        samples = Tallies.of(cases, baseline).under(draws)
        for figure in HEADLINES:
            if ends := interval(samples[figure]):
                found[name]["intervals"][figure] = list(ends)
            step = None if None in (figures[figure], theirs[figure]) else figures[figure] - theirs[figure]
            found[name]["beaten"][figure] = contrast(step, samples[figure], own[figure])._asdict()
    return found, notes


def leave_out(corpora: list[Corpus], evaluated: list[LabelledDocument]) -> tuple[list[Corpus], int]:
    """The corpora without the documents that have the id or the text of an evaluated one, and how many those are."""
    ids, prints = {document.id for document in evaluated}, {_fingerprint(document) for document in evaluated}
    kept = [
        corpus._replace(documents=[one for one in corpus.documents if one.id not in ids and _fingerprint(one) not in prints])
        for corpus in corpora
    ]
    number = sum(len(corpus.documents) for corpus in corpora) - sum(len(corpus.documents) for corpus in kept)
    return [corpus for corpus in kept if corpus.documents], number


def _fingerprint(document: LabelledDocument) -> str:
    words = " ".join(document.paragraphs).casefold().split()
    return hashlib.sha256(" ".join(words).encode("utf-8", "surrogatepass")).hexdigest()


def _read_lessons(recipe: Recipe, texts: Path | str | None) -> tuple[list[Corpus], list[str]]:
    """The recipe's corpora that are there, and a line for each that is not."""
    corpora, notes = [], []
    for entry in recipe.corpora:
        try:
            corpora += read_corpora(recipe._replace(corpora=[entry]), texts)
        except CorpusError as error:
            notes.append(f"baselines learn without a corpus of the recipe: {error}")
    return corpora, notes


def _lesson(corpora: list[Corpus]) -> _Lesson:
    rows = [
        (text, ORDER.index(label.level), corpus.weight)
        for corpus in corpora
        for document in corpus.documents
        for text, label in zip(document.paragraphs, document.labels, strict=True)
        if label.level
    ]
    texts, levels, weights = zip(*rows, strict=True) if rows else ((), (), ())
    return _Lesson(corpora, list(texts), np.array(levels, dtype=int), np.array(weights, dtype=float))


def _judge_all(
    cases: Cases, lesson: _Lesson, options: dict[str, Any], notes: list[str], progress: Progress | None
) -> dict[str, Judgement]:
    table = tabulate(lesson.corpora, lambda done, total: progress("features", done, total) if progress else None)
    found = {"majority": _by_majority(lesson, len(cases.cases)), "rules": _by_rules(table, lesson, cases)}
    try:
        found["words"] = _by_words(lesson, cases, options["balance"])
    except ValueError:  # scikit-learn's for no vocabulary, or one level
        notes.append("baseline of words left out: too few words or levels to learn from; label more paragraphs")
    try:
        model = fit_without_context(table, lesson.corpora, options, progress)
        found["no context"] = judge(cases, model, progress)._replace(kinds=None, families=None)
        model = Model(fit(_tabulate_alone(lesson.corpora), lesson.corpora, options, progress or _silent))
        found["alone"] = judge(_apart(cases), model, progress)._replace(kinds=None, families=None)
    except CorpusError as error:
        notes.append(f"baselines without context left out: {error}")
    return found


def _by_majority(lesson: _Lesson, number: int) -> Judgement:
    shares = _shares(lesson.levels, lesson.weights)
    return Judgement(np.tile(shares, (number, 1)), np.full(number, int(shares.argmax())))


def _by_rules(table: Table, lesson: _Lesson, cases: Cases) -> Judgement:
    """The rules' own level; the probabilities are the smoothed shares of labels where the rules said the same in training."""
    labelled = [bool(label.level) for label in table.labels]
    names = [table.columns.index(f"flow.says_{level}") for level in ORDER]
    learned = table.features[:, names].argmax(1)[np.array(labelled)]
    prior = _shares(lesson.levels, lesson.weights)
    chances = np.array([
        _shares(lesson.levels[learned == at], lesson.weights[learned == at], prior) for at in range(len(ORDER))
    ])  # fmt: skip
    said = []
    for document in cases.documents:
        text, spans = joined(document.paragraphs)
        read = read_text(text, document.id)
        _, rows = rows_of(read)
        for at, label in zip(align(read.blocks, spans), document.labels, strict=True):
            if label.level:
                level = "background" if at is None else next(one for one in ORDER if f"flow.says_{one}" in rows[at].values)
                said.append(ORDER.index(level))
    levels = np.array(said, dtype=int)
    return Judgement(chances[levels], levels)


def _by_words(lesson: _Lesson, cases: Cases, balance: float) -> Judgement:
    """Rare levels are lifted as the recipe lifts them."""
    vectors = CountVectorizer(ngram_range=(1, 2), min_df=min(_LEAST_PARAGRAPHS, len(lesson.texts)), binary=True)
    classifier = make_pipeline(vectors, LogisticRegression(C=_WORD_STRENGTH, max_iter=2000))
    counts = np.maximum(np.bincount(lesson.levels, minlength=len(ORDER)), 1)
    weights = lesson.weights * ((counts.mean() / counts) ** balance)[lesson.levels]
    with threadpool_limits(1):
        classifier.fit(lesson.texts, lesson.levels, logisticregression__sample_weight=weights)
        found = classifier.predict_proba([case.text for case in cases.cases])
    chances = np.zeros((len(found), len(ORDER)))
    chances[:, classifier.classes_] = found
    return Judgement(chances, chances.argmax(1))


def fit_without_context(
    table: Table, corpora: list[Corpus], options: dict[str, Any], progress: Progress | None = None
) -> Model:
    """A model by the same recipe without the ``CONTEXT`` columns; the table loses them. Raises ``CorpusError``."""
    table.columns = [name for name in columns() if name not in CONTEXT]
    return Model(fit(table, corpora, options, progress or _silent))


def _tabulate_alone(corpora: list[Corpus]) -> Table:
    """Features of every labelled paragraph as if it were a document; those of one document still belong together."""
    table = Table(list(columns()))
    documents = [(corpus, document) for corpus in corpora for document in corpus.documents]
    for group, (corpus, document) in enumerate(documents):
        for one in _parted(document):
            [(row, words)] = label_rows(one)
            table.add(row, words, one.labels[0], (corpus.name, one.id, 1), group, corpus.weight)
    return table


def _apart(cases: Cases) -> Cases:
    return cases._replace(documents=[one for document in cases.documents for one in _parted(document)])


def _parted(document: LabelledDocument) -> list[LabelledDocument]:
    """Every labelled paragraph as a document of its own."""
    pairs = enumerate(zip(document.paragraphs, document.labels, strict=True), 1)
    return [
        LabelledDocument(f"{document.id}#{number}", document.corpus, document.genre, [text], [label])
        for number, (text, label) in pairs
        if label.level
    ]


def _silent(stage: str, done: int, total: int) -> None:
    """No progress is shown."""


def _shares(levels: Vector, weights: Vector, prior: Matrix | None = None) -> Matrix:
    """Weighted shares of the levels, smoothed by one paragraph spread like the prior, or evenly without one."""
    counts = np.bincount(levels, weights, minlength=len(ORDER))
    spread = np.full(len(ORDER), 1 / len(ORDER)) if prior is None else prior
    shares: Matrix = (counts + _SMOOTHING * spread) / (counts.sum() + _SMOOTHING)
    return shares
