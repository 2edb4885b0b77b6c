"""*Dokumen*: every listed byte agrees with a manifest that somebody answers for. Nothing is compiled for it."""

from rktkit.ground.findings import Severity
from rktkit.trust.verify.matter import Claim, Matter, told

_NONE = (
    "Belum ada segel yang menjamin byte-nya: publikasi berikutnya yang bersegel, atau --head dari tempat lain, "
    "menjawabnya"
)
_NOBODY = (
    "Ada segel, tetapi tidak seorang pun yang Anda percayai menjamin pembuatnya; berikan --trust (organisasi.yml) atau "
    "--head dari tempat lain"
)


def claim(matter: Matter) -> Claim:
    """Holds by a seal on this manifest or a later one, or under a head that the reader gave."""
    name = matter.publication.nama
    wrong = [one for one in matter.own if one.severity is Severity.GALAT]
    wrong += matter.book.wrong.get(name, [])
    missing = [f"{path} tidak ada di salinan ini" for path in sorted(matter.archive.hilang) if _inside(path, name)]
    lines = [path for path in matter.archive.baris if _inside(path, name)]
    if lines:
        missing.append(f"Akhir baris {len(lines)} berkas ditulis ulang (CRLF); ambil ulang tanpa mengubahnya")
    word = matter.book.covering(matter.urutan)
    if word is None:
        notes = [text for text in matter.book.notes.get(name, []) if "kunci" in text]
        missing += notes or [_NOBODY if matter.urutan <= matter.book.sealed else _NONE]
    shown = [f"{_begin(matter, word.urutan)} {word.kata}{_machine(word.jenis)}"] if word and not wrong else []
    return told("dokumen", shown, missing, wrong)


def _begin(matter: Matter, urutan: int) -> str:
    if urutan == matter.urutan:
        return "Setiap berkas sama dengan manifest ini, menurut"
    later = matter.archive.numbered(urutan)
    return f"Setiap berkas sama dengan manifest yang dirantai {later.nama if later else urutan}, menurut"


def _machine(jenis: str) -> str:
    return " (menurut mesin penerbit)" if jenis == "penerbit" else ""


def _inside(path: str, name: str) -> bool:
    return path.startswith(f"{name}/")
