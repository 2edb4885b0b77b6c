"""Where a finding knows exactly what to write instead: by the name of its text, how to write the value.

Only what can mean nothing else stands here. A ``mirip`` ("mungkin maksud Anda") is a guess and does not.
"""

from __future__ import annotations

import re

from rktkit.ground.findings import Problem

EXACT = {
    "RKT-103.satu_butir": "[{nilai}]",
    "RKT-105.dengan_satuan": "{saran}",
    "RKT-105.inggris": "{saran}",
    "RKT-105.nol": "{saran}",
    "RKT-105.persen": "{saran}",
    "RKT-105.rupiah_maksud": "{saran}",
    "RKT-105.terbelah": '"{nilai}"',
    "RKT-108.maksud": "{saran}",
    "RKT-201.penerus": "{ganti}",
    "RKT-204": "{ganti}",
    "RKT-206.sinonim": "{baku}",
}
_CUT = re.compile(r"…\Z|\\u[0-9a-f]{4}")
"""What ``show`` leaves where it could not show a value as it is."""


def replacement(problem: Problem) -> str | None:
    """What to write in a value's place, as YAML; ``None`` where that is open."""
    template = EXACT.get(problem.text)
    if template is None or any(f"{{{name}}}" in template and _CUT.search(v) for name, v in problem.values.items()):
        return None
    try:
        return template.format_map(problem.values)
    except KeyError:
        return None
