"""The one place where an error becomes a sentence and an exit status."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from io import TextIOWrapper

from rktkit.ground.catalogue.rules import show
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
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt:
        return _say("rkt: dihentikan.", 130)
    except OSError as error:
        from rktkit.ground.disk import sebab

        place = f" {show(os.fsdecode(error.filename), 300)}" if isinstance(error.filename, (str, bytes)) else ""
        return _say(f"rkt: berkas atau media tidak dapat dipakai:{place} ({sebab(error)}).", 2)
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


def prepare_streams() -> None:
    """UTF-8 whatever the surroundings say, for our sentences are not ASCII; a closed stream is no error."""
    if sys.stdout is None:
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _of_git(error: Exception) -> str | None:
    """What Git could not do, where that is what went wrong."""
    from rktkit.ground.git.program import GitFailed

    if not isinstance(error, GitFailed):
        return None
    return f"repositori tidak dapat dibaca: {show(error, 300)}. Periksa dengan git fsck, atau ambil ulang."


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
    if sys.stderr is not None:
        sys.stderr.write(f"{text}\n")
    return status
