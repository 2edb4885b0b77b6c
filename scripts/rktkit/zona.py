"""The office's own time. Indonesia has three zones, divided by province since Keputusan Presiden 41/1987.

Data keep UTC; what people read, and the calendar day on which an official was in office, is the office's time. It
follows from ``kode_wilayah`` alone: neither the machine's zone nor a table of zones on it has a say.
"""

from datetime import UTC, datetime, timedelta, timezone

WIB = timezone(timedelta(hours=7), "WIB")
WITA = timezone(timedelta(hours=8), "WITA")
WIT = timezone(timedelta(hours=9), "WIT")

_PROVINSI = (
    (WIB, "11 12 13 14 15 16 17 18 19 21 31 32 33 34 35 36 61 62"),
    (WITA, "51 52 53 63 64 65 71 72 73 74 75 76"),
)


def zona(kode_wilayah: str) -> timezone:
    """The zone of an office: ``63.11`` → WITA. Its name is ``WIB``, ``WITA`` or ``WIT``."""
    return next((zone for zone, provinces in _PROVINSI if kode_wilayah[:2] in provinces.split()), WIT)


def setempat(waktu: datetime, zona: timezone) -> datetime:
    """The same moment in a zone. A time without a zone is UTC, never the machine's; one beyond the calendar stays."""
    aware = waktu if waktu.tzinfo else waktu.replace(tzinfo=UTC)
    try:
        return aware.astimezone(zona)
    except OverflowError:
        return aware
