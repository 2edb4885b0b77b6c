"""The command line: exit status, languages of streams, and that no traceback reaches anybody."""

import errno
import json
import os
import re
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from rktkit.cli.main import VERBS, main, parser
from rktkit.ground.files import MemoryFiles
from rktkit.plan.load.office import load_satuan
from tests.kantor import copy_to


def rkt(*words: str, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "rktkit", *words], cwd=cwd, capture_output=True, text=True, env={**os.environ, **env}
    )


def test_good(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--root", str(office)]) == 0
    assert "tidak ada temuan" in capsys.readouterr().out


def test_json_is_the_contract(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    form = office / "rkt/2027/pikp.yml"
    form.write_text(form.read_text().replace("target: 24", "target: 1.000"))
    assert main(["check", "--root", str(office), "--format", "json"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert set(report) == {"problems", "summary"}
    assert report["summary"] == {"galat": 1, "peringatan": 0, "saran": 0, "files": report["summary"]["files"]}
    [problem] = report["problems"]
    assert problem["rule"] == "RKT-105"
    assert (problem["file"], problem["line"], problem["column"]) == ("rkt/2027/pikp.yml", 64, 21)
    assert set(problem) == {"rule", "severity", "file", "line", "column", "message", "hint"}


def test_only_the_given_paths_are_reported(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("pikp", "egov"):
        form = office / f"rkt/2027/{name}.yml"
        form.write_text(form.read_text().replace("sumber_dana: D", "sumber_dana: X", 1))
    (office / "rkt/2027/sekretariat.yml").unlink()
    assert main(["check", "--root", str(office), "--format", "json", str(office / "rkt/2027/pikp.yml")]) == 1
    problems = json.loads(capsys.readouterr().out)["problems"]
    assert {p["file"] for p in problems} == {"rkt/2027/pikp.yml"}


@pytest.mark.parametrize(
    "path", ["rkt/organisasi.yml", "rkt/satuan.yml", "rkt/renstra/2025-2029.yml", "rkt/nomenklatur/2027.csv"]
)
def test_a_reference_that_cannot_be_read_is_told_whatever_was_asked_for(
    office: Path, path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without it half of the rules say nothing, so the form cannot be called good."""
    (office / path).write_bytes(b"\xff")
    assert main(["check", "--root", str(office), "--format", "json", str(office / "rkt/2027/pikp.yml")]) == 1
    problems = json.loads(capsys.readouterr().out)["problems"]
    assert [(p["rule"], p["file"]) for p in problems] == [("RKT-005", path)]


@pytest.mark.parametrize(
    "words",
    [
        ["check", "--tidak-ada"],
        ["tidak-ada"],
        [],
        ["check", "--format", "pdf"],
        ["check", "--year", "dua"],
        ["check", "rkt/tidak-ada.yml"],
        ["compile", "1999", "--output", "x"],
    ],
)
def test_wrong_use_is_a_word_on_standard_error_and_nothing_else(office: Path, words: list[str]) -> None:
    result = rkt(*words, cwd=office)
    assert result.returncode == 2
    assert result.stdout == ""
    assert result.stderr.startswith("rkt: ")
    assert result.stderr.count("\n") == 1


def test_a_root_without_rkt(tmp_path: Path) -> None:
    for words in (["check"], ["check", "--root", str(tmp_path)]):
        result = rkt(*words, cwd=tmp_path)
        assert (result.returncode, result.stdout) == (2, "")
        assert "rkt/" in result.stderr


def test_a_clone_called_rkt_is_no_data(tmp_path: Path) -> None:
    clone = copy_to(tmp_path / "rkt")
    for words in (["check"], ["check", "--root", str(tmp_path)]):
        result = rkt(*words, cwd=tmp_path)
        assert (result.returncode, result.stdout) == (2, "")
        assert f"bukan folder data. Pakai --root {clone}." in result.stderr
    assert rkt("check", cwd=clone / "rkt/2027").returncode == 0


def test_a_folder_called_rkt_among_the_data_hides_nothing(office: Path) -> None:
    (office / "rkt/rkt").mkdir()
    assert rkt("check", "--format", "json", cwd=office).stdout, "the office's own file says that it is data"


def test_why_a_disk_says_no_is_said_in_our_words(office: Path) -> None:
    result = rkt("status", "--output", str(office), cwd=office)
    assert (result.returncode, result.stderr.count("\n")) == (2, 1)
    assert result.stderr.endswith("(itu folder).\n")


def test_why_a_reference_cannot_be_read_is_said_in_our_words() -> None:
    class Bad(MemoryFiles):
        def read(self, path: str) -> bytes:
            raise OSError(errno.EIO, os.strerror(errno.EIO), path)

    _, problems = load_satuan(Bad({"rkt/satuan.yml": b""}))
    assert [problem.message for problem in problems] == [
        "Berkas rkt/satuan.yml ada, tetapi tidak dapat dibaca (medianya rusak)."
    ]


def test_the_headings_of_help_are_ours(office: Path) -> None:
    help_text = rkt("check", "--help", cwd=office).stdout
    assert re.findall(r"(?m)^(\w+):", help_text) == ["pemakaian", "argumen", "pilihan"]


def test_it_runs_from_anywhere_inside(office: Path) -> None:
    result = rkt("check", "--format", "json", cwd=office / "rkt/2027")
    assert json.loads(result.stdout)["summary"]["galat"] == 0


def test_colours_only_on_a_terminal(office: Path) -> None:
    (office / "rkt/2027/pikp.yml").write_text("tahun: dua\n")
    assert "\x1b" not in rkt("check", cwd=office).stdout


@pytest.mark.parametrize(("env", "coloured"), [({}, True), ({"TERM": "dumb"}, False), ({"NO_COLOR": "1"}, False)])
def test_colours_only_where_they_are_wanted(office: Path, env: dict[str, str], coloured: bool) -> None:
    (office / "rkt/2027/pikp.yml").write_text("tahun: dua\n")
    around = {key: value for key, value in os.environ.items() if key != "NO_COLOR"} | {"TERM": "xterm"} | env
    terminal, screen = os.openpty()
    with subprocess.Popen([sys.executable, "-m", "rktkit", "check"], cwd=office, stdout=screen, env=around) as process:
        os.close(screen)
        shown = b""
        with suppress(OSError):  # so a terminal says that it was closed
            while part := os.read(terminal, 4096):
                shown += part
    os.close(terminal)
    assert process.returncode == 1
    assert b"RKT-105" in shown
    assert (b"\x1b[1;31m" in shown) is coloured


def test_a_closed_pipe_is_no_error(office: Path) -> None:
    command = f"{sys.executable} -m rktkit check --format json | head -c 1"
    result = subprocess.run(command, shell=True, cwd=office, capture_output=True, text=True)
    assert result.stderr == ""


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_explains_itself(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main([verb, "--help"])
    assert stop.value.code == 0
    assert VERBS[verb][1][:20].lower() in capsys.readouterr().out.lower().replace("\n", " ")


def test_the_whole_parser_can_be_built() -> None:
    assert parser("*").prog == "rkt"


def test_an_error_of_ours_is_a_sentence_too(office: Path) -> None:
    breaks = "from rktkit.rules import check\ncheck.check = None\n"
    broken = f"import sys\nfrom rktkit.cli.main import main\n{breaks}sys.exit(main(['check']))"
    result = subprocess.run([sys.executable, "-c", broken], cwd=office, capture_output=True, text=True)
    assert (result.returncode, result.stdout) == (2, "")
    assert "Traceback" not in result.stderr
    kept = Path(result.stderr.split("Rinciannya di ")[1].split(";")[0])
    assert "TypeError" in kept.read_text()
    kept.unlink()


def paths_of(result: subprocess.CompletedProcess[str]) -> set[str]:
    return {p["file"] for p in json.loads(result.stdout)["problems"]}


@pytest.fixture
def broken(office: Path) -> Path:
    """Two forms, each with a finding."""
    for name in ("pikp", "egov"):
        form = office / f"rkt/2027/{name}.yml"
        form.write_text(form.read_text().replace("sumber_dana: D", "sumber_dana: X", 1))
    return office


@pytest.mark.parametrize(
    ("where", "path"), [("", "."), ("", "rkt/"), ("rkt/2027", ".."), ("rkt/2027", "."), ("rkt/2027", "../2027/")]
)
def test_a_folder_stands_for_everything_below(broken: Path, where: str, path: str) -> None:
    result = rkt("check", "--format", "json", path, cwd=broken / where)
    assert result.returncode == 1
    assert paths_of(result) == {"rkt/2027/pikp.yml", "rkt/2027/egov.yml"}


def test_a_path_means_the_given_root_even_inside_another_office(
    broken: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    here = tmp_path_factory.mktemp("lain")
    (here / "rkt/2027").mkdir(parents=True)
    (here / "rkt/2027/pikp.yml").write_text("bukan ini\n")
    result = rkt("check", "--root", str(broken), "--format", "json", "rkt/2027/pikp.yml", cwd=here)
    assert paths_of(result) == {"rkt/2027/pikp.yml"}


def test_the_root_may_come_before_the_verb(broken: Path, tmp_path: Path) -> None:
    assert rkt("--root", str(broken), "check", cwd=tmp_path.parent).returncode == 1
    assert rkt(f"--root={broken}", "check", "--year", "2026", cwd=tmp_path.parent).returncode == 0


def test_formatting_tells_what_it_refused(office: Path) -> None:
    (office / "rkt/2027/pikp.yml").write_text("tahun: [\n")
    (office / "rkt/2027/egov.yml").write_text("bidang: egov\ntahun: 2027\n")
    result = rkt("fmt", "rkt/2027/pikp.yml", cwd=office)
    assert result.stdout == "1 berkas tidak dapat dirapikan; perbaiki dulu temuannya.\n"
    assert result.returncode == 1
    result = rkt("fmt", "--check", "rkt/2027", cwd=office)
    assert result.stdout.endswith(" 1 berkas tidak dapat dirapikan; perbaiki dulu temuannya. Jalankan rkt fmt.\n")
    result = rkt("fmt", "rkt/2027", cwd=office)
    assert "dari 4 berkas dirapikan. 1 berkas tidak dapat" in result.stdout
    result = rkt("fmt", "rkt/2027", cwd=office)
    assert result.stdout == "3 berkas sudah rapi. 1 berkas tidak dapat dirapikan; perbaiki dulu temuannya.\n"


def test_a_year_that_is_not_there(office: Path) -> None:
    result = rkt("check", "--year", "2031", cwd=office)
    assert (result.returncode, result.stdout, result.stderr) == (2, "", "rkt: Tidak ada folder rkt/2031.\n")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
@pytest.mark.parametrize("form", ["text", "json"])
def test_the_output_is_utf_8_whatever_the_surroundings_say(broken: Path, encoding: str, form: str) -> None:
    command = [sys.executable, "-m", "rktkit", "check", "--format", form]
    result = subprocess.run(
        command, cwd=broken, capture_output=True, env={**os.environ, "PYTHONIOENCODING": encoding}, check=False
    )
    assert (result.returncode, result.stderr) == (1, b"")
    assert "Sumber dana “XBH” tidak ada dalam pilihan." in result.stdout.decode().replace("\\", "")


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("reader", ["| true", ">&-"])
@pytest.mark.parametrize("verb", ["check", "fmt --check"])
def test_the_exit_status_holds_though_nobody_reads(broken: Path, verb: str, reader: str, unbuffered: str) -> None:
    (broken / "rkt/2027/egov.yml").write_text("tahun:  2027\nsumber_dana:  XBH\n", encoding="utf-8")
    command = f"set -o pipefail; {sys.executable} -m rktkit {verb} {reader}"
    result = subprocess.run(
        ["bash", "-c", command], cwd=broken, capture_output=True, env={**os.environ, "PYTHONUNBUFFERED": unbuffered}
    )
    assert (result.returncode, result.stderr) == (1, b"")


def test_a_closed_file_is_a_finding_and_not_the_end(broken: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from rktkit.ground.files import FolderFiles
    from rktkit.rules.check import check

    class Closed(FolderFiles):
        def read(self, path: str) -> bytes:
            if path == "rkt/2027/pikp.yml":
                raise PermissionError(13, "Permission denied", path)
            return super().read(path)

    found = {(p.rule, p.file) for p in check(Closed(broken)).problems}
    assert found == {("RKT-006", "rkt/2027/pikp.yml"), ("RKT-104", "rkt/2027/egov.yml")}


def test_a_huge_file_is_a_finding(broken: Path) -> None:
    with (broken / "rkt/2027/pikp.yml").open("r+b") as file:
        file.truncate(10 * 1024**3)  # a hole: it takes no room
    result = rkt("check", "--format", "json", cwd=broken)
    assert {p["rule"] for p in json.loads(result.stdout)["problems"]} == {"RKT-004", "RKT-104"}


@pytest.mark.parametrize("hidden", ["\x1b[2J", "\x9b2J", "a\nb", "\u202e", "\udcff"])
def test_no_file_name_reaches_the_terminal_as_it_is(office: Path, hidden: str) -> None:
    place = office / "rkt/2027" / f"{hidden}.yml"
    place.write_text("- a\n")
    for words in (["check"], ["fmt"], ["fmt", "--check"], ["check", str(place)]):
        command: list[str | bytes] = [sys.executable, "-m", "rktkit", *map(os.fsencode, words)]
        result = subprocess.run(command, cwd=office, capture_output=True)
        assert result.returncode == 1
        written = (result.stdout + result.stderr).decode()
        assert hidden not in written
        assert not set(written) & set("\x1b\x9b\u202e")


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_what_was_closed_from_the_start_is_no_error(office: Path, closed: str) -> None:
    command = f"{sys.executable} -m rktkit verify --archive . {closed}"
    assert subprocess.run(["bash", "-c", command], cwd=office, capture_output=True).returncode == 3


@pytest.mark.parametrize(("words", "stream"), [("check", ">"), ("periksa", "2>")])
def test_a_screen_that_takes_nothing_is_told_once_and_quietly(office: Path, words: str, stream: str) -> None:
    command = f"{sys.executable} -m rktkit {words} {stream}/dev/full"
    result = subprocess.run(["bash", "-c", command], cwd=office, capture_output=True, text=True)
    told = {">": "rkt: berkas atau media tidak dapat dipakai (tidak ada ruang lagi).\n", "2>": ""}
    assert (result.returncode, result.stderr) == (2, told[stream])


def test_a_full_disk_names_the_file_and_leaves_nothing_half(office: Path) -> None:
    form = office / "rkt/2027/egov.yml"
    form.write_text(form.read_text(encoding="utf-8").replace("tahun: 2027", "tahun:  2027"), encoding="utf-8")
    before = {place: place.read_bytes() for place in office.rglob("*") if place.is_file()}
    command = f"ulimit -f 0; {sys.executable} -m rktkit fmt rkt/2027/egov.yml | cat; exit ${{PIPESTATUS[0]}}"
    result = subprocess.run(["bash", "-c", command], cwd=office, capture_output=True, text=True)
    assert (result.returncode, result.stderr) == (
        2, f"rkt: berkas atau media tidak dapat dipakai: {form} (terlalu besar).\n"
    )  # fmt: skip
    assert {place: place.read_bytes() for place in office.rglob("*") if place.is_file()} == before


@pytest.mark.parametrize("words", [["form", "2027", "pikp", "--output", "f.xlsx"], ["open", "2028", "--from", "2027"]])
def test_a_link_where_a_form_belongs_is_told_by_every_verb(office: Path, words: list[str]) -> None:
    form = office / "rkt/2027/pikp.yml"
    form.unlink()
    form.symlink_to("egov.yml")
    result = rkt(*words, cwd=office)
    assert result.returncode in {1, 2}
    assert "rkt/2027/pikp.yml" in result.stderr
    assert "kesalahan di dalam" not in result.stderr
