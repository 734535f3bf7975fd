"""Placeholder until the advice comes."""
from scorer.types import Improvement, ScoredDocument


def suggest_improvements(scored: ScoredDocument) -> list[tuple[Improvement, ...]]:
    """None yet."""
    return [() for _ in scored.scores]
