"""For people: what changed in the verdict, then paragraph by paragraph, then sources, replies, quotations and measures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any, TextIO

from scorer.reports._changes._words import COUNTS, SHARES, SOURCES, tell_difference, tell_figure, tell_step
from scorer.reports._lettering import Lettering, measure
from scorer.terms import LIMITS, RESPONSES, count, name_kind
from scorer.types import Changes, Excerpt, ParagraphChange, QuotationChange, ReplyChange, Score, Source, SourceChange

_INDENT = "     "
_AROUND = 8
"""Words shown before and behind an edit."""
_WHOLE = 100
"""Words of an edit that are shown."""


class Reporter:
    """Writes changes as a person likes to read them; in plain characters where the stream is no terminal."""

    def __init__(self, stream: TextIO):
        self.stream = stream
        self.lettering = Lettering(stream)
        self.none = self.lettering.glyphs["none"]

    def document(self, changes: Changes) -> None:
        """Write what changed between two drafts."""
        lines = [*self._title([one.annotated.document.name for one in (changes.old, changes.new)]), *self._verdict(changes)]
        if changes.empty:
            lines += ["", "Nothing changed."]
        lines += self._part("Paragraphs", [line for one in changes.paragraphs for line in self._paragraph(one)])
        lines += self._part("Sources", [line for one in changes.sources for line in self._source(one)])
        lines += self._part("Replies", [line for one in changes.replies for line in self._reply(one)])
        lines += self._part("Quotations", [line for one in changes.quotations for line in self._quotation(one)])
        lines += self._part("Measures", list(self._measures(changes.measures)))
        self.stream.write("\n".join(lines) + "\n")

    def _title(self, names: list[str]) -> list[str]:
        """Both names on one line, if it holds them."""
        letters = self.lettering
        shown = [letters.clean(name) for name in names]
        if sum(map(measure, shown)) + len(" -> ") > letters.width:
            return [*letters.title(names[0]), *letters.title(names[1], "-> ")]
        tied = [letters.link(letters.paint(one, bold=True), name) for one, name in zip(shown, names, strict=True)]
        return [" -> ".join(tied)]

    def _part(self, title: str, lines: list[str]) -> list[str]:
        return ["", self.lettering.paint(title, bold=True), *lines] if lines else []

    def _verdict(self, changes: Changes) -> list[str]:
        old, new = (one.measures.get("score") for one in (changes.old, changes.new))
        kinds = Counter(one.kind for one in changes.paragraphs)
        words = {"same": "judged otherwise"}
        told = [
            f"{kinds[kind]} {words.get(kind, kind)}" for kind in ("added", "removed", "changed", "moved", "same") if kinds[kind]
        ]
        lines = self.lettering.wrap(f"Sourcing {tell_step(old, new, self.lettering.glyphs)}. {LIMITS}", "")
        if told:
            number = count(len(changes.old.scores), "paragraph")
            lines += self.lettering.wrap(f"Of {number} then and {len(changes.new.scores)} now: {', '.join(told)}.", "")
        return lines

    # paragraph by paragraph

    def _paragraph(self, one: ParagraphChange) -> list[str]:
        numbers = [str(score.paragraph.number) if score else self.none for score in (one.old, one.new)]
        place = numbers[1] if one.old and numbers[0] == numbers[1] else " -> ".join(numbers)
        what = {"same": "same words"}.get(one.kind, one.kind) + (" and moved" if one.moved and one.kind != "moved" else "")
        lines = ["", *self.lettering.hang(" " * (3 - len(place)), f"{place}: {what}, {self._levels(one.old, one.new)}", _INDENT)]
        if one.kind == "changed":
            lines += self._edited(one)
        elif score := one.new or one.old:
            lines += self.lettering.wrap(self._shorten(score.paragraph.text.split()), _INDENT)
        if one.old and one.new and one.old.kind != one.new.kind:
            lines += self.lettering.wrap(f"rests on: {name_kind(one.old.kind, '')} -> {name_kind(one.new.kind, '')}", _INDENT)
        for word, cues, score in (("added", one.hedges_added, one.new), ("dropped", one.hedges_dropped, one.old)):
            if cues and score:
                text = score.paragraph.document.text
                said = ", ".join(self._quote(text[cue.start : cue.end]) for cue in cues)
                lines += self.lettering.wrap(f"{count(len(cues), 'hedge')} {word}: {said}", _INDENT)
        return lines

    def _levels(self, old: Score | None, new: Score | None) -> str:
        """Level and score, before and after."""
        glyphs = self.lettering.glyphs
        if old is None or new is None:
            only = old or new
            assert only
            return f"{_name(only.level)} {tell_figure(only.value, glyphs)}"
        if old.level == new.level:
            return f"{_name(new.level)} {tell_step(old.value, new.value, glyphs)}"
        after = f"{_name(new.level)} {tell_figure(new.value, glyphs)}{tell_difference(old.value, new.value, glyphs)}"
        return f"{_name(old.level)} {tell_figure(old.value, glyphs)} -> {after}"

    def _edited(self, one: ParagraphChange) -> list[str]:
        """The new words with the edits in them, [-as they were-] and {+as they are+}; long stretches without one are cut."""
        assert one.old is not None
        assert one.new is not None
        before, after = one.old.paragraph.document.text, one.new.paragraph.document.text
        at, pieces = one.new.paragraph.start, list[str]()
        for edit in one.edits:
            pieces += self._cut(after[at : edit.new.start].split(), begins=at == one.new.paragraph.start)
            gone, come = before[slice(*edit.old)].split(), after[slice(*edit.new)].split()
            pieces += [f"[-{self._shorten(gone, _WHOLE)}-]"] * bool(gone) + [f"{{+{self._shorten(come, _WHOLE)}+}}"] * bool(come)
            at = edit.new.end
        pieces += self._cut(after[at : one.new.paragraph.end].split(), ends=True)
        return self.lettering.wrap(" ".join(pieces), _INDENT, _marked(pieces))

    # document wide

    def _source(self, one: SourceChange) -> list[str]:
        shown = [self._who(source) for source in (one.old, one.new) if source]
        return self.lettering.hang("  ", f"{SOURCES[one.kind]}: {' -> '.join(shown)}", "    ")

    def _who(self, source: Source) -> str:
        return f"{source.name} [{name_kind(source.kind, source.subkind)}]"

    def _reply(self, one: ReplyChange) -> list[str]:
        said = f"{one.kind}: {one.reply.name}, {RESPONSES.get(one.reply.label, one.reply.label)}: {self._excerpt(one.words)}"
        return self.lettering.hang("  ", said, "    ")

    def _quotation(self, one: QuotationChange) -> list[str]:
        words = [self._excerpt(excerpt) for excerpt in (one.old, one.new) if excerpt]
        speakers = [source.name if source else "nobody" for source in (one.old_speaker, one.new_speaker)]
        if one.kind == "speaker":
            return self.lettering.hang("  ", f"other speaker: {words[-1]}: {' -> '.join(speakers)}", "    ")
        by = one.new_speaker if one.new else one.old_speaker
        told = f" by {by.name}" if by else ""
        return self.lettering.hang("  ", f"{one.kind}: {' -> '.join(words)}{told}", "    ")

    def _measures(self, measures: dict[str, tuple[Any, Any]]) -> Iterable[str]:
        for name, label in (COUNTS | SHARES).items():
            if name in measures:
                step = tell_step(*measures[name], self.lettering.glyphs)
                yield from self.lettering.hang("  ", f"{label}: {step}", "    ")

    # small parts

    def _shorten(self, words: list[str], most: int = 4 * _AROUND) -> str:
        """The first words of a text."""
        return " ".join(words[:most]) + f" {self.lettering.glyphs['cut']}" * (len(words) > most)

    def _cut(self, words: list[str], *, begins: bool = False, ends: bool = False) -> list[str]:
        """Unchanged words between two edits, without the middle of many; only the end, or the beginning, at the edges."""
        first, last = (0 if begins else _AROUND), (0 if ends else _AROUND)
        if len(words) <= first + last + 1:
            return words
        return [*words[:first], self.lettering.glyphs["cut"], *words[len(words) - last :]]

    def _excerpt(self, words: Excerpt) -> str:
        return f"{self._quote(self._shorten(words.text.split()))} (paragraph {words.paragraph})"

    def _quote(self, text: str) -> str:
        said = " ".join(text.split()).strip('"“”')
        return f"{self.lettering.glyphs['open']}{said}{self.lettering.glyphs['close']}"


def _name(level: str) -> str:
    return "no source needed" if level == "background" else level


def _marked(pieces: list[str]) -> list[tuple[int, int]]:
    """Where the edits stand in the text that the pieces make."""
    at, found = 0, []
    for piece in pieces:
        if piece.startswith(("[-", "{+")):
            found.append((at, at + len(piece)))
        at += len(piece) + 1
    return found
