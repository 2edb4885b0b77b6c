"""Formulas, macros and links are refused by name; nothing in a file can crash or exhaust the reader."""

import io
import random
import re
import zipfile
import zlib
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rktkit.faces.excel.book import guard
from rktkit.faces.excel.book.guard import inspect
from rktkit.faces.excel.reading.read import import_workbook
from rktkit.faces.excel.writing.write import form_workbook
from tests.faces.excel.office import Buku, said
from tests.kantor import KANTOR

FORM = form_workbook(KANTOR, 2027, "pikp")


def changed(change: Callable[[str, bytes], bytes | None], **more: bytes) -> bytes:
    """The form's archive with parts changed (``None``: left out) and added."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(FORM)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = change(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
        for name, content in more.items():
            new.writestr(name, content)
    return target.getvalue()


def rules(data: bytes) -> list[str]:
    return [p.rule for p in inspect(data, "F.xlsx").problems]


def test_a_form_of_ours_has_nothing_to_refuse() -> None:
    found = inspect(FORM, "F.xlsx")
    assert found.problems == []
    assert found.percent == set()


def test_the_results_of_formulas_are_read_with_a_note() -> None:
    book = Buku.of()
    book.formulas[book.place("Sub Kegiatan", "pagu", 0)] = "=SUM(A1:A2)"
    book.formulas[book.place("Sasaran", "target", 1)] = '=HYPERLINK("http://jahat.example","85")'
    impor = book.read()
    assert "pagu: 12\n" in impor.text
    assert [(p.rule, p.message) for p in impor.problems] == [
        ("RKT-011", "Lembar “Sasaran”: sel G7 berisi rumus; yang dibaca hasilnya yang terakhir."),
        ("RKT-011", "Lembar “Sub Kegiatan”: sel M6 berisi rumus; yang dibaca hasilnya yang terakhir."),
    ]


@pytest.mark.parametrize("kept", [rb"", rb"<v></v>", rb"<v/>"])
def test_a_formula_that_nobody_has_worked_out_is_no_empty_cell(kept: bytes) -> None:
    data = changed(
        lambda name, content: (
            re.sub(rb'(<c r="M6"[^>]*>)<v>[^<]*</v>', rb"\1<f>1+1</f>" + kept, content)
            if name.endswith("sheet5.xml")
            else content
        )
    )
    found = import_workbook(data, "F.xlsx", KANTOR).problems
    assert [(p.text, p.line, p.column) for p in found] == [("RKT-008.tanpa_hasil", 6, 13)]


@pytest.mark.parametrize(
    ("part", "word"),
    [
        ("xl/vbaProject.bin", "makro (vbaProject.bin)"),
        ("xl/macrosheets/sheet1.xml", "makro (sheet1.xml)"),
        ("xl/externalLinks/externalLink1.xml", "bertaut ke berkas atau sumber data lain (externalLink1.xml)"),
        ("xl/connections.xml", "bertaut ke berkas atau sumber data lain (connections.xml)"),
        ("xl/embeddings/oleObject1.bin", "objek sisipan (oleObject1.bin)"),
    ],
)
def test_macros_links_and_objects_are_named(part: str, word: str) -> None:
    data = changed(lambda _, content: content, **{part: b"<x/>"})
    impor = import_workbook(data, "F.xlsx", KANTOR)
    assert [p.rule for p in impor.problems] == ["RKT-009"]
    assert word in impor.problems[0].message
    assert impor.text == ""


def moved(name: str) -> bytes:
    """The form, its last sheet in a part of another name, with a formula whose last result is kept beside it."""
    target = io.BytesIO()
    cell = re.compile(rb'(<c r="M6"[^>]*>)(<v>)')
    with zipfile.ZipFile(io.BytesIO(FORM)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            content = old.read(part)
            if part == "xl/worksheets/sheet5.xml":
                assert cell.search(content)
                part, content = name, cell.sub(rb"\1<f>1+1</f>\2", content)
            new.writestr(part, content)
    return target.getvalue()


@pytest.mark.parametrize("name", ["xl/worksheets/SHEET5.xml", "xl/worksheets/sheet5.XML", "XL/Worksheets/Sheet5.xml"])
def test_a_formula_is_found_however_its_part_is_spelt(name: str) -> None:
    assert ("Sub Kegiatan", 6, 13) in inspect(moved(name), "F.xlsx").formulas


@pytest.mark.parametrize(
    ("part", "target"),
    [
        ("xl/worksheets/sheet5.dat", "worksheets/sheet5.dat"),
        ("xl/worksheets/sheet5.xml", "xl/worksheets/sheet5.xml"),
        ("xl/../xl/lain.xml", "../xl/lain.xml"),
    ],
)
def test_a_formula_is_found_whatever_path_leads_to_its_part(part: str, target: str) -> None:
    aimed = changed(
        lambda name, content: (
            content.replace(b"worksheets/sheet5.xml", target.encode())
            if name.endswith("workbook.xml.rels")
            else None
            if name == "xl/worksheets/sheet5.xml"
            else content
        ),
        **{part: zipfile.ZipFile(io.BytesIO(moved("x"))).read("x")},
    )
    assert (6, 13) in {place[1:] for place in inspect(aimed, "F.xlsx").formulas}


@pytest.mark.parametrize("name", ["XL/WORKSHEETS/sheet5.xml", "[CONTENT_TYPES].xml"])
def test_two_parts_that_differ_in_letter_case_only_are_refused(name: str) -> None:
    assert rules(changed(lambda _, content: content, **{name: b"<x/>"})) == ["RKT-008"]


def test_the_error_of_a_formula_that_is_gone_is_told_as_such_and_nothing_follows_from_it() -> None:
    broken = re.compile(rb'<c r="M6"([^>]*)><v>[0-9]+</v>')
    data = changed(
        lambda name, content: (
            broken.sub(rb'<c r="M6"\1 t="e"><v>#REF!</v>', content) if name == "xl/worksheets/sheet5.xml" else content
        )
    )
    told = said(import_workbook(data, "F.xlsx", KANTOR))
    assert [p.message for p in told] == [
        "Lembar “Sub Kegiatan”, sel M6: berisi kesalahan rumus Excel, seperti #REF! atau #N/A."
    ]
    assert told[0].hint == "Rumus asalnya rusak; ketik nilainya."


def test_a_document_type_is_refused_before_it_can_expand() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><worksheet>&b;</worksheet>'
    data = changed(lambda name, content: bomb if name == "xl/worksheets/sheet2.xml" else content)
    assert rules(data) == ["RKT-008"]


def test_an_archive_that_swells_is_refused() -> None:
    data = changed(lambda _, content: content, **{"xl/media/a.bin": bytes(guard.MAX_UNPACKED)})
    assert len(data) < 1_000_000
    assert "mengembang" in inspect(data, "F.xlsx").problems[0].message


def test_a_file_that_is_too_large_is_not_even_opened() -> None:
    assert rules(bytes(guard.MAX_BYTES + 1)) == ["RKT-008"]


def test_an_old_or_locked_workbook_is_called_so() -> None:
    found = inspect(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "F.xlsx").problems
    assert "kata sandi" in found[0].message


@pytest.mark.parametrize("data", [b"", b"PK", b"tahun: 2027\n", FORM[:2000], FORM[100:], zlib.compress(FORM)])
def test_what_is_no_workbook_is_called_so(data: bytes) -> None:
    assert rules(data) == ["RKT-008"]


def test_an_archive_of_something_else_is_no_workbook() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("word/document.xml", "<document/>")
    assert rules(target.getvalue()) == ["RKT-008"]


@given(st.binary(max_size=400), st.integers(0, len(FORM) - 1))
def test_no_damage_makes_it_fall_over(noise: bytes, at: int) -> None:
    import_workbook(FORM[:at] + noise + FORM[at + len(noise) :])


@given(st.randoms(use_true_random=False))
@settings(max_examples=60)
def test_no_damage_inside_a_part_makes_it_fall_over(chance: random.Random) -> None:
    def damage(name: str, content: bytes) -> bytes | None:
        if not content or chance.random() > 0.15:
            return content
        at = chance.randrange(len(content))
        kind = chance.randrange(4)
        if kind == 0:
            return None
        if kind == 1:
            return content[:at]
        if kind == 2:
            return content[:at] + bytes([chance.randrange(256)]) + content[at + 1 :]
        return content.replace(b'"1"', b'"99999999999999999999"', chance.randrange(5))

    import_workbook(changed(damage))
