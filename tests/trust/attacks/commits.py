"""The wrong kind of commit, or a merge that carries what it must not."""

from tests.office import PENGESAHAN, Office, official, organisasi
from tests.trust.attacks.registry import refused_by


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
