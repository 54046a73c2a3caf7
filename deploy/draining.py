"""A launcher for Scrapyd that ends its crawls before it ends itself: `launcher = draining.DrainingLauncher`.

Scrapyd's own leaves running crawls behind when it stops: they go on unseen, and the next Scrapyd starts the same outlets beside
them. Scrapyd itself imports this file, not an egg: it lies in a folder of PYTHONPATH.
"""

from scrapyd.launcher import Launcher
from twisted.internet.defer import Deferred, DeferredList


class DrainingLauncher(Launcher):
    """Scrapyd's launcher, which at the end signals each crawl once and waits; pending jobs stay in the queue."""

    draining = False

    def stopService(self) -> Deferred:
        """End the crawls in good order; fires when the last has ended."""
        self.draining = True
        running = list(self.processes.values())
        for process in running:
            process.transport.signalProcess("INT")  # once: a second one would end a crawl with work undone
        return DeferredList([process.deferred for process in running])

    def _get_message(self, slot: int) -> None:
        if not self.draining:
            super()._get_message(slot)
