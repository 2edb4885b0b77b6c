"""What a forge says when it refuses, on one line, and what its reader does about it.

The words are the servers' own (GitHub, Gitea, Forgejo), so they are looked for by their unchanging part.
"""

from rktkit.ground.catalogue.rule import show

_REMEDIES = (
    (
        ("uid: -2", "user does not exist", "Internal Server Error (no message for end users)"),
        (
            "Token alur kerja tidak punya akun, jadi tidak dapat menulis cabang yang dilindungi. Terbitkan di luar "
            "repositori ini dengan akun penerbit: content/rekayasa/operations/, “Publishing outside”."
        ),
    ),
    (
        ("protected branch", "GH006", "GH013", "Repository rule violations", "PushRejected"),
        (
            "Cabang ini dilindungi dan akun yang dipakai tidak boleh mengubahnya. Cabang arsip dan situs hanya untuk "
            "akun penerbit; rkt forge setup memperlihatkan siapa yang boleh."
        ),
    ),
    (
        ("required scope", "Resource not accessible by personal access token"),
        (
            "Token ini tidak membawa hak yang diperlukan. Buat yang baru dengan hak yang disebut di "
            "content/rekayasa/operations/."
        ),
    ),
    (
        ("approve your own", "Can not approve your own"),
        "Permintaan sendiri tidak dapat disetujui sendiri; minta rekan yang berhak menyetujuinya.",
    ),
    (("enough approvals", "approving review"), "Minta persetujuan dahulu; commit baru menggugurkan yang lama."),
    (
        ("Authentication failed", "could not read Username", "Invalid username or token"),
        "Periksa token di RKT_TOKEN dan akunnya.",
    ),
    (("Could not resolve host", "Connection refused", "timed out"), "Periksa sambungan dan alamat forge, lalu ulangi."),
)


def remedy(said: str) -> str | None:
    """What to do about a refusal; ``None`` for words that nobody has met yet."""
    heard = said.casefold()
    return next((cure for words, cure in _REMEDIES if any(word.casefold() in heard for word in words)), None)


def one_line(said: str, width: int = 240) -> str:
    """A server's words on one line, without what a terminal would draw or obey."""
    parts = (part.strip().removeprefix("remote:").strip() for part in said.splitlines())
    return show(" / ".join(part for part in parts if part), width)
