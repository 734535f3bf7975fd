"""What kind of sentence it is: who or what is its subject, and what its verb does."""

from __future__ import annotations

from scorer.features._clauses import SUBJECTS, VERBS, clauses_of
from scorer.features._view import View
from scorer.types import Span

COLUMNS = {
    **{f"subject_{name}": f"the first sentence's subject is {meaning}" for name, meaning in SUBJECTS.items()},
    **{f"verb_{name}": f"the first sentence's verb is {meaning}" for name, meaning in VERBS.items()},
    **{f"share_subject_{name}": f"share of sentences whose subject is {meaning} (0 to 1)" for name, meaning in SUBJECTS.items()},
    **{f"share_verb_{name}": f"share of sentences whose verb is {meaning} (0 to 1)" for name, meaning in VERBS.items()},
}
_SHARES = {name: f"share_subject_{name}" for name in SUBJECTS}
_VERB_SHARES = {name: f"share_verb_{name}" for name in VERBS}


def count(view: View) -> dict[str, tuple[float, list[Span]]]:
    """Subject and verb of the first sentence, and shares over all."""
    clauses = clauses_of(view)
    if not clauses:
        return {}
    text, first = view.page.text, clauses[0]
    found: dict[str, tuple[float, list[Span]]] = {
        f"subject_{first.subject}": (1.0, [text.span(first.start, first.start + 1)]),
        f"verb_{first.verb}": (1.0, [text.span(first.at, first.at + 1)] if first.at >= 0 else []),
    }
    share = 1 / len(clauses)
    for clause in clauses:
        for name in (_SHARES[clause.subject], _VERB_SHARES[clause.verb]):
            found[name] = (found[name][0] + share if name in found else share, [])
    return found
