"""SOP step 6: from the forms of all bidang to the one document of the office. Pure: a cycle in, an ``Rkt`` out."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from rktkit.documents.compile.amendment import replace_perubahan
from rktkit.documents.compile.decision import penetapan
from rktkit.documents.compile.legal import legal_basis
from rktkit.ground.catalogue.rules import At, problem
from rktkit.ground.files import Files
from rktkit.ground.findings import Problem, Refusal, Report
from rktkit.ground.yaml.nodes import Map
from rktkit.plan.document import (
    BarisBidang,
    BarisDana,
    BarisIndikator,
    BarisKegiatan,
    BarisPrakiraan,
    BarisProgram,
    BarisRealisasi,
    BarisSasaran,
    BarisSubKegiatan,
    KopSurat,
    Rkt,
)
from rktkit.plan.layout import ORGANISASI, RENSTRA, SIKLUS, FormId, siklus_path
from rktkit.plan.model import (
    KOSONG,
    LANGKAH,
    FormRkt,
    IndikatorProgram,
    IndikatorRenstra,
    IndikatorSasaran,
    Kegiatan,
    Nilai,
    Program,
    Siklus,
    SubKegiatan,
)
from rktkit.plan.office import Bidang
from rktkit.rules.archived import NOTHING, Archived
from rktkit.rules.check import check_library
from rktkit.rules.context import Cycle
from rktkit.rules.library import Library


def compile_rkt(
    files: Files, tahun: int, *, final: bool, semula: Rkt | None = None, archived: Archived = NOTHING
) -> Rkt:
    """Compile one plan year.

    Args:
        files: the tree that holds ``rkt/``.
        tahun: the plan year.
        final: the state to be signed; a draft leaves out forms that are missing or cannot be read yet.
        semula: the plan that this one amends, for an RKT Perubahan.
        archived: what is published already.

    Raises:
        Refusal: what every document needs is missing or cannot be read; with ``final``, also the cycle, or a galat
            stands in the way.
    """
    rkt, problems = compile_with_findings(files, tahun, final=final, semula=semula, archived=archived)
    if final and any(problem.weight == 0 for problem in problems):
        raise Refusal(problems)
    return rkt


def compile_with_findings(
    files: Files,
    tahun: int,
    *,
    final: bool,
    semula: Rkt | None = None,
    handed_in: Mapping[FormId, date] | None = None,
    archived: Archived = NOTHING,
) -> tuple[Rkt, tuple[Problem, ...]]:
    """The same, with the open findings of the year and its references instead of a refusal for them."""
    library = Library(files, archived)
    cycle = library.cycle(tahun, final=final, handed_in=handed_in)
    report = check_library(library, cycle)
    if cycle.siklus is None and not final and SIKLUS not in cycle.folder:
        cycle = cycle.but(siklus=_tanpa_siklus(cycle))
    missing = list(_missing(cycle))
    if missing:
        raise Refusal([*report.problems, *(p for p in missing if not _told(p.file, report))])
    return _office(cycle, semula), report.problems


def _told(file: str, report: Report) -> bool:
    """Whether a finding already says why a reference cannot be used."""
    return any(p.file.startswith(file) and not p.weight for p in report.problems) or (
        file == RENSTRA and any(p.rule == "RKT-210" for p in report.problems)
    )


def _tanpa_siklus(cycle: Cycle) -> Siklus:
    """What a draft stands on before its cycle is opened: the year's first plan, without dates and ceilings."""
    return Siklus(siklus_path(cycle.tahun), cycle.tahun, "murni", 0, {}, {}, node=Map(1, 1))


def _missing(cycle: Cycle) -> Iterator[Problem]:
    """What no document can do without."""
    siklus = cycle.siklus
    path = siklus_path(cycle.tahun)
    if siklus is None:
        yield problem("RKT-006.siklus", path, At(), berkas=path, tahun=cycle.tahun)
    elif siklus.jenis is None or siklus.urutan is None:
        yield problem("RKT-006.rusak", path, At(), berkas=path)
    for value, file in ((cycle.office.organisasi, ORGANISASI), (cycle.renstra, RENSTRA)):
        if value is None:
            yield problem("RKT-006.rusak", file, At(), berkas=file)


def _office(cycle: Cycle, semula: Rkt | None) -> Rkt:
    organisasi, renstra, siklus = cycle.office.organisasi, cycle.renstra, cycle.siklus
    assert organisasi is not None
    assert renstra is not None
    assert siklus is not None
    assert siklus.jenis is not None
    assert siklus.urutan is not None
    forms = {kode: form for kode, form in cycle.forms.items() if form.whole and organisasi.find_bidang(kode)}
    programs = [
        row
        for bidang in organisasi.bidang
        if bidang.kode in forms
        for row in _programs(forms[bidang.kode], bidang, cycle)
    ]
    sasaran = tuple(_sasaran(cycle, forms, programs))
    instansi, kop = organisasi.instansi, organisasi.instansi.kop
    rkt = Rkt(
        cycle.tahun,
        siklus.jenis,
        siklus.urutan,
        instansi.nama,
        instansi.singkatan,
        instansi.pemerintah,
        instansi.kode_wilayah,
        instansi.tempat,
        instansi.contoh,
        renstra.dasar,
        (renstra.dari, renstra.sampai),
        sasaran,
        tuple(_bidang(bidang, forms.get(bidang.kode), cycle) for bidang in cycle.bidang),
        sum(row.pagu for row in sasaran),
        tuple((step, siklus.jadwal[step]) for step in LANGKAH if step in siklus.jadwal),
        penetapan(cycle),
        kode_skpd=instansi.kode_skpd,
        kop=KopSurat(kop.alamat, kop.telepon, kop.surel, kop.laman) if kop else None,
        kertas=instansi.kertas,
        landasan=legal_basis(cycle),
        kepala=next((jabatan.nama for jabatan in organisasi.berperan("kepala")), None),
    )
    if semula is None:
        return rkt
    return replace_perubahan(rkt, semula)


def _bidang(bidang: Bidang, form: FormRkt | None, cycle: Cycle) -> BarisBidang:
    assert cycle.siklus is not None
    return BarisBidang(
        bidang.kode,
        bidang.nama,
        _jabatan(bidang.pimpinan, cycle),
        form is not None,
        (form.pagu or 0) if form else 0,
        cycle.siklus.pagu_indikatif.get(bidang.kode),
        tuple(sasaran.kode or "" for sasaran in form.sasaran) if form else (),
    )


def _jabatan(kode: str | None, cycle: Cycle) -> str:
    """The name of a jabatan; its kode where the office has no such jabatan."""
    organisasi = cycle.office.organisasi
    jabatan = organisasi.find_jabatan(kode) if organisasi else None
    return jabatan.nama if jabatan else kode or ""


def _sasaran(cycle: Cycle, forms: Mapping[str, FormRkt], programs: list[BarisProgram]) -> Iterator[BarisSasaran]:
    """The objectives in the Renstra's order, then those that the Renstra does not know (a finding says so)."""
    carried: dict[str, list[tuple[str, IndikatorSasaran]]] = {}
    for bidang, form in forms.items():
        for sasaran in form.sasaran:
            own = carried.setdefault(sasaran.kode or "", [])
            own += [(bidang, indikator) for indikator in sasaran.indikator]
    serving = dict.fromkeys(row.sasaran for row in programs)
    known = cycle.sasaran_renstra
    for kode in dict.fromkeys([*known, *carried, *serving]):
        if kode not in carried and kode not in serving:
            continue
        official = known.get(kode)
        rows = tuple(row for row in programs if row.sasaran == kode)
        yield BarisSasaran(
            kode,
            official.tujuan if official else "",
            official.uraian if official else kode,
            tuple(_indikator_sasaran(carried.get(kode, ()), cycle)),
            rows,
            sum(row.pagu for row in rows),
        )


def _indikator_sasaran(
    carried: Iterable[tuple[str, IndikatorSasaran]], cycle: Cycle
) -> Iterator[BarisIndikator]:  # fmt: skip
    """One row an indicator, whichever bidang carry it; the first one's figures stand (RKT-506 where they differ)."""
    by_kode: dict[str, list[tuple[str, IndikatorSasaran]]] = {}
    for bidang, indikator in carried:
        by_kode.setdefault(indikator.kode or "", []).append((bidang, indikator))
    order = list(cycle.indikator_renstra)
    for kode in sorted(by_kode, key=lambda k: order.index(k) if k in order else len(order)):
        entries = by_kode[kode]
        first = entries[0][1]
        official = cycle.indikator_renstra.get(kode)
        yield BarisIndikator(
            kode,
            official.uraian if official else kode,
            _satuan(official.satuan, cycle) if official else "",
            official.pola if official else "posisi",
            official.arah if official else "naik",
            _known(first.target),
            first.triwulan or KOSONG,
            official.iku if official else False,
            official.target.get(cycle.tahun) if official else None,
            next((i.sebab_perubahan for _, i in entries if i.sebab_perubahan), None),
            official.formula if official else None,
            official.sumber_data if official else None,
            tuple(bidang for bidang, _ in entries),
            _realisasi(official, cycle.renstra.dari) if cycle.renstra else None,
            _realisasi(official, cycle.tahun),
        )


def _realisasi(official: IndikatorRenstra | None, sebelum: int) -> BarisRealisasi | None:
    """What was reached last before a year, as the Renstra tells it."""
    known = official.realisasi if official else {}
    year = max((year for year in known if year < sebelum), default=None)
    return None if year is None else BarisRealisasi(year, known[year])


def _programs(form: FormRkt, bidang: Bidang, cycle: Cycle) -> Iterator[BarisProgram]:
    for program in form.program:
        kegiatan = tuple(_kegiatan(row, bidang, cycle) for row in program.kegiatan)
        yield BarisProgram(
            program.kode or "",
            _nama(program, cycle),
            program.sasaran or "",
            bidang.kode,
            tuple(_indikator(row, bidang, cycle) for row in program.indikator),
            kegiatan,
            sum(row.pagu for row in kegiatan),
        )


def _kegiatan(kegiatan: Kegiatan, bidang: Bidang, cycle: Cycle) -> BarisKegiatan:
    subs = tuple(_sub_kegiatan(row, bidang, cycle) for row in kegiatan.sub_kegiatan)
    return BarisKegiatan(
        kegiatan.kode or "",
        _nama(kegiatan, cycle),
        tuple(_indikator(row, bidang, cycle) for row in kegiatan.indikator),
        subs,
        sum(row.pagu for row in subs),
    )


def _dana(sub: SubKegiatan, cycle: Cycle) -> tuple[BarisDana, ...]:
    """The funds of a sub kegiatan by their own names."""
    known = cycle.office.dana
    return tuple(BarisDana(known.baku(part.nama) if known else part.nama, part.pagu or 0) for part in sub.sumber_dana)


def _sub_kegiatan(sub: SubKegiatan, bidang: Bidang, cycle: Cycle) -> BarisSubKegiatan:
    dana, ahead = _dana(sub, cycle), sub.prakiraan_maju
    return BarisSubKegiatan(
        sub.kode or "",
        _nama(sub, cycle),
        cycle.indikator_sub(sub) or "",
        _satuan(cycle.satuan_sub(sub), cycle),
        sub.pola,
        _known(sub.target),
        sub.triwulan or KOSONG,
        sub.pagu or 0,
        "; ".join(part.nama for part in dana),
        bidang.kode,
        _jabatan(sub.penanggung_jawab or bidang.pimpinan, cycle),
        sub.lokasi,
        sub.kelompok_sasaran,
        sub.crosscutting,
        sub.catatan,
        dana,
        BarisPrakiraan(ahead.target, ahead.pagu) if ahead else None,
    )


def _indikator(row: IndikatorProgram, bidang: Bidang, cycle: Cycle) -> BarisIndikator:
    return BarisIndikator(
        None,
        row.uraian or "",
        _satuan(row.satuan, cycle),
        row.pola or "",
        row.arah,
        _known(row.target),
        row.triwulan or KOSONG,
        formula=row.formula,
        sumber_data=row.sumber_data,
        bidang=(bidang.kode,),
    )


def _nama(entry: Program | Kegiatan | SubKegiatan, cycle: Cycle) -> str:
    official = (cycle.nomenklatur or {}).get(entry.kode or "")
    written = entry.nama if isinstance(entry, SubKegiatan) else None
    return official.nama if official else written or entry.kode or ""


def _satuan(written: str | None, cycle: Cycle) -> str:
    unit = cycle.satuan_of(written)
    return unit.nama if unit else written or ""


def _known(target: Nilai | None) -> Nilai:
    """The target of a whole form; a form that is not whole is left out before."""
    return Decimal(0) if target is None else target


# --- RKT Perubahan ------------------------------------------------------------------------------------------
