"""An office at work in a throw-away repository: people with real keys who commit, review, approve and merge.

What ``rkt demo`` rehearses and what the sample archive is played with: the same objects, branches and signatures that
an office makes, without touching anybody's repository, configuration or keys.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from rktkit.ground.findings import Refusal, UsageError
from rktkit.ground.git.files import CommitFiles
from rktkit.ground.git.objects import TreeEntry
from rktkit.ground.git.program import NOTHING
from rktkit.ground.git.repo import Repo
from rktkit.ground.yaml.nodes import List, Map, Node, Text
from rktkit.ground.yaml.reader import load
from rktkit.plan.layout import ORGANISASI
from rktkit.plan.load.office import load_organisasi
from rktkit.plan.office import Organisasi
from rktkit.procedure.opening.form import canonical
from rktkit.trust import ssh
from rktkit.trust.archive.seal import Seal

BuatKunci = Callable[[Path, str], str]
"""Makes a private key at a path for a person's name and gives the public key."""

_PAGI = time(2, 0, tzinfo=UTC)
"""Nine in the morning in the west, eleven in the east: one and the same day in all of Indonesia for hours to come."""


class Bentrok(Exception):
    """Both branches changed the same file in different ways."""


def kunci_baru(path: Path, nama: str) -> str:
    """A real key, made on the fly."""
    try:
        return _tanpa_komentar(ssh.make_key(path, "gladi bersih"))
    except ssh.BadSignature as error:
        raise UsageError(str(error)) from error


def kunci_contoh(path: Path, nama: str) -> str:
    """A key that follows from the name alone, and so is nobody's secret: it makes the sample archive reproducible."""
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    key = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(f"rktkit, arsip contoh: {nama}".encode()).digest())
    encoding, private = serialization.Encoding, serialization.PrivateFormat.OpenSSH
    path.touch(mode=0o600)
    path.write_bytes(key.private_bytes(encoding.PEM, private, serialization.NoEncryption()))
    public = key.public_key().public_bytes(encoding.OpenSSH, serialization.PublicFormat.OpenSSH)
    return _tanpa_komentar(public.decode())


def _tanpa_komentar(public: str) -> str:
    return " ".join(public.split()[:2])


@dataclass(frozen=True, slots=True)
class Orang:
    """Somebody at his desk: the name that Git will say, and his private key."""

    nama: str
    alamat: str
    kunci: Path

    @property
    def who(self) -> str:
        """As Git writes it."""
        return f"{self.nama} <{self.alamat}>"

    def tanda_tangan(self, data: bytes) -> bytes:
        """An SSH signature as Git makes it.

        Raises:
            UsageError: ``ssh-keygen`` is missing or cannot sign.
        """
        try:
            return ssh.sign(data, self.kunci, ssh.GIT)
        except ssh.BadSignature as error:
            raise UsageError(str(error)) from error


class Kantor:
    """The repository and its people. ``waktu`` is the office's clock; every act moves it on by some minutes."""

    def __init__(
        self, repo: Repo, organisasi: Organisasi, orang: Mapping[tuple[str, date], Orang], segel: Seal
    ) -> None:
        """``segel``: the publishing machine's key, which seals a manifest."""
        self.repo = repo
        self.segel = segel
        self.organisasi = organisasi
        self._orang = orang
        self.waktu = datetime.fromtimestamp(0, UTC)

    @classmethod
    def dirikan(
        cls, folder: Path, kunci: Path, berkas: Mapping[str, bytes], buat_kunci: BuatKunci, mulai: date
    ) -> "Kantor":
        """Found the office: a repository whose first commit on ``main`` holds the references and everybody's key.

        Args:
            folder: where the repository goes; missing or empty.
            kunci: an existing folder for the private keys.
            berkas: the first commit's files; ``rkt/organisasi.yml`` gets the keys, and asks for signatures (``ssh``).
            buat_kunci: ``kunci_baru`` or ``kunci_contoh``.
            mulai: the day of the first commit.

        Raises:
            Refusal: ``organisasi.yml`` is not usable.
        """
        root, problems = load(berkas[ORGANISASI], ORGANISASI)
        if root is None or problems:
            raise Refusal(problems)
        plain = _polos(root)
        orang: dict[tuple[str, date], Orang] = {}
        for jabatan in plain["jabatan"]:
            for pejabat in jabatan["pejabat"]:
                name = f"{len(orang):02}-{jabatan['kode']}"
                pejabat["kunci"] = [buat_kunci(kunci / name, pejabat["nama"])]
                who = Orang(pejabat["nama"], f"{jabatan['kode']}@contoh.invalid", kunci / name)
                orang[jabatan["kode"], date.fromisoformat(pejabat["mulai"])] = who
        plain["pengesahan"] = {"wajib": ["ssh"]}
        machine = kunci / "mesin-penerbit"
        plain["penerbit"] = [
            {"nama": machine.name, "kunci": buat_kunci(machine, machine.name), "mulai": mulai.isoformat()}
        ]
        policy = canonical(f"# Kunci di sini dibuat untuk latihan.\n{json.dumps(plain)}\n", "organisasi")
        folder.mkdir(parents=True, exist_ok=True)
        repo = Repo.create(folder)
        sha = _awal(repo, {**berkas, ORGANISASI: policy}, mulai)
        organisasi, _ = load_organisasi(CommitFiles(repo, sha))
        assert organisasi is not None
        kantor = cls(repo, organisasi, orang, partial(ssh.sign, key=machine))
        kantor.hari(mulai)
        return kantor

    def close(self) -> None:
        """Let go of the repository."""
        self.repo.close()

    # --- people and time -------------------------------------------------------------------------------------------

    def orang(self, jabatan: str) -> Orang:
        """Who holds a jabatan on the office's day."""
        found = self.organisasi.find_jabatan(jabatan)
        pejabat = found.pejabat_pada(self.waktu.date()) if found else None
        if pejabat is None:
            raise UsageError(f"Tidak ada pejabat tunggal untuk jabatan {jabatan} pada {self.waktu.date()}.")
        return self._orang[jabatan, pejabat.mulai]

    def berperan(self, peran: str) -> str:
        """The kode of the first jabatan with a role."""
        found = next(iter(self.organisasi.berperan(peran)), None)
        if found is None:
            raise UsageError(f"organisasi.yml tidak memuat jabatan dengan peran {peran}.")
        return found.kode

    def hari(self, day: date) -> None:
        """Go on to a day; the clock never runs back."""
        self.waktu = max(self.waktu, datetime.combine(day, _PAGI))

    # --- what people do --------------------------------------------------------------------------------------------

    def ujung(self, cabang: str) -> str:
        """The newest commit of a branch."""
        return self.repo.resolve(f"refs/heads/{cabang}")

    def files(self, cabang: str) -> CommitFiles:
        """A branch's files."""
        return CommitFiles(self.repo, self.ujung(cabang))

    def cabangkan(self, cabang: str, dari: str) -> None:
        """Begin a branch where another one is now; one left over from an earlier cycle has been merged, and moves."""
        name = f"refs/heads/{cabang}"
        self.repo.update_ref(name, self.ujung(dari), self.repo.ref(name) or NOTHING)

    def commit(self, oleh: str, cabang: str, pesan: str, berkas: Mapping[str, bytes | None]) -> str:
        """A signed commit on a branch; without files an empty one, which only says something."""
        tip = self.ujung(cabang)
        tree = self.repo.write_files(berkas, tip) if berkas else self.repo.commit(tip).tree
        return self._commit(oleh, cabang, pesan, tree, [tip])

    def merge(self, oleh: str, ke: str, dari: str, pesan: str) -> str:
        """A signed merge commit with two parents, also where a fast-forward would do.

        Raises:
            Bentrok: both sides changed a file, and not in the same way.
        """
        ours, theirs = self.ujung(ke), self.ujung(dari)
        base = self.repo.merge_base(ours, theirs)
        assert base is not None
        old, new = self.repo.tree(ours), self.repo.tree(theirs)
        here = set(self.repo.changed(base, ours))
        taken: dict[str, bytes | TreeEntry | None] = {}
        for path in self.repo.changed(base, theirs):
            if path in here and new.get(path) != old.get(path):
                raise Bentrok(path)
            taken[path] = new.get(path)
        return self._commit(oleh, ke, pesan, self.repo.write_files(taken, ours), [ours, theirs])

    def _commit(self, oleh: str, cabang: str, pesan: str, tree: str, parents: list[str]) -> str:
        self.waktu += timedelta(minutes=7)
        orang = self.orang(oleh)
        sha = self.repo.write_commit(tree, parents, pesan, orang.who, self.waktu, orang.tanda_tangan)
        self.repo.update_ref(f"refs/heads/{cabang}", sha, parents[0])
        return sha


def _awal(repo: Repo, berkas: Mapping[str, bytes], day: date) -> str:
    who = "Pemasang rktkit <pemasang@contoh.invalid>"
    sha = repo.write_commit(repo.write_files(berkas), [], "Acuan dan kebijakan awal", who, datetime.combine(day, _PAGI))
    repo.update_ref("refs/heads/main", sha, NOTHING)
    return sha


def _polos(node: Node) -> Any:
    """A tree as plain values."""
    if isinstance(node, Map):
        return {key: _polos(entry) for key, entry in node.entries.items()}
    if isinstance(node, List):
        return [_polos(item) for item in node.items]
    assert isinstance(node, Text)
    return node.value
