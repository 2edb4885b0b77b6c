"""Where the publishing key lies: never in a secret of a repository whose collaborators can push."""

import re
from collections.abc import Iterator

from rktkit.cli.doctor.result import BAIK, ENTAH, GALAT, Diagnosis, Place

NAMA = "Rahasia penerbitan"
KEYS = frozenset(
    ("RKT_PENERBIT_KUNCI", "RKT_PENERBIT_TOKEN", "RKT_RSYNC_KUNCI", "PENERBIT_KUNCI", "PENERBIT_TOKEN", "RKT_TOKEN")
)
"""What the workflows and the guide call keys and tokens that publish."""
_SECRET = re.compile(r"secrets\.([A-Za-z0-9_]+)")
_JOB = re.compile(r"^  [A-Za-z0-9_-]+:\s*(?:#.*)?$", re.MULTILINE)
_AUTOMATIC = ("GITHUB_TOKEN", "FORGEJO_TOKEN", "GITEA_TOKEN")


def probe(place: Place) -> Iterator[Diagnosis]:
    """On GitHub an environment bound to ``main`` keeps it; Forgejo and Gitea hand every secret to every run.

    The workflows say what would be read, the forge what is there to be read.
    """
    if place.origin is None:
        return
    wrong = list(_asked_for(place))
    stored = _stored(place)
    wrong += [f"{name} (tersimpan di repositori)" for name in sorted(stored or ()) if name in KEYS]
    if wrong:
        words = (
            "Pindahkan ke environment publikasi, yang terikat pada main, lalu hapus dari repositori dan ganti kuncinya."
            if place.on_github
            else "Hapus, ganti kuncinya, dan terbitkan dari luar repositori ini: pewaktu di mesin kantor, atau "
            "repositori penerbit tersendiri yang menjalankan rkt forge publish."
        )
        yield Diagnosis(NAMA, GALAT, f"Dapat dibaca siapa pun yang boleh push: {', '.join(wrong)}.", words)
    elif stored is None:
        words = "Beri token pengelola di RKT_TOKEN, atau lihat di setelan repositori (Actions, Secrets)."
        yield Diagnosis(NAMA, ENTAH, "Berkas alur kerja baik; yang tersimpan di forge tidak dapat dibaca.", words)
    else:
        yield Diagnosis(NAMA, BAIK, "Tidak ada kunci penerbitan yang dapat dibaca pengirim.")


def _asked_for(place: Place) -> Iterator[str]:
    """Secrets that a job of the repository's own workflows reads without being bound to ``main``."""
    github = place.on_github
    for path in sorted((place.base / ".github" / "workflows").glob("*.yml")):
        for job in _JOB.split(path.read_text(encoding="utf-8", errors="replace")):
            off = not github and "github.server_url == 'https://github.com'" in job
            if not off and not (github and "environment:" in job):
                yield from (f"{path.name}: {name}" for name in _SECRET.findall(job) if name not in _AUTOMATIC)


def _stored(place: Place) -> frozenset[str] | None:
    """The names of the secrets that every run may read; ``None`` where nobody says so."""
    from rktkit.faces.forge.api.http import ForgeError
    from rktkit.ground.findings import UsageError

    try:
        return place.kept.secrets if place.kept else None
    except (ForgeError, UsageError):
        return None
