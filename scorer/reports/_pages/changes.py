"""The page of what changed between two drafts: verdict, strips, sources, replies, quotations, then paragraphs side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise
from typing import Any, NamedTuple

from scorer.reports._changes._words import COUNTS, SHARES, SOURCES, tell_step
from scorer.reports._lettering import FANCY
from scorer.reports._pages import render_page
from scorer.reports._pages._alignment import LEFT, UNCHANGED, Row, align_drafts
from scorer.reports._pages._copy import describe_score, tell_cue
from scorer.terms import RESPONSES, list_marks, name_kind
from scorer.types import LEVELS, Changes, Cue, Excerpt, QuotationChange, ReplyChange, Score, Source, SourceChange, Span

_KINDS = {
    "added": ("+", "added"), "removed": ("−", "removed"), "changed": ("≠", "other words"), "moved": ("↔", "moved"),
    "same": ("~", "same words, judged otherwise"), UNCHANGED: ("", "unchanged"),
}  # fmt: skip
"""Kinds of change with their sign and plain words, in the order of the filters."""
_TRAITS = {
    "up": ("▲", "level went up"), "down": ("▼", "level went down"), "need": ("◇", "needs a source now"),
    "needless": ("◆", "needs no source any more"), "moved": ("↔", "moved"), "hedged": ("", "hedge added"),
    "unhedged": ("", "hedge dropped"),
}  # fmt: skip
"""What else may hold of a change."""


class Words(NamedTuple):
    """Words that are alike in being edited or not, and in the hedge that they are part of, told in ``tip``."""

    text: str
    edited: bool = False
    tip: str = ""


def write_changes_page(changes: Changes) -> str:
    """The page of what changed as HTML."""
    return render_page("changes", ["page", "changes"], **_describe(changes))


def _describe(changes: Changes) -> dict[str, Any]:
    rows = [_describe_row(row) for row in align_drafts(changes)]
    shown = [row for row in rows if row["kind"] != LEFT]
    names = [one.annotated.document.name for one in (changes.old, changes.new)]
    return {
        "title": " → ".join(names),
        "names": names,
        "empty": changes.empty,
        "verdict": _step(changes.old.measures.get("score"), changes.new.measures.get("score")),
        "drafts": [_describe_draft(changes.old.measures), _describe_draft(changes.new.measures)],
        "scope": {" – ".join(entry.values()): None for one in (changes.old, changes.new) for entry in one.annotated.scope},
        "levels": _count_levels(changes),
        "marks": Counter(mark for one in (changes.old, changes.new) for score in one.scores for mark in list_marks(score)),
        "rows": rows,
        "runs": _fold(rows),
        "kinds": Counter(row["kind"] for row in shown),
        "traits": Counter(trait for row in shown for trait in row["traits"]),
        "KINDS": _KINDS,
        "TRAITS": _TRAITS,
        "sources": [_describe_source_change(one) for one in changes.sources],
        "replies": [_describe_reply(one) for one in changes.replies],
        "quotations": [_describe_quotation(one, changes) for one in changes.quotations],
        "measures": [
            (label, _step(*changes.measures[name])) for name, label in (COUNTS | SHARES).items() if name in changes.measures
        ],
        "model": changes.new.model,
    }


def _step(old: float | None, new: float | None) -> str:
    return tell_step(old, new, FANCY, "→")


def _describe_draft(measures: dict[str, Any]) -> tuple[int, int]:
    """Paragraphs that were scored, and all of them."""
    return measures.get("scorable", 0), measures.get("paragraphs", 0)


def _count_levels(changes: Changes) -> dict[str, tuple[int, int]]:
    """How many paragraphs of each draft have a level, for those that occur."""
    old, new = (Counter(score.level for score in one.scores) for one in (changes.old, changes.new))
    return {level: (old[level], new[level]) for level in LEVELS if level in old or level in new}


# paragraphs


def _describe_row(row: Row) -> dict[str, Any]:
    change = row.change
    hedges = (change.hedges_dropped, change.hedges_added) if change else ((), ())
    edits = change.edits if change else ()
    kinds = [name_kind(score.kind, "") for score in (row.old, row.new) if score]
    return {
        "kind": row.kind,
        "moved": row.moved,
        "traits": _list_traits(row),
        "old": _describe_side(row.old, [edit.old for edit in edits], hedges[0], "dropped"),
        "new": _describe_side(row.new, [edit.new for edit in edits], hedges[1], "added"),
        "step": _tell_scores(row.old, row.new),
        "kinds": kinds if len(set(kinds)) == 2 else [],
        "hedges": [
            (word, [score.paragraph.document.text[cue.start : cue.end] for cue in cues])
            for word, cues, score in (("added", hedges[1], row.new), ("dropped", hedges[0], row.old))
            if cues and score
        ],
    }


def _tell_scores(old: Score | None, new: Score | None) -> str:
    """The score before and after, where there is one."""
    if old is None or new is None or (old.value is None and new.value is None):
        return ""
    return _step(old.value, new.value)


def _list_traits(row: Row) -> list[str]:
    """What holds of a change beside its kind, as far as ``_TRAITS`` name it."""
    if row.change is None:
        return []
    found = [_compare_levels(row.old.level, row.new.level)] if row.old and row.new else []
    found += ["moved"] * row.change.moved
    found += ["hedged"] * bool(row.change.hedges_added) + ["unhedged"] * bool(row.change.hedges_dropped)
    return [trait for trait in found if trait]


def _compare_levels(old: str, new: str) -> str:
    """Whether a level went up or down; whether a source is needed at all is no matter of up and down."""
    if old == new:
        return ""
    if "background" in (old, new):
        return "need" if old == "background" else "needless"
    return "up" if LEVELS.index(new) > LEVELS.index(old) else "down"


def _describe_side(score: Score | None, edits: Sequence[Span], hedges: Iterable[Cue], word: str) -> dict[str, Any] | None:
    if score is None:
        return None
    paragraph = score.paragraph
    return describe_score(score) | {
        "words": cut_words(paragraph.document.text, Span(paragraph.start, paragraph.end), edits, hedges, word),
    }


def cut_words(text: str, whole: Span, edits: Sequence[Span], hedges: Iterable[Cue] = (), word: str = "") -> list[Words]:
    """The words of a stretch, cut where an edit or a hedge begins or ends; ``word`` tells what became of the hedges."""
    tips = [(Span(cue.start, cue.end), f"{tell_cue(cue)}: {word}") for cue in sorted(hedges)]
    bounds = sorted({*whole, *(at for span in edits for at in span), *(at for span, _ in tips for at in span)})
    found, edit, tip = [], 0, 0
    for start, end in pairwise(bounds):
        while edit < len(edits) and edits[edit].end <= start:
            edit += 1
        while tip < len(tips) and tips[tip][0].end <= start:
            tip += 1
        edited = edit < len(edits) and edits[edit].start <= start
        told = tips[tip][1] if tip < len(tips) and tips[tip][0].start <= start else ""
        found.append(Words(text[start:end], edited, told))
    return found


def _fold(rows: list[dict[str, Any]]) -> list[tuple[bool, list[dict[str, Any]]]]:
    """Rows in runs of unchanged ones, to be folded, and others."""
    return [(same, list(run)) for same, run in groupby(rows, key=lambda row: row["kind"] == UNCHANGED)]


# document wide


def _describe_source_change(one: SourceChange) -> dict[str, Any]:
    return {"change": SOURCES[one.kind], "kind": one.kind, "old": _describe_source(one.old), "new": _describe_source(one.new)}


def _describe_source(source: Source | None) -> dict[str, Any] | None:
    if source is None:
        return None
    return {
        "name": source.name,
        "role": source.role,
        "kind": name_kind(source.kind, source.subkind),
        "unnamed": source.unnamed,
        "paragraphs": sorted({mention.paragraph + 1 for mention in source.mentions}),
    }


def _describe_reply(one: ReplyChange) -> dict[str, Any]:
    label = RESPONSES.get(one.reply.label, one.reply.label)
    return {"kind": one.kind, "party": one.reply.name, "label": label, "words": one.words}


def _describe_quotation(one: QuotationChange, changes: Changes) -> dict[str, Any]:
    old = _describe_quoted(one.old, one.old_speaker, [edit.old for edit in one.edits], changes.old.annotated.document.text)
    new = _describe_quoted(one.new, one.new_speaker, [edit.new for edit in one.edits], changes.new.annotated.document.text)
    return {"kind": "other speaker" if one.kind == "speaker" else one.kind, "old": old, "new": new}


def _describe_quoted(excerpt: Excerpt | None, speaker: Source | None, edits: list[Span], text: str) -> dict[str, Any] | None:
    if excerpt is None:
        return None
    return {
        "words": cut_words(text, Span(excerpt.start, excerpt.end), edits),
        "paragraph": excerpt.paragraph,
        "speaker": speaker.name if speaker else "nobody",
    }
