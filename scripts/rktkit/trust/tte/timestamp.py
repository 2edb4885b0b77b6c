"""A trusted time for a signature: an RFC 3161 time-stamp from an authority on the web."""

from functools import cache
from typing import Any

from rktkit.ground.catalogue.trust import problem
from rktkit.ground.findings import Refusal
from rktkit.ground.web import Web, WebError


def time_stamper(address: str, web: Web) -> Any:
    """A pyHanko ``TimeStamper`` that asks an authority.

    Raises:
        Refusal: RKT-679, when it is used and there is no usable time-stamp.
    """
    return _stamper_class()(address, web)


@cache
def _stamper_class() -> Any:
    from asn1crypto import tsp
    from pyhanko.sign.timestamps import TimeStamper

    base: Any = TimeStamper

    class WebStamper(base):  # type: ignore[misc]  # untyped there
        def __init__(self, address: str, web: Web) -> None:
            super().__init__()
            self.address = address
            self.web = web

        async def async_request_tsa_response(self, req: "tsp.TimeStampReq") -> "tsp.TimeStampResp":
            return ask_authority(req, self.address, self.web)

    return WebStamper


def ask_authority(request: Any, address: str, web: Web) -> Any:
    """An authority's reply (``tsp.TimeStampResp``) to a request.

    Raises:
        Refusal: RKT-679, it cannot be reached, refuses, or answers something else.
    """
    from asn1crypto import tsp

    headers = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}
    try:
        answer = web.ask("POST", address, content=request.dump(), headers=headers)
    except WebError as error:
        raise Refusal([problem("RKT-679.sambung", ".", alamat=address, sebab=str(error))]) from None
    if answer.status != 200:
        raise Refusal([problem("RKT-679.sambung", ".", alamat=address, sebab=f"kode {answer.status}")])
    try:
        granted = _status(answer.body) == "granted"
        reply = tsp.TimeStampResp.load(answer.body, strict=True) if granted else None
        fits = reply is None or _nonce(reply) == request["nonce"].native
    except (ValueError, TypeError, KeyError, AttributeError):
        fits = False
    if not fits:
        raise Refusal([problem("RKT-679.jawaban", ".", alamat=address)])
    if reply is None:
        raise Refusal([problem("RKT-679.ditolak", ".", alamat=address)])
    return reply


def _status(body: bytes) -> Any:
    """What a reply says first; a refusal has nothing else, which the full reader does not accept."""
    from asn1crypto import parser, tsp

    content = parser.parse(body, strict=True)[4]
    return tsp.PKIStatusInfo.load(content)["status"].native


def _nonce(reply: Any) -> Any:
    """The number of the request, which a reply to it repeats."""
    return reply["time_stamp_token"]["content"]["encap_content_info"]["content"].parsed["nonce"].native
