"""What pages that come in place of others call themselves; the table is `blocks.toml`."""

import re
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from unicodedata import combining, normalize

_PARTS = re.compile(r"\s[-–—/~]+\s|[|•·»«:–—(){}\[\]]|[.!?…]+(?:\s|$)|[。！？：｜、，,;]")
_OTHER = re.compile(r"[\W_]+")
_NAME_WORDS = 4
"""Words that the other parts of a title have at most: the name of an outlet, and no headline."""


@dataclass(frozen=True, slots=True)
class Block:
    """What pages of one kind look like; titles and texts are folded."""

    reason: str
    most: int
    titles: frozenset[str] = frozenset()
    texts: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    bare: bool = False
    """A mark counts only on a page without a headline and paragraphs."""


def fold(text: str) -> str:
    """Return the words of `text` without case, accents and punctuation.

    >>> fold("Página NO encontrada!"), fold("Sayfa Bulunamadı")
    ('pagina no encontrada', 'sayfa bulunamadi')
    """
    folded = normalize("NFKD", text.casefold()).replace("ı", "i")
    return " ".join(_OTHER.sub(" ", "".join(mark for mark in folded if not combining(mark))).split())


_NOISE = frozenset(
    fold(
        "error errors fehler fout foutmelding erreur fallo erro errore błąd ошибка помилка грешка hata fel fejl feil"
        " virhe chyba hiba eroare σφάλμα خطا خطأ http https status statuscode code oops ooops ops ups uups hoppla"
        " whoops sorry helaas leider désolé lo siento perdón entschuldigung"
    ).split()
)


def named(text: str) -> str | None:
    """Return the reason that a title or heading gives, or None: it is one, alone or beside the name of an outlet.

    >>> named("Fehler 404: Seite nicht gefunden | Zeitung"), named("404 - Zeitung"), named("Peugeot 404 | Zeitung")
    ('soft 404', 'soft 404', None)
    """
    parts = [folded.split() for part in _PARTS.split(text) if (folded := fold(part))]
    if reason := _reason([word for part in parts for word in part]):
        return reason
    for number, part in enumerate(parts):
        others = [*parts[:number], *parts[number + 1 :]]
        if (reason := _reason(part)) and all(len(other) <= _NAME_WORDS or _reason(other) for other in others):
            return reason
    return None


def _reason(words: list[str]) -> str | None:
    core = [word for word in words if word not in _NOISE and word not in STATUSES]
    if reason := _REASONS.get(" ".join(words)) or _REASONS.get(" ".join(core)):
        return reason
    return None if core else next((STATUSES[word] for word in words if word in STATUSES), None)


def _read_table() -> tuple[tuple[Block, ...], dict[str, str], dict[str, re.Pattern[str]]]:
    table = tomllib.loads((files(__package__) / "blocks.toml").read_text(encoding="utf-8"))
    blocks = tuple(
        Block(
            row["reason"],
            row["most"],
            frozenset(map(fold, row.get("titles", ()))),
            tuple(map(fold, row.get("texts", ()))),
            tuple(row.get("marks", ())),
            row.get("bare", False),
        )
        for row in table["block"]
    )
    addresses = {reason: re.compile(pattern) for reason, pattern in table["addresses"].items()}
    return blocks, table["statuses"], addresses


BLOCKS, STATUSES, ADDRESSES = _read_table()
_REASONS = {title: block.reason for block in BLOCKS for title in block.titles}
