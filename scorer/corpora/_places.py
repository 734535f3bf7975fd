"""Where the cues of a paragraph stand: labels name them by their words, most formats by offsets."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from heapq import heappop, heappush

from scorer.corpora import CUE_FAMILIES, Label, LabelledDocument, Report
from scorer.errors import CorpusError

Place = tuple[int, int]
_WORD = re.compile(r"\w")


def locate(text: str, cues: Sequence[str]) -> list[Place | None]:
    """Start and end of each cue of one family: the n-th mention of the same words is their n-th occurrence.

    Whole words come before parts of words ("may" is not in "mayor"), stretches no other cue has before shared ones. None where
    the words do not occur, or not so often.
    """
    taken = bytearray(len(text))
    free: dict[str, _Occurrences] = {}
    found: list[Place | None] = []
    for cue in cues:
        if cue not in free:
            free[cue] = _Occurrences(text, cue)
        best = free[cue].next(taken)
        found.append(best)
        if best:
            taken[best[0] : best[1]] = b"\1" * (best[1] - best[0])
    return found


class _Occurrences:
    """Where the words of a cue stand and no cue with the same words has been put yet, the best first."""

    def __init__(self, text: str, cue: str) -> None:
        self._whole: deque[Place] = deque()
        self._cut: deque[Place] = deque()
        self._shared: list[tuple[bool, Place]] = []
        at = text.find(cue) if cue else -1
        while at >= 0:
            place = at, at + len(cue)
            (self._cut if _cuts_words(text, place) else self._whole).append(place)
            at = text.find(cue, at + 1)

    def next(self, taken: bytearray) -> Place | None:
        """The best place left; ``taken`` marks the characters other cues have. Each place is looked at twice at most."""
        for cuts, places in ((False, self._whole), (True, self._cut)):
            while places:
                place = places.popleft()
                if 1 not in taken[place[0] : place[1]]:
                    return place
                heappush(self._shared, (cuts, place))
        return heappop(self._shared)[1] if self._shared else None


def _cuts_words(text: str, place: Place) -> bool:
    start, end = place
    return _inside_word(text, start) or _inside_word(text, end)


def _inside_word(text: str, at: int) -> bool:
    return 0 < at < len(text) and bool(_WORD.match(text[at - 1]) and _WORD.match(text[at]))


def with_places(label: Label, text: str, places: dict[str, list[Place]]) -> Label:
    """The label with the cues that stand at these places; ``places`` are kept only where the words alone do not tell them."""
    cues = {family: tuple(text[start:end] for start, end in places.get(family, ())) for family in CUE_FAMILIES}
    kept = {family: tuple(there) for family in CUE_FAMILIES if (there := places.get(family, [])) != locate(text, cues[family])}
    return label._replace(cues=cues, places=kept)


def is_place(value: object, text: str) -> bool:
    """Whether a value is start and end of a stretch of at least one character of the text."""
    match value:
        case [int(start), int(end), *_]:
            return type(start) is type(end) is int and 0 <= start < end <= len(text)
    return False


def places_of(label: Label, text: str, where: str) -> dict[str, list[Place]]:
    """Start and end of all cues by family. Raises ``CorpusError`` where a cue is not in the text."""
    places: dict[str, list[Place]] = {}
    for family in CUE_FAMILIES:
        cues = label.cues.get(family, ())
        there = list(label.places.get(family, ())) or locate(text, cues)
        places[family] = []
        for cue, place in zip(cues, there, strict=True):
            if place is None or text[place[0] : place[1]] != cue:
                raise CorpusError(f"{where}: the {family} cue {cue!r} is not in the paragraph; correct it first")
            places[family].append(place)
    return places


def labels_of(document: LabelledDocument) -> Iterator[tuple[int, str, Label, Label | None]]:
    """Number (from 1), text, label and second label (None without a second reader) of each paragraph."""
    second = document.second or (None,) * len(document.paragraphs)
    rows = zip(document.paragraphs, document.labels, second, strict=True)
    for number, (text, label, other) in enumerate(rows, 1):
        yield number, text, label, other


def verbatim(cues: object, text: str, family: str, where: str, report: Report) -> tuple[str, ...]:
    """The cues of a family that are words of the text; what is none is told and left out."""
    if cues is None:
        return ()
    if not isinstance(cues, list | tuple):
        report(f"{where}: {family} must be a list of words of the paragraph, not {cues!r}")
        return ()
    words = [cue for cue in cues if isinstance(cue, str)]
    for cue in cues:
        if not isinstance(cue, str):
            report(f"{where}: {family} cue {cue!r} is no text")
    kept = []
    for cue, place in zip(words, locate(text, words), strict=True):
        if place:
            kept.append(cue)
        elif cue and cue in text:
            report(f"{where}: {family} cue {cue!r} is named {words.count(cue)} times and occurs {text.count(cue)} times")
        else:
            report(f"{where}: {family} cue {cue!r} is not in the paragraph; copy it character by character")
    return tuple(kept)
