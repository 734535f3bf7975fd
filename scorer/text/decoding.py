"""Bytes to text: UTF-8, UTF-16 and UTF-32 by mark or by shape, legacy encodings by their letters; what is not text is refused."""

from __future__ import annotations

import codecs

from scorer.errors import UnreadableInput

_MAGIC = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"\x7fELF", "a program"),
    (b"\x1f\x8b\x08", "a gzip archive"),
    (b"BZh91AY&SY", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"SQLite format 3\x00", "a database"),
    (b"{\\rtf", "an RTF document"),
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_TRY = "save it as plain text in UTF-8 and try again"
_CONTROLS = bytes(code for code in (*range(1, 32), 127) if code not in b"\t\n\r\f\v\x1b\x1c\x1d\x1e\x1f")
_CONTROL_MAP = dict.fromkeys(_CONTROLS)
_SHARE = 10
_LEGACY_SHARE = 25
"""One control character in so many makes it binary; where every byte means something, binary data is nearer to text."""
_SAMPLE = 64 * 1024
_MAC_MARKS = b"\xd0\xd1\xd2\xd3\xd4\xd5"
_WINDOWS_MARKS = b"\x85\x91\x92\x93\x94\x96\x97"
_ASCII = bytes(range(128))


def decode(data: bytes, name: str) -> str:
    """The text in ``data``, without byte order mark; ``name`` says in errors where it came from.

    Every character stays where it is: a stray NUL becomes a blank, line ends are left alone.
    """
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise refusal(name, f"this is {what}, not text", _TRY)
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            text = _strictly(data[len(mark) :], encoding)
            if text is not None:
                return _without_controls(text, name)
            if encoding == "utf-8":
                return _without_controls(_legacy(data[len(mark) :]), name, _LEGACY_SHARE)
    if b"\0" in data:
        wide = _wide_encoding(data)
        text = _strictly(data, wide) if wide else None
        if text is not None:
            return _without_controls(text, name)
        if data.count(b"\0") > max(3, len(data) // 200):
            raise refusal(name, "this is binary data, not text", _TRY)
    text = _strictly(data, "utf-8")
    if text is not None:
        return _without_controls(text, name)
    return _without_controls(_legacy(data), name, _LEGACY_SHARE)


def refusal(name: str, what: str, remedy: str) -> UnreadableInput:
    """The error for a draft that cannot be read: one line that says where, what, and what to try."""
    shown = "".join(char if char.isprintable() else "?" for char in name)
    return UnreadableInput(f"{shown}: {what}; {remedy}")


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _without_controls(text: str, name: str, share: int = _SHARE) -> str:
    """The text with its few NULs blanked, unless one character in ``share`` is a control character."""
    head = text if len(text) <= 4 * _SAMPLE else text[: 2 * _SAMPLE] + text[-2 * _SAMPLE :]
    controls = len(head) - len(head.translate(_CONTROL_MAP))  # of a large text the two ends tell enough
    nulls = text.count("\0")
    if controls > max(3, len(head) // share) or nulls > max(3, len(text) // 200):
        raise refusal(name, "this is binary data, not text", _TRY)
    return text.replace("\0", " ") if nulls else text


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 without a mark, told by NULs that stand almost only on even or only on odd places."""
    if len(data) % 2:
        return None
    even, odd = data[::2].count(0), data[1::2].count(0)
    many = len(data) // 16  # one character in eight: the spaces of a text in any alphabet
    if odd > max(many, 16 * even):
        return "utf-16-le"
    if even > max(many, 16 * odd):
        return "utf-16-be"
    return None


def _legacy(data: bytes) -> str:
    """Text in an encoding that is not UTF-8: damaged UTF-8, Windows-1252 or old Mac by their marks, else as detected."""
    damaged = data.decode("utf-8", "replace")
    lost = damaged.count("\ufffd") - data.count(b"\xef\xbf\xbd")
    high = data.translate(None, _ASCII)
    whole = len(damaged) - lost - (len(data) - len(high))
    if whole > 2 * lost:
        return damaged
    mac, windows = (sum(map(high.count, marks)) for marks in (_MAC_MARKS, _WINDOWS_MARKS))
    if mac * 2 > len(high) and windows * 2 < mac:
        return data.decode("mac_roman")
    if len(high) < 8 or len(high) * 3 < len(data):
        text = _strictly(data, "cp1252")
        if text is not None:
            return text
    detected = _detected(_sample(data))
    text = _strictly(data, detected) if detected else None
    return data.decode("cp1252", "replace") if text is None else text


def _sample(data: bytes) -> bytes:
    """Whole lines of a large input, from where its first unusual byte stands: plain ASCII tells nothing of an encoding."""
    if len(data) <= _SAMPLE:
        return data
    rest = data.lstrip(_ASCII)
    start = data.rfind(b"\n", 0, len(data) - len(rest)) + 1
    start = max(start, len(data) - len(rest) - _SAMPLE // 2)
    end = data.rfind(b"\n", start, start + _SAMPLE)
    return data[start : end if end > start + _SAMPLE // 2 else start + _SAMPLE]


_TRUSTED = (
    "cp1251", "koi8_r", "koi8_u", "cp866", "mac_cyrillic", "iso8859_5", "cp1253", "iso8859_7", "cp1255", "iso8859_8", "cp1256",
    "iso8859_6", "shift_jis", "cp932", "euc_jp", "iso2022_jp", "gb2312", "gbk", "gb18030", "big5", "cp950", "euc_kr", "cp949",
    "johab", "cp874", "tis_620",
)  # fmt: skip


def _detected(sample: bytes) -> str | None:
    """What charset-normalizer makes of the sample, where that is another alphabet's encoding; else 1252 is as good a guess."""
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=[*_TRUSTED, "cp1252"]).best()
    return best.encoding if best is not None and best.encoding in _TRUSTED else None


__all__ = ["decode", "refusal"]
