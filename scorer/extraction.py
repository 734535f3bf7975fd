"""Features of labelled documents, kept on disk from one run to the next.

What is kept is found by the document's paragraphs and by everything that shapes its features: the code, the seeds, and what
was learned for cues. A cache that cannot be read or written makes a run slower, never wrong.
"""

from __future__ import annotations

import hashlib
import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from joblib import Memory, Parallel, delayed, parallel_config

from scorer.corpora import LabelledDocument
from scorer.features import Row, grams
from scorer.pipeline import rows_of
from scorer.readers import read_text
from scorer.resources import folder
from scorer.types import Block

CACHE_VARIABLE = "SCORER_CACHE"
_LEARNED = ("attributions.json", "hedges.json")
_LARGEST = "500M"
_WORTH_WORKERS = 100
"""Documents from which it pays to start workers."""


class Extract(NamedTuple):
    """One paragraph for training: its features that are not zero, and its words and pairs of words."""

    values: dict[str, float]
    words: frozenset[str]


def default_cache() -> Path:
    """The folder where features are kept: ``$SCORER_CACHE``, or the user's cache folder."""
    if chosen := os.environ.get(CACHE_VARIABLE):
        return Path(chosen)
    home = Path(os.path.expanduser("~"))
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = home / "Library" / "Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache")
    return base / "attribution-scorer"


def extract_documents(documents: list[LabelledDocument], store: Path | None, jobs: int) -> Iterator[list[Extract]]:
    """The features of each document in order, by so many workers; what ``store`` holds is not computed again."""
    kept = _open(store)
    tasks = [(document.paragraphs, fingerprint()) for document in documents]
    if jobs < 2 or len(tasks) < _WORTH_WORKERS:
        yield from (_recall(kept, *task) for task in tasks)
    else:
        with parallel_config("loky", n_jobs=jobs, inner_max_num_threads=1):
            workers = Parallel(return_as="generator", batch_size=8)
        yield from workers(delayed(_recall)(kept, *task) for task in tasks)
    if kept is not None:
        _trim(kept)


def _open(store: Path | None) -> Memory | None:
    if store is None:
        return None
    try:
        store.mkdir(parents=True, exist_ok=True, mode=0o700)
        return Memory(store, verbose=0)
    except OSError:
        return None


def _recall(kept: Memory | None, paragraphs: list[str], mark: str) -> list[Extract]:
    """The features of a document, from the store if they are whole there."""
    if kept is not None:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # a store that cannot be used is no news to the user
                found: Any = kept.cache(extract_paragraphs)(paragraphs, mark)
            if len(found) == len(paragraphs) and all(isinstance(one, Extract) for one in found):
                return list(found)
        except Exception:  # whatever is wrong with the store, the features can be computed
            pass
    return extract_paragraphs(paragraphs, mark)


def _trim(kept: Memory) -> None:
    with suppress(Exception):  # else it is only larger than it should be
        kept.reduce_size(bytes_limit=_LARGEST)


@cache
def fingerprint() -> str:
    """A digest of what shapes features beside the text: code, seeds, and weights learned for cues."""
    found = hashlib.sha256(f"{sys.version_info[:2]}".encode())
    package = Path(__file__).resolve().parent
    files = [*package.rglob("*.py"), *folder("seeds").rglob("*.txt"), *(folder("models") / "default" / name for name in _LEARNED)]
    for path in sorted(path for path in files if path.is_file()):
        found.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return found.hexdigest()


def extract_paragraphs(paragraphs: list[str], mark: str) -> list[Extract]:
    """The features of each paragraph of a document; ``mark`` is the ``fingerprint`` they hold for."""
    return [Extract(row.values, frozenset(words)) for row, words in _rows(paragraphs, "")]


def label_rows(document: LabelledDocument) -> list[tuple[Row, set[str]]]:
    """Features and words of each labelled paragraph, from the block of the whole text that covers most of it."""
    return _rows(document.paragraphs, document.id)


def _rows(paragraphs: list[str], name: str) -> list[tuple[Row, set[str]]]:
    text, spans = joined(paragraphs)
    read = read_text(text, name)
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


