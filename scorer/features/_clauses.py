"""Subject and verb of a sentence's main clause by shape and closed classes, no tagger."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from scorer.attributions.grammar import (
    ARTICLES,
    CIRCUMSTANTIAL,
    CLAUSE_OPENERS,
    COMMA,
    QUANTIFIERS,
    QUOTE_MARKS,
    is_adverb,
)
from scorer.features._view import Page, View
from scorer.lexicon import words

SUBJECTS = {
    "person": "somebody named whom the document knows or a title or given name shows",
    "body": "a named or common organisation, place or people that acts",
    "name": "another capitalised name",
    "he": "he or she",
    "they": "they",
    "it": "it",
    "this": "this, that, these, those, which",
    "there": "there",
    "narrator": "I or we",
    "you": "you",
    "role": "somebody by post",
    "record": "a document or data",
    "the": "another definite thing",
    "a": "something indefinite or counted",
    "many": "some, many, most, critics, voters",
    "wh": "a question word",
    "ing": "an -ing form",
    "quote": "a quotation",
    "bare": "a noun without determiner",
}
VERBS = {
    "is": "is, are", "was": "was, were", "has": "has, have", "had": "had", "will": "will, shall", "would": "would",
    "modal": "can, may, must, should", "does": "does, did", "speech": "a verb of saying", "act": "a verb of acts",
    "mental": "a verb of the mind", "causal": "a verb of cause and meaning", "ed": "another form in -ed", "none": "no verb found",
}  # fmt: skip


class Clause(NamedTuple):
    """The kinds of a sentence's subject and verb, and the tokens at which they stand (``at`` is -1 where no verb was found)."""

    subject: str
    verb: str
    start: int
    at: int


def clauses_of(view: View) -> list[Clause]:
    """The main clause of every sentence of a paragraph."""
    return view.page.once(_all_clauses)[view.number]


def _all_clauses(page: Page) -> list[list[Clause]]:
    return [list(_sentences(view)) for view in page.views]


def _sentences(view: View) -> Iterator[Clause]:
    at = view.first
    while at < view.last:
        last = min(max(view.page.text.sentence_tokens(at)[1], at + 1), view.last)
        yield _main_clause(view, at, last)
        at = last


def _main_clause(view: View, first: int, last: int) -> Clause:
    text = view.page.text
    start = _past_circumstance(text.folded, first, last)
    if start >= last:
        return Clause("bare", "none", first, -1)
    subject = "quote" if text.quoted[start] or text.folded[start] in QUOTE_MARKS else ""
    verb, at = ("none", -1) if subject else _verb(view, start, last)
    return Clause(subject or _subject(view, start, at if at > start else min(start + 6, last)), verb, start, at)


def _past_circumstance(folded: list[str], first: int, last: int) -> int:
    """Where the main clause begins behind connectives and circumstances closed by a comma."""
    at = first
    while at < last and (folded[at] in _CONNECTIVES or folded[at] in (COMMA, "(", "--") or is_adverb(folded[at])):
        at += 1
    for _ in range(2):
        if at >= last or (folded[at] not in CIRCUMSTANTIAL and folded[at] not in CLAUSE_OPENERS):
            break
        comma = next((near for near in range(at, min(at + 30, last)) if folded[near] == COMMA), -1)
        if comma < 0 or comma + 1 >= last:
            break
        at = comma + 1
    return at


def _verb(view: View, start: int, last: int) -> tuple[str, int]:
    """The class and place of the first finite verb from a place on, relative clauses and appositions between commas left out."""
    folded, quoted = view.page.text.folded, view.page.text.quoted
    classes = _classes()
    at, edge = start, min(start + 25, last)
    while at < edge:
        token = folded[at]
        if quoted[at]:
            break
        if token == COMMA and at > start:
            comma = next((near for near in range(at + 1, min(at + 20, last)) if folded[near] == COMMA), -1)
            if comma > 0 and folded[at + 1] not in classes:
                at = comma + 1
                continue
        elif token in ("who", "which", "that", "whose", "whom") and at > start:
            at += 2  # the verb of the relative clause
            continue
        elif at > start or token in _QUESTIONS:
            before = folded[at - 1] if at > start else ""
            found = classes.get(token, "")
            if token == "'s" and before not in _FIXED:
                found = ""  # a genitive
            if found and not (found in _OPEN and (before in _BEFORE_NOUNS or before in ARTICLES)):
                return found, at
            if not found and token.endswith("ed") and before not in _BEFORE_NOUNS and len(token) > 3:
                return "ed", at
        at += 1
    return "none", -1


def _subject(view: View, start: int, end: int) -> str:
    text = view.page.text
    folded = text.folded
    token = folded[start]
    if token in _FIXED:
        return _FIXED[token]
    phrase = folded[start : max(end, start + 1)]
    heads = frozenset(phrase)
    if text.capitals[start] and token not in words("not_name"):
        if token in words("given") or token in words("title") or not view.page.surnames.isdisjoint(phrase[:5]):
            return "person"
        if not (words("institution").isdisjoint(heads) and words("metonym").isdisjoint(heads)):
            return "body"
        return "name"
    if token in words("group") or token in ("many", "some", "most", "few", "several", "all", "others", "both"):
        return "many"
    if token in ("a", "an", "one", "another") or token in QUANTIFIERS or token[0].isdigit():
        return "a"
    near = [word for word in phrase[:6] if word != "'s"]
    if not words("document").isdisjoint(near) or not words("data").isdisjoint(near):
        return "record"
    if not words("role").isdisjoint(near):
        return "role"
    if not words("institution").isdisjoint(near):
        return "body"
    if token in ("the", "his", "her", "its", "their", "our", "my", "your"):
        return "the"
    return "ing" if token.endswith("ing") else "bare"


@cache
def _classes() -> dict[str, str]:
    """The class of every verb form that has one; closed classes win over the mind, the mind over saying, acts and causes."""
    lists = (("causal", "causal_verb"), ("act", "act"), ("speech", "cueverb"), ("mental", "mental_verb"))
    return {
        **{form: name for name, listed in lists for form in words(listed)},
        **{form: name for name, forms in _CLOSED.items() for form in forms.split()},
    }


_CLOSED = {
    "is": "is are isn't aren't 's 're i'm it's he's she's that's there's they're we're you're",
    "was": "was were wasn't weren't",
    "has": "has have hasn't haven't i've we've they've you've",
    "had": "had hadn't",
    "will": "will won't shall",
    "would": "would wouldn't",
    "modal": "can can't cannot could couldn't may might must should shouldn't ought",
    "does": "do does did don't doesn't didn't",
}
_OPEN = frozenset(["speech", "act", "mental", "causal"])
_BEFORE_NOUNS = frozenset("the a an to of in for and his her its their this no on with by at from as new more".split())
_QUESTIONS = frozenset("is are was were do does did can could will would should has have".split())
_CONNECTIVES = frozenset("but and yet so or nor still also however meanwhile instead then now even".split())
_FIXED = {
    "he": "he", "she": "he", "they": "they", "it": "it", "this": "this", "that": "this", "these": "this", "those": "this",
    "which": "this", "such": "this", "there": "there", "i": "narrator", "we": "narrator", "you": "you", "what": "wh", "why": "wh",
    "how": "wh", "who": "wh", "when": "wh", "where": "wh", "it's": "it", "he's": "he", "she's": "he", "that's": "this",
    "there's": "there", "they're": "they", "i'm": "narrator", "i've": "narrator", "we're": "narrator", "we've": "narrator",
}  # fmt: skip
