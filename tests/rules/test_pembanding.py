"""Against last year: what the message tells, for the examples show only where it stands."""

from collections.abc import Mapping

import pytest

from rktkit.ground.files import MemoryFiles
from rktkit.rules.check import check
from tests.kantor import EGOV, KANTOR, PIKP, SIKLUS, Penggantian, block, changed, text
from tests.rules.kantor import periksa

PAGU = {SIKLUS: [("pikp: 600000000", "pikp: 90000000000")]}


@pytest.mark.parametrize(
    ("ganti", "kind", "told"),
    [
        (
            {PIKP: [("pagu: 458805000", "pagu: 458805")]},
            "RKT-312",
            {"pagu": "Rp458.805", "saran": "Rp458.805.000", "tahun": "2026"},
        ),
        (
            {PIKP: [("pagu: 60000000", "pagu: 6000000000")], **PAGU},
            "RKT-312.besar",
            {"pagu": "Rp6.000.000.000", "saran": "Rp60.000.000", "tahun": "2026"},
        ),
        (
            {PIKP: [("target: 90\n", "target: 0.9\n"), ("60, tw2: 70, tw3: 80, tw4: 90", "0.6, tw4: 0.9")]},
            "RKT-313",
            {"nilai": "0,9", "saran": "90"},
        ),
    ],
    ids=["in thousands", "two zeros too many", "as a fraction"],
)
def test_what_was_meant_is_offered(ganti: Penggantian, kind: str, told: Mapping[str, str]) -> None:
    (found,) = periksa(ganti).problems
    assert found.text == kind
    assert {name: found.values[name] for name in told} == told


BERBAGI = (
    "  - kode: 2.16.03\n    sasaran: S2\n    kegiatan:\n      - kode: 2.16.03.2.02\n        sub_kegiatan:\n"
    "          - {kode: 2.16.03.2.02.0043, target: 2, triwulan: {tw4: 2}, pagu: 5000000, sumber_dana: DAU}\n"
)
"""A small part of a large sub kegiatan of egov, whose code was another one last year."""


@pytest.mark.parametrize("alone", [False, True], ids=["beside egov", "instead of egov"])
def test_a_part_of_what_another_goes_on_with_is_not_held_against_the_whole(alone: bool) -> None:
    form = {PIKP: text(PIKP) + BERBAGI}
    files = changed({EGOV: [(block(EGOV, "- kode: 2.16.03.2.02.0043"), "")]} if alone else {}, form)
    found = {one.rule for one in check(files).problems if one.file == PIKP and one.values.get("tahun") == "2026"}
    assert ("RKT-312" in found) is alone


def test_the_year_whose_form_is_missing_is_named() -> None:
    paths = [f"rkt/{name}" for name in ("organisasi.yml", "satuan.yml", "kalender.yml", "regulasi.yml")]
    paths += [
        f"rkt/{folder}/{name}"
        for folder in ("2026", "2027", "nomenklatur", "renstra")
        for name in KANTOR.list(f"rkt/{folder}")
    ]
    files = {path: KANTOR.read(path) for path in paths if path != "rkt/2026/pikp.yml"}
    found = [one for one in check(MemoryFiles(files)).problems if one.text == "RKT-307.tanpa"]
    assert [(one.file, one.values["tahun"]) for one in found] == [(PIKP, "2026")]
