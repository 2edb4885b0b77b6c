"""The forge that the repository is sent to."""

from collections.abc import Iterator

from rktkit.cli.doctor.result import BAIK, PERINGATAN, Hasil, Place


def probe(place: Place) -> Iterator[Hasil]:
    """``origin`` is set and answers."""
    if place.origin is None:
        words = "git remote add origin ALAMAT && git push -u origin main"
        yield Hasil("Forge", PERINGATAN, "Belum ada origin; repositori ini hanya ada di komputer ini.", words)
    elif place.ask("git", "-c", "core.askPass=true", "ls-remote", "--heads", "origin") is None:
        words = "Periksa jaringan, alamat (git remote -v), dan hak akses Anda."
        yield Hasil("Forge", PERINGATAN, f"{place.origin} tidak menjawab.", words)
    else:
        yield Hasil("Forge", BAIK, place.origin)
