"""The tables of the plan, defined once: the web page, the workbook and whoever else draws the very same rows."""

from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal

from rktkit.documents.tables.details import capaian, f3, kolom_triwulan, nama_bidang
from rktkit.documents.tables.grid import Kolom, Penyusun, Peran, Ragam, Sel, Tabel
from rktkit.plan.document import BarisBidang, BarisProgram, Rkt
from rktkit.plan.writing.words import langkah_sop, tanggal

ARAH = {"naik": "Naik", "turun": "Turun", "tetap": "Tetap"}
POLA = {"hitungan": "Hitungan", "posisi": "Posisi", "rilis": "Rilis", "rata_rata": "Rata-rata"}
BERSAMA = "Sub kegiatan yang dikerjakan bersama dihitung satu kali pada jumlahnya."


def bagian(part: int, whole: int) -> Decimal:
    """A share in percent, one decimal, half rounded up; nothing of nothing is 0."""
    if whole == 0:
        return Decimal(0)
    return (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal("0.1"), ROUND_HALF_UP)


# --- objectives and their indicators ---------------------------------------------------------------------------------


def f1(rkt: Rkt) -> Tabel:
    """F1, the classic form: No · Sasaran · Indikator Kinerja · Satuan · Target; what was reached, where known."""
    before, reached = capaian(rkt)
    kolom = (
        Kolom("no", "No.", Ragam.TENGAH, 5),
        Kolom("sasaran", "Sasaran", Ragam.TEKS, 38),
        Kolom("nomor", "Indikator Kinerja", Ragam.KODE, 6),
        Kolom("indikator", None, Ragam.TEKS, 48),
        Kolom("satuan", "Satuan", Ragam.TENGAH, 14),
        *before,
        Kolom("target", f"Target {rkt.tahun}", Ragam.NILAI, 14),
    )
    rows = Penyusun(len(kolom))
    for nomor, sasaran in enumerate(rkt.sasaran, 1):
        start = len(rows)
        for number, indikator in enumerate(sasaran.indikator, 1):
            rows.isi(
                str(nomor),
                Sel(sasaran.uraian, kode=sasaran.kode),
                f"{nomor}.{number}",
                Sel(indikator.uraian, alamat=indikator.kode),
                indikator.satuan,
                *reached(indikator),
                indikator.target,
            )
        if not sasaran.indikator:
            rows.isi(str(nomor), Sel(sasaran.uraian, kode=sasaran.kode), *[None] * (len(kolom) - 2))
        rows.merge(0, start)
        rows.merge(1, start)
    return Tabel("f1", "Sasaran, Indikator Kinerja, dan Target", kolom, tuple(rows.baris))


def f2(rkt: Rkt) -> Tabel:
    """F2, the working form: IKU, the Renstra's target beside this plan's, and the reason of a difference."""
    kolom = (
        Kolom("no", "No.", Ragam.TENGAH, 6),
        Kolom("indikator", "Indikator", Ragam.TEKS, 48),
        Kolom("satuan", "Satuan", Ragam.TENGAH, 14),
        Kolom("iku", "IKU", Ragam.TENGAH, 6),
        Kolom("target_renstra", "Target Renstra", Ragam.NILAI, 12),
        Kolom("target", "Target RKT", Ragam.NILAI, 12),
        Kolom("sebab_perubahan", "Sebab Perubahan", Ragam.TEKS, 40),
    )
    rows = Penyusun(len(kolom))
    for nomor, sasaran in enumerate(rkt.sasaran, 1):
        rows.isi(str(nomor), Sel(sasaran.uraian, lebar=6, kode=sasaran.kode), peran=Peran.BAGIAN)
        for number, indikator in enumerate(sasaran.indikator, 1):
            rows.isi(
                f"{nomor}.{number}",
                indikator.uraian,
                indikator.satuan,
                "Ya" if indikator.iku else "Tidak",
                indikator.target_renstra,
                indikator.target,
                indikator.sebab_perubahan,
            )
    return Tabel("f2", "Kesesuaian Target dengan Renstra", kolom, tuple(rows.baris))


def triwulan(rkt: Rkt) -> Tabel:
    """The quarterly plan of every indicator of an objective, with its definition and who carries it."""
    kolom = (
        Kolom("no", "No.", Ragam.TENGAH, 6),
        Kolom("indikator", "Indikator", Ragam.TEKS, 34),
        Kolom("satuan", "Satuan", Ragam.TENGAH, 12),
        *kolom_triwulan(),
        Kolom("target", f"Target {rkt.tahun}", Ragam.NILAI, 10),
        Kolom("pola", "Pola", Ragam.TENGAH, 10),
        Kolom("arah", "Arah", Ragam.TENGAH, 8),
        Kolom("formula", "Formula", Ragam.TEKS, 32),
        Kolom("sumber_data", "Sumber Data", Ragam.TEKS, 24),
        Kolom("bidang", "Bidang", Ragam.TEKS, 20),
    )
    rows = Penyusun(len(kolom))
    for nomor, sasaran in enumerate(rkt.sasaran, 1):
        rows.isi(str(nomor), Sel(sasaran.uraian, lebar=len(kolom) - 1, kode=sasaran.kode), peran=Peran.BAGIAN)
        for number, indikator in enumerate(sasaran.indikator, 1):
            rows.isi(
                f"{nomor}.{number}",
                indikator.uraian,
                indikator.satuan,
                *indikator.triwulan,
                indikator.target,
                POLA.get(indikator.pola, indikator.pola),
                ARAH.get(indikator.arah, indikator.arah),
                indikator.formula,
                indikator.sumber_data,
                nama_bidang(rkt, *indikator.bidang) or None,
            )
    return Tabel(
        "triwulan",
        "Rencana Triwulan dan Definisi Indikator Sasaran",
        kolom,
        tuple(rows.baris),
        "Pola hitungan: target tahunan adalah jumlah keempat triwulan. Pola posisi: keadaan pada akhir triwulan. "
        "Pola rilis: angka resmi yang terbit sekali setahun. Pola rata-rata: rata-rata triwulan yang direncanakan.",
    )


# --- sums ------------------------------------------------------------------------------------------------------------


def rekap_bidang(rkt: Rkt) -> Tabel:
    """The budget by bidang beside its indicative ceiling: F2's part for anggaran."""
    kolom = (
        Kolom("no", "No.", Ragam.TENGAH, 5),
        Kolom("bidang", "Bidang", Ragam.TEKS, 50),
        Kolom("sub_kegiatan", "Sub Kegiatan", Ragam.NILAI, 10),
        Kolom("pagu_indikatif", "Pagu Indikatif (Rp)", Ragam.RUPIAH, 20),
        Kolom("pagu", "Pagu RKT (Rp)", Ragam.RUPIAH, 20),
        Kolom("selisih", "Selisih (Rp)", Ragam.RUPIAH, 20),
        Kolom("persen", "Bagian", Ragam.PERSEN, 10),
    )
    counts = _kode((sub.bidang, sub.kode) for _, _, sub in rkt.sub_kegiatan())
    rows = Penyusun(len(kolom))
    for nomor, b in enumerate(rkt.bidang, 1):
        selisih = None if b.pagu_indikatif is None else b.pagu - b.pagu_indikatif
        rows.isi(
            str(nomor),
            b.nama if b.terkumpul else f"{b.nama} (form belum terkumpul)",
            Decimal(len(counts.get(b.kode, ()))),
            b.pagu_indikatif,
            b.pagu,
            selisih,
            bagian(b.pagu, rkt.pagu),
        )
    ceilings = [b.pagu_indikatif for b in rkt.bidang]
    known = [c for c in ceilings if c is not None]
    ceiling = sum(known) if known and len(known) == len(ceilings) else None
    rows.isi(
        Sel(f"Jumlah {rkt.singkatan}", lebar=2),
        Decimal(len(rkt.kode_sub_kegiatan())),
        ceiling,
        rkt.pagu,
        None if ceiling is None else rkt.pagu - ceiling,
        bagian(rkt.pagu, rkt.pagu),
        peran=Peran.TOTAL,
        jumlahkan=range(len(rkt.bidang)),
    )
    return Tabel(
        "rekap-bidang", "Rekapitulasi Anggaran per Bidang", kolom, tuple(rows.baris), _bersama(rkt, counts.values())
    )


def rekap_program(rkt: Rkt) -> Tabel:
    """The budget by program, the shares of all bidang together."""
    kolom = (
        Kolom("kode", "Kode", Ragam.KODE, 12),
        Kolom("program", "Program", Ragam.TEKS, 50),
        Kolom("bidang", "Bidang", Ragam.TEKS, 36),
        Kolom("kegiatan", "Kegiatan", Ragam.NILAI, 10),
        Kolom("sub_kegiatan", "Sub Kegiatan", Ragam.NILAI, 10),
        Kolom("pagu", "Pagu (Rp)", Ragam.RUPIAH, 20),
        Kolom("persen", "Bagian", Ragam.PERSEN, 10),
    )
    counts = _kode((program.kode, sub.kode) for program, _, sub in rkt.sub_kegiatan())
    rows = Penyusun(len(kolom))
    for kode, group in _per_program(rkt):
        rows.isi(
            kode,
            group[0].nama,
            nama_bidang(rkt, *(program.bidang for program in group)),
            Decimal(len({kegiatan.kode for program in group for kegiatan in program.kegiatan})),
            Decimal(len(counts.get(kode, ()))),
            sum(program.pagu for program in group),
            bagian(sum(program.pagu for program in group), rkt.pagu),
        )
    count = len(rows)
    rows.isi(
        Sel(f"Jumlah {rkt.singkatan}", lebar=3),
        Decimal(len({kegiatan.kode for program in rkt.program() for kegiatan in program.kegiatan})),
        Decimal(len(rkt.kode_sub_kegiatan())),
        rkt.pagu,
        bagian(rkt.pagu, rkt.pagu),
        peran=Peran.TOTAL,
        jumlahkan=range(count),
    )
    shown = _bersama(rkt, counts.values())
    return Tabel("rekap-program", "Rekapitulasi Anggaran per Program", kolom, tuple(rows.baris), shown)


def bidang_menurut_pagu(rkt: Rkt) -> list[BarisBidang]:
    """The bidang as charts show them: the largest budget first, equal ones in the office's order."""
    return sorted(rkt.bidang, key=lambda bidang: -bidang.pagu)


def program_menurut_pagu(rkt: Rkt) -> list[tuple[str, str, int]]:
    """Kode, name and budget of every program, all bidang together, as charts show them: the largest first."""
    groups = ((kode, group[0].nama, sum(program.pagu for program in group)) for kode, group in _per_program(rkt))
    return sorted(groups, key=lambda program: -program[2])


def rekap_sumber_dana(rkt: Rkt) -> Tabel:
    """The budget by source of funds, the largest first."""
    kolom = (
        Kolom("sumber_dana", "Sumber Dana", Ragam.TEKS, 40),
        Kolom("sub_kegiatan", "Sub Kegiatan", Ragam.NILAI, 12),
        Kolom("pagu", "Pagu (Rp)", Ragam.RUPIAH, 20),
        Kolom("persen", "Bagian", Ragam.PERSEN, 10),
    )
    counts = _kode((part.nama, sub.kode) for _, _, sub in rkt.sub_kegiatan() for part in sub.per_dana)
    rows = Penyusun(len(kolom))
    for nama, pagu in rkt.per_dana().items():
        rows.isi(nama, Decimal(len(counts[nama])), pagu, bagian(pagu, rkt.pagu))
    count = len(rows)
    rows.isi(
        f"Jumlah {rkt.singkatan}",
        Decimal(len(rkt.kode_sub_kegiatan())),
        rkt.pagu,
        bagian(rkt.pagu, rkt.pagu),
        peran=Peran.TOTAL,
        jumlahkan=range(count),
    )
    note = "Sub kegiatan dengan beberapa sumber dana dihitung satu kali pada jumlahnya."
    shown = note if sum(map(len, counts.values())) > len(rkt.kode_sub_kegiatan()) else ""
    return Tabel("rekap-sumber-dana", "Rekapitulasi Anggaran per Sumber Dana", kolom, tuple(rows.baris), shown)


def _kode(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    """The different kode of each group."""
    found: dict[str, set[str]] = {}
    for group, kode in pairs:
        found.setdefault(group, set()).add(kode)
    return found


def _bersama(rkt: Rkt, groups: Iterable[set[str]]) -> str:
    """Why the counts of the groups are more than their sum says, where they are."""
    return BERSAMA if sum(map(len, groups)) > len(rkt.kode_sub_kegiatan()) else ""


def _per_program(rkt: Rkt) -> Iterator[tuple[str, list[BarisProgram]]]:
    groups: dict[str, list[BarisProgram]] = {}
    for program in rkt.program():
        groups.setdefault(program.kode, []).append(program)
    yield from sorted(groups.items())


# --- amendments and the procedure ------------------------------------------------------------------------------------


TANPA_SEMULA = (
    "Rencana semula tidak tersedia ketika dokumen ini disusun, sehingga perubahannya tidak dapat ditunjukkan."
)


def tanpa_semula(rkt: Rkt, semula: Rkt | None) -> bool:
    """Whether nobody can tell what an amendment changes, since the plan before it is not at hand."""
    return rkt.jenis == "perubahan" and semula is None and not rkt.perubahan


def perubahan(rkt: Rkt) -> Tabel:
    """Semula · Menjadi · Bertambah/Berkurang, everything that the amendment changes."""
    kolom = (
        Kolom("no", "No.", Ragam.TENGAH, 5),
        Kolom("kode", "Kode", Ragam.KODE, 19),
        Kolom("uraian", "Uraian", Ragam.TEKS, 44),
        Kolom("hal", "Hal", Ragam.TEKS, 18),
        Kolom("semula", "Semula", Ragam.BANDING, 24),
        Kolom("menjadi", "Menjadi", Ragam.BANDING, 24),
        Kolom("selisih", "Bertambah/Berkurang", Ragam.BANDING, 20),
    )
    rows = Penyusun(len(kolom))
    for nomor, p in enumerate(rkt.perubahan, 1):
        rows.isi(str(nomor), p.kode, p.uraian, p.hal, p.semula, p.menjadi, p.selisih)
    return Tabel("perubahan", "Perubahan terhadap Dokumen Semula", kolom, tuple(rows.baris))


def perubahan_anggaran(rkt: Rkt, semula: Rkt) -> Tabel:
    """The budget by program before and after the amendment."""
    kolom = (
        Kolom("kode", "Kode", Ragam.KODE, 12),
        Kolom("program", "Program", Ragam.TEKS, 56),
        Kolom("semula", "Semula (Rp)", Ragam.RUPIAH, 20),
        Kolom("menjadi", "Menjadi (Rp)", Ragam.RUPIAH, 20),
        Kolom("selisih", "Bertambah/Berkurang (Rp)", Ragam.RUPIAH, 24),
    )
    before, after = dict(_per_program(semula)), dict(_per_program(rkt))
    rows = Penyusun(len(kolom))
    for kode in sorted({*before, *after}):
        old = sum(program.pagu for program in before.get(kode, ()))
        new = sum(program.pagu for program in after.get(kode, ()))
        rows.isi(kode, (after.get(kode) or before[kode])[0].nama, old, new, new - old)
    rows.isi(
        Sel(f"Jumlah {rkt.singkatan}", lebar=2),
        semula.pagu,
        rkt.pagu,
        rkt.pagu - semula.pagu,
        peran=Peran.TOTAL,
        jumlahkan=range(len(rows)),
    )
    return Tabel("perubahan-anggaran", "Perubahan Anggaran per Program", kolom, tuple(rows.baris))


def jadwal(rkt: Rkt) -> Tabel:
    """The 11 steps of the SOP with the last day of each."""
    kolom = (
        Kolom("no", "No.", Ragam.TENGAH, 5),
        Kolom("langkah", "Langkah SOP", Ragam.TEKS, 56),
        Kolom("tanggal", "Batas Waktu", Ragam.TEKS, 24),
    )
    rows = Penyusun(len(kolom))
    for nomor, (langkah, hari) in enumerate(rkt.jadwal, 1):
        rows.isi(str(nomor), langkah_sop(langkah, rkt.instansi), tanggal(hari))
    return Tabel("jadwal", "Jadwal Penyusunan menurut SOP", kolom, tuple(rows.baris))


def bab_tiga(rkt: Rkt) -> tuple[Tabel, ...]:
    """The tables of Bab III in their order; amendments have tables of their own."""
    return (f1(rkt), f2(rkt), triwulan(rkt), f3(rkt), rekap_bidang(rkt), rekap_program(rkt), rekap_sumber_dana(rkt))
