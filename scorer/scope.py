"""Is this what the scorer was made for? Opinion, question-and-answer, live blogs, lists, other languages say so."""

from __future__ import annotations

from scorer.features import Page
from scorer.terms import count

_ENGLISH = frozenset(
    """
    the of and to in a is that for it was on with as by at from be are have has he she they not this but an or his her
    """.split()
)
_LEAST_ENGLISH = 0.16
_LEAST_WORDS = 40


def find_scope(page: Page) -> list[dict[str, str]]:
    """Why a document lies outside news copy: a list of ``{"kind", "reason"}``, empty where it does not."""
    text, shares = page.text, page.shares
    found = []
    tokens = [token for token in text.folded if token[0].isalpha()]
    english = sum(map(_ENGLISH.__contains__, tokens)) / max(len(tokens), 1)
    if len(tokens) >= _LEAST_WORDS and english < _LEAST_ENGLISH:
        found.append(_entry("not_english", f"only {english:.0%} of the words are common English ones; cues are English"))
        return found
    if len(tokens) < _LEAST_WORDS:
        found.append(_entry("short", f"{count(len(tokens), 'word')}, too few to judge by"))
        return found
    if shares["first_person"] > 1.2 and shares["attributed"] < 0.5:
        found.append(_entry("opinion", f"the narrator says I or we {shares['first_person']:.1f} times per 100 words"))
    questions = sum(
        1 for view in page.views if view.folded and (view.folded[0] in ("q", "q:") or view.folded[-1] == "?") and view.length < 40
    )
    if page.total >= 6 and questions / page.total > 0.25:
        found.append(_entry("question_and_answer", f"{questions} of {page.total} paragraphs are questions"))
    stamped = sum(1 for view in page.views if _stamped(view.folded[:4]))
    if page.total >= 5 and stamped / page.total > 0.2:
        found.append(_entry("live_blog", f"{stamped} of {page.total} paragraphs open with a time"))
    listed = sum(1 for paragraph in page.paragraphs if paragraph.block == "list")
    if page.total >= 5 and listed / page.total > 0.5:
        found.append(_entry("list", f"{listed} of {page.total} blocks are list items"))
    return found


def _stamped(tokens: list[str]) -> bool:
    joined = "".join(tokens)
    return (
        any(mark in joined for mark in (":", "."))
        and joined[:1].isdigit()
        and any(half in joined for half in ("am", "pm", "a.m.", "p.m.", "gmt", ":"))
        and not joined.isdigit()
        and joined[:5].replace(":", "").replace(".", "").isdigit()
    )


def _entry(kind: str, reason: str) -> dict[str, str]:
    return {"kind": kind, "reason": reason}
