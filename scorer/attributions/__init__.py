"""Who says what inside a paragraph: source, cue and content joined, in every order news copy uses.

Works on token ranges of one sentence at a time: a cue from the seeds, its verb group, the noun phrase beside it,
the content beside that. Conventions are PolNeAR's; only the outermost attribution of a nest is kept, and what is
nested marks it as a relay.
"""

from __future__ import annotations

from scorer.attributions.contents import form_of
from scorer.attributions.finder import find_attributions
from scorer.attributions.kinds import Kinds

__all__ = ["Kinds", "find_attributions", "form_of"]
