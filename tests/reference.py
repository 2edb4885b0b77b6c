"""Makes ``content/acuan/`` and ``skema/`` from the code and the examples: ``scripts/reference``.

Kept beside the tests since the rule page shows their examples, with what the check really says of each.
"""

import tempfile
from difflib import SequenceMatcher
from pathlib import Path

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
    "Balangan": "Sukajaya",
    "Paringin": "Sukamaju",
    "Diskominfosan": "Dinas Kominfo",
    "Muhammad Nor": "Abdul Rahman",
    "DISKOMINFOSAN": "DINAS-KOMINFO",
    "003/SOP/Diskominfo/BLG/2023": "000/SOP/Dinas-Lama/ABC/2020",
    "diskominfo.example": "dinas.example",
}
"""The pages are every office's: where the examples' own office has a name, they show another of the same length."""
_LINES = 14
"""Lines of a good example that are shown at most."""


def pages() -> dict[str, str]:
    """Every generated file: path from the root → text."""
    examples = [shown(example) for example in EXAMPLES]
    return {
        **{f"content/acuan/aturan/{path}": _renamed(page) for path, page in rules_pages(examples).items()},
        "content/acuan/isian/index.md": guide(),
        "content/acuan/perintah/index.md": commands_page(),
        "skema/rkt.schema.json": schema().decode(),
        **{f"skema/{name}": text for name, text in jsonschema.files().items()},
    }


def _renamed(page: str) -> str:
    for name, other in _NAMES.items():
        page = page.replace(name, other)
    return page


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
            before = (BASE / path).read_bytes() if (BASE / path).is_file() else b""
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
