"""Alerts by mail and to webhooks, to servers on 127.0.0.1; and that no secret is ever repeated."""

import json
import socket

import pytest
from mailing import MailServer, mail_server
from serving import Served, serving

from newscrawl.annotate.mistakes import Mistake
from newscrawl.health.send import SMTP, AlertError, Message, to_targets

MESSAGE = Message(
    "newscrawl: nd wrong", "nd: overdue since 12:00\nnos: well again: ß\n", {"wrong": [], "well": ["nos"]}
)
SECRET = "s3cr3t"


def send(address: str, smtp: str = SMTP, sender: str = "") -> None:
    (target,) = to_targets([address], smtp, sender)
    assert SECRET not in target.shown
    target.send(MESSAGE)


@pytest.fixture
def server():
    with mail_server() as server:
        yield server


def url_of(server: MailServer, login: str = "") -> str:
    return f"smtp://{login}127.0.0.1:{server.port}"


@pytest.mark.parametrize(
    ("sender", "origin"),
    [("", "ops@example.org"), ("crawler@example.org", "crawler@example.org"), ("https://example.org/bot", "ops@example.org")],
)  # fmt: skip
def test_mail(server, sender, origin):
    send("mailto:ops@example.org", url_of(server), sender)
    (mail,) = server.mails
    assert (mail["From"], mail["To"], mail["Subject"]) == (origin, "ops@example.org", MESSAGE.subject)
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail.get_content().splitlines() == MESSAGE.text.splitlines()
    assert server.recipients == ["TO:<ops@example.org>"]
    assert server.logins == []


def test_mail_with_a_password(server):
    server.password = f"{SECRET}/@:"
    send("mailto:ops@example.org", url_of(server, f"me%40example.org:{SECRET}%2F%40%3A@"))
    assert server.logins == [f"me@example.org:{SECRET}/@:"]
    assert len(server.mails) == 1


@pytest.mark.parametrize(
    ("refuses", "error"),
    [
        ({"RCPT": "550 no such user"}, "mailto:ops@example.org: the server refuses the recipient"),
        ({"MAIL": "451 later"}, "mailto:ops@example.org: the server says 451"),
        ({"DATA": "554 spam"}, "mailto:ops@example.org: the server says 554"),
    ],
)
def test_mail_that_is_refused(server, refuses, error):
    server.refuses = refuses
    with pytest.raises(AlertError) as raised:
        send("mailto:ops@example.org", url_of(server))
    assert str(raised.value) == error
    assert server.mails == []


def test_a_wrong_password_is_not_repeated(server):
    server.password = "another"
    with pytest.raises(AlertError) as raised:
        send("mailto:ops@example.org", url_of(server, f"me:{SECRET}@"))
    assert str(raised.value) == "mailto:ops@example.org: the server says 535"
    assert raised.value.__cause__ is None
    assert raised.value.__suppress_context__


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def test_no_server():
    port = free_port()
    with pytest.raises(AlertError, match=r"^mailto:ops@example\.org: 127\.0\.0\.1: Connection refused$"):
        send("mailto:ops@example.org", f"smtp://me:{SECRET}@127.0.0.1:{port}")
    with pytest.raises(AlertError, match=r"^http://127\.0\.0\.1/\.\.\.: Connection refused$"):
        send(f"http://127.0.0.1:{port}/{SECRET}")


def test_webhook():
    got = []

    def take(handler):
        got.append(
            (
                handler.headers["Content-Type"],
                json.loads(handler.rfile.read(int(handler.headers["Content-Length"]))),
            )
        )
        handler.send_response(204)
        handler.end_headers()

    with serving({f"/hook/{SECRET}": take}) as (base, _):
        send(f"{base}/hook/{SECRET}")
    text = f"{MESSAGE.subject}\n{MESSAGE.text}"
    assert got == [("application/json", {"text": text, "wrong": [], "well": ["nos"]})]


@pytest.mark.parametrize(
    ("page", "error"),
    [
        (Served("no", status=500), "http 500"),
        (Served(SECRET, status=403), "http 403"),
        (Served("moved", status=302, location="{base}/else"), "http 302"),
        (lambda handler: handler.wfile.write(b"no HTTP at all\r\n\r\n"), "BadStatusLine"),
        (lambda handler: None, "RemoteDisconnected"),
    ],
)
def test_webhook_that_does_not_take_it(page, error):
    with (
        serving({f"/{SECRET}": page, "/else": Served("ok")}) as (base, asked),
        pytest.raises(AlertError) as raised,
    ):
        send(f"{base}/{SECRET}")
    assert str(raised.value).startswith("http://127.0.0.1/...: ")
    assert error in str(raised.value)
    assert SECRET not in str(raised.value)
    assert "/else" not in asked


@pytest.mark.parametrize(
    "address",
    [
        "", "ops@example.org", "mailto:", "mailto:ops", f"mailto:{SECRET}@", "mailto:a@b.example,c@d.example",
        "mailto:ops@example.org%0aBcc:else@example.org", f"http://example.org/{SECRET}", f"ftp://example.org/{SECRET}",
        f"https:///{SECRET}", f"https://[{SECRET}", f"https://example.org:{SECRET}/", f"http://127.0.0.1.example.org/{SECRET}",
    ],
)  # fmt: skip
def test_what_is_no_address(address):
    with pytest.raises(Mistake) as raised:
        to_targets(["mailto:you@example.org", address], SMTP, "")
    assert str(raised.value) == (
        "NEWSCRAWL_ALERTS: expected addresses such as mailto:you@example.org or https://host/path, number 2 is neither"
    )


@pytest.mark.parametrize(
    "smtp", ["mail.example.org", f"http://{SECRET}@mail.example.org", "smtp://", f"smtp://[{SECRET}"]
)
def test_what_is_no_mail_server(smtp):
    with pytest.raises(
        Mistake, match=r"^NEWSCRAWL_SMTP: expected smtp://user:password@host:587 or smtps"
    ) as raised:
        to_targets(["mailto:you@example.org"], smtp, "")
    assert SECRET not in str(raised.value)


def test_no_password_goes_over_the_network_without_tls(server, monkeypatch):
    """A server elsewhere that offers no TLS gets neither the password nor the mail."""
    monkeypatch.setattr("newscrawl.health.send._is_here", lambda host: False)
    with pytest.raises(AlertError, match="SMTPNotSupportedError"):
        send("mailto:ops@example.org", url_of(server, f"me:{SECRET}@"))
    assert (server.logins, server.mails) == ([], [])
