"""No update is lost: a workbook is merged value by value into the form that others have changed meanwhile."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rktkit.documents.changes import read_year
from rktkit.faces.excel.reading.read import Impor
from rktkit.ground.files import MemoryFiles
from rktkit.ground.findings import Problem
from tests.faces.excel.office import Buku, canonical, said, with_form
from tests.kantor import KANTOR, PIKP

SUB, IND = "Sub Kegiatan", "Indikator"
FORM = KANTOR.read(PIKP).decode()
MEDIA, ADUAN, ASN = "2.16.02.2.01.0014", "2.16.02.2.01.0028", "2.16.02.2.01.0030"


def yaml(*changes: tuple[str, str], form: str = FORM) -> MemoryFiles:
    """The office after somebody has edited the form as text."""
    for old, new in changes:
        assert form.count(old) == 1, old
        form = form.replace(old, new)
    return with_form(form)


def clashes(impor: Impor) -> list[Problem]:
    return [p for p in impor.problems if p.rule == "RKT-012"]


def meaning(text: str) -> object:
    """A form's text as it is compared by ``rkt diff``, without regard to order."""
    return read_year(with_form(text), 2027).akar.arranged()


# --- only one side ---------------------------------------------------------------------------------------------------


def test_what_only_the_form_changed_stays() -> None:
    now = yaml(("pagu: 458805000", "pagu: 400000000"), ("lokasi: Kecamatan Paringin", "lokasi: Desa Balida"))
    impor = Buku.of().read(now)
    assert impor.problems == ()
    assert impor.text == canonical(now.read(PIKP))
    assert (impor.dari_buku, impor.dari_form) == (0, 2)


def test_what_only_the_workbook_changed_is_taken() -> None:
    impor = Buku.of().put(SUB, "pagu", 0, 400_000_000).read()
    assert impor.text == canonical(FORM.replace("pagu: 458805000", "pagu: 400000000"))


def test_both_changed_something_of_one_entry() -> None:
    now = yaml(("pagu: 458805000", "pagu: 400000000"))
    impor = Buku.of().put(SUB, "lokasi", 0, "Desa Balida").read(now)
    assert impor.problems == ()
    assert "pagu: 400000000" in impor.text
    assert "lokasi: Desa Balida" in impor.text


def test_both_changed_it_alike() -> None:
    impor = Buku.of().put(SUB, "pagu", 0, "Rp400.000.000,00").read(yaml(("pagu: 458805000", "pagu: 400.000.000")))
    assert impor.problems == ()
    assert "pagu: 400000000" in impor.text


def test_an_indicator_that_was_added_to_the_form_stays() -> None:
    more = (
        "      - uraian: Persentase desa yang terjangkau informasi publik\n        satuan: Persen\n"
        "        pola: posisi\n        target: 70\n        triwulan: {tw4: 70}\n    kegiatan:\n"
    )
    now = yaml(("    kegiatan:\n", more))
    impor = Buku.of().put(IND, "target", 1, 83).put(IND, "triwulan.tw4", 1, 83).read(now)
    assert impor.problems == ()
    assert impor.text == canonical(
        now.read(PIKP)
        .decode()
        .replace("target: 82\n        triwulan: {tw4: 82}", "target: 83\n        triwulan: {tw4: 83}")
    )


def test_comments_and_fields_that_no_workbook_has_stay() -> None:
    now = yaml(
        ("pagu: 458805000", "pagu: 458805000  # dari TAPD"), ("bidang: pikp\n", "bidang: pikp\ncatatan_tim: ada\n")
    )
    impor = Buku.of().put(SUB, "target", 1, 95).read(now)
    assert "pagu: 458805000  # dari TAPD" in impor.text
    assert "catatan_tim: ada" in impor.text
    assert impor.problems == ()


def test_rows_and_entries_come_from_both_sides_each_beside_its_neighbour() -> None:
    added = FORM.replace(
        "          - kode: " + ADUAN,
        "          - kode: 2.16.02.2.01.0016\n            target: 1\n            "
        "triwulan: {tw1: 1}\n            pagu: 5\n            sumber_dana: PAD\n          - kode: " + ADUAN,
    )
    book = Buku.of().add(
        SUB, 3, {"kode": "2.16.02.2.01.0026", "target": 4, "triwulan.tw4": 4, "pagu": 7, "sumber_dana": "DAU"}
    )
    impor = book.read(with_form(added))
    assert impor.problems == ()
    assert re.findall(r"- kode: (2\.16\.02\.2\.01\.\d+)", impor.text) == [
        MEDIA, "2.16.02.2.01.0016", ADUAN, ASN, "2.16.02.2.01.0026",
    ]  # fmt: skip


def test_a_row_that_one_side_removed_is_gone() -> None:
    start = FORM.index(f"          - kode: {ASN}")
    assert ASN not in Buku.of().read(with_form(FORM[:start])).text
    assert ASN not in emptied(Buku.of(), 2).read().text


def test_the_funds_of_a_pagu_are_one_cell_however_they_are_written() -> None:
    """What the form has as a mapping, the workbook gives back as a list: no change, so no clash."""
    parts = FORM.replace("sumber_dana: DAU", "sumber_dana: {DAU: 400000000, DBH: 58805000}")
    book = Buku.of(files=with_form(parts))
    assert book.get(SUB, "sumber_dana") == "DAU 400.000.000; DBH 58.805.000"
    now = yaml(("DAU: 400000000, DBH: 58805000", "DAU: 300000000, DBH: 158805000"), form=parts)
    impor = book.put(SUB, "lokasi", 0, "Desa Balida").read(now)
    assert impor.problems == ()
    assert "{dana: DBH, pagu: 158805000}" in impor.text
    (found,) = clashes(book.put(SUB, "sumber_dana", 0, "DAU 458.805.000").read(now))
    assert "buku kerja DAU 458805000; form baris 46" in found.message


def test_a_form_that_was_deleted_meanwhile_is_not_made_again_without_a_word() -> None:
    impor = Buku.of().put(SUB, "pagu", 0, 400_000_000).read(with_form(""))
    assert [found.text for found in clashes(impor)] == ["RKT-012.form_hilang"]
    assert PIKP in clashes(impor)[0].message
    assert "pagu: 400000000" in impor.text  # what --force writes


# --- both sides ------------------------------------------------------------------------------------------------------


def emptied(book: Buku, row: int) -> Buku:
    for kunci in book.sheets[SUB][2]:
        book.put(SUB, kunci, row, "")
    return book


def test_a_value_that_both_changed_is_listed_side_by_side() -> None:
    now = yaml(("pagu: 458805000", "pagu: 400000000"))
    (found,) = clashes(Buku.of().put(SUB, "pagu", 0, 500_000_000).read(now))
    assert (found.line, found.column, found.file) == (6, 13, "F.xlsx")
    assert found.message == (
        f"Lembar “Sub Kegiatan”, sel M6: Pagu sub kegiatan {MEDIA} diubah di kedua tempat. Semula Rp458.805.000; "
        f"buku kerja Rp500.000.000; form baris 45 ({PIKP}): Rp400.000.000."
    )


def test_an_emptied_cell_is_a_change_too() -> None:
    now = yaml(("lokasi: Kecamatan Paringin", "lokasi: Desa Balida"))
    (found,) = clashes(Buku.of().put(SUB, "lokasi", 0, "").read(now))
    assert "buku kerja –; form baris 47" in found.message
    assert "sel O6" in found.message


def test_removed_here_and_changed_there() -> None:
    (found,) = clashes(emptied(Buku.of(), 2).read(yaml(("pagu: 12000000", "pagu: 13000000"))))
    assert f"Sub kegiatan {ASN} dihapus di buku kerja, tetapi diubah di form, baris 60" in found.message
    assert "Pagu Rp12.000.000 → Rp13.000.000" in found.message


def test_changed_here_and_removed_there() -> None:
    gone = with_form(FORM[: FORM.index(f"          - kode: {ASN}")])
    (found,) = clashes(Buku.of().put(SUB, "pagu", 2, 13_000_000).read(gone))
    assert "Pagu Rp12.000.000 → Rp13.000.000" in found.message
    assert found.line == 8


def test_an_indicator_without_a_code_is_known_by_its_wording() -> None:
    now = yaml(("target: 82\n        triwulan: {tw4: 82}", "target: 84\n        triwulan: {tw4: 84}"))
    found = clashes(Buku.of().put(IND, "target", 1, 83).put(IND, "triwulan.tw4", 1, 83).read(now))
    assert [p.column for p in found] == [6, 10]
    assert "Target indikator program Tingkat kepuasan pemohon" in found[0].message


KEPUASAN = "Tingkat kepuasan pemohon terhadap layanan informasi publik"


@pytest.mark.parametrize(
    ("place", "here", "there", "told"),
    [
        ((IND, "uraian", 1), "Indeks kepuasan warga", (KEPUASAN, "Indeks kepuasan pemohon"), "B7: Uraian indikator"),
        ((SUB, "kode", 2), "2.16.02.2.01.0016", (ASN, "2.16.02.2.01.0026"), "C8: Kode sub kegiatan"),
    ],
)
def test_a_thing_that_both_call_something_else_does_not_become_two(
    place: tuple[str, str, int], here: str, there: tuple[str, str], told: str
) -> None:
    book, now = Buku.of().put(*place, here), yaml(there)
    (found,) = clashes(book.read(now))
    assert told in found.message
    assert f"Semula {there[0]}; buku kerja {here}; form baris" in found.message
    assert found.message.endswith(f": {there[1]}.")
    assert clashes(Buku.of().put(*place, there[1]).read(now)) == [], "both call it the same"


def test_two_things_in_the_place_of_one_are_two() -> None:
    other = "Jumlah siaran pers\n        satuan: Dokumen\n        target: 9\n        triwulan: {tw1: 4, tw4: 5}"
    start = FORM.index(KEPUASAN)
    end = FORM.index("\n    kegiatan:")
    book = Buku.of().add(IND, 1, {"uraian": "Jumlah pameran", "satuan": "Kegiatan", "pola": "", "target": 2})
    impor = book.put(IND, "triwulan.tw4", 1, 2).read(with_form(FORM[:start] + other + FORM[end:]))
    assert clashes(impor) == []
    assert KEPUASAN not in impor.text
    assert "Jumlah siaran pers" in impor.text
    assert "Jumlah pameran" in impor.text


def test_the_findings_of_a_value_from_the_form_name_its_line() -> None:
    now = yaml(("pagu: 458805000", "pagu: sejuta"))
    (found,) = said(Buku.of().put(SUB, "target", 1, 95).put(SUB, "triwulan.tw4", 1, 95).read(now))
    assert (found.rule, found.file, found.line) == ("RKT-105", PIKP, 45)


# --- a workbook that does not know its form --------------------------------------------------------------------------


def older(book: Buku) -> Buku:
    del book.sheets["Dasar"]
    return book


def test_without_its_form_every_difference_is_listed_and_equal_ones_are_none() -> None:
    assert older(Buku.of()).read().problems == ()
    now = yaml(("pagu: 458805000", "pagu: 400000000"))
    found = clashes(older(emptied(Buku.of(), 2)).read(now))
    assert [p.text for p in found] == ["RKT-012.beda", "RKT-012.hanya_form"]
    assert "Buku kerja Rp458.805.000; form baris 45" in found[0].message


def test_a_damaged_base_is_none() -> None:
    book = Buku.of()
    book.sheets["Dasar"][2][0] = book.sheets["Dasar"][2][0][:-9]
    assert [p.text for p in clashes(book.read(yaml(("pagu: 458805000", "pagu: 4"))))] == ["RKT-012.beda"]


# --- any edits -------------------------------------------------------------------------------------------------------

EDITS = {
    "pagu": (SUB, 0, "pagu: 458805000", "pagu: {}"),
    "lokasi": (SUB, 0, "lokasi: Kecamatan Paringin", "lokasi: Desa {}"),
    "target": (SUB, 1, "target: 94\n            triwulan", "target: {}\n            triwulan"),
    "catatan": (SUB, 1, "catatan: Mengikuti Peraturan Menteri PANRB Nomor 88 Tahun 2021.", "catatan: Nomor {}"),
    "triwulan.tw2": (SUB, 2, "{tw2: 12, tw3: 12}", "{{tw2: {}, tw3: 12}}"),
    "formula": (
        IND,
        0,
        "formula: Informasi yang terbit tepat waktu dibagi yang wajib terbit, dikali 100",
        "formula: F {}",
    ),
}
"""Fields as a cell and as a line of the form."""


def in_excel(book: Buku, edits: dict[str, int]) -> Buku:
    for kunci, number in edits.items():
        sheet, row, _, new = EDITS[kunci]
        value = new.format(number).partition(": ")[2]
        book.put(sheet, kunci, row, number if value == str(number) or kunci[0] == "t" else value)
    return book


def in_yaml(edits: dict[str, int]) -> MemoryFiles:
    return yaml(*((EDITS[kunci][2], EDITS[kunci][3].format(number)) for kunci, number in edits.items()))


changes = st.dictionaries(st.sampled_from(sorted(EDITS)), st.integers(1000, 9999))


@given(changes, changes)
@settings(max_examples=25, deadline=None)
def test_disjoint_edits_merge_alike_whoever_made_them_and_nothing_is_lost(
    one: dict[str, int], other: dict[str, int]
) -> None:
    other = {kunci: number for kunci, number in other.items() if kunci not in one}
    here = in_excel(Buku.of(), one).read(in_yaml(other))
    there = in_excel(Buku.of(), other).read(in_yaml(one))
    assert here.problems == there.problems == ()
    assert meaning(here.text) == meaning(there.text) == meaning(in_yaml({**one, **other}).read(PIKP).decode())


@given(changes, changes)
@settings(max_examples=15, deadline=None)
def test_what_both_changed_is_listed_and_the_rest_is_merged(one: dict[str, int], other: dict[str, int]) -> None:
    impor = in_excel(Buku.of(), one).read(in_yaml(other))
    assert len(clashes(impor)) == len([kunci for kunci in one.keys() & other.keys() if one[kunci] != other[kunci]])
    assert meaning(impor.text) == meaning(in_yaml({**other, **one}).read(PIKP).decode())
