"""The sheets of the answers: which fields stand on each, as the office's own files know them.

``Umum``, ``Instansi``, ``SOP`` and ``Pengesahan`` have a field and its value in each row; ``Bidang``, ``Jabatan`` and
``Penerbit`` are tables. A row of ``Jabatan`` is one official: the same kode again is the next official of that jabatan.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rktkit.plan.schema.fields import Rules, isian
from rktkit.plan.schema.office import ORGANISASI, PEJABAT, PENERBIT
from rktkit.procedure.founding.answers import beside

KHUSUS = {"kode": "kode", "nama_jabatan": "nama", "peran": "peran"}
"""Columns of ``Jabatan`` that are the jabatan's own, with the names of its fields; the others are its official's."""


@dataclass(frozen=True, slots=True)
class Lembar:
    """A sheet of the answers; ``isian`` by the name of the field, below a group as ``kop.alamat``."""

    nama: str
    isian: Mapping[str, Rules]
    tabel: bool = False
    perlu: bool = True

    def field(self, written: str) -> str:
        """The field that a heading means, by its name or its label; what it means to nobody as a name."""
        letters = _letters(written)
        known = {_letters(word): key for key, rules in self.isian.items() for word in (label(key, rules), key)}
        return known.get(letters) or re.sub(r"[^a-z_.]+", "_", written.strip().casefold()).strip("_")


def label(key: str, rules: Rules) -> str:
    """What a field is called on the sheet."""
    named = str(rules["meta"]["label"])
    return f"Kop surat: {named.casefold()}" if key.startswith("kop.") else named


def _letters(text: str) -> str:
    return re.sub(r"[^a-z]", "", text.casefold())


def _flat(fields: Mapping[str, Rules], awal: str = "") -> Iterator[tuple[str, Rules]]:
    for key, rules in fields.items():
        if rules["type"] == "dict" and not awal:
            yield from _flat(rules["schema"], f"{key}.")
        elif key != "contoh":
            yield awal + key, rules


def lembar() -> tuple[Lembar, ...]:
    """The sheets in their order."""
    parts = ORGANISASI["schema"]
    own, more = beside(), parts["jabatan"]["schema"]["schema"]
    sop = own.pop("sop")["schema"]
    own["renstra"] = isian("teks", "Berkas Renstra", "Berkas .yml di folder yang sama; boleh menyusul.", "renstra.yml")
    jabatan = {key: more[name] for key, name in KHUSUS.items()} | dict(PEJABAT["schema"])
    return (
        Lembar("Umum", own),
        Lembar("Instansi", dict(_flat(parts["instansi"]["schema"]))),
        Lembar("SOP", sop, perlu=False),
        Lembar("Pengesahan", parts["pengesahan"]["schema"]),
        Lembar("Bidang", parts["bidang"]["schema"]["schema"], tabel=True),
        Lembar("Jabatan", jabatan, tabel=True),
        Lembar("Penerbit", PENERBIT["schema"], tabel=True, perlu=False),
    )
