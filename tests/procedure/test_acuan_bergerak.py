"""The references move while plans stand: a decree in mid-year, a bidang that ends, an office without a role."""

from collections.abc import Mapping
from datetime import date

from rktkit.ground.files import MemoryFiles
from rktkit.ground.findings import Severity
from rktkit.plan.layout import path_of
from rktkit.plan.load.form import read_form
from rktkit.plan.model import FormRkt
from rktkit.procedure.opening.cycle import open_amendment, open_cycle
from rktkit.procedure.opening.marks import MARK
from rktkit.rules.check import check
from tests.kantor import KANTOR, changed, text
from tests.procedure.opening.years import subs

TABLE = "rkt/nomenklatur/2027.csv"
ORGANISASI = "rkt/organisasi.yml"
JULI = date(2027, 7, 5)
DECISION = "nomor: 000.7/001/X/2026\ntanggal: 2026-12-17\ntempat: Paringin\ndasar: Peraturan Bupati\njabatan: kepala\n"


def form(made: Mapping[str, bytes], kode: str, tahun: int = 2027) -> FormRkt:
    found, problems = read_form(made[f"{kode}.yml"], path_of(tahun, f"{kode}.yml"))
    assert found is not None, problems
    return found


def before(kode: str) -> FormRkt:
    return form({f"{kode}.yml": KANTOR.read(f"rkt/2027/{kode}.yml")}, kode)


def galat(files: MemoryFiles, made: Mapping[str, bytes], tahun: int) -> list[str]:
    """What blocks with the new files in place; the decision that is amended is no longer there."""
    under = MemoryFiles({path_of(tahun, name): data for name, data in made.items()}, files)
    found = [p for p in check(under).problems if not p.file.endswith("/pengesahan.yml")]
    return [f"{p.rule} {p.file}:{p.line} {p.message}" for p in found if p.severity is Severity.GALAT]


# --- a decree in the middle of the year -------------------------------------------------------------------------------


def decided(*pairs: tuple[str, str]) -> MemoryFiles:
    """The plan of 2027 is decided, and its table is another one since."""
    return changed({TABLE: pairs}, {"rkt/2027/pengesahan.yml": DECISION})


def test_an_amendment_takes_the_codes_of_a_new_decree() -> None:
    files = decided(
        ("2.16.03.2.02.0043,", "2.16.03.2.02.0051,"),
        ("Titik,2.16.03.2.02.0024", "Titik,2.16.03.2.02.0043;2.16.03.2.02.0024"),
    )
    made = open_amendment(files, 2027, mulai=JULI)
    assert subs(form(made, "egov")) == {"2.16.03.2.02.0038": 1415000000, "2.16.03.2.02.0051": 1580000000}
    assert form(made, "egov").sasaran == before("egov").sasaran
    assert MARK in made["egov.yml"].decode()
    untouched = made["pikp.yml"].decode().splitlines()
    assert [line for line in untouched if not line.startswith("#")] == text("rkt/2027/pikp.yml").splitlines()
    assert galat(files, made, 2027) == []


def test_two_codes_that_a_decree_merges_are_added_up_in_the_amendment() -> None:
    both = "2.16.03.2.02.0043;2.16.03.2.02.0038"
    lines = [line for line in text(TABLE).splitlines(keepends=True) if "2.16.03.2.02.0038" not in line]
    table = "".join(lines).replace("2.16.03.2.02.0043,", "2.16.03.2.02.0051,").replace("2.16.03.2.02.0024", both)
    files = changed({}, {"rkt/2027/pengesahan.yml": DECISION, TABLE: table})
    made = open_amendment(files, 2027, mulai=JULI)
    assert subs(form(made, "egov")) == {"2.16.03.2.02.0051": 1415000000 + 1580000000}
    assert galat(files, made, 2027) == []


def test_a_code_that_a_decree_drops_stays_visible_in_the_amendment() -> None:
    gone = next(line for line in text(TABLE).splitlines(keepends=True) if "2.16.03.2.02.0038" in line)
    files = decided((gone, ""))
    made = open_amendment(files, 2027, mulai=JULI)
    assert subs(form(made, "egov")) == {"2.16.03.2.02.0043": 1580000000}
    assert "2.16.03.2.02.0038" in made["egov.yml"].decode()  # as a comment, with its pagu
    assert "1.415.000.000" in made["egov.yml"].decode()
    assert galat(files, made, 2027) == []


# --- a bidang begins and ends -----------------------------------------------------------------------------------------

EGOV_ENDS = ("    program: [2.16.03]\njabatan:\n", "    program: [2.16.03]\n{masa}jabatan:\n")


def reorganised(masa: str) -> MemoryFiles:
    old, new = EGOV_ENDS
    table = {"rkt/nomenklatur/2028.csv": text(TABLE)}
    return changed({ORGANISASI: [(old, new.format(masa=masa))]}, table)


def test_a_new_year_hands_the_work_of_a_bidang_that_ended_to_its_successor() -> None:
    files = reorganised("    selesai: 2027-12-31\n    pengganti: pikp\n")
    made = open_cycle(files, 2028, dari=2027, mulai=date(2027, 11, 1))
    assert "egov.yml" not in made
    carried = subs(form(made, "pikp", 2028))
    assert {code: carried[code] for code in subs(before("egov"))} == {
        "2.16.03.2.02.0038": 1415000000,
        "2.16.03.2.02.0043": 1580000000,
    }
    assert galat(files, made, 2028) == []


def test_a_bidang_that_ends_within_the_year_still_plans_it() -> None:
    files = reorganised("    selesai: 2028-06-30\n    pengganti: pikp\n")
    made = open_cycle(files, 2028, dari=2027, mulai=date(2027, 11, 1))
    assert "egov.yml" in made
    assert "2.16.03.2.02.0043" not in subs(form(made, "pikp", 2028))
    assert galat(files, made, 2028) == []


def test_a_bidang_that_begins_later_gets_no_form_yet() -> None:
    begins = "  - kode: data\n    nama: Bidang Data\n    pimpinan: kabid-egov\n    program: [2.16.03]\n"
    begins += "    mulai: {mulai}\n"
    for mulai, expected in (("2028-03-01", False), ("2028-01-01", True)):
        files = changed(
            {ORGANISASI: [("jabatan:\n  - kode: kepala", f"{begins.format(mulai=mulai)}jabatan:\n  - kode: kepala")]},
            {"rkt/nomenklatur/2028.csv": text(TABLE)},
        )
        made = open_cycle(files, 2028, dari=2027, mulai=date(2027, 11, 1))
        assert ("data.yml" in made) is expected, mulai
        assert galat(files, made, 2028) == []


# --- an office without a role -----------------------------------------------------------------------------------------


def test_a_cycle_names_nobody_whom_the_office_does_not_have() -> None:
    organisasi = text(ORGANISASI)
    start = organisasi.index("  - kode: sekretaris\n")
    end = organisasi.index("  - kode: ", start + 5)
    without = (organisasi[:start] + organisasi[end:]).replace("  tempat: ", "  tanpa: [sekretaris]\n  tempat: ", 1)
    without = without.replace("pimpinan: sekretaris", "pimpinan: kasubag-perencanaan")
    files = changed({}, {ORGANISASI: without, "rkt/nomenklatur/2028.csv": text(TABLE)})
    assert [p.message for p in check(files).problems if p.severity is Severity.GALAT] == []
    made = open_cycle(files, 2028, dari=2027, mulai=date(2027, 11, 1))
    assert "isi disposisi Kasubbag" in made["siklus.yml"].decode()
    assert "Sekretaris" not in made["siklus.yml"].decode()
