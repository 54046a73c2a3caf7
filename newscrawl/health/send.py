"""Sends alerts, as e-mail or to a webhook. No error repeats an address that may hold a secret."""

import json
import re
import smtplib
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.message import EmailMessage
from http.client import HTTPException
from ipaddress import ip_address
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import SplitResult, unquote, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from newscrawl.annotate.mistakes import Mistake

SECONDS = 20.0
"""What a server may take to answer."""
SMTP = "smtp://127.0.0.1:25"
"""The mail server where none is named: that of this machine."""
PORTS = {"smtp": 587, "smtps": 465}

_MAIL = re.compile(r"[^\s@,<>]{1,64}@[^\s@,<>]{1,255}")


class AlertError(Exception):
    """An alert could not be sent; its text is one line without secrets."""


@dataclass(frozen=True, slots=True)
class Message:
    """What is told."""

    subject: str
    text: str
    """Several lines."""
    values: Mapping[str, Any]
    """The same for a program."""


@dataclass(frozen=True, slots=True)
class Target:
    """Who is told."""

    address: str
    """As it was given; may hold a secret."""
    shown: str
    """What of it may be shown."""
    send: Callable[[Message], None]
    """Raises AlertError."""


def to_targets(addresses: list[str], smtp: str, sender: str) -> list[Target]:
    """Return who is told. `smtp` is the URL of the mail server, `sender` who the mails are from: empty, or no mail
    address, for the one who gets them. Raises Mistake, which repeats none of it.
    """
    return [_to_target(number, address, smtp, sender) for number, address in enumerate(addresses, 1)]


def _to_target(number: int, address: str, smtp: str, sender: str) -> Target:
    url = _split(address)
    if url and url.scheme == "mailto" and _MAIL.fullmatch(recipient := unquote(url.path)):
        server = _to_server(smtp)
        origin = sender if _MAIL.fullmatch(sender) else recipient
        return Target(
            address, f"mailto:{recipient}", lambda message: _mail(message, recipient, origin, server)
        )
    if url and url.hostname and (url.scheme == "https" or (url.scheme == "http" and _is_here(url.hostname))):
        shown = f"{url.scheme}://{url.hostname}/..."
        return Target(address, shown, lambda message: _post(message, address, shown))
    raise Mistake(
        f"NEWSCRAWL_ALERTS: expected addresses such as mailto:you@example.org or https://host/path, number {number} is"
        " neither"
    )


def _split(address: str) -> SplitResult | None:
    try:
        url = urlsplit(address)
        _ = url.port
    except ValueError:
        return None
    return url


def _is_here(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _to_server(smtp: str) -> SplitResult:
    url = _split(smtp)
    if url is None or url.scheme not in PORTS or not url.hostname:
        raise Mistake("NEWSCRAWL_SMTP: expected smtp://user:password@host:587 or smtps://user:password@host")
    return url


def _mail(message: Message, recipient: str, sender: str, server: SplitResult) -> None:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, recipient, message.subject
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(message.text)
    try:
        with _connect(server) as connection:
            connection.send_message(mail)
    except smtplib.SMTPRecipientsRefused:
        raise AlertError(f"mailto:{recipient}: the server refuses the recipient") from None
    except smtplib.SMTPResponseException as error:
        raise AlertError(f"mailto:{recipient}: the server says {error.smtp_code}") from None
    except (OSError, smtplib.SMTPException) as error:  # the latter is one of the former, but says more
        raise AlertError(f"mailto:{recipient}: {server.hostname}: {_why(error)}") from None


def _connect(server: SplitResult) -> smtplib.SMTP:
    """Return a connection on which mail can be sent; only on this machine without TLS."""
    host, port = str(server.hostname), server.port or PORTS[server.scheme]
    connection: smtplib.SMTP
    if server.scheme == "smtps":
        connection = smtplib.SMTP_SSL(host, port, timeout=SECONDS, context=ssl.create_default_context())
    else:
        connection = smtplib.SMTP(host, port, timeout=SECONDS)
    try:
        if server.scheme == "smtp" and not _is_here(host):
            connection.starttls(context=ssl.create_default_context())
        if server.username:
            connection.login(unquote(server.username), unquote(server.password or ""))
    except BaseException:
        connection.close()
        raise
    return connection


class _NoRedirects(HTTPRedirectHandler):
    """A webhook that has moved is an error: what it gets is for nobody else."""

    def redirect_request(self, *_: Any) -> None:
        return None


def _post(message: Message, address: str, shown: str) -> None:
    # `text` is what chat servers show.
    body = json.dumps({"text": f"{message.subject}\n{message.text}", **message.values}).encode()
    headers = {"Content-Type": "application/json", "User-Agent": "newscrawl"}
    try:
        with build_opener(_NoRedirects).open(Request(address, body, headers), timeout=SECONDS) as answer:
            answer.read(1)
    except HTTPError as error:
        error.close()
        raise AlertError(f"{shown}: http {error.code}") from None
    except URLError as error:
        raise AlertError(f"{shown}: {_why(error.reason)}") from None
    except (OSError, ValueError, HTTPException) as error:
        raise AlertError(f"{shown}: {_why(error)}") from None


def _why(error: object) -> str:
    """Return the kind of an error in words that repeat nothing of what was sent."""
    return getattr(error, "strerror", None) or type(error).__name__
