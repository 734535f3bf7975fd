"""THE ORDER: the only module that knows all stages. Every step adds one kind of knowledge, nothing flows back."""

from __future__ import annotations

import gc
import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import chain
from typing import Any, overload

from scorer.attributions import Kinds, find_attributions
from scorer.cues import find_cues
from scorer.features import Page, Row, Vocabulary, extract, extract_row, kind_behind
from scorer.ledger import build_ledger
from scorer.ledger.corrections import Correction
from scorer.ledger.late_cues import find_late_cues
from scorer.lexicon import Automaton, find_hits, shipped
from scorer.measures import measure, measure_sourcing
from scorer.model import Model, load
from scorer.scope import find_scope
from scorer.text import Text
from scorer.types import HEDGES, LEVELS, SILENCE, AnnotatedDocument, Cue, Document, Paragraph, Reason, Score, ScoredDocument

UNSURE = 0.25
"""A spread of the level above this is called unsure (labelling scheme B.6)."""
_BROKEN_FACTOR = 0.4
_DAMAGE_TEMPERATURE = 1.5
_REASONS = 10
_HEDGED = frozenset(("hedge", label) for label in HEDGES)
_CONTESTED = frozenset([("resp", "denial"), ("ver", "contradicted")])
_RESPONSES = frozenset(("resp", label) for label in (*SILENCE, "denial", "nondenial", "statement", "sought"))
_OPINION = frozenset([("boost", "certainty"), ("narr", "analysis")])


Corrections = list[Correction]


def annotate_document(
    document: Document, automaton: Automaton | None = None, corrections: Corrections | None = None
) -> AnnotatedDocument:
    """Cues, attributions and sources of a document, as corrected, without scores."""
    return _annotate(document, automaton, corrections)[0]


def score_document(
    document: Document, model: Model | None = None, automaton: Automaton | None = None, corrections: Corrections | None = None
) -> ScoredDocument:
    """The whole way from a document to scores with reasons; a fact-checker's corrections of the sources come before them."""
    with collector_at_rest():
        return _score_document(document, model or load(), automaton, corrections)


def _score_document(
    document: Document, model: Model, automaton: Automaton | None, corrections: Corrections | None
) -> ScoredDocument:
    annotated, page = _annotate(document, automaton, corrections)
    rows = extract(page, vocabulary_of(model))
    found = model.all_logits([row.values for row in rows])
    scores = [_score(model, page, number, found[number], row) for number, row in enumerate(rows)]
    scored = ScoredDocument(annotated, scores, measure(annotated, scores), model.about)
    page.views.clear()  # they know their page: parted, neither is left to the collector
    return scored


class Scores(Sequence[Score]):
    """The scores of a document without reasons, each made when it is asked for, or all at once by another estimator.

    ``close`` when nothing more will be asked: it parts the paragraphs from their page.
    """

    def __init__(self, page: Page, model: Model):
        self._page = page
        self._model = model
        self._vocabulary = vocabulary_of(model)
        self._made: dict[int, Score] = {}

    def __len__(self) -> int:
        return self._page.total

    @overload
    def __getitem__(self, at: int) -> Score: ...
    @overload
    def __getitem__(self, at: slice) -> list[Score]: ...
    def __getitem__(self, at: int | slice) -> Score | list[Score]:
        numbers = range(len(self))[at]
        if isinstance(numbers, range):
            return [self[number] for number in numbers]
        if numbers not in self._made:
            self._make([numbers] if self._model.estimator is None else range(len(self)))
        return self._made[numbers]

    def _make(self, numbers: Sequence[int]) -> None:
        rows = [extract_row(self._page.views[number], self._vocabulary) for number in numbers]
        for number, logits in zip(numbers, self._model.all_logits([row.values for row in rows]), strict=True):
            self._made[number] = _score(self._model, self._page, number, logits)

    def close(self) -> None:
        """Nothing more is asked for."""
        self._page.views.clear()


def score_on_demand(
    document: Document, model: Model | None = None, automaton: Automaton | None = None, corrections: Corrections | None = None
) -> tuple[AnnotatedDocument, Scores]:
    """A document annotated, and its scores for those who look at few of them."""
    annotated, page = _annotate(document, automaton, corrections)
    return annotated, Scores(page, model or load())


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """No search for circular garbage within one document: there is hardly any, and searching takes longer the longer the text."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def vocabulary_of(model: Model) -> Vocabulary:
    """The words a model weighs, indexed once a model."""
    if model.vocabulary is None:
        model.vocabulary = Vocabulary(model.columns)
    vocabulary: Vocabulary = model.vocabulary
    return vocabulary


def rows_of(document: Document) -> tuple[Page, list[Row]]:
    """The features of every paragraph, for training."""
    _, page = _annotate(document, None)
    return page, extract(page)


def _annotate(
    document: Document, automaton: Automaton | None, corrections: Corrections | None = None
) -> tuple[AnnotatedDocument, Page]:
    text = Text(document)
    hits = find_hits(automaton or shipped(), text.words, text.folded)
    cues = _weaken_broken(text, find_cues(text, hits))
    kinds = Kinds(text, hits)
    ledger = build_ledger(text, find_attributions(text, hits, kinds), kinds, cues, corrections)
    cues = sorted([*(cue for cue in ledger.cues if cue.family != "src"), *find_late_cues(text, ledger, kinds, hits)])
    paragraphs = [
        Paragraph(document, number, block.start, block.end, block.kind) for number, block in enumerate(document.blocks, 1)
    ]
    _hand_out(text, paragraphs, cues)
    for attribution in ledger.attributions:
        paragraphs[attribution.paragraph].attributions.append(attribution)
    page = Page(text, ledger, paragraphs)
    annotated = AnnotatedDocument(document, paragraphs, ledger.sources, text)
    annotated.replies, annotated.accusations = ledger.replies, ledger.accusations
    annotated.scope = find_scope(page)
    annotated.speakers = ledger.speakers
    annotated.measures = measure_sourcing(annotated)
    return annotated, page


def _hand_out(text: Text, paragraphs: list[Paragraph], cues: list[Cue]) -> None:
    """Put every cue into the paragraph that holds its start."""
    at = 0
    for cue in cues:
        while at + 1 < len(paragraphs) and paragraphs[at + 1].start <= cue.start:
            at += 1
        paragraphs[at].cues.append(cue)


def _weaken_broken(text: Text, cues: list[Cue]) -> list[Cue]:
    """Cues in a sentence that is torn weigh less: their words may be an artefact (trap 25)."""
    torn: set[int] = set()
    for cue in cues:
        if cue.family == "text" and cue.label == "broken":
            at = text.token_at(cue.start)
            torn.add(text.sentence_of[at])
            torn.add(text.sentence_of[min(at + 1, len(text) - 1)])
    if not torn:
        return cues
    return [
        cue._replace(weight=cue.weight * _BROKEN_FACTOR)
        if cue.family not in ("text", "quote") and text.sentence_of[text.token_at(cue.start)] in torn
        else cue
        for cue in cues
    ]


def _score(model: Model, page: Page, number: int, logits: list[float], row: Row | None = None) -> Score:
    """The score of a paragraph; with its features, the reasons too."""
    paragraph = page.paragraphs[number]
    flags = _flags(page, number)
    softened = [logit / _DAMAGE_TEMPERATURE for logit in logits] if "damaged" in flags else logits
    probabilities = model.probabilities(softened)
    level = LEVELS[max(range(len(LEVELS)), key=probabilities.__getitem__)]
    value, spread = grade(probabilities)
    return Score(
        paragraph,
        probabilities,
        level,
        None if probabilities[0] >= 0.5 else value,
        unsure=spread > UNSURE,
        kind=kind_behind(page, number, _answered(probabilities)),
        flags=flags,
        reasons=partial(_reasons, model, row, level, page.text) if row else [],
    )


def _answered(probabilities: list[float]) -> str:
    """The level that the kind goes with: whether somebody answers is likelier than its likeliest degree.

    Background where the score is empty, unsupported where nobody is likelier than all sorts of somebody together.
    """
    background, unsupported, *sourced = probabilities
    if background >= 0.5:
        return "background"
    return "unsupported" if unsupported > sum(sourced) else LEVELS[2 + sourced.index(max(sourced))]


def grade(probabilities: list[float]) -> tuple[float, float]:
    """Score and spread given that a source is needed: expected level / 3 and its standard deviation (scheme B.6)."""
    needed = 1.0 - probabilities[0]
    if needed <= 0:
        return 0.0, 0.0
    value = (probabilities[2] / 3 + probabilities[3] * 2 / 3 + probabilities[4]) / needed
    variance = sum((step / 3 - value) ** 2 * probabilities[step + 1] for step in range(4)) / needed
    return value, math.sqrt(variance)


def _reasons(model: Model, row: Row, level: str, text: Text) -> list[Reason]:
    """The strongest effects on the logit of the level, and the rest in one; with the base they add up to the logit."""
    at = LEVELS.index(level)
    slope = model.slope
    effects = {column: slope[column][at] * value for column, value in row.values.items() if column in slope}
    least = min(sorted(map(abs, effects.values()))[-_REASONS:], default=0.0)  # cheaper than to sort all columns
    strong = [column for column, effect in effects.items() if effect >= least or -effect >= least]
    top = sorted(strong, key=lambda column: abs(effects[column]), reverse=True)[:_REASONS]
    reasons = [Reason(column, row.values[column], effects[column], row.spans_of(column, text)) for column in top]
    if len(effects) > len(top):
        rest = math.fsum(chain(effects.values(), [-effects[column] for column in top]))
        reasons.append(Reason("rest", float(len(effects) - len(top)), rest, ()))
    return reasons


def _flags(page: Page, number: int) -> list[str]:
    """What stands beside the level: hedged, contested, response, relay, quote, opinion, damaged, state."""
    view = page.views[number]
    sure = {(cue.family, cue.label) for cue in view.cues if cue.weight >= 0.5 and not cue.negated}
    so = {
        "hedged": not sure.isdisjoint(_HEDGED),
        "contested": not sure.isdisjoint(_CONTESTED),
        "response": not sure.isdisjoint(_RESPONSES),
        "relay": "relayed" in view.holds,
        "quote": bool(view.quoted_kinds),
        "opinion": not sure.isdisjoint(_OPINION),
        "damaged": "text.broken" in view.counts,
        "state": any(one.source is not None and one.source.subkind == "state" for one in view.asserted),
    }
    return [flag for flag, holds in so.items() if holds]


def about(model: Model | None = None) -> dict[str, Any]:
    """What a report says of the model in use."""
    return (model or load()).about
