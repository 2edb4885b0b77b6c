"""A merge that a forge carries out later ("when the checks succeed"), in the name of whoever scheduled it.

It survives new commits and later approvals, so its person may never have seen what was merged. It counts only where he
acted after the last commit arrived and after the gate's approval. Both times, and the scheduling, are the forge's own
(``record``: its timeline); a commit's date is anybody's word.
"""

from datetime import datetime

from rktkit.trust.approval.record import MergeRecord, Schedule

UNKNOWN = "Linimasa forge tidak tercatat: tidak diketahui apakah penggabungan ini dijadwalkan sebelum disetujui."
"""What is said of a record that does not tell; it holds all the same."""


def too_early(record: MergeRecord, approved: datetime | None) -> tuple[Schedule, datetime] | None:
    """The schedule that made the merge before its person could know what it would be.

    Args:
        approved: when the gate approved on the forge; ``None``: elsewhere.

    Returns:
        The schedule and the later act that it did not wait for; ``None`` where there is none, or the record is silent.
    """
    later = [moment for moment in (record.kiriman, approved) if moment is not None]
    for schedule in record.jadwal or ():
        his = schedule.akun.lower() == record.merged_by.lower()
        if his and not schedule.batal and later and schedule.waktu < max(later):
            return schedule, max(later)
    return None
