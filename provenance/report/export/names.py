"""Ids that anybody may have chosen become names that no format can misread."""

from typing import NamedTuple
from urllib.parse import quote

URN = "urn:x-provenance:"  # of our own names: nobody's host is asked for them, and none is claimed
EMPTY = "%00"  # the name of the empty id; no id holds a NUL


class Name(NamedTuple):
    """A qualified name: a prefix that the document declares, and a local part.

    >>> str(Name("article", "a.txt"))
    'article:a.txt'
    """

    prefix: str
    local: str

    def __str__(self) -> str:
        return f"{self.prefix}:{self.local}"


def local(key: str) -> str:
    """The id as the local part of a name: ASCII letters, digits and `_ . - ~` stay, all else is percent-encoded UTF-8.

    Percent-decoding gives the id back, so two ids never share a name. PROV-N has no `.` or `-` at the beginning and no
    `.` at the end of a name.

    >>> local("fire/wire 1.txt"), local("x> <http://evil/p>"), local("Ł"), local("-a.")
    ('fire%2Fwire%201.txt', 'x%3E%20%3Chttp%3A%2F%2Fevil%2Fp%3E', '%C5%81', '%2Da%2E')
    """
    safe = quote(key, safe="", errors="surrogatepass") or EMPTY
    if safe[0] in ".-":
        safe = f"%{ord(safe[0]):02X}{safe[1:]}"
    return safe[:-1] + "%2E" if safe.endswith(".") else safe


def own(term: str) -> Name:
    """A word of ours: a kind or an attribute that PROV has no word for.

    >>> str(own("probability"))
    'pv:probability'
    """
    return Name("pv", term)


def prov(term: str) -> Name:
    """A word of PROV itself.

    >>> str(prov("Quotation"))
    'prov:Quotation'
    """
    return Name("prov", term)
