"""Text from articles and file names becomes text that is safe to print."""

import json
import re
import unicodedata
from functools import lru_cache

QUERY = "query:"  # stands before the id of the article that an index is asked about

_KEPT = "\n\t"
_USER = re.compile(r"://[^/@\s]{1,999}@")
_HIDDEN = {
    "Cc",
    "Cf",
    "Cs",
    "Co",
    "Cn",
    "Zl",
    "Zp",
}  # controls, format (bidi, zero-width), surrogates, no character


@lru_cache(maxsize=4096)
def _shown(character: str) -> str:
    if character in _KEPT or unicodedata.category(character) not in _HIDDEN:
        return character
    number = ord(character)
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


def printable(text: str) -> str:
    r"""Every control, bidi, zero-width and format character as a visible escape; the rest untouched.

    >>> printable("a\x1b[2Jb\u202ec")
    'a\\x1b[2Jb\\u202ec'
    """
    return text if text.isascii() and text.isprintable() else "".join(map(_shown, text))


def one_line(text: str) -> str:
    r"""The same on one line: line ends and tabs are escaped too, as a message or a file name needs.

    >>> one_line("a\nprovenance: error")
    'a\\nprovenance: error'
    """
    return printable(text).replace("\n", "\\n").replace("\t", "\\t")


def printable_json(text: str) -> str:
    r"""JSON whose hidden characters are escaped; its own line ends stay.

    >>> printable_json('"a\u202eb"')
    '"a\\u202eb"'
    """
    if text.isascii() and text.replace("\n", "").isprintable():
        return text
    return "".join(c if printable(c) == c else json.dumps(c)[1:-1] for c in text)


def asked_name(article: str) -> str:
    """An article's id as people see it: without the mark of the article that an index is asked about.

    >>> asked_name("query:text.txt"), asked_name("harbour.txt")
    ('text.txt', 'harbour.txt')
    """
    return article.removeprefix(QUERY)


def shown_address(address: str) -> str:
    """An address as messages and tables name it: without a key, a password, and settings of the service.

    >>> shown_address("s3://KEY:SECRET@news/may/a.txt?region=eu-west-1"), shown_address("hdfs://host:8020/a")
    ('s3://news/may/a.txt', 'hdfs://host:8020/a')
    """
    return without_user(address.partition("?")[0])


def without_user(text: str) -> str:
    """The same without what stands before an @ in addresses: a name, a key, a password.

    >>> without_user("no answer from s3://KEY:SECRET@news/a.txt")
    'no answer from s3://news/a.txt'
    """
    return _USER.sub("://", text)
