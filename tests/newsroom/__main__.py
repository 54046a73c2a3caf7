"""Serve the newsroom until SIGTERM: `python -m newsroom --folder DIR [--port-file F] [--now ISO]`."""

import argparse
import json
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path

from .server import Newsroom


def parse_instant(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise argparse.ArgumentTypeError(f"{text} has no offset")
    return moment


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="newsroom", description="Serve simulated news outlets on 127.0.0.1."
    )
    parser.add_argument("--folder", type=Path, required=True, help="where newsroom.toml is written")
    parser.add_argument("--port-file", type=Path, help="JSON file for outlet -> port, written when ready")
    parser.add_argument(
        "--now", type=parse_instant, help="the newsroom's instant; the start of it if left out"
    )
    return parser.parse_args()


def main() -> int:
    arguments = parse_arguments()
    # The handlers come first: a signal while the ports open must end it in good order too.
    signals = {signal.SIGTERM, signal.SIGINT}
    signal.pthread_sigmask(signal.SIG_BLOCK, signals)
    with Newsroom(now=arguments.now or datetime.now(UTC)) as room:
        path = room.write_outlets(arguments.folder)
        if arguments.port_file:
            ports = {key: int(desk.site.base.rpartition(":")[2]) for key, desk in room.desks.items()}
            arguments.port_file.write_text(json.dumps(ports) + "\n", encoding="utf-8")
        print(f"newsroom ready: {len(room.sites)} outlets in {path}, {room.now.isoformat()}", flush=True)
        signal.sigwait(signals)
    return 0


if __name__ == "__main__":
    sys.exit(main())
