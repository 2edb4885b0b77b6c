"""The ministry's sheet as it is handed around, with invented codes: written by hand, read by the verb."""

import io
from collections.abc import Mapping, Sequence

import xlsxwriter

HEAD = (
    "JENIS PEMDA", "BIDANG", "PROGRAM", "KEGIATAN", "SUBKEGIATAN", "KINERJA", "INDIKATOR", "SATUAN", "TAG",
    "DEFINISI OPERASIONAL", "PELAKSANA", "SPM", "JENIS", "SUBKEGIATAN SEBELUMNYA",
)  # fmt: skip


def row(pemda: str, sub: str, satuan: str = "Dokumen", former: str = "") -> tuple[str, ...]:
    """A row whose levels above follow from its code."""
    code = sub.split(" ")[0].split(".")
    program, kegiatan = ".".join(code[:3]), ".".join(code[:5])
    above = (f"{code[0]}.{code[1]} URUSAN", f"{program} PROGRAM  {code[2]}\n", f"{kegiatan} Kegiatan {code[4]}")
    return (pemda, *above, sub, "Kinerja", f"Jumlah {sub[-6:]}", satuan, "[null]", "", "", "NON-SPM", "", former)


def workbook(rows: Sequence[Sequence[str]], head: Sequence[str] = HEAD) -> bytes:
    """The bytes of a workbook with such a sheet, a line of title above the headings."""
    return sheets({"Worksheet": [["DAFTAR NOMENKLATUR"], head, *rows]})


def sheets(named: Mapping[str, Sequence[Sequence[str]]]) -> bytes:
    """The bytes of a workbook with these cells in its sheets."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        for name, rows in named.items():
            sheet = book.add_worksheet(name)
            for number, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    sheet.write_string(number, column, cell)
    return made.getvalue()
