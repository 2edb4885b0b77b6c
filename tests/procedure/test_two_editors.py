"""An old archive, an amendment under way, the next year open; two people at the same form, one in Excel, one in YAML.

2025 and 2026 (amended once) are published with real keys. 2026 is being amended again while 2027 is collected. The
Kabid fills PIKP's form in a workbook, the Kasubag mends it with the pencil; whoever is merged first, nothing is lost.
"""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from rktkit.cli.main import main
from rktkit.ground.files import FolderFiles
from rktkit.ground.git.files import CommitFiles
from rktkit.ground.git.repo import Repo
from rktkit.plan.load.office import load_organisasi
from rktkit.procedure.rehearsal.office import Kantor, Orang, kunci_contoh
from rktkit.trust import ssh
from rktkit.trust.publish.publish import publish
from tests.faces.excel.office import Buku
from tests.git import ENVIRONMENT

DAY = date(2026, 11, 24)
DRAF, FORM = "draf/2027", "rkt/2027/pikp.yml"
EXCEL, PENCIL = "bidang/pikp-2027", "contoh-kasubag-patch-1"


@pytest.fixture
def kantor(years: Path, tmp_path: Path) -> Iterator[Kantor]:
    """Its people at work again, with the same keys."""
    place, keys = tmp_path / "kantor", tmp_path / "kunci"
    shutil.copytree(years, place)
    keys.mkdir()
    with Repo(place) as repo:
        organisasi, _ = load_organisasi(CommitFiles(repo, repo.resolve("main")))
        assert organisasi is not None
        people: dict[tuple[str, date], Orang] = {}
        for jabatan in organisasi.jabatan:
            for pejabat in jabatan.pejabat:
                key = keys / f"{len(people)}"
                kunci_contoh(key, pejabat.nama)
                address = f"{jabatan.kode}@contoh.invalid"
                people[jabatan.kode, pejabat.mulai] = Orang(pejabat.nama, address, key)
        kunci_contoh(keys / "mesin", "mesin-penerbit")
        kantor = Kantor(repo, organisasi, people, partial(ssh.sign, key=keys / "mesin"))
        kantor.hari(DAY)
        yield kantor


class Desk:
    """Somebody's clone."""

    def __init__(self, kantor: Kantor, place: Path) -> None:
        self.place, self.kantor = place, kantor
        subprocess.run(["git", "clone", "--quiet", kantor.repo.root, place], env=ENVIRONMENT, check=True)

    def git(self, *words: str) -> str:
        when = self.kantor.waktu.isoformat()
        environment = {**ENVIRONMENT, "GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
        run = subprocess.run(["git", *words], cwd=self.place, env=environment, capture_output=True, text=True)
        assert run.returncode == 0, run.stderr
        return run.stdout.strip()

    def begin(self, branch: str, base: str) -> None:
        self.git("fetch", "--quiet", "origin")
        self.git("switch", "--quiet", "--force-create", branch, f"origin/{base}")

    def keep(self, branch: str, message: str) -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", message)
        self.git("push", "--quiet", "origin", f"HEAD:{branch}")

    def review(self, branch: str, folder: Path) -> dict[str, Any]:
        """What the request's run would find."""
        self.begin(branch, branch)
        words = ["forge", "review", "--base", DRAF, "--no-draft", "--root", str(self.place), "--output", str(folder)]
        status = main(words)
        found = dict(json.loads((folder / "hasil.json").read_bytes()))
        assert status == 0, found["temuan"]
        return found

    def merge(self, branch: str, base: str) -> None:
        self.begin("gabung", base)
        self.git("merge", "--quiet", "--no-ff", "--message", f"Gabungkan {branch}", f"origin/{branch}")
        self.git("push", "--quiet", "origin", f"HEAD:{base}")

    def status(self, year: int, file: Path) -> dict[str, Any]:
        self.git("fetch", "--quiet", "origin")
        words = ["status", str(year), "--format", "json", "--output", str(file), "--root", str(self.place)]
        assert main(words) == 0
        return dict(json.loads(file.read_bytes()))


def amended(kantor: Kantor, desk: Desk) -> None:
    """2026 is opened for its second amendment, and E-Government's form has come in."""
    desk.begin("draf/2026", "main")
    assert main(["open", "2026", "--perubahan", "--start", "2026-11-02", "--root", str(desk.place)]) == 0
    folder = desk.place / "rkt/2026"
    for file in folder.glob("*.yml"):
        file.write_text(re.sub(r"(?m)^ *# TINJAU.*\n", "", file.read_text()))
    siklus = re.sub(r"(?m)^# (?=tim:|sosialisasi:|  )", "", (folder / "siklus.yml").read_text())
    (folder / "siklus.yml").write_text(siklus.replace("Nomor …", "Nomor 1").replace("tempat: …", "tempat: Aula"))
    (folder / "notulen-sosialisasi-perubahan-2.md").write_text("Hadir semua.\n")
    form = folder / "egov.yml"
    pagu = re.search(r"pagu: ([0-9]+)", form.read_text())
    assert pagu is not None
    form.write_text(form.read_text().replace(pagu[0], f"pagu: {int(pagu[1]) - 1_000_000}", 1))
    desk.keep("draf/2026", "Buka RKT Perubahan 2026 yang kedua")


def signed(kantor: Kantor) -> str:
    """The decision, the Sekretaris' *ya*, the Kepala Dinas' merge, and the publication's name."""
    number = b"nomor: 000.7/077/DISKOMINFOSAN/2026\ntanggal: 2026-11-24\ntempat: Paringin\njabatan: kepala\n"
    basis = b"dasar: Peraturan Presiden Nomor 29 Tahun 2014 tentang Sistem Akuntabilitas Kinerja Instansi Pemerintah\n"
    kantor.commit(kantor.berperan("tim"), "draf/2026", "Ajukan", {"rkt/2026/pengesahan.yml": number + basis})
    kantor.commit(kantor.berperan("sekretaris"), "draf/2026", "Disetujui: RKT 2026", {})
    merge = kantor.merge(kantor.berperan("kepala"), "main", "draf/2026", "Tetapkan RKT Perubahan 2026")
    when = kantor.waktu + timedelta(minutes=5)
    return publish(kantor.repo, server_time=when, commit=merge, machine=kantor.segel).publikasi


def edited(kantor: Kantor, folder: Path) -> None:
    """Both begin from the same draft: a pagu in the workbook, a note and a target with the pencil."""
    excel, pencil = Desk(kantor, folder / "excel"), Desk(kantor, folder / "pensil")
    excel.begin(EXCEL, DRAF)
    book = folder / "form.xlsx"
    book.write_bytes(Buku.of("pikp", FolderFiles(excel.place), 2027).put("Sub Kegiatan", "pagu", 3, 41_000_000).save())
    assert main(["import", str(book), "--root", str(excel.place)]) == 0
    excel.keep(EXCEL, "Form PIKP dari Excel")
    pencil.begin(PENCIL, DRAF)
    file = pencil.place / FORM
    assert file.read_text().count("pagu: 425000000") == 1
    file.write_text(file.read_text().replace("pagu: 425000000", "pagu: 424000000"))
    pencil.keep(PENCIL, "Pagu diperbaiki")


@pytest.mark.parametrize("order", [(EXCEL, PENCIL), (PENCIL, EXCEL)], ids=["excel first", "pencil first"])
def test_nothing_is_lost_and_no_year_disturbs_another(
    kantor: Kantor, tmp_path: Path, capsys: pytest.CaptureFixture[str], order: tuple[str, str]
) -> None:
    desk = Desk(kantor, tmp_path / "kasubag")
    amended(kantor, desk)
    edited(kantor, tmp_path)

    # Each is told of the other at once, and neither is blamed for anything.
    for branch, other in (order, order[::-1]):
        found = desk.review(branch, tmp_path / "hasil")
        assert [one["cabang"] for one in found["bersamaan"]] == [[other]]
        assert [one for one in found["temuan"] if one["asal"] == "permintaan"] == []

    # After the first is merged the second is judged with it; it takes nothing back.
    desk.merge(order[0], DRAF)
    found = desk.review(order[1], tmp_path / "hasil")
    assert not found["bentrok"]
    assert found["bersamaan"] == []
    assert [one for one in found["temuan"] if one["asal"] == "permintaan"] == []
    desk.merge(order[1], DRAF)
    form = kantor.files(DRAF).read(FORM).decode()
    pagu = (41_000_000, 424_000_000, 40_000_000, 425_000_000)
    assert [form.count(f"pagu: {rupiah}\n") for rupiah in pagu] == [1, 1, 0, 0]

    # The two cycles at work tell of themselves alone.
    now = desk.status(2027, tmp_path / "2027.json")
    states = {one["bidang"]: one["keadaan"] for one in now["form"]}
    assert (states["pikp"], states["persandian"]) == ("diterima", "belum")
    then = desk.status(2026, tmp_path / "2026.json")
    assert (then["jenis"], then["urutan"], then["publikasi"]) == ("perubahan", 2, "2026/perubahan-2")

    # The amendment is signed and published while 2027 stays open; the whole archive is true.
    assert signed(kantor) == "2026/perubahan-2"
    reader = Desk(kantor, tmp_path / "pembaca")
    reader.git("fetch", "--quiet", "origin", "arsip:arsip")
    capsys.readouterr()
    assert main(["verify", "--format", "json", "--root", str(reader.place)]) == 0
    verdict = json.loads(capsys.readouterr().out)
    names = ["2025/murni-0", "2026/murni-0", "2026/perubahan-1", "2026/perubahan-2"]
    assert [(one["publikasi"], one["putusan"]) for one in verdict["publikasi"]] == [(name, "SAH") for name in names]
    assert main(["check", "--root", str(reader.place)]) == 0
    assert reader.status(2027, tmp_path / "2027.json")["form"] == now["form"]
