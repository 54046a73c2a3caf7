"""Lines that stand between the paragraphs of a story and are none of it."""

import pytest

from newscrawl.extract.clutter import MAX_LINK, MAX_PLEA, is_clutter


@pytest.mark.parametrize(
    "line",
    [
        # what readers did
        "3 reacties",
        "1.204 Kommentare",
        "(12) comments",
        "47 комментариев",
        "8コメント",
        # links to other stories
        "Lees ook: Storm trekt over Ierland",
        "Lees ook",
        "► Lees ook: Storm trekt over Ierland",
        "READ MORE Storm crosses Ireland",
        "Read more: Storm crosses Ireland",
        "Don’t miss",
        "Lesen Sie auch: Sturm über Irland",
        "Lire aussi : Tempête sur l'Irlande",
        "À lire aussi | Tempête sur l'Irlande",
        "Te puede interesar: Tormenta en Irlanda",
        "Leggi anche: Tempesta sull'Irlanda",
        "Leia também: Tempestade na Irlanda",
        "Läs också: Storm över Irland",
        "Les også: Storm over Irland",
        "Czytaj także: Burza nad Irlandią",
        "Читайте также: Шторм над Ирландией",
        "यह भी पढ़ें: आयरलैंड में तूफान",
        "関連記事：アイルランドに嵐",
        "اقرأ أيضا: عاصفة في أيرلندا",
        # photos
        "Foto: ANP",
        "Foto: Anna Bos/ANP",
        "Photo: Anna Bos",
        "Photo by: Anna Bos",
        "Image: Anna Bos / Harbour of Lisbon",
        "Image caption The bridge at night",
        "© Getty Images",
        "The bridge at night (Anna Bos/Getty Images)",
        "Bild: Anna Bos",
        "Bildquelle: Hafen Lissabon",
        "Crédit photo : Anna Bos",
        "Фото: Анна Бос",
        "写真：港湾局",
        # pleas and notes
        "Meld je aan voor de nieuwsbrief en ontvang elke ochtend het nieuws.",
        "Sign up for our morning newsletter",
        "Subscribe to our newsletter.",
        "We use cookies to make this page work.",
        "Wij gebruiken cookies om deze pagina te laten werken.",
        "Jetzt abonnieren und weiterlesen",
        "An dieser Stelle finden Sie einen externen Inhalt, der den Artikel ergänzt.",
        "Abonnez-vous pour lire la suite",
        "Il vous reste 57 % de cet article à lire.",
        "Suscríbete para seguir leyendo",
        "Iscriviti alla newsletter",
        "Подписывайтесь на наш канал",
        "有料会員になると続きをお読みいただけます。",
        "Advertisement",
        "Anzeige",
        "Publicité",
        "Reklama",
        "Share",
    ],
)
def test_clutter(line):
    assert is_clutter(line)


@pytest.mark.parametrize(
    "line",
    [
        "Watch makers in Geneva expect a hard year.",
        "12 comments were struck from the record.",
        "3 reacties kwamen van ministers.",
        "Read more than a thousand pages and you will still not know, the judge said.",
        "Related to this is the question of who pays.",
        "Listen to the waves, the fisherman said, and you know the weather.",
        "Foto’s van de brug gingen de hele wereld over.",
        "Fotograaf Anna Bos zag het schip tegen de pijler varen.",
        "Photographs show the ship beside the pillar.",
        "Image is everything, says the mayor.",
        "Bilder der Brücke gingen um die Welt.",
        "Anzeige erstattete die Reederei gegen den Kapitän.",
        "Publicité mensongère : le port condamné",
        "Sharing the cost was the only way, the port says.",
        "Subscribers of the line lost their connection for a day.",
        "Reklama w telewizji kosztowała milion.",
        "Het bureau Getty Images begon in 1995. Nu is het verkocht.",
        "Lees ook ik die brief, dan weet ik wat er in staat.",
        "LISSABON (ANP) - De brug is open.",
        "",
    ],
)
def test_lines_of_a_story(line):
    assert not is_clutter(line)


def test_a_paragraph_that_opens_with_such_words_is_kept():
    assert not is_clutter("Lees ook: " + "x" * MAX_LINK)
    assert not is_clutter("Sign up " + "x" * MAX_PLEA)
