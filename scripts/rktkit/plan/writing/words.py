"""Numbers, dates and names as Indonesian documents write them: one spelling for every format."""

from datetime import date, datetime
from decimal import Decimal

from rktkit.plan.document import KopSurat, Penetapan, Rkt
from rktkit.plan.model import LANGKAH, Nilai

KOSONG = "–"
"""What stands where there is no value."""

BULAN = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)

LANGKAH_SOP = dict(
    zip(
        LANGKAH,
        (
            "Disposisi kepada kasubbag",
            "Perencanaan kegiatan penyusunan",
            "Rapat sosialisasi pengisian form RKT kegiatan",
            "Mengisi form RKT",
            "Mengumpulkan form RKT yang telah diisi",
            "Mengkompilasi form RKT dari bidang-bidang",
            "Koreksi draft RKT dari bidang-bidang",
            "Penyusunan draft RKT dinas",
            "Koreksi draft RKT",
            "Menerima dan menandatangani RKT",
            "Pengarsipan RKT",
        ),
        strict=True,
    )
)
"""The steps of the SOP Penyusunan RKT in its own words, by the keys of ``jadwal``."""

_JENIS = ("badan", "dinas", "inspektorat", "kantor", "kecamatan", "kelurahan", "sekretariat")


def langkah_sop(kunci: str, instansi: str) -> str:
    """A step of the SOP as an office calls it: step 8 names what it is, a *dinas* in the SOP that this is made from.

    Args:
        kunci: the step's key in ``jadwal``; an unknown one stands for itself.
        instansi: the name of the office.
    """
    first = instansi.casefold().partition(" ")[0]
    kind = first if first in _JENIS else "instansi"
    return LANGKAH_SOP.get(kunci, kunci).replace("dinas", kind)


_BULAN_SINGKAT = {8: "Agt"}
_KE = {1: "Pertama", 2: "Kedua", 3: "Ketiga", 4: "Keempat", 5: "Kelima"}
_STATUS = {"plt": "Plt.", "plh": "Plh.", "pj": "Pj."}


FORM = {
    "belum": "belum diisi",
    "diisi": "diisi, belum dikumpulkan",
    "dikumpulkan": "dikumpulkan, menunggu koreksi",
    "bergalat": "dikumpulkan, masih ada galat",
    "dikembalikan": "dikembalikan untuk diperbaiki",
    "diterima": "diterima",
}
"""The states of a bidang's form, in words for people."""

LANGKAH_KINI = {"selesai": "selesai", "berjalan": "berjalan", "menunggu": "menunggu", "lewat": "tidak tercatat"}
"""The states of a step of the SOP, in words for people."""


def terlambat(hari: int) -> str:
    """How late something is, in working days: ``terlambat 2 hari kerja``, ``tepat waktu``."""
    return f"terlambat {hari} hari kerja" if hari else "tepat waktu"


def sisa(hari: int) -> str:
    """Working days until a deadline: ``3 hari kerja lagi``, ``hari ini hari terakhir``, ``terlambat 2 hari kerja``."""
    if hari < 0:
        return terlambat(-hari)
    return f"{hari} hari kerja lagi" if hari else "hari ini hari terakhir"


def angka(value: Decimal | int) -> str:
    """A number with thousand dots and a decimal comma: ``1234.5`` → ``1.234,5``. Closing zeros go: 3,40 is 3,4."""
    sign, digits, comma = _parts(Decimal(value))
    grouped = f"{int(digits):,}".replace(",", ".")
    return f"{sign}{grouped},{comma}" if comma else f"{sign}{grouped}"


def _parts(value: Decimal) -> tuple[str, str, str]:
    digits, _, comma = format(abs(value), "f").partition(".")
    comma = comma.rstrip("0")
    return ("−" if value < 0 else ""), digits, comma


def rupiah(value: int) -> str:
    """Whole rupiah: ``1234567`` → ``Rp1.234.567``; a negative amount carries a minus sign in front."""
    return f"{'−' if value < 0 else ''}Rp{angka(abs(value))}"


def nilai(value: Nilai | None) -> str:
    """A target or quarter: a number, a predikat as it is, ``–`` for none."""
    if value is None:
        return KOSONG
    return value if isinstance(value, str) else angka(value)


def persen(part: int, whole: int) -> str:
    """A share with one decimal, half rounded up: ``persen(1, 3)`` → ``33,3%``. Nothing of nothing is 0%."""
    if whole == 0:
        return "0%"
    tenths = (abs(part) * 2000 + whole) // (2 * whole)
    return f"{'−' if part < 0 else ''}{tenths // 10},{tenths % 10}%"


def tanggal(value: date) -> str:
    """``1 Desember 2026``."""
    return f"{value.day} {BULAN[value.month - 1]} {value.year}"


_SATUAN = ("", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas")
_RIBUAN = ("", "ribu", "juta", "miliar", "triliun", "kuadriliun", "kuintiliun")


def terbilang(value: int) -> str:
    """A whole number in words: ``1234`` → ``seribu dua ratus tiga puluh empat``; in figures from 10²¹ on."""
    if abs(value) >= 1000 ** len(_RIBUAN):
        return angka(value)
    if value < 0:
        return f"minus {terbilang(-value)}"
    if value == 0:
        return "nol"
    words: list[str] = []
    rest, step = value, 0
    while rest:
        rest, group = divmod(rest, 1000)
        if group == 1 and step == 1:
            words.insert(0, "seribu")
        elif group:
            words.insert(0, f"{_ratusan(group)} {_RIBUAN[step]}".strip())
        step += 1
    return " ".join(words)


def _ratusan(value: int) -> str:
    hundreds, rest = divmod(value, 100)
    words = [] if hundreds == 0 else ["seratus"] if hundreds == 1 else [_SATUAN[hundreds], "ratus"]
    if rest < 12:
        words.append(_SATUAN[rest])
    elif rest < 20:
        words.append(f"{_SATUAN[rest - 10]} belas")
    else:
        words.append(f"{_SATUAN[rest // 10]} puluh {_SATUAN[rest % 10]}")
    return " ".join(words).strip()


def judul(rkt: Rkt) -> str:
    """The document's name without its year: ``Rencana Kinerja Tahunan``, ``Rencana Kinerja Tahunan Perubahan Kedua``.

    A first amendment is just *Perubahan*, as practice has it.
    """
    return f"Rencana Kinerja Tahunan {sebutan(rkt.jenis, rkt.urutan)}".rstrip()


def sebutan(jenis: str, urutan: int) -> str:
    """What an amendment is called besides: ``Perubahan``, ``Perubahan Kedua``; nothing for the plan itself."""
    if jenis != "perubahan":
        return ""
    return "Perubahan" if urutan <= 1 else f"Perubahan {_KE.get(urutan, f'Ke-{urutan}')}"


def pemerintah(nama: str) -> str:
    """The government as letterheads call it: ``Kabupaten Lain`` → ``Pemerintah Kabupaten Lain``."""
    return nama if nama.casefold().startswith("pemerintah") else f"Pemerintah {nama}"


def kontak(kop: KopSurat | None) -> tuple[str, ...]:
    """The lines of a letterhead: the address, then how to reach the office."""
    if kop is None:
        return ()
    named = (("Telepon", kop.telepon), ("Surel", kop.surel), ("Laman", kop.laman))
    reach = " · ".join(f"{name} {value}" for name, value in named if value)
    return tuple(filter(None, (kop.alamat, reach)))


def menjabat(nama: str, status: str) -> str:
    """A position with what its holder acts as: ``Plt. Kepala Dinas``."""
    acting = _STATUS.get(status)
    return f"{acting} {nama}" if acting else nama


def jabatan(penetapan: Penetapan) -> str:
    """The signatory's position with what he acts as: ``Plt. Kepala Dinas``."""
    return menjabat(penetapan.jabatan, penetapan.status)


def baris_jabatan(penetapan: Penetapan) -> tuple[str, ...]:
    """The lines of position above a signature: ``a.n. Bupati Sukajaya``, ``u.b. Sekretaris Daerah``, the position."""
    an, ub = penetapan.atas_nama, penetapan.untuk_beliau
    return (*([f"a.n. {an}"] if an else []), *([f"u.b. {ub}"] if ub else []), jabatan(penetapan))


def tanggal_singkat(day: date | None) -> str:
    """``30 Agt 2026``, where a column is narrow; nothing known: a dash."""
    return f"{day.day} {_BULAN_SINGKAT.get(day.month, BULAN[day.month - 1][:3])} {day.year}" if day else KOSONG


def jam(waktu: datetime) -> str:
    """In the time's own zone: ``1 Desember 2026 pukul 10.30 WITA``; one without a name: ``… 10.30 (UTC+08.00)``."""
    zone = waktu.tzname() or "UTC"
    shown = f"({zone.replace(':', '.')})" if zone.startswith("UTC") else zone
    return f"{tanggal(waktu)} pukul {waktu:%H.%M} {shown}"
