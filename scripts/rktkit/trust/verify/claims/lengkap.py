"""*Lengkap*: nothing was cut off and nothing slipped in between, up to a day that is said."""

from rktkit.ground.findings import Severity
from rktkit.plan.writing.words import tanggal
from rktkit.trust.verify.matter import Claim, Matter, told

_CHAIN = frozenset({"RKT-642", "RKT-647", "RKT-648", "RKT-650", "RKT-651", "RKT-655", "RKT-657", "RKT-665"})


def claim(matter: Matter) -> Claim:
    """Holds where the chain is whole up to something that the reader knows from elsewhere."""
    whole, wrong = matter.whole, [one for one in matter.whole.temuan if one.rule in _CHAIN]
    grave = [one for one in wrong if one.severity is Severity.GALAT]
    if not whole.ukuran:
        shown = [f"Rantainya utuh dari publikasi pertama sampai {matter.archive.publications[-1].nama}"]
        kurang = "Tanpa --head, saksi, atau main, tidak diketahui apakah ada yang sesudahnya atau dipotong"
        return told("lengkap", [] if grave else shown, [kurang], grave)
    missing = [text for text, after in whole.belum.items() if after < matter.urutan]
    if matter.urutan > whole.sampai:
        missing.append("Terbit sesudah kepala yang Anda berikan; berikan kepala yang lebih baru")
    until = f", diketahui sampai {tanggal(whole.hari)}" if whole.hari else ""
    shown = [f"Utuh menurut {' dan '.join(whole.ukuran)}{until}"]
    return told("lengkap", [] if grave or missing else shown, missing, grave)
