"""A limit for what must end: work that grows with the square of a hostile input would not."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager

LIMIT = 60.0
"""Processor seconds; what is limited takes less than one. How long it takes is for ``benchmarks`` to say."""


@contextmanager
def ends() -> Iterator[None]:
    """Fail when what is done inside is not done after :data:`LIMIT` processor seconds of this process."""

    def give_up(*_: object) -> None:
        raise AssertionError(f"not done after {LIMIT:.0f} processor seconds")

    before = signal.signal(signal.SIGVTALRM, give_up)
    signal.setitimer(signal.ITIMER_VIRTUAL, LIMIT)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
