"""The archive: whole, as far as it is known here."""

from collections.abc import Iterator

from rktkit.cli.doctor.result import BAIK, ENTAH, GALAT, Diagnosis, Place


def probe(place: Place) -> Iterator[Diagnosis]:
    """Its hashes and its chain; signatures are ``rkt verify``'s."""
    if place.repo is None:
        return
    from rktkit.ground.git.program import GitFailed
    from rktkit.trust.archive.branch import newest
    from rktkit.trust.archive.read import read_branch

    tip = newest(place.repo)
    if tip is None:
        yield Diagnosis("Arsip", BAIK, "Belum ada publikasi.")
        return
    try:
        archive = read_branch(place.repo, tip)
    except GitFailed as error:
        yield Diagnosis("Arsip", ENTAH, f"Tidak dapat dibaca: {error}.", "git fetch origin arsip, atau git fsck.")
        return
    bad = [found for found in archive.problems if found.weight == 0]
    if bad:
        yield Diagnosis("Arsip", GALAT, bad[0].message, "rkt verify menunjukkan semuanya.")
    else:
        yield Diagnosis("Arsip", BAIK, f"{len(archive.publications)} publikasi, rantainya utuh.")
