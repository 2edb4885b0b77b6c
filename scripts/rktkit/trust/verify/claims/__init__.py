"""One claim a file: what a reader may believe of a publication, and on whose word.

Each module has ``claim(matter: Matter) -> Claim``. A new claim is a new file and a line in ``CLAIMS``.
"""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from rktkit.trust.verify.claims import berlaku, dokumen, lengkap, naskah, orang, waktu
from rktkit.trust.verify.matter import Claim, Matter

CLAIMS: Mapping[str, Callable[[Matter], Claim]] = MappingProxyType(
    {
        "naskah": naskah.claim,
        "dokumen": dokumen.claim,
        "orang": orang.claim,
        "waktu": waktu.claim,
        "lengkap": lengkap.claim,
        "berlaku": berlaku.claim,
    }
)


def claims_of(matter: Matter) -> Sequence[Claim]:
    """Every claim about a publication, in the order in which they are told."""
    return [claim(matter) for claim in CLAIMS.values()]
