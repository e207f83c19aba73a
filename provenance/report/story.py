"""All that is known about one article, gathered once, so that every format tells the same story."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from provenance.report import wording

_BITS = re.compile(r", [\d,.]+ bits\b")
JUDGED = "judged"  # the kind of evidence that is what people said
INDIRECT = 0.1  # of a probability that must lie on routes through other articles before that is said


class Period(NamedTuple):
    """Earliest and latest possible moment; None where open."""

    first: datetime | None
    last: datetime | None

    def __str__(self) -> str:
        return wording.period(self.first, self.last)

    def heading(self) -> str:
        """The period for a heading: what is known at one end only is no date there.

        >>> Period(datetime(1967, 1, 1), None).heading()
        'date unknown'
        """
        return wording.period(None, None) if self.first is None or self.last is None else str(self)

    def calendar(self) -> "Period":
        """The same as a reader counts days: see wording.calendar."""
        return Period(*wording.calendar(self.first, self.last))


@dataclass(frozen=True)
class Node:
    """An article or an unseen item, as it is named to the reader."""

    key: str  # article or source id
    unseen: bool
    name: str
    outlet: str | None  # of an article; the agency's name for an unseen item
    published: Period
    file: str | None = None  # of an article that is a file of its own


@dataclass(frozen=True)
class StoryEvidence:
    """One reason for or against a derivation, with the span it rests on."""

    kind: str
    weight: float  # nats; above 0 for, below 0 against
    note: str
    article: Node | None
    start: int | None
    end: int | None
    quote: str  # the span's text


@dataclass(frozen=True)
class Derivation:
    """One row of who draws on what."""

    derived: Node
    source: Node
    relation: str
    direction: str  # known, unknown
    rank: int
    probability: float
    evidence: tuple[StoryEvidence, ...]
    direct: float | None = None  # without the routes through other articles; None in a trace from before it was told
    held: float | None = None  # share of the derived article's words in passages that it shares with the source

    @property
    def relation_words(self) -> str:
        """The relation in words."""
        return wording.relation(self.relation, self.held)

    @property
    def how(self) -> str:
        """The same; of a source that was likely reached through another article, also how likely directly."""
        relation = self.relation_words
        if self.direct is None or self.direct > self.probability - INDIRECT:
            return relation
        return f"{relation}, straight from it: {wording.percent(self.direct)}"

    @property
    def confirmed(self) -> bool:
        """Whether people looked at it and said yes."""
        return any(e.kind == JUDGED and e.weight > 0 for e in self.evidence)

    @property
    def denied(self) -> bool:
        """Whether people looked at it and said no."""
        return any(e.kind == JUDGED and e.weight < 0 for e in self.evidence)

    @property
    def reason(self) -> str:
        """The weightiest piece of evidence in favour, in words."""
        return evidence_text(self.evidence[0]) if self.evidence and self.evidence[0].weight > 0 else ""


@dataclass(frozen=True)
class Passage:
    """A stretch that this article shares with another, seen from this article."""

    number: int
    start: int
    end: int
    text: str
    other: Node
    other_start: int
    other_end: int
    other_text: str
    other_before: str  # what stands around it there
    other_after: str
    words: int
    matched: int
    bits: float
    expect: float
    significant: bool
    kind: str | None = None  # aligned, reworded, brief, scattered or translation
    sentences: tuple[tuple[str, str], ...] = field(default=(), repr=False, metadata={"json": False})  # of a translation

    @property
    def translated(self) -> bool:
        """Whether no word of it is the same on the other side, as that is in another language."""
        return self.kind == "translation"

    @property
    def match(self) -> str:
        """What it and its counterpart have in common, in words."""
        return wording.match(self.kind, self.matched, self.words)


@dataclass(frozen=True)
class StoryCredit:
    """A named agency or outlet: whose, what it says, and where."""

    agency: str | None  # the name people know
    alternatives: tuple[str, ...]
    kind: str
    scope: str
    position: str | None
    start: int | None  # None where it stands beside the text, as in the byline of a record
    end: int | None
    quote: str  # "" likewise

    @property
    def named(self) -> str:
        """Who is credited, as far as the credit says."""
        if self.agency:
            return self.agency
        if self.kind == "self":
            return "its own label"
        return " or ".join(self.alternatives) or "no agency named"


@dataclass(frozen=True)
class Quote:
    """Words in quotation marks, who said them, and the agency they came through."""

    start: int
    end: int
    speaker: str | None
    via: str | None
    quote: str


@dataclass(frozen=True)
class Version:
    """A quotation as another article has it."""

    node: Node
    form: str  # beside this article's: exact, trimmed, fuller, altered, indirect
    start: int
    end: int
    speaker: str | None
    kept: bool | None  # whether it names the same speaker as this article; None where either names none
    quote: str


@dataclass(frozen=True)
class Quotation:
    """A quotation of this article that others have too."""

    start: int
    end: int
    form: str  # beside the form that most articles have
    longest: Node  # who has that form
    speaker: str | None
    quote: str
    others: tuple[Version, ...]
    more: int = 0  # further articles that have it


@dataclass(frozen=True)
class Reason:
    """Why the publication date lies within its bounds."""

    layer: str  # text, facts, metadata, address, capture
    note: str
    start: int | None
    end: int | None
    quote: str


@dataclass(frozen=True)
class Dates:
    """When the article can have been published, and why."""

    published: Period
    candidates: tuple[date, ...]
    captured: Period
    basis: str | None
    given: str | None  # the metadata's date, as it stood
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class ClusterMember:
    """An article of the cluster and how much it has in common with the reported one."""

    node: Node
    kept: bool
    similarity: float | None  # None where the two were not compared directly
    in_it: float | None  # share of this article's shingles that stand in the member
    of_it: float | None  # share of the member's shingles that stand in this article


@dataclass(frozen=True)
class StoryCluster:
    """The near-duplicates of the article; `members` are the nearest of `others`, that many besides itself."""

    name: str
    kept: bool  # whether this article is the one that stays
    reason: str
    others: int
    members: tuple[ClusterMember, ...]


@dataclass(frozen=True)
class Shares:
    """Words of the article, furniture left out, and how many stand in other articles."""

    words: int
    elsewhere: int
    holders: tuple[tuple[Node, int], ...]  # by other article, the most first
    drawn: int = 0  # of `elsewhere`, those that stand in what it draws on, or in what draws on the same

    @property
    def elsewhere_share(self) -> float:
        return self.elsewhere / self.words if self.words else 0.0

    @property
    def drawn_share(self) -> float:
        """The share of its words that it has from others, as far as they are here."""
        return self.drawn / self.words if self.words else 0.0


@dataclass(frozen=True)
class Story:
    """The provenance of one article, in the order an editor asks for it."""

    article: str
    path: str | None
    title: str | None
    outlet: str | None
    url: str | None
    byline: str | None
    dateline: str | None
    language: str | None
    text: str
    furniture: tuple[tuple[int, int, str], ...]
    node: Node
    collection: int  # articles that it was compared with, itself included
    verdict: str
    sources: tuple[Derivation, ...]  # what it likely draws on, direction known
    unclear: tuple[Derivation, ...]  # one of the two draws on the other
    beyond: tuple[Derivation, ...]  # what its unseen sources draw on in their turn
    drawn_on_by: tuple[Derivation, ...]
    runner_ups: tuple[Derivation, ...]
    cluster: StoryCluster | None
    shares: Shares
    passages: tuple[Passage, ...]  # significant, in the order of the text
    phrases: tuple[Passage, ...]  # shared, but no evidence: names and stock phrases
    credits: tuple[StoryCredit, ...]
    quotes: tuple[Quote, ...]
    quotations: tuple[Quotation, ...]  # those that other articles have too
    dates: Dates
    changes: tuple[str, ...]  # what would change the verdict
    since: Node | None = None  # of the articles with much of its text, itself included, the first that is dated
    fullest: tuple[Node, int] | None = None  # of those, the one of most words, and how many

    @property
    def translated(self) -> bool:
        """Whether some of it stands in another article in another language."""
        return any(passage.translated for passage in self.passages)


def evidence_text(evidence: StoryEvidence) -> str:
    """A piece of evidence in words: its note without what a figure of the tables says, else its kind.

    >>> evidence_text(StoryEvidence("earlier_date", 1.2, "", None, None, None, ""))
    'earlier date'
    >>> evidence_text(StoryEvidence("passage", 1.2, "12 words also in “Fire at sea”, 70 bits", None, None, None, ""))
    '12 words also in “Fire at sea”'
    """
    return _BITS.sub("", evidence.note).strip() or evidence.kind.replace("_", " ")


def quoted_apart(quote: str, note: str) -> str:
    """The quote that is to stand beside a note: none where the note itself holds it.

    >>> quoted_apart("on Sunday", "“on Sunday” is the day before"), quoted_apart("on Sunday", "a weekday")
    ('', 'on Sunday')
    """
    return "" if wording.shortened(quote, 60).rstrip("…") in note else quote
