"""From what is known of a cycle to each step's state and whose turn it is.

``compute`` is pure: it gets what Git and the files say (``Keadaan``, gathered by ``history``) and a day, and says for
each step when it was done, by whom, how late, and whose turn it is now.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from rktkit.plan.calendar import workdays_after
from rktkit.plan.roles import acting_jabatan
from rktkit.plan.writing.words import sebutan, sisa, tanggal
from rktkit.procedure.sop import Keadaan, KeadaanForm, Kejadian, Langkah, langkah_kantor
from rktkit.rules.ready import Butir


@dataclass(frozen=True, slots=True)
class StatusLangkah:
    """A step's state: ``selesai`` (done), ``berjalan`` (its turn), ``menunggu`` (later), ``lewat`` (never recorded, but
    the procedure has gone past it). ``terlambat`` in working days."""

    langkah: Langkah
    keadaan: str
    batas: date | None
    selesai: Kejadian | None
    terlambat: int


@dataclass(frozen=True, slots=True)
class Bola:
    """Somebody's turn: which jabatan, who holds it today (``None``: nobody), what for, and until when.

    ``sisa`` counts working days: 0 means today is the last day, below 0 that it is late; ``None`` without a ``batas``.
    """

    jabatan: str
    nama_jabatan: str
    pejabat: str | None
    tugas: str
    bidang: tuple[str, ...]
    langkah: int
    batas: date | None
    sisa: int | None


@dataclass(frozen=True, slots=True)
class Status:
    """The answer of ``rkt status``."""

    keadaan: Keadaan
    hari_ini: date
    langkah: tuple[StatusLangkah, ...]
    bola: tuple[Bola, ...]
    form: Mapping[str, str] = field(default_factory=dict)
    """Each bidang's form in a word: ``belum``, ``diisi``, ``dikumpulkan``, ``bergalat``, ``dikembalikan`` or
    ``diterima``."""
    siap: tuple[Butir, ...] = ()
    """What the plan still needs to be signed; known from step 8 until it is signed."""
    ingat: tuple[str, ...] = ()
    """What else must not be forgotten: a term that ends, a merge that is not published."""

    @property
    def judul(self) -> str:
        """The cycle's name for people: ``RKT 2027``, ``RKT Perubahan 2026``, then ``RKT Perubahan Kedua 2026``."""
        k = self.keadaan
        return " ".join(filter(None, ("RKT", sebutan(k.jenis, k.urutan), str(k.tahun))))

    @property
    def keterlambatan(self) -> int:
        """Working days by which the step that runs is late; of a finished cycle, the last step's; 0 is in time."""
        running = [step.terlambat for step in self.langkah if step.keadaan == "berjalan"]
        return max(running, default=self.langkah[-1].terlambat)

    @property
    def kalimat(self) -> str:
        """One sentence: who has the ball."""
        if not self.bola:
            done = self.langkah[-1].selesai
            when = f" pada {tanggal(done.tanggal)}" if done and done.tanggal else ""
            return f"Selesai: {self.judul} telah diarsipkan{when}; bola tidak lagi di tangan siapa pun."
        alike: dict[tuple[str, date | None], list[Bola]] = {}
        for bola in self.bola:
            alike.setdefault((bola.tugas, bola.batas), []).append(bola)
        return f"Bola di tangan: {'; '.join(map(_kalimat, alike.values()))}."


def _kalimat(group: list[Bola]) -> str:
    """Those who owe the same by the same day."""
    names = [_siapa(bola) for bola in group]
    who = names[0] if len(names) == 1 else f"{', '.join(names[:-1])}{',' * (len(names) > 2)} dan {names[-1]}"
    first = group[0]
    if first.batas is None or first.sisa is None:
        return f"{who} untuk {first.tugas}"
    return f"{who} untuk {first.tugas}, batasnya {tanggal(first.batas)} ({sisa(first.sisa)})"


def _siapa(bola: Bola) -> str:
    if bola.pejabat is None:
        return f"{bola.nama_jabatan} (belum ada pejabatnya)"
    return f"{bola.pejabat} ({', '.join(bola.bidang) or bola.nama_jabatan})"


def compute(keadaan: Keadaan, hari_ini: date, libur: Collection[date] = ()) -> Status:
    """From what is known to each step's state and whose turn it is.

    Args:
        keadaan: what Git and the files say.
        hari_ini: the office's calendar day.
        libur: the holidays of ``kalender.yml``.
    """
    return _Hitungan(keadaan, hari_ini, libur).status()


_TUGAS = {
    1: "mendisposisikan penyusunan RKT kepada Kasubbag",
    2: "membentuk tim serta menyiapkan jadwal dan form kosong",
    3: "mengadakan rapat sosialisasi dan mencatat notulennya",
    8: "menyusun draf RKT dan mengisi pengesahan.yml",
    9: "mengoreksi draf RKT",
    10: "menandatangani RKT, yaitu menggabungkan draf/{tahun} ke main",
    11: "mengarsipkan RKT dengan rkt publish",
}


_TUGAS_SENDIRI = "memulai penyusunan RKT dengan disposisi"
_TUGAS_DITOLAK = "memperbaiki draf RKT yang dikembalikan {gerbang}"


_TUGAS_FORM = {
    "belum": (4, "pengisian", "mengisi Form RKT"),
    "diisi": (5, "pengumpulan", "mengumpulkan Form RKT yang telah diisi"),
    "bergalat": (6, "kompilasi", "memperbaiki galat pada Form RKT yang dikumpulkan"),
    "dikembalikan": (4, "koreksi_bidang", "memperbaiki Form RKT yang dikembalikan Kasubbag"),
    "dikumpulkan": (7, "koreksi_bidang", "mengoreksi Form RKT yang dikumpulkan"),
}
"""By the form's state: the step, the key of its deadline, the task. ``dikumpulkan`` is the Kasubbag's turn, the rest
the Kabid's."""


class _Hitungan:
    """One calculation: the state, the day, and what follows from them."""

    def __init__(self, keadaan: Keadaan, hari_ini: date, libur: Collection[date]) -> None:
        self.k = keadaan
        self.hari_ini = hari_ini
        self.libur = libur
        self.sop = langkah_kantor(keadaan.organisasi)
        self.selesai = _selesai(keadaan, hari_ini)
        self.form = {kode: _kata(state) for kode, state in keadaan.form.items()}

    def status(self) -> Status:
        bola = tuple(self.bola())
        turn = {b.langkah for b in bola}
        last = max((n for n, event in enumerate(self.selesai, 1) if event), default=0)
        steps = tuple(
            self.langkah(langkah, event, langkah.nomor in turn, langkah.nomor < last)
            for langkah, event in zip(self.sop, self.selesai, strict=True)
        )
        return Status(self.k, self.hari_ini, steps, bola, self.form)

    def langkah(self, langkah: Langkah, event: Kejadian | None, turn: bool, passed: bool) -> StatusLangkah:
        """A step's state. One that was never recorded, and is nobody's turn any more, has no lateness."""
        batas = self.k.jadwal.get(langkah.kunci)
        state = "selesai" if event else "berjalan" if turn else "lewat" if passed else "menunggu"
        until = event.tanggal if event else None if state == "lewat" else self.hari_ini
        late = workdays_after(batas, until, self.libur) if batas and until else 0
        return StatusLangkah(langkah, state, batas, event, late)

    def bola(self) -> Iterator[Bola]:
        """Every turn that is open now, in the order of the steps."""
        if self.selesai[9]:  # signed: nothing before it is owed any more
            if not self.selesai[10]:
                yield self.giliran(self.sop[10])
            return
        early = next((step for step, event in zip(self.sop[:3], self.selesai, strict=False) if not event), None)
        if early and not self.selesai[6]:
            yield self.giliran(early)
            if all(word == "belum" for word in self.form.values()):
                return
        owed = tuple(self.giliran_form())
        yield from owed
        if not owed:
            yield self.giliran(next(step for step in self.sop[7:] if not self.selesai[step.nomor - 1]))

    def giliran(self, langkah: Langkah) -> Bola:
        """The turn of whoever has the step's role."""
        tugas = _TUGAS[langkah.nomor].format(tahun=self.k.tahun)
        if langkah.nomor == 8 and self.k.ditolak:
            tugas = _TUGAS_DITOLAK.format(gerbang=self.sop[8].pelaku)
        elif langkah.nomor == 1 and langkah.peran == "kasubag":
            tugas = _TUGAS_SENDIRI
        return self.satu(self.jabatan(langkah.peran), tugas, (), langkah.nomor, langkah.kunci)

    def giliran_form(self) -> Iterator[Bola]:
        """The turns of steps 4 to 7: of each Kabid who owes something, then of the Kasubbag."""
        for kode, word in self.form.items():
            if word not in ("diterima", "dikumpulkan"):
                nomor, kunci, tugas = _TUGAS_FORM[word]
                bidang = self.k.organisasi.find_bidang(kode)
                yield self.satu(bidang.pimpinan if bidang else kode, tugas, (kode,), nomor, kunci)
        waiting = tuple(kode for kode, word in self.form.items() if word == "dikumpulkan")
        if waiting:
            nomor, kunci, tugas = _TUGAS_FORM["dikumpulkan"]
            yield self.satu(self.jabatan("kasubag"), tugas, waiting, nomor, kunci)

    def jabatan(self, peran: str) -> str:
        """The kode of the first jabatan that acts in a role; the role itself when the office has none."""
        found = acting_jabatan(self.k.organisasi, peran)
        return found.kode if found else peran

    def satu(self, kode: str, tugas: str, bidang: tuple[str, ...], nomor: int, kunci: str) -> Bola:
        jabatan = self.k.organisasi.find_jabatan(kode)
        pejabat = jabatan.pejabat_pada(self.hari_ini) if jabatan else None
        batas = self.k.jadwal.get(kunci)
        sisa = None
        if batas is not None:
            sisa = -workdays_after(batas, self.hari_ini, self.libur) or workdays_after(self.hari_ini, batas, self.libur)
        nama = pejabat.nama if pejabat else None
        return Bola(kode, jabatan.nama if jabatan else kode, nama, tugas, bidang, nomor, batas, sisa)


def _selesai(k: Keadaan, hari_ini: date) -> list[Kejadian | None]:
    """For each step the event that ended it."""
    forms = list(k.form.values())
    collected = _last([form.dikumpulkan for form in forms])
    accepted = _last([form.diterima for form in forms])
    sound = not any(form.galat for form in forms)
    return [
        _sudah(k.disposisi, hari_ini),
        k.perencanaan,
        _sudah(k.sosialisasi, hari_ini),
        _last([form.diisi for form in forms]),
        collected,
        Kejadian(collected.tanggal) if collected and sound else None,  # the machine compiles what is complete
        accepted,
        k.diajukan if accepted and not k.ditolak else None,
        k.disetujui,
        k.ditetapkan,
        k.diarsipkan,
    ]


def _sudah(event: Kejadian | None, hari_ini: date) -> Kejadian | None:
    """An event that a file dates, unless that day is still to come."""
    return None if event and event.tanggal and event.tanggal > hari_ini else event


def _last(events: list[Kejadian | None]) -> Kejadian | None:
    """What completes a step that needs all: the latest event; ``None`` as long as one is missing."""
    complete = [event for event in events if event]
    if not events or len(complete) < len(events):
        return None
    if any(event.tanggal is None for event in complete):
        return Kejadian()
    latest = max(complete, key=lambda event: event.tanggal or date.min)
    return Kejadian(latest.tanggal, latest.oleh if len(events) == 1 else None)


def _kata(form: KeadaanForm) -> str:
    if form.dikembalikan:
        return "dikembalikan"
    if form.galat and (form.dikumpulkan or form.diterima):
        return "bergalat"
    if form.diterima:
        return "diterima"
    return "dikumpulkan" if form.dikumpulkan else "diisi" if form.diisi else "belum"
