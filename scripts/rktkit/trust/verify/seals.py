"""Which seals of an archive count, and from when on each publication is known to have existed.

A seal is a signature over a manifest, and a manifest names the one before. So a seal that counts speaks for everything
below it as well: for its bytes, and for the time, since the sealer saw it. A seal counts by

* a key that is in office on the day of reading, by the policy that the reader trusts;
* a trusted time-stamp that shows the manifest while the key was in office;
* a later seal that counts: the successor saw it and built on it.

A key of an ended term alone counts for nothing: whoever kept it can set his clock as he likes.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice

from rktkit.ground.catalogue.trust import problem
from rktkit.ground.files import read_plain
from rktkit.ground.findings import Problem, Refusal
from rktkit.plan.calendar import setempat
from rktkit.plan.writing.words import jam
from rktkit.trust import ssh
from rktkit.trust.approval.policy import Machine, Policy, title
from rktkit.trust.archive.manifest import SEAL, SIGNATURE, STAMP
from rktkit.trust.archive.publications import COUNTERSIGNATURE, SAKSI, Archive
from rktkit.trust.verify.papers import Papers

MACHINE = "penerbit"
_NEAREST = {"kepala": 0, "penerbit": 1, "head": 2, "saksi": 3}
"""Of several words over one manifest, which is named first."""


@dataclass(frozen=True, slots=True)
class Seal:
    """A good signature over a manifest by a key that a policy knows.

    Attributes:
        jenis: ``kepala``, ``penerbit`` or ``saksi``.
        oleh: who, in the reader's words.
        terms: ``(first day, last day or None)`` of each term in which the key is good.
    """

    urutan: int
    jenis: str
    oleh: str
    key: ssh.Key
    terms: tuple[tuple[date, date | None], ...]

    def good_on(self, day: date) -> bool:
        """Whether the key was in office on a day."""
        return any(begin <= day and (end is None or day <= end) for begin, end in self.terms)


@dataclass(frozen=True, slots=True)
class Word:
    """Somebody whose word reaches a manifest and everything below it; ``jenis`` may be ``head`` as well."""

    urutan: int
    jenis: str
    kata: str
    key: ssh.Key | None = None


@dataclass(slots=True)
class Book:
    """What all seals and stamps of an archive say together. Numbers count from 1, as ``urutan`` does.

    ``words`` are in the order of the chain. ``wrong`` and ``notes`` are by the publication's name. ``sealed``: the last
    publication that bears a good signature, whoever made it.
    """

    words: list[Word] = field(default_factory=list)
    stamps: dict[int, datetime] = field(default_factory=dict)
    seals: dict[int, list[Seal]] = field(default_factory=dict)
    witnesses: dict[int, set[ssh.Key]] = field(default_factory=dict)
    wrong: dict[str, list[Problem]] = field(default_factory=dict)
    notes: dict[str, list[str]] = field(default_factory=dict)
    sealed: int = 0

    def covering(self, urutan: int) -> Word | None:
        """Who answers for the bytes of a publication; the nearest."""
        return next((word for word in self._from(urutan) if word.jenis != "saksi"), None)

    def dating(self, urutan: int, signers: Iterable[ssh.Key], *, clock: bool = True) -> Word | None:
        """Who answers for the time of a publication, other than its own signers.

        Args:
            clock: the clock of the machine that published may be right; else its own seal says nothing of the time.
        """
        own, others = set(signers), {"head", "saksi"}
        found = self._from(urutan)
        return next(
            (w for w in found if w.urutan > urutan or (w.key not in own and (clock or w.jenis in others))), None
        )

    def stamped(self, urutan: int) -> datetime | None:
        """By when a publication existed, by the earliest time-stamp above it."""
        return min((when for number, when in self.stamps.items() if number >= urutan), default=None)

    def _from(self, urutan: int) -> Iterator[Word]:
        yield from islice(self.words, bisect_left(self.words, urutan, key=lambda word: word.urutan), None)


@dataclass(frozen=True, slots=True)
class Sight:
    """By what the seals are judged.

    Attributes:
        policies: for a publication, the policies that may know a sealer's key, the most trusted first.
        newest: the policy that says who is in office now; ``None``: nobody is known to be.
        today: the day of reading.
        roots: PEM certificates of those who stamp time, for a publication.
        heads: manifests' SHA-256 that the reader got elsewhere.
    """

    policies: Callable[[Papers], Sequence[Policy]]
    newest: Policy | None
    today: date
    roots: Callable[[Papers], bytes | None]
    heads: frozenset[str]


def read_book(archive: Archive, papers: Sequence[Papers], sight: Sight) -> Book:
    """Judge every seal, countersignature and time-stamp of an archive, from the newest down."""
    book = Book()
    witnesses = _countersignatures(archive)
    for paper in papers:
        number = paper.publication.manifest.urutan
        book.seals[number] = [*_seals(book, paper, sight), *_witnesses(book, paper, witnesses.get(number, {}), sight)]
        stamp = _stamp(book, paper, sight)
        if stamp:
            book.stamps[number] = stamp
    for paper in reversed(papers):
        number = paper.publication.manifest.urutan
        if paper.publication.sha256 in sight.heads:
            book.words.append(Word(number, "head", "kepala arsip yang Anda berikan"))
        for seal in book.seals[number]:
            word = _counts(book, seal, sight)
            if word:
                book.words.append(word)
    book.words.sort(key=lambda word: (word.urutan, _NEAREST[word.jenis]))
    return book


def _counts(book: Book, seal: Seal, sight: Sight) -> Word | None:
    said = {"kepala": "tanda tangan kepala instansi", "penerbit": "segel mesin penerbit", "saksi": "saksi"}[seal.jenis]
    kata = f"{said} {seal.oleh}, {seal.key.fingerprint}"
    if _in_office_now(seal, sight):
        return Word(seal.urutan, seal.jenis, kata, seal.key)
    above = [word for word in book.words if word.urutan >= seal.urutan]
    if above:
        return Word(seal.urutan, seal.jenis, f"{kata} (masa berlakunya lewat; diteguhkan {above[-1].kata})", seal.key)
    stamp = book.stamped(seal.urutan)
    policy = sight.newest
    if stamp and policy and seal.good_on(policy.day(stamp)):
        when = jam(setempat(stamp, policy.zona))
        return Word(seal.urutan, seal.jenis, f"{kata} (cap waktu {when})", seal.key)
    return None


def _in_office_now(seal: Seal, sight: Sight) -> bool:
    policy = sight.newest
    if policy is None:
        return False
    if seal.jenis == "kepala":
        return holds_office(policy, seal.key, "kepala", sight.today)
    known = policy.penerbit if seal.jenis == MACHINE else policy.saksi
    return any(one.kunci == seal.key and one.menjabat(sight.today) for one in known)


def holds_office(policy: Policy, key: ssh.Key, peran: str, day: date) -> bool:
    """Whether a key is that of somebody who holds a role on a day."""
    return any(h.jabatan.peran == peran and h.pejabat.menjabat(day) for h in policy.of_key(key))


def sealed_by(paper: Papers, machines: Sequence[ssh.Key]) -> bool:
    """Whether the seal on a manifest is by one of these machines' keys."""
    try:
        ssh.verify(paper.manifest, paper.machine or b"", machines)
    except ssh.BadSignature:
        return False
    return True


# --- the seals beside a manifest -------------------------------------------------------------------------------------


def _seals(book: Book, paper: Papers, sight: Sight) -> Iterator[Seal]:
    for name, data in ((SIGNATURE, paper.seal), (SEAL, paper.machine)):
        if data is None:
            continue
        key = _good(book, paper, name, data, ssh.NAMESPACE)
        if key is None:
            continue
        book.sealed = paper.publication.manifest.urutan
        policies = sight.policies(paper)
        found = [_official(paper, key, policy) if name == SIGNATURE else _machine(paper, key, policy.penerbit, MACHINE,
                 policy) for policy in policies]  # fmt: skip
        known = next(filter(None, found), None)
        if known:
            yield known
            continue
        wrong = [w for policy in policies[:1] if name == SIGNATURE and (w := _other_hand(paper, key, policy))]
        book.wrong.setdefault(paper.nama, []).extend(wrong)
        if policies and not wrong:
            text = f"{name} dibuat dengan kunci {key.fingerprint}, yang tidak dikenal kebijakan ini pada tanggal itu"
            book.notes.setdefault(paper.nama, []).append(text)


def _good(book: Book, paper: Papers, name: str, data: bytes, namespace: str) -> ssh.Key | None:
    """The key that made a signature over the manifest, whoever's it is; one that does not fit is a contradiction."""
    file = f"{paper.nama}/{name}"
    said = ssh.claim(data)
    try:
        return ssh.verify(paper.manifest, data, [said.key] if said else [], namespace)
    except ssh.NoSshKeygen as error:
        book.notes.setdefault(paper.nama, []).append(str(error))
    except ssh.BadSignature as error:
        if namespace == ssh.SAKSI:  # no chain lists it: a stranger's file, and no more
            book.notes.setdefault(paper.nama, []).append(f"{name} tidak diperhitungkan: {error}")
        else:
            book.wrong.setdefault(paper.nama, []).append(problem("RKT-661", file, publikasi=paper.nama, sebab=error))
    return None


def _official(paper: Papers, key: ssh.Key, policy: Policy) -> Seal | None:
    heads = [h for h in policy.of_key(key) if h.jabatan.peran == "kepala"]
    when = paper.server_time
    if not heads or when is None:
        return None
    there = [h for h in heads if h.pejabat.menjabat(policy.day(when))]
    if not there:
        return None
    terms = tuple((h.pejabat.mulai, h.pejabat.selesai) for h in heads)
    name = f"{there[0].pejabat.nama} ({title(there[0])})"
    return Seal(paper.publication.manifest.urutan, "kepala", name, key, terms)


def _other_hand(paper: Papers, key: ssh.Key, policy: Policy) -> Problem | None:
    """RKT-640 where a listed official who is not the Kepala Dinas, or not in office then, signed in his place."""
    when = paper.server_time
    holder = next(iter(policy.of_key(key)), None)
    if holder is None or when is None:
        return None
    day = policy.day(when)
    role = title(holder) if holder.jabatan.peran != "kepala" else f"{title(holder)}, tidak menjabat pada {day}"
    return problem("RKT-640", f"{paper.nama}/{SIGNATURE}", sebab=f"kunci itu milik {holder.pejabat.nama} ({role}).")


def _machine(paper: Papers, key: ssh.Key, known: Iterable[Machine], jenis: str, policy: Policy) -> Seal | None:
    own = [one for one in known if one.kunci == key]
    when = paper.server_time
    if not own or (when is not None and not any(one.menjabat(policy.day(when)) for one in own)):
        return None
    terms = tuple((one.mulai, one.selesai) for one in own)
    return Seal(paper.publication.manifest.urutan, jenis, own[0].nama, key, terms)


# --- countersignatures -----------------------------------------------------------------------------------------------


def _countersignatures(archive: Archive) -> Mapping[int, Mapping[str, bytes]]:
    found: dict[int, dict[str, bytes]] = {}
    for name in archive.files.list(SAKSI):
        match = COUNTERSIGNATURE.match(name)
        data = read_plain(archive.files, f"{SAKSI}/{name}") if match else None
        if match and data is not None:
            found.setdefault(int(match[1]), {})[match[2]] = data
    return found


def _witnesses(book: Book, paper: Papers, given: Mapping[str, bytes], sight: Sight) -> Iterator[Seal]:
    number = paper.publication.manifest.urutan
    for name, data in given.items():
        key = _good(book, paper, f"{SAKSI}/{number}-{name}.sig", data, ssh.SAKSI)
        for policy in filter(None, [sight.newest, *sight.policies(paper)][:1] if key else ()):
            known = policy.penerbit if name == MACHINE else [one for one in policy.saksi if one.nama == name]
            own = [one for one in known if one.kunci == key]
            if key and own:
                terms = tuple((one.mulai, one.selesai) for one in own)
                yield Seal(number, MACHINE if name == MACHINE else "saksi", own[0].nama, key, terms)
                if name != MACHINE:
                    book.witnesses.setdefault(number, set()).add(key)  # two names of one key are one


# --- time-stamps -----------------------------------------------------------------------------------------------------


def _stamp(book: Book, paper: Papers, sight: Sight) -> datetime | None:
    if paper.stamp is None:
        return None
    return stamp_time(book, paper, paper.stamp, paper.manifest, sight.roots(paper), STAMP)


def stamp_time(book: Book, paper: Papers, reply: bytes, data: bytes, roots: bytes | None, name: str) -> datetime | None:
    """When an authority saw some bytes; what counts for nothing is noted."""
    from rktkit.trust.tte.tsr import NoStamp, check_stamp

    try:
        return check_stamp(reply, data, roots)
    except NoStamp as error:
        book.notes.setdefault(paper.nama, []).append(f"{name}: {error}")
    except Refusal as refusal:
        book.notes.setdefault(paper.nama, []).extend(one.message for one in refusal.problems)
    return None
