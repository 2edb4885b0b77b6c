"""The office of the examples, and hands that change a workbook as people do."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rktkit.faces.excel.reading.read import Impor, import_workbook
from rktkit.faces.excel.writing.write import form_workbook
from rktkit.ground.files import MemoryFiles
from rktkit.ground.findings import Problem
from rktkit.plan.canonical.format import format_file
from rktkit.plan.load.nomenclature import load_nomenklatur
from rktkit.rules.check import check
from tests.kantor import KANTOR, PIKP

NOMENKLATUR = load_nomenklatur(KANTOR, 2027)[0]


def canonical(text: str | bytes, path: str = PIKP) -> str:
    """A form as ``rkt fmt`` writes it."""
    data = text.encode() if isinstance(text, str) else text
    result, problems = format_file(data, path, "form", NOMENKLATUR)
    assert result is not None, problems
    return result.decode()


def with_form(text: str, path: str = PIKP) -> MemoryFiles:
    """The office with another form."""
    return MemoryFiles({path: text.encode()}, under=KANTOR)


def said(impor: Impor) -> list[Problem]:
    """What the import and then the rules say, all by cell."""
    assert impor.text, impor.problems
    tree = MemoryFiles({impor.path: impor.text.encode()}, under=KANTOR)
    return [*impor.problems, *impor.by_cell(check(tree, paths=(impor.path,), year=impor.tahun).problems)]


@dataclass
class Buku:
    """A workbook as plain grids, saved again by another program than ours: without styles, locks and lists."""

    sheets: dict[str, list[list[Any]]]
    merges: list[tuple[str, int, int, int]] = field(default_factory=list)
    """Sheet, column, first and last row (from 0) that are merged."""
    hidden: list[tuple[str, int]] = field(default_factory=list)
    formats: dict[tuple[str, int, int], str] = field(default_factory=dict)
    formulas: dict[tuple[str, int, int], str] = field(default_factory=dict)
    notes: dict[tuple[str, int, int], str] = field(default_factory=dict)

    @classmethod
    def of(cls, bidang: str = "pikp", files: Any = KANTOR, tahun: int = 2027) -> "Buku":
        from python_calamine import CalamineWorkbook

        book = CalamineWorkbook.from_filelike(io.BytesIO(form_workbook(files, tahun, bidang)))
        return cls({n: book.get_sheet_by_name(n).to_python(skip_empty_area=False) for n in book.sheet_names})

    def place(self, sheet: str, kunci: str, number: int = 0) -> tuple[str, int, int]:
        """Where the field of the number-th row of the form stands: sheet, row and column from 0."""
        grid = self.sheets[sheet]
        return sheet, 5 + number, grid[2].index(kunci)

    def put(self, sheet: str, kunci: str, number: int, value: Any) -> "Buku":
        """Type something into a cell."""
        _, row, column = self.place(sheet, kunci, number)
        grid = self.sheets[sheet]
        while len(grid) <= row:
            grid.append([""] * len(grid[2]))
        grid[row][column] = value
        return self

    def get(self, sheet: str, kunci: str, number: int = 0) -> Any:
        _, row, column = self.place(sheet, kunci, number)
        return self.sheets[sheet][row][column]

    def add(self, sheet: str, number: int, values: Mapping[str, Any]) -> "Buku":
        for kunci, value in values.items():
            self.put(sheet, kunci, number, value)
        return self

    def save(self) -> bytes:
        from xlsxwriter import Workbook

        target = io.BytesIO()
        book = Workbook(target, {"in_memory": True, "strings_to_formulas": False, "default_date_format": "d-mmm"})
        for name, grid in self.sheets.items():
            sheet = book.add_worksheet(name)
            for row, cells in enumerate(grid):
                for column, value in enumerate(cells):
                    number_format = self.formats.get((name, row, column))
                    style = book.add_format({"num_format": number_format}) if number_format else None
                    if isinstance(value, str):
                        sheet.write_string(row, column, value, style)
                    elif value is not None:
                        sheet.write(row, column, value, style)
            for merged, column, first, last in self.merges:
                if merged == name:
                    sheet.merge_range(first, column, last, column, grid[first][column])
            for hidden, row in self.hidden:
                if hidden == name:
                    sheet.set_row(row, None, None, {"hidden": True})
            for (place, row, column), formula in self.formulas.items():
                if place == name:
                    sheet.write_formula(row, column, formula, None, 12)
            for (place, row, column), words in self.notes.items():
                if place == name:
                    sheet.write_comment(row, column, words)
        book.close()
        return target.getvalue()

    def read(self, files: Any = KANTOR) -> Impor:
        return import_workbook(self.save(), "F.xlsx", files)


def lines(text: str, *wanted: str) -> Sequence[str]:
    """The lines of a text that begin with one of some words, without their indent."""
    return [line.strip() for line in text.split("\n") if line.strip().startswith(wanted)]
