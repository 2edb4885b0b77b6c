"""The machine that runs the workflows, and the files that tell it what to do."""

from collections.abc import Iterator

from rktkit.cli.doctor.result import BAIK, ENTAH, GALAT, Hasil, Place

NEEDED = ("periksa.yml", "komentar.yml", "koreksi.yml", "terbit.yml", "pengingat.yml")


def probe(place: Place) -> Iterator[Hasil]:
    """Every workflow is there; whether a runner waits for them only the forge knows."""
    folder = place.base / ".github" / "workflows"
    missing = [name for name in NEEDED if not (folder / name).is_file()]
    if missing:
        words = "Kembalikan dari versi sebelumnya, atau rkt upgrade"
        yield Hasil("Alur kerja", GALAT, f"Tidak ada: {', '.join(missing)}.", words)
        return
    yield Hasil("Alur kerja", BAIK, "Semua berkas alur kerja ada.")
    if place.origin and "github.com" not in place.origin:
        words = "Pastikan ada pelari (runner), dan variabel RKT_RUNNER bila labelnya bukan ubuntu-latest."
        yield Hasil("Pelari", ENTAH, "Forge sendiri memerlukan pelari terdaftar.", words)
