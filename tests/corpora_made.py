"""Labelled articles written for the tests: fictional people and places, or words drawn by a seed."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

from scorer.corpora import Label, LabelledDocument

GATE = "The harbour gate jammed again on Monday night, engineer Ada Fenn said after the tide had fallen."
NEAR_GATE = "The harbour gate jammed again on Monday night, engineer Ada Fenn said after the last tide had fallen."
FERRY = "A ferry to Osk Island turned back twice in the fog, according to the log that its master keeps."
BRIDGE = "Repairs to the Lund bridge may cost twice what the county set aside, and nobody says who will pay."
SHORT = "Read more about the harbour"
POST = "The master of the ferry told The Osk Post so."
WHOLE = [(GATE, "accountable"), (BRIDGE, "unsupported"), (SHORT, "background"), (FERRY, "weak"), (POST, "qualified")]
"""Every level once."""


def drawn(number: int, words: int = 120, genre: str = "wire") -> LabelledDocument:
    """A document of two paragraphs of words drawn by its number."""
    chance = random.Random(number)
    halves = [" ".join(f"w{chance.randrange(4000)}" for _ in range(words // 2)) for _ in range(2)]
    labels = [Label("accountable", "person"), Label("background", "na")]
    return LabelledDocument(f"drawn/{number}", "drawn", genre, halves, labels)


def edited(document: LabelledDocument, share: float) -> LabelledDocument:
    """The document with a share of its words put in other ones, under another id."""
    chance = random.Random(document.id)
    paragraphs = [
        " ".join("other" if chance.random() < share else word for word in paragraph.split()) for paragraph in document.paragraphs
    ]
    return document._replace(id=document.id + "/edited", paragraphs=paragraphs)


def record(name: str, *paragraphs: tuple[str, str], **fields: Any) -> dict[str, Any]:
    """A document in the own form from pairs of text and level, "" for a paragraph without label."""
    kinds = {"background": "na", "unsupported": "none", "weak": "anon_vague", "qualified": "media", "accountable": "person"}
    labels = [{"level": level, "kind": kinds[level]} if level else {"level": ""} for _, level in paragraphs]
    return {"id": name, "paragraphs": [text for text, _ in paragraphs], "labels": labels} | fields


def write(path: Path, *records: dict[str, Any]) -> Path:
    """A file of the own form."""
    path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in records), "utf-8")
    return path
