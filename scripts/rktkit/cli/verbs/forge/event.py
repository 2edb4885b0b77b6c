"""A file of the forge: the event that a run is about."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rktkit.ground.findings import UsageError

if TYPE_CHECKING:
    from rktkit.faces.forge.events import Event


def read(path: Path) -> Event:
    """The event in a file. Raises ``UsageError`` for one that no forge writes."""
    from rktkit.faces.forge.events import read_event
    from rktkit.ground.records import RecordError

    try:
        return read_event(path.read_bytes())
    except RecordError as error:
        raise UsageError(f"Berkas peristiwa tidak dapat dipakai ({error}).") from error
