"""A mail server on 127.0.0.1 that takes what it is sent."""

import socketserver
import threading
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage


@dataclass
class MailServer:
    """What it was sent, and what it refuses."""

    port: int = 0
    mails: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    logins: list[str] = field(default_factory=list)
    """User and password, as they came."""
    password: str | None = None
    """None: nobody has to log in."""
    refuses: dict[str, str] = field(default_factory=dict)
    """Answer by command: {"RCPT": "550 no such user"}."""


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """Yield a server that listens until the block ends."""
    state = MailServer()

    class Handler(socketserver.StreamRequestHandler):
        def say(self, line: str) -> None:
            self.wfile.write(f"{line}\r\n".encode())

        def handle(self) -> None:
            self.say("220 test")
            while line := self.rfile.readline().decode().strip():
                command, _, rest = line.partition(" ")
                command = command.upper()
                if command in state.refuses:
                    self.say(state.refuses[command])
                elif command == "DATA":
                    self.take()
                elif command == "AUTH":
                    self.log_in(rest)
                elif command == "QUIT":
                    self.say("221 bye")
                    return
                else:
                    if command == "RCPT":
                        state.recipients.append(rest)
                    self.say("250-test\r\n250 AUTH PLAIN" if command == "EHLO" else "250 ok")

        def log_in(self, rest: str) -> None:
            _, user, password = b64decode(rest.removeprefix("PLAIN ")).decode().split("\0")
            state.logins.append(f"{user}:{password}")
            self.say(
                "235 ok" if password == state.password else f"535 {user} has not the password {password}"
            )

        def take(self) -> None:
            self.say("354 go on")
            lines = iter(self.rfile.readline, b".\r\n")
            state.mails.append(message_from_bytes(b"".join(lines), policy=policy.default))
            self.say("250 taken")

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True

    with Server(("127.0.0.1", 0), Handler) as server:
        state.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield state
        finally:
            server.shutdown()
