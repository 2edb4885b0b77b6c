"""Makes ``content/acuan/`` and ``skema/`` from the code and the examples: ``scripts/reference``.

Kept beside the tests since the rule page shows their examples, with what the check really says of each.
"""

import re
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from rktkit.cli.reference import commands_page
from rktkit.documents.data.json import schema
from rktkit.faces.reference import jsonschema
from rktkit.faces.reference.fields import guide
from rktkit.faces.reference.rules import Example as Shown
from rktkit.faces.reference.rules import rules_pages
from rktkit.faces.reports.text import render
from rktkit.ground.findings import Report
from tests.kantor import BASE
from tests.places import ROOT
from tests.rules.example import EXAMPLES, Example

_NAMES = {
    "Dinas Komunikasi, Informatika, Statistik dan Persandian": "Dinas Perikanan",
    "PROGRAM PENGELOLAAN INFORMASI DAN KOMUNIKASI PUBLIK": "PROGRAM PENGELOLAAN PERIKANAN TANGKAP",
    "PROGRAM PENGELOLAAN APLIKASI INFORMATIKA": "PROGRAM PENGELOLAAN PERIKANAN BUDIDAYA",
    "Pengelolaan Informasi dan Komunikasi Publik": "Perikanan Tangkap",
    "Aplikasi Informatika": "Perikanan Budidaya",
    "Relasi Media": "Pembinaan Nelayan",
    "relasi media kepada media": "pembinaan nelayan kepada kelompok",
    "relasi media": "pembinaan nelayan",
    "terverifikasi dewan pers": "terdaftar sebagai kelompok usaha bersama",
    "Media massa": "Kelompok nelayan",
    "Komunikasi Publik": "Usaha Perikanan",
    "komunikasi publik": "usaha perikanan",
    "Aula Diskominfosan": "Aula Diskan",
    "Diskominfosan": "Diskan",
    "DISKOMINFOSAN": "DISKAN",
    "Dinas Kominfo": "Dinas Perikanan",
    "Diskominfo": "Diskan",
    "diskominfo": "diskan",
    "KOMINFO": "PERIKANAN",
    "Kominfo": "Perikanan",
    "Balangan": "Sukajaya",
    "Paringin": "Sukamaju",
    "Muhammad Nor": "Abdul Rahman",
    "63.11": "82.01",
    "2.16": "3.25",
    "pikp": "tangkap",
    "Pikp": "Tangkap",
    "egov": "budidaya",
}
"""The pages are every office's: the examples' own office becomes another one before it is checked, name by name."""
_SOP = "003/SOP/Diskominfo/BLG/2023"
_OWN = re.compile("|".join(map(re.escape, (_SOP, *_NAMES))))
_LINES = 14
"""Lines of a good example that are shown at most."""


def pages() -> dict[str, str]:
    """Every generated file: path from the root → text."""
    with tempfile.TemporaryDirectory() as folder:
        office = _other_office(Path(folder))
        examples = [shown(_elsewhere(example, office)) for example in EXAMPLES]
    return {
        **{f"content/acuan/aturan/{path}": _without_sop(page) for path, page in rules_pages(examples).items()},
        "content/acuan/isian/index.md": guide(),
        "content/acuan/perintah/index.md": commands_page(),
        "skema/rkt.schema.json": schema().decode(),
        **{f"skema/{name}": text for name, text in jsonschema.files().items()},
    }


def _other_office(folder: Path) -> Path:
    """The examples' base as the office of the pages."""
    for path in sorted(BASE.rglob("*")):
        if path.is_file():
            place = folder / _renamed(str(path.relative_to(BASE)))
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(_renamed(path.read_text(encoding="utf-8")).encode())
    return folder


def _elsewhere(example: Example, office: Path) -> Example:
    """An example as a change to that office."""
    own = {key: _other(getattr(example, key)) for key in ("judul", "berkas", "masuk", "terbit", "dulu")}
    return replace(example, kantor=office, **own)


def _other(value: Any) -> Any:
    if isinstance(value, str):
        return _renamed(value)
    if isinstance(value, Mapping):
        return {_renamed(key): _other(one) for key, one in value.items()}
    return type(value)(map(_other, value)) if isinstance(value, list | tuple) else value


def _without_sop(page: str) -> str:
    """What RKT-212 finds is shown as another number of the same length: the pages carry it neither."""
    return page.replace(_SOP, "000/SOP/Dinas-Lama/ABC/2020")


def _renamed(text: str) -> str:
    return _OWN.sub(lambda match: _NAMES.get(match[0], match[0]), text)


def shown(example: Example) -> Shown:
    """An example as the rule page shows it."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        if not example.bad:
            example.write(root)
        text = _findings(example, root) if example.bad else _changed(example, root)
    return Shown(example.rule, example.bad, example.judul, text)


def _findings(example: Example, root: Path) -> str:
    """What a terminal says, without the closing line."""
    report = example.report(root)
    asked = [line.split()[0] for line in example.harap]
    said = [found.rule for found in report.problems]
    assert sorted(said) == sorted(asked), f"{example.name} says something else in another office: {said}"
    return render(Report.of(report.problems, 1, report.sources)).rpartition("\n\n")[0]


def _changed(example: Example, root: Path) -> str:
    """The lines in which the example differs from the base, with one line around each."""
    parts = []
    for path, change in example.berkas.items():
        if change is None:
            parts.append(f"# {path}: tidak ada")
        elif isinstance(change, dict):
            parts.append(f"# {path}: tautan ke {change['tautan']}")
        else:
            base = example.kantor / path
            before = base.read_bytes() if base.is_file() else b""
            parts.append(f"# {path}\n{_excerpt(_lines(before), _lines((root / path).read_bytes()))}")
    return "\n".join(parts)


def _lines(data: bytes) -> list[str]:
    text = data.decode("utf-8-sig", errors="replace")
    return ["".join(c if c.isprintable() else "�" for c in line) for line in text.splitlines()]


def _excerpt(before: list[str], after: list[str]) -> str:
    wanted: set[int] = set()
    for tag, _, _, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            wanted |= set(range(max(0, start - 1), min(len(after), end + 1)))
    rows: list[str] = []
    last = -1
    for number in sorted(wanted)[:_LINES]:
        if number != last + 1 and number:
            rows.append("…")
        rows.append(after[number] if len(after[number]) <= 140 else f"{after[number][:139]}…")
        last = number
    return "\n".join([*rows, "…"] if last + 1 < len(after) else rows)


def main() -> None:
    """Write every file that is not up to date."""
    for path, text in pages().items():
        place = ROOT / path
        if not place.is_file() or place.read_text(encoding="utf-8") != text:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, encoding="utf-8")
            print(path)


if __name__ == "__main__":
    main()
