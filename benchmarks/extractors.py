"""Reads pages with one library: what `benchmarks/extract.py` runs in the environment of each.

    python extractors.py LIBRARY PAGES RESULTS

PAGES and RESULTS are JSON Lines. A page has "id", "kind" (listing or article), "url" and "html"; its result "id",
"seconds" (CPU), and "links" or "text", "headline" and "published" (ISO 8601, a day or an instant with offset).
"""

import json
import logging
import sys
import time
from collections.abc import Callable
from typing import Any

Result = dict[str, Any]


def ours_listing(html: str, url: str) -> Result:
    from newscrawl.extract import extract_listing

    return {"links": [teaser.url for teaser in extract_listing(html, url) if teaser.url]}


def ours_article(html: str, url: str) -> Result:
    from newscrawl.extract import extract_article

    article = extract_article(html, url)
    published = article.published
    exact = published and (published.latest - published.earliest).total_seconds() <= 61
    day = published and (published.earliest + (published.latest - published.earliest) / 2).date()
    instant = published.earliest.isoformat() if published and exact else day and day.isoformat()
    return {"text": article.text, "headline": article.headline, "published": instant}


def newspaper_listing(html: str, url: str) -> Result:
    """Return the links whose address its rules take for an article's, as its Source does."""
    from lxml.html import fromstring
    from newspaper.urls import valid_url

    tree = fromstring(html.encode())
    tree.make_links_absolute(url, handle_failures="discard")
    links = dict.fromkeys(link for element, _, link, _ in tree.iterlinks() if element.tag == "a")
    return {"links": [link for link in links if valid_url(link)]}


def newspaper_article(html: str, url: str) -> Result:
    from newspaper import Article

    article = Article(url, fetch_images=False)
    article.download(input_html=html)
    article.parse()
    published = article.publish_date
    return {
        "text": article.text,
        "headline": article.title,
        "published": published.isoformat() if published else None,
    }


def trafilatura_listing(html: str, url: str) -> Result:
    """Return what courlan, trafilatura's own library for links, takes for pages with a text."""
    from courlan import extract_links

    return {"links": sorted(extract_links(html, url, external_bool=False))}


def trafilatura_article(html: str, url: str) -> Result:
    from trafilatura import bare_extraction

    found = bare_extraction(html, url=url, with_metadata=True, include_comments=False, include_tables=False)
    if found is None:
        return {}
    return {"text": found.text, "headline": found.title, "published": found.date}


LIBRARIES: dict[str, dict[str, Callable[[str, str], Result]]] = {
    "newscrawl": {"listing": ours_listing, "article": ours_article},
    "newspaper4k": {"listing": newspaper_listing, "article": newspaper_article},
    "trafilatura": {"listing": trafilatura_listing, "article": trafilatura_article},
}


def main() -> None:
    library, source, target = sys.argv[1:]
    logging.disable(logging.CRITICAL)
    read = LIBRARIES[library]
    with open(source, encoding="utf-8") as pages, open(target, "w", encoding="utf-8") as results:
        for line in pages:
            page = json.loads(line)
            start = time.process_time()
            try:
                result = read[page["kind"]](page["html"], page["url"])
            except Exception as error:  # noqa: BLE001  a library that fails on a page is measured by that
                result = {"error": repr(error)}
            seconds = time.process_time() - start
            print(json.dumps({"id": page["id"], "seconds": seconds, **result}), file=results)


if __name__ == "__main__":
    main()
