"""`scrapy when`: reads times in texts of one's own, or in a column of a file."""

import argparse
from collections.abc import Iterator
from typing import Any, ClassVar

from scrapy.commands import ScrapyCommand

from newscrawl.annotate.columns import Column
from newscrawl.annotate.command import Reading, Work
from newscrawl.annotate.options import add_file_options, given, optional
from newscrawl.annotate.when import (
    TimeAnnotator,
    check_language,
    check_rounding,
    show,
    to_cells,
    to_instant,
    to_zone,
)
from newscrawl.times import parse_time

NO_NOW = (
    "--now: expected when the page was made, such as 2026-01-24T23:00+01:00 (or a column of the rows: --now-column);"
    " there is no default, as the clock of this machine tells when the text is read, not when it was printed"
)
NO_ZONE = (
    "--zone: expected the zone of the page, such as Europe/Amsterdam (or a column of the rows: --zone-column);"
    ' "gisteren 14:05" is another instant in each zone'
)

PREFIX = "time_"


class Command(ScrapyCommand):
    """Exit code 0: done; 1: a text or a line could not be read, and is named; 2: wrong usage."""

    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return "<text> ... | --input FILE --column NAME [options]"

    def short_desc(self) -> str:
        return 'Read times in your own texts: scrapy when "6 minuten geleden" --now ...'

    def long_desc(self) -> str:
        return (
            "Tell which instants a text such as '6 minuten geleden' allows, counted from when its page was made:"
            ' scrapy when "6 minuten geleden" --now 2026-01-24T23:00+01:00 --zone Europe/Amsterdam --language nl.'
            " The same for a column of a file, whose rows come out unchanged with new columns behind their own:"
            " scrapy when --input stories.jsonl --column published_raw --now-column served_at"
            " --zone Europe/Amsterdam --output times.csv. Exit code 0: done; 1: a text given here is no time of"
            " the past, or lines of the file are broken, each of them named; 2: wrong usage."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        group = parser.add_argument_group("How times are read")
        group.add_argument("--now", metavar="INSTANT", help="when the page was made, with offset (ISO 8601)")
        group.add_argument("--now-column", metavar="NAME", help="column that holds it, for each row its own")
        group.add_argument("--zone", metavar="ZONE", help="of times that name none: Europe/Amsterdam")
        group.add_argument("--zone-column", metavar="NAME", help="column that holds it")
        group.add_argument(
            "--language", metavar="TAG", help="nl, en-GB, ... (default: all, where they agree)"
        )
        group.add_argument("--language-column", metavar="NAME", help="column that holds it; may be empty")
        group.add_argument(
            "--rounding",
            default="unknown",
            help="how the page rounds '3 uur': floor, round, unknown (default)",
        )
        group.add_argument("--json", action="store_true", help="print a JSON object for each text given here")
        add_file_options(parser, PREFIX)
        super().add_options(parser)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        self.exitcode = WORK.run(args, opts)


def _read_texts(texts: list[str], opts: argparse.Namespace) -> Iterator[Reading]:
    now = given(opts.now, to_instant, "--now", NO_NOW)
    zone = given(opts.zone, to_zone, "--zone", NO_ZONE)
    language = optional(opts.language, check_language, "--language")
    rounding = check_rounding(opts.rounding)
    for text in texts:
        moment = parse_time(text, now=now, language=language, zone=zone, rounding=rounding)
        yield Reading(text, moment is not None, to_cells(moment), list(show(text, moment, zone)))


def _to_annotator(opts: argparse.Namespace) -> TimeAnnotator:
    now, zone, language = (opts.now_column, opts.zone_column, opts.language_column)
    return TimeAnnotator(
        column=opts.column,
        now=Column(now) if now is not None else given(opts.now, to_instant, "--now", NO_NOW),
        zone=Column(zone) if zone is not None else given(opts.zone, to_zone, "--zone", NO_ZONE),
        language=Column(language)
        if language is not None
        else optional(opts.language, check_language, "--language"),
        rounding=check_rounding(opts.rounding),
        prefix=PREFIX if opts.prefix is None else opts.prefix,
    )


WORK = Work("scrapy when", _read_texts, _to_annotator, per_row=("now", "zone", "language"))
