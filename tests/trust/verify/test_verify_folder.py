"""A citizen with a folder: what he can learn from it, with and without something from elsewhere."""

import ast
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from rktkit.faces.site.collection import read_collection
from rktkit.ground.files import FolderFiles
from rktkit.ground.findings import Severity
from rktkit.trust.verify.matter import Putusan
from tests.trust.acts import head, in_folder, stand_alone
from tests.trust.chain import Authority
from tests.trust.tampering import (
    CHANGES,
    EVERYWHERE,
    FIRST,
    FORMS,
    GAPS,
    GRAVE,
    LATER,
    LOST,
    REWRITES,
    SECOND,
    STRANGERS,
    THIRD,
    flip,
    manifest_of,
    rechain,
    rehash,
    write_manifest,
)


def test_an_intact_folder_proves_only_itself(folder: Path) -> None:
    verdict = in_folder(folder)
    assert verdict.putusan is Putusan.TIDAK_PASTI
    assert not verdict.problems
    assert "--head" in verdict.catatan[0]
    assert "yang terbit sesudahnya" in verdict.catatan[0], "a PDF prints the head before it; the first one prints none"
    status, said = stand_alone(folder)
    assert status == 3
    assert "TIDAK DAPAT DIPASTIKAN" in said


def test_the_verifier_in_the_archive_needs_nothing_else(folder: Path) -> None:
    """One file that an old Python reads, without Git, without our program, and short enough to be read first."""
    own = (folder / "periksa.py").read_text()
    nodes = list(ast.walk(ast.parse(own, feature_version=(3, 8))))
    imported = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    assert imported <= {"__future__", "argparse", "hashlib", "json", "os", "re", "sys", "typing"}
    assert own.count("\n") < 370, "read in ten minutes"
    words = [sys.executable, "-I", "-S", "periksa.py", "--kepala", head(folder)]
    done = subprocess.run(words, cwd=folder, env={"PATH": ""}, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    status, said = stand_alone(folder, "--help")
    assert (status, re.findall(r"(?m)^(\w+):(?: |$)", said)) == (0, ["pemakaian", "Hasil", "argumen", "pilihan"])


@pytest.mark.parametrize("name", ["hashlib.py", "json/__init__.py", "argparse.py"])
def test_what_was_slipped_in_beside_the_verifier_is_not_run(folder: Path, name: str) -> None:
    """Python looks for modules beside the program first: a good verifier in a forged folder would run the forger's."""
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text("print('SAH')\nraise SystemExit(0)\n")
    words = [sys.executable, "periksa.py", "--kepala", head(folder)]
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.count("SAH")) == (0, 1)
    assert f"Diabaikan: {name.partition('/')[0]}," in done.stdout


def test_certificates_alone_do_not_vouch_and_it_is_said_what_would(folder: Path) -> None:
    verdict = in_folder(folder, trust=Authority("Kantor").root.pem)
    assert verdict.putusan is Putusan.TIDAK_PASTI
    assert all(any("berikan" in text for text in part.kurang) for part in verdict.bagian), "never without a reason"


def test_the_head_from_elsewhere_vouches_for_everything(folder: Path) -> None:
    verdict = in_folder(folder, head=head(folder))
    assert verdict.putusan is Putusan.SAH
    assert [part.putusan for part in verdict.bagian] == [Putusan.SAH] * 3
    assert stand_alone(folder, "--kepala", head(folder))[0] == 0
    assert stand_alone(folder, "--kepala", f" {head(folder).upper()}\n")[0] == 0
    assert stand_alone(folder, "--head", head(folder))[0] == 0, "as rkt verify calls it"


@pytest.mark.parametrize("typed", ["3f5a", "", "g" * 64, "0" * 63])
def test_what_is_no_head_accuses_nobody(folder: Path, typed: str) -> None:
    """A slip of the pen is wrong use, not TIDAK SAH; ``rkt verify`` says so as well."""
    assert stand_alone(folder, "--kepala", typed) == (2, "")


def test_an_older_head_vouches_for_what_it_stands_for(folder: Path) -> None:
    old = json.loads((folder / SECOND / "manifest.json").read_text())["sebelumnya"]
    verdict = in_folder(folder, head=old)
    assert [part.putusan for part in verdict.bagian] == [Putusan.SAH, Putusan.TIDAK_PASTI, Putusan.TIDAK_PASTI]
    assert verdict.putusan is Putusan.TIDAK_PASTI
    assert in_folder(folder, head=old, publikasi=FIRST).putusan is Putusan.SAH
    assert stand_alone(folder, "--kepala", old)[0] == 3


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_found(change: str, folder: Path) -> None:
    """With and without a head, by both verifiers and by the site."""
    known = head(folder)
    rule, do = CHANGES[change]
    do(folder)
    questions: tuple[dict[str, Any], ...] = ({}, {"head": known})
    for question in questions:
        verdict = in_folder(folder, **question)
        assert verdict.putusan is Putusan.TIDAK_SAH
        assert rule in {found.rule for found in verdict.problems}
    assert rule in {found.rule for found in read_collection(FolderFiles(folder)).temuan}
    status, said = stand_alone(folder)
    assert status == 1, said
    assert "TIDAK SAH" in said


@pytest.mark.parametrize("form", FORMS)
def test_both_verifiers_know_the_form(form: str, folder: Path) -> None:
    """Even with a head that fits: what is no manifest is none, whoever gives its hash out."""
    FORMS[form](folder)
    known = rehash(folder)
    assert in_folder(folder, head=known).putusan is Putusan.TIDAK_SAH
    status, said = stand_alone(folder, "--kepala", known)
    assert status == 1, said


@pytest.mark.parametrize("change", STRANGERS)
def test_what_does_not_belong_there_is_named_and_no_more(change: str, folder: Path) -> None:
    known = head(folder)
    rule, do = STRANGERS[change]
    do(folder)
    verdict = in_folder(folder, head=known)
    assert rule in {found.rule for found in verdict.problems}
    covered = change in {"another verifier", "another README"}
    assert verdict.putusan is (Putusan.TIDAK_SAH if covered else Putusan.SAH), "the head answers for the root files too"
    assert in_folder(folder).putusan is Putusan.TIDAK_PASTI
    status, said = stand_alone(folder, "--kepala", known)
    assert (status, "jangan jalankan dari sini" in said) == (0, covered)


@pytest.mark.parametrize("name", ["lampiran", "rkt", "manifest"])
def test_a_folder_of_strangers_is_named_once(name: str, folder: Path) -> None:
    for file in ("a.txt", "b.txt"):
        (folder / FIRST / name).mkdir(exist_ok=True)
        (folder / FIRST / name / file).write_text("asing")
    assert [(found.rule, found.file) for found in in_folder(folder).problems] == [("RKT-646", f"{FIRST}/{name}")]
    status, said = stand_alone(folder, "--kepala", head(folder))
    assert (status, f"{FIRST}/{name}" in said) == (0, True)


def test_the_manifest_that_answers_for_the_bytes_is_named(folder: Path) -> None:
    verdict = in_folder(folder, head=head(folder))
    words = [claim.atas_dasar[0] for part in verdict.bagian for claim in part.klaim if claim.klaim == "dokumen"]
    assert [word.partition(", menurut")[0] for word in words] == [
        *(f"Setiap berkas sama dengan manifest yang dirantai {THIRD}" for _ in (FIRST, SECOND)),
        "Setiap berkas sama dengan manifest ini",
    ]


@pytest.mark.parametrize("change", LOST)
def test_a_copy_that_is_not_all_there(change: str, folder: Path) -> None:
    known = head(folder)
    rule, do = LOST[change]
    do(folder)
    verdict = in_folder(folder, head=known)
    assert verdict.putusan is Putusan.TIDAK_PASTI
    assert rule in {found.rule for found in verdict.problems}
    assert stand_alone(folder, "--kepala", known)[0] == 3


@pytest.mark.parametrize("form", LATER)
def test_both_verifiers_read_what_a_later_version_writes(form: str, folder: Path) -> None:
    LATER[form](folder)
    known = rehash(folder)
    (folder / THIRD / "manifest.json.sig").unlink()  # of the manifest as it was
    assert in_folder(folder, head=known, publikasi=SECOND).putusan is Putusan.SAH
    assert stand_alone(folder, "--kepala", known)[0] == 3


@pytest.mark.parametrize("place", EVERYWHERE)
def test_both_verifiers_look_at_everything(place: str, folder: Path) -> None:
    known = head(folder)
    EVERYWHERE[place](folder)
    expected = Putusan.TIDAK_SAH if place in GRAVE else Putusan.TIDAK_PASTI if place in GAPS else Putusan.SAH
    try:
        assert in_folder(folder, head=known).putusan is expected
        status, said = stand_alone(folder, "--kepala", known)
        assert status == expected.exit_status, said
    finally:
        subprocess.run(["rm", "-rf", folder], check=True)  # deeper than Python can take away


@pytest.mark.parametrize("change", REWRITES)
def test_a_rewritten_archive_is_found_with_a_head(change: str, folder: Path) -> None:
    known = head(folder)
    REWRITES[change](folder)
    verdict = in_folder(folder, head=known)
    assert verdict.putusan is Putusan.TIDAK_SAH
    assert "RKT-651" in {found.rule for found in verdict.problems}
    assert [found.rule for found in read_collection(FolderFiles(folder), kepala=[known]).temuan] == ["RKT-651"]
    assert stand_alone(folder, "--kepala", known)[0] == 1
    assert stand_alone(folder)[0] == 3


def test_damage_elsewhere_does_not_touch_a_publication(folder: Path) -> None:
    known = head(folder)
    (folder / SECOND / "rkt.html").write_text("rusak")
    verdict = in_folder(folder, head=known, publikasi=FIRST)
    assert verdict.putusan is Putusan.SAH
    assert "1 temuan pada publikasi lain" in verdict.catatan[0]
    assert in_folder(folder, head=known, publikasi=SECOND).putusan is Putusan.TIDAK_SAH


def test_an_unknown_publication(folder: Path) -> None:
    verdict = in_folder(folder, publikasi="2031/murni-0")
    assert verdict.putusan is Putusan.TIDAK_PASTI, "a mistyped name accuses nobody"
    assert [(found.rule, found.severity) for found in verdict.problems] == [("RKT-663", Severity.PERINGATAN)]
    assert FIRST in verdict.problems[0].hint
    flip(folder / SECOND / "rkt.html")
    assert in_folder(folder, publikasi="2031/murni-0").putusan is Putusan.TIDAK_PASTI, "nor does damage to another"


def test_nothing_is_no_archive(tmp_path: Path) -> None:
    verdict = in_folder(tmp_path)
    assert verdict.putusan is Putusan.TIDAK_PASTI
    assert {found.rule for found in verdict.problems} == {"RKT-667"}
    assert verdict.problems[0].hint.startswith("Pembaca: "), "a citizen is not told to publish"
    assert verdict.catatan == (), "it is not called intact"
    assert in_folder(tmp_path, head="0" * 64).putusan is Putusan.TIDAK_SAH
    assert stand_alone(tmp_path)[0] == 3
    assert stand_alone(tmp_path, "--kepala", "0" * 64)[0] == 1


@pytest.mark.parametrize("tool", ["kode", "typst", "rktkit"])
def test_other_tools_change_no_verdict(folder: Path, tool: str) -> None:
    """In twenty years nobody has today's type-setter: what it made is bound, and never made again to be believed."""
    value = manifest_of(folder, SECOND)
    write_manifest(folder, SECOND, {**value, "alat": {**value["alat"], tool: "0"}})
    flip(folder / SECOND / "rkt.html")
    known = rechain(folder, [FIRST, SECOND, THIRD])
    for reproduce in (False, True):
        verdict = in_folder(folder, publikasi=SECOND, reproduce=reproduce, head=known)
        assert verdict.putusan is Putusan.SAH
        assert not any("Semua dokumen" in text for text in verdict.bagian[0].terbukti)
