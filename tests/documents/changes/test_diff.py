"""What counts as a change, on the sample office: each kind once, and everything that is none."""

from decimal import Decimal
from pathlib import Path

import pytest

from rktkit.documents.changes import Changes, Perbandingan, diff
from rktkit.documents.changes.words import in_words, rows
from rktkit.ground.files import FolderFiles, MemoryFiles
from tests.kantor import EGOV, KANTOR, PIKP, SEKRETARIAT, block, edited, text


def only_year(changes: Changes) -> Perbandingan:
    """The comparison of the one year that changed."""
    [comparison] = changes.perbandingan
    return comparison


def short(changes: Changes) -> list[tuple[object, ...]]:
    """Every change: kind, kode (or name), field, before, after."""
    return [
        (b.jenis, b.kode or b.uraian, b.hal, b.semula, b.menjadi) if b.hal else (b.jenis, b.kode or b.uraian)
        for b in only_year(changes).beda
    ]


# --- no change ------------------------------------------------------------------------------------------------------


def test_the_same_office_has_no_differences() -> None:
    assert diff(KANTOR, KANTOR) == Changes()


FORM_ONLY = {
    "comment and blank lines": [("bidang: pikp\n", "\n# pemilik\nbidang: pikp   # ya\n\n")],
    "block instead of flow": [("{tw2: 12, tw3: 12}", "\n              tw3: 12\n              tw2: 12")],
    "quotes": [("sumber_dana: DAU", 'sumber_dana: "DAU"'), ("target: 82", "target: '82'")],
    "another way to write a number": [
        ("pagu: 458805000", "pagu: Rp 458.805.000,00"),
        ("target: 82\n", 'target: "82,0"\n'),
    ],
    "a name that is filled in anyway": [("            nama: Relasi Media\n", "")],
    "letter case of an official name": [("nama: Relasi Media", "nama: RELASI  MEDIA")],
    "a leader that is filled in anyway": [
        ("sumber_dana: DAU\n", "sumber_dana: DAU\n            penanggung_jawab: kabid-pikp\n")
    ],
    "a default written out": [
        ("sumber_dana: DAU\n", "sumber_dana: DAU\n            pola: hitungan\n"),
        ("        arah: naik\n", ""),
    ],
    "the order of a list of codes": [("crosscutting: [sekretariat, egov]", "crosscutting: [egov, sekretariat]")],
    "a text over several lines": [
        (
            "catatan: Mengikuti Peraturan Menteri PANRB Nomor 88 Tahun 2021.",
            "catatan: >\n              Mengikuti Peraturan Menteri PANRB\n              Nomor 88 Tahun 2021.",
        )
    ],
}


@pytest.mark.parametrize("changes", FORM_ONLY.values(), ids=FORM_ONLY.keys())
def test_a_change_of_form_only(changes: list[tuple[str, str]]) -> None:
    assert diff(KANTOR, edited(*changes)) == Changes(bentuk=(PIKP,))


def test_a_symbol_is_as_good_as_the_name_of_a_unit() -> None:
    changed = text(PIKP).replace("satuan: Persen", 'satuan: "%"')
    assert diff(KANTOR, MemoryFiles({PIKP: changed.encode()}, KANTOR)) == Changes(bentuk=(PIKP,))


def test_another_order() -> None:
    first = block(PIKP, "kode: 2.16.02.2.01.0014", "kode: 2.16.02.2.01.0028")
    second = block(PIKP, "kode: 2.16.02.2.01.0028", "kode: 2.16.02.2.01.0030")
    indicator = block(PIKP, "- uraian: Persentase informasi publik", "- uraian: Tingkat kepuasan")
    other = block(PIKP, "- uraian: Tingkat kepuasan", "    kegiatan:")
    changed = edited((first + second, second + first), (indicator + other, other + indicator))
    assert diff(KANTOR, changed) == Changes(bentuk=(PIKP,))


# --- changes --------------------------------------------------------------------------------------------------------


def test_target_and_quarters() -> None:
    changed = edited(("target: 12\n", "target: 14,5\n"), ("{tw1: 3, tw2: 3, tw3: 3, tw4: 3}", "{tw1: 3, tw2: 11.5}"))
    sub = "2.16.02.2.01.0014"
    assert short(diff(KANTOR, changed)) == [
        ("diubah", sub, "target", Decimal(12), Decimal("14.5")),
        ("diubah", sub, "triwulan.tw2", Decimal(3), Decimal("11.5")),
        ("diubah", sub, "triwulan.tw3", Decimal(3), None),
        ("diubah", sub, "triwulan.tw4", Decimal(3), None),
    ]


def test_pagu_with_all_sums() -> None:
    comparison = only_year(diff(KANTOR, edited(("pagu: 458805000", "pagu: 500000000"))))
    assert [(j.tingkat, j.kode, j.semula, j.menjadi) for j in comparison.jumlah] == [
        ("program.kegiatan", "2.16.02.2.01", 530_805_000, 572_000_000),
        ("program", "2.16.02", 530_805_000, 572_000_000),
        ("form", "pikp", 530_805_000, 572_000_000),
        ("dinas", "", 3_579_805_000, 3_621_000_000),
    ]


def test_texts_and_choices() -> None:
    changed = edited(
        ("sumber_dana: DAU", "sumber_dana: DBH"),
        ("lokasi: Kecamatan Paringin", "lokasi: Kecamatan Awayan"),
        ("crosscutting: [sekretariat, egov]", "crosscutting: [egov]"),
        ("skala: {min: 0, maks: 100}", "skala: {min: 1, maks: 100}"),
    )
    assert short(diff(KANTOR, changed)) == [
        ("diubah", "Tingkat kepuasan pemohon terhadap layanan informasi publik", "skala.min", Decimal(0), Decimal(1)),
        ("diubah", "2.16.02.2.01.0014", "sumber_dana", "DAU", "DBH"),
        ("diubah", "2.16.02.2.01.0014", "lokasi", "Kecamatan Paringin", "Kecamatan Awayan"),
        ("diubah", "2.16.02.2.01.0028", "crosscutting", ("egov", "sekretariat"), ("egov",)),
    ]


def test_an_edited_wording_is_a_rename_and_another_one_is_not() -> None:
    before = "Persentase informasi publik yang dipublikasikan tepat waktu"
    after = "Persentase informasi publik yang terbit tepat waktu"
    changed = edited((before, after), ("target: 90\n", "target: 91\n"))
    assert short(diff(KANTOR, changed)) == [
        ("diganti_nama", after, "uraian", before, after),
        ("diubah", after, "target", Decimal(90), Decimal(91)),
    ]
    other = "Jumlah pengunjung portal berita kabupaten"
    assert short(diff(KANTOR, edited((before, other)))) == [("ditambah", other), ("dihapus", before)]


def test_added_and_removed() -> None:
    gone = block(PIKP, "kode: 2.16.02.2.01.0030")
    fewer = edited((gone, ""))
    assert short(diff(KANTOR, fewer)) == [("dihapus", "2.16.02.2.01.0030")]
    [more] = only_year(diff(fewer, KANTOR)).beda
    assert (more.jenis, more.uraian) == ("ditambah", "Penguatan Kapasitas Sumber Daya Manusia Komunikasi Publik")
    assert more.menjadi is not None
    assert more.semula is None


def test_moved_to_another_bidang_and_changed_on_the_way() -> None:
    moved = block(PIKP, "kode: 2.16.02.2.01.0030")
    there = text(EGOV) + "      - kode: 2.16.02.2.01\n        sub_kegiatan:\n" + moved.replace("12000000", "15000000")
    changed = MemoryFiles({PIKP: text(PIKP).replace(moved, "").encode(), EGOV: there.encode()}, KANTOR)
    found = [found for found in short(diff(KANTOR, changed)) if found[1] == "2.16.02.2.01.0030"]
    assert found == [
        ("dipindah", "2.16.02.2.01.0030"),
        ("diubah", "2.16.02.2.01.0030", "pagu", 12_000_000, 15_000_000),
        ("diubah", "2.16.02.2.01.0030", "penanggung_jawab", "kabid-pikp", "kabid-egov"),
    ]
    [words] = [u for u in in_words(only_year(diff(KANTOR, changed))) if u.jenis == "dipindah"]
    assert words.kejadian == (
        "pindah dari kegiatan 2.16.02.2.01, program 2.16.02, Bidang Pengelolaan Informasi dan Komunikasi Publik "
        "ke kegiatan 2.16.02.2.01, program 2.16.03, Bidang Aplikasi Informatika"
    )


def test_the_same_program_in_two_bidang_is_not_a_move() -> None:
    both = MemoryFiles({EGOV: text(EGOV).replace("2.16.03", "2.16.02").encode()}, KANTOR)
    assert diff(both, both) == Changes()
    changed = MemoryFiles({PIKP: text(PIKP).replace("pagu: 458805000", "pagu: 1").encode()}, both)
    assert [found[:3] for found in short(diff(both, changed))] == [("diubah", "2.16.02.2.01.0014", "pagu")]


def test_a_form_that_came_in_is_one_change_with_its_contents() -> None:
    without = MemoryFiles({f"rkt/2027/{name}": KANTOR.read(f"rkt/2027/{name}") for name in ("siklus.yml", "egov.yml")})
    comparison = only_year(diff(without, MemoryFiles({PIKP: KANTOR.read(PIKP)}, without)))
    [words] = in_words(comparison)
    assert (words.apa, words.kejadian) == (
        "Form RKT pikp",
        (
            "ditambah (1 sasaran, 2 indikator sasaran, 1 program, 2 indikator program, 1 kegiatan, "
            "1 indikator kegiatan, 3 sub kegiatan, pagu Rp530.805.000)"
        ),
    )


def test_the_cycle_and_the_decision() -> None:
    files = edited(("pikp: 600000000", "pikp: 650.000.000"), ("2026-12-17", "2026-12-18"), path="rkt/2027/siklus.yml")
    decided = MemoryFiles({"rkt/2027/pengesahan.yml": KANTOR.read("rkt/2026/pengesahan.yml")}, files)
    found = [(r.bidang, r.uraian, r.hal, r.semula, r.menjadi) for r in rows(only_year(diff(KANTOR, decided)))]
    assert found == [
        ("Pengesahan", "Pengesahan", "", None, None),
        ("Siklus", "Siklus", "Batas Penandatanganan", "17 Desember 2026", "18 Desember 2026"),
        ("Siklus", "Siklus", "Pagu indikatif pikp", "Rp600.000.000", "Rp650.000.000"),
    ]
    pengesahan = next(iter(in_words(only_year(diff(KANTOR, decided)))))
    assert [field.hal for field in pengesahan.rincian] == [
        "Nomor", "Tanggal pengesahan", "Tempat", "Dasar keputusan", "Jabatan penanda tangan",
    ]  # fmt: skip


def test_years() -> None:
    changed = MemoryFiles(
        {"rkt/2026/pikp.yml": b"tahun: 2026\nbidang: pikp\n", PIKP: text(PIKP).encode() + b"#"}, KANTOR
    )
    assert [p.tahun for p in diff(KANTOR, changed).perbandingan] == [2026]
    assert diff(KANTOR, changed, year=2027) == Changes(bentuk=(PIKP,))
    assert diff(KANTOR, changed, year=2031) == Changes()


def test_other_files_are_named() -> None:
    changed = MemoryFiles({"rkt/satuan.yml": KANTOR.read("rkt/satuan.yml") + b"#", "rkt/2027/catatan.md": b"x"}, KANTOR)
    assert diff(KANTOR, changed) == Changes(lain=("rkt/2027/catatan.md", "rkt/satuan.yml"))


# --- what cannot be read --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("content", [b"", b"a: [", b"- x", b"\xff", b"[" * 5000, b"\x00"])
def test_an_unreadable_form_is_named_and_left_out_on_both_sides(content: bytes) -> None:
    broken = MemoryFiles({PIKP: content}, edited(("target: 6\n", "target: 7\n"), path=SEKRETARIAT))
    for base, head, side in ((KANTOR, broken, "menjadi"), (broken, KANTOR, "semula")):
        changes = diff(base, head)
        assert [(t.sisi, t.berkas, t.sebagian) for t in changes.tak_terbaca] == [(side, PIKP, False)]
        assert {b.bidang for b in only_year(changes).beda} == {"sekretariat"}
        assert only_year(changes).jumlah[-1].semula == 3_049_000_000
        assert changes.bentuk == ()


def test_an_unreadable_field_is_not_a_change() -> None:
    broken = edited(
        ("pagu: 458805000", "pagu: 458,8 juta"), ("target: 12\n", "target: [12]\n"), ("tw2: 12", "tw2: 85%")
    )
    changes = diff(KANTOR, broken)
    assert changes.perbandingan == ()
    assert changes.bentuk == ()
    [unread] = changes.tak_terbaca
    assert (unread.sisi, unread.berkas, unread.sebagian) == ("menjadi", PIKP, True)
    assert "Target" in unread.sebab


def test_an_unreadable_list_takes_nothing_away() -> None:
    broken = edited((block(PIKP, "    kegiatan:"), "    kegiatan: belum\n"))
    assert diff(KANTOR, broken).perbandingan == ()
    assert diff(broken, KANTOR).perbandingan == ()


def test_an_unreadable_pagu_is_in_neither_sum() -> None:
    broken = edited(("pagu: 458805000", "pagu: kurang lebih"), ("pagu: 60000000", "pagu: 70000000"))
    sums = only_year(diff(KANTOR, broken)).jumlah
    assert {j.menjadi - j.semula for j in sums} == {10_000_000}


def test_a_link_in_place_of_a_form(office: Path) -> None:
    (office / PIKP).unlink()
    (office / PIKP).symlink_to("egov.yml")
    (office / "rkt/2027/tautan").symlink_to("/")
    changes = diff(KANTOR, FolderFiles(office))
    assert [(t.berkas, t.sebagian) for t in changes.tak_terbaca] == [(PIKP, False)]
    assert changes.lain == ("rkt/2027/tautan",)
