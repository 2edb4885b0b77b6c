"""The table of threats: what each reader hears of what each attacker made, at each time; ``test_threats`` runs it.

``python -m tests.trust.threats`` writes the table into the page of the threat model.
"""

from tests.places import ROOT

READERS = {
    "klon": "clone",
    "kebijakan": "folder, `--trust`",
    "kepala": "folder, `--head`",
    "pdf": "`--pdf`, `--trust`",
    "situs": "site",
    "periksa": "`periksa.py --kepala`",
}
"""Reader → how the page calls him. The head and the policy are those that the office gave out before the attack."""

ATTACKERS = {
    "nobody": "nobody: the true archive",
    "former": "a former Kepala with his key, the Sekretaris' too, and a clock set back: an archive of his own",
    "kepala": "the Kepala alone: merges and seals without the gate, and pushes it",
    "sekretaris": "the Sekretaris alone: approves, merges and pushes it",
    "penerbit": "the publishing key alone: another PDF under true sources, sealed again",
    "admin": "the forge's administrator: cuts the newest publication off",
    "unprotector": "the administrator: deletes the protection of `arsip`, and pushes another PDF into a publication",
    "rewriter": "the administrator: writes the end of main and archive anew",
    "usurper": "the administrator: names himself and a friend in the policy, and merges by it",
    "recorder": "the administrator, where the forge's word is all that is asked for: a record of what nobody did",
    "staff": "staff with push: a merge in nobody's name, slipped into the archive",
}

TIMES = {"now": "now", "ended": "term ended", "lost": "keys lost"}
"""Now; when the Kepala's term has ended; and when the publishing key has ended as well, with no successor."""

SAH, TIDAK_SAH, TIDAK_PASTI = "S", "X", "?"

EXPECTED = {
    ("nobody", "now"): "SSSSSS",
    ("nobody", "ended"): "SSSSSS",
    ("nobody", "lost"): "??S?SS",
    ("former", "now"): "S?X?SX",
    ("former", "ended"): "S?X?SX",
    ("former", "lost"): "??X?SX",
    ("kepala", "now"): "X???X?",
    ("kepala", "ended"): "X???X?",
    ("kepala", "lost"): "X???X?",
    ("sekretaris", "now"): "XX?XX?",
    ("sekretaris", "ended"): "XX?XX?",
    ("sekretaris", "lost"): "XX?XX?",
    ("penerbit", "now"): "SSXSSX",
    ("penerbit", "ended"): "SSXSSX",
    ("penerbit", "lost"): "??X?SX",
    ("admin", "now"): "?SXS?X",
    ("admin", "ended"): "?SXS?X",
    ("admin", "lost"): "??X??X",
    ("unprotector", "now"): "XXXXXX",
    ("unprotector", "ended"): "XXXXXX",
    ("unprotector", "lost"): "XXXXXX",
    ("rewriter", "now"): "X?X?XX",
    ("rewriter", "ended"): "X?X?XX",
    ("rewriter", "lost"): "X?X?XX",
    ("usurper", "now"): "X???X?",
    ("usurper", "ended"): "X???X?",
    ("usurper", "lost"): "X???X?",
    ("recorder", "now"): "SS?SS?",
    ("recorder", "ended"): "SS?SS?",
    ("recorder", "lost"): "????S?",
    ("staff", "now"): "X???X?",
    ("staff", "ended"): "X???X?",
    ("staff", "lost"): "X???X?",
}
"""The verdicts, one letter for each reader in the order of ``READERS``."""

WORDS = {SAH: "SAH", TIDAK_SAH: "**TIDAK SAH**", TIDAK_PASTI: "tidak dapat dipastikan"}

BEGIN, END = "<!-- tests/trust/threats.py -->\n\n", "\n<!-- sampai di sini -->"
PAGE = ROOT / "content/rekayasa/threat-model/index.md"


def table() -> str:
    """The table as the page shows it."""
    rows = [["Attacker", "Time", *READERS.values()], ["---"] * (len(READERS) + 2)]
    for (attacker, time), letters in EXPECTED.items():
        rows.append([ATTACKERS[attacker] if time == "now" else "", TIMES[time], *(WORDS[one] for one in letters)])
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


if __name__ == "__main__":
    text = PAGE.read_text()
    head, _, rest = text.partition(BEGIN)
    assert END in rest
    PAGE.write_text(f"{head}{BEGIN}{table()}{END}{rest.partition(END)[2]}")
