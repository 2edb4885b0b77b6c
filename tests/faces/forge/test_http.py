"""What the network can do to us, done by a real server."""

import logging
from datetime import UTC, datetime
from email.utils import format_datetime

import pytest

from rktkit.faces.forge.api.http import MAX_BODY, MAX_PAGES, ForgeError, Http
from rktkit.ground.catalogue.refusals import one_line, remedy
from tests.faces.forge.server import Reply, Server, paged

TOKEN = "rahasia-7f3c2a"
NOW = 1_800_000_000.0


class Patient(list[float]):
    """A ``sleep`` that only notes how long it was asked to sleep."""

    def __call__(self, seconds: float) -> None:
        self.append(seconds)


@pytest.fixture
def slept() -> Patient:
    return Patient()


@pytest.fixture
def http(server: Server, slept: Patient, monkeypatch: pytest.MonkeyPatch) -> Http:
    monkeypatch.setattr(server, "now", lambda: NOW)
    return Http(server.url, TOKEN, timeout=10, sleep=slept)


def test_asks_with_the_token_and_reads_json(server: Server, http: Http) -> None:
    server.on("GET", "/x", Reply({"a": [1, "é"]}))
    assert http.get("/x").body == {"a": [1, "é"]}
    assert server.seen[0].headers["authorization"] == f"Bearer {TOKEN}"


def test_no_token_no_header(server: Server) -> None:
    server.on("GET", "/x", Reply({}))
    Http(server.url).get("/x")
    assert "authorization" not in server.seen[0].headers


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_a_failing_server_is_asked_again(server: Server, http: Http, slept: Patient, status: int) -> None:
    server.on("GET", "/x", Reply("baik"))
    server.faults = [Reply({"message": "oops"}, status), Reply(raw=b"<html>Bad gateway</html>", status=status)]
    assert http.get("/x").body == "baik"
    assert slept == [1.0, 2.0]


def test_a_server_that_stays_broken_is_given_up(server: Server, http: Http) -> None:
    server.on("GET", "/x", Reply(status=500))
    with pytest.raises(ForgeError, match=r"RKT-690 .*kode 500"):
        http.get("/x")
    assert len(server.seen) == 4


def test_a_body_cut_off_is_asked_for_again(server: Server, http: Http) -> None:
    server.on("GET", "/x", Reply({"utuh": True}))
    server.faults = [Reply(raw=b'{"utuh": fal', cut=200), Reply(raw=b'{"utuh": ')]
    assert http.get("/x").body == {"utuh": True}


def test_a_slow_server_is_asked_again_then_given_up(server: Server, slept: Patient) -> None:
    http = Http(server.url, timeout=1, sleep=slept)
    server.on("GET", "/x", Reply("baik"))
    server.faults = [Reply("lambat", delay=3)]
    assert http.get("/x").body == "baik"
    server.faults = [Reply("lambat", delay=3)] * 4
    with pytest.raises(ForgeError, match=r"terlalu lambat menjawab \(batas tunggu 1 detik\)"):
        http.get("/x")


def test_a_server_that_drips_is_cut_short(server: Server, slept: Patient) -> None:
    http = Http(server.url, timeout=0.5, attempts=1, sleep=slept)  # the real clock: 4 × 0.5 s for a whole body
    server.on("GET", "/x", Reply("x" * 100, drip=0.1))
    with pytest.raises(ForgeError, match="terlalu lambat"):
        http.get("/x")


def test_nobody_listens(server: Server, slept: Patient) -> None:
    http = Http("http://127.0.0.1:9", TOKEN, sleep=slept)
    with pytest.raises(ForgeError, match=r"127\.0\.0\.1 tidak dapat dihubungi"):
        http.get("/x")
    assert slept == [1.0, 2.0, 4.0]


@pytest.mark.parametrize(
    ("status", "headers", "pause"),
    [
        (403, {"retry-after": "7"}, 7.0),
        (429, {"retry-after": "3"}, 3.0),
        (503, {"retry-after": "2"}, 2.0),
        (429, {}, 60.0),
        (403, {}, 60.0),  # GitHub's second limit, which comes without a header at times
        (403, {"x-ratelimit-remaining": "0", "x-ratelimit-reset": str(int(NOW) + 42)}, 42.0),
        (429, {"retry-after": format_datetime(datetime.fromtimestamp(NOW + 11, UTC), usegmt=True)}, 11.0),
        (429, {"retry-after": "kapan-kapan"}, 60.0),
    ],
)
def test_a_rate_limit_is_waited_for(
    server: Server, http: Http, slept: Patient, status: int, headers: dict[str, str], pause: float
) -> None:
    server.on("POST", "/x", Reply({"ok": True}, 201))
    server.faults = [Reply({"message": "secondary rate limit"}, status, headers)]
    assert http.send("POST", "/x", {}).body == {"ok": True}
    assert slept == [pause]


def test_a_long_rate_limit_is_not_waited_for(server: Server, http: Http, slept: Patient) -> None:
    server.on("GET", "/x", Reply({}, 403, {"retry-after": "1800"}))
    with pytest.raises(ForgeError, match="membatasi jumlah permintaan") as caught:
        http.get("/x")
    assert slept == []
    assert "30 menit" in caught.value.problems[0].hint


@pytest.mark.parametrize(
    ("status", "words"),
    [(401, "menolak token"), (403, "tidak berhak"), (404, "tidak menemukan"), (301, "pindah"), (422, "kode 422")],
)
def test_a_refusal_is_said_once_and_plainly(server: Server, http: Http, status: int, words: str) -> None:
    server.on("GET", "/x", Reply({"message": TOKEN}, status, {"location": "https://evil.invalid/"}))
    with pytest.raises(ForgeError, match=words) as caught:
        http.get("/x")
    assert caught.value.status == status
    assert len(server.seen) == 1


def test_writing_is_not_repeated_when_it_may_have_been_taken(server: Server, http: Http) -> None:
    server.on("POST", "/x", Reply(status=500))
    with pytest.raises(ForgeError):
        http.send("POST", "/x", {"body": "sekali"})
    assert len(server.seen) == 1
    server.on("PATCH", "/y", Reply({"ok": 1}))
    server.faults = [Reply(status=502)]
    assert http.send("PATCH", "/y", {"body": "boleh dua kali"}).body == {"ok": 1}


@pytest.mark.parametrize("link", [True, False])
def test_pages_are_followed_to_the_last(server: Server, http: Http, link: bool) -> None:
    items = [{"n": n} for n in range(7)]
    server.on("GET", "/x", paged(items, 3, link=link, total=not link))
    assert list(http.pages("/x", {"per_page": 3})) == items
    assert [request.query["page"] for request in server.seen] == ["1", "2", "3"]


def test_a_fault_on_a_later_page_loses_nothing(server: Server, http: Http) -> None:
    items = [{"n": n} for n in range(7)]
    server.on("GET", "/x", paged(items, 3))
    server.faults = [None, Reply(status=500), None]
    assert list(http.pages("/x")) == items


def test_a_list_without_end_is_given_up(server: Server, http: Http) -> None:
    def endless(request: object) -> Reply:
        page = int(server.seen[-1].query["page"])
        return Reply([{}], headers={"link": f'<http://h/x?page={page + 1}>; rel="next"'})

    server.on("GET", "/x", endless)
    with pytest.raises(ForgeError, match=str(MAX_PAGES)):
        list(http.pages("/x"))


def test_a_next_page_that_goes_backwards_ends_the_list(server: Server, http: Http) -> None:
    server.on("GET", "/x", Reply([{"n": 1}], headers={"link": '<http://h/x?page=1>; rel="next"'}))
    assert list(http.pages("/x")) == [{"n": 1}]


@pytest.mark.parametrize("body", [{"message": "x"}, [1, 2], "x", None])
def test_a_page_of_another_shape_is_refused(server: Server, http: Http, body: object) -> None:
    server.on("GET", "/x", Reply(body))
    with pytest.raises(ForgeError, match="tidak berbentuk"):
        list(http.pages("/x"))


def test_a_huge_answer_is_not_read(server: Server, http: Http) -> None:
    server.on("GET", "/x", Reply(raw=b'"' + b"x" * (MAX_BODY + 10) + b'"'))
    with pytest.raises(ForgeError, match="lebih besar"):
        http.get("/x")


@pytest.mark.parametrize("raw", [b"[" * 100_000, b"\xff\xfe", b"{'a': 1}"])
def test_what_is_no_json_is_no_answer(server: Server, http: Http, raw: bytes) -> None:
    server.on("GET", "/x", Reply(raw=raw))
    with pytest.raises(ForgeError, match="tidak utuh"):
        http.get("/x")


@pytest.mark.parametrize("base", ["http://forge.example", "ftp://forge.example", "forge.example"])
def test_the_token_does_not_travel_in_the_clear(base: str) -> None:
    with pytest.raises(ForgeError, match="https"):
        Http(base, TOKEN)


@pytest.mark.parametrize("token", ["dua kata", "baris\nbaru", "é"])
def test_an_impossible_token_is_named_but_not_shown(token: str) -> None:
    with pytest.raises(ForgeError) as caught:
        Http("https://forge.example", token)
    assert token not in str(caught.value)


def test_the_token_is_in_no_error_log_or_repr(server: Server, http: Http, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    server.on("GET", "/echo", lambda request: Reply({"message": str(request.headers)}, 422))
    said = [repr(http)]
    for fault in (Reply(status=500), Reply(raw=b"{", cut=9), Reply({}, 401), Reply({}, 429, {"retry-after": "999"})):
        server.faults = [fault] * 4
        with pytest.raises(ForgeError) as caught:
            http.get("/echo")
        chain: BaseException | None = caught.value
        while chain is not None:
            said += [str(chain), repr(chain), repr(getattr(chain, "__dict__", {}))]
            chain = chain.__cause__ or (None if chain.__suppress_context__ else chain.__context__)
    assert TOKEN not in "".join(said)
    assert TOKEN not in caplog.text


class TestRefusals:
    """A server's own words, on one line, with what to do about them."""

    @pytest.mark.parametrize(
        ("said", "cure"),
        [
            ("remote: Forgejo: Not allowed to push to protected branch arsip\nremote: error", "akun penerbit"),
            ("Internal Server Error (no message for end users)", "tidak punya akun"),
            ("hook_pre_receive: user does not exist [uid: -2]", "Terbitkan di luar"),
            ("approve your own pull is not allowed", "rekan"),
            ("Does not have enough approvals", "persetujuan"),
        ],
    )
    def test_known_words_have_a_remedy(self, said: str, cure: str) -> None:
        assert cure in (remedy(said) or "")

    def test_lines_are_lines(self) -> None:
        assert one_line("remote: satu\nremote: \nremote: dua\x1b[31m") == "satu / dua\\u001b[31m"

    def test_they_are_told(self, server: Server, http: Http) -> None:
        server.on("POST", "/x", Reply({"message": "approve your own pull is not allowed"}, 422))
        with pytest.raises(ForgeError) as caught:
            http.send("POST", "/x", {})
        (found,) = caught.value.problems
        assert "approve your own pull is not allowed" in found.message
        assert "rekan" in found.hint
