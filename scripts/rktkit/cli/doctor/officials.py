"""The people: everybody in office, with the account and the key that the policy needs."""

from collections.abc import Iterator

from rktkit.cli.doctor.result import BAIK, GALAT, PERINGATAN, Diagnosis, Place
from rktkit.plan.calendar import within
from rktkit.plan.roles import gate_of


def probe(place: Place) -> Iterator[Diagnosis]:
    """Asked of the day on which this runs."""
    office = place.organisasi
    if office is None:
        words = "rkt check rkt/organisasi.yml"
        yield Diagnosis("Pejabat", GALAT, "rkt/organisasi.yml tidak ada atau tidak dapat dibaca.", words)
        return
    today, bad = office.hari(place.now), 0
    for jabatan in office.jabatan:
        person = jabatan.pejabat_pada(today)
        if person is None:
            bad += 1
            words = "Catat pejabatnya (juga Plt. atau Plh.) di rkt/organisasi.yml."
            weight = GALAT if jabatan.peran in ("kepala", "kasubag") else PERINGATAN
            yield Diagnosis("Pejabat", weight, f"{jabatan.nama}: tidak ada yang menjabat hari ini.", words)
        elif not person.akun and (jabatan.peran != "kabid" or "forge" in office.wajib):
            bad += 1
            words = "Tambahkan akun: [nama] pada pejabat itu."
            yield Diagnosis("Pejabat", PERINGATAN, f"{person.nama} ({jabatan.nama}) belum punya akun forge.", words)
        if person and "ssh" in office.wajib and jabatan.peran in ("kepala", gate_of(office)) and not person.kunci:
            bad += 1
            words = "ssh-keygen -t ed25519, lalu tulis kunci publiknya pada kunci: di rkt/organisasi.yml."
            yield Diagnosis(
                "Pejabat",
                GALAT,
                f"{person.nama} ({jabatan.nama}) belum punya kunci SSH, padahal kebijakan mewajibkannya.",
                words,
            )
    if not any(within(today, one.mulai, one.selesai) for one in office.penerbit):
        yield Diagnosis(
            "Penerbit",
            PERINGATAN,
            "Belum ada kunci mesin penerbit; publikasi tanpa segel hanya dijawab TIDAK DAPAT DIPASTIKAN.",
            "ssh-keygen -t ed25519 -f mesin-penerbit, lalu tulis kunci publiknya pada penerbit: di rkt/organisasi.yml.",
        )
    if not bad:
        yield Diagnosis("Pejabat", BAIK, f"{len(office.jabatan)} jabatan terisi.")
