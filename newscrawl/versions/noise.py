"""What stands in a story's text and is none of it: counters, share bars, printed times, links to other stories."""

import re
from collections.abc import Collection, Iterable, Mapping

from newscrawl.extract.clutter import is_clutter
from newscrawl.extract.fields import is_time
from newscrawl.times import find_times
from newscrawl.versions.signs import to_key, to_shown

COUNTED = {
    "nl": r"min(?:uten)? (?:lezen|leestijd)|reacties?|keer (?:gedeeld|bekeken|gelezen)|lezers|leestijd",
    "en": (
        r"min(?:s|utes?)?[ -]read|comments?|shares?|views?|likes?|reads|replies|reactions?|people (?:reading|shared)"
        r"|min(?:s|utes?)? to read|reading time|read time|votes?|retweets"
    ),
    "de": r"min(?:uten|\.)? lese(?:zeit|dauer)|lesezeit|kommentare?|beiträge|mal geteilt|aufrufe|leser",
    "fr": r"min(?:utes?)? de lecture|temps de lecture|lecture|commentaires?|partages?|vues|réactions?",
    "es": r"min(?:utos?)? de lectura|(?:tiempo de )?lectura|comentarios?|compartidos?|vistas|visitas|lecturas",
    "it": r"min(?:uti)? di lettura|(?:tempo di )?lettura|commenti|commento|condivisioni|visualizzazioni",
    "pt": r"min(?:utos?)? de leitura|(?:tempo de )?leitura|comentários?|partilhas|compartilhamentos|visualizações",
    "sv, no, da": r"min(?:uter|utter)? (?:läsning|lesing|læsning)|läs(?:tid|ning)|kommentar(?:er)?|delningar|delinger|visningar",
    "fi": r"min(?:uutin)? lukuaika|lukuaika|kommenttia?|jakoa",
    "pl": r"min(?:ut[ay]?)? czytania|czas czytania|komentarz(?:e|y)?|udostępnień|wyświetleń",
    "cs, sk": r"min(?:ut[ay]?)? čtení|doba čtení|komentář[eů]?|komentárov|sdílení|zobrazení",
    "hu, ro": r"perc(?:es)? olvasás|olvasási idő|hozzászólás|megosztás|min(?:ute)? de citit|comentarii|vizualizări",
    "hr, sr, sl": r"min(?:uta)? čitanja|vrijeme čitanja|komentara?|komentarjev|pregleda",
    "ru, uk, bg": (
        r"мин(?:ут[аы]?|\.)? (?:чтения|на чтение|читання)|время чтения|комментари(?:й|я|ев)|просмотр(?:а|ов)?"
        r"|коментар(?:і|ів|а|и)?|перегляд(?:и|ів)?"
    ),
    "el, tr": r"λεπτ(?:ά|ό) ανάγνωση|χρόνος ανάγνωσης|σχόλι[αο]|dk(?:\.|ika)? okuma|okuma süresi|yorum|paylaşım|görüntülenme",
    "id, ms, vi": r"menit (?:baca|membaca)|waktu baca|komentar|komen|dibaca|kali dilihat|phút đọc|bình luận|lượt xem",
    "ar, fa, ur, he": r"دق(?:يقة|ائق) (?:قراءة|للقراءة)|وقت القراءة|تعليق(?:ات|ًا)?|مشاهد(?:ة|ات)|دقیقه مطالعه|نظر|بازدید|תגובות|צפיות",
    "hi, bn, th": r"मिनट में पढ़ें|टिप्पणियां|व्यूज|মিনিট পড়ার সময়|মন্তব্য|นาที|ความคิดเห็น|ครั้ง",
    "ja, zh, ko": r"分で読めます|件のコメント|コメント|閲覧|阅读(?:量|数)?|閱讀|评论|評論|浏览|瀏覽|次观看|댓글|조회(?:수)?|공유",
}
"""What pages count beside a story, in front of the number or behind it; patterns by language."""
CONTINUES = {
    "nl": r"(?:de )?tekst (?:gaat|loopt) (?:verder|door)|(?:artikel|verhaal) gaat (?:verder|door)|lees verder (?:na|onder)",
    "en": r"(?:story|article|text) continues|scroll (?:down )?to continue|continue reading|advertisement [-–—] ",
    "de": r"(?:text|artikel|der text|der artikel) (?:geht|wird) .{0,40}(?:weiter|fortgesetzt)",
    "fr, es, it, pt": r"(?:la suite|l'article continue) après|continúa (?:leyendo|después)|continua (?:a leggere|dopo|após)",
    "sv, no, da": r"(?:artikeln|artikkelen|artiklen) fortsätter|saken fortsetter|artiklen fortsætter|artikkelen fortsetter",
    "pl, ru": r"dalsza część (?:artykułu|tekstu)|продолжение (?:статьи|после)",
}
"""What a line between paragraphs says of an advertisement or picture in the way; patterns by language."""
SHARE_WORDS = frozenset(
    "facebook twitter x whatsapp telegram e-mail email mail linkedin pinterest instagram reddit messenger viber vk bluesky"
    " threads mastodon pocket flipboard line weibo wechat signal tiktok youtube rss print printen drucken imprimer imprimir"
    " stampa copy link kopieer kopieren copier copiar delen deel share teilen partager compartir compartilhar condividi del dela"
    " udostępnij поделиться paylaş bagikan and en und et y".split()
)
"""Words of share bars: a line of nothing else is one."""
LABELS = (
    r"updat|bijgewerkt|gepubliceerd|geplaatst|aktualis|veröffentlicht|stand|mis à jour|publi|actualiz|aggiornat|pubblicat"
    r"|atualiz|uppdater|oppdater|opdater|publicer|publiser|päivit|julkaist|aktualiz|opublik|frissít|megjelent|actualizat|ažurir"
    r"|obnov|objavljeno|обновл|опубл|оновл|ενημ|δημοσ|günc|yayın|diperbarui|dikemas|cập nhật|تحديث|نشر|به‌روز|עודכן|अपडेट"
    r"|更新|发布|發布|公開|수정|입력|อัปเดต|posted|last modified"
)
"""Stems that label the time of a page, by which one inside a line is told from one that the story tells of."""

MAX_COUNTER, MAX_CONTINUES, MAX_SHARE = 60, 120, 120
"""Characters of a counter, of a note in the way and of a share bar."""
MAX_TIMED, MAX_TIMED_LINES = 400, 200
"""Characters of a line, and lines of a version, in which printed times are looked for: a millisecond each."""
MAX_LABELLED = 80
TIME = "[time]"
"""What stands for a relative time inside a line."""


def _any(patterns: Mapping[str, str]) -> str:
    return "|".join(patterns.values())


_NUMBER = r"\d(?:[\d.,' \u00a0\u202f]{0,12}\d)?\s?(?:[kKmM]|тыс\.?|万|천|만)?"
_COUNTED = rf"(?:{_any(COUNTED)})"
_COUNTER = re.compile(
    rf"[\W_]{{0,3}}(?:{_NUMBER}\+?\s?-?(?:x\s)?{_COUNTED}|{_COUNTED}\s?[:：(]?\s?{_NUMBER}"
    rf"(?:\s?(?:min(?:s|\.|ut\w{{0,4}})?|мин\w{{0,3}}\.?|perc|dk|分|분|phút|menit|دقائق|λεπτ\w))?)[\W_]{{0,3}}",
    re.IGNORECASE,
)
_CONTINUES = re.compile(rf"[\W_]{{0,3}}(?:{_any(CONTINUES)})", re.IGNORECASE)
_EDGES = re.compile(r"(\s?[|•·]\s?|\s[-–—]+\s|[()\[\]])")
_LABEL = re.compile(LABELS, re.IGNORECASE)


def is_noise(line: str) -> bool:
    """Tell whether a whole line of a text is none of the story, whatever it says.

    >>> is_noise("12 reacties"), is_noise("3 min read"), is_noise("Facebook Twitter E-mail"), is_noise("Lees ook: Storm")
    (True, True, True, True)
    >>> is_noise("12 doden bij brand"), is_noise("Share prices fell.")
    (False, False)
    """
    return (
        is_clutter(line)
        or (len(line) <= MAX_COUNTER and _COUNTER.fullmatch(line) is not None)
        or (len(line) <= MAX_CONTINUES and _CONTINUES.match(line) is not None)
        or (len(line) <= MAX_SHARE and _is_share_bar(line))
    )


def _is_share_bar(line: str) -> bool:
    words = [word for word in re.split(r"[\s|/,·•]+", line.casefold()) if word]
    return bool(words) and SHARE_WORDS.issuperset(words)


def drop_noise(lines: Iterable[str], elsewhere: Collection[str]) -> list[str]:
    """Return the lines of a text without white space around them, empty ones, noise, and what stands `elsewhere`.

    `elsewhere` are the keys of the lines that are other fields of the story: its headline, its lead.
    """
    shown = (to_shown(line) for line in lines)
    return [line for line in shown if (key := to_key(line)) and key not in elsewhere and not is_noise(line)]


def drop_times(lines: Iterable[str], common: Collection[str]) -> list[str]:
    """Return `lines` without the times of the page, which go on while the story stays.

    Lines that are a time go; a labelled time at a dash or in brackets, and any at a bar, are cut out; TIME stands
    for a relative one inside a sentence. A clock time that the sentence tells of stays. Lines whose key is in
    `common` are the same in the other version, and stay as they are.
    """
    kept, read = [], 0
    for line in lines:
        if len(line) <= MAX_TIMED and read < MAX_TIMED_LINES and to_key(line) not in common:
            read += 1
            line = _without_times(line)
        if to_key(line):
            kept.append(line)
    return kept


def _without_times(line: str) -> str:
    if is_time(line) or _is_labelled(line):
        return ""
    parts = _EDGES.split(line)
    if len(parts) > 1:
        line = "".join(part for place, part in enumerate(parts) if not _is_page_time(parts, place))
    for start, end in reversed(list(find_times(line))):
        line = f"{line[:start]}{TIME}{line[end:]}"
    return line


def _is_page_time(parts: list[str], place: int) -> bool:
    """Tell whether a part between separators is a time; separators stand at odd places."""
    if place % 2 or not parts[place]:
        return False
    around = "".join(parts[max(0, place - 1) : place]) + "".join(parts[place + 1 : place + 2])
    at_bar = not set(around).isdisjoint("|•·")
    return _is_labelled(parts[place]) or (at_bar and is_time(parts[place].strip()))


def _is_labelled(text: str) -> bool:
    text = text.strip()
    if len(text) > MAX_LABELLED or not _LABEL.search(text):
        return False
    return is_time(text) or is_time(text.partition(":")[2].strip())
