"""The procedure: the 11 steps of the SOP Penyusunan RKT as data, and what is known of a cycle.

What comes from the office's own document: the titles, and the actors of steps 1 (*Mula*: the Sekretaris) and 9 (whose
*tidak* stands at the Sekretaris). The other actors, the working days and the outputs are our reconstruction; an office
changes the dates in ``siklus.yml``, and nothing here is printed into a legal document as if the SOP said it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from rktkit.plan.layout import FormId
from rktkit.plan.model import LANGKAH
from rktkit.plan.office import Organisasi
from rktkit.plan.roles import acting, signatory_of
from rktkit.plan.writing.words import LANGKAH_SOP, langkah_sop
from rktkit.rules.archived import NOTHING, Archived, Keputusan, next_number


@dataclass(frozen=True, slots=True)
class Langkah:
    """One step. ``peran``: the role that acts, of ``organisasi.yml``; ``tidak``: the step that a *tidak* goes back to.

    ``hari`` counts working days. ``dari_sop`` says whether the actor stands in the office's document or is inferred;
    ``hari``, ``keluaran`` and ``di_git`` always are.
    """

    nomor: int
    kunci: str
    judul: str
    pelaku: str
    peran: str
    hari: int
    keluaran: str
    di_git: str
    tidak: int | None = None
    dari_sop: bool = False


def _langkah() -> Iterator[Langkah]:
    rows = (
        ("Sekretaris", "sekretaris", 1, "disposisi", "cabang draf/<tahun> dengan siklus.yml", None, True),
        ("Kasubbag, Tim", "kasubag", 1, "tim, jadwal, form kosong", "jadwal dan form kosong", None, False),
        ("Kasubbag, Tim, Kabid", "kasubag", 1, "notulen, daftar hadir", "notulen", None, False),
        ("Kabid", "kabid", 5, "form terisi", "commit pada bidang/<kode>-<tahun>", None, False),
        ("Kabid → Tim", "kabid", 1, "rekap kelengkapan", "permintaan penggabungan ke draf/<tahun>", None, False),
        ("Tim", "tim", 2, "kompilasi", "kompilasi otomatis dari semua form", None, False),
        ("Kasubbag", "kasubag", 2, "form terkoreksi", "penggabungan form ke draf/<tahun>", 4, False),
        ("Tim, Kasubbag", "tim", 3, "draf RKT", "permintaan penggabungan draf/<tahun> ke main", None, False),
        ("Sekretaris", "sekretaris", 1, "draf berparaf", "persetujuan atas commit terakhir", 8, True),
        ("Kepala instansi", "kepala", 1, "RKT bernomor, bertanda tangan", "penggabungan ke main", 9, False),
        ("Tim → Kasubbag", "tim", 1, "arsip, bukti publikasi", "publikasi pada cabang arsip", None, False),
    )
    for nomor, (kunci, row) in enumerate(zip(LANGKAH, rows, strict=True), 1):
        yield Langkah(nomor, kunci, LANGKAH_SOP[kunci], *row)


SOP: tuple[Langkah, ...] = tuple(_langkah())
"""The 11 steps in order."""

_PELAKU = {"sekretaris": "Sekretaris", "tim": "Tim", "kasubag": "Kasubbag"}


def langkah_kantor(organisasi: Organisasi) -> tuple[Langkah, ...]:
    """The steps as an office walks them: the kasubag for a role that it does not have, its own name for who signs."""
    names = {nama: _PELAKU[acting(organisasi, peran)] for peran, nama in _PELAKU.items()}
    return tuple(
        replace(
            step,
            judul=langkah_sop(step.kunci, organisasi.instansi.nama),
            peran=acting(organisasi, step.peran),
            pelaku=signatory_of(organisasi) if step.peran == "kepala" else _pelaku(step.pelaku, names),
        )
        for step in SOP
    )


def _pelaku(written: str, names: Mapping[str, str]) -> str:
    """The actors of a step under the names that they go by, each once."""
    mark = " → " if " → " in written else ", "
    return mark.join(dict.fromkeys(names.get(one, one) for one in written.split(mark)))


# --- what is known --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Kejadian:
    """Something that was done: on which of the office's days, by whom; ``None`` where the record does not say.

    A name is that of the owner of the key or account where that is known, else what Git's author line says. It informs
    and proves nothing; proof is ``authority``'s business.
    """

    tanggal: date | None = None
    oleh: str | None = None


@dataclass(frozen=True, slots=True)
class KeadaanForm:
    """One bidang's form. ``pertama`` is the day it first came in; ``galat`` how many blocking problems it has now.

    ``cabang``: the branches, its bidang's own aside, on which it is being changed as well.
    A *tidak* of step 7 sets ``dikembalikan`` and clears ``diisi`` and ``dikumpulkan`` until the form comes in again.
    """

    diisi: Kejadian | None = None
    dikumpulkan: Kejadian | None = None
    dikembalikan: Kejadian | None = None
    diterima: Kejadian | None = None
    pertama: date | None = None
    galat: int = 0
    cabang: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Keadaan:
    """The state of one cycle. ``form`` holds every bidang, in the order of ``organisasi.yml``.

    ``disetujui`` counts for the newest draft only; ``ditolak`` is a *tidak* of step 9 not yet answered by a new draft.
    """

    tahun: int
    jenis: str
    urutan: int
    organisasi: Organisasi
    jadwal: Mapping[str, date]
    form: Mapping[str, KeadaanForm]
    disposisi: Kejadian | None = None
    perencanaan: Kejadian | None = None
    sosialisasi: Kejadian | None = None
    diajukan: Kejadian | None = None
    ditolak: Kejadian | None = None
    disetujui: Kejadian | None = None
    ditetapkan: Kejadian | None = None
    diarsipkan: Kejadian | None = None
    keputusan: tuple[Keputusan, ...] = ()
    """Every decision that is known, of all years and the archive, in their order."""

    arsip: Archived = NOTHING
    """What is published, as far as it is known."""

    @property
    def nomor_berikutnya(self) -> str | None:
        """A number that no decision has, for the year in which this plan is to be signed; none if not all are known."""
        if self.arsip.tak_terbaca:
            return None
        signed = self.jadwal.get("penandatanganan")
        return next_number(self.keputusan, signed.year if signed else self.tahun - 1)

    @property
    def handed_in(self) -> dict[FormId, date]:
        """The day on which each form first came in: what ``check`` needs for RKT-505."""
        return {FormId(self.tahun, kode): form.pertama for kode, form in self.form.items() if form.pertama}
