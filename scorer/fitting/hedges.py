"""Learn how surely a hit hedges, by both definitions, from texts whose hedges people marked.

One logistic regression learns from all texts at once: every observation of ``scorer.cues.hedge`` has a weight that both
definitions share and one that only its own has (Daumé 2007), so the definitions differ only where the texts say so. A hit
counts as right where it overlaps a marked cue.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

from scorer.corpora._formats import read_corpus
from scorer.cues._hedge_context import ALWAYS, observations, observe
from scorer.cues.hedge import FILE, forget, log_prior
from scorer.dataset import joined, read_recipe, texts_folder
from scorer.errors import CorpusError
from scorer.lexicon import find_hits, shipped
from scorer.readers import read_text
from scorer.resources import folder
from scorer.text import Text
from scorer.types import WIDE_HEDGES

DEFINITIONS = ("narrow", "wide")
_LEAST = 10
"""An observation seen less often has no weight."""
_STRENGTH = 0.05
_PRIOR_SCALE = 3.0
"""The seed's own weight is trusted: to lean on it costs a ninth of what another observation costs."""
_DIGITS = 3

Marked = tuple[str, list[tuple[int, int]]]
"""A text and the spans of its marked hedges."""


class Sight(NamedTuple):
    """A hit as the regression sees it."""

    names: dict[str, float]
    right: bool
    weight: float


def learn_from_recipe(recipe: Path | str | None, out: Path | str, texts: Path | str | None) -> dict[str, Any]:
    """Learn from the texts that a recipe's ``[[hedges]]`` tables name and write ``out / hedges.json``.

    A table has ``path`` (below ``texts``, or shipped beside the recipe), ``definition`` and ``weight``. Raises
    ``CorpusError``.
    """
    tables = read_recipe(recipe).hedges
    if not tables:
        raise CorpusError("the recipe names no texts with marked hedges; add a [[hedges]] table with a path and a definition")
    sights: list[Sight] = []
    corpora = []
    for table in tables:
        if table.get("definition") not in DEFINITIONS:
            raise CorpusError(f"[[hedges]] {table.get('path')}: definition must be one of {', '.join(DEFINITIONS)}")
        for path in _paths(table, texts):
            definition, weight = table["definition"], float(table["weight"])
            found = [sight for marked in _read(path, texts) for sight in _observe(marked, definition, weight)]
            digest = "sha256:" + hashlib.sha256(path.read_bytes()).hexdigest()
            corpora.append({"name": f"{path.parent.name}/{path.stem}", "digest": digest, "hits": len(found)})
            sights += found
    if len({sight.right for sight in sights}) < 2:
        raise CorpusError("too few marked hedges to learn from")
    content = {"corpora": corpora, "weights": _weigh(sights)}
    _write(content, Path(out))
    return content


def _paths(table: dict[str, Any], texts: Path | str | None) -> list[Path]:
    root = folder("training") if table.get("shipped") else texts_folder(texts)
    paths = sorted(root.glob(table["path"]))
    if not paths:
        raise CorpusError(f"no texts at {root / table['path']}; give their folder by --texts")
    return paths


def _read(path: Path, texts: Path | str | None) -> Iterator[Marked]:
    """The texts of a file: labelled documents, or sentences in Szeged form (``text`` and ``cues`` as [start, end, …])."""
    lines = path.read_text("utf-8").split("\n")
    if '"labels"' in lines[0]:
        for document in read_corpus(path, texts=texts):
            text, spans = joined(document.paragraphs)
            marked = []
            for (start, _), paragraph, label in zip(spans, document.paragraphs, document.labels, strict=True):
                marked += [(start + a, start + b) for cue in label.cues["hedge"] for a, b in _places(cue, paragraph)]
            yield text, marked
        return
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            sentence = json.loads(line)
            yield sentence["text"], [(int(cue[0]), int(cue[1])) for cue in sentence["cues"]]
        except (ValueError, KeyError, TypeError, IndexError):
            raise CorpusError(f"{path}:{number}: needs text and cues with start and end, as in the Szeged corpus") from None


def _places(cue: str, paragraph: str) -> Iterator[tuple[int, int]]:
    """Where a marked string stands in its paragraph as whole words."""
    at = paragraph.find(cue) if cue else -1
    while at >= 0:
        end = at + len(cue)
        if not paragraph[at - 1 : at].isalnum() and not paragraph[end : end + 1].isalnum():
            yield at, end
        at = paragraph.find(cue, end)


def _observe(marked: Marked, definition: str, weight: float) -> Iterator[Sight]:
    """Every hit of a text with what is seen of it, once for both definitions and once for its own."""
    plain, spans = marked
    text = Text(read_text(plain))
    for hit in find_hits(shipped(), text.words, text.folded):
        if hit.phrase.family != "hedge" or hit.phrase.label not in WIDE_HEDGES:
            continue
        start, end = text.span(hit.first, hit.last)
        seen = observe(hit, text)
        names = {name: 1.0 for sign in seen.signs for name in observations(seen.label, seen.word, sign) if name != ALWAYS}
        names["prior"] = log_prior(hit) * _PRIOR_SCALE
        names |= {f"{definition}:{name}": value for name, value in names.items()}
        names[f"{definition}:{ALWAYS}"] = 1.0
        yield Sight(names, any(start < b and a < end for a, b in spans), weight)


def _weigh(sights: list[Sight]) -> dict[str, dict[str, float]]:
    """Log-odds by definition and observation; what both share is added to either."""
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform([sight.names for sight in sights])
    often = np.flatnonzero(np.asarray((matrix != 0).sum(axis=0)).ravel() >= _LEAST)
    with threadpool_limits(1):
        classifier = LogisticRegression(C=_STRENGTH, max_iter=2000).fit(
            matrix[:, often], [sight.right for sight in sights], sample_weight=[sight.weight for sight in sights]
        )
    fitted = dict(zip(vectorizer.get_feature_names_out()[often], map(float, classifier.coef_[0]), strict=True))
    shared = {name for name in fitted if not name.startswith(tuple(f"{one}:" for one in DEFINITIONS))}
    weights = {}
    for one in DEFINITIONS:
        own = {name.removeprefix(f"{one}:") for name in fitted if name.startswith(f"{one}:")}
        total = {name: fitted.get(name, 0.0) + fitted.get(f"{one}:{name}", 0.0) for name in shared | own}
        total[ALWAYS] += float(classifier.intercept_[0])
        total["prior"] *= _PRIOR_SCALE
        weights[one] = {name: value for name in sorted(total) if (value := round(total[name], _DIGITS))}
    return weights


def _write(content: dict[str, Any], out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    temporary = out / (FILE + ".part")
    temporary.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", "utf-8", newline="\n")
    os.replace(temporary, out / FILE)
    forget()
