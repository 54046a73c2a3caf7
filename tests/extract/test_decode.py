import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.extract import decode_body

DUTCH = "Één café in Oekraïne: “€ 5”"
JAPANESE = "首相が訪米へ 6分前"
POLISH = "Łódź: zażółć gęślą jaźń"
RUSSIAN = "Встреча в Женеве"


def page(text: str, charset: str | None = None) -> str:
    meta = f'<meta charset="{charset}">' if charset else ""
    return f"<html><head>{meta}<title>{text}</title></head><body><p>{text}</p></body></html>"


@pytest.mark.parametrize(
    ("text", "codec", "header", "meta"),
    [
        # declared right
        (DUTCH, "utf-8", "text/html; charset=utf-8", "utf-8"),
        (DUTCH, "utf-8", "text/html;charset=UTF-8", None),
        (DUTCH, "utf-8", 'text/html; charset="utf-8"', None),
        (DUTCH, "utf-8", None, "utf-8"),
        (DUTCH, "cp1252", "text/html; charset=windows-1252", None),
        (DUTCH, "cp1252", None, "windows-1252"),
        ("naïef café", "latin-1", "text/html; charset=ISO-8859-1", None),
        (JAPANESE, "shift_jis", "text/html; charset=Shift_JIS", None),
        (JAPANESE, "shift_jis", None, "Shift_JIS"),
        (JAPANESE, "euc_jp", None, "EUC-JP"),
        (POLISH, "iso8859_2", "text/html; charset=iso-8859-2", None),
        (RUSSIAN, "cp1251", "text/html; charset=windows-1251", None),
        (RUSSIAN, "koi8_r", None, "koi8-r"),
        ("北京消息", "gb18030", None, "gb2312"),
        # latin-1 is what pages say and windows-1252 what they mean
        (DUTCH, "cp1252", "text/html; charset=ISO-8859-1", None),
        # declared wrong, or not at all
        (DUTCH, "utf-8", "text/html; charset=ISO-8859-1", None),
        (DUTCH, "utf-8", "text/html; charset=windows-1252", "iso-8859-1"),
        (JAPANESE, "utf-8", "text/html; charset=Shift_JIS", None),
        (DUTCH, "utf-8", None, None),
        (DUTCH, "utf-8", "text/html", None),
        (DUTCH, "cp1252", "text/html; charset=utf-8", None),
        (DUTCH, "cp1252", None, "utf-8"),
        (DUTCH, "cp1252", None, None),
        # the header is wrong and the page right
        (RUSSIAN, "cp1251", "text/html; charset=utf-8", "windows-1251"),
        # declared with a name that nobody knows
        (DUTCH, "utf-8", "text/html; charset=utf-88", None),
        (DUTCH, "cp1252", "text/html; charset=x-onbekend", None),
        (DUTCH, "cp1252", "text/html; charset=", "geen"),
        (DUTCH, "utf-8", "text/html; charset=\x00", None),
        # plain ASCII
        ("Rain in Porto", "ascii", None, None),
        ("Rain in Porto", "ascii", "text/html; charset=utf-8", None),
    ],
)
def test_decode(text, codec, header, meta):
    source = page(text, meta)
    decoded = decode_body(source.encode(codec), header)
    assert decoded.text == source
    assert not decoded.lossy


@pytest.mark.parametrize(
    ("mark", "codec"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ],
)
@pytest.mark.parametrize("header", [None, "text/html; charset=utf-8", "text/html; charset=iso-8859-1"])
@pytest.mark.parametrize("text", [DUTCH, JAPANESE, "plain"])
def test_byte_order_mark(mark, codec, header, text):
    """The mark tells more than any declaration, and is no part of the text."""
    source = page(text)
    decoded = decode_body(mark + source.encode(codec), header)
    assert decoded.text == source
    assert not decoded.lossy


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf_16_by_header_alone(codec):
    source = page(DUTCH)
    assert decode_body(source.encode(codec), f"text/html; charset={codec}").text == source


def test_ascii_in_utf_16_by_header_alone():
    """Every second byte is zero, which is valid UTF-8 as well."""
    source = page("Rain in Porto")
    assert decode_body(source.encode("utf-16-le"), "text/html; charset=utf-16le").text == source


def test_an_encoding_that_writes_other_scripts_in_ascii_bytes():
    source = page(JAPANESE)
    assert decode_body(source.encode("iso2022_jp"), "text/html; charset=iso-2022-jp").text == source


@pytest.mark.parametrize(
    ("body", "header"),
    [
        (b"", None),
        (b"", "text/html; charset=utf-8"),
        (b"", "text/html; charset=utf-16"),
        (codecs.BOM_UTF8, None),
        (codecs.BOM_UTF16_LE, None),
    ],
)
def test_empty_body(body, header):
    assert decode_body(body, header).text == ""


@pytest.mark.parametrize(
    ("body", "header"),
    [
        (b"\xef\xbb\xbf\x81\x8d", None),
        (b"\x81\x8d\x8f\x90\x9d", "text/html; charset=utf-8"),
        (b"caf\xc3\xa9 \x81 half \xc3", "text/html; charset=utf-8"),
        (b"\x81", "text/html; charset=Shift_JIS"),
    ],
)
def test_bytes_that_fit_no_charset_are_replaced_and_said_to_be(body, header):
    decoded = decode_body(body, header)
    assert decoded.lossy
    assert "\ufffd" in decoded.text


def test_most_of_a_broken_utf_8_page_is_kept():
    body = page(DUTCH).encode("utf-8").replace(b"<p>", b"<p>\x81\x8d ")
    decoded = decode_body(body, "text/html; charset=utf-8")
    assert decoded.lossy
    assert DUTCH in decoded.text


def test_half_a_character_at_the_end_of_utf_16():
    decoded = decode_body(codecs.BOM_UTF16_LE + page(DUTCH).encode("utf-16-le") + b"\x41")
    assert DUTCH in decoded.text
    assert decoded.lossy


@given(st.text())
def test_utf_8_comes_back(text):
    body = page(text.encode("utf-8", "ignore").decode(), "utf-8").encode("utf-8")
    decoded = decode_body(body, "text/html; charset=utf-8")
    assert decoded.text.encode("utf-8") == body
    assert not decoded.lossy


@given(st.binary(max_size=200), st.sampled_from([None, "utf-8", "utf-16", "shift_jis", "big5", "utf-7", "x"]))
def test_any_bytes_give_a_text(body, charset):
    decoded = decode_body(body, f"text/html; charset={charset}" if charset else None)
    assert "\ufffd" in decoded.text or not decoded.lossy


@given(st.text(), st.text())
def test_any_header_is_taken(header, meta):
    decode_body(page("caf\u00e9", meta).encode("utf-8", "ignore"), header)
