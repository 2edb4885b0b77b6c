"""The Python that runs this, and where the program comes from."""

import sys
from collections.abc import Iterator

from rktkit import __version__
from rktkit.cli.doctor.result import BAIK, PERINGATAN, Diagnosis, Place


def probe(_place: Place) -> Iterator[Diagnosis]:
    """An older one than 3.11 would not have come this far; the program has an environment of its own."""
    version = ".".join(map(str, sys.version_info[:3]))
    if sys.prefix == sys.base_prefix:
        words = "Jalankan scripts/setup, lalu .venv/bin/rkt; atau pasang dengan pipx."
        yield Diagnosis("Python", PERINGATAN, f"Python {version} tanpa lingkungan sendiri.", words)
        return
    yield Diagnosis("Python", BAIK, f"Python {version}, rktkit {__version__}.")
