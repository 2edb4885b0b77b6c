"""Form → workbook → form is the identity: every value, every order, every comment."""

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from rktkit.faces.excel.reading.read import import_workbook
from rktkit.faces.excel.writing.write import form_workbook
from tests.faces.excel.office import Buku, canonical, said, with_form
from tests.kantor import KANTOR, PIKP


@pytest.mark.parametrize("bidang", ["pikp", "egov", "sekretariat"])
def test_a_form_comes_back_as_the_formatter_writes_it(bidang: str) -> None:
    path = f"rkt/2027/{bidang}.yml"
    impor = import_workbook(form_workbook(KANTOR, 2027, bidang), "F.xlsx", KANTOR)
    assert impor.problems == ()
    assert impor.path == path
    assert impor.text == canonical(KANTOR.read(path), path)
    assert said(impor) == []


COMMENTED = """\
# Form Bidang PIKP, disusun bersama PPID
tahun: 2027
bidang: pikp

sasaran:
  - kode: S2  # tetap
    indikator:
      # dari hasil monitoring KI
      - kode: S2.1
        target: 85
        triwulan: {tw4: 85}
program:
  - kode: 2.16.02
    sasaran: S2
    indikator:
      - uraian: Persentase informasi publik yang dipublikasikan tepat waktu
        satuan: Persen
        pola: posisi
        target: 90
        triwulan: {tw1: 60, tw2: 70, tw3: 80, tw4: 90}
    kegiatan:
      - kode: 2.16.02.2.01
        indikator: []
        sub_kegiatan:
          - kode: 2.16.02.2.01.0014
            target: 12
            triwulan: {tw1: 3, tw2: 3, tw3: 3, tw4: 3}
            # menunggu kepastian DAU
            pagu: Rp458.805.000
            sumber_dana: DAU
            crosscutting: []
# selesai
"""


def test_the_comments_of_the_form_that_is_replaced_stay() -> None:
    files = with_form(COMMENTED)
    impor = import_workbook(form_workbook(files, 2027, "pikp"), "F.xlsx", files)
    assert impor.text == canonical(COMMENTED)
    assert "# menunggu kepastian DAU" in impor.text


def test_a_comment_follows_its_entry_when_rows_are_sorted() -> None:
    files = with_form(COMMENTED.replace("indikator: []\n        ", ""))
    book = Buku.of(files=files).add(
        "Sub Kegiatan",
        1,
        {"kode": "2.16.02.2.01.0030", "target": 24, "triwulan.tw2": 24, "pagu": 1, "sumber_dana": "PAD"},
    )
    grid = book.sheets["Sub Kegiatan"]
    grid[5], grid[6] = grid[6], grid[5]
    text = book.read(files).text
    entry = text[text.index("kode: 2.16.02.2.01.0014") :]
    assert entry.index("# menunggu kepastian DAU") < entry.index("pagu: 458805000")
    assert text.index("2.16.02.2.01.0030") < text.index("2.16.02.2.01.0014")


# --- any form --------------------------------------------------------------------------------------------------------

_WORDS = st.text(
    st.characters(exclude_categories=("C", "Z"), exclude_characters="·") | st.sampled_from(" \n"),
    min_size=1,
    max_size=24,
).filter(str.strip)
_TRAPS = st.sampled_from(
    [
        "=1+1",
        "+62",
        "-",
        "@a",
        "'kutip",
        "TRUE",
        "null",
        "0012",
        "1e5",
        "2027-01-01",
        "12:30",
        "#N/A",
        "_x0041_",
        "a: b #c",
    ]
)
TEXT = _WORDS | _TRAPS
NUMBER = (
    st.decimals(0, 10**9, places=3, allow_nan=False, allow_infinity=False).map(lambda d: f"{d:f}".replace(".", ","))
    | st.integers(0, 10**14).map(str)
    | st.sampled_from(
        ["3.34", "1.234,5", "1.000", "85%", "0123", "BB", "Baik", "99999999999999999999", "0,1234567890123456"]
    )
)
RUPIAH = st.integers(0, 10**14).map(str) | st.sampled_from(["Rp458.805.000", "458.805.000", "Rp 1,00", "sejuta", "1.5"])
KODE = st.from_regex(r"[A-Z][0-9](\.[0-9]{1,2})?", fullmatch=True)
QUARTERS = st.dictionaries(st.sampled_from(["tw1", "tw2", "tw3", "tw4"]), NUMBER, min_size=1)


def some(required: dict[str, Any], optional: dict[str, Any]) -> Any:
    return st.fixed_dictionaries(required, optional=optional)


FUND = st.sampled_from(["PAD", "DAU", "DAK Fisik"])
AMOUNT = st.integers(1000, 10**12).map(str)
POLA = st.sampled_from(["hitungan", "posisi", "rilis", "rata_rata"])


INDIKATOR = some(
    {"uraian": TEXT, "target": NUMBER},
    {
        "satuan": TEXT,
        "pola": POLA,
        "arah": st.sampled_from(["naik", "turun", "tetap"]),
        "triwulan": QUARTERS,
        "skala": some({}, {"min": NUMBER, "maks": NUMBER}).filter(bool),
        "formula": TEXT,
        "sumber_data": TEXT,
    },
)
SUB = some(
    {"target": NUMBER},
    {
        "nama": TEXT,
        "indikator": TEXT,
        "satuan": TEXT,
        "pola": POLA,
        "triwulan": QUARTERS,
        "pagu": RUPIAH,
        "sumber_dana": FUND | st.lists(some({"dana": FUND, "pagu": AMOUNT}, {}), min_size=2, max_size=3),
        "skala": some({}, {"min": NUMBER, "maks": NUMBER}).filter(bool),
        "prakiraan_maju": some({}, {"target": NUMBER, "pagu": RUPIAH}).filter(bool),
        "lokasi": TEXT,
        "kelompok_sasaran": TEXT,
        "penanggung_jawab": KODE,
        "crosscutting": st.lists(KODE, min_size=1, max_size=3, unique=True),
        "catatan": TEXT,
    },
)


@st.composite
def forms(draw: st.DrawFn) -> dict[str, Any]:
    """A form whose codes hang together; its texts and numbers are anything."""

    def several(code: str, part: Any, most: int = 3) -> list[dict[str, Any]]:
        parts = draw(st.lists(part, min_size=1, max_size=most))
        return [{"kode": code.format(n), **item} for n, item in enumerate(parts, 1)]

    sasaran = several("S{}", st.just({}))
    for entry in sasaran:
        entry["indikator"] = several(
            f"{entry['kode']}.{{}}", some({"target": NUMBER}, {"triwulan": QUARTERS, "sebab_perubahan": TEXT})
        )
    program = several("2.16.0{}", some({}, {"sasaran": KODE}), 2)
    for entry in program:
        entry["indikator"] = draw(st.lists(INDIKATOR, min_size=1, max_size=2))
        entry["kegiatan"] = several(f"{entry['kode']}.2.0{{}}", st.just({}), 2)
        for kegiatan in entry["kegiatan"]:
            if draw(st.booleans()):
                kegiatan["indikator"] = draw(st.lists(INDIKATOR, min_size=1, max_size=2))
            kegiatan["sub_kegiatan"] = several(f"{kegiatan['kode']}.000{{}}", SUB)
    return {"tahun": "2027", "bidang": "pikp", "sasaran": sasaran, "program": program}


@given(forms())
@settings(max_examples=40)
def test_every_form_comes_back_as_it_was(form: dict[str, Any]) -> None:
    text = canonical(yaml.safe_dump(form, allow_unicode=True, sort_keys=False))
    files = with_form(text)
    assert import_workbook(form_workbook(files, 2027, "pikp"), "F.xlsx", files).text == text


@given(forms())
@settings(max_examples=10)
def test_without_the_old_form_the_same_comes_back(form: dict[str, Any]) -> None:
    text = canonical(yaml.safe_dump(form, allow_unicode=True, sort_keys=False))
    workbook = form_workbook(with_form(text), 2027, "pikp")
    assert import_workbook(workbook, "F.xlsx", with_form("")).text == text


# --- by way of LibreOffice -------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("bidang", ["pikp", "sekretariat"])
def test_opened_and_saved_by_libreoffice_it_still_comes_back(bidang: str, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    (tmp_path / "form.xlsx").write_bytes(form_workbook(KANTOR, 2027, bidang))
    subprocess.run(
        [
            office,
            "--headless",
            f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}",
            "--convert-to",
            "xlsx:Calc MS Excel 2007 XML",
            "--outdir",
            tmp_path / "hasil",
            tmp_path / "form.xlsx",
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    impor = import_workbook((tmp_path / "hasil" / "form.xlsx").read_bytes(), "F.xlsx", KANTOR)
    assert impor.problems == ()
    assert impor.text == canonical(KANTOR.read(PIKP.replace("pikp", bidang)), PIKP.replace("pikp", bidang))
