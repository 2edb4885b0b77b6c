"""The detailed tables, from objective to sub kegiatan: F3 of the office and the Form RKT of a bidang."""

from collections.abc import Sequence

from rktkit.documents.tables.grid import Baris, Kolom, Penyusun, Peran, Ragam, Sel, Tabel
from rktkit.plan.document import BarisIndikator, BarisProgram, BarisSasaran, BarisSubKegiatan, Rkt
from rktkit.plan.words import nilai, rupiah

TRIWULAN = ("TW I", "TW II", "TW III", "TW IV")


def kolom_triwulan(lebar: int = 8) -> tuple[Kolom, ...]:
    """The four columns of the quarters."""
    return tuple(
        Kolom(f"tw{number}", judul, Ragam.NILAI, lebar, "Target Triwulan") for number, judul in enumerate(TRIWULAN, 1)
    )


def nama_bidang(rkt: Rkt, *kode: str) -> str:
    """Bidang as the public knows them: by name."""
    names = {bidang.kode: bidang.nama for bidang in rkt.bidang}
    return "; ".join(names.get(one, one) for one in dict.fromkeys(kode))


def f3(rkt: Rkt) -> Tabel:
    """F3, the detail: from objective to sub kegiatan with target, quarters, pagu and who answers for it."""
    kolom = (
        Kolom("no", "No.", Ragam.TENGAH, 5),
        Kolom("sasaran", "Sasaran", Ragam.TEKS, 18),
        Kolom("indikator", "Indikator", Ragam.TEKS, 20),
        Kolom("program", "Program", Ragam.TEKS, 18),
        Kolom("kegiatan", "Kegiatan", Ragam.TEKS, 20),
        Kolom("sub_kegiatan", "Sub Kegiatan", Ragam.TEKS, 24),
        Kolom("indikator_sub_kegiatan", "Indikator Sub Kegiatan", Ragam.TEKS, 24),
        Kolom("satuan", "Satuan", Ragam.TENGAH, 11),
        Kolom("target", "Target", Ragam.NILAI, 9),
        *kolom_triwulan(6),
        Kolom("pagu", "Pagu (Rp)", Ragam.RUPIAH, 16),
        Kolom("penanggung_jawab", "Penanggung Jawab", Ragam.TEKS, 14),
    )
    rows = Penyusun(len(kolom))
    totals = []
    for nomor, sasaran in enumerate(rkt.sasaran, 1):
        start = len(rows)
        sums = [
            _f3_program(rows, nomor, sasaran, program, nama_bidang(rkt, program.bidang)) for program in sasaran.program
        ]
        if not sums:
            rows.isi(*_f3_kepala(nomor, sasaran), *[None] * 12)
        for column in range(3):
            rows.gabung(column, start)
        totals.append(
            rows.isi(
                Sel(f"Jumlah Sasaran {sasaran.kode}", lebar=13),
                sasaran.pagu,
                None,
                peran=Peran.JUMLAH,
                jumlahkan=sums,
            )
        )
    rows.isi(Sel(f"Jumlah {rkt.singkatan}", lebar=13), rkt.pagu, None, peran=Peran.TOTAL, jumlahkan=totals)
    return Tabel("f3", "Rincian Program, Kegiatan, dan Sub Kegiatan", kolom, tuple(rows.baris))


def _f3_kepala(nomor: int, sasaran: BarisSasaran) -> tuple[Sel, Sel, Sel]:
    indikator = "\n".join(f"{nomor}.{n} {i.uraian}" for n, i in enumerate(sasaran.indikator, 1))
    return Sel(str(nomor)), Sel(sasaran.uraian, kode=sasaran.kode), Sel(indikator or None)


def _f3_program(rows: Penyusun, nomor: int, sasaran: BarisSasaran, program: BarisProgram, bidang: str) -> int:
    """The rows of one program and its sum; returns the number of the row with the sum."""
    start = len(rows)
    for kegiatan in program.kegiatan:
        first = len(rows)
        for sub in kegiatan.sub_kegiatan:
            rows.isi(
                *_f3_kepala(nomor, sasaran),
                Sel(program.nama, kode=program.kode),
                Sel(kegiatan.nama, kode=kegiatan.kode),
                Sel(sub.nama, kode=sub.kode),
                sub.indikator,
                sub.satuan,
                sub.target,
                *sub.triwulan,
                sub.pagu,
                sub.penanggung_jawab,
            )
        if not kegiatan.sub_kegiatan:
            rows.isi(
                *_f3_kepala(nomor, sasaran),
                Sel(program.nama, kode=program.kode),
                Sel(kegiatan.nama, kode=kegiatan.kode),
                *[None] * 10,
            )
        rows.gabung(4, first)
    if not program.kegiatan:
        rows.isi(*_f3_kepala(nomor, sasaran), Sel(program.nama, kode=program.kode), *[None] * 11)
    rows.gabung(3, start)
    parts = [row for row in range(start, len(rows)) if _pagu(rows.baris[row], 13) is not None]
    return rows.isi(
        *_f3_kepala(nomor, sasaran),
        Sel(f"Jumlah Program {program.kode} ({bidang})", lebar=10),
        program.pagu,
        None,
        peran=Peran.JUMLAH,
        jumlahkan=parts,
    )


def _pagu(baris: Baris, kolom: int) -> int | None:
    cell = baris.sel[kolom]
    return cell.isi if cell is not None and isinstance(cell.isi, int) else None


_KOLOM_FORM = (
    Kolom("kode", "Kode", Ragam.KODE, 19),
    Kolom("nama", "Program / Kegiatan / Sub Kegiatan", Ragam.TEKS, 36),
    Kolom("indikator", "Indikator", Ragam.TEKS, 36),
    Kolom("satuan", "Satuan", Ragam.TENGAH, 12),
    Kolom("target", "Target", Ragam.NILAI, 10),
    *kolom_triwulan(),
    Kolom("pagu", "Pagu (Rp)", Ragam.RUPIAH, 17),
    Kolom("sumber_dana", "Sumber Dana", Ragam.TENGAH, 13),
    Kolom("penanggung_jawab", "Penanggung Jawab", Ragam.TEKS, 18),
)


def form(rkt: Rkt, bidang: str) -> Tabel:
    """The Form RKT of one bidang as a table: program, kegiatan and sub kegiatan, each with its indicators and pagu."""
    nama = nama_bidang(rkt, bidang)
    programs = [program for program in rkt.program() if program.bidang == bidang]
    rows = Penyusun(len(_KOLOM_FORM))
    sums = []
    for program in programs:
        top = len(rows)
        _induk(rows, program.kode, program.nama, program.indikator, program.pagu, Peran.JUMLAH)
        parts = []
        for kegiatan in program.kegiatan:
            head = len(rows)
            _induk(rows, kegiatan.kode, kegiatan.nama, kegiatan.indikator, kegiatan.pagu, Peran.BAGIAN)
            children = [_form_sub(rows, sub) for sub in kegiatan.sub_kegiatan]
            _jumlahkan(rows, head, children)
            parts.append(head)
        _jumlahkan(rows, top, parts)
        sums.append(top)
    rows.isi(
        Sel(f"Jumlah {nama}", lebar=9),
        sum(program.pagu for program in programs),
        None,
        None,
        peran=Peran.TOTAL,
        jumlahkan=sums,
    )
    return Tabel(f"form-{bidang}", f"Form RKT {nama}", _KOLOM_FORM, tuple(rows.baris))


def _induk(rows: Penyusun, kode: str, nama: str, indikator: Sequence[BarisIndikator], pagu: int, peran: Peran) -> None:
    """A program or kegiatan: its first indicator beside its name, any further one below it."""
    start = len(rows)
    for number, item in enumerate(indikator):
        rows.isi(
            kode,
            nama,
            item.uraian,
            item.satuan,
            item.target,
            *item.triwulan,
            pagu if number == 0 else None,
            None,
            None,
            peran=peran,
        )
    if not indikator:
        rows.isi(kode, nama, None, None, None, *[None] * 4, pagu, None, None, peran=peran)
    rows.gabung(0, start)
    rows.gabung(1, start)


def _form_sub(rows: Penyusun, sub: BarisSubKegiatan) -> int:
    return rows.isi(
        sub.kode,
        sub.nama,
        sub.indikator,
        sub.satuan,
        sub.target,
        *sub.triwulan,
        sub.pagu,
        _dana(sub),
        sub.penanggung_jawab,
    )


def _dana(sub: BarisSubKegiatan) -> str:
    """The funds of a sub kegiatan; where they are more than one, each on a line with its part."""
    if len(sub.per_dana) < 2:
        return sub.sumber_dana
    return "\n".join(f"{part.nama}: {rupiah(part.pagu)}" for part in sub.per_dana)


def _jumlahkan(rows: Penyusun, row: int, parts: Sequence[int]) -> None:
    old = rows.baris[row]
    rows.baris[row] = Baris(old.sel, old.peran, tuple(parts))


def form_sasaran(rkt: Rkt, bidang: str) -> Tabel:
    """The indicators of objectives that one bidang carries, by quarter."""
    kolom = (
        Kolom("kode", "Kode", Ragam.KODE, 8),
        Kolom("indikator", "Indikator", Ragam.TEKS, 48),
        Kolom("satuan", "Satuan", Ragam.TENGAH, 14),
        Kolom("target", "Target", Ragam.NILAI, 12),
        *kolom_triwulan(),
    )
    rows = Penyusun(len(kolom))
    for sasaran in rkt.sasaran:
        own = [indikator for indikator in sasaran.indikator if bidang in indikator.bidang]
        if own:
            rows.isi(sasaran.kode, Sel(sasaran.uraian, lebar=7), peran=Peran.BAGIAN)
        for indikator in own:
            rows.isi(indikator.kode, indikator.uraian, indikator.satuan, indikator.target, *indikator.triwulan)
    nama = nama_bidang(rkt, bidang)
    return Tabel(f"sasaran-{bidang}", f"Indikator Sasaran yang Diampu {nama}", kolom, tuple(rows.baris))


def keterangan(rkt: Rkt, bidang: str) -> Tabel:
    """What a form says beyond figures: place, beneficiaries, partners, notes. Only rows that say something.

    The year after is a column of its own where anybody looks ahead to it.
    """
    own = [sub for _, _, sub in rkt.sub_kegiatan() if sub.bidang == bidang]
    ahead = any(sub.prakiraan_maju for sub in own)
    kolom = (
        Kolom("kode", "Kode", Ragam.KODE, 19),
        Kolom("nama", "Sub Kegiatan", Ragam.TEKS, 34),
        Kolom("lokasi", "Lokasi", Ragam.TEKS, 24),
        Kolom("kelompok_sasaran", "Kelompok Sasaran", Ragam.TEKS, 26),
        Kolom("crosscutting", "Crosscutting", Ragam.TEKS, 18),
        *([Kolom("prakiraan_maju", f"Prakiraan Maju {rkt.tahun + 1}", Ragam.TEKS, 20)] if ahead else []),
        Kolom("catatan", "Catatan", Ragam.TEKS, 40),
    )
    rows = Penyusun(len(kolom))
    for sub in own:
        partners = nama_bidang(rkt, *sub.crosscutting) or None
        said = (sub.lokasi, sub.kelompok_sasaran, partners, *([_prakiraan(sub)] if ahead else []), sub.catatan)
        if any(said):
            rows.isi(sub.kode, sub.nama, *said)
    return Tabel(
        f"keterangan-{bidang}", f"Keterangan Sub Kegiatan {nama_bidang(rkt, bidang)}", kolom, tuple(rows.baris)
    )


def _prakiraan(sub: BarisSubKegiatan) -> str | None:
    """Target and pagu of the year after, each on a line."""
    ahead = sub.prakiraan_maju
    if ahead is None:
        return None
    target = f"{nilai(ahead.target)} {sub.satuan}" if ahead.target is not None else None
    return "\n".join(filter(None, (target, rupiah(ahead.pagu) if ahead.pagu is not None else None)))
