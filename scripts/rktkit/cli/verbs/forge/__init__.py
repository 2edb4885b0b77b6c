"""``rkt forge``: what the forge's own runs need, and the set-up of a forge. Each part also runs on a laptop."""

PARTS = {
    "review": ("review", "periksa satu permintaan penggabungan dan susun drafnya"),
    "publish": ("publish", "terbitkan setiap penggabungan di main yang belum terbit"),
    "evidence": ("evidence", "catatan forge tentang satu penggabungan, untuk rkt publish --event"),
    "remind": ("remind", "ingatkan apa yang jatuh tempo atau terlambat, dan bola di tangan siapa"),
    "setup": ("setup", "perlindungan cabang dan pengaturan lain di forge"),
    "roles": ("roles", "halaman siapa boleh apa di cabang mana, menurut organisasi.yml"),
    "owners": ("owners", "daftar penanggung jawab berkas (.github/CODEOWNERS)"),
}
"""Part → its module and what it does."""
