"""The office's own time: from the province alone, whatever the machine believes."""

import time
from datetime import UTC, datetime, timedelta, timezone

import pytest

from rktkit.plan.calendar import WIB, WIT, WITA, setempat, zona
from rktkit.plan.writing.words import jam


@pytest.mark.parametrize(
    ("kode_wilayah", "expected"),
    [("11", WIB), ("31.74", WIB), ("62.03", WIB), ("63.11", WITA), ("51.71", WITA), ("81", WIT), ("96.71", WIT)],
)
def test_the_province_decides(kode_wilayah: str, expected: timezone) -> None:
    assert zona(kode_wilayah) is expected
    assert WIB.utcoffset(None) < WITA.utcoffset(None) < WIT.utcoffset(None)


def test_an_evening_in_utc_is_the_next_day_at_the_office() -> None:
    assert jam(setempat(datetime(2026, 11, 30, 18, 7, tzinfo=UTC), WITA)) == "1 Desember 2026 pukul 02.07 WITA"


def test_where_no_office_is_known_the_offset_is_said() -> None:
    assert jam(datetime(2026, 12, 1, 2, 7, tzinfo=UTC)) == "1 Desember 2026 pukul 02.07 (UTC)"
    assert jam(datetime(2026, 12, 1, 2, 7, tzinfo=timezone(timedelta(hours=-3)))).endswith("(UTC-03.00)")


def test_the_machines_zone_has_no_say(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    try:
        found = jam(setempat(datetime(2026, 12, 1, 2, 7), WITA))
    finally:
        monkeypatch.undo()
        time.tzset()
    assert found == "1 Desember 2026 pukul 10.07 WITA"


@pytest.mark.parametrize(
    "end", [datetime(9999, 12, 31, 23, tzinfo=UTC), datetime.fromisoformat("0001-01-01T00:00+14:00")]
)
def test_a_time_at_the_end_of_the_calendar_is_no_error(end: datetime) -> None:
    assert setempat(end, WITA) == end
