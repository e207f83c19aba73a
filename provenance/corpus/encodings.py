"""Bytes that name no encoding and are not UTF-8: which of the common older encodings are they in?"""

import re
from collections import Counter

SAMPLE = 200_000  # bytes looked at
NAMES = {
    "cp1252": "Windows-1252", "cp1250": "Windows-1250", "iso8859_2": "ISO 8859-2", "cp1254": "Windows-1254",
    "cp1251": "Windows-1251", "koi8_r": "KOI8-R", "cp1253": "Windows-1253", "cp1255": "Windows-1255",
    "cp1256": "Windows-1256", "gb18030": "GBK (GB 18030)", "big5": "Big5", "cp932": "Shift JIS", "euc_jp": "EUC-JP",
    "cp949": "EUC-KR",
}  # fmt: skip
_LATIN = ("cp1252", "cp1250", "iso8859_2", "cp1254")  # likeliest first; alike but for some letters
_ALPHABETS = tuple(  # the letters beyond ASCII of the languages written in those
    frozenset(letters)
    for letters in (
        "éèêëàâçùûîïôœ", "áéíóúñü¡¿ºª", "áéíóúâêôãõàçü", "äöüßé", "åäöæøé", "àèéìòùî", "áéíóúýðþæö", "äöüõšž",
        "ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "čćšžđ", "ăâîşţ", "çğıöşüâîİ",
    )
)  # fmt: skip
_UTF8 = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]+")
_PLAUSIBLE = re.compile(  # accented letters beside plain ones, and Western punctuation
    rb"[A-Za-z][\x8a-\xff]{1,2}|[\x8a-\xff]{1,2}[A-Za-z]|[\x80\x82-\x85\x91-\x97\x99\xa0\xa3\xa7-\xa9\xab\xb0\xba\xbb]"
)
_FEW = 3  # bytes above 127 below which there is nothing to guess from
_LONG_RUN = 3  # accented letters in a row that Western text does not have ...
_DENSE = 0.15  # ... unless it is in another script, where far more bytes are above 127 ...
_MANY = 12  # ... and many of them
_DAMAGED = 0.5  # of the bytes above 127 in whole UTF-8 characters, from which sparse text is damaged UTF-8
_DAMAGED_DENSE = 0.85  # the same where other encodings' letter pairs may look like UTF-8 by chance


def guessed(data: bytes) -> str | None:
    """The encoding that the bytes are likely in; None where they are damaged UTF-8 or nothing fits.

    >>> guessed("Le gouvernement a annoncé que la réforme sera adoptée cet été.".encode("latin-1"))
    'cp1252'
    >>> guessed(b"cut in the middle of a character: \\xe2\\x82")
    """
    sample = _sample(data)
    runs = [len(run) for run in _HIGH.findall(sample)]
    high = sum(runs)
    whole = sum(len(character) for character in _UTF8.findall(sample))
    dense = high >= max(_MANY, len(sample) * _DENSE)
    if high < _FEW or whole >= high * (_DAMAGED_DENSE if dense else _DAMAGED):
        return None
    if not dense and (max(runs) >= _LONG_RUN or len(_PLAUSIBLE.findall(sample)) < high / 2):
        return None
    return _best(sample)


def _sample(data: bytes) -> bytes:
    """The beginning of the data, cut at white space so that no character is halved."""
    if len(data) <= SAMPLE:
        return data
    cut = max(data.rfind(space, 0, SAMPLE) for space in (b"\n", b" "))
    return data[:cut] if cut > 0 else data[:SAMPLE]


def _best(sample: bytes) -> str | None:
    from charset_normalizer import from_bytes  # noqa: PLC0415  # needed for one file in a thousand

    best = from_bytes(sample, cp_isolation=list(NAMES)).best()
    if best is None:
        return None
    return _latin(sample) if best.encoding in _LATIN else best.encoding


def _latin(sample: bytes) -> str | None:
    """The Latin encoding under which one language's letters account for the most bytes above 127.

    >>> _latin("Mieszkańcy czekają na żywność".encode("cp1250")), _latin("à l'été".encode("latin-1"))
    ('cp1250', 'cp1252')
    """
    scores = {}
    for name in _LATIN:
        try:
            letters = Counter(letter for letter in sample.decode(name) if not letter.isascii())
        except UnicodeDecodeError:
            continue
        scores[name] = max(
            sum(number for letter, number in letters.items() if {letter, letter.lower()} & alphabet)
            for alphabet in _ALPHABETS
        )
    return max(scores, key=lambda name: scores[name], default=None)
