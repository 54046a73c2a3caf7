"""From what was found of a story to its row."""

from urllib.parse import urlsplit

from newscrawl.extract import Article, Teaser
from newscrawl.extract.metadata import Origin
from newscrawl.items import Sighting, Story
from newscrawl.outlets import Outlet, Section
from newscrawl.spiders.found import Found, Source, key_of, story_id


def story_of(
    found: Found, outlet: Outlet, outcome: str, article: Article | None = None, *, url: str | None = None
) -> Story:
    """Return the row of a story; `url` is the address of its article where that was read."""
    teaser = found.teaser
    return Story(
        story_id=story_id(outlet.key, key_of(Teaser(url=url)) if url else found.key),
        outlet=outlet.key,
        section=found.source.section,
        url=url or teaser.url,
        kicker=teaser.kicker,
        headline=(article and article.headline) or teaser.headline,
        lead=teaser.lead or (article.lead if article else None),
        text=article.text if article else None,
        authors=list(article.authors) if article else [],
        article_section=article.section if article else None,
        keywords=list(article.keywords) if article else [],
        access=article.access if article else None,
        corrections=list(article.corrections) if article else [],
        credits=list(article.credits) if article else [],
        language=(article and article.language) or outlet.language,
        modified_at=article.modified.earliest if article and article.modified else None,
        served_at=found.source.served_at,
        listing_url=found.source.url,
        position=teaser.position or None,
        outcome=outcome,
        declared=article.origin if article else Origin(),
        sightings=found.sightings,
    )


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
