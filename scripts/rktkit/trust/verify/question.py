"""What a reader asks and what he holds. All readers are alike but for that: a clone, a policy, roots, a head, a PDF."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from rktkit.ground.catalogue.trust import problem
from rktkit.ground.files import Files, Kind, MemoryFiles, read_plain
from rktkit.ground.findings import Problem, Refusal, Severity
from rktkit.ground.git.repo import Repo
from rktkit.plan.layout import AKAR, ORGANISASI
from rktkit.plan.load.office import load_organisasi
from rktkit.trust.approval.policy import Policy
from rktkit.trust.archive.manifest import sha256

PEM = b"-----BEGIN "
TSA = f"{AKAR}/tsa"
"""Where the office keeps the roots of those who stamp time."""

Brought = bytes | Mapping[str, bytes]
"""An ``organisasi.yml`` or certificates, alone or each with the path at which it stood."""


@dataclass(frozen=True, slots=True)
class Question:
    """What the reader asks and what he brings.

    Attributes:
        publikasi: one publication; ``None``: all of them.
        head: SHA-256 of a manifest that he got elsewhere; ``head_day``: since when he knows it.
        trust: an ``organisasi.yml`` or PEM certificates, alone or by path.
        pdf: a PDF to be recognised.
        reproduce: render every document again and say whether its bytes come out the same.
        tanggal: the day for which *berlaku* is asked.
        today: the day of reading, which says whose term has ended; where nobody tells, every term that has an end.
    """

    publikasi: str | None = None
    head: str | None = None
    trust: Brought | None = None
    pdf: bytes | None = None
    reproduce: bool = False
    head_day: date | None = None
    tanggal: date | None = None
    today: date = date.max


@dataclass(frozen=True, slots=True)
class History:
    """The repository that vouches: the tip of ``main``, and of the archive's branch when that is what is verified."""

    repo: Repo
    main: str
    arsip: str | None = None


@dataclass(frozen=True, slots=True)
class Trusted:
    """What he brought, taken apart. ``problems``: what of it could not be read; it accuses nobody."""

    policy: Policy | None = None
    files: Files = field(default_factory=lambda: MemoryFiles({}))
    roots: bytes | None = None
    stamps: bytes | None = None
    problems: tuple[Problem, ...] = ()


def read_trusted(given: Brought | None) -> Trusted:
    """Take apart what a reader brought: policies, roots of signers and of those who stamp time."""
    if given is None:
        return Trusted()
    named = {"--trust": given} if isinstance(given, bytes) else dict(given)
    policy, problems, files = None, [], {}
    pem = {name: data for name, data in named.items() if PEM in data}
    for name, data in named.items():
        if name in pem:
            continue
        try:
            policy = read_trust(data)
            files[ORGANISASI] = data
        except Refusal as refusal:
            problems += [one.but(severity=Severity.PERINGATAN) for one in refusal.problems]
    stamps = b"\n".join(data for name, data in pem.items() if "tsa" in name.split("/")[:-1])
    roots = b"\n".join(data for name, data in pem.items() if "tsa" not in name.split("/")[:-1])
    return Trusted(policy, MemoryFiles(files), roots or None, stamps or roots or None, tuple(problems))


def read_trust(data: bytes) -> Policy:
    """The policy in an ``organisasi.yml`` that the reader got elsewhere.

    Raises:
        Refusal: its problems.
    """
    organisasi, problems = load_organisasi(MemoryFiles({ORGANISASI: data}))
    errors = [found for found in problems if found.severity is Severity.GALAT]
    if organisasi is None or errors:
        raise Refusal(errors or [problem("RKT-612", commit="--trust", sebab="berkasnya tidak lengkap.")])
    return Policy("", sha256(data), organisasi)


def pem_below(files: Files, folder: str) -> bytes | None:
    """Every certificate file of a folder of a tree, one after the other."""
    names = [name for name, kind in files.list(folder).items() if kind is Kind.FILE and name.endswith(".pem")]
    found = [data for name in names if (data := read_plain(files, f"{folder}/{name}")) is not None]
    return b"\n".join(found) or None
