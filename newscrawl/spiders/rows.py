"""From what was found of a story to its row."""

from urllib.parse import urlsplit

from newscrawl.extract import Article, Teaser
from newscrawl.items import Sighting, Story
from newscrawl.outlets import Outlet, Section
from newscrawl.spiders.found import Found, Source, key_of, keys_of, story_id


def story_of(
    found: Found, outlet: Outlet, outcome: str, article: Article | None = None, *, url: str | None = None
) -> Story:
    """Return the row of a story; `url` is the address of its article where that was read."""
    teaser = found.teaser
    key = key_of(Teaser(url=url)) if url else found.key
    story = Story(
        story_id=story_id(outlet.key, key),
        outlet=outlet.key,
        section=found.source.section,
        url=url or teaser.url,
        kicker=teaser.kicker,
        headline=teaser.headline,
        lead=teaser.lead,
        language=outlet.language,
        served_at=found.source.served_at,
        listing_url=found.source.url,
        position=teaser.position or None,
        outcome=outcome,
        keys=list(dict.fromkeys([key, found.key, *keys_of(teaser)])),
        visited_at=found.source.served_at,
        is_listed=found.is_listed,
        is_whole=article is not None or not teaser.url,
        sightings=found.sightings,
    )
    if article:
        _take_over(story, article)
    return story


def _take_over(story: Story, article: Article) -> None:
    """Put what an article's page says into its story."""
    story.headline = article.headline or story.headline
    story.lead = story.lead or article.lead
    story.own_headline, story.own_lead = article.headline, article.lead
    story.text = article.text
    story.authors = list(article.authors)
    story.article_section = article.section
    story.keywords = list(article.keywords)
    story.access = article.access
    story.corrections = list(article.corrections)
    story.credits = list(article.credits)
    story.language = article.language or story.language
    story.modified_at = article.modified.earliest if article.modified else None
    story.declared = article.origin


def sighting_of(article: Article, source: Source) -> list[Sighting]:
    """Return what an article's page says of its time, as a list of one, or of none."""
    if not (article.published and article.published_from):
        return []
    return [
        Sighting(
            article.published_from,  # type: ignore[arg-type]
            source.served_at,
            article.published_raw,
            moment=article.published,
        )
    ]


def belongs_to(teaser: Teaser, section: Section) -> bool:
    """Tell whether a teaser on an article's page is of the article's section: its list is named so
    ("Meer uit Buitenland"), or its address has the section's part, or it is wire copy without a link.
    """
    if teaser.heading and section.name.casefold() in teaser.heading.casefold():
        return True
    if not teaser.url:
        return bool(teaser.lead and teaser.time_text)
    part = urlsplit(section.listing or section.feed or "").path.strip("/").split("/")[-1].casefold()
    return bool(part) and part in urlsplit(teaser.url).path.casefold().split("/")


def is_listed(teaser: Teaser, section: Section) -> bool:
    """Tell whether an entry of a sitemap, which is that of the whole site, is one of the section."""
    listing = urlsplit(section.listing or "").path
    paths = section.paths or ((listing.rstrip("/") + "/",) if listing.strip("/") else ())
    return not paths or bool(teaser.url and urlsplit(teaser.url).path.startswith(paths))
