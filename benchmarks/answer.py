"""From saving a form to the comment, with a local runner (act): ``python -m benchmarks.answer``.

Cold, warm, and five forms at once.

The workflow file itself runs on a forge of this disk; packages come from the registry when the runner keeps none. What
the forge and its runner take to pick a job up is not in it. Needs what ``tests/workflows`` needs.
"""

import os
import resource
import sys
import tempfile
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from tests.faces.forge.server import serving
from tests.workflows.forge import LocalForge
from tests.workflows.outcome import Outcome

FORMS = ("pikp", "egov", "statistik", "sekretariat", "persandian")


README = Path(__file__).with_name("README.md")
BEGIN, END = "<!-- made by python -m benchmarks.answer -->\n", "<!-- end of benchmarks.answer -->\n"


def main() -> None:
    """Measure, print, and write the section of the README."""
    with tempfile.TemporaryDirectory() as folder:
        text = "\n".join(answer(Path(folder)))
    sys.stdout.write(text)
    head, _, rest = README.read_text("utf-8").partition(BEGIN)
    README.write_text(f"{head}{BEGIN}\n{text}\n{END}{rest.partition(END)[2]}", "utf-8")


def answer(folder: Path) -> list[str]:
    """The table, and the step that dominates."""
    load = os.getloadavg()[0]
    with serving() as server:
        forge = LocalForge(folder / "forge", server)
        forge.become_forgejo()
        forge.python = getattr(sys, "_base_executable", sys.executable)  # a runner has no packages of ours
        forge.kept = folder / "kept"
        first = _handed_in(forge, FORMS[0], 41)
        cold, cold_cpu = _measured(forge, first)
        warm, warm_cpu = _measured(forge, first)
        pulls = [_handed_in(forge, kode, 42 + n) for n, kode in enumerate(FORMS)]
        forge.git("checkout", "--quiet", "--detach", "origin/draf/2027")
        start = time.perf_counter()
        with ThreadPoolExecutor(len(pulls)) as together:
            for outcome in together.map(forge.correct_here, pulls):
                _checked(outcome)
        last = time.perf_counter() - start
    slowest = max(warm, key=lambda name: warm[name])
    return [
        "## From saving to the comment",
        "",
        "`koreksi.yml` under act; the goal on an idle two-core runner is 12 s cold and 6 s warm.",
        f"Measured at a load of {load:.1f}" + ("." if load < 1 else ": only the processor's seconds say anything."),
        "",
        "| step | cold s | warm s |",
        "|---|---:|---:|",
        *(f"| {name} | {cold[name]:.2f} | {warm[name]:.2f} |" for name in cold),
        f"| **together** | **{sum(cold.values()):.2f}** | **{sum(warm.values()):.2f}** |",
        f"| processor, with act's own work | {cold_cpu:.2f} | {warm_cpu:.2f} |",
        "",
        (
            f"Warm, “{slowest}” dominates ({warm[slowest] / sum(warm.values()):.0%}). "
            f"Five forms at once: the last has its comment after {last:.1f} s, the runner's own work included."
        ),
        "",
    ]


def _handed_in(forge: LocalForge, kode: str, number: int) -> dict[str, Any]:
    branch = f"bidang/{kode}-2027"
    forge.git("switch", "--quiet", "--force-create", branch, "origin/draf/2027")
    file = forge.clone / f"rkt/2027/{kode}.yml"
    if not file.exists():
        file = forge.clone / "rkt/2027/pikp.yml"
    with file.open("a") as form:
        form.write(f"# diperiksa {number}\n")
    forge.commit(f"Form {kode}")
    return forge.open_pull(branch, "draf/2027", f"Form {kode}", number)


def _measured(forge: LocalForge, pull: dict[str, Any]) -> tuple[Mapping[str, float], float]:
    """Seconds of each step, and processor seconds of all of it, which another's load does not change."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    steps = _checked(forge.correct(pull))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return steps, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _checked(outcome: Outcome) -> Mapping[str, float]:
    if "Tulis komentar" not in outcome.steps:
        raise SystemExit(f"no comment was written:\n{outcome.log[-3000:]}")
    return outcome.steps


if __name__ == "__main__":
    main()
