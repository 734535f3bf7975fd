"""What every format for people calls the same thing, and how it writes a figure before and after."""

from __future__ import annotations

SHARES = {
    "lead_score": "Sourcing of the lead",
    "lowest_quarter": "Lowest quarter",
    "unsourced_share": "Paragraphs with nobody behind them",
    "anonymity_rate": "Sourced paragraphs that rest on the unnamed",
    "attributed_share_words": "Words credited to a source",
    "reply_coverage": "Accused parties with a response",
    "quote_share_words": "Words in quotation marks",
    "first_identifiable": "Where the first identifiable source stands",
}
COUNTS = {
    "distinct_sources": "Sources",
    "unnamed_sources": "Unnamed sources",
    "accused_parties": "Accused parties",
    "words": "Words",
    "hedge_density_per_1k": "Hedges per 1,000 words",
}
SOURCES = {
    "named": "named", "unnamed": "made anonymous", "replaced": "credited anew", "redescribed": "told of otherwise",
    "added": "added", "removed": "removed",
}  # fmt: skip


def tell_figure(value: float | None, glyphs: dict[str, str]) -> str:
    """A count as it is, a share with two decimals."""
    return glyphs["none"] if value is None else str(value) if isinstance(value, int) else f"{value:.2f}"


def tell_step(old: float | None, new: float | None, glyphs: dict[str, str], arrow: str = "->") -> str:
    """A figure before and after, with the difference."""
    before, after = tell_figure(old, glyphs), tell_figure(new, glyphs)
    return after if before == after else f"{before} {arrow} {after}{tell_difference(old, new, glyphs)}"


def tell_difference(old: float | None, new: float | None, glyphs: dict[str, str]) -> str:
    """What lies between two figures as shown; nothing where one is missing."""
    if old is None or new is None:
        return ""
    change = round(new, 2) - round(old, 2)
    figure = str(abs(change)) if isinstance(change, int) else f"{abs(change):.2f}"
    return f" ({glyphs['plus' if change >= 0 else 'minus']}{figure})"
