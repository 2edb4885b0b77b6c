"""The gate and the people: one person or two, an office without a Sekretaris, an approval that is taken back."""

import json
import re
import subprocess
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from rktkit.cli.main import main
from rktkit.ground.findings import Refusal
from rktkit.trust.archive.manifest import SEAL
from rktkit.trust.verify.matter import Putusan
from tests.office import Office, Person, official
from tests.trust.acts import Archived, in_clone, key_of, run, with_machine
from tests.trust.insider import rewrite


def test_what_he_acts_as_and_that_it_was_one_person(people: dict[str, Person], tmp_path: Path) -> None:
    terms = official(people["kepala"], "2026-01-01", "2026-11-29")
    terms += official(people["sekretaris"], "2026-11-30", "2027-06-30", status="plt")
    office = Office.found(tmp_path / "k", people, "ssh", terms, policy=partial(with_machine, machine=people["mesin"]))
    office.merge("sekretaris")
    run(office)
    verdict = in_clone(office)
    assert verdict.putusan is Putusan.SAH
    said = "\n".join(verdict.bagian[0].terbukti)
    assert "CONTOH Sekretaris Dinas (Plt. Kepala Dinas)" in said
    assert "menyetujui dan menandatangani: satu orang saja" in said


def test_two_people_where_the_policy_asks_for_them(people: dict[str, Person], tmp_path: Path) -> None:
    terms = official(people["kepala"], "2026-01-01", "2026-11-29")
    terms += official(people["sekretaris"], "2026-11-30", "2027-06-30", status="plt")
    office = Office.found(tmp_path / "k", people, "ssh", terms, policy=lambda text: f"{text}  dua_orang: true\n")
    office.merge("sekretaris")
    with pytest.raises(Refusal, match="RKT-632"):
        run(office, machine=None)


def test_a_key_of_two_people_is_nobodys(people: dict[str, Person], tmp_path: Path) -> None:
    def shared(text: str) -> str:
        return text.replace(people["tim"].public, people["kepala"].public)

    office = Office.found(tmp_path / "k", people, "ssh", policy=shared)
    office.merge()
    with pytest.raises(Refusal, match="RKT-612"):
        run(office, machine=None)


def test_an_office_without_a_sekretaris(people: dict[str, Person], tmp_path: Path) -> None:
    def without(text: str) -> str:
        start, end = text.index("  - kode: sekretaris"), text.index("  - kode: kasubag-perencanaan")
        kept = text[:start].replace("  tempat: ", "  tanpa: [sekretaris]\n  tempat: ", 1) + text[end:]
        return kept.replace("pimpinan: sekretaris", "pimpinan: kasubag-perencanaan")

    office = Office.found(tmp_path / "k", people, "ssh", policy=without)
    office.on_draft().git("reset", "--quiet", "--hard", "HEAD^")
    office.approve("kasubag")
    office.merge()
    run(office, machine=None, seal=key_of(office, "kepala"))
    assert in_clone(office).putusan is Putusan.SAH


def test_an_office_without_a_tim_and_a_sekretaris_knows_whose_turn_it_is(
    people: dict[str, Person], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The Kasubbag writes the draft, approves it, and nobody else's approval lets it through."""

    def without(text: str) -> str:
        start, end = text.index("  - kode: sekretaris"), text.index("  - kode: kasubag-perencanaan")
        kept = text[:start].replace("  tempat: ", "  tanpa: [sekretaris, tim]\n  tempat: ", 1) + text[end:]
        return kept.replace("pimpinan: sekretaris", "pimpinan: kasubag-perencanaan").replace(
            "peran: tim", "peran: kabid"
        )

    office = Office.found(tmp_path / "k", people, "ssh", policy=without)
    office.on_draft().git("reset", "--quiet", "--hard", "HEAD^")
    root = ("--root", str(office.path), "--format", "json")
    assert main(["check", "--root", str(office.path)]) == 0
    capsys.readouterr()
    assert main(["status", "2027", *root]) == 0
    said = json.loads(capsys.readouterr().out)
    assert [turn["langkah"] for turn in said["bola"]] == [9]
    assert [turn["jabatan"] for turn in said["bola"]] == ["kasubag-perencanaan"]
    assert not [step for step in said["langkah"] if re.search(r"Sekretaris|Tim\b", step["pelaku"])]
    office.approve("sekretaris")
    office.merge()
    with pytest.raises(Refusal, match="RKT-63"):
        run(office, machine=None)


def test_a_refusal_on_the_draft_takes_an_approval_back(office: Office) -> None:
    office.on_draft()
    approved = office.sha()
    office.commit("sekretaris", "Ditolak: RKT 2027", "-S")
    office.merge(branch=approved)
    with pytest.raises(Refusal, match="RKT-633"):
        run(office, machine=None)


@pytest.mark.parametrize(
    ("who", "message", "sign"),
    [("kasubag", "Ditolak: RKT 2027", True), ("sekretaris", "Ditolak RKT 2027", True)],
    ids=["another role", "another sentence"],
)
def test_what_takes_no_approval_back(who: str, message: str, sign: bool, office: Office) -> None:
    office.on_draft()
    approved = office.sha()
    office.commit(who, message, *(["-S"] if sign else []))
    office.merge(branch=approved)
    assert run(office, machine=None).baru


def test_an_approval_after_a_refusal_counts_again(office: Office) -> None:
    office.on_draft()
    office.commit("sekretaris", "Ditolak: RKT 2027", "-S")
    office.approve()
    office.merge()
    assert run(office, machine=None).baru


def refused_on_the_draft(office: Office) -> None:
    """A Sekretaris takes back what is published, dated before the merge; all he needs is his key, or his old one."""
    office.on_draft()
    office.commit("sekretaris", "Ditolak: RKT 2027", "-S", at=office.now - timedelta(seconds=90))
    office.git("switch", "--quiet", "main")


def no_commit_on_the_draft(office: Office) -> None:
    """Whoever may push to the draft can put there what Git would never write."""
    raw = f"tree {office.sha('draf/2027^{tree}')}\nparent {office.sha('draf/2027')}\nauthor x\n\nDitolak: RKT 2027\n"
    command = ["git", "hash-object", "-t", "commit", "-w", "--stdin", "--literally"]
    made = subprocess.run(command, cwd=office.path, input=raw.encode(), capture_output=True, check=True)
    office.git("update-ref", "refs/heads/draf/2027", made.stdout.decode().strip())


@pytest.mark.parametrize(
    ("what", "machine", "putusan", "told"),
    [
        (refused_on_the_draft, True, Putusan.SAH, True),
        (refused_on_the_draft, False, Putusan.TIDAK_PASTI, True),
        (no_commit_on_the_draft, True, Putusan.SAH, False),
    ],
    ids=["a refusal", "a refusal, and no machine that saw none", "no commit"],
)
def test_what_comes_onto_a_draft_later_makes_no_publication_forged(
    what: Callable[[Office], None],
    machine: bool,
    putusan: Putusan,
    told: bool,
    people: dict[str, Person],
    tmp_path: Path,
) -> None:
    office = Office.found(tmp_path / "k", people, "ssh", policy=partial(with_machine, machine=people["mesin"]))
    if not machine:
        office = Office.found(tmp_path / "tanpa", people, "ssh")
    office.merge()
    run(office, **({} if machine else {"machine": None, "seal": key_of(office, "kepala")}))
    what(office)
    verdict = in_clone(office)
    assert (verdict.putusan, verdict.problems) == (putusan, ())
    part = verdict.bagian[0]
    assert any("Di cabang draf ada “Ditolak”" in text for text in (*part.terbukti, *part.kurang)) is told


@pytest.mark.parametrize("who", ["tim", "kepala"])
def test_a_seal_that_is_no_machines_of_the_office_does_not_say_that_no_refusal_was_there(
    who: str, people: dict[str, Person], tmp_path: Path
) -> None:
    """A Kepala who goes around a refusal can make any seal himself, but not the machine's that looks for refusals."""
    office = Office.found(tmp_path / "k", people, "ssh")
    office.merge()
    run(office, machine=None, seal=key_of(office, "kepala"))
    refused_on_the_draft(office)
    archived = Archived.of(office)
    folder = archived.export(tmp_path / "arsip")
    manifest = (folder / "2027/murni-0/manifest.json").read_bytes()
    (folder / "2027/murni-0" / SEAL).write_bytes(key_of(office, who)(manifest))
    rewrite(archived, folder)
    part = in_clone(office).bagian[0]
    assert any("Di cabang draf ada “Ditolak”" in text for text in part.kurang)
    assert part.putusan is Putusan.TIDAK_PASTI


def test_what_is_no_commit_on_a_draft_keeps_nothing_from_being_published(office: Office) -> None:
    office.merge()
    no_commit_on_the_draft(office)
    assert run(office, machine=None).baru
