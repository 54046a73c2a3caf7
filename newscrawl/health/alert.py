"""Tells those who asked for it what is newly wrong, and what is well again."""

from collections.abc import Collection, Iterator, Sequence

from newscrawl.health.judge import Problem
from newscrawl.health.news import Memory, News, find_news
from newscrawl.health.report import to_line, to_object
from newscrawl.health.send import AlertError, Message, Target

STORE = "the store"
MOST_NAMES = 5
"""Outlets that a subject names at the most."""


def alert(
    targets: Sequence[Target], memory: Memory, problems: Sequence[Problem], judged: Collection[str]
) -> Iterator[str]:
    """Tell each target what has changed since it was told last, and yield a line for each that could not be told: it
    will be told the next time. Raises OSError if it cannot be remembered who was told.
    """
    for target in targets:
        news = find_news(memory.of(target.address), problems, judged)
        if not news:
            continue
        try:
            target.send(to_message(news))
        except AlertError as error:
            yield f"alert not sent: {error}"
        else:
            memory.keep(target.address, news.told)


def to_message(news: News) -> Message:
    """Return what somebody is told."""
    still = set(news.told.values())
    well = [outlet for outlet in news.well if outlet not in still]
    better = [outlet for outlet in news.well if outlet in still]
    heads = (
        ("wrong", list(dict.fromkeys(problem.outlet for problem in news.wrong))),
        ("well again", well),
        (
            "better, but still wrong",
            [outlet for outlet in better if outlet not in {p.outlet for p in news.wrong}],
        ),
    )
    lines = [
        *map(to_line, news.wrong),
        *(f"{_named(outlet)}: well again" for outlet in well),
        *(f"{_named(outlet)}: something is well again, but not all" for outlet in better),
    ]
    subject = "; ".join(f"{_names(outlets)} {what}" for what, outlets in heads if outlets)
    values = {"wrong": [to_object(problem) for problem in news.wrong], "well": well, "better": better}
    return Message(f"newscrawl: {subject}", "".join(f"{line}\n" for line in lines), values)


def _names(outlets: Sequence[str]) -> str:
    more = f" and {len(outlets) - MOST_NAMES} more" if len(outlets) > MOST_NAMES else ""
    return ", ".join(map(_named, outlets[:MOST_NAMES])) + more


def _named(outlet: str) -> str:
    return outlet or STORE
