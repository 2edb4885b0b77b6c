"""What the tests of BSrE's service ask of a failure: its case, and that no secret shows in it."""

import base64
import traceback

import pytest

from rktkit.ground.findings import Refusal
from rktkit.trust.tte import Tools
from rktkit.trust.tte.ways import bsre
from tests.trust.chain import PASSPHRASE
from tests.trust.esign import NIK, PASSWORD, TOTP
from tests.trust.paper import REQUEST

SECRETS = (NIK, PASSPHRASE, PASSWORD, TOTP)


def failure(pdf: bytes, tools: Tools) -> str:
    """The case of the refusal; nothing that is secret may show, not even in a traceback."""
    with pytest.raises(Refusal) as caught:
        bsre.sign_pdf(pdf, REQUEST, tools)
    shown = "".join(traceback.format_exception(caught.value)) + repr(caught.value.__context__)
    shown += "".join(f"{found.message} {found.hint}" for found in caught.value.problems)
    for secret in SECRETS:
        assert secret not in shown
        assert base64.b64encode(secret.encode()).decode() not in shown
    (found,) = caught.value.problems
    return f"{found.rule} {found.message}"
