"""Reads the times that a story's pages print into one interval and its best instant."""

from scrapy.statscollectors import StatsCollector

from newscrawl.items import Sighting, Story
from newscrawl.outlets import Outlet
from newscrawl.pipelines.outlet import OutletPipeline
from newscrawl.pipelines.samples import keep_sample
from newscrawl.times import Moment, parse_machine_time, parse_time
from newscrawl.times.evidence import TRUST, Evidence, combine


class TimesPipeline(OutletPipeline):
    """Fills the published_* fields of a story; a time that cannot be read stays in published_raw."""

    def process_item(self, item: Story) -> Story:
        stats, outlet = self.stats, self.outlet
        evidence, unread = [], []
        for sighting in sorted(item.sightings, key=lambda sighting: TRUST.index(sighting.source)):
            found = read(sighting, outlet)
            evidence += [Evidence(sighting.source, raw, moment, sighting.served_at) for raw, moment in found]
            unread += [] if found else [sighting.text or sighting.machine or ""]
        printed = [entry for entry in evidence if not entry.moment.updated]
        published = combine(printed)
        if published:
            item.published_at, item.published_raw = published.at, published.raw
            item.published_earliest, item.published_latest = published.earliest, published.latest
            item.published_from = published.source
            item.published_exact = published.exact.total_seconds()
            stats.inc_value("newscrawl/time/contradictions", published.contradictions)
        else:
            # A time after the making of its own page is printed, but it is no publication.
            if printed:
                stats.inc_value("newscrawl/time/future", len(printed))
            unread += [entry.raw for entry in printed]
            item.published_raw = next(iter(unread), None)
        if updated := combine([entry for entry in evidence if entry.moment.updated]):
            item.modified_at = item.modified_at or updated.at
        if item.modified_at == item.published_at:  # what many systems write before there is any change
            item.modified_at = None
        self._count(stats, bool(published), unread)
        return item

    @staticmethod
    def _count(stats: StatsCollector, read_one: bool, unread: list[str]) -> None:
        stats.inc_value(f"newscrawl/time/{'read' if read_one else 'unread' if unread else 'none'}")
        for text in unread:
            keep_sample(stats, "newscrawl/time/unread_samples", text)


def read(sighting: Sighting, outlet: Outlet) -> list[tuple[str, Moment]]:
    """Return what can be read of a sighting, the machine-readable time first: the text read, and its moment."""
    if sighting.moment:
        return [(sighting.text or sighting.moment.raw, sighting.moment)]
    found = []
    if sighting.machine and (moment := parse_machine_time(sighting.machine, zone=outlet.zone_info)):
        found.append((sighting.machine, moment._replace(updated=moment.updated or sighting.changed)))
    if sighting.text and not (found and sighting.text == sighting.machine):
        moment = parse_time(
            sighting.text,
            now=sighting.served_at,
            language=outlet.language,
            zone=outlet.zone_info,
            rounding=outlet.rounding,
        )
        found += [(moment.raw, moment)] if moment else []
    return found
