"""Where copy itself says what wants an owner: reports with no agent, hearsay, figures, minds read, claims at large."""

from __future__ import annotations

from collections.abc import Iterator

from scorer.lexicon import words
from scorer.rules._claims import (
    cited,
    content_words,
    disputable,
    folded,
    following,
    is_place,
    outlet_sentences,
    raw_cues,
    sentence_of,
    stands_quoted,
    told_in,
    told_near,
)  # fmt: skip
from scorer.rules._definitions import Copy
from scorer.types import Attribution, Cue, Span

_HELD = frozenset(
    """
    believed thought said reported rumored rumoured understood feared expected alleged suspected presumed assumed claimed
    reputed speculated regarded
    """.split()
)
_AUXILIARY = frozenset({"is", "are", "was", "were", "be", "been", "being", "’s", "'s"})
_OPENING = frozenset({"is", "are", "was", "were", "been", "’s", "'s", "it", "it's"})
_TALES = frozenset("tale tales story stories told rumor rumors rumour rumours legend".split())
"""Words by which a sentence says itself that it passes on a story."""
_FIGURES = frozenset({"%", "percent", "per", "percentage", "£", "$", "€", "million", "billion", "trillion"})
_KEEPERS = frozenset(
    """
    according data figures survey poll polls census study report statistics bureau estimate estimates estimated estimating
    agency ministry index research analysis reuters
    """.split()
)
_POLL_REACH = 3
_POLLED = frozenset(
    "poll polls polling pollster survey surveys primary primaries caucus caucuses delegates ballots voters".split()
)
_EXEMPT = frozenset(
    """
    fine fined sentenced vote votes voted won beat goals points score ballots turnout poll polls quarter-final percentile
    i we my our you
    duty duties population visitors tourists investors price prices
    tax taxes tariff interest if ratify rating ratings viewers
    plan plans proposal proposes requiring includes eliminating
    shareholders stake offer shares stock index nasdaq dow ftse closed trading tickets ticket bail bond priced
    """.split()
)


def find_agentless(copy: Copy) -> Iterator[tuple[Cue, bool]]:
    """Belief and report with nobody who believes or reports; with each whether it is no more than a date in a diary."""
    last = -1
    for _, bare in raw_cues(copy, "hedge.hearsay", "src.agentless"):
        cue = _with_auxiliary(copy, bare)
        held = folded(copy, cue.start, cue.end)
        if cue.start < last or _HELD.isdisjoint(held) or not _is_passive(copy, cue, held):
            continue
        planned = "expected" in held and _is_planned(copy, cue)
        if not (planned or cue.weight >= 0.5) or stands_quoted(copy, cue.start) or _is_owned(copy, cue):
            continue
        last = cue.end
        yield cue, planned


def _with_auxiliary(copy: Copy, cue: Cue) -> Cue:
    """ "believed to be" with the "is" or "is widely" in front of it."""
    text = copy.text
    first = text.token_at(cue.start)
    at = first - 1 - (text.folded[first - 1].endswith("ly") if first else 0)
    return cue._replace(start=text.starts[at]) if at >= 0 and text.folded[at] in _AUXILIARY else cue


def _is_planned(copy: Copy, cue: Cue) -> bool:
    """Whether what is expected has a place in a diary: such an act is named next, or a day in the sentence."""
    if not words("planned_act").isdisjoint(following(copy, cue.end, 2)):
        return True
    near = copy.words_near(sentence_of(copy, cue.start))
    return bool(near & words("weekday") or near & words("month") - {"may", "march"})


def _is_passive(copy: Copy, cue: Cue, held: list[str]) -> bool:
    """ "is believed to", "it is said that"; not "as expected", and not what somebody was told or is supposed to do."""
    if held[0] not in _OPENING or {"by", "not"} & set(held) or "by" in following(copy, cue.end, 2):
        return False
    return held[-1] in ("to", "that", "have", "be") or "to" in held or following(copy, cue.end, 1) in (["to"], ["that"])


def _is_owned(copy: Copy, cue: Cue) -> bool:
    here = sentence_of(copy, cue.start)
    return here in copy.once(cited) or not _KEEPERS.isdisjoint(copy.words_near(here))


def find_hearsay(copy: Copy) -> Iterator[Cue]:
    """Adverbs of hearsay where no origin is told: no source in the sentence, no charge or filing in it or next to it."""
    for _, cue in raw_cues(copy, "hedge.hearsay", least=0.5):
        if words("hearsay_adverb").isdisjoint(folded(copy, cue.start, cue.end)):
            continue
        here = sentence_of(copy, cue.start)
        if not _TALES.isdisjoint(copy.words_near(here)):
            continue
        told = here in copy.once(cited) or here in copy.once(outlet_sentences)
        if not told and words("occasion").isdisjoint(copy.words_near(here, 1)):
            yield cue


def find_figures(copy: Copy) -> Iterator[Cue]:
    """Changes, shares and counts of harm in the narrator's voice with no keeper in the sentence or next to it."""
    done = -1
    for number, cue in raw_cues(copy, "narr.stat_unsourced", least=0.55):
        here = sentence_of(copy, cue.start)
        if here == done or not _is_figure(copy, cue) or not _EXEMPT.isdisjoint(copy.words_near(here)):
            continue
        if here in copy.once(_unkept) or copy.paragraphs[number].block != "body" or _is_of_polls(copy, number):
            continue
        if any(told.source.kind != "weasel_group" and not is_place(told.source) for told in told_near(copy, here, 1)):
            continue
        if here in copy.once(_kept):
            continue
        done = here
        yield cue


def _is_of_polls(copy: Copy, number: int) -> bool:
    """Whether a poll or vote is told of in the paragraph or the three before it: its shares are from there."""
    polled = copy.once(_polls)
    return any(one in polled for one in range(number - _POLL_REACH, number + 1))


def _polls(copy: Copy) -> frozenset[int]:
    text = copy.text
    return frozenset(text.paragraph_of[at] for at, word in enumerate(text.folded) if word in _POLLED)


def _is_figure(copy: Copy, cue: Cue) -> bool:
    """A change or share in percent, or a count of harm; sums alone are prices as often as claims.

    Harm with a date to it ("killed 32 people in March") is public record.
    """
    found = folded(copy, cue.start, cue.end)
    counted = any(word[:1].isdigit() or word in words("numword") for word in found)
    if not counted or {"years", "year", "days", "weeks", "months", "points"} & set(found):
        return False
    if not _FIGURES.isdisjoint(found) and not {"$", "£", "€"} & set(found):
        return True
    near = copy.words_near(sentence_of(copy, cue.start))
    dated = near & (words("month") | words("weekday") | {"ago", "year", "years", "anniversary"})
    return not words("harm").isdisjoint(found) and not dated


def _kept(copy: Copy) -> frozenset[int]:
    """Sentences within one of a word for data, a document or a poll."""
    text = copy.text
    found: set[int] = set()
    for at, word in enumerate(text.folded):
        if word in _KEEPERS:
            here = text.sentence_of[at]
            found.update((here - 1, here, here + 1))
    return frozenset(found)


def _unkept(copy: Copy) -> frozenset[int]:
    """Sentences with a credit that is somebody's, not a country's."""
    found: set[int] = set()
    for credit in copy.credits:
        if credit.span and not is_place(credit.source) and credit.source.kind != "weasel_group":
            found.update(range(sentence_of(copy, credit.span.start), sentence_of(copy, credit.span.end - 1) + 1))
    return frozenset(found)


def find_late(copy: Copy, shared: int) -> Iterator[tuple[Span, Attribution]]:
    """A lead that claims, two paragraphs with no source, and a later one that credits somebody with the same matter."""
    if len(copy.prose) < 4 or any(copy.credits_by_paragraph.get(number) for number in copy.prose[:2]):
        return
    lead = copy.prose[0]
    mark = disputable(copy, lead) or next((one.cue for one in copy.accusations if one.paragraph == lead), None)
    if mark is None:
        return
    here = sentence_of(copy, mark.start)
    if not _KEEPERS.isdisjoint(copy.words_near(here)) or any(
        one.family == "src" and sentence_of(copy, one.start) == here for one in copy.paragraphs[lead].cues
    ):
        return
    sentence = copy.sentence_at(mark.start)
    claimed = content_words(copy, sentence)
    for told in told_in(copy, copy.prose[2], len(copy.paragraphs)):
        if told.said.content and len(claimed & content_words(copy, told.said.content)) >= shared:
            yield sentence, told.said
            return


def find_minds(copy: Copy) -> Iterator[tuple[Span, str]]:
    """Holders of a belief, wish or fear who are credited with no words in the paragraph or those next to it."""
    text = copy.text
    seen: set[tuple[int, str]] = set()
    for number, cue in raw_cues(copy, "cue.attitude", "hedge.doxastic", least=0.6):
        verb = next((at for at in range(*text.tokens(cue.start, cue.end)) if text.folded[at] in words("mind_verb")), None)
        if verb is None or verb == 0 or cue.negated:
            continue
        holder = _holder(copy, verb)
        if holder is None or (number, text.folded[verb - 1]) in seen:
            continue
        key = text.folded[verb - 1]
        seen.add((number, key))
        if _is_told(copy, verb, key):
            continue
        if not any(_speaks(copy, one.said, key) for one in told_in(copy, number - 1, number + 1)):
            yield Span(holder.start, text.ends[verb]), copy.words_of(holder)


def _holder(copy: Copy, verb: int) -> Span | None:
    """The noun in front of the verb with its adjectives and article; None for a pronoun, and where it is no subject."""
    text = copy.text
    first = text.sentence_tokens(verb)[0]
    head = text.folded[verb - 1]
    named = text.capitals[verb - 1]
    group = head in words("official") or head in _BODIES
    if verb - 1 < first or not (named or group) or head in _NO_HOLDER | words("month") | words("weekday"):
        return None
    if not group and head in words("demonym") | words("group"):  # a crowd, which AT202 looks at, or "Western thought"
        return None
    at = verb - 1
    many = head != "us" and head.endswith(("s", "ese", "sh", "ch"))
    if (text.folded[verb] in _PLURAL and not many) or text.folded[max(at - 1, 0)] == "of":
        return None
    while at > first and (text.capitals[at - 1] or text.folded[at - 1] in ("the", "senior", "many")):
        at -= 1
    return text.span(at, verb)


def _is_told(copy: Copy, verb: int, key: str) -> bool:
    """Whether the sentence credits a person who tells of the belief: "Bara hoped to sing again, her teacher Ana Lund said"."""
    here = copy.text.sentence_of[verb]
    near = told_in(copy, copy.text.paragraph_of[verb], copy.text.paragraph_of[verb])
    return any(one.sentence == here and one.source.kind == "person" and not _speaks(copy, one.said, key) for one in near)


def _speaks(copy: Copy, said: Attribution, key: str) -> bool:
    name = said.source.name.casefold() if said.source else ""
    mention = folded(copy, *said.mention) if said.mention else []
    return key in mention or key in name.split()


_BODIES = frozenset("administration government ministry officials company party campaign leaders leadership police army".split())
_PLURAL = frozenset("believe think want wish fear hope suspect intend dread doubt resent".split())
_NO_HOLDER = frozenset(
    "i we you they he she it who what that this there and or but if when as so to all those people some many others".split()
)
