"""Every cell of the table of threats: an attack that was really made, and a reader who really asks."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache, partial
from html import unescape
from pathlib import Path

import pytest

from rktkit.trust import ssh
from rktkit.trust.verify.matter import Putusan
from tests.office import TODAY, Office, Person, official
from tests.places import PERIKSA
from tests.trust.acts import Archived, export, in_clone, in_folder, key_of, run, with_machine
from tests.trust.insider import slip_in
from tests.trust.tampering import FIRST, SECOND, flip, rechain
from tests.trust.threats import ATTACKERS, BEGIN, END, EXPECTED, PAGE, READERS, TIMES, table

DAYS = {"now": TODAY, "ended": date(2027, 6, 1), "lost": date(2027, 6, 1)}
LETTERS = {Putusan.SAH: "S", Putusan.TIDAK_SAH: "X", Putusan.TIDAK_PASTI: "?"}


@dataclass
class Scene:
    """What an attacker left behind: the repository, the archive as it reaches people, and what they knew before."""

    office: Office
    folder: Path
    trust: bytes
    head: str

    def lose_keys(self) -> "Scene":
        """The publishing key ends, and nobody takes over."""
        old = self.trust.decode()
        new = f"{old}    selesai: 2026-12-01\n"
        office = self.office.copy(self.office.path.with_name("hilang"))
        office.git("switch", "--quiet", "--force", "main")
        office.write({"rkt/organisasi.yml": new})
        office.commit("kepala", "Kunci mesin berakhir", "-S")
        return Scene(office, self.folder, new.encode(), self.head)

    def pdf(self) -> bytes:
        """The newest document that the attacker hands out."""
        newest = json.loads((self.folder / "kepala.json").read_bytes())["publikasi"]
        found: Path = self.folder / newest / "rkt.pdf"
        return found.read_bytes()


def attack(who: str, true: Archived, people: dict[str, Person], place: Path) -> Scene:
    """Make an attack on a copy of the true archive."""
    true = of_the_forge(place, people) if who == "recorder" else true.copy(place)
    office = true.office
    head = str(json.loads(office.git("show", "arsip:kepala.json"))["sha256"])
    folder = place / "arsip"
    if who == "former":
        terms = official(people["lama"], "2023-01-01", "2025-12-31") + official(people["kepala"], "2026-01-01")
        begin = datetime(2025, 12, 1, 1, tzinfo=UTC)
        forged = Office.found(place / "palsu", people, "ssh", terms, begin)
        forged.on_draft()
        cycle = (forged.path / "rkt/2027/siklus.yml").read_text()
        forged.write({"rkt/2027/siklus.yml": cycle.replace(": 2026-1", ": 2025-1")})
        forged.commit("tim", "Jadwal")
        forged.approve()
        forged.merge("lama")
        run(forged, machine=None, seal=key_of(forged, "lama"))
        export(forged, folder)
    elif who == "penerbit":
        export(office, folder)
        flip(folder / SECOND / "rkt.pdf")
        rechain(folder, [FIRST, SECOND])
        for name in (FIRST, SECOND):
            manifest = (folder / name / "manifest.json").read_bytes()
            (folder / name / "manifest.json.penerbit.sig").write_bytes(ssh.sign(manifest, people["mesin"].key))
    else:
        _push(who, office)
        export(office, folder)
    return Scene(office, folder, true.trust, head)


def of_the_forge(place: Path, people: dict[str, Person]) -> Archived:
    """A true archive of an office that asks for the forge's word alone, with a plan and its amendment."""
    office = Office.found(place / "kantor", people, "forge", policy=partial(with_machine, machine=people["mesin"]))
    for merge in (office.merge, office.amend_plan):
        run(office, event=office.event(merge()))
    return Archived.of(office)


def _push(who: str, office: Office) -> None:
    if who == "admin":
        office.git("update-ref", "refs/heads/arsip", "arsip^")
        return
    if who == "nobody":
        return
    if who == "unprotector":
        office.git("switch", "--quiet", "arsip")
        flip(office.path / SECOND / "rkt.pdf")
        office.commit("tim", "Perbaikan")
        office.git("switch", "--quiet", "--force", "main")
        return
    if who == "rewriter":
        office.git("reset", "--quiet", "--hard", "main^")
        office.git("branch", "--quiet", "--force", "draf/2027", "main")
        office.git("update-ref", "refs/heads/arsip", "arsip^")
        office.on_draft()
        office.edit("rkt/2027/siklus.yml", "jenis: murni\nurutan: 0", "jenis: perubahan\nurutan: 1")
        office.edit("rkt/2027/pengesahan.yml", "nomor: 000.7/001", "nomor: 000.7/002")
        office.edit("rkt/2027/pikp.yml", "458805000", "438805000")
        office.commit("tim", "Perubahan")
        slip_in(office, office.merge("kasubag", sign=False), 2027)
        return
    if who == "usurper":
        for old, new in (("kepala", "orang-luar"), ("sekretaris", "saksi")):
            office.edit("rkt/organisasi.yml", office.people[old].public, office.people[new].public)
        office.commit("orang-luar", "Rapikan", "-S")
        office.next_amendment(2)
        office.commit("tim", "Perubahan")
        office.approve("saksi")
        slip_in(office, office.merge("orang-luar"), 2027)
        return
    office.next_amendment(2)
    office.commit("tim", "Perubahan")
    if who == "recorder":  # his record tells of both their accounts, and the machine takes the forge's word
        merged = office.merge("kasubag", sign=False)
        run(office, event=office.event(merged))
        return
    if who == "sekretaris":
        office.approve()
    merged = office.merge({"kepala": "kepala", "sekretaris": "sekretaris"}.get(who, "kasubag"), sign=who != "staff")
    name = slip_in(office, merged, 2027)
    if who == "kepala":
        _sealed_by(office, "kepala", name)


def _sealed_by(office: Office, who: str, name: str) -> None:
    manifest = office.git("show", f"arsip:{name}/manifest.json") + "\n"
    office.git("switch", "--quiet", "arsip")
    (office.path / name / "manifest.json.sig").write_bytes(ssh.sign(manifest.encode(), office.people[who].key))
    office.git("add", "--force", f"{name}/manifest.json.sig")
    office.git("commit", "--quiet", "--amend", "--no-edit")
    office.git("switch", "--quiet", "--force", "main")


# --- readers ---------------------------------------------------------------------------------------------------------


THEN = """
import sys
from datetime import datetime
from rktkit.cli.main import main
from rktkit.cli.verbs.site import made

class Then(datetime):
    @classmethod
    def now(cls, tz=None):
        return cls.fromisoformat(sys.argv[1]).astimezone(tz)

made.datetime = Then
sys.exit(main(["site", "build", "--output", sys.argv[2]]))
"""
"""``rkt site build`` on another day than today."""


@cache
def _site(office: Path, today: date) -> Putusan:
    """What the front page says, as it is built on a day: nothing, what it warns of, or what contradicts."""
    place = office.with_name(f"{office.name}-situs-{today}")
    words = [sys.executable, "-c", THEN, f"{today}T04:00+00:00", str(place)]
    done = subprocess.run(words, cwd=office, capture_output=True, check=False)
    page = unescape((place / "index.html").read_text())
    notices = " ".join(re.findall(r'class="?rkt-peringatan.*?</ul>', page, re.DOTALL))
    told = re.findall(r"(Galat|Peringatan|Saran) RKT-[0-9]{3}", notices)
    assert len(told) == notices.count("RKT-"), "each with how much it weighs"
    assert done.returncode == int("Galat" in told), "the command says what the page says"
    return Putusan.TIDAK_SAH if "Galat" in told else Putusan.TIDAK_PASTI if told else Putusan.SAH


def _alone(scene: Scene) -> Putusan:
    words = [sys.executable, "-I", str(PERIKSA), str(scene.folder), "--kepala", scene.head]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    return {0: Putusan.SAH, 1: Putusan.TIDAK_SAH, 3: Putusan.TIDAK_PASTI}[done.returncode]


def answers(scene: Scene, today: date) -> str:
    """A letter for each reader."""
    ask = partial(in_folder, scene.folder, today)
    said = {
        "klon": in_clone(scene.office, today=today).putusan,
        "kebijakan": ask(trust=scene.trust).putusan,
        "kepala": ask(head=scene.head).putusan,
        "pdf": ask(trust=scene.trust, pdf=scene.pdf()).putusan,
        "situs": _site(scene.office.path, today),
        "periksa": _alone(scene),
    }
    assert said.keys() == READERS.keys()
    return "".join(LETTERS[said[reader]] for reader in READERS)


@pytest.fixture(scope="module")
def scenes(
    sealed_once: Archived, people: dict[str, Person], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str, bool], Scene]]:
    """Each attack is made once, when the first of its cells asks for it."""
    place = tmp_path_factory.mktemp("serangan")

    @cache
    def scene(who: str, lost: bool) -> Scene:
        return scene(who, False).lose_keys() if lost else attack(who, sealed_once, people, place / who)

    yield scene
    shutil.rmtree(place)


@pytest.mark.slow
@pytest.mark.parametrize(("who", "time"), EXPECTED)
def test_what_each_reader_hears(who: str, time: str, scenes: Callable[[str, bool], Scene]) -> None:
    assert answers(scenes(who, time == "lost"), DAYS[time]) == EXPECTED[who, time]


def test_every_cell_is_expected() -> None:
    assert set(EXPECTED) == {(who, time) for who in ATTACKERS for time in TIMES}
    assert {len(letters) for letters in EXPECTED.values()} == {len(READERS)}


def test_the_page_shows_the_table() -> None:
    text = PAGE.read_text()
    assert f"{BEGIN}{table()}{END}" in text, "python -m tests.trust.threats"
