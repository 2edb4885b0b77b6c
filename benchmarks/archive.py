"""Processor time of ``verify`` and ``publish`` as an archive grows: ``python -m benchmarks.archive [publications…]``.

In this process and the programs that it calls, without start-up: what each further publication costs a reader, and what
each earlier one costs whoever publishes. The offices, people and keys are those of the tests. The first two and the
last two publications are made by ``rkt publish``; those between are judged, bound, sealed and chained alike, but carry
the documents of the second, since nothing that is measured depends on what a document shows. The table goes into
``benchmarks/README.md``.
"""

import hashlib
import resource
import sys
import tempfile
import zlib
from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from pathlib import Path

from tests.office import Office, Person, make_people
from tests.trust.acts import in_clone, key_of, run, with_machine

from rktkit.ground.files import MemoryFiles
from rktkit.ground.git.repo import Repo
from rktkit.trust import ssh
from rktkit.trust.approval.judge import judge
from rktkit.trust.archive.branch import add
from rktkit.trust.archive.evidence import BUKTI, build_bukti
from rktkit.trust.archive.make import seals_before
from rktkit.trust.archive.manifest import SEAL, Manifest, json_bytes, list_files
from rktkit.trust.archive.objects import gather
from rktkit.trust.archive.publications import BRANCH, Archive, Publication, root_files
from rktkit.trust.archive.read import read_branch
from rktkit.trust.archive.seal import seal_by_machine
from rktkit.trust.verify.matter import Putusan

TODAY = date(2026, 12, 20)
FORMS = ("siklus.yml", "pengesahan.yml", "pikp.yml")
README = Path(__file__).with_name("README.md")
BEGIN, END = "<!-- made by python -m benchmarks.archive -->\n", "<!-- until here -->\n"


def _seconds(work: Callable[[], object]) -> float:
    def spent() -> float:
        every = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        return sum(one.ru_utime + one.ru_stime for one in every)

    start = spent()
    work()
    return spent() - start


def _publish(office: Office, merged: str) -> float:
    event = office.event(merged) if office.wajib == "forge" else None
    return _seconds(partial(run, office, event=event))


def grown(folder: Path, people: dict[str, Person], wajib: str, count: int) -> tuple[float, float]:
    """Seconds of the newest publishing and of verifying everything, in an archive of ``count`` publications."""
    office = Office.found(folder, people, wajib, policy=partial(with_machine, machine=people["mesin"]))
    newest = _publish(office, office.merge())
    if count > 1:
        newest = _publish(office, office.amend_plan())
    between = range(2, count - 2)
    if between:
        _grow(office, between)
    for number in range(max(2, count - 2), count):
        office.next_amendment(number)
        office.commit("tim", "Perubahan")
        office.approve()
        newest = _publish(office, office.merge())
    told = []
    spent = _seconds(lambda: told.append(in_clone(office, today=TODAY)))
    assert told[0].putusan is Putusan.SAH, [one.message for one in told[0].problems[:5]]
    assert len(told[0].bagian) == count
    return newest, spent


class _Quick(Repo):
    """A repository into which objects are put without asking Git for each."""

    def _write(self, kind: str, data: bytes) -> str:
        raw = f"{kind} {len(data)}\0".encode() + data
        sha = hashlib.sha1(raw, usedforsecurity=False).hexdigest()
        path = self.git_dir / "objects" / sha[:2] / sha[2:]
        if not path.exists():
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(zlib.compress(raw, 1))
        return sha


def _grow(office: Office, numbers: Iterable[int]) -> None:
    """Amendments that were approved, merged and published, without a working folder and without typesetting."""
    with _Quick(office.path) as repo:
        main, arsip = repo.resolve("main"), repo.resolve("arsip")
        archive = read_branch(repo, arsip)
        before = archive.publications[-1]
        files = {one.path: archive.files.read(f"{before.nama}/{one.path}") for one in before.manifest.berkas}
        for number in numbers:
            forms = {f"rkt/2027/{name}": _amended(files[f"sumber/rkt/2027/{name}"], number) for name in FORMS}
            files |= {f"sumber/{path}": data for path, data in forms.items()}
            since, main = main, _merged(office, repo, main, forms)
            event = office.event(main) if office.wajib == "forge" else None
            authority = judge(repo, main, event=event, server_time=office.now, main=main, since=since)
            files[BUKTI] = json_bytes(build_bukti(authority, event, gather(repo, authority.merge), None))
            manifest = _next(archive, before.manifest, number, main, files)
            seal = seal_by_machine(key_of(office, "mesin"), manifest.to_bytes(), authority.policy, office.now)
            sealed = {**files, SEAL: seal or b""}
            arsip = add(repo, arsip, archive, manifest, sealed, root_files(), office.now)
            archive = _with(archive, manifest, sealed)
    office.git("update-ref", BRANCH, arsip)
    office.git("reset", "--quiet", "--hard", main)
    office.git("-c", "pack.window=0", "repack", "-adq")


def _amended(form: bytes, number: int) -> bytes:
    """A form of the amendment before, as ``Office.next_amendment`` changes it."""
    pagu = [428805000 - 1000 * (one - 1) for one in (number - 1, number)]
    texts = [(f"urutan: {number - 1}", f"urutan: {number}"), (f"000.7/{number:03}", f"000.7/{number + 1:03}")]
    for old, new in [*texts, (str(pagu[0]), str(pagu[1]))]:
        form = form.replace(old.encode(), new.encode(), 1)
    return form


def _merged(office: Office, repo: Repo, main: str, forms: dict[str, bytes]) -> str:
    """An amendment, the Sekretaris' approval on top of it, and the Kepala's merge of that."""
    tree = repo.write_files(forms, main)

    def commit(who: str, message: str, *parents: str) -> str:
        sign = partial(ssh.sign, key=office.people[who].key, namespace=ssh.GIT)
        return repo.write_commit(tree, parents, message, office.people[who].identity, office.tick(), sign)

    draft = commit("tim", "Perubahan", main)
    approved = commit("sekretaris", "Disetujui: RKT 2027", draft)
    return commit("kepala", "Gabungkan draf/2027", main, approved)


def _next(archive: Archive, like: Manifest, number: int, commit: str, files: dict[str, bytes]) -> Manifest:
    return Manifest(
        publikasi=f"2027/perubahan-{number}",
        urutan=number + 1,
        sebelumnya=archive.head,
        tahun=2027,
        jenis="perubahan",
        penetapan={**like.penetapan, "nomor": like.penetapan["nomor"].replace("/002", f"/{number + 1:03}")},
        commit=commit,
        berkas=list_files(files),
        alat=like.alat,
        segel_sebelumnya=seals_before(archive),
    )


def _with(archive: Archive, manifest: Manifest, files: dict[str, bytes]) -> Archive:
    here = MemoryFiles({f"{manifest.publikasi}/{name}": data for name, data in files.items()})
    return Archive(here, (*archive.publications, Publication(manifest, manifest.sha256)), ())


def table(sizes: list[int]) -> Iterable[str]:
    """A row for each kind of evidence and each size; earlier publications are counted from the size before."""
    yield "| evidence | publications | verify, s | verify, ms each | publish, s | publish, ms for each earlier one |"
    yield "|---|---:|---:|---:|---:|---:|"
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "kunci").mkdir()
        people = make_people(Path(folder) / "kunci")
        for wajib in ("forge", "ssh"):
            small, least = grown(Path(folder) / f"{wajib}-2", people, wajib, 2)
            for size in sizes:
                made, read = grown(Path(folder) / f"{wajib}-{size}", people, wajib, size)
                each, earlier = 1000 * (read - least) / (size - 2), 1000 * (made - small) / (size - 2)
                yield f"| {wajib} | {size} | {read:.2f} | {each:.1f} | {made:.2f} | {earlier:.1f} |"


def main() -> None:
    """Print the table, and put it into the README."""
    rows = []
    for row in table([int(text) for text in sys.argv[1:]] or [10, 100]):
        rows.append(row)
        sys.stdout.write(f"{row}\n")
        sys.stdout.flush()
    head, _, rest = README.read_text().partition(BEGIN)
    after = rest.partition(END)[2]
    README.write_text(head + BEGIN + "\n" + "\n".join(rows) + "\n\n" + END + after)


if __name__ == "__main__":
    main()
