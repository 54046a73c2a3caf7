"""Free or paid: what pages say of their own article."""

import json

import pytest

from newscrawl.extract import extract_article

URL = "https://www.blad.example/buitenland/brug"
PAID_PART = {"@type": "WebPageElement", "isAccessibleForFree": "False", "cssSelector": ".paywall"}
FREE_PART = {"@type": "WebPageElement", "isAccessibleForFree": True, "cssSelector": ".intro"}


def json_ld(**fields: object) -> str:
    value = {"@type": "NewsArticle", "headline": "Brug open", **fields}
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


@pytest.mark.parametrize(
    ("head", "access"),
    [
        ("", None),
        (json_ld(), None),
        (json_ld(isAccessibleForFree=True), "free"),
        (json_ld(isAccessibleForFree="true"), "free"),
        (json_ld(isAccessibleForFree="http://schema.org/True"), "free"),
        (json_ld(isAccessibleForFree=False), "paid"),
        (json_ld(isAccessibleForFree="False"), "paid"),
        (json_ld(isAccessibleForFree="soms"), None),
        (json_ld(isAccessibleForFree=False, hasPart=PAID_PART), "paid"),
        (json_ld(hasPart=PAID_PART), "paid"),
        (json_ld(hasPart=[FREE_PART, PAID_PART]), "paid"),
        (json_ld(isAccessibleForFree=True, hasPart=[PAID_PART]), "paid"),
        (json_ld(hasPart=FREE_PART), None),
        (json_ld(hasPart=[None, 3, "x"]), None),
        (meta("article:content_tier", "free"), "free"),
        (meta("article:content_tier", "metered"), "paid"),
        (meta("article:content_tier", "Locked"), "paid"),
        (meta("article:content_tier", "gold"), None),
        (meta("og:article:content_tier", "locked"), "paid"),
        ('<meta itemprop="isAccessibleForFree" content="false">', "paid"),
        ('<meta name="is_paywalled" content="true">', "paid"),
        ('<meta name="paywall" content="false">', "free"),
        ('<meta name="paywall" content="hard">', None),
        # structured data stand before meta elements
        (json_ld(isAccessibleForFree=True) + meta("article:content_tier", "locked"), "free"),
    ],
)
def test_access(head, access):
    html = f"<html><head>{head}</head><body><h1>Brug open</h1><p>De brug is open.</p></body></html>"
    assert extract_article(html, URL).access == access
