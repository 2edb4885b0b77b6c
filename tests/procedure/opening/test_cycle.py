"""Opening a year: the schedule, forms that can be read and whose every finding is marked, and what cannot be opened."""

import re
from codecs import BOM_UTF8
from collections.abc import Mapping
from datetime import date

import pytest

from rktkit.ground.files import MemoryFiles
from rktkit.ground.findings import Problem, Refusal, UsageError
from rktkit.plan.calendar import is_workday, workdays_after
from rktkit.plan.canonical.format import format_file
from rktkit.plan.load.nomenclature import load_nomenklatur
from rktkit.plan.load.office import load_kalender
from rktkit.plan.model import LANGKAH
from rktkit.procedure.facts.handed_in import is_filled
from rktkit.procedure.opening.cycle import TANDA_PERUBAHAN, jadwal, open_amendment, open_cycle
from rktkit.procedure.opening.marks import MARK
from rktkit.procedure.sop import SOP
from rktkit.rules.check import check
from tests.procedure.opening.years import SAMPLE, SENIN, edited, form, with_changes

# --- the schedule ---------------------------------------------------------------------------------------------------


def test_every_step_ends_after_its_working_days() -> None:
    libur, _ = load_kalender(SAMPLE)
    assert libur
    days = jadwal(date(2026, 12, 21), libur)  # over Christmas and New Year
    assert list(days) == list(LANGKAH)
    assert all(is_workday(day, libur) for day in days.values())
    before = date(2026, 12, 20)
    for step in SOP:
        assert workdays_after(before, days[step.kunci], libur) == step.hari
        before = days[step.kunci]


def test_a_schedule_beyond_the_calendar_is_wrong_use() -> None:
    with pytest.raises(UsageError, match="kalender"):
        jadwal(date.max)


# --- a new form can be read, and only what is marked is found ---------------------------------------------------------


@pytest.mark.parametrize(("tahun", "dari"), [(2026, 2025), (2027, 2026), (2027, 2025), (2028, 2027)])
def test_every_finding_of_a_new_year_stands_in_something_marked(tahun: int, dari: int) -> None:
    base = with_changes({"rkt/nomenklatur/2028.csv": SAMPLE.read("rkt/nomenklatur/2027.csv")})
    made = open_cycle(base, tahun, dari=dari, mulai=SENIN)
    files = with_changes({f"rkt/{tahun}/{name}": data for name, data in made.items()}, base)
    forms = [f"rkt/{tahun}/{name}" for name in made]
    found = check(files, paths=forms, year=tahun).problems
    assert not [problem for problem in found if problem.rule != "RKT-114" and not is_marked(problem, made)]
    assert not {problem.rule for problem in found if problem.rule < "RKT-100"}


def is_marked(problem: Problem, made: Mapping[str, bytes]) -> bool:
    """Whether a mark stands above the finding, in the same entry: no further than where the entry begins."""
    lines = made[problem.file.rpartition("/")[2]].decode().split("\n")
    line = problem.line - 1
    indent = len(lines[line]) - len(lines[line].lstrip())
    while line >= 0:
        text = lines[line].lstrip()
        if text.startswith(MARK):
            return True
        depth = len(lines[line]) - len(text)
        if not text.startswith("#") and depth < indent and not text.startswith("- "):
            indent = depth
        line -= 1
        if text.startswith("- ") and not lines[line].lstrip().startswith("#"):
            return False
    return False


def test_new_files_are_in_canonical_form(opened: Mapping[str, bytes]) -> None:
    table, _ = load_nomenklatur(SAMPLE, 2027)
    for name, data in opened.items():
        kind = "siklus" if name == "siklus.yml" else "form"
        assert format_file(data, name, kind, table) == (data, [])
        assert data.startswith(b"# yaml-language-server: $schema=")


def test_a_new_form_counts_as_filled_once_its_marks_are_gone(opened: Mapping[str, bytes]) -> None:
    for name in ("pikp.yml", "egov.yml"):
        assert not is_filled(opened[name])
        assert is_filled(re.sub(rb"(?m)^ *# TINJAU:.*\n", b"", opened[name]))


def test_the_new_cycle_waits_for_step_two(opened: Mapping[str, bytes]) -> None:
    text = opened["siklus.yml"].decode()
    assert "disposisi:\n  tanggal: 2026-11-16" in text
    assert "\n# tim:\n#   dasar:" in text
    assert "\n# sosialisasi:\n" in text


@pytest.mark.parametrize("nama", ["Bidang: \"aneh\" # 'x'", "a\u0085b", "{{x}} %s {0}", "- daftar", "null", "ya\tno"])
def test_hostile_text_of_last_year_stays_text(nama: str) -> None:
    quoted = '"' + "".join(f"\\u{ord(c):04x}" if not c.isprintable() else "\\" * (c in '"\\') + c for c in nama) + '"'
    files = edited("rkt/2026/pikp.yml", "lokasi: Kecamatan Paringin", f"lokasi: {quoted}")
    try:
        made = open_cycle(files, 2027, dari=2026, mulai=SENIN)
    except Refusal as refusal:
        assert {problem.rule for problem in refusal.problems} == {"RKT-005"}
    else:
        places = [sub.lokasi for _, _, sub in form(made, "pikp").sub_kegiatan()]
        assert nama in places


# --- what cannot be opened ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tahun", "dari", "said"), [(2027, 2027, "mendahului"), (99999, 2026, "empat angka"), (2020, 2019, "rkt/2019")]
)
def test_wrong_years_are_wrong_use(tahun: int, dari: int, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        open_cycle(SAMPLE, tahun, dari=dari, mulai=SENIN)


def test_a_year_outside_the_renstra_is_wrong_use() -> None:
    files = with_changes({"rkt/nomenklatur/2031.csv": SAMPLE.read("rkt/nomenklatur/2027.csv")})
    with pytest.raises(UsageError, match="Renstra"):
        open_cycle(files, 2031, dari=2027, mulai=SENIN)


def test_a_missing_nomenclature_is_a_finding() -> None:
    with pytest.raises(Refusal, match="RKT-006"):
        open_cycle(SAMPLE, 2028, dari=2027, mulai=SENIN)


def test_a_damaged_old_form_is_a_finding_and_not_half_carried() -> None:
    with pytest.raises(Refusal, match="RKT-105"):
        open_cycle(edited("rkt/2026/pikp.yml", "pagu: 412000000", "pagu: banyak"), 2027, dari=2026, mulai=SENIN)


# --- an amendment ---------------------------------------------------------------------------------------------------


def test_an_amendment_is_the_next_in_order_and_asks_every_bidang() -> None:
    made = open_amendment(SAMPLE, 2026, mulai=date(2026, 10, 5))
    text = made.pop("siklus.yml").decode()
    assert "jenis: perubahan\nurutan: 2\n" in text
    assert "notulen-sosialisasi-perubahan-2.md" in text
    assert sorted(made) == ["egov.yml", "persandian.yml", "pikp.yml", "sekretariat.yml", "statistik.yml"]
    for name, data in made.items():
        assert not is_filled(data)
        assert format_file(data, name, "form")[0] == data, "still as rkt fmt would leave it"
        assert data.replace(f"{TANDA_PERUBAHAN}\n".encode(), b"", 1) == SAMPLE.read(f"rkt/2026/{name}")


def test_a_form_from_windows_stays_one() -> None:
    files = MemoryFiles({"rkt/2026/pikp.yml": BOM_UTF8 + b"tahun: 2026\r\nbidang: pikp\r\n"}, SAMPLE)
    made = open_amendment(files, 2026, mulai=date(2026, 10, 5))["pikp.yml"]
    assert made == f"{TANDA_PERUBAHAN}\r\n".encode() + b"tahun: 2026\r\nbidang: pikp\r\n"


def test_an_open_cycle_cannot_be_amended() -> None:
    with pytest.raises(UsageError, match="belum ditetapkan"):
        open_amendment(SAMPLE, 2027, mulai=SENIN)
