"""A draft that the Sekretaris did not approve, and a decision that is not there or not his who decides."""

from tests.office import Office, official
from tests.trust.attacks.registry import refused_by, replace_head


@refused_by("RKT-630")
def never_approved(office: Office) -> str:
    office.on_draft().git("reset", "--quiet", "--hard", "HEAD^")
    return office.merge()


@refused_by("RKT-631")
def approved_on_an_earlier_commit(office: Office) -> str:
    office.on_draft().edit("rkt/2027/pikp.yml", "458805000", "958805000")
    office.commit("tim", "Perbaikan kecil")
    return office.merge()


@refused_by("RKT-632")
def approved_by_the_kasubag(office: Office) -> str:
    office.on_draft().git("reset", "--quiet", "--hard", "HEAD^")
    office.approve("kasubag")
    return office.merge()


@refused_by("RKT-622")
def approval_tampered_with(office: Office) -> str:
    office.on_draft()
    raw = office.git("cat-file", "commit", "HEAD") + "\n"
    replace_head(office, raw.replace("author CONTOH Sekretaris", "author CONTOH Pengganti"))
    return office.merge()


@refused_by("RKT-626")
def approved_by_a_former_sekretaris_with_an_old_date(office: Office) -> str:
    """He still has his key, and dates the approval into his term: before the text that it approves."""
    now = official(office.people["sekretaris"], "2023-01-01")
    then = official(office.people["sekretaris"], "2023-01-01", "2026-06-30")
    office.edit("rkt/organisasi.yml", now, then + official(office.people["nanti"], "2026-07-01"))
    office.commit("kepala", "Sekretaris baru", "-S")
    office.on_draft().git("merge", "--quiet", "--no-ff", "-m", "Dari main", "main")
    office.commit("sekretaris", "Disetujui: RKT 2027", "-S", at=office.now.replace(month=5))
    return office.merge()


@refused_by("RKT-630")
def approved_for_another_year(office: Office) -> str:
    """The tree of that approval held the draft for 2027 as well."""
    office.on_draft().git("reset", "--quiet", "--hard", "HEAD^")
    office.commit("sekretaris", "Disetujui: RKT Perubahan 2026", "-S")
    return office.merge()


@refused_by("RKT-630")
def signed_work_is_no_approval(office: Office) -> str:
    office.on_draft().git("reset", "--quiet", "--hard", "HEAD^")
    office.commit("sekretaris", "Form sekretariat", "-S")
    return office.merge()


@refused_by("RKT-637")
def without_a_number(office: Office) -> str:
    office.on_draft().edit("rkt/2027/pengesahan.yml", "nomor: 000.7/001/DISKOMINFOSAN/2026", "nomor:")
    office.approve()
    return office.merge()


@refused_by("RKT-638")
def in_the_name_of_somebody_else(office: Office) -> str:
    office.on_draft().edit("rkt/2027/pengesahan.yml", "2026-12-01", "2025-12-01")
    office.approve()
    return office.merge()
