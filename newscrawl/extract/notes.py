"""What a page prints about its story: corrections, and whose copy it is."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from newscrawl.datelines import find_credits

LABELS = {
    "nl": "Correctie|Rectificatie|Rechtzetting|Verbetering",
    "en": "Corrections?|Clarification|Corrections? and clarifications?",
    "de": "Berichtigung|Korrektur|Richtigstellung|Korrekturhinweis",
    "fr": "Rectificatifs?|Correctif|Erratum|Précision",
    "es": "Fe de erratas?|Fe de errores|Rectificación|Corrección|Aclaración",
    "it": "Rettifica|Errata corrige|Correzione|Precisazione",
    "pt": "Errata|Correção|Retificação|Erramos",
    "sv": "Rättelse|Korrigering",
    "no, da": "Rettelse|Presisering|Retting|Præcisering",
    "fi, is": "Oikaisu|Korjaus|Leiðrétting",
    "pl": "Sprostowanie|Korekta",
    "cs, sk": "Oprava|Upřesnění|Upresnenie",
    "hu, ro": "Helyreigazítás|Helyesbítés|Rectificare|Erată",
    "hr, sr, sl, sq": "Ispravak|Ispravka|Popravek|Korrigjim",
    "ru, uk, bg": "Исправление|Уточнение|Поправка|Виправлення|Уточнення",
    "el, tr": "Διόρθωση|Διευκρίνιση|Düzeltme",
    "id, ms, vi": "Koreksi|Ralat|Đính chính",
    "ar, fa, he": "تصحيح|تصويب|اصلاحیه|תיקון",
    "ja, zh, ko": "訂正|更正|勘误|勘誤|정정|바로잡습니다",
    "hi, bn": "शुद्धिपत्र|भूल सुधार|সংশোধনী",
}
"""What the printed note of a correction opens with, in front of a colon; patterns by language."""
SENTENCES = {
    "nl": (
        r"(?:in )?een eerdere versie van dit (?:artikel|bericht|verhaal)"
        r"|dit (?:artikel|bericht) is (?:aangepast|gecorrigeerd)"
    ),
    "en": (
        r"(?:in )?an earlier version of this|(?:a|the) previous version of this"
        r"|this (?:article|story|piece|report|post|headline) (?:was|has been)"
        r" (?:corrected|amended|updated to (?:correct|clarify|reflect|remove|fix))"
    ),
    "de": (
        r"in einer (?:früheren|vorherigen|ersten) (?:version|fassung) (?:dieses|des)"
        r"|in einer (?:früheren|vorherigen) (?:version|fassung) hieß es"
    ),
    "fr": (
        r"(?:dans )?une (?:version (?:précédente|antérieure)|première version) de cet article"
        r"|cet article a été (?:corrigé|rectifié)"
    ),
    "es": (
        r"(?:en )?una versión (?:anterior|previa) de est[ea]"
        r"|est[ea] (?:artículo|nota|noticia) (?:ha sido|fue) (?:corregid|modificad)[oa]"
    ),
    "it": (
        r"(?:in )?una (?:precedente versione|versione precedente) di questo"
        r"|questo articolo è stato (?:corretto|modificato)"
    ),
    "pt": r"uma versão anterior dest[ea]|(?:esta reportagem|este (?:artigo|texto)) foi (?:corrigid|alterad)[oa]",
    "sv, no, da": r"(?:i )?en (?:tidigare version av|tidligere versjon av|tidligere version af)",
    "fi, hu": r"artikkelia on korjattu|a cikk (?:korábbi|előző|eredeti) változat",
    "pl, cs, sk": r"w (?:poprzedniej|pierwotnej|wcześniejszej) wersji|v (?:původní|předchozí|pôvodnej) verzi",
    "ru, uk": r"в (?:предыдущей|первоначальной|ранней) версии|у попередній версії",
    "tr, id": r"bu haberin önceki|versi (?:sebelumnya|awal) (?:artikel|berita)",
}
"""What such a note opens with where it has no label; patterns by language."""
MAX_NOTE, MAX_CREDIT = 600, 200
"""Characters of a note and of a credit; more is a paragraph."""
MAX_NOTES = 10
"""Notes and credits that are kept of one page."""
MIN_NOTE = 20
"""Characters of a correction: a label alone says nothing."""

_CORRECTION = re.compile(
    rf"""[\[(*_\s]{{0,3}}(?:
        (?:{"|".join(LABELS.values()).replace(" ", "[ ]")})(?:[ ]?\([^()]{{1,40}}\))?\s?[:：]
        | (?:{"|".join(SENTENCES.values()).replace(" ", "[ ]")})\b
    )""",
    re.IGNORECASE | re.VERBOSE,
)


def find_corrections(lines: Iterable[str]) -> tuple[str, ...]:
    """Return the printed notes of corrections among the lines of a page, each once.

    >>> find_corrections(["Correctie: de brug is 120 meter lang, geen 210.", "De correctie op de beurs: min 3 procent."])
    ('Correctie: de brug is 120 meter lang, geen 210.',)
    """
    found = (line for line in lines if MIN_NOTE <= len(line) <= MAX_NOTE and _CORRECTION.match(line))
    # "Corrections: Did you find an error?" is none.
    return tuple(islice(dict.fromkeys(line for line in found if not line.endswith("?")), MAX_NOTES))


def find_credit_lines(lines: Iterable[str], language: str | None) -> tuple[str, ...]:
    """Return the lines that say whose copy a story is ("Bron: ANP", "(Reporting by ...)"), each once, as printed."""
    return tuple(islice(dict.fromkeys(_credit_lines(lines, language)), MAX_NOTES))


def _credit_lines(lines: Iterable[str], language: str | None) -> Iterator[str]:
    for line in lines:
        if len(line) <= MAX_CREDIT and (found := find_credits(line, language=language)):
            yield line[found[0].start :]
