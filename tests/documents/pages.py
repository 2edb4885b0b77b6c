"""The pages of ``rkt.html`` that its tests read: small, typical, draft, hostile, amended."""

from rktkit.documents.html.document import render
from tests.documents import builders, hostile, reading

BUKTI = {
    "versi": 1,
    "kepala": [
        {
            "nama": "CONTOH Kepala Dinas",
            "jabatan": "Kepala Dinas",
            "status": "definitif",
            "tingkat": "forge",
            "waktu": "2026-12-01T02:30:00+08:00",
            "tanda": "contoh-kepala",
        }
    ],
    "sekretaris": None,
    "catatan_forge": {
        "forge": "gitea",
        "pull_request": {
            "merged_by": {"login": "contoh-kepala"},
            "merged_at": "2026-12-01T02:30:00+08:00",
            "reviews": [
                {
                    "user": {"login": "contoh-sekretaris"},
                    "state": "changes_requested",
                    "commit_id": "a" * 40,
                    "submitted_at": "2026-11-26T09:10:00+08:00",
                    "body": "Dasar hitungnya <b>belum</b> ada.",
                },
                {
                    "user": {"login": "contoh-sekretaris"},
                    "state": "approved",
                    "commit_id": "b" * 40,
                    "submitted_at": "2026-11-28T14:00:00+08:00",
                    "body": "",
                },
            ],
            "comments": [
                {
                    "user": {"login": "contoh-kabid"},
                    "created_at": "2026-11-27T08:00:00+08:00",
                    "body": "Sudah ditambahkan.",
                    "path": "rkt/2027/persandian.yml",
                    "line": 14,
                }
            ],
        },
    },
}
NEW, OLD = builders.perubahan()
PAGES = {
    "kecil": render(builders.kecil(), builders.draf())["rkt.html"],
    "khas": render(builders.khas(), builders.final(bukti=BUKTI))["rkt.html"],
    "draf": render(builders.khas(), builders.draf())["rkt.html"],
    "jahat": render(hostile.jahat(), builders.final(bukti=BUKTI))["rkt.html"],
    "perubahan": render(NEW, builders.final(semula=OLD))["rkt.html"],
}


def page(name: str) -> reading.Halaman:
    return reading.html(PAGES[name])
