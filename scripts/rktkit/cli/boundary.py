"""The one place where an error becomes a sentence and an exit status."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from io import BufferedWriter, FileIO, TextIOWrapper
from typing import Any, TextIO

from rktkit.ground.catalogue.rules import show
from rktkit.ground.files import NotPlainFile
from rktkit.ground.findings import Refusal, Report, UsageError


def guarded(run: Callable[[], int], asked: Callable[[], tuple[str, bool]]) -> int:
    """Run something; whatever is raised is told on standard error. Nobody is shown a traceback.

    Args:
        run: gives the exit status.
        asked: the command as people write it, and whether it was asked for JSON; called only after a refusal.

    Returns:
        The exit status: that of ``run``, 1 for a refusal, 2 for wrong use and what could not be done, 130 for Ctrl-C.
    """
    status = 0
    try:
        status = run()
        sys.stdout.flush()
    except UsageError as error:
        return _say(f"rkt: {show(error, 2000)}", 2)
    except Refusal as refusal:
        return _refuse(refusal, *asked())
    except NotPlainFile as error:
        return _say(f"rkt: {show(error, 300)} bukan berkas biasa, melainkan tautan, submodul, atau alat.", 2)
    except KeyboardInterrupt:
        return _say("rkt: dihentikan.", 130)
    except OSError as error:
        from rktkit.ground.disk import sebab

        place = f": {show(os.fsdecode(error.filename), 300)}" if isinstance(error.filename, (str, bytes)) else ""
        return _say(f"rkt: berkas atau media tidak dapat dipakai{place} ({sebab(error)}).", 2)
    except Exception as error:  # the last line of defence: nobody is shown a traceback
        return _say(f"rkt: {_of_git(error) or _unexpected(error)}", 2)
    return status


def _refuse(refusal: Refusal, command: str, as_json: bool) -> int:
    """The problems as ``rkt check`` shows them; as JSON, and where the result would be, for whom JSON was asked for."""
    from rktkit.faces.reports import json, text

    report = Report.of(refusal.problems, len({p.file for p in refusal.problems}))
    if not as_json:
        return _say(text.render(report, command=command).rstrip("\n"), 1)
    sys.stdout.write(json.render(report))
    return 1


class _Heard(FileIO):
    """A stream that fails at most once: whoever stops reading is no error, and after a full disk nothing more is tried.

    So the work goes on, and its exit status holds.
    """

    lost = False

    def write(self, data: Any, /) -> int:
        if not self.lost:
            try:
                return super().write(data)
            except OSError as error:
                self.lost = True
                if not isinstance(error, BrokenPipeError):
                    raise
        return memoryview(data).nbytes


def prepare_streams() -> None:
    """UTF-8 whatever the surroundings say, for our sentences are not ASCII; a closed stream is no error."""
    if sys.stdin is None:
        sys.stdin = os.fdopen(os.open(os.devnull, os.O_RDONLY))
    sys.stdout, sys.stderr = _prepared(sys.stdout, 1), _prepared(sys.stderr, 2)


def _prepared(stream: TextIO | None, number: int) -> TextIO:
    if stream is None:
        return os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")
    if not isinstance(stream, TextIOWrapper):
        return stream
    raw = getattr(stream.buffer, "raw", stream.buffer)
    if type(raw) is not FileIO or raw.fileno() != number:
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
        return stream
    return TextIOWrapper(
        BufferedWriter(_Heard(number, "w", closefd=False)),
        encoding="utf-8",
        errors="backslashreplace",
        line_buffering=stream.line_buffering or stream.write_through,
    )


def _of_git(error: Exception) -> str | None:
    """What Git could not do, where that is what went wrong."""
    from rktkit.ground.git.program import GitFailed

    if not isinstance(error, GitFailed):
        return None
    return (
        f"Git tidak dapat mengerjakannya: {show(error, 300)}. Periksa ruang dan izin; bila repositorinya rusak menurut "
        "git fsck, ambil ulang."
    )


def _unexpected(error: Exception) -> str:
    """An error of ours, told in a sentence; its particulars are kept in a file for whoever mends it."""
    import tempfile
    import traceback

    try:
        with tempfile.NamedTemporaryFile("w", prefix="rktkit-", suffix=".txt", delete=False, encoding="utf-8") as file:
            file.writelines(traceback.format_exception(error))
        kept = f" Rinciannya di {file.name}; sertakan saat melapor."
    except OSError:
        kept = ""
    return f"ada kesalahan di dalam rktkit ({type(error).__name__}), bukan pada berkas Anda.{kept}"


def _say(text: str, status: int) -> int:
    with suppress(OSError):  # nobody can be told
        sys.stderr.write(f"{text}\n")
        sys.stderr.flush()
    return status
