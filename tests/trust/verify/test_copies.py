"""Honest copies and honest readers: whatever happens to a copy on its way, nobody is accused."""

import json
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from rktkit.trust import ssh
from rktkit.trust.verify.matter import Putusan
from tests.office import Office, Person
from tests.places import PERIKSA
from tests.trust.acts import Archived, export, head, in_folder, run, stand_alone
from tests.trust.conftest import Terminal
from tests.trust.insider import next_plan
from tests.trust.tampering import FIRST, SECOND

# --- the folder ------------------------------------------------------------------------------------------------------


def test_a_checkout_on_windows(archived_once: Archived, tmp_path: Path) -> None:
    """Git for Windows rewrites line ends unless told not to. The text is the same, the bytes are not."""
    office = archived_once.office
    known = json.loads(office.git("show", "arsip:kepala.json"))["sha256"]
    place = tmp_path / "klon"
    office.git("clone", "--quiet", "-c", "core.autocrlf=true", "--branch=arsip", str(office.path), str(place))
    assert b"\r\n" not in (place / FIRST / "manifest.json").read_bytes(), "the archive says what Git must not touch"
    for path in place.rglob("*"):
        if path.suffix in {".json", ".yml", ".md", ".py", ".html", ".csv", ".sig"} and ".git" not in path.parts:
            path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert b"\r\n" in (place / FIRST / "manifest.json").read_bytes()
    verdict = in_folder(place, head=known)
    assert verdict.putusan is Putusan.TIDAK_PASTI
    assert {found.rule for found in verdict.problems} == {"RKT-653"}
    assert "core.autocrlf=false" in verdict.problems[0].hint
    status, said = stand_alone(place, "--kepala", known)
    assert status == 3
    assert "CRLF" in said
    changed = place / SECOND / "rkt.json"
    changed.write_bytes(changed.read_bytes().replace(b"428805000", b"928805000"))
    assert in_folder(place, head=known).putusan is Putusan.TIDAK_SAH
    assert stand_alone(place, "--kepala", known)[0] == 1


@pytest.mark.parametrize("where", ["", FIRST, f"{FIRST}/sumber/rkt"])
def test_what_systems_leave_behind(where: str, folder: Path) -> None:
    known = head(folder)
    for name in (".DS_Store", "Thumbs.db", "desktop.ini"):
        (folder / where / name).write_bytes(b"\0\1")
    (folder / where / "._rkt.pdf").write_bytes(b"\0\5\x16\7" + bytes(78))
    verdict = in_folder(folder, head=known)
    assert verdict.putusan is Putusan.SAH
    assert [found.rule for found in verdict.problems] == ["RKT-653"]
    assert "4 berkas" in verdict.problems[0].message
    status, said = stand_alone(folder, "--kepala", known)
    assert status == 0
    assert said.count("Diabaikan") == 4


CARRIERS: dict[str, dict[str, bytes]] = {
    "a ZIP from a Mac": {
        "__MACOSX/2027/murni-0/._rkt.pdf": b"\0\5\x16\7" + bytes(78),
        "__MACOSX/._kepala.json": b"\0\5\x16\7" + bytes(78),
    },
    "a USB stick": {
        "System Volume Information/IndexerVolumeGuid": b"{0}",
        "$RECYCLE.BIN/desktop.ini": b"[.ShellClassInfo]",
        ".Trash-1000/info/rkt.pdf.trashinfo": b"[Trash Info]",
        ".Spotlight-V100/VolumeConfiguration.plist": b"<plist/>",
        "autorun.inf": b"[autorun]",
    },
    "the office's own workbook, open in LibreOffice": {f"{FIRST}/.~lock.rkt.xlsx#": b",kasubag,kantor,;"},
    "the office's own workbook, open in Excel": {f"{FIRST}/~$rkt.xlsx": b"\7kasubag"},
}


@pytest.mark.parametrize("carrier", CARRIERS)
def test_what_carried_the_archive_leaves_its_mark_and_no_doubt(carrier: str, folder: Path, trust: bytes) -> None:
    known = head(folder)
    for name, data in CARRIERS[carrier].items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    for verdict in (in_folder(folder, head=known), in_folder(folder, trust=trust)):
        assert verdict.putusan is Putusan.SAH
        assert {found.rule for found in verdict.problems} <= {"RKT-641", "RKT-653"}
        assert "galat" not in {str(found.severity) for found in verdict.problems}
    status, said = stand_alone(folder, "--kepala", known)
    assert status == 0
    assert "Diabaikan" in said


def test_a_clone_without_its_history(rkt: Terminal, archived_once: Archived, tmp_path: Path) -> None:
    office = archived_once.office
    known = json.loads(office.git("show", "arsip:kepala.json"))["sha256"]
    office.git("clone", "--quiet", "--depth=1", "--branch=arsip", f"file://{office.path}", str(tmp_path / "klon"))
    assert rkt(tmp_path / "klon", "verify", "--archive", ".", "--head", known)[0] == 0
    assert rkt(tmp_path / "klon", "verify", "--archive", ".")[0] == 3


def test_a_terminal_that_knows_few_letters(folder: Path) -> None:
    (folder / "Rencana – ćopy.pdf").write_text("")
    done = subprocess.run(
        [sys.executable, PERIKSA, folder], capture_output=True, env={"PYTHONIOENCODING": "ascii"}, check=False
    )
    assert (done.returncode, done.stderr) == (3, b"")


# --- the repository --------------------------------------------------------------------------------------------------


@pytest.fixture
def behind(archived: Archived, tmp_path: Path) -> Office:
    """A clone whose own branches were not brought up to date since; it has fetched what came after."""
    office = archived.office
    office.git("clone", "--quiet", str(office.path), str(tmp_path / "klon"))
    clone = Office(tmp_path / "klon", office.people, "ssh", office.now)
    clone.git("branch", "--quiet", "arsip", "origin/arsip")
    next_plan(office, 2, "kepala")
    run(office, seal=partial(ssh.sign, key=office.people["kepala"].key))
    clone.git("fetch", "--quiet")
    return clone


def test_branches_that_were_not_brought_up_to_date(rkt: Terminal, behind: Office) -> None:
    newest = json.loads(behind.git("show", "origin/arsip:kepala.json"))["sha256"]
    status, said, _ = rkt(behind.path, "verify")
    assert (status, said.count("  SAH\n")) == (0, 4)
    assert rkt(behind.path, "verify", "--head", newest)[0] == 0


def test_a_main_that_was_rewritten_is_not_the_newer_one(rkt: Terminal, behind: Office) -> None:
    behind.git("update-ref", "refs/remotes/origin/main", behind.sha("origin/main^2"))
    assert rkt(behind.path, "verify")[0] == 1


def test_a_tag_of_the_same_name(rkt: Terminal, archived: Archived) -> None:
    office = archived.office
    office.git("tag", "arsip", "arsip~2")
    assert rkt(office.path, "verify", "--archive", "arsip")[1].count("  SAH\n") == 3


@pytest.mark.parametrize("kind", ["blob:none", "tree:0"])
def test_a_clone_that_left_the_files_behind(kind: str, rkt: Terminal, archived: Archived, tmp_path: Path) -> None:
    office = archived.office
    office.git("config", "uploadpack.allowFilter", "true")
    office.git("clone", "--quiet", f"--filter={kind}", f"file://{office.path}", str(tmp_path / "klon"))
    status, said, _ = rkt(tmp_path / "klon", "verify")
    assert status == 3
    assert "RKT-659" in said


def test_a_damaged_object(rkt: Terminal, archived: Archived) -> None:
    office = archived.office
    sha = office.sha("main^2")
    (office.path / ".git/objects" / sha[:2] / sha[2:]).unlink()
    status, said, _ = rkt(office.path, "verify")
    assert status == 3
    assert "ambil ulang" in said


# --- the reader's own policy -----------------------------------------------------------------------------------------


def test_a_key_that_was_changed_since(folder: Path, trust: bytes, archived_once: Archived) -> None:
    """The reader brings today's ``organisasi.yml``; the signature was made with the key of that time."""
    people = archived_once.office.people
    later = trust.replace(people["kepala"].public.encode(), people["tim"].public.encode())
    verdict = in_folder(folder, trust=later)
    assert verdict.putusan is Putusan.TIDAK_PASTI
    known = in_folder(folder, trust=later, head=head(folder))
    assert [part.putusan for part in known.bagian] == [Putusan.SAH] * 3


def test_a_policy_of_somebody_else(folder: Path, trust: bytes) -> None:
    """None of its officials is known there: these signatures are not what the reader trusts."""
    other = trust.replace(b"CONTOH ", b"CONTOH Lain ")
    for person in ("Kepala Dinas", "Sekretaris Dinas"):
        assert f"CONTOH Lain {person}".encode() in other
    lines = [line for line in other.splitlines() if b"kunci:" not in line]
    assert in_folder(folder, trust=b"\n".join(lines)).putusan is Putusan.TIDAK_PASTI


def test_everyday_signatures_are_no_approvals(people: dict[str, Person], tmp_path: Path) -> None:
    """The Sekretaris approved on the forge; the text's last commit carries the signature of the one who typed it."""
    office = Office.found(tmp_path / "kantor", people, "forge, ssh")
    office.on_draft().commit("tim", "Rapikan", "-S")
    merged = office.merge()
    run(office, event=office.event(merged))
    folder = export(office, tmp_path / "arsip")
    verdict = in_folder(folder, trust=(office.path / "rkt/organisasi.yml").read_bytes())
    assert verdict.putusan is Putusan.TIDAK_PASTI
    assert not verdict.problems
    assert any("forge" in text for text in verdict.bagian[0].kurang)
    assert in_folder(folder, head=head(folder)).putusan is Putusan.SAH
