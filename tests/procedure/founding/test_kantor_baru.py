"""The invented Dinas Perikanan: from an empty machine to a verified archive, by the commands that the guide names."""

import json
import os
import re
import shutil
import subprocess
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
import yaml

from rktkit.ground.yaml.reader import load
from rktkit.plan.load.files import read_values
from tests.places import ROOT
from tests.procedure.founding.answering import KABUPATEN, PERIKANAN, ROWS
from tests.procedure.founding.test_init_workbook import filled_in
from tests.procedure.nomenclature.sheet import workbook

GUIDE = ROOT / "content/panduan/kantor-baru/index.md"
BLOCK = re.compile(r"<!-- uji: mulai -->\n(.*?)<!-- uji: selesai -->", re.DOTALL)
SHELL = re.compile(r"```sh\n(.*?)```", re.DOTALL)
PAGU = 125_000_000
DAY = datetime.now(timezone(timedelta(hours=9))).date()
YEAR = DAY.year + 1
"""The page's year is 2028; here it is the next one, so that the plan is made and signed today."""


def guide() -> list[list[str]]:
    """The commands of each part of the page, in its order."""
    parts = BLOCK.findall(GUIDE.read_text(encoding="utf-8"))
    return [[then(line) for shell in SHELL.findall(part) for line in shell.splitlines()] for part in parts]


def then(text: str) -> str:
    """A text of 2028 as it is for the next year."""
    text = re.sub(r"periode: .*", f"periode: [{YEAR - 1}, {YEAR + 3}]", text)
    return text.replace("2028", "NEXT").replace("2027", str(YEAR - 1)).replace("NEXT", str(YEAR))


class Office:
    """Somebody at a terminal, and the people's keys."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}

    def type(self, line: str, *, may: tuple[int, ...] = (0,), answers: str | None = None) -> str:
        """Run one line of the page, and answer what it asks."""
        program, *words = line.split()
        if program == "cd":
            self.folder = self.folder / words[0]
            return ""
        assert program in ("rkt", "ssh-keygen"), line
        words = ["" if word == '""' else word for word in words]
        command = [sys.executable, "-m", "rktkit", *words] if program == "rkt" else [program, *words]
        done = subprocess.run(
            command, cwd=self.folder, env=self.environment, capture_output=True, text=True, input=answers
        )
        assert done.returncode in may, f"{line}: {done.stdout}{done.stderr}"
        return done.stdout

    def git(self, *words: str, who: str = "pengelola", key: Path | None = None) -> str:
        """Git as somebody, with his key where he signs."""
        named = {f"GIT_{role}_{part}": who for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}
        signing = ["-c", "gpg.format=ssh", "-c", f"user.signingkey={key}"] if key else []
        environment = {**self.environment, **named}
        done = subprocess.run(
            ["git", *signing, *words], cwd=self.folder, env=environment, capture_output=True, text=True
        )
        assert done.returncode == 0, f"git {' '.join(words)}: {done.stderr}"
        return done.stdout


def keys(folder: Path, answers: Path) -> dict[str, Path]:
    """A key for the two who sign, written into the answers."""
    made = {}
    text = answers.read_text(encoding="utf-8")
    for name in ("yrumbiak", "mlatuheru"):
        made[name] = folder / name
        command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(made[name])]
        subprocess.run(command, check=True)
        public = made[name].with_suffix(".pub").read_text().strip()
        text = text.replace(f"akun: [{name}]", f'akun: [{name}], kunci: ["{public}"]')
    answers.write_text(text, encoding="utf-8")
    return made


def fill(form: Path, sasaran: str) -> None:
    """What a bidang does: delete what is not its own, decide the rest, take the marks away."""
    data = yaml.safe_load(form.read_text(encoding="utf-8"))
    data["sasaran"] = [one for one in data["sasaran"] if one["kode"] == sasaran]
    for program in data["program"]:
        program["sasaran"] = sasaran
        program["indikator"] = [
            {"uraian": "Persentase layanan yang tepat waktu", "satuan": "Persen", "pola": "posisi", "target": 90,
             "triwulan": {"tw4": 90}}
        ]  # fmt: skip
        for kegiatan in program["kegiatan"]:
            for sub in kegiatan["sub_kegiatan"]:
                sub |= {"target": 2, "triwulan": {"tw2": 1, "tw4": 1}, "pagu": PAGU, "sumber_dana": "DAU"}
    form.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")


def test_the_examples_of_the_page_can_be_copied() -> None:
    answers, renstra = re.findall(r"```yaml\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    assert read_values(renstra.encode(), "renstra.yml", "renstra")[1] == []
    assert load(answers.encode(), "jawaban.yml")[1] == []
    wajib = yaml.safe_load((PERIKANAN / "jawaban.yml").read_text(encoding="utf-8"))["pengesahan"]
    assert yaml.safe_load(answers)["pengesahan"] == wajib  # the page is walked with what it shows


def typed(values: Any) -> str:
    """What somebody types who is asked for these answers one by one."""
    by_peran = {one["peran"]: one for one in values["jabatan"]}
    by_kode = {one["kode"]: one for one in values["jabatan"]}

    def person(jabatan: Any) -> list[str]:
        [one] = jabatan["pejabat"]
        return [*(one[key] for key in ("nama", "nip", "status", "mulai")), one["akun"][0], *one.get("kunci", ())]

    lines = [values["instansi"][key] for key in ("nama", "singkatan", "pemerintah", "kode_wilayah", "tempat")]
    lines += [values["tahun"], values["sop"]["nomor"], values["sop"]["judul"], *values["pengesahan"]["wajib"], "y", "t"]
    for peran in ("kepala", "sekretaris", "kasubag"):
        lines += [by_peran[peran]["nama"], *person(by_peran[peran])]
    for number, bidang in enumerate(values["bidang"]):
        lines += ["y"] if number else []
        lines += [bidang["nama"], bidang["kode"], " ".join(bidang["program"]), bidang["pimpinan"]]
        lines += person(by_kode[bidang["pimpinan"]]) if bidang["pimpinan"] != "sekretaris" else []
    [machine] = values["penerbit"]
    lines += ["t", machine["kunci"], machine["mulai"], values["nomenklatur"], values["renstra"]]
    return "".join(f"{line}\n" for line in lines)


def found_by(office: Office, cara: str, line: str) -> None:
    """The page's command, or one of the two other ways that it names, with the same answers."""
    answers = office.folder / "jawaban.yml"
    values = yaml.load(answers.read_text(encoding="utf-8"), yaml.BaseLoader)
    if cara == "excel":
        office.type("rkt init --output jawaban.xlsx")
        workbook = office.folder / "jawaban.xlsx"
        workbook.write_bytes(filled_in(workbook.read_bytes(), values))
        office.type(line.replace("jawaban.yml", "jawaban.xlsx"))
    elif cara == "tanya":
        office.type(line.partition(" --answers")[0], answers=typed(values))
    else:
        office.type(line)


def of_a_kabupaten(text: str) -> str:
    """The same answers, of a Dinas of a kabupaten."""
    return text.replace("Provinsi Nusa Timur", "Kabupaten Teluk Biru").replace('"82"', '"82.01"')


@pytest.mark.slow
@pytest.mark.parametrize("cara", ["berkas", "excel", "tanya", "kabupaten"])
def test_the_guide_leads_to_a_verified_archive(tmp_path: Path, cara: str) -> None:
    shutil.copytree(PERIKANAN, tmp_path / "meja")
    (tmp_path / "meja/nomenklatur.xlsx").write_bytes(workbook(KABUPATEN if cara == "kabupaten" else ROWS))
    for name in ("jawaban.yml", "renstra.yml"):
        file = tmp_path / "meja" / name
        text = then(file.read_text(encoding="utf-8"))
        file.write_text(of_a_kabupaten(text) if cara == "kabupaten" else text, encoding="utf-8")
    people = keys(tmp_path, tmp_path / "meja/jawaban.yml")
    office, (machine, found, filled, ready, published) = Office(tmp_path / "meja"), guide()
    for line in machine:
        office.type(line)
    public = (tmp_path / "meja/mesin-penerbit.pub").read_text(encoding="utf-8").strip()
    with (tmp_path / "meja/jawaban.yml").open("a", encoding="utf-8") as answers:
        answers.write(f"penerbit:\n  - {{nama: mesin-penerbit, kunci: {public}, mulai: {DAY}}}\n")
    found_by(office, cara, found[0])
    for line in found[1:]:
        office.type(line)
    year = office.folder / f"rkt/{YEAR}"

    owner = {"sekretariat": "S2", "tangkap": "S1", "budidaya": "S1", "pengawasan": "S1"}
    for bidang, sasaran in owner.items():
        fill(year / f"{bidang}.yml", sasaran)
    siklus = yaml.safe_load((year / "siklus.yml").read_text(encoding="utf-8"))
    siklus["pagu_indikatif"] = dict.fromkeys(owner, PAGU)
    siklus["jadwal"] = {step: DAY.replace() for step in siklus["jadwal"]}
    siklus["disposisi"]["tanggal"] = DAY.replace()
    siklus["sosialisasi"] = {
        "tanggal": DAY.replace(), "tempat": "Aula", "hadir": list(owner), "notulen": "notulen-sosialisasi.md"
    }  # fmt: skip
    (year / "siklus.yml").write_text(yaml.safe_dump(siklus, allow_unicode=True, sort_keys=False), encoding="utf-8")
    (year / "notulen-sosialisasi.md").write_text("# Notulen\n\nForm dijelaskan.\n", encoding="utf-8")
    for line in filled:
        office.type(line)

    (year / "pengesahan.yml").write_text(
        f"nomor: 000.7/021/DISKAN/{DAY.year}\ntanggal: {DAY}\ntempat: Teluk Biru\n"
        "dasar: Peraturan Gubernur Nusa Timur Nomor 14 Tahun 2025\njabatan: kepala\n",
        encoding="utf-8",
    )
    assert "Siap ditandatangani: 11 dari 11 butir" in office.type(ready[0])
    for line in ready[1:]:
        office.type(line)
    shutil.rmtree(office.folder / "build")

    office.git("add", "-A")
    office.git("commit", "-qm", "Form semua bidang dan pengesahan")
    words = ("commit", "-qS", "--allow-empty", "-m", f"Disetujui: RKT {YEAR}")
    office.git(*words, who="Markus Latuheru", key=people["mlatuheru"])
    office.git("switch", "-q", "main")
    merging = ("merge", "-q", "--no-ff", "-S", "-m", f"RKT {YEAR}", f"draf/{YEAR}")
    office.git(*merging, who="Yohana Rumbiak", key=people["yrumbiak"])
    for line in published:
        office.type(line)
    document = json.loads(office.type("rkt verify --format json"))
    assert [(one["publikasi"], one["putusan"]) for one in document["publikasi"]] == [(f"{YEAR}/murni-0", "SAH")]
    assert {claim["putusan"] for claim in document["publikasi"][0]["klaim"]} == {"SAH"}
    plan = json.loads(office.git("show", f"arsip:{YEAR}/murni-0/rkt.json"))
    programs = [program for sasaran in plan["sasaran"] for program in sasaran["program"]]
    levels = {kegiatan["kode"].split(".")[3] for program in programs for kegiatan in program["kegiatan"]}
    assert levels == {"2" if cara == "kabupaten" else "1"}

    office.type(f"rkt nomenklatur import ../nomenklatur.xlsx {YEAR}", may=(2,))  # its year is closed
