"""``rkt.json``: the whole plan as open data, and the way back.

A JSON number is written with exactly the digits of the decimal, and read back as a decimal: nothing is rounded on the
way. Amounts are whole rupiah. A target is a number, or a text where its unit has an ordered list of predikat. Dates are
``2026-12-01``. Optional fields without a value are ``null``, so every object always has the same keys.
"""

from rktkit.documents.context import Context
from rktkit.ground.records import RecordError, build, parse, plain, write
from rktkit.plan.document import Rkt

VERSI = 1
"""Version of the format; a reader refuses one that it does not know."""

SKEMA = "urn:rktkit:rkt:1"
"""The identifier of the published schema ``rkt.schema.json``."""

_KEPALA = ("$schema", "versi", "publikasi", "status", "commit")


def render(rkt: Rkt, context: Context) -> dict[str, bytes]:
    """``rkt.json`` with the plan and where it comes from."""
    if context.data is not None:
        return {"rkt.json": context.data}
    document = {
        "$schema": SKEMA,
        "versi": VERSI,
        "publikasi": rkt.publikasi,
        "status": "final" if context.final else "draf",
        "commit": context.commit,
        **plain(rkt),
    }
    return {"rkt.json": write(document)}


def schema() -> bytes:
    """The JSON Schema of ``rkt.json``, to be published beside it."""
    from importlib.resources import files

    return files(__package__).joinpath("rkt.schema.json").read_bytes()


def read_rkt(data: bytes) -> Rkt:
    """The plan of an ``rkt.json``: the exact inverse of ``render``.

    Args:
        data: the bytes of the file.

    Returns:
        The plan, equal to the one that was written.

    Raises:
        RecordError: not JSON, another version, or a field that is missing, unknown or of the wrong kind.
    """
    document = parse(data)
    if document.get("versi") != VERSI:
        raise RecordError(f"versi {document.get('versi')!r} tidak dikenal; yang dikenal: {VERSI}")
    plan = build(Rkt, {key: value for key, value in document.items() if key not in _KEPALA}, "")
    assert isinstance(plan, Rkt)
    return plan
