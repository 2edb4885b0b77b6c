"""The deadlines of a cycle as an iCalendar file (RFC 5545), for the calendars that staff already use.

One all-day event a step, with a stable UID: importing the file again after the schedule has changed moves the events
instead of doubling them.
"""

import re
from datetime import UTC, datetime, timedelta

from rktkit.plan.writing.words import tanggal
from rktkit.procedure.turns import Status, StatusLangkah

_FOLD = 75
"""A line's most octets, its break not counted (RFC 5545, 3.1)."""


def kalender(status: Status, waktu: datetime) -> bytes:
    """The calendar of a cycle.

    Args:
        status: what ``turns.compute`` found.
        waktu: when the file is made; aware. It becomes DTSTAMP and nothing else.
    """
    office = status.keadaan.organisasi.instansi
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//rktkit//rkt status//ID",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(f'{status.judul} {office.singkatan}')}",
    ]
    for step in status.langkah:
        lines += _event(status, step, waktu)
    lines.append("END:VCALENDAR")
    return b"".join(_folded(line) for line in lines)


def _event(status: Status, step: StatusLangkah, waktu: datetime) -> list[str]:
    if step.batas is None or step.batas.year > 9000:
        return []
    k = status.keadaan
    office = k.organisasi.instansi
    key = re.sub(r"[^A-Za-z0-9.]", "-", f"{office.kode_wilayah}.{office.singkatan}")
    uid = f"rkt-{k.tahun}-{k.jenis}-{k.urutan}-{step.langkah.kunci}@{key}"
    contoh = "CONTOH " if office.contoh else ""
    done = step.selesai is not None or step.keadaan == "lewat"
    about = [f"Langkah {step.langkah.nomor} dari 11, pelaku: {step.langkah.pelaku}.", _keterangan(step)]
    lines = [
        "BEGIN:VEVENT",
        f"UID:{uid}",
        f"DTSTAMP:{waktu.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{step.batas:%Y%m%d}",
        f"DTEND;VALUE=DATE:{step.batas + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_text(f'{contoh}{status.judul}: {step.langkah.judul}')}",
        f"DESCRIPTION:{_text(chr(10).join(about))}",
        "CATEGORIES:RKT",
        "TRANSP:TRANSPARENT",
    ]
    if not done:  # a reminder on the morning before
        lines += [
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            f"DESCRIPTION:{_text(step.langkah.judul)}",
            "TRIGGER:-PT16H",
            "END:VALARM",
        ]
    return [*lines, "END:VEVENT"]


def _keterangan(step: StatusLangkah) -> str:
    if step.selesai is None:
        return "Batas hari terakhir langkah ini."
    day = step.selesai.tanggal
    return f"Selesai {tanggal(day)}." if day else "Selesai."


def _text(value: str) -> str:
    """A text value: backslash, semicolon, comma and line breaks escaped (3.3.11), other control characters gone."""
    escaped = value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    escaped = escaped.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")
    return "".join(c for c in escaped if c.isprintable())


def _folded(line: str) -> bytes:
    """A content line with its CRLF, folded before the 76th octet and never inside a character."""
    folded, length = bytearray(), 0
    for character in line:
        octets = character.encode()
        if length + len(octets) > _FOLD:
            folded += b"\r\n "
            length = 1
        folded += octets
        length += len(octets)
    return bytes(folded) + b"\r\n"
