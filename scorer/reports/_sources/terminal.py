"""For people: who says what, who answered, and what that adds up to; with words of the copy as evidence."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from scorer.reports._lettering import Lettering
from scorer.reports._sources._grid import Column, Grid
from scorer.reports._sources._summary import Summary
from scorer.terms import (
    LIMITS,
    NO_ANSWER,
    REASONS,
    RESPONSES,
    TOLD,
    call_source,
    count,
    join_runs,
    name_kind,
)
from scorer.types import Answer, Excerpt, ReplyRow, SourceRow, SourceTables

_NARROW = 72
"""Below this width rows are written as paragraphs."""
_INDENT = " " * 6
_EXCERPTS = 4
_OTHERS = 8
_EVIDENCE = 3
_WORDS_SHOWN = 160
_SOURCES = (
    Column("#", 4), Column("source", 1, flexible=True), Column("kind", 14), Column("paragraphs", 10),
    Column("words", 5, right=True), Column("share", 5, right=True), Column("quoted", 6, right=True),
)  # fmt: skip
_REPLIES = (
    Column("party", 3, flexible=True), Column("accusation", 4, flexible=True), Column("response", 5, flexible=True),
    Column("lag", 3, right=True),
)  # fmt: skip
_LABEL = 26


class Reporter:
    """Writes the tables as a person likes to read them; in plain characters where the stream is no terminal."""

    def __init__(self, stream: TextIO, tables: tuple[str, ...]):
        self.stream = stream
        self.tables = tables
        self.lettering = Lettering(stream)
        self.glyphs = self.lettering.glyphs
        self.narrow = self.lettering.width < _NARROW
        self.single = str.maketrans(dict(zip('“”"', self.glyphs["single"], strict=True)))
        self.first = True

    def begin(self) -> None:
        """Nothing stands before the first document."""

    def end(self) -> None:
        """Nothing stands behind the last document."""

    def document(self, tables: SourceTables) -> None:
        """Write the tables of one document, then its measures."""
        lines = [] if self.first else [""]
        self.first = False
        lines += self.lettering.title(tables.annotated.document.name)
        for entry in tables.annotated.scope:
            said = " - ".join(str(value) for value in entry.values())
            lines += self.lettering.wrap(f"Not what this was made for: {said}", "")
        if not tables.annotated.document.text.strip():
            lines.append("No text, so nobody says anything.")
        else:
            if "sources" in self.tables:
                lines += self._sources(tables.sources)
            if "replies" in self.tables:
                lines += ["", *self._replies(tables.replies)]
            lines += ["", *self._measures(tables)]
        self.stream.write("\n".join(lines) + "\n")

    # who says what

    def _sources(self, rows: list[SourceRow]) -> list[str]:
        shown = [row for row in rows if row.counted or row.silent]
        counted = sum(row.counted for row in rows)
        unnamed = sum(row.counted and row.source.unnamed for row in rows)
        said = f"Who says what: {count(counted, 'source')}, {unnamed} unnamed. {LIMITS}" if counted else "Nobody is credited."
        lines = self.lettering.wrap(said, "")
        if shown:
            lines += self._cards(shown) if self.narrow else self._grid(shown)
            legend = {"U": "unnamed to the reader", "S": "only its silence is reported"}
            marks = {mark for row in shown for mark in _marks(row)}
            lines += self.lettering.wrap(", ".join(f"{mark} {legend[mark]}" for mark in legend if mark in marks), "")
        return lines + self._others([row for row in rows if not (row.counted or row.silent)])

    def _others(self, rows: list[SourceRow]) -> list[str]:
        if not rows:
            return []
        named = [f"{self._quote(row.source.name)} ({self._kind(row)}, {self._paragraphs(row)})" for row in rows[:_OTHERS]]
        more = [f"and {len(rows) - _OTHERS} more"] * (len(rows) > _OTHERS)
        return self.lettering.wrap(f"Not counted as sources: {'; '.join([*named, *more])}.", "")

    def _grid(self, rows: list[SourceRow]) -> list[str]:
        grid = Grid(self.lettering, _SOURCES)
        lines = ["", *grid.titles()]
        for row in rows:
            number = f"{row.source.id}{_marks(row)}"
            figures = (f"{row.words}", f"{row.share:.0%}", str(row.quoted or self.glyphs["none"]))
            lines += grid.draw((number, _name(row), self._kind(row), self._paragraphs(row), *figures))
            lines += self._details(row)
        return [*lines, ""]

    def _cards(self, rows: list[SourceRow]) -> list[str]:
        lines = [""]
        for row in rows:
            lines += self._hang(f"{row.source.id}{_marks(row)}".ljust(len(_INDENT)), _name(row))
            quoted = f", {row.quoted} quoted" if row.quoted else ""
            where = f"{self._kind(row)}; paragraph {self._paragraphs(row)}; {count(row.words, 'word')} ({row.share:.0%}){quoted}"
            lines += self.lettering.wrap(where, _INDENT)
            lines += self._details(row)
        return [*lines, ""]

    def _details(self, row: SourceRow) -> list[str]:
        """What the copy says of the source, and what decided its kind."""
        source = row.source
        seen = self._excerpts(row.mentions)
        said = [f"in the copy {seen}" if seen else "", "; ".join(row.evidence[:_EVIDENCE])]
        lines = [self.glyphs["dot"].join(part for part in said if part)]
        if source.unnamed:
            told = ", ".join(TOLD.get(one, one) for one in sorted(source.described)) or "nothing that tells who"
            number = f"; {source.count} of them" if source.count else ""
            reason = f"{self._quote(row.reason.text)} ({REASONS.get(source.reason_kind, 'reason')})" if row.reason else "not said"
            lines += [f"described by {told}{number}", f"why unnamed: {reason}"]
        if row.stake:
            lines.append(f"stake: {self._quote(row.stake.text)}")
        if row.withheld:
            lines.append(f"withheld: {self._excerpts(row.withheld)}")
        if row.drift:
            lines.append(f"several become one: {self._excerpts(row.drift)}")
        if row.relayed:
            lines.append(f"passes on what others told: paragraph {join_runs(row.relayed, self.glyphs['to'])}")
        wrapped = [part for line in lines if line for part in self.lettering.wrap(line, _INDENT)]
        return [self.lettering.paint(line, dim=True) for line in wrapped]

    # who answered

    def _replies(self, rows: list[ReplyRow]) -> list[str]:
        if not rows:
            return self.lettering.wrap("Right of reply: no accusation of a named party and no answer found.", "")
        lines = [*self.lettering.wrap(f"Right of reply: {_tell(rows)}.", ""), ""]
        grid = None if self.narrow else Grid(self.lettering, _REPLIES)
        if grid:
            lines += grid.titles()
        for row in rows:
            party, charge = row.name, self._charge(row)
            for answer, lag in self._answers(row):
                if grid:
                    lines += grid.draw((party, charge, answer, lag))
                    party = charge = ""
                else:
                    lines += self.lettering.wrap(party, "") + self.lettering.wrap(charge, _INDENT) if party else []
                    lines += self.lettering.wrap(answer + f" (lag {lag})" * bool(lag), _INDENT)
                    party = ""
        return lines

    def _charge(self, row: ReplyRow) -> str:
        if row.accusation is None or row.charge is None:
            return "not accused in the copy"
        by = row.accusation.source
        who = f" ({f'#{by.id} {by.name}' if by else 'nobody named'})"
        return f"P{row.charge.paragraph} {self._quote(row.charge.text)}{who}"

    def _answers(self, row: ReplyRow) -> list[tuple[str, str]]:
        """Every answer with its lag; what there is instead where there is none."""
        told = [(self._answer(answer), self._lag(answer.lag)) for answer in row.answers] or [(NO_ANSWER["none"], "")]
        return [*told, (count(row.further, "further answer"), "")] if row.further else told

    def _answer(self, answer: Answer) -> str:
        reply = answer.reply
        effort = [count(reply.attempts, "attempt")] if reply.attempts else []
        effort += [f"by {mean}" for mean in reply.means]
        effort += [f"deadline {self._quote(answer.deadline.text)}"] if answer.deadline else []
        told = f" ({', '.join(effort)})" if effort else ""
        return f"P{answer.words.paragraph} {RESPONSES.get(reply.label, reply.label)}: {self._quote(answer.words.text)}{told}"

    def _lag(self, lag: int | None) -> str:
        return "" if lag is None else f"{self.glyphs['minus']}{-lag}" if lag < 0 else str(lag)

    # what it adds up to

    def _measures(self, tables: SourceTables) -> list[str]:
        return [
            line
            for label, text in Summary(tables.measures, self.glyphs["none"]).lines()
            for line in self._hang(f"{label:<{_LABEL}}", text)
        ]

    # small parts

    def _hang(self, label: str, text: str) -> list[str]:
        """A label with a text beside it."""
        room = self.lettering.width - len(label)
        lines = self.lettering.fold(text, room)
        return [f"{label if not at else ' ' * len(label)}{line}".rstrip() for at, line in enumerate(lines)]

    def _kind(self, row: SourceRow) -> str:
        return name_kind(row.source.kind, row.source.subkind)

    def _paragraphs(self, row: SourceRow) -> str:
        return join_runs(row.paragraphs, self.glyphs["to"])

    def _excerpts(self, excerpts: Iterable[Excerpt]) -> str:
        """Each wording once, the first few of them."""
        found: dict[str, str] = {}
        for excerpt in excerpts:
            found.setdefault(excerpt.text.casefold(), self._quote(excerpt.text))
        more = f" and {len(found) - _EXCERPTS} more" if len(found) > _EXCERPTS else ""
        return ", ".join(list(found.values())[:_EXCERPTS]) + more

    def _quote(self, text: str) -> str:
        """Words of the copy in quotation marks, long ones cut; marks within them become single ones."""
        words = " ".join(text.split()).strip('“”"')
        cut = self.glyphs["cut"] if len(words) > _WORDS_SHOWN else ""
        words = words[:_WORDS_SHOWN].translate(self.single)
        return f"{self.glyphs['open']}{words}{cut}{self.glyphs['close']}"


def _tell(rows: list[ReplyRow]) -> str:
    """How many are accused, and how many answers and silences there are."""
    accused = len({row.accusation.key for row in rows if row.accusation})
    others = sum(row.accusation is None for row in rows)
    unheard = sum(row.status == "none" for row in rows)
    told = f"{accused or 'nobody'} accused by name"
    told += f", {count(unheard, 'accusation')} without a response" if accused else ""
    return told + (f"; {others} more heard or asked" if others and accused else f"; {others} heard or asked" if others else "")


def _marks(row: SourceRow) -> str:
    return "U" * row.source.unnamed + "S" * row.silent


def _name(row: SourceRow) -> str:
    name, post = call_source(row)
    return f"{name}, {post}" if post else name[:_WORDS_SHOWN]
