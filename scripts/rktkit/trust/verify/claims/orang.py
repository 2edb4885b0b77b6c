"""*Orang*: the whole policy holds: every level of ``wajib``, the gate before the signature, each in office."""

from rktkit.trust.verify.matter import Claim, Matter, told

_NO_POLICY = "Tidak ada kebijakan yang dipercaya untuk menilainya; berikan organisasi.yml dengan --trust, atau --head"
_LEVELS = {
    "forge": "catatan forge",
    "ssh": "tanda tangan SSH kepala instansi",
    "tte": "tanda tangan elektronik di dalam PDF",
}


def claim(matter: Matter) -> Claim:
    """Holds by the policy that the reader trusts; a level that is absent leaves it open, a wrong hand breaks it."""
    ruling = matter.ruling
    if ruling is None:
        introduced = [matter.papers.introduced] if matter.papers.introduced else []  # whoever answers, never silent
        return told("orang", introduced, [*matter.tte.missing, _NO_POLICY])
    shown, missing = [*ruling.shown, *matter.tte.shown], [*ruling.missing, *matter.tte.missing]
    wrong = [*ruling.problems, *matter.tte.problems]
    if matter.papers.introduced and not ruling.ragu:
        shown.append(matter.papers.introduced)
    levels = ruling.tingkat | ({"tte"} if matter.tte.berlaku else set())
    if matter.papers.signs:
        if not levels and not missing and not wrong:
            missing.append("Tanda tangannya tidak dapat dinilai di sini")
    elif ruling.policy and not wrong:
        asked = ruling.policy.organisasi.wajib
        missing += [f"Tingkat {one} ({_LEVELS[one]}) belum terbukti" for one in asked if one not in levels]
    if "forge" in ruling.tingkat:
        word = matter.book.covering(matter.urutan)
        if word is None:
            missing.append("Catatan forge di dalamnya tidak dijamin siapa pun: tidak bersegel. Berikan --head.")
        elif levels == {"forge"}:
            shown.append(f"Penggabungan menurut catatan forge, tanpa tanda tangan; catatannya dijamin {word.kata}")
    if ruling.policy and not missing and not wrong:
        shown.append(f"Semua yang diminta kebijakan {ruling.policy.sha256[:12]} terpenuhi")
    return told("orang", shown, missing, [*wrong, *ruling.ragu])
