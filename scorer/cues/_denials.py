"""Whose denial it is, and of what: a claim is denied by the party it is about, not by a judge, a poll or the narrator."""

from __future__ import annotations

from scorer.lexicon import Hit
from scorer.text import Text

DOUBTED = 0.45
"""The weight of words that are probably none: kept for what counts words, below what fires."""
_DENY = frozenset(("denied", "denies", "denying"))
_DENIES_A_CLAIM = frozenset(
    """
    that it this these those having any all ever being he she they there his her their its such both doing knowing
    wrongdoing involvement allegations accusations claims reports rumors rumours charges responsibility on in at through
    when last again repeatedly and or but as via . , ; : ! ? ) " '' \n
    """.split(" ")
) | {"\n"}
_WANTED = frozenset("to must should can could would will may might cannot can't i'd we'd let".split())
_NOT = frozenset("not never didn't doesn't don't wouldn't won't couldn't can't cannot hasn't haven't hadn't".split())
_RAISING = frozenset(
    """
    sought seeks tried tries continued continues continuing moved rushed appeared seemed seeking trying attempted quick
    twitter statement facebook began went
    """.split()
)
"""Words before "to" that leave the act done: "sought to dismiss the report", "took to Twitter to deny"."""
_REJECT = frozenset(
    """
    reject dispute dismiss contest rebut refute repudiate discount debunk discredit disavow challenge deny call label push
    brush wave shrug disown disclaim
    """.split()
)
_PARTICIPLES = frozenset("debunked discredited disputed rejected discounted dismissed contested refuted repudiated".split())
_DETERMINERS = frozenset("the a an these those his her their its such some many any of 's long-".split())
_IDEAS = frozenset("notion idea suggestion premise implication concept".split())
_NORMS = frozenset("should must ought could can would".split())
_REFUSERS = frozenset(
    """
    judge judges court courts committee board panel council commission tribunal magistrate legislature senate house agency
    jury registrar consulate insurer justices regulators
    """.split()
)
_REFUSED = frozenset("bail request requests application appeal motion entry permit visa parole access petition bid".split())
_HAVE_DONE = frozenset(
    """
    had has have having played plays took did does do doing broke broken violated nothing
    """.split()
)
_BE = frozenset(
    "am is are was were 'm 's that it completely totally entirely absolutely utterly simply just wholly flatly".split()
)
_FALSE = frozenset(
    """
    untrue false baseless unfounded groundless fabricated bogus defamatory true accurate factual correct inaccurate
    incorrect wrong
    """.split()
)
_CLAIM_ADJECTIVES = frozenset(
    """
    unfounded groundless baseless fabricated bogus scurrilous defamatory malicious unproven spurious outlandish ridiculous
    libelous
    """.split()
)
_SAY = frozenset(
    """
    said says say saying insisted insists insist maintained maintains maintaining told tells added adds responded replied
    claimed claims stated states testified argued argues contended contends tweeted wrote declared stressed reiterated
    according statement swore repeated repeats telling saying announced assured assures wrote writes tweets posted
    declares declared emphasized emphasised denounced explained clear
    """.split()
)
_SURVEYED = frozenset("percent % voters respondents poll polls survey surveyed those".split())
_SPEAKS_FOR = frozenset(
    """
    lawyer lawyers attorney attorneys spokesman spokeswoman spokesperson representative publicist counsel client solicitor
    barrister
    """.split()
)
_GRANTS = frozenset("recommended recommend recommends voted vote favor favour favored voting opposed approving".split())
_STATED = frozenset("there was were is are".split())
_ALLEGED = frozenset(
    """
    allegation allegations accusation accusations accused rumor rumors rumour rumours insinuation insinuations alleged
    alleges accuser accusers denied denies denial
    """.split()
)
_FIRST = frozenset("i we i'm i've we've we're my our me us".split())
_IT = frozenset("it this that there these those it's that's there's none".split())
_RELATIVE = frozenset(["who", "which"])
_GO_ON = frozenset("and but because as he she they or".split())
_REACH = 14


def weigh_denial(hit: Hit, text: Text) -> float:
    """The probability that the words hit reject a claim, on behalf of the party it is about."""
    weight, folded = hit.phrase.weight, text.folded
    head, tail = folded[hit.first], folded[hit.last - 1]
    previous = folded[hit.first - 1] if hit.first else "\n"
    following = folded[hit.last] if hit.last < len(folded) else "\n"
    if head in _REJECT and previous in _NOT:  # "did not dispute" is no denial
        return 0.0
    if head in _REJECT and previous in _WANTED and not _raised(hit.first, folded):
        return min(weight, DOUBTED)
    if head in _PARTICIPLES and previous in _DETERMINERS:
        return 0.0
    if not _IDEAS.isdisjoint(folded[hit.first : hit.last]) and _opinion(hit.last, folded):
        return min(weight, DOUBTED)
    if head in _CLAIM_ADJECTIVES and hit.last - hit.first == 2:
        return _adjective(hit, text, previous)
    if head == "denying" and not _GRANTS.isdisjoint(folded[max(hit.first - 4, 0) : hit.first]):
        return 0.0
    if tail == "by" and (previous in _REFUSED or not _REFUSERS.isdisjoint(folded[hit.last : hit.last + 4])):
        return 0.0
    if tail == "by":
        return weight
    if tail in _DENY:
        return _denied(hit, text, following)
    if head in _FIRST and weight < 0.7:
        return DOUBTED if previous in ("wish", "if") else weight
    if head in _HAVE_DONE:
        return weight if _said_by_the_party(hit, text) else min(weight, DOUBTED)
    if tail in _FALSE and head == "'s" and following[:1].isalpha() and following not in _GO_ON:
        return 0.0
    if weight < 0.5 and head in _STATED and _answers(hit, text):
        return 0.6
    if head in _BE and tail not in ("it", "this", "that") and not _voiced(hit, text):
        return min(weight, DOUBTED)
    return weight


def _raised(at: int, folded: list[str]) -> bool:
    """Whether a wanted act is one that was done: "tried to", "sought to", "moved quickly to"."""
    return folded[at - 1] == "to" and not _RAISING.isdisjoint(folded[max(at - 4, 0) : at - 1])


def _opinion(at: int, folded: list[str]) -> bool:
    """Whether what is rejected is a norm or a plan rather than a fact: "the notion that … should", "the idea of a wage"."""
    ahead = folded[at : at + 12]
    if ahead[:1] == ["of"] and ahead[1:2] and not ahead[1].endswith("ing"):
        return True
    return not _NORMS.isdisjoint(ahead)


def _adjective(hit: Hit, text: Text, previous: str) -> float:
    """ "Baseless claims": the words of a party in quotation marks or behind "called", else the narrator's, or an attack."""
    folded = text.folded
    if previous in ("'s", "his", "her", "their", "its") and folded[hit.first - 2] not in ("called", "calls"):
        return 0.0
    called = not {"called", "calls", "calling", "described", "dismissed", "as"}.isdisjoint(
        folded[max(hit.first - 4, 0) : hit.first]
    )
    return hit.phrase.weight if text.quoted[hit.first] or called else min(hit.phrase.weight, DOUBTED)


def _denied(hit: Hit, text: Text, following: str) -> float:
    weight, folded = hit.phrase.weight, text.folded
    if following in _DENIES_A_CLAIM or following.endswith("ing"):
        return weight
    if following == "the":
        refused = text.quoted[hit.first] or not _REFUSERS.isdisjoint(folded[max(hit.first - 8, 0) : hit.first])
        return DOUBTED if refused else 0.55
    return 0.4 if hit.last < len(folded) and text.capitals[hit.last] else 0.45


def _said_by_the_party(hit: Hit, text: Text) -> bool:
    """Whether who is cleared by the words is who speaks them, or speaks through a lawyer or spokesman."""
    folded = text.folded
    low, high = text.sentence_tokens(hit.first)
    subject = folded[hit.first] if folded[hit.first] in _FIRST else folded[hit.first - 1] if hit.first > low else ""
    before_that = folded[hit.first - 2] if hit.first - 1 > low else ""
    if subject in _RELATIVE or (subject == "that" and before_that[:1].isalpha() and before_that not in _SAY):
        return False
    before = folded[max(low, hit.first - _REACH) : hit.first]
    around = folded[max(low, hit.first - 2 * _REACH) : high + _REACH]
    if text.quoted[hit.first]:
        return subject in _FIRST or subject in _IT or not _SPEAKS_FOR.isdisjoint(around)
    if not _SURVEYED.isdisjoint(before):
        return False
    return not _SAY.isdisjoint(before) or not _SAY.isdisjoint(folded[hit.last : min(high, hit.last + _REACH)])


def _voiced(hit: Hit, text: Text) -> bool:
    """Whether somebody says it: inside quotation marks, or with a verb of saying in the sentence."""
    if text.quoted[hit.first]:
        return True
    low, high = text.sentence_tokens(hit.first)
    return not _SAY.isdisjoint(text.folded[max(low, hit.first - _REACH) : min(high, hit.last + _REACH)])


def _answers(hit: Hit, text: Text) -> bool:
    """Whether a plain negation stands beside an allegation in its paragraph, and somebody says it."""
    first, last = text.paragraph_tokens(text.paragraph_of[hit.first])
    beside = text.folded[max(first, hit.first - 60) : min(last, hit.last + 60)]
    return not _ALLEGED.isdisjoint(beside) and _voiced(hit, text)
