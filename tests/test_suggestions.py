"""``scorer corpus suggest``: what to label next."""

from __future__ import annotations

import json
from pathlib import Path

from corpora_made import BRIDGE, FERRY, GATE, SHORT, WHOLE, record, write
from shell import EXAMPLE, Run, lines_of

from scorer.corpora._formats import read_corpus
from scorer.types import LEVELS


def test_suggest_from_drafts_in_a_form_to_label(run: Run, model: Path, draft: Path, tmp_path: Path) -> None:
    target = tmp_path / "to-label.jsonl"
    args = ["corpus", "suggest", draft, EXAMPLE, "--model", model, "-n", "3"]
    assert run(*args, "-f", "jsonl", "-o", target).code == 0
    documents = read_corpus(target)
    assert {label.level for document in documents for label in document.labels} == {""}
    chosen = json.loads(run(*args, "-f", "json").out)
    assert len(chosen) == 3
    asked = {(document.id, int(number)) for document in documents for number in document.meta["suggested"].split(", ")}
    assert asked == {(one["document"], one["paragraph"]) for one in chosen}
    texts = {document.id: document.paragraphs for document in documents}
    assert all(texts[one["document"]][one["paragraph"] - 1] == one["text"] for one in chosen)
    assert all(set(one["probabilities"]) == set(LEVELS) for one in chosen)
    before = target.read_bytes()
    run(*args, "-f", "jsonl", "-o", target)
    assert target.read_bytes() == before


def test_suggest_leaves_labelled_paragraphs_alone(run: Run, model: Path, tmp_path: Path) -> None:
    half = record("half", (GATE, "accountable"), (BRIDGE, ""), (SHORT, "background"), (FERRY, ""))
    path = write(tmp_path / "half.jsonl", half, record("whole", *WHOLE))
    args = ["corpus", "suggest", path, "--model", model, "-f", "json"]
    assert {one["paragraph"] for one in json.loads(run(*args).out)} <= {2, 4}
    assert len(json.loads(run(*args, "--all").out)) > 2
    (kept,) = lines_of(run(*args[:-1], "jsonl").out)
    assert [label["level"] for label in kept["labels"]] == ["accountable", "", "background", ""]
    by_document = json.loads(run(*args, "--by", "document", "--all").out)
    assert {(one["document"], one["paragraph"]) for one in by_document} <= {("half", 0), ("whole", 0)}
    labelled = write(tmp_path / "labelled.jsonl", record("whole", *WHOLE))
    ended = run("corpus", "suggest", labelled, "--model", model)
    assert (ended.code, ended.out) == (0, "")
    assert "no paragraph without a label" in ended.err


def test_suggestions_differ_from_one_another(run: Run, tmp_path: Path) -> None:
    """Copies of what was chosen teach nothing new."""
    texts = [GATE, GATE, GATE, BRIDGE, FERRY]
    path = write(tmp_path / "pool.jsonl", *(record(f"d{at}", (text, "")) for at, text in enumerate(texts)))
    chosen = json.loads(run("corpus", "suggest", path, "-n", "5", "-f", "json").out)
    assert sorted(one["text"] for one in chosen) == sorted([GATE, BRIDGE, FERRY])
    gains = [one["gain"] for one in chosen]
    assert gains == sorted(gains, reverse=True)
    assert chosen[0]["gain"] == max(one["uncertainty"] for one in chosen)
