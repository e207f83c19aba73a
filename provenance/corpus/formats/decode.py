"""Bytes become text, here and nowhere else: marks, UTF-8, UTF-16 and 32, guessed older encodings, scrubbed units.

Each unusable unit (a bad byte, half a UTF-16 pair, NUL and the other C0 controls except tab, LF, VT, FF and CR)
stands as one U+FFFD, so that the place of everything else holds. Newlines are untouched; the mark is not in the text.
"""

import codecs
import re
from dataclasses import dataclass

import numpy as np

from provenance.base.errors import InputError
from provenance.corpus.formats.encodings import NAMES, escaped, guessed
from provenance.corpus.ledger import Note

BAD = "\ufffd"
UTF8 = "utf-8"
_MARKS = (  # UTF-32LE's begins with UTF-16LE's, so the longer ones come first
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, UTF8),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UNIT = {"utf-16-le": 2, "utf-16-be": 2, "utf-32-le": 4, "utf-32-be": 4}  # bytes
_CONTROLS = re.compile("[\0-\x08\x0e-\x1f]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_UNUSABLE = re.compile("[\0-\x08\x0e-\x1f\ud800-\udfff]")
_RAW_CONTROLS = bytes([*range(9), *range(14, 27), *range(28, 32)])  # ESC left out: it occurs in text logs
_MAGIC = {
    b"\x89PNG": "a PNG picture", b"\xff\xd8\xff": "a JPEG picture", b"GIF8": "a GIF picture", b"%PDF-": "a PDF file",
    b"PK\x03\x04": "a zip archive", b"\x7fELF": "a program", b"PAR1": "a parquet file", b"OggS": "a sound file",
    b"ID3": "a sound file", b"SQLite format 3\0": "a database", b"Rar!": "an archive", b"7z\xbc\xaf": "an archive",
}  # fmt: skip
_PACKED = {b"\x1f\x8b": "gzip", b"\x28\xb5\x2f\xfd": "zstandard"}
_WIDE_SHARE = 0.03  # of every second byte NUL, at least, in UTF-16 without a mark: its spaces alone are more
_NULS = 4  # fewer say nothing
_NARROW = 20  # times more NULs in one half than in the other
_BINARY_SHARE = 0.05  # controls among the bytes from which they are no text
_FEW_CONTROLS = 8  # are an accident in however short a text
_HOPELESS = 0.3  # bad bytes from which a text is not worth keeping


@dataclass(frozen=True)
class Decoded:
    """A text, the encoding it was read in, and what there is to know about that."""

    text: str
    encoding: str
    notes: tuple[Note, ...] = ()


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    r"""The text of the bytes; in the encoding given, else as their mark or their content says.

    Raises InputError: E-BINARY where they are no text, E-FORMAT-MISMATCH where they are packed text.

    >>> decode(b"\xef\xbb\xbfcaf\xc3\xa9").text
    'café'
    >>> decode(b"one \xff two \0 three")
    Decoded(text='one � two � three', encoding='utf-8', notes=(Note(code='W-ENCODING-REPLACED', message='1 byte is not UTF-8'), Note(code='W-CONTROL-CHARS', message='1 control character')))
    """  # noqa: E501
    if encoding is not None:
        return _decoded(data, encoding, False)
    for mark, name in _MARKS:
        if data.startswith(mark) and (len(mark) < 4 or len(data) % 4 == 0):
            return _decoded(data[len(mark) :], name, False)
    refuse_binary(data)
    name, is_guess = unmarked(data)
    return _decoded(data, name, is_guess)


def read_as(data: bytes, encoding: str) -> Decoded:
    r"""The text of the bytes in the encoding that the user names, unless a mark says otherwise; as `decode` for none.

    >>> read_as(b"caf\x8e", "mac_roman").text, read_as(b"\xef\xbb\xbfcaf\xc3\xa9", "mac_roman").text
    ('café', 'café')
    """
    if not encoding or any(data.startswith(mark) for mark, _ in _MARKS):
        return decode(data)
    if encoding not in _UNIT:
        refuse_binary(data)
    return _decoded(data, encoding, False)


def unmarked(data: bytes) -> tuple[str, bool]:
    """The encoding of bytes without a mark, and whether that is a guess."""
    wide = _wide(data) or escaped(data)
    if wide:
        return wide, True
    try:
        data.decode(UTF8)
    except UnicodeDecodeError:
        older = guessed(data)
        return (older, True) if older else (UTF8, False)
    return UTF8, False


def scrubbed(text: str) -> tuple[str, tuple[Note, ...]]:
    r"""The text with one U+FFFD for each lone surrogate and control character.

    >>> scrubbed("a\ud800b")
    ('a�b', (Note(code='W-ENCODING-REPLACED', message='1 half of a surrogate pair'),))
    """
    if not _UNUSABLE.search(text):
        return text, ()
    notes = []
    text, halves = _SURROGATES.subn(BAD, text)
    if halves:
        notes.append(Note("W-ENCODING-REPLACED", f"{counted(halves, 'half', 'halves')} of a surrogate pair"))
    text, controls = _CONTROLS.subn(BAD, text)
    if controls:
        notes.append(Note("W-CONTROL-CHARS", counted(controls, "control character")))
    return text, tuple(notes)


def counted(number: int, singular: str, plural: str | None = None) -> str:
    """A number with its noun.

    >>> counted(1, "byte"), counted(3, "byte"), counted(0, "half", "halves")
    ('1 byte', '3 bytes', '0 halves')
    """
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def refuse_binary(data: bytes) -> None:
    """Nothing, where the bytes may be text; else InputError."""
    for magic, packing in _PACKED.items():
        if data.startswith(magic):
            advice = "give it its own ending, .gz or .zst"
            raise InputError("E-FORMAT-MISMATCH", f"{packing} data under a name that says otherwise", advice=advice)
    kind = next((kind for magic, kind in _MAGIC.items() if data.startswith(magic)), None)
    controls = len(data) - len(data.translate(None, _RAW_CONTROLS))
    if (kind and (controls or not data.isascii())) or (
        not _wide(data) and controls > max(_FEW_CONTROLS, len(data) * _BINARY_SHARE)
    ):
        raise InputError("E-BINARY", f"is {kind or 'binary data'}, not text", advice="leave it out")


def _decoded(data: bytes, encoding: str, is_guess: bool) -> Decoded:
    notes = [Note("W-ENCODING-GUESSED", f"read as {NAMES.get(encoding, encoding.upper())}")] if is_guess else []
    text, bad = _replaced(data, encoding)
    if bad:
        if bad > len(data) * _HOPELESS and bad > 8:
            raise InputError("E-BINARY", "is in no encoding we know", advice="save it as UTF-8")
        unit = "byte" if encoding not in _UNIT else "code unit"
        verb = "is" if bad == 1 else "are"
        notes.append(Note("W-ENCODING-REPLACED", f"{counted(bad, unit)} {verb} not {encoding.upper()}"))
    text, more = scrubbed(text)
    return Decoded(text, encoding, (*notes, *more))


def _replaced(data: bytes, encoding: str) -> tuple[str, int]:
    """The text with one U+FFFD a bad unit, and how many there are."""
    try:
        return data.decode(encoding), 0
    except UnicodeDecodeError:
        text = data.decode(encoding, "provenance-one-for-one")
    return text, text.count(BAD) - _true_marks(data, encoding)


def _true_marks(data: bytes, encoding: str) -> int:
    """How often U+FFFD itself stands in the data."""
    unit = _UNIT.get(encoding)
    if unit is None:
        return data.count(BAD.encode()) if encoding == UTF8 else 0
    kind = ("<" if encoding.endswith("le") else ">") + f"u{unit}"
    return int((np.frombuffer(data, kind, len(data) // unit) == ord(BAD)).sum())


def _one_for_one(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    unit = _UNIT.get(error.encoding.replace("_", "-").lower(), 1)
    return BAD * -(-(error.end - error.start) // unit), error.end


codecs.register_error("provenance-one-for-one", _one_for_one)


def _wide(data: bytes) -> str | None:
    """UTF-16 or UTF-32 by where the NULs stand; None where they follow no such pattern."""
    if data.find(0, 0, 4096) < 0 or data.count(0) < _NULS:
        return None
    quarters = [data[offset::4].count(0) for offset in range(4)]
    share = len(data) / 4
    even, odd = quarters[0] + quarters[2], quarters[1] + quarters[3]
    patterns = {  # the last byte of UTF-32LE is always NUL, the one before it nearly always
        "utf-32-le": quarters[3] >= share - 1 and quarters[2] > share / 2 and quarters[0] < share / _NARROW,
        "utf-32-be": quarters[0] >= share - 1 and quarters[1] > share / 2 and quarters[3] < share / _NARROW,
        "utf-16-le": odd > share * 2 * _WIDE_SHARE and odd > even * _NARROW,
        "utf-16-be": even > share * 2 * _WIDE_SHARE and even > odd * _NARROW,
    }
    encoding = next((name for name, fits in patterns.items() if fits), None)
    return encoding if encoding and _reads_as_text(data, encoding) else None


def _reads_as_text(data: bytes, encoding: str) -> bool:
    """Whether the beginning, so read, has few control characters: numbers in a row have NULs in a pattern too."""
    text = data[:4096].decode(encoding, "replace")
    return len(_CONTROLS.findall(text)) <= len(text) * _BINARY_SHARE
