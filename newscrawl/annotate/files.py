"""Files of rows: read as lines of text, and written whole or not at all."""

import gzip
import io
import os
import secrets
import shutil
import sys
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from itertools import count
from pathlib import Path
from stat import S_ISREG
from typing import BinaryIO, cast

from newscrawl.annotate.mistakes import Mistake

STANDARD = "-"
"""Standard input or output, in the place of a file."""
MAX_LINE = 64 * 2**20
"""Longest line in bytes: memory stays bounded also where a file is no lines at all."""
MARK = "\ufeff"
"""Byte order mark, which spreadsheets put before the header."""

_GZIP = b"\x1f\x8b"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def name_of(path: str) -> str:
    """Return how messages call an input."""
    return "standard input" if path == STANDARD else path


@contextmanager
def open_input(path: str) -> Iterator[BinaryIO]:
    """Open a file, or standard input, for reading; gzip is unpacked, by its first bytes and not by its name.

    Raises Mistake if it cannot be opened.
    """
    try:
        opened = nullcontext(sys.stdin.buffer) if path == STANDARD else open(path, "rb")  # noqa: SIM115
    except OSError as error:
        raise Mistake(f"{path}: {error.strerror}") from None
    with opened as file:
        # No UTF-8 text begins with these two bytes.
        packed = cast(io.BufferedReader, file).peek(2)[:2] == _GZIP
        yield cast(BinaryIO, gzip.GzipFile(fileobj=file)) if packed else cast(BinaryIO, file)


@contextmanager
def rereadable(file: BinaryIO, path: str) -> Iterator[BinaryIO]:
    """Give a file that can be read twice: itself, or a copy on disk of what comes by standard input."""
    if path != STANDARD and file.seekable():
        yield file
        return
    with tempfile.TemporaryFile() as copy:
        shutil.copyfileobj(file, copy)
        copy.seek(0)
        yield cast(BinaryIO, copy)


def read_lines(file: BinaryIO, name: str) -> Iterator[str]:
    r"""Yield the lines of UTF-8 text with their ends; they end at "\n" alone, as bytes do.

    Raises Mistake, with the position, where bytes are not UTF-8, and for broken gzip and endless lines.
    """
    offset = 0
    for number in count(1):
        try:
            line = file.readline(MAX_LINE + 1)
        except (EOFError, zlib.error, gzip.BadGzipFile):
            raise Mistake(f"{name}: the gzip data is broken or cut off behind line {number - 1}") from None
        if not line:
            return
        if len(line) > MAX_LINE:
            raise Mistake(f"{name}: line {number} is longer than {MAX_LINE // 2**20} MiB")
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError as error:
            hint = "; it looks like UTF-16" if number == 1 and line.startswith(_UTF16) else ""
            raise Mistake(
                f"{name}: expected UTF-8, but byte {line[error.start]:#04x} at position {offset + error.start}"
                f" (line {number}) is none{hint}; `iconv -t UTF-8` converts files"
            ) from None
        offset += len(line)
        yield text


@contextmanager
def open_output(path: str) -> Iterator[BinaryIO]:
    """Open a file, or standard output, for writing; a name in .gz is packed.

    The file appears, or is replaced, when all is written: until then its bytes are in a temporary
    file beside it, which an exception removes.
    """
    if path == STANDARD:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    elif os.path.exists(path) and not os.path.isfile(path):
        # A pipe or a device is no file that could be replaced.
        with open(path, "wb") as device:
            yield device
    else:
        with replacing(Path(path)) as file, _packing(file, path) as packed:
            yield packed


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """Give a temporary file that takes the place of `path` when it is on disk; an exception removes it."""
    target = Path(os.path.realpath(path))
    # Not by tempfile, whose files nobody else may read.
    temporary = target.with_name(f".newscrawl-{secrets.token_hex(6)}.tmp")
    try:
        with temporary.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            shutil.copymode(target, temporary)
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
    _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    # The new name too must survive a power cut.
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _packing(file: BinaryIO, path: str) -> Iterator[BinaryIO]:
    if not path.lower().endswith(".gz"):
        yield file
        return
    # Without name and time: the same rows give the same bytes.
    with gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=0) as packed:
        yield cast(BinaryIO, packed)


def check_distinct(source: str, target: str) -> None:
    """Raise Mistake if both are one file, also where the shell opened it."""
    first = _status(source, sys.stdin)
    second = _status(target, sys.stdout)
    if first and second and S_ISREG(first.st_mode) and os.path.samestat(first, second):
        raise Mistake(f"--output: {name_of(source)} is the input itself; write to another file")


def _status(path: str, standard: io.TextIOBase | object) -> os.stat_result | None:
    try:
        if path == STANDARD:
            return os.fstat(cast(io.TextIOBase, standard).fileno())
        return os.stat(path)
    except (OSError, ValueError):  # not there, or a stream without a file
        return None
