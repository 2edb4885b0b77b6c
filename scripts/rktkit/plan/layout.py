"""Where the office's files lie: every path under ``rkt/`` is made and read here."""

from __future__ import annotations

import re
from typing import NamedTuple

ORGANISASI = "rkt/organisasi.yml"
KALENDER = "rkt/kalender.yml"
SATUAN = "rkt/satuan.yml"
REGULASI = "rkt/regulasi.yml"
SUMBER_DANA = "rkt/sumber-dana.yml"
NOMENKLATUR = "rkt/nomenklatur"
RENSTRA = "rkt/renstra"
AKAR = "rkt/akar"
"""Where the office keeps the certificates that it trusts."""

SIKLUS = "siklus.yml"
PENGESAHAN = "pengesahan.yml"
CHAPTERS = "content/naskah"
"""The folder of the chapters' texts, beside ``rkt/``."""
RESERVED = (SIKLUS, PENGESAHAN)
"""What else a year's folder holds, so no form may be called that."""

_INSIDE = re.compile(r"rkt/([0-9]{4})/")
_FORM = re.compile(r"rkt/([0-9]{4})/([^/]+)\.yml\Z")


class FormId(NamedTuple):
    """One bidang's form for one plan year. ``bidang`` is its kode, which is the name of the file."""

    tahun: int
    bidang: str

    @property
    def path(self) -> str:
        """Where it stands."""
        return form_path(self.tahun, self.bidang)

    @classmethod
    def of(cls, path: str) -> FormId | None:
        """The form that stands at a path; ``None`` where no form can."""
        found = _FORM.match(path)
        if found is None or path.endswith(tuple(f"/{name}" for name in RESERVED)):
            return None
        return cls(int(found[1]), found[2])


def folder_of(tahun: int) -> str:
    """The folder of a plan year."""
    return f"rkt/{tahun:04}"


def path_of(tahun: int, name: str) -> str:
    """Anything in that folder, by its name."""
    return f"{folder_of(tahun)}/{name}"


def form_path(tahun: int, bidang: str) -> str:
    """The form of a bidang."""
    return path_of(tahun, f"{bidang}.yml")


def siklus_path(tahun: int) -> str:
    """The schedule and the ceilings."""
    return path_of(tahun, SIKLUS)


def pengesahan_path(tahun: int) -> str:
    """The decision: number, date, who."""
    return path_of(tahun, PENGESAHAN)


def year_of(path: str) -> int | None:
    """The plan year whose folder a path is in; the folder itself is in it when it ends in ``/``."""
    found = _INSIDE.match(path)
    return int(found[1]) if found else None
