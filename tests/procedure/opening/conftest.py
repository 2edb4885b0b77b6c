"""A year that was opened once, for every test that only reads it."""

from collections.abc import Mapping

import pytest

from rktkit.procedure.opening.cycle import open_cycle
from tests.procedure.opening.years import SAMPLE, SENIN


@pytest.fixture(scope="session")
def opened() -> Mapping[str, bytes]:
    """2027 opened from 2026: half of the codes have expired in between."""
    return open_cycle(SAMPLE, 2027, dari=2026, mulai=SENIN)
