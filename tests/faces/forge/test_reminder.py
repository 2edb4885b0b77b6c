"""When the reminder speaks, and to whom."""

from datetime import date, timedelta

import pytest

from rktkit.faces.forge.reminder import Reminder, remind
from rktkit.ground.files import FolderFiles
from rktkit.procedure.facts.history import situation
from rktkit.procedure.turns import compute
from tests.sample import CONTOH

DEADLINE = date(2026, 12, 3)  # pengisian in the sample's schedule


def on(day: date) -> Reminder | None:
    keadaan, _ = situation(FolderFiles(CONTOH), 2027)
    return remind(compute(keadaan, day))


def test_the_sample_has_the_deadline_this_page_counts_from() -> None:
    keadaan, _ = situation(FolderFiles(CONTOH), 2027)
    assert keadaan.jadwal["pengisian"] == DEADLINE


def test_silent_while_there_is_time() -> None:
    assert on(DEADLINE - timedelta(days=2)) is None


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (DEADLINE - timedelta(days=1), "1 hari kerja lagi"),
        (DEADLINE, "**hari ini hari terakhir**"),
        (DEADLINE + timedelta(days=1), "**terlambat 1 hari kerja**"),
    ],
)
def test_speaks_to_whose_turn_it_is(day: date, words: str) -> None:
    found = on(day)
    assert found is not None
    assert found.title == "Pengingat RKT 2027"
    assert found.body.startswith(found.mark)
    assert "Kepala Bidang Persandian @contoh-persandian: mengisi Form RKT" in found.body
    assert words in found.body
    assert "3 Desember 2026" in found.body


def test_a_new_state_is_a_new_word_and_the_same_state_is_not() -> None:
    days = [DEADLINE + timedelta(days=n) for n in (-1, 0, 1, 4)]  # the last two: Friday and Monday
    marks = [found.mark for day in days if (found := on(day))]
    assert len(set(marks[:3])) == 3
    assert marks[2] == marks[3]
    later = on(DEADLINE + timedelta(days=14))
    assert later is not None
    assert later.mark not in marks
