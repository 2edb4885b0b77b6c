"""The contract's JSON: every problem as a record, and the counts."""

import json

from rktkit.problems import Report


def render(report: Report, colour: bool = False) -> str:
    """See ``rktkit.reporters``."""
    document = {"problems": [problem.to_dict() for problem in report.problems], "summary": report.summary}
    text = json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    return text.encode("utf-8", "backslashreplace").decode()  # a file's name may be no UTF-8
