"""What tells outlets, what appears in them and who works for them; state media, agencies and posts apart."""

from __future__ import annotations

from scorer.attributions.bodies import OUTLET_NOUNS
from scorer.lexicon import words

PIECES = frozenset("story article report editorial piece account op-ed broadcast segment column blog post interview".split())
PRINTED = frozenset(["in", "on", "by", "from", "at"])
NEWSPEOPLE = frozenset("journalist reporter correspondent photographer newsman newswoman".split())
EMPLOYED = frozenset(["for", "from", "with", "of", "at"])
TOLD_BY_THEIR_ARTICLE = frozenset(
    ["the hill", "the sun", "the star", "the mirror", "the verge", "the intercept", "the atlantic", "the nation", "the root"]
)
AIRED = frozenset("story stories broadcast newscast telecast".split())
PLATFORMS = frozenset("facebook twitter instagram youtube snapchat reddit tiktok linkedin whatsapp telegram weibo".split())
SITES = (".com", ".org", ".net", ".info", ".io", ".tv", ".co.uk")
SURE_OUTLETS = frozenset(
    """
    times herald tribune gazette chronicle telegraph journal inquirer examiner courier dispatch news magazine newspaper
    """.split()
)
_STATE = frozenset(["state", "state-run", "state-owned", "government-run", "official"])
_POSTS = frozenset("post posts livestream video message".split())
_ACCOUNTS = PLATFORMS | frozenset("account page feed profile timeline".split())


def is_post(head: str, folded: list[str]) -> bool:
    """Whether a phrase is a post on a platform: "a tweet", "a post on her account"."""
    return head in ("tweet", "tweets", "retweet") or (head in _POSTS and not _ACCOUNTS.isdisjoint(folded))


def subkind_of(name: str, folded: list[str], subkind: str) -> str:
    """The finer type of an outlet: ``state``, ``wire`` for agencies, else as told before."""
    if name in words("state_outlet") or not _STATE.isdisjoint(folded):
        return "state"
    return "wire" if name in words("wire") or folded[-2:] == ["news", "agency"] else subkind


__all__ = [
    "AIRED",
    "EMPLOYED",
    "NEWSPEOPLE",
    "OUTLET_NOUNS",
    "PIECES",
    "PLATFORMS",
    "PRINTED",
    "SITES",
    "SURE_OUTLETS",
    "TOLD_BY_THEIR_ARTICLE",
    "is_post",
    "subkind_of",
]
