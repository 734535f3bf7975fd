"""What the control words of rich text mean for the words: a state for each group, and paragraphs as they end."""

from __future__ import annotations

from dataclasses import dataclass, replace

from scorer.readers._paragraphs import Paragraph, Tables, style_kind
from scorer.readers._rich_words import CHARSETS, CODED, LINE_ENDS, PAGES, READ, SIGNS, SKIPPED, codec_of


@dataclass(slots=True)
class _State:
    """What holds inside a group."""

    place: str = "story"
    """Where words go: "story", "list", "fonts", "styles", "shape" (a drawing, which may hold a story) or "" for nowhere."""
    fallback: int = 1
    """Bytes that stand in for a character given by its number."""
    font: int = -1
    hidden: bool = False
    deleted: bool = False


class Copy:
    """The paragraphs read so far, and the groups that are open."""

    def __init__(self) -> None:
        self.paragraphs: list[Paragraph] = []
        self.notes: list[Paragraph] = []
        self._states: list[_State] = []
        self._state = _State()
        self._current = Paragraph()
        self._outer: list[tuple[int, Paragraph, bool]] = []
        """Paragraphs broken off for a note or a text box: the depth at which each goes on, and whether it is in a table."""
        self._page = "cp1252"
        self._default = -1
        self._fonts: dict[int, str] = {}
        self._styles: dict[int, str] = {}
        self._style = 0
        self._style_name: list[str] = []
        self._counts = {"footnote": 0, "endnote": 0}
        self._tables = Tables()
        self._in_table = False
        self._bytes = bytearray()
        self._high = 0  # the first half of a character beyond the first 65,536
        self._stand_ins = 0
        self._optional = False

    def open(self) -> None:
        """A group begins."""
        self._flush()
        self._states.append(self._state)
        self._state = replace(self._state)
        self._stand_ins = 0
        self._optional = False

    def close(self) -> None:
        """A group ends, and what held inside it."""
        self._flush()
        if self._outer and self._outer[-1][0] == len(self._states):
            self._end_paragraph()
            _, self._current, self._in_table = self._outer.pop()
        if self._states:
            self._state = self._states.pop()
        self._stand_ins = 0
        self._optional = False

    def finish(self) -> list[Paragraph]:
        """All paragraphs, those of the notes last."""
        self._flush()
        self._end_paragraph()
        return self.paragraphs + self.notes

    def take(self, kind: str, value: bytes, number: int | None) -> None:
        """One piece of the file that is no brace."""
        if kind == "word":
            self._word(value.decode("ascii"), number)
        elif not self._state.place:
            return
        elif kind == "text":
            self._text(value.translate(None, LINE_ENDS))
        elif kind == "bytes":
            self._text(value)
        elif value == b"*":
            self._optional = True
        elif value in CODED:
            self._sign(CODED[value])
        elif value in b"\\{}":
            self._text(value)

    def _text(self, value: bytes) -> None:
        """Bytes of words in the encoding that holds, less those that stand in for a character already given by its number."""
        if self._stand_ins:
            left = min(self._stand_ins, len(value))
            self._stand_ins -= left
            value = value[left:]
        self._bytes += value

    def _sign(self, sign: str | None) -> None:
        """A character that has a name of its own; a line end behind a backslash ends the paragraph."""
        self._flush()
        if self._stand_ins:
            self._stand_ins -= 1
        elif sign is None:
            self._word("par", None)
        else:
            self._write(sign)

    def _flush(self) -> None:
        """Turn the bytes at hand into characters; two of them may make one."""
        if self._bytes:
            font = self._state.font if self._state.font >= 0 else self._default
            encoding = self._fonts.get(font, self._page)
            words = self._bytes.decode(encoding, "replace")
            self._bytes.clear()
            self._write(words)

    def _write(self, words: str) -> None:
        state = self._state
        if state.place == "styles":
            self._name_style(words)
        elif state.place == "story" and not state.hidden and not state.deleted:
            self._current.pieces.append(words)

    def _name_style(self, words: str) -> None:
        """A style's name ends with a semicolon."""
        self._style_name.append(words)
        if ";" in words:
            name = "".join(self._style_name).partition(";")[0]
            self._styles[self._style] = style_kind(name.strip()) or self._styles.get(self._style, "")
            self._style_name.clear()
            self._style = 0

    def _word(self, word: str, number: int | None) -> None:
        """A control word."""
        self._flush()
        optional, self._optional = self._optional, False
        state = self._state
        if word == "u" and number is not None:
            self._number(number % 65536)
            return
        self._stand_ins = 0
        if word == "uc":
            state.fallback = max(0, min(number or 0, 16))
        elif word in SKIPPED or (optional and word not in READ):
            state.place = ""
        elif not state.place:
            return
        elif word == "shpinst":
            state.place = "shape"
        elif word == "shptxt":
            state.place = "story"
            self._break_off(Paragraph())
        elif state.place == "shape":
            return
        elif word in ("fonttbl", "stylesheet"):
            state.place = "fonts" if word == "fonttbl" else "styles"
        elif word in ("pntext", "listtext"):
            state.place = "list"
            self._current.kind = self._current.kind or "list"
        elif word == "footnote":
            self._note()
        elif word == "ftnalt":
            self._as_endnote()
        elif word in SIGNS:
            self._write(SIGNS[word])
        elif state.place in ("fonts", "styles"):
            self._define(word, number)
        else:
            self._format(word, number)

    def _number(self, code: int) -> None:
        """A character by its number in UTF-16, followed by what older programs show in its place."""
        self._stand_ins = self._state.fallback
        if 0xD800 <= code < 0xDC00:
            self._high = code
            return
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((self._high - 0xD800) << 10) + (code - 0xDC00) if self._high else 0xFFFD
        self._high = 0
        self._write(chr(code) if code else " ")

    def _define(self, word: str, number: int | None) -> None:
        """Inside the tables of fonts and styles."""
        if word == "f":
            self._state.font = -1 if number is None else number
        elif word == "fcharset" and number in CHARSETS:
            self._fonts[self._state.font] = CHARSETS[number]
        elif word == "s":
            self._style = number or 0
        elif word in ("outlinelevel", "ls") and self._style:
            heading = word == "outlinelevel" and (number or 0) < 9
            if heading or word == "ls":
                self._styles[self._style] = "heading" if heading else self._styles.get(self._style, "") or "list"

    def _format(self, word: str, number: int | None) -> None:
        """Control words that say how words look or where they stand."""
        state, on = self._state, number != 0
        if word in ("par", "sect"):
            self._break()
        elif word == "pard":
            self._current.kind = ""
            self._in_table = False
        elif word == "plain":
            state.hidden = state.deleted = False
            state.font = -1
        elif word == "v":
            state.hidden = on
        elif word == "deleted":
            state.deleted = on
        elif word == "f":
            state.font = -1 if number is None else number
        elif word == "s" and number is not None:
            self._current.kind = self._styles.get(number, "")
        elif word == "outlinelevel":
            self._current.kind = "heading" if (number or 0) < 9 else self._current.kind
        elif word == "ls" and number:
            self._current.kind = self._current.kind or "list"
        elif word == "deff":
            self._default = number or 0
        elif word in PAGES:
            self._page = PAGES[word]
        elif word == "ansicpg":
            self._page = codec_of(number or 1252)
        else:
            self._table(word)

    def _table(self, word: str) -> None:
        """Rows and cells: a cell ends with a word, as a paragraph does."""
        if word == "intbl":
            if not self._tables.open:
                self._tables.enter()
                self._tables.row()
                self._tables.cell()
            self._in_table = True
        elif word in ("cell", "nestcell"):
            self._table("intbl")
            self._end_paragraph()
            self._tables.cell()
        elif word in ("row", "nestrow"):
            self._current.pieces.clear()
            self._tables.row()
            self._tables.cell()

    def _break(self) -> None:
        """A paragraph ends, unless its end is deleted."""
        if self._state.deleted or self._state.place == "list":
            return
        self._end_paragraph()

    def _end_paragraph(self) -> None:
        paragraph = self._current
        if not self._outer:
            while self._tables.open and not self._in_table:
                self._tables.leave()
            paragraph.cell = self._tables.at()
        if paragraph.pieces:
            (self.notes if paragraph.note else self.paragraphs).append(paragraph)
        self._current = Paragraph(paragraph.kind, note=paragraph.note)

    def _note(self) -> None:
        """A note begins, an endnote if the next word says so."""
        self._counts["footnote"] += 1
        self._break_off(Paragraph(note=f"footnote {self._counts['footnote']}"))

    def _break_off(self, inner: Paragraph) -> None:
        """The paragraph at hand goes on when this group ends."""
        self._outer.append((len(self._states), self._current, self._in_table))
        self._current = inner

    def _as_endnote(self) -> None:
        if self._current.note.startswith("footnote"):
            self._counts["footnote"] -= 1
            self._counts["endnote"] += 1
            self._current.note = f"endnote {self._counts['endnote']}"


__all__ = ["Copy"]
