"""What only the review of a pull request can say: RKT-511, RKT-512 and RKT-691 … 694."""

from __future__ import annotations

from rktkit.ground.catalogue.rule import PERINGATAN, START, Place, Rule, told
from rktkit.ground.findings import Problem, Severity

RULES: tuple[Rule, ...] = (
    Rule(
        "RKT-511",
        PERINGATAN,
        "Nilai tidak kembali tanpa sengaja",
        "Berkas lama yang disimpan kembali menghapus perbaikan yang sudah diterima tanpa seorang pun tahu. "
        "Hanya dikatakan pada permintaan penggabungan.",
    ),
    Rule(
        "RKT-512",
        PERINGATAN,
        "Form tidak kehilangan banyak isi sekaligus",
        "Lebih dari sepertiga sub kegiatan atau pagu jarang dihapus dengan sengaja dalam satu permintaan. "
        "Kode pengganti dihitung sebagai kode yang sama. Hanya dikatakan pada permintaan penggabungan.",
    ),
)

BLOCKING = frozenset({"RKT-692", "RKT-694.draf"})
"""Cases that keep a request from being merged; the others warn."""

TEXTS: dict[str, tuple[str, str]] = {
    "RKT-511": (
        (
            "Permintaan ini mengembalikan {isian} ke {menjadi}, menggantikan {semula} yang sudah diterima pada {pada} "
            "(commit {commit})."
        ),
        (
            "Bila nilai lama itu terbawa dari berkas yang tertinggal, tulis kembali {semula}; "
            "bila memang dikehendaki, jelaskan alasannya di permintaan ini."
        ),
    ),
    "RKT-511.butir": (
        (
            "Permintaan ini mengembalikan {apa} {nama}, padahal penghapusannya sudah diterima pada {pada} "
            "(commit {commit})."
        ),
        (
            "Bila bagian itu terbawa dari berkas yang tertinggal, hapus kembali; "
            "bila memang dikehendaki, jelaskan alasannya di permintaan ini."
        ),
    ),
    "RKT-511.isian": (
        (
            "Permintaan ini menghapus {isian} ({semula}), yang ditambahkan di cabang tujuan dan diterima pada {pada} "
            "(commit {commit})."
        ),
        (
            "Bila isian itu hilang karena berkas yang tertinggal, tulis kembali {semula}; "
            "bila memang dikehendaki, jelaskan alasannya di permintaan ini."
        ),
    ),
    "RKT-511.hapus": (
        (
            "Permintaan ini menghapus {apa} {nama}, yang ditambahkan di cabang tujuan dan diterima pada {pada} "
            "(commit {commit})."
        ),
        (
            "Bila bagian itu hilang karena berkas yang tertinggal, ambil kembali dari cabang tujuan; "
            "bila memang dikehendaki, jelaskan alasannya di permintaan ini."
        ),
    ),
    "RKT-512": (
        "Form ini kehilangan {hilang} dari {semula} sub kegiatan: {kode}.",
        "Bila terhapus tanpa sengaja, ambil kembali dari cabang tujuan; bila memang dikehendaki, sebutkan alasannya.",
    ),
    "RKT-512.pagu": (
        "Pagu form ini turun dari {semula} menjadi {menjadi}, berkurang {persen} persen.",
        "Bila terhapus tanpa sengaja, ambil kembali dari cabang tujuan; bila memang dikehendaki, sebutkan alasannya.",
    ),
    "RKT-691": (
        "Permintaan ini juga mengubah acuan yang dipakai untuk memeriksa form: {berkas}.",
        "Periksa perubahan acuan itu lebih dahulu; sebaiknya diajukan tersendiri oleh kasubbag.",
    ),
    "RKT-692": (
        "Cabang ini tidak berasal dari repositori ini: tidak ada riwayat bersama dengan cabang tujuannya.",
        "Buat cabang baru dari cabang tujuan, lalu pindahkan perubahan ke sana.",
    ),
    "RKT-693": (
        "Permintaan ini menuju main, sedangkan RKT {tahun} masih dihimpun pada cabang draf/{tahun}.",
        (
            "Ubah cabang tujuannya menjadi draf/{tahun} (tombol Edit di sebelah judul permintaan). "
            "Ke main hanya draf/{tahun} yang diajukan, sesudah semua form terkumpul."
        ),
    ),
    "RKT-694": (
        "Permintaan ini mengubah {apa}: {berkas}.",
        "Perubahan ini memerlukan persetujuan tersendiri sebelum digabung ke main: {oleh}.",
    ),
    "RKT-694.draf": (
        "Permintaan ke {cabang} ini mengubah {apa}: {berkas}.",
        "Keluarkan perubahan itu dari permintaan ini, lalu ajukan tersendiri ke main; di sana {oleh}.",
    ),
}


_WIDE = {"berkas": 300, "kode": 300, "oleh": 300, "nama": 100, "semula": 100, "menjadi": 100}


def problem(text: str, file: str, at: Place = START, /, **values: object) -> Problem:
    """A finding of this family; without a place at the file's beginning."""
    return told(TEXTS, text, Severity.GALAT if text in BLOCKING else Severity.PERINGATAN, file, at, values, _WIDE)
