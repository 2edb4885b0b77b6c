"""The correction loop as ``bukti.json`` keeps it: who said what, when, about which state of the text.

The evidence comes from a forge and is read as untrusted text: what has no usable shape is passed over, never trusted.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any

from rktkit.plan.calendar import moment, setempat
from rktkit.plan.writing.words import jam, menjabat

KEPUTUSAN = {
    "approved": "Disetujui",
    "changes_requested": "Minta perbaikan",
    "dismissed": "Persetujuan ditarik",
    "commented": "Catatan",
}


@dataclass(frozen=True, slots=True)
class Ucapan:
    """One remark or decision of the loop."""

    siapa: str
    waktu: datetime
    keputusan: str
    """``approved``, ``changes_requested``, ``dismissed`` or ``commented``."""
    isi: str
    commit: str | None = None
    tempat: str | None = None

    @property
    def judul(self) -> str:
        """The decision in the reader's words."""
        return KEPUTUSAN[self.keputusan]

    @property
    def pukul(self) -> str:
        """When, in the office's zone."""
        return jam(self.waktu)


@dataclass(frozen=True, slots=True)
class Penggabungan:
    """The merge that made the plan official, as the forge tells it."""

    siapa: str
    waktu: datetime | None
    alamat: str | None
    ucapan: tuple[Ucapan, ...]

    @property
    def pukul(self) -> str:
        """When; empty when the record does not say."""
        return jam(self.waktu) if self.waktu else ""


@dataclass(frozen=True, slots=True)
class Wewenang:
    """An approval that the publication's evidence names. ``cara`` says no more than the evidence proves."""

    hal: str
    siapa: str
    cara: str
    pukul: str


_FORGE = "menurut catatan forge"


def wewenang(bukti: Mapping[str, Any] | None, zona: timezone) -> tuple[Wewenang, ...]:
    """The merge of the Kepala Dinas and the approval of the Sekretaris, by each kind of evidence, in its zone."""
    found = []
    policy = bukti.get("kebijakan") if bukti else None
    alone = isinstance(policy, Mapping) and policy.get("wajib") == ["forge"]
    forge = f"{_FORGE}, tanpa tanda tangan" if alone else _FORGE
    for name, hal in (("sekretaris", "Persetujuan"), ("kepala", "Penggabungan")):
        entries = bukti.get(name) if bukti else None
        for entry in entries if isinstance(entries, list) else [entries]:
            if isinstance(entry, Mapping):
                ssh = entry.get("tingkat") == "ssh"
                waktu = _time(entry.get("waktu"), zona)
                post = entry.get("jabatan")
                who = _name(entry)
                named = isinstance(post, str) and post
                found.append(
                    Wewenang(
                        hal=hal,
                        siapa=f"{who} ({menjabat(str(post), str(entry.get('status')))})" if named else who,
                        cara="tanda tangan kunci SSH pada naskah" if ssh else forge if name == "kepala" else _FORGE,
                        pukul=jam(waktu) if waktu else "",
                    )
                )
    return tuple(found)


def penggabungan(bukti: Mapping[str, Any] | None, zona: timezone) -> Penggabungan | None:
    """The merge and its discussion, sorted by time, in the office's zone; ``None`` without a forge's record of it."""
    event = next(_events(bukti), None)
    if event is None:
        return None
    pull = event["pull_request"]
    said = [found for place in (pull, event) for found in (*_reviews(place, zona), *_comments(place, zona))]
    said.sort(key=lambda u: (u.waktu, u.siapa, u.isi))
    address = pull.get("html_url")
    return Penggabungan(
        siapa=_name(pull.get("merged_by")),
        waktu=_time(pull.get("merged_at"), zona),
        alamat=address if isinstance(address, str) else None,
        ucapan=tuple(dict.fromkeys(said)),
    )


def _events(value: object, depth: int = 4) -> Iterator[Mapping[str, Any]]:
    """Mappings that hold a pull request, wherever the evidence keeps them."""
    if not isinstance(value, Mapping) or depth == 0:
        return
    if isinstance(value.get("pull_request"), Mapping):
        yield value
        return
    for item in value.values():
        yield from _events(item, depth - 1)


def _reviews(value: Mapping[str, Any], zona: timezone) -> Iterator[Ucapan]:
    for review in _items(value, "reviews"):
        waktu = _time(review.get("submitted_at"), zona)
        if waktu is not None:
            state = str(review.get("state", "")).lower()
            yield Ucapan(
                siapa=_name(review.get("user")),
                waktu=waktu,
                keputusan=state if state in KEPUTUSAN else "commented",
                isi=str(review.get("body") or ""),
                commit=str(review.get("commit_id") or "") or None,
            )


def _comments(value: Mapping[str, Any], zona: timezone) -> Iterator[Ucapan]:
    for comment in _items(value, "comments"):
        waktu = _time(comment.get("created_at"), zona)
        if waktu is not None:
            path, line = comment.get("path"), comment.get("line")
            place = f"{path}:{line}" if path and isinstance(line, int) else path
            yield Ucapan(
                siapa=_name(comment.get("user")),
                waktu=waktu,
                keputusan="commented",
                isi=str(comment.get("body") or ""),
                tempat=str(place) if place else None,
            )


def _items(value: Mapping[str, Any], name: str) -> Iterator[Mapping[str, Any]]:
    found = value.get(name)
    if isinstance(found, list):
        yield from (item for item in found if isinstance(item, Mapping))


def _name(value: object) -> str:
    """Who: the person's name where the evidence gives it, else the account; a deleted account has neither."""
    if isinstance(value, Mapping):
        for key in ("nama", "full_name", "name", "login", "username"):
            if isinstance(value.get(key), str) and value[key].strip():
                return str(value[key])
    return "Akun yang sudah dihapus"


def _time(value: object, zona: timezone) -> datetime | None:
    when = moment(value)
    return setempat(when, zona) if when else None
