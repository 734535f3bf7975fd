"""What would make a source that is not named easier to trace, by what the draft already tells of it."""

from __future__ import annotations

from collections.abc import Iterator

from scorer.improvements._copy import Copy, cues_of
from scorer.types import Attribution, Improvement, Mention, Paragraph, Source, Span

_ACTS = frozenset({"decree", "document"})
_ENOUGH = 2
_CROWDS = frozenset({"people", "those", "police", "staff", "others", "members", "sources", "insiders"})
_ONE = frozenset({"a", "an", "one", "another", "someone", "somebody"})
_PRESENT = frozenset("involved attended present witnessed direct first-hand firsthand participants attendees".split())
_OWNED = frozenset("his her their its our of".split())
_PUBLIC = frozenset("conference hearing testimony testified forum rally broadcast".split())
_PRESS = frozenset({"reporters", "reporter", "journalists"})
_READ = frozenset("read attended witnessed watched overheard".split())
_WHO = frozenset({"who", "whose", "whom"})
_ONLY_ASKS = frozenset("asked requested declined spoke wanted insisted would did could said says not".split())
_BEING = frozenset("is are was were".split())
_NO_PART = frozenset("not granted given authorised authorized unauthorised familiar briefed close aware quoted unwilling".split())
_GENERIC = frozenset("familiar close near aware knowledgeable briefed knowledge".split())
_BELONGING = frozenset("of at in from for within inside".split())
_SILENT = frozenset({"attitude", "decree", "document"})
_LONGEST = 9
_PLACED = frozenset({"side", "role"})


def advise_on_unnamed(copy: Copy, paragraph: Paragraph, said: Attribution, source: Source) -> Iterator[Improvement]:
    """Name it; else tell of it what is missing, where it first speaks. Whoever is unnamed for a reason is not asked to be."""
    at = copy.where_spoken_of(source, paragraph)
    if at is None or said.label in _ACTS:
        return
    who = f"“{copy.name_of(at)}”"
    if source.kind == "official_group" and source.count is None and not copy.once(source, _tells_how):
        body = "" if _is_somebodys(copy, source, at) else ", or the body they speak for and where it said so"
        yield Improvement("name_source", f"Name one of {who}{body}.", at)
        return
    first = copy.mentions_of(source)[0].paragraph + 1
    wanting = list(_missing(copy, paragraph, said, who, at))
    rote = source.reason_kind == "boilerplate"
    if rote or not copy.once(source, Copy.has_reason):
        later = f", or say more of them in paragraph {first}" if wanting and first < paragraph.number else ""
        yield Improvement("name_source", f"Ask {who} to be named{later}.", at)
    if first != paragraph.number or said.label in _SILENT:
        return
    yield from wanting
    if not wanting and not _is_borne_out(paragraph, source):
        yield Improvement("add_second_source", f"Find a document, or somebody named, that bears out what {who} told.", at)


def advise_on_bystander(copy: Copy, paragraph: Paragraph, said: Attribution, source: Source) -> Iterator[Improvement]:
    """Somebody unnamed because nobody asked; whoever is unnamed for a reason is left in peace."""
    at = copy.where_spoken_of(source, paragraph)
    if at is None or said.content is None or said.label in _SILENT or len(copy.folded(at)) > _LONGEST:
        return
    if not _PRESS.isdisjoint(copy.folded(at)):
        return
    who = f"“{copy.words_of(at)}”"
    if not copy.once(source, Copy.has_reason):
        yield Improvement("name_source", f"Give the name of {who}, or say where they were and how they know.", at)
    elif not is_plural(source) and not _is_borne_out(paragraph, source):
        yield Improvement("add_second_source", f"Find a second source, or a document, for what {who} told.", at)


def _is_somebodys(copy: Copy, source: Source, at: Span) -> bool:
    """Whether a group is told to belong to somebody: "her advisers", "officials of the ministry"."""
    return "side" in source.described or any(word in _OWNED or word.endswith(("'s", "’s")) for word in copy.folded(at))


def _missing(copy: Copy, paragraph: Paragraph, said: Attribution, who: str, at: Span) -> Iterator[Improvement]:
    """What the draft does not tell of a source, what counts most first."""
    source = said.source
    assert source is not None
    told = source.described | ({"side"} if copy.once(source, _tells_side) else set())
    described = len(told) >= _ENOUGH
    several = is_plural(source)
    belong, risk, passes = ("belong", "risk", "pass") if several else ("belongs", "risks", "passes")
    if not described and told.isdisjoint(_PLACED):
        yield Improvement("describe_source", f"Say which side or body {who} {belong} to, and in what post.", at)
    if not copy.once(source, Copy.has_reason) and _PUBLIC.isdisjoint(copy.words_in(copy.sentence_of(at.start))):
        yield Improvement("give_reason", f"Say why {who} may not be named: what naming would cost, or which rule forbids it.", at)
    if source.reason_kind == "boilerplate" and source.reason is not None:
        rote = f"“{copy.words_of(source.reason)}” would fit anybody"
        yield Improvement("give_reason", f"{rote}: say what {who} {risk} by being named.", source.reason)
    if said.relay:
        yield Improvement("go_to_origin", f"{who} {passes} on what others told: ask them, or see the record for yourself.", at)
    elif not copy.once(source, _tells_how) and not _refuses(copy, source):
        how = "by being there, from a paper, or from others"
        yield Improvement("say_how_they_know", f"Say how {who} came to know this: {how}.", at)
    if several and source.count is None:
        yield Improvement("give_number", f"Say how many {who} are.", at)
    if not several and not _is_borne_out(paragraph, source):
        yield Improvement("add_second_source", f"Find a second source, or a document, for what {who} told.", at)
    if not described and not told.isdisjoint(_PLACED):
        part = f"which side or body {who} {belong} to" if "side" not in told else f"in what post {who} came to know it"
        yield Improvement("describe_source", f"Say {part}.", at)


def is_plural(source: Source) -> bool:
    """Whether a source is several people, by its count or its name."""
    if source.count is not None:
        return source.count > 1
    parts = source.name.casefold().split()
    return bool(parts) and parts[0] not in _ONE and (parts[-1] in _CROWDS or parts[-1].endswith("s"))


def _tells_side(copy: Copy, source: Source) -> bool:
    """Whether a mention tells whose the source is: "employees of the ferry line", not "people with knowledge of the plan"."""
    told = (frozenset(mention.text.casefold().split()) for mention in source.mentions)
    return any(not _BELONGING.isdisjoint(these) and _GENERIC.isdisjoint(these) for these in told)


def _tells_how(copy: Copy, source: Source) -> bool:
    """Whether the draft tells how the source knows: a clause behind it that says more than "familiar with the matter"."""
    return "how" in source.described or any(_is_placed(copy, mention) for mention in source.mentions)


def _is_placed(copy: Copy, mention: Mention) -> bool:
    """Whether a mention has words of taking part, or is followed by a clause of who that is or was."""
    text = copy.text
    first, last = text.tokens(mention.start, mention.end)
    if not _PRESENT.isdisjoint(text.folded[first:last]):
        return True
    after = text.sentence_of[first] + 1
    if any(not _READ.isdisjoint(copy.words_in(one)) for one in range(after - 1, min(after + 1, len(text.sentences)))):
        return True
    behind = last + (text.folded[last] == ",")
    return any(text.folded[at] in _WHO and _takes_part(*text.folded[at + 1 : at + 3]) for at in [*range(first, last), behind])


def _takes_part(verb: str = "", behind: str = "") -> bool:
    """Whether "who …" goes on with more than a wish not to be named: "who was aboard", not "who was not authorised"."""
    return verb not in _ONLY_ASKS and not (verb in _BEING and behind in _NO_PART)


def _refuses(copy: Copy, source: Source) -> bool:
    """Whether the draft tells that the source will not say how it knows."""
    return any("how" in copy.folded(span) for span in source.withheld)


def _is_borne_out(paragraph: Paragraph, source: Source) -> bool:
    """Whether the paragraph tells of somebody else, or of a check that was made."""
    others = any(one.source is not None and one.source is not source and not one.source.unnamed for one in paragraph.attributions)
    return others or bool(cues_of(paragraph, "ver.independent", "ver.corroborated", "ver.documents_seen"))
