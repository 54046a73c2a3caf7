"""Pages are read in processes of their own: downloads go on meanwhile, and a page that hangs costs itself only."""

import asyncio
import logging
import multiprocessing
import os
import sys
import threading
from collections.abc import Callable
from multiprocessing import forkserver
from typing import ParamSpec, Self, TypeVar

from pebble import ProcessExpired, ProcessPool

from newscrawl.reading import PageError

try:
    import resource
except ImportError:  # only Unix has it
    resource = None  # type: ignore[assignment]

logger = logging.getLogger(__name__)

P = ParamSpec("P")
T = TypeVar("T")

PAGES_A_PROCESS = 1000
"""Pages after which a process is replaced: what libraries keep of each must not add up."""
PRELOADED = ["newscrawl.reading.readers"]


class Workers:
    """A pool of processes that is started at the first page and shared by the crawls of this process."""

    _shared: "Workers | None" = None
    _lock = threading.Lock()

    def __init__(self, size: int, seconds: float, megabytes: int) -> None:
        """Take the number of processes (0: read in this one), the time that a page may take and the
        address space that a process may have (0: no limit).
        """
        self._size, self._seconds, self._megabytes = size, seconds, megabytes
        self._pool: ProcessPool | None = None
        self._users = 0

    @classmethod
    def hire(cls, size: int, seconds: float, megabytes: int) -> "Workers":
        """Return the workers of this process, made by the first crawl that asks; each ends with `dismiss`."""
        with cls._lock:
            if cls._shared is None:
                cls._shared = cls(size, seconds, megabytes)
            cls._shared._users += 1
            return cls._shared

    def dismiss(self) -> None:
        """Stop the processes if nobody else uses them."""
        with self._lock:
            self._users -= 1
            if self._users > 0:
                return
            if Workers._shared is self:
                Workers._shared = None
            self.stop()

    async def run(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Return what `function`, which must be one of a module, returns in one of the processes.

        Raises PageError: its own, or one that names what went wrong, whatever that was.
        """
        try:
            if not self._size:
                return function(*args, **kwargs)
            future = self._started().schedule(function, args, kwargs, timeout=self._seconds)
            return await asyncio.wrap_future(future)
        except PageError:
            raise
        except TimeoutError as error:
            raise PageError(f"not read within {self._seconds:g} seconds") from error
        except ProcessExpired as error:
            raise PageError(f"ended its reader (exit code {error.exitcode})") from error
        except (Exception, RecursionError) as error:
            # The boundary between pages of others and our crawl: logged with its traceback, counted, named.
            logger.exception("a page cannot be read")
            raise PageError(f"cannot be read ({type(error).__name__})") from error

    def stop(self) -> None:
        """End the processes; what they read is lost."""
        if self._pool is not None:
            self._pool.stop()  # type: ignore[no-untyped-call]
            self._pool.join()
            self._pool = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _started(self) -> ProcessPool:
        if self._pool is None:
            # Not a copy of a process with a reactor and threads: one that has imported the readers and nothing else.
            context = multiprocessing.get_context("forkserver")
            _start_fork_server()
            self._pool = ProcessPool(
                self._size,
                max_tasks=PAGES_A_PROCESS,
                initializer=_limit,
                initargs=[self._megabytes],
                context=context,
            )
        return self._pool


def _start_fork_server() -> None:
    """Start what the processes are forked from, with the readers that it finds where we find ours.

    Before Python 3.12.8 it searches the interpreter's own path only: where Scrapyd runs us from an egg, it would
    import those of a newscrawl that is installed beside, of another version.
    """
    forkserver.set_forkserver_preload(PRELOADED)
    given = {name: os.environ[name] for name in ("PYTHONPATH",) if name in os.environ}
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, sys.path))
    try:
        forkserver.ensure_running()
    finally:
        del os.environ["PYTHONPATH"]
        os.environ.update(given)


def processes(wanted: int | None) -> int:
    """Return how many processes read pages: as many as wanted, else one for each core that we may use."""
    return wanted if wanted is not None else len(os.sched_getaffinity(0))


def _limit(megabytes: int) -> None:
    """Let this process have no more than this much address space."""
    if megabytes and resource is not None:
        _, most = resource.getrlimit(resource.RLIMIT_AS)
        wanted = megabytes * 1024 * 1024
        resource.setrlimit(resource.RLIMIT_AS, (wanted if most < 0 else min(wanted, most), most))
