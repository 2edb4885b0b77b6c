"""Working days: Monday to Friday without the holidays of ``kalender.yml``.

The SOP counts its steps in working days, and so does everything that says how late something is.
"""

from collections.abc import Collection, Container
from datetime import UTC, date, datetime, timedelta, timezone

_DAY = timedelta(days=1)


def is_workday(day: date, libur: Container[date] = ()) -> bool:
    """Whether the office works on a day. ``libur`` holds the holidays."""
    return day.weekday() < 5 and day not in libur


def on_or_after(day: date, libur: Container[date] = ()) -> date:
    """The day itself when the office works, or the next day on which it does.

    Raises:
        OverflowError: there is none before the end of the calendar (year 9999).
    """
    while not is_workday(day, libur):
        day += _DAY
    return day


def add_workdays(day: date, count: int, libur: Container[date] = ()) -> date:
    """The working day that lies ``count`` (0 or more) working days after ``on_or_after(day)``.

    Raises:
        ValueError: ``count`` is negative.
        OverflowError: beyond the end of the calendar.
    """
    if count < 0:
        raise ValueError(count)
    day = on_or_after(day, libur)
    for _ in range(count):
        day = on_or_after(day + _DAY, libur)
    return day


def subtract_workdays(day: date, count: int, libur: Container[date] = ()) -> date:
    """The day from which ``add_workdays`` comes to ``day``, or, where that is none, to the last working day before it.

    Raises:
        ValueError: ``count`` is negative.
        OverflowError: beyond the beginning of the calendar.
    """
    if count < 0:
        raise ValueError(count)
    while not is_workday(day, libur) or count:
        count -= is_workday(day, libur)
        day -= _DAY
    return day


def workdays_after(start: date, end: date, libur: Collection[date] = ()) -> int:
    """How many working days there are after ``start``, up to and including ``end``; 0 when ``end`` is not later.

    This is how many working days something due on ``start`` and done on ``end`` is late. The cost depends on the number
    of holidays, not on how far the two days are apart.
    """
    if end <= start:
        return 0
    holidays = sum(start < day <= end and day.weekday() < 5 for day in set(libur))
    return _weekdays_to(end) - _weekdays_to(start) - holidays


def _weekdays_to(day: date) -> int:
    """Mondays to Fridays from 1 January of the year 1 (a Monday) to a day, both included."""
    weeks, rest = divmod(day.toordinal(), 7)
    return weeks * 5 + min(rest, 5)


WIB = timezone(timedelta(hours=7), "WIB")


WITA = timezone(timedelta(hours=8), "WITA")


WIT = timezone(timedelta(hours=9), "WIT")


_PROVINSI = (
    (WIB, "11 12 13 14 15 16 17 18 19 21 31 32 33 34 35 36 61 62"),
    (WITA, "51 52 53 63 64 65 71 72 73 74 75 76"),
)


def within(day: date, mulai: date, selesai: date | None) -> bool:
    """Whether a day lies between two others, both included; without ``selesai`` there is no end."""
    return mulai <= day and (selesai is None or day <= selesai)


def zona(kode_wilayah: str) -> timezone:
    """The zone of an office: ``64.01`` → WITA. Its name is ``WIB``, ``WITA`` or ``WIT``."""
    return next((zone for zone, provinces in _PROVINSI if kode_wilayah[:2] in provinces.split()), WIT)


def setempat(waktu: datetime, zona: timezone) -> datetime:
    """The same moment in a zone. A time without a zone is UTC, never the machine's; one beyond the calendar stays."""
    aware = waktu if waktu.tzinfo else waktu.replace(tzinfo=UTC)
    try:
        return aware.astimezone(zona)
    except OverflowError:
        return aware


def moment(text: object) -> datetime | None:
    """A moment in ISO 8601 with its time zone; ``None`` for anything else, and outside what every calendar can show."""
    try:
        time = datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
    return time if time and time.tzinfo is not None and 1970 < time.year < 9999 else None
