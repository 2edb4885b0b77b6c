"""``rkt demo``'s rehearsal: a small CONTOH office walks all 11 steps of the SOP in a throw-away repository.

Real SSH keys, commits, branches and merges; two *tidak*; a published archive that verifies. The days run along the
SOP's schedule and end on the last working day, so that nothing lies in the future. Prints nothing: ``latihan`` yields
one scene (``gladi.Adegan``) after another. It is the project's end-to-end test as well.
"""

from collections.abc import Generator
from datetime import date
from pathlib import Path

from rktkit.ground.files import FolderFiles, walk
from rktkit.plan.calendar import subtract_workdays
from rktkit.plan.load.office import load_kalender
from rktkit.procedure.rehearsal.office import Kantor, kunci_baru
from rktkit.procedure.rehearsal.scenes import LATIHAN, Adegan, Gladi
from rktkit.procedure.sop import SOP
from rktkit.trust.verify.verdict import Verdict


def latihan(folder: Path, kunci: Path, hari_ini: date) -> Generator[Adegan, None, Verdict]:
    """Walk the 11 steps; the generator returns the archive's verdict.

    Args:
        folder: where the repository goes; missing or empty.
        kunci: an existing folder for the six private keys.
        hari_ini: the last step falls on this day, or on the last working day before it.

    Raises:
        Refusal: a step was refused, which would be a defect of this program.
    """
    office = FolderFiles(LATIHAN)
    libur = load_kalender(office)[0] or {}
    mulai = subtract_workdays(hari_ini, sum(step.hari for step in SOP) - 1, libur)
    before = subtract_workdays(mulai, 1, libur)
    every = {path: office.read(path) for path, _ in walk(office, "rkt")}
    kantor = Kantor.dirikan(folder, kunci, every, kunci_baru, before)
    try:
        gladi = Gladi(kantor, mulai)
        yield from gladi.langkah()
        kantor.repo.check_out("main")
    finally:
        kantor.close()
    assert gladi.verdict is not None
    return gladi.verdict
