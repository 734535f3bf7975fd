"""Divide a corpus into splits by what its documents say: as the corpus grows, no document moves to another split.

A document's place is the least hash of its shingles (a MinHash of one place). It depends on nothing but the document, and two
documents have the same with the probability of their Jaccard index, so that copies fall into one split, near copies mostly.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from scorer.corpora import LabelledDocument
from scorer.corpora._formats import format_of, write_corpus
from scorer.curation.overlaps import find_overlaps
from scorer.curation.parts import Part, read_parts
from scorer.curation.shingles import mix, shingle, words_of
from scorer.curation.tallies import count_classes
from scorer.errors import CorpusError
from scorer.whole_files import write_whole

SHARES = {"train": 0.8, "dev": 0.1, "test": 0.1}
_NAME = re.compile(r"[A-Za-z0-9][\w.-]*")


def split_of(document: LabelledDocument, shares: Mapping[str, float], seed: str = "") -> str:
    """The split a document belongs to, whatever other documents there are. ``shares`` are in order and add up to 1."""
    at = _position(document, seed)
    reached = 0.0
    for name, share in shares.items():
        reached += share
        if at < reached:
            return name
    return list(shares)[-1]


def _position(document: LabelledDocument, seed: str) -> float:
    """A number in 0..1; of its id and text where a document is too short to have shingles."""
    salt = int.from_bytes(hashlib.blake2b(seed.encode(), digest_size=8).digest(), "little")
    found = shingle([word for paragraph in document.paragraphs for word in words_of(paragraph)])
    if len(found):
        least = int(mix(found ^ np.uint64(salt)).min())
        drawn = hashlib.blake2b(least.to_bytes(8, "little"), digest_size=8, salt=b"split")
    else:
        drawn = hashlib.blake2b(f"{seed}\0{document.id}\0{document.paragraphs}".encode(), digest_size=8)
    return int.from_bytes(drawn.digest(), "little") / 2**64


def read_shares(text: str) -> dict[str, float]:
    """Shares as they are written, ``train=.8 dev=.1 test=.1``. Raises ``CorpusError`` that says what is wrong with them."""
    shares: dict[str, float] = {}
    for word in re.split(r"[\s,]+", text.strip()):
        name, _, number = word.partition("=")
        try:
            share = float(number)
        except ValueError:
            share = math.nan
        if not _NAME.fullmatch(name) or not 0 < share < 1 or name in shares:
            raise CorpusError(f"share {word!r} is no name=part of 1 of its own; write --shares train=.8,dev=.1,test=.1")
        shares[name] = share
    if abs(sum(shares.values()) - 1) > 1e-6:
        raise CorpusError(f"shares {text!r} add up to {sum(shares.values()):g}, not 1; write --shares train=.8,dev=.1,test=.1")
    return shares


def split_corpus(
    paths: Iterable[Path | str],
    out: Path | str,
    shares: Mapping[str, float] | str | None = None,
    seed: str = "",
    form: str | None = None,
    texts: Path | str | None = None,
) -> dict[str, Any]:
    """Write ``NAME.jsonl`` for every share into the folder ``out``; lines of the own JSONL are kept byte for byte.

    Returns ``parts`` (documents, paragraphs and levels of each), ``leaks`` (what the splits still have in common, as findings),
    ``problems`` (documents or labels left out) and ``unreadable``. Raises ``CorpusError`` where nothing could be read, or where
    a split would replace a file that is read.
    """
    shares = read_shares(shares) if isinstance(shares, str) else dict(shares or SHARES)
    targets = {name: Path(out) / f"{name}.jsonl" for name in shares}
    parts = read_parts(paths, form, texts)
    documents = [document for part in parts for document in part.documents]
    unreadable = [problem for part in parts for problem in part.unreadable]
    if not documents:
        raise CorpusError("; ".join(unreadable) or f"{', '.join(part.name for part in parts)}: holds no documents to split")
    sources = {file for document in documents if (file := Path(document.where.rpartition(":")[0])).is_file()}
    _spare(sources, targets.values())
    lines: dict[str, list[bytes]] = {name: [] for name in shares}
    divided: dict[str, list[LabelledDocument]] = {name: [] for name in shares}
    for document, line in zip(documents, _lines_of(documents, sources), strict=True):
        name = split_of(document, shares, seed)
        lines[name].append(line)
        divided[name].append(document)
    for name, target in targets.items():
        target.parent.mkdir(parents=True, exist_ok=True)
        write_whole(target, b"".join(lines[name]))
    leaks = [found for found in find_overlaps(list(divided.values())) if found.code == "leak"]
    levels = count_classes([Part(name, documents, [], []) for name, documents in divided.items()])["part"]
    return {
        "parts": {
            name: {"file": str(targets[name]), "documents": len(documents), "levels": levels.get(name, {})}
            for name, documents in divided.items()
        },
        "leaks": [leak.as_record() for leak in leaks],
        "problems": [problem for part in parts for problem in part.problems],
        "unreadable": unreadable,
    }


def _spare(sources: Iterable[Path], targets: Iterable[Path]) -> None:
    """No split is written over what is read."""
    read = {source.resolve() for source in sources}
    for target in targets:
        if target.resolve() in read:
            raise CorpusError(f"{target}: would be replaced by a split of itself; choose another folder for --output")


def _lines_of(documents: list[LabelledDocument], sources: Iterable[Path]) -> list[bytes]:
    """One line of JSON a document, as it stands in its file where that is the own JSONL."""
    standing = {key: line for source in sources for key, line in _standing_lines(source)}
    lines = [standing.get(_key(document.where, document.paragraphs)) for document in documents]
    lacking = [document for document, line in zip(documents, lines, strict=True) if line is None]
    written = iter(_written_lines(lacking))
    return [next(written) if line is None else line for line in lines]


def _standing_lines(source: Path) -> Iterator[tuple[str, bytes]]:
    """The lines of a file that are documents of the own JSONL, by place and text; none where it is of another format."""
    if format_of(source) != "jsonl":
        return
    for number, line in enumerate(source.read_bytes().removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        try:
            yield _key(f"{source}:{number}", json.loads(line)["paragraphs"]), line + b"\n"
        except (ValueError, KeyError, TypeError):
            continue  # the reader has told, or the document takes several lines


def _key(where: str, paragraphs: list[str]) -> str:
    return json.dumps([where, paragraphs])


def _written_lines(documents: list[LabelledDocument]) -> list[bytes]:
    """Documents of other formats as lines of the own one."""
    if not documents:
        return []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "lines.jsonl"
        write_corpus(documents, path, "jsonl")
        return [line + b"\n" for line in path.read_bytes().split(b"\n") if line.strip()]
