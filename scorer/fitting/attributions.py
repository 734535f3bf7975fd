"""Learn how surely a found cue attributes something, from articles whose attributions people marked (PolNeAR form).

A logistic regression over the yes-or-no observations of ``scorer.attributions.evidence``; a find counts as right when
its cue shares at least a third of the longer span with a marked one.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

from scorer.attributions import Kinds, find_attributions
from scorer.attributions.evidence import learned, observe
from scorer.dataset import joined, read_recipe, texts_folder
from scorer.errors import CorpusError
from scorer.lexicon import find_hits, shipped
from scorer.readers import read_text
from scorer.text import Text

FILE = "attributions.json"
_LEAST = 8
_STRENGTH = 0.3
_SHARED = 0.3
_DIGITS = 4


def learn_from_recipe(recipe: Path | str | None, out: Path | str, texts: Path | str | None) -> dict[str, Any]:
    """Learn from the articles that a recipe's ``[attributions]`` table names, found below ``texts``."""
    table = read_recipe(recipe).attributions
    if "path" not in table:
        raise CorpusError("the recipe names no marked articles; add an [attributions] table with a path")
    return train_attributions(texts_folder(texts) / table["path"], Path(out))


def train_attributions(corpus: Path, out: Path, progress: Callable[[int, int], None] | None = None) -> dict[str, Any]:
    """Learn the weights from a corpus in PolNeAR form and write them to ``out / attributions.json``.

    The corpus has one JSON object a line with ``paragraphs`` and ``attributions`` whose ``cue`` is a list of
    ``[paragraph, start, end, text]``. Raises ``CorpusError``.
    """
    try:
        lines = corpus.read_text("utf-8").splitlines()
    except OSError as error:
        raise CorpusError(f"{corpus}: cannot be read ({error.strerror}); give the folder of the texts by --texts") from None
    observations: list[dict[str, int]] = []
    right: list[bool] = []
    for number, line in enumerate(lines, 1):
        for names, correct in _observe_article(line, f"{corpus}:{number}"):
            observations.append(dict.fromkeys(names, 1))
            right.append(correct)
        if progress:
            progress(number, len(lines))
    if len(set(right)) < 2:
        raise CorpusError(f"{corpus}: too few marked attributions to learn from")
    content = {
        "corpus": corpus.name,
        "digest": "sha256:" + hashlib.sha256(corpus.read_bytes()).hexdigest(),
        "finds": len(right),
        "weights": _weigh(observations, right),
    }
    out.mkdir(parents=True, exist_ok=True)
    temporary = out / (FILE + ".part")
    temporary.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", "utf-8", newline="\n")
    os.replace(temporary, out / FILE)
    learned.cache_clear()
    return content


def _observe_article(line: str, where: str) -> list[tuple[list[str], bool]]:
    """The observations of every find of an article, and whether a marked cue agrees with it."""
    try:
        article = json.loads(line)
        text, spans = joined(article["paragraphs"])
        marked = {_absolute(found["cue"], spans) for found in article["attributions"] if found["cue"]}
    except (ValueError, KeyError, TypeError, IndexError):
        raise CorpusError(f"{where}: needs paragraphs and attributions with cue spans, as in PolNeAR") from None
    read = Text(read_text(text))
    hits = find_hits(shipped(), read.words, read.folded)
    kinds = Kinds(read, hits)
    free = sorted(marked)
    observed = []
    for find in find_attributions(read, hits, kinds, sift=False):
        span = read.span(*find.cue)
        agreeing = next((cue for cue in free if _share(cue, span) >= _SHARED), None)
        if agreeing is not None:
            free.remove(agreeing)
        observed.append((observe(read, kinds, find), agreeing is not None))
    return observed


def _absolute(cue: list[list[Any]], spans: list[tuple[int, int]]) -> tuple[int, int]:
    """The longest fragment of a marked cue as offsets into the whole text."""
    paragraph, start, end = max(cue, key=lambda part: part[2] - part[1])[:3]
    return spans[paragraph][0] + start, spans[paragraph][0] + end


def _share(one: tuple[int, int], other: tuple[int, int]) -> float:
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return max(shared, 0) / max(one[1] - one[0], other[1] - other[0], 1)


def _weigh(observations: list[dict[str, int]], right: list[bool]) -> dict[str, float]:
    """Log-odds by observation, and the base; observations seen too seldom have none."""
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(observations)
    often = np.flatnonzero(np.asarray(matrix.sum(axis=0)).ravel() >= _LEAST)
    names = vectorizer.get_feature_names_out()[often]
    with threadpool_limits(1):
        classifier = LogisticRegression(C=_STRENGTH, max_iter=1000).fit(matrix[:, often], right)
    weights = {"base": round(float(classifier.intercept_[0]), _DIGITS)}
    weights.update({name: round(float(weight), _DIGITS) for name, weight in zip(names, classifier.coef_[0], strict=True)})
    return weights
