"""``rkt publish``, ``rkt sign`` and ``rkt verify`` as a person types them."""

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from rktkit.trust.approval.record import evidence_json
from tests.office import Office, Person, official
from tests.trust.acts import Archived
from tests.trust.conftest import Terminal

ADDRESSES = (
    *(
        "notaurl",
        "javascript:alert(1)",
        "ftp://a",
        "https://",
        "https://nama:sandi@rkt.go.id",
        "https://rkt.go.id/?x=1",
    ),
    *("https://rkt.go.id/#y", "https://rkt.go.id/a b", "https://rkt.go.id/\u202e", "https://[::1", "//rkt.go.id"),
)


@pytest.fixture
def today(people: dict[str, Person], tmp_path: Path) -> Office:
    """An office whose clock is right, with a forge and signatures."""
    kepala = official(people["kepala"], "2023-01-01")
    now = datetime.now(UTC).replace(microsecond=0) - timedelta(minutes=20)
    return Office.found(tmp_path / "kantor", people, "forge, ssh", kepala, now)


def test_from_the_merge_to_the_verdict(rkt: Terminal, today: Office, tmp_path: Path) -> None:
    merged = today.merge()
    status, out, err = rkt(today.path, "publish")
    assert (status, out) == (1, "")
    assert "RKT-614" in err
    assert err.endswith("Ikuti petunjuknya, lalu ulangi perintahnya.\n"), "rkt check would find nothing"
    event = tmp_path / "peristiwa.json"
    event.write_text(json.dumps(evidence_json(today.event(merged))))
    status, out, _ = rkt(today.path / "rkt", "publish", "--event", str(event), "--url", "https://rkt.contoh.invalid")
    assert status == 0
    assert "2027/murni-0 terbit." in out
    bukti = json.loads(today.git("show", "arsip:2027/murni-0/bukti.json"))
    assert bukti["alamat"] == "https://rkt.contoh.invalid/arsip/2027/murni-0/"
    status, out, _ = rkt(today.path, "publish", "--commit", "main", "--format", "json")
    assert status == 0
    assert json.loads(out)["baru"] is False
    status, out, _ = rkt(today.path, "sign", "2027", "--with", "ssh", "--key", str(today.people["kepala"].key))
    assert status == 0
    assert "2027/murni-0-ttd-1" in out
    head = json.loads(today.git("show", "arsip:kepala.json"))["sha256"]
    for again in (["publish"], ["sign", "2027", "--with", "ssh", "--key", str(today.people["kepala"].key)]):
        status, out, _ = rkt(today.path, *again)
        assert (status, f"kepala arsip {head}\n" in out) == (0, True)
    status, out, _ = rkt(today.path, "verify")
    assert (status, out.splitlines()[-1]) == (0, "SAH")
    assert re.search(r"Digabungkan .*, \d+ \w+ \d{4} pukul \d\d\.\d\d WITA, menurut tanda tangan SSH", out)


def test_what_verify_says(rkt: Terminal, archived: Archived, tmp_path: Path) -> None:
    folder = archived.export(tmp_path / "arsip")
    head = json.loads((folder / "kepala.json").read_text())["sha256"]
    where = ("--archive", str(folder))
    assert rkt(tmp_path, "verify", *where)[0] == 3
    assert rkt(tmp_path, "verify", "2027/murni-0", *where, "--head", head.upper())[0] == 0
    assert rkt(tmp_path, "verify", *where, "--root", str(archived.office.path))[0] == 0
    assert rkt(archived.office.path, "verify", "--archive", "arsip~1", "--head", head)[0] == 1
    trust = str(archived.office.path / "rkt/organisasi.yml")
    status, out, _ = rkt(tmp_path, "verify", *where, "--trust", trust, "--format", "json")
    assert status == 0
    verdict = json.loads(out)
    assert verdict["putusan"] == "SAH"
    assert [part["putusan"] for part in verdict["publikasi"]] == ["SAH"] * 3
    (folder / "2027/murni-0/rkt.json").write_text("{}")
    status, out, _ = rkt(tmp_path, "verify", *where)
    assert status == 1
    assert out.splitlines()[-1] == "TIDAK SAH"
    assert "RKT-644" in out
    status, out, _ = rkt(tmp_path, "verify", "2027/murni-0", *where)
    assert (status, "sama dengan hasil kompilasi" in out) == (1, False), "a changed file is the same as nothing"


@pytest.mark.parametrize("name", ["arsip-salah-ketik", "arsip.zip"])
def test_a_reader_without_a_repository_is_told_of_his_folder(rkt: Terminal, tmp_path: Path, name: str) -> None:
    (tmp_path / "arsip.zip").write_bytes(b"PK")
    status, out, err = rkt(tmp_path, "verify", "--archive", name)
    assert (status, out) == (2, "")
    assert err.startswith(f"rkt: {name} bukan folder."), "he has no repository, and needs none"


def test_how_to_fetch_the_archive_is_said_so_that_it_works(rkt: Terminal, archived: Archived, tmp_path: Path) -> None:
    """A clone of one branch fetches no other by its name alone."""
    clone = tmp_path / "klon"
    archived.office.git(
        "clone", "--quiet", "--single-branch", "--branch=main", f"file://{archived.office.path}", str(clone)
    )
    status, _, err = rkt(clone, "verify")
    assert status == 2
    command = err.strip().rpartition("git fetch ")[2].removesuffix(".").split()
    Office(clone, archived.office.people, "ssh", archived.office.now).git("fetch", "--quiet", *command)
    assert rkt(clone, "verify")[0] == 0


@pytest.mark.parametrize(
    "words",
    [
        ("verify", "--head", "bukan"),
        ("verify", "--archive", "tidak-ada"),
        ("verify", "--archive", "--upload-pack=x"),
        ("verify", "--pdf", "tidak-ada.pdf"),
        ("verify", "--trust", "tidak-ada.yml"),
        ("publish", "--event", "tidak-ada.json"),
        ("publish", "--commit", "tidak-ada"),
        ("publish", "--introduce", "-x"),
        ("publish", "--key", "tidak-ada"),
        *(("publish", "--url", url) for url in ADDRESSES),
        ("sign", "2027"),
        ("sign", "2027", "--with", "ssh"),
        ("sign", "dua", "--with", "ssh", "--key", "k"),
    ],
)
def test_wrong_use(rkt: Terminal, office: Office, words: tuple[str, ...]) -> None:
    status, out, err = rkt(office.path, *words)
    assert (status, out) == (2, "")
    assert err.startswith("rkt: ")
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("verify", "--pdf", "tidak-ada.pdf"), "tidak-ada.pdf tidak dapat dibaca (tidak ada)"),
        (("verify", "--trust", ".git/refs"), ".git/refs tidak memuat organisasi.yml atau sertifikat (.pem)"),
        (("publish", "--event", "rkt/organisasi.yml/x"), "(di bawah sesuatu yang bukan folder)"),
        (("sign", "2027", "--with", "bsre", "--config", "x.yml"), "x.yml tidak dapat dibaca (tidak ada)"),
    ],
)
def test_why_a_file_cannot_be_read_is_said_in_our_words(
    rkt: Terminal, archived: Archived, words: tuple[str, ...], why: str
) -> None:
    assert why in rkt(archived.office.path, *words)[2]


def test_nothing_published_yet(rkt: Terminal, office: Office) -> None:
    assert rkt(office.path, "verify")[0] == 2
    status, _, err = rkt(office.path, "sign", "2027", "--with", "ssh", "--key", str(office.people["kepala"].key))
    assert status == 1
    assert "RKT-663" in err


def test_a_key_that_does_not_count(rkt: Terminal, archived: Archived) -> None:
    office = archived.office
    office.git("update-ref", "refs/heads/arsip", "arsip^")
    for key, expected, said in (
        (office.people["kasubag"].key, 1, "RKT-640"),
        (office.path / "tidak-ada", 2, "tidak ada."),
    ):
        status, _, err = rkt(office.path, "sign", "2027", "--with", "ssh", "--key", str(key))
        assert status == expected
        assert said in err


def test_a_published_cycle_is_final_in_every_worktree(rkt: Terminal, archived: Archived, tmp_path: Path) -> None:
    """There ``.git`` is a file, and the branches are kept elsewhere."""
    archived.office.git("worktree", "add", "--quiet", "--detach", str(tmp_path / "lain"), "main")
    (tmp_path / "lain/rkt/2027/pikp.yml").unlink()
    status, out, _ = rkt(tmp_path / "lain", "check")
    assert status == 1
    assert "galat RKT-509" in out


def test_a_refusal_is_json_where_json_was_asked_for(rkt: Terminal, office: Office) -> None:
    office.merge("kasubag", sign=False)
    status, out, err = rkt(office.path, "publish", "--format", "json")
    assert (status, err) == (1, "")
    assert [found["rule"] for found in json.loads(out)["problems"]] == ["RKT-621"]


def test_a_folder_that_is_not_there_is_called_so_outside_git(rkt: Terminal, tmp_path: Path) -> None:
    (tmp_path / "rkt").mkdir()
    (tmp_path / "rkt/organisasi.yml").touch()
    status, _, err = rkt(tmp_path, "verify", "--archive", "/tidak/ada")
    assert status == 2
    assert err.startswith("rkt: /tidak/ada bukan folder.")


def test_a_key_that_comes_too_late_is_told(rkt: Terminal, archived: Archived) -> None:
    office = archived.office
    key = str(office.people["kepala"].key)
    _, out, _ = rkt(office.path, "publish", "--key", key)
    assert "Tidak ada yang ditandatangani; untuk itu pakai rkt sign." in out


def test_a_reader_is_told_what_he_can_give(rkt: Terminal, archived: Archived, tmp_path: Path) -> None:
    folder = archived.export(tmp_path / "arsip")
    head = json.loads((folder / "kepala.json").read_text())["sha256"]
    pdf = str(folder / "2027/murni-0/rkt.pdf")
    status, _, err = rkt(tmp_path, "verify", "--pdf", pdf)
    assert (status, "--archive FOLDER" in err) == (2, True), "outside a repository"
    assert rkt(tmp_path, "verify", "--archive", str(folder), "--kepala", head)[0] == 0, "as periksa.py calls it"
    archived.office.git("branch", "-D", "arsip")
    status, _, err = rkt(archived.office.path, "verify")
    assert (status, "--archive FOLDER" in err, "origin" in err) == (2, True, False), "there is nothing to fetch from"
    archived.office.git("remote", "add", "origin", str(folder))
    assert "git fetch origin arsip:arsip" in rkt(archived.office.path, "verify")[2]


def test_a_forge_that_cannot_be_reached_is_told_with_its_remedy(rkt: Terminal, archived: Archived) -> None:
    archived.office.git("remote", "add", "origin", "http://tidak-ada.invalid/rkt.git")
    status, _, err = rkt(archived.office.path, "publish", "--push", "origin")
    assert (status, "RKT-666" in err) == (1, True)
    assert "→ Periksa sambungan dan alamat forge, lalu ulangi." in err
