"""A verdict in sentences, and as JSON."""

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rktkit.trust.verify.verdict import Verdict


def text(verdict: "Verdict") -> str:
    lines = []
    for part in verdict.bagian:
        lines.append(f"{part.publikasi}  {part.status}")
        lines.append(f"  manifest {part.sha256}")
        lines += [f"  + {text}" for text in part.terbukti]
        lines += [f"  - {text}" for text in part.kurang]
    told = {text for part in verdict.bagian for text in part.kurang}
    general = [found for found in verdict.problems if f"{found.rule} {found.message}" not in told]
    lines += [f"{found.rule} {found.message}\n  {found.hint}" for found in general]
    lines += verdict.catatan
    return "\n".join([*lines, "", str(verdict.status), ""])


def to_json(verdict: "Verdict") -> str:
    value = {
        "status": str(verdict.status),
        "publikasi": [
            {
                "publikasi": part.publikasi,
                "sha256": part.sha256,
                "status": str(part.status),
                "terbukti": part.terbukti,
                "kurang": part.kurang,
            }
            for part in verdict.bagian
        ],
        "problems": [found.to_dict() for found in verdict.problems],
        "catatan": verdict.catatan,
    }
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
