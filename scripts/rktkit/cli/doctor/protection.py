"""Branch protection as it really is on the forge: read back, not believed."""

import os
from collections.abc import Iterator

from rktkit.cli.doctor.result import BAIK, ENTAH, GALAT, Hasil, Place


def probe(place: Place) -> Iterator[Hasil]:
    """Without a token nothing can be read; that is said, and blocks nothing."""
    if place.origin is None:
        return
    if not os.environ.get("RKT_TOKEN", "").strip() or place.organisasi is None:
        words = "Beri token baca di RKT_TOKEN, lalu rkt doctor --repo PEMILIK/NAMA --server ALAMAT"
        yield Hasil("Perlindungan cabang", ENTAH, "Tidak dapat dibaca tanpa token.", words)
        return
    from rktkit.faces.forge.accounts import Accounts
    from rktkit.faces.forge.api.connect import connect
    from rktkit.faces.forge.api.http import ForgeError
    from rktkit.faces.forge.api.protections import lacks
    from rktkit.faces.forge.setup import lack_lines
    from rktkit.ground.findings import UsageError

    try:
        forge = connect(place.where)
        accounts = Accounts.of(place.organisasi, place.organisasi.hari(place.now), place.machinery)
        wrong = lacks(forge.wanted(accounts), forge.holds())
    except (ForgeError, UsageError) as error:
        yield Hasil(
            "Perlindungan cabang", ENTAH, f"Tidak dapat dibaca: {error}", "Periksa --repo, --server, dan token."
        )
        return
    if wrong:
        yield Hasil("Perlindungan cabang", GALAT, "; ".join(lack_lines(wrong)), "rkt forge setup")
    else:
        yield Hasil("Perlindungan cabang", BAIK, "Seperti seharusnya.")
