"""The detailed tables, from objective to sub kegiatan: F3 of the office and the Form RKT of a bidang."""

from collections.abc import Callable, Sequence

from rktkit.documents.tables.grid import Baris, Isi, Kolom, Penyusun, Peran, Ragam, Sel, Tabel
from rktkit.plan.document import BarisIndikator, BarisRealisasi, BarisSubKegiatan, Rkt
from rktkit.plan.writing.words import nilai, rupiah

TRIWULAN = ("TW I", "TW II", "TW III", "TW IV")


def kolom_triwulan(lebar: int = 8) -> tuple[Kolom, ...]:
    """The four columns of the quarters."""
    return tuple(
        Kolom(f"tw{number}", judul, Ragam.NILAI, lebar, "Target Triwulan") for number, judul in enumerate(TRIWULAN, 1)
    )


def capaian(rkt: Rkt) -> tuple[tuple[Kolom, ...], Callable[[BarisIndikator], tuple[Isi, ...]]]:
    """Columns of what was reached before, and an indicator's cells in them: only those that say something.

    A year that all share stands in the heading, else beside each figure.
    """
    indikator = [i for sasaran in rkt.sasaran for i in sasaran.indikator]
    kinds: list[tuple[str, str, Callable[[BarisIndikator], BarisRealisasi | None]]] = [
        ("kondisi_awal", "Kondisi Awal", lambda i: i.kondisi_awal),
        ("realisasi_terakhir", "Realisasi", lambda i: i.realisasi_terakhir),
    ]
    if all(i.kondisi_awal == i.realisasi_terakhir for i in indikator):  # nothing came after the first
        del kinds[1]
    kolom: list[Kolom] = []
    single: list[bool] = []
    for nama, judul, reached in kinds:
        years = {found.tahun for found in map(reached, indikator) if found}
        single.append(len(years) == 1)
        if years:
            tahun = min(years) if single[-1] else "(Tahun)"
            kolom.append(Kolom(nama, f"{judul} {tahun}", Ragam.NILAI, 11 if single[-1] else 14))

    def sel(i: BarisIndikator) -> tuple[Isi, ...]:
        found = [(reached(i), alone) for (_, _, reached), alone in zip(kinds, single, strict=True)][: len(kolom)]
        return tuple((r.nilai if alone else f"{nilai(r.nilai)} ({r.tahun})") if r else None for r, alone in found)

    return tuple(kolom), sel


def nama_bidang(rkt: Rkt, *kode: str) -> str:
    """Bidang as the public knows them: by name."""
    names = {bidang.kode: bidang.nama for bidang in rkt.bidang}
    return "; ".join(names.get(one, one) for one in dict.fromkeys(kode))


def f3(rkt: Rkt) -> Tabel:
    """F3, the detail: under each sasaran, program and kegiatan its sub kegiatan, with target, quarters and pagu.

    What heads a group is a row of its own, with the sum of what stands under it.
    """
    kolom = (
        Kolom("sub_kegiatan", "Sasaran / Program / Kegiatan / Sub Kegiatan", Ragam.TEKS, 44),
        Kolom("indikator_sub_kegiatan", "Indikator Sub Kegiatan", Ragam.TEKS, 38),
        Kolom("satuan", "Satuan", Ragam.TENGAH, 13),
        Kolom("target", "Target", Ragam.NILAI, 10),
        *kolom_triwulan(),
        Kolom("pagu", "Pagu (Rp)", Ragam.RUPIAH, 17),
        Kolom("penanggung_jawab", "Penanggung Jawab", Ragam.TEKS, 24),
    )
    rows = Penyusun(len(kolom))

    def kepala(kode: str, nama: str, pagu: int, peran: Peran) -> int:
        return rows.isi(Sel(nama, lebar=8, kode=kode), pagu, None, peran=peran)

    totals = []
    for sasaran in rkt.sasaran:
        totals.append(kepala(sasaran.kode, sasaran.uraian, sasaran.pagu, Peran.JUMLAH))
        programs = []
        for program in sasaran.program:
            nama = f"{program.nama} ({nama_bidang(rkt, program.bidang)})"
            programs.append(kepala(program.kode, nama, program.pagu, Peran.JUMLAH))
            kegiatan = []
            for part in program.kegiatan:
                kegiatan.append(kepala(part.kode, part.nama, part.pagu, Peran.BAGIAN))
                _jumlahkan(rows, kegiatan[-1], [_f3_sub(rows, sub) for sub in part.sub_kegiatan])
            _jumlahkan(rows, programs[-1], kegiatan)
        _jumlahkan(rows, totals[-1], programs)
    rows.isi(Sel(f"Jumlah {rkt.singkatan}", lebar=8), rkt.pagu, None, peran=Peran.TOTAL, jumlahkan=totals)
    return Tabel("f3", "Rincian Program, Kegiatan, dan Sub Kegiatan", kolom, tuple(rows.baris))


def _f3_sub(rows: Penyusun, sub: BarisSubKegiatan) -> int:
    return rows.isi(
        Sel(sub.nama, kode=sub.kode),
        sub.indikator,
        sub.satuan,
        sub.target,
        *sub.triwulan,
        sub.pagu,
        sub.penanggung_jawab,
    )


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


def induk(rkt: Rkt, bidang: str) -> Tabel:
    """What the form of one bidang says above its sub kegiatan: program and kegiatan with their indicators and pagu."""
    kolom = _KOLOM_FORM[:10]
    rows = Penyusun(len(kolom))
    for program in (program for program in rkt.program() if program.bidang == bidang):
        _induk(rows, program.kode, program.nama, program.indikator, program.pagu, Peran.JUMLAH)
        for kegiatan in program.kegiatan:
            _induk(rows, kegiatan.kode, kegiatan.nama, kegiatan.indikator, kegiatan.pagu, Peran.ISI)
    nama = nama_bidang(rkt, bidang)
    return Tabel(f"induk-{bidang}", f"Indikator Program dan Kegiatan {nama}", kolom, tuple(rows.baris))


def _induk(rows: Penyusun, kode: str, nama: str, indikator: Sequence[BarisIndikator], pagu: int, peran: Peran) -> None:
    """A program or kegiatan: its first indicator beside its name, any further one below it."""
    start = len(rows)
    rest = [None] * (rows.lebar - 10)
    for number, item in enumerate(indikator):
        rows.isi(
            kode,
            nama,
            item.uraian,
            item.satuan,
            item.target,
            *item.triwulan,
            pagu if number == 0 else None,
            *rest,
            peran=peran,
        )
    if not indikator:
        rows.isi(kode, nama, None, None, None, *[None] * 4, pagu, *rest, peran=peran)
    rows.merge(0, start)
    rows.merge(1, start)


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


def keterangan(rkt: Rkt, bidang: str, *, dana: bool = False) -> Tabel:
    """What a form says beyond figures: place, beneficiaries, partners, notes. Only rows and columns that say something.

    The funds are a column of their own with ``dana``.
    """
    own = [sub for _, _, sub in rkt.sub_kegiatan() if sub.bidang == bidang]
    told = (
        (Kolom("sumber_dana", "Sumber Dana", Ragam.TEKS, 18), [_dana(sub) if dana else None for sub in own]),
        (Kolom("lokasi", "Lokasi", Ragam.TEKS, 24), [sub.lokasi for sub in own]),
        (Kolom("kelompok_sasaran", "Kelompok Sasaran", Ragam.TEKS, 26), [sub.kelompok_sasaran for sub in own]),
        (Kolom("crosscutting", "Crosscutting", Ragam.TEKS, 18), [nama_bidang(rkt, *sub.crosscutting) for sub in own]),
        (
            Kolom("prakiraan_maju", f"Prakiraan Maju {rkt.tahun + 1}", Ragam.TEKS, 20),
            [_prakiraan(sub) for sub in own],
        ),
        (Kolom("catatan", "Catatan", Ragam.TEKS, 40), [sub.catatan for sub in own]),
    )
    columns = [(kolom, said) for kolom, said in told if any(said)]
    kolom = (
        Kolom("kode", "Kode", Ragam.KODE, 19),
        Kolom("nama", "Sub Kegiatan", Ragam.TEKS, 34),
        *(kolom for kolom, _ in columns),
    )
    rows = Penyusun(len(kolom))
    for number, sub in enumerate(own):
        said = [texts[number] or None for _, texts in columns]
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
