"""A web page becomes its article: the text that is kept, and what the page says of itself.

Extraction is trafilatura's (extra `[html]`), in a process of its own that is stopped after ten seconds. Where it finds
no article, or the page would cost too much, the text between the tags is taken, and said (W-EXTRACT-FALLBACK).
"""

import atexit
import re
import sys
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from typing import Any

from provenance.base.errors import InputError
from provenance.base.worker import Worker
from provenance.corpus.formats.decode import BAD, counted
from provenance.corpus.html.markup import without_markup
from provenance.corpus.html.page_encoding import page_text
from provenance.corpus.language import stated_language
from provenance.corpus.ledger import Note

SECONDS = 10.0  # that a page may take
_STARTING = 60.0  # seconds; loading the extractor takes one
EXTRA = 'pages need the extra: pip install "article-provenance[html]" (trafilatura, lxml, lxml_html_clean)'
OF_PAGES = ("title", "byline", "outlet", "url", "published")  # what a page may say of its article
_LONGEST = 5_000_000  # characters of HTML that are parsed; 5 MB of paragraphs take a parser a minute
_LONGEST_HEAD = 500_000  # characters of a head that is parsed alone
_ATTRIBUTES = 1_000  # of one tag; 20,000 take 12 s
_LONG_TAG = re.compile(rf"<[a-zA-Z][^<>]{{{2 * _ATTRIBUTES},}}")
_CODE = re.compile(r"<(script|style)\b([^<>]{0,2000})>|<!--")
_PAGE = re.compile(r"<(?:!doctype|html|head|body|p|div|article|section|h1|span|table|br)\b", re.IGNORECASE)
_REFERENCE = re.compile(r"&#(?:0{0,8}(\d{1,8})|[xX]0{0,8}([0-9a-fA-F]{1,7}));?")
_STOPS = tuple(".!?…。！？؟۔।")
_FALLBACK = Note("W-EXTRACT-FALLBACK", "no article was found by its layout: the text between the tags is taken")
_BODY = Note("W-EXTRACT-FALLBACK", "its layout holds a part of the article: the text is the articleBody of its JSON-LD")
_EMPTY = Note("W-EMPTY", "a page without an article")
_FEW = 8  # words; a page's article has more, unless it is a sentence
_PROSE = 60  # letters of a line from which a page without an article has a text


@dataclass(frozen=True)
class Page:
    """A page's article: its text, its metadata as (field, value, basis), its encoding, and notes."""

    text: str
    facts: tuple[tuple[str, str, str], ...]
    encoding: str
    notes: tuple[Note, ...]


def article_values(read: Page) -> dict[str, str]:
    """What a page says of its article, each field once, and its language where the text agrees."""
    values = {name: value for name, value, _ in reversed(read.facts) if name in OF_PAGES}
    codes = [value for name, value, _ in read.facts if name == "language"]
    code = next((code for value in reversed(codes) if (code := stated_language(read.text, value))), None)
    return {**values, "language": code} if code else values


@cache
def worker() -> Worker:
    """The one worker of this run; the time to start is not that of the first page."""
    process = Worker("provenance.corpus.html.page_worker", SECONDS, _STARTING, greeting={"html": ""})
    atexit.register(process.stop)
    return process


def _asked(source: str) -> dict[str, Any] | None:
    """What the worker finds in a page; None where it had to be stopped."""
    if not worker().running and worker().start() is None:
        raise InputError("E-EXTRA", f"the process that reads pages does not start; {EXTRA}")
    return worker().ask({"html": source})


def page(data: bytes, encoding: str = "") -> Page:
    """The article of a page. Raises InputError where the extra is not installed, or the bytes are no text."""
    if find_spec("trafilatura") is None or find_spec("lxml_html_clean") is None:
        raise InputError("E-EXTRA", EXTRA)
    read = page_text(data, encoding)
    source, none = _with_characters(without_code(read.text))
    notes = [*read.notes, *none]
    answer = _asked(source) if _is_tame(source) else {}
    if answer is None:
        notes.append(Note("W-TIMEOUT", f"its HTML could not be parsed within {SECONDS:.0f} s and the memory allowed"))
    if not answer and _is_tame(head := _head(source)):
        answer = {**(_asked(head) or {}), "text": ""}  # what it says of itself is in its head
    answer = answer or {}
    text = str(answer.get("text", ""))
    notes += [_BODY] if answer.get("of_data") else []
    if not _PAGE.search(source) or (len(text.split()) < _FEW and not _has_prose(text)):
        plain_text = without_markup(source) if _PAGE.search(source) else source
        text = plain_text if _has_prose(plain_text) else ""
        notes += [_FALLBACK] if text else [_EMPTY] if source.strip() else []
    facts = tuple((str(name), str(value), str(basis)) for name, value, basis in answer.get("facts", ()))
    return Page(text, facts, read.encoding, tuple(notes))


def without_code(source: str) -> str:
    """A page without its scripts and styles, but for JSON-LD: they are half of a page, and nobody reads them.

    >>> without_code("<p>Rain<script>x = 1</script><STYLE>p {}</style> fell<!-- <script> --> on Wick")
    '<p>Rain fell<!-- <script> --> on Wick'
    """
    lower = source.lower()
    if len(lower) != len(source):
        return source  # few letters have another number of small ones
    parts: list[str] = []
    end = looked = 0
    unclosed: set[str] = set()  # what is opened somewhere and never closed behind
    for match in _CODE.finditer(lower):
        close = f"</{match[1]}" if match[1] else "-->"
        if match.start() < looked or close in unclosed:
            continue
        looked = lower.find(close, match.end())
        if looked < 0:
            unclosed.add(close)
            looked = match.end()
        elif match[1] and "json" not in match[2]:
            parts.append(source[end : match.start()])
            end = looked = lower.find(">", looked) + 1 or len(source)
    return "".join([*parts, source[end:]])


def _head(source: str) -> str:
    """The head of a page whose body is not parsed, closed."""
    end = source.lower().find("</head>", 0, _LONGEST_HEAD)
    return source[:end] + "</head><body></body></html>" if end > 0 else ""


def saved_page(data: bytes) -> bytes:
    """The HTML of a page that was saved as .mhtml. Raises InputError where it has none.

    >>> saved_page(b"Content-Type: text/html\\n\\n<p>Rain")
    b'<p>Rain'
    """
    from email import message_from_bytes, policy  # noqa: PLC0415  # takes longer than all else here

    message = message_from_bytes(data, policy=policy.compat32)
    for section in message.walk():
        if section.get_content_type() == "text/html":
            content = section.get_payload(decode=True)
            if isinstance(content, bytes):
                return content
    raise InputError("E-FORMAT-MISMATCH", "a saved page that holds no HTML")


def _with_characters(source: str) -> tuple[str, list[Note]]:
    """The page with U+FFFD for references to what is no character."""
    bad = 0

    def kept(match: re.Match[str]) -> str:
        nonlocal bad
        code = int(match[1]) if match[1] else int(match[2] or "0", 16)
        if code in (9, 10, 12, 13) or 32 <= code < 0xD800 or 0xDFFF < code <= sys.maxunicode:
            return match[0]
        bad += 1
        return BAD

    source = _REFERENCE.sub(kept, source) if "&#" in source else source
    return source, [Note("W-CONTROL-CHARS", f"{counted(bad, 'reference')} to no character")] if bad else []


def _is_tame(source: str) -> bool:
    """Whether a parser can take the page in reasonable time."""
    return len(source) <= _LONGEST and not any(tag.count("=") > _ATTRIBUTES for tag in _LONG_TAG.findall(source))


def _has_prose(text: str) -> bool:
    """Whether any line is a sentence, no name or menu; a letter of Chinese says as much as three of others."""
    return any(
        any(stop in line for stop in _STOPS)
        and sum(3 if letter >= "\u2e80" else letter.isalpha() for letter in line) >= _PROSE
        for line in text.split("\n")
    )
