"""What a newsroom sets for its checks: rules, severities, thresholds, vocabulary, files.

``Configurations(options).for_path(draft).settings_for(draft)`` is what holds for a draft: the nearest `scorer.toml`,
`pyproject.toml` or `setup.cfg` upwards, its overrides for paths over it, and the command line over all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.settings._configurations import Configuration, Configurations
from scorer.settings._drafts import expand_drafts
from scorer.settings._layers import Options, Settings
from scorer.settings._options import parse_options

if TYPE_CHECKING:
    from scorer.lexicon import Automaton


def automaton_for(configuration: Configuration) -> Automaton | None:
    """The automaton with the house's own phrases, made once for each vocabulary; none where the shipped one does."""
    if not configuration.vocabulary:
        return None
    from scorer.settings._vocabulary import compile_vocabulary

    return compile_vocabulary(configuration.vocabulary)


__all__ = ["Configuration", "Configurations", "Options", "Settings", "automaton_for", "expand_drafts", "parse_options"]
