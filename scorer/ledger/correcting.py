"""Corrections of a fact-checker done to the sources of a document, after they are found and before anything is told of them."""

from __future__ import annotations

from scorer.errors import CorrectionError
from scorer.ledger.corrections import Correction
from scorer.types import Attribution, Source

_SHOWN = 8
"""So many known sources a complaint lists."""


class Corrector:
    """The sources and attributions of a document under correction."""

    def __init__(self, sources: list[Source], attributions: list[Attribution], corrections: list[Correction]):
        self.sources = sources
        self.attributions = attributions
        self.corrections = corrections
        self._numbered = {source.id: source for source in sources}
        self.replaced: dict[int, Source] = {}
        """By ``id()`` of a source that is gone: the one it is now."""
        self._kinds: list[tuple[Source, str]] = []

    def regroup(self) -> None:
        """Split, merge, re-kind and rename, in place; sources are numbered again."""
        for one in self.corrections:
            if one.verb == "split":
                self._split(one)
            elif one.verb == "merge":
                self._merge(one)
            elif one.verb == "kind":
                self._kinds.append((self._find(one.sources[0], one.where), one.to))
            else:
                self._find(one.sources[0], one.where).name = one.to
        self.fix_kinds()
        for number, source in enumerate(self.sources, 1):
            source.id = number

    def fix_kinds(self) -> None:
        """Give corrected sources their kind; done again once the document has settled the others."""
        kinds = {id(source): kind for source, kind in self._kinds}
        for source, kind in self._kinds:
            if source.kind != kind or "corrected by hand" not in source.evidence:
                source.kind, source.subkind = kind, ""
                source.evidence.append("corrected by hand")
        for attribution in self.attributions:
            if attribution.source and id(attribution.source) in kinds:
                attribution.kind = attribution.source.kind
                if attribution.subkind not in ("pronoun", "description"):
                    attribution.subkind = ""

    def _split(self, one: Correction) -> None:
        source = self._find(one.sources[0], one.where)
        here = sorted({mention.paragraph + 1 for mention in source.mentions})
        for number in one.paragraphs:
            if number not in here:
                there = ", ".join(map(str, here))
                raise CorrectionError(f"{one.where}: {_shown(source)} is not credited in paragraph {number}, but in {there}")
        known = [other for other in self.sources if other is not source and _folded(other.name) == _folded(one.to)]
        target = known[0] if known else Source(len(self.sources) + 1, source.kind, one.to, source.subkind)
        if not known:
            target.evidence.append(f"split from {source.name}")
            self.sources.append(target)
        meant = {number - 1 for number in one.paragraphs}
        self._move(source, target, meant)
        if not source.mentions:
            self._drop(source, target)

    def _merge(self, one: Correction) -> None:
        kept, *others = [self._find(name, one.where) for name in one.sources]
        for other in others:
            if other is not kept and other in self.sources:
                self._move(other, kept, {mention.paragraph for mention in other.mentions})
                kept.role = kept.role or other.role
                kept.drift = sorted({*kept.drift, *other.drift})
                kept.evidence.append(f"merged with {other.name}")
                self._drop(other, kept)

    def _move(self, source: Source, target: Source, paragraphs: set[int]) -> None:
        moved = [mention for mention in source.mentions if mention.paragraph in paragraphs]
        source.mentions = [mention for mention in source.mentions if mention.paragraph not in paragraphs]
        target.mentions = sorted([*target.mentions, *moved])
        for attribution in self.attributions:
            if attribution.source is source and attribution.paragraph in paragraphs:
                attribution.source = target
                attribution.kind = target.kind

    def _drop(self, source: Source, successor: Source) -> None:
        self.sources.remove(source)
        self.replaced[id(source)] = successor

    def _find(self, name: str, where: str) -> Source:
        """The source a correction names: by number, name, mention, or words of its name."""
        if name.startswith("#"):
            source = self._numbered.get(int(name[1:])) if name[1:].isdecimal() else None
            while source is not None and id(source) in self.replaced:
                source = self.replaced[id(source)]
            if source is None:
                raise CorrectionError(f"{where}: no source {name!r}; {self._known(name)}")
            return source
        wanted = _folded(name)
        for found in (
            [source for source in self.sources if _folded(source.name) == wanted],
            [source for source in self.sources if any(_folded(mention.text) == wanted for mention in source.mentions)],
            [source for source in self.sources if f" {wanted} " in f" {_folded(source.name)} "],
        ):
            if len(found) > 1:
                which = ", ".join(map(_shown, found[:_SHOWN]))
                raise CorrectionError(f"{where}: {name!r} may be {which}; give the number")
            if found:
                return found[0]
        raise CorrectionError(f"{where}: no source {name!r}; {self._known(name)}")

    def _known(self, name: str) -> str:
        if not self.sources:
            return "the document has none"
        from difflib import get_close_matches

        wanted = {_folded(text): source for source in self.sources for text in (source.name, *source.name.split())}
        close = get_close_matches(_folded(name), list(wanted), n=1)
        hint = f"did you mean {_shown(wanted[close[0]])}? " if close else ""
        more = f" and {len(self.sources) - _SHOWN} more" if len(self.sources) > _SHOWN else ""
        return f"{hint}known: {', '.join(map(_shown, self.sources[:_SHOWN]))}{more}"


def _folded(name: str) -> str:
    """A name in small letters, without marks beside it and without its article."""
    words = name.replace("’", "'").casefold().strip(" ,.;:\"'“”").split()
    return " ".join(words[1:] if len(words) > 1 and words[0] in ("the", "a", "an") else words)


def _shown(source: Source) -> str:
    return f"#{source.id} {source.name!r}"
