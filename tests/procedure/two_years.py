"""An office with 2027 signed and published and 2028 open, and what every verb says of a branch of it."""

import json
import re

import pytest

from rktkit.cli.main import main
from tests.office import Office

DRAF = "draf/2028"
BIDANG = ("sekretariat", "pikp", "egov")
PIKP, EGOV, SIKLUS, DECISION = (f"rkt/2028/{name}.yml" for name in ("pikp", "egov", "siklus", "pengesahan"))
RENSTRA, ORGANISASI, KALENDER = "rkt/renstra/2025-2029.yml", "rkt/organisasi.yml", "rkt/kalender.yml"
LIBUR_2027 = "  - {tanggal: 2027-12-24, nama: Cuti Bersama Natal}\n"


def filled(form: str) -> str:
    """A form that ``rkt open`` made, as its bidang hands it in: it agrees with what was proposed."""
    return re.sub(r"(?m)^ *# TINJAU.*\n", "", form)


def held(siklus: str) -> str:
    """``siklus.yml`` after steps 2 and 3: a team is named, the meeting was held."""
    text = re.sub(r"(?m)^# (?=tim:|sosialisasi:|  )", "", filled(siklus))
    return text.replace("Nomor …", "Nomor 1").replace("tempat: …", "tempat: Aula")


def review(office: Office, base: str = DRAF) -> tuple[int, set[tuple[str, str, str, str]]]:
    """The exit status of ``rkt forge review`` of what is checked out, and its findings with their ``asal``."""
    output = office.path.parent / "hasil"
    status = main(["forge", "review", "--root", str(office.path), "--base", base, "--output", str(output)])
    found = json.loads((output / "hasil.json").read_bytes())["temuan"]
    return status, {(t["rule"], t["file"], t["severity"], t["asal"]) for t in found}


def checked(office: Office, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, set[tuple[str, str, str]]]:
    """The exit status of ``rkt check`` and its findings."""
    capsys.readouterr()
    status = main(["check", "--root", str(office.path), "--format", "json", *words])
    found = json.loads(capsys.readouterr().out)["problems"]
    return status, {(t["rule"], t["file"], t["severity"]) for t in found}


def branch(office: Office, name: str, *edits: tuple[str, str, str], start: str = DRAF) -> str:
    """A branch from the draft with texts of files replaced; an empty old text adds the file."""
    office.git("switch", "--quiet", "-c", name, start)
    for path, old, new in edits:
        if old:
            office.edit(path, old, new)
        else:
            office.write({path: new})
    office.commit("tim", name)
    return name


def merged(office: Office, name: str, into: str = DRAF) -> None:
    office.git("switch", "--quiet", into)
    office.git("merge", "--quiet", "--no-ff", "-m", f"Gabungkan {name}", name)


AKHIR = "    program: [2.16.03]\njabatan:\n"
"""The last bidang of the office; whatever follows it is one more."""
