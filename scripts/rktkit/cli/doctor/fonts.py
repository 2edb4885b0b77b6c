"""The fonts that documents are set in."""

from collections.abc import Iterator
from pathlib import Path

import rktkit.documents.pdf as pdf
from rktkit.cli.doctor.result import BAIK, GALAT, Diagnosis, Place


def probe(_place: Place) -> Iterator[Diagnosis]:
    """They come with the program, each family with its licence."""
    folder = Path(pdf.__file__).parent / "templates" / "fonts"
    fonts, licences = list(folder.glob("*.otf")), list(folder.glob("*LICENSE*"))
    if not fonts or not licences:
        yield Diagnosis("Huruf", GALAT, f"Huruf dokumen tidak lengkap di {folder}.", "Pasang ulang: scripts/setup")
        return
    yield Diagnosis("Huruf", BAIK, f"{len(fonts)} huruf dengan lisensinya.")
