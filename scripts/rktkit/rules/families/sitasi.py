"""Citations of regulations in Indonesian texts, however abbreviated: type, issuer, number, year.

``Permendagri 54/2010``, ``Permendagri No. 54 Thn 2010`` and ``Peraturan Menteri Dalam Negeri Republik Indonesia Nomor
54 Tahun 2010`` are one regulation. First the number and year are found, then the type that stands before them; in
between may be the issuer (``Menteri Dalam Negeri``, ``Bupati Sukajaya``) or, with the word *Nomor*, the short title.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import NamedTuple

from rktkit.rules.context import MUNGKIN_TAHUN

MAX_SITASI = 200
"""More citations than any text has; a bound for work."""

_YEAR = r"(?:19|20)[0-9]{2}(?![0-9])"
_ANGKA = re.compile(
    r"(?:\b(?P<nomor>nomor|nomer|no|nr)\s*[.:]?\s*|(?<![0-9A-Za-z])(?<![0-9][./-]))"
    r"(?P<angka>[0-9][0-9A-Za-z./-]{0,40}?)"
    rf"\s*(?:[/–-]|\(|,?\s*\(?\b(?:tahun|thn|th)\.?)\s*(?P<tahun>{_YEAR})"
    rf"|\btahun\s+(?P<tahun_dulu>{_YEAR})\s*,?\s*\b(?:nomor|no)\b\.?\s*(?P<angka_lalu>[0-9][0-9A-Za-z./-]{{0,40}})",
    re.IGNORECASE,
)
_UUD = re.compile(rf"\b(?:undang[\s-]*undang\s+dasar|uud)\b[^.;0-9]{{0,60}}{_YEAR}", re.IGNORECASE)
_UUD_AWAL = re.compile(r"(?:undang[\s-]*undang\s+dasar|uud)\b", re.IGNORECASE)
_JENIS = re.compile(
    r"\b(?:"
    r"(?P<perppu>peraturan\s+pemerintah\s+pengganti\s+undang[\s-]*undang\b|perp+u\b)"
    r"|(?P<uu>undang[\s-]*undang\b|uu\b)"
    r"|(?P<pp>peraturan\s+pemerintah\b|pp\b)"
    r"|(?P<perpres>peraturan\s+presiden\b|perpres\b)"
    r"|(?P<keppres>keputusan\s+presiden\b|keppres\b)"
    r"|(?P<inpres>instruksi\s+presiden\b|inpres\b)"
    r"|(?P<pmk>pmk\b)"
    r"|(?P<permen>per(?:aturan)?\s*(?:ke)?men(?:teri(?:an)?\b)?|pm\b)"
    r"|(?P<kepmen>kep(?:utusan)?\s*men(?:teri\b)?)"
    r"|(?P<inmen>in(?:struksi)?\s*men(?:teri\b)?)"
    r"|(?P<se>surat\s+edaran\b(?:\s+men(?:teri\b)?)?|se\b(?:\s*men(?:teri\b)?)?)"
    r"|(?P<perda>peraturan\s+daerah\b|perda\b)"
    r"|(?P<perbup>peraturan\s+bupati\b|perbup\b)"
    r"|(?P<perwali>peraturan\s+wali\s*kota\b|perwali?\b|perwako\b)"
    r"|(?P<pergub>peraturan\s+gubernur\b|pergub\b)"
    r"|(?P<kepbup>keputusan\s+bupati\b|kepbup\b)"
    r"|(?P<kepgub>keputusan\s+gubernur\b|kepgub\b)"
    r"|(?P<perki>perki\b)"
    r"|(?P<peraturan>peraturan\b|per(?:ban|ka|kap|kaban|lem|dirjen)\b)"
    r"|(?P<keputusan>keputusan\b|sk\b)"
    r"|(?P<instruksi>instruksi\b)"
    r"|(?P<surat>surat\b|sop\b)"
    r"|(?P<lembaran>lembaran\b|berita\b)"
    r")",
    re.IGNORECASE,
)
NASIONAL = frozenset(("uu", "perppu", "pp", "perpres", "keppres", "inpres"))
"""Types that need no issuer."""
DAERAH = frozenset(("perda", "perbup", "perwali", "pergub", "kepbup", "kepgub"))
"""Types whose issuer, a region, is often left out at home."""

_ISI = re.compile(r"\btentang\b|[(;:,]", re.IGNORECASE)
_KALIMAT = re.compile(r"[a-z]{5,}\.\s+[A-Z]")  # a sentence ends; not an abbreviation
_BUANG = re.compile(r"\b(?:republik|indonesia|ri|dan|kabupaten|kab|kota|provinsi|prov|badan|kepala)\b\.?|[^a-z]")
_SAMBUNG = re.compile(
    r"[\s,;]*(?:(?:dan|serta|juncto|jo|sebagaimana\s+(?:telah\s+)?diubah\s+dengan)\b\.?[\s,;]*)?\Z", re.IGNORECASE
)
_LEMBAGA = {
    "dagri": "dalamnegeri",
    "mendagri": "dalamnegeri",
    "pan": "panrb",
    "menpan": "panrb",
    "menpanrb": "panrb",
    "pendayagunaanaparaturnegara": "panrb",
    "pendayagunaanaparaturnegarareformasibirokrasi": "panrb",
    "keu": "keuangan",
    "kominfo": "komunikasiinformatika",
    "komdigi": "komunikasidigital",
    "bappenas": "perencanaanpembangunannasional",
    "ppn": "perencanaanpembangunannasional",
    "ppnbappenas": "perencanaanpembangunannasional",
    "ppnkabappenas": "perencanaanpembangunannasional",
    "perencanaanpembangunannasionalbappenas": "perencanaanpembangunannasional",
    "perencanaanpembangunannasionalperencanaanpembangunannasional": "perencanaanpembangunannasional",
    "bssn": "sibersandinegara",
    "bps": "pusatstatistik",
    "komisiinformasipusat": "komisiinformasi",
}
"""Other names of an issuer, letters only, without the words that names are written with or without."""


class Sitasi(NamedTuple):
    """A citation and where it stands in its text (``mulai`` to ``akhir``)."""

    jenis: str
    lembaga: str
    nomor: str
    tahun: int
    mulai: int
    akhir: int

    def sama(self, other: Sitasi) -> bool:
        """Whether both mean the same regulation. At home the region may be left out."""
        if self[:1] + self[2:4] != other[:1] + other[2:4]:
            return False
        return self.lembaga == other.lembaga or (self.jenis in DAERAH and not (self.lembaga and other.lembaga))


def sitasi(text: str) -> tuple[Sitasi, ...]:
    """Every regulation that a text cites, in reading order. A citation runs from its type to its year.

    Blanks must be folded; the work is linear in the length of such a text.
    """
    if not MUNGKIN_TAHUN.search(text):
        return ()
    found: list[Sitasi] = []
    end = 0
    for match in _ANGKA.finditer(text):
        if len(found) == MAX_SITASI:
            break
        citation = _sitasi(text, match, end, found)
        if citation is not None:
            found.append(citation)
        end = match.end()
    return tuple(found)


def _sitasi(text: str, match: re.Match[str], end: int, found: list[Sitasi]) -> Sitasi | None:
    """The citation that ends with a number and year, if a type stands before them."""
    number = (match["angka"] or match["angka_lalu"]).casefold()
    number = number.lstrip("0") or "0" if number.isdigit() else number
    year = int(match["tahun"] or match["tahun_dulu"])
    start = max(end, match.start() - 240)
    before = text[start : match.start()]
    head = max(_JENIS.finditer(before), key=re.Match.start, default=None)
    if head is None:
        if found and found[-1].akhir == end and _SAMBUNG.match(before):
            return found[-1]._replace(nomor=number, tahun=year, mulai=match.start(), akhir=match.end())
        return None
    kind = str(head.lastgroup)
    between = before[head.end() :]
    if _KALIMAT.search(between):
        return None
    issuer = _lembaga(kind, _ISI.split(between, maxsplit=1)[0])
    if kind in NASIONAL and not match["nomor"] and len(between.split()) > 3:
        return None  # too far away for a bare 12/2019
    if kind == "pmk":
        kind, issuer = "permen", "keuangan"
    elif kind == "perki":
        kind, issuer = "peraturan", "komisiinformasi"
    return Sitasi(kind, issuer, number, year, start + head.start(), match.end())


def _lembaga(kind: str, words: str) -> str:
    if kind in NASIONAL:
        return ""
    name = _BUANG.sub("", words.casefold())
    return _LEMBAGA.get(name, name)


def jenis(text: str) -> str | None:
    """The type of regulation with whose name a text begins; ``uud`` is the Constitution."""
    if _UUD_AWAL.match(text):
        return "uud"
    head = _JENIS.match(text)
    return str(head.lastgroup) if head else None


def bagian_sitasi(text: str) -> tuple[tuple[int, int], ...]:
    """From where to where a text belongs to a citation. Blanks must be folded.

    The Constitution counts too, and *Nomor … Tahun …* whatever the name before it is.
    """
    if not MUNGKIN_TAHUN.search(text):
        return ()
    cited = ((found.mulai, found.akhir) for found in sitasi(text))
    numbered = (match.span() for match in islice(_ANGKA.finditer(text), MAX_SITASI) if _bernomor(match))
    return (*cited, *numbered, *(match.span() for match in islice(_UUD.finditer(text), MAX_SITASI)))


def _bernomor(match: re.Match[str]) -> bool:
    """Whether number and year are both called so: *Nomor 1 Tahun 2021*, not 1/2021."""
    return bool(match["nomor"]) and "t" in match.string[match.end("angka") : match.start("tahun")].casefold()
