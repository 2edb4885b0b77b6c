"""The forge's record of a merge: what ``forge/`` delivers, what a CI event says, what ``bukti.json`` keeps.

**Normal form** (JSON; the fields are those of a forge's own pull request, so an event file nearly is one)::

    {
      "forge": "github",                      // github | gitea | forgejo; optional
      "pull_request": {
        "number": 7, "html_url": "https://…/pull/7", "title": "RKT 2027",
        "merged": true, "merged_at": "2026-12-01T02:00:00Z", "merged_by": {"login": "mnor"},
        "merge_commit_sha": "<40 hex>", "head": {"sha": "<40 hex>"}, "base": {"ref": "main"},
        "reviews": [{"user": {"login": "…"}, "state": "approved", "commit_id": "<40 hex>",
                     "submitted_at": "…", "body": "…"}],
        "comments": [{"user": {"login": "…"}, "created_at": "…", "body": "…", "path": "rkt/2027/a.yml", "line": 12}]
      },
      "merge": {"jadwal": [{"akun": "…", "waktu": "…", "batal": false}], "kiriman_terakhir": "…"},  // ``scheduled``
      "policy": [ {"pull_request": {…}}, … ]  // merges since the last publication that changed organisasi.yml
    }

``reviews`` and ``comments`` may also stand beside ``pull_request``. States are read in GitHub's and Gitea's spelling
and kept as ``approved``, ``changes_requested``, ``dismissed`` or ``commented``. A raw ``pull_request`` webhook of
GitHub, Gitea or Forgejo (action ``closed``) with reviews added is accepted as it is; unknown fields are passed over.

This is the forge's word: whoever can write the event file can write anything, so it counts only where the forge's own
runner hands it over.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from rktkit.ground.catalogue.trust import problem
from rktkit.ground.findings import Refusal
from rktkit.plan.calendar import moment

MAX_BYTES = 8 * 1024 * 1024

_HASH = re.compile(r"[0-9a-f]{40}\Z")
_STATES = {
    "approved": "approved",
    "approve": "approved",
    "changes_requested": "changes_requested",
    "request_changes": "changes_requested",
    "reject": "changes_requested",
    "dismissed": "dismissed",
}
_FORGE = re.compile(r"[a-z]{1,20}\Z")
_REQUEST = re.compile(r"(https?://[^/\s]+/\S+?)/(?:-/)?(?:pulls?|merge_requests)/([0-9]{1,12})\Z")


@dataclass(frozen=True, slots=True)
class Review:
    """A review: who judged which commit how, and when."""

    akun: str
    state: str
    commit: str
    waktu: datetime
    isi: str = ""


@dataclass(frozen=True, slots=True)
class Comment:
    """A remark of the correction loop; ``berkas`` and ``baris`` where it stands at a line."""

    akun: str
    waktu: datetime
    isi: str
    berkas: str | None = None
    baris: int | None = None


@dataclass(frozen=True, slots=True)
class Schedule:
    """Somebody told the forge to merge later; ``batal``: it was taken back."""

    akun: str
    waktu: datetime
    batal: bool


@dataclass(frozen=True, slots=True)
class MergeRecord:
    """A merged pull request as the forge tells it.

    ``jadwal``: merges that were scheduled, ``None`` where the forge was not asked; ``kiriman``: when commits last
    arrived, by the forge's clock, ``None`` where it does not say.
    """

    nomor: int
    alamat: str
    judul: str
    merged_by: str
    merged_at: datetime
    merge_commit: str
    head: str
    base: str
    reviews: tuple[Review, ...]
    comments: tuple[Comment, ...]
    jadwal: tuple[Schedule, ...] | None = None
    kiriman: datetime | None = None

    @property
    def repositori(self) -> str:
        """The address of the repository on its forge, from the request's own; empty where it names none."""
        found = _REQUEST.match(self.alamat)
        return found[1] if found and int(found[2]) == self.nomor else ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The record of the publication's merge, and of the policy's merges before it."""

    forge: str
    merge: MergeRecord
    policy: tuple[MergeRecord, ...] = ()

    def of_policy(self, sha: str) -> MergeRecord | None:
        """The record of the merge that made a commit."""
        return next((record for record in self.policy if record.merge_commit == sha), None)


class _Unusable(Exception):
    """Which field of the record is missing or of the wrong shape."""


def parse_evidence(data: bytes) -> Evidence:
    """Read an event file.

    Raises:
        Refusal: RKT-620, the record is unreadable, incomplete, or of a request that was not merged.
    """
    if len(data) > MAX_BYTES:
        raise Refusal([problem("RKT-620.isian", isian="ukuran")])
    try:
        text = json.dumps(json.loads(data), ensure_ascii=False)
        return evidence_of(json.loads(text.encode("utf-8", "replace")))  # half a character in a comment stops nothing
    except (ValueError, RecursionError) as error:
        raise Refusal([problem("RKT-620.json")]) from error


def evidence_of(value: object) -> Evidence:
    """The record in a decoded event.

    Raises:
        Refusal: as ``parse_evidence``.
    """
    try:
        return _evidence(value)
    except _Unusable as error:
        raise Refusal([problem("RKT-620.isian", isian=str(error))]) from error


def _evidence(value: object) -> Evidence:
    event = _mapping(value, "pull_request")
    forge = str(event.get("forge", "")).lower()
    policy = event.get("policy", [])
    if not isinstance(policy, list):
        raise _Unusable("policy")
    return Evidence(
        forge if _FORGE.match(forge) else "forge",
        _record(event),
        tuple(_record(_mapping(item, "policy")) for item in policy),
    )


def _record(event: Mapping[str, Any]) -> MergeRecord:
    pull = _mapping(event.get("pull_request"), "pull_request")
    if pull.get("merged") is not True:
        raise _Unusable("pull_request.merged")
    reviews = [*_list(pull, "reviews"), *_list(event, "reviews")]
    comments = [*_list(pull, "comments"), *_list(event, "comments")]
    told = event.get("merge")
    merge = _mapping(told, "merge") if told is not None else {}
    return MergeRecord(
        nomor=_int(pull, "number"),
        alamat=str(pull.get("html_url") or ""),
        judul=str(pull.get("title") or ""),
        merged_by=_login(pull.get("merged_by"), "merged_by"),
        merged_at=_time(pull, "merged_at"),
        merge_commit=_sha(pull, "merge_commit_sha"),
        head=_sha(_mapping(pull.get("head"), "head"), "sha"),
        base=str(_mapping(pull.get("base"), "base").get("ref") or ""),
        reviews=tuple(sorted(map(_review, filter(_submitted, reviews)), key=lambda review: review.waktu)),
        comments=tuple(sorted(map(_comment, comments), key=lambda comment: comment.waktu)),
        jadwal=_schedules(merge["jadwal"]) if merge.get("jadwal") is not None else None,
        kiriman=_time(merge, "kiriman_terakhir") if merge.get("kiriman_terakhir") is not None else None,
    )


def _schedules(value: object) -> tuple[Schedule, ...]:
    if not isinstance(value, list):
        raise _Unusable("merge.jadwal")
    found = [_mapping(item, "merge.jadwal") for item in value]
    if not all(isinstance(item.get("akun"), str) for item in found):
        raise _Unusable("merge.jadwal.akun")
    return tuple(Schedule(item["akun"], _time(item, "waktu"), bool(item.get("batal"))) for item in found)


def _submitted(value: object) -> bool:
    """A review that is still being written has no date yet and says nothing."""
    return _mapping(value, "reviews").get("submitted_at") is not None


def _review(value: object) -> Review:
    review = _mapping(value, "reviews")
    state = _STATES.get(str(review.get("state", "")).lower(), "commented")
    if review.get("dismissed") is True:
        state = "dismissed"
    return Review(
        akun=_author(review.get("user"), "reviews.user"),
        state=state,
        commit=str(review.get("commit_id") or ""),
        waktu=_time(review, "submitted_at"),
        isi=str(review.get("body") or ""),
    )


def _comment(value: object) -> Comment:
    comment = _mapping(value, "comments")
    line = comment.get("line")
    return Comment(
        akun=_author(comment.get("user"), "comments.user"),
        waktu=_time(comment, "created_at"),
        isi=str(comment.get("body") or ""),
        berkas=str(comment["path"]) if comment.get("path") else None,
        baris=line if type(line) is int and line > 0 else None,
    )


def evidence_json(evidence: Evidence) -> dict[str, Any]:
    """The normal form, for ``bukti.json``."""
    policy = [{"pull_request": _record_json(record)} for record in evidence.policy]
    merge = _merge_json(evidence.merge)
    return {
        "forge": evidence.forge,
        "pull_request": _record_json(evidence.merge),
        **({"merge": merge} if merge else {}),
        **({"policy": policy} if policy else {}),
    }


def _merge_json(record: MergeRecord) -> dict[str, Any]:
    """What the timeline said; nothing where it was not read."""
    if record.jadwal is None:
        return {}
    jadwal = [{"akun": s.akun, "waktu": s.waktu.isoformat(), "batal": s.batal} for s in record.jadwal]
    return {"jadwal": jadwal, "kiriman_terakhir": record.kiriman.isoformat() if record.kiriman else None}


def _record_json(record: MergeRecord) -> dict[str, Any]:
    return {
        "number": record.nomor,
        "html_url": record.alamat,
        "title": record.judul,
        "merged": True,
        "merged_at": record.merged_at.isoformat(),
        "merged_by": {"login": record.merged_by},
        "merge_commit_sha": record.merge_commit,
        "head": {"sha": record.head},
        "base": {"ref": record.base},
        "reviews": [
            {
                "user": {"login": review.akun} if review.akun else None,
                "state": review.state,
                "commit_id": review.commit,
                "submitted_at": review.waktu.isoformat(),
                "body": review.isi,
            }
            for review in record.reviews
        ],
        "comments": [
            {
                "user": {"login": comment.akun} if comment.akun else None,
                "created_at": comment.waktu.isoformat(),
                "body": comment.isi,
                "path": comment.berkas,
                "line": comment.baris,
            }
            for comment in record.comments
        ],
    }


def _mapping(value: object, name: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise _Unusable(name)
    return value


def _list(value: Mapping[str, Any], name: str) -> list[object]:
    found = value.get(name)
    return found if isinstance(found, list) else []  # a webhook's ``comments`` is their number


def _int(value: Mapping[str, Any], name: str) -> int:
    number = value.get(name)
    if type(number) is not int:
        raise _Unusable(name)
    return number


def _sha(value: Mapping[str, Any], name: str) -> str:
    text = value.get(name)
    if not isinstance(text, str) or not _HASH.match(text):
        raise _Unusable(name)
    return text


def _login(value: object, name: str) -> str:
    user = _mapping(value, name)
    login = user.get("login") or user.get("username")
    if not isinstance(login, str):
        raise _Unusable(name)
    return login


def _author(value: object, name: str) -> str:
    return "" if value is None else _login(value, name)  # an account that was deleted since


def _time(value: Mapping[str, Any], name: str) -> datetime:
    time = moment(value.get(name))
    if time is None:
        raise _Unusable(name)
    return time
