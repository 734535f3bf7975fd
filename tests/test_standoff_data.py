"""The stand-off labels that are shipped hold ids, hashes, labels and offsets, no text; with the texts at hand all come back."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from scorer.corpora import CUE_FAMILIES
from scorer.corpora._formats import read_corpus
from scorer.types import KINDS, LEVELS

FOLDER = Path(__file__).resolve().parent.parent / "training" / "standoff"
SIZES = {"levels-train": (234, 4138), "levels-dev": (49, 808), "news": (781, 14612)}
FLAGS = {"hedged", "contested", "response", "relay", "quote", "opinion", "damaged"}
PLAIN = {"id", "corpus", "source", "labels", "second"}
OF_A_LABEL = {"paragraph", "hash", "level", "kind", "flags", "alt", *CUE_FAMILIES}


def records(name: str) -> list[dict]:
    return [json.loads(line) for line in (FOLDER / f"{name}.jsonl").read_text("utf-8").split("\n") if line]


@pytest.mark.parametrize("name", SIZES)
def test_no_word_of_text(name: str) -> None:
    for record in records(name):
        assert record.keys() <= PLAIN
        assert re.fullmatch(r"[\w.-]+/[\w.-]+", record["id"])
        assert re.fullmatch(r"[\w.-]+\.(txt|jsonl)", record["source"])
        for label in [*record["labels"], *record.get("second", [])]:
            assert label.keys() <= OF_A_LABEL
            assert re.fullmatch(r"[0-9a-f]{16}", label.get("hash", "0" * 16))
            assert label["level"] in LEVELS
            assert label["kind"] in KINDS
            assert label.get("alt", "weak") in LEVELS
            assert set(label.get("flags", ())) <= FLAGS
            assert all(isinstance(offset, int) for family in CUE_FAMILIES for place in label.get(family, ()) for offset in place)


@pytest.mark.parametrize("name", SIZES)
def test_sizes(name: str) -> None:
    found = records(name)
    assert (len(found), sum(len(record["labels"]) for record in found)) == SIZES[name]


def test_what_is_trained_on_is_not_what_is_measured_on() -> None:
    hashes = {name: {tuple(label["hash"] for label in record["labels"]) for record in records(name)} for name in SIZES}
    assert not hashes["levels-dev"] & (hashes["levels-train"] | hashes["news"])
    assert not hashes["levels-train"] & hashes["news"]


@pytest.mark.parametrize("name", SIZES)
def test_all_come_back_where_the_texts_are(name: str, shared: Path) -> None:
    documents = read_corpus(FOLDER / f"{name}.jsonl", texts=shared)
    assert (len(documents), sum(len(document.labels) for document in documents)) == SIZES[name]
