"""Labelled rows: corpora found by recipe, read, and turned into a table of features."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Callable, Collection, Set
from glob import glob
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy import sparse

from scorer.corpora import Label, LabelledDocument
from scorer.corpora._formats import read_corpus
from scorer.corpora._texts import TEXTS_VARIABLE, texts_folder
from scorer.errors import CorpusError
from scorer.extraction import Extract, align, extract_documents, joined, label_rows
from scorer.features import PREFIX, Row, columns
from scorer.recipes import CorpusEntry, Recipe, read_recipe
from scorer.resources import folder
from scorer.types import LEVELS

Progress = Callable[[int, int], None]
Vector = np.ndarray[Any, np.dtype[Any]]


class Corpus(NamedTuple):
    """A labelled corpus with where it came from, how much a paragraph of it counts, and the level rates it is re-weighted to."""

    name: str
    path: Path
    digest: str
    weight: float
    documents: list[LabelledDocument]
    licence: str = ""
    natural: dict[str, float] | None = None


class Table:
    """Rows of features with labels.

    ``features`` is (paragraphs, features), ``words`` (paragraphs, words) and sparse; ``columns`` names the features, then the
    words; ``levels`` are indices into ``LEVELS``; ``groups`` the document of each row, which documents of the same text share;
    ``weights`` one a row; ``labels`` the full labels; ``places`` corpus, document id and 1-based paragraph.
    """

    def __init__(self, names: list[str]):
        self.columns = names
        self.labels: list[Label] = []
        self.places: list[tuple[str, str, int]] = []
        self.grams: list[Set[str]] = []
        self._rows: list[dict[str, float]] = []
        self._weights: list[float] = []
        self._groups: list[int] = []

    def add(
        self, row: Row | Extract, words: Set[str], label: Label, place: tuple[str, str, int], group: int, weight: float
    ) -> None:
        """One more labelled paragraph."""
        self._rows.append(row.values)
        self.grams.append(words)
        self.labels.append(label)
        self.places.append(place)
        self._groups.append(group)
        self._weights.append(weight)

    @property
    def features(self) -> np.ndarray[Any, np.dtype[np.float64]]:
        """Features, zero where a row has none."""
        index = {name: at for at, name in enumerate(name for name in self.columns if not name.startswith(PREFIX))}
        matrix = np.zeros((len(self._rows), len(index)))
        for at, row in enumerate(self._rows):
            for name, value in row.items():
                if name in index:
                    matrix[at, index[name]] = value
        return matrix

    @property
    def words(self) -> Any:
        """Which words stand in each row, as CSR of ones."""
        index = {name: at for at, name in enumerate(name for name in self.columns if name.startswith(PREFIX))}
        found = [sorted(index[PREFIX + word] for word in words if PREFIX + word in index) for words in self.grams]
        ends = np.cumsum([0, *map(len, found)])
        return sparse.csr_matrix((np.ones(ends[-1]), np.array(list(chain.from_iterable(found)), dtype=int), ends),
                                 shape=(len(found), len(index)))  # fmt: skip

    def learn_words(self, least: int) -> None:
        """Add a column for every word and pair that stands in at least so many paragraphs."""
        numbers = Counter(word for words in self.grams for word in words)
        self.columns = [name for name in self.columns if not name.startswith(PREFIX)]
        self.columns += sorted(PREFIX + word for word, number in numbers.items() if number >= least)

    def keep_groups(self, groups: Collection[str]) -> None:
        """Drop the columns of all other feature groups."""
        self.columns = [name for name in self.columns if name.partition(".")[0] in groups]

    @property
    def levels(self) -> np.ndarray[Any, np.dtype[np.int64]]:
        """Level of each row as an index into ``LEVELS``."""
        return np.array([LEVELS.index(label.level) for label in self.labels], dtype=np.int64)

    @property
    def alternatives(self) -> np.ndarray[Any, np.dtype[np.int64]]:
        """The second level of each row where its reader was torn, −1 elsewhere."""
        return np.array([LEVELS.index(label.alt) if label.alt in LEVELS else -1 for label in self.labels], dtype=np.int64)

    @property
    def groups(self) -> np.ndarray[Any, np.dtype[np.int64]]:
        """Document of each row."""
        return np.array(self._groups, dtype=np.int64)

    @property
    def weights(self) -> np.ndarray[Any, np.dtype[np.float64]]:
        """Weight of each row."""
        return np.array(self._weights)


def read_corpora(recipe: Recipe, texts: Path | str | None) -> list[Corpus]:
    """The corpora a recipe names, all of them read or none. Raises ``CorpusError`` naming file and line of recipe or corpus.

    A relative path lies beside the recipe or below ``texts``, a shipped one in the folder ``training``.
    """
    if not recipe.corpora:
        raise CorpusError(f"{recipe.path}:1: the recipe names no corpora; add a [[corpora]] table with a path")
    found = [(entry, _find(entry, recipe.path.parent, texts)) for entry in recipe.corpora]
    missing = [(entry.where, str(places[-1] / entry.path)) for entry, (places, paths) in found if not paths]
    if missing:
        where, lacking = missing[0][0], ", ".join(path for _, path in missing)
        raise CorpusError(f"{where}: no corpus at {lacking}; mend the path, or give their folder by --texts or ${TEXTS_VARIABLE}")
    corpora: list[Corpus] = []
    for entry, (_, paths) in found:
        for path in paths:
            corpus = corpus_of(path, entry.format, texts)
            if entry.digest and entry.digest != corpus.digest:
                raise CorpusError(
                    f"{entry.where_digest}: digest {corpus.digest[:19]}… of {path} is not the recipe's {entry.digest[:19]}…; "
                    "get the right file or drop the digest"
                )
            corpora.append(corpus._replace(weight=float(entry.weight), licence=entry.licence, natural=entry.natural))
    return corpora


def _find(entry: CorpusEntry, home: Path, texts: Path | str | None) -> tuple[list[Path], list[Path]]:
    """Where an entry was looked for, and what fits its pattern there."""
    if os.path.isabs(entry.path):
        return [Path(entry.path).parent], [Path(found) for found in sorted(glob(entry.path, recursive=True))]
    if os.path.normpath(entry.path).startswith(".."):
        raise CorpusError(f"{entry.where}: path {entry.path!r} leads out of its folder; write the whole path from the root")
    places = [folder("training")] if entry.shipped else [home, texts_folder(texts)]
    for place in places:
        if found := sorted(glob(entry.path, root_dir=place, recursive=True)):
            return places, [place / name for name in found]
    return places, []


def corpus_of(path: Path | str, form: str | None = None, texts: Path | str | None = None) -> Corpus:
    """A single corpus in whatever format, a file or a folder. Raises ``CorpusError``."""
    path = Path(path)
    documents = read_corpus(path, form, texts=texts)
    return Corpus(f"{path.absolute().parent.name}/{path.stem}", path, digest_of(path), 1.0, documents)


def digest_of(path: Path) -> str:
    """SHA-256 of a file, or of the names and contents of the files in a folder."""
    found = hashlib.sha256()
    if path.is_dir():
        for file in sorted(one for one in path.rglob("*") if one.is_file()):
            found.update(file.relative_to(path).as_posix().encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    else:
        found.update(path.read_bytes())
    return "sha256:" + found.hexdigest()


def tabulate(corpora: list[Corpus], progress: Progress | None = None, store: Path | None = None, jobs: int = 1) -> Table:
    """Features of every labelled paragraph of the corpora, documents in order; ``store`` keeps features for the next time."""
    table = Table(list(columns()))
    marked = [(corpus, document) for corpus in corpora for document in corpus.documents]
    known: dict[tuple[str, ...], int] = {}
    extracts = extract_documents([document for _, document in marked], store, jobs)
    weights = {id(corpus): level_weights(corpus) for corpus in corpora}
    for done, ((corpus, document), rows) in enumerate(zip(marked, extracts, strict=True), 1):
        group = known.setdefault(tuple(document.paragraphs), len(known))
        for number, (row, label) in enumerate(zip(rows, document.labels, strict=True), 1):
            if label.level:
                table.add(row, row.words, label, (corpus.name, document.id, number), group, weights[id(corpus)][label.level])
        if progress:
            progress(done, len(marked))
    return table


def level_weights(corpus: Corpus) -> dict[str, float]:
    """The weight of a paragraph of each level: the corpus's, re-weighted to its natural rates if it has any, the mean kept."""
    counts = Counter(label.level for document in corpus.documents for label in document.labels if label.level)
    if not corpus.natural:
        return dict.fromkeys(LEVELS, corpus.weight)
    covered = sum(corpus.natural[level] for level in counts)
    share = {level: corpus.natural[level] / covered * counts.total() for level in counts}
    return {level: corpus.weight * share[level] / counts[level] for level in counts}


__all__ = [
    "TEXTS_VARIABLE",
    "Corpus",
    "Table",
    "align",
    "corpus_of",
    "digest_of",
    "joined",
    "label_rows",
    "read_corpora",
    "read_recipe",
    "tabulate",
    "texts_folder",
]
