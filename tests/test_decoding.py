"""Bytes become text whatever encoding they are in, and what is not text is refused in one line."""

from __future__ import annotations

import subprocess
import sys

import pytest

from scorer.errors import UnreadableInput
from scorer.text.decoding import decode

ENGLISH = "“The sluice won’t hold,” said Renée Okafor — the harbour’s engineer.\r\nShe left.\n"
RUSSIAN = "Мэр города заявил, что плотина не пострадала. Жители сообщили о трещинах в стене.\n" * 3
GREEK = "Ο δήμαρχος δήλωσε ότι το φράγμα δεν υπέστη ζημιές. Οι κάτοικοι ανέφεραν ρωγμές.\n" * 3
JAPANESE = "市長は、ダムに被害はないと述べた。住民はひび割れを報告した。\n" * 3


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_unicode_with_and_without_mark(encoding: str, mark: str) -> None:
    assert decode((mark + ENGLISH).encode(encoding), "a.txt") == ENGLISH


@pytest.mark.parametrize("encoding", ["utf-32-le", "utf-32-be"])
def test_utf_32_with_mark(encoding: str) -> None:
    assert decode(("\ufeff" + ENGLISH).encode(encoding), "a.txt") == ENGLISH


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_of_another_alphabet_without_mark(encoding: str) -> None:
    assert decode(RUSSIAN.encode(encoding), "a.txt") == RUSSIAN


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ENGLISH, "cp1252"),
        (ENGLISH, "mac_roman"),
        ("café", "cp1252"),
        ("Le préfet a déclaré que l’élève était rentré à l’école.", "cp1252"),
        ("Der Bürgermeister äußerte sich nicht über die Brücke.", "latin-1"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8_r"),
        (GREEK, "cp1253"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc_jp"),
    ],
)
def test_legacy_encodings(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "a.txt") == text


def test_a_large_legacy_input_is_told_by_its_unusual_part() -> None:
    text = "The gate was shut all night.\n" * 40_000 + RUSSIAN * 8000
    assert decode(text.encode("cp1251"), "a.txt") == text


def test_a_broken_byte_does_not_turn_utf_8_into_something_else() -> None:
    data = ENGLISH.encode() * 3 + b"\xe2\x80"
    assert decode(data, "a.txt").startswith(ENGLISH * 3)


def test_bytes_without_meaning_in_1252_keep_the_length() -> None:
    data = b"plain words " * 20 + b"\x81 and \x9d more"
    assert len(decode(data, "a.txt")) == len(data)


@pytest.mark.parametrize("text", ["a\0b", "The gate\0 was shut.\n" * 3, "x" * 2000 + "\0" * 4])
def test_a_few_nulls_become_blanks_in_place(text: str) -> None:
    assert decode(text.encode(), "a.txt") == text.replace("\0", " ")


def test_text_may_hold_escapes_and_form_feeds() -> None:
    assert decode(b"one\x0c\ntwo \x1b[1mbold\x1b[0m words", "a.txt").startswith("one\x0c")


def test_nothing_decodes_to_nothing() -> None:
    assert decode(b"", "a.txt") == ""
    assert decode(b"\xef\xbb\xbf", "a.txt") == ""


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"PK\x03\x04\x14\x00", "zip"),
        (b"\x89PNG\r\n\x1a\n\x00", "PNG"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG"),
        (b"\x7fELF\x02\x01\x01", "program"),
        (b"{\\rtf1\\ansi Words}", "RTF"),
        (b"words\0\0\0\0\1\2\3words\0\0\0\0\0\0", "binary"),
        (bytes(range(1, 9)) * 4 + b"secret words" * 3, "binary"),
        (bytes(range(256)) * 30, "binary"),
    ],
)
def test_what_is_not_text_is_refused_in_one_line(data: bytes, what: str) -> None:
    with pytest.raises(UnreadableInput) as caught:
        decode(data, "drafts/flood.txt")
    message = str(caught.value)
    assert message.startswith("drafts/flood.txt: ")
    assert what in message
    assert "try again" in message
    assert "\n" not in message
    assert "words" not in message


def test_a_hostile_file_name_does_not_break_the_line() -> None:
    with pytest.raises(UnreadableInput) as caught:
        decode(b"%PDF-", "a\nb\x1b[2J.txt")
    assert str(caught.value).isprintable()


def test_the_detector_is_imported_only_when_needed() -> None:
    program = (
        "import sys; from scorer.text.decoding import decode;"
        "decode('“dam”'.encode(), 'a'); decode('“dam”'.encode('cp1252'), 'a');"
        "assert 'charset_normalizer' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
