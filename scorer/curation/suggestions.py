"""What to label next: the paragraphs a model is unsure of, far from one another.

Uncertainty is the entropy of the calibrated probabilities over its maximum. Distance is that of the effects the features have
in the model, by angle (1 − cosine). Farthest first (T. Gonzalez 1985; for active learning O. Sener and S. Savarese 2018): the
next is always that with the greatest uncertainty × distance to the nearest chosen one. Takes time in pool × chosen.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from scorer.corpora import Label, LabelledDocument
from scorer.curation.findings import Place, place_of
from scorer.curation.parts import read_part
from scorer.dataset import align, joined
from scorer.errors import ScorerError
from scorer.features import Row
from scorer.model import Model
from scorer.pipeline import rows_of, vocabulary_of
from scorer.readers import expand, is_looked_for, read_path, read_text
from scorer.types import LEVELS

Numbers = np.ndarray[Any, np.dtype[np.float64]]
Progress = Callable[[int, int], None]
_NOTHING = 1e-9
_OF_CORPORA = frozenset([".jsonl", ".ndjson", ".json", ".csv", ".tsv", ".ann"])


class Suggestion(NamedTuple):
    """A paragraph worth labelling: ``gain`` is uncertainty × distance from those before it, ``level`` the likeliest."""

    place: Place
    gain: float
    uncertainty: float
    level: str
    probabilities: tuple[float, ...]
    text: str

    def as_record(self) -> dict[str, Any]:
        """The suggestion as JSON holds it."""
        place, *rest = self
        named = dict(zip(self._fields[1:], rest, strict=True))
        return place._asdict() | named | {"probabilities": dict(zip(LEVELS, self.probabilities, strict=True))}


class Pool(NamedTuple):
    """Documents to choose from; ``problems`` are what of them was left out, ``unreadable`` why a file gave nothing."""

    documents: list[LabelledDocument]
    problems: list[str]
    unreadable: list[str]


class _Candidate(NamedTuple):
    """A paragraph (0-based) of a document (its number in the pool), and what the model makes of it."""

    document: int
    paragraph: int
    probabilities: list[float]
    effects: dict[str, float]


def read_pool(paths: Iterable[Path | str], form: str | None = None, texts: Path | str | None = None) -> Pool:
    """Corpora, labelled or not, and plain drafts (anything a draft reader knows by suffix, and folders of drafts)."""
    pool = Pool([], [], [])
    for path in paths:
        if form is None and _holds_drafts(Path(path)):
            for file in expand([path]):
                try:
                    if isinstance(file, ScorerError):
                        raise file
                    pool.documents.append(_as_document(file))
                except ScorerError as error:
                    pool.unreadable.append(str(error))
            continue
        part = read_part(path, form, texts)
        pool.documents.extend(part.documents)
        pool.problems.extend(part.problems)
        pool.unreadable.extend(part.unreadable)
        if not (part.documents or part.problems or part.unreadable):
            pool.unreadable.append(f"{path}: holds no documents; give drafts or a corpus")
    return pool


def suggest_labels(
    documents: Sequence[LabelledDocument],
    model: Model,
    number: int = 20,
    *,
    labelled: bool = False,
    whole: bool = False,
    progress: Progress | None = None,
) -> list[Suggestion]:
    """The paragraphs whose labels would help most, the best first; only those without a label, unless ``labelled``.

    ``whole`` chooses documents instead: by the mean uncertainty and mean effects of their paragraphs; ``place`` has paragraph 0.
    The same documents and model give the same choice; of equals the first.
    """
    candidates: list[_Candidate] = []
    for at, document in enumerate(documents):
        if progress:
            progress(at, len(documents))
        if labelled or not all(label.level for label in document.labels):
            found = _candidates(at, document, model)
            candidates += [one for one in found if labelled or not document.labels[one.paragraph].level]
    if not candidates:
        return []
    if whole:
        return _of_documents(documents, candidates, number)
    uncertainty = _entropy(np.array([one.probabilities for one in candidates]))
    suggestions = []
    for at, gain in _farthest_first(_vectors(candidates), uncertainty, number):
        one = candidates[at]
        document = documents[one.document]
        place, text = place_of(document, one.paragraph + 1), document.paragraphs[one.paragraph]
        suggestions.append(_suggestion(place, gain, uncertainty[at], one.probabilities, text))
    return suggestions


def to_label(documents: Sequence[LabelledDocument], suggestions: Sequence[Suggestion]) -> list[LabelledDocument]:
    """The documents behind the suggestions, whole, in the order of the best of each; ``meta`` names the paragraphs asked for."""
    known = {place_of(document): document for document in documents}
    asked: dict[Place, list[int]] = defaultdict(list)
    for one in suggestions:
        asked[one.place._replace(paragraph=0)].append(one.place.paragraph)
    return [_asking(known[place], numbers) for place, numbers in asked.items()]


def _asking(document: LabelledDocument, numbers: list[int]) -> LabelledDocument:
    suggested = {"suggested": ", ".join(map(str, sorted(numbers)))} if any(numbers) else {}
    return document._replace(meta=document.meta | suggested)


def _holds_drafts(path: Path) -> bool:
    """Whether a path is a draft, or a folder with drafts and nothing that a corpus is made of."""
    if not path.is_dir():
        return is_looked_for(str(path))
    try:
        suffixes = {inside.suffix for inside in path.iterdir()}
    except OSError:
        return False  # the corpus reader says why
    return not suffixes & _OF_CORPORA and any(isinstance(found, str) for found in expand([path]))


def _as_document(file: str) -> LabelledDocument:
    draft = read_path(file)
    paragraphs = [" ".join(draft.text[block.start : block.end].split()) for block in draft.blocks]
    return LabelledDocument(file, "drafts", "", paragraphs, [Label()] * len(paragraphs), where=f"{file}:1")


def _candidates(at: int, document: LabelledDocument, model: Model) -> list[_Candidate]:
    """The paragraphs of a document that have features, as the model sees them."""
    text, spans = joined(document.paragraphs)
    read = read_text(text, document.id)
    page, rows = rows_of(read)
    for view, row in zip(page.views, rows, strict=True):
        vocabulary_of(model).add(view, row.values, row.places)
    page.views.clear()  # they know their page: parted, neither is left to the collector
    blocks = align(read.blocks, spans)
    return [
        _Candidate(at, number, model.probabilities(model.logits(rows[block].values)), _effects(rows[block], model))
        for number, block in enumerate(blocks)
        if block is not None
    ]


def _effects(row: Row, model: Model) -> dict[str, float]:
    """Value times the spread of its weights over the levels, by column: distance then means what the model sees."""
    slope = model.slope
    return {name: value * (max(slope[name]) - min(slope[name])) for name, value in row.values.items() if name in slope}


def _vectors(candidates: list[_Candidate]) -> Any:
    """Effects as rows of a sparse matrix (candidates, columns), each of length 1, or 0 where there are none."""
    from scipy.sparse import csr_matrix

    columns = {name: at for at, name in enumerate(sorted({name for one in candidates for name in one.effects}))}
    values = [value for one in candidates for value in _unit(one.effects)]
    places = [columns[name] for one in candidates for name in one.effects]
    ends = np.cumsum([0, *(len(one.effects) for one in candidates)])
    return csr_matrix((np.array(values), np.array(places, dtype=np.int64), ends), shape=(len(candidates), len(columns)))


def _unit(effects: dict[str, float]) -> list[float]:
    length = math.sqrt(math.fsum(value * value for value in effects.values()))
    return [value / length if length else 0.0 for value in effects.values()]


def _entropy(probabilities: Numbers) -> Numbers:
    """Entropy of rows of probabilities, 1 where all levels are equally likely."""
    known: Numbers = np.maximum(probabilities, 1e-300)
    entropy: Numbers = -(known * np.log(known)).sum(axis=1) / math.log(len(LEVELS))
    return entropy


def _farthest_first(vectors: Any, uncertainty: Numbers, number: int) -> list[tuple[int, float]]:
    """Row numbers with their gain: each the greatest uncertainty × distance (0..1) to the nearest before it.

    Ends early where only copies of what is chosen are left.
    """
    distance = np.ones(len(uncertainty))
    chosen: list[tuple[int, float]] = []
    while len(chosen) < min(number, len(uncertainty)):
        gains = uncertainty * distance
        best = int(gains.argmax())
        if gains[best] <= _NOTHING:
            break
        chosen.append((best, float(gains[best])))
        likeness = np.asarray((vectors @ vectors[[best]].T).todense()).ravel()
        distance = np.minimum(distance, (1 - likeness).clip(0, 1))
        distance[best] = 0
    return chosen


def _of_documents(documents: Sequence[LabelledDocument], candidates: list[_Candidate], number: int) -> list[Suggestion]:
    """The same choice among documents, by the means over their candidate paragraphs."""
    from scipy.sparse import csr_matrix

    numbers = np.array([one.document for one in candidates])
    here = np.unique(numbers)
    groups = np.searchsorted(here, numbers)
    counts = np.bincount(groups)
    mean = csr_matrix((1 / counts[groups], (groups, np.arange(len(groups)))), shape=(len(here), len(candidates)))
    probabilities = np.array([one.probabilities for one in candidates])
    uncertainty = mean @ _entropy(probabilities)
    vectors = mean @ _vectors(candidates)
    lengths = np.sqrt(np.asarray(vectors.multiply(vectors).sum(axis=1)).ravel())
    vectors = vectors.multiply((1 / np.where(lengths > 0, lengths, 1))[:, None]).tocsr()
    average = mean @ probabilities
    chosen = [(documents[here[at]], at, gain) for at, gain in _farthest_first(vectors, uncertainty, number)]
    return [
        _suggestion(place_of(document), gain, uncertainty[at], average[at].tolist(), "\n\n".join(document.paragraphs))
        for document, at, gain in chosen
    ]


def _suggestion(place: Place, gain: float, uncertainty: float, probabilities: list[float], text: str) -> Suggestion:
    level = LEVELS[max(range(len(LEVELS)), key=probabilities.__getitem__)]
    return Suggestion(place, gain, float(uncertainty), level, tuple(probabilities), text)
