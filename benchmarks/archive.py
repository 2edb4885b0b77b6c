"""Processor time of ``verify`` and ``publish`` as an archive grows: ``python -m benchmarks.archive [publications…]``.

In this process, without start-up: what each further publication costs a reader, and what each earlier one costs whoever
publishes. The offices, people and keys are those of the tests.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.trust.office import Office, Person, make_people
from tests.trust.sealed import in_clone, key_of, with_machine

from rktkit.ground.git.repo import Repo
from rktkit.trust.publish.publish import publish


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _publish(office: Office, wajib: str, merged: str) -> None:
    event = office.event(merged) if wajib == "forge" else None
    with Repo(office.path) as repo:
        publish(repo, server_time=office.now, event=event, machine=key_of(office, "mesin"))


def grown(folder: Path, people: dict[str, Person], wajib: str, count: int) -> tuple[float, float]:
    """Seconds of the newest publishing and of verifying everything, in an archive of ``count`` publications."""
    office = Office.found(folder, people, wajib, policy=partial(with_machine, machine=people["mesin"]))
    newest = 0.0
    for number in range(count):
        if number:
            office.next_amendment(number) if number > 1 else _first_amendment(office)
            office.commit("tim", "Perubahan")
            office.approve()
        merged = office.merge()
        newest = _seconds(partial(_publish, office, wajib, merged))
    return newest, _seconds(partial(in_clone, office))


def _first_amendment(office: Office) -> None:
    office.on_draft().git("merge", "--quiet", "--ff-only", "main")
    office.edit("rkt/2027/siklus.yml", "jenis: murni\nurutan: 0", "jenis: perubahan\nurutan: 1")
    office.edit("rkt/2027/pengesahan.yml", "nomor: 000.7/001", "nomor: 000.7/002")
    office.edit("rkt/2027/pikp.yml", "458805000", "428805000")


def main() -> None:
    """Print a row for each kind of evidence and each size."""
    sizes = [int(text) for text in sys.argv[1:]] or [2, 12]
    sys.stdout.write("| evidence | publications | publish, s | verify, s | verify, ms each |\n|---|---|---|---|---|\n")
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "kunci").mkdir()
        people = make_people(Path(folder) / "kunci")
        for wajib in ("forge", "ssh"):
            for size in sizes:
                made, read = grown(Path(folder) / f"{wajib}-{size}", people, wajib, size)
                row = f"| {wajib} | {size} | {made:.2f} | {read:.2f} | {1000 * read / size:.0f} |\n"
                sys.stdout.write(row)
                sys.stdout.flush()


if __name__ == "__main__":
    main()
