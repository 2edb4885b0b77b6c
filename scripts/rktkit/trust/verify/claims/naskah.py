"""*Naskah*: the sources are those that the approved commit holds."""

from rktkit.ground.findings import Severity
from rktkit.trust.archive.objects import SUMBER
from rktkit.trust.verify.matter import Claim, Matter, told


def claim(matter: Matter) -> Claim:
    """Holds where the Git objects in the evidence hold exactly these sources."""
    papers = matter.papers
    if papers.signs:
        signed = f"Naskahnya pada {papers.signs[0]}, yang ditandatangani"
        return told(
            "naskah", [signed] if matter.target else [], [] if matter.target else ["Yang ditandatangani hilang"]
        )
    changed = [one for one in matter.files(SUMBER, "bukti.json") if one.severity is Severity.GALAT]
    shown = []
    if papers.commits and papers.given and not changed:
        shown = [f"Sumbernya sama dengan isi commit {papers.given.naskah} dan penggabungan {papers.given.commit}"]
    return told("naskah", shown, papers.missing, [*papers.wrong, *changed])
