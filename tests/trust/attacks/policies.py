"""A policy that came about without consent."""

from tests.office import Office, official, organisasi
from tests.trust.attacks.registry import refused_by


@refused_by("RKT-635")
def own_key_in_an_earlier_unapproved_commit(office: Office) -> str:
    outsider = office.people["orang-luar"]
    office.write({"rkt/organisasi.yml": organisasi(office.people, "ssh", kepala=official(outsider, "2026-01-01"))})
    office.commit("orang-luar", "Saya kepala dinas", "-S")
    office.on_draft()
    return office.merge("orang-luar")


@refused_by("RKT-635")
def own_key_in_an_earlier_unapproved_merge(office: Office) -> str:
    """It looks like any other merge, and the first parent of the plan's already knows the key."""
    outsider = office.people["orang-luar"]
    office.git("switch", "--quiet", "-c", "rapi")
    office.write({"rkt/organisasi.yml": organisasi(office.people, "ssh", kepala=official(outsider, "2026-01-01"))})
    office.commit("orang-luar", "Rapikan", "-S")
    office.merge("orang-luar", branch="rapi")
    return office.merge("orang-luar")


@refused_by("RKT-635")
def weaker_evidence_in_an_earlier_unapproved_commit(office: Office) -> str:
    office.edit("rkt/organisasi.yml", "wajib: [ssh]", "wajib: [forge, ssh]")
    office.commit("kasubag", "Kebijakan baru", "-S")
    office.edit("rkt/organisasi.yml", "wajib: [forge, ssh]", "wajib: [ssh]")
    office.commit("kepala", "Dikembalikan", "-S")
    return office.merge()


@refused_by("RKT-635")
def policy_changed_by_the_former_kepala(office: Office) -> str:
    office.edit("rkt/organisasi.yml", "wajib: [ssh]", "wajib: [ssh] # diubah")
    office.commit("lama", "Titipan", "-S", at=office.now.replace(year=2025, day=30))
    return office.merge()


@refused_by("RKT-635")
def policy_rolled_back(office: Office) -> str:
    old = (office.path / "rkt/organisasi.yml").read_text()
    office.write({"rkt/organisasi.yml": old.replace("wajib: [ssh]", "wajib: [ssh] # tahun depan")})
    office.commit("kepala", "Kebijakan baru", "-S")
    office.write({"rkt/organisasi.yml": old})
    office.commit("kasubag", "Kembali ke yang lama", "-S")
    return office.merge()


def _key_taken_out(office: Office) -> str:
    """The Kepala Dinas lost his key and takes it out of the policy; gives ``main`` as it was before."""
    before = office.sha("main")
    entry = official(office.people["kepala"], "2026-01-01", "2026-12-31", key=False)
    office.write({"rkt/organisasi.yml": organisasi(office.people, "ssh", kepala=entry)})
    office.commit("kepala", "Kunci hilang, dicabut", "-S")
    return before


@refused_by("RKT-635")
def around_a_change_of_the_policy(office: Office) -> str:
    """A push that looks like any other: its first parent is ``main`` as it was before his key was taken out."""
    before = _key_taken_out(office)
    office.on_draft().git("merge", "--quiet", "--no-ff", "-m", "Dari main", "main")
    office.approve()
    office.git("switch", "--quiet", "-C", "main", before)
    office.tick()
    office.git("merge", "--quiet", "--no-ff", "--no-commit", "draf/2027", who="kepala")
    office.git("checkout", "--quiet", before, "--", "rkt/organisasi.yml")
    office.git("commit", "--quiet", "-S", "-m", "Gabungkan draf/2027", who="kepala")
    return office.sha()


@refused_by("RKT-635")
def around_it_and_on_from_there(office: Office) -> str:
    """The same in two steps: a merge that changes nothing of the policy, and then the plan's."""
    before = _key_taken_out(office)
    revoked = office.sha()
    office.git("switch", "--quiet", "-C", "main", before)
    office.tick()
    office.git("merge", "--quiet", "--no-ff", "-s", "ours", "-m", "Rapikan", revoked)
    return office.merge()
