import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.extract.mojibake import mend_mojibake

TEXTS = [
    "Köln, München, Düsseldorf, Nürnberg und Würzburg: „Überall Blüten“ – so früh wie nie.",
    "Après l'été, à Besançon, « la rentrée » s'est bien passée : élèves et maîtres étaient là.",
    "Żółta łódź płynęła pod Świnoujściem, gęś nie.",
    "Мост через реку снова открыт для движения.",
    "جسر لشبونة مفتوح من جديد أمام حركة المرور",
    "リスボンの橋が再び開通した。",
    "पुल फिर से खुला",
]


def decoded_wrongly(text: str) -> str:
    return "".join(
        bytes([byte]).decode("cp1252", errors="ignore") or chr(byte) for byte in text.encode("utf-8")
    )


@pytest.mark.parametrize("text", TEXTS)
def test_a_page_that_was_decoded_wrongly_is_mended(text):
    assert mend_mojibake(decoded_wrongly(text)) == text


@pytest.mark.parametrize("text", [*TEXTS, "", "plain", "Ã", "â€™ Ã¼", "Ã¼ Ã¶ Ã¤: drie van de vijf"])
def test_other_pages_stay_as_they_are(text):
    assert mend_mojibake(text) == text


def test_a_page_about_the_fault_stays_as_it_is():
    text = "Wie Ã¼, Ã¶, Ã¤, ÃŸ, Ã© und Ã¨ entstehen: für Jäger kaputter Öffnungszeiten über Ämter erklärt."
    assert mend_mojibake(text) == text


@given(st.text())
def test_any_text_is_taken(text):
    assert isinstance(mend_mojibake(text), str)


@given(
    st.text(st.characters(min_codepoint=0xA1, max_codepoint=0xFFFF, exclude_categories=["Cs"]), min_size=6)
)
def test_what_is_mended_was_broken(text):
    assert mend_mojibake(decoded_wrongly(text)) in (text, decoded_wrongly(text))
