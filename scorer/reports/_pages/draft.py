"""The report page of one draft, in the order of a desk: verdict, strip, sources, replies, what to check, findings, copy."""

from __future__ import annotations

from collections import Counter
from typing import Any

from markupsafe import Markup

from scorer.pictures import draw
from scorer.reports._pages import embed_json, render_page
from scorer.reports._pages._copy import describe_score, named_reasons, sure_cues, tell_cue, write_copy
from scorer.reports._sources._summary import Summary
from scorer.terms import (
    NO_ANSWER,
    REASONS,
    RESPONSES,
    TOLD,
    call_source,
    list_marks,
    name_kind,
    name_level,
)
from scorer.text.fillers import words_at
from scorer.types import LEVELS, SEVERITIES, DraftReport, Priority, ReplyRow, Score, SourceRow

_FIRST = 5
_REASONS_SHOWN = 6
_PICTURED = 120
"""Paragraphs up to which the graph of sources is drawn: a longer draft makes a picture that nobody can read."""


def write_draft_page(report: DraftReport, index: str = "") -> str:
    """The page of a draft as HTML; ``index`` is the address of the page of all drafts, where there is one."""
    return render_page("draft", ["page", "filters", "ranking"], index=index, **describe_report(report))


def describe_report(report: DraftReport) -> dict[str, Any]:
    """Everything that the page says, ready to be written."""
    scored, checked = report.scored, report.checked
    findings = sorted(checked.findings, key=lambda one: (SEVERITIES.index(one.severity), one.start))
    paragraphs = _describe_paragraphs(report)
    return {
        "title": report.name,
        "words": lambda excerpt: words_at(checked.document, excerpt.start, excerpt.end),
        "measures": scored.measures,
        "scope": scored.annotated.scope,
        "damaged": [score.paragraph.number for score in scored.scores if "damaged" in score.flags],
        "summary": Summary(scored.measures, "–").lines(),
        "paragraphs": paragraphs,
        "levels": Counter(one["level"] for one in paragraphs),
        "families": Counter(family for one in paragraphs for family in one["families"]),
        "marks": Counter(mark for one in paragraphs for mark in one["marks"]),
        "sources": [_describe_source(row) for row in report.tables.sources],
        "graph": Markup(draw("sources", scored, report.tables, links=True, bare=True)) if len(paragraphs) <= _PICTURED else "",
        "timeline": Markup(draw("timeline", scored, report.tables, links=True, bare=True)),
        "replies": [_describe_reply(row) for row in report.tables.replies],
        "first": [_describe_priority(one) for one in (scored.priorities or [])[:_FIRST]],
        "ranking": embed_json(_describe_ranking(report)),
        "weights": report.weights,
        "findings": [
            {**one._asdict(), "place": checked.document.place(one.start), "words": words_at(checked.document, one.start, one.end)}
            for one in findings
        ],
        "rules": report.rules,
        "severities": Counter(one.severity for one in findings),
        "suppressed": checked.suppressed,
        "problems": [one for one in checked.allowances if one.problem],
        "model": scored.model,
    }


def _describe_paragraphs(report: DraftReport) -> list[dict[str, Any]]:
    found: dict[int, list[str]] = {}
    for finding in report.checked.findings:
        found.setdefault(finding.paragraph, []).append(finding.code)
    pairs = zip(report.scored.scores, report.improvements, strict=True)
    return [
        _describe_paragraph(score, report)
        | {"improvements": improvements, "findings": dict.fromkeys(found.get(score.paragraph.number, ()))}
        for score, improvements in pairs
    ]


def _describe_paragraph(score: Score, report: DraftReport) -> dict[str, Any]:
    paragraph, cues = score.paragraph, sure_cues(score)
    document = paragraph.document
    return describe_score(score) | {
        "flags": [flag for flag in score.flags if flag not in list_marks(score)],
        "shares": _draw_shares(score),
        "families": sorted({cue.family for cue in cues}),
        "marked": write_copy(score),
        "cues": _group_cues(score),
        "credits": [
            (words_at(document, *said.mention) if said.mention else "", words_at(document, *said.cue), said.source)
            for said in paragraph.attributions
        ],
        "reasons": [(one, report.documentation.get(one.feature, "")) for one in named_reasons(score)[:_REASONS_SHOWN]],
    }


def _group_cues(score: Score) -> dict[str, list[str]]:
    """The cues of a paragraph: the words of each kind, in order, none twice."""
    document = score.paragraph.document
    grouped: dict[str, dict[str, None]] = {}
    for cue in sure_cues(score):
        grouped.setdefault(tell_cue(cue), {})[words_at(document, cue.start, cue.end)] = None
    return {told: list(found) for told, found in grouped.items()}


def _draw_shares(score: Score) -> Markup:
    """The probabilities of the levels as a bar, and in words; figures and names of levels alone, so nothing is to be escaped."""
    bars, before = [], 0.0
    for level, share in zip(LEVELS, score.probabilities, strict=True):
        bars.append(f'<rect class="fill-{level}" x="{100 * before:.2f}" y="0" width="{100 * share:.2f}" height="6"/>')
        before += share
    told = [f"{name_level(level)} {share:.0%}" for level, share in zip(LEVELS, score.probabilities, strict=True)]
    picture = f'<svg class="shares" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">{"".join(bars)}</svg>'
    return Markup(f'{picture}<p class="shares">{" · ".join(reversed(told))}</p>')


def _describe_source(row: SourceRow) -> dict[str, Any]:
    source, (name, post) = row.source, call_source(row)
    told = [TOLD[part] for part in sorted(source.described) if part in TOLD]
    return {
        "row": row,
        "name": name,
        "post": post,
        "kind": name_kind(source.kind, source.subkind),
        "told": told,
        "reason_kind": REASONS.get(source.reason_kind, ""),
    }


def _describe_reply(row: ReplyRow) -> dict[str, Any]:
    return {
        "row": row,
        "answers": [(RESPONSES.get(answer.reply.label, answer.reply.label), answer) for answer in row.answers],
        "none": NO_ANSWER.get(row.status, ""),
    }


def _describe_priority(one: Priority) -> dict[str, Any]:
    paragraph = one.score.paragraph
    return {
        "one": one,
        "number": paragraph.number,
        "text": words_at(paragraph.document, paragraph.start, paragraph.end).strip(),
        "level": one.score.level,
    }


def _describe_ranking(report: DraftReport) -> list[list[Any]]:
    """What the page needs to rank again under other weights: paragraph, need of a source, what it lacks of one, parts."""
    ranked = report.scored.priorities or []
    return [[one.score.paragraph.number, round(one.score.needs_source, 6), round(one.gap, 6), list(one.parts)] for one in ranked]
