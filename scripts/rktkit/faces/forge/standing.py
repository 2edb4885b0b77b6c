"""The standing reviews of the requests that a cycle has open, as ``procedure.reviewed`` wants them."""

from collections.abc import Iterator, Mapping

from rktkit.faces.forge.api.http import unexpected
from rktkit.faces.forge.api.protocol import Forge, PullRequest, Review
from rktkit.plan.calendar import moment
from rktkit.procedure.facts.reviewed import Ulasan

_DECIDES = {"APPROVED": True, "CHANGES_REQUESTED": False}


def standing(forge: Forge, tahun: int) -> tuple[Ulasan, ...]:
    """Each account's last *ya* or *tidak* on the newest commit of each open request of a cycle.

    Raises:
        ForgeError: the forge could not be asked.
    """
    draf = f"draf/{tahun}"
    forms = [forge.pull_request(number) for number in forge.open_requests(draf)]
    drafts = [pull for number in forge.open_requests("main") if (pull := forge.pull_request(number)).head_ref == draf]
    return tuple(found for pull in (*forms, *drafts) for found in _of(forge, pull))


def _of(forge: Forge, pull: PullRequest) -> Iterator[Ulasan]:
    words = _last(pull, forge.reviews(pull.number))
    files = forge.files(pull.number) if words else ()
    for account, review in words.items():
        at = moment(review.submitted_at)
        if at is None:
            raise unexpected("submitted_at")
        yield Ulasan(pull.head_ref, pull.base_ref, files, account, _DECIDES[review.state], at)


def _last(pull: PullRequest, reviews: tuple[Review, ...]) -> Mapping[str, Review]:
    """By account; a comment takes nothing back, a dismissed word stands no more."""
    found: dict[str, Review] = {}
    for review in reviews:
        if review.state == "DISMISSED":
            found.pop(review.author, None)
        elif review.state in _DECIDES and review.commit_id == pull.head_sha:
            found[review.author] = review
    return found
