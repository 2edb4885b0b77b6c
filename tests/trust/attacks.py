"""What a person could try instead of the right way, each a change of a real repository.

An attack gets an office whose draft is approved and gives the commit that it wants published; its name in ``ATTACKS``
comes with the rules that must refuse it.
"""

import re
import subprocess
from collections.abc import Callable
from datetime import date, timedelta

from tests.trust.office import PENGESAHAN, Office, official, organisasi

Attack = Callable[[Office], str]
ATTACKS: dict[str, tuple[Attack, list[str]]] = {}


def refused_by(*rules: str) -> Callable[[Attack], Attack]:
    """Register an attack and the rules that catch it."""

    def register(attack: Attack) -> Attack:
        ATTACKS[attack.__name__] = attack, sorted(rules)
        return attack

    return register


# --- the wrong kind of commit ----------------------------------------------------------------------------------------


@refused_by("RKT-601")
def direct_push(office: Office) -> str:
    office.git("checkout", "--quiet", "draf/2027", "--", "rkt/2027")
    sha = office.commit("kepala", "Langsung saja", "-S")
    office.git("branch", "--quiet", "-D", "draf/2027")
    return sha


@refused_by("RKT-602")
def squash(office: Office) -> str:
    office.git("merge", "--quiet", "--squash", "draf/2027")
    return office.commit("kepala", "RKT 2027 (#7)", "-S")


@refused_by("RKT-603")
def rebase(office: Office) -> str:
    office.write({"mesin.txt": "mesin baru\n"})
    office.commit("tim", "main berjalan terus")
    office.git("switch", "--quiet", "--detach", "draf/2027")
    office.tick()
    office.git("rebase", "--quiet", "-S", "main", who="kepala")
    office.git("switch", "--quiet", "-C", "main")
    return office.sha("main^{/Nomor dan tanggal}")


@refused_by("RKT-604")
def fast_forward(office: Office) -> str:
    office.git("merge", "--quiet", "--ff-only", "draf/2027", who="kepala")
    return office.sha("HEAD^")  # the approval itself changes nothing; the commit below it brought the plan in


@refused_by("RKT-605")
def octopus(office: Office) -> str:
    office.git("switch", "--quiet", "-c", "lain", "main")
    office.write({"rkt/2027/catatan.md": "Catatan.\n"})
    office.commit("tim", "Cabang lain")
    office.git("switch", "--quiet", "main")
    office.tick()
    office.git("merge", "--quiet", "--no-ff", "-S", "-m", "Sekaligus", "draf/2027", "lain", who="kepala")
    return office.sha()


@refused_by("RKT-606")
def merge_beside_main(office: Office) -> str:
    office.git("switch", "--quiet", "-c", "samping", "main")
    office.tick()
    office.git("merge", "--quiet", "--no-ff", "-S", "-m", "Di samping", "draf/2027", who="kepala")
    return office.sha()


@refused_by("RKT-608")
def nothing_of_a_plan(office: Office) -> str:
    office.git("switch", "--quiet", "-c", "lain")
    office.write({"rkt/kalender.yml": "libur: []\n"})
    office.approve()
    return office.merge(branch="lain")


@refused_by("RKT-608")
def two_years_at_once(office: Office) -> str:
    office.on_draft().write({"rkt/2026/catatan.md": "Diam-diam.\n"})
    office.approve()
    return office.merge()


# --- what the merge carries ------------------------------------------------------------------------------------------


@refused_by("RKT-609")
def machinery_in_the_same_merge(office: Office) -> str:
    office.on_draft().write({"mesin.txt": "semua boleh\n"})
    office.approve()
    return office.merge()


@refused_by("RKT-609")
def machinery_in_a_submodule_that_git_is_told_to_ignore(office: Office) -> str:
    office.on_draft().write({".gitmodules": '[submodule "m"]\n\tpath = modul\n\turl = ./m\n\tignore = all\n'})
    office.git("add", ".gitmodules")
    office.git("update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},modul")
    office.git("commit", "--quiet", "-m", "Modul")
    office.git("switch", "--quiet", "main")
    office.git("merge", "--quiet", "--ff-only", "draf/2027")
    office.git("switch", "--quiet", "draf/2027")
    office.edit("rkt/2027/pikp.yml", "458805000", "458805001")
    office.git("update-index", "--cacheinfo", f"160000,{'2' * 40},modul")
    office.git("add", "rkt")
    office.git("commit", "--quiet", "-m", "Modul lain")
    office.tick()
    office.git("commit", "--quiet", "--allow-empty", "-S", "-m", "Disetujui: RKT 2027", who="sekretaris")
    return office.merge()


@refused_by("RKT-610")
def policy_in_the_same_merge(office: Office) -> str:
    office.on_draft().edit("rkt/organisasi.yml", "wajib: [ssh]", "wajib: [forge]")
    office.approve()
    return office.merge()


@refused_by("RKT-610", "RKT-623")
def own_key_in_the_same_merge(office: Office) -> str:
    outsider = office.people["orang-luar"]
    office.on_draft().write(
        {"rkt/organisasi.yml": organisasi(office.people, "ssh", kepala=official(outsider, "2026-01-01"))}
    )
    office.write({"rkt/2027/pengesahan.yml": PENGESAHAN})
    office.approve()
    return office.merge("orang-luar")


@refused_by("RKT-611")
def text_changed_in_the_merge(office: Office) -> str:
    office.tick()
    office.git("merge", "--quiet", "--no-ff", "--no-commit", "draf/2027", who="kepala")
    office.edit("rkt/2027/pikp.yml", "458805000", "958805000")
    return office.commit("kepala", "Gabungkan draf/2027", "-S")


@refused_by("RKT-611")
def reference_changed_beside_the_draft(office: Office) -> str:
    office.edit("rkt/kalender.yml", "libur:", "# disunting\nlibur:")
    office.commit("tim", "Kalender di main")
    return office.merge()


@refused_by("RKT-612")
def policy_that_cannot_be_read(office: Office) -> str:
    office.write({"rkt/organisasi.yml": "jabatan: [\n"})
    broken = office.commit("kepala", "Rusak", "-S")
    assert broken
    return office.merge()


# --- who signed ------------------------------------------------------------------------------------------------------


@refused_by("RKT-621")
def unsigned(office: Office) -> str:
    return office.merge("kasubag", sign=False)


@refused_by("RKT-621")
def unsigned_in_the_name_of_the_sekretaris(office: Office) -> str:
    """Nobody pretends to be the Kepala Dinas; that it is unsigned is all there is to say."""
    return office.merge("sekretaris", sign=False)


@refused_by("RKT-629")
def forged_names(office: Office) -> str:
    kepala = office.people["kepala"]
    office.environment = {
        f"GIT_{role}_{what}": value
        for role in ("AUTHOR", "COMMITTER")
        for what, value in (("NAME", kepala.nama), ("EMAIL", "kepala@contoh.invalid"))
    }
    return office.merge("kasubag", sign=False)


@refused_by("RKT-624")
def signed_by_the_kasubag_under_a_forged_name(office: Office) -> str:
    office.environment = {"GIT_COMMITTER_NAME": office.people["kepala"].nama}
    return office.merge("kasubag")


@refused_by("RKT-624")
def signed_by_the_kasubag(office: Office) -> str:
    return office.merge("kasubag")


@refused_by("RKT-623")
def signed_by_nobody_we_know(office: Office) -> str:
    return office.merge("orang-luar")


@refused_by("RKT-618")
def signed_by_the_former_kepala(office: Office) -> str:
    return office.merge("lama")


@refused_by("RKT-619")
def signed_by_the_next_kepala(office: Office) -> str:
    return office.merge("nanti")


@refused_by("RKT-618")
def signed_by_the_plh_after_his_days(office: Office) -> str:
    """He stood in for the Kepala Dinas until yesterday."""
    _stand_in(office, "plh", date(2026, 11, 20), date(2026, 11, 30))
    return office.merge("kasubag")


@refused_by("RKT-619")
def signed_by_the_plt_before_his_days(office: Office) -> str:
    _stand_in(office, "plt", date(2026, 12, 2), date(2026, 12, 31))
    return office.merge("kasubag")


@refused_by("RKT-618")
def signed_by_the_kepala_while_a_plh_stands_in(office: Office) -> str:
    _stand_in(office, "plh", date(2026, 12, 1), date(2026, 12, 5))
    return office.merge("kepala")


def _stand_in(office: Office, status: str, begin: date, end: date) -> None:
    """The Kepala Dinas lets the Kasubag act for him on some days, in a change of the policy that he signs before."""
    day = timedelta(days=1)
    entries = official(office.people["kepala"], "2026-01-01", f"{begin - day}")
    entries += official(office.people["kasubag"], f"{begin}", f"{end}", status=status)
    entries += official(office.people["kepala"], f"{end + day}")
    office.write({"rkt/organisasi.yml": organisasi(office.people, "ssh", entries)})
    office.commit("kepala", "Penugasan", "-S")


@refused_by("RKT-626")
def former_kepala_sets_his_clock_back(office: Office) -> str:
    return office.merge("lama", at=office.now.replace(year=2025, day=30))


@refused_by("RKT-626")
def kepala_signs_after_his_term_with_an_old_date(office: Office) -> str:
    sha = office.merge(at=office.now)
    office.tick(timedelta(days=40))  # the server sees it in January, when somebody else is in office
    return sha


@refused_by("RKT-626")
def kepala_signs_with_an_old_date(office: Office) -> str:
    sha = office.merge(at=office.now)
    office.tick(timedelta(days=10))
    return sha


@refused_by("RKT-626")
def dated_in_the_future(office: Office) -> str:
    return office.merge(at=office.now + timedelta(days=2))


@refused_by("RKT-622")
def changed_after_signing(office: Office) -> str:
    sha = office.merge()
    raw = office.git("cat-file", "commit", sha) + "\n"
    return replace_head(office, raw.replace("Gabungkan", "Gabungkan dan ubah"))


@refused_by("RKT-627")
def signature_made_for_something_else(office: Office) -> str:
    sha = office.merge(sign=False)
    raw = office.git("cat-file", "commit", sha) + "\n"
    sign = ["ssh-keygen", "-Y", "sign", "-n", "rkt", "-f", str(office.people["kepala"].key)]
    armour = subprocess.run(sign, input=raw, text=True, capture_output=True, check=True).stdout
    return replace_head(office, with_signature(raw, armour))


@refused_by("RKT-628")
def signed_by_the_forge(office: Office) -> str:
    sha = office.merge(sign=False)
    raw = office.git("cat-file", "commit", sha) + "\n"
    armour = "-----BEGIN PGP SIGNATURE-----\n\nwsFc\n-----END PGP SIGNATURE-----\n"
    return replace_head(office, with_signature(raw, armour))


@refused_by("RKT-623")
def a_key_behind_options(office: Office) -> str:
    """As it stands in ``authorized_keys``; here it is no key, but nobody has taken it out either."""
    path = office.path / "rkt/organisasi.yml"
    public = office.people["kepala"].public
    office.write({"rkt/organisasi.yml": path.read_text().replace(f'"{public}"', f'"no-pty {public}"')})
    office.commit("kepala", "Kunci seperti di authorized_keys", "-S")
    return office.merge()


@refused_by("RKT-625")
def revoked_key(office: Office) -> str:
    kepala = office.people["kepala"]
    entry = official(kepala, "2026-01-01", "2026-12-31", key=False)
    office.write({"rkt/organisasi.yml": organisasi(office.people, "ssh", kepala=entry)})
    office.commit("kepala", "Kunci hilang, dicabut", "-S")
    return office.merge()


# --- how the policy came about ---------------------------------------------------------------------------------------


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


# --- the Sekretaris --------------------------------------------------------------------------------------------------


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


# --- the decision ----------------------------------------------------------------------------------------------------


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


def replace_head(office: Office, raw: str) -> str:
    """Put a commit with these bytes in the place of the one that is checked out."""
    made = subprocess.run(
        ["git", "hash-object", "-t", "commit", "-w", "--stdin"],
        cwd=office.path, input=raw, text=True, capture_output=True, check=True,
    ).stdout.strip()  # fmt: skip
    office.git("reset", "--quiet", "--hard", made)
    return made


def with_signature(raw: str, armour: str) -> str:
    header = "gpgsig " + armour.rstrip("\n").replace("\n", "\n ")
    return re.sub(r"\n\n", lambda _: f"\n{header}\n\n", raw, count=1)
