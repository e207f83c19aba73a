"""Bytes that name no encoding and are not UTF-8: which of the common older encodings are they in?"""

import re

SAMPLE = 200_000  # bytes looked at
_CANDIDATES = (
    "cp1252", "cp1250", "cp1251", "koi8_r", "cp1253", "cp1254", "cp1255", "cp1256", "iso8859_2", "iso8859_15",
    "gb18030", "big5", "cp932", "euc_jp", "cp949",
)  # fmt: skip
NAMES = {
    "cp1252": "Windows-1252", "cp1250": "Windows-1250", "cp1251": "Windows-1251", "koi8_r": "KOI8-R",
    "cp1253": "Windows-1253", "cp1254": "Windows-1254", "cp1255": "Windows-1255", "cp1256": "Windows-1256",
    "iso8859_2": "ISO 8859-2", "iso8859_15": "ISO 8859-15", "gb18030": "GBK (GB 18030)", "big5": "Big5",
    "cp932": "Shift JIS", "euc_jp": "EUC-JP", "cp949": "EUC-KR",
}  # fmt: skip
_ALMOST_WESTERN = {"cp1250", "iso8859_2", "iso8859_15"}
_AS_TIDY = 0.02  # difference in disorder that decides nothing; Windows-1252 is then far the likelier
_UTF8 = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]+")
_PLAUSIBLE = re.compile(  # accented letters beside plain ones, and Western punctuation
    rb"[A-Za-z][\x8a-\xff]{1,2}|[\x8a-\xff]{1,2}[A-Za-z]|[\x80\x82-\x85\x91-\x97\x99\xa0\xa3\xa7-\xa9\xab\xb0\xba\xbb]"
)
_FEW = 3  # bytes above 127 below which there is nothing to guess from
_LONG_RUN = 3  # accented letters in a row that Western text does not have ...
_DENSE = 0.15  # ... unless it is in another script, where far more bytes are above 127


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
    if high < _FEW or (whole >= high / 2 and high < len(sample) * _DENSE):
        return None
    if high < len(sample) * _DENSE and (max(runs) >= _LONG_RUN or len(_PLAUSIBLE.findall(sample)) < high / 2):
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

    matches = list(from_bytes(sample, cp_isolation=list(_CANDIDATES)))
    if not matches:
        return None
    best = matches[0]
    for match in matches[1:]:
        if match.encoding == "cp1252" and best.encoding in _ALMOST_WESTERN and match.chaos <= best.chaos + _AS_TIDY:
            return "cp1252"
    if best.encoding in _ALMOST_WESTERN and "cp1252" in best.could_be_from_charset:
        return "cp1252"
    return best.encoding if best.encoding in NAMES else None
