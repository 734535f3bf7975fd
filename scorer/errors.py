"""Errors a user can act on: one line that says what happened, where, and what to try."""

from __future__ import annotations


class ScorerError(Exception):
    """Base of every error the scorer raises on purpose; ``str()`` is one line fit for a user."""


class UnreadableInput(ScorerError):
    """A file cannot be read as a draft."""


class SeedError(ScorerError):
    """A seed phrase or word list is malformed; the message names file and line."""


class ModelError(ScorerError):
    """A model file is missing, malformed or does not fit this version's features."""


class CorpusError(ScorerError):
    """A labelled corpus or recipe is missing or malformed; the message names file and line."""


class CorrectionError(ScorerError):
    """A corrections file is missing or malformed, or names what the draft has not; the message names file and line."""


class ConfigurationError(ScorerError):
    """A setting is unknown, malformed or of the wrong type; the message names file, line and key, or the option."""


def nearest(name: str, known: list[str]) -> str:
    """A hint for an unknown name: the closest known one, and all there are."""
    from difflib import get_close_matches

    close = get_close_matches(name, known, n=1)
    hint = f"did you mean {close[0]!r}? " if close else ""
    return f"{hint}known: {', '.join(sorted(known))}"
