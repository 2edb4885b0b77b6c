"""A PDF that is signed before the merge: which draft it shows, and how the publication shows the same one.

The signed paper cannot name the merge that does not exist yet. It names the commit of the draft that it was made from,
and the archive's head on that day. When the merge is published, exactly that draft is type-set again; the publication's
``rkt.pdf`` is then the paper under the signature, byte by byte. ``bukti.json`` keeps what it takes to do so once more
(``naskah_pdf``).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from rktkit.documents import render_format
from rktkit.documents.context import Context
from rktkit.ground.catalogue.trust import problem
from rktkit.ground.findings import Refusal
from rktkit.ground.git.repo import Repo
from rktkit.plan.calendar import moment
from rktkit.plan.document import Rkt
from rktkit.trust.approval.merge import Merge, is_policy
from rktkit.trust.archive.objects import is_published

KEY = "naskah_pdf"
MOST_DRAFTS = 20
"""Commits of one draft that are tried at most."""

MOST_HEADS = 3
"""How many publications may have come in between signing and publishing."""

_CREATED = re.compile(rb"<xmp:CreateDate>([0-9T:+Z-]{10,40})</xmp:CreateDate>")


@dataclass(frozen=True, slots=True)
class Draft:
    """What a paper says of its origin that the publication cannot know by itself."""

    commit: str
    waktu: datetime
    sebelumnya: str | None
    alamat: str | None

    def to_json(self) -> dict[str, str | None]:
        """For ``bukti.json``."""
        return {
            "commit": self.commit,
            "waktu": self.waktu.isoformat(),
            "sebelumnya": self.sebelumnya,
            "alamat": self.alamat,
        }

    def context(self, context: Context) -> Context:
        """The context of the paper, in place of the publication's own."""
        return replace(
            context, commit=self.commit, waktu=self.waktu, sebelumnya=self.sebelumnya, url=self.alamat, bukti=None
        )


def read_draft(bukti: Mapping[str, Any]) -> Draft | None:
    """The draft that ``bukti.json`` names, if it names one.

    Raises:
        Refusal: RKT-654, it is not written as it must be.
    """
    value = bukti.get(KEY)
    if value is None:
        return None
    try:
        time = moment(value["waktu"])
        commit, sebelumnya, alamat = value["commit"], value["sebelumnya"], value["alamat"]
        if time is None or not re.fullmatch(r"[0-9a-f]{40}", commit):
            raise ValueError(commit)
        if not all(text is None or isinstance(text, str) for text in (sebelumnya, alamat)):
            raise TypeError(KEY)
    except (KeyError, TypeError, ValueError):
        raise Refusal([problem("RKT-654", ".", publikasi="?", sebab=f"{KEY} salah bentuk")]) from None
    return Draft(commit, time, sebelumnya, alamat)


def render_paper(rkt: Rkt, context: Context) -> bytes:
    """``rkt.pdf`` alone."""
    return render_format("pdf", rkt, context)["rkt.pdf"]


def find_draft(
    repo: Repo, merge: Merge, signed: bytes, rkt: Rkt, context: Context, heads: Sequence[str | None]
) -> Draft | None:
    """The draft that stands under a signed PDF, among the commits that the merge brings in.

    Args:
        signed: the file.
        rkt: the plan, compiled from the merge.
        context: the publication's own; the paper has the draft's commit and time instead.
        heads: the archive's heads that the paper may name, the newest first.
    """
    for draft in _candidates(repo, merge, signed, context, heads):
        if signed.startswith(render_paper(rkt, draft.context(context))):
            return draft
    return None


def _candidates(
    repo: Repo, merge: Merge, signed: bytes, context: Context, heads: Sequence[str | None]
) -> Iterator[Draft]:
    """Drafts with the sources of the merge and the date of the paper, the likeliest first."""
    dates = {match[1].decode() for match in _CREATED.finditer(signed)}
    for sha in repo.commits(merge.naskah, since=merge.utama)[:MOST_DRAFTS]:
        time = repo.commit(sha).time
        if dates and time.isoformat() not in dates:
            continue
        changed = repo.changed(sha, merge.commit.sha)
        if any(is_published(path, merge.tahun) and not is_policy(path) for path in changed):
            continue
        for head in heads[:MOST_HEADS]:
            for alamat in dict.fromkeys((context.url, None)):
                yield Draft(sha, time, head, alamat)
