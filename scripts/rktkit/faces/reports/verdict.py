"""A verdict in sentences, and as JSON: claim by claim, and both say the same."""

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rktkit.trust.verify.matter import Claim
    from rktkit.trust.verify.verdict import Verdict


def text(verdict: "Verdict") -> str:
    """For a person; the last line is the verdict."""
    lines = []
    for part in verdict.bagian:
        lines.append(f"{part.publikasi}  {part.putusan}")
        lines.append(f"  manifest {part.sha256}")
        for claim in part.klaim:
            lines += _claim(claim)
        lines += [f"  + {text}" for text in part.lain]
    told = {text for part in verdict.bagian for text in part.kurang}
    general = [found for found in verdict.problems if f"{found.rule} {found.message}" not in told]
    lines += [f"{found.rule} {found.message}\n  {found.hint}" for found in general]
    lines += [f"Arsip: {text}" for text in verdict.lengkap.get("kurang", ()) if text not in told]
    lines += verdict.catatan
    short, full = verdict.kebijakan.get("ringkas"), verdict.kebijakan.get("sidik_jari")
    if full:
        lines.append(f"{verdict.putusan} menurut kebijakan {short} (sidik jari {full}, dari {_source(verdict)})")
    return "\n".join([*lines, "", str(verdict.putusan), ""])


def _claim(claim: "Claim") -> list[str]:
    lines = [f"  {claim.klaim}: {claim.putusan}"]
    lines += [f"    + {text}" for text in claim.atas_dasar]
    lines += [f"    - {text}" for text in claim.kurang]
    return lines


def _source(verdict: "Verdict") -> str:
    named = {"klon": "klon ini sendiri", "--trust": "berkas yang Anda berikan", "--head": "arsip di bawah kepala itu"}
    return named.get(str(verdict.kebijakan.get("sumber")), "arsip ini sendiri")


def to_json(verdict: "Verdict") -> str:
    """For a program."""
    value = {
        "putusan": str(verdict.putusan),
        "kebijakan": verdict.kebijakan,
        "lengkap": verdict.lengkap,
        "publikasi": [
            {
                "publikasi": part.publikasi,
                "sha256": part.sha256,
                "putusan": str(part.putusan),
                "klaim": [claim.to_dict() for claim in part.klaim],
                "kurang": list(part.kurang),
                "lain": list(part.lain),
            }
            for part in verdict.bagian
        ],
        "problems": [found.to_dict() for found in verdict.problems],
        "catatan": list(verdict.catatan),
    }
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
