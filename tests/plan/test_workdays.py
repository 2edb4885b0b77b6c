"""Working days: the same answers as counting on fingers, for any calendar."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rktkit.plan.calendar import add_workdays, is_workday, on_or_after, subtract_workdays, workdays_after

NATAL = frozenset({date(2026, 12, 24), date(2026, 12, 25)})

days = st.dates(date(2020, 1, 1), date(2035, 12, 31))
calendars = st.frozensets(days.filter(lambda day: day.year == 2026) | days, max_size=30)


def test_weekends_and_holidays_are_no_working_days() -> None:
    week = [date(2026, 12, 21) + timedelta(days=n) for n in range(7)]
    assert [is_workday(day, NATAL) for day in week] == [True, True, True, False, False, False, False]


@pytest.mark.parametrize(
    ("count", "expected"),
    [(0, date(2026, 12, 23)), (1, date(2026, 12, 28)), (5, date(2027, 1, 1)), (6, date(2027, 1, 4))],
)
def test_adding_steps_over_weekend_and_holidays(count: int, expected: date) -> None:
    assert add_workdays(date(2026, 12, 23), count, NATAL) == expected


def test_adding_from_a_holiday_starts_on_the_next_working_day() -> None:
    assert add_workdays(date(2026, 12, 24), 0, NATAL) == date(2026, 12, 28)
    assert add_workdays(date(2026, 12, 24), 1, NATAL) == date(2026, 12, 29)


def test_a_negative_count_is_refused() -> None:
    for move in (add_workdays, subtract_workdays):
        with pytest.raises(ValueError, match="-1"):
            move(date(2026, 12, 23), -1)


def test_subtracting_from_a_weekend_starts_on_the_friday() -> None:
    assert subtract_workdays(date(2026, 12, 27), 0, NATAL) == date(2026, 12, 23)
    assert subtract_workdays(date(2026, 12, 27), 1, NATAL) == date(2026, 12, 22)


def test_late_over_a_weekend_is_one_day() -> None:
    friday, monday = date(2026, 11, 20), date(2026, 11, 23)
    assert workdays_after(friday, monday) == 1
    assert workdays_after(friday, date(2026, 11, 22)) == 0  # Sunday: nobody could have done it
    assert workdays_after(monday, friday) == 0


def test_dates_at_the_ends_of_the_calendar_cost_nothing_and_break_nothing() -> None:
    assert (
        workdays_after(date.min, date.max) == 5 * 521_722 + 5 - 1
    )  # 521 722 weeks, Monday to Friday, less the first day
    with pytest.raises(OverflowError):
        add_workdays(date.max, 5)


@given(days, st.integers(0, 400), calendars)
def test_any_number_of_working_days_is_added(day: date, count: int, libur: frozenset[date]) -> None:
    start, end = on_or_after(day, libur), add_workdays(day, count, libur)
    assert is_workday(end, libur)
    assert workdays_after(start, end, libur) == count


@given(days, st.integers(0, 60), calendars)
def test_subtracting_undoes_adding(day: date, count: int, libur: frozenset[date]) -> None:
    end = on_or_after(day, libur)
    start = subtract_workdays(end, count, libur)
    assert is_workday(start, libur)
    assert add_workdays(start, count, libur) == end


@given(days, days, calendars)
def test_counting_agrees_with_counting_on_fingers(start: date, end: date, libur: frozenset[date]) -> None:
    between = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
    assert workdays_after(start, end, libur) == sum(is_workday(day, libur) for day in between)


@given(days, days, days, calendars)
def test_working_days_add_up(one: date, two: date, three: date, libur: frozenset[date]) -> None:
    first, middle, last = sorted((one, two, three))
    whole = workdays_after(first, last, libur)
    assert workdays_after(first, middle, libur) + workdays_after(middle, last, libur) == whole
