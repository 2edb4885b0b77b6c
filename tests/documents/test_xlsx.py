"""``rkt.xlsx``: real numbers, sums that Excel can check, texts that stay texts, a sheet that prints."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest

from rktkit.documents.xlsx.document import render
from rktkit.documents.xlsx.kit import formula_sum
from rktkit.plan.document import Rkt
from tests.documents import builders, hostile, reading

NS = {"x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def book(data: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(data))


def sheets(data: bytes) -> Iterator[tuple[str, ET.Element]]:
    """Every sheet by its name, as XML."""
    archive = book(data)
    names = ET.fromstring(archive.read("xl/workbook.xml")).findall(".//x:sheet", NS)
    for number, sheet in enumerate(names, 1):
        yield sheet.attrib["name"], ET.fromstring(archive.read(f"xl/worksheets/sheet{number}.xml"))


def test_equal_plans_give_equal_bytes() -> None:
    assert render(builders.khas(), builders.final()) == render(builders.khas(), builders.final())


def test_the_time_inside_is_the_commits() -> None:
    moment = datetime(2026, 12, 1, 10, 30, tzinfo=UTC)
    data = render(builders.khas(), builders.final(waktu=moment))["rkt.xlsx"]
    assert b"2026-12-01T10:30:00Z" in book(data).read("docProps/core.xml")


@pytest.mark.parametrize("plan", [builders.khas(), builders.besar(jumlah_kegiatan=3)], ids=["khas", "besar"])
def test_every_formula_gives_the_value_that_is_stored(plan: Rkt) -> None:
    count = 0
    for name, sheet in sheets(render(plan, builders.final())["rkt.xlsx"]):
        cells = {c.attrib["r"]: c for c in sheet.findall(".//x:c", NS)}
        for place, cell in cells.items():
            formula = cell.findtext("x:f", namespaces=NS)
            if formula is not None:
                count += 1
                assert evaluate(formula, cells) == int(cell.findtext("x:v", "", NS)), (name, place)
    assert count > 20


def evaluate(formula: str, cells: dict[str, ET.Element]) -> int:
    """Sums of sums, worked out by hand."""
    assert re.fullmatch(r"SUM\([A-Z0-9:,]+\)(\+SUM\([A-Z0-9:,]+\))*", formula), formula
    total = 0
    for first, last in re.findall(r"([A-Z]+[0-9]+)(?::([A-Z]+[0-9]+))?", formula.replace("SUM", "")):
        column, start = re.findall(r"([A-Z]+)([0-9]+)", first)[0]
        end = int((last or first)[len(column) :])
        for row in range(int(start), end + 1):
            total += int(cells[f"{column}{row}"].findtext("x:v", "0", NS))
    return total


@pytest.mark.parametrize(
    ("rows", "formula"),
    [
        ([], ""),
        ([7], "=SUM(K7)"),
        ([5, 6, 7], "=SUM(K5:K7)"),
        ([9, 5, 6, 12], "=SUM(K5:K6,K9,K12)"),
        (list(range(1, 5000, 2)), ""),
    ],
)
def test_sums_are_written_as_ranges(rows: list[int], formula: str) -> None:
    assert formula_sum(rows, "K") == formula


def test_a_function_never_has_more_arguments_than_excel_takes() -> None:
    formula = formula_sum(list(range(1, 1000, 2)), "K")
    assert formula.count("SUM(") == 2
    assert max(part.count(",") for part in formula.split("+")) == 254


def test_a_hostile_plan_makes_no_formula_link_or_broken_part() -> None:
    plan = hostile.jahat()
    data = render(plan, builders.final())["rkt.xlsx"]
    for name, sheet in sheets(data):
        assert sheet.find(".//x:hyperlink", NS) is None
        for formula in sheet.findall(".//x:f", NS):
            assert re.fullmatch(r"SUM\([A-Z0-9:,]+\)", formula.text or ""), name
    assert not [name for name in book(data).namelist() if "externalLink" in name or "vba" in name]
    texts = {str(cell) for row in reading.sheets(data)["Data"] for cell in row}
    assert hostile.JAHAT[4] in texts


def test_a_dangerous_text_carries_excels_own_apostrophe() -> None:
    data = render(hostile.jahat(), builders.final())["rkt.xlsx"]
    styles = ET.fromstring(book(data).read("xl/styles.xml")).findall("x:cellXfs/x:xf", NS)
    strings = [
        "".join(t.text or "" for t in si.iter(f"{{{NS['x']}}}t"))
        for si in ET.fromstring(book(data).read("xl/sharedStrings.xml"))
    ]
    checked = 0
    for _, sheet in sheets(data):
        for cell in sheet.findall(".//x:c[@t='s']", NS):
            if strings[int(cell.findtext("x:v", "", NS))].startswith(("=", "+", "-", "@")):
                checked += 1
                assert styles[int(cell.attrib["s"])].get("quotePrefix") == "1"
    assert checked > 5


def test_numbers_are_numbers_with_the_decimals_they_have() -> None:
    sheet = reading.sheets(render(builders.khas(), builders.final())["rkt.xlsx"])
    targets = {row[3]: row[5] for row in sheet["F1"]}
    assert targets["Indeks Pemerintah Digital"] == 1.4
    assert targets["Nilai AKIP perangkat daerah"] == "BB"


def test_a_number_that_excel_would_round_is_written_as_a_text() -> None:
    plan = builders.kecil()
    sasaran = plan.sasaran[0]
    exact = Decimal("1234567890.1234567")
    plan = replace(plan, sasaran=(replace(sasaran, indikator=(replace(sasaran.indikator[0], target=exact),)),))
    assert reading.sheets(render(plan, builders.final())["rkt.xlsx"])["F1"][4][5] == "1234567890.1234567"


def test_a_text_longer_than_a_cell_is_cut_with_a_mark() -> None:
    plan = builders.kecil()
    plan = replace(plan, sasaran=(replace(plan.sasaran[0], uraian="a" * 40_000),))
    assert reading.sheets(render(plan, builders.final())["rkt.xlsx"])["F1"][4][1].endswith("a…")


def test_every_sheet_prints_on_a4_with_its_heading_in_view() -> None:
    for name, sheet in sheets(render(builders.khas(), builders.final())["rkt.xlsx"]):
        setup = sheet.find("x:pageSetup", NS)
        assert setup is not None
        assert (setup.get("paperSize"), setup.get("fitToHeight")) == ("9", "0")
        if name != "Ringkasan":
            assert setup.get("orientation") == "landscape"
            assert sheet.find(".//x:pane[@state='frozen']", NS) is not None


def test_sheet_names_are_such_as_excel_allows() -> None:
    plan = builders.khas()
    strange = tuple(replace(b, kode=f"[{n}]:*?/\\'{'x' * 40}") for n, b in enumerate(plan.bidang))
    names = [name for name, _ in sheets(render(replace(plan, bidang=strange), builders.final())["rkt.xlsx"])]
    assert len({name.casefold() for name in names}) == len(names)
    assert all(len(name) <= 31 and not re.search(r"[\[\]:*?/\\]", name) for name in names)


def test_a_draft_says_so_on_every_sheet() -> None:
    for name, sheet in sheets(render(builders.khas(), builders.draf())["rkt.xlsx"]):
        assert "DRAF" in sheet.findtext("x:headerFooter/x:oddHeader", "", NS), name


def test_an_amendment_has_its_sheets() -> None:
    new, old = builders.perubahan()
    book = reading.sheets(render(new, builders.final(semula=old))["rkt.xlsx"])
    assert book["Perubahan Anggaran"][-1][-3:] == [old.pagu, new.pagu, new.pagu - old.pagu]
    assert [row[4:] for row in book["Perubahan"] if row[1] == "S1.1"] == [["1,4", "1,6", "0,2"]]


@pytest.mark.parametrize(("kertas", "number"), [("A4", "9"), ("F4", "14")])
def test_it_prints_on_the_paper_of_the_office(kertas: str, number: str) -> None:
    data = render(replace(builders.khas(), kertas=kertas), builders.final())["rkt.xlsx"]
    assert {
        setup.attrib["paperSize"] for _, sheet in sheets(data) for setup in sheet.iter(f"{{{NS['x']}}}pageSetup")
    } == {number}


def test_the_cover_sheet_names_the_government_as_letterheads_do() -> None:
    data = render(builders.khas(), builders.final())["rkt.xlsx"]
    assert "<t>Pemerintah Kabupaten Balangan</t>" in book(data).read("xl/sharedStrings.xml").decode()
