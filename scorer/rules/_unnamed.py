"""What rules on anonymity ask of copy: who is withheld from the reader, and what stands beside such a source."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from scorer.lexicon import words
from scorer.rules._copy import Copy
from scorer.types import UNNAMED, Attribution, Mention, Reply, Source, Span

_REASONS = ("anon.reason_informative", "anon.reason_boilerplate")
_BECAUSE = frozenset({"because", "fear", "fearing", "since", "lest"})
_NEAR = 2
_ONE = frozenset({"a", "an", "one", "another"})
_BARE = frozenset({"source", "sources"})
_DETERMINERS = frozenset("a an the one some several multiple other another both many two three four our these those".split())
_ACTS = frozenset({"decree", "document"})
_PUBLIC = frozenset(
    """
    speech conference testified testimony facebook twitter tweeted tweet posted instagram hearing court police statement
    f.b.i fbi f.b.i. investigators congress parliament committee jury televised rally interview podcast blog
    emails e-mails hacked
    """.split()
)
"""Words of a sentence in which somebody speaks openly, or to a body and not to a newsroom."""
_EMAILS = frozenset({"emails", "e-mails"})
_BYSTANDERS = frozenset("friend friends neighbor neighbors neighbour neighbours relative relatives fan fans customer".split())
_ANY = frozenset("any no every each the these such".split())
"""Words that introduce nobody: nobody in particular, or somebody told of before."""
_INSIDE = frozenset(
    "source sources insider insiders people person close familiar briefed knowledge anonymity named identified".split()
)
_SPEECH = frozenset("neutral according doubt endorse concede accuse characterise".split())
_UNIQUE = frozenset({"president", "premier", "chancellor", "pope", "king", "queen"})
_NOBODY = frozenset("other others one some several".split())
_PRONOUNS = frozenset("they he she it who that which those".split())
_CLAUSE = frozenset({"who", "whose"})
_OPEN = frozenset("of about with the a an this these that its his her their our".split())
_STATE = frozenset({"administration", "federal", "government", "intelligence", "state", "national"})
_NAMED = 3
_DUTY = "declined"


def withheld_sources(copy: Copy) -> list[Source]:
    """Sources of information that are deliberately unnamed; office-holders en bloc only if they asked for it."""
    return copy.once(_withheld)


def _withheld(copy: Copy) -> list[Source]:
    uses: dict[int, list[Attribution]] = {}
    for said in copy.attributions():
        if said.source:
            uses.setdefault(said.source.id, []).append(said)
    asked = [cue.start for _, cue in copy.cues("anon.request")]
    people = sorted(one.start for source in copy.sources if source.kind == "person" and (one := first_mention(source)))
    return [
        source
        for source in copy.informants
        if _is_insider(source)
        and any(said.label in _SPEECH for said in uses.get(source.id, ()))
        and (_asks(copy, source, asked) or not _is_open(copy, source, uses.get(source.id, []), people))
    ]


def _is_insider(source: Source) -> bool:
    if source.kind == "official_group":
        return source.subkind == "insiders"
    return source.kind in ("anon_vague", "anon_described") and _is_somebody(source)


def _is_somebody(source: Source) -> bool:
    """Whether a source is spoken of as somebody in particular: no friend or neighbour, no "any person", nobody with a name."""
    mention = first_mention(source)
    if mention is None:
        return False
    told = mention.text.split()
    folded = [word.strip(".,;:’'").lower() for word in told]
    if not is_one(source) and _INSIDE.isdisjoint(folded) and source.count is None:
        return False  # a trade or side at large: "corporate lobbyists", "Democrats in the town"
    if folded[0] in _ANY or not _BYSTANDERS.isdisjoint(folded) or folded[-2:] == ["in", "general"]:
        return False
    if (len(folded) == 1 and folded[0] in _NOBODY) or ("former" in folded and not _UNIQUE.isdisjoint(folded)):
        return False
    behind = mention.text.partition(", ")[2].split()
    return not (len(behind) >= 2 and behind[0][:1].isupper() and behind[1][:1].isupper())  # "an aide, Ana Duarte,"


def _asks(copy: Copy, source: Source, asked: list[int]) -> bool:
    """Whether a condition of anonymity stands in a paragraph that mentions the source."""
    numbers = {copy.paragraph_at(start) for start in asked}
    return any(mention.paragraph in numbers for mention in source.mentions)


def _is_open(copy: Copy, source: Source, uses: list[Attribution], people: list[int]) -> bool:
    """Whether a source is no secret: it speaks in public or to a body, it only acts, or its name follows at once."""
    if uses and all(said.label in _ACTS for said in uses):
        return True
    if any(not _PUBLIC.isdisjoint(sentence_words(copy, said.cue)) for said in uses):
        return True
    if uses and not _EMAILS.isdisjoint(_words_before(copy, uses[0].cue[0])):
        return True
    mention = first_mention(source)
    return mention is not None and is_one(source) and _is_introduced(copy, mention, people)


def _words_before(copy: Copy, offset: int) -> list[str]:
    """The folded words of the sentence before the one that holds a character."""
    text = copy.text
    at = text.sentence_of[text.token_at(offset)] - 1
    return text.folded[slice(*text.sentences[at])] if at >= 0 else []


def _is_introduced(copy: Copy, mention: Mention, people: list[int]) -> bool:
    """Whether the rest of the sentence, or the next of the paragraph, names a person: "an aide told why. Ana Lund, who …"."""
    text = copy.text
    here = text.sentence_of[text.token_at(mention.start)]
    after = here + 1 < len(text.sentences) and text.paragraph_of[text.sentences[here + 1][0]] == mention.paragraph
    first, last = text.sentences[here + after]
    place = bisect_right(people, mention.end)
    if place < len(people) and people[place] < text.ends[last - 1]:
        return True
    opening = text.words[first : first + _NAMED]
    return after and len(opening) == _NAMED and opening[-1] == "," and all(word[:1].isupper() for word in opening[:-1])


def first_mention(source: Source) -> Mention | None:
    """Where a source is first spoken of by more than a pronoun; None where it never is."""
    spoken = [mention for mention in source.mentions if mention.text.lower() not in _PRONOUNS]
    return min(spoken, key=lambda mention: mention.start, default=None)


def where_told(copy: Copy, source: Source) -> Span | None:
    """Where a source is first spoken of, without the clause that asks for anonymity: "an aide(, who asked not to be named)"."""
    mention = first_mention(source)
    if mention is None:
        return None
    text = copy.text
    first, last = text.tokens(mention.start, mention.end)
    asked = any(mention.start <= cue.start < mention.end for _, cue in copy.cues("anon.request"))
    for at in range(first + 1, last):
        aside = text.folded[at - 1] == ","
        if text.folded[at] in _CLAUSE and (aside or asked):
            return text.span(first, max(at - aside, first + 1))
    return Span(mention.start, mention.end)


def whole_phrase(copy: Copy, span: Span) -> Span:
    """A stretch with the noun that its last words call for: "because of the sensitivity of (the matter)"."""
    text = copy.text
    first, last = text.tokens(*span)
    while text.folded[last - 1] in _OPEN and text.worded[last]:
        last += 1
    return text.span(first, last)


def has_reason_near(copy: Copy, source: Source) -> bool:
    """Whether a reason for anonymity stands in the paragraphs around a source, whoever it was read for."""
    reasons = copy.once(_reasons)
    return any(abs(number - mention.paragraph) <= _NEAR for number in reasons for mention in source.mentions)


def _reasons(copy: Copy) -> frozenset[int]:
    """The paragraphs in which a reason is given, or a condition of anonymity has a "because", "for fear" or the like."""
    given = {number for number, _ in copy.cues(*_REASONS)}
    asked = {number for number, cue in copy.cues("anon.request") if not _BECAUSE.isdisjoint(sentence_words(copy, cue[:2]))}
    return frozenset(given | asked)


def is_bare(source: Source) -> bool:
    """Whether all the reader learns is "a source" or "sources", wherever it is spoken of."""
    told = [frozenset(mention.text.lower().split()) for mention in source.mentions]
    return not source.described and all(not words_of - _DETERMINERS - _BARE and words_of & _BARE for words_of in told)


def is_one(source: Source) -> bool:
    """Whether a source is one person."""
    mention = first_mention(source)
    return source.count == 1 or (source.count is None and bool(mention) and _begins_with_one(mention))


def _begins_with_one(mention: Mention | None) -> bool:
    return mention is not None and mention.text.lower().partition(" ")[0] in _ONE


def said_by(copy: Copy, source: Source) -> Iterator[Attribution]:
    """What is attributed to a source, in order."""
    return (one for one in copy.attributions() if one.source is source)


def leading_sources(copy: Copy) -> list[Source]:
    """Who is credited in the first three paragraphs of prose, in order, each once."""
    credits = [credit for number in copy.lead for credit in copy.credits_by_paragraph.get(number, ())]
    return list({credit.source.id: credit.source for credit in credits}.values())


def unnamed_share(copy: Copy) -> float:
    """The share of the words credited in the first three paragraphs that is credited to unnamed sources, 0 to 1."""
    held = [(credit.source, credit.span) for number in copy.lead for credit in copy.credits_by_paragraph.get(number, ())]
    spans = [span for _, span in held if span]
    unnamed = [span for source, span in held if span and source.kind in UNNAMED]
    return copy.lengths.words(unnamed) / max(copy.lengths.words(spans), 1)


def silent_bodies(copy: Copy) -> list[tuple[str, Reply]]:
    """Bodies that declined to comment, by name, each with its reply."""
    named = ((reply.party.name if reply.party else reply.name, reply) for reply in copy.replies if reply.label == _DUTY)
    return [(name, reply) for name, reply in named if name and (reply.party is None or reply.party.kind == "institution")]


def may_belong(source: Source, body: str) -> bool:
    """Whether an unnamed source may be a member of a body: it is called by its name, or speaks for the state the body is part of.

    "US officials" may be of the Central Intelligence Agency, not of the Chinese Embassy.
    """
    told = frozenset(word.strip(".,'’").lower() for mention in source.mentions for word in mention.text.split())
    named = frozenset(word.strip(".,'’").lower() for word in body.split() if word[:1].isupper())
    if named - {"the", "a", "an"} and named <= told | {"the"}:
        return True
    of_states = words("demonym") | {"us", "u.s", "uk", "u.k"}
    states, body_states = told & of_states, named & of_states
    if body_states:
        return bool(states & body_states) and not words("state_body").isdisjoint(named)
    official = "official" in told or "officials" in told
    return official and bool(states or told & _STATE) and not words("state_body").isdisjoint(_runs(body))


def _runs(name: str) -> frozenset[str]:
    """The words of a name and its runs of two and three words, folded."""
    parts = [part.strip(".,'’").lower() for part in name.split()]
    return frozenset(" ".join(parts[at : at + size]) for size in (1, 2, 3) for at in range(len(parts)))


def sentence_words(copy: Copy, span: Span | tuple[int, int]) -> frozenset[str]:
    """The folded words of the sentence in which a stretch stands."""
    text = copy.text
    return copy.words_near(text.sentence_of[min(text.token_at(span[0]), len(text) - 1)])
