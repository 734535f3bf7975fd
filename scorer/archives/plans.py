"""What is asked of an archive, and what has been done of it."""

from __future__ import annotations

from typing import Any, NamedTuple

FORMS = ("parquet", "jsonl")
BACKENDS = ("loky", "dask", "ray", "spark")
PART_SIZE = 1000
"""Drafts of a part, if nothing else is said."""


class Plan(NamedTuple):
    """What decides what is written: a run that goes on with another's work must have the same.

    ``model`` is the path of the model, or None for the shipped one, and ``digest`` what it must be.
    """

    form: str = "parquet"
    level: str = "paragraph"
    part_size: int = PART_SIZE
    text_field: str = "text"
    id_field: str = "id"
    model: str | None = None
    digest: str = ""


class Crew(NamedTuple):
    """Who does the work: the backend of joblib, how many at once (-1: all there are), and where the cluster is."""

    backend: str = "loky"
    jobs: int = -1
    address: str | None = None


class Row(NamedTuple):
    """One draft, or file of drafts, to be: where it stands, how it is read (``kind``), and what there is of it.

    The kinds: ``line`` (of JSON, bytes), ``cell`` (id and text), ``page`` (of a web archive), ``file`` (which the worker reads),
    and ``fault``, the reason why it cannot be read.
    """

    file: str
    number: int
    kind: str
    content: Any = None


class Part(NamedTuple):
    """Rows that are done together; ``weight`` is how many bytes of the inputs they took."""

    number: int
    rows: list[Row]
    weight: int

    @property
    def name(self) -> str:
        """How its files are called, but for the suffix."""
        return f"part-{self.number:06d}"


class Done(NamedTuple):
    """What became of a part; digests are of the files that hold it, ``bad_digest`` is "" where no row was bad."""

    part: int
    first: list[Any]
    last: list[Any]
    taken: int
    documents: int
    rows: int
    bad: int
    digest: str
    bad_digest: str


class Progress(NamedTuple):
    """How far an archive is: bytes of the inputs done and in all, those of them done before, and what came of it this time."""

    done: int
    total: int
    before: int
    documents: int
    rows: int
    bad: int


class Totals(NamedTuple):
    """A whole archive in numbers; ``kept`` parts were done before."""

    parts: int
    kept: int
    documents: int
    rows: int
    bad: int
