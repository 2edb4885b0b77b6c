"""A repository as it was on a day: every branch at its newest commit of that time, later branches not there yet.

By the committers' clocks, so it is the notice board as it hung on that day, and proof of nothing.
"""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from rktkit.ground.git.repo import Repo


class Then(Repo):
    """A repository, read as of a moment."""

    def __init__(self, path: Path, until: datetime) -> None:
        """Open the repository that ``path`` lies in.

        Args:
            path: a folder in it.
            until: an aware moment; what was committed later is not seen.

        Raises:
            UsageError: there is none, or no Git to read it with.
        """
        super().__init__(path)
        self.until = until

    def ref(self, name: str) -> str | None:
        """The commit at which a ref stood; ``None`` when there was no such ref."""
        return self._then(super().ref(name))

    def refs(self, prefix: str) -> dict[str, str]:
        """All refs below a prefix that were there, with the commits at which they stood."""
        found = {name: self._then(sha) for name, sha in super().refs(prefix).items()}
        return {name: sha for name, sha in found.items() if sha is not None}

    def merged_later(self, name: str) -> Iterator[str]:
        """Where branches stood that a ref has merged since, the last first; a branch may be cut anew after its merge.

        Args:
            name: the ref that merges, in full.
        """
        tip = super().ref(name)
        for sha in self.first_parents(tip) if tip else ():
            commit = self.commit(sha)
            if commit.time <= self.until:
                return
            for side in commit.parents[1:]:
                then = self._then(side)
                if then is not None:
                    yield then

    def _then(self, sha: str | None) -> str | None:
        if sha is None:
            return None
        return next((one for one in self.first_parents(sha) if self.commit(one).time <= self.until), None)
