"""For people: a verdict with its limits, a strip of the document, then paragraph by paragraph score, marks and evidence."""

from __future__ import annotations

from typing import TextIO

from scorer.reports._lettering import Lettering, measure
from scorer.terms import LETTERS, LIMITS, MARKS, count, list_marks, name_level, tell_place
from scorer.types import LEVELS, AnnotatedDocument, Attribution, Paragraph, Priority, Score, ScoredDocument, Source

_BANDS = ((0.8, "bright_cyan"), (0.5, "cyan"), (0.2, "bright_blue"), (0.0, "blue"))
_BAR = 10
_CUES_SHOWN = 8
_REASONS_SHOWN = 3
_WORDS_SHOWN = 50
_REST = "rest"  # many small effects in one, which tell a person nothing
_INDENT = "     "
_HEAD = 39
"""Columns of a headline up to its level."""


class Reporter:
    """Writes documents as a person likes to read them; in plain characters where the stream is no terminal."""

    def __init__(self, stream: TextIO):
        self.stream = stream
        self.lettering = Lettering(stream)
        self.first = True

    def begin(self) -> None:
        """Nothing stands before the first document."""

    def end(self) -> None:
        """Nothing stands behind the last document."""

    def document(self, reported: ScoredDocument | AnnotatedDocument) -> None:
        """Write one document, scored or only annotated."""
        lines = [] if self.first else [""]
        self.first = False
        scored = reported if isinstance(reported, ScoredDocument) else None
        annotated = scored.annotated if scored else reported
        assert isinstance(annotated, AnnotatedDocument)
        lines += self.lettering.title(annotated.document.name)
        if scored:
            lines += self._verdict(scored)
        lines += self._scope(annotated)
        if scored:
            lines += self._strip(scored.scores)
            lines += self._ranking(scored)
            for score in scored.scores if scored.priorities is None else []:
                lines += ["", *self._headline(score), *self._evidence(score.paragraph), *self._reasons(score)]
        else:
            lines += self._sources(annotated.sources)
            for paragraph in annotated.paragraphs:
                lines += ["", *self._number(paragraph), *self._evidence(paragraph), *self._credits(paragraph)]
        self.stream.write("\n".join(lines) + "\n")

    # what stands at the top

    def _verdict(self, scored: ScoredDocument) -> list[str]:
        mean, number = scored.measures["score"], scored.measures["scorable"]
        figure = self.lettering.glyphs["none"] if mean is None else f"{mean:.2f}"
        told = f"Sourcing {figure} ({number} of {count(len(scored.scores), 'paragraph')} scored). {LIMITS}"
        lines = self.lettering.wrap(told, "")
        damaged = [str(score.paragraph.number) for score in scored.scores if "damaged" in score.flags]
        if damaged:
            lines += self.lettering.wrap(f"Broken text, so scores are less certain: paragraph {', '.join(damaged)}.", "")
        return lines

    def _scope(self, annotated: AnnotatedDocument) -> list[str]:
        said = [" - ".join(str(value) for value in entry.values()) for entry in annotated.scope]
        return [line for text in said for line in self.lettering.wrap(f"Not what the model was made for: {text}", "")]

    def _strip(self, scores: list[Score]) -> list[str]:
        if not scores:
            return []
        glyphs, width = self.lettering.glyphs, self.lettering.width - 2
        cell = 2 if len(scores) * 2 <= width else 1
        lines: list[str] = []
        for at in range(0, len(scores), width // cell):
            row = scores[at : at + width // cell]
            lines.append("")
            lines.append(_row([self._shade(score) + " " * (cell - 1) for score in row]))
            lines.append(_row([LETTERS[score.level].ljust(cell) for score in row]))
            marks = [_marks(score) for score in row]
            for depth in range(max(map(len, marks))):
                lines.append(_row([mark[depth : depth + 1].ljust(cell) for mark in marks]))
        levels = [level for level in reversed(LEVELS) if any(score.level == level for score in scores)]
        legend = [f"{glyphs[level]} {LETTERS[level]}{' ' * bool(LETTERS[level])}{name_level(level)}" for level in levels]
        shown = "".join(_marks(score) for score in scores)
        legend += [f"{mark} {word}" for word, mark in MARKS.items() if mark in shown]
        return [*lines, "", *(f"  {line}" for line in self.lettering.flow(legend, width, "  "))]

    # what to check first

    def _ranking(self, scored: ScoredDocument) -> list[str]:
        """The paragraphs to check first, each with the parts of its place; nothing where they were not asked for."""
        if scored.priorities is None:
            return []
        if not scored.priorities:
            return ["", "Nothing to check first."]
        lines = ["", self.lettering.paint("Check first", bold=True)]
        for place, one in enumerate(scored.priorities, 1):
            paragraph = one.score.paragraph
            told = f"paragraph {paragraph.number}, {_where(paragraph)}: priority {one.value:.2f}"
            lines += ["", *self.lettering.hang(f"{place:>3}. ", told, _INDENT), *self._stakes(one)]
            lines += [*self._headline(one.score, placed=True), *self._evidence(paragraph), *self._reasons(one.score)]
            for advice in scored.improvements[paragraph.number - 1][:1] if scored.improvements else ():
                lines += self.lettering.wrap(f"to raise it: {advice.message}", _INDENT)
        return lines

    def _stakes(self, one: Priority) -> list[str]:
        """The product behind a priority, and the sum behind its last factor."""
        glyphs = self.lettering.glyphs
        terms = [f"{glyphs['plus' if effect >= 0 else 'minus']} {part} {abs(effect):.2f}" for part, effect in one.parts.items()]
        factors = [f"needs a source {one.score.needs_source:.2f}", f"x without one {one.gap:.2f}"]
        factors.append(f"x consequence {one.consequence:.2f}" + (f" (1 {' '.join(terms)})" if terms else ""))
        lines = self.lettering.flow(factors, self.lettering.prose_width - len(_INDENT), " ")
        return [_INDENT + line for line in lines]

    # paragraph by paragraph

    def _number(self, paragraph: Paragraph) -> list[str]:
        block = "" if paragraph.block == "body" else f" ({paragraph.block})"
        lines = self.lettering.hang(f"{paragraph.number:>3}  ", f"{_where(paragraph)}{block}", _INDENT)
        return self._tied(lines, paragraph)

    def _tied(self, lines: list[str], paragraph: Paragraph) -> list[str]:
        """Lines of which the first begins with the number of a paragraph, and leads to its file by it."""
        number = str(paragraph.number)
        return [lines[0].replace(number, self.lettering.link(number, paragraph.document.name), 1), *lines[1:]]

    def _headline(self, score: Score, *, placed: bool = False) -> list[str]:
        """Number, score, level and marks, then in words what else is known and, unless it has been told, the place."""
        glyphs, paragraph = self.lettering.glyphs, score.paragraph
        if score.value is None:
            figure, bar = glyphs["none"], " " * _BAR
        else:
            filled = round(score.value * _BAR)
            figure, bar = f"{score.value:.2f}", glyphs["full"] * filled + glyphs["empty"] * (_BAR - filled)
        painted = self.lettering.paint(bar, fg=_band(score.value)) if score.value is not None else bar
        head = f"{paragraph.number:>3}  {figure:>4} {painted} {self._shade(score)} {name_level(score.level):<16}"
        marks = " ".join(_marks(score))
        words = [paragraph.block] * (paragraph.block != "body") + [flag for flag in score.flags if flag not in MARKS]
        told = self.lettering.clean(", ".join(words + [_where(paragraph)] * (not placed)))
        if _HEAD + len(f" {marks:<5} ") + measure(told) <= self.lettering.width:
            return self._tied([f"{head} {marks:<5} {self.lettering.paint(told, dim=True)}".rstrip()], paragraph)
        under = [self.lettering.paint(line, dim=True) for line in self.lettering.wrap(f"{marks} {told}", _INDENT)]
        return self._tied([head.rstrip(), *under], paragraph)

    def _evidence(self, paragraph: Paragraph) -> list[str]:
        """The text, then what was found in it: label and words."""
        sure = [cue for cue in paragraph.cues if cue.weight >= 0.5]
        plain = paragraph.document.plain
        marked = [(cue.start, cue.end) for cue in sure]
        lines = self.lettering.wrap(plain[paragraph.start : paragraph.end], _INDENT, marked, paragraph.start)
        found = dict[str, None]()
        for cue in sorted(sure, key=lambda cue: cue.family == "cue"):  # that somebody said it tells least
            negated = "not " if cue.negated else ""
            found[f"{negated}{cue.family}.{cue.label} {self._quote(plain, cue.start, cue.end)}"] = None
        shown = list(found)[:_CUES_SHOWN]
        if len(found) > len(shown):
            shown.append(f"and {len(found) - len(shown)} more")
        return lines + self._dim(shown)

    def _reasons(self, score: Score) -> list[str]:
        if score.value is None and score.level == "background":
            return []
        glyphs = self.lettering.glyphs
        named = [reason for reason in score.reasons if reason.feature != _REST]
        top = sorted(named, key=lambda reason: -abs(reason.effect))[:_REASONS_SHOWN]
        shown = [f"{r.feature} {glyphs['plus' if r.effect >= 0 else 'minus']}{abs(r.effect):.2f}" for r in top]
        return self._dim([f"why {name_level(score.level)}: {shown[0]}", *shown[1:]], hang="  ") if shown else []

    def _credits(self, paragraph: Paragraph) -> list[str]:
        return [line for said in paragraph.attributions for line in self._dim([self._credit(said, paragraph.document.plain)])]

    def _credit(self, said: Attribution, text: str) -> str:
        who = self.lettering.clean(text[slice(*said.mention)]) if said.mention else "(nobody here)"
        behind = f"{said.source.kind} #{said.source.id}" if said.source else said.kind
        what = f": {self._quote(text, *said.content)}" if said.content else ""
        extra = [word for word in ("relay" * said.relay, said.polarity * (said.polarity != "asserted")) if word]
        verb = self.lettering.clean(text[slice(*said.cue)])
        return f"{who} [{behind}] {verb}{what}" + f" ({', '.join(extra)})" * bool(extra)

    def _sources(self, sources: list[Source]) -> list[str]:
        lines = self.lettering.wrap(f"{count(len(sources), 'source')}. {LIMITS}", "")
        for source in sources:
            where = ", ".join(str(number) for number in sorted({at.paragraph + 1 for at in source.mentions}))
            told = f" ({'; '.join(sorted(source.described))})" if source.described else ""
            reason = f"; reason given: {source.reason_kind or 'yes'}" if source.reason else ""
            several = f"; {source.count} of them" if source.count else ""
            said = f"#{source.id} {source.name} - {source.kind}{told}{several}{reason}; paragraph {where}"
            lines += self.lettering.hang("  ", said, "    ")
        return lines

    # small parts

    def _shade(self, score: Score) -> str:
        style: dict[str, object] = {"dim": True} if score.value is None else {"fg": _band(score.value)}
        return self.lettering.paint(self.lettering.glyphs[score.level], **style)

    def _quote(self, text: str, start: int, end: int) -> str:
        """The first words of a stretch, in quotation marks."""
        glyphs = self.lettering.glyphs
        words = self.lettering.clean(text[start : min(end, start + _WORDS_SHOWN)]).strip("\"'“”‘’ ")
        return f"{glyphs['open']}{words}{glyphs['cut'] if end - start > _WORDS_SHOWN else ''}{glyphs['close']}"

    def _dim(self, items: list[str], hang: str = "") -> list[str]:
        """Items side by side, as many as a line holds."""
        letters = self.lettering
        lines = letters.flow(items, letters.prose_width - len(_INDENT) - len(hang), letters.glyphs["dot"])
        return [letters.paint(f"{_INDENT}{hang if at else ''}{line}", dim=True) for at, line in enumerate(lines)]


def _where(paragraph: Paragraph) -> str:
    place = tell_place(paragraph.document, paragraph.start)
    return f"in the file: {place}" if paragraph.document.places else place


def _marks(score: Score) -> str:
    return "".join(MARKS[word] for word in list_marks(score))


def _band(value: float) -> str:
    return next(color for least, color in _BANDS if value >= least)


def _row(cells: list[str]) -> str:
    return ("  " + "".join(cells)).rstrip()
