"""A foreign sheet brought into the office of the examples."""

import json
from pathlib import Path

from rktkit.cli.main import main
from tests.faces.excel.foreign.sheets import (
    ASN,
)
from tests.kantor import KANTOR, PIKP

FORM = KANTOR.read(PIKP).decode()
WITHOUT_ASN = FORM[: FORM.index(f"          - kode: {ASN}")]


def bring(office: Path, data: bytes, *words: str) -> int:
    (office / "lembar.xlsx").write_bytes(data)
    return main(["import", str(office / "lembar.xlsx"), "--root", str(office), *words])


def rules(out: str) -> list[str]:
    return [p["rule"] for p in json.loads(out)["problems"]]
