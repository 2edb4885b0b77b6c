"""What the site says of its own archive, by the repository that it is built from."""

import json
from html import unescape
from pathlib import Path

from rktkit.ground.git.repo import Repo
from rktkit.trust.archive.read import read_branch
from rktkit.trust.publish.publish import publish
from rktkit.trust.verify.question import History
from rktkit.trust.verify.verdict import against
from tests.office import Office
from tests.trust.acts import Archived
from tests.trust.conftest import Terminal
from tests.trust.tampering import FIRST


def found(office: Office) -> list[str]:
    with Repo(office.path) as repo:
        tip, main = repo.resolve("refs/heads/arsip"), repo.resolve("main")
        return [one.rule for one in against(read_branch(repo, tip), History(repo, main, tip))]


def test_nothing_is_said_against_a_true_archive(archived_once: Archived) -> None:
    assert found(archived_once.office) == []


def test_a_policy_rolled_back_is_on_the_front_page(archived: Archived, rkt: Terminal, tmp_path: Path) -> None:
    """The Kepala Dinas had changed it; somebody puts the old one back. The front page tells, and the command."""
    office = archived.office
    old = (office.path / "rkt/organisasi.yml").read_text()
    office.write({"rkt/organisasi.yml": f"{old}# kunci baru\n"})
    office.commit("kepala", "Kebijakan baru", "-S")
    assert found(office) == []
    office.write({"rkt/organisasi.yml": old})
    office.commit("kasubag", "Kembali ke yang lama", "-S")
    assert found(office) == ["RKT-635"]
    status, out, err = rkt(office.path, "site", "build", "--output", str(tmp_path / "situs"))
    assert (status, "RKT-635" in err) == (0, True), "what was published stands"
    assert "2 RKT" in out
    assert "RKT-635" in unescape((tmp_path / "situs/index.html").read_text())


ACCUSED = "Bandingkan dengan arsip dari sumber resmi lain."


def test_a_merge_that_waits_to_be_published_is_a_warning_and_no_accusation(
    sealed: Archived, rkt: Terminal, tmp_path: Path
) -> None:
    """Each finding says how much it weighs; what contradicts is called so, and what only waits is not."""
    office = sealed.office
    office.git("update-ref", "refs/heads/arsip", "arsip^")

    def front(name: str) -> tuple[int, str]:
        status = rkt(office.path, "site", "build", "--output", str(tmp_path / name))[0]
        return status, unescape((tmp_path / name / "index.html").read_text())

    status, page = front("menunggu")
    assert (status, "Peringatan RKT-663" in page, ACCUSED in page) == (0, True, False)
    office.git("switch", "--quiet", "arsip")
    office.write({f"{FIRST}/rkt.json": "{}"})
    office.commit("tim", "Ubah")
    office.git("switch", "--quiet", "--force", "main")
    status, page = front("diubah")
    assert (status, "Galat RKT-644" in page, ACCUSED in page) == (1, True, True)


def test_a_weaker_policy_does_not_excuse_itself(archived: Archived) -> None:
    """It asks for no signature any more; what counts is what the one before it asked for."""
    archived.office.edit("rkt/organisasi.yml", "wajib: [ssh]", "wajib: [forge]")
    archived.office.commit("kasubag", "Lebih mudah", "-S")
    assert found(archived.office) == ["RKT-635"]


def test_a_forges_change_of_the_policy_accuses_nobody(forged: Office) -> None:
    """Its record comes with the next publication."""
    merged = forged.merge(sign=False)
    with Repo(forged.path) as repo:
        publish(repo, server_time=forged.now, event=forged.event(merged))
    forged.git("switch", "--quiet", "-c", "kebijakan")
    forged.edit("rkt/organisasi.yml", "wajib: [forge]", "wajib: [forge] # baru")
    forged.commit("kasubag", "Kebijakan baru")
    forged.merge(sign=False, branch="kebijakan")
    assert found(forged) == []


def test_a_branch_that_was_rewritten(archived: Archived) -> None:
    """Every file is right; the way there is not, or not the one that was fetched before."""
    office = archived.office
    seen = office.sha("arsip")
    office.git("switch", "--quiet", "arsip")
    good = (office.path / FIRST / "rkt.json").read_text()
    for text in ("{}", good):
        office.write({f"{FIRST}/rkt.json": text})
        office.commit("tim", "Sunting")
    office.git("switch", "--quiet", "main")
    assert set(found(office)) == {"RKT-650"}
    office.git("update-ref", "refs/remotes/origin/arsip", seen)
    office.git("update-ref", "refs/heads/arsip", office.git("commit-tree", "arsip^{tree}", "-m", "Arsip"))
    with Repo(office.path) as repo:
        assert not read_branch(repo, repo.resolve("refs/heads/arsip")).problems
    assert found(office) == ["RKT-657"]


def test_a_site_that_has_shown_a_newer_head(archived: Archived, rkt: Terminal, tmp_path: Path) -> None:
    """The branch went back between two builds in the same place."""
    output = tmp_path / "situs"
    assert rkt(archived.office.path, "site", "build", "--output", str(output))[0] == 0
    head = json.loads(archived.office.git("show", "arsip:kepala.json"))["sha256"]
    assert any(head in page.read_text() for page in output.rglob("*.html"))
    archived.office.git("update-ref", "refs/heads/arsip", "arsip^")
    status, _, err = rkt(archived.office.path, "site", "build", "--output", str(output))
    assert (status, "RKT-651" in err) == (1, True)
