"""The control words of rich text: destinations that hold no words of a story, signs with names, and encodings."""

from __future__ import annotations

import codecs

SKIPPED = frozenset(
    """
    colortbl info pict object objdata header headerl headerr headerf footer footerl footerr footerf annotation atnid atnauthor
    atndate atnref atntime atnparent atnicon xe tc tcn rxe bkmkstart bkmkend generator themedata colorschememapping listtable
    listoverridetable revtbl filetbl rsidtbl nonshppict fldinst datafield template private comment title subject author
    operator keywords doccomm hlinkbase company category manager ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn pntxta pntxtb
    pgdsctbl mmath userprops latentstyles datastore xmlnstbl nonesttables do sp sn sv picprop blipuid bliptag
    """.split()
)
"""Destinations without words of the story."""
READ = frozenset("footnote shptxt shpinst fldrslt pntext listtext".split())
"""Destinations marked as optional that hold words all the same."""
SIGNS = {
    "tab": "\t", "line": "\n", "page": "\n", "lbr": "\n", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”", "bullet": "•", "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005",
    "zwj": "\u200d", "zwnj": "\u200c",
}  # fmt: skip
CODED = {b"~": "\u00a0", b"_": "-", b"-": "", b"\n": None, b"\r": None}
PAGES = {"ansi": "cp1252", "mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
CHARSETS = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gbk", 136: "big5", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250", 254: "cp437",
}  # fmt: skip
LINE_ENDS = b"\r\n\0"


def codec_of(page: int) -> str:
    """The encoding of a Windows code page."""
    names = {10000: "mac_roman", 65001: "utf-8", 936: "gbk", 950: "big5"}
    try:
        return codecs.lookup(names.get(page, f"cp{page}")).name
    except LookupError:
        return "cp1252"


__all__ = ["CHARSETS", "CODED", "LINE_ENDS", "PAGES", "READ", "SIGNS", "SKIPPED", "codec_of"]
