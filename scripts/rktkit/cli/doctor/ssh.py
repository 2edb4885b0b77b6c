"""SSH signatures, where the policy asks for them."""

import shutil
from collections.abc import Iterator

from rktkit.cli.doctor.result import BAIK, GALAT, PERINGATAN, Diagnosis, Place


def probe(place: Place) -> Iterator[Diagnosis]:
    """``ssh-keygen`` is needed to sign and to check signatures."""
    wanted = place.organisasi is not None and "ssh" in place.organisasi.wajib
    if shutil.which("ssh-keygen"):
        yield Diagnosis("SSH", BAIK, "ssh-keygen terpasang.")
    else:
        said = "ssh-keygen tidak terpasang, padahal kebijakan mewajibkan ssh." if wanted else "ssh-keygen tidak ada."
        yield Diagnosis("SSH", GALAT if wanted else PERINGATAN, said, "Pasang OpenSSH (paket openssh-client).")
