"""What would give a claim somebody to answer for it: a voice for a crowd, an agent, a keeper, an author, the first source."""

from __future__ import annotations

from collections.abc import Iterator

from scorer.improvements._copy import Copy, cues_of
from scorer.lexicon import words
from scorer.types import Attribution, Cue, Improvement, Paragraph, Score, Source, Span

IDENTIFIABLE = frozenset({"person", "institution", "document", "data", "media", "reporter"})
_HEARSAY = ("hedge.hearsay", "src.agentless")
_JUDGING = ("narr.analysis", "boost.certainty")
_FORESEEING = ("hedge.modal", "hedge.condition", "hedge.likelihood", "hedge.adverb", "hedge.verb_noun")
_FIGURE = 0.55
_LEAST = 5
_AROUND = 2
_ISSUED = frozenset("by from of for that which sent signed dated filed obtained published released issued".split())
_PAPERS = frozenset({"document", "data"})
_REFERRING = frozenset("the his her their its that this these those".split())


def advise_on_crowd(copy: Copy, paragraph: Paragraph, said: Attribution, source: Source) -> Iterator[Improvement]:
    """A crowd without a voice: one of its members should have one, unless one nearby has."""
    at = said.mention or copy.where_spoken_of(source, paragraph)
    if at is None or source.subkind == "named side" or _has_member_near(copy, paragraph, copy.folded(at)):
        return
    yield Improvement("name_one", f"“{copy.words_of(at)}” is nobody in particular: name one of them who says so.", at)


def _has_member_near(copy: Copy, paragraph: Paragraph, crowd: list[str]) -> bool:
    """Whether one of the crowd is spoken of nearby: "critics", and "a critic of the plan" in the next paragraph."""
    singular = {word[:-1] for word in crowd if word.endswith("s") and len(word) > _LEAST - 1}
    first, _ = copy.text.paragraph_tokens(paragraph.number - 1)
    _, last = copy.text.paragraph_tokens(min(paragraph.number - 1 + _AROUND, len(copy.paragraphs) - 1))
    return not singular.isdisjoint(copy.text.folded[first:last])


def advise_on_bystander(copy: Copy, paragraph: Paragraph, said: Attribution, source: Source) -> Iterator[Improvement]:
    """Somebody from the street, unnamed because nobody asked."""
    at = copy.where_spoken_of(source, paragraph)
    if at is not None:
        yield Improvement("name_source", f"Give the name of “{copy.words_of(at)}”, or say where they were and how they know.", at)


def advise_on_hearsay(copy: Copy, paragraph: Paragraph) -> Iterator[Improvement]:
    """Words that tell of a report or belief, and of nobody who has it."""
    for cue in cues_of(paragraph, *_HEARSAY):
        sentence = copy.sentence_at(cue.start)
        if _credits_anybody(paragraph, sentence) or not words("occasion").isdisjoint(copy.folded(sentence)):
            continue
        if "expected" in copy.folded(cue[:2]) and _is_planned(copy, sentence):
            continue
        at = Span(cue.start, cue.end)
        yield Improvement("name_agent", f"“{copy.words_of(at)}” has nobody behind it: say who reports or believes this.", at)
        return


def _is_planned(copy: Copy, sentence: Span) -> bool:
    told = copy.folded(sentence)
    return not (words("planned_act") | words("weekday")).isdisjoint(told)


def _credits_anybody(paragraph: Paragraph, sentence: Span) -> bool:
    """Whether a sentence has a source of its own, be it unnamed."""
    return any(
        one.source is not None and one.kind not in ("none", "agentless") and sentence.start <= one.cue.start < sentence.end
        for one in paragraph.attributions
    )


def advise_on_accusation(copy: Copy, paragraph: Paragraph) -> Iterator[Improvement]:
    """Somebody named is accused of something, and nobody accuses."""
    accusation = copy.unattributed_accusations.get(paragraph.number)
    if accusation is not None and not _credits_anybody(paragraph, copy.sentence_at(accusation.cue.start)):
        name = copy.words_of(accusation.mention)
        yield Improvement("name_accuser", f"Say who accuses “{name}”, or which charge or ruling does.", accusation.mention)


def advise_on_figure(copy: Copy, paragraph: Paragraph) -> Iterator[Improvement]:
    """A figure in the narrator's voice that nobody keeps."""
    for cue in cues_of(paragraph, "narr.stat_unsourced", least=_FIGURE):
        if not _credits_anybody(paragraph, copy.sentence_at(cue.start)):
            at = Span(cue.start, cue.end)
            yield Improvement("name_keeper", f"Say who counted this, or which record holds it: “{copy.words_of(at)}”.", at)
            return


def advise_on_claim(copy: Copy, score: Score, carried: Source | None) -> Iterator[Improvement]:
    """A claim that nobody is behind: its own sentence, the one that judges or foresees before any other."""
    paragraph = score.paragraph
    judged, foreseen = cues_of(paragraph, *_JUDGING), cues_of(paragraph, *_FORESEEING)
    open_cues = [cue for cue in judged + foreseen if not _credits_anybody(paragraph, copy.sentence_at(cue.start))]
    credited = any(one.source is not None and one.kind in IDENTIFIABLE for one in paragraph.attributions)
    if credited and not open_cues:
        return
    at = copy.sentence_at(open_cues[0].start if open_cues else paragraph.start)
    yield Improvement("attribute_claim", f"{_ask(score, open_cues, judged)}: “{copy.words_of(at)}”.", at)


def _ask(score: Score, open_cues: list[Cue], judged: list[Cue]) -> str:
    if "quote" in score.flags and not open_cues:
        return "Say who is speaking"
    if open_cues and open_cues[0] in judged:
        return "Say whose judgement this is, and what it rests on"
    return "Say who expects this" if open_cues else "Say who says so, or which record shows it"


def advise_on_relay(copy: Copy, paragraph: Paragraph, said: Attribution, source: Source) -> Iterator[Improvement]:
    """Words at second hand: whoever said or saw it first can be asked."""
    at = copy.where_spoken_of(source, paragraph)
    if at is not None and said.relay:
        message = f"“{copy.name_of(at)}” passes on what others told: ask them, or see the record for yourself."
        yield Improvement("go_to_origin", message, at)


def advise_on_document(copy: Copy, paragraph: Paragraph, said: Attribution, source: Source) -> Iterator[Improvement]:
    """A document or figures of which the draft nowhere tells whose they are or when they were made."""
    at = copy.where_spoken_of(source, paragraph)
    if at is None or source.kind not in _PAPERS or any(_is_identified(copy, Span(*one[:2])) for one in source.mentions):
        return
    yield Improvement("identify_document", f"Say who made “{copy.words_of(at)}” and when, so that a reader can ask for it.", at)


def _is_identified(copy: Copy, span: Span) -> bool:
    """Whether words around a mention tell of an author, a date or a title; "the report" refers to what stands elsewhere."""
    text = copy.text
    first, last = text.tokens(*span)
    told = text.folded[first : last + 1]
    opening = text.sentence_tokens(first)[0]
    if told[0] in _REFERRING or any(at != opening and _is_proper(text.words[at]) for at in range(first, last)):
        return True
    return not _ISSUED.isdisjoint(told) or any(word.endswith(("'s", "’s")) for word in told)


def _is_proper(word: str) -> bool:
    return word[0].isupper() or word[0].isdigit()
