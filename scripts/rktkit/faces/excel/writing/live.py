"""What a form's workbook works out while it is filled in: sums, the rest of the pagu indikatif, whether quarters agree.

All of it stands outside the cells that are read back.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rktkit.documents.xlsx.kit import LAUT, REDUP, Kit, letter
from rktkit.faces.excel import layout
from rktkit.faces.excel.layout import Lembar, Texts
from rktkit.plan.writing.numbers import NumberProblem, parse_rupiah

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

MERAH = "#F6C9C4"
"""The ground of a cell that cannot stay so."""

_NEAR = "0.000001"


def pagu(text: str) -> int:
    """The rupiah of a cell; 0 where it is no amount."""
    try:
        return parse_rupiah(text)
    except NumberProblem:
        return 0


def quarters(lembar: Lembar, row: int) -> str:
    """A condition that holds where target and quarters of a row (from 1) do not agree by their pola."""

    def at(kunci: str) -> str:
        return f"${letter(lembar.find(kunci))}{row}"

    target, first, last = at("target"), at("triwulan.tw1"), at("triwulan.tw4")
    there = f"COUNT({first}:{last})"
    summed = f"ABS(SUM({first}:{last})-{target})>{_NEAR}"
    mean = f"AVERAGE({first}:{last})"
    rounded = ",".join(f"ABS(ROUND({mean},{places})-{target})<{_NEAR}" for places in range(4))
    wrong = {
        "hitungan": summed,
        "posisi": f"OR(NOT(ISNUMBER({last})),ABS({last}-{target})>{_NEAR})",
        "rilis": f"OR({there}<>1,{summed})",
        "rata_rata": f"IF({there}<2,TRUE,NOT(OR({rounded})))",
    }
    pola = at("?pola" if lembar is layout.SASARAN else "pola")
    if lembar is layout.SUB_KEGIATAN:
        wrong = {"": summed, **wrong}
    chosen = "FALSE"
    for name, condition in wrong.items():
        chosen = f'IF(TRIM({pola})="{name}",{condition},{chosen})'
    return f"=IF(ISNUMBER({target}),{chosen},FALSE)"


def sums(kit: Kit, sheet: "Worksheet", rows: Sequence[Texts], first: int, last: int, ceiling: int | None) -> None:
    """The sum of the pagu above its column, and what is left of the pagu indikatif; both turn red when it is passed.

    Args:
        kit: the workbook.
        sheet: the sheet of sub kegiatan.
        rows: its rows.
        first: number of the first row of the form, from 1.
        last: number of the last.
        ceiling: the pagu indikatif in rupiah, where there is one.
    """
    column = layout.SUB_KEGIATAN.find("pagu")
    name = letter(column)
    total = sum(pagu(row.get("pagu", "")) for row in rows)
    lines = [("Jumlah pagu", f"=SUM({name}{first}:{name}{last})", total)]
    if ceiling is not None:
        lines.append(("Sisa pagu indikatif", f"={ceiling}-{name}1", ceiling - total))
    for row, (label, formula, value) in enumerate(lines):
        kit.text(sheet, row, column - 1, label, font_size=9, font_color=REDUP, align="right")
        shown = kit.format(num_format="#,##0", bold=True, font_color=LAUT, align="right")
        sheet.write_formula(row, column, formula, shown, value)
    red = kit.book.add_format({"bg_color": MERAH})
    area: dict[str, Any] = {"type": "formula", "format": red}
    if ceiling is not None:
        sheet.conditional_format(0, column, 1, column, {**area, "criteria": f"=${name}$2<0"})
    text = f"=ISTEXT(${name}{first})"  # an amount that no sum can hold
    sheet.conditional_format(first - 1, column, last - 1, column, {**area, "criteria": text})


def of_programs(kit: Kit, sheet: "Worksheet", rows: Mapping[str, Sequence[Texts]], first: int, last: int) -> None:
    """The pagu of each program beside it, from the sheet of sub kegiatan."""
    column = layout.PROGRAM.find("?pagu")
    code, amount = (letter(layout.SUB_KEGIATAN.find(kunci)) for kunci in ("kode", "pagu"))
    below = first + len(rows[layout.SUB_KEGIATAN.nama]) + layout.SUB_KEGIATAN.cadangan - 1
    codes, amounts = (f"'{layout.SUB_KEGIATAN.nama}'!${name}${first}:${name}${below}" for name in (code, amount))
    own = letter(layout.PROGRAM.find("kode"))
    there = rows[layout.PROGRAM.nama]
    for number in range(first, last + 1):
        program = there[number - first].get("kode", "") if number - first < len(there) else ""
        subs = rows[layout.SUB_KEGIATAN.nama]
        value = sum(pagu(sub.get("pagu", "")) for sub in subs if sub.get("kode", "").startswith(f"{program}."))
        short = f'LEFT({own}{number},FIND(" ",{own}{number}&" ")-1)'
        formula = f'=IF(LEN({own}{number})=0,"",SUMIF({codes},{short}&".*",{amounts}))'
        shown = kit.format(num_format="#,##0", align="right", valign="top", font_color=REDUP, font_size=10, border=1)
        sheet.write_formula(number - 1, column, formula, shown, value if program else "")
