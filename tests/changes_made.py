"""A draft and its revision, own-written, with every kind of change between them."""

from __future__ import annotations

import scorer
from scorer.readers import read_text
from scorer.types import Changes, ParagraphChange

OLD = """The ferry was sold in secret, people familiar with the matter said.

The council meets on Tuesdays.

“We opened the books in March,” said Dolores Ibarra, the board's chairwoman.

The price may have been too low.

Oskar Brandt, the head of the fleet, said diesel had doubled in price since the spring.

Half of the boats will stay in harbour after Easter, Brandt said.

The keepers were told on Monday, according to a letter seen by the Skelby Post.

Residents are angry. Reportedly the mayor knew of it all along.

The bakery on Quay Street closed after ninety years, its owner, Ida Morrow, said.
"""
NEW = """The ferry was sold in secret, said Femke Lund, the board's bookkeeper.

The council meets on Tuesdays.

The keepers were told on Monday, according to a letter seen by the Skelby Post.

“We opened the books in April,” said Dolores Ibarra, the board's chairwoman.

The price was too low.

Oskar Brandt, the head of the fleet, said diesel had doubled in price since the spring.

Half of the boats will stay in harbour after Easter, people familiar with the matter said.

The bakery on Quay Street closed after ninety years, its owner, Ida Morrow, said.

Rents might rise by a third, according to Kaja Strand, a surveyor with the county land office. Strand accused Viktor Halle,
the landlord, of fraud. Halle declined to comment.
"""


def changes_of(old: str, new: str, names: tuple[str, str] = ("old.txt", "new.txt")) -> Changes:
    """What changed between two texts."""
    return scorer.diff(read_text(old, names[0]), read_text(new, names[1]))


def with_every_kind() -> Changes:
    """What changed between the drafts; what the model may judge alike today is judged otherwise here."""
    changes = changes_of(OLD, NEW)
    same = ParagraphChange("same", False, changes.old.scores[4], changes.new.scores[5])
    others = [one for one in changes.paragraphs if not (one.new and one.new.paragraph.number == 6)]
    at = next(at for at, one in enumerate(others) if one.new and one.new.paragraph.number > 6)
    return changes._replace(paragraphs=(*others[:at], same, *others[at:]))
