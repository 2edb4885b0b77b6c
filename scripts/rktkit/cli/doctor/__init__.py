"""``rkt doctor``: what an office needs to run, one small module a probe, each with its remedy.

A probe is ``probe(place) -> Iterator[Diagnosis]``. It asks what really is there, never raises, and says
*tidak diketahui* where it cannot be asked. A new probe is one file and one line in ``PROBES``.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

from rktkit.cli.doctor.result import ENTAH, Diagnosis, Place
from rktkit.ground.catalogue.rules import show
from rktkit.ground.findings import Refusal, UsageError
from rktkit.ground.git.program import GitFailed

PROBES = (
    "python",
    "git",
    "ssh",
    "fonts",
    "remote",
    "branches",
    "protection",
    "runner",
    "secrets",
    "officials",
    "policy",
    "archive",
    "deadline",
)
"""The order in which they are told: the machine, the forge, the office."""


def examine(place: Place) -> Iterator[Diagnosis]:
    """Everything that the probes find."""
    for name in PROBES:
        try:
            yield from import_module(f"rktkit.cli.doctor.{name}").probe(place)
        except (Refusal, UsageError, GitFailed, OSError) as error:  # one that cannot be asked hides no other
            remedy = "git fsck" if isinstance(error, GitFailed) else "rkt check"
            yield Diagnosis(
                name, ENTAH, f"Tidak dapat diperiksa: {show(error, 200)}.", f"{remedy} menunjukkan sebabnya."
            )


__all__ = ["PROBES", "Diagnosis", "Place", "examine"]
