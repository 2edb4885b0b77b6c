"""Whoever signs is called what the office calls him: no face says "Kepala Dinas" of a Camat, an Inspektur or a Plt."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from rktkit.cli.main import main
from rktkit.ground.git.repo import Repo
from rktkit.procedure.founding.questions import Tanya
from rktkit.trust.publish.publish import publish
from tests.office import Office, make_people, official

WRONG = re.compile(r"kepala\s+dinas", re.IGNORECASE)
SAMPLES = "acuan/aturan/"
"""The pages of the rules quote the example office, which is a Dinas."""


def found(place: Path, sebutan: str) -> Office:
    """An office whose head is called so, and has an acting one on the day of signing."""
    (place / "kunci").mkdir()

    def own(text: str) -> str:
        return text.replace("Kepala Dinas", sebutan).replace("Sekretaris Dinas", "Sekretaris")

    people = {role: replace(one, nama=own(one.nama)) for role, one in make_people(place / "kunci").items()}
    term = official(people["lama"], "2023-01-01", "2026-06-30") + official(people["kepala"], "2026-07-01", status="plt")
    office = Office.found(place / "kantor", people, "ssh", term, policy=own)
    office.on_draft().edit("rkt/2027/siklus.yml", "Keputusan Kepala Dinas", f"Keputusan {sebutan}")
    office.commit("tim", "Dasar tim")
    office.approve()
    return office


@pytest.fixture(scope="module", params=["Camat", "Inspektur"])
def office(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Its plan of 2027 is approved, and not merged yet."""
    return found(tmp_path_factory.mktemp("sebutan"), request.param)


def sebutan(office: Office) -> str:
    return office.people["kepala"].nama.removeprefix("CONTOH ")


def test_before_the_signature(office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = ("--root", str(office.path))
    for words in (
        ("check", *root),
        ("check", *root, "--final", "--year", "2027"),
        ("status", "2027", *root),
        ("status", "2027", *root, "--format", "json"),
        ("status", "2027", *root, "--format", "ics"),
        ("timeline", *root),
        ("doctor", *root),
        ("forge", "owners", *root),
        ("forge", "review", *root, "--base", "main", "--output", str(tmp_path / "hasil")),
        ("comment", "--results", str(tmp_path / "hasil/hasil.json")),
        ("compile", "2027", *root, "--final", "--output", str(tmp_path / "naskah")),
        ("sign", "--help"),
    ):
        try:
            main([*words])
        except SystemExit as stop:  # --help
            assert not stop.code
        said = capsys.readouterr()
        assert not WRONG.search(said.out + said.err), words
    pages = "".join(page.extract_text() for page in PdfReader(tmp_path / "naskah/rkt.pdf").pages)
    html = (tmp_path / "naskah/rkt.html").read_text()
    for text in (pages, html):
        assert f"Plt. {sebutan(office)}" in text
        assert not WRONG.search(text)


def test_a_new_cycle_and_an_amendment(office: Office, tmp_path: Path) -> None:
    table = (office.path / "rkt/nomenklatur/2027.csv").read_text()
    other = office.copy(tmp_path / "kantor")
    other.write({"rkt/nomenklatur/2028.csv": table})
    for words in (("2028",), ("2027", "--perubahan", "--output", str(tmp_path / "perubahan"))):
        assert main(["open", *words, "--root", str(other.path), "--start", "2027-09-01"]) == 0
    for folder in (other.path / "rkt/2028", tmp_path / "perubahan"):
        text = (folder / "siklus.yml").read_text()
        assert f"Keputusan {sebutan(office)} Nomor …" in text
        assert not WRONG.search(text)


@pytest.mark.slow
def test_after_it(office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The archive's own words, what its readers are told, and every page of the site."""
    other = office.copy(tmp_path / "kantor")
    other.merge()
    with Repo(other.path) as repo:
        publish(repo, server_time=other.now)
    capsys.readouterr()
    main(["verify", "--root", str(other.path), "--date", date(2026, 12, 2).isoformat()])
    said = capsys.readouterr().out
    assert f"(Plt. {sebutan(office)})" in said
    assert not WRONG.search(said)
    for name in ("README.md", "2027/murni-0/bukti.json", "2027/murni-0/manifest.json"):
        assert not WRONG.search(other.git("show", f"arsip:{name}"))
    main(["site", "build", "--root", str(other.path), "--output", str(tmp_path / "situs")])
    pages = sorted((tmp_path / "situs").rglob("*.html"))
    wrong = [p.relative_to(tmp_path / "situs").as_posix() for p in pages if WRONG.search(p.read_text())]
    assert [name for name in wrong if not name.startswith(SAMPLES) and "kantor-baru" not in name] == []
    assert f"<dd>{sebutan(office)}" in (tmp_path / "situs/sop/index.html").read_text()


@pytest.mark.parametrize(
    ("nama", "kepala", "sekretaris"),
    [
        ("Kecamatan Awayan", "Camat", "Sekretaris Kecamatan"),
        ("Inspektorat Daerah", "Inspektur", "Sekretaris Inspektorat"),
        ("Badan Riset Daerah", "Kepala Badan", "Sekretaris Badan"),
        ("Dinas Perikanan", "Kepala Dinas", "Sekretaris Dinas"),
    ],
)
def test_founding_proposes_the_offices_own_words(nama: str, kepala: str, sekretaris: str) -> None:
    tanya = Tanya(_answers(nama), lambda words: None)
    tanya.semua()
    text = tanya.text()
    assert f'nama: "{kepala}"' in text
    assert f'nama: "{sekretaris}"' in text


def _answers(nama: str) -> Callable[[str], str]:
    def ask(words: str) -> str:
        if words.startswith("Nama instansi"):
            return nama
        typed = {
            "Kode wilayah": "82.01",
            "NIP": "19800101 200501 1 001",
            "Menjabat": "2026-01-02",
            "Kode program": "1.01.02",
        }
        if words.startswith("Apakah instansi ini punya"):
            return "y"
        if "Ada bidang lagi" in words:
            return "t"
        empty = "[" in words or "Enter" in words
        return "" if empty else next((text for begin, text in typed.items() if words.startswith(begin)), "2028")

    return ask
