"""Time that grows with the input and no faster, told on a busy machine: processor time, the best of three tries."""

from __future__ import annotations

import gc
from collections.abc import Callable
from time import process_time

TRIES = 3


def seconds(work: Callable[[], object]) -> float:
    """Processor time of some work."""
    gc.collect()
    begin = process_time()
    work()
    return process_time() - begin


def grows_at_most(work: Callable[[int], object], small: int, large: int, factor: float, slack: float = 0.05) -> bool:
    """Whether the large size takes at most ``factor`` times as long as the small one; noise only adds: one try of three does."""

    def tried() -> bool:
        fastest = min(seconds(lambda: work(small)) for _ in range(2))
        return seconds(lambda: work(large)) < factor * fastest + slack

    return any(tried() for _ in range(TRIES))
