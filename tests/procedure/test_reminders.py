"""What status reminds of: the last days of a term, and a merge that waits for its publication."""

from datetime import date
from pathlib import Path

import pytest

from rktkit.ground.files import FolderFiles
from rktkit.ground.git.repo import Repo
from rktkit.plan.load.office import load_organisasi
from rktkit.procedure.reminders import ending, waiting
from tests.office import Office, make_people, official, organisasi


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    folder = tmp_path_factory.mktemp("kantor")
    people = make_people(folder)
    terms = official(people["kepala"], "2026-01-01", "2026-12-31") + official(people["nanti"], "2027-01-01")
    return Office.found(folder / "kantor", people, "ssh", terms)


@pytest.mark.parametrize(
    ("today", "told"), [(date(2026, 12, 16), False), (date(2026, 12, 17), True), (date(2027, 1, 4), False)]
)
def test_the_last_ten_working_days_of_a_term(office: Office, today: date, told: bool) -> None:
    found, _ = load_organisasi(FolderFiles(office.path))
    assert found
    said = list(ending(found, today, (), 2027))
    assert bool(said) is told
    assert not said or "berakhir 31 Desember 2026" in said[0]
    assert not said or "rkt sign 2027 --stamp COMMIT" in said[0]


def test_a_term_that_goes_on_is_none_that_ends(office: Office) -> None:
    again = official(office.people["kepala"], "2026-01-01", "2026-12-31") + official(
        office.people["kepala"], "2027-01-01"
    )
    office.write({"rkt/organisasi.yml": organisasi(office.people, "ssh", again)})
    found, _ = load_organisasi(FolderFiles(office.path))
    assert found
    assert not list(ending(found, date(2026, 12, 30), (), 2027))
    office.git("checkout", "--quiet", "--", "rkt")


def test_a_merge_that_is_not_published(office: Office, tmp_path: Path) -> None:
    from rktkit.trust.publish.publish import publish

    office = office.copy(tmp_path / "kantor")
    office.merge()
    with Repo(office.path) as repo:
        publish(repo, server_time=office.now)
        assert not list(waiting(repo))
        merged = office.amend_plan()
        (said,) = waiting(repo)
    assert said.startswith("RKT-663")
    assert merged in said
