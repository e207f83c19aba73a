"""Real articles become stories of sentences, without the credits, captions and end marks that they carried."""

import random
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path

import polars as pl

from benchmarks.newsroom.event import paragraphs
from benchmarks.newsroom.story import Sentence
from provenance.base.outlets import domain

FILES = ("reuters21578.parquet", "allsides.parquet", "independent.parquet")
AGENCIES = {"Reuters": "reuters", "Associated Press": "ap", "tass.com": "tass"}  # outlet -> id in the catalogue
_WORDS = (150, 900)  # of a story
_SENTENCES, _PARAGRAPHS = 8, 4  # at least
_FIGURES = 0.06  # of its code points at most, or it is a table

_PLACE = r"[A-Z][A-Za-z0-9.,'’/ -]{1,60}"
_DATELINE = re.compile(
    rf"(?:{_PLACE})?\s?\((?:Reuters|AP|The Associated Press)\)\s?[-—–]*\s?|{_PLACE}\d{{0,2}}\. /TASS/\.\s?"
)
_STRAY = re.compile(r"\((?:Reuters|AP|The Associated Press)\)|/TASS/")
_TOP = 6  # paragraphs among which a dateline stands: captions may stand above it
_BLANK = re.compile(r"\n\s*\n|\n {4}")
_END_MARK = re.compile(r"\n\s*(?:Reuter|REUTER)\S*\s*$")
_RUN_ON = re.compile(r"[a-z][.!?][\"“”]?[A-Z][a-z]")  # sentences between which a space is lost
_CITY = re.compile(r"[A-Z][A-Za-z]+(?: [A-Z][A-Za-z]+)?")
_ENDED = re.compile(r"[.!?][\"'”’)]{0,2}$")
_NO_TEXT = re.compile(
    r"REUTERS/|AP Photo|\bphotos?\b|\bSlideshow\b|ADVERTISEMENT|^_|^\(?(?:Additional )?(?:Reporting|Writing|Editing) by"
    r"|https?://|\bAP writers?\b|(?:Associated Press|AP) [a-z]*\s?(?:writer|reporter|journalist)|contributed to this"
    r"|^Follow |newsletter|CLICK HERE|^Related|^Read more|^\W",
    re.IGNORECASE,
)
_WIRES = re.compile(
    r"\bReuters?\b|\bREUTERS?\b|\bAP\b|Associated Press|\bAFP\b|Agence France|\bXinhua\b|\bTASS\b|\bTass\b|\bdpa\b"
    r"|\bDPA\b|\bUPI\b|Interfax|\bEFE\b|\bANSA\b|Kyodo|Yonhap|Bloomberg|[Nn]ews [Aa]genc|[Ww]ire [Ss]ervice"
)
_OWN = {
    "reuters": re.compile(r"\bReuters?\b"),
    "ap": re.compile(r"\bAP\b|Associated Press"),
    "tass": re.compile("TASS"),
}
_END = re.compile(r"(?<=[.!?])[\"'”’)]{0,2}\s+(?=[\"'“‘(]?[A-Z0-9])")
_ABBREVIATED = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|Lt|Col|Sgt|St|Jr|Sr|Inc|Corp|Co|Ltd|No|vs|Prof|Rev|Jan|Feb|Aug|Sept"
    r"|Oct|Nov|Dec|Mich|Ill|Calif|Fla|Pa|Conn|Mass|Ariz|Ala|Ga|Tenn|Va|Wash|Minn|Mo|Md))\.$"
)
_SAID = re.compile(
    r"^[\"“](?P<quote>[^\"“”]{20,400}),[\"”] (?:(?:said|says|added) (?P<after>[^,.]{3,50})"
    r"|(?P<before>[^,.\"]{3,50}) (?:said|says|added|told [^,.]{3,30}))(?:[ ,][^\"“”]{0,120})?\.$"
)
_PERSON = re.compile(
    r"\b(?:[Mm]inister|[Cc]hairman|[Pp]resident|[Ss]pokes[a-z]{3,6}|[Ss]ecretary|[Dd]irector|[Ss]en\.|[Rr]ep\.|[Gg]ov\."
    r"|[Gg]eneral|[Aa]nalyst|[Ll]eader|[Mm]ayor|[Oo]fficer|[Ee]conomist) ([A-Z][a-z]{2,14} [A-Z][a-z]{3,14})\b"
)


@dataclass(frozen=True)
class Told:
    """A real article: what is printed of it, and who published it when."""

    name: str
    data: str  # which file
    outlet: str
    agency: str | None  # whose own story it is
    when: datetime
    city: str
    paragraphs: tuple[tuple[str, ...], ...]  # of sentences

    @cached_property
    def text(self) -> str:
        """All sentences."""
        return " ".join(text for paragraph in self.paragraphs for text in paragraph)

    @cached_property
    def subject(self) -> frozenset[str]:
        """Words by which its subject can be told: long ones and names."""
        return frozenset(re.findall(r"\b(?:[A-Z][a-z]{3,20}|[a-z]{7,20})\b", self.text))

    @cached_property
    def people(self) -> list[str]:
        """Full names, the most frequent first."""
        found = _PERSON.findall(self.text)
        return sorted(set(found), key=lambda name: (-found.count(name), name))


@dataclass(frozen=True)
class Row:
    """A row of a file, not read yet: most are never asked for."""

    name: str
    outlet: str
    when: datetime
    dateline: str
    text: str

    @property
    def agency(self) -> str | None:
        """The agency whose own story it is."""
        return AGENCIES.get(self.outlet)


def rows(data: Path, file: str) -> list[Row]:
    """The dated rows of a file that are of middling length, in order of time."""
    found = []
    for row in pl.read_parquet(data / file).iter_rows(named=True):
        outlet = "Reuters" if file.startswith("reuters") else row.get("outlet") or domain(row.get("url")) or ""
        when = _moment(row["published"])
        if when and _WORDS[0] <= (row["text"] or "").count(" ") <= 2 * _WORDS[1]:
            name = f"{file.partition('.')[0]} {row['id']}"
            found.append(Row(name, outlet, when, row.get("dateline") or "", row["text"]))
    return sorted(found, key=lambda row: (row.when, row.name))


def told(row: Row) -> Told | None:
    """The article as a telling; None of what is no news in sentences, or credits another than its own agency."""
    if (row.agency is None and _WIRES.search(row.text)) or len(_RUN_ON.findall(row.text)) > 1:
        return None
    dateline, blocks = row.dateline, _blocks(row.text)
    for i, found in enumerate(map(_DATELINE.match, blocks[:_TOP])):
        if found:
            dateline, blocks[i] = found.group(), blocks[i][found.end() :]
    rng = random.Random(row.name)
    parts = [part for block in blocks if _is_text(block) for part in _parted(sentences(block), rng)]
    body = " ".join(text for part in parts for text in part)
    if (
        not _is_news(parts, body)
        or _STRAY.search(body)
        or _WIRES.search(_OWN[row.agency].sub("", body) if row.agency else body)
    ):
        return None
    city = _CITY.match(dateline.title())
    data = row.name.split()[0]
    return Told(row.name, data, row.outlet, row.agency, row.when, city.group() if city else "London", tuple(parts))


def _blocks(text: str) -> list[str]:
    """Paragraphs, each on one line, without an end mark."""
    return [" ".join(block.split()) for block in _BLANK.split(_END_MARK.sub("", text))]


def _is_news(parts: list[tuple[str, ...]], body: str) -> bool:
    return (
        _WORDS[0] <= len(body.split()) <= _WORDS[1]
        and len(parts) >= _PARAGRAPHS
        and sum(map(len, parts)) >= _SENTENCES
        and sum(map(str.isdigit, body)) <= _FIGURES * len(body)
    )


def _is_text(block: str) -> bool:
    return bool(_ENDED.search(block)) and not _NO_TEXT.search(block[:300]) and len(block.split()) > 5


def _parted(block: list[str], rng: random.Random) -> list[tuple[str, ...]]:
    """A paragraph as it is; several where the file has no paragraphs."""
    if len(block) <= _SENTENCES:
        return [tuple(block)]
    as_sentences = [Sentence("", text, "", "", "") for text in block]
    return [tuple(s.text for s in part) for part in paragraphs(as_sentences, rng)]


def sentences(block: str) -> list[str]:
    """The sentences of a paragraph.

    >>> sentences('Mr. Vane came to the U.S. Senate. "Stay," he said. Nobody did.')
    ['Mr. Vane came to the U.S. Senate.', '"Stay," he said.', 'Nobody did.']
    """
    found, begun = [], 0
    for end in _END.finditer(block):
        stop = end.start() + len(end.group().rstrip())
        if not _ABBREVIATED.search(block[max(0, end.start() - 8) : end.start()]):
            found.append(block[begun:stop])
            begun = end.end()
    return [*found, block[begun:]]


def _moment(published: object) -> datetime | None:
    """A time where one is given; of a day alone its morning."""
    if isinstance(published, datetime):
        return published.replace(tzinfo=UTC)
    found = re.fullmatch(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})", str(published or ""))
    return datetime(*map(int, found.groups()), tzinfo=UTC) + timedelta(hours=6) if found else None


def sentence(key: str, text: str, kind: str) -> Sentence:
    """A sentence as the newsroom knows it: one that is a quotation and who said it is known as such."""
    said = _SAID.match(text)
    if said:
        return Sentence(key, text, "quote", said["quote"], said["after"] or said["before"])
    return Sentence(key, text, "quote" if any(mark in text for mark in '"“”') else kind, "", "")


def slots(article: Told) -> Mapping[str, str]:
    """What operators ask of a story: two surnames, a day."""
    surnames = [name.split()[1] for name in article.people]
    return {"day": f"{article.when:%A}", **dict(zip(("s1", "s2"), surnames, strict=False))}
