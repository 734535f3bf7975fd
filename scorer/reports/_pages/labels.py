"""The page on which a person labels drafts: what the copy says, what can be answered, and what a model would, for afterwards."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from scorer.reports._lettering import make_visible
from scorer.reports._pages import embed_json, render_page
from scorer.reports._pages._copy import Piece, cut_copy
from scorer.terms import KINDS, tell_place
from scorer.text.fillers import words_at
from scorer.types import LEVELS, Document, Score

_MEANINGS = {
    "accountable": "Somebody or something identifiable answers for it first-hand: I know whom to ring or what to look up.",
    "qualified": "Identifiable but second-hand; or unnamed, yet well described and explained: I know where to begin.",
    "weak": "Somebody spoke, but description, reason or number is missing: somebody said so.",
    "unsupported": "A claim with nobody behind it: says who?",
    "background": "Nothing here needs a source: nobody would ask.",
}
_KINDS = KINDS | {
    "official_group": "officials, a party en bloc", "weasel_group": "“critics”, “many”",
    "agentless": "“is believed to”, “reportedly”", "none": "nobody", "na": "no source needed",
}  # fmt: skip
"""Kinds as one who must choose between them needs them told apart."""
_KEYS = {
    "person": "p", "institution": "i", "document": "d", "data": "f", "media": "m", "reporter": "r", "anon_described": "e",
    "anon_vague": "v", "official_group": "o", "weasel_group": "w", "unnamed_ordinary": "b", "agentless": "a", "none": "n",
    "hedged": "H", "contested": "C", "response": "R", "relay": "L", "quote": "Q", "opinion": "O", "damaged": "D",
}  # fmt: skip
_FLAGS = {
    "hedged": "uncertain as written", "contested": "denied anywhere in the draft", "response": "records a reply, or none",
    "relay": "second-hand", "quote": "direct speech", "opinion": "a judgement", "damaged": "broken text",
}  # fmt: skip
_CUES = {"anon": "anonymity", "denial": "denial", "reply": "reply", "hedge": "hedge"}


class Task(NamedTuple):
    """A draft to label: its record in the own form with labels still empty, itself, and a model's scores, if they may be told."""

    record: dict[str, Any]
    document: Document
    scores: Sequence[Score] = ()


class Choices(NamedTuple):
    """What the form of a label allows: flags, families of cues, and by level the kinds that do not go with it."""

    flags: Sequence[str]
    cues: Sequence[str]
    unlikely: dict[str, list[str]]


def write_label_page(tasks: Sequence[Task], choices: Choices) -> str:
    """The page as HTML; what a model suggests stands in no element of it until the paragraph is answered."""
    kinds = [kind for kind in KINDS if kind != "na"]
    told = any(task.scores for task in tasks)
    return render_page(
        "labels",
        ["page", "answers", "labels"],
        title=tasks[0].document.name if len(tasks) == 1 else f"{len(tasks)} drafts",
        drafts=[_describe_task(number, task) for number, task in enumerate(tasks, 1)],
        told=told,
        meanings=_MEANINGS,
        kinds={kind: (_KINDS[kind], _KEYS[kind]) for kind in kinds},
        flags={flag: (_FLAGS[flag], _KEYS[flag]) for flag in choices.flags},
        cues={family: _CUES[family] for family in choices.cues},
        data=embed_json(
            {
                "digest": _digest(tasks), "records": [task.record for task in tasks], "levels": LEVELS, "kinds": _KINDS,
                "flags": list(choices.flags), "cues": {family: _CUES[family] for family in choices.cues},
                "unlikely": choices.unlikely, "keys": _KEYS,
            }
        ),
        suggestions=embed_json([[_describe_score(score) for score in task.scores] for task in tasks] if told else []),
    )  # fmt: skip


def _digest(tasks: Sequence[Task]) -> str:
    """Tells these texts from all others, so that answers kept in a browser are found again only for them."""
    texts = json.dumps([task.record["paragraphs"] for task in tasks])
    return hashlib.sha256(texts.encode()).hexdigest()[:24]


def _describe_task(number: int, task: Task) -> dict[str, Any]:
    document = task.document
    return {
        "number": number,
        "name": document.name,
        "paragraphs": [
            {
                "number": at,
                "block": block.kind,
                "place": tell_place(document, block.start),
                "text": words_at(document, block.start, block.end),
            }
            for at, block in enumerate(document.blocks, 1)
        ],
    }


def _describe_score(score: Score) -> dict[str, Any]:
    return {
        "level": score.level,
        "shares": [round(share, 4) for share in score.probabilities],
        "kind": score.kind,
        "flags": [flag for flag in score.flags if flag in _FLAGS],
        "pieces": [_describe_piece(piece, score.paragraph.document) for piece in cut_copy(score)],
    }


def _describe_piece(piece: Piece, document: Document) -> tuple[str, str, tuple[str, ...]]:
    words = words_at(document, piece.start, piece.end)
    return make_visible(words), make_visible(piece.tip) if words.strip() else "", piece.families
