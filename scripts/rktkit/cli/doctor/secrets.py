"""Where the publishing key lies: never in a secret of a repository whose collaborators can push."""

import re
from collections.abc import Iterator

from rktkit.cli.doctor.result import BAIK, GALAT, Hasil, Place

_SECRET = re.compile(r"secrets\.([A-Za-z0-9_]+)")
_JOB = re.compile(r"^  [A-Za-z0-9_-]+:\s*(?:#.*)?$", re.MULTILINE)
_AUTOMATIC = ("GITHUB_TOKEN", "FORGEJO_TOKEN", "GITEA_TOKEN")


def probe(place: Place) -> Iterator[Hasil]:
    """On GitHub an environment bound to ``main`` keeps it; Forgejo and Gitea hand every secret to every run."""
    if place.origin is None:
        return
    github = "github.com" in place.origin
    wrong = []
    for path in sorted((place.base / ".github" / "workflows").glob("*.yml")):
        jobs = _JOB.split(path.read_text(encoding="utf-8", errors="replace"))
        for job in jobs:
            names = [name for name in _SECRET.findall(job) if name not in _AUTOMATIC]
            off = not github and "github.server_url == 'https://github.com'" in job
            if names and not off and not (github and "environment:" in job):
                wrong += [f"{path.name}: {name}" for name in names]
    if wrong:
        words = (
            "Pindahkan ke environment yang terikat pada main."
            if github
            else "Terbitkan dari luar repositori ini: pewaktu di mesin kantor, atau repositori penerbit tersendiri "
            "yang menjalankan rkt forge publish."
        )
        yield Hasil("Rahasia penerbitan", GALAT, f"Dapat dibaca siapa pun yang boleh push: {', '.join(wrong)}.", words)
    else:
        yield Hasil("Rahasia penerbitan", BAIK, "Tidak ada kunci penerbitan yang dapat dibaca pengirim.")
