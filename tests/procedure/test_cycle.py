"""Opening a year: the schedule, the forms carried over, and files that are never overwritten or half written."""

import csv
import io
import os
import re
from codecs import BOM_UTF8
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rktkit import cli
from rktkit.ground.files import Files, FolderFiles, MemoryFiles
from rktkit.ground.findings import Problem, Refusal, UsageError
from rktkit.ground.git.program import NOTHING
from rktkit.ground.git.repo import Repo
from rktkit.plan.calendar import is_workday, workdays_after
from rktkit.plan.canonical.format import format_file
from rktkit.plan.load.form import read_form
from rktkit.plan.load.nomenclature import load_nomenklatur
from rktkit.plan.load.office import load_kalender
from rktkit.plan.model import LANGKAH, FormRkt
from rktkit.procedure.facts.handed_in import is_filled
from rktkit.procedure.founding import references
from rktkit.procedure.opening.cycle import TANDA_PERUBAHAN, jadwal, open_amendment, open_cycle, write_cycle
from rktkit.procedure.opening.form import _share
from rktkit.procedure.opening.marks import MARK
from rktkit.procedure.sop import SOP
from rktkit.rules.check import check
from tests.sample import CONTOH

SAMPLE = FolderFiles(CONTOH)
SENIN = date(2026, 11, 16)


@pytest.fixture(scope="module")
def opened() -> Mapping[str, bytes]:
    """2027 opened from 2026: half of the codes have expired in between."""
    return open_cycle(SAMPLE, 2027, dari=2026, mulai=SENIN)


def form(made: Mapping[str, bytes], kode: str, tahun: int = 2027) -> FormRkt:
    found, problems = read_form(made[f"{kode}.yml"], f"rkt/{tahun}/{kode}.yml")
    assert found is not None, problems
    return found


def subs(found: FormRkt) -> dict[str | None, int | None]:
    """Code → pagu."""
    return {sub.kode: sub.pagu for _, _, sub in found.sub_kegiatan()}


def with_changes(changes: Mapping[str, bytes], under: Files = SAMPLE) -> MemoryFiles:
    return MemoryFiles(changes, under)


def edited(path: str, old: str, new: str) -> MemoryFiles:
    text = SAMPLE.read(path).decode()
    assert old in text
    return with_changes({path: text.replace(old, new).encode()})


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


# --- what is carried over -------------------------------------------------------------------------------------------


def test_codes_that_still_hold_stay_with_their_official_names(opened: Mapping[str, bytes]) -> None:
    table, _ = load_nomenklatur(SAMPLE, 2027)
    assert table
    for kode in ("sekretariat", "pikp", "egov"):
        for _, _, sub in form(opened, kode).sub_kegiatan():
            assert sub.kode in table
            assert sub.nama == table[sub.kode].nama


def test_expired_codes_move_to_their_successors_with_their_pagu(opened: Mapping[str, bytes]) -> None:
    found = subs(form(opened, "pikp"))
    assert found["2.16.02.2.01.0025"] == 86_000_000  # was 2.16.02.2.01.0017
    assert "2.16.02.2.01.0017" not in found
    assert b"#   Menggantikan 2.16.02.2.01.0017 Pelayanan Informasi Publik." in opened["pikp.yml"]


def test_no_rupiah_vanishes_unseen(opened: Mapping[str, bytes]) -> None:
    for kode in ("sekretariat", "pikp", "egov", "statistik", "persandian"):
        old, _ = read_form(SAMPLE.read(f"rkt/2026/{kode}.yml"), kode)
        assert old is not None
        assert old.pagu is not None
        left = re.findall(r"#   Target .*, pagu Rp([0-9.]+): pindahkan", opened[f"{kode}.yml"].decode())
        carried = sum(pagu or 0 for pagu in subs(form(opened, kode)).values())
        assert carried + sum(int(amount.replace(".", "")) for amount in left) == old.pagu


def test_a_code_without_successor_stays_as_a_comment_with_a_way_on(opened: Mapping[str, bytes]) -> None:
    text = opened["statistik.yml"].decode()
    assert "# TINJAU: 2.20.02.2.01.0007 Pengingkatan Kapasitas Kelembagaan Statistik Sektoral" in text
    assert "Yang senama pada 2027: 2.20.02.2.01.0020." in text
    assert "# Kode 2027 di kegiatan ini yang belum dipakai:" in text


def test_targets_of_the_renstra_are_those_of_the_new_year(opened: Mapping[str, bytes]) -> None:
    (sasaran,) = form(opened, "persandian").sasaran
    told = {i.kode: (i.target, i.triwulan) for i in sasaran.indikator}
    four_ninety = Decimal(490)
    assert told["S6.1"] == (four_ninety, (None, None, None, four_ninety))  # rilis
    assert told["S6.2"][0] == 2  # hitungan: spread as before
    assert sum(value for value in told["S6.2"][1] or () if isinstance(value, Decimal)) == 2


def test_several_years_are_crossed_code_by_code() -> None:
    made = open_cycle(SAMPLE, 2027, dari=2025, mulai=SENIN)
    assert "2.16.02.2.01.0025" in subs(form(made, "pikp"))


def test_an_objective_without_a_target_is_named_and_what_nobody_carries_is_offered() -> None:
    made = open_cycle(SAMPLE, 2026, dari=2025, mulai=SENIN)
    text = made["egov.yml"].decode()
    assert re.search(
        r"# TINJAU: Renstra tidak bertarget 2026 \(2025: [^)]+\); isi, atau hapus\.\n +- kode: S3\.1\n", text
    )
    assert "sasaran Renstra S4 (Meningkatnya kematangan pemerintah digital) belum diampu bidang mana pun." in text


def row(*cells: str) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(cells)
    return out.getvalue()


@pytest.fixture
def table() -> dict[str, list[str]]:
    """The nomenclature of 2027 by code, to be changed."""
    lines = csv.reader(io.StringIO(SAMPLE.read("rkt/nomenklatur/2027.csv").decode()))
    next(lines)
    return {cells[0]: cells for cells in lines}


def opened_with(table: Mapping[str, list[str]]) -> dict[str, bytes]:
    text = "kode,nama,indikator,satuan,sebelumnya\n" + "".join(row(*cells) for cells in table.values())
    return open_cycle(with_changes({"rkt/nomenklatur/2027.csv": text.encode()}), 2027, dari=2026, mulai=SENIN)


def test_two_old_codes_that_became_one_are_added_up(table: dict[str, list[str]]) -> None:
    table["2.16.02.2.01.0026"][4] = "2.16.02.2.01.0020;2.16.02.2.01.0021"
    made = opened_with(table)
    assert subs(form(made, "pikp"))["2.16.02.2.01.0026"] == 358_000_000 + 450_000_000
    assert b"Pagunya dijumlahkan" in made["pikp.yml"]


def test_an_old_code_that_became_two_keeps_its_pagu_in_one_place(table: dict[str, list[str]]) -> None:
    table["2.16.02.2.01.0028"][4] = "2.16.02.2.01.0017"
    found = subs(form(opened_with(table), "pikp"))
    assert (found["2.16.02.2.01.0025"], found["2.16.02.2.01.0028"]) == (86_000_000, 0)


def test_a_successor_in_another_bidang_is_named_and_not_taken(table: dict[str, list[str]]) -> None:
    table["2.16.02.2.01.0025"][4] = ""
    table["2.16.03.2.02.0040"][4] = "2.16.02.2.01.0017"
    text = opened_with(table)["pikp.yml"].decode()
    assert "Penerusnya, 2.16.03.2.02.0040, berada di program bidang lain." in text


def test_a_new_name_and_a_new_unit_are_pointed_out(table: dict[str, list[str]]) -> None:
    table["2.16.02.2.01.0014"][1] = "Hubungan Media"
    table["2.16.02.2.01.0014"][3] = "%"
    text = opened_with(table)["pikp.yml"].decode()
    assert "nama: Hubungan Media" in text
    assert "#   Nama semula: Relasi Media" in text
    assert "#   Satuan semula: Laporan; sesuaikan target dan polanya." in text


def test_a_program_that_is_gone_is_kept_for_a_person_to_decide(table: dict[str, list[str]]) -> None:
    without = {kode: cells for kode, cells in table.items() if not kode.startswith("2.21.02")}
    text = opened_with(without)["persandian.yml"].decode()
    assert "program 2.21.02 tidak ada dalam nomenklatur 2027, dan tidak ada penerusnya." in text
    assert "kegiatan: []" in text


def test_funds_follow_the_office_s_own_list() -> None:
    """A synonym becomes the fund's own name; a fund that the list no longer has is left to a person, and said."""
    funds = "sumber_dana:\n  - {nama: Dana Alokasi Umum, sinonim: [DAU]}\n  - {nama: DBH}\n  - {nama: DAK Fisik}\n"
    office = with_changes({"rkt/sumber-dana.yml": funds.encode()})
    made = open_cycle(office, 2027, dari=2026, mulai=SENIN)
    text = b"".join(made.values()).decode()
    assert "sumber_dana: Dana Alokasi Umum\n" in text
    assert not re.search(r"sumber_dana: (DAU|PAD)\b", text)
    assert re.search(r"# TINJAU: Sumber dana “PAD” [^\n]+\n +#   Semula: PAD\n +sumber_dana:\n", text)
    report = check(MemoryFiles({f"rkt/2027/{name}": data for name, data in made.items()}, office), year=2027)
    assert not report.blocks


def test_a_bidang_without_a_form_gets_an_empty_one() -> None:
    table = {"rkt/nomenklatur/2028.csv": SAMPLE.read("rkt/nomenklatur/2027.csv")}
    made = open_cycle(with_changes(table), 2028, dari=2027, mulai=SENIN)
    assert b"# TINJAU: tidak ada form persandian tahun 2027" in made["persandian.yml"]


@given(
    st.decimals(0, 10**6, places=2, allow_nan=False, allow_infinity=False),
    st.tuples(*[st.none() | st.decimals(0, 1000, places=1, allow_nan=False, allow_infinity=False)] * 4),
)
def test_a_target_is_spread_without_a_remainder(
    target: Decimal, before: tuple[Decimal | None, Decimal | None, Decimal | None, Decimal | None]
) -> None:
    spread = [share for share in _share(target, before) if share is not None]
    assert all(isinstance(share, Decimal) and share >= 0 for share in spread)
    assert sum(share for share in spread if isinstance(share, Decimal)) == target


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


# --- writing --------------------------------------------------------------------------------------------------------


def test_nothing_is_overwritten_and_everything_in_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "b.yml").write_text("punya orang")
    (tmp_path / "c.yml").symlink_to("tidak-ada")
    with pytest.raises(UsageError, match=r"b\.yml, .*c\.yml"):
        write_cycle(tmp_path, {"a.yml": b"1", "b.yml": b"2", "c.yml": b"3"})
    assert sorted(os.listdir(tmp_path)) == ["b.yml", "c.yml"]
    assert (tmp_path / "b.yml").read_text() == "punya orang"


def test_a_stop_in_the_middle_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, calls = os.link, []

    def fails_at_the_third(source: Path, target: Path) -> None:
        calls.append(target)
        if len(calls) == 3:
            raise OSError(28, "No space left on device")
        real(source, target)

    monkeypatch.setattr(os, "link", fails_at_the_third)
    with pytest.raises(OSError, match="No space"):
        write_cycle(tmp_path / "2028", dict.fromkeys(("a.yml", "b.yml", "c.yml", "d.yml"), b"x"))
    assert not (tmp_path / "2028").exists()


def test_a_file_that_appears_meanwhile_is_not_overwritten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.link

    def somebody_is_faster(source: Path, target: Path) -> None:
        Path(target).write_text("lebih dulu")
        real(source, target)

    monkeypatch.setattr(os, "link", somebody_is_faster)
    with pytest.raises(UsageError, match="tidak ditimpa"):
        write_cycle(tmp_path, {"a.yml": b"x"})
    assert (tmp_path / "a.yml").read_text() == "lebih dulu"


# --- the command ----------------------------------------------------------------------------------------------------


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """The sample office without its open year, in a repository of its own."""
    with Repo.create(tmp_path) as repo:
        names = [path for folder in ("", "renstra", "nomenklatur", "2025", "2026") for path in _names(folder)]
        sha = repo.write_commit(
            repo.write_files({path: SAMPLE.read(path) for path in names}), [], "Awal", "A <a@b.invalid>",
            datetime(2026, 11, 2, 4, tzinfo=UTC),
        )  # fmt: skip
        repo.update_ref("refs/heads/main", sha, NOTHING)
        repo.check_out("main")
    return tmp_path


def _names(folder: str) -> list[str]:
    place = f"rkt/{folder}".rstrip("/")
    return [f"{place}/{name}" for name, kind in SAMPLE.list(place).items() if kind.value == "file"]


def test_open_writes_a_year_that_check_can_read(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["open", "2027", "--root", str(office), "--start", "2026-11-16"]) == 0
    out = capsys.readouterr().out
    assert "disalin dari 2026" in out
    written = sorted(os.listdir(office / "rkt" / "2027"))
    assert written == ["egov.yml", "persandian.yml", "pikp.yml", "sekretariat.yml", "siklus.yml", "statistik.yml"]
    assert (office / "rkt/2027/pikp.yml").read_bytes() == open_cycle(SAMPLE, 2027, dari=2026, mulai=SENIN)["pikp.yml"]


def test_open_twice_is_refused(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["open", "2027", "--root", str(office)]) == 0
    before = (office / "rkt/2027/egov.yml").read_bytes()
    assert cli.main(["open", "2027", "--root", str(office), "--start", "2026-01-05"]) == 2
    assert "tidak ditimpa" in capsys.readouterr().err
    assert (office / "rkt/2027/egov.yml").read_bytes() == before


def test_open_elsewhere(office: Path, tmp_path: Path) -> None:
    target = tmp_path / "lain"
    assert cli.main(["open", "2027", "--root", str(office), "--output", str(target)]) == 0
    assert (target / "siklus.yml").exists()
    assert not (office / "rkt/2027").exists()


def test_open_an_amendment_in_place(office: Path) -> None:
    assert cli.main(["open", "2026", "--perubahan", "--root", str(office), "--start", "2026-10-05"]) == 0
    assert b"urutan: 2" in (office / "rkt/2026/siklus.yml").read_bytes()
    assert (office / "rkt/2026/pikp.yml").read_bytes().count(TANDA_PERUBAHAN.encode()) == 1
    assert not (office / "rkt/2026/pengesahan.yml").exists()


def test_an_amendment_keeps_what_git_does_not_have(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = office / "rkt/2026"
    changed = (folder / "siklus.yml").read_bytes() + b"# belum disimpan\n"
    (folder / "siklus.yml").write_bytes(changed)
    assert cli.main(["open", "2026", "--perubahan", "--root", str(office)]) == 0
    assert "siklus.yml~" in capsys.readouterr().out
    assert (folder / "siklus.yml~").read_bytes() == changed
    assert not (folder / "pengesahan.yml~").exists()  # Git has that one
    assert cli.main(["check", "--root", str(office), "--year", "2026"]) == 0


def test_an_amendment_outside_git(tmp_path: Path) -> None:
    for path in (path for folder in ("", "renstra", "nomenklatur", "2026") for path in _names(folder)):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(SAMPLE.read(path))
    folder = tmp_path / "rkt/2026"
    old = {name: (folder / name).read_bytes() for name in ("siklus.yml", "pengesahan.yml")}
    assert cli.main(["open", "2026", "--perubahan", "--root", str(tmp_path)]) == 0
    assert {name: (folder / f"{name}~").read_bytes() for name in old} == old
    (folder / "pengesahan.yml").write_bytes(old["pengesahan.yml"])
    assert cli.main(["open", "2026", "--perubahan", "--root", str(tmp_path)]) == 2  # never over a copy either
    assert (folder / "siklus.yml~").read_bytes() == old["siklus.yml"]


def test_the_first_cycle_of_an_office_has_what_is_known_in_its_forms(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in (path for folder in ("", "renstra", "nomenklatur") for path in _names(folder)):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(SAMPLE.read(path))
    assert cli.main(["open", "2027", "--root", str(tmp_path), "--start", "2026-11-16"]) == 0
    assert "form dari nomenklatur dan Renstra" in capsys.readouterr().out
    assert {p.rule for p in check(FolderFiles(tmp_path)).problems} <= {"RKT-101", "RKT-508"}
    form = (tmp_path / "rkt/2027/pikp.yml").read_text(encoding="utf-8")
    assert "          - kode: 2.16.02.2.01.0014\n            nama: Relasi Media\n" in form
    assert "  # TINJAU: tambahkan sasaran (" in form
    assert len(os.listdir(tmp_path / "rkt/2027")) == 6


def test_an_empty_renstra_opens_nothing_and_is_what_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for path in (path for folder in ("", "nomenklatur") for path in _names(folder)):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(SAMPLE.read(path))
    name, text = references.renstra(2027)
    (tmp_path / "rkt/renstra").mkdir()
    (tmp_path / "rkt/renstra" / name).write_bytes(text)
    assert cli.main(["open", "2027", "--root", str(tmp_path)]) == 1
    said = capsys.readouterr().err
    assert f"rkt/renstra/{name}:7:10  galat RKT-508\n  Sasaran belum diisi" in said
    assert said.endswith("2 galat pada 1 berkas. Perbaiki yang galat, lalu jalankan rkt open lagi.\n")
    assert not (tmp_path / "rkt/2027").exists()


def test_last_year_may_have_had_no_cycle() -> None:
    files = {path: SAMPLE.read(path) for folder in ("", "renstra", "nomenklatur", "2026") for path in _names(folder)}
    del files["rkt/2026/siklus.yml"]
    made = open_cycle(MemoryFiles(files), 2027, dari=2026, mulai=SENIN)
    assert "pagu_indikatif: {}" in made["siklus.yml"].decode()
    assert made["pikp.yml"] == open_cycle(SAMPLE, 2027, dari=2026, mulai=SENIN)["pikp.yml"]


def test_a_wrong_date_is_one_sentence(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["open", "2027", "--root", str(office), "--start", "besok"]) == 2
    assert "“besok” bukan tanggal" in capsys.readouterr().err
