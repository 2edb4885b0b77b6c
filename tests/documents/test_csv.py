"""The open tables: valid by Frictionless' own judgement, exact, and harmless in a spreadsheet."""

import hashlib
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rktkit.documents.data.csv import protect, render
from rktkit.plan.document import Rkt
from tests.documents import builders, hostile, reading

PLANS: dict[str, Callable[[], Rkt]] = {
    "kecil": builders.kecil,
    "khas": builders.khas,
    "jahat": hostile.jahat,
    "perubahan": lambda: builders.perubahan()[0],
}


def write(folder: Path, files: dict[str, bytes]) -> None:
    for path, data in files.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_bytes(data)


@pytest.mark.parametrize("name", PLANS)
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_frictionless_accepts_the_package(name: str, tmp_path: Path) -> None:
    from frictionless import validate

    write(tmp_path, render(PLANS[name](), builders.final()))
    report = validate(str(tmp_path / "datapackage.json"))
    assert report.valid, report.flatten(["message"])


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_frictionless_would_see_a_change(tmp_path: Path) -> None:
    from frictionless import validate

    files = render(builders.khas(), builders.final())
    files["csv/sub_kegiatan.csv"] = files["csv/sub_kegiatan.csv"].replace(b",458805000,", b",458805001,")
    write(tmp_path, files)
    assert not validate(str(tmp_path / "datapackage.json")).valid


def test_the_package_names_size_and_hash_of_each_table() -> None:
    files = render(builders.khas(), builders.final())
    for resource in reading.document(files["datapackage.json"])["resources"]:
        data = files[resource["path"]]
        assert resource["bytes"] == len(data)
        assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"


def test_a_draft_and_an_example_say_so() -> None:
    package = reading.document(render(builders.khas(), builders.draf())["datapackage.json"])
    assert package["description"].startswith("DRAF, belum ditetapkan. CONTOH")


@given(st.text())
def test_protection_can_be_undone(text: str) -> None:
    assert protect(text).removeprefix("'") == text


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_nothing_begins_like_a_formula(start: str) -> None:
    assert protect(f"{start}1+1") == f"'{start}1+1"


def test_no_cell_of_a_hostile_plan_begins_like_a_formula() -> None:
    plan = hostile.jahat()
    files = render(plan, builders.final())
    names = []
    for path in sorted(path for path in files if path.endswith(".csv")):
        for row in reading.rows(files[path]):
            assert not any(value.startswith(("=", "+", "-", "@", "\t", "\r")) for value in row.values())
            names.append(row.get("nama") or row.get("uraian") or "")
    for _, _, sub in plan.sub_kegiatan():
        assert sub.nama in [name.removeprefix("'") for name in names]


def test_numbers_and_predikat_have_columns_of_their_own() -> None:
    files = render(builders.khas(), builders.final())
    rows = {row["kode"]: row for row in reading.rows(files["csv/indikator.csv"]) if row["kode"]}
    assert (rows["S1.1"]["target"], rows["S1.1"]["target_predikat"]) == ("1.4", "")
    assert (rows["S5.1"]["target"], rows["S5.1"]["target_predikat"]) == ("", "BB")
    assert Decimal(rows["S5.2"]["tw4"]) == Decimal("88.31")


def test_every_level_of_the_budget_adds_up() -> None:
    rows = reading.rows(render(builders.khas(), builders.final())["csv/pagu.csv"])
    programs = [row for row in rows if row["tingkat"] == "program"]
    for sasaran in (row for row in rows if row["tingkat"] == "sasaran"):
        assert int(sasaran["pagu"]) == sum(int(p["pagu"]) for p in programs if p["sasaran"] == sasaran["kode"])
    for bidang in (row for row in rows if row["tingkat"] == "bidang"):
        assert int(bidang["pagu"]) == sum(int(p["pagu"]) for p in programs if p["bidang"] == bidang["kode"])
