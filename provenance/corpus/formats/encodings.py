"""Bytes that name no encoding and are not UTF-8: which of the common older encodings are they in?

An encoding fits where the letters it makes are those of one language, and stand as letters do: small ones after small
ones, marks after what bears them. Chinese, Japanese and Korean are left to charset-normalizer. Where nothing fits well,
nothing is guessed.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial

SAMPLE = 200_000  # bytes looked at
_SCORED = 20_000  # of them, for encodings of single bytes
NAMES = {
    "cp1252": "Windows-1252", "cp1250": "Windows-1250", "iso8859_2": "ISO 8859-2", "cp1254": "Windows-1254",
    "cp1257": "Windows-1257", "mac_roman": "Mac Roman", "cp850": "DOS code page 850", "cp852": "DOS code page 852",
    "cp1251": "Windows-1251", "koi8_r": "KOI8-R", "koi8_u": "KOI8-U", "cp866": "DOS code page 866",
    "iso8859_5": "ISO 8859-5", "mac_cyrillic": "Mac Cyrillic", "cp1253": "Windows-1253", "iso8859_7": "ISO 8859-7",
    "cp1255": "Windows-1255", "cp1256": "Windows-1256", "iso8859_6": "ISO 8859-6", "cp874": "Windows-874 (Thai)",
    "gb18030": "GBK (GB 18030)", "big5": "Big5", "cp932": "Shift JIS", "euc_jp": "EUC-JP", "cp949": "EUC-KR",
    "iso2022_jp": "ISO-2022-JP", "iso2022_kr": "ISO-2022-KR",
}  # fmt: skip
_LATIN = ("cp1252", "cp1250", "iso8859_2", "cp1254", "cp1257", "mac_roman", "cp850", "cp852")  # likeliest first
_SCRIPTS: dict[str, tuple[tuple[str, ...], str]] = {  # encodings, likeliest first, and the letters that are commonest
    "Cyrillic": (("cp1251", "koi8_r", "koi8_u", "cp866", "iso8859_5", "mac_cyrillic"), "оеаинтсрвлкмдпуіяыьгзбйчхжюц"),
    "Greek": (("cp1253", "iso8859_7"), "αοιετσνηυρπκμλςωόίάέήύώδγθφχβξζψ"),
    "Hebrew": (("cp1255",), "יוהלאמרתבשנדקעחפםטגסכצןזךףץ"),
    "Arabic": (("cp1256", "iso8859_6"), "المنيوتربةدسعفحكقهجشصخىأطضإذزثغءئ"),
    "Thai": (("cp874",), ""),
}
_MULTIPLE = ("gb18030", "big5", "cp932", "euc_jp", "cp949")
_ESCAPES = {b"\x1b$B": "iso2022_jp", b"\x1b$@": "iso2022_jp", b"\x1b(J": "iso2022_jp", b"\x1b$)C": "iso2022_kr"}
_ALPHABETS = tuple(  # the letters beyond ASCII of the languages written in those
    frozenset(letters)
    for letters in (
        "éèêëàâçùûîïôœ", "áéíóúñü¡¿ºª", "áéíóúâêôãõàçü", "äöüßé", "åäöæøé", "àèéìòùî", "áéíóúýðþæö", "äöüõšž",
        "ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "čćšžđ", "ăâîşţ", "çğıöşüâîİ",
        "ąčęėįšųūž", "āčēģīķļņšūž",
    )
)  # fmt: skip
_MARKS = frozenset("“”„‘’‚«»‹›–—…·•€£§°©®™¿¡ºª\xa0")  # that may stand beside words
_UTF8 = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]+")
_MIXED = re.compile(rb"[A-Za-z][\x80-\xff]+|[\x80-\xff]+[A-Za-z]")
_FEW = 3  # bytes above 127 below which there is nothing to guess from
_DENSE = 0.15  # of all bytes: where so many are above 127, the text is in another script ...
_MANY = 12  # ... if there are many of them
_DAMAGED = 0.5  # of the bytes above 127 in whole UTF-8 characters, from which sparse text is damaged UTF-8
_DAMAGED_DENSE = 0.85  # the same where other encodings' letter pairs may look like UTF-8 by chance
_FITS = 0.8  # share of characters beyond ASCII that stand as they should, from which an encoding fits
_COMMON = 0.9  # of the letters are among the commonest that text in a script has
_EVEN = 0.45  # of the letters are among the ten commonest; code tables in the wrong order have fewer
_THAI_UPPER = frozenset(
    "\u0e31\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39\u0e3a\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e4d\u0e4e"
)
_THAI_COMMON = frozenset("านรอกเ่งมย")
_THAI_EVEN, _THAI_WRONG = 0.33, 4
_THAI_FIRST = frozenset("เแโใไ")


def guessed(data: bytes) -> str | None:
    """The encoding that the bytes are likely in; None where they are damaged UTF-8 or nothing fits.

    >>> guessed("Le gouvernement a annoncé que la réforme sera adoptée cet été.".encode("latin-1"))
    'cp1252'
    >>> guessed(b"cut in the middle of a character: \\xe2\\x82")
    """
    sample = _sample(data, SAMPLE)
    high = sum(map(len, _HIGH.findall(sample)))
    valid = sum(map(len, _UTF8.findall(sample)))
    dense = high >= max(_MANY, len(sample) * _DENSE)
    if high < _FEW or valid >= high * (_DAMAGED_DENSE if dense else _DAMAGED):
        return None
    scored = _sample(sample, _SCORED)
    name = _best(scored, _LATIN, _latin_share) if _is_mixed(scored) or not dense else None
    for encodings, common in _SCRIPTS.values():
        if name is None and dense:
            name = _best(scored, encodings, partial(_script_share, common) if common else _thai_share)
    return name or (_of_many_bytes(sample) if dense else None)


def escaped(data: bytes) -> str | None:
    """The encoding of bytes that switch alphabets by escapes, as mail does; None where they do not.

    >>> escaped("雨が降った。".encode("iso2022_jp")), escaped(b"plain")
    ('iso2022_jp', None)
    """
    name = next((name for mark, name in _ESCAPES.items() if mark in data), None) if b"\x1b" in data else None
    if name is not None:
        try:
            data.decode(name)
        except UnicodeDecodeError:
            return None
    return name


def _sample(data: bytes, size: int) -> bytes:
    """The beginning of the data, cut at white space so that no character is halved."""
    if len(data) <= size:
        return data
    cut = max(data.rfind(space, 0, size) for space in (b"\n", b" "))
    return data[:cut] if cut > 0 else data[:size]


def _is_mixed(sample: bytes) -> bool:
    """Whether bytes above 127 stand in words with Latin letters."""
    return 2 * sum(len(run) - 1 for run in _MIXED.findall(sample)) >= sum(map(len, _HIGH.findall(sample)))


def _best(sample: bytes, encodings: Sequence[str], share: Callable[[str], float]) -> str | None:
    """The encoding under which the largest share of characters stands as it should, if that is enough."""
    shares: dict[str, float] = {}
    for name in encodings:
        try:
            shares[name] = share(sample.decode(name))
        except UnicodeDecodeError:
            continue
    best = max(shares, key=lambda name: shares[name], default=None)
    return best if best is not None and shares[best] >= _FITS else None


def _latin_share(text: str) -> float:
    """The share of characters beyond ASCII that are one language's letters, or marks, in places where these stand.

    >>> _latin_share("à l'été"), _latin_share("ˆ l'ŽtŽ")
    (1.0, 0.0)
    """
    right: Counter[str] = Counter()
    marks = total = beside = 0
    for position, character in enumerate(text):
        if character.isascii():
            continue
        total += 1
        before, after = text[position - 1 : position], text[position + 1 : position + 2]
        if character in _MARKS and (character == "’" or not (before.isalpha() and after.isalpha())):
            marks += 1
        elif character.isalpha() and _stands(character, before, after):
            right[character] += 1
            beside += before.isalpha() or after.isalpha() or character.islower()
    if right and beside * 2 <= right.total():
        return 0.0  # capitals by themselves are seldom words
    best = max(
        sum(number for letter, number in right.items() if {letter, letter.lower()} & alphabet)
        for alphabet in _ALPHABETS
    )
    return (best + marks) / max(1, total)


def _stands(letter: str, before: str, after: str) -> bool:
    """Whether a letter has the case of its neighbours; a capital may begin a word."""
    if letter.isupper():
        return not before.islower() and (not before.isalpha() or not after.islower())
    return not (before.isupper() and after.isupper())


def _script_share(common: str, text: str) -> float:
    """The share of characters beyond ASCII that are common letters of a script in their places; 0 where all letters are
    equally frequent, as they are in a wrong code table.
    """
    letters = [character for character in text if not character.isascii() and character.isalpha()]
    if not letters:
        return 0.0
    small = Counter(letter.lower() for letter in letters)
    frequent = frozenset(common)
    others = sum(number for letter, number in small.items() if letter not in frequent)
    ten = sum(small[letter] for letter in common[:10])
    if ten < len(letters) * _EVEN or others > len(letters) * (1 - _COMMON):
        return 0.0
    right = total = 0
    for position, character in enumerate(text):
        if not character.isascii():
            total += 1
            before, after = text[position - 1 : position], text[position + 1 : position + 2]
            if character.isalpha():
                right += _stands(character, before, after)
            else:
                beside = before.isalpha() or after.isalpha()
                right += (character in _MARKS and character != "‚") or not beside or _is_sign(character)
    return right / total


def _is_sign(character: str) -> bool:
    """Whether it is a mark of vowels or punctuation of such a script."""
    return "\u0591" <= character <= "\u05f4" or "\u060c" <= character <= "\u0670" or character in "№΄΅"


def _thai_share(text: str) -> float:
    """The share of Thai characters that stand where they can: marks after consonants, some vowels before them.

    Nearly all must; four times the others are taken off. 0 where the commonest ones are not frequent.
    """
    beyond = [character for character in text if not character.isascii()]
    common = sum(character in _THAI_COMMON for character in beyond)
    if common < len(beyond) * _THAI_EVEN:
        return 0.0
    wrong = 0
    for position, character in enumerate(text):
        if character.isascii() or character in _MARKS:
            continue
        before, after = text[position - 1 : position], text[position + 1 : position + 2]
        if character in _THAI_UPPER:
            wrong += not "\u0e01" <= before <= "\u0e4e"
        elif character in _THAI_FIRST:
            wrong += not "\u0e01" <= after <= "\u0e2e"
        else:
            wrong += not ("\u0e01" <= character <= "\u0e3a" or "\u0e40" <= character <= "\u0e4e")
    return 1 - _THAI_WRONG * wrong / max(1, len(beyond))


def _of_many_bytes(sample: bytes) -> str | None:
    from charset_normalizer import from_bytes  # noqa: PLC0415  # needed for one file in a thousand

    best = from_bytes(sample, cp_isolation=list(_MULTIPLE)).best()
    return None if best is None else best.encoding
