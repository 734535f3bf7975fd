"""What the rules of attribution ask together: which sentences credit somebody, who speaks near a place, what a claim is."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from scorer.lexicon import words
from scorer.rules._definitions import Copy
from scorer.types import UNCOUNTED, Attribution, Cue, Source, Span

_UNSPOKEN = frozenset({"attitude", "decree", ""})
_STILL_NEWS = frozenset({"short", "live_blog"})
_LIKELY = 0.3
_SURE = 0.5
_PLAIN = 0.8
_SHORTEST = 8
_SPEECH = ("cue.neutral", "cue.according", "cue.accuse", "cue.characterise", "cue.concede", "cue.doubt")
_MARKS = frozenset("narr.analysis hedge.modal hedge.condition hedge.likelihood hedge.verb_noun boost.certainty".split())
_PERSONAL = frozenset("i we you me my our your i'm we're you're i’m we’re you’re let's".split())
_PLACES = ("metonym", "place", "demonym", "org_adj")


class Told(NamedTuple):
    """Somebody credited by a speech act or a document, by the sentence that it stands in."""

    sentence: int
    said: Attribution
    source: Source
_LONG = 8
"""Paragraphs from which on a piece can be told for commentary."""
_LIKELIER = 0.5


def sentence_of(copy: Copy, offset: int) -> int:
    """The number of the sentence that holds a character."""
    text = copy.text
    return text.sentence_of[min(text.token_at(offset), len(text) - 1)]


def sentences_of(copy: Copy, span: Span) -> range:
    """The numbers of the sentences that a stretch touches."""
    return range(sentence_of(copy, span.start), sentence_of(copy, max(span.end - 1, span.start)) + 1)


def folded(copy: Copy, start: int, end: int) -> list[str]:
    """The words of a stretch, folded."""
    first, last = copy.text.tokens(start, end)
    return copy.text.folded[first:last]


def following(copy: Copy, offset: int, count: int) -> list[str]:
    """The next words of the same sentence, folded."""
    text = copy.text
    at = text.token_at(offset)
    if at >= len(text):
        return []
    return text.folded[at : min(at + count, text.sentence_tokens(at)[1])]


def cited(copy: Copy) -> frozenset[int]:
    """Sentences that credit somebody with words, or stand among them."""
    found: set[int] = set()
    for told in copy.once(tellers).values():
        for one in told:
            found.add(one.sentence)
            if one.said.content:
                found.update(sentences_of(copy, one.said.content))
    return frozenset(found)


def tellers(copy: Copy) -> dict[int, list[Told]]:
    """Who is credited with words, not with a state of mind or a deed, by sentence; nobody in particular is left out.

    Whoever "reportedly said" something is not the origin of it.
    """
    informants = copy.once(_informants)
    found: dict[int, list[Told]] = {}
    for one in copy.attributions():
        if one.source is None or one.source.id not in informants or one.label in _UNSPOKEN:
            continue
        if not _is_hearsay(copy, one):
            number = sentence_of(copy, one.cue.start)
            found.setdefault(number, []).append(Told(number, one, one.source))
    return found


def _is_hearsay(copy: Copy, one: Attribution) -> bool:
    """Whether its verb is one of hearsay: "is understood", "reportedly said", "purportedly written by"."""
    first = copy.text.token_at(one.cue.start)
    if not words("hearsay_adverb").isdisjoint(copy.text.folded[max(first - 1, 0) : copy.text.tokens(*one.cue)[1]]):
        return True
    return not copy.once(_hearsay).isdisjoint(range(*copy.text.tokens(*one.cue)))


def _hearsay(copy: Copy) -> frozenset[int]:
    """The tokens of hearsay."""
    found: set[int] = set()
    for _, cue in copy.cues("hedge.hearsay"):
        found.update(range(*copy.text.tokens(cue.start, cue.end)))
    return frozenset(found)


def told_near(copy: Copy, sentence: int, reach: int) -> Iterator[Told]:
    """Who is credited with words within so many sentences."""
    by_sentence = copy.once(tellers)
    for number in range(sentence - reach, sentence + reach + 1):
        yield from by_sentence.get(number, ())


def told_in(copy: Copy, first: int, last: int) -> Iterator[Told]:
    """Who is credited with words in paragraphs ``first`` to ``last``, both with."""
    by_paragraph = copy.once(_told_by_paragraph)
    for number in range(first, last + 1):
        yield from by_paragraph.get(number, ())


def _told_by_paragraph(copy: Copy) -> dict[int, list[Told]]:
    found: dict[int, list[Told]] = {}
    for told in copy.once(tellers).values():
        for one in told:
            found.setdefault(one.said.paragraph, []).append(one)
    return found


def is_place(source: Source) -> bool:
    """Whether a country or capital speaks for its government ("China", "the US")."""
    name = source.name.casefold().removeprefix("the ")
    return source.subkind == "metonym" or any(name in words(one) for one in _PLACES)


def names_body(copy: Copy, span: Span) -> bool:
    """Whether a group is described by a body or a name ("Health Department officials"), not only by a nation."""
    text = copy.text
    for at in range(*text.tokens(span.start, span.end)):
        opens = at == text.sentence_tokens(at)[0]
        named = text.capitals[at] and (not opens or text.folded[at] in copy.once(_names))
        if named and not any(text.folded[at] in words(one) for one in _PLACES):
            return True
    return False


def _names(copy: Copy) -> frozenset[str]:
    """Words that have a capital within a sentence somewhere in the piece, and nowhere a small letter."""
    text = copy.text
    openers = {first for first, _ in text.sentences}
    capital = {low for at, low in enumerate(text.folded) if at not in openers and text.capitals[at]}
    return frozenset(capital - {word for word in text.words if word[:1].islower()})


def stands_quoted(copy: Copy, offset: int) -> bool:
    """Whether a character stands in direct speech."""
    text = copy.text
    return bool(text.quoted[min(text.token_at(offset), len(text) - 1)])


def is_prose(copy: Copy, number: int) -> bool:
    """Whether a paragraph is no heading, byline, dateline or caption."""
    return number in copy.once(_prose)


def _prose(copy: Copy) -> frozenset[int]:
    return frozenset(copy.prose)


def is_commentary(copy: Copy, most: float = 0.33, credited: float = 0.3) -> bool:
    """Whether a piece is the writer's own view, whatever page it stands on."""
    if len(copy.prose) < _LONG:
        return False
    if copy.annotated.measures["attributed_share"] < credited:
        return True
    return sum(copy.scores[number].probabilities[1] >= _LIKELIER for number in copy.prose) > most * len(copy.prose)


def is_news(copy: Copy) -> bool:
    """Whether copy is in scope: in opinion, lists and interviews the narrator answers for what is said (TX903)."""
    return all(one["kind"] in _STILL_NEWS for one in copy.annotated.scope)


def raw_cues(copy: Copy, *labels: str, least: float = _LIKELY) -> Iterator[tuple[int, Cue]]:
    """Cues of these names at a lower bar than sure ones, outside direct speech, in prose."""
    for number in copy.prose:
        for cue in copy.paragraphs[number].cues:
            if cue.weight >= least and not cue.quoted and f"{cue.family}.{cue.label}" in labels:
                yield number, cue


def disputable(copy: Copy, number: int) -> Cue | None:
    """The first words of a paragraph that judge, infer or speak of what may be: a claim that wants an owner.

    Questions, what is said to the reader or of the writer, and what is owned not to be known are no claims.
    """
    for cue in copy.paragraphs[number].cues:
        least = _SURE if cue.label == "modal" and "would" not in copy.words_of(cue[:2]).casefold() else _LIKELY
        if not cue.quoted and cue.weight >= least and f"{cue.family}.{cue.label}" in _MARKS:
            here = sentence_of(copy, cue.start)
            first, last = copy.text.sentences[here]
            personal = not _PERSONAL.isdisjoint(copy.words_near(here))
            if personal or copy.text.folded[last - 1] == "?" or last - first < _SHORTEST:
                continue
            if here not in copy.once(_owned):
                return cue
    return None


def _owned(copy: Copy) -> frozenset[int]:
    """Sentences that tell of somebody's words after all, or own that a thing is not known."""
    spoken = [cue for _, cue in copy.cues(*_SPEECH) if cue.weight >= _PLAIN]
    return frozenset(sentence_of(copy, cue.start) for cue in [*spoken, *(cue for _, cue in copy.cues("hedge.limits"))])


def content_words(copy: Copy, span: Span | tuple[int, int]) -> frozenset[str]:
    """The longer words of a stretch, by their first six letters, so that forms of one word meet."""
    return frozenset(word[:6] for word in folded(copy, *span) if len(word) >= 5 and word.isalpha())


def passes_on_allegation(copy: Copy, one: Attribution) -> bool:
    """Whether a source passes on what another alleges, denies or is held to believe, or state media anybody's words."""
    if one.content is None or not (one.relay or one.passes_on):
        return False
    if one.relay and one.source is not None and one.source.subkind == "state":
        return True
    if one.mention is None or one.subkind == "pronoun" or folded(copy, *one.mention)[-1:][0] in folded(copy, *one.content):
        return False  # whoever speaks of themselves passes on nothing
    if one.source is not None and one.source.kind == "media" and words_before(copy, one.mention.start) & {"with", "to"}:
        return False  # an outlet that somebody spoke to
    marks = copy.once(_contested if one.relay else _held)
    at = bisect_left(marks, one.content.start)
    if at < len(marks) and marks[at] < one.content.end:
        return True
    return one.relay and not words("wrongdoing").isdisjoint(folded(copy, *one.content))


def words_before(copy: Copy, offset: int) -> frozenset[str]:
    """The folded word before an offset."""
    at = copy.text.token_at(offset)
    return frozenset(copy.text.folded[max(at - 1, 0) : at])


def _held(copy: Copy) -> list[int]:
    """Where something is held to be believed, or contradicted."""
    return sorted(cue.start for _, cue in copy.cues("hedge.doxastic", "ver.contradicted"))


def _contested(copy: Copy) -> list[int]:
    """The same, and where somebody accuses or denies."""
    return sorted(cue.start for _, cue in copy.cues("hedge.doxastic", "ver.contradicted", "resp.denial", "cue.accuse"))


def credits_somebody(copy: Copy, number: int) -> bool:
    """Whether a paragraph credits anybody with anything, be it a crowd; a side that only acts has no voice."""
    informants = copy.once(_informants)
    if any(credit.source.id in informants for credit in copy.credits_by_paragraph.get(number, ())):
        return True
    return any(one.kind == "weasel_group" and one.subkind != "named side" for one in copy.paragraphs[number].attributions)


def credits_sides_only(copy: Copy, number: int) -> bool:
    """Whether a paragraph has attributions, all of them to sides that act and have no voice ("companies supported the sale")."""
    found = [one for one in copy.paragraphs[number].attributions if one.source is not None]
    return bool(found) and all(one.kind in UNCOUNTED and one.subkind == "named side" for one in found)


def outlet_sentences(copy: Copy) -> frozenset[int]:
    """Sentences that name an outlet."""
    found = {
        sentence_of(copy, mention.start)
        for source in copy.sources
        if source.kind == "media" and source.subkind not in ("description", "pronoun")
        for mention in source.mentions
        if any(letter.isupper() for letter in mention.text.removeprefix("The"))
    }
    text, known = copy.text, words("outlet")
    for at, word in enumerate(text.folded):
        if text.capitals[at] and (word in known or " ".join(text.folded[at : at + 2]) in known):
            found.add(text.sentence_of[at])
    return frozenset(found)


def _informants(copy: Copy) -> frozenset[int]:
    return frozenset(one.id for one in copy.informants)
