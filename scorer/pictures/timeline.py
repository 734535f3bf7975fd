"""The draft from left to right: its scores along the top, a row for each source, accusations and the replies to them below."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from scorer.pictures._canvas import MARGIN, Canvas
from scorer.pictures._credited import Credited, choose_sources, describe_credited, list_credited
from scorer.pictures._legends import PASSES_ON, SIZE, Sign, draw_source, explain, explain_levels, sign_sources
from scorer.pictures._words import Bundle, bundle, cut, group_source, name_source
from scorer.terms import LETTERS, NO_ANSWER, RESPONSES, count, name_kind
from scorer.types import ReplyRow, ScoredDocument, SourceRow, SourceTables

_WIDTH = 820
_LEFT, _RIGHT = 240, 760
_COLUMNS, _WIDEST, _LETTERED = 100, 32, 14
_SOURCES, _PARTIES = 18, 14
_BAR_HEIGHT, _CELL_HEIGHT = 44, 18
_ROW = 34
_EVERY = (1, 2, 5, 10, 20, 50)
_LABEL_COLUMNS = 28


class _Axis:
    """Where paragraphs stand from left to right."""

    def __init__(self, bundles: Sequence[Bundle]):
        self.bundles = bundles
        self.step = min(_WIDEST, (_RIGHT - _LEFT) / max(len(bundles), 1))
        self.right = _LEFT + self.step * len(bundles)
        self.size = max(2.5, min(SIZE, self.step / 2))
        self._starts = [one.first for one in bundles]

    def place(self, number: int) -> float:
        """The middle of the column with paragraph ``number`` (1-based)."""
        return _LEFT + (max(bisect_right(self._starts, number), 1) - 0.5) * self.step


def draw_timeline(scored: ScoredDocument, tables: SourceTables, *, links: bool = False, bare: bool = False) -> str:
    """The timeline as SVG, with the busiest sources where there are many, and paragraphs in bundles where there are many.

    ``links`` makes what shows a paragraph lead to ``#p`` and its number; ``bare`` leaves out style and visible heading, for a
    page that has them.
    """
    canvas = Canvas("timeline", "Timeline", scored, _WIDTH, links=links, bare=bare)
    axis = _Axis(bundle(scored.scores, _COLUMNS))
    credited = list_credited(tables)
    shown, rest = choose_sources(tables.sources, credited, _SOURCES)
    first = _first_named(tables)
    canvas.describe(_describe(scored, shown, len(rest), credited, first, tables.replies))
    _draw_scores(canvas, axis, scored)
    top = canvas.y = canvas.y + 12 * bool(first)
    for row in shown:
        _draw_source_row(canvas, axis, row, credited[row.source.id])
    if rest:
        canvas.text(_LEFT - 16, canvas.y + 14, f"and {len(rest)} more, credited with less", "faint", "end")
        canvas.y += 24
    if not scored.scores:
        canvas.text(MARGIN, canvas.y + 13, "No paragraphs.")
        canvas.y += 24
    if first:
        x = axis.place(first)
        canvas.path("first", "M", x, top - 12, "V", canvas.y)
        canvas.text(x + 5 if x < 500 else x - 5, top - 3, "first named source", "faint", "start" if x < 500 else "end")
    _draw_replies(canvas, axis, tables.replies)
    _explain_rows(canvas, shown, credited)
    if axis.step >= _LETTERED:
        explain_levels(canvas, scored.scores)
    return canvas.finish()


def _first_named(tables: SourceTables) -> int | None:
    """The paragraph with the first source that a reader could identify, as the measure has it."""
    share = tables.measures.get("first_identifiable")
    return None if share is None else round(share * len(tables.annotated.paragraphs))


def _describe(
    scored: ScoredDocument,
    shown: Sequence[SourceRow],
    rest: int,
    credited: Credited,
    first: int | None,
    replies: Sequence[ReplyRow],
) -> str:
    told = [f"{count(len(scored.scores), 'paragraph')} from left to right"]
    if first:
        told.append(f"the first named source stands in paragraph {first}")
    told += [describe_credited(row, credited[row.source.id]) for row in shown]
    if rest:
        told.append(f"and {count(rest, 'more source')}")
    told += [_describe_reply(row) for row in replies[:_PARTIES]]
    return ". ".join(told) + "."


# the scores


def _draw_scores(canvas: Canvas, axis: _Axis, scored: ScoredDocument) -> None:
    """A bar for the score of each paragraph that needs a source, then shade and letter where there is room for them."""
    base = canvas.y + _BAR_HEIGHT
    for share in (0, 0.5, 1):
        y = base - share * _BAR_HEIGHT
        canvas.path("grid", "M", _LEFT, y, "H", axis.right)
        canvas.text(_LEFT - 8, y + 4, f"{share:g}", "faint", "end")
    canvas.text(MARGIN, base - _BAR_HEIGHT / 2 + 4, "score" if len(axis.bundles) == len(scored.scores) else "mean score", "faint")
    lettered = axis.step >= _LETTERED
    gap = 2 if axis.step > 6 else 0.5
    for at, one in enumerate(axis.bundles):
        x = _LEFT + at * axis.step
        with canvas.group(one.describe(), one.first):
            if one.value is not None:
                height = max(one.value * _BAR_HEIGHT, 1)
                canvas.rect(x + gap / 2, base - height, axis.step - gap, height, "bar")
            if lettered:
                level = one.scores[0].level
                canvas.cell(x + gap / 2, base + 6, axis.step - gap, _CELL_HEIGHT, level, LETTERS[level])
    canvas.y = base + 6 + (_CELL_HEIGHT + 4) * lettered
    room = 7 * (2 + len(str(len(scored.scores))))
    every = next(step for step in _EVERY if step * axis.step >= room or step == _EVERY[-1])
    for at in range(0, len(axis.bundles), every):
        canvas.text(_LEFT + (at + 0.5) * axis.step, canvas.y + 11, str(axis.bundles[at].first), "faint", "middle")
    canvas.y += 24


# who says what


def _draw_source_row(canvas: Canvas, axis: _Axis, row: SourceRow, credited: Counter[int]) -> None:
    """The sign of a source where it is credited with something, a small stroke where it is only mentioned."""
    y = canvas.y + _ROW / 2
    canvas.text(_LEFT - 16, y - 1, cut(name_source(row), _LABEL_COLUMNS), "", "end")
    canvas.text(_LEFT - 16, y + 12, name_kind(row.source.kind, row.source.subkind), "faint", "end")
    canvas.path("grid", "M", _LEFT, y, "H", axis.right)
    done: set[float] = set()
    for number in (*sorted(credited), *row.paragraphs):
        x = axis.place(number)
        if x in done:
            continue
        done.add(x)
        said = credited[number] > 0
        relayed = number in row.relayed
        verb = PASSES_ON if relayed else "is credited" if said else "is mentioned"
        with canvas.group(f"{name_source(row)} {verb} in paragraph {number}", number):
            if not said:
                _draw_mention(canvas, x, y)
                continue
            draw_source(canvas, x, y, group_source(row), axis.size)
            if relayed:
                canvas.circle(x, y, axis.size + 3.5, f"ring from-{group_source(row)}")
    canvas.y += _ROW


def _draw_mention(canvas: Canvas, x: float, y: float) -> None:
    canvas.path("mention", "M", x, y - 5, "V", y + 5)


def _explain_rows(canvas: Canvas, shown: Sequence[SourceRow], credited: Credited) -> None:
    def ring(x: float, y: float) -> None:
        draw_source(canvas, x + 9, y + 9, "named")
        canvas.circle(x + 9, y + 9, SIZE + 3.5, "ring from-named")

    signs = sign_sources(canvas, {group_source(row) for row in shown})
    if any(row.relayed for row in shown):
        signs.append(Sign(26, PASSES_ON, ring))
    if any(not credited[row.source.id][number] for row in shown for number in row.paragraphs):
        signs.append(Sign(14, "only mentioned", lambda x, y: _draw_mention(canvas, x + 6, y + 9)))
    explain(canvas, signs)


# right of reply


def _draw_replies(canvas: Canvas, axis: _Axis, replies: Sequence[ReplyRow]) -> None:
    if not replies:
        return
    ranked = sorted(range(len(replies)), key=lambda at: replies[at].accusation is None)
    shown = [replies[at] for at in sorted(ranked[:_PARTIES])]
    canvas.y += 8
    canvas.text(MARGIN, canvas.y + 13, "Right of reply", "strong")
    canvas.y += 20
    for row in shown:
        _draw_reply_row(canvas, axis, row)
    if len(replies) > len(shown):
        canvas.text(_LEFT - 16, canvas.y + 14, f"and {len(replies) - len(shown)} more", "faint", "end")
        canvas.y += 24
    signs = [Sign(18, "answers, or is asked", lambda x, y: canvas.circle(x + 6, y + 9, 5, "reply"))]
    if any(row.accusation for row in shown):
        signs.append(Sign(18, "accused", lambda x, y: _draw_charge(canvas, x + 6, y + 9)))
        signs.append(Sign(0, "lag: paragraphs to the reply", lambda x, y: None))
    explain(canvas, signs)


def _draw_reply_row(canvas: Canvas, axis: _Axis, row: ReplyRow) -> None:
    """What a party is accused of and how it answers, joined by a line with the paragraphs between."""
    y = canvas.y + _ROW / 2
    canvas.text(_LEFT - 16, y - 1, cut(row.name, _LABEL_COLUMNS), "", "end")
    canvas.text(_LEFT - 16, y + 12, cut(_answer_words(row), _LABEL_COLUMNS + 6), "faint", "end")
    canvas.path("grid", "M", _LEFT, y, "H", axis.right)
    charged = axis.place(row.accusation.paragraph + 1) if row.accusation else None
    places = {axis.place(answer.reply.paragraph + 1): answer for answer in reversed(row.answers)}
    for x in sorted(places):
        if charged is not None and x != charged:
            canvas.path("lag", "M", charged, y, "H", x)
    if charged is not None and row.accusation:
        number = row.accusation.paragraph + 1
        by = f" by {row.accusation.source.name}" if row.accusation.source else ""
        with canvas.group(f"{row.name} is accused{by} in paragraph {number}", number):
            _draw_charge(canvas, charged, y - 6 * (charged in places))
    for x, answer in sorted(places.items()):
        number = answer.reply.paragraph + 1
        with canvas.group(f"{row.name}: {RESPONSES.get(answer.reply.label, answer.reply.label)}, paragraph {number}", number):
            canvas.circle(x, y + 4 * (x == charged), 5, "reply")
    if row.lag is not None:
        end = max([*places, charged or 0])
        canvas.text(end + 9, y - 4, f"lag {row.lag}", "lag-figure")
    canvas.y += _ROW


def _draw_charge(canvas: Canvas, x: float, y: float) -> None:
    canvas.path("charge", "M", x - 6, y - 5, "H", x + 6, "L", x, y + 5, "Z")


def _answer_words(row: ReplyRow) -> str:
    labels = dict.fromkeys(RESPONSES.get(answer.reply.label, answer.reply.label) for answer in row.answers)
    return ", ".join(labels) or NO_ANSWER[row.status]


def _describe_reply(row: ReplyRow) -> str:
    charge = f"accused in paragraph {row.accusation.paragraph + 1}, " if row.accusation else ""
    where = ", ".join(str(answer.reply.paragraph + 1) for answer in row.answers)
    return f"{row.name}: {charge}{_answer_words(row)}" + f" in paragraph {where}" * bool(where)
