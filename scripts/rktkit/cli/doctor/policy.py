"""The policy on ``main``: whether it came down by consent, or the next publication would be refused."""

from collections.abc import Iterator

from rktkit.cli.doctor.result import BAIK, ENTAH, GALAT, PERINGATAN, Diagnosis, Place


def probe(place: Place) -> Iterator[Diagnosis]:
    """Asked now, for a publication asks only when everybody has signed."""
    if place.repo is None or place.organisasi is None:
        return
    from rktkit.ground.findings import Severity
    from rktkit.procedure.reminders import consent

    found = consent(place.repo)
    if found is None:
        return
    if found.unknown:
        yield Diagnosis("Kebijakan", ENTAH, *found.unknown)
    elif not found.problems:
        yield Diagnosis("Kebijakan", BAIK, "Setiap perubahan organisasi.yml disetujui kepala.")
    weight = {Severity.GALAT: GALAT, Severity.PERINGATAN: PERINGATAN}
    for one in found.problems:
        yield Diagnosis("Kebijakan", weight[one.severity], one.message, one.hint)
