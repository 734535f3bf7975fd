"""What the service is run with."""

from __future__ import annotations

import os
from typing import NamedTuple

MEGABYTE = 1024 * 1024


def count_cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Terms(NamedTuple):
    """Who may ask, what it scores with, and how much it takes on.

    ``jobs`` drafts are worked on at once, ``queue`` more may wait. ``timeout`` seconds are given to the work on a draft and as
    many to the wait for it, ``read_timeout`` to the arrival of a request, ``grace`` to what still runs at the end.
    """

    local: bool = True
    """Whether only this machine can reach it: then requests must call it by a name of this machine."""
    token: str = ""
    config: str | None = None
    model: str | None = None
    jobs: int = 1
    queue: int = 16
    max_body: int = 10 * MEGABYTE
    timeout: float = 30
    read_timeout: float = 15
    grace: int = 20
    connections: int = 1024
    version: str = ""

    @property
    def most_held(self) -> int:
        """Bytes held beyond which no draft is taken: those of all that may be worked on or wait, each of the largest size."""
        return (self.jobs + self.queue) * self.max_body
