"""What would give a claim somebody to answer for it: a voice for a crowd, an agent, a keeper, an author, the first source."""

from __future__ import annotations

from collections.abc import Iterator

from scorer.improvements._copy import PRONOUNS, Copy, cues_of
from scorer.lexicon import words
from scorer.types import Attribution, Cue, Improvement, Paragraph, Score, Source, Span

_HEARSAY = ("hedge.hearsay", "src.agentless")
_JUDGING = ("narr.analysis", "boost.certainty")
_THINKING = ("hedge.modal", "hedge.condition", "hedge.likelihood", "hedge.adverb", "hedge.verb_noun")
_FIGURE = 0.55
_HELD = frozenset(
    """
    believed thought said reported rumored rumoured understood feared expected alleged suspected presumed assumed claimed reputed
    speculated regarded considered seen learned gathered
    """.split()
)
_KEEPERS = frozenset(
    """
    data figures survey poll polls census study report reports statistics bureau disclosure filing filings accounts records
    register registers registry index returns audit models model list paper journal log invoice minutes researchers scientists
    """.split()
)
_EXEMPT = frozenset(
    """
    fine fined sentenced vote votes voted voters won beat lead ballots turnout delegates caucus tax rate tariff interest
    size goals points feet ft charge charges fee fees tariffs promise promised promising inches metres meters miles km
    kilometres kilometers years days hours files pages
    """.split()
)
_DUTY = frozenset({"should", "must", "can", "ought"})
_CLAUSE = frozenset("it to that have".split())
_PARTS = frozenset("half third thirds quarter quarters double doubled triple tripled twice dozens hundreds thousands".split())
_COUNTS = frozenset("polls surveys figures data studies research statistics reports estimates records".split())
_SOME = frozenset("some many most others several few those people".split())
_VIEWS = frozenset(
    """
    say says said saying argue argues argued believe believed think thought fear feared warn warns warned contend contended claim
    claimed doubt doubted worry worried feel complain complained suggest suggested estimate predict predicted agree caution expect
    expected note noted question questioned accuse accused view blame blamed whisper reckon advise insist insisted maintain point
    counter countered describe recognize recognise assume charge call called consider hold see deny denied speculate according
    """.split()
)
_NO_CROWD = frozenset("any nobody none anything nothing it they we who both".split())
_CROWDED = 6
_TITLED = 5
_PLURAL = 4
_AROUND = 2
_PAPERS = frozenset({"document", "data"})
_REFERRING = frozenset("the his her their its that this these those".split())
_ISSUED = frozenset("by from of for that which sent signed dated filed obtained published released issued".split())


def advise_on_crowd(copy: Copy, paragraph: Paragraph, said: Attribution, source: Source) -> Iterator[Improvement]:
    """A crowd without a voice: one of its members should have one, unless one nearby has. "Polls say" wants the poll."""
    at = said.mention or copy.where_spoken_of(source, paragraph)
    if at is None or said.content is None or source.subkind in ("named side", "pronoun"):
        return
    crowd = copy.folded(at)
    if len(crowd) > _CROWDED or crowd[0][:1].isdigit() or not (crowd[-1].endswith("s") or not _SOME.isdisjoint(crowd)):
        return
    who = f"“{copy.words_of(at)}”"
    if crowd[-1] in _COUNTS:
        yield Improvement("identify_document", f"Say which {who}: whose, and of when.", at)
        return
    holds = not _VIEWS.isdisjoint(copy.folded(said.cue)) and crowd[-1] not in _NO_CROWD
    if holds and not _has_member_near(copy, paragraph, crowd):
        yield Improvement("name_one", f"{who} is nobody in particular: name one of them who says so.", at)


def _has_member_near(copy: Copy, paragraph: Paragraph, crowd: list[str]) -> bool:
    """Whether one of the crowd is spoken of nearby: "critics", and "a critic of the plan" in the next paragraph."""
    singular = {word[:-1] for word in crowd if word.endswith("s") and len(word) >= _PLURAL}
    first, _ = copy.text.paragraph_tokens(paragraph.number - 1)
    _, last = copy.text.paragraph_tokens(min(paragraph.number - 1 + _AROUND, len(copy.paragraphs) - 1))
    return not singular.isdisjoint(copy.text.folded[first:last])


def advise_on_hearsay(copy: Copy, paragraph: Paragraph) -> Iterator[Improvement]:
    """Words that tell of a report or belief, and of nobody who has it; a charge in court has somebody, a diary needs nobody."""
    for cue in cues_of(paragraph, *_HEARSAY):
        sentence = copy.sentence_of(cue.start)
        told, held = copy.words_in(sentence), copy.folded(cue[:2])
        planned = "expected" in held and not (words("planned_act") | words("weekday") | {"not"}).isdisjoint(told)
        owned = sentence in copy.spoken or planned or not words("occasion").isdisjoint(told)
        if not owned and _is_told(held, copy.words_behind(cue.end)):
            at = Span(cue.start, cue.end)
            yield Improvement("name_agent", f"“{copy.words_of(at)}” has nobody behind it: say who reports or believes this.", at)
            return


def _is_told(held: list[str], behind: list[str]) -> bool:
    """Whether words of hearsay tell of a report or belief, not "the alleged thief" and not a helicopter that was expected."""
    if not words("hearsay_adverb").isdisjoint(held):
        return True
    return not _HELD.isdisjoint(held) and not _CLAUSE.isdisjoint([*held, *behind])


def advise_on_accusation(copy: Copy, paragraph: Paragraph) -> Iterator[Improvement]:
    """Somebody named is accused of something, and nobody accuses."""
    accusation = copy.of_nobody.get(paragraph.number)
    if accusation is None or copy.folded(accusation.mention)[0] in PRONOUNS:
        return
    if copy.sentence_of(accusation.cue.start) not in copy.spoken:
        name = copy.words_of(accusation.mention)
        yield Improvement("name_accuser", f"Say who accuses “{name}”, or which charge or ruling does.", accusation.mention)


def advise_on_figure(copy: Copy, paragraph: Paragraph) -> Iterator[Improvement]:
    """A figure in the narrator's voice that nobody keeps."""
    sentences = copy.sentences_in(paragraph)
    for cue in cues_of(paragraph, "narr.stat_unsourced", least=_FIGURE):
        sentence = copy.sentence_of(cue.start)
        near = range(max(sentence - 1, sentences[0]), min(sentence + 1, sentences[-1]) + 1)
        kept = any(not _KEEPERS.isdisjoint(copy.words_in(one)) for one in near)
        known = kept or not _EXEMPT.isdisjoint(copy.words_in(sentence))
        if _is_counted(copy, cue) and sentence not in copy.spoken and not known:
            figure = copy.phrase_at(cue)
            at = Span(cue.start, cue.end)
            yield Improvement("name_keeper", f"Say who counted this, or which record holds it: “{figure}”.", at)
            return


def _is_counted(copy: Copy, cue: Cue) -> bool:
    return any(word[:1].isdigit() or word in _PARTS or word in words("numword") for word in copy.folded(cue[:2]))


def advise_on_claim(copy: Copy, score: Score) -> Iterator[Improvement]:
    """A claim that nobody is behind: the sentence that judges or supposes before any other.

    Where the paragraph credits anybody, only such a sentence is sure to be the writer's own.
    """
    paragraph = score.paragraph
    judged, thought = cues_of(paragraph, *_JUDGING), cues_of(paragraph, *_THINKING)
    own = next((cue for cue in judged + thought if _is_narrators(copy, cue)), None)
    if own:
        ask = "Say whose judgement this is" if own in judged else "Say who thinks so"
        at, claim = copy.sentence(copy.sentence_of(own.start)), copy.clause_at(own)
    else:
        sentences = copy.sentences_in(paragraph)
        if any(one in copy.spoken or not _KEEPERS.isdisjoint(copy.words_in(one)) for one in sentences):
            return
        ask = "Say who is speaking" if copy.is_quoted(paragraph) else "Say here who says so, or which record shows it"
        stated = next((one for one in sentences if not copy.asks(one)), None)
        if stated is None:
            return
        at = copy.sentence(stated)
        claim = copy.words_of(at)
    if copy.is_commentary and not copy.is_quoted(paragraph):
        ask = "Say what this rests on"
    yield Improvement("attribute_claim", f"{ask}: “{claim}”.", at)


def _is_narrators(copy: Copy, cue: Cue) -> bool:
    """Whether a judgement or thought is the narrator's: nobody is credited, no record kept, and nobody told what to do."""
    sentence = copy.sentence_of(cue.start)
    kept = not _KEEPERS.isdisjoint(copy.words_in(sentence))
    return not kept and not copy.asks(sentence) and sentence not in copy.spoken and _DUTY.isdisjoint(copy.folded(cue[:2]))


def advise_on_relay(copy: Copy, paragraph: Paragraph, said: Attribution, source: Source) -> Iterator[Improvement]:
    """Words at second hand: whoever said or saw it first can be asked."""
    at = copy.where_spoken_of(source, paragraph)
    if at is not None and said.relay:
        name = source.name if source.kind == "person" else copy.name_of(at)
        message = f"“{name}” passes on what others told: ask them, or see the record for yourself."
        yield Improvement("go_to_origin", message, at)


def advise_on_document(copy: Copy, paragraph: Paragraph, source: Source | None) -> Iterator[Improvement]:
    """A document or figures of which the draft nowhere tells whose they are or when they were made."""
    if source is None or source.kind not in _PAPERS:
        return
    at = copy.where_spoken_of(source, paragraph)
    if at is not None and not copy.once(source, _is_identified):
        message = f"Say who made “{copy.words_of(at)}” and when, so that a reader can ask for it."
        yield Improvement("identify_document", message, at)


def _is_identified(copy: Copy, source: Source) -> bool:
    """Whether words around a mention tell of an author, a date or a title; "the report" refers to what stands elsewhere."""
    return any(_tells_whose(copy, Span(*mention[:2])) for mention in source.mentions)


def _tells_whose(copy: Copy, span: Span) -> bool:
    text = copy.text
    first, last = text.tokens(*span)
    told = text.folded[first : last + 1]
    if "statement" in told or told[0] in _REFERRING or last - first > _TITLED or not _ISSUED.isdisjoint(told):
        return True
    if text.words[first].isupper() and len(text.words[first]) > 1:  # "CLIP:", a mark of the script
        return True
    opening = text.sentence_tokens(first)[0]
    proper = any(at != opening and (text.words[at][0].isupper() or text.words[at][0].isdigit()) for at in range(first, last))
    return proper or any(word.endswith(("'s", "’s")) for word in told)
