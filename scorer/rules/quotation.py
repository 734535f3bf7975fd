"""Who speaks in quotation marks, and whether the marks are right."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator

from scorer.rules._definitions import Copy, Hit, rule
from scorer.text import Quotation
from scorer.types import UNCOUNTED, Mention, Source

_DOUBTFUL = "\ufffd"
_SINGLE = frozenset("‘’'")
_STOPS = frozenset(".!?…")
_SIGNS = frozenset("-—–")
_INTRODUCES = _SIGNS | {":"}
_VOICES = ("src", "resp", "cue.neutral", "cue.according", "cue.document", "cue.doubt", "cue.concede")
_SPEECH = 6
_PERSONAL = frozenset("i i'm i've i'll i'd me my we we're we've we'll us our you you're your".split())
_PRONOUNS = frozenset("i we he she it they who".split())
_DEEDS = frozenset(["declared", "announced", "proclaimed"])
"""Saying so is doing it: a word in their object is the narrator's."""
_NAMING = frozenset(
    """
    word words term terms phrase label slogan title titled called dubbed nicknamed named known entitled nickname as spelled
    hashtag pronounced means meaning
    """.split()
)


def _whole(copy: Copy, stretch: Quotation) -> bool:
    """Whether a quotation is all that its paragraph says."""
    first, last = copy.text.paragraph_tokens(stretch.paragraph)
    return copy.text.count_words(first, last) == copy.text.count_words(stretch.first, stretch.last)


def _speaking(copy: Copy) -> set[int]:
    """The paragraphs in which anybody is credited, or words of saying stand."""
    sourced = {number for number, one in enumerate(copy.paragraphs) if one.attributions}
    return sourced | {number for number, _ in copy.cues(*_VOICES, quoted=False)}


@rule(
    "QT501",
    "error",
    standard="AP and Reuters: the speaker of a quotation is clear",
    reason="A reader cannot tell who says this.",
    fix="Name the speaker in the same paragraph, or cut the quotation.",
)
def orphan_quote(copy: Copy, *, words: float = 8) -> Iterator[Hit]:
    """Direct speech stands alone in its paragraph, and neither there nor in the neighbours is anybody said to speak.

    Threshold: words = 8, below which it may be a title or a slogan. Only whole sentences in the first or second person count,
    which extracts of documents and captions rarely are; paragraphs that end with a colon or a dash introduce their quotation.
    """
    speaking = copy.once(_speaking)
    prose = frozenset(copy.prose)
    text = copy.text
    for index, stretch in enumerate(text.quotations):
        here = stretch.paragraph
        if index in copy.annotated.speakers or stretch.continues or not stretch.closed or here not in prose:
            continue
        if text.count_words(stretch.first, stretch.last) < words or not _whole(copy, stretch):
            continue
        around = range(here - 2, here + 2)  # a caption may part what one speaker says
        folded = text.folded[stretch.first + 1 : stretch.last - 1]
        span = text.span(stretch.first, stretch.last)
        before = text.folded[text.first[here] - 2] if here else ""
        following = text.first[here + 1] if here + 1 < len(copy.paragraphs) else stretch.last - 1
        if (
            not speaking.isdisjoint((here - 1, here + 1))
            or before in _INTRODUCES
            or not _SIGNS.isdisjoint(copy.document.text[span.end : text.ends[following]])
            or _DOUBTFUL in copy.document.plain[span.start : span.end]
            or _PERSONAL.isdisjoint(folded)
            or folded[-1] not in _STOPS
            or any(other.paragraph in around and other is not stretch for other in text.quotations[max(index - 4, 0) : index + 5])
        ):
            continue
        yield Hit(span.start, span.end, "Nobody is said to speak this, here or in the paragraphs beside it.")


@rule(
    "QT502",
    "warning",
    standard="AP: restate the speaker unless clear",
    reason="A reader who does not know whom the pronoun means does not know who speaks.",
    fix="Put the speaker's name in place of the pronoun.",
)
def lost_pronoun(copy: Copy, *, paragraphs: float = 3) -> Iterator[Hit]:
    """The speaker is only "he" or "she", and nobody is named up to there in three paragraphs.

    Threshold: paragraphs = 3, the reach within which 86 % of pronouns find their name. Any full name or known surname in it
    keeps the rule silent.
    """
    text = copy.text
    named = _names(copy)
    for one in copy.attributions():
        if one.mention is None or one.source is None or one.source.subkind != "pronoun":
            continue
        at = text.token_at(one.mention.start)
        if text.folded[at] not in ("he", "she") or text.quoted[at] or _is_answer(copy, one.paragraph):
            continue
        first = text.first[max(one.paragraph - int(paragraphs), 0)]
        if bisect_left(named, first) == bisect_left(named, at):
            message = f"“{copy.words_of(one.mention)}” speaks, and nobody is named in the {paragraphs:.0f} paragraphs up to here."
            yield Hit(one.mention.start, one.mention.end, message)


def _is_answer(copy: Copy, number: int) -> bool:
    """Whether a paragraph is a turn of an interview: "A: She was …"."""
    text = copy.text
    first = text.first[number]
    return len(text.words[first]) <= 2 and text.words[first + 1] == ":"


def _names(copy: Copy) -> list[int]:
    """Tokens at which a full name, a title with a name, or a speaker's surname begins."""
    words, folded = copy.text.words, copy.text.folded
    surnames = {source.name.split()[-1].casefold() for source in copy.sources if source.kind == "person" and source.name}
    return [
        at
        for at in range(len(words) - 1)
        if folded[at] in surnames or (words[at][:1].isupper() and words[at + 1][:1].isupper())
    ]


@rule(
    "QT503",
    "warning",
    standard="AP on running quotations",
    reason="A reader cannot tell where the speaker's words end and the newsroom's begin.",
    fix="Close the quotation, or open the next paragraph with a mark if the speaker goes on.",
)
def unclosed_quote(copy: Copy, *, words: float = 3) -> Iterator[Hit]:
    """A quotation is opened and not closed to the end of its paragraph, and the next paragraph does not open again.

    Threshold: words = 3 at least behind the mark, for a stray mark opens nothing. Lost characters and single marks, which may
    be apostrophes, are left alone; a caption or heading in between does not part a running quotation.
    """
    text = copy.text
    opening = {stretch.paragraph for stretch in text.quotations if stretch.first == text.first[stretch.paragraph]}
    for stretch in text.quotations:
        end = text.paragraph_tokens(stretch.paragraph)[1]
        mark = text.words[stretch.first]
        if stretch.closed or stretch.continued or stretch.last < end or mark in _SINGLE or mark == _DOUBTFUL:
            continue
        if stretch.paragraph + 2 in opening or text.count_words(stretch.first, stretch.last) < words:
            continue
        if text.ends[stretch.first] != text.starts[stretch.first + 1]:  # a closer set the wrong way round
            continue
        if _stands_in_tag(copy, stretch):
            continue
        span = text.span(stretch.first, min(stretch.first + 4, stretch.last))
        yield Hit(span.start, span.end, "The quotation that opens here is never closed.")


@rule(
    "QT504",
    "note",
    standard="AP on fragments and scare quotes",
    reason="Marks around a word doubt it without saying who uses it or why.",
    fix="Say whose word it is, or take the marks away.",
)
def scare_quote(copy: Copy, *, words: float = 2) -> Iterator[Hit]:
    """One or two words stand in quotation marks, and nobody is said to use them.

    Threshold: words = 2. Titles, nicknames, words spoken of as words, measures, what stands beside a word of saying or in what a
    person or body is credited with at first hand, and what is one of several quotations of its sentence do not count.
    """
    text = copy.text
    quoted = Counter(text.sentence_of[stretch.first] for stretch in text.quotations)
    said = {text.token_at(one.cue.start) for paragraph in copy.paragraphs for one in paragraph.attributions}
    told = copy.once(_told_first_hand)
    prose = frozenset(copy.prose)
    for stretch in text.quotations:
        inner = range(stretch.first + 1, stretch.last - 1)
        count = text.count_words(stretch.first, stretch.last)
        if not stretch.closed or stretch.paragraph not in prose or not 1 <= count <= words:
            continue
        if text.words[stretch.first] == _DOUBTFUL or quoted[text.sentence_of[stretch.first]] > 1:
            continue
        low, high = text.sentence_tokens(stretch.first)
        near = range(max(low, stretch.first - 5), min(high, stretch.last + 4))
        if (
            any(text.capitals[at] or not text.words[at][:1].isalpha() for at in inner if text.worded[at])
            or text.folded[stretch.last - 2] in ("!", "?", ".")
            or not _NAMING.isdisjoint(text.folded[max(low, stretch.first - 3) : stretch.first])
            or any(at in said and text.folded[at] not in _DEEDS for at in near)
            or told[stretch.first]
            or _stands_in_tag(copy, stretch)
        ):
            continue
        span = text.span(stretch.first, stretch.last)
        yield Hit(span.start, span.end, f"Nobody is said to use {copy.words_of(span)}.")


def _stands_in_tag(copy: Copy, stretch: Quotation) -> bool:
    """Whether marks hold the value of an attribute of a tag that was left in the copy, or one opens behind such a value."""
    start = copy.text.starts[stretch.first]
    plain = copy.document.plain
    return plain[max(start - 1, 0) : start] == "=" or plain[start + 1 : start + 2] == ">"


def _told_first_hand(copy: Copy) -> bytearray:
    """One byte a token: whether it stands in what a person or body itself is credited with."""
    told = bytearray(len(copy.text) + 1)
    for one in copy.attributions():
        if one.content and one.kind in ("person", "institution", "document") and not (one.relay or one.label == "decree"):
            first, last = copy.text.tokens(*one.content)
            told[first:last] = bytes([1]) * (last - first)
    return told


def _spoken(copy: Copy) -> dict[int, list[tuple[Quotation, Source]]]:
    """The quotations of some length with their speakers, by paragraph."""
    found: dict[int, list[tuple[Quotation, Source]]] = {}
    for index, stretch in enumerate(copy.text.quotations):
        speaker = copy.annotated.speakers.get(index)
        length = copy.text.count_words(stretch.first, stretch.last)
        if speaker is not None and speaker.kind not in UNCOUNTED and length >= _SPEECH:
            found.setdefault(stretch.paragraph, []).append((stretch, speaker))
    return found


@rule(
    "QT505",
    "note",
    standard="Reuters: do not run different speakers together",
    reason="Readers take one paragraph's quotations for one person's.",
    fix="Begin a paragraph for the second speaker.",
)
def mixed_speakers(copy: Copy) -> Iterator[Hit]:
    """One paragraph quotes two speakers at some length."""
    for spoken in copy.once(_spoken).values():
        other = next((stretch for stretch, speaker in spoken if speaker is not spoken[0][1]), None)
        if other is not None:
            span = copy.text.span(other.first, other.last)
            yield Hit(span.start, span.end, "A second speaker is quoted in the same paragraph.")


@rule(
    "QT506",
    "note",
    standard="Reuters: the speaker is known by the end of the first sentence",
    reason="Readers hear a voice for several sentences before they learn whose it is.",
    fix="Name the speaker at the end of the first quoted sentence.",
)
def slow_speaker(copy: Copy, *, sentences: float = 3) -> Iterator[Hit]:
    """The speaker is revealed only after three quoted sentences.

    Threshold: sentences = 3. One whom the paragraph before already credits, or whom a pronoun means, is known.
    """
    text = copy.text
    mentions: dict[tuple[int, int], Mention] = {}
    for place, identity in sorted((mention, source.id) for source in copy.sources for mention in source.mentions):
        mentions.setdefault((identity, place.paragraph), place)
    for number, spoken in copy.once(_spoken).items():
        stretch, speaker = spoken[0]
        mention = mentions.get((speaker.id, number))
        if mention is None or mention.text.casefold() in _PRONOUNS or stretch.continues or (speaker.id, number - 1) in mentions:
            continue
        before = [at for at in range(stretch.first, stretch.last) if text.starts[at] < mention.start and text.worded[at]]
        quoted = len({text.sentence_of[at] for at in before})
        if mention.start > text.starts[stretch.first] and quoted >= sentences:
            yield Hit(mention.start, mention.end, f"The speaker is named after {quoted} quoted sentences.")
