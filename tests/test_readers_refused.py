"""Office documents that are not read: bombs, entities, passwords, damage and wrong kinds, each told in one line."""

from __future__ import annotations

import random
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from office_made import in_open_text, in_rich_text, in_word, open_text, paragraph, rich, word, zipped
from shell import Run

from scorer.errors import UnreadableInput
from scorer.readers import read_bytes


def locked() -> bytes:
    """A zip archive whose entries say that they are encrypted."""
    data = bytearray(word(paragraph("Secret.")))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := data.find(mark, at + 1)) >= 0:
            data[at + offset] |= 1
    return bytes(data)


def noise(megabytes: int) -> str:
    """Paragraphs of a megabyte each that hardly pack."""
    words = random.Random(6).randbytes(megabytes * 512 * 1024).hex()
    return "".join(f"<w:p><w:r><w:t>{words[at : at + 2**20]}</w:t></w:r></w:p>" for at in range(0, len(words), 2**20))


LAUGHS = "<!DOCTYPE a [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {name} '{f'&{before};' * 10}'>" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
) + "]>"  # fmt: skip
OUTSIDE = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
STORED = zipfile.ZIP_STORED
BOMB = "<w:p/>" * 1_200_000
FILLER = ("<w:p><w:r><w:t>" + "word " * 12_000 + "</w:t></w:r></w:p>") * 400
NOTED = '<w:p><w:r><w:footnoteReference w:id="1"/><w:endnoteReference w:id="1"/></w:r></w:p>'

REFUSED = {
    "old.docx": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096), "old office document or one locked with a password"),
    "old.odt": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096), "old office document or one locked with a password"),
    "locked.docx": (locked, "locked with a password"),
    "locked.odt": (lambda: open_text("x", **{"META-INF/manifest.xml": "<m><encryption-data/></m>"}), "locked with a password"),
    "plain.docx": (lambda: b"Only words.", "this is no Word document (.docx)"),
    "plain.odt": (lambda: b"Only words.", "this is no OpenDocument text (.odt)"),
    "plain.rtf": (lambda: b"Only words.", "this is no rich text (.rtf)"),
    "empty.docx": (lambda: b"", "this is no Word document (.docx)"),
    "open.docx": (lambda: open_text("<text:p>Words.</text:p>"), "this is no Word document (.docx)"),
    "word.odt": (lambda: word(paragraph("Words.")), "this is no OpenDocument text (.odt)"),
    "cut.docx": (lambda: in_word()[:-2000], "damaged or cut off"),
    "cut.odt": (lambda: in_open_text()[:400], "damaged or cut off"),
    "cut.rtf": (lambda: in_rich_text()[:-40], "damaged or cut off"),
    "broken.docx": (lambda: zipped({"word/document.xml": "<w:p><w:t>"}), "damaged or cut off"),
    "blank.docx": (lambda: word(paragraph(" ")), "holds no text"),
    "laughs.docx": (lambda: word(paragraph("&i;"), LAUGHS), "declares a DOCTYPE"),
    "laughs.odt": (lambda: open_text("<text:p>&i;</text:p>", LAUGHS), "declares a DOCTYPE"),
    "outside.docx": (lambda: word(paragraph("&x;"), OUTSIDE), "declares a DOCTYPE"),
    "outside.odt": (lambda: open_text("<text:p>&x;</text:p>", OUTSIDE), "declares a DOCTYPE"),
    "bomb.docx": (lambda: word(BOMB), "more than 500,000 elements"),
    "steep.docx": (lambda: word(FILLER), "document.xml to more than 8 MB"),
    "zeros.odt": (lambda: zipped({"content.xml": bytes(120 * 1024**2)}), "1 MB without an element"),
    "large.docx": (lambda: zipped({"word/document.xml": noise(26)}, STORED), "document.xml to more than 24 MB"),
    "parts.docx": (lambda: word(NOTED + noise(15), footnotes=noise(15), endnotes=noise(15)), "its parts to more than 40 MB"),
    "deep.docx": (lambda: word("<w:sdt>" * 300 + "</w:sdt>" * 300), "more than 200 elements inside one another"),
    "names.docx": (lambda: word("".join(f"<w{at}/>".replace("w", "a") for at in range(9000))), "more than 2,000 names"),
    "tag.docx": (lambda: word(f'<w:p a="{"a b c " * 500_000}"/>'), "1 MB without an element"),
    "entries.docx": (lambda: zipped({f"{at}": "" for at in range(9000)}), "too many entries"),
    "deep.rtf": (lambda: rich("{" * 600 + "}" * 600), "500 groups inside one another"),
    "long.rtf": (lambda: rich("\\b " * 700_000), "600,000 commands"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused_takes_one_line(name: str) -> None:
    make, complaint = REFUSED[name]
    with pytest.raises(UnreadableInput) as raised:
        read_bytes(make(), name, Path(name).suffix)
    message = str(raised.value)
    assert message.startswith(f"{name}: ")
    assert complaint in message
    assert "\n" not in message


@pytest.mark.parametrize("name", ["bomb.docx", "steep.docx", "zeros.odt", "large.docx", "laughs.docx", "long.rtf"])
@pytest.mark.skipif(sys.platform == "win32", reason="counts memory as Unix does")
def test_a_bomb_is_refused_within_300_mb(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(REFUSED[name][0]())
    code = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_AS, (1200 * 1024**2,) * 2)\n"
        "from scorer import readers; from scorer.errors import UnreadableInput\n"
        "try: readers.read_path(sys.argv[1])\n"
        "except UnreadableInput: print([line for line in open('/proc/self/status') if 'VmHWM' in line][0].split()[1])\n"
    )
    ended = subprocess.run([sys.executable, "-c", code, path], capture_output=True, text=True, timeout=60, check=True)
    assert int(ended.stdout) < 300 * 1024


def test_the_rest_of_the_batch_goes_on(run: Run, model: Path, tmp_path: Path) -> None:
    drafts = [tmp_path / name for name in REFUSED if not name.startswith(("zeros", "large", "steep", "long"))]
    for draft in drafts:
        draft.write_bytes(REFUSED[draft.name][0]())
    good = tmp_path / "good.docx"
    good.write_bytes(in_word())
    ended = run("score", "-f", "jsonl", "--model", model, *drafts, good)
    assert ended.code == 2
    assert len(ended.err.splitlines()) == len(drafts)
    assert "good.docx" in ended.out
