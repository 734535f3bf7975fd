"""What the verbs take in more than one form, as the one form that they work on."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from scorer.ledger.corrections import Correction
    from scorer.model import Model
    from scorer.settings import Configurations
    from scorer.types import Document


def as_document(draft: str | Document) -> Document:
    """A text as a document; a document as it is."""
    from scorer.readers import read_text

    return read_text(draft) if isinstance(draft, str) else draft


def as_corrections(corrections: str | Path | list[Correction] | None) -> list[Correction] | None:
    """The corrections in a file; those read already as they are."""
    if corrections is None or isinstance(corrections, list):
        return corrections
    from scorer.ledger.corrections import read_corrections

    return read_corrections(corrections)


def as_model(model: Model | str | Path | None) -> Model:
    """The model of a path, or the shipped one; a loaded one as it is."""
    from scorer.model import Model, load

    return model if isinstance(model, Model) else load(model)


def as_configurations(config: str | Path | None, *, select: Iterable[str] = (), ignore: Iterable[str] = ()) -> Configurations:
    """What is set for drafts: by one configuration file, else by the nearest one upwards of each; rules chosen over it."""
    from scorer.settings import Configurations, parse_options

    return Configurations(parse_options(select=select, ignore=ignore), None if config is None else str(config))
