"""The machine that runs the workflows, and what tells it what to do: the files, and the variables on the forge."""

from collections.abc import Iterator, Mapping

from rktkit.cli.doctor.result import BAIK, ENTAH, GALAT, PERINGATAN, Diagnosis, Place

NEEDED = ("periksa.yml", "komentar.yml", "koreksi.yml", "terbit.yml", "pengingat.yml")
SITES = ("pages", "cabang", "rsync", "tidak")
HOSTED = "ubuntu-latest"
"""The label of a job that names no other; GitHub has machines for it."""


def probe(place: Place) -> Iterator[Diagnosis]:
    """Every workflow is there; what waits for them only the forge knows, and only with a token it says so."""
    folder = place.base / ".github" / "workflows"
    missing = [name for name in NEEDED if not (folder / name).is_file()]
    if missing:
        words = "Kembalikan dari versi sebelumnya, atau rkt upgrade"
        yield Diagnosis("Alur kerja", GALAT, f"Tidak ada: {', '.join(missing)}.", words)
        return
    yield Diagnosis("Alur kerja", BAIK, "Semua berkas alur kerja ada.")
    if place.origin is None:
        return
    from rktkit.faces.forge.api.http import ForgeError
    from rktkit.ground.findings import UsageError

    try:
        kept = place.kept
    except (ForgeError, UsageError) as error:
        yield Diagnosis("Variabel", ENTAH, f"Tidak dapat dibaca: {error}", "Periksa --repo, --server, dan token.")
        return
    yield from _variables(kept.variables if kept else None)
    label = (kept.variables or {}).get("RKT_RUNNER") if kept else None
    yield from _runner(place, label or HOSTED, kept.runners if kept else None)


def _variables(known: Mapping[str, str] | None) -> Iterator[Diagnosis]:
    """Whether anything is published and anybody reminded at all."""
    if known is None:
        words = "Lihat di setelan repositori (Actions, Variables): RKT_SITUS harus terisi."
        yield Diagnosis(
            "Variabel", ENTAH, "Variabel di forge tidak dapat dibaca tanpa token yang boleh membacanya.", words
        )
        return
    site = known.get("RKT_SITUS", "")
    wanted = ("RKT_RSYNC_HOST", "RKT_RSYNC_TUJUAN") if site == "rsync" else ()
    missing = [name for name in wanted if not known.get(name)]
    if site not in SITES:
        said = (
            f"RKT_SITUS berisi “{site}”." if site else "RKT_SITUS belum diisi: tidak ada yang terbit atau diingatkan."
        )
        yield Diagnosis("Variabel", PERINGATAN, said, f"Isi RKT_SITUS di forge dengan salah satu: {', '.join(SITES)}.")
    elif missing:
        yield Diagnosis("Variabel", GALAT, f"RKT_SITUS rsync memerlukan {' dan '.join(missing)}.", "Isi variabel itu.")
    else:
        yield Diagnosis("Variabel", BAIK, f"RKT_SITUS: {site}.")


def _runner(place: Place, label: str, ready: tuple[frozenset[str], ...] | None) -> Iterator[Diagnosis]:
    if any(label in labels for labels in ready or ()):
        yield Diagnosis("Pelari", BAIK, f"Ada pelari yang siap berlabel {label}.")
    elif label == HOSTED and place.on_github:
        yield Diagnosis("Pelari", BAIK, f"Pelari GitHub, {label}.")
    else:
        words = (
            f"Pastikan ada pelari (runner) berlabel {label}; label lain ditulis pada variabel RKT_RUNNER. "
            "Pelari milik seluruh forge tidak terlihat dari repositori."
        )
        yield Diagnosis("Pelari", ENTAH, f"Tidak terlihat pelari yang siap berlabel {label}.", words)
