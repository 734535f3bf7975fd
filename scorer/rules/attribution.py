"""Who answers for what copy says.

Precedence, so that no two of these rules report the same words for the same fault: a crowd with a view is AT202, officials at
large who speak AT205, and whoever only thinks AT210; a report with no agent is AT203 and an adverb AT204; media at large are
AT211, state media AT212; what is left over and has no owner is AT201, which keeps silent wherever another rule explains it.
"""

from __future__ import annotations

from collections.abc import Iterator

from scorer.lexicon import words
from scorer.rules import _claimants, _statements
from scorer.rules._claims import (
    credits_sides_only,
    credits_somebody,
    disputable,
    folded,
    following,
    is_commentary,
    is_news,
    is_prose,
    passes_on_allegation,
    stands_quoted,
)
from scorer.rules._definitions import Copy, Hit, rule
from scorer.types import Attribution

_EXPLAINING = (*(f"AT{number}" for number in range(202, 214)), "AN103")
_FRESH = ("that", "he", "she", "they", "it", "the", "how", "there", "his", "her", "its", ",", ":", "to", "having", "“", '"', "‘")


@rule(
    "AT201",
    "warning",
    standard="AP, Reuters and BBC: who says so",
    reason="A judgement or forecast with no owner is the newsroom's own, and a reader cannot weigh who makes it.",
    fix="Credit the person, document or data behind the claim, or cut it.",
    scored=True,
)
def unattributed_claim(
    copy: Copy, *, tau: float = 0.8, margin: float = 0.85, most: float = 0.33, credited: float = 0.3
) -> Iterator[Hit]:
    """A paragraph that credits nobody makes a claim, and the classifier gives unsupported a probability of ``tau`` or more.

    The claim is a judgement, an inference, a condition or a "may"; paragraphs that only report events are left alone, whatever
    the classifier says, and so are those in which another rule of attribution, or AN103, finds something, and all copy that is
    out of scope (TX903). Where a verb of attribution has no more than a side to go with that acts and has no voice ("a finding
    that companies supported the sale"), the classifier is torn between weak and unsupported; nobody answers for it, so half of
    ``tau`` is then enough, if unsupported reaches ``margin`` against background alone. A longer piece is commentary, of which
    nothing is reported, if the classifier takes more than ``most`` of its paragraphs for unsupported, or if fewer than
    ``credited`` of them credit anybody.
    """
    if not is_news(copy):
        return
    explained = {copy.paragraph_at(hit.start) for code in _EXPLAINING for hit in copy.hits(code)}
    found = []
    for number in copy.prose:
        if number in explained or credits_somebody(copy, number) or (mark := disputable(copy, number)) is None:
            continue  # before the classifier is asked
        background, unsupported = copy.scores[number].probabilities[:2]
        torn = credits_sides_only(copy, number) and unsupported >= margin * (background + unsupported)
        if unsupported >= (tau / 2 if torn else tau):
            found.append(mark)
    if found and not is_commentary(copy, most, credited):
        for mark in found:
            yield Hit(*copy.sentence_at(mark.start), "Nobody is credited with this claim.")


@rule(
    "AT202",
    "warning",
    standard="SPJ: “who says?”; neutrality on weasel words",
    reason="A crowd cannot be asked, so a reader cannot tell one critic from a thousand.",
    fix="Name one who says so, here or in the next two paragraphs, or say how many there are and how that is known.",
)
def weasel_attribution(copy: Copy, *, reach: int = 2) -> Iterator[Hit]:
    """A crowd such as critics, experts or some is credited with a view, and nobody of it is named soon after.

    "Soon" is the rest of the paragraph and the next ``reach``: readers keep a voice in mind for about two paragraphs. Groups
    with a body to their name ("experts at the port authority") are not crowds. Officials are AT205.
    """
    for mention, one in _claimants.find_crowds(copy, int(reach)) if is_news(copy) else ():
        yield Hit(*mention, f"“{_short(copy, one)}” are credited with a view, and none of them is named.")


@rule(
    "AT203",
    "warning",
    others=("note",),
    standard="NPR: no passive evasion",
    reason="The passive hides who believes or reports it.",
    fix="Say who believes, expects or reports it; for an appointment, say who announced it.",
)
def passive_evasion(copy: Copy) -> Iterator[Hit]:
    """Something is believed, said, reported or expected, and the sentence tells nobody who does.

    A note where no more than a date in a diary is expected ("is expected to visit"); a warning elsewhere. Silent where the
    sentence credits somebody or names data. Adverbs of hearsay are AT204.
    """
    for cue, planned in _statements.find_agentless(copy):
        words_found = copy.words_of(cue[:2])
        what = "an appointment" if planned else "a belief or report"
        yield Hit(cue.start, cue.end, f"“{words_found}” tells of {what} and of nobody who holds it.", "note" if planned else "")


@rule(
    "AT204",
    "warning",
    standard="NPR: “reportedly” is not enough",
    reason="The adverb says that somebody said so and keeps back who did.",
    fix="Name who reports or alleges it, or the charge or filing it stands in.",
)
def hearsay_adverb(copy: Copy) -> Iterator[Hit]:
    """Reportedly, allegedly or the like stands with no origin.

    Silent where the sentence credits a source, and where it or a sentence next to it cites a charge, filing, suit or report.
    """
    for cue in _statements.find_hearsay(copy):
        yield Hit(cue.start, cue.end, f"“{copy.words_of(cue[:2])}” passes on hearsay, and its origin is not told.")


@rule(
    "AT205",
    "warning",
    standard="NPR: “officials said” is not enough",
    reason="Officials of what? A reader cannot tell who answers for it.",
    fix="Name the official, or at least the body they speak for and where they said so.",
)
def officials_said(copy: Copy) -> Iterator[Hit]:
    """Officials, aides or diplomats at large say something, with no body, name or occasion in the sentence or next to it.

    A nation alone ("US officials") is no body. Bare "officials" may mean a body that spoke within two paragraphs before, and
    then the rule is silent. Police, prosecutors and the like are bodies themselves. What officials only believe is AT210.
    """
    for mention, one in _claimants.find_officials(copy):
        yield Hit(*mention, f"“{_short(copy, one)}” speak for no body that is named.")


@rule(
    "AT206",
    "note",
    standard="AP and Reuters: figures have a source",
    reason="A figure looks exact, and without a keeper nobody can check it.",
    fix="Say whose figure it is and for which period.",
)
def unsourced_statistic(copy: Copy) -> Iterator[Hit]:
    """A change, a share or a count of harm stands in the narrator's voice, and no keeper in the sentence or those next to it.

    A keeper is anybody who is credited with words, except a country, or a word for data. One finding a sentence. Sums of money
    alone, votes, scores, fines and prices at an exchange are left alone: they are as a rule easily looked up.
    """
    for cue in _statements.find_figures(copy) if is_news(copy) else ():
        yield Hit(cue.start, cue.end, f"Nobody is named who keeps the figure “{copy.words_of(cue[:2])}”.")


@rule(
    "AT207",
    "note",
    standard="AFP: source in the lead; AP: in the same sentence",
    reason="Readers who stop early take the claim for established.",
    fix="Move the source up into the first two paragraphs.",
)
def late_attribution(copy: Copy, *, shared: int = 4) -> Iterator[Hit]:
    """The lead makes a claim that may be disputed, and its source first appears after the second paragraph.

    It is the source of the claim if what it is credited with has at least ``shared`` longer words in common with it.
    """
    for sentence, one in _statements.find_late(copy, int(shared)) if is_news(copy) else ():
        yield Hit(*sentence, f"The source of the lead, “{_short(copy, one)}”, first appears in paragraph {one.paragraph + 1}.")


@rule(
    "AT208",
    "note",
    standard="BBC: first-hand sources",
    reason="Whoever passes on an allegation need not know whether it is true.",
    fix="Get it from whoever said or saw it first, or say how the one who passes it on knows.",
)
def second_hand(copy: Copy) -> Iterator[Hit]:
    """A source passes on what somebody else alleges, denies or believes, or state media pass on anybody's words."""
    for one in copy.attributions():
        if one.mention and is_prose(copy, one.paragraph) and passes_on_allegation(copy, one):
            yield Hit(*one.mention, f"“{_short(copy, one)}” passes on what somebody else says or thinks.")


@rule(
    "AT209",
    "note",
    standard="AP and Reuters: prefer “said”",
    reason="The verb takes sides: it doubts the speaker, convicts them, or vouches for what they say.",
    fix="Write “said”, or say what makes it an admission, a revelation or a proof.",
)
def loaded_verb(copy: Copy) -> Iterator[Hit]:
    """Claimed, admitted, refuted, insisted or revealed introduces what somebody says.

    The verb must take what is said: lives, titles and victories are claimed in another sense, patients are admitted.
    """
    loaded = words("loaded_verb")
    last = -1
    for one in copy.attributions():
        verb = next((word for word in folded(copy, *one.cue) if word in loaded), "")
        if not verb or verb.endswith("ing") or one.mention is None or one.cue.start <= last or stands_quoted(copy, one.cue.start):
            continue
        behind = following(copy, one.cue.end, 6)
        in_deed = not words("not_claimed").isdisjoint(behind)
        if in_deed or not is_prose(copy, one.paragraph) or not _takes_words(verb, behind, one):
            continue
        last = one.cue.start
        yield Hit(*one.cue, f"“{copy.words_of(one.cue)}” takes sides on what is said.")


def _takes_words(verb: str, behind: list[str], one: Attribution) -> bool:
    if verb in ("claim", "claims") and one.mention is not None and one.mention.end + 1 != one.cue.start:
        return False  # the noun
    if verb.startswith("refut"):
        return True
    return one.content is not None and bool(behind) and (behind[0] in _FRESH or one.form != "indirect")


@rule(
    "AT210",
    "note",
    standard="Reporters know only what sources tell them",
    reason="Nobody can see a belief, wish or fear; somebody must have told of it.",
    fix="Say what they said or did, or who says that they think so.",
)
def mind_reading(copy: Copy) -> Iterator[Hit]:
    """Somebody named, officials or a body are said to believe, want or fear, and are credited with no words nearby.

    Nearby is the paragraph and those next to it. Pronouns are left alone: their holder has as a rule just spoken.
    """
    for span, holder in _statements.find_minds(copy):
        yield Hit(*span, f"Nothing that “{holder}” said or did shows this state of mind.")


@rule(
    "AT211",
    "warning",
    standard="AP: credit the outlet",
    reason="A reader cannot look up a report of nobody in particular.",
    fix="Name the outlet and link to its report.",
)
def unnamed_media(copy: Copy) -> Iterator[Hit]:
    """Media, press or news reports at large are cited, and no outlet is named in the sentence or the next one.

    State media are AT212; "the newspaper" means one named before.
    """
    for span in _claimants.find_unnamed_media(copy):
        yield Hit(*span, f"“{copy.words_of(span)}” names no outlet.")


@rule(
    "AT212",
    "note",
    standard="Reuters: position and motive of a source",
    reason="A source with a stake tells its own side.",
    fix="Say that the source has a stake, and seek one that has none.",
)
def interested_source(copy: Copy) -> Iterator[Hit]:
    """The only source of a paragraph is state media, or the only one of the piece speaks for a party or for the subject."""
    for span, stake in _claimants.find_interested(copy):
        yield Hit(*span, f"The only source here, “{copy.words_of(span)}”, is {stake}.")


@rule(
    "AT213",
    "warning",
    standard="NPR: no “has learned”",
    reason="The words tell that the newsroom knows, not how.",
    fix="Say from whom or from what it is known.",
)
def we_have_learned(copy: Copy) -> Iterator[Hit]:
    """The outlet itself, or "we", has learned or understands something, and the sentence tells nobody from whom."""
    for span in _claimants.find_house_claims(copy):
        yield Hit(*span, f"“{copy.words_of(span)}” does not say from whom.")


def _short(copy: Copy, one: Attribution) -> str:
    return copy.words_of(one.mention) if one.mention else ""
