"""The policy on ``main``: whether it came down by consent, or the next publication would be refused."""

from collections.abc import Iterator

from rktkit.cli.doctor.result import BAIK, ENTAH, GALAT, PERINGATAN, Diagnosis, Place


def probe(place: Place) -> Iterator[Diagnosis]:
    """Asked now, for a publication asks only when everybody has signed."""
    main = place.repo.branch_tip("main") if place.repo else None
    if place.repo is None or main is None or place.organisasi is None:
        return
    from rktkit.ground.findings import Refusal, Severity
    from rktkit.ground.git.program import GitFailed
    from rktkit.procedure.reminders import unconsented
    from rktkit.trust.approval.line import forge_may_know, policy_line
    from rktkit.trust.archive.branch import newest
    from rktkit.trust.archive.read import read_branch
    from rktkit.trust.verify.question import History
    from rktkit.trust.verify.whole import last_published

    if place.repo.shallow:
        yield Diagnosis("Kebijakan", ENTAH, "Riwayat repositori ini terpotong.", "git fetch --unshallow")
        return
    tip = newest(place.repo)
    try:
        since = last_published(read_branch(place.repo, tip), History(place.repo, main)) if tip else None
    except GitFailed as error:
        yield Diagnosis(
            "Kebijakan", ENTAH, f"Arsip tidak dapat dibaca: {error}.", "git fetch origin arsip, atau git fsck."
        )
        return
    try:
        policy_line(place.repo, main, since=since, evidence=None, introduce=None)
    except Refusal as refusal:
        if forge_may_know(place.repo, main, refusal):
            said = "Berubah lewat penggabungan; catatan forge-nya diperiksa saat terbit."
            yield Diagnosis("Kebijakan", ENTAH, said, "Terbitkan lewat alur kerja forge.")
            return
        weight = {Severity.GALAT: GALAT, Severity.PERINGATAN: PERINGATAN}
        found = unconsented(place.repo)
        yield from (Diagnosis("Kebijakan", weight[one.severity], one.message, one.hint) for one in found)
    else:
        yield Diagnosis("Kebijakan", BAIK, "Setiap perubahan organisasi.yml disetujui kepala.")
