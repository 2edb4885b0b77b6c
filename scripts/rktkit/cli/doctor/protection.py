"""Branch protection as it really is on the forge: read back, not believed."""

from collections.abc import Iterator

from rktkit.cli.doctor.result import BAIK, ENTAH, GALAT, Diagnosis, Place

NAMA = "Perlindungan cabang"


def probe(place: Place) -> Iterator[Diagnosis]:
    """Without a token nothing can be read; that is said, and blocks nothing."""
    if place.origin is None:
        return
    from rktkit.faces.forge.accounts import Accounts
    from rktkit.faces.forge.api.http import ForgeError
    from rktkit.faces.forge.api.protections import lacks
    from rktkit.faces.forge.setup import lack_lines
    from rktkit.ground.findings import UsageError

    try:
        forge, office = place.forge, place.organisasi
        if forge is None or office is None:
            words = "Beri token pengelola di RKT_TOKEN, lalu jalankan rkt doctor lagi."
            yield Diagnosis(NAMA, ENTAH, "Tidak dapat dibaca tanpa token.", words)
            return
        try:
            accounts = Accounts.of(office, office.hari(place.now), place.machinery)
        except UsageError as error:
            yield Diagnosis(NAMA, ENTAH, str(error), "Lengkapi akun pejabat di rkt/organisasi.yml.")
            return
        wrong = lacks(forge.wanted(accounts), forge.holds())
    except (ForgeError, UsageError) as error:
        yield Diagnosis(NAMA, ENTAH, f"Tidak dapat dibaca: {error}", "Periksa --repo, --server, dan token.")
        return
    if wrong:
        yield Diagnosis(NAMA, GALAT, "; ".join(lack_lines(wrong)), "rkt forge setup")
    else:
        yield Diagnosis(NAMA, BAIK, "Seperti seharusnya.")
