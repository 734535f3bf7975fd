"""Who is withheld from the reader, how well the reader is told of them, and what rests on their word."""

from __future__ import annotations

from collections.abc import Iterator

from scorer.lexicon import words
from scorer.rules._definitions import Copy, Hit, rule
from scorer.rules._sayings import is_utterance, judgement_in
from scorer.rules._unnamed import (
    has_reason_near,
    is_bare,
    is_one,
    leading_sources,
    may_belong,
    said_by,
    sentence_words,
    silent_bodies,
    unnamed_share,
    where_told,
    whole_phrase,
    withheld_sources,
)
from scorer.types import UNNAMED, Span

_JARGON = frozenset({"background", "record", "off-the-record", "attribution", "embargo", "unattributable"})
_EXPLAINED = frozenset({"meaning", "means", "meant", "i.e"})
_PROOF = frozenset({"evidence", "proof", "proofs", "documentation"})
_GIVING = frozenset(
    """
    gave give given giving offer offered offering provide provided providing present presented presenting cite cited citing
    produce produced producing show showed shown showing supply supplied supplying furnish release released
    """.split()
)
_RANKS = frozenset({"senior", "top", "high-ranking", "high-level", "top-ranking", "leading"})
_LOW_RANKS = frozenset({"junior", "former", "mid-level", "low-level"})


@rule(
    "AN101",
    "warning",
    standard="AP; SPJ; NPR; JTI 12.1; Sternadori & Thorson 2009",
    reason="Readers trust an unnamed source least when nobody says why it is unnamed.",
    fix="Say why the source may not be named, by a harm or a rule that a reader can picture, or name the source.",
)
def anonymous_no_reason(copy: Copy) -> Iterator[Hit]:
    """A source is deliberately unnamed, and no reason for it stands anywhere in the piece.

    One finding a source, at its first mention. A reason within two paragraphs of any of its mentions counts, whoever it is
    given for. Officials, experts and bystanders en bloc are no deliberately unnamed sources; other rules speak of them.
    """
    for source in withheld_sources(copy):
        at = where_told(copy, source)
        if at and source.reason is None and not has_reason_near(copy, source):
            yield Hit(*at, f"No reason is given why “{copy.words_of(at)}” may not be named.")


@rule(
    "AN102",
    "note",
    standard="New York Times standards memo 2010",
    reason="A rote formula tells readers nothing, and is probably worse than no explanation.",
    fix="Name the consequence or the rule that keeps this source from speaking openly.",
)
def anonymous_rote_reason(copy: Copy) -> Iterator[Hit]:
    """The only reason for a source's anonymity is a formula, such as that it may not speak or that the matter is sensitive."""
    for source in copy.sources:
        if source.unnamed and source.reason and source.reason_kind == "boilerplate":
            formula = whole_phrase(copy, source.reason)
            yield Hit(*formula, f"“{copy.words_of(formula)}” is a formula that fits any source.")


@rule(
    "AN103",
    "warning",
    others=("error",),
    standard="AP; Guardian; NPR; Bloomberg; AFP",
    reason="A reader can weigh an unnamed source only by what is told of it.",
    fix="Say as exactly as possible whose side the source is on, what it does, and how it knows.",
)
def anonymous_vague(copy: Copy) -> Iterator[Hit]:
    """Of a deliberately unnamed source fewer than two things are told: side, rank or role, how it knows.

    One finding a source, at its first mention. An error where all there is, is "sources" or "a source".
    """
    for source in withheld_sources(copy):
        at = where_told(copy, source)
        if at is None or len(source.described) >= 2:
            continue
        shown = copy.words_of(at)
        if is_bare(source):
            yield Hit(*at, f"“{shown}” says nothing at all of who this is.", "error")
        elif source.kind == "anon_vague":
            told = f"only its {next(iter(source.described))}" if source.described else "nothing that sets it apart"
            yield Hit(*at, f"Of “{shown}” the reader learns {told}.")


@rule(
    "AN104",
    "error",
    standard="AP (more than one source); BBC referral; Reuters",
    reason="A story that opens on the word of one person nobody can name has nothing under it if that person errs.",
    fix="Find a second source or a record for the lead, or do not lead with it.",
)
def single_anonymous_lead(copy: Copy) -> Iterator[Hit]:
    """All that the first three paragraphs credit to anybody, they credit to one unnamed person, and no document was seen."""
    leading = leading_sources(copy)
    if any(number in copy.lead for number, _ in copy.cues("ver.documents_seen", "ver.independent", "ver.corroborated")):
        return
    if len(leading) != 1 or leading[0] not in withheld_sources(copy) or not is_one(leading[0]):
        return
    if at := where_told(copy, leading[0]):
        yield Hit(*at, f"The lead rests on “{copy.words_of(at)}” alone.")


@rule(
    "AN105",
    "warning",
    standard="New York Times 2016 (masthead approval); W3C CredWeb CCIV",
    reason="If unnamed sources carry the news itself, a reader cannot check any of it.",
    fix="Get the lead on the record, or have the approval noted by whoever may give it.",
)
def anonymous_lead(copy: Copy, *, share: float = 0.6) -> Iterator[Hit]:
    """The lead claim rests on unnamed sources, and so does most of what the first three paragraphs credit to anybody.

    The lead claim is that of the first or second paragraph, whichever credits anybody. AN104 takes the place of this rule where
    there is one unnamed person and nobody else. ``share``: the least share of the credited words of the lead that is theirs.
    """
    first = next((number for number in copy.lead[:2] if number in copy.credits_by_paragraph), None)
    if first is None or copy.hits("AN104"):
        return
    withheld = {source.id for source in withheld_sources(copy)}
    claiming = [credit.source for credit in copy.credits_by_paragraph[first]]
    source = next((source for source in claiming if source.id in withheld), None)
    if source is None or not all(one.kind in UNNAMED for one in claiming) or unnamed_share(copy) < share:
        return
    if at := where_told(copy, source):
        yield Hit(*at, f"The lead rests on “{copy.words_of(at)}”, whom nobody can ask.")


@rule(
    "AN106",
    "error",
    others=("note",),
    standard="AP (information, not opinion); NPR; Guardian; Bloomberg; Reuters",
    reason="Behind anonymity anybody can praise or attack without answering for it.",
    fix="Keep the information and cut the judgement, or get the judgement on the record.",
)
def anonymous_opinion(copy: Copy) -> Iterator[Hit]:
    """An unnamed source judges somebody: calls a person or a body good or bad.

    A note where the source only characterises what others do ("described the activities as").
    """
    for source in withheld_sources(copy):
        for said in said_by(copy, source):
            judgement = judgement_in(copy, said.content) if said.content else None
            if judgement:
                words_said = copy.words_of(judgement)
                yield Hit(*judgement, f"“{words_said}” is the judgement of a source that nobody can hold to it.", "error")
            elif said.label == "characterise" and said.content:
                yield Hit(*said.cue, "An unnamed source characterises what others do.", "note")


@rule(
    "AN107",
    "warning",
    standard="New York Times 2016; Bloomberg Way",
    reason="Quotation marks lend colour and weight to words whose speaker cannot be asked about them.",
    fix="Paraphrase, or get the words on the record.",
)
def anonymous_direct_quote(copy: Copy) -> Iterator[Hit]:
    """Direct speech of six words or more comes from a deliberately unnamed source; fragments and titles do not count."""
    withheld = {source.id for source in withheld_sources(copy)}
    text = copy.text
    runs: set[int] = set()
    for index, quotation in enumerate(text.quotations):
        speaker = copy.annotated.speakers.get(index)
        if speaker is None or speaker.id not in withheld or quotation.run in runs:
            continue
        if not is_utterance(copy, quotation):
            continue
        runs.add(quotation.run)
        at = where_told(copy, speaker)
        name = f"“{copy.words_of(at)}”" if at else "an unnamed source"
        yield Hit(*text.span(quotation.first, quotation.last), f"The words of {name} stand in quotation marks.")


@rule(
    "AN108",
    "warning",
    standard="AP; Reuters (no contradiction between on and off the record)",
    reason="A body that declines to comment while its own people speak unnamed is reported to have said nothing.",
    fix="Do not report the refusal of a body whose member is a source, or say that others of it spoke.",
)
def comment_and_leak(copy: Copy) -> Iterator[Hit]:
    """A body declines to comment, and an unnamed member of it, or of the state it serves, is a source."""
    unnamed = [source for source in copy.informants if source.unnamed]
    seen: set[int] = set()
    for body, reply in silent_bodies(copy):
        source = next((one for one in unnamed if may_belong(one, body)), None)
        if source and source.id not in seen and (at := where_told(copy, source)):
            seen.add(source.id)
            message = f"{body} declines to comment, while “{copy.words_of(at)}” may speak for it."
            yield Hit(*reply.cue, " ".join(message.split()))


@rule(
    "AN109",
    "note",
    standard="Reuters (never plural when there is one)",
    reason="Several sources that turn into one were perhaps never several.",
    fix="Say how many there are, and keep to it.",
)
def plural_drift(copy: Copy) -> Iterator[Hit]:
    """Several unnamed sources become one: "sources said", and later "the official added"."""
    for source in copy.sources:
        if source.drift:
            start, end = source.drift[0]
            yield Hit(start, end, f"“{copy.words_of((start, end))}” takes up what was several sources before.")


@rule(
    "AN110",
    "note",
    standard="AP definitions; American Journalism Review 1994",
    reason="Reporters and editors disagree on what these words mean, and readers do not know them.",
    fix="Say in plain words what was agreed: how the source may be described, and what may be used.",
)
def ground_rule_jargon(copy: Copy) -> Iterator[Hit]:
    """Words of the trade for ground rules ("on background", "off the record") stand unexplained."""
    for _, cue in copy.cues("anon.ground_rule", quoted=False):
        phrase = copy.words_of(cue[:2])
        told = sentence_words(copy, cue[:2])
        if not _JARGON.isdisjoint(phrase.lower().replace(",", " ").split()) and _EXPLAINED.isdisjoint(told):
            yield Hit(cue.start, cue.end, f"“{phrase.strip(' ,')}” is not explained.")


@rule(
    "AN111",
    "warning",
    standard="Reuters and BBC (do not mislead on a source's status)",
    reason="A source that gains rank or changes sides from one mention to the next misleads on what it can know.",
    fix="Describe the source in the same terms throughout, or say that there are two.",
)
def description_drift(copy: Copy) -> Iterator[Hit]:
    """The same unnamed source is called by a higher rank, or by another side, than before."""
    nations = words("demonym")
    for source in withheld_sources(copy):
        told = [(mention, frozenset(mention.text.lower().split())) for mention in source.mentions]
        described = [(mention, these) for mention, these in told if len(these) > 1]
        if not described:
            continue
        first = described[0][1]
        for mention, these in described[1:]:
            gains = bool(these & _RANKS) and (bool(first & _LOW_RANKS) or not first & _RANKS)
            sides = first & nations, these & nations
            if gains or (sides[0] and sides[1] and not sides[0] & sides[1]):
                before = copy.words_of(described[0][0][:2])
                yield Hit(mention.start, mention.end, f"“{copy.words_of(mention[:2])}” was “{before}” before.")
                break


@rule(
    "AN112",
    "warning",
    standard="AP (motive and evidence of a source)",
    reason="An unnamed source that will not show what its allegation rests on asks to be believed twice.",
    fix="Ask for the evidence, say what it is or that it was not seen, or leave the allegation out.",
)
def evidence_withheld(copy: Copy) -> Iterator[Hit]:
    """An unnamed source alleges something and will not say what evidence there is for it."""
    found = [span for source in copy.sources if source.unnamed for span in source.withheld]
    found = [span for span in found if not _PROOF.isdisjoint(sentence_words(copy, span))]
    withheld = {source.id for source in withheld_sources(copy)}
    for number, cue in copy.cues("ver.unverified", quoted=False):
        credited = {credit.source.id for credit in copy.credits_by_paragraph.get(number, ())}
        shown = frozenset(copy.words_of(cue[:2]).lower().split())
        if credited and credited <= withheld and shown & _PROOF and shown & _GIVING:
            found.append(Span(cue.start, cue.end))
    for start, end in sorted(found):
        yield Hit(start, end, "The source gives no evidence for what it alleges.")
