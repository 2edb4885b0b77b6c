"""Who is named for what was done: the owner of the key or the account, whatever a commit's author line says."""

from pathlib import Path

import pytest

from rktkit.ground.files import FolderFiles
from rktkit.ground.git.repo import Repo
from rktkit.procedure.facts.history import situation
from rktkit.procedure.sop import Keadaan
from rktkit.trust.publish.publish import publish
from tests.office import Office, Person, make_people, official

LAPTOP = "--author=laptop-kantor <laptop@contoh.invalid>"


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Person]:
    return make_people(tmp_path_factory.mktemp("orang"))


def office(people: dict[str, Person], folder: Path, wajib: str) -> Office:
    return Office.found(folder / "kantor", people, wajib, official(people["kepala"], "2026-01-01"))


def state(office: Office) -> Keadaan:
    with Repo(office.path) as repo:
        return situation(FolderFiles(office.path), 2027, repo)[0]


def named(office: Office) -> list[str | None]:
    """Who is told for steps 8, 9 and 10."""
    found = state(office)
    return [event.oleh if event else None for event in (found.diajukan, found.disetujui, found.ditetapkan)]


def test_a_signed_commit_is_the_act_of_the_keys_owner(people: dict[str, Person], tmp_path: Path) -> None:
    kantor = office(people, tmp_path, "ssh")
    kantor.on_draft().git("commit", "--quiet", "--amend", "--no-edit", "--allow-empty", "-S", LAPTOP, who="sekretaris")
    assert named(kantor) == [people["tim"].nama, people["sekretaris"].nama, None]
    kantor.merge()
    kantor.git("commit", "--quiet", "--amend", "--no-edit", "-S", LAPTOP, who="kepala")
    expected = [people["tim"].nama, people["sekretaris"].nama, people["kepala"].nama]
    assert named(kantor) == expected
    with Repo(kantor.path) as repo:
        publish(repo, server_time=kantor.now)
    assert named(kantor) == expected


def test_without_a_signature_the_author_line_is_all_there_is(people: dict[str, Person], tmp_path: Path) -> None:
    kantor = office(people, tmp_path, "ssh")
    kantor.merge(sign=False)
    kantor.git("commit", "--quiet", "--amend", "--no-edit", LAPTOP, who="kepala")
    assert named(kantor)[2] == "laptop-kantor"


def test_what_was_done_on_the_forge_is_told_by_the_evidence(people: dict[str, Person], tmp_path: Path) -> None:
    """The forge merged in the name of an account; the review stands in no commit at all."""
    kantor = office(people, tmp_path, "forge")
    kantor.on_draft().git("reset", "--quiet", "--hard", "HEAD~1")  # without the signed approval
    kantor.merge(sign=False)
    kantor.git("commit", "--quiet", "--amend", "--no-edit", LAPTOP, who="kepala")
    assert named(kantor) == [people["tim"].nama, None, "laptop-kantor"]
    with Repo(kantor.path) as repo:
        publish(repo, server_time=kantor.now, event=kantor.event(kantor.sha()))
    assert named(kantor) == [people["tim"].nama, people["sekretaris"].nama, people["kepala"].nama]
    assert state(kantor).diarsipkan
