"""The next deadline."""

from collections.abc import Iterator

from rktkit.cli.doctor.result import BAIK, PERINGATAN, Diagnosis, Place
from rktkit.ground.findings import Refusal, UsageError
from rktkit.plan.writing.words import tanggal


def probe(place: Place) -> Iterator[Diagnosis]:
    """Who has the ball, and until when."""
    from rktkit.procedure.status import state

    try:
        status = state(place.base, None, place.now)
    except (UsageError, Refusal):
        yield Diagnosis("Tenggat", BAIK, "Belum ada siklus yang dibuka.")
        return
    late = [one for one in status.bola if one.sisa is not None and one.sisa < 0]
    said = status.kalimat
    if late:
        yield Diagnosis("Tenggat", PERINGATAN, said, "rkt status menunjukkan langkah yang terlambat.")
        return
    days = [one.batas for one in status.bola if one.batas is not None]
    yield Diagnosis("Tenggat", BAIK, f"{said} Batas terdekat {tanggal(min(days))}." if days else said)
