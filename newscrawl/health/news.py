"""What those who are told of problems do not know yet: remembered in a file, so that each change is told once."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from newscrawl.annotate.files import replacing
from newscrawl.annotate.mistakes import Mistake
from newscrawl.health.judge import Problem

SAME = dict.fromkeys(("overdue", "crawls", "pages", "blocked"), "crawls")
"""Problems that are told as one: each of these follows from the others."""

Told = Mapping[str, str]
"""What somebody was told: the outlet of each thing that is wrong, by its name."""


@dataclass(frozen=True, slots=True)
class News:
    """What has changed for somebody."""

    wrong: tuple[Problem, ...]
    """What was well when he was told last."""
    well: tuple[str, ...]
    """Outlets of which something that he was told of is no longer wrong, each once; "" is the store."""
    told: Told
    """What he knows, once he has been told."""

    def __bool__(self) -> bool:
        return bool(self.wrong or self.well)


def name_of(problem: Problem) -> str:
    """Return what a problem is remembered by."""
    return " ".join(filter(None, (problem.outlet, SAME.get(problem.kind, problem.kind), problem.section)))


def find_news(told: Told, problems: Iterable[Problem], judged: Collection[str]) -> News:
    """Return what is new to somebody who was told something; of outlets that were not judged nothing is."""
    now = {name_of(problem): problem for problem in reversed(list(problems))}
    gone = {name: outlet for name, outlet in told.items() if name not in now and outlet in judged}
    return News(
        tuple(problem for name, problem in reversed(now.items()) if name not in told),
        tuple(dict.fromkeys(gone.values())),
        {name: outlet for name, outlet in told.items() if name not in gone}
        | {name: problem.outlet for name, problem in now.items()},
    )


@dataclass(slots=True)
class Memory:
    """What each address was told."""

    path: Path
    told: dict[str, dict[str, str]]
    """By the address's hash: an address may hold a secret."""

    @classmethod
    def open(cls, path: Path) -> "Memory":
        """Read a memory; an empty one where there is no file. Raises Mistake if the file is none of ours."""
        try:
            found = json.loads(path.read_bytes())
        except FileNotFoundError:
            return cls(path, {})
        except ValueError:  # of JSON, or of UTF-8
            found = None
        if not _is_memory(found):
            raise Mistake(
                f"--state: {path} is not what an alert has written; it is made anew if you remove it"
            )
        return cls(path, found)

    def of(self, address: str) -> Told:
        return self.told.get(_hash(address), {})

    def keep(self, address: str, told: Told) -> None:
        """Remember what an address was told. Raises OSError."""
        self.told[_hash(address)] = dict(told)
        with replacing(self.path) as file:
            file.write(json.dumps(self.told, indent=2).encode())


def _hash(address: str) -> str:
    return sha256(address.encode()).hexdigest()[:16]


def _is_memory(found: Any) -> bool:
    return isinstance(found, dict) and all(
        isinstance(told, dict) and all(isinstance(outlet, str) for outlet in told.values())
        for told in found.values()
    )
