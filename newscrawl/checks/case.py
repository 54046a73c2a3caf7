"""A recorded page: its bytes as they came, what is needed to read it again, and the rows that it should give.

buitenland/
  page.html      the bytes, without the compression of the transfer
  record.json    address, headers, when it was made, and how its outlet prints
  expected.json  what should be read of it; corrected by hand
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from newscrawl.outlets import Outlet, Section
from newscrawl.reading import Download

RECORD, EXPECTED = "record.json", "expected.json"

SUFFIXES = {"application/json": ".json", "application/feed+json": ".json", "text/plain": ".txt"}
"""End of a page's name by its media type; of any other it is .xml or .html by what the type says."""

HEADERS = ("Content-Type", "Content-Language", "Date", "Age", "Last-Modified")
"""What is kept of the headers: how a page is to be read and when it was made. No cookies, no addresses."""


@dataclass(frozen=True, slots=True)
class Case:
    """One recorded page."""

    outlet: Outlet
    """With the section of the page alone."""
    kind: str
    """"listing", "feed", "sitemap" or "article"."""
    download: Download
    headers: Mapping[str, str]

    @property
    def section(self) -> Section:
        return self.outlet.sections[0]

    def read_with(self, outlets: Mapping[str, Outlet]) -> "Case":
        """Return the case with its outlet as it is declared today, if one of `outlets` has its section.

        So a selector or a rounding that is put right counts for the pages recorded before.
        """
        declared = outlets.get(self.outlet.key)
        same = (
            [section for section in declared.sections if section.name == self.section.name]
            if declared
            else []
        )
        if not declared or not same:
            return self
        outlet = declared.model_copy(update={"sections": tuple(same)})
        return Case(outlet, self.kind, self.download, self.headers)


def save(case: Case, folder: Path, expected: Mapping[str, Any]) -> None:
    """Write a case into its folder, which is made; what was there is replaced."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("page.*"):
        old.unlink()
    download = case.download
    (folder / f"page{_suffix(download.media_type)}").write_bytes(download.body)
    record = {
        "kind": case.kind,
        "url": download.url,
        "asked": download.asked,
        "served_at": download.served_at.isoformat(),
        "cut_off": download.cut_off,
        "headers": dict(case.headers),
        "outlet": case.outlet.model_dump(mode="json", exclude_defaults=True),
    }
    _write(folder / RECORD, record)
    _write(folder / EXPECTED, expected)


def load(folder: Path) -> Case:
    """Return the case of a folder. Raises OSError or ValueError if it is none."""
    record = json.loads((folder / RECORD).read_text(encoding="utf-8"))
    (page,) = folder.glob("page.*")
    download = Download(
        url=record["url"],
        asked=record["asked"],
        body=page.read_bytes(),
        content_type=record["headers"].get("Content-Type", ""),
        served_at=datetime.fromisoformat(record["served_at"]),
        cut_off=record["cut_off"],
    )
    return Case(Outlet.model_validate(record["outlet"]), record["kind"], download, record["headers"])


def load_expected(folder: Path) -> dict[str, Any]:
    """Return what the page of a case should give."""
    expected: dict[str, Any] = json.loads((folder / EXPECTED).read_text(encoding="utf-8"))
    return expected


def is_case(folder: Path) -> bool:
    """Tell whether a case stands in a folder."""
    return (folder / RECORD).exists() or (folder / EXPECTED).exists()


def _suffix(media_type: str) -> str:
    return SUFFIXES.get(media_type) or (
        ".xml" if media_type.endswith("xml") and "html" not in media_type else ".html"
    )


def _write(path: Path, value: Mapping[str, Any]) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
