"""The contract's JSON: every problem as a record, and the counts."""

import json
import re

from rktkit.ground.findings import Report

_UNSEEN = re.compile("[\\x7f-\\x9f\\u2028-\\u202e\\u2066-\\u2069\\ud800-\\udfff\\ufeff]")
"""What a file's name may hold and no screen should get: controls, directions, and bytes that are no UTF-8."""


def render(report: Report, colour: bool = False) -> str:
    """See ``rktkit.faces.reports``. What cannot be seen is escaped, so that the text is as harmless as the others."""
    document = {"problems": [problem.to_dict() for problem in report.problems], "summary": report.summary}
    text = json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
