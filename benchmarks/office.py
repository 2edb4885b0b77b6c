"""Offices of any size to measure with: a Renstra, a nomenclature and filled forms for every year, without findings."""

from pathlib import Path

from rktkit.plan.model import LANGKAH

BIDANG = ("pikp", "egov", "statistik", "persandian", "sekretariat")
ROWS = 25
"""Sub kegiatan a form: about 300 lines, as real ones have."""

_SUB = """\
          - kode: 2.16.{program:02d}.2.01.{number:04d}
            nama: Layanan ke-{number}
            indikator: Jumlah laporan layanan ke-{number}
            satuan: Laporan
            target: 12
            triwulan: {{tw1: 3, tw2: 3, tw3: 3, tw4: 3}}
            pagu: {pagu}
            sumber_dana: DAU
            lokasi: Kecamatan Paringin
            kelompok_sasaran: Masyarakat dan perangkat daerah
            penanggung_jawab: kabid-{bidang}
"""
_FORM = """\
tahun: {tahun}
bidang: {bidang}
sasaran:
  - kode: S1
    indikator:
      - kode: S1.1
        target: 85
        triwulan: {{tw4: 85}}
program:
  - kode: 2.16.{program:02d}
    sasaran: S1
    indikator:
      - uraian: Persentase layanan yang selesai tepat waktu
        satuan: Persen
        pola: posisi
        target: 90
        triwulan: {{tw1: 60, tw2: 70, tw3: 80, tw4: 90}}
    kegiatan:
      - kode: 2.16.{program:02d}.2.01
        sub_kegiatan:
{subs}"""
_PENGESAHAN = "nomor: 000.7/1/{0}\ntanggal: {0:04d}-12-01\ntempat: Paringin\ndasar: RKPD\njabatan: kepala\n"


def build(root: Path, first: int, count: int, bidang: int = len(BIDANG), rows: int = ROWS) -> list[Path]:
    """Write an office with ``count`` plan years and ``bidang`` forms of ``rows`` sub kegiatan; gives their paths."""
    names = [*BIDANG, *(f"bidang{n}" for n in range(bidang - len(BIDANG)))][:bidang]
    last = first + count - 1
    (root / "rkt/renstra").mkdir(parents=True)
    (root / "rkt/nomenklatur").mkdir()
    _office(root, names, first, last)
    forms = []
    for tahun in range(first, last + 1):
        folder = root / f"rkt/{tahun}"
        folder.mkdir()
        steps = "\n".join(f"  {step}: {tahun - 1:04d}-11-{day:02d}" for day, step in enumerate(LANGKAH, 2))
        pagu = ", ".join(f"{name}: 900000000" for name in names)
        (folder / "siklus.yml").write_text(
            f"tahun: {tahun}\njenis: murni\nurutan: 0\njadwal:\n{steps}\npagu_indikatif: {{{pagu}}}\n"
        )
        (folder / "pengesahan.yml").write_text(_PENGESAHAN.format(tahun - 1))
        table = ["kode,nama,indikator,satuan,sebelumnya"]
        for program, name in enumerate(names, 2):
            table += [f"2.16.{program:02d},PROGRAM {program},,,", f"2.16.{program:02d}.2.01,Kegiatan {program},,,"]
            table += [
                f"2.16.{program:02d}.2.01.{n:04d},Layanan ke-{n},Jumlah laporan layanan ke-{n},Laporan,"
                for n in range(1, rows + 1)
            ]
            subs = "".join(
                _SUB.format(program=program, number=n, bidang=name, pagu=1_000_000 + n * 1000 + tahun)
                for n in range(1, rows + 1)
            )
            form = folder / f"{name}.yml"
            form.write_text(_FORM.format(tahun=tahun, bidang=name, program=program, subs=subs))
            forms.append(form)
        (root / f"rkt/nomenklatur/{tahun}.csv").write_text("\n".join(table) + "\n")
    return forms


def _office(root: Path, names: list[str], first: int, last: int) -> None:
    bidang = "".join(
        f"  - kode: {name}\n    nama: Bidang {name}\n    pimpinan: kabid-{name}\n    program: [2.16.{program:02d}]\n"
        for program, name in enumerate(names, 2)
    )
    roles = ("kepala", "sekretaris", "kasubag", "tim")
    people = [*((role, role) for role in roles), *((f"kabid-{name}", "kabid") for name in names)]
    jabatan = "".join(
        f"  - kode: {kode}\n    nama: Jabatan {kode}\n    peran: {peran}\n    pejabat:\n"
        f"      - {{nama: CONTOH, nip: 19800101 200501 1 001, status: definitif, mulai: 0001-01-01}}\n"
        for kode, peran in people
    )
    (root / "rkt/organisasi.yml").write_text(
        "instansi: {nama: Dinas Contoh, singkatan: Dinas, pemerintah: Kabupaten, kode_wilayah: 63.11, "
        f"tempat: Paringin, contoh: true}}\nbidang:\n{bidang}jabatan:\n{jabatan}pengesahan: {{wajib: [ssh]}}\n"
    )
    (root / "rkt/satuan.yml").write_text(
        'satuan:\n  - {nama: Laporan, bulat: true}\n  - {nama: Persen, simbol: "%"}\n  - {nama: Indeks}\n'
    )
    targets = ", ".join(f"{tahun}: 85" for tahun in range(first, last + 1))
    (root / f"rkt/renstra/{first:04d}-{last:04d}.yml").write_text(
        f"periode: [{first}, {last}]\ndasar: Peraturan\nsasaran:\n  - kode: S1\n    tujuan: Terwujudnya layanan\n"
        "    uraian: Meningkatnya layanan\n    indikator:\n      - kode: S1.1\n        uraian: Indeks Layanan\n"
        f"        satuan: Indeks\n        pola: rilis\n        rilis: tw4\n        target: {{{targets}}}\n"
    )
