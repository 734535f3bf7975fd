"""Whether copy is fit to be judged at all."""

from __future__ import annotations

from collections.abc import Iterator

from scorer.rules._definitions import Copy, Hit, rule


@rule(
    "TX901",
    "warning",
    standard="Legibility: what is not read as written cannot be judged",
    reason="Scores and findings of torn sentences are not reliable, and a reader cannot follow them.",
    fix="Restore the damaged sentences from the original copy and check again.",
)
def damaged_text(copy: Copy, *, sentences: float = 2) -> Iterator[Hit]:
    """At least two sentences of the piece are broken: a full stop cuts a sentence, or characters were lost.

    Threshold: sentences = 2, for one may be a slip. One finding, at the first of them.
    """
    broken = [cue for _, cue in copy.cues("text.broken")]
    if len(broken) >= max(sentences, 1):
        yield Hit(broken[0].start, broken[0].end, f"Text is damaged in {len(broken)} places, and this is the first.")


@rule(
    "TX902",
    "note",
    standard="Legibility: what is not read as written cannot be judged",
    reason="Dates, bylines and captions of a page are read as part of the sentence that they stick to.",
    fix="Cut the page's furniture out of the paragraph, or give it a line of its own.",
)
def scrape_junk(copy: Copy) -> Iterator[Hit]:
    """A header, a byline or a caption of the page stands inside a paragraph of copy."""
    prose = frozenset(copy.prose)
    for number, cue in copy.cues("text.header"):
        if number in prose:
            yield Hit(cue.start, cue.end, f"“{copy.words_of(cue[:2])}” belongs to the page and not to this paragraph.")


_KINDS = {
    "opinion": "an opinion piece",
    "question_and_answer": "an interview in questions and answers",
    "live_blog": "a live blog",
    "list": "a list",
    "not_english": "not English",
}


@rule(
    "TX903",
    "note",
    standard="The scorer's own limits",
    reason="Standards of sourcing for news do not fit every kind of text, and here findings mean less.",
    fix="Read the findings with care, or leave such pieces out of the check.",
)
def out_of_scope(copy: Copy) -> Iterator[Hit]:
    """The piece is opinion, questions and answers, a live blog, a list, or not English.

    That a text is short is no finding. The finding is at the first sentence.
    """
    for entry in copy.annotated.scope:
        if entry["kind"] in _KINDS:
            opening = copy.sentence_at(copy.text.starts[0])
            yield Hit(opening.start, opening.end, f"This reads like {_KINDS[entry['kind']]}: {entry['reason']}.")
