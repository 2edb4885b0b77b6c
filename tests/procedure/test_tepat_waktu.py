"""*Tepat Waktu* (RKT-505) wired: from real commits of a cycle that ``rkt open`` opened, through each verb, to it.

In every office here ``pikp`` fills its form on its own branch the day after pengumpulan is over, and ``egov`` in time;
both are merged after the deadline. The empty forms have stood in the draft since long before.
"""

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from rktkit import cli
from rktkit.ground.files import FolderFiles
from rktkit.plan.layout import FormId, folder_of, form_path, pengesahan_path, siklus_path
from rktkit.plan.load.office import load_siklus
from rktkit.procedure.facts.handed_in import handed_in
from rktkit.procedure.opening.cycle import jadwal
from rktkit.procedure.rehearsal.office import Kantor, kunci_contoh
from rktkit.procedure.rehearsal.scenes import LATIHAN
from tests.git import git
from tests.procedure.states import PENGESAHAN

MULAI = date(2025, 11, 3)
JADWAL = jadwal(MULAI)
BATAS = JADWAL["pengumpulan"]
LATE = BATAS + timedelta(days=1)
DRAF = "draf/2027"
PIKP, EGOV = form_path(2027, "pikp"), form_path(2027, "egov")
REFERENCES = (
    *("organisasi.yml", "satuan.yml", "kalender.yml", "regulasi.yml"),
    *("renstra/2025-2029.yml", "nomenklatur/2027.csv"),
)


def found(tmp_path: Path, mulai: date = MULAI) -> Kantor:
    """An office on ``main``, whose draft holds what ``rkt open`` made: a cycle and empty forms."""
    keys = tmp_path / "kunci"
    keys.mkdir()
    berkas = {f"rkt/{name}": (LATIHAN / "rkt" / name).read_bytes() for name in REFERENCES}
    kantor = Kantor.dirikan(tmp_path / "kantor", keys, berkas, kunci_contoh, mulai - timedelta(days=3))
    kantor.hari(mulai)
    kantor.cabangkan(DRAF, "main")
    open_cycle(kantor, "--start", str(mulai))
    return kantor


def open_cycle(kantor: Kantor, *options: str) -> None:
    """``rkt open`` in the working folder, and the commit of everything that it made or took away."""
    kantor.repo.check_out(DRAF)
    base, folder = kantor.repo.root, folder_of(2027)
    before = dict.fromkeys(FolderFiles(base).list(folder))
    assert cli.main(["open", "2027", "--root", str(base), *options]) == 0
    after = {name: (base / folder / name).read_bytes() for name in FolderFiles(base).list(folder)}
    made = {f"{folder}/{name}": data for name, data in {**before, **after}.items()}
    kantor.commit("kasubag-perencanaan", DRAF, "Siklus dan form kosong", made)
    kantor.repo.check_out(DRAF)


def fill(kantor: Kantor, kode: str, day: date) -> str:
    """A bidang fills its form on its own branch, in two commits: the first leaves a mark."""
    branch, path = f"bidang/{kode}-2027", form_path(2027, kode)
    data = (LATIHAN / "isian" / f"{kode}.yml").read_bytes()
    kantor.cabangkan(branch, DRAF)
    kantor.commit(f"kabid-{kode}", branch, "Baru sebagian", {path: b"# TINJAU: pagu\n" + data})
    kantor.hari(day)
    kantor.commit(f"kabid-{kode}", branch, "Form lengkap", {path: data})
    return branch


def accept(kantor: Kantor, *branches: str) -> None:
    kantor.hari(BATAS + timedelta(days=3))
    for branch in branches:
        kantor.merge("kasubag-perencanaan", DRAF, branch, f"Gabungkan {branch}")


@pytest.fixture(scope="module")
def kantor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kantor]:
    kantor = found(tmp_path_factory.mktemp("tepat"))
    egov = fill(kantor, "egov", BATAS)
    pikp = fill(kantor, "pikp", LATE)
    accept(kantor, egov, pikp)
    kantor.commit("kasubag-perencanaan", DRAF, "Koreksi", {EGOV: kantor.files(DRAF).read(EGOV) + b"# dikoreksi\n"})
    yield kantor
    kantor.close()


@pytest.fixture
def amended(tmp_path: Path) -> Iterator[Kantor]:
    """The same a year later, as an amendment; in the cycle before it everybody was late."""
    kantor = found(tmp_path)
    accept(kantor, fill(kantor, "egov", LATE), fill(kantor, "pikp", LATE))
    kantor.commit("tim-penyusun", DRAF, "Pengesahan", {pengesahan_path(2027): PENGESAHAN})
    kantor.merge("kepala", "main", DRAF, "Tetapkan RKT 2027")
    mulai = date(2026, 6, 8)
    kantor.hari(mulai)
    kantor.cabangkan(DRAF, "main")
    open_cycle(kantor, "--perubahan", "--start", str(mulai))
    yield kantor
    kantor.close()


# --- verb by verb -----------------------------------------------------------------------------------------------------

Capture = pytest.CaptureFixture[str]


def checked(base: Path, _: Path, capsys: Capture) -> set[str]:
    capsys.readouterr()
    cli.main(["check", "--root", str(base), "--format", "json"])
    return {p["file"] for p in json.loads(capsys.readouterr().out)["problems"] if p["rule"] == "RKT-505"}


def reviewed(base: Path, output: Path, _: Capture) -> set[str]:
    cli.main(["forge", "review", "--root", str(base), "--base", DRAF, "--output", str(output)])
    page = (output / "draf/2027/rkt.html").read_text()  # the draft is compiled along
    findings = json.loads((output / "hasil.json").read_text())["temuan"]
    late = {one["file"] for one in findings if one["rule"] == "RKT-505"}
    assert ("RKT-505" in page) == bool(late)
    return late


def compiled(base: Path, output: Path, _: Capture) -> set[str]:
    assert cli.main(["compile", "2027", "--root", str(base), "--output", str(output)]) == 0
    page = (output / "rkt.html").read_text()
    told = [row for row in re.findall(r"<(?:tr|li|p)\b.*?</(?:tr|li|p)>", page, re.DOTALL) if "RKT-505" in row]
    return {path for path in (PIKP, EGOV) if any(path in row for row in told)}


def told(base: Path, _: Path, capsys: Capture) -> set[str]:
    capsys.readouterr()
    assert cli.main(["status", "2027", "--root", str(base), "--format", "json"]) == 0
    status = json.loads(capsys.readouterr().out)
    batas = next(step["batas"] for step in status["langkah"] if step["kunci"] == "pengumpulan")
    return {form_path(2027, f["bidang"]) for f in status["form"] if f["pertama"] and f["pertama"] > batas}


Verb = Callable[[Path, Path, Capture], set[str]]


@pytest.mark.parametrize("verb", [checked, compiled, told])
def test_each_verb_names_the_late_form_and_no_other(
    kantor: Kantor, verb: Verb, tmp_path: Path, capsys: Capture
) -> None:
    kantor.repo.check_out(DRAF)
    assert verb(kantor.repo.root, tmp_path / "hasil", capsys) == {PIKP}


@pytest.mark.parametrize(("kode", "day", "late"), [("pikp", LATE, {PIKP}), ("egov", BATAS, set())])
def test_the_review_of_a_pull_request_says_it(
    kode: str, day: date, late: set[str], tmp_path: Path, capsys: Capture
) -> None:
    """On the bidang's branch, and on the merge that the forge tries, days later."""
    kantor = found(tmp_path)
    branch = fill(kantor, kode, day)
    kantor.repo.check_out(branch)
    assert reviewed(kantor.repo.root, tmp_path / "hasil", capsys) == late
    kantor.hari(BATAS + timedelta(days=9))
    kantor.cabangkan("coba", DRAF)
    kantor.merge(f"kabid-{kode}", "coba", branch, "Coba")
    kantor.repo.check_out("coba")
    assert reviewed(kantor.repo.root, tmp_path / "coba", capsys) == late
    kantor.close()


@pytest.mark.parametrize("verb", [checked, told])
def test_a_clone_says_the_same(kantor: Kantor, verb: Verb, tmp_path: Path, capsys: Capture) -> None:
    """Where the bidang's branches and the draft are the forge's only."""
    git(tmp_path, "clone", "--quiet", "--branch", "main", str(kantor.repo.root), str(tmp_path / "klon"))
    git(tmp_path / "klon", "switch", "--quiet", "--detach", f"origin/{DRAF}")
    assert verb(tmp_path / "klon", tmp_path, capsys) == {PIKP}


def test_a_history_that_was_cut_off_says_nothing(kantor: Kantor, tmp_path: Path, capsys: Capture) -> None:
    """All of its files seem to come from its oldest commit, which is late."""
    source = f"file://{kantor.repo.root}"
    git(tmp_path, "clone", "--quiet", "--depth", "1", "--branch", DRAF, source, str(tmp_path / "klon"))
    assert checked(tmp_path / "klon", tmp_path, capsys) == set()


def test_status_counts_the_days(kantor: Kantor, capsys: Capture) -> None:
    capsys.readouterr()
    cli.main(["status", "2027", "--root", str(kantor.repo.root), "--format", "json"])
    steps = {step["kunci"]: step["terlambat"] for step in json.loads(capsys.readouterr().out)["langkah"]}
    assert steps["pengumpulan"] == 1


# --- what is in a commit's history ------------------------------------------------------------------------------------


def days(kantor: Kantor, branch: str) -> dict[str, date]:
    found = handed_in(kantor.repo, kantor.ujung(branch), [2027])
    return {form.bidang: day for form, day in found.items()}


def test_a_bidangs_own_branch_speaks_of_its_own_form(kantor: Kantor) -> None:
    assert days(kantor, "bidang/pikp-2027") == {"pikp": LATE}
    assert days(kantor, "bidang/egov-2027") == {"egov": BATAS}
    assert days(kantor, DRAF) == {"pikp": LATE, "egov": BATAS}


def test_nobody_is_late_with_an_empty_form(tmp_path: Path, capsys: Capture) -> None:
    kantor = found(tmp_path)
    assert days(kantor, DRAF) == {}
    assert checked(kantor.repo.root, tmp_path, capsys) == set()
    kantor.close()


def test_the_merge_into_main_keeps_the_days(tmp_path: Path, capsys: Capture) -> None:
    kantor = found(tmp_path)
    accept(kantor, fill(kantor, "egov", BATAS), fill(kantor, "pikp", LATE))
    kantor.merge("kepala", "main", DRAF, "Tetapkan RKT 2027")
    kantor.repo.check_out("main")
    assert days(kantor, "main") == {"pikp": LATE, "egov": BATAS}
    assert checked(kantor.repo.root, tmp_path, capsys) == told(kantor.repo.root, tmp_path, capsys) == {PIKP}
    kantor.close()


def test_a_draft_brought_up_to_date_on_the_bidangs_branch(tmp_path: Path) -> None:
    """The other's form arrives by a merge the other way round, and keeps its own day."""
    kantor = found(tmp_path)
    egov, pikp = fill(kantor, "egov", BATAS), fill(kantor, "pikp", LATE)
    accept(kantor, egov)
    kantor.merge("kabid-pikp", pikp, DRAF, "Mutakhirkan")
    assert days(kantor, pikp) == {"pikp": LATE, "egov": BATAS}
    kantor.close()


def test_a_cycle_worked_on_main_alone(tmp_path: Path, capsys: Capture) -> None:
    kantor = found(tmp_path)
    kantor.repo.update_ref("refs/heads/main", kantor.ujung(DRAF), kantor.ujung("main"))
    kantor.repo.check_out("main")
    kantor.hari(LATE)
    data = (LATIHAN / "isian/pikp.yml").read_bytes()
    kantor.commit("kabid-pikp", "main", "Form", {PIKP: data})
    kantor.repo.check_out("main")
    assert checked(kantor.repo.root, tmp_path, capsys) == told(kantor.repo.root, tmp_path, capsys) == {PIKP}
    kantor.close()


def test_an_amendment_asks_anew(amended: Kantor, tmp_path: Path, capsys: Capture) -> None:
    """Who was late with the first plan is not late again with a form that he has not touched."""
    base = amended.repo.root
    assert days(amended, DRAF) == {}
    assert checked(base, tmp_path, capsys) == told(base, tmp_path, capsys) == set()


def test_an_amended_form_is_late_by_the_amendments_schedule(amended: Kantor, tmp_path: Path, capsys: Capture) -> None:
    siklus, _ = load_siklus(amended.files(DRAF), 2027)  # June has a holiday
    assert siklus is not None
    batas = siklus.jadwal["pengumpulan"]
    egov, pikp = fill(amended, "egov", batas), fill(amended, "pikp", batas + timedelta(days=1))
    accept(amended, egov, pikp)
    amended.repo.check_out(DRAF)
    base = amended.repo.root
    assert days(amended, DRAF) == {"egov": batas, "pikp": batas + timedelta(days=1)}
    assert checked(base, tmp_path, capsys) == told(base, tmp_path, capsys) == {PIKP}


# --- what it costs ----------------------------------------------------------------------------------------------------


def test_before_the_deadline_git_is_not_asked(tmp_path: Path) -> None:
    kantor = found(tmp_path, date(2028, 1, 3))
    kantor.close()
    script = "import sys; from rktkit import cli; cli.main(sys.argv[1:]); assert 'rktkit.gitrepo' not in sys.modules"
    words = [sys.executable, "-c", script, "check", "--root", str(tmp_path / "kantor")]
    subprocess.run(words, check=True, capture_output=True)


def test_a_form_is_known_by_its_path() -> None:
    assert FormId.of(PIKP) == FormId(2027, "pikp")
    assert FormId(2027, "pikp").path == PIKP
    for path in (siklus_path(2027), pengesahan_path(2027), "rkt/2027/a/b.yml", "rkt/organisasi.yml", "rkt/2027"):
        assert FormId.of(path) is None
