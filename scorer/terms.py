"""Codes in plain words, letters and marks: what every report and picture calls the same thing."""

from __future__ import annotations

from collections.abc import Iterable

from scorer.types import Document, Score, SourceRow

LIMITS = "Measures traceability, not truth."
"""What no report may leave unsaid."""
LETTERS = {"accountable": "A", "qualified": "Q", "weak": "W", "unsupported": "U", "background": ""}
MARKS = {"hedged": "H", "contested": "C", "response": "R", "unsure": "?", "damaged": "!"}
FAMILIES = {
    "src": "source", "cue": "reporting cue", "anon": "anonymity", "resp": "response", "hedge": "hedge", "boost": "certainty",
    "ver": "verification", "narr": "narrator's voice", "quote": "quotation", "text": "text health",
}  # fmt: skip
"""Families of cues."""
KINDS = {
    "person": "named person", "institution": "institution", "document": "document", "data": "figures", "media": "news outlet",
    "reporter": "reporter", "anon_described": "unnamed, described", "anon_vague": "unnamed, vague",
    "official_group": "officials en bloc", "weasel_group": "nobody in particular", "unnamed_ordinary": "unnamed bystander",
    "agentless": "nobody", "none": "not recognised", "na": "nobody",
}  # fmt: skip
FINER = {"state": "state-run", "social": "social media", "wire": "wire", "spokesperson": "spokesperson"}
"""Finer kinds that a reader of the table wants to know of."""
TOLD = {"side": "side or body", "role": "rank or role", "how": "how they know"}
REASONS = {"informative": "informative", "boilerplate": "rote"}
RESPONSES = {
    "denial": "denies", "nondenial": "does not dispute", "declined": "declines to comment", "no_reply": "no reply",
    "unreachable": "not reached", "deferred": "refers elsewhere", "statement": "statement", "confirmed": "confirms",
    "sought": "asked",
}  # fmt: skip
NO_ANSWER = {"none": "no response in the copy", "sought": "asked; no more is told"}


def name_level(level: str) -> str:
    """A level as a reader reads it."""
    return "no source needed" if level == "background" else level


def name_kind(kind: str, subkind: str) -> str:
    """What kind of source this is."""
    label = KINDS.get(kind, kind)
    return f"{label} ({FINER[subkind]})" if subkind in FINER else label


def call_source(row: SourceRow) -> tuple[str, str]:
    """What readers know a source by: its name and its post; if unnamed, or a spokesperson, the words that mention it first."""
    if row.mentions and (row.source.unnamed or row.source.subkind == "spokesperson"):
        return row.mentions[0].text, ""
    return row.source.name, row.source.role


def tell_place(document: Document, offset: int) -> str:
    """Where a person finds a place in a draft again: what its reader calls it, else the line."""
    return document.place(offset) if document.places else f"line {document.line(offset)}"


def join_runs(numbers: Iterable[int], to: str) -> str:
    """Paragraphs as a reader writes them: 1–3, 5."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(first) if first == last else f"{first}{to}{last}" for first, last in runs)


def count(number: int, thing: str) -> str:
    """How many of a thing, in the plural where there is not one."""
    return f"{number} {thing}" + "s" * (number != 1)


def list_marks(score: Score) -> list[str]:
    """The marks of a paragraph in words, in the order of ``MARKS``."""
    return [word for word in MARKS if word in score.flags or (word == "unsure" and score.unsure)]
