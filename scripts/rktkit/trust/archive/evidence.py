"""``bukti.json``: why a publication was allowed, in a form that can be judged again decades later.

::

    {
      "versi": 1,
      "commit": "<merge>", "induk": ["<main before>", "<approved text>"],
      "waktu_server": "2026-12-01T02:00:05+00:00",       // the publishing machine's clock
      "alamat": "https://…/2027/murni-0/",                // address of the page, for the QR code; or null
      "kebijakan": {"commit": "<main before>", "sha256": "<of organisasi.yml>", "wajib": ["forge"]},
      "kepala": [{"nama", "jabatan", "status", "tingkat": "forge"|"ssh", "waktu", "tanda": "<account or key>"}],
      "sekretaris": { … the same … },
      "perubahan_kebijakan": [{"commit", "nama", "tingkat"}],
      "perkenalan": {"commit", "sha256", "waktu", "pesan", "pertama"} | null,
      "catatan_forge": { … normal form of ``evidence`` … } | null,
      "stempel_merge": "<base64 of an RFC 3161 reply over the raw merge commit>",   // only where there is one
      "git": {"commit": {"<sha>": "<base64>"}, "tree": {…}}   // see ``proof``
    }

``waktu_server``, ``catatan_forge`` and ``perkenalan`` are what a later judgement takes as given; everything else can be
recomputed and is compared. A publication that only carries a signature has a shorter one (``signature_bukti``).
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from rktkit.ground.findings import Refusal
from rktkit.plan.calendar import moment
from rktkit.trust.approval.case import Approval
from rktkit.trust.approval.judge import Authority
from rktkit.trust.approval.line import Introduction
from rktkit.trust.approval.policy import Holder, Policy, pick
from rktkit.trust.approval.record import (
    Comment,
    Evidence,
    MergeRecord,
    Review,
    Schedule,
    evidence_json,
    evidence_of,
)

VERSI = 1
BUKTI = "bukti.json"
TANPA_NAMA = "pegawai tanpa nama"

_MENTION = re.compile(r"@[A-Za-z0-9][A-Za-z0-9._-]*")
_KEPT = ("kepala", "sekretaris")


class BadBukti(Exception):
    """Why ``bukti.json`` cannot be used, as a phrase for the reader."""


@dataclass(frozen=True, slots=True)
class Given:
    """What a later judgement takes from ``bukti.json``."""

    commit: str
    naskah: str
    server_time: datetime
    evidence: Evidence | None
    introduction: Mapping[str, Any] | None
    git: object


def build_bukti(
    authority: Authority, evidence: Evidence | None, git: Mapping[str, Any], alamat: str | None
) -> dict[str, Any]:
    """The evidence of a publication."""
    merge, policy = authority.merge, authority.policy
    return {
        "versi": VERSI,
        "commit": merge.commit.sha,
        "induk": [merge.utama, merge.naskah],
        "waktu_server": authority.server_time.isoformat(),
        "alamat": alamat,
        "kebijakan": policy_json(policy),
        "kepala": [_approval(approval) for approval in authority.kepala],
        "sekretaris": _approval(authority.sekretaris),
        "perubahan_kebijakan": [
            {"commit": change.commit, "nama": change.nama, "tingkat": change.tingkat} for change in authority.changes
        ],
        "perkenalan": _introduction(authority.introduction),
        "catatan_forge": evidence_json(evidence) if evidence else None,
        "git": dict(git),
    }


def recomputed(bukti: Mapping[str, Any], authority: Authority) -> str | None:
    """The first field in which ``bukti.json`` differs from a fresh judgement; ``None`` when all agree."""
    again = build_bukti(authority, None, {}, None)
    names = ("commit", "induk", "kebijakan", "kepala", "sekretaris", "perubahan_kebijakan", "perkenalan")
    return next((name for name in names if bukti.get(name) != again[name]), None)


STAMP = "stempel_merge"
"""The field that holds an authority's reply over the raw merge commit, in base64."""


def read_given(bukti: object) -> Given:
    """What a judgement needs.

    Raises:
        BadBukti: a field is missing or of the wrong shape.
    """
    if not isinstance(bukti, dict) or bukti.get("versi") != VERSI:
        raise BadBukti("bukan bukti versi yang dikenal")
    try:
        time = moment(bukti["waktu_server"])
        commit, (_, naskah) = bukti["commit"], bukti["induk"]
        record, alamat = bukti["catatan_forge"], bukti["alamat"]
        evidence = evidence_of(record) if record is not None else None
        introduction = bukti["perkenalan"]
    except Refusal as refusal:
        raise BadBukti("catatan forge di dalamnya tidak lengkap") from refusal
    except (KeyError, TypeError, ValueError) as error:
        raise BadBukti("isiannya tidak lengkap") from error
    texts = isinstance(commit, str) and isinstance(naskah, str) and isinstance(alamat, str | None)
    if time is None or not texts or not (introduction is None or isinstance(introduction, dict)):
        raise BadBukti("isiannya salah bentuk")
    return Given(commit, naskah, time, evidence, introduction, bukti.get("git"))


def signature_bukti(
    signs: tuple[str, str], policy: Policy, signer: Holder, cara: str, when: datetime
) -> dict[str, Any]:
    """The evidence of a publication that only signs another one.

    Args:
        signs: name and manifest's SHA-256 of the other one.
        policy: by which the signer is who he is.
        cara: ``ssh``, ``p12`` or ``bsre``.
        when: the publishing machine's clock.
    """
    return {
        "versi": VERSI,
        "menandatangani": {"publikasi": signs[0], "sha256": signs[1]},
        "waktu_server": when.isoformat(),
        "kebijakan": policy_json(policy),
        "penanda_tangan": {**_person(signer), "cara": cara},
    }


def policy_json(policy: Policy) -> dict[str, Any]:
    """Which policy held."""
    return {"commit": policy.commit, "sha256": policy.sha256, "wajib": list(policy.organisasi.wajib)}


def _approval(approval: Approval) -> dict[str, Any]:
    return {
        **_person(approval.holder),
        "tingkat": approval.tingkat,
        "waktu": approval.waktu.isoformat(),
        "tanda": approval.tanda,
    }


def _person(holder: Holder) -> dict[str, Any]:
    return {"nama": holder.pejabat.nama, "jabatan": holder.jabatan.nama, "status": holder.pejabat.status}


def _introduction(introduction: Introduction | None) -> dict[str, Any] | None:
    if introduction is None:
        return None
    return {
        "commit": introduction.commit,
        "sha256": introduction.sha256,
        "waktu": introduction.waktu.isoformat(),
        "pesan": introduction.pesan,
        "pertama": introduction.pertama,
    }


# --- leaving names of staff out --------------------------------------------------------------------------------------


def without_names(evidence: Evidence, policy: Policy) -> Evidence:
    """The forge's record with the accounts of all but the Kepala Dinas and the Sekretaris replaced by their position.

    Mentions (``@account``) in the texts go too; what people wrote about each other in words stays.
    """

    def role(akun: str, when: datetime) -> str:
        holders = policy.of_account(akun)
        if any(holder.jabatan.peran in _KEPT for holder in holders):
            return akun
        holder = pick(holders, "kasubag", policy.day(when))
        return holder.jabatan.nama if holder else TANPA_NAMA

    return replace(
        evidence,
        merge=_anonymous(evidence.merge, role),
        policy=tuple(_anonymous(record, role) for record in evidence.policy),
    )


def _anonymous(record: MergeRecord, role: Callable[[str, datetime], str]) -> MergeRecord:
    def review(one: Review) -> Review:
        return replace(one, akun=role(one.akun, one.waktu), isi=_MENTION.sub("@…", one.isi))

    def comment(one: Comment) -> Comment:
        return replace(one, akun=role(one.akun, one.waktu), isi=_MENTION.sub("@…", one.isi))

    def schedule(one: Schedule) -> Schedule:
        his = one.akun.lower() == record.merged_by.lower()  # the name that is judged stays, as it does above it
        return one if his else replace(one, akun=role(one.akun, one.waktu))

    return replace(
        record,
        reviews=tuple(map(review, record.reviews)),
        comments=tuple(map(comment, record.comments)),
        jadwal=None if record.jadwal is None else tuple(map(schedule, record.jadwal)),
    )
