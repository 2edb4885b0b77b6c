"""Writing to disk, whole or not at all; and why the disk says no."""

import errno
import os
from collections.abc import Mapping
from pathlib import Path

from rktkit.ground.findings import UsageError

_SEBAB = {
    errno.ENOENT: "tidak ada",
    errno.EACCES: "tidak ada izin",
    errno.EPERM: "tidak ada izin",
    errno.EISDIR: "itu folder",
    errno.ENOTDIR: "di bawah sesuatu yang bukan folder",
    errno.EROFS: "hanya dapat dibaca",
    errno.ENOSPC: "tidak ada ruang lagi",
    errno.EDQUOT: "jatah ruangnya habis",
    errno.EFBIG: "terlalu besar",
    errno.EBUSY: "sedang dipakai",
    errno.EEXIST: "sudah ada",
    errno.ENOTEMPTY: "foldernya tidak kosong",
    errno.ENAMETOOLONG: "namanya terlalu panjang",
    errno.ELOOP: "tautannya berputar-putar",
    errno.EMFILE: "terlalu banyak berkas terbuka",
    errno.EIO: "medianya rusak",
}


def sebab(error: OSError) -> str:
    """Why a file cannot be used, in words for people; the system's own where we have none."""
    return _SEBAB.get(error.errno or 0) or error.strerror or str(error)


def replace_file(place: Path, data: bytes, *, durable: bool = True) -> None:
    """Put bytes at a path; whoever looks sees the old file or the new one. Permissions of an old file stay.

    What is not ``durable`` may be lost, or found cut short, when the machine loses its power soon after. What is no
    file (``/dev/stdout``, a pipe) is written into.
    """
    try:
        _replace(place, data, durable=durable)
    except OSError as error:  # a disk that is full names no file, and what waits beside it has a name that nobody knows
        error.filename = str(place)
        raise


def _replace(place: Path, data: bytes, *, durable: bool) -> None:
    if place.is_relative_to("/dev") or (place.exists() and not place.is_file() and not place.is_dir()):
        place.write_bytes(data)
        return
    import tempfile  # what only reads is spared it

    place.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        os.chmod(name, place.stat().st_mode & 0o777 if place.exists() else 0o644)
        os.replace(name, place)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def keep(place: Path) -> Path:
    """Copy a file that is about to be replaced to one beside it, ending in ``~``; gives where.

    Raises:
        UsageError: something else is kept there already; nothing was written.
    """
    beside, data = place.with_name(f"{place.name}~"), place.read_bytes()
    if os.path.lexists(beside) and (not beside.is_file() or beside.read_bytes() != data):
        raise UsageError(f"{place} dan {beside} sudah ada, tidak ditimpa. Simpan dahulu yang kedua di tempat lain.")
    replace_file(beside, data)
    return beside


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Put files below a folder: a new folder appears whole; in an old one each file is replaced whole."""
    if folder.exists():
        for path, data in files.items():
            replace_file(folder / path, data)
        return
    folder.parent.mkdir(parents=True, exist_ok=True)
    import tempfile

    try:
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}.") as waiting:
            whole = Path(waiting) / "whole"
            whole.mkdir()
            for path, data in files.items():
                replace_file(whole / path, data)
            os.rename(whole, folder)
    except OSError as error:
        error.filename = str(folder)
        raise
