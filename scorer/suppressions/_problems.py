"""What is wrong with an allowance, in the words that both of its forms use; "" where nothing is."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from difflib import get_close_matches

UNCLOSED = "a quotation mark is not closed"
NO_CODES = "it has no codes"


def judge_codes(codes: Collection[str], known: Collection[str]) -> str:
    """Whether there are codes, and a rule of each."""
    for code in codes:
        if code not in known:
            return f"there is no rule {code[:40]}{_hint(code, known)}"
    return "" if codes else NO_CODES


def judge_names(by: str, reason: str) -> str:
    """Whether somebody stands behind it, and why."""
    if not by.strip():
        return "it has no by" if reason.strip() else "it has no by and no reason"
    return "" if reason.strip() else "it has no reason"


def read_day(text: str) -> tuple[date | None, str]:
    """The date that ``until`` gives, and what is wrong with it."""
    try:
        return (datetime.strptime(text, "%Y-%m-%d").date() if text else None), ""
    except ValueError:
        return None, f"{text[:40]} is no date like 2026-03-01"


def _hint(code: str, known: Collection[str]) -> str:
    close = get_close_matches(code[:40].upper(), sorted(known), n=1, cutoff=0.4)
    return f", the nearest is {close[0]}" if close else ""
