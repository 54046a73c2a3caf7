"""Files of an export: their format by name, packed by name, published whole or not at all."""

import gzip
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple, cast

import zstandard

from newscrawl.annotate.files import STANDARD, replacing
from newscrawl.annotate.mistakes import Mistake, check_choice

ENDS = {".jsonl": "jsonl", ".jsonlines": "jsonl", ".csv": "csv", ".parquet": "parquet"}
"""Format by the end of a name."""
FORMATS = tuple(dict.fromkeys(ENDS.values()))
PACKINGS = {".gz": "gz", ".zst": "zst"}
"""Packing by what may follow it; Parquet is packed inside."""
GZIP_LEVEL, ZSTD_LEVEL = 6, 3


class Target(NamedTuple):
    """Where an export goes."""

    path: str
    """A file, or "-"."""
    format: str
    packing: str | None
    has_mark: bool = False
    """Whether it begins with a byte order mark: Excel takes CSV without one for text of its own code page."""

    @property
    def is_file(self) -> bool:
        """Whether it is a file that can be replaced, and not a stream or device."""
        return self.path != STANDARD and (not os.path.exists(self.path) or os.path.isfile(self.path))


def to_target(output: str | None, said: str | None, bom: bool = False) -> Target:
    """Return where an export goes; Mistake is raised for what is none: a name, a format, a folder, a mark."""
    target = _named(output or STANDARD, said)
    if bom and target.format != "csv":
        raise Mistake(f"--bom: goes with csv only, not with {target.format}")
    return target._replace(has_mark=bom)


def _named(path: str, said: str | None) -> Target:
    if said is not None:
        check_choice("--format", said, FORMATS)
    if path == STANDARD:
        return Target(path, said or "jsonl", None)
    name = Path(path)
    packing = PACKINGS.get(name.suffix.lower())
    found = ENDS.get((name.with_suffix("") if packing else name).suffix.lower())
    if found is None and said is None:
        raise Mistake(
            f"--output: expected a name that ends in {', '.join(ENDS)} (the first three also with .gz or .zst),"
            f" got {path!r}; --format says it too"
        )
    form = said or cast(str, found)
    if packing and form == "parquet":
        raise Mistake(f"--output: Parquet is packed already: leave {name.suffix} out")
    if name.is_dir() or not name.absolute().parent.is_dir():
        raise Mistake(f"--output: {path}: {'is a folder' if name.is_dir() else 'its folder does not exist'}")
    return Target(path, form, packing)


@contextmanager
def open_target(target: Target) -> Iterator[BinaryIO]:
    """Open a target for writing; a file appears, or is replaced, when all of it is on disk."""
    if target.path == STANDARD:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    elif not target.is_file:
        with open(target.path, "wb") as device:
            yield device
    else:
        with replacing(Path(target.path)) as file, _packed(file, target.packing) as packed:
            yield packed


@contextmanager
def _packed(file: BinaryIO, packing: str | None) -> Iterator[BinaryIO]:
    if packing == "gz":
        # Without name and time: the same rows give the same bytes.
        with gzip.GzipFile("", "wb", GZIP_LEVEL, file, mtime=0) as packed:
            yield cast(BinaryIO, packed)
    elif packing == "zst":
        compressor = zstandard.ZstdCompressor(level=ZSTD_LEVEL)
        with compressor.stream_writer(file, closefd=False) as stream:
            yield cast(BinaryIO, stream)
    else:
        yield file
