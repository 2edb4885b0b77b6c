"""What the runner told of one run."""

import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run of a workflow ended."""

    good: bool
    log: str
    steps: Mapping[str, float] = field(default_factory=dict)
    """Seconds of each step, as the runner tells them."""


_STEP = re.compile(r"(?:Success|Failure) - Main (.+?) \[([0-9a-zµ.]+)\]")


def _seconds(text: str) -> float:
    """Go's way to write a duration: ``1m2.5s``, ``830.1ms``, ``12µs``."""
    units = {"m": 60.0, "s": 1.0, "ms": 1e-3, "µs": 1e-6, "ns": 1e-9, "h": 3600.0}
    return sum(float(number) * units[unit] for number, unit in re.findall(r"([0-9.]+)(ms|µs|ns|h|m|s)", text))


def outcome(run: subprocess.CompletedProcess[str]) -> Outcome:
    """What a finished runner told: the lines of the steps, errors and commands, and how long each step took."""
    told = [line for line in (run.stdout + run.stderr).splitlines() if "  | " in line or "❌" in line or "::" in line]
    steps = {name: _seconds(time) for name, time in _STEP.findall(run.stdout)}
    return Outcome(run.returncode == 0, "\n".join(told), steps)
