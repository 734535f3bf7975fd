"""Labelled rows: corpora found by recipe, read, and turned into a table of features."""

from __future__ import annotations

import hashlib
import os
import tomllib
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from scorer.corpora import Label, LabelledDocument
from scorer.corpora.jsonl import read as read_jsonl
from scorer.errors import CorpusError
from scorer.features import PREFIX, Row, columns, grams
from scorer.pipeline import rows_of
from scorer.readers import read_text
from scorer.resources import folder
from scorer.types import LEVELS, Block

Progress = Callable[[int, int], None]
TEXTS_VARIABLE = "SCORER_TEXTS"
_DEFAULT_TEXTS = Path("..") / "shared" / "data"


class Corpus(NamedTuple):
    """A labelled corpus with where it came from and how much a paragraph of it counts."""

    name: str
    path: Path
    digest: str
    weight: float
    documents: list[LabelledDocument]


class Table:
    """Rows of features with labels.

    ``matrix`` is (paragraphs, columns); ``levels`` indices into ``LEVELS``; ``groups`` the document of each row;
    ``weights`` one a row; ``labels`` the full labels; ``places`` corpus, document id and 1-based paragraph.
    """

    def __init__(self, names: list[str]):
        self.columns = names
        self.labels: list[Label] = []
        self.places: list[tuple[str, str, int]] = []
        self.grams: list[set[str]] = []
        self._rows: list[Row] = []
        self._weights: list[float] = []
        self._groups: list[int] = []

    def add(self, row: Row, words: set[str], label: Label, place: tuple[str, str, int], group: int, weight: float) -> None:
        """One more labelled paragraph."""
        self._rows.append(row)
        self.grams.append(words)
        self.labels.append(label)
        self.places.append(place)
        self._groups.append(group)
        self._weights.append(weight)

    @property
    def matrix(self) -> np.ndarray[Any, np.dtype[np.float64]]:
        """Features, zero where a row has none."""
        index = {name: at for at, name in enumerate(self.columns)}
        matrix = np.zeros((len(self._rows), len(self.columns)))
        for at, row in enumerate(self._rows):
            for name, value in row.values.items():
                if name in index:
                    matrix[at, index[name]] = value
            for word in self.grams[at]:
                if PREFIX + word in index:
                    matrix[at, index[PREFIX + word]] = 1.0
        return matrix

    def learn_words(self, least: int) -> None:
        """Add a column for every word and pair that stands in at least so many paragraphs."""
        numbers = Counter(word for words in self.grams for word in words)
        self.columns = [name for name in self.columns if not name.startswith(PREFIX)]
        self.columns += sorted(PREFIX + word for word, number in numbers.items() if number >= least)

    @property
    def levels(self) -> np.ndarray[Any, np.dtype[np.int64]]:
        """Level of each row as an index into ``LEVELS``."""
        return np.array([LEVELS.index(label.level) for label in self.labels])

    @property
    def alternatives(self) -> np.ndarray[Any, np.dtype[np.int64]]:
        """The second level of each row where its reader was torn, −1 elsewhere."""
        return np.array([LEVELS.index(label.alt) if label.alt in LEVELS else -1 for label in self.labels])

    @property
    def groups(self) -> np.ndarray[Any, np.dtype[np.int64]]:
        """Document of each row."""
        return np.array(self._groups)

    @property
    def weights(self) -> np.ndarray[Any, np.dtype[np.float64]]:
        """Weight of each row."""
        return np.array(self._weights)


def texts_folder(texts: Path | str | None) -> Path:
    """Where texts that are not shipped lie: the option, ``$SCORER_TEXTS``, or ``../shared/data``."""
    return Path(texts or os.environ.get(TEXTS_VARIABLE) or _DEFAULT_TEXTS)


def read_recipe(recipe: Path | str | None) -> dict[str, Any]:
    """A recipe file (TOML); without one the shipped ``training/default.toml``. Raises ``CorpusError``."""
    path = Path(recipe) if recipe else folder("training") / "default.toml"
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise CorpusError(f"{path}: cannot be read ({error.strerror}); give a recipe or a corpus file") from None
    except tomllib.TOMLDecodeError as error:
        raise CorpusError(f"{path}: is no TOML ({error}); see training/default.toml") from None


def read_corpora(recipe: dict[str, Any], texts: Path | str | None) -> list[Corpus]:
    """The corpora a recipe names. Raises ``CorpusError`` that says what is missing and where it was looked for."""
    corpora = []
    missing = []
    for entry in recipe.get("corpora", []):
        root = folder("training") if entry.get("shipped") else texts_folder(texts)
        paths = sorted(root.glob(entry["path"]))
        if not paths:
            missing.append(str(root / entry["path"]))
        for path in paths:
            digest = "sha256:" + hashlib.sha256(path.read_bytes()).hexdigest()
            expected = entry.get("digest")
            if expected and expected != digest:
                raise CorpusError(
                    f"{path}: digest {digest[:19]}… is not the recipe's {expected[:19]}…; get the right file or drop the digest"
                )
            corpora.append(Corpus(_name(path), path, digest, float(entry.get("weight", 1.0)), read_jsonl(path)))
    if missing:
        raise CorpusError(f"no corpus at {', '.join(missing)}; give their folder by --texts or ${TEXTS_VARIABLE}")
    if not corpora:
        raise CorpusError("the recipe names no corpora; add a [[corpora]] table with a path")
    return corpora


def _name(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def corpus_of(path: Path | str) -> Corpus:
    """A single corpus file."""
    path = Path(path)
    documents = read_jsonl(path)
    return Corpus(_name(path), path, "sha256:" + hashlib.sha256(path.read_bytes()).hexdigest(), 1.0, documents)


def tabulate(corpora: list[Corpus], progress: Progress | None = None) -> Table:
    """Features of every labelled paragraph of the corpora, documents in order."""
    table = Table(list(columns()))
    total = sum(len(corpus.documents) for corpus in corpora)
    done = 0
    for corpus in corpora:
        for document in corpus.documents:
            for number, ((row, words), label) in enumerate(zip(label_rows(document), document.labels, strict=True), 1):
                table.add(row, words, label, (corpus.name, document.id, number), done, corpus.weight)
            done += 1
            if progress:
                progress(done, total)
    return table


def label_rows(document: LabelledDocument) -> list[tuple[Row, set[str]]]:
    """Features and words of each labelled paragraph, from the block of the whole text that covers most of it."""
    text, spans = joined(document.paragraphs)
    read = read_text(text, document.id)
    page, rows = rows_of(read)
    return [(Row(), set()) if at is None else (rows[at], grams(page.views[at])) for at in align(read.blocks, spans)]


def joined(paragraphs: list[str]) -> tuple[str, list[tuple[int, int]]]:
    """Paragraphs as one text, a blank line between them, and the span of each."""
    spans = []
    at = 0
    for paragraph in paragraphs:
        spans.append((at, at + len(paragraph)))
        at += len(paragraph) + 2
    return "".join(paragraph + "\n\n" for paragraph in paragraphs), spans


def align(blocks: list[Block], spans: list[tuple[int, int]]) -> list[int | None]:
    """For every span the index of the block that covers most of it."""
    found: list[int | None] = []
    at = 0
    for start, end in spans:
        while at < len(blocks) and blocks[at].end <= start:
            at += 1
        best, most = None, 0
        index = at
        while index < len(blocks) and blocks[index].start < end:
            shared = min(end, blocks[index].end) - max(start, blocks[index].start)
            if shared > most:
                best, most = index, shared
            index += 1
        found.append(best)
    return found
