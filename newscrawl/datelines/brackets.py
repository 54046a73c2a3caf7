"""Datelines of Chinese, Japanese and Korean papers: in brackets, or ended by 电 and 讯."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from .agencies import likely_agency
from .dateline import Dateline
from .dates import checked_date, plain_digits
from .places import is_region
from .tables import conventions, folded, towns

_EAST = "\u3005\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff"
_IS_EAST = re.compile(rf"[{_EAST}]")

# 【ワシントン共同】; [서울=뉴시스]; （中央社記者李明台北29日電）; (吉隆坡29日讯)
_BRACKET = re.compile(r"【([^【】]{2,50})】|［([^［］]{2,50})］|\[([^\[\]]{2,50})\]|〔([^〔〕]{2,50})〕"
                      r"|（([^（）]{2,50})）|\(([^()]{2,50})\)|<([^<>]{2,40})>")  # fmt: skip
_NAMED = re.compile(
    rf"(?P<place>[{_EAST}]{{2,12}})\s?[（(](?P<agency>[^（）()]{{2,30}})[）)]"
)  # ロンドン（ロイター）
_DATE = re.compile(
    r"(?:(?P<year>[0-9]{4})[年년]\s?)?(?:(?P<month>[0-9]{1,2})[月월]\s?)?(?P<day>[0-9]{1,2})[日일](?![内間间])"
)
# What says "sent from" in Chinese: 北京8月12日电, 台北29日電, 吉隆坡29日讯, 台北報導.
_SENT = (
    "综合外电报道|綜合外電報導|综合报道|綜合報導|综合电|綜合電|外电|外電|专电|專電|电讯|電訊|专讯|專訊|即時報導|攝影報導|採訪報導"
    "|报道|報導|報道|電|电|讯|訊"
)
_ENDS_SENT = re.compile(r"[电電讯訊]$")  # 本报讯 is the agency 本报 with its mark
_SENT_LAST = re.compile(rf"(?:{_SENT})$")
_WIRE = re.compile(
    rf"""
    (?P<place>[{_EAST}·／/、—]{{0,14}}?)
    (?P<date>(?:[0-9]{{4}}年)?(?:[0-9]{{1,2}}月)?[0-9]{{1,2}}日)?\s?
    (?P<sent>综合电|綜合電|专电|專電|电讯|電訊|专讯|專訊|电|電|讯|訊|(?=\s[-–—]{{1,2}}\s))
    (?P<closed>(?=[\s（(：:，,。-]|题|題|记者|記者|$))?
    """,
    re.VERBOSE,
)
_FROM = re.compile(r"(?:据|據)")
_LONGEST_AGENCY = 14

# Behind the dateline: who wrote it, and the mark before the text.
_REPORTERS = re.compile(
    rf"""
    \s?(?: [（(][^（）()]{{0,30}}(?:记者|記者|通讯员|编辑|編輯|撰稿|文／|文/)[^（）()]{{0,40}}[）)]
         | (?:记者|記者)[{_EAST}·、\s]{{2,24}}?(?:报道|報道|報導)
         | \s?[가-힣]{{2,4}}(?:[\s·,]{{1,2}}[가-힣]{{2,4}}){{0,6}}\s?(?:기자|특파원|통신원|위원|에디터|PD|기자단)\s?(?=[=＝])
    )
    """,
    re.VERBOSE,
)
_MARK = re.compile(r"\s?(?:题|題)[：:]\s?|\s?(?:[=＝：:，,]|[-–—―－]{1,2})\s?|\s+")
_TITLES = re.compile(r"(?:기자|특파원|통신원|记者|記者|특별취재단)$")
_REPORTER_INSIDE = re.compile(rf"(?:记者|記者)(?P<names>[{_EAST}·、\s]{{0,30}}?)(?:[／/\s](?=\S)|$)")
# Not in names of people: 【東京株式市場】, 【ロンドン世界選手権】, 【ワシントン首脳会談】.
_NO_NAME = re.compile(
    r"[市場株式為替債券五輪杯会談選挙版発戦相社事件震度賞祭展的人民国際世界新聞経済都県区駅空港便紀行報]|[ぁ-ん]{3}"
)
_DIVIDERS = re.compile(r"[＝=·・、，,／/\s]+")
_KATAKANA = re.compile(r"[ァ-ヺー・]{2,20}")
_QUALIFIED = re.compile(r"(?P<name>[^（）()]{2,20})[（(](?P<region>[^（）()]{2,30})[）)]")


@dataclass(slots=True)
class _Parts:
    places: list[str] = field(default_factory=list)
    agencies: list[str] = field(default_factory=list)
    date_iso: str | None = None
    dated: bool = False
    sent: bool = False
    reporter: bool = False
    strange: bool = False
    """Something is left that is no place, agency or reporter."""

    @property
    def convincing(self) -> bool:
        if self.strange or not (self.places or self.agencies):
            return False
        known = any(folded(place) in towns() for place in self.places)
        return bool(self.agencies) or (known and (self.sent or self.reporter)) or (self.dated and self.sent)


def read_east(text: str, opening: str, start: int, language: str | None) -> Dateline | None:
    """Return the dateline of a Chinese, Japanese or Korean text, or None; `opening` is its front as searched."""
    if not _IS_EAST.search(opening, start, start + 40):
        return None
    plain = plain_digits(opening)
    match = _BRACKET.match(plain, start)
    if match:
        inside = next(group for group in match.groups() if group)
        parts = _read_inside(inside, language)
        end = match.end()
    elif (match := _NAMED.match(plain, start)) and _is_place(match["place"]):
        parts = _Parts(places=[match["place"]], agencies=_agencies(match["agency"], language))
        parts.strange = not parts.agencies
        end = match.end()
    else:
        parts, end = _read_wire(plain, start, language)
    return _to_dateline(text, opening, start, end, parts) if parts.convincing else None


def _to_dateline(text: str, opening: str, start: int, end: int, parts: _Parts) -> Dateline | None:
    if behind := _REPORTERS.match(opening, end):
        end = behind.end()
    raw = text[start:end]
    if mark := _MARK.match(opening, end):
        end = mark.end()
    pairs = [_with_region(place) for place in parts.places]
    rest = text[end:].strip()
    # Digits were searched as 0-9: what is printed otherwise must still be found in the text.
    if not rest or not all(name in raw for name in (*parts.agencies, *(name for name, _ in pairs))):
        return None
    return Dateline(
        raw=raw.strip(),
        places=tuple(name for name, _ in pairs),
        regions=tuple(region for _, region in pairs),
        agencies=tuple(parts.agencies),
        agency_ids=tuple(likely_agency(name) for name in parts.agencies),
        date_iso=parts.date_iso,
        rest=rest,
    )


def _with_region(place: str) -> tuple[str, str | None]:
    match = _QUALIFIED.fullmatch(place)
    return (match["name"], match["region"]) if match else (place, None)


def _read_wire(text: str, start: int, language: str | None) -> tuple[_Parts, int]:
    """Read 新华社北京8月12日电, 本报讯, 路透北京3月5日 -."""
    parts = _Parts()
    at = match.end() if (match := _FROM.match(text, start)) else start
    while len(parts.agencies) < 3 and (name := _agency_before(text, at)):
        parts.agencies.append(name)
        at += len(name)
    match = _WIRE.match(text, at) if parts.agencies else None
    if not match or not (match["date"] or match["closed"] is not None):
        return _Parts(), start
    if match["place"] and not match["date"] and not _is_place(match["place"]):
        return _Parts(), start  # 新华社快讯
    if match["place"]:
        _take_places(match["place"], parts, language)
    parts.sent, parts.dated = True, bool(match["date"])
    parts.date_iso = _iso(_DATE.search(match["date"])) if match["date"] else None
    return parts, match.end()


def _agency_before(text: str, at: int) -> str:
    """Return the longest agency that opens `text` at `at`, or ""."""
    for length in range(_LONGEST_AGENCY, 1, -1):
        name = text[at : at + length]
        if (
            _IS_EAST.match(name)
            and not _ENDS_SENT.search(name)
            and name == name.strip()
            and likely_agency(name)
        ):
            return name
    return ""


def _read_inside(text: str, language: str | None) -> _Parts:
    """Take apart what stands in brackets: date, reporter, agencies from either end, and places."""
    parts = _Parts()
    if date := _DATE.search(text):
        parts.dated, parts.date_iso = True, _iso(date)
        text = f"{text[: date.start()]} {text[date.end() :]}"
    text = text.strip(" 　=＝:：")
    if likely_agency(text, language=language) and _IS_EAST.search(text) and not _ENDS_SENT.search(text):
        parts.agencies = [text]
        return parts
    text = _SENT_LAST.sub("", text).rstrip() if (sent := _SENT_LAST.search(text)) else text
    parts.sent = bool(sent)
    if reporter := _REPORTER_INSIDE.search(text):
        text, parts.reporter = _without_reporter(text, reporter), True
    for piece in re.split(r"[＝=]", text):
        _take_piece(piece.strip(), parts, language)
    return parts


def _without_reporter(text: str, reporter: re.Match[str]) -> str:
    """Drop 記者李明; a town that is glued to the name stays."""
    names = reporter["names"]
    for length in range(min(8, len(names) - 2), 1, -1):
        if folded(names[-length:]) in towns():
            return f"{text[: reporter.start()]} {names[-length:]} {text[reporter.end() :]}"
    return f"{text[: reporter.start()]} {text[reporter.end() :]}"


def _take_piece(piece: str, parts: _Parts, language: str | None) -> None:
    if not piece:
        return
    if agencies := _agencies(piece, language):
        parts.agencies += agencies
    elif _TITLES.search(piece) or (parts.places and not _is_place(piece)):
        # 【パリ＝山田太郎】: behind the place stands who reports from there.
        parts.reporter = True
    else:
        _take_glued(piece, parts, language)


def _take_glued(piece: str, parts: _Parts, language: str | None) -> None:
    """Read places and agencies without a divider: ワシントン共同, 카이로 AP, 中央社台北, 北京山田太郎."""
    if front := _agency_before(piece, 0):
        parts.agencies.append(front)
        piece = piece[len(front) :].strip()
    behind: list[str] = []
    while piece and len(behind) < 4 and (last := _agency_behind(piece, language)):
        behind.insert(0, last)
        piece = piece[: -len(last)].rstrip(" 　·・、,／/")
    parts.agencies += behind
    if piece:
        _take_places(piece, parts, language)


def _agency_behind(text: str, language: str | None) -> str:
    for length in range(min(_LONGEST_AGENCY, len(text)), 1, -1):
        name, before = text[-length:], text[:-length]
        # An agency in Latin letters stands apart: "AP" does not end in "P".
        apart = _IS_EAST.match(name) or not before or _IS_EAST.match(before[-1]) or not before[-1].isalnum()
        if apart and name == name.strip() and likely_agency(name, language=language):
            return name
    return ""


def _take_places(text: str, parts: _Parts, language: str | None) -> None:
    whole = _QUALIFIED.fullmatch(text)
    names = [text] if whole or folded(text) in towns() else [name for name in _DIVIDERS.split(text) if name]
    for name in names:
        if _is_place(name.partition("（")[0].partition("(")[0]) or (parts.agencies and _may_be_place(name)):
            parts.places.append(name)
        elif not parts.agencies and (town := _town_before(name)):
            # 【ワシントン山田太郎】
            parts.places.append(town)
            parts.reporter = True
        else:
            parts.strange = True


def _is_place(name: str) -> bool:
    return folded(name) in towns() or is_region(name)


def _may_be_place(name: str) -> bool:
    """Return whether an unknown name beside an agency can be a place: short, in one script, no label."""
    if folded(name) in conventions().labels or _TITLES.search(name) or not name.isalpha():
        return bool(_KATAKANA.fullmatch(name))
    return 2 <= len(name) <= 8 and all(map(_IS_EAST.match, name))


def _town_before(name: str) -> str:
    for length in range(min(10, len(name) - 3), 1, -1):
        reporter = name[length:]
        if folded(name[:length]) in towns() and 3 <= len(reporter) <= 5 and not _NO_NAME.search(reporter):
            return name[:length]
    return ""


def _agencies(text: str, language: str | None) -> list[str]:
    """Return the agencies of which `text` consists, or an empty list."""
    if likely_agency(text, language=language):
        return [text]
    names = [name for name in _DIVIDERS.split(text) if name]
    return names if names and all(likely_agency(name, language=language) for name in names) else []


def _iso(match: re.Match[str] | None) -> str | None:
    """Return the date, or None where only the day of the month is printed."""
    if not match or not match["month"]:
        return None
    return checked_date(match["year"], int(match["month"]), int(match["day"])) or None
