"""BSrE's eSign service, against a stub that really signs: what is sent, what comes back, and every known failure."""

import base64
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from rktkit.ground.findings import UsageError
from rktkit.trust.tte.ways import bsre
from tests.trust.chain import PASSPHRASE
from tests.trust.esign import NIK, PASSWORD, TOTP, Service, says
from tests.trust.paper import PAGE, REQUEST, answering
from tests.trust.tte.bsre import failure

# --- what is sent ----------------------------------------------------------------------------------------------------


def test_the_status_is_asked_before_the_passphrase(service: Service, version: int, pdf: bytes, tmp_path: Path) -> None:
    service.status = "EXPIRED"
    asked: list[str] = []
    tools = answering(service, tmp_path, version)
    known = tools.ask

    def ask(question: str) -> str:
        asked.append(question)
        return known(question)

    assert "kedaluwarsa" in failure(pdf, replace(tools, ask=ask))
    assert [question.split()[0] for question in asked] == ["Sandi", "NIK"]
    assert len(service.asked) == 1


def test_what_version_1_gets(service: Service, pdf: bytes, tmp_path: Path) -> None:
    assert bsre.sign_pdf(pdf, REQUEST, answering(service, tmp_path, 1)).startswith(pdf)
    (_, status, _), (method, path, sent) = service.asked
    assert status == f"/api/user/status/{NIK}"
    assert (method, path) == ("POST", "/api/sign/pdf")
    assert sent.pop("file") == pdf
    assert {name: sent[name] for name in ("nik", "passphrase", "tampilan", "linkQR")} == {
        "nik": NIK,
        "passphrase": PASSPHRASE,
        "tampilan": "visible",
        "linkQR": PAGE,
    }
    assert (int(sent["width"]), int(sent["height"])) == (64, 64)


def test_what_version_2_gets(service: Service, pdf: bytes, tmp_path: Path) -> None:
    bsre.sign_pdf(pdf, REQUEST, answering(service, tmp_path, 2))
    (_, status, person), (_, path, sent) = service.asked
    assert (status, person) == ("/api/v2/user/check/status", {"nik": NIK})
    assert path == "/api/v2/sign/pdf"
    assert (sent["nik"], sent["passphrase"]) == (NIK, PASSPHRASE)
    assert base64.b64decode(sent["file"][0]) == pdf
    (stamp,) = sent["signatureProperties"]
    assert base64.b64decode(stamp["imageBase64"]).startswith(b"\x89PNG")
    assert stamp["tampilan"] == "VISIBLE"


def test_both_versions_stamp_the_same_place(service: Service, pdf: bytes, tmp_path: Path) -> None:
    """One counts from below, the other from above; one may want a size, another the opposite corner."""
    for number, settings in ((1, {}), (2, {}), (1, {"asal": "kiri-atas"}), (1, {"ukuran": "sudut"})):
        bsre.sign_pdf(pdf, REQUEST, answering(service, tmp_path, number, **settings))
    below, above, turned, corner = (given for _, path, given in service.asked if "sign" in path)
    (stamp,) = above["signatureProperties"]
    assert int(below["page"]) == stamp["page"]
    assert int(below["xAxis"]) == stamp["originX"]
    assert abs(842 - int(below["yAxis"]) - 64 - stamp["originY"]) <= 1
    assert int(turned["yAxis"]) == stamp["originY"]
    assert int(corner["width"]) - int(corner["xAxis"]) == 64
    assert int(corner["height"]) - int(corner["yAxis"]) == 64


def test_a_code_and_an_address_instead(service: Service, pdf: bytes, tmp_path: Path) -> None:
    answers = {"Surel": "kepala@contoh.invalid", "Kode TOTP": TOTP}
    tools = answering(service, tmp_path, 2, answers, identitas="email", rahasia="totp", tampilan="invisible")
    bsre.sign_pdf(pdf, REQUEST, tools)
    sent = service.asked[1][2]
    assert (sent["email"], sent["totp"]) == ("kepala@contoh.invalid", TOTP)
    assert "passphrase" not in sent
    assert "originX" not in sent["signatureProperties"][0]


def test_other_paths_and_names(service: Service, pdf: bytes, tmp_path: Path) -> None:
    tools = answering(
        service,
        tmp_path,
        2,
        jalur="{status: /tte/v2/status, tanda_tangan: /tte/v2/sign/pdf}",
        isian='{passphrase: frasa, gambar: ""}',
    )
    assert "Passphrase salah" in failure(pdf, tools)  # the stub knows no other name
    assert [path for _, path, _ in service.asked] == ["/tte/v2/status", "/tte/v2/sign/pdf"]
    assert service.asked[1][2]["frasa"] == PASSPHRASE
    assert "imageBase64" not in service.asked[1][2]["signatureProperties"][0]


def test_the_password_in_a_file_of_its_own(service: Service, pdf: bytes, tmp_path: Path) -> None:
    secret = tmp_path / "sandi"
    secret.write_text(f"{PASSWORD}\n")
    secret.chmod(0o600)
    tools = answering(service, tmp_path, 1, {"Sandi": "tidak ditanya"}, berkas_sandi=str(secret))
    assert bsre.sign_pdf(pdf, REQUEST, tools)
    secret.chmod(0o644)
    assert "chmod 600" in failure(pdf, tools)
    assert stat.S_IMODE(secret.stat().st_mode) == 0o644


# --- what goes wrong -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("NOT_REGISTERED", "RKT-682 NIK itu belum terdaftar"),
        ("NO_CERTIFICATE", "RKT-682 Kepala instansi terdaftar di BSrE tetapi belum mempunyai sertifikat"),
        ("WAITING_FOR_VERIFICATION", "RKT-682 Pendaftaran kepala instansi di BSrE belum selesai"),
        ("NEW", "RKT-682 Pendaftaran"),
        ("EXPIRED", "RKT-683 Sertifikat elektronik kepala instansi sudah kedaluwarsa"),
        ("RENEW", "RKT-683 Sertifikat elektronik kepala instansi harus diperpanjang"),
        ("REVOKED", "RKT-683 Sertifikat elektronik kepala instansi sudah dicabut"),
        ("SUSPEND", "RKT-683 Sertifikat elektronik kepala instansi sedang ditangguhkan"),
        ("ENTAH", "RKT-687"),
    ],
)
def test_a_status_that_forbids(
    status: str, said: str, service: Service, version: int, pdf: bytes, tmp_path: Path
) -> None:
    service.status = status
    assert failure(pdf, answering(service, tmp_path, version)).startswith(said)
    assert len(service.asked) == 1, "nothing may be signed"


FAULTS: dict[str, tuple[int, object, str]] = {
    "wrong passphrase": (400, {"error": "Passphrase anda salah", "status_code": 2031}, "RKT-684 Passphrase salah"),
    "wrong passphrase, only words": (400, {"error": "Proses signing gagal : Passphrase anda salah"}, "RKT-684"),
    "wrong code": (400, {"error": "Kode OTP salah atau kadaluarsa"}, "RKT-684 Kode TOTP"),
    "locked": (400, {"error": "Akun terkunci, terlalu banyak percobaan passphrase"}, "RKT-684 Akun"),
    "not registered": (400, {"error": "User tidak terdaftar", "status_code": 2011}, "RKT-682 NIK"),
    "not registered, as version 1 says it": (
        400,
        {"error": "Proses signing gagal : User tidak terdaftar 2011", "status_code": 400},
        "RKT-682 NIK",
    ),
    "a code at the end of the words": (
        400,
        {"error": "Proses signing gagal : 2021", "status_code": 400},
        "RKT-682 Kepala instansi terdaftar",
    ),
    "no certificate": (400, {"error": "…", "status_code": 2021}, "RKT-682 Kepala instansi terdaftar"),
    "expired": (400, {"error": "Sertifikat telah kadaluarsa"}, "RKT-683"),
    "revoked": (400, {"message": "Certificate has been revoked"}, "RKT-683"),
    "quota": (400, {"error": "Kuota tanda tangan habis"}, "RKT-685"),
    "too often": (429, {"error": "…"}, "RKT-685"),
    "application": (401, {"error": "Unauthorized"}, "RKT-681 Layanan eSign menolak nama pengguna"),
    "rights": (403, {"error": "Forbidden"}, "RKT-681 Layanan eSign tidak mengizinkan"),
    "too large": (413, b"<html>413</html>", "RKT-687 Layanan eSign menolak ukuran"),
    "coordinates": (400, {"error": "Koordinat di luar halaman"}, "RKT-687 Layanan eSign menolak dokumen"),
    "down": (503, b"<html>Service Unavailable</html>", "RKT-686 Layanan eSign sedang bermasalah (kode 503)"),
    "broken inside": (500, {"status": 500, "error": "Internal Server Error"}, "RKT-686"),
    "cannot reach BSrE": (500, {"error": "Tidak dapat terhubung ke server BSSN"}, "RKT-686 Layanan eSign berjalan"),
    "a page of HTML": (200, b"<html>Login</html>", "RKT-687 Jawaban layanan eSign tidak dapat dimengerti"),
    "JSON without a file": (200, {"time": 3}, "RKT-687"),
    "no base64": (200, {"file": ["%%%"]}, "RKT-687"),
    "two files": (200, {"file": ["JVBERi0=", "JVBERi0="]}, "RKT-687"),
    "something else in base64": (200, {"file": ["aGFsbw=="]}, "RKT-687"),
    "a list": (200, [1, 2], "RKT-687"),
    "nothing": (204, b"", "RKT-687"),
    "a redirect": (302, b"", "RKT-687"),
    "unheard of": (
        400,
        {"error": "Galat 77: hubungi admin", "status_code": 77},
        "RKT-688 Layanan eSign menolak (kode 77)",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_failure_is_named(fault: str, service: Service, version: int, pdf: bytes, tmp_path: Path) -> None:
    status, answer, said = FAULTS[fault]
    service.faults["sign"] = says(status, answer)
    assert failure(pdf, answering(service, tmp_path, version)).startswith(said)


@pytest.mark.parametrize("echo", ["NIK {} ditolak", "galat: {}", "nilai {} tidak sah"])
@pytest.mark.parametrize("secret", [NIK, PASSPHRASE, PASSWORD])
def test_an_answer_that_echoes_a_secret_is_not_repeated(
    echo: str, secret: str, service: Service, pdf: bytes, tmp_path: Path
) -> None:
    service.faults["sign"] = says(400, {"error": echo.format(secret), "status_code": 99})
    assert failure(pdf, answering(service, tmp_path, 2)).startswith("RKT-68")


def test_a_wrong_password_of_the_application(service: Service, pdf: bytes, tmp_path: Path) -> None:
    assert failure(pdf, answering(service, tmp_path, 2, {"Sandi": "keliru"})).startswith("RKT-681")


def test_a_nik_that_is_none(service: Service, pdf: bytes, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="16 angka"):
        bsre.sign_pdf(pdf, REQUEST, answering(service, tmp_path, 2, {"NIK": "12345"}))
    assert not service.asked


def test_a_document_that_is_signed_already(service: Service, pdf: bytes, tmp_path: Path) -> None:
    tools = answering(service, tmp_path, 1)
    signed = bsre.sign_pdf(pdf, REQUEST, tools)
    assert failure(signed, tools).startswith("RKT-678")
