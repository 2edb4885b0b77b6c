"""The forge that the repository is sent to."""

from collections.abc import Iterator

from rktkit.cli.doctor.result import BAIK, PERINGATAN, Diagnosis, Place


def probe(place: Place) -> Iterator[Diagnosis]:
    """``origin`` is set and answers."""
    if place.origin is None:
        words = "git remote add origin ALAMAT && git push -u origin main"
        yield Diagnosis("Forge", PERINGATAN, "Belum ada origin; repositori ini hanya ada di komputer ini.", words)
    elif place.ask("git", "-c", "core.askPass=true", "ls-remote", "--heads", "origin") is None:
        words = "Periksa jaringan, alamat (git remote -v), dan hak akses Anda."
        yield Diagnosis("Forge", PERINGATAN, f"{place.origin} tidak menjawab.", words)
    else:
        yield Diagnosis("Forge", BAIK, place.origin)
