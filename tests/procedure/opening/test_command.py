"""``rkt open``: files that are never overwritten or half written, and an office's first cycle."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from rktkit import cli
from rktkit.ground.files import FolderFiles, MemoryFiles
from rktkit.ground.findings import UsageError
from rktkit.ground.git.program import NOTHING
from rktkit.ground.git.repo import Repo
from rktkit.procedure.founding import references
from rktkit.procedure.opening.cycle import TANDA_PERUBAHAN, open_cycle, write_cycle
from rktkit.rules.check import check
from tests.procedure.opening.years import SAMPLE, SENIN


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
