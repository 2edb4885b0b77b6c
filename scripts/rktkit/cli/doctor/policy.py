"""The policy on ``main``: whether it came down by consent, or the next publication would be refused."""

from collections.abc import Iterator

from rktkit.cli.doctor.result import BAIK, ENTAH, GALAT, PERINGATAN, Hasil, Place
from rktkit.ground.git.repo import Repo


def probe(place: Place) -> Iterator[Hasil]:
    """Asked now, for a publication asks only when everybody has signed."""
    main = place.repo.branch_tip("main") if place.repo else None
    if place.repo is None or main is None or place.organisasi is None:
        return
    from rktkit.ground.findings import Refusal
    from rktkit.trust.approval.line import policy_commits, policy_line
    from rktkit.trust.archive.branch import newest
    from rktkit.trust.archive.read import read_branch
    from rktkit.trust.verify.reader import History
    from rktkit.trust.verify.whole import last_published

    tip = newest(place.repo)
    since = last_published(read_branch(place.repo, tip), History(place.repo, main)) if tip else None
    try:
        policy_line(place.repo, main, since=since, evidence=None, introduce=None)
    except Refusal as refusal:
        changed = [sha for sha in policy_commits(place.repo, main, since=since) if sha in str(refusal)]
        merged = all(len(place.repo.commit(sha).parents) > 1 for sha in changed)
        if merged and "ssh" not in place.organisasi.wajib:
            said = "Berubah lewat penggabungan; catatan forge-nya diperiksa saat terbit."
            yield Hasil("Kebijakan", ENTAH, said, "Terbitkan lewat alur kerja forge.")
        elif since is None and (commit := _introducible(place.repo, main)):
            said = "organisasi.yml berubah di main tanpa persetujuan kepala; publikasi pertama akan ditolak (RKT-635)."
            words = f"Bila isinya benar, perkenalkan pada publikasi pertama: rkt publish --introduce {commit}"
            yield Hasil("Kebijakan", PERINGATAN, said, words)
        else:
            yield from (Hasil("Kebijakan", GALAT, one.message, one.hint) for one in refusal.problems)
    else:
        yield Hasil("Kebijakan", BAIK, "Setiap perubahan organisasi.yml disetujui kepala.")


def _introducible(repo: Repo, main: str) -> str | None:
    """The newest policy, where it could be introduced as it stands."""
    from rktkit.ground.catalogue.trust import ORGANISASI
    from rktkit.ground.findings import Refusal
    from rktkit.trust.approval.line import policy_line

    commit = repo.first_parents(main, path=ORGANISASI)[0]
    try:
        policy_line(repo, main, since=None, evidence=None, introduce=commit)
    except Refusal:
        return None
    return commit
