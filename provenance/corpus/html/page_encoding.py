"""The bytes of a page become its text: by their mark, by what the page says where that is true, else by a guess."""

import codecs
import re
from dataclasses import replace

from provenance.base.errors import InputError
from provenance.corpus.formats.decode import UTF8, Decoded, decode, read_as, refuse_binary
from provenance.corpus.formats.encodings import NAMES, guessed
from provenance.corpus.ledger import Note

_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s{0,3}=\s{0,3}[\"']?\s{0,3}([A-Za-z0-9_:.-]{2,30})"
    rb"|\A\s{0,20}<\?xml[^>]{0,100}?encoding\s{0,3}=\s{0,3}[\"']([A-Za-z0-9_:.-]{2,30})",
    re.IGNORECASE,
)
_HEAD = 65_536  # bytes in which a page names its encoding; some have all their styles before
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, b"\x1f\x8b")
_BRACKETS = re.compile(rb"[<>]")
_PAIRS = re.compile(rb"[\xc2-\xf4][\x80-\xbf]")  # as UTF-8 has them
_ENOUGH = 3  # such pairs in valid UTF-8, from which it is no other encoding
_MANY = 12  # bytes above 127 from which a page that says UTF-8, and is not, is in another encoding
_WRONG = 0.01  # of the bytes above 127 that may be damaged in an encoding that the page names
_WIDER = {  # what browsers read under the names that pages use
    "gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "gb_2312-80": "gb18030", "iso-8859-1": "cp1252",
    "latin1": "cp1252", "latin-1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252", "iso-8859-9": "cp1254",
    "iso-8859-11": "cp874", "tis-620": "cp874", "windows-874": "cp874", "shift_jis": "cp932", "shift-jis": "cp932",
    "x-sjis": "cp932", "sjis": "cp932", "windows-31j": "cp932", "x-euc-jp": "euc_jp", "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949", "euc_kr": "cp949", "x-windows-949": "cp949", "windows-949": "cp949", "big5": "big5hkscs",
    "x-big5": "big5hkscs", "utf8": "utf-8", "x-mac-cyrillic": "mac_cyrillic", "unicode": "utf-8", "utf-16": "utf-8",
}  # fmt: skip


def page_text(data: bytes, encoding: str = "") -> Decoded:
    """The text of a page, in the encoding given; else as it says, where its bytes agree.

    >>> page_text("<meta charset=latin1><p>Où est l'écluse ? Fermée dès lundi.".encode()).encoding  # it is not
    'utf-8'
    >>> page_text("<meta charset=euc-kr><p>갑문 폐쇄".encode("cp949")).text
    '<meta charset=euc-kr><p>갑문 폐쇄'
    """
    if encoding or data.startswith(_MARKS):
        return read_as(data, encoding)
    refuse_binary(data)
    if _is_utf8(data):
        return decode(data)
    name = _named(data)
    if name is not None:
        try:
            return decode(data, name)
        except InputError:
            pass
    name = _by_its_letters(data)
    if name is None:
        return decode(data)
    read = decode(data, name)
    return replace(read, notes=(Note("W-ENCODING-GUESSED", f"read as {NAMES.get(name, name.upper())}"), *read.notes))


def _named(data: bytes) -> str | None:
    """The encoding that a page names and is in; None where it names none, or another one than it is in."""
    match = _DECLARED.search(data[:_HEAD])
    label = (match[1] or match[2]).decode("ascii").lower() if match else ""
    name = _WIDER.get(label, label)
    high = len(data) - len(data.translate(None, bytes(range(128, 256))))
    if name == UTF8 and high < _MANY:
        return name
    try:
        damaged = data.decode(name or "unknown", "replace").count("\ufffd")
    except (LookupError, UnicodeError, ValueError):
        return None
    return name if damaged <= high * _WRONG else None


def _is_utf8(data: bytes) -> bool:
    """Whether the bytes are UTF-8 and not by chance: what decode() takes for UTF-8 by itself."""
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return data.isascii() or len(_PAIRS.findall(data)) >= _ENOUGH


def _by_its_letters(data: bytes) -> str | None:
    """The encoding that a page's text is likely in, by the pieces between brackets that have letters beyond ASCII."""
    pieces = [piece for piece in _BRACKETS.split(data) if not piece.isascii()]
    return guessed(b"\n".join(pieces))
