"""What is said about approval, archive and signatures (RKT-601 … 689, 695): every sentence, and which of them warn."""

from rktkit.ground.catalogue.rule import START, told
from rktkit.ground.catalogue.trust import archive, authority, tte
from rktkit.ground.findings import Problem, Severity

TEXTS = {**authority.TEXTS, **archive.TEXTS, **tte.TEXTS}
NOTICES = frozenset(
    {
        "RKT-641",
        "RKT-640.tanpa",
        "RKT-646",
        "RKT-650.kecelakaan",
        "RKT-653",
        "RKT-659.arsip",
        "RKT-663.gabung",
        "RKT-663.tolak",
        "RKT-664",
    }
)
"""Rules, and cases of rules, that warn and do not block."""
_WIDE = {"sebab": 240}
"""A reason is told in full."""


def problem(text: str, file: str = "rkt/organisasi.yml", **values: object) -> Problem:
    """A finding of this family, which is about the policy unless a file is named.

    Args:
        text: the case, ``RKT-608.banyak``.
        file: what it is about, relative to the root; of the repository for 601 … 640, of the archive after that.
        values: what the sentences name.
    """
    warns = {text, text.partition(".")[0]} & NOTICES
    return told(TEXTS, text, Severity.PERINGATAN if warns else Severity.GALAT, file, START, values, _WIDE)
