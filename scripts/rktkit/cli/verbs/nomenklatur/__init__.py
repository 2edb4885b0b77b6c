"""``rkt nomenklatur``: the ministry's workbook into the office's table, and what a table does to the plan in force."""

PARTS = {
    "import": ("import_", "baca buku kerja kementerian menjadi rkt/nomenklatur/TAHUN.csv"),
    "impact": ("impact", "apa akibat nomenklatur TAHUN bagi rencana terbaru"),
}
"""Part → its module and what it does."""
