"""Witnesses: an outside office countersigns the head, and what was cut off or rewritten finds none."""

import json
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from rktkit.ground.findings import Refusal
from rktkit.ground.git.repo import Repo
from rktkit.trust import ssh
from rktkit.trust.publish.witness import bring_in
from rktkit.trust.verify.matter import Putusan
from tests.office import Office, Person
from tests.trust.acts import claims, export, in_clone, in_folder, key_of, run, with_machine
from tests.trust.conftest import Terminal


@pytest.fixture
def watched(people: dict[str, Person], tmp_path: Path) -> Office:
    """An office that asks for one witness and has published once."""

    def policy(text: str) -> str:
        witness = f"saksi:\n  - nama: inspektorat\n    kunci: {people['saksi'].public}\n"
        return with_machine(f"{text}  saksi: 1\n", people["mesin"]) + witness

    office = Office.found(tmp_path / "kantor", people, "ssh", policy=policy)
    office.merge()
    run(office)
    return office


def witness(rkt: Terminal, office: Office, folder: Path, *more: str) -> tuple[int, str, str]:
    key = str(office.people["saksi"].key)
    state = ("--state", str(folder / "ingatan.json"), "--output", str(folder / "saksi.sig"))
    return rkt(office.path, "witness", "--key", key, "--name", "inspektorat", *state, *more)


def test_from_the_head_to_the_verdict(rkt: Terminal, watched: Office, tmp_path: Path) -> None:
    trust = (watched.path / "rkt/organisasi.yml").read_bytes()
    waiting = in_folder(export(watched, tmp_path / "satu"), trust=trust)
    assert waiting.putusan is Putusan.TIDAK_PASTI
    assert any("menunggu 1 saksi" in text for text in waiting.lengkap["kurang"])
    assert (waiting.lengkap["ukuran"], waiting.lengkap["sampai"]) == (["1 saksi"], None)
    assert in_clone(watched).putusan is Putusan.SAH, "the office's own clone has main to go by"
    assert witness(rkt, watched, tmp_path)[0] == 2, "without a memory it asks whether this is the first time"
    assert witness(rkt, watched, tmp_path, "--first")[0] == 0
    status, out, _ = rkt(watched.path, "publish", "--saksi", str(tmp_path / "saksi.sig"))
    assert (status, out.splitlines()[-1]) == (0, "Tanda tangan saksi ada di arsip: saksi/1-inspektorat.sig")
    folder = export(watched, tmp_path / "dua")
    verdict = in_folder(folder, trust=trust)
    assert verdict.putusan is Putusan.SAH
    assert not verdict.problems
    (folder / "saksi/1-inspektorat.sig").write_text("palsu")
    assert in_folder(folder, trust=trust).putusan is Putusan.TIDAK_PASTI, "a stranger's file, and no more"


def test_a_rewritten_archive_finds_no_witness(rkt: Terminal, watched: Office, tmp_path: Path) -> None:
    assert witness(rkt, watched, tmp_path, "--first")[0] == 0
    before = json.loads((tmp_path / "ingatan.json").read_text())
    assert before["urutan"] == 1
    watched.amend_plan()
    run(watched)
    assert witness(rkt, watched, tmp_path)[0] == 0
    watched.git("update-ref", "refs/heads/arsip", "arsip^")
    status, _, err = witness(rkt, watched, tmp_path)
    assert (status, "RKT-651" in err) == (1, True)


def test_a_witness_that_the_policy_does_not_know(watched: Office) -> None:
    data = watched.git("show", "arsip:2027/murni-0/manifest.json") + "\n"
    for who, namespace in (("orang-luar", ssh.SAKSI), ("saksi", ssh.NAMESPACE)):
        made = ssh.sign(data.encode(), watched.people[who].key, namespace)
        with Repo(watched.path) as repo, pytest.raises(Refusal, match="RKT-640"):
            bring_in(repo, made, server_time=watched.now)


def test_a_successor_endorses_what_a_retired_machine_sealed(people: dict[str, Person], tmp_path: Path) -> None:
    """Nothing new to publish: any run of publish by the machine in office does it."""
    policy = partial(with_machine, machine=people["mesin"], more="    selesai: 2026-12-01\n")
    office = Office.found(tmp_path / "k", people, "ssh", policy=policy)
    office.merge()
    run(office)
    later = date(2026, 12, 3)
    assert claims(in_clone(office, today=later))["dokumen"] == str(Putusan.TIDAK_PASTI)
    text = (office.path / "rkt/organisasi.yml").read_text()
    entry = f"  - nama: mesin-2\n    kunci: {people['saksi'].public}\n    mulai: 2026-12-02\n"
    office.write({"rkt/organisasi.yml": text + entry})
    office.commit("kepala", "Mesin baru", "-S")
    office.tick(office.now.replace(day=3) - office.now)
    assert not run(office, machine=key_of(office, "saksi")).baru
    assert "saksi/1-penerbit.sig" in office.git("ls-tree", "-r", "--name-only", "arsip").splitlines()
    verdict = in_clone(office, today=later)
    assert verdict.putusan is Putusan.SAH
    assert "mesin-2" in "".join(verdict.bagian[0].terbukti)


@pytest.mark.parametrize(("keys", "counts"), [(("saksi", "orang-luar"), True), (("saksi", "saksi"), False)])
def test_two_witnesses_are_two_names_and_two_keys(
    keys: tuple[str, str], counts: bool, people: dict[str, Person], tmp_path: Path
) -> None:
    names = ("inspektorat", "bappeda")
    entries = "".join(
        f"  - nama: {name}\n    kunci: {people[who].public}\n" for name, who in zip(names, keys, strict=True)
    )

    def policy(text: str) -> str:
        return with_machine(f"{text}  saksi: 2\n", people["mesin"]) + f"saksi:\n{entries}"

    office = Office.found(tmp_path / "kantor", people, "ssh", policy=policy)
    office.merge()
    run(office)
    data = office.git("show", "arsip:2027/murni-0/manifest.json") + "\n"
    folder = export(office, tmp_path / "arsip")
    trust = (office.path / "rkt/organisasi.yml").read_bytes()
    (folder / "saksi").mkdir()
    for name, who in zip(names, keys, strict=True):
        assert in_folder(folder, trust=trust).putusan is Putusan.TIDAK_PASTI
        (folder / f"saksi/1-{name}.sig").write_bytes(ssh.sign(data.encode(), people[who].key, ssh.SAKSI))
    verdict = in_folder(folder, trust=trust)
    assert verdict.putusan is (Putusan.SAH if counts else Putusan.TIDAK_PASTI)
