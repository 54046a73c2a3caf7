"""`scrapy dateline`: reads datelines of texts of one's own, or of a column of a file."""

import argparse
from collections.abc import Iterator
from typing import Any, ClassVar

from scrapy.commands import ScrapyCommand

from newscrawl.annotate.columns import Column
from newscrawl.annotate.command import Reading, Work
from newscrawl.annotate.dateline import DatelineAnnotator, read_filed, show, to_cells, to_country, to_language
from newscrawl.annotate.options import add_file_options, optional

PREFIX = "dateline_"


class Command(ScrapyCommand):
    """Exit code 0: done; 1: a text has no dateline, or a line could not be read; 2: wrong usage."""

    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return "<text> ... | --input FILE --column NAME [options]"

    def short_desc(self) -> str:
        return 'Read datelines of your own texts: scrapy dateline "PARIS (AFP) - ..."'

    def long_desc(self) -> str:
        return (
            "Tell where, when and by which agency a text was filed, from the dateline that opens it:"
            ' scrapy dateline "WASHINGTON/ABU DHABI (ANP/AFP) - De ministers".'
            " The same for a column of a file, whose rows come out unchanged with new columns behind their own:"
            " scrapy dateline --input stories.jsonl --column lead --language nl --output datelines.csv."
            " Exit code 0: done; 1: a text given here has no dateline, or lines of the file are broken, each"
            " of them named; 2: wrong usage."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        group = parser.add_argument_group("How datelines are read")
        group.add_argument(
            "--language", metavar="TAG", help="nl, en-GB, ... (default: what all languages have in common)"
        )
        group.add_argument("--language-column", metavar="NAME", help="column that holds it; may be empty")
        group.add_argument(
            "--near", metavar="COUNTRY", help="of the outlet (NL, US): decides between places of one name"
        )
        group.add_argument("--json", action="store_true", help="print a JSON object for each text given here")
        add_file_options(parser, PREFIX)
        super().add_options(parser)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        self.exitcode = WORK.run(args, opts)


def _read_texts(texts: list[str], opts: argparse.Namespace) -> Iterator[Reading]:
    language = optional(opts.language, to_language, "--language")
    near = optional(opts.near, to_country, "--near")
    for text in texts:
        filed = read_filed(text, language=language, near=near)
        yield Reading(text, filed is not None, to_cells(text, filed), list(show(text, filed)))


def _to_annotator(opts: argparse.Namespace) -> DatelineAnnotator:
    own = opts.language_column
    return DatelineAnnotator(
        column=opts.column,
        language=Column(own) if own is not None else optional(opts.language, to_language, "--language"),
        near=optional(opts.near, to_country, "--near"),
        prefix=PREFIX if opts.prefix is None else opts.prefix,
    )


WORK = Work("scrapy dateline", _read_texts, _to_annotator, per_row=("language",))
