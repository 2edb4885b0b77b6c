"""``rkt init`` by questions at a terminal: a wrong answer is asked again at once, and none is lost."""

from pathlib import Path

import pytest
import yaml

from rktkit.cli.main import main
from tests.procedure.founding.answering import KEY, PERSON

TYPED = [
    "Dinas Perikanan", "Diskan", "Kabupaten Sukamaju", "82.01", "Teluk Biru", "2028", "", "ssh", "y", "t",
    "", *PERSON, KEY, "", *PERSON, "", "", *PERSON,
    "Sekretariat", "", "3.25.01", "sekretaris", "y",
    "Bidang Perikanan Tangkap", "", "3.25.03, 3.25.04", "", *PERSON, "t",
    KEY, "2026-01-02", "", "",
]  # fmt: skip
"""What somebody types; every empty answer is Enter."""


def typing(monkeypatch: pytest.MonkeyPatch, folder: Path, typed: list[str]) -> None:
    """Somebody at a terminal in a folder, whose last answer ends the input."""
    answers = iter(typed)

    def read() -> str:
        try:
            return next(answers)
        except StopIteration:
            raise EOFError from None

    monkeypatch.chdir(folder)
    monkeypatch.setattr("builtins.input", read)


def test_the_questions_lead_to_the_same_kind_of_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typing(monkeypatch, tmp_path, TYPED)
    assert main(["init", str(tmp_path / "kantor")]) == 0
    assert "Nama instansi (contoh: Dinas Perikanan): " in capsys.readouterr().out
    values = yaml.safe_load((tmp_path / "kantor/rkt/organisasi.yml").read_text(encoding="utf-8"))
    assert values["instansi"]["tanpa"] == ["tim"]
    assert [one["kode"] for one in values["bidang"]] == ["sekretariat", "perikanan-tangkap"]
    assert [one["peran"] for one in values["jabatan"]] == ["kepala", "sekretaris", "kasubag", "kabid"]
    assert values["pengesahan"] == {"wajib": ["ssh"]}
    assert values["jabatan"][0]["pejabat"][0]["kunci"] == [KEY]
    assert [one["kunci"] for one in values["penerbit"]] == [KEY]
    assert [path.name for path in tmp_path.iterdir()] == ["kantor"]  # the answers need not be kept


@pytest.mark.parametrize(
    ("place", "wrong", "said"),
    [
        (3, "8201", "Tulis 12.34 untuk kabupaten"),
        (5, "28", "Tulis empat angka"),
        (12, "1234", "NIP 18 angka; di sini 4."),
        (13, "tetap", "Status pejabat “tetap” tidak ada dalam pilihan."),
        (14, "2 Januari 2026", "Tulis 2026-01-02."),
        (16, "kunci saya", "bukan kunci publik SSH"),
        (31, "siklus", "bukan siklus atau pengesahan"),
        (32, "3.25.3", "“3.25.3” bukan kode program"),
        (-2, "hilang.xlsx", "hilang.xlsx tidak ada di"),
    ],
)
def test_a_wrong_answer_is_asked_again_at_once(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    place: int,
    wrong: str,
    said: str,
) -> None:
    at = place % len(TYPED)
    typing(monkeypatch, tmp_path, [*TYPED[:at], wrong, *TYPED[at:]])
    assert main(["init", str(tmp_path / "kantor")]) == 0
    assert said in capsys.readouterr().out


def test_what_was_answered_before_the_terminal_closed_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typing(monkeypatch, tmp_path, TYPED[:20])
    assert main(["init", "kantor"]) == 2
    assert "lengkapi, lalu: rkt init" in capsys.readouterr().err
    kept = yaml.safe_load((tmp_path / "kantor-jawaban.yml").read_text(encoding="utf-8"))
    assert (kept["instansi"]["singkatan"], kept["jabatan"][0]["pejabat"][0]["kunci"]) == ("Diskan", [KEY])
    assert main(["init", "kantor"]) == 2
    assert "kantor-jawaban.yml sudah ada" in capsys.readouterr().err
